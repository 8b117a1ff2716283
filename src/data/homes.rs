//! Rows → the months that they belong to: that of their folder, or the one that their own day says.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::binding::Bound;
use super::mistake::MomentMistake;
use super::places::Shelf;
use super::rows::{Gathered, keep_once};
use super::sources::TableSources;
use super::{DataRow, Month, Rows, RowsFile, cell_place};
use crate::diagnostic::Diagnostic;
use crate::period::Period;

/// Rows of a month's file that belong to other months.
pub(super) struct Strays {
    columns: Vec<Arc<str>>,
    files: Vec<RowsFile>,
    /// The column that says the period.
    period: Option<usize>,
    by_period: BTreeMap<Period, Vec<DataRow>>,
}

/// Puts the rows of one shelf into the months that they belong to; returns those of a month's file
/// that belong elsewhere.
pub(super) fn put(
    name: &Arc<str>,
    shelf: Shelf,
    gathered: Gathered,
    bound: Bound,
    months: &mut BTreeMap<Period, Month>,
) -> Option<Strays> {
    let events = gathered.events.map(Arc::new);
    let rows_of = |rows: Vec<DataRow>| Rows {
        columns: gathered.columns.clone(),
        rows,
        personal: matches!(bound, Bound::People | Bound::Teams),
        untold: bound == Bound::Nobody,
        of_teams: bound == Bound::Teams,
        files: gathered.files.clone(),
        events: events.clone(),
    };
    let mut by_period: BTreeMap<Period, Vec<DataRow>> = BTreeMap::new();
    let mut always = Vec::new();
    for (period, row) in gathered.rows {
        match period {
            Some(period) => by_period.entry(period).or_default().push(row),
            None => always.push(row),
        }
    }
    // The rows of event files find their months when they are gone through.
    let by_folder = !gathered.by_period || events.is_some();
    let shared = by_folder.then(|| Arc::new(rows_of(std::mem::take(&mut always))));
    for (period, month) in months {
        if shelf != Shelf::Tables && shelf != Shelf::Month(*period) {
            continue;
        }
        let rows = match &shared {
            Some(rows) => Arc::clone(rows),
            None => Arc::new(rows_of(by_period.remove(period).unwrap_or_default())),
        };
        month.tables.insert(Arc::clone(name), rows);
    }
    // A table of no single month may look far back and far ahead.
    let strays = shelf != Shelf::Tables && !by_period.is_empty();
    strays.then_some(Strays {
        columns: gathered.columns,
        files: gathered.files,
        period: gathered.period,
        by_period,
    })
}

/// Brings rows of other months' files home, once every month has its own; those that stand in both
/// count once where the table says by which columns rows are known.
pub(super) fn bring_home(
    name: &Arc<str>,
    strays: Vec<Strays>,
    sources: Option<&TableSources>,
    months: &mut BTreeMap<Period, Month>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for Strays {
        columns,
        files,
        period: column,
        by_period,
    } in strays
    {
        let mut beyond: Vec<(Period, usize)> = Vec::new();
        let mut first = None;
        let at = column.unwrap_or(0);
        for (period, rows) in by_period {
            let Some(month) = months.get_mut(&period) else {
                beyond.push((period, rows.len()));
                first = first.or_else(|| rows.first().map(|row| cell_place(&files, row, at)));
                continue;
            };
            // Without a file of its own the month's table has not been handed in.
            let Some(home) = month.tables.get(name) else {
                continue;
            };
            let mut all = Gathered {
                columns: home.columns.clone(),
                files: home.files.clone(),
                rows: home
                    .rows
                    .iter()
                    .map(|r| (Some(period), r.clone()))
                    .collect(),
                by_period: true,
                period: None,
                events: None,
            };
            add(&mut all, (&columns, &files), period, rows);
            if let Some(source) = sources.map(|s| s.of(Some(period))) {
                keep_once(&mut all, source, diagnostics);
            }
            let rows = Rows {
                rows: all.rows.into_iter().map(|(_, row)| row).collect(),
                files: all.files,
                columns: all.columns,
                ..home.as_ref().clone()
            };
            month.tables.insert(Arc::clone(name), Arc::new(rows));
        }
        if let Some(place) = first {
            let mistake = MomentMistake::NoFolder {
                table: name.to_string(),
                place,
                months: beyond,
            };
            diagnostics.push(mistake.into());
        }
    }
}

/// Adds rows of another file, their cells in the order of the columns at home.
fn add(
    all: &mut Gathered,
    (columns, files): (&[Arc<str>], &[RowsFile]),
    period: Period,
    rows: Vec<DataRow>,
) {
    let from: Vec<Option<usize>> = all
        .columns
        .iter()
        .map(|name| columns.iter().position(|c| c == name))
        .collect();
    let before = all.files.len() as u32;
    all.files.extend(files.iter().map(|file| {
        RowsFile {
            place: file.place.clone(),
            headings: from
                .iter()
                .map(|at| at.and_then(|at| file.headings.get(at)).cloned())
                .map(|heading| heading.unwrap_or_else(|| ("".into(), 0)))
                .collect(),
        }
    }));
    let empty: Arc<str> = "".into();
    all.rows.extend(rows.into_iter().map(|row| {
        let cell = |at: &Option<usize>| at.and_then(|at| row.cells.get(at)).unwrap_or(&empty);
        let cells = from.iter().map(|at| Arc::clone(cell(at))).collect();
        let file = before + row.file;
        (Some(period), DataRow { cells, file, ..row })
    }));
}
