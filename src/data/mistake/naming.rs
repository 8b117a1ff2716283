//! Mistakes of people who are named rather than numbered.

use crate::diagnostic::{Diagnostic, Said, count_en, list_en, list_zh};
use crate::value::Place;

/// What may be wrong with the names of people.
#[derive(Debug)]
pub enum NamingMistake {
    /// Names that the roster has not at all, or more than once.
    Unclear {
        /// The first such cell.
        place: Place,
        /// Names that the roster does not have.
        unknown: Vec<String>,
        /// Names with the ids of all who have them.
        shared: Vec<(String, Vec<String>)>,
        /// How many rows.
        rows: usize,
    },
    /// Rows whose name is not that of their id; a warning.
    Disagrees {
        /// The first such cell.
        place: Place,
        /// The id, the name in the table, the name of the roster.
        people: Vec<(String, String, String)>,
        /// How many rows.
        rows: usize,
    },
}

impl NamingMistake {
    fn code(&self) -> &'static str {
        match self {
            Self::Unclear { .. } => "D176",
            Self::Disagrees { .. } => "D178",
        }
    }
}

impl From<NamingMistake> for Diagnostic {
    fn from(mistake: NamingMistake) -> Self {
        let code = mistake.code();
        match mistake {
            NamingMistake::Unclear {
                place,
                unknown,
                shared,
                rows,
            } => {
                let count = unknown.len() + shared.len();
                let mut zh = Vec::new();
                let mut en = Vec::new();
                if !unknown.is_empty() {
                    let names: Vec<&str> = unknown.iter().take(8).map(String::as_str).collect();
                    zh.push(format!("花名册里没有：{}", list_zh(&names)));
                    en.push(format!("Not on the roster: {}", list_en(&names)));
                }
                for (name, ids) in shared.iter().take(8) {
                    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
                    zh.push(format!("“{name}”有 {} 人：{}", ids.len(), list_zh(&ids)));
                    en.push(format!(
                        "{} are called {name}: {}",
                        ids.len(),
                        list_en(&ids)
                    ));
                }
                Self::error(
                    code,
                    Said::new(
                        format!("有 {count} 个姓名不知道是谁"),
                        format!(
                            "{} to nobody for certain",
                            count_en(count, "name belongs", "names belong")
                        ),
                    ),
                )
                .at(place)
                .label("第一处在这里", "the first one is here")
                .why(
                    format!("涉及 {rows} 行。{}。", zh.join("；")),
                    format!(
                        "{} concerned. {}.",
                        count_en(rows, "row is", "rows are"),
                        en.join("; ")
                    ),
                )
                .help(
                    "请在表里加一列工号；姓名写错的改过来，新来的人先登记到花名册。",
                    "Add a column of ids; correct what is misspelt, and enter new people in the roster first.",
                )
            }
            NamingMistake::Disagrees {
                place,
                people,
                rows,
            } => {
                let count = people.len();
                let zh: Vec<String> = people
                    .iter()
                    .take(8)
                    .map(|(id, here, there)| format!("{id} 表里是“{here}”，花名册是“{there}”"))
                    .collect();
                let en: Vec<String> = people
                    .iter()
                    .take(8)
                    .map(|(id, here, there)| {
                        format!("{id} is {here} here and {there} on the roster")
                    })
                    .collect();
                Self::warning(
                    code,
                    Said::new(
                        format!("有 {count} 个工号的姓名与花名册不一样"),
                        format!(
                            "{} another name than on the roster",
                            count_en(count, "id has", "ids have")
                        ),
                    ),
                )
                .at(place)
                .label("第一处在这里", "the first one is here")
                .why(
                    format!("{}。共 {rows} 行，按工号算。", zh.join("；")),
                    format!(
                        "{}. {} concerned; the id counts.",
                        en.join("; "),
                        count_en(rows, "row is", "rows are")
                    ),
                )
                .help(
                    "多半是工号填错了行，或者有人改了名；请核对后改正。",
                    "Mostly an id stands in the wrong row, or somebody has a new name; look and correct it.",
                )
            }
        }
    }
}
