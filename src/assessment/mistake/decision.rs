//! Mistakes of decisions that people make.

use crate::diagnostic::{Diagnostic, Said, list_en, list_zh, nearest};
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
    /// A row grants or withdraws an award that no policy gives.
    NoSuchAward {
        /// What the cell says.
        award: String,
        /// The awards that are decided in this table.
        known: Vec<String>,
        /// The cell.
        place: Place,
    },
}

impl DecisionMistake {
    fn code(&self) -> &'static str {
        match self {
            Self::Unsigned { .. } => "A141",
            Self::NoSuchAward { .. } => "D261",
        }
    }

    /// Says the mistake in both languages.
    pub fn describe(&self) -> Diagnostic {
        let (award, by, place) = match self {
            Self::Unsigned { award, by, place } => (award, by, place),
            Self::NoSuchAward {
                award,
                known,
                place,
            } => return self.no_such_award(award, known, place),
        };
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

    fn no_such_award(&self, award: &str, known: &[String], place: &Place) -> Diagnostic {
        let title = match award {
            "" => Said::new(
                "这一行的决定没有写是哪个奖",
                "the decision of this row names no award",
            ),
            _ => Said::new(
                format!("没有叫“{award}”的奖，这一行的决定不起作用"),
                format!("there is no award `{award}`, so the decision of this row has no effect"),
            ),
        };
        let names: Vec<&str> = known.iter().map(String::as_str).collect();
        let said = Diagnostic::warning(self.code(), title)
            .at(place.clone())
            .why(
                format!(
                    "由人决定的奖按名称认；这张表里可以写的有：{}。",
                    list_zh(&names)
                ),
                format!(
                    "Awards that people decide go by their names; this table may name {}.",
                    list_en(&names)
                ),
            );
        match nearest(award, known.iter().map(String::as_str)) {
            Some(meant) => said.help(
                format!("是不是“{meant}”？奖的名称要与制度里一字不差。"),
                format!("Did you mean `{meant}`? The name has to be the policy's to the letter."),
            ),
            None => said.help(
                "请把奖的名称改得与制度里一字不差；已经取消的奖，删去这一行。",
                "Write the name as the policy has it, to the letter; delete the row of an award that is no more.",
            ),
        }
    }
}
