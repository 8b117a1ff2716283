//! A board as CSV for spreadsheets: UTF-8 with a byte order mark, CRLF, and no cell that a
//! spreadsheet would take for a formula.

use crate::site::edition::{PublicBoard, PublicPolicy};
use crate::site::format;
use crate::site::shared::Shared;

/// Writes a board as CSV.
pub fn csv(shared: &Shared<'_>, policy: &PublicPolicy<'_>, board: &PublicBoard<'_>) -> Vec<u8> {
    let words = &shared.words;
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(b"\xef\xbb\xbf".to_vec());
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
    // Writing into memory cannot fail.
    let _ = writer.write_record(headings.iter().map(|h| neutral(h)));
    for row in &board.rows {
        let mut cells = vec![row.standing.rank.to_string(), neutral(&row.standing.id)];
        cells.push(neutral(row.name));
        if policy.is_about_people() {
            cells.push(neutral(shared.public.team_name(row.team)));
        }
        for key in &row.standing.keys {
            let shown = key.shown.as_deref().unwrap_or(format::NONE);
            cells.push(neutral(shown));
        }
        let _ = writer.write_record(&cells);
    }
    writer.into_inner().unwrap_or_default()
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
