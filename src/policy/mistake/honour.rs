//! Mistakes of awards over time: streaks, teams' prizes, levels, withdrawals.

use super::error;
use crate::diagnostic::{Diagnostic, Said};
use crate::value::Place;

/// What may be wrong with awards over time, and with counts of periods running.
#[derive(Debug)]
#[rustfmt::skip]
pub enum HonourMistake {
    /// An award that is given in two ways at once.
    AwardWays { /** The award. */ award: String, /** The keys. */ keys: Vec<&'static str>, /** Where. */ place: Place },
    /// A prize for each member, of a policy that is not about teams.
    EachOfNoTeam { /** The award. */ award: String, /** Where. */ place: Place },
    /// A prize for each member that says not whose members.
    EachWithoutMembers { /** The award. */ award: String, /** Where. */ place: Place },
    /// Prizes that do not go with the way in which the award is given.
    Prizes { /** The award. */ award: String, /** What is wrong. */ fault: PrizesFault, /** Where. */ place: Place },
    /// When a period has data, without what to do when it has none.
    GapsUnsaid { /** The award or rule. */ owner: String, /** Where. */ place: Place },
    /// A withdrawal for which there is no cause.
    WithdrawNothing { /** The award. */ award: String, /** Where. */ place: Place },
    /// A withdrawal after no period or too many.
    WithdrawRange { /** The award. */ award: String, /** Where. */ place: Place },
    /// What is charged back is in no pay line.
    ChargeUnread { /** The award. */ award: String, /** Where. */ place: Place },
    /// How to count, of an award that counts nothing.
    CountsNothing { /** The award. */ award: String, /** Where. */ place: Place },
}

/// How prizes do not go with their award.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrizesFault {
    /// `level` without a prize for each level.
    LevelWithout,
    /// A prize for each level without `level`.
    WithoutLevel,
    /// A prize for each place without a ranking.
    WithoutRanking,
    /// `prize` beside `prizes`.
    Both,
    /// A prize for each place that equal winners split.
    Split,
}

impl HonourMistake {
    fn code(&self) -> &'static str {
        match self {
            Self::AwardWays { .. } => "P201",
            Self::EachOfNoTeam { .. } | Self::EachWithoutMembers { .. } => "P202",
            Self::Prizes { .. } => "P203",
            Self::GapsUnsaid { .. } => "P204",
            Self::WithdrawNothing { .. } => "P205",
            Self::WithdrawRange { .. } => "P206",
            Self::ChargeUnread { .. } => "P207",
            Self::CountsNothing { .. } => "P208",
        }
    }
}

