//! What may be wrong with the list of interviews. Warnings all: no figure hangs on it.

use crate::data::CellMistake;
use crate::diagnostic::{Diagnostic, Said};
use crate::value::Place;

/// What may be wrong with an interview.
#[derive(Debug)]
#[rustfmt::skip]
pub enum InterviewMistake {
    /// A list without a column of staff numbers.
    NoColumn { /** The headings. */ place: Place, /** Those there are. */ known: Vec<String> },
    /// Somebody who is not on the roster.
    Unknown { /** The cell. */ place: Place, /** The id; may be empty. */ written: String, /** The name; may be empty. */ name: String },
    /// A day that cannot be read.
    NoDay { /** The cell. */ place: Place, /** Why. */ reason: CellMistake },
}

impl InterviewMistake {
    fn code(&self) -> &'static str {
        match self {
            Self::NoColumn { .. } => "D247",
            Self::Unknown { .. } => "D248",
            Self::NoDay { .. } => "D249",
        }
    }
}

impl From<InterviewMistake> for Diagnostic {
    fn from(mistake: InterviewMistake) -> Self {
        let code = mistake.code();
        match mistake {
            InterviewMistake::NoColumn { place, known } => Self::warning(
                code,
                Said::new(
                    "面谈记录里没有“工号”一列",
                    "this list of interviews has no column of staff numbers",
                ),
            )
            .at(place)
            .why(
                format!("这里的列是：{}。没有读进任何面谈。", known.join("、")),
                format!("There are {}. No interview was read.", known.join(", ")),
            )
            .help(
                "列名写成 工号、访谈人、日期、内容摘要、改进计划；如果这是数据表，请换一个文件名。",
                "Name the columns id, interviewer, date, summary and plan. If this is a table of data, give the file another name.",
            ),
            InterviewMistake::Unknown { place, written, name } => Self::warning(
                code,
                Said::new(
                    format!("面谈的人“{}”不在花名册里", format!("{written} {name}").trim()),
                    format!("`{}`, who was interviewed, is not on the roster", format!("{written} {name}").trim()),
                ),
            )
            .at(place)
            .why("这一行没有算进去。", "The row does not count.")
            .help("请改正工号。", "Correct the staff number."),
            InterviewMistake::NoDay { place, reason } => {
                let reason = reason.words();
                Self::warning(
                    code,
                    Said::new("看不出是哪一天面谈的", "the day of this interview cannot be read"),
                )
                .at(place)
                .why(
                    format!("{}。面谈照算，只是不知道日期。", reason.zh),
                    format!("{}. The interview counts, without its day.", reason.en),
                )
                .help("请改正日期，或留空。", "Correct the day, or leave it blank.")
            }
        }
    }
}
