//! Mistakes of decisions that people make.

use crate::diagnostic::{Diagnostic, Said};
use crate::value::Place;

/// What may be wrong with a decision.
#[derive(Debug, Clone)]
pub enum DecisionMistake {
    /// An award is granted or withdrawn, and a cell of the row is blank.
    Unsigned {
        /// The award.
        award: String,
        /// Whether it is who decided that is blank; else why.
        by: bool,
        /// The cell.
        place: Place,
    },
}

impl DecisionMistake {
    fn code(&self) -> &'static str {
        match self {
            Self::Unsigned { .. } => "A141",
        }
    }

    /// Says the mistake in both languages.
    pub fn describe(&self) -> Diagnostic {
        let Self::Unsigned { award, by, place } = self;
        let said = if *by {
            Said::new(
                format!("“{award}”的决定没有写是谁决定的"),
                format!("the decision about `{award}` does not say who made it"),
            )
        } else {
            Said::new(
                format!("“{award}”的决定没有写理由"),
                format!("the decision about `{award}` gives no reason"),
            )
        };
        Diagnostic::error(self.code(), said)
            .at(place.clone())
            .why(
                "由人评定和撤销的奖，公示时要写明决定人和理由。",
                "Awards that people grant or withdraw are published with who decided and why.",
            )
            .help(
                "请在决定表里补上决定人和理由。",
                "Fill in who decided and why in the table of decisions.",
            )
    }
}
