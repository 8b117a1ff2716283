//! What is not there, grouped by cause: one absent table is one message, not four hundred.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::mistake::{AssessmentMistake, Cause};
use super::result::{Figured, ItemResult, PolicyResult};
use crate::data::{Ledger, Month};
use crate::diagnostic::Diagnostic;
use crate::period::Period;
use crate::policy::Policy;
use crate::value::{At, Missing, Place, column_letters};

/// Tells why points and pay lines are missing, once for each cause.
pub(super) fn notes(
    policies: &[PolicyResult],
    ledger: &Ledger,
    period: Period,
    month: &Month,
) -> Vec<Diagnostic> {
    let mut causes: BTreeMap<(usize, Key), Affected> = BTreeMap::new();
    for (number, policy) in policies.iter().enumerate() {
        for subject in &policy.subjects {
            let mut note = |figured: &Figured| {
                if let Err(missing) = &figured.cell
                    && let Some(key) = key(missing.cause())
                {
                    let affected = causes.entry((number, key)).or_insert_with(|| Affected {
                        missing: missing.cause().clone(),
                        first: (Arc::clone(&subject.id), Arc::clone(&figured.name)),
                        cells: BTreeSet::new(),
                        subjects: BTreeSet::new(),
                        items: BTreeSet::new(),
                    });
                    if let Missing::Blank(place) = missing.cause() {
                        affected.cells.insert(place.as_ref().clone());
                    }
                    affected.subjects.insert(subject.name.clone());
                    affected.items.insert(Arc::clone(&figured.title));
                }
            };
            subject
                .items
                .iter()
                .for_each(|item| leaves(item, &mut note));
            subject.pay.iter().for_each(|line| note(&line.amount));
        }
    }
    causes
        .into_iter()
        .filter_map(|((number, _), affected)| {
            let policy = &policies.get(number)?.policy;
            let (cause, place) = told(&affected, policy, ledger, month)?;
            let mistake = AssessmentMistake::MissingFigures {
                period,
                policy: policy.title.clone(),
                subjects: affected.subjects.into_iter().collect(),
                items: affected.items.iter().map(ToString::to_string).collect(),
                cause,
                place,
            };
            Some(mistake.describe())
        })
        .collect()
}

struct Affected {
    missing: Missing,
    /// The first subject and its figure.
    first: (Arc<str>, Arc<str>),
    /// The blank cells.
    cells: BTreeSet<Place>,
    subjects: BTreeSet<String>,
    items: BTreeSet<Arc<str>>,
}

/// What makes two causes the same.
pub(super) type Key = (u8, String);

/// Returns what a cause has in common with others like it; `None` for what is told already.
pub(super) fn key(missing: &Missing) -> Option<Key> {
    Some(match missing {
        Missing::NoTable(t) => (0, t.to_string()),
        Missing::NoRow(t) => (1, t.to_string()),
        // Blank cells of one column are one message.
        Missing::Blank(place) => (2, format!("{} {}", place.source.path, column_of(place))),
        Missing::ZeroDivisor => (3, String::new()),
        Missing::Unfilled(p) => (4, p.to_string()),
        Missing::NoBand(b) => (5, b.to_string()),
        Missing::SeveralRows(t, place) => (6, format!("{t} {place}")),
        Missing::NoCalendar(year) => (7, year.to_string()),
        Missing::NotYet(period) => (8, period.to_string()),
        Missing::Nobody => (9, String::new()),
        Missing::NoAttribute(a) => (10, a.to_string()),
        // Told already, or no reason to tell anything.
        Missing::Unread | Missing::NotTakingPart => return None,
        Missing::From(_, inner) => return key(inner),
    })
}

