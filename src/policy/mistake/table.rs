//! Mistakes of bands and parameters whose rows stand in a table, and of two-dimensional bands.

use super::error;
use crate::diagnostic::{Diagnostic, Said, list_en, list_zh, nearest};
use crate::value::Place;

/// What may be wrong with rows that stand in a table, or that run two ways.
#[derive(Debug)]
#[rustfmt::skip]
pub enum TableMistake {
    /// A table that is not there.
    Unknown { /** What is written. */ written: String, /** The tables at hand. */ known: Vec<String>, /** Where. */ place: Place },
    /// Rows here and in a table, or neither.
    RowsOrTable { /** The band or parameter. */ owner: String, /** Where. */ place: Place },
    /// A table without a column of results or without rows.
    NoResults { /** The headings. */ place: Place },
    /// An upper bound in the first column.
    UpperAlone { /** The heading. */ place: Place },
    /// A row ends before the next begins.
    Gap { /** Where one ends. */ first: Place, /** Where the next begins. */ second: Place },
    /// A row ends after the next has begun.
    Overlap { /** Where one ends. */ first: Place, /** Where the next begins. */ second: Place },
    /// The highest row has an end.
    TopClosed { /** The end. */ place: Place },
    /// A band that looks up more than two numbers.
    AcrossTwo { /** The band. */ band: String, /** The third. */ place: Place },
    /// A two-dimensional band with another mode than `flat`.
    AcrossMode { /** The band. */ band: String, /** The mode. */ place: Place },
    /// A two-dimensional band whose rows have no columns.
    AcrossRows { /** The band. */ band: String, /** Where. */ place: Place },
    /// A grade that no row of a band gives.
    UnknownResult { /** The name. */ name: String, /** The band's title. */ band: String, /** What its rows give. */ known: Vec<String>, /** Where. */ place: Place },
    /// A table among the policies that none of them names.
    Unused { /** The file. */ place: Place },
}

impl TableMistake {
    fn code(&self) -> &'static str {
        match self {
            Self::Unknown { .. } => "P221",
            Self::RowsOrTable { .. } => "P222",
            Self::NoResults { .. } => "P223",
            Self::UpperAlone { .. } => "P224",
            Self::Gap { .. } => "P225",
            Self::Overlap { .. } => "P226",
            Self::TopClosed { .. } => "P227",
            Self::AcrossTwo { .. } => "P228",
            Self::AcrossMode { .. } => "P229",
            Self::AcrossRows { .. } => "P230",
            Self::Unused { .. } => "P231",
            Self::UnknownResult { .. } => "P235",
        }
    }
}

