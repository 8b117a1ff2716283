//! Mistakes of how columns of `sources.yml` are read: units, formats, values, what stands across.

use crate::diagnostic::{Diagnostic, Said, count_en, list_en, list_zh};
use crate::value::Place;

/// What may be wrong with how cells are declared, and with cells against it.
#[derive(Debug)]
pub enum MappingMistake {
    /// `written_in` with a unit that is none of those known.
    UnknownScale {
        /// Where.
        place: Place,
        /// The unit.
        written: String,
    },
    /// `written_in` beside `factor`; its place.
    ScaleTwice(Place),
    /// Cells that `values` does not list.
    Unlisted {
        /// The first such cell.
        place: Place,
        /// What they say.
        values: Vec<String>,
        /// How many.
        cells: usize,
    },
    /// Cells that are not written in the declared format of days.
    OtherFormat {
        /// The first such cell.
        place: Place,
        /// What it says.
        written: String,
        /// How many.
        cells: usize,
    },
    /// A format of days that cannot be understood.
    UnknownFormat {
        /// Where.
        place: Place,
        /// The format.
        written: String,
    },
    /// Rows of one key that differ, and nothing says which counts.
    RowsDiffer {
        /// A row.
        first: Place,
        /// Another of the same key.
        again: Place,
        /// How many keys have such rows.
        keys: usize,
    },
    /// A heading that speaks of thousands, and nothing says what becomes of them; a warning.
    ScaleUnsaid {
        /// Where the heading is named.
        place: Place,
        /// The heading.
        heading: String,
        /// The heading in the file.
        header: Place,
    },
    /// Cells below a day that the month does not have.
    BeyondMonth {
        /// The first such cell.
        place: Place,
        /// How many.
        cells: usize,
    },
    /// Two versions of a table from one month.
    SameFrom {
        /// The one.
        first: Place,
        /// The other.
        again: Place,
    },
    /// Neither months with a year nor days with a name for them; where.
    AcrossWhat(Place),
    /// Not 31 days across.
    NotAllDays {
        /// Where they are named.
        place: Place,
        /// How many they are.
        count: usize,
    },
    /// Days across in a table of no single month; its header.
    DaysWithoutMonth(Place),
    /// `values`, `format` or `unique` of a table of events; where.
    EventsPlain(Place),
}

impl MappingMistake {
    fn code(&self) -> &'static str {
        match self {
            Self::UnknownScale { .. } => "D171",
            Self::ScaleTwice { .. } => "D172",
            Self::Unlisted { .. } => "D173",
            Self::OtherFormat { .. } => "D174",
            Self::UnknownFormat { .. } => "D175",
            Self::RowsDiffer { .. } => "D181",
            Self::ScaleUnsaid { .. } => "D183",
            Self::BeyondMonth { .. } => "D184",
            Self::SameFrom { .. } => "D185",
            Self::AcrossWhat { .. } => "D186",
            Self::NotAllDays { .. } => "D187",
            Self::DaysWithoutMonth { .. } => "D188",
            Self::EventsPlain { .. } => "D189",
        }
    }
}

