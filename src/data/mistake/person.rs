//! Mistakes between data rows and the people of the roster.

use crate::diagnostic::{Diagnostic, Said, count_en, list_en, list_zh};
use crate::value::Place;

/// What may be wrong with whom rows belong to.
#[derive(Debug)]
pub enum PersonMistake {
    /// Somebody in the data who is not on the roster.
    Unknown {
        /// The first such cell.
        place: Place,
        /// The id.
        written: String,
        /// An id of the roster that may be meant, with the name.
        meant: Option<(String, String)>,
        /// How many rows.
        rows: usize,
        /// The tables.
        tables: Vec<String>,
    },
    /// Many in one table who are not on the roster.
    ManyUnknown {
        /// The first such cell.
        place: Place,
        /// The ids.
        ids: Vec<String>,
        /// How many rows.
        rows: usize,
    },
    /// Ids without their leading zeros.
    LostZeros {
        /// The first such cell.
        place: Place,
        /// As written, and as on the roster.
        ids: Vec<(String, String)>,
        /// How many rows.
        rows: usize,
    },
    /// A sum below the data; its first cell.
    SumRow {
        /// The cell.
        place: Place,
        /// What it says.
        written: String,
    },
    /// Rows without an id in a table of ids; a warning.
    Nobody {
        /// The first such cell.
        place: Place,
        /// How many rows.
        rows: usize,
    },
    /// A table with names and without ids; a warning.
    NamesOnly(Place),
    /// An adjustment of somebody who is not on the roster.
    UnknownAdjusted {
        /// Where.
        place: Place,
        /// The id.
        written: String,
    },
}

impl PersonMistake {
    fn code(&self) -> &'static str {
        match self {
            Self::Unknown { .. } => "D141",
            Self::ManyUnknown { .. } => "D142",
            Self::LostZeros { .. } => "D143",
            Self::SumRow { .. } => "D144",
            Self::Nobody { .. } => "D145",
            Self::NamesOnly { .. } => "D146",
            Self::UnknownAdjusted { .. } => "D147",
        }
    }
}