impl From<TableMistake> for Diagnostic {
    fn from(mistake: TableMistake) -> Self {
        use TableMistake as M;
        let code = mistake.code();
        match mistake {
            M::Unknown {
                written,
                known,
                place,
            } => unknown(code, &written, &known, place),
            M::RowsOrTable { owner, place } => error(
                code,
                place,
                format!("“{owner}”的各档要么写在这里，要么写在表里，二者取一"),
                format!("the rows of `{owner}` stand either here or in a table, one of the two"),
            )
            .help(
                "请写 rows（各档），或者写 table（表）: 档位.xlsx!完成档，不要都写或都不写。",
                "Write `rows`, or `table: bands.xlsx!completion`, not both and not neither.",
            ),
            M::NoResults { place } => error(
                code,
                place,
                "这张档位表没有结果：要有一栏分界点、至少一栏结果，下面至少一行",
                "this table gives no results: it wants a column of cut points, at least one of results, and at least one row",
            )
            .help(
                "第一栏写分界点或情形（或者两栏“从”“到”），后面的栏写结果；第一行是栏名。",
                "The first column holds cut points or cases (or two hold `from` and `to`), those after it the results; the first row holds the headings.",
            ),
            M::UpperAlone { place } => error(
                code,
                place,
                "第一栏是上限，看不出从哪里起",
                "the first column is an upper bound, so that nothing says where a row begins",
            )
            .label("上限在第一栏", "an upper bound comes first")
            .help(
                "请在前面加一栏“从”；只用上限的，把栏名改成所查的数，每格写明符号，如 <=30。",
                "Put a column `from` before it; for upper bounds alone, head it with what is looked up and give each cell its sign, for example <=30.",
            ),
            M::Gap { first, second } => error(
                code,
                second,
                "这一档和前一档之间有空档",
                "there is a gap between this row and the one before",
            )
            .label("从这里起", "it begins here")
            .see(first, "前一档到这里", "the row before ends here")
            .why(
                "落在空档里的数没有结果。",
                "A number that lies in between would have no result.",
            )
            .help(
                "“从”含本数、“到”不含本数，除非写明“（含）”“（不含）”或符号；请让前一档的“到”和后一档的“从”相同。",
                "A bare `from` includes its number and a bare `to` does not, unless a sign says otherwise; let each row end where the next begins.",
            ),
            M::Overlap { first, second } => error(
                code,
                second,
                "这一档和前一档重叠",
                "this row and the one before overlap",
            )
            .label("从这里起", "it begins here")
            .see(first, "前一档到这里", "the row before ends here")
            .why(
                "同一个数落在两档里，就有两个结果。",
                "A number in both rows would have two results.",
            )
            .help(
                "“从”含本数、“到”不含本数，除非写明“（含）”“（不含）”或符号；请让前一档的“到”和后一档的“从”相同。",
                "A bare `from` includes its number and a bare `to` does not, unless a sign says otherwise; let each row end where the next begins.",
            ),
            M::TopClosed { place } => error(
                code,
                place,
                "最高一档写了上限，超过它的数没有结果",
                "the highest row has an end, and a number beyond it would have no result",
            )
            .label("到这里为止", "it ends here")
            .help(
                "请把最高一档的“到”留空；超过上限另有规定的，再加一行。",
                "Leave `to` of the highest row blank; where more than that gives something else, add a row.",
            ),
            M::AcrossTwo { band, place } => error(
                code,
                place,
                format!("档位表“{band}”按三个以上的数分档，最多两个"),
                format!("band `{band}` looks up more than two numbers"),
            )
            .label("第三个", "the third")
            .help(
                "请分成两张表，再把结果相乘或相加。",
                "Make two bands of it, and multiply or add their results.",
            ),
            M::AcrossMode { band, place } => error(
                code,
                place,
                format!("档位表“{band}”按两个数分档，只能取档值"),
                format!("band `{band}` looks up two numbers and can only be flat"),
            )
            .help(
                "请删去 mode（方式）；要乘以金额的，在公式里写 金额 * 档位。",
                "Leave `mode` out; where the result is a rate, multiply by it in a formula.",
            ),
            M::AcrossRows { band, place } => error(
                code,
                place,
                format!("档位表“{band}”按两个数分档，各行却没有分栏"),
                format!("band `{band}` looks up two numbers, and none of its rows has columns"),
            )
            .help(
                "请让每一行写第二个数的各档，如 80%: {else: 0.5, 80%: 0.8, 100%: 1}。",
                "Give each row the cut points of the second number, for example 80%: {else: 0.5, 80%: 0.8, 100%: 1}.",
            ),
            M::UnknownResult {
                name,
                band,
                known,
                place,
            } => {
                let names: Vec<&str> = known.iter().map(String::as_str).collect();
                error(
                    code,
                    place,
                    format!("“{band}”里没有“{name}”这一档"),
                    format!("no row of “{band}” gives `{name}`"),
                )
                .label("没有这一档", "no such row")
                .help(
                    format!("那里有：{}。", list_zh(&names)),
                    format!("There are: {}.", list_en(&names)),
                )
            }
            M::Unused { place } => Diagnostic::warning(
                code,
                Said::new(
                    "这张表放在制度的文件夹里，却没有哪份制度用到它",
                    "this table lies among the policies, and none of them names it",
                ),
            )
            .at(place)
            .why(
                "这里的表只有写了 table（表）: 文件名 的档位和参数才会读；每月的数据要放在月份的文件夹里。",
                "Tables here are read where a band or a parameter names them; the data of a month belong in its folder.",
            )
            .help(
                "请在档位里写 table（表）和它的文件名，或把它移到 content/months/ 或 content/tables/，或删去。",
                "Name it under `table`, move it to content/months/ or content/tables/, or delete it.",
            ),
        }
    }
}

fn unknown(code: &'static str, written: &str, known: &[String], place: Place) -> Diagnostic {
    let started = error(
        code,
        place,
        format!("找不到名为“{written}”的表"),
        format!("there is no table `{written}`"),
    )
    .why(
        "档位和参数的表放在制度自己的文件夹，或 content/tables/ 里；工作簿的一张表写成 文件!表名。",
        "Tables of bands and parameters lie in the policy's own folder or in content/tables/; a sheet is written file!sheet.",
    );
    let names: Vec<&str> = known.iter().map(String::as_str).collect();
    match nearest(written, names.iter().copied()) {
        Some(meant) => started.label(
            format!("是否想写“{meant}”？"),
            format!("did you mean `{meant}`?"),
        ),
        None if names.is_empty() => started.help(
            "请把表放进去，或核对文件名。",
            "Put the table there, or check its name.",
        ),
        None => started.help(
            format!("那里有：{}。", list_zh(&names)),
            format!("There are: {}.", list_en(&names)),
        ),
    }
}
