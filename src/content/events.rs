//! Event files: text tables too long to be held, below a month's `events/` folder. Their headings
//! and first rows are read as of any table; the rest is gone through a row at a time, when asked.

mod row;

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use memchr::memchr;

use super::mistake::{FolderMistake, TableMistake};
use super::table::tidy;
use super::vocabulary::Vocabulary;
use super::{Table, encoding, text_table};
use crate::diagnostic::Diagnostic;
use crate::value::{At, Place, Source};

/// How much of a file shows its encoding, in bytes, and how many rows its headings and kinds.
const HEAD: u64 = 64 << 10;
const HEAD_ROWS: usize = 256;
/// How much is read at once, in bytes.
const BLOCK: usize = 256 << 10;
/// The longest row, in bytes; a longer one has lost a quotation mark.
const LONGEST: usize = 1 << 20;

/// A file of events: where it is and how its rows are to be read.
#[derive(Debug)]
pub struct EventFile {
    /// The file, for messages.
    pub source: Arc<Source>,
    full: PathBuf,
    separator: u8,
    gbk: bool,
    /// The line of the headings, counted from 1.
    header: u32,
    /// How many cells a row has.
    fields: usize,
}

/// Tells whether a path from the site's folder is one of an event file:
/// `content/months/2026-10/events/calls.csv`, or a part of one: `…/events/calls/1.csv`.
pub(super) fn is_event_path(path: &str) -> bool {
    let mut parts = path.split('/').skip(3);
    matches!(parts.next(), Some("events" | "事件"))
        && parts.next().is_some()
        && path.starts_with("content/months/")
}

/// Returns the name of the table that an event file belongs to: of the folder below `events/`,
/// else of the file.
fn name_of(path: &str) -> &str {
    let mut parts = path.split('/').skip(4);
    let name = parts.next().unwrap_or(path);
    match parts.next() {
        Some(_) => name,
        None => name.rsplit_once('.').map_or(name, |(stem, _)| stem),
    }
}

/// Reads the head of an event file: a table of its first rows, which leads to all others.
pub(super) fn head(
    path: &str,
    full: &Path,
    words: &Vocabulary,
) -> (Option<Table>, Vec<Diagnostic>) {
    let source = Arc::new(Source {
        path: path.to_owned(),
        text: String::new(),
    });
    let mut bytes = Vec::new();
    let opened = File::open(full).and_then(|f| f.take(HEAD).read_to_end(&mut bytes));
    if let Err(error) = opened {
        return (None, vec![unreadable(&source, &error)]);
    }
    if bytes.len() as u64 == HEAD {
        // The last row may be cut off anywhere, even inside a letter.
        bytes.truncate(rows_end(&bytes, usize::MAX).0);
    }
    let mut decoded = match encoding::decode(&bytes) {
        Ok(decoded) if !decoded.encoding.starts_with("UTF-16") => decoded,
        Ok(decoded) => {
            return (None, vec![event_encoding(&source, decoded.encoding)]);
        }
        Err(broken) => {
            let mistake = FolderMistake::NotText {
                source,
                encoding: broken.encoding,
                line: broken.line,
                before: broken.before,
            };
            return (None, vec![mistake.into()]);
        }
    };
    let (end, rows) = rows_end(decoded.text.as_bytes(), HEAD_ROWS);
    if rows == HEAD_ROWS {
        decoded.text.truncate(end);
    }
    let (table, diagnostics) = text_table::parse(&source, name_of(path).into(), &decoded, words);
    let Some(mut table) = table else {
        return (None, diagnostics);
    };
    let separator = text_table::separator_of(&decoded.text).0;
    let line = decoded.text.split('\n').nth(table.header as usize - 1);
    let fields = text_table::cells_in(line.unwrap_or(""), separator);
    table.events = Some(Arc::new(EventFile {
        source,
        full: full.to_path_buf(),
        separator,
        gbk: decoded.encoding == "GB18030",
        header: table.header,
        fields,
    }));
    (Some(table), diagnostics)
}

fn unreadable(source: &Arc<Source>, error: &std::io::Error) -> Diagnostic {
    FolderMistake::Unreadable {
        source: Arc::clone(source),
        words: error.to_string(),
    }
    .into()
}

fn event_encoding(source: &Arc<Source>, encoding: &'static str) -> Diagnostic {
    FolderMistake::EventEncoding {
        source: Arc::clone(source),
        encoding,
    }
    .into()
}

/// Goes through the rows of an event file. `take` gets the line of each row and its cells at the
/// `wanted` columns (counted from 0, rising), trimmed, in UTF-8.
///
/// # Errors
/// The file cannot be read, is cut off in a cell, or has rows of another length: one message each,
/// with the first place and how many there are.
pub fn each_event(
    file: &EventFile,
    wanted: &[usize],
    take: &mut dyn FnMut(u32, &[&[u8]]),
) -> Result<(), Diagnostic> {
    let mut reader = Reader {
        file,
        wanted,
        line: 0,
        ragged: None,
        broken: None,
        text: String::new(),
        cells: Vec::new(),
    };
    let mut opened = File::open(&file.full).map_err(|e| unreadable(&file.source, &e))?;
    let mut block = vec![0; BLOCK];
    let mut kept = 0;
    loop {
        let room = block.get_mut(kept..).unwrap_or_default();
        let read = opened
            .read(room)
            .map_err(|e| unreadable(&file.source, &e))?;
        let filled = kept + read;
        let bytes = block.get(..filled).unwrap_or_default();
        let done = reader.rows(bytes, read == 0, take);
        if read == 0 || reader.broken.is_some() {
            break;
        }
        block.copy_within(done..filled, 0);
        kept = filled - done;
        if kept == block.len() {
            if kept >= LONGEST {
                reader.broken = Some(TableMistake::UnclosedCell(reader.place("")).into());
                break;
            }
            block.resize(block.len() * 2, 0);
        }
    }
    reader.finish()
}

