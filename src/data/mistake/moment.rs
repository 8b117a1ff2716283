//! Mistakes of days and times: zones, and the month that a row belongs to.

use crate::diagnostic::{Diagnostic, Said, count_en};
use crate::period::Period;
use crate::value::Place;

/// What may be wrong with moments.
#[derive(Debug)]
pub enum MomentMistake {
    /// Times of one column that say their zone, and times that do not.
    ZonesMixed {
        /// The first that does.
        with: Place,
        /// The first that does not.
        without: Place,
    },
    /// A zone that is none.
    UnknownZone {
        /// Where.
        place: Place,
        /// What it says.
        written: String,
    },
    /// A first day of periods that is none; its place.
    FirstDay(Place),
    /// Rows of a month that has no folder; a note.
    NoFolder {
        /// The table.
        table: String,
        /// The first such row.
        place: Place,
        /// The months, and how many rows each has.
        months: Vec<(Period, usize)>,
    },
}

impl MomentMistake {
    fn code(&self) -> &'static str {
        match self {
            Self::ZonesMixed { .. } => "C171",
            Self::UnknownZone { .. } => "C172",
            Self::FirstDay(_) => "C173",
            Self::NoFolder { .. } => "C174",
        }
    }
}

impl From<MomentMistake> for Diagnostic {
    fn from(mistake: MomentMistake) -> Self {
        let code = mistake.code();
        match mistake {
            MomentMistake::ZonesMixed { with, without } => Self::error(
                code,
                Said::new(
                    "同一列的时间，有的写了时区，有的没有写",
                    "some times of this column say their zone and some do not",
                ),
            )
            .at(with)
            .label("这里写了时区", "this one says its zone")
            .see(without, "这里没有写", "this one does not")
            .why(
                "没有写时区的是哪里的时间，看不出来；差几个小时，半夜的一行就会算到另一天、另一个月。",
                "It is not certain where the others were written, and a few hours move a row of the night to another day or month.",
            )
            .help(
                "请让导出系统把这一列统一成一种写法。",
                "Have the export write the whole column in one way.",
            ),
            MomentMistake::UnknownZone { place, written } => Self::error(
                code,
                Said::new(
                    format!("不认识时区“{written}”"),
                    format!("the time zone `{written}` is not known"),
                ),
            )
            .at(place)
            .label("这里写的时区", "this time zone")
            .help(
                "请写与 UTC 的差，例如 time_zone: '+08:00'（北京时间）。用夏令时的地方，一年里的差会变，请让导出系统直接写当地时间。",
                "Write the distance from UTC, as in time_zone: '+08:00'. Where clocks change in summer the distance changes too: have the export write local times there.",
            ),
            MomentMistake::FirstDay(place) => Self::error(
                code,
                Said::new(
                    "起始日要写 1 到 28 之间的整数",
                    "`from_day` is a whole number from 1 to 28",
                ),
            )
            .at(place)
            .label("这里写的不是", "this is none")
            .why(
                "29、30、31 日不是每个月都有。",
                "Not every month has a 29th, 30th or 31st.",
            )
            .help(
                "与制度里的 from_day 写成一样；按自然月的不用写。",
                "Write what the policy's `from_day` says; leave it out for calendar months.",
            ),
            MomentMistake::NoFolder {
                table,
                place,
                months,
            } => {
                let rows: usize = months.iter().map(|(_, rows)| rows).sum();
                let listed = |row: fn(usize) -> String| {
                    let each = months
                        .iter()
                        .map(|(month, rows)| format!("{month} {}", row(*rows)));
                    each.collect::<Vec<_>>()
                };
                let zh = listed(|rows| format!("{rows} 行")).join("、");
                let en = listed(|rows| count_en(rows, "row", "rows")).join(", ");
                Self::note(
                    code,
                    Said::new(
                        format!("“{table}”有 {rows} 行属于还没有文件夹的月份，没有计入"),
                        format!(
                            "{} of `{table}` belong to months without a folder and are not counted",
                            count_en(rows, "row", "rows")
                        ),
                    ),
                )
                .at(place)
                .label("第一处", "the first of them")
                .why(format!("{zh}。"), format!("{en}."))
                .help(
                    "下个月的行先放着，等有了那个月的文件夹就会算进去；很早的月份不再考核的，不用管。",
                    "Rows of the next month are counted once it has its folder; of months long past nothing needs to be done.",
                )
            }
        }
    }
}
