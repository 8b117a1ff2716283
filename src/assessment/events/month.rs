//! To which month an event belongs: its own day says so, or the folder.

use std::collections::BTreeMap;

use super::Of;
use crate::data::{EventPeriod, Zones, month_cell, no_folder, no_period, zones_mixed};
use crate::diagnostic::Diagnostic;
use crate::period::Period;
use crate::value::Place;

/// Finds the months of a file's events.
pub(super) struct MonthOf<'a> {
    of: &'a Of<'a>,
    /// Where the cell is among those that are handed over.
    slot: Option<usize>,
    /// The day of the row before and its month: events mostly come in order.
    before: Option<([u8; 10], Period)>,
    zones: Zones<(u32, String)>,
    /// The first cell that does not tell, and how many there are.
    unread: Option<(u32, String, usize)>,
    /// Rows of months that have no folder.
    beyond: BTreeMap<Period, (u32, String, usize)>,
}

impl<'a> MonthOf<'a> {
    /// Starts a file; `slot` is where the cell is among those that are handed over.
    pub(super) fn new(of: &'a Of<'a>, slot: impl Fn(usize) -> Option<usize>) -> Self {
        Self {
            of,
            slot: of.file.period.and_then(|period| slot(period.field)),
            before: None,
            zones: Zones::default(),
            unread: None,
            beyond: BTreeMap::new(),
        }
    }

    /// Returns the month of a row; `None` where its cell does not tell.
    pub(super) fn find(&mut self, line: u32, cells: &[&[u8]]) -> Option<Period> {
        let (Some(EventPeriod { length, .. }), Some(slot)) = (self.of.file.period, self.slot)
        else {
            return Some(self.of.period);
        };
        let cell = cells.get(slot).copied().unwrap_or_default();
        let day = plain_day(cell);
        if let (Some(day), Some((before, month))) = (day, &self.before)
            && day == before
        {
            return Some(*month);
        }
        let text = String::from_utf8_lossy(cell);
        let zone = self.of.events.zone;
        if zone.is_some() {
            let place = || (line, text.clone().into_owned());
            self.zones.take(&text, place);
        }
        let Some(month) = month_cell(&text, length, zone) else {
            self.unread.get_or_insert((line, text.into_owned(), 0)).2 += 1;
            return None;
        };
        // Where zones are declared each time is looked at, lest they mix.
        self.before = day.filter(|_| zone.is_none()).map(|day| (*day, month));
        Some(month)
    }

    /// Remembers a row of a month that has no folder.
    pub(super) fn beyond(&mut self, month: Period, line: u32, cells: &[&[u8]]) {
        let cell = self.slot.and_then(|slot| cells.get(slot).copied());
        let first = || {
            let text = String::from_utf8_lossy(cell.unwrap_or_default());
            (line, text.into_owned(), 0)
        };
        self.beyond.entry(month).or_insert_with(first).2 += 1;
    }

    /// Says what could not be told.
    pub(super) fn finish(self) -> Vec<Diagnostic> {
        let of = self.of;
        let field = of.file.period.map(|period| period.field);
        let mut columns = of.file.columns.iter();
        let column = columns.position(|c| *c == field).unwrap_or(0);
        let place = |line: u32, written: &str| -> Place {
            of.file.cell_place(of.rows, line, column, written)
        };
        let mut said = Vec::new();
        if let Some((line, written, cells)) = self.unread {
            said.push(no_period(place(line, &written), written, cells));
        }
        if let Some(((one, with), (other, without))) = self.zones.mixed() {
            said.push(zones_mixed(place(one, &with), place(other, &without)));
        }
        let first = self.beyond.values().min_by_key(|(line, ..)| *line);
        if let Some((line, written, _)) = first {
            let months = self.beyond.iter().map(|(month, found)| (*month, found.2));
            let place = place(*line, written);
            said.push(no_folder(of.name, place, months.collect()));
        }
        said
    }
}

/// Returns the day of `2026-10-31 23:30:00` and its like, as far as nothing behind it can move it.
fn plain_day(cell: &[u8]) -> Option<&[u8; 10]> {
    let (day, rest) = cell.split_first_chunk::<10>()?;
    let plain = |b: &u8| b.is_ascii_digit() || matches!(b, b' ' | b'T' | b':' | b'.');
    let ends_there = !rest.first().is_some_and(u8::is_ascii_digit);
    (ends_there && rest.iter().all(plain)).then_some(day)
}
