//! A version that was to be looked at again.

use crate::diagnostic::{Diagnostic, Said};
use crate::period::Period;
use crate::value::Place;

/// What may be overdue.
#[derive(Debug, Clone)]
pub enum ReviewMistake {
    /// A version in force in a month after its `review_by`.
    Overdue {
        /// The policy's title.
        policy: String,
        /// The period by which it was to be looked at again.
        by: Period,
        /// The first month after it with data.
        month: Period,
        /// The policy's file.
        place: Place,
    },
}

/// The code of a version that should have been looked at again, by which policies accept that.
pub const OVERDUE: &str = "A123";

impl ReviewMistake {
    /// Returns the stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Overdue { .. } => "A123",
        }
    }

    /// Says it in both languages.
    pub fn describe(&self) -> Diagnostic {
        let code = self.code();
        let Self::Overdue {
            policy,
            by,
            month,
            place,
        } = self;
        Diagnostic::warning(
            code,
            Said::new(
                format!("制度“{policy}”应在 {by} 前复审，{month} 仍按这一版计算"),
                format!("policy `{policy}` was to be reviewed by {by}, and {month} is still computed by this version"),
            ),
        )
        .at(place.clone())
        .why(
            "制度自己定的复审期限（review_by）已过，也没有新的一版。",
            "The version's own `review_by` has passed, and there is no later version.",
        )
        .help(
            format!("请复审后改期限，或写新的一版；确实要照旧的，写 lint: {{accept: {{{code}: 理由}}}}。"),
            format!("Review it and move the period, or write a new version; to keep it, write `lint: {{accept: {{{code}: reason}}}}`."),
        )
    }
}
