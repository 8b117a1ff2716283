//! Mistakes of the working calendar.

use crate::diagnostic::{Diagnostic, Said};
use crate::value::Place;

/// What may be wrong with `calendar.yml`.
#[derive(Debug)]
pub enum DayMistake {
    /// A key that is no year.
    NoYear {
        /// Where.
        place: Place,
        /// What is written.
        written: String,
    },
    /// A day that stands under another year.
    OtherYear {
        /// Where.
        place: Place,
        /// What is written.
        written: String,
        /// The year it stands under.
        year: i16,
    },
    /// A stretch whose end lies before its beginning, or far away.
    BadStretch {
        /// Where.
        place: Place,
        /// What is written.
        written: String,
    },
    /// A day that is a holiday and a working day at once; where it stands as a working day.
    Both(Place),
}

impl DayMistake {
    fn code(&self) -> &'static str {
        match self {
            Self::NoYear { .. } => "D151",
            Self::OtherYear { .. } => "D152",
            Self::BadStretch { .. } => "D153",
            Self::Both { .. } => "D154",
        }
    }
}

impl From<DayMistake> for Diagnostic {
    fn from(mistake: DayMistake) -> Self {
        let code = mistake.code();
        match mistake {
            DayMistake::NoYear { place, written } => Self::error(
                code,
                Said::new(
                    format!("“{written}”不是年份"),
                    format!("`{written}` is no year"),
                ),
            )
            .at(place)
            .label(
                "这里要四位年份，例如 2026",
                "four digits of a year belong here, such as 2026",
            )
            .help(
                "calendar.yml 的第一层是年份，下面才是 holidays（放假）和 workdays（上班）。",
                "calendar.yml holds years, and below each of them `holidays` and `workdays`.",
            ),
            DayMistake::OtherYear {
                place,
                written,
                year,
            } => Self::error(
                code,
                Said::new(
                    format!("“{written}”不在 {year} 年"),
                    format!("`{written}` does not lie in {year}"),
                ),
            )
            .at(place)
            .label("年份对不上", "the years differ")
            .help(
                "请改正日期，或把它移到那一年下面。",
                "Correct the day, or move it below its own year.",
            ),
            DayMistake::BadStretch { place, written } => Self::error(
                code,
                Said::new(
                    format!("“{written}”不是一段日子"),
                    format!("`{written}` is no stretch of days"),
                ),
            )
            .at(place)
            .label("结束要晚于开始", "it must end after it begins")
            .help(
                "请写成 2026-10-01..2026-10-07，最多 60 天。",
                "Write it as 2026-10-01..2026-10-07, 60 days at most.",
            ),
            DayMistake::Both(place) => Self::error(
                code,
                Said::new(
                    "同一天既放假又上班",
                    "one day is a holiday and a working day",
                ),
            )
            .at(place)
            .label("它也写在放假里", "it stands among the holidays too")
            .help("请从其中一处删去。", "Delete it in one of the two places."),
        }
    }
}
