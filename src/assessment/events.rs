//! Event tables meet the rules: what each aggregate over them comes to, by month and person,
//! worked out while their rows go by once.

mod cells;
mod counter;
mod month;
mod people;
mod row;

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::rules::InForce;
use crate::content::EventFile;
use crate::data::{EventSource, Events, Ledger, Rows, Strangers, tell_strangers};
use crate::diagnostic::Diagnostic;
use crate::figure::Tallied;
use crate::period::{Length, Period};
use counter::{Counting, Setting};
use month::MonthOf;
use people::People;

/// How the rows of an event file are gone through: the file, the columns that are wanted (rising),
/// and who takes each row's line and cells.
pub type EachEvent<'a> = dyn Fn(&EventFile, &[usize], &mut dyn FnMut(u32, &[&[u8]])) -> Result<(), Diagnostic>
    + Sync
    + 'a;

/// What event tables amount to.
#[derive(Debug, Default)]
pub struct Tallies {
    /// By the month whose rules ask, the month whose rows are asked for, and the table.
    found: BTreeMap<(Period, Period, Arc<str>), Arc<Tallied>>,
}

impl Tallies {
    /// Returns what the rows of a month amount to by the rules of the month that asks.
    pub fn get(&self, asks: Period, month: Period, table: &Arc<str>) -> Option<&Arc<Tallied>> {
        self.found.get(&(asks, month, Arc::clone(table)))
    }

    /// Returns all that was found: by the month that asks, the month of the rows, the table.
    pub fn all(&self) -> impl Iterator<Item = (&(Period, Period, Arc<str>), &Tallied)> {
        self.found
            .iter()
            .map(|(key, tallied)| (key, tallied.as_ref()))
    }
}

/// Goes through all event tables once.
pub(super) fn tally(
    graphs: &BTreeMap<Period, InForce>,
    ledger: &Ledger,
    each: &EachEvent<'_>,
) -> (Tallies, Vec<Diagnostic>) {
    let mut tallies = Tallies::default();
    let mut said = Vec::new();
    let mut tables: BTreeMap<&Arc<str>, Vec<(Period, &Rows, &Events)>> = BTreeMap::new();
    for (period, month) in &ledger.months {
        for (name, rows) in &month.tables {
            if let Some(events) = &rows.events {
                tables
                    .entry(name)
                    .or_default()
                    .push((*period, rows, events));
            }
        }
    }
    for (name, months) in tables {
        let asks = asks(graphs, name);
        let people = People::of(ledger);
        let work: Vec<(Period, &Rows, &Events, &EventSource)> = months
            .iter()
            .flat_map(|(period, rows, events)| {
                events
                    .files
                    .iter()
                    .map(move |file| (*period, *rows, *events, file))
            })
            .collect();
        let parts: Vec<Part> = work
            .par_iter()
            .map(|(period, rows, events, file)| {
                let of = Of {
                    name,
                    period: *period,
                    rows,
                    events,
                    file,
                };
                go_through(&of, &asks, (graphs, ledger, &people), each)
            })
            .collect();
        let mut strangers = Strangers::new();
        for part in parts {
            for ((asks, month), tallied) in part.found {
                match tallies.found.entry((asks, month, Arc::clone(name))) {
                    Entry::Vacant(first) => {
                        first.insert(Arc::new(tallied));
                    }
                    Entry::Occupied(mut whole) => Arc::make_mut(whole.get_mut()).add(&tallied),
                }
            }
            for (id, (place, rows)) in part.strangers {
                strangers.entry(id).or_insert((place, 0)).1 += rows;
            }
            said.extend(part.said);
        }
        said.extend(tell_strangers(name, strangers, &ledger.people));
    }
    (tallies, said)
}

/// Which month's rules ask for which month's rows.
fn asks(graphs: &BTreeMap<Period, InForce>, table: &Arc<str>) -> BTreeSet<(Period, Period)> {
    let mut asks = BTreeSet::new();
    for (period, rules) in graphs {
        let asked = [&rules.graph, &rules.applies]
            .iter()
            .any(|graph| graph.tallies().contains_key(table));
        if !asked {
            continue;
        }
        asks.insert((*period, *period));
        for length in rules.policies.iter().map(|p| p.length) {
            if matches!(length, Length::Month | Length::From(_)) {
                continue;
            }
            let mut month = Some(length.period(*period).first_month());
            while let Some(at) = month.filter(|m| m <= period) {
                asks.insert((*period, at));
                month = at.next();
            }
        }
    }
    asks
}