impl From<HonourMistake> for Diagnostic {
    fn from(mistake: HonourMistake) -> Self {
        use HonourMistake as M;
        let code = mistake.code();
        match mistake {
            M::AwardWays { award, keys, place } => {
                error(
                    code,
                    place,
                    format!("奖项“{award}”同时写了几种评法：{}", keys.join("、")),
                    format!("award `{award}` is given in several ways at once: {}", keys.join(", ")),
                )
                .help(
                    "一个奖只用一种评法；要几样都看的，把其余的写成参加条件（who）或门槛（at_least）。",
                    "Keep one; write the others as `who` or `at_least`.",
                )
            }
            M::EachOfNoTeam { award, place } => error(
                code,
                place,
                format!("奖项“{award}”要按成员发，但这份制度考核的不是团队"),
                format!("award `{award}` is for each member, but the policy does not assess teams"),
            )
            .help(
                "请写 subject: team（对象: 团队），或者去掉 each（发给）。",
                "Write `subject: team`, or leave out `each`.",
            ),
            M::EachWithoutMembers { award, place } => error(
                code,
                place,
                format!("奖项“{award}”要按成员发，但没有写成员由哪个制度考核"),
                format!("award `{award}` is for each member, but does not say whose members"),
            )
            .why(
                "一个团队有几名成员，看的是哪些人受考核。",
                "How many members a team has depends on who is assessed.",
            )
            .help(
                "请写 members（成员制度），例如 members: telesales。",
                "Write `members` with the id of the policy that assesses them.",
            ),
            M::Prizes { award, fault, place } => prizes(code, &award, fault, place),
            M::GapsUnsaid { owner, place } => error(
                code,
                place,
                format!("“{owner}”写了什么情形算有数据，没有写没有数据的一期怎样计数"),
                format!("`{owner}` says when a period has data, but not what happens without"),
            )
            .help(
                "请写 without_data（无数据）：keep（保持）、reset（清零）或 count（计入）。",
                "Write `without_data`: keep, reset or count.",
            ),
            M::WithdrawNothing { award, place } => error(
                code,
                place,
                format!("奖项“{award}”的撤销没有写什么情形下撤销"),
                format!("the withdrawal of award `{award}` does not say when it happens"),
            )
            .help(
                "请写 by（依据哪张决定表）、when（情形）或 flag（只提请决定）。",
                "Write `by` (the table of decisions), `when` or `flag`.",
            ),
            M::WithdrawRange { award, place } => error(
                code,
                place,
                format!("奖项“{award}”的撤销期限要在 1 到 12 期之间"),
                format!("award `{award}` may be withdrawn within 1 to 12 periods"),
            )
            .help("请写 1 到 12 的整数。", "Write a whole number from 1 to 12."),
            M::ChargeUnread { award, place } => Diagnostic::warning(
                code,
                Said::new(
                    format!("奖项“{award}”撤销后要追回的奖金没有写进薪酬"),
                    format!("what is charged back of award `{award}` is in no pay line"),
                ),
            )
            .at(place)
            .why(
                "奖金写进了薪酬，追回的不写进去，就没有真正追回。",
                "The prize is in a pay line; unless what is charged back is too, nothing is.",
            )
            .help(
                format!("请在那条薪酬里减去 award.{award}.charged。"),
                format!("Take `award.{award}.charged` off in that line."),
            ),
            M::CountsNothing { award, place } => error(
                code,
                place,
                format!("奖项“{award}”写了怎样计数，没有写连续几期"),
                format!("award `{award}` says how to count, but not for how many periods"),
            )
            .help(
                "请写 run（连续），例如 run: 3；不按连续评的，去掉 reset、data 和 without_data。",
                "Write `run`, for example `run: 3`; or leave out `reset`, `data` and `without_data`.",
            ),
        }
    }
}

fn prizes(code: &'static str, award: &str, fault: PrizesFault, place: Place) -> Diagnostic {
    let (zh, en, help_zh, help_en) = match fault {
        PrizesFault::LevelWithout => (
            format!("奖项“{award}”按等级发奖，但没有写各级的奖金"),
            format!("award `{award}` is by level, but has no prize for each"),
            "请写 prizes（各级奖金），例如 prizes: {突出: 5000 元, 优秀: 3000 元}。",
            "Write `prizes`, for example `prizes: {outstanding: 5000, good: 1000}`.",
        ),
        PrizesFault::WithoutLevel => (
            format!("奖项“{award}”写了各等级的奖金，没有写看哪个等级"),
            format!("award `{award}` has prizes by level, but does not say which level"),
            "请写 level（评级），例如 level: 表现等级。",
            "Write `level`, for example `level: rating`.",
        ),
        PrizesFault::WithoutRanking => (
            format!("奖项“{award}”写了各名次的奖金，没有写按什么排名"),
            format!("award `{award}` has a prize for each place, but no ranking"),
            "请写 rank_by（排名依据）或 improved（进步）。",
            "Write `rank_by` or `improved`.",
        ),
        PrizesFault::Both => (
            format!("奖项“{award}”同时写了 prize 和 prizes"),
            format!("award `{award}` has both `prize` and `prizes`"),
            "都一样的写 prize（奖金）；各名次或各等级不同的写 prizes（各级奖金）。",
            "Write `prize` where all are alike, `prizes` where they differ.",
        ),
        PrizesFault::Split => (
            format!("奖项“{award}”各名次的奖金不同，并列时不能平分"),
            format!("award `{award}` has a prize for each place, which equal winners cannot split"),
            "请去掉 ties: split（平分）：并列的各得那个名次的奖金。",
            "Leave out `ties: split`: equal winners each have the prize of their place.",
        ),
    };
    error(code, place, zh, en).help(help_zh, help_en)
}