/// Says a cause with the place where something is to be done.
fn told(
    affected: &Affected,
    policy: &Policy,
    ledger: &Ledger,
    month: &Month,
) -> Option<(Cause, Place)> {
    // Where nothing better is known: the item that could not be worked out.
    let (subject, figure) = &affected.first;
    let definition = policy.definitions.iter().find(|d| d.name == *figure);
    let item = || definition.map_or_else(|| policy.place.clone(), |d| d.place.clone());
    let table_place = |table: &Arc<str>| {
        let file = month.tables.get(table).and_then(|rows| rows.files.first());
        file.map_or_else(|| month.place.clone(), |f| f.place.clone())
    };
    Some(match &affected.missing {
        Missing::NoTable(t) => (Cause::NoTable(t.to_string()), month.place.clone()),
        Missing::NoRow(t) => (Cause::NoRow(t.to_string()), table_place(t)),
        Missing::Blank(_) => {
            let first = affected.cells.first()?.clone();
            let heading = heading_of(month, &first).unwrap_or_else(|| column_of(&first));
            let cause = Cause::Blank(heading, affected.cells.len());
            (cause, first)
        }
        Missing::ZeroDivisor => (Cause::ZeroDivisor, item()),
        Missing::Unfilled(p) => {
            let place = parameter_place(policy, p).unwrap_or_else(|| policy.place.clone());
            let named = policy.parameters.iter().find(|own| own.name == *p);
            let title = named.map_or_else(|| p.to_string(), |own| own.title.to_string());
            (Cause::Unfilled(title), place)
        }
        Missing::NoBand(b) => (Cause::NoBand(b.to_string()), item()),
        Missing::SeveralRows(t, row) => {
            let place = key_cell(month, t, row).unwrap_or_else(|| row.as_ref().clone());
            (Cause::SeveralRows(t.to_string()), place)
        }
        Missing::NoCalendar(year) => (Cause::NoCalendar(*year), item()),
        Missing::NotYet(period) => (Cause::NotYet(*period), item()),
        Missing::Nobody => (Cause::Nobody, item()),
        Missing::NoAttribute(a) => {
            let person = ledger.person(subject);
            let place = person.map_or_else(item, |p| p.place.clone());
            (Cause::NoAttribute(a.to_string()), place)
        }
        Missing::Unread | Missing::NotTakingPart | Missing::From(..) => return None,
    })
}

/// Returns the heading of a cell's column, or its letter in a workbook.
fn column_of(place: &Place) -> String {
    match &place.at {
        At::Line { heading, .. } => heading.to_string(),
        At::Cell { sheet, column, .. } => format!("{sheet}!{}", column_letters(*column)),
        At::File | At::Span { .. } => String::new(),
    }
}

/// Returns the heading over a cell of a workbook.
fn heading_of(month: &Month, cell: &Place) -> Option<String> {
    let At::Cell { sheet, column, .. } = &cell.at else {
        return None;
    };
    let files = month.tables.values().flat_map(|rows| &rows.files);
    let own = files.into_iter().find(|file| {
        let same = matches!(&file.place.at, At::Cell { sheet: s, .. } if s == sheet);
        same && file.place.source.path == cell.source.path
    })?;
    let heading = own.headings.iter().find(|(_, number)| number == column)?;
    Some(heading.0.to_string())
}

/// Returns the cell of a row that names the person.
fn key_cell(month: &Month, table: &Arc<str>, row: &Place) -> Option<Place> {
    let rows = month.tables.get(table)?;
    let row = rows.rows.iter().find(|r| r.place == *row)?;
    let column = row
        .cells
        .iter()
        .position(|c| row.person.as_ref() == Some(c))?;
    Some(rows.cell_place(row, column))
}

/// Goes through the points of the items that are no groups.
pub(super) fn leaves(item: &ItemResult, note: &mut impl FnMut(&Figured)) {
    if item.items.is_empty() {
        note(&item.points);
    }
    for inner in &item.items {
        leaves(inner, note);
    }
}

fn parameter_place(policy: &Policy, name: &str) -> Option<Place> {
    let parameter = policy.parameters.iter().find(|p| p.name.as_ref() == name)?;
    let value = parameter.values.iter().rev().find(|v| v.value.is_none());
    Some(value.map_or_else(|| parameter.place.clone(), |v| v.place.clone()))
}
