//! What a file says, read without Meritbook's own readers.

use std::collections::BTreeSet;
use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx};

/// Decodes a text file as its first bytes suggest.
pub fn decode(bytes: &[u8]) -> (String, &'static encoding_rs::Encoding) {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return (encoding.decode(bytes).0.into_owned(), encoding);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), encoding_rs::UTF_8),
        Err(_) => {
            let text = encoding_rs::GB18030.decode(bytes).0;
            (text.into_owned(), encoding_rs::GB18030)
        }
    }
}

/// Returns the sheets of a workbook; nothing where it cannot be read.
pub fn sheets(bytes: &[u8]) -> Vec<(String, Range<Data>)> {
    let Ok(mut book) = Xlsx::new(Cursor::new(bytes)) else {
        return Vec::new();
    };
    book.worksheets()
}

/// Returns all that a file says as one text.
pub fn text(path: &str, bytes: &[u8]) -> String {
    if path.ends_with(".xlsx") {
        let mut text = String::new();
        for (name, range) in sheets(bytes) {
            text.push_str(&name);
            for (_, _, cell) in range.used_cells() {
                text.push('\n');
                text.push_str(&cell.to_string());
            }
        }
        text
    } else {
        decode(bytes).0
    }
}

/// Returns the words of two or more characters that only one of two states of a file has.
pub fn difference(path: &str, was: &[u8], becomes: &[u8]) -> BTreeSet<String> {
    let (was, becomes) = (words(&text(path, was)), words(&text(path, becomes)));
    was.symmetric_difference(&becomes).cloned().collect()
}

fn words(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| word.chars().count() > 1)
        .map(str::to_owned)
        .collect()
}

/// Returns the names by which others refer to a file: its stem, its sheets, a policy's folder, the
/// people of the roster and the teams.
pub fn names(path: &str, bytes: &[u8]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let file = path.rsplit('/').next().unwrap_or(path);
    names.extend(file.split('.').next().map(str::to_owned));
    if path.ends_with(".xlsx") {
        names.extend(sheets(bytes).into_iter().map(|(name, _)| name));
    }
    if path.contains("/policies/") {
        names.extend(path.rsplit('/').nth(1).map(str::to_owned));
    }
    if path.ends_with("people/roster.csv") || path.ends_with("people/teams.csv") {
        let text = decode(bytes).0;
        let ids = text
            .lines()
            .skip(1)
            .filter_map(|line| line.split(',').next());
        names.extend(ids.map(str::to_owned));
    }
    names
}
