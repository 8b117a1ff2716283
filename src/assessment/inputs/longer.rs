//! Tables of quarters, half-years and years: the rows of their months, one after the other.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::calendar;
use super::super::due::Due;
use super::super::events::Tallies;
use super::super::rules::InForce;
use crate::data::Ledger;
use crate::figure::{Inputs, TableInput};
use crate::period::{Length, Period};

/// Adds the tables of every longer period that is due in the month of `inputs`, as far as a policy
/// in force has such periods.
pub(super) fn tables(
    rules: &InForce,
    (ledger, tallies): (&Ledger, &Tallies),
    inputs: &mut Inputs,
    due: Due,
) {
    let lengths: BTreeSet<Length> = rules.policies.iter().map(|p| p.length).collect();
    for length in lengths {
        if length == Length::Month || !due.holds(length, ledger, inputs.period) {
            continue;
        }
        let whole = match length {
            Length::From(_) => of_days(rules, ledger, inputs, length),
            _ => of_length(rules, (ledger, tallies), inputs, length),
        };
        inputs.longer.insert(length, whole);
    }
}

/// The month's tables with weeks and days of a stretch of its own.
fn of_days(
    rules: &InForce,
    ledger: &Ledger,
    inputs: &Inputs,
    length: Length,
) -> BTreeMap<Arc<str>, TableInput> {
    let files = ledger.months.get(&inputs.period).map(|m| &m.tables);
    let of_file = |name: &Arc<str>| files.is_some_and(|tables| tables.contains_key(name));
    let mut tables = inputs.tables.clone();
    tables.retain(|name, _| of_file(name));
    let days = length.days(inputs.period);
    calendar::add_tables(&rules.graph, &ledger.calendar, days, &mut tables);
    tables
}

fn of_length(
    rules: &InForce,
    (ledger, tallies): (&Ledger, &Tallies),
    inputs: &Inputs,
    length: Length,
) -> BTreeMap<Arc<str>, TableInput> {
    let mut whole: BTreeMap<Arc<str>, TableInput> = BTreeMap::new();
    let first = length.period(inputs.period).first_month();
    for (period, month) in ledger.months.range(first..inputs.period) {
        // What is wrong in an earlier month was told in its turn.
        let tables = super::tables(
            rules,
            (ledger, tallies),
            (inputs.period, *period),
            month,
            &mut Vec::new(),
        );
        for (name, table) in tables {
            if !is_shared(ledger, inputs.period, *period, &name) {
                add(&mut whole, name, table);
            }
        }
    }
    for (name, table) in &inputs.tables {
        add(&mut whole, Arc::clone(name), table.clone());
    }
    whole
}

/// Tells whether two months have the very same rows: a table that belongs to no single month.
fn is_shared(ledger: &Ledger, now: Period, then: Period, name: &str) -> bool {
    let rows = |period: &Period| ledger.months.get(period)?.tables.get(name);
    rows(&now)
        .zip(rows(&then))
        .is_some_and(|(now, then)| Arc::ptr_eq(now, then))
}

fn add(whole: &mut BTreeMap<Arc<str>, TableInput>, name: Arc<str>, table: TableInput) {
    let Some(before) = whole.get_mut(&name) else {
        whole.insert(name, table);
        return;
    };
    let offset = before.rows;
    for (column, cells) in &mut before.columns {
        if let Some(more) = table.columns.get(column) {
            Arc::make_mut(cells).extend(more.iter().cloned());
        }
    }
    Arc::make_mut(&mut before.places).extend(table.places.iter().cloned());
    for (id, rows) in table.by_person {
        let more = rows.into_iter().map(|row| row + offset);
        before.by_person.entry(id).or_default().extend(more);
    }
    before.rows += table.rows;
    if let Some(more) = table.tallied {
        match &mut before.tallied {
            Some(tallied) => Arc::make_mut(tallied).add(&more),
            None => before.tallied = Some(more),
        }
    }
}
