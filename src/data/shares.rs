//! Shared credit: a row that belongs to several people, or several rows that are one deal, with
//! shares that add up to one.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::cell::number_cell;
use super::mistake::ShareMistake;
use super::rows::{Gathered, unknown_heading};
use super::sources::TableSource;
use super::{DataRow, cell_place};
use crate::content::{Node, NodeKind, Table};
use crate::diagnostic::Diagnostic;
use crate::form::shared::{OWNER, SHARED};
use crate::form::{Reader, Written};
use crate::number::Number;
use crate::period::Period;
use crate::value::Place;

/// How credit is shared.
#[derive(Debug, Clone)]
pub(super) enum Shared {
    /// Each row names its owners and their shares; it is read once for each.
    Owners {
        /// The column that holds the share of the owner for whom the row is read.
        into: Arc<str>,
        /// The columns of each owner and of that owner's share.
        owners: Vec<(Written<String>, Written<String>)>,
    },
    /// Rows with one key belong together.
    Rows {
        /// The column of the key.
        of: Written<String>,
        /// The column of shares.
        share: Written<String>,
    },
}

/// Reads `shared` of a table.
pub(super) fn read(node: &Node, reader: &mut Reader) -> Option<Shared> {
    let fields = reader.read(node, &SHARED)?;
    let mut owners = Vec::new();
    for node in fields.list("owners") {
        if let NodeKind::Mapping(_) = &node.kind
            && let Some(owner) = reader.read(node, &OWNER)
        {
            owners.extend(owner.text("person").zip(owner.text("share")));
        }
    }
    let (into, of, share) = (fields.text("into"), fields.text("of"), fields.text("share"));
    match (into, of, share) {
        (Some(into), None, None) if owners.len() > 1 => Some(Shared::Owners {
            into: into.value.trim().into(),
            owners,
        }),
        (None, Some(of), Some(share)) if owners.is_empty() => Some(Shared::Rows { of, share }),
        _ => {
            let place = fields.place().clone();
            reader.report(ShareMistake::Unclear { place });
            None
        }
    }
}

/// Reads each row once for each of its owners, and reports shares that do not add up to one.
pub(super) fn split(
    gathered: &mut Gathered,
    table: &Table,
    source: Option<&TableSource>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(shared) = source.and_then(|s| s.shared.as_ref()) else {
        return;
    };
    if gathered.events.is_some() {
        let place = table.header_place();
        diagnostics.push(ShareMistake::LongTable { place }.into());
        return;
    }
    let mut column = |written: &Written<String>, columns: &[Arc<str>]| {
        let found = columns.iter().position(|c| **c == *written.value.trim());
        if found.is_none() {
            let told = unknown_heading(table, &written.value, &written.place);
            diagnostics.push(told);
        }
        found
    };
    let mut wrong: Vec<(Place, Number)> = Vec::new();
    match shared {
        Shared::Owners { into, owners } => {
            let pairs: Vec<(Option<usize>, Option<usize>)> = owners
                .iter()
                .map(|(person, share)| {
                    let person = column(person, &gathered.columns);
                    (person, column(share, &gathered.columns))
                })
                .collect();
            let pairs: Option<Vec<(usize, usize)>> = pairs
                .into_iter()
                .map(|(person, share)| person.zip(share))
                .collect();
            if let Some(pairs) = pairs {
                owned(gathered, into, &pairs, &mut wrong);
            }
        }
        Shared::Rows { of, share } => {
            let of = column(of, &gathered.columns);
            let share = column(share, &gathered.columns);
            if let Some((of, share)) = of.zip(share) {
                together(gathered, of, share, &mut wrong);
            }
        }
    }
    if let Some((place, sum)) = wrong.first().cloned() {
        let rows = wrong.len();
        diagnostics.push(ShareMistake::NotOne { place, sum, rows }.into());
    }
}

/// The first owner's column holds the owner for whom a row is read, a new column the share.
fn owned(
    gathered: &mut Gathered,
    into: &Arc<str>,
    pairs: &[(usize, usize)],
    wrong: &mut Vec<(Place, Number)>,
) {
    let Some((first, first_share)) = pairs.first().copied() else {
        return;
    };
    let mut rows = Vec::with_capacity(gathered.rows.len());
    for (period, row) in std::mem::take(&mut gathered.rows) {
        let cell = |at: usize| row.cells.get(at).cloned().unwrap_or_default();
        let mut sum = Number::ZERO;
        for (person, share) in pairs {
            if cell(*person).is_empty() {
                continue;
            }
            // A share that is no number counts nothing here, so that the row is reported.
            sum = sum.plus(&number_cell(&cell(*share)).unwrap_or(Number::ZERO));
            let mut cells = row.cells.clone();
            if let Some(owner) = cells.get_mut(first) {
                *owner = cell(*person);
            }
            cells.push(cell(*share));
            rows.push((
                period,
                DataRow {
                    cells,
                    ..row.clone()
                },
            ));
        }
        if sum != Number::ONE {
            wrong.push((cell_place(&gathered.files, &row, first_share), sum));
        }
    }
    gathered.rows = rows;
    gathered.columns.push(Arc::clone(into));
    for file in &mut gathered.files {
        let heading = file.headings.get(first_share).cloned();
        file.headings
            .push(heading.unwrap_or_else(|| (Arc::clone(into), 0)));
    }
}

fn together(gathered: &Gathered, of: usize, share: usize, wrong: &mut Vec<(Place, Number)>) {
    type Key<'k> = (Option<Period>, &'k str);
    let mut sums: BTreeMap<Key<'_>, (Number, &DataRow)> = BTreeMap::new();
    for (period, row) in &gathered.rows {
        let cell = |at: usize| row.cells.get(at).map_or("", |cell| cell);
        let part = number_cell(cell(share)).unwrap_or(Number::ZERO);
        let sum = sums.entry((*period, cell(of)));
        let (sum, _) = sum.or_insert_with(|| (Number::ZERO, row));
        *sum = sum.plus(&part);
    }
    let one = |(sum, row): (Number, &DataRow)| {
        (sum != Number::ONE).then(|| (cell_place(&gathered.files, row, share), sum))
    };
    wrong.extend(sums.into_values().filter_map(one));
}
