//! Ratings as they were given: within the scale, once, and by whom they may be.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::mistake::{RaterFault, RaterMistake};
use super::rules::InForce;
use crate::data::{DataRow, Ledger, Month, Rows, number_cell};
use crate::diagnostic::Diagnostic;
use crate::figure::Inputs;
use crate::number::Number;
use crate::period::Period;
use crate::policy::{Policy, RatedItem, RaterKind, RatingTable};
use crate::value::Place;

/// The columns of a table of ratings by their numbers.
#[derive(Clone, Copy)]
pub(super) struct Columns {
    item: usize,
    group: usize,
    score: usize,
    rater: Option<usize>,
}

/// One rating.
pub(super) struct Rating<'a> {
    pub row: &'a DataRow,
    /// The staff number of who is rated.
    pub ratee: &'a str,
    /// The staff number of who rates; empty where the table does not say.
    pub rater: &'a str,
    pub item: &'a str,
    pub group: &'a str,
    pub score: Option<Number>,
}

impl Columns {
    /// Finds them; `None` where a table lacks one that has to be there.
    pub fn of(rows: &Rows, table: &RatingTable) -> Option<Self> {
        let at = |name: &str| rows.columns.iter().position(|c| c.as_ref() == name);
        Some(Self {
            item: at(table.item)?,
            group: at(table.group)?,
            score: at(table.score)?,
            rater: at(table.rater),
        })
    }

    /// Reads a row; `None` where nobody is rated.
    pub fn read<'a>(&self, row: &'a DataRow) -> Option<Rating<'a>> {
        let cell = |at: usize| row.cells.get(at).map_or("", |c| c.trim());
        Some(Rating {
            row,
            ratee: row.person.as_deref()?,
            rater: self.rater.map_or("", cell),
            item: cell(self.item),
            group: cell(self.group),
            score: number_cell(cell(self.score)).ok(),
        })
    }
}

/// The tables of ratings that policies name.
pub(super) fn tables<'a>(policies: impl Iterator<Item = &'a Policy>) -> Vec<RatingTable> {
    let mut tables = Vec::new();
    for rated in policies.flat_map(|policy| &policy.rated) {
        if !tables.contains(&rated.table) {
            tables.push(rated.table);
        }
    }
    tables
}

/// Looks at every rating of a month.
pub(super) fn check(
    (rules, known): (&InForce, &BTreeMap<Arc<str>, Vec<Arc<Policy>>>),
    ledger: &Ledger,
    (period, month): (Period, &Month),
    inputs: &Inputs,
) -> Vec<Diagnostic> {
    let mut found = Found::default();
    for table in tables(rules.policies.iter().map(AsRef::as_ref)) {
        let Some(rows) = month.tables.get(table.name) else {
            continue;
        };
        let Some(columns) = Columns::of(rows, &table).filter(|_| !rows.of_teams) else {
            continue;
        };
        let mut given: BTreeMap<[&str; 4], &DataRow> = BTreeMap::new();
        for rating in rows.rows.iter().filter_map(|row| columns.read(row)) {
            let place = |column: usize| rows.cell_place(rating.row, column);
            let all = rules.policies.iter().map(AsRef::as_ref);
            let items: Vec<_> = of_item(all, &table, &rating).collect();
            if items.is_empty() {
                // A formula of an author's own may read it, or a version that is not in force.
                let all = known.values().flatten().map(AsRef::as_ref);
                if mentioned(all, rating.item) {
                    continue;
                }
                let item = rating.item.to_owned();
                found.add(RaterFault::UnknownItem(item), place(columns.item));
                continue;
            }
            let Some(kind) = kind(&items, rating.group) else {
                if mentioned(items.iter().map(|(policy, _)| *policy), rating.group) {
                    continue;
                }
                let group = rating.group.to_owned();
                found.add(RaterFault::UnknownGroup(group), place(columns.group));
                continue;
            };
            if let (Some(score), Some(full)) = (&rating.score, full(&items, inputs, &rating))
                && (*score < Number::ZERO || *score > full)
            {
                let full = full.exact_text();
                found.add(RaterFault::OutOfScale { full }, place(columns.score));
            }
            let Some(at) = columns.rater.filter(|_| !rating.rater.is_empty()) else {
                continue;
            };
            let key = [rating.rater, rating.ratee, rating.item, rating.group];
            match given.get(&key) {
                Some(first) => {
                    let first = rows.cell_place(first, columns.score);
                    found.add_with(RaterFault::Twice, place(columns.score), Some(first));
                }
                None => {
                    given.insert(key, rating.row);
                }
            }
            if let Some(fault) = conflict(ledger, period, kind, &rating) {
                found.add(fault, place(at));
            }
        }
    }
    found.told()
}

