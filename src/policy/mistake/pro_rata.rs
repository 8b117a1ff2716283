//! Mistakes of what is pro rata.

use super::error;
use crate::diagnostic::Diagnostic;
use crate::value::Place;

/// What may be wrong with `pro_rata`.
#[derive(Debug)]
#[rustfmt::skip]
pub enum ProRataMistake {
    /// An item without a target.
    NoTarget { /** The item. */ item: String, /** Where. */ place: Place },
    /// By attendance, where nothing says what that is.
    NoAttendance { /** Where. */ place: Place },
    /// A policy about teams or the company.
    NotOfPeople { /** Where. */ place: Place },
}

impl ProRataMistake {
    fn code(&self) -> &'static str {
        match self {
            Self::NoTarget { .. } => "P241",
            Self::NoAttendance { .. } => "P242",
            Self::NotOfPeople { .. } => "P243",
        }
    }
}

impl From<ProRataMistake> for Diagnostic {
    fn from(mistake: ProRataMistake) -> Self {
        use ProRataMistake as M;
        let code = mistake.code();
        match mistake {
            M::NoTarget { item, place } => error(
                code,
                place,
                format!("考核项“{item}”写了折算，但没有目标可以折算"),
                format!("item `{item}` is to be pro rata, but has no target"),
            )
            .why(
                "折算的是目标：只在岗半个月的人，目标减半。没有目标的考核项不受在岗时间影响。",
                "It is the target that shrinks: half of it for who was there for half the month.",
            )
            .help(
                "请写上 target（目标），或删掉这里的折算。",
                "Write a `target`, or leave `pro_rata` out here.",
            ),
            M::NoAttendance { place } => error(
                code,
                place,
                "按出勤折算，但制度没有写明出勤天数怎样算",
                "this is pro rata by attendance, but the policy does not say what that is",
            )
            .help(
                "请在制度里写明，例如 pro_rata: {attendance: sum(考勤.出勤天数)}（折算: {出勤天数: …}）。",
                "Say so in the policy, for example `pro_rata: {attendance: sum(attendance.days)}`.",
            ),
            M::NotOfPeople { place } => error(
                code,
                place,
                "团队和公司的制度不能按在岗时间折算",
                "a policy about teams or the company has nothing to be pro rata by",
            )
            .why(
                "入职、离职、调动是个人的事，团队没有在岗天数。",
                "People join, leave and move; a team does not.",
            )
            .help(
                "请删掉折算，或在个人的制度里折算后再汇总到团队。",
                "Leave `pro_rata` out, or make people's own targets pro rata and add these up.",
            ),
        }
    }
}
