//! Mistakes between `sources.yml` and the files that it speaks of.

use crate::diagnostic::{Diagnostic, Said, count_en, list_en, list_zh, nearest};
use crate::value::Place;

/// What may be wrong with how a table is declared.
#[derive(Debug)]
pub enum SourceMistake {
    /// No file of that name.
    UnknownTable {
        /// Where it is named.
        place: Place,
        /// The name.
        written: String,
        /// The tables that there are.
        known: Vec<String>,
    },
    /// No column of that name in the file.
    UnknownHeading {
        /// Where it is named.
        place: Place,
        /// The name.
        written: String,
        /// The header of the file.
        header: Place,
        /// Its headings.
        known: Vec<String>,
    },
    /// Two columns end up under one name.
    NameTaken {
        /// The name.
        name: String,
        /// Where it is given.
        place: Place,
        /// The column that has it already.
        header: Place,
    },
    /// Files of one table with other columns.
    ColumnsDiffer {
        /// The header of the file that differs.
        place: Place,
        /// The header of the first file.
        first: Place,
        /// Columns that only one of them has.
        columns: Vec<String>,
    },
    /// A key of a table of keys with two ids; where it stands again and first.
    KeyTwice {
        /// The key.
        key: String,
        /// Where it stands first.
        first: Place,
        /// Where it stands again.
        again: Place,
    },
    /// Keys that the table of keys does not have.
    UnknownKeys {
        /// The first row with such a key.
        place: Place,
        /// The keys.
        keys: Vec<String>,
        /// How many rows have one.
        rows: usize,
        /// The table of keys.
        through: Place,
    },
    /// A cell that names no month.
    NoPeriod {
        /// The first such cell.
        place: Place,
        /// What it says.
        written: String,
        /// How many such cells.
        cells: usize,
    },
    /// `factor: 0`; its place.
    ZeroFactor(Place),
    /// An event table beside an ordinary one of its name, or with months across; its place.
    EventsMixed(Place),
    /// Not twelve months across.
    NotTwelve {
        /// Where they are named.
        place: Place,
        /// How many they are.
        count: usize,
    },
}

impl SourceMistake {
    fn code(&self) -> &'static str {
        match self {
            Self::UnknownTable { .. } => "D101",
            Self::UnknownHeading { .. } => "D102",
            Self::NameTaken { .. } => "D103",
            Self::ColumnsDiffer { .. } => "D104",
            Self::KeyTwice { .. } => "D105",
            Self::UnknownKeys { .. } => "D106",
            Self::NoPeriod { .. } => "D107",
            Self::ZeroFactor { .. } => "D108",
            Self::NotTwelve { .. } => "D109",
            Self::EventsMixed(_) => "D110",
        }
    }
}

