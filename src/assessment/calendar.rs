//! Tables that need no file: the weeks and days of a month, for what nobody's rows fill.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::{Date, Time};

use crate::calendar::Calendar;
use crate::figure::{DAY_COLUMNS, DAYS, Graph, TableInput, TableShape, WEEK_COLUMNS, WEEKS};
use crate::number::Number;
use crate::period::days_after;
use crate::value::{Cell, Kind, Missing, Place, Source, Value};

/// Adds the shapes of these tables, as far as no file has their names.
pub(super) fn add_shapes(shapes: &mut BTreeMap<Arc<str>, TableShape>) {
    let shape = |columns: &[(&str, Kind)]| TableShape {
        events: false,
        columns: columns
            .iter()
            .map(|(name, kind)| (Arc::from(*name), Some(*kind)))
            .collect(),
        found: true,
        place: None,
    };
    for (table, [start, end, workdays]) in WEEKS.into_iter().zip(WEEK_COLUMNS) {
        let columns = [
            (start, Kind::Date),
            (end, Kind::Date),
            (workdays, Kind::Number),
        ];
        let entry = shapes.entry(Arc::from(table));
        entry.or_insert_with(|| shape(&columns));
    }
    for (table, date) in DAYS.into_iter().zip(DAY_COLUMNS) {
        let entry = shapes.entry(Arc::from(table));
        entry.or_insert_with(|| shape(&[(date, Kind::Date)]));
    }
}

/// Adds those of these tables that formulas use, as far as no file has their names.
pub(super) fn add_tables(
    graph: &Graph,
    calendar: &Calendar,
    (first, last): (Date, Date),
    tables: &mut BTreeMap<Arc<str>, TableInput>,
) {
    let named = graph.tables();
    let used = |name: &str| named.contains(name);
    let weeks = weeks(first, last);
    for (table, [start, end, workdays]) in WEEKS.into_iter().zip(WEEK_COLUMNS) {
        if !used(table) || tables.contains_key(table) {
            continue;
        }
        let columns = [
            (start, weeks.iter().map(|w| day(w.0)).collect()),
            (end, weeks.iter().map(|w| day(w.1)).collect()),
            (
                workdays,
                weeks.iter().map(|w| working(calendar, *w)).collect(),
            ),
        ];
        tables.insert(Arc::from(table), made(weeks.len(), columns));
    }
    for (table, date) in DAYS.into_iter().zip(DAY_COLUMNS) {
        if !used(table) || tables.contains_key(table) {
            continue;
        }
        let days: Vec<Cell> = days(first, last).map(day).collect();
        tables.insert(Arc::from(table), made(days.len(), [(date, days)]));
    }
}

fn made<const N: usize>(rows: usize, columns: [(&str, Vec<Cell>); N]) -> TableInput {
    let place = Place::file(&Arc::new(Source {
        path: "content/calendar.yml".to_owned(),
        text: String::new(),
    }));
    TableInput {
        tallied: None,
        rows: rows as u32,
        columns: columns
            .into_iter()
            .map(|(name, cells)| (Arc::from(name), Arc::new(cells)))
            .collect(),
        places: Arc::new(vec![place; rows]),
        by_person: BTreeMap::new(),
        personal: false,
        of_teams: false,
    }
}

fn day(date: Date) -> Cell {
    Ok(Value::Date(date.to_datetime(Time::MIN)))
}

fn working(calendar: &Calendar, (first, last): (Date, Date)) -> Cell {
    match calendar.workdays(first, last) {
        Some(days) => Ok(Value::Number(Number::from(days.len()))),
        None => Err(Missing::NoCalendar(first.year())),
    }
}

fn days(first: Date, last: Date) -> impl Iterator<Item = Date> {
    // A month has at most 31 days.
    (0..31)
        .map(move |n| days_after(first, n))
        .take_while(move |day| *day <= last)
}

/// Returns the weeks of a month, Monday to Sunday, the first and last cut at the month's ends.
fn weeks(first: Date, last: Date) -> Vec<(Date, Date)> {
    let mut weeks: Vec<(Date, Date)> = Vec::new();
    for date in days(first, last) {
        match weeks.last_mut() {
            Some(week) if date.weekday().to_monday_zero_offset() != 0 => week.1 = date,
            _ => weeks.push((date, date)),
        }
    }
    weeks
}
