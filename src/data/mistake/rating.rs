//! Mistakes of tables that say something by their files' names, as sheets of one rater do.

use crate::diagnostic::{Diagnostic, Said};
use crate::value::Place;

/// What may be wrong with what file names tell.
#[derive(Debug)]
#[rustfmt::skip]
pub enum RatingMistake {
    /// A pattern that names no column, or two without anything between.
    Pattern { /** The pattern. */ written: String, /** Where. */ place: Place },
    /// A file whose name does not fit.
    FileName { /** The pattern. */ pattern: String, /** The file. */ place: Place },
}

impl RatingMistake {
    fn code(&self) -> &'static str {
        match self {
            Self::Pattern { .. } => "D221",
            Self::FileName { .. } => "D222",
        }
    }
}

impl From<RatingMistake> for Diagnostic {
    fn from(mistake: RatingMistake) -> Self {
        let code = mistake.code();
        match mistake {
            RatingMistake::Pattern { written, place } => Self::error(
                code,
                Said::new(
                    format!("看不出文件名“{written}”里哪一段是什么"),
                    format!("`{written}` does not tell which part of a file's name is what"),
                ),
            )
            .at(place)
            .help(
                "列名写在花括号里，两列之间要有别的字，例如 评分-{评分人}-{评分人工号}。",
                "Put column names into braces with something between them, as in `ratings-{rater}-{rater_id}`.",
            ),
            RatingMistake::FileName { pattern, place } => Self::error(
                code,
                Said::new(
                    format!("文件名不合“{pattern}”的写法"),
                    format!("the file's name is not of the form `{pattern}`"),
                ),
            )
            .at(place)
            .why(
                "这张表有几列的内容写在文件名里，名称不合就不知道是谁、是哪一组。",
                "Some columns of this table stand in the file's name; without them it is not known whose rows these are.",
            )
            .help(
                "请照 sources.yml 里的 file_name（文件名）改文件名，或改那里的写法。",
                "Rename the file as `file_name` in sources.yml says, or change it there.",
            ),
        }
    }
}