impl From<MappingMistake> for Diagnostic {
    fn from(mistake: MappingMistake) -> Self {
        let code = mistake.code();
        match mistake {
            MappingMistake::UnknownScale { place, written } => Self::error(
                code,
                Said::new(
                    format!("不知道“{written}”怎样换算"),
                    format!("it is not known how `{written}` is converted"),
                ),
            )
            .at(place)
            .label("不认识的单位", "this unit is not known")
            .help(
                "可以写千元、万元、百万元、亿元、万次这样的单位，或者 %；别的用 factor 写出倍数。",
                "Units are 千元, 万元, 百万元, 亿元 and their like, `thousand`, `million` or `%`; for others give the `factor`.",
            ),
            MappingMistake::ScaleTwice(place) => Self::error(
                code,
                Said::new(
                    "倍数说了两次",
                    "the factor is given twice",
                ),
            )
            .at(place)
            .label("另外还写了 factor", "there is a `factor` too")
            .help(
                "written_in 和 factor 只留一个，不然会乘两次。",
                "Keep either `written_in` or `factor`; numbers would be multiplied twice.",
            ),
            MappingMistake::Unlisted {
                place,
                values,
                cells,
            } => {
                let shown: Vec<&str> = values.iter().take(8).map(String::as_str).collect();
                let count = values.len();
                Self::error(
                    code,
                    Said::new(
                        format!("有 {count} 种写法不在取值表里"),
                        format!(
                            "{} not listed under `values`",
                            count_en(count, "value is", "values are")
                        ),
                    ),
                )
                .at(place)
                .label("第一处在这里", "the first one is here")
                .why(
                    format!("共 {cells} 格：{}。", list_zh(&shown)),
                    format!(
                        "They stand in {}: {}.",
                        count_en(cells, "cell", "cells"),
                        list_en(&shown)
                    ),
                )
                .help(
                    "请在 values 里补上；想让它们照旧，写 others: keep；想当作空白，写 others: blank。",
                    "Add them to `values`; or say `others: keep` to leave them as they are, `others: blank` to count them as blank.",
                )
            }
            MappingMistake::OtherFormat {
                place,
                written,
                cells,
            } => Self::error(
                code,
                Said::new(
                    format!("“{written}”不是按声明的格式写的日期"),
                    format!("`{written}` is no day in the declared format"),
                ),
            )
            .at(place)
            .label("第一处在这里", "the first one is here")
            .why(
                format!("这一列有 {cells} 格对不上 sources.yml 里写的 format。"),
                format!(
                    "{} of this column do not fit the `format` of sources.yml.",
                    count_en(cells, "cell", "cells")
                ),
            )
            .help(
                "请看看 format 的年月日次序对不对；一列里只能有一种写法。",
                "See that the `format` has year, month and day in their right order; a column is written in one way.",
            ),
            MappingMistake::UnknownFormat { place, written } => Self::error(
                code,
                Said::new(
                    format!("看不懂日期格式“{written}”"),
                    format!("the format `{written}` is not understood"),
                ),
            )
            .at(place)
            .label("这里要年、月、日的次序", "the order of year, month and day belongs here")
            .help(
                "可以写 日/月/年、月/日/年、年/月/日（或 D/M/Y、M/D/Y、Y/M/D），两位年份写 YY；Excel 的日期序号写 excel。",
                "Write D/M/Y, M/D/Y or Y/M/D, YY for years of two digits, or `excel` for Excel's count of days.",
            ),
            MappingMistake::RowsDiffer { first, again, keys } => Self::error(
                code,
                Said::new(
                    format!("有 {keys} 个不该重复的编号，几行内容不一样"),
                    format!(
                        "{} once, but with rows that differ",
                        count_en(keys, "key should stand", "keys should stand")
                    ),
                ),
            )
            .at(again)
            .label("这一行", "this row")
            .see(first, "与这一行", "and this one")
            .why(
                "不知道该算哪一行，加在一起又会多算。",
                "It is not known which counts, and both together would count twice.",
            )
            .help(
                "请删去一行；如果表里有更新时间，可以在 sources.yml 里写 latest: 更新时间，取最新的一行。",
                "Delete one; or, where the table tells when a row was changed, say `latest: column` in sources.yml.",
            ),
            MappingMistake::ScaleUnsaid {
                place,
                heading,
                header,
            } => Self::warning(
                code,
                Said::new(
                    format!("列名写着“{heading}”，却没有说要不要换算"),
                    format!("`{heading}` speaks of a unit, and nothing says whether it is converted"),
                ),
            )
            .at(place)
            .label("照原样读，没有换算", "read as it is, not converted")
            .see(header, "文件里的列名", "the heading in the file")
            .help(
                "要换算成元，写 written_in: 千元（或万元）；就用原来的单位，写 unit: 千元。",
                "To convert it say `written_in: 千元` (or 万元); to keep it say `unit: 千元`.",
            ),
            MappingMistake::BeyondMonth { place, cells } => Self::error(
                code,
                Said::new(
                    format!("有 {cells} 格写在这个月没有的日子下面"),
                    format!(
                        "{} below a day that the month does not have",
                        count_en(cells, "cell stands", "cells stand")
                    ),
                ),
            )
            .at(place)
            .label("第一处在这里", "the first one is here")
            .help(
                "请看看文件是不是放错了月份，或者写错了列。",
                "See whether the file belongs to another month, or the cell to another column.",
            ),
            MappingMistake::SameFrom { first, again } => Self::error(
                code,
                Said::new(
                    "同一个月起有两个版本",
                    "two versions begin with one month",
                ),
            )
            .at(again)
            .label("这里又是这个月", "this month again")
            .see(first, "第一次在这里", "first here")
            .help("请合成一个版本。", "Make one version of them."),
            MappingMistake::AcrossWhat(place) => Self::error(
                code,
                Said::new(
                    "没有说清横排的是什么",
                    "it is not said what stands across",
                ),
            )
            .at(place)
            .label("这里要月份、日子或各列", "months, days or columns belong here")
            .help(
                "月份横排写 {year: 年份, months: 1月..12月, into: 目标}；日子横排写 {days: 1..31, date: 日期, into: 出勤}；考核项、评分人横排写 {columns: 其余, named: 考核项, into: 评分}。",
                "For months write {year: …, months: M01..M12, into: …}; for days {days: 1..31, date: …, into: …}; for items or raters {columns: others, named: …, into: …}.",
            ),
            MappingMistake::NotAllDays { place, count } => Self::error(
                code,
                Said::new(
                    format!("横排的日子要写到 31 日，这里是 {count} 列"),
                    format!("days across go up to the 31st, here are {count} columns"),
                ),
            )
            .at(place)
            .label("这里要三十一个列名", "31 headings belong here")
            .help(
                "请写成 1..31 或 1日..31日 的样子；小月可以没有最后几列。",
                "Write 1..31 or 1日..31日; a short month may leave the last ones out.",
            ),
            MappingMistake::EventsPlain(place) => Self::error(
                code,
                Said::new(
                    "事件大表不能这样声明",
                    "this cannot be declared of a table of events",
                ),
            )
            .at(place)
            .label("在这里声明", "it is declared here")
            .why(
                "events 里的大表一行一行地数，不整张装进来，所以不能换取值、换日期格式，也不能去重。",
                "Tables below `events/` are counted a row at a time and never held, so their values and formats cannot be replaced, nor rows counted once.",
            )
            .help(
                "请在导出时处理好；或者把文件放在月份文件夹里，不放进 events。",
                "Have the export do it; or put the file into the month's folder itself.",
            ),
            MappingMistake::DaysWithoutMonth(place) => Self::error(
                code,
                Said::new(
                    "日子横排的表要放在某个月的文件夹里",
                    "a table with days across belongs into a month's folder",
                ),
            )
            .at(place)
            .label("不知道是哪个月的日子", "the month of these days is not known")
            .help(
                "请把它放进那个月的文件夹，例如 content/months/2026-10/。",
                "Put it into its month's folder, such as content/months/2026-10/.",
            ),
        }
    }
}
