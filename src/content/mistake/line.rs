//! Mistakes of JSON lines.

use crate::diagnostic::{Diagnostic, Said};
use crate::value::Place;

/// What may be wrong with a line of JSON.
#[derive(Debug)]
pub enum LineMistake {
    /// No object, or broken JSON.
    NoObject {
        /// The line.
        place: Place,
        /// The reader's own words.
        words: String,
    },
    /// A list or an object in the stead of a value.
    Nested {
        /// The line.
        place: Place,
        /// The key.
        key: String,
    },
    /// One key twice in a line.
    KeyTwice {
        /// The line.
        place: Place,
        /// The key.
        key: String,
    },
}

impl LineMistake {
    fn code(&self) -> &'static str {
        match self {
            Self::NoObject { .. } => "C164",
            Self::Nested { .. } => "C165",
            Self::KeyTwice { .. } => "C166",
        }
    }
}

impl From<LineMistake> for Diagnostic {
    fn from(mistake: LineMistake) -> Self {
        let code = mistake.code();
        match mistake {
            LineMistake::NoObject { place, words } => Self::error(
                code,
                Said::new(
                    "这一行不是一个 JSON 对象",
                    "this line is no JSON object",
                ),
            )
            .at(place)
            .label("从这一行起没有读", "nothing is read from here on")
            .why(
                format!("JSON lines 的每一行是一条完整的记录（原话：{words}）。"),
                format!("Each line of such a file is one whole record ({words})."),
            )
            .help(
                "请写成 {\"工号\": \"0101\", \"金额\": 1234.5}，一行一条；导出中断的请重新导出。",
                "Write {\"id\": \"0101\", \"amount\": 1234.5}, one record a line; export it again where it was cut off.",
            ),
            LineMistake::Nested { place, key } => Self::error(
                code,
                Said::new(
                    format!("“{key}”里还套着列表或对象"),
                    format!("`{key}` holds a list or an object"),
                ),
            )
            .at(place)
            .label("在这一行", "in this line")
            .why(
                "一格只能放一个值：文字、数、true、false 或 null。",
                "A cell holds one value: a text, a number, true, false or null.",
            )
            .help(
                "请在导出时把它展开成单独的列。",
                "Export it as columns of its own.",
            ),
            LineMistake::KeyTwice { place, key } => Self::error(
                code,
                Said::new(
                    format!("一行里有两个“{key}”"),
                    format!("`{key}` stands twice in one line"),
                ),
            )
            .at(place)
            .label("在这一行", "in this line")
            .help(
                "两个值不知道用哪一个，请只留一个。",
                "Either value might count; keep one of them.",
            ),
        }
    }
}
