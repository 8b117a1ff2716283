//! Tables as found → rows under the author's column names, with their period where it varies.

mod cells;
mod mapping;
mod unique;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub(super) use cells::Blanks;
use cells::Cells;
use mapping::{Mapping, OfColumn, map};
pub(super) use unique::keep_once;

use super::cell::{Zone, date_cell};
use super::headings;
use super::mistake::{MappingMistake, SourceMistake};
use super::places::Shelf;
use super::sources::{ColumnSource, Sources, TableSource};
use super::{DataRow, EventPeriod, EventSource, Events, RowsFile};
use crate::content::{Row, Table};
use crate::diagnostic::Diagnostic;
use crate::period::{Length, Period};
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
    /// The column that does, where it is one.
    pub(super) period: Option<usize>,
    /// For event tables, the way to their rows.
    pub(super) events: Option<Events>,
}

/// Reads the files of one table.
pub(super) fn gather(
    tables: &[&Table],
    shelf: Shelf,
    sources: &Sources,
    source: Option<&TableSource>,
    (seen, diagnostics): (&mut Blanks, &mut Vec<Diagnostic>),
) -> Option<Gathered> {
    let blanks = source
        .and_then(|s| s.blanks.as_deref())
        .or(sources.blanks.as_deref());
    let zone = source.and_then(|s| s.zone).or(sources.zone);
    let declared = source.map_or(&[][..], |s| &s.columns);
    let mut gathered: Option<Gathered> = None;
    for table in tables {
        let mapping = map(table, shelf, source, diagnostics)?;
        let all = gathered.get_or_insert_with(|| Gathered {
            columns: mapping.names(),
            files: Vec::new(),
            rows: Vec::new(),
            by_period: mapping.period.is_some()
                || mapping.across.as_ref().is_some_and(|a| a.year.is_some()),
            period: mapping.period_column(),
            events: None,
        });
        if !same_columns(all, &mapping, tables, table, diagnostics) {
            continue;
        }
        let mut cells = Cells::new(table, &mapping.names(), declared, (blanks, zone));
        if take_events(
            all,
            &mapping,
            table,
            (source, blanks, zone),
            &mut cells,
            diagnostics,
        ) {
            continue;
        }
        read_rows(all, &mapping, table, &mut cells, diagnostics);
        cells.finish(seen, diagnostics);
    }
    if let (Some(gathered), Some(source)) = (&mut gathered, source) {
        keep_once(gathered, source, diagnostics);
    }
    gathered
}

/// Takes an event file by its first rows; tells whether the table is one.
fn take_events(
    all: &mut Gathered,
    mapping: &Mapping,
    table: &Table,
    (source, blanks, zone): (Option<&TableSource>, Option<&[String]>, Option<Zone>),
    cells: &mut Cells<'_>,
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
    if let Some(place) = source.and_then(beyond_events) {
        diagnostics.push(MappingMistake::EventsPlain(place).into());
        return true;
    }
    // What is wrong with the first rows is told when all are gone through.
    let before = all.rows.len();
    read_rows(all, mapping, table, cells, &mut Vec::new());
    let sample = all.rows.split_off(before);
    let field = |index: usize| table.headings.get(index).map(|h| h.column as usize);
    let columns = all.columns.iter().map(|name| {
        let mut columns = mapping.columns.iter();
        columns
            .find(|(n, _)| n == name)
            .and_then(|(_, i)| field(*i))
    });
    let length = mapping.length;
    let period = mapping.period.and_then(field);
    let source = EventSource {
        file: Arc::clone(file),
        columns: columns.collect(),
        period: period.map(|field| EventPeriod { field, length }),
    };
    let events = all.events.get_or_insert_with(|| Events {
        blanks: blanks.map(<[String]>::to_vec),
        zone,
        ..Events::default()
    });
    events.files.push(source);
    events.sample.extend(sample.into_iter().map(|(_, row)| row));
    true
}

/// Returns where a table's declaration asks for what is not done with events, whose rows are
/// gone through one by one.
fn beyond_events(source: &TableSource) -> Option<Place> {
    let rewritten =
        |c: &&ColumnSource| !c.values.is_empty() || c.format.is_some() || c.always.is_some();
    if let Some(pattern) = &source.file_name {
        return Some(pattern.place.clone());
    }
    let column = source.columns.iter().find(rewritten);
    let column = column.map(|c| c.from.place.clone());
    column.or_else(|| source.unique.first().map(|u| u.place.clone()))
}

