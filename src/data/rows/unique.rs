//! Rows that stand twice: wholly alike they count once; where they differ, the latest by a
//! declared column counts, or they are refused.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::DateTime;

use super::super::cell::date_cell;
use super::super::mistake::{MappingMistake, NoteMistake, SourceMistake};
use super::super::sources::TableSource;
use super::super::{DataRow, cell_place};
use super::Gathered;
use crate::diagnostic::Diagnostic;
use crate::form::Written;
use crate::period::Period;
use crate::value::Place;

type Key = (Option<Period>, Vec<Arc<str>>);

/// Leaves one row for each key that the table declares.
pub(in super::super) fn keep_once(
    all: &mut Gathered,
    source: &TableSource,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if source.unique.is_empty() {
        return;
    }
    let mut column = |written: &Written<String>| {
        let by_name = all.columns.iter().position(|c| **c == *written.value);
        let found = by_name.or_else(|| {
            let headings = &all.files.first()?.headings;
            headings.iter().position(|(h, _)| **h == *written.value)
        });
        if found.is_none() {
            let header = all.files.first();
            let mistake = SourceMistake::UnknownHeading {
                place: written.place.clone(),
                written: written.value.clone(),
                header: header.map_or_else(|| written.place.clone(), |f| f.place.clone()),
                known: all.columns.iter().map(ToString::to_string).collect(),
            };
            diagnostics.push(mistake.into());
        }
        found
    };
    let keys: Vec<Option<usize>> = source.unique.iter().map(&mut column).collect();
    let by = source.latest.as_ref().map(&mut column);
    let Some(keys) = keys.into_iter().collect::<Option<Vec<usize>>>() else {
        return;
    };
    let by = match by {
        Some(None) => return,
        Some(by) => by,
        None => None,
    };
    let mut groups: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (number, (period, row)) in all.rows.iter().enumerate() {
        let cell = |index: &usize| row.cells.get(*index).cloned().unwrap_or_default();
        let key: Vec<Arc<str>> = keys.iter().map(cell).collect();
        // Rows without a key cannot be told to be the same.
        if key.iter().any(|k| !k.is_empty()) {
            groups.entry((*period, key)).or_default().push(number);
        }
    }
    let place = |number: usize| {
        let at = keys.first().copied().unwrap_or(0);
        let row = all.rows.get(number);
        row.map_or_else(Place::nowhere, |(_, row)| cell_place(&all.files, row, at))
    };
    let mut left = Left::default();
    for group in groups.values().filter(|group| group.len() > 1) {
        left.judge(group, &all.rows, by);
    }
    if let Some(first) = left.rows.first() {
        let note = NoteMistake::Again {
            place: place(*first),
            rows: left.rows.len(),
            older: left.older,
        };
        diagnostics.push(note.into());
    }
    if let Some((first, again)) = left.differing.first() {
        let mistake = MappingMistake::RowsDiffer {
            first: place(*first),
            again: place(*again),
            keys: left.differing.len(),
        };
        diagnostics.push(mistake.into());
    }
    let mut number = 0;
    all.rows.retain(|_| {
        number += 1;
        !left.rows.contains(&(number - 1))
    });
}

/// What is left out.
#[derive(Default)]
struct Left {
    /// The numbers of the rows.
    rows: BTreeSet<usize>,
    /// How many of them differ from the row that counts and are older.
    older: usize,
    /// Two rows of each key of which nobody can say which counts.
    differing: Vec<(usize, usize)>,
}

impl Left {
    /// Leaves all rows of a key out but one, whatever their order.
    fn judge(&mut self, group: &[usize], rows: &[(Option<Period>, DataRow)], by: Option<usize>) {
        let cells = |number: usize| rows.get(number).map(|(_, row)| &row.cells);
        let moment =
            |number: &usize| -> Option<DateTime> { date_cell(cells(*number)?.get(by?)?).ok() };
        let Some((first, rest)) = group.split_first() else {
            return;
        };
        let Some(other) = rest.iter().find(|n| cells(**n) != cells(*first)) else {
            self.rows.extend(rest);
            return;
        };
        let moments: Option<Vec<DateTime>> = group.iter().map(moment).collect();
        let latest = moments.and_then(|moments| moments.into_iter().max());
        let newest: Vec<usize> = match latest {
            Some(latest) => {
                let newest = group.iter().filter(|n| moment(n) == Some(latest));
                newest.copied().collect()
            }
            None => Vec::new(),
        };
        match newest.split_first() {
            Some((keep, others)) if others.iter().all(|n| cells(*n) == cells(*keep)) => {
                self.older += group.len() - newest.len();
                self.rows.extend(group.iter().filter(|n| *n != keep));
            }
            _ => self.differing.push((*first, *other)),
        }
    }
}
