//! Tables of keys: which person another key means, and who was first.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::DateTime;

use super::binding::{find_table, unknown_table};
use super::cell::{CellMistake, date_cell};
use super::headings;
use super::mistake::{RosterMistake, SourceMistake};
use super::rows::{unknown_heading, whole};
use super::sources::Through;
use crate::content::{Content, Table};
use crate::diagnostic::Diagnostic;
use crate::form::Written;
use crate::value::Place;

/// A table of keys.
pub(super) struct Lookup {
    /// The id of each key.
    pub(super) ids: BTreeMap<Arc<str>, Arc<str>>,
    /// The table, for messages.
    pub(super) place: Place,
}

/// One row of it.
struct Keyed {
    key: Arc<str>,
    id: Arc<str>,
    /// The day by which the earliest row counts; `None` where every row does.
    day: Option<DateTime>,
    place: Place,
}

/// Reads a table of keys; `None` after a mistake that leaves nothing to look up in.
pub(super) fn read(
    content: &Content,
    through: &Through,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Lookup> {
    let Some(table) = find_table(content, &through.table.value) else {
        diagnostics.push(unknown_table(content, &through.table));
        return None;
    };
    let mut rows = rows(table, through, diagnostics)?;
    rows.sort_by_key(|row| row.day);
    let mut found: BTreeMap<Arc<str>, Keyed> = BTreeMap::new();
    for row in rows {
        match found.get(&row.key) {
            // Two at the same time: nobody can say whose the key is.
            Some(first) if first.id != row.id && first.day == row.day => {
                let mistake = SourceMistake::KeyTwice {
                    key: row.key.to_string(),
                    first: first.place.clone(),
                    again: row.place,
                };
                diagnostics.push(mistake.into());
            }
            Some(_) => {}
            None => {
                found.insert(Arc::clone(&row.key), row);
            }
        }
    }
    let ids = found.into_iter().map(|(key, row)| (key, row.id));
    Some(Lookup {
        ids: ids.collect(),
        place: whole(table),
    })
}

fn rows(table: &Table, through: &Through, diagnostics: &mut Vec<Diagnostic>) -> Option<Vec<Keyed>> {
    let mut column = |written: &Written<String>| {
        let found = headings::position(table, &written.value);
        if found.is_none() {
            let mistake = unknown_heading(table, &written.value, &written.place);
            diagnostics.push(mistake);
        }
        found
    };
    let (key, id) = (column(&through.key), column(&through.id));
    let by = match &through.earliest {
        Some(written) => Some(column(written)?),
        None => None,
    };
    let (key, id) = (key?, id?);
    let mut rows = Vec::new();
    let mut no_days: Option<(Place, String, CellMistake, usize)> = None;
    for row in &table.rows {
        let cell = |index: usize| {
            row.cells
                .get(index)
                .filter(|c| !headings::is_blank(c, None))
        };
        let (Some(written), Some(id)) = (cell(key), cell(id)) else {
            continue;
        };
        let day = match by {
            None => None,
            Some(by) => match cell(by).map(|text| (text, date_cell(text))) {
                Some((_, Ok(day))) => Some(day),
                Some((text, Err(mistake))) => {
                    let first = || (table.cell_place(row, by), text.to_string(), mistake, 0);
                    no_days.get_or_insert_with(first).3 += 1;
                    continue;
                }
                // Without its day a row cannot have been the first.
                None => continue,
            },
        };
        rows.push(Keyed {
            key: Arc::clone(written),
            id: Arc::clone(id),
            day,
            place: table.cell_place(row, key),
        });
    }
    if let Some((place, written, mistake, cells)) = no_days {
        let mistake = RosterMistake::NoDay {
            place,
            written,
            mistake,
            cells,
        };
        diagnostics.push(mistake.into());
    }
    Some(rows)
}
