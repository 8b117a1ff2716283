//! Cells of one sheet, as any kind of workbook gives them → a table.

use std::sync::Arc;

use super::MOST_CELLS;
use crate::content::Table;
use crate::content::mistake::{TableMistake, WorkbookMistake};
use crate::content::table::{Builder, MOST_COLUMNS};
use crate::content::vocabulary::Vocabulary;
use crate::diagnostic::Diagnostic;
use crate::value::{Place, Source, column_letters};

/// What all sheets of a workbook share.
pub(super) struct Maker<'a> {
    pub(super) source: &'a Arc<Source>,
    pub(super) words: &'a Vocabulary,
    /// The file's name without its ending.
    pub(super) stem: &'a str,
}

impl Maker<'_> {
    /// Starts a sheet.
    pub(super) fn sheet(&self, name: &str) -> Sheet {
        let known = self.words.of_table(&[self.stem, name]);
        let sheet: Arc<str> = name.into();
        Sheet {
            builder: Builder::new(self.source, Some(Arc::clone(&sheet)), sheet, None, known),
            blanks: self.words.blanks().to_vec(),
            row: Vec::new(),
            number: 0,
            count: 0,
            errors: None,
            long: None,
            unworked: None,
        }
    }

    /// Says that the workbook is broken, in the reader's words.
    pub(super) fn broken(&self, words: String) -> WorkbookMistake {
        WorkbookMistake::Broken {
            source: Arc::clone(self.source),
            words,
        }
    }
}

/// What stands in a cell.
pub(super) enum Cell {
    /// A text, a day, a truth.
    Text(String),
    /// A number, as text.
    Number(String),
    /// `#DIV/0!` and its like.
    Error(String),
    /// A formula that no program has worked out yet.
    Unworked,
}

/// A stretch of merged cells: the first and the last (row, column), counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stretch {
    pub(super) start: (u32, u32),
    pub(super) end: (u32, u32),
}

/// A sheet as it is read, row by row.
pub(super) struct Sheet {
    builder: Builder,
    blanks: Vec<String>,
    row: Vec<String>,
    /// The row that is collected, counted from 1; 0 before the first.
    number: u32,
    count: usize,
    errors: Option<(Place, String, usize)>,
    long: Option<(Place, usize)>,
    unworked: Option<(Place, usize)>,
}

impl Sheet {
    /// Takes a cell by its row and column, counted from 0; false once it is too much.
    pub(super) fn put(&mut self, row: u32, column: u32, cell: Cell) -> bool {
        let (number, column) = (row.saturating_add(1), column as usize);
        let text = match &cell {
            Cell::Text(text) | Cell::Number(text) | Cell::Error(text) => text.as_str(),
            Cell::Unworked => {
                let place = self.builder.place(number, column, "", "");
                self.unworked.get_or_insert((place, 0)).1 += 1;
                return true;
            }
        };
        if text.is_empty() {
            return true;
        }
        self.count += 1;
        if column >= MOST_COLUMNS || self.count > MOST_CELLS {
            self.report_too_large();
            return false;
        }
        if number != self.number {
            self.end_row();
            if self.builder.is_full() {
                return false;
            }
            self.number = number;
        }
        let place = || self.builder.place(number, column, "", text);
        match &cell {
            Cell::Error(shown) if !is_blank(shown, &self.blanks) => {
                let first = || (place(), shown.clone(), 0);
                self.errors.get_or_insert_with(first).2 += 1;
            }
            // Whole numbers of more than 15 digits are no longer what was typed.
            Cell::Number(digits) if is_too_long(digits) => {
                self.long.get_or_insert_with(|| (place(), 0)).1 += 1;
            }
            _ => {}
        }
        if self.row.len() <= column {
            self.row.resize(column + 1, String::new());
        }
        if let (Some(slot), Cell::Text(text) | Cell::Number(text) | Cell::Error(text)) =
            (self.row.get_mut(column), cell)
        {
            *slot = text;
        }
        true
    }

    /// Says that there is too much of it.
    pub(super) fn report_too_large(&mut self) {
        let whole = self.builder.whole();
        self.builder.report(TableMistake::TooLarge(whole));
    }

    /// Reports something about the sheet.
    pub(super) fn report(&mut self, mistake: WorkbookMistake) {
        self.builder.report(mistake);
    }

    /// Returns the table with all that is wrong.
    pub(super) fn finish(mut self, merged: Vec<Stretch>) -> (Option<Table>, Vec<Diagnostic>) {
        self.end_row();
        self.builder.settle();
        if let Some((place, shown, cells)) = self.errors.take() {
            self.builder.report(WorkbookMistake::ErrorCell {
                place,
                shown,
                cells,
            });
        }
        if let Some((place, cells)) = self.long.take() {
            self.builder
                .report(WorkbookMistake::DigitsLost { place, cells });
        }
        if let Some((place, cells)) = self.unworked.take() {
            self.builder
                .report(WorkbookMistake::Unworked { place, cells });
        }
        self.report_merged(merged);
        self.builder.finish()
    }

    fn end_row(&mut self) {
        let row = self.row.iter().map(String::as_str);
        self.builder.row(self.number, row, false);
        self.row.clear();
    }

    /// Reports stretches that reach below the headings; those in the header name a column twice
    /// at most, which shows by itself.
    fn report_merged(&mut self, mut merged: Vec<Stretch>) {
        let table = self.builder.table();
        merged.retain(|m| m.end.0 >= table.header);
        merged.sort();
        let Some(first) = merged.first() else { return };
        let (row, column) = (first.start.0.saturating_add(1), first.start.1);
        let cell = table.rows.iter().find(|r| r.number == row).and_then(|row| {
            let index = table.headings.iter().position(|h| h.column == column);
            row.cells.get(index?)
        });
        let written = cell.map_or_else(String::new, ToString::to_string);
        let place = self.builder.place(row, column as usize, "", &written);
        let name = |(row, column): (u32, u32)| {
            let row = u64::from(row) + 1;
            format!("{}{row}", column_letters(column))
        };
        let stretches = merged
            .iter()
            .map(|m| format!("{}:{}", name(m.start), name(m.end)))
            .collect();
        self.builder
            .report(WorkbookMistake::Merged { place, stretches });
    }
}

/// `#N/A` says that something is not there, as a blank does; other errors are mistakes, unless
/// `sources.yml` counts them as blank.
fn is_blank(shown: &str, declared: &[String]) -> bool {
    let shown = shown.to_lowercase();
    shown == "#n/a" && declared.is_empty() || declared.contains(&shown)
}

fn is_too_long(digits: &str) -> bool {
    let count = digits.bytes().filter(u8::is_ascii_digit).count();
    count > 15 && !digits.contains(['.', 'e'])
}
