//! Rows of cells, as a text file or a sheet gives them → a table with headings.

mod header;
mod places;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use indexmap::IndexSet;

use header::Verdict;

use super::mistake::TableMistake;
use super::vocabulary::Known;
use super::{Heading, Row, Table};
use crate::diagnostic::Diagnostic;
use crate::value::{Place, Source};

/// The most columns of a table.
pub(super) const MOST_COLUMNS: usize = 2_000;
/// The most headings that are told one by one to stand twice.
const MOST_TOLD: usize = 20;
/// The most rows of a table.
const MOST_ROWS: usize = 1 << 20;

/// Takes rows one after another and makes a table of them.
pub(super) struct Builder {
    table: Table,
    strings: Strings,
    /// The cells of the header up to its last heading.
    width: usize,
    /// All cells of the header, blank ones at its end included.
    fields: usize,
    /// Columns whose heading stands twice; their cells are left out in silence.
    doubled: BTreeSet<usize>,
    /// The first rows, until it is certain which of them holds the headings.
    window: Vec<(u32, Vec<String>)>,
    /// The cells of the header, to know it where it stands once more.
    headed: Vec<String>,
    known: Known,
    exact: bool,
    has_header: bool,
    ragged: Option<(Place, usize, usize)>,
    /// The first cell below no heading, the columns of such cells, and their number.
    unnamed: Option<(Place, BTreeSet<usize>, usize)>,
    full: bool,
    diagnostics: Vec<Diagnostic>,
}

impl Builder {
    /// Starts a table of a file, or of a sheet of it.
    pub(super) fn new(
        source: &Arc<Source>,
        sheet: Option<Arc<str>>,
        name: Arc<str>,
        encoding: Option<&'static str>,
        known: Known,
    ) -> Self {
        Self {
            table: Table {
                source: Arc::clone(source),
                path: source.path.clone(),
                sheet,
                name,
                header: 1,
                headings: Vec::new(),
                rows: Vec::new(),
                encoding,
                separator: None,
                passed: Vec::new(),
                events: None,
            },
            strings: Strings::default(),
            width: 0,
            fields: 0,
            doubled: BTreeSet::new(),
            window: Vec::new(),
            headed: Vec::new(),
            known,
            exact: false,
            has_header: false,
            ragged: None,
            unnamed: None,
            full: false,
            diagnostics: Vec::new(),
        }
    }

    /// Reports something about the table.
    pub(super) fn report(&mut self, mistake: impl Into<Diagnostic>) {
        self.diagnostics.push(mistake.into());
    }

    /// Tells whether nothing more is taken.
    pub(super) fn is_full(&self) -> bool {
        self.full
    }

    /// Returns the table, as far as it is made, for places.
    pub(super) fn table(&self) -> &Table {
        &self.table
    }