struct Reader<'f> {
    file: &'f EventFile,
    wanted: &'f [usize],
    /// The line last read.
    line: u32,
    ragged: Option<(Place, usize, usize)>,
    broken: Option<Diagnostic>,
    /// The text of a row that had to be decoded or unquoted.
    text: String,
    /// Where its cells end.
    cells: Vec<usize>,
}

impl Reader<'_> {
    /// Takes the whole rows of a block; returns how many bytes they are.
    fn rows(&mut self, bytes: &[u8], last: bool, take: &mut dyn FnMut(u32, &[&[u8]])) -> usize {
        let mut at = 0;
        let mut cells: Vec<&[u8]> = Vec::with_capacity(self.wanted.len());
        // Most files have no quotes; then a line is a row.
        let mut quote = memchr(b'"', bytes);
        loop {
            let rest = bytes.get(at..).unwrap_or_default();
            let cut = row::cut(rest, self.file.separator, self.wanted, &mut cells);
            if !cut.closed && (!last || rest.is_empty()) {
                return at;
            }
            let mut end = cut.length;
            let mut lines = 1;
            let quoted = quote.is_some_and(|quote| quote < at + end);
            if quoted {
                match row_end(rest) {
                    Some((to, count)) => (end, lines) = (to, count),
                    None if last => {
                        self.broken = Some(TableMistake::UnclosedCell(self.place("")).into());
                        return at;
                    }
                    None => return at,
                }
            }
            let row = rest.get(..end).unwrap_or_default();
            let row = row.strip_suffix(b"\r").unwrap_or(row);
            self.line += 1;
            if self.line > self.file.header && row.iter().any(|b| !b.is_ascii_whitespace()) {
                if quoted || (self.file.gbk && !row.is_ascii()) {
                    self.slow(row, quoted, take);
                } else {
                    self.given(cut.cells, row, &cells, take);
                }
            }
            self.line += lines - 1;
            at += end + 1;
            if quoted {
                quote = memchr(b'"', bytes.get(at..).unwrap_or_default()).map(|q| q + at);
            }
            if self.broken.is_some() || at >= bytes.len() {
                return at.min(bytes.len());
            }
        }
    }

    fn given(
        &mut self,
        found: usize,
        row: &[u8],
        cells: &[&[u8]],
        take: &mut dyn FnMut(u32, &[&[u8]]),
    ) {
        if found != self.file.fields {
            self.ragged(row, found);
        } else {
            take(self.line, cells);
        }
    }

    /// Takes a row that has to be decoded or has cells in quotes.
    fn slow(&mut self, row: &[u8], quoted: bool, take: &mut dyn FnMut(u32, &[&[u8]])) {
        let mut text = std::mem::take(&mut self.text);
        let mut ends = std::mem::take(&mut self.cells);
        match encoding::line(row, self.file.gbk) {
            None => {
                let mistake = FolderMistake::NotText {
                    source: Arc::clone(&self.file.source),
                    encoding: if self.file.gbk { "GB18030" } else { "UTF-8" },
                    line: self.line,
                    before: String::new(),
                };
                self.broken = Some(mistake.into());
            }
            Some(line) => match text_table::record(&line, self.file.separator, quoted) {
                None => {
                    let place = self.place(&line);
                    self.broken = Some(TableMistake::UnclosedCell(place).into());
                }
                Some(record) => {
                    text.clear();
                    ends.clear();
                    let found = record.len();
                    for column in self.wanted {
                        text.push_str(record.get(*column).unwrap_or(""));
                        ends.push(text.len());
                    }
                    let mut cells: Vec<&[u8]> = Vec::with_capacity(ends.len());
                    let mut start = 0;
                    for end in &ends {
                        cells.push(tidy(text.get(start..*end).unwrap_or("")).as_bytes());
                        start = *end;
                    }
                    self.given(found, row, &cells, take);
                }
            },
        }
        self.text = text;
        self.cells = ends;
    }

    fn ragged(&mut self, row: &[u8], found: usize) {
        let text = String::from_utf8_lossy(row);
        let place = self.place(text.trim_end());
        self.ragged.get_or_insert((place, found, 0)).2 += 1;
    }

    fn place(&self, written: &str) -> Place {
        Place {
            source: Arc::clone(&self.file.source),
            at: At::Line {
                line: self.line,
                heading: "".into(),
                written: written.into(),
            },
        }
    }

    fn finish(self) -> Result<(), Diagnostic> {
        if let Some(broken) = self.broken {
            return Err(broken);
        }
        match self.ragged {
            None => Ok(()),
            Some((place, found, rows)) => Err(TableMistake::Ragged {
                place,
                wanted: self.file.fields,
                found,
                rows,
            }
            .into()),
        }
    }
}

/// Returns where the last whole row ends, of at most so many, and how many there are.
fn rows_end(bytes: &[u8], most: usize) -> (usize, usize) {
    let (mut end, mut rows) = (0, 0);
    let mut quoted = false;
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => (end, rows) = (at + 1, rows + 1),
            _ => {}
        }
        if rows == most {
            break;
        }
    }
    (end, rows)
}

/// Returns where a row with quotes ends and how many lines it has; `None` when it goes on beyond
/// the bytes that are there.
fn row_end(bytes: &[u8]) -> Option<(usize, u32)> {
    let mut quoted = false;
    let mut lines = 1;
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if quoted => lines += 1,
            b'\n' => return Some((at, lines)),
            _ => {}
        }
    }
    None
}