/// Tells whether some policy says a word at all.
fn mentioned<'a>(mut policies: impl Iterator<Item = &'a Policy>, word: &str) -> bool {
    policies.any(|policy| policy.place.source.text.contains(word))
}

/// Finds the items that a rating may be of.
pub(super) fn of_item<'a>(
    policies: impl Iterator<Item = &'a Policy>,
    table: &RatingTable,
    rating: &Rating<'_>,
) -> impl Iterator<Item = (&'a Policy, &'a RatedItem)> {
    let all = policies.flat_map(|policy| policy.rated.iter().map(move |r| (policy, r)));
    all.filter(|(_, r)| r.table == *table)
        .filter(|(_, r)| r.item.as_ref() == rating.item || r.title == rating.item)
}

/// Tells who a group is to the one who is rated; `None` for a group that no item knows.
pub(super) fn kind(items: &[(&Policy, &RatedItem)], group: &str) -> Option<RaterKind> {
    let mut groups = items.iter().flat_map(|(_, rated)| &rated.groups);
    let named = groups.find(|g| g.name.as_ref() == group).map(|g| g.kind);
    let single = items.iter().any(|(_, rated)| rated.groups.len() == 1);
    named.or_else(|| single.then(|| RaterKind::of_name(group)))
}

/// Returns the highest mark that somebody may get for an item.
fn full(items: &[(&Policy, &RatedItem)], inputs: &Inputs, rating: &Rating<'_>) -> Option<Number> {
    let members = |policy: &Policy| inputs.members.get(&policy.id).map(|m| &m.members);
    let is_member = |(policy, _): &&(&Policy, &RatedItem)| {
        let mut all = members(policy).into_iter().flatten();
        all.any(|m| m.id.as_ref() == rating.ratee)
    };
    // A policy about a quarter has nobody in the months before its end.
    let is_asleep =
        |(policy, _): &&(&Policy, &RatedItem)| members(policy).is_none_or(Vec::is_empty);
    let found = items.iter().filter(is_member);
    let found: Vec<_> = match found.clone().next() {
        Some(_) => found.collect(),
        None => items.iter().filter(is_asleep).collect(),
    };
    found.into_iter().map(|(_, r)| r.full.clone()).max()
}

/// Tells what is wrong with who rates.
fn conflict(
    ledger: &Ledger,
    period: Period,
    kind: RaterKind,
    rating: &Rating<'_>,
) -> Option<RaterFault> {
    let oneself = rating.rater == rating.ratee;
    match kind {
        RaterKind::Oneself => (!oneself).then_some(RaterFault::NotOneself),
        _ if oneself => Some(RaterFault::Oneself),
        RaterKind::Customer | RaterKind::Other => None,
        _ if ledger.person(rating.rater).is_none() => Some(RaterFault::Stranger),
        RaterKind::Superior => {
            let heads = heads(ledger, period, rating.ratee);
            let fine = heads.is_empty() || heads.contains(&rating.rater);
            (!fine).then_some(RaterFault::NotSuperior)
        }
        RaterKind::Peer | RaterKind::Subordinate => None,
    }
}

/// Returns who leads somebody's team and the teams above at a period's end.
fn heads<'a>(ledger: &'a Ledger, period: Period, id: &str) -> Vec<&'a str> {
    let person = ledger.person(id);
    let state = person.and_then(|person| person.state_on(period.last_day()));
    let mut heads = Vec::new();
    let mut at = state.and_then(|state| ledger.teams.get(&state.team));
    // Teams cannot nest deeper than there are teams.
    for _ in 0..=ledger.teams.len() {
        let Some(team) = at else { break };
        heads.extend(team.head.as_deref().filter(|head| *head != id));
        at = ledger.teams.get(&team.parent);
    }
    heads
}

/// What was found: one message for each fault, however many cells it concerns.
#[derive(Default)]
struct Found {
    faults: BTreeMap<RaterFault, (Place, Option<Place>, usize)>,
}

impl Found {
    fn add(&mut self, fault: RaterFault, place: Place) {
        self.add_with(fault, place, None);
    }

    fn add_with(&mut self, fault: RaterFault, place: Place, other: Option<Place>) {
        let entry = self.faults.entry(fault);
        entry.or_insert((place, other, 0)).2 += 1;
    }

    fn told(self) -> Vec<Diagnostic> {
        let faults = self.faults.into_iter();
        let told = faults.map(|(fault, (place, other, cells))| {
            let mistake = RaterMistake {
                fault,
                place,
                other,
                cells,
            };
            mistake.describe()
        });
        told.collect()
    }
}