    /// Takes a row with its number; rows without any content are passed over. `exact` tells
    /// whether the number of cells means something: it does in text files, not in sheets.
    pub(super) fn row<'a>(
        &mut self,
        number: u32,
        cells: impl Iterator<Item = &'a str>,
        exact: bool,
    ) {
        if self.full {
            return;
        }
        if self.has_header {
            self.data(number, cells, exact);
            return;
        }
        let cells: Vec<String> = cells.map(|c| tidy(c).to_owned()).collect();
        if cells.iter().all(String::is_empty) {
            return;
        }
        self.exact = exact;
        self.window.push((number, cells));
        if self.window.len() == header::FAR {
            self.settle();
        }
    }

    /// Decides which of the first rows holds the headings, once all of them are there.
    pub(super) fn settle(&mut self) {
        if self.has_header || self.window.is_empty() {
            return;
        }
        let window = std::mem::take(&mut self.window);
        let first = |index: usize| {
            let row = window.get(index);
            row.map_or((1, ""), |(at, cells)| (*at, header::first(cells)))
        };
        let verdict = header::find(&window, &self.known);
        let is_certain = matches!(verdict, Verdict::At(_));
        // What stands below the wrong headings would only lead to more messages.
        let ends_here = matches!(verdict, Verdict::Unsure(..));
        let index = match verdict {
            Verdict::At(index) => index,
            Verdict::Title(index) => {
                let (at, title) = first(0);
                let place = self.place(at, 0, "", title);
                self.report(TableMistake::TitleAboveHeader(place));
                index
            }
            Verdict::Unsure(one, other) => {
                let place = |index| {
                    let (at, cell) = first(index);
                    self.place(at, 0, "", cell)
                };
                let mistake = TableMistake::TwoHeaders {
                    first: place(one),
                    second: place(other),
                };
                self.report(mistake);
                one
            }
        };
        for (position, (number, cells)) in window.into_iter().enumerate() {
            match position.cmp(&index) {
                std::cmp::Ordering::Less if is_certain => self.table.passed.push(number),
                std::cmp::Ordering::Less => {}
                std::cmp::Ordering::Equal => self.header(number, &cells),
                std::cmp::Ordering::Greater => {
                    let exact = self.exact;
                    if !ends_here {
                        self.data(number, cells.iter().map(String::as_str), exact);
                    }
                }
            }
        }
        self.full |= ends_here;
    }

    /// Returns the table with all that is wrong; `None` where there is nothing in it.
    pub(super) fn finish(mut self) -> (Option<Table>, Vec<Diagnostic>) {
        self.settle();
        if !self.has_header {
            return (None, self.diagnostics);
        }
        if let Some((place, found, rows)) = self.ragged.take() {
            self.report(TableMistake::Ragged {
                place,
                wanted: self.width,
                found,
                rows,
            });
        }
        if let Some((place, columns, cells)) = self.unnamed.take() {
            let columns = columns.len();
            self.report(TableMistake::NoHeading {
                place,
                columns,
                cells,
            });
        }
        (Some(self.table), self.diagnostics)
    }

    /// Takes the headings of a table that has them for certain.
    pub(super) fn headings(&mut self, number: u32, cells: &[String]) {
        self.header(number, cells);
    }

    fn header(&mut self, number: u32, cells: &[String]) {
        self.has_header = true;
        self.table.header = number;
        let filled = |c: &&String| !c.is_empty();
        if let Some(first) = cells.iter().find(filled)
            && header::looks_like_data(first)
        {
            let place = self.place(number, 0, "", first);
            self.report(TableMistake::NoHeader(place));
        }
        if let [only] = cells
            && only.contains('，')
        {
            let place = self.place(number, 0, "", only);
            self.report(TableMistake::WideSeparator(place));
        }
        self.width = cells
            .iter()
            .rposition(|c| !c.is_empty())
            .map_or(0, |i| i + 1);
        self.fields = cells.len();
        self.headed = cells.iter().take(self.width).cloned().collect();
        let mut seen: BTreeMap<&str, (usize, bool)> = BTreeMap::new();
        for (column, cell) in cells.iter().enumerate().take(self.width) {
            if cell.is_empty() {
                continue;
            }
            if let Some((first, told)) = seen.get_mut(cell.as_str()) {
                self.doubled.insert(column);
                // One message for a heading, however often it stands again.
                if std::mem::replace(told, true) || self.diagnostics.len() > MOST_TOLD {
                    continue;
                }
                let mistake = TableMistake::DuplicateHeading {
                    heading: cell.clone(),
                    first: self.place(number, *first, cell, cell),
                    again: self.place(number, column, cell, cell),
                };
                self.report(mistake);
                continue;
            }
            seen.insert(cell, (column, false));
            self.table.headings.push(Heading {
                text: self.strings.get(cell),
                column: column as u32,
            });
        }
    }

    fn data<'a>(&mut self, number: u32, cells: impl Iterator<Item = &'a str>, exact: bool) {
        let mut row = Vec::with_capacity(self.table.headings.len());
        let cells: Vec<&str> = cells.collect();
        if self.is_header_again(&cells) {
            self.table.passed.push(number);
            return;
        }
        let mut filled = false;
        let mut beyond = 0;
        for (column, cell) in cells.iter().enumerate() {
            let cell = tidy(cell);
            let heading = self.table.headings.get(row.len());
            if heading.is_some_and(|h| h.column as usize == column) {
                filled |= !cell.is_empty();
                row.push(self.strings.get(cell));
            } else if !cell.is_empty() && !self.doubled.contains(&column) {
                if exact && column >= self.fields {
                    beyond = column + 1;
                } else {
                    let place = self.place(number, column, "", cell);
                    let unnamed = self.unnamed.get_or_insert((place, BTreeSet::new(), 0));
                    unnamed.1.insert(column);
                    unnamed.2 += 1;
                }
            }
        }
        if !filled && beyond == 0 {
            return;
        }
        if exact && (beyond > 0 || cells.len() < self.width) {
            let place = self.place(number, 0, "", &cells.join(","));
            let found = if beyond > 0 { beyond } else { cells.len() };
            self.ragged.get_or_insert((place, found, 0)).2 += 1;
        }
        if self.table.rows.len() >= MOST_ROWS {
            self.full = true;
            self.table.rows = Vec::new();
            self.report(TableMistake::TooLarge(self.whole()));
            return;
        }
        row.resize(self.table.headings.len(), self.strings.get(""));
        let cells = row;
        self.table.rows.push(Row { number, cells });
    }

    /// Whether a row is the header once more, as on every printed page or where exports were
    /// joined below each other.
    fn is_header_again(&self, cells: &[&str]) -> bool {
        let mut cells = cells.iter().map(|c| tidy(c));
        let same = self.headed.len() > 1 && self.headed.iter().all(|h| cells.next() == Some(h));
        same && cells.all(str::is_empty)
    }

    /// Returns the place of the file or sheet as a whole.
    pub(super) fn whole(&self) -> Place {
        match &self.table.sheet {
            Some(_) => self.place(1, 0, "", ""),
            None => Place::file(&self.table.source),
        }
    }

    /// Returns the place of a cell.
    pub(super) fn place(&self, row: u32, column: usize, heading: &str, written: &str) -> Place {
        self.table.place(row, column as u32, heading, written)
    }
}

/// Trims white space of every width, and unwraps `="0007"` and `'0007`, by which exports keep
/// zeros.
pub(super) fn tidy(cell: &str) -> &str {
    let invisible = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}');
    let cell = cell.trim_matches(invisible);
    let wrapped = cell.strip_prefix("=\"").and_then(|c| c.strip_suffix('"'));
    match wrapped {
        Some(inner) if !inner.contains('"') => inner.trim_matches(invisible),
        _ => match cell.strip_prefix(['\'', '`']) {
            Some(digits) if is_digits(digits) => digits,
            _ => cell,
        },
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Shares the strings of cells that repeat.
#[derive(Default)]
pub(super) struct Strings {
    seen: IndexSet<Arc<str>>,
}

impl Strings {
    /// Returns the shared string of a text.
    pub(super) fn get(&mut self, text: &str) -> Arc<str> {
        const LONGEST: usize = 48;
        const MOST: usize = 100_000;
        if text.len() > LONGEST {
            return text.into();
        }
        if let Some(shared) = self.seen.get(text) {
            return Arc::clone(shared);
        }
        let shared: Arc<str> = text.into();
        if self.seen.len() < MOST {
            self.seen.insert(Arc::clone(&shared));
        }
        shared
    }
}
