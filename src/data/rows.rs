//! Tables as found → rows under the author's column names, with their period where it varies.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::cell::date_cell;
use super::headings::{self, MONTH};
use super::mistake::SourceMistake;
use super::places::Shelf;
use super::sources::{Across, PeriodSource, Sources, TableSource};
use super::{DataRow, EventSource, Events, RowsFile};
use crate::content::{Row, Table};
use crate::diagnostic::Diagnostic;
use crate::period::Period;
use crate::value::{At, Place};

/// One table of a shelf, from one or several files, before it is bound to people.
#[derive(Debug)]
pub(super) struct Gathered {
    pub(super) columns: Vec<Arc<str>>,
    pub(super) files: Vec<RowsFile>,
    /// The rows; those of a table without a period hold for the whole shelf.
    pub(super) rows: Vec<(Option<Period>, DataRow)>,
    /// Whether rows say their period.
    pub(super) by_period: bool,
    /// For event tables, the way to their rows.
    pub(super) events: Option<Events>,
}

/// What of one file becomes which column.
struct Mapping {
    /// For each column its index among the file's headings.
    columns: Vec<(Arc<str>, usize)>,
    period: Option<usize>,
    across: Option<MonthsAcross>,
}

struct MonthsAcross {
    year: usize,
    /// The indexes of January to December among the file's headings.
    months: Vec<usize>,
    into: Arc<str>,
}

