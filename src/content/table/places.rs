//! Where the cells of a table stand, and by which names it goes.

use std::sync::Arc;

use super::super::{Row, Table};
use crate::value::{At, Place};

impl Table {
    /// Tells whether a table is meant by `calls-1.csv`, `calls-1`, `calls-*.csv` or
    /// `data.xlsx!sales`.
    pub fn goes_by(&self, written: &str) -> bool {
        let file = self.path.rsplit('/').next().unwrap_or(&self.path);
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let (name, sheet) = match written.split_once('!') {
            Some((name, sheet)) => (name, Some(sheet)),
            None => (written, None),
        };
        let of_sheet = sheet.is_none_or(|s| self.sheet.as_deref() == Some(s));
        of_sheet && (fits(file, name) || fits(stem, name))
    }

    /// Returns the place of a cell by its row number and its column counted from 0.
    pub fn place(&self, row: u32, column: u32, heading: &str, written: &str) -> Place {
        let at = match &self.sheet {
            Some(sheet) => At::Cell {
                sheet: Arc::clone(sheet),
                row,
                column,
                written: written.into(),
            },
            None => At::Line {
                line: row,
                heading: heading.into(),
                written: written.into(),
            },
        };
        Place {
            source: Arc::clone(&self.source),
            at,
        }
    }

    /// Returns the place of a row's cell below the heading at `index` of [`Table::headings`].
    pub fn cell_place(&self, row: &Row, index: usize) -> Place {
        let written = row.cells.get(index).map_or("", |c| c);
        match self.headings.get(index) {
            Some(heading) => self.place(row.number, heading.column, &heading.text, written),
            None => self.row_place(row),
        }
    }

    /// Returns the place of a row as a whole.
    pub fn row_place(&self, row: &Row) -> Place {
        self.place(row.number, 0, "", &row.cells.join(","))
    }

    /// Returns the place of the headings as a whole.
    pub fn header_place(&self) -> Place {
        let headings: Vec<&str> = self.headings.iter().map(|h| h.text.as_ref()).collect();
        self.place(self.header, 0, "", &headings.join(","))
    }

    /// Returns the place of the heading at `index` of [`Table::headings`].
    pub fn heading_place(&self, index: usize) -> Place {
        match self.headings.get(index) {
            Some(heading) => self.place(self.header, heading.column, &heading.text, &heading.text),
            None => self.place(self.header, 0, "", ""),
        }
    }
}

/// Tells whether a name fits a pattern in which `*` stands for anything.
fn fits(name: &str, pattern: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or("");
    let Some(mut rest) = name.strip_prefix(first) else {
        return false;
    };
    let parts: Vec<&str> = parts.collect();
    let Some((last, between)) = parts.split_last() else {
        return rest.is_empty();
    };
    for part in between {
        match rest.find(part) {
            Some(at) => rest = rest.get(at + part.len()..).unwrap_or(""),
            None => return false,
        }
    }
    rest.ends_with(last)
}
