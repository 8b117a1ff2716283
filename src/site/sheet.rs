//! Tables for spreadsheets, and how they are written as CSV: UTF-8 with a byte order mark, CRLF, and
//! no cell that a spreadsheet would take for a formula. `workbook` writes the same tables as XLSX.

use jiff::civil::{Date, Time};

use crate::assessment::Figured;
use crate::site::format;
use crate::value::Value;

/// A table: what stands beside a table of a page, for those who go on with a spreadsheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The name of its sheet in a workbook.
    pub name: String,
    /// What it holds, for the list of a workbook's sheets; may be empty.
    pub about: String,
    /// The headings.
    pub headings: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Field>>,
    /// A last row with sums; may be empty.
    pub sums: Vec<Field>,
    /// Sentences below.
    pub notes: Vec<String>,
    /// Columns in which readers write, each with what.
    pub to_fill: Vec<(usize, ToFill)>,
}

/// What readers write into a column of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ToFill {
    /// One of some words.
    Choice(Vec<String>),
    /// Sentences.
    Words,
    /// A day or another short entry.
    Short,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field {
    /// A text, also an id with its leading zeros.
    Text(String),
    /// A number with the digits that pages show, in the measure of its unit: 60 with `%` is 60%.
    Number {
        /// The digits, without thousands separators.
        digits: String,
        /// The unit; empty for none.
        unit: String,
    },
    /// A day.
    Day(Date),
    /// Something that is missing, which is not zero.
    Missing,
    /// Nothing is to stand there.
    Blank,
}

impl Field {
    /// Writes a text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// Writes a count or rank.
    pub fn count(number: impl ToString) -> Self {
        Self::number(number.to_string(), "")
    }

    /// Writes a number by its shown digits.
    pub fn number(digits: impl Into<String>, unit: &str) -> Self {
        Self::Number {
            digits: digits.into(),
            unit: unit.to_owned(),
        }
    }

    /// Writes a figure with the digits that pages show.
    pub fn figure(figure: &Figured) -> Self {
        match (&figure.cell, &figure.shown) {
            (_, None) => Self::Missing,
            (Ok(Value::Number(_)), Some(shown)) => Self::number(shown, &figure.unit),
            (Ok(Value::Date(day)), Some(_)) if day.time() == Time::midnight() => {
                Self::Day(day.date())
            }
            (_, Some(shown)) => Self::text(shown),
        }
    }

    /// Returns what a reader sees, without separators and units.
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number { digits, .. } => digits.clone(),
            Self::Day(day) => day.to_string(),
            Self::Missing => format::NONE.to_owned(),
            Self::Blank => String::new(),
        }
    }
}

/// Writes a table as CSV; every cell is made harmless.
pub fn csv(table: &Table) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(b"\xef\xbb\xbf".to_vec());
    // Writing into memory cannot fail.
    let _ = writer.write_record(table.headings.iter().map(|text| neutral(text)));
    let sums = Some(&table.sums).filter(|sums| !sums.is_empty());
    for row in table.rows.iter().chain(sums) {
        let _ = writer.write_record(row.iter().map(|field| neutral(&field.shown())));
    }
    for note in &table.notes {
        let _ = writer.write_record([neutral(note)]);
    }
    writer.into_inner().unwrap_or_default()
}

/// Tells whether a spreadsheet would compute a text.
pub fn is_risky(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// Puts an apostrophe before a text that a spreadsheet would compute; plain numbers stay.
fn neutral(text: &str) -> String {
    if is_risky(text) && !is_plain_number(text) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn is_plain_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, tail) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    all_digits(whole) && all_digits(tail)
}

#[cfg(test)]
mod tests {
    use super::neutral;

    #[test]
    fn formulas_are_neutralised_and_negative_numbers_stay() {
        for (text, written) in [
            ("=1+1", "'=1+1"),
            ("+86 1", "'+86 1"),
            ("-5", "-5"),
            ("-0.50", "-0.50"),
            ("-5+1", "'-5+1"),
            ("-", "'-"),
            ("@a", "'@a"),
            ("\ta", "'\ta"),
            ("\ra", "'\ra"),
            ("张三", "张三"),
            ("12.5", "12.5"),
        ] {
            assert_eq!(neutral(text), written);
        }
    }
}