/// Reads the files of one table.
pub(super) fn gather(
    tables: &[&Table],
    shelf: Shelf,
    sources: &Sources,
    source: Option<&TableSource>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Gathered> {
    let blanks = source
        .and_then(|s| s.blanks.as_deref())
        .or(sources.blanks.as_deref());
    let mut gathered: Option<Gathered> = None;
    for table in tables {
        let mapping = map(table, shelf, source, diagnostics)?;
        let all = gathered.get_or_insert_with(|| Gathered {
            columns: mapping.names(),
            files: Vec::new(),
            rows: Vec::new(),
            by_period: mapping.period.is_some() || mapping.across.is_some(),
            events: None,
        });
        if !same_columns(all, &mapping, tables, table, diagnostics) {
            continue;
        }
        if !take_events(all, &mapping, table, blanks, diagnostics) {
            read_rows(all, &mapping, table, blanks, diagnostics);
        }
    }
    gathered
}

/// Takes an event file by its first rows; tells whether the table is one.
fn take_events(
    all: &mut Gathered,
    mapping: &Mapping,
    table: &Table,
    blanks: Option<&[String]>,
    diagnostics: &mut Vec<Diagnostic>,
) -> bool {
    let mixed = match (&table.events, &all.events) {
        (None, None) => return false,
        (None, Some(_)) => true,
        (Some(_), events) => {
            mapping.across.is_some() || (events.is_none() && !all.files.is_empty())
        }
    };
    let Some(file) = table.events.as_ref().filter(|_| !mixed) else {
        diagnostics.push(SourceMistake::EventsMixed(whole(table)).into());
        return true;
    };
    // What is wrong with the first rows is told when all are gone through.
    let before = all.rows.len();
    read_rows(all, mapping, table, blanks, &mut Vec::new());
    let sample = all.rows.split_off(before);
    let field = |index: usize| table.headings.get(index).map(|h| h.column as usize);
    let columns = all.columns.iter().map(|name| {
        let mut columns = mapping.columns.iter();
        columns
            .find(|(n, _)| n == name)
            .and_then(|(_, i)| field(*i))
    });
    let source = EventSource {
        file: Arc::clone(file),
        columns: columns.collect(),
        period: mapping.period.and_then(field),
    };
    let events = all.events.get_or_insert_with(|| Events {
        blanks: blanks.map(<[String]>::to_vec),
        ..Events::default()
    });
    events.files.push(source);
    events.sample.extend(sample.into_iter().map(|(_, row)| row));
    true
}

impl Mapping {
    fn names(&self) -> Vec<Arc<str>> {
        let into = self.across.iter().map(|a| &a.into);
        self.columns
            .iter()
            .map(|(name, _)| name)
            .chain(into)
            .map(Arc::clone)
            .collect()
    }
}

fn map(
    table: &Table,
    shelf: Shelf,
    source: Option<&TableSource>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Mapping> {
    let mut fine = true;
    let mut renamed: BTreeMap<usize, &Arc<str>> = BTreeMap::new();
    let into = source.and_then(|s| s.across.as_ref()).map(|a| &a.into);
    for column in source.iter().flat_map(|s| &s.columns) {
        match headings::position(table, &column.from.value) {
            Some(index) => {
                renamed.insert(index, &column.name);
            }
            // A column that months across are gathered into is only declared here.
            None if Some(&column.name) == into => {}
            None => {
                fine = false;
                diagnostics.push(unknown_heading(
                    table,
                    &column.from.value,
                    &column.from.place,
                ));
            }
        }
    }
    let across = match source.and_then(|s| s.across.as_ref()) {
        Some(across) => match months_across(table, across, diagnostics) {
            Some(across) => Some(across),
            None => return None,
        },
        None => None,
    };
    let gone: BTreeSet<usize> = across
        .iter()
        .flat_map(|a| a.months.iter().copied())
        .collect();
    let mut columns: Vec<(Arc<str>, usize)> = Vec::new();
    for (index, heading) in table.headings.iter().enumerate() {
        if gone.contains(&index) {
            continue;
        }
        let name = renamed.get(&index).copied().unwrap_or(&heading.text);
        if let Some((_, before)) = columns.iter().find(|(n, _)| n == name) {
            fine = false;
            let declared = source.iter().flat_map(|s| &s.columns);
            let declared = declared.into_iter().find(|c| c.name == *name);
            let own = if renamed.contains_key(before) {
                index
            } else {
                *before
            };
            diagnostics.push(
                SourceMistake::NameTaken {
                    name: name.to_string(),
                    place: declared
                        .map_or_else(|| table.heading_place(index), |c| c.from.place.clone()),
                    header: table.heading_place(own),
                }
                .into(),
            );
            continue;
        }
        columns.push((Arc::clone(name), index));
    }
    let period = match source.map(|s| &s.period) {
        Some(PeriodSource::All) => None,
        Some(PeriodSource::Column(written)) => {
            let named = |n: &(Arc<str>, usize)| n.0.as_ref() == written.value;
            let found = headings::position(table, &written.value)
                .or_else(|| columns.iter().find(|n| named(n)).map(|n| n.1));
            if found.is_none() {
                fine = false;
                diagnostics.push(unknown_heading(table, &written.value, &written.place));
            }
            found
        }
        Some(PeriodSource::Usual) | None if across.is_none() && shelf == Shelf::Tables => {
            headings::find(table, MONTH)
        }
        Some(PeriodSource::Usual) | None => None,
    };
    fine.then_some(Mapping {
        columns,
        period,
        across,
    })
}

pub(super) fn unknown_heading(table: &Table, written: &str, place: &Place) -> Diagnostic {
    SourceMistake::UnknownHeading {
        place: place.clone(),
        written: written.to_owned(),
        header: table.header_place(),
        known: headings::texts(table),
    }
    .into()
}

fn months_across(
    table: &Table,
    across: &Across,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<MonthsAcross> {
    let mut find = |written: &crate::form::Written<String>| {
        let found = headings::position(table, &written.value);
        if found.is_none() {
            diagnostics.push(unknown_heading(table, &written.value, &written.place));
        }
        found
    };
    let year = find(&across.year);
    let months: Vec<Option<usize>> = across.months.iter().map(&mut find).collect();
    Some(MonthsAcross {
        year: year?,
        months: months.into_iter().collect::<Option<_>>()?,
        into: Arc::clone(&across.into),
    })
}

fn same_columns(
    all: &Gathered,
    mapping: &Mapping,
    tables: &[&Table],
    table: &Table,
    diagnostics: &mut Vec<Diagnostic>,
) -> bool {
    let ours: BTreeSet<Arc<str>> = mapping.names().into_iter().collect();
    let theirs: BTreeSet<Arc<str>> = all.columns.iter().cloned().collect();
    if ours == theirs {
        return true;
    }
    if let Some(first) = tables.first() {
        let mistake = SourceMistake::ColumnsDiffer {
            place: table.header_place(),
            first: first.header_place(),
            columns: ours
                .symmetric_difference(&theirs)
                .map(ToString::to_string)
                .collect(),
        };
        diagnostics.push(mistake.into());
    }
    false
}

fn read_rows(
    all: &mut Gathered,
    mapping: &Mapping,
    table: &Table,
    blanks: Option<&[String]>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    // The order of columns is the first file's.
    let indexes: Vec<Option<usize>> = all
        .columns
        .iter()
        .map(|name| {
            mapping
                .columns
                .iter()
                .find(|(n, _)| n == name)
                .map(|(_, i)| *i)
        })
        .collect();
    let heading = |index: &Option<usize>| {
        let heading = index.and_then(|i| table.headings.get(i));
        heading.map_or_else(|| ("".into(), 0), |h| (Arc::clone(&h.text), h.column))
    };
    let file = all.files.len() as u32;
    all.files.push(RowsFile {
        place: whole(table),
        headings: indexes.iter().map(heading).collect(),
    });
    let empty: Arc<str> = "".into();
    let cell = |row: &Row, index: usize| match row.cells.get(index) {
        Some(cell) if !headings::is_blank(cell, blanks) => Arc::clone(cell),
        _ => Arc::clone(&empty),
    };
    let mut unread: BTreeMap<usize, (Place, String, usize)> = BTreeMap::new();
    let mut no_period = |row: &Row, index: usize, text: &str| {
        let place = || (table.cell_place(row, index), text.to_owned(), 0);
        unread.entry(index).or_insert_with(place).2 += 1;
    };
    for row in &table.rows {
        let cells: Vec<Arc<str>> = indexes
            .iter()
            .map(|i| i.map_or_else(|| Arc::clone(&empty), |i| cell(row, i)))
            .collect();
        let made = |cells, place| DataRow {
            person: None,
            cells,
            place,
            file,
        };
        if let Some(across) = &mapping.across {
            let text = cell(row, across.year);
            let Some(year) = year_of(&text) else {
                no_period(row, across.year, &text);
                continue;
            };
            for (month, index) in (1..).zip(&across.months) {
                let value = cell(row, *index);
                if value.is_empty() {
                    continue;
                }
                let mut cells = cells.clone();
                if let Some(last) = cells.last_mut() {
                    *last = value;
                }
                let place = table.cell_place(row, *index);
                all.rows
                    .push((Period::new(year, month), made(cells, place)));
            }
            continue;
        }
        let mut period = None;
        if let Some(index) = mapping.period {
            let text = cell(row, index);
            period = month_of(&text);
            if period.is_none() {
                no_period(row, index, &text);
                continue;
            }
        }
        let place = bare_place(table, row, &empty);
        all.rows.push((period, made(cells, place)));
    }
    for (place, written, cells) in unread.into_values() {
        let mistake = SourceMistake::NoPeriod {
            place,
            written,
            cells,
        };
        diagnostics.push(mistake.into());
    }
}

/// Returns the place of a row without its text, so that many rows stay small.
fn bare_place(table: &Table, row: &Row, empty: &Arc<str>) -> Place {
    let at = match &table.sheet {
        Some(sheet) => At::Cell {
            sheet: Arc::clone(sheet),
            row: row.number,
            column: 0,
            written: Arc::clone(empty),
        },
        None => At::Line {
            line: row.number,
            heading: Arc::clone(empty),
            written: Arc::clone(empty),
        },
    };
    Place {
        source: Arc::clone(&table.source),
        at,
    }
}

/// Returns the place of a file, or of a sheet by its header.
pub(super) fn whole(table: &Table) -> Place {
    match &table.sheet {
        Some(_) => table.heading_place(0),
        None => Place::file(&table.source),
    }
}

/// Reads `2026-07`, `2026年7月`, `2026/7`, `202607`, or the month of a day.
pub(super) fn month_of(text: &str) -> Option<Period> {
    if let Ok(moment) = date_cell(text) {
        return Period::of(moment.date());
    }
    let text = super::cell::half_width(text);
    let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    let (year, month) = if digits(&text) && text.len() == 6 {
        text.split_at(4)
    } else {
        let tail = text.strip_suffix('月').unwrap_or(&text);
        tail.split_once(['年', '-', '/', '.'])?
    };
    if !digits(year) || !digits(month) || year.len() != 4 || month.len() > 2 {
        return None;
    }
    Period::new(year.parse().ok()?, month.parse().ok()?)
}

fn year_of(text: &str) -> Option<i16> {
    let text = super::cell::half_width(text);
    let year = text.trim().trim_end_matches('年');
    (year.len() == 4).then(|| year.parse().ok()).flatten()
}
