//! CSV text → table: which separator it has, its records, and the line each begins in.

use std::sync::Arc;

use csv::{ReaderBuilder, StringRecord};
use memchr::memchr_iter;

use super::Table;
use super::encoding::Decoded;
use super::mistake::TableMistake;
use super::table::{Builder, MOST_COLUMNS};
use super::vocabulary::Vocabulary;
use crate::diagnostic::Diagnostic;
use crate::value::{Place, Source};

/// Reads the table of a text file.
pub(super) fn parse(
    source: &Arc<Source>,
    name: Arc<str>,
    decoded: &Decoded,
    words: &Vocabulary,
) -> (Option<Table>, Vec<Diagnostic>) {
    let (separator, skipped) = separator_of(&decoded.text);
    let text = decoded.text.get(skipped..).unwrap_or("");
    let known = words.of_table(&[&name]);
    let mut builder = Builder::new(source, None, name, Some(decoded.encoding), known);
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    if text.split('\n').any(|line| is_endless(line, separator)) {
        builder.report(TableMistake::TooLarge(builder.whole()));
        return builder.finish();
    }
    let mut record = StringRecord::new();
    let mut lines = Lines {
        text,
        at: 0,
        line: if skipped > 0 { 2 } else { 1 },
    };
    while matches!(reader.read_record(&mut record), Ok(true)) {
        let start = record.position().map_or(0, csv::Position::byte) as usize;
        let number = lines.line_at(start);
        let cut = record.len() > MOST_COLUMNS;
        let end = reader.position().byte() as usize;
        if cut || !is_well_quoted(text.get(start..end).unwrap_or(""), separator) {
            let place = if cut {
                builder.whole()
            } else {
                builder.place(number, 0, "", first_line(text, start))
            };
            builder.report(if cut {
                TableMistake::TooLarge(place)
            } else {
                TableMistake::UnclosedCell(place)
            });
            break;
        }
        builder.row(number, record.iter(), true);
    }
    let (mut table, mut diagnostics) = builder.finish();
    if let Some(table) = &mut table {
        table.separator = Some(char::from(separator));
    }
    if table.is_none() && diagnostics.is_empty() {
        diagnostics.push(TableMistake::Empty(Place::file(source)).into());
    }
    (table, diagnostics)
}

/// Tells the separator by the first line that has one: the one that occurs most outside of quotes; and how many
/// bytes a line `sep=;` above it takes.
pub(super) fn separator_of(text: &str) -> (u8, usize) {
    let first = text.split('\n').next().unwrap_or("");
    if let Some(rest) = first.strip_prefix("sep=")
        && let [separator] = rest.as_bytes()
    {
        return (*separator, (first.len() + 1).min(text.len()));
    }
    let lines = text.split('\n').filter(|l| !l.trim().is_empty());
    for line in lines.take(20) {
        let mut best = (b',', count(line, b','));
        for separator in [b'\t', b';', b'|'] {
            if count(line, separator) > best.1 {
                best = (separator, count(line, separator));
            }
        }
        // A title above the headings has none.
        if best.1 > 0 {
            return (best.0, 0);
        }
    }
    (b',', 0)
}

/// Tells whether a line has more cells than a reader should set memory aside for.
fn is_endless(line: &str, separator: u8) -> bool {
    line.len() > MOST_SEPARATORS
        && memchr_iter(separator, line.as_bytes())
            .nth(MOST_SEPARATORS)
            .is_some()
}

/// How many separators a line may have, those in quoted texts among them.
const MOST_SEPARATORS: usize = 1 << 20;

/// Counts a separator outside of quotes.
fn count(line: &str, separator: u8) -> usize {
    let mut quoted = false;
    let mut count = 0;
    for byte in line.bytes() {
        quoted ^= byte == b'"';
        count += usize::from(byte == separator && !quoted);
    }
    count
}

/// Counts the cells of a line, quotes respected.
pub(super) fn cells_in(line: &str, separator: u8) -> usize {
    record(line, separator, true).map_or(0, |record| record.len())
}

/// Reads the cells of one row; `None` where its quotes do not fit. `quoted` tells whether there
/// are any.
pub(super) fn record(row: &str, separator: u8, quoted: bool) -> Option<StringRecord> {
    if quoted && !is_well_quoted(row, separator) {
        return None;
    }
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(row.as_bytes());
    let mut record = StringRecord::new();
    reader.read_record(&mut record).ok().map(|_| record)
}

/// Counts lines as far as they are asked for.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: u32,
}

impl Lines<'_> {
    /// Returns the line of the record that the reader says begins at a byte; blank lines, which
    /// the reader passes over, lie between that byte and the record itself.
    fn line_at(&mut self, byte: usize) -> u32 {
        let rest = self.text.as_bytes().get(byte..).unwrap_or_default();
        let blank = rest.iter().take_while(|b| **b == b'\n').count();
        let to = byte + blank;
        let passed = self.text.as_bytes().get(self.at..to).unwrap_or_default();
        self.line += passed.iter().filter(|b| **b == b'\n').count() as u32;
        self.at = to.max(self.at);
        self.line
    }
}

/// Whether every cell that begins with a quote ends with one, right before the next separator.
/// The reader is lenient here, and a forgotten quote would join rows in silence.
fn is_well_quoted(record: &str, separator: u8) -> bool {
    if !record.contains('"') {
        return true;
    }
    let mut rest = record.trim_matches('\n').as_bytes();
    loop {
        if rest.first() == Some(&b'"') {
            let mut at = 1;
            // Two quotes in a row are one that belongs to the text.
            loop {
                match (rest.get(at), rest.get(at + 1)) {
                    (Some(b'"'), Some(b'"')) => at += 2,
                    (Some(b'"'), _) => break,
                    (Some(_), _) => at += 1,
                    (None, _) => return false,
                }
            }
            rest = rest.get(at + 1..).unwrap_or_default();
            if rest.first().is_some_and(|b| *b != separator) {
                return false;
            }
        }
        match rest.iter().position(|b| *b == separator) {
            Some(at) => rest = rest.get(at + 1..).unwrap_or_default(),
            None => return true,
        }
    }
}

fn first_line(text: &str, start: usize) -> &str {
    let rest = text.get(start..).unwrap_or("").trim_start_matches('\n');
    let line = rest.split('\n').next().unwrap_or("");
    // Where a quote is open the line may be the whole rest of the file.
    let end = line
        .char_indices()
        .nth(200)
        .map_or(line.len(), |(at, _)| at);
    line.get(..end).unwrap_or("")
}
