//! What is known of tables before their cells are read: which there are and which columns.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::calendar;
use crate::data::{Ledger, Rows, date_cell, number_cell};
use crate::figure::TableShape;
use crate::value::Kind;

/// How many cells of a column are looked at to see whether it holds days.
const SAMPLE: usize = 40;

/// Returns the shapes of all tables of all months.
pub(super) fn of(ledger: &Ledger) -> BTreeMap<Arc<str>, TableShape> {
    let mut shapes: BTreeMap<Arc<str>, TableShape> = BTreeMap::new();
    for (table, columns) in &ledger.declared {
        let shape = shapes.entry(Arc::clone(table)).or_default();
        for (column, declaration) in columns.versions.iter().flat_map(|(_, c)| c) {
            let kind = shape.columns.entry(Arc::clone(column)).or_insert(None);
            *kind = declaration.kind.or(*kind);
        }
    }
    for month in ledger.months.values() {
        for (table, rows) in &month.tables {
            let shape = shapes.entry(Arc::clone(table)).or_default();
            shape.found = true;
            shape.events |= rows.events.is_some();
            if shape.place.is_none() {
                shape.place = rows.files.first().map(|f| f.place.clone());
            }
            for (number, column) in rows.columns.iter().enumerate() {
                let kind = shape.columns.entry(Arc::clone(column)).or_insert(None);
                if kind.is_none() && holds_days(rows, number) {
                    *kind = Some(Kind::Date);
                }
            }
        }
    }
    // Without any data any table may be named.
    if !shapes.is_empty() {
        calendar::add_shapes(&mut shapes);
    }
    shapes
}

/// Returns the roster's columns, those of all people and moves together.
pub(super) fn attributes(ledger: &Ledger) -> BTreeSet<Arc<str>> {
    let states = ledger.people.iter().flat_map(|p| &p.states);
    states.flat_map(|s| s.attributes.keys().cloned()).collect()
}

/// Tells whether most of the first cells of a column read as days. Such a column is one of days
/// even where a cell is written wrongly; that cell is then told.
fn holds_days(rows: &Rows, column: usize) -> bool {
    let sample = rows.events.iter().flat_map(|events| &events.sample);
    let cells = rows
        .rows
        .iter()
        .chain(sample)
        .filter_map(|row| row.cells.get(column));
    let written = cells.filter(|cell| !cell.is_empty()).take(SAMPLE);
    let (mut days, mut all) = (0, 0);
    for cell in written {
        all += 1;
        days += usize::from(date_cell(cell).is_ok() && number_cell(cell).is_err());
    }
    days > 0 && days * 2 >= all
}
