//! Two sets of rules on the same months: who moves how far, how results are spread, what it costs;
//! and two periods or two states of a site: what is different, and which input makes it so.
//!
//! Both sides are whole results; nothing is worked out here but differences.
//!
//! - [`moves`] tells what is different for one subject.
//! - [`spread`] counts totals in the same stretches, before and after.
//! - [`cost`] adds up what is paid, and holds it against budgets.
//! - [`snapshot`] lists figures in the same way, be they worked out or published; [`difference`] holds
//!   two such lists against each other, [`cause`] tells what each group of inputs moves.

mod cause;
mod cost;
mod difference;
mod inputs;
mod json;
mod moves;
mod published;
mod snapshot;
mod spread;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::assessment::{Book, Figured, PeriodResult, PolicyResult};
use crate::figure::Subject;
use crate::number::Number;
use crate::period::Period;
use crate::value::Value;

pub use cause::{Causes, Moved, causes};
pub use cost::{Budget, Cost, CostSum, sums};
pub use difference::{Changed, ChangedItem, Difference, Pair, differences};
pub use inputs::{Became, ChangedInput, ChangedLine, Group, changed_inputs};
pub use json::json;
pub use moves::{GradeShift, Move, RankShift, Shift};
pub use published::published;
pub use snapshot::{Item, Known, Noted, Snapshot, Standing, snapshots};
pub use spread::{Spread, Stretch};

/// The months that are compared, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The first month.
    pub first: Period,
    /// The last month.
    pub last: Period,
}

/// What other rules would have done in some months.
#[derive(Debug)]
pub struct WhatIf {
    /// The months.
    pub window: Window,
    /// The months that were worked out, on both sides.
    pub worked_out: Vec<Period>,
    /// The ids and titles of the policies with other rules.
    pub policies: Vec<(String, String)>,
    /// The rules that differ.
    pub changes: Vec<Change>,
    /// The titles of clauses whose text is different.
    pub clauses: Vec<String>,
    /// What came of it, by period and then by policy.
    pub found: Vec<PolicyComparison>,
}

/// A rule that is different, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The policy's id.
    pub policy: String,
    /// The part of the rules.
    pub part: String,
    /// What it is about.
    pub what: String,
    /// What was; `None` for what is new.
    pub before: Option<String>,
    /// What is; `None` for what is gone.
    pub after: Option<String>,
}

/// One policy in one period before and after.
#[derive(Debug)]
pub struct PolicyComparison {
    /// The period.
    pub period: Period,
    /// The policy's id.
    pub id: Arc<str>,
    /// The name that readers see.
    pub title: String,
    /// Whom the policy assesses.
    pub subject: Option<Subject>,
    /// How many subjects there are, on either side.
    pub subjects: usize,
    /// The name and unit of the total; empty where there is none.
    pub total: (Arc<str>, Arc<str>),
    /// How totals are spread before and after; `None` where nobody has one.
    pub spread: (Option<Spread>, Option<Spread>),
    /// The totals of both sides, counted in the same stretches from low to high.
    pub stretches: Vec<Stretch>,
    /// How many have which grade, by the result's name and the grade, before and after.
    pub grades: BTreeMap<(Arc<str>, String), (usize, usize)>,
    /// What is paid out, before and after; `None` where the policy pays nothing.
    pub cost: (Option<Cost>, Option<Cost>),
    /// What prizes may cost and do cost, before and after; `None` without a budget.
    pub budget: (Option<Budget>, Option<Budget>),
    /// Those for whom something is different, the biggest moves first.
    pub moves: Vec<Move>,
}

/// How many move which way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Movement {
    /// Whose total is higher.
    pub up: usize,
    /// Whose total is lower.
    pub down: usize,
    /// Who has another rank on some board.
    pub ranks: usize,
    /// Who has another grade or another result of the total.
    pub grades: usize,
    /// Who wins an award more or less.
    pub awards: usize,
    /// Who is paid more.
    pub more: usize,
    /// Who is paid less.
    pub less: usize,
}

impl PolicyComparison {
    /// Tells whether anything is different.
    pub fn is_different(&self) -> bool {
        !self.moves.is_empty() || self.cost.0 != self.cost.1 || self.spread.0 != self.spread.1
    }

