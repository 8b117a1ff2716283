//! A board as CSV for spreadsheets: UTF-8 with a byte order mark, CRLF, and no cell that a
//! spreadsheet would take for a formula.

use crate::site::edition::{PublicBoard, PublicPolicy};
use crate::site::format;
use crate::site::shared::Shared;

/// Writes a board as CSV.
pub fn csv(shared: &Shared<'_>, policy: &PublicPolicy<'_>, board: &PublicBoard<'_>) -> Vec<u8> {
    let words = &shared.words;
    let mut sheet = Sheet::new();
    let mut headings = vec![words.say("rank").to_owned(), words.say("id").to_owned()];
    headings.push(words.say("name").to_owned());
    if policy.is_about_people() {
        headings.push(words.say("team").to_owned());
    }
    if let Some(row) = board.rows.first() {
        for key in &row.standing.keys {
            headings.push(format::heading(words, &key.title, &key.unit));
        }
    }
    sheet.row(headings.into_iter());
    for row in &board.rows {
        let mut cells = vec![row.standing.rank.to_string(), row.standing.id.to_string()];
        cells.push(row.name.to_owned());
        if policy.is_about_people() {
            cells.push(shared.public.team_name(row.team).to_owned());
        }
        for key in &row.standing.keys {
            let shown = key.shown.as_deref().unwrap_or(format::NONE);
            cells.push(shown.to_owned());
        }
        sheet.row(cells.into_iter());
    }
    sheet.done()
}

/// A table being written; every cell is made harmless.
pub struct Sheet {
    writer: csv::Writer<Vec<u8>>,
}

impl Sheet {
    /// Begins a table.
    pub fn new() -> Self {
        let writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .flexible(true)
            .from_writer(b"\xef\xbb\xbf".to_vec());
        Self { writer }
    }

    /// Writes a row.
    pub fn row(&mut self, cells: impl Iterator<Item = String>) {
        // Writing into memory cannot fail.
        let _ = self.writer.write_record(cells.map(|cell| neutral(&cell)));
    }

    /// Ends the table.
    pub fn done(self) -> Vec<u8> {
        self.writer.into_inner().unwrap_or_default()
    }
}

/// Puts an apostrophe before a text that a spreadsheet would compute; plain numbers stay.
pub fn neutral(text: &str) -> String {
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if risky && !is_plain_number(text) {
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
