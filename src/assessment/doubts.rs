//! What is suspicious about data that can be read: numbers that jump, columns that change their
//! unit, people without rows, rows that stand twice. Each can be accepted in `month.yml`.

mod rows;
mod twice;
mod values;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::mistake::DoubtMistake;
use super::result::PeriodResult;
use crate::data::{Accepted, Doubt, Ledger, Month, State};
use crate::diagnostic::Diagnostic;
use crate::figure::{Inputs, Use};
use crate::number::Number;
use crate::period::{Level, Period};
use crate::settings::Settings;
use crate::value::Place;

/// Something suspicious.
#[derive(Debug, Clone)]
pub struct Doubtful {
    /// What is suspicious about it.
    pub doubt: Doubt,
    /// The table.
    pub table: Arc<str>,
    /// The column, where one is meant.
    pub column: Option<Arc<str>>,
    /// Whose it is: id and name.
    pub who: Option<(Arc<str>, String)>,
    /// The cell, the row, or the table.
    pub place: Place,
    /// What it is compared with: last month's cell, or the row that stands first.
    pub other: Option<Place>,
    /// What stands there, as text.
    pub now: String,
    /// What stood there last month, as text; empty for none.
    pub before: String,
    /// How many times the one the other is; how many of how many people have rows.
    pub measure: Measure,
    /// Which of the month's accepted warnings it is, if any.
    pub accepted: Option<usize>,
}

/// How large a doubt is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measure {
    /// So many times last month's, or so many times less.
    Times(Number),
    /// So many of so many people have rows.
    Of(usize, usize),
    /// Nothing to be measured.
    None,
}

/// How many times last month's is suspicious where `site.yml` says nothing.
const USUAL_JUMP: i64 = 10;

/// How many earlier months a number is held against.
const EARLIER: usize = 3;

/// A month as far as it is looked at.
struct Seen<'a> {
    period: Period,
    month: &'a Month,
    inputs: &'a Inputs,
    /// The tables that each policy reads.
    uses: BTreeMap<Arc<str>, BTreeMap<Arc<str>, Use>>,
    /// Whether data are still to come, so that it may lack what other months have.
    partial: bool,
}

impl<'a> Seen<'a> {
    fn new(result: &'a PeriodResult, month: &'a Month) -> Self {
        let last = result.period.last_day();
        Self {
            period: result.period,
            month,
            inputs: &result.inputs,
            uses: result.graph.uses(),
            partial: month.state == State::Open && month.data_until.is_some_and(|day| day < last),
        }
    }
}

/// Finds what is suspicious, by month.
pub(super) fn find(
    settings: &Settings,
    ledger: &Ledger,
    periods: &[PeriodResult],
) -> BTreeMap<Period, Vec<Doubtful>> {
    let times = settings.jump.clone();
    let times = times.unwrap_or_else(|| Number::from(USUAL_JUMP));
    let months = periods.iter().filter(|p| p.period.level() == Level::Month);
    let seen: Vec<Seen<'_>> = months
        .filter_map(|p| Some(Seen::new(p, ledger.months.get(&p.period)?)))
        .collect();
    let mut found = BTreeMap::new();
    for (at, now) in seen.iter().enumerate() {
        let mut doubts = Vec::new();
        values::look(ledger, now, &earlier(&seen, at), &times, &mut doubts);
        rows::look(ledger, now, &mut doubts);
        twice::look(ledger, now, &mut doubts);
        for doubt in &mut doubts {
            let accepted = &now.month.accepted;
            doubt.accepted = accepted.iter().position(|a| is_meant(a, doubt));
        }
        found.insert(now.period, doubts);
    }
    found
}

/// Returns the months just before one, the latest first, as far as none is absent.
fn earlier<'s, 'a>(seen: &'s [Seen<'a>], at: usize) -> Vec<&'s Seen<'a>> {
    let mut found: Vec<&Seen<'_>> = Vec::new();
    let mut next = seen.get(at).and_then(|s| s.period.previous());
    for before in seen.iter().take(at).rev().take(EARLIER) {
        if Some(before.period) != next {
            break;
        }
        next = before.period.previous();
        found.push(before);
    }
    found
}

fn is_meant(accepted: &Accepted, doubt: &Doubtful) -> bool {
    let fits = |wanted: &Option<String>, found: Option<&str>| {
        wanted.as_deref().is_none_or(|wanted| Some(wanted) == found)
    };
    accepted.doubt == doubt.doubt
        && *accepted.table == *doubt.table
        && fits(&accepted.column, doubt.column.as_deref())
        && fits(&accepted.person, doubt.who.as_ref().map(|w| w.0.as_ref()))
}

/// Tells what nobody has accepted, once for each table and column, and what is accepted in vain.
/// A month that is settled has been looked at.
pub(super) fn tell(ledger: &Ledger, found: &BTreeMap<Period, Vec<Doubtful>>) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    for (period, doubts) in found {
        let Some(month) = ledger.months.get(period) else {
            continue;
        };
        if month.state == State::Final {
            continue;
        }
        let mut groups: BTreeMap<(Doubt, &str, &str), Vec<&Doubtful>> = BTreeMap::new();
        for doubt in doubts.iter().filter(|d| d.accepted.is_none()) {
            let column = doubt.column.as_deref().unwrap_or("");
            let key = (doubt.doubt, doubt.table.as_ref(), column);
            groups.entry(key).or_default().push(doubt);
        }
        told.extend(groups.values().filter_map(|group| {
            let (first, others) = group.split_first()?;
            Some(DoubtMistake::Doubtful(*period, first, others).describe())
        }));
        let used: BTreeSet<usize> = doubts.iter().filter_map(|d| d.accepted).collect();
        let accepted = month.accepted.iter().enumerate();
        let stale = accepted.filter(|(number, _)| !used.contains(number));
        told.extend(stale.map(|(_, entry)| DoubtMistake::Stale(entry).describe()));
    }
    told
}

/// Returns the name of a person or team.
fn name_of(ledger: &Ledger, id: &str) -> String {
    let person = ledger.person(id).map(|p| p.name.clone());
    let team = || ledger.teams.get(id).map(|t| t.name.clone());
    person.or_else(team).unwrap_or_else(|| id.to_owned())
}
