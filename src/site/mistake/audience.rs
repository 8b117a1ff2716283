//! Mistakes of audiences that show only with policies and teams.

use crate::diagnostic::{Diagnostic, Said};
use crate::value::Place;

/// What may be wrong with an audience.
#[derive(Debug)]
pub enum AudienceMistake {
    /// It names a policy or shelf that is not there.
    NoSuchPolicy {
        /// The audience.
        audience: String,
        /// What is written.
        written: String,
        /// A name that is near.
        meant: Option<String>,
        /// Where.
        place: Place,
    },
    /// It wants a site for each head of a team, and no team has one.
    NoHeads {
        /// The audience.
        audience: String,
        /// Where.
        place: Place,
    },
}

impl AudienceMistake {
    fn code(&self) -> &'static str {
        match self {
            Self::NoSuchPolicy { .. } => "S185",
            Self::NoHeads { .. } => "S186",
        }
    }

    /// Says it in words.
    pub fn diagnostic(&self) -> Diagnostic {
        let code = self.code();
        match self {
            Self::NoSuchPolicy {
                audience,
                written,
                meant,
                place,
            } => {
                let (mut zh, mut en) = match meant {
                    Some(meant) => (
                        format!("是不是“{meant}”？"),
                        format!("Did you mean “{meant}”? "),
                    ),
                    None => (String::new(), String::new()),
                };
                zh += "请写制度的编号、标题，或它所在的文件夹（类目）。";
                en += "Write the id or title of a policy, or the folder (shelf) it stands in.";
                Diagnostic::error(
                    code,
                    Said::new(
                        format!("受众“{audience}”要看的“{written}”不是一项制度，也不是类目"),
                        format!("the audience `{audience}` is to see `{written}`, which is no policy and no shelf"),
                    ),
                )
                .at(place.clone())
                .help(zh, en)
            }
            Self::NoHeads { audience, place } => Diagnostic::error(
                code,
                Said::new(
                    format!("受众“{audience}”每位团队负责人一份，但没有一个团队写了负责人"),
                    format!("the audience `{audience}` has a site for each head of a team, but no team has a head"),
                ),
            )
            .at(place.clone())
            .help(
                "请在 people/teams.csv 的“负责人”一列写上工号。",
                "Write ids in the column `head` (负责人) of people/teams.csv.",
            ),
        }
    }
}