/// Says that a file has no column of a name.
pub(super) fn unknown_heading(table: &Table, written: &str, place: &Place) -> Diagnostic {
    SourceMistake::UnknownHeading {
        place: place.clone(),
        written: written.to_owned(),
        header: table.header_place(),
        known: headings::texts(table),
    }
    .into()
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
    cells: &mut Cells<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    // The order of columns is the first file's.
    let names = mapping.names();
    let position = |name: &Arc<str>| names.iter().position(|n| n == name);
    let order: Vec<Option<usize>> = all.columns.iter().map(position).collect();
    let heading = |own: &Option<usize>| {
        let index = own.and_then(|own| mapping.columns.get(own)).map(|c| c.1);
        let heading = index.and_then(|i| table.headings.get(i));
        heading.map_or_else(|| ("".into(), 0), |h| (Arc::clone(&h.text), h.column))
    };
    let file = all.files.len() as u32;
    all.files.push(RowsFile {
        place: whole(table),
        headings: order.iter().map(heading).collect(),
    });
    let empty: Arc<str> = "".into();
    let mut unread: BTreeMap<usize, (Place, String, usize)> = BTreeMap::new();
    let mut no_period = |row: &Row, index: usize, text: &str| {
        let place = || (table.cell_place(row, index), text.to_owned(), 0);
        unread.entry(index).or_insert_with(place).2 += 1;
    };
    let mut no_day: Option<(Place, usize)> = None;
    for row in &table.rows {
        let mut own: Vec<Arc<str>> = Vec::with_capacity(names.len());
        for (column, (_, index)) in mapping.columns.iter().enumerate() {
            own.push(cells.read(row, *index, column));
        }
        own.extend(mapping.fixed.iter().map(|(_, value)| Arc::clone(value)));
        own.resize(names.len(), Arc::clone(&empty));
        let made = |own: &[Arc<str>], place| DataRow {
            person: None,
            cells: order
                .iter()
                .map(|i| i.and_then(|i| own.get(i)).unwrap_or(&empty).clone())
                .collect(),
            place,
            file,
        };
        let Some(across) = &mapping.across else {
            let mut period = None;
            if let Some(index) = mapping.period {
                let text = cells.plain(row, index);
                period = month_of(&text, mapping.length);
                if period.is_none() {
                    no_period(row, index, &text);
                    continue;
                }
            }
            let place = bare_place(table, row, &empty);
            all.rows.push((period, made(&own, place)));
            continue;
        };
        let mut year = None;
        if let Some(index) = across.year {
            let text = cells.plain(row, index);
            year = year_of(&text);
            if year.is_none() {
                no_period(row, index, &text);
                continue;
            }
        }
        let into = names.len().saturating_sub(1);
        for (of, index) in &across.columns {
            let Some(index) = index else { continue };
            let value = cells.read(row, *index, into);
            if value.is_empty() {
                continue;
            }
            let place = table.cell_place(row, *index);
            let period = match of {
                OfColumn::Month(month) => year.and_then(|year| Period::new(year, *month)),
                OfColumn::Day(_) | OfColumn::Named(_) => {
                    if let Some(slot) = into.checked_sub(1).and_then(|i| own.get_mut(i)) {
                        *slot = match of {
                            OfColumn::Named(heading) => Arc::clone(heading),
                            OfColumn::Day(day) => day.to_string().into(),
                            _ => Arc::clone(&empty),
                        };
                    }
                    None
                }
                OfColumn::NoDay => {
                    no_day.get_or_insert((place, 0)).1 += 1;
                    continue;
                }
            };
            if let Some(slot) = own.get_mut(into) {
                *slot = value;
            }
            all.rows.push((period, made(&own, place)));
        }
    }
    for (place, written, cells) in unread.into_values() {
        let mistake = SourceMistake::NoPeriod {
            place,
            written,
            cells,
        };
        diagnostics.push(mistake.into());
    }
    if let Some((place, cells)) = no_day {
        diagnostics.push(MappingMistake::BeyondMonth { place, cells }.into());
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

/// Reads `2026-07`, `2026年7月`, `2026/7`, `202607`, or the month that names the stretch in which a day lies;
/// a quarter or half-year, `2026-Q3`, counts once, with its last month.
pub(super) fn month_of(text: &str, length: Length) -> Option<Period> {
    if let Ok(moment) = date_cell(text) {
        return length.month_of(moment.date());
    }
    let text = super::cell::half_width(text);
    if text.contains(['Q', 'q', 'H', 'h']) {
        return Some(Period::named(&text)?.last_month());
    }
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
