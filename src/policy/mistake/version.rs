//! Mistakes of versions and the periods from which they hold.

use crate::diagnostic::{Diagnostic, Said};
use crate::period::Period;
use crate::value::Place;

/// What may be wrong with the period from which a version holds.
#[derive(Debug)]
pub enum VersionMistake {
    /// A version of a policy about longer periods begins inside one of them.
    BeginsInside {
        /// The month from which it holds.
        from: Period,
        /// The period in which that month lies.
        whole: Period,
        /// The period after.
        next: Period,
        /// Where the month is written.
        place: Place,
    },
    /// `from_months` in a policy about months.
    NoMonthsWithin {
        /// Where.
        place: Place,
    },
    /// More figures than months can be made from.
    TooManyOfMonths {
        /// Where they are.
        place: Place,
        /// How many they are.
        count: usize,
        /// How many they may be.
        most: usize,
    },
    /// A divisor or a weight that does not go with how months become one.
    UnfitOfMonths {
        /// The key, Chinese and English.
        key: (&'static str, &'static str),
        /// Where it is written.
        place: Place,
    },
}

impl VersionMistake {
    pub(in crate::policy) fn code(&self) -> &'static str {
        match self {
            Self::BeginsInside { .. } => "P211",
            Self::NoMonthsWithin { .. } => "P213",
            Self::UnfitOfMonths { .. } => "P214",
            Self::TooManyOfMonths { .. } => "G121",
        }
    }
}

impl From<VersionMistake> for Diagnostic {
    fn from(mistake: VersionMistake) -> Self {
        let code = mistake.code();
        match mistake {
            VersionMistake::BeginsInside {
                from,
                whole,
                next,
                place,
            } => begins_inside(code, [from, whole, next], place),
            VersionMistake::NoMonthsWithin { place } => Self::error(
                code,
                Said::new(
                    "按月考核的制度里不能写 from_months（由各月）",
                    "a policy about months has no use for `from_months`",
                ),
            )
            .at(place)
            .label("一个月里没有各月", "a month has no months")
            .why(
                "由各月合成的，是季度、半年和年度的数。",
                "Quarters, half-years and years are made from months.",
            )
            .help(
                "请写 period: quarter（周期: 季）、half（半年）或 year（年）；只要上个月的数，写 previous(…)。",
                "Write `period: quarter`, `half` or `year`; the month before is `previous(…)`.",
            ),
            VersionMistake::TooManyOfMonths { place, count, most } => Self::error(
                code,
                Said::new(
                    format!("“取自”列了 {count} 个，最多 {most} 个"),
                    format!("`of` lists {count} figures; {most} is the most"),
                ),
            )
            .at(place)
            .label("列在这里", "they are listed here")
            .why(
                "几个都写上，是为周期中间换了制度的人；一年只有十二个月。",
                "Several are listed for people who change policies in between, and a year has twelve months.",
            )
            .help(
                "请只留会遇到的；要合并更多的数，先在月度制度里算成一个。",
                "Keep those that occur; to combine more, make one of them in a monthly policy first.",
            ),
            VersionMistake::UnfitOfMonths { key, place } => Self::error(
                code,
                Said::new(
                    format!("“{}”在这里用不上", key.0),
                    format!("`{}` does not go with the rest here", key.1),
                ),
            )
            .at(place)
            .label("与其他几项合不到一起", "does not fit")
            .why(
                "除数和权重只用于平均，两样只能写一样；取自几个制度的，没有共同的权重。",
                "A divisor or a weight belongs to a mean, one of the two; figures of several policies have no weight in common.",
            )
            .help(
                "请去掉它，或把 combine（合成）写成 mean（平均）；更复杂的，用公式写取值。",
                "Take it away, or combine by `mean`; what is more involved is a formula under `value`.",
            ),
        }
    }
}

fn begins_inside(code: &'static str, [from, whole, next]: [Period; 3], place: Place) -> Diagnostic {
    let first = whole.first_month();
    Diagnostic::warning(
        code,
        Said::new(
            format!("这一版从 {from} 起执行，在 {whole} 的中间"),
            format!("this version holds from {from}, inside {whole}"),
        ),
    )
    .at(place)
    .label(
        format!("{whole} 从 {first} 开始"),
        format!("{whole} begins with {first}"),
    )
    .why(
        format!("一个周期只用一版：整个 {whole} 都按这一版算，连同 {from} 以前的月份。"),
        format!(
            "A period has one version: all of {whole} goes by this one, the months before \
                 {from} included."
        ),
    )
    .help(
        format!(
            "整个周期都按新规则算的，写 {whole}；从下一个周期起的，写 {next}。\
                 确实要这样的，写 lint: {{accept: {{{code}: 理由}}}}。"
        ),
        format!(
            "Write {whole} if the new rules are meant for all of it, {next} if for the next \
                 period on. To keep it, write `lint: {{accept: {{{code}: reason}}}}`."
        ),
    )
}