    /// Returns what is paid out before and after; nothing on a side that pays nothing, `None` where
    /// neither pays.
    pub fn costs(&self) -> Option<(Cost, Cost)> {
        let side = |cost: &Option<Cost>| cost.clone().unwrap_or(Cost::NOTHING);
        let any = self.cost.0.is_some() || self.cost.1.is_some();
        any.then(|| (side(&self.cost.0), side(&self.cost.1)))
    }

    /// Counts how many move which way.
    pub fn movement(&self) -> Movement {
        let mut found = Movement::default();
        for one in &self.moves {
            if let Some(by) = one.total.as_ref().and_then(|t| t.by.as_ref()) {
                match by.is_negative() {
                    true => found.down += 1,
                    false => found.up += 1,
                }
            }
            found.ranks += usize::from(!one.ranks.is_empty());
            found.grades += usize::from(!one.grades.is_empty());
            found.awards += usize::from(!one.won.is_empty() || !one.lost.is_empty());
            if let Some((Some(before), Some(after))) = &one.paid {
                match after < before {
                    true => found.less += 1,
                    false => found.more += 1,
                }
            }
        }
        found
    }
}

/// Compares the results of the periods that end in a window, by period and then by policy.
pub fn compare(before: &Book, after: &Book, window: Window) -> Vec<PolicyComparison> {
    let mut found = Vec::new();
    for was in &before.periods {
        let ends = was.inputs.period;
        let Some(is) = after.period(was.period) else {
            continue;
        };
        if ends < window.first || window.last < ends {
            continue;
        }
        for new in &is.policies {
            let old = was.policies.iter().find(|p| p.policy.id == new.policy.id);
            found.extend(old.map(|old| policy((was, old), (is, new))));
        }
    }
    found
}

/// Compares the results of a period as they were announced with those of today, by policy; nothing
/// where nothing was corrected since.
pub fn since_announced(now: &PeriodResult) -> Vec<PolicyComparison> {
    let Some(then) = &now.announced else {
        return Vec::new();
    };
    let pairs = now.policies.iter().filter_map(|new| {
        let mut old = then.policies.iter();
        let old = old.find(|p| p.policy.id == new.policy.id)?;
        Some(policy((then, old), (now, new)))
    });
    pairs.collect()
}

type Side<'a> = (&'a PeriodResult, &'a PolicyResult);

fn policy(was: Side<'_>, is: Side<'_>) -> PolicyComparison {
    let (old, new) = (was.1, is.1);
    let mut grades: BTreeMap<(Arc<str>, String), (usize, usize)> = BTreeMap::new();
    for grade in graded(old) {
        grades.entry(grade).or_default().0 += 1;
    }
    for grade in graded(new) {
        grades.entry(grade).or_default().1 += 1;
    }
    let moves = moves::between(was, is);
    let everybody = old.subjects.iter().chain(&new.subjects).map(|s| &s.id);
    let everybody: BTreeSet<_> = everybody.collect();
    let total = spread::named(old, new);
    PolicyComparison {
        period: is.0.period,
        id: Arc::clone(&new.policy.id),
        title: new.policy.title.clone(),
        subject: new.policy.subject,
        subjects: everybody.len(),
        spread: (spread::of(old), spread::of(new)),
        stretches: spread::both(old, new, &total.1),
        total,
        grades,
        cost: (cost::of(old), cost::of(new)),
        budget: (cost::budget(old), cost::budget(new)),
        moves,
    }
}

/// Lists the grades that are words, one entry a subject.
fn graded(result: &PolicyResult) -> impl Iterator<Item = (Arc<str>, String)> {
    let grades = result.subjects.iter().flat_map(|s| &s.grades);
    grades.filter_map(|grade| match &grade.cell {
        Ok(Value::Text(text)) => Some((Arc::clone(&grade.title), text.to_string())),
        _ => None,
    })
}

/// Returns the number of a figure.
fn number(figure: &Figured) -> Option<&Number> {
    match &figure.cell {
        Ok(Value::Number(number)) => Some(number),
        _ => None,
    }
}
