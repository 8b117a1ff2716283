//! Cells as they are written → cells as they are meant: what counts as blank, values that stand
//! for others, days in a format of their own.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::cell::{Zone, Zones};
use super::super::headings;
use super::super::mistake::{MappingMistake, MomentMistake, NoteMistake};
use super::super::sources::{ColumnSource, Others};
use crate::content::{Row, Table};
use crate::diagnostic::Diagnostic;
use crate::value::{Kind, Place};

/// What was read as blank though something stands there, in all tables.
#[derive(Debug, Default)]
pub(in super::super) struct Blanks {
    /// How many cells by what they say.
    texts: BTreeMap<String, usize>,
    /// How many cells by file and heading.
    columns: BTreeMap<(String, String), usize>,
}

impl Blanks {
    /// Says it all in one note.
    pub(in super::super) fn note(self) -> Option<Diagnostic> {
        let cells = self.texts.values().sum();
        if cells == 0 {
            return None;
        }
        let columns = self.columns.into_iter();
        let columns = columns.map(|((file, heading), n)| (format!("{file} {heading}"), n));
        let note = NoteMistake::Blanks {
            cells,
            texts: most_first(self.texts.into_iter()),
            columns: most_first(columns),
        };
        Some(note.into())
    }
}

fn most_first(counts: impl Iterator<Item = (String, usize)>) -> Vec<(String, usize)> {
    let mut counts: Vec<(String, usize)> = counts.collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts
}

/// Reads the cells of one file.
pub(super) struct Cells<'a> {
    table: &'a Table,
    blanks: Option<&'a [String]>,
    /// For each column of the table what is declared about it.
    declared: Vec<Option<&'a ColumnSource>>,
    /// The zone by which days are counted.
    zone: Option<Zone>,
    zones: BTreeMap<usize, Zones<Place>>,
    empty: Arc<str>,
    seen: BTreeMap<usize, BTreeMap<Arc<str>, usize>>,
    unlisted: BTreeMap<usize, (Place, BTreeSet<String>, usize)>,
    no_days: BTreeMap<usize, (Place, String, usize)>,
}

impl<'a> Cells<'a> {
    /// Starts a file whose columns have these names.
    pub(super) fn new(
        table: &'a Table,
        names: &[Arc<str>],
        declared: &'a [ColumnSource],
        (blanks, zone): (Option<&'a [String]>, Option<Zone>),
    ) -> Self {
        let of = |name: &Arc<str>| declared.iter().find(|d| d.name == *name);
        Self {
            table,
            blanks,
            declared: names.iter().map(of).collect(),
            zone,
            zones: BTreeMap::new(),
            empty: "".into(),
            seen: BTreeMap::new(),
            unlisted: BTreeMap::new(),
            no_days: BTreeMap::new(),
        }
    }

    /// Returns a cell below a heading without what `columns` says of it; empty for blank.
    pub(super) fn plain(&mut self, row: &Row, index: usize) -> Arc<str> {
        match row.cells.get(index) {
            Some(cell) if !headings::is_blank(cell, self.blanks) => {
                self.here(row, index, Arc::clone(cell))
            }
            _ => Arc::clone(&self.empty),
        }
    }

    /// Tells a time that says its zone as what it is by the declared zone.
    fn here(&mut self, row: &Row, index: usize, cell: Arc<str>) -> Arc<str> {
        // Most cells hold no time at all.
        let Some(zone) = self.zone.filter(|_| cell.contains([':', '：'])) else {
            return cell;
        };
        let place = || self.table.cell_place(row, index);
        self.zones.entry(index).or_default().take(&cell, place);
        match zone.local(&cell) {
            Some(local) => local.to_string().into(),
            None => cell,
        }
    }

    /// Returns a cell below a heading as a cell of a column; empty for blank.
    pub(super) fn read(&mut self, row: &Row, index: usize, column: usize) -> Arc<str> {
        let Some(cell) = row.cells.get(index).filter(|c| !c.is_empty()) else {
            return Arc::clone(&self.empty);
        };
        if headings::is_blank(cell, self.blanks) {
            let texts = self.seen.entry(index).or_default();
            *texts.entry(Arc::clone(cell)).or_insert(0) += 1;
            return Arc::clone(&self.empty);
        }
        let mut cell = Arc::clone(cell);
        let Some(Some(declared)) = self.declared.get(column) else {
            return self.here(row, index, cell);
        };
        if !declared.values.is_empty() {
            match declared.values.get(&cell) {
                Some(value) => cell = Arc::clone(value),
                None if declared.others == Others::Keep => {}
                None if declared.others == Others::Blank => return Arc::clone(&self.empty),
                None => {
                    let place = || self.table.cell_place(row, index);
                    let first = || (place(), BTreeSet::new(), 0);
                    let unlisted = self.unlisted.entry(index).or_insert_with(first);
                    unlisted.1.insert(cell.to_string());
                    unlisted.2 += 1;
                }
            }
        }
        if let Some(format) = &declared.format {
            match format.read(&cell) {
                Some(day) => cell = day.into(),
                None => {
                    let first = || (self.table.cell_place(row, index), cell.to_string(), 0);
                    self.no_days.entry(index).or_insert_with(first).2 += 1;
                }
            }
        }
        match declared.kind {
            Some(Kind::Text) => cell,
            _ => self.here(row, index, cell),
        }
    }

    /// Reports what could not be read, and adds up what was blank.
    pub(super) fn finish(self, blanks: &mut Blanks, diagnostics: &mut Vec<Diagnostic>) {
        for (index, texts) in self.seen {
            let heading = self.table.headings.get(index);
            let heading = heading.map_or_else(String::new, |h| h.text.to_string());
            let sheet = self.table.sheet.as_ref();
            let path = self.table.path.strip_prefix("content/");
            let path = path.unwrap_or(&self.table.path);
            let file = sheet.map_or_else(|| path.to_owned(), |sheet| format!("{path} {sheet}"));
            let column = blanks.columns.entry((file, heading)).or_insert(0);
            for (text, count) in texts {
                *column += count;
                *blanks.texts.entry(text.to_string()).or_insert(0) += count;
            }
        }
        let mixed = self.zones.into_values().find_map(Zones::mixed);
        if let Some((with, without)) = mixed {
            diagnostics.push(MomentMistake::ZonesMixed { with, without }.into());
        }
        for (place, values, cells) in self.unlisted.into_values() {
            let mistake = MappingMistake::Unlisted {
                place,
                values: values.into_iter().collect(),
                cells,
            };
            diagnostics.push(mistake.into());
        }
        for (place, written, cells) in self.no_days.into_values() {
            let mistake = MappingMistake::OtherFormat {
                place,
                written,
                cells,
            };
            diagnostics.push(mistake.into());
        }
    }
}
