//! What may be wrong with the answers of those who confirm their figures. Warnings all: an answer
//! that cannot be read keeps nothing from being worked out.

use crate::data::CellMistake;
use crate::diagnostic::{Diagnostic, Said};
use crate::value::Place;

/// What may be wrong with an answer.
#[derive(Debug)]
#[rustfmt::skip]
pub enum ConfirmationMistake {
    /// A file of answers without a column of staff numbers, or without one of answers.
    NoColumn { /** The headings. */ place: Place, /** Those there are. */ known: Vec<String> },
    /// An answer of somebody who is not on the roster.
    Unknown {
        /** The cell. */ place: Place,
        /** The id; may be empty. */ written: String,
        /** Who may be meant: id and name. */ meant: Option<(String, String)>,
    },
    /// An answer that is neither yes nor no.
    NoAnswer { /** The cell. */ place: Place, /** What it says. */ written: String, /** Whose. */ name: String },
    /// A day that cannot be read.
    NoDay { /** The cell. */ place: Place, /** Why. */ reason: CellMistake },
}

impl ConfirmationMistake {
    fn code(&self) -> &'static str {
        match self {
            Self::NoColumn { .. } => "D219",
            Self::Unknown { .. } => "D220",
            Self::NoAnswer { .. } => "D223",
            Self::NoDay { .. } => "D224",
        }
    }
}

impl From<ConfirmationMistake> for Diagnostic {
    fn from(mistake: ConfirmationMistake) -> Self {
        let code = mistake.code();
        match mistake {
            ConfirmationMistake::NoColumn { place, known } => Self::warning(
                code,
                Said::new(
                    "确认回执里看不出谁、答了什么",
                    "this return of confirmations does not tell who answered what",
                ),
            )
            .at(place)
            .why(
                format!("要有“工号”和“确认”两列，这里的列是：{}。没有读进任何答复。", known.join("、")),
                format!("It needs the columns `ID` and `Confirmed`; there are {}. No answer was read.", known.join(", ")),
            )
            .help(
                "请把列名改成“工号”“确认”（还可以有 制度、异议、说明、日期、核对码）；如果这是数据表，请换一个文件名，不要以“确认”开头。",
                "Name the columns so (Policy, Objection, Remark, Date and Check code may stand beside them). If this is a table of data, give the file a name that does not begin with `confirmations`.",
            ),
            ConfirmationMistake::Unknown { place, written, meant } => {
                let title = match written.as_str() {
                    "" => Said::new("这份答复没有写工号", "this answer has no staff number"),
                    id => Said::new(
                        format!("答复确认的 {id} 不在花名册里"),
                        format!("{id}, who answers here, is not on the roster"),
                    ),
                };
                let told = Self::warning(code, title).at(place).why(
                    "这一行的答复没有算进去。",
                    "The answer of this row does not count.",
                );
                match meant {
                    Some((id, name)) => told.help(
                        format!("是不是 {id}（{name}）？请改正工号。"),
                        format!("Did you mean {id} ({name})? Correct the number."),
                    ),
                    None => told.help("请改正工号。", "Correct the staff number."),
                }
            }
            ConfirmationMistake::NoAnswer { place, written, name } => Self::warning(
                code,
                Said::new(
                    format!("看不懂 {name} 的答复“{written}”"),
                    format!("the answer “{written}” of {name} is neither yes nor no"),
                ),
            )
            .at(place)
            .why(
                "这一行按“还没有答复”算。",
                "The row counts as not answered yet.",
            )
            .help(
                "“确认”一列写“是”或“否”；有异议的，写在“异议”一列。",
                "Write yes or no under `Confirmed`, and what is wrong under `Objection`.",
            ),
            ConfirmationMistake::NoDay { place, reason } => {
                let reason = reason.words();
                Self::warning(
                    code,
                    Said::new("看不出是哪一天答复的", "the day of this answer cannot be read"),
                )
                .at(place)
                .why(
                    format!("{}。答复照算，只是不知道日期。", reason.zh),
                    format!("{}. The answer counts, without its day.", reason.en),
                )
                .help("请改正日期，或留空。", "Correct the day, or leave it blank.")
            }
        }
    }
}