/// How many strangers of a file are told apart.
const MOST_STRANGERS: usize = 10_000;

/// One file of an event table.
struct Of<'a> {
    name: &'a Arc<str>,
    period: Period,
    rows: &'a Rows,
    events: &'a Events,
    file: &'a EventSource,
}

/// What one file amounts to.
#[derive(Default)]
struct Part {
    found: BTreeMap<(Period, Period), Tallied>,
    strangers: Strangers,
    said: Vec<Diagnostic>,
}

fn go_through(
    of: &Of<'_>,
    asks: &BTreeSet<(Period, Period)>,
    (graphs, ledger, people): (&BTreeMap<Period, InForce>, &Ledger, &People),
    each: &EachEvent<'_>,
) -> Part {
    let declared = ledger.declared.get(of.name);
    let declared = declared.and_then(|d| d.of(of.period));
    let mut counting: BTreeMap<Period, Vec<(Period, Counting<'_>)>> = BTreeMap::new();
    for (asking, month) in asks {
        let Some(rules) = graphs.get(asking) else {
            continue;
        };
        if of.file.period.is_none() && *month != of.period {
            continue;
        }
        let setting = Setting {
            table: of.name,
            rows: of.rows,
            events: of.events,
            file: of.file,
            declared,
            calendar: &ledger.calendar,
            period: *asking,
            people: people.len(),
        };
        let counter = Counting::new(rules, setting);
        counting.entry(*month).or_default().push((*asking, counter));
    }
    let person = of
        .events
        .person
        .and_then(|c| of.file.columns.get(c).copied().flatten());
    let mut wanted: Vec<usize> = counting
        .values()
        .flatten()
        .flat_map(|(_, counter)| counter.fields())
        .chain(person)
        .chain(of.file.period.map(|period| period.field))
        .collect();
    wanted.sort_unstable();
    wanted.dedup();
    let slot = |field: usize| wanted.binary_search(&field).ok();
    let person = person.and_then(slot);
    let mut months = MonthOf::new(of, slot);
    for (_, counter) in counting.values_mut().flatten() {
        counter.settle(&wanted);
    }
    let keys = people.by_key(of.events.keys.as_deref());
    let mut part = Part::default();
    let mut strangers: BTreeMap<String, (u32, usize)> = BTreeMap::new();
    let gone = each(&of.file.file, &wanted, &mut |line, cells| {
        let who = match person.and_then(|slot| cells.get(slot)) {
            None => 0,
            Some(id) => match keys.get(id) {
                Some(who) => *who,
                None => {
                    let written = String::from_utf8_lossy(id).into_owned();
                    let blank = of.events.is_blank(&written);
                    let written = if blank { String::new() } else { written };
                    let known =
                        strangers.len() < MOST_STRANGERS || strangers.contains_key(&written);
                    match strangers.values_mut().next() {
                        // Nobody reads so many names; the rows are counted all the same.
                        Some(first) if !known => first.1 += 1,
                        _ => strangers.entry(written).or_insert((line, 0)).1 += 1,
                    }
                    0
                }
            },
        };
        let Some(month) = months.find(line, cells) else {
            return;
        };
        match counting.get_mut(&month) {
            Some(counters) => {
                for (_, counter) in counters {
                    counter.take(who, line, cells);
                }
            }
            None if ledger.months.contains_key(&month) => {}
            None => months.beyond(month, line, cells),
        }
    });
    let column = of.events.person.unwrap_or(0);
    for (written, (line, rows)) in strangers {
        let place = of.file.cell_place(of.rows, line, column, &written);
        part.strangers.insert(written, (place, rows));
    }
    part.said.extend(months.finish());
    part.said.extend(gone.err());
    for (month, counters) in counting {
        for (asking, counter) in counters {
            let (tallied, said) = counter.finish(people.ids());
            part.found.insert((asking, month), tallied);
            part.said.extend(said);
        }
    }
    part
}