impl From<SourceMistake> for Diagnostic {
    fn from(mistake: SourceMistake) -> Self {
        let code = mistake.code();
        match mistake {
            SourceMistake::UnknownTable {
                place,
                written,
                known,
            } => did_you_mean(
                Self::error(
                    code,
                    Said::new(
                        format!("没有叫“{written}”的表"),
                        format!("there is no table called `{written}`"),
                    ),
                )
                .at(place),
                &written,
                &known,
                ("表", "tables"),
            )
            .why(
                "表的名称就是文件名去掉后缀，工作簿有几张工作表时是工作表的名称。",
                "A table goes by its file's name without the ending, or by the sheet's name where a workbook has several.",
            ),
            SourceMistake::UnknownHeading {
                place,
                written,
                header,
                known,
            } => did_you_mean(
                Self::error(
                    code,
                    Said::new(
                        format!("表里没有“{written}”这一列"),
                        format!("the table has no column `{written}`"),
                    ),
                )
                .at(place)
                .see(header, "表头在这里", "the headings are here"),
                &written,
                &known,
                ("列", "columns"),
            ),
            SourceMistake::NameTaken {
                name,
                place,
                header,
            } => Self::error(
                code,
                Said::new(
                    format!("有两列都会叫“{name}”"),
                    format!("two columns would be called `{name}`"),
                ),
            )
            .at(place)
            .label("这个名称已经有了", "this name is taken")
            .see(header, "文件里本来就有这一列", "the file has this column already")
            .help(
                "请换一个名称，或者给文件里原来的那一列也起一个新名称。",
                "Choose another name, or give the file's own column a new name too.",
            ),
            SourceMistake::ColumnsDiffer {
                place,
                first,
                columns,
            } => {
                let shown: Vec<&str> = columns.iter().take(8).map(String::as_str).collect();
                Self::error(
                    code,
                    Said::new(
                        "同一张表的几个文件，列不一样",
                        "the files of one table have different columns",
                    ),
                )
                .at(place)
                .see(first, "第一个文件的表头", "the headings of the first file")
                .why(
                    format!("只有一边才有的列：{}。", list_zh(&shown)),
                    format!("Columns that only one of them has: {}.", list_en(&shown)),
                )
                .help(
                    "请让几个文件用同样的列名，没有内容的列也要保留列名。",
                    "Give all files the same headings; a column without content keeps its heading.",
                )
            }
            SourceMistake::KeyTwice { key, first, again } => Self::error(
                code,
                Said::new(
                    format!("对照表里“{key}”对着两个工号"),
                    format!("`{key}` stands for two ids in the table of keys"),
                ),
            )
            .at(again)
            .label("这里又出现一次", "here it stands again")
            .see(first, "第一次在这里", "first here")
            .help(
                "请删去一行；同一个键只能对着一个人。",
                "Delete one of the rows; a key stands for one person.",
            ),
            SourceMistake::UnknownKeys {
                place,
                keys,
                rows,
                through,
            } => {
                let shown: Vec<&str> = keys.iter().take(8).map(String::as_str).collect();
                let count = keys.len();
                Self::error(
                    code,
                    Said::new(
                        format!("有 {count} 个键在对照表里查不到"),
                        format!(
                            "{} not in the table of keys",
                            count_en(count, "key is", "keys are")
                        ),
                    ),
                )
                .at(place)
                .label("第一处在这里", "the first one is here")
                .see(through, "对照表", "the table of keys")
                .why(
                    format!("涉及 {rows} 行，不知道算在谁名下：{}。", list_zh(&shown)),
                    format!(
                        "{} belong to nobody: {}.",
                        count_en(rows, "row would", "rows would"),
                        list_en(&shown)
                    ),
                )
                .help(
                    "请在对照表里补上这些键，或改正数据里的写法。",
                    "Add the keys to that table, or correct them in the data.",
                )
            }
            SourceMistake::NoPeriod {
                place,
                written,
                cells,
            } => Self::error(
                code,
                Said::new(
                    format!("“{written}”不是月份"),
                    format!("`{written}` is no month"),
                ),
            )
            .at(place)
            .label(
                "这里要月份，例如 2026-07",
                "a month is wanted here, such as 2026-07",
            )
            .why(
                format!("这一列有 {cells} 格读不出是哪个月。"),
                format!(
                    "{} of this column cannot be read as a month.",
                    count_en(cells, "cell", "cells")
                ),
            )
            .help(
                "可以写 2026-07、2026年7月、202607，或某一天的日期；如果这一列不是月份，请在 sources.yml 里写 period: 无。",
                "Write 2026-07, 2026年7月, 202607 or a day; if the column is no month, say `period: none` in sources.yml.",
            ),
            SourceMistake::ZeroFactor(place) => Self::error(
                code,
                Said::new("倍数不能是 0", "a factor cannot be 0"),
            )
            .at(place)
            .label("乘以 0 就什么都没有了", "times 0 leaves nothing")
            .help("千元写 1000，万元写 10000。", "Thousands are 1000."),
            SourceMistake::EventsMixed(place) => Self::error(
                code,
                Said::new(
                    "events 文件夹里的表不能同时当作普通的表",
                    "a table in events/ cannot be an ordinary table as well",
                ),
            )
            .at(place)
            .why(
                "events 里的表一行一行地读过去，不整个放进内存，所以不能与别处的同名表合在一起，月份也不能横排。",
                "Tables in events/ are read a row at a time and never held, so they cannot be joined with a table of that name elsewhere, nor have months across.",
            )
            .help(
                "请把同名的文件都放进 events 文件夹，或者都放在月份的文件夹里。",
                "Put all files of that name into events/, or all into the month's folder.",
            ),
            SourceMistake::NotTwelve { place, count } => Self::error(
                code,
                Said::new(
                    format!("横排的月份要有 12 列，这里是 {count} 列"),
                    format!("twelve columns of months are wanted, here are {count}"),
                ),
            )
            .at(place)
            .label("这里要十二个列名", "twelve headings belong here")
            .help(
                "请从一月到十二月依次写出列名，或写成 M01..M12 的样子。",
                "Name the headings from January to December, or write them like M01..M12.",
            ),
        }
    }
}

/// Adds the nearest name, or the names that there are.
pub(super) fn did_you_mean(
    diagnostic: Diagnostic,
    written: &str,
    known: &[String],
    what: (&str, &str),
) -> Diagnostic {
    let names = known.iter().map(String::as_str);
    if let Some(meant) = nearest(written, names.clone()) {
        return diagnostic
            .label(
                format!("是否想写“{meant}”？"),
                format!("did you mean `{meant}`?"),
            )
            .help(format!("请改成“{meant}”。"), format!("Write `{meant}`."));
    }
    let shown: Vec<&str> = names.take(20).collect();
    let diagnostic = diagnostic.label("找不到它", "this is not found");
    if shown.is_empty() {
        return diagnostic.help("请检查名称。", "Look at the name.");
    }
    diagnostic.help(
        format!("现有的{}：{}。", what.0, list_zh(&shown)),
        format!("The {} that there are: {}.", what.1, list_en(&shown)),
    )
}
