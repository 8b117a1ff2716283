//! Texts of cells → numbers, days and truths. What cannot be read for sure is refused.

mod day;
mod format;
mod number;
mod zone;

pub use day::date_cell;
pub(super) use format::DateFormat;
pub use number::{has_scale, number_cell};
pub use zone::{Zone, Zones};

use crate::diagnostic::Said;

/// Why the text of a cell is not what it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CellMistake {
    /// It does not read as a number.
    NoNumber,
    /// Its thousands separators stand in places where none belong.
    BadGroups,
    /// Excel has shortened it: `1.23E+11`.
    Shortened,
    /// It has more digits than are kept.
    TooLong,
    /// It carries 万 or 千 itself, in a column that is converted as a whole.
    ScaleTwice,
    /// It does not read as a day.
    NoDate,
    /// It lacks the year, or the day.
    PartOfDate,
    /// Day and month cannot be told apart: `03/04/2026`.
    AmbiguousDate,
    /// There is no such day: `2026-02-30`.
    NoSuchDay,
    /// It says its time zone, and nobody says which zone's days count.
    Zone,
    /// It is neither yes nor no.
    NoTruth,
}

impl CellMistake {
    /// Says what is wrong and what to write instead.
    pub fn words(self) -> Said {
        let (zh, en) = match self {
            Self::NoNumber => (
                "这里要一个数，例如 1234.5、1,234.50、12% 或 ¥300",
                "a number is wanted here, such as 1234.5, 1,234.50, 12% or ¥300",
            ),
            Self::BadGroups => (
                "千位逗号的位置不对，看不出是哪个数",
                "the thousands separators are not in their places, so the number is not certain",
            ),
            Self::Shortened => (
                "Excel 把这个数缩短成了科学记数法，后面的数字已经丢失；请把这一列改成“数值”或“文本”格式后重新导出",
                "Excel has shortened this number and lost digits; format the column as number or text and export it again",
            ),
            Self::ScaleTwice => (
                "这一格自己写了万、千、亿，而整列又声明了换算，不知道该不该再乘一次；请去掉其中一处",
                "this cell carries a unit such as 万 itself, in a column that is converted as a whole; it is not certain whether both apply, so remove one of them",
            ),
            Self::TooLong => ("这个数超过 60 位", "this number has more than 60 digits"),
            Self::NoDate => (
                "这里要一个日期，例如 2026-07-01、2026/7/1 或 2026年7月1日",
                "a day is wanted here, such as 2026-07-01, 2026/7/1 or 2026年7月1日",
            ),
            Self::PartOfDate => (
                "日期不完整，年、月、日都要写",
                "the date is not complete; year, month and day are all needed",
            ),
            Self::AmbiguousDate => (
                "分不清哪个是月、哪个是日；请把年份写在前面，例如 2026-07-01",
                "month and day cannot be told apart; begin with the year, as in 2026-07-01",
            ),
            Self::NoSuchDay => ("没有这一天", "there is no such day"),
            Self::Zone => (
                "这个时间带着时区（如 Z、+00:00），而没有写明按哪个时区算日子；请在 sources.yml 里写 time_zone: '+08:00'（时区）",
                "this time says its zone (such as Z or +00:00), and nothing says by which zone days are counted; write time_zone: '+08:00' in sources.yml",
            ),
            Self::NoTruth => ("这里要“是”或“否”", "yes or no is wanted here"),
        };
        Said::new(zh, en)
    }
}

/// Reads yes or no: `是`/`否`, `Y`/`N`, `yes`/`no`, `true`/`false`, `1`/`0`, `√`/`×`.
///
/// # Errors
/// Says that it is neither.
pub fn truth_cell(text: &str) -> Result<bool, CellMistake> {
    let text = half_width(text).trim().to_lowercase();
    match text.as_str() {
        "是" | "真" | "y" | "yes" | "t" | "true" | "1" | "√" | "✓" | "✔" => Ok(true),
        "否" | "假" | "n" | "no" | "f" | "false" | "0" | "×" | "✗" | "✘" => Ok(false),
        _ => Err(CellMistake::NoTruth),
    }
}

/// Turns full-width digits, letters and signs into their usual forms.
pub(super) fn half_width(text: &str) -> String {
    let plain = |c: char| match c {
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        '￥' => '¥',
        other => other,
    };
    text.chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yes_and_no_have_many_words() {
        for yes in ["是", "Y", "yes", "TRUE", "1", "√", "Ｙ"] {
            assert_eq!(truth_cell(yes), Ok(true), "{yes}");
        }
        for no in ["否", "N", "no", "False", "0", "×"] {
            assert_eq!(truth_cell(no), Ok(false), "{no}");
        }
        for neither in ["", "2", "有", "x", "是的"] {
            assert_eq!(truth_cell(neither), Err(CellMistake::NoTruth), "{neither}");
        }
    }
}