impl From<PersonMistake> for Diagnostic {
    fn from(mistake: PersonMistake) -> Self {
        let code = mistake.code();
        match mistake {
            PersonMistake::Unknown {
                place,
                written,
                meant,
                rows,
                tables,
            } => unknown(code, place, &written, meant, rows, &tables),
            PersonMistake::ManyUnknown { place, ids, rows } => {
                let shown: Vec<&str> = ids.iter().take(8).map(String::as_str).collect();
                let count = ids.len();
                Self::error(
                    code,
                    Said::new(
                        format!("这张表里有 {count} 个工号不在花名册里"),
                        format!("{count} ids of this table are not on the roster"),
                    ),
                )
                .at(place)
                .label("第一处在这里", "the first one is here")
                .why(
                    format!("共 {rows} 行，例如：{}。", list_zh(&shown)),
                    format!(
                        "{} are concerned, for example {}.",
                        count_en(rows, "row", "rows"),
                        list_en(&shown)
                    ),
                )
                .help(
                    "这么多都对不上，多半是这一列不是工号，或花名册不是最新的。请在 sources.yml 里用 person 指明工号列（不属于个人的表写 person: 无），或更新花名册。",
                    "So many misses mean that this column holds no ids, or that the roster is out of date. Name the column of ids under `person` in sources.yml (`person: none` for a table that is about nobody), or bring the roster up to date.",
                )
            }
            PersonMistake::LostZeros { place, ids, rows } => {
                let shown: Vec<String> = ids
                    .iter()
                    .take(8)
                    .map(|(written, meant)| format!("{written} → {meant}"))
                    .collect();
                let shown: Vec<&str> = shown.iter().map(String::as_str).collect();
                let count = ids.len();
                Self::error(
                    code,
                    Said::new(
                        format!("有 {count} 个工号的前导零丢了"),
                        format!(
                            "{} lost leading zeros",
                            count_en(count, "id has", "ids have")
                        ),
                    ),
                )
                .at(place)
                .label("第一处在这里", "the first one is here")
                .why(
                    format!(
                        "用 Excel 打开 CSV 再保存，0007 会变成 7。共 {rows} 行：{}。",
                        list_zh(&shown)
                    ),
                    format!(
                        "Opening a CSV in Excel and saving it turns 0007 into 7. {} are concerned: {}.",
                        count_en(rows, "row", "rows"),
                        list_en(&shown)
                    ),
                )
                .help(
                    "请从原系统重新导出，不要用 Excel 另存；一定要在 Excel 里改，先把工号列设成“文本”格式。",
                    "Export it from its system again without saving it in Excel; if it must be edited there, format the column of ids as text first.",
                )
            }
            PersonMistake::SumRow { place, written } => Self::error(
                code,
                Said::new(
                    format!("数据里有一行“{written}”"),
                    format!("the data hold a row `{written}`"),
                ),
            )
            .at(place)
            .label("这一行不是某个人的数据", "this row is about no person")
            .why(
                "合计行会让总数算两遍。",
                "A row of sums would count everything twice.",
            )
            .help(
                "请删去合计、小计这些行，汇总由制度里的公式来算。",
                "Delete rows of sums; the policies' formulas do the adding up.",
            ),
            PersonMistake::Nobody { place, rows } => Self::warning(
                code,
                Said::new(
                    format!("有 {rows} 行没有工号"),
                    format!("{} without an id", count_en(rows, "row is", "rows are")),
                ),
            )
            .at(place)
            .label("第一处在这里", "the first one is here")
            .why(
                "没有工号的行不算在任何人名下，只在全体合计里出现。",
                "Rows without an id count for nobody; only sums over all rows see them.",
            )
            .help("请补上工号，或删去这些行。", "Fill in the ids, or delete the rows."),
            PersonMistake::NamesOnly(place) => Self::warning(
                code,
                Said::new(
                    "这张表只有姓名，没有工号",
                    "this table has names and no ids",
                ),
            )
            .at(place)
            .label("姓名不能代替工号", "names do not stand for ids")
            .why(
                "同名的人分不开，所以这张表的行不算在任何人名下。",
                "People of one name cannot be told apart, so these rows belong to nobody.",
            )
            .help(
                "请加上“工号”一列；如果这张表本来就不属于个人，请在 sources.yml 里写 person: 无。",
                "Add a column of ids; if the table is about nobody, say `person: none` in sources.yml.",
            ),
            PersonMistake::UnknownAdjusted { place, written } => Self::error(
                code,
                Said::new(
                    format!("更正里的工号“{written}”不在花名册里"),
                    format!("`{written}` is adjusted and is not on the roster"),
                ),
            )
            .at(place)
            .label("花名册里没有", "not on the roster")
            .help(
                "请核对工号；以 0 开头的工号要加引号，例如 '0007'。",
                "Check the id; ids that begin with 0 are best put in quotes, as in '0007'.",
            ),
        }
    }
}

fn unknown(
    code: &'static str,
    place: Place,
    written: &str,
    meant: Option<(String, String)>,
    rows: usize,
    tables: &[String],
) -> Diagnostic {
    let tables: Vec<&str> = tables.iter().map(String::as_str).collect();
    let diagnostic = Diagnostic::error(
        code,
        Said::new(
            format!("工号“{written}”不在花名册里"),
            format!("`{written}` is not on the roster"),
        ),
    )
    .at(place)
    .why(
        format!("共 {rows} 行没有主人，在：{}。", list_zh(&tables)),
        format!(
            "{} belong to nobody, in {}.",
            count_en(rows, "row would", "rows would"),
            list_en(&tables)
        ),
    )
    .help(
        "请核对工号；新来的人先加进 content/people/roster.csv，离职的人也要留在里面。",
        "Check the id; newcomers go into content/people/roster.csv first, and those who left stay in it.",
    );
    match meant {
        Some((id, name)) => diagnostic.label(
            format!("是否想写“{id}”（{name}）？"),
            format!("did you mean `{id}` ({name})?"),
        ),
        None => diagnostic.label("花名册里没有", "not on the roster"),
    }
}
