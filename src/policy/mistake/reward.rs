//! Mistakes of vetoes, awards, ladders, pay and lint.

use super::{error, unknown};
use crate::diagnostic::{Diagnostic, Said, count_en};
use crate::value::Place;

/// What may be wrong with what results lead to.
#[derive(Debug)]
#[rustfmt::skip]
pub enum RewardMistake {
    /// A veto speaks of something that is not there.
    UnknownTarget { /** The name. */ name: String, /** The names there are. */ known: Vec<String>, /** Where. */ place: Place },
    /// Two vetoes of one rank set one figure to different values.
    VetoesDisagree { /** One veto and its value. */ first: (String, Said), /** The other. */ second: (String, Said), /** What they set. */ target: Said, /** Where they say so. */ places: [Place; 2] },
    /// `first` without `by`, or beside `rank_by`.
    AwardFirst { /** The award. */ award: String, /** Where. */ place: Place },
    /// An award that says not who may have it.
    AwardWithoutRule { /** The award. */ award: String, /** Where. */ place: Place },
    /// A bare number as a gate with nothing to measure.
    AwardGate { /** The award. */ award: String, /** Where. */ place: Place },
    /// An award that is not there.
    UnknownAward { /** The name. */ name: String, /** The awards there are. */ known: Vec<String>, /** Where. */ place: Place },
    /// A grade that the ladder does not have.
    UnknownGrade { /** The name. */ name: String, /** The grades there are. */ known: Vec<String>, /** Where. */ place: Place },
    /// A pay line without an amount.
    PayWithoutAmount { /** The line. */ line: String, /** Where. */ place: Place },
    /// `lint.items` that is no range.
    LintRange { /** What is written. */ written: String, /** Where. */ place: Place },
    /// More or fewer items than the policy wants.
    LintItems { /** How many there are. */ count: u32, /** The fewest. */ least: u32, /** The most. */ most: u32, /** Where. */ place: Place },
}

impl RewardMistake {
    fn code(&self) -> &'static str {
        match self {
            Self::UnknownTarget { .. } => "P146",
            Self::VetoesDisagree { .. } => "P266",
            Self::AwardFirst { .. } => "P147",
            Self::AwardWithoutRule { .. } => "P148",
            Self::AwardGate { .. } => "P149",
            Self::UnknownAward { .. } => "P150",
            Self::UnknownGrade { .. } => "P151",
            Self::PayWithoutAmount { .. } => "P152",
            Self::LintRange { .. } => "P153",
            Self::LintItems { .. } => "P154",
        }
    }
}

impl From<RewardMistake> for Diagnostic {
    fn from(mistake: RewardMistake) -> Self {
        use RewardMistake as M;
        let code = mistake.code();
        match mistake {
        M::UnknownTarget { name, known, place } => unknown(
            code,
            place,
            ("考核项或薪酬明细", "item or pay line"),
            &name,
            &known,
        ),
        M::VetoesDisagree { first, second, target, places: [first_place, second_place] } => error(
            code,
            second_place,
            format!("“{}”和“{}”级别相同，一个把{}记为 {}，一个记为 {}", first.0, second.0, target.zh, first.1.zh, second.1.zh),
            format!("“{}” and “{}” are equally grave, and one sets {} to {}, the other to {}", first.0, second.0, target.en, first.1.en, second.1.en),
        )
        .see(first_place, "另一条在这里", "the other is here")
        .why(
            "同一个人同时触犯两条时，不能由程序来猜按哪一条。",
            "Where both hold for one person, which of them decides must not be guessed.",
        )
        .help(
            "请给两条否决写上 rank（级别）：1 最重，同时触犯时按最重的一条；只是封顶的写 {at_most: …}，取低不冲突。",
            "Give each veto a `rank`: 1 is the gravest, and the gravest decides where several hold. Upper limits, `{at_most: …}`, never disagree: the lowest holds.",
        ),
        M::AwardFirst { award, place } => error(
            code,
            place,
            format!("奖项“{award}”的“最先”写得不完整"),
            format!("award `{award}` says `first` incompletely"),
        )
        .help(
            "奖给最先发生者，请同时写 first（哪张表）和 by（按哪一列时间），并不再写 rank_by。",
            "For the first event write both `first` (the table) and `by` (the column of time), and no `rank_by`.",
        ),
        M::AwardWithoutRule { award, place } => error(
            code,
            place,
            format!("奖项“{award}”没有写奖给谁"),
            format!("award `{award}` does not say who has it"),
        )
        .help(
            "请写 rank_by（排名依据）、first（最先）、who（参加条件）或 at_least（门槛）。",
            "Write `rank_by`, `first`, `who` or `at_least`.",
        ),
        M::AwardGate { award, place } => error(
            code,
            place,
            format!("奖项“{award}”的门槛只写了数，不知道是哪个指标的数"),
            format!("the gate of award `{award}` is a number without a figure"),
        )
        .help(
            "请写成条件，例如 at_least: 回款额 >= 50000；或写上 rank_by（排名依据）。",
            "Write a condition such as `at_least: revenue >= 50000`, or add `rank_by`.",
        ),
        M::UnknownAward { name, known, place } => {
            unknown(code, place, ("其他奖项", "other award"), &name, &known)
        }
        M::UnknownGrade { name, known, place } => {
            unknown(code, place, ("职级", "grade"), &name, &known).why(
                "升降规则里的职级要写在 grades（职级序列）里。",
                "Grades of the rules must stand under `grades`.",
            )
        }
        M::PayWithoutAmount { line, place } => error(
            code,
            place,
            format!("薪酬明细“{line}”没有写金额怎样算"),
            format!("pay line `{line}` does not say its amount"),
        )
        .help("请写 value（取值）或 band（档位）。", "Write `value` or `band`."),
        M::LintRange { written, place } => error(
            code,
            place,
            format!("“{written}”不是项数的范围"),
            format!("`{written}` is no range of items"),
        )
        .help("请写成 6-8 的样子。", "Write it like 6-8."),
        M::LintItems {
            count,
            least,
            most,
            place,
        } => Diagnostic::warning(
            code,
            Said::new(
                format!("考核表有 {count} 项，制度自己要求 {least} 至 {most} 项"),
                format!(
                        "the scorecard has {}; the policy itself asks for {least} to {most}",
                        count_en(count as usize, "item", "items")
                    ),
            ),
        )
        .at(place)
        .why(
            "项目太多，每项的分量就轻；太少，又容易顾此失彼。",
            "With too many items each weighs little; with too few, something is left out.",
        )
        .help(
            format!("请增减考核项，或改这条自查；确实要保留的，写 lint: {{accept: {{{code}: 理由}}}}。"),
            format!("Change the items or this check; to keep it, write `lint: {{accept: {{{code}: reason}}}}`."),
        ),
        }
    }
}
