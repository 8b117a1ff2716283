//! Warnings of `compliance: cn`: questions that employment law would raise.

use crate::diagnostic::{Diagnostic, Said};
use crate::value::Place;

/// What a lawyer for employment would ask about.
#[derive(Debug)]
#[rustfmt::skip]
pub enum ComplianceMistake {
    /// A pay line that takes money away.
    Fine { /** The line. */ title: String, /** Where. */ place: Place },
    /// Held pay, and no clause on those who leave.
    HeldForLeavers { /** The line. */ title: String, /** Where. */ place: Place },
    /// A review on rank alone.
    RankAlone { /** The rule. */ rule: String, /** The condition. */ place: Place },
}

impl ComplianceMistake {
    fn code(&self) -> &'static str {
        match self {
            Self::Fine { .. } => "P181",
            Self::HeldForLeavers { .. } => "P182",
            Self::RankAlone { .. } => "P183",
        }
    }
}

impl From<ComplianceMistake> for Diagnostic {
    fn from(mistake: ComplianceMistake) -> Self {
        use ComplianceMistake as M;
        let code = mistake.code();
        let (place, title, why) = match mistake {
            M::Fine { title, place } => (
                place,
                Said::new(
                    format!("薪酬明细“{title}”从工资里扣钱"),
                    format!("pay line `{title}` takes money away"),
                ),
                (
                    "按次扣钱容易被看作罚款；从工资里扣款能不能扣、扣多少，法律有限制。",
                    "Money taken for each event may count as a fine; the law limits what may be deducted from pay.",
                ),
            ),
            M::HeldForLeavers { title, place } => (
                place,
                Said::new(
                    format!("“{title}”要等以后才发，没有写离职的人怎样结清"),
                    format!("`{title}` is paid later, and nothing says how leavers are settled"),
                ),
                (
                    "离职时还没有发的钱怎样结清，是最常见的争议。",
                    "What becomes of held pay when someone leaves is the most usual dispute.",
                ),
            ),
            M::RankAlone { rule, place } => (
                place,
                Said::new(
                    format!("升降规则“{rule}”只凭名次就进入复核"),
                    format!("ladder rule `{rule}` leads to review on rank alone"),
                ),
                (
                    "名次靠后不等于不能胜任：总有人排在最后。",
                    "To rank last is not to be unfit: somebody always does.",
                ),
            ),
        };
        Self::warning(code, title)
            .at(place)
            .why(why.0, why.1)
            .help(
                format!("这不是法律意见，请问法务。确实要这样的，写 lint: {{accept: {{{code}: 理由}}}}。"),
                format!("This is no legal advice: ask a lawyer. To keep it, write `lint: {{accept: {{{code}: reason}}}}`."),
            )
    }
}
