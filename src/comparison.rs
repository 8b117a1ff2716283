//! Two sets of rules on the same months: who moves how far, how results are spread, what it costs.
//!
//! Both sides are whole results; nothing is worked out here but differences.
//!
//! - [`moves`] tells what is different for one subject.

mod moves;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::assessment::{Awarded, Book, Figured, PeriodResult, PolicyResult, pay_sheet};
use crate::number::{Number, sum};
use crate::period::Period;
use crate::value::Value;

pub use moves::{GradeShift, Move, RankShift, Shift};

/// The months that are compared, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The first month.
    pub first: Period,
    /// The last month.
    pub last: Period,
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
    /// How many subjects there are, on either side.
    pub subjects: usize,
    /// The name and unit of the total; empty where there is none.
    pub total: (Arc<str>, Arc<str>),
    /// How totals are spread before and after; `None` where nobody has one.
    pub spread: (Option<Spread>, Option<Spread>),
    /// How many have which grade, by the result's name and the grade, before and after.
    pub grades: BTreeMap<(Arc<str>, String), (usize, usize)>,
    /// What is paid out, before and after; `None` where the policy pays nothing.
    pub cost: (Option<Cost>, Option<Cost>),
    /// Those for whom something is different, the biggest moves first.
    pub moves: Vec<Move>,
}

/// How totals are spread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spread {
    /// How many have a total.
    pub count: usize,
    /// The lowest.
    pub least: Number,
    /// The middle one, or half-way between the two in the middle.
    pub median: Number,
    /// The mean.
    pub mean: Number,
    /// The highest.
    pub most: Number,
}

/// What a policy pays in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cost {
    /// All that is paid out, prizes included.
    pub paid: Number,
    /// The prizes in money.
    pub prizes: Number,
    /// How many subjects are in no sum, since figures of theirs are missing.
    pub incomplete: usize,
}

impl PolicyComparison {
    /// Tells whether anything is different.
    pub fn is_different(&self) -> bool {
        !self.moves.is_empty() || self.cost.0 != self.cost.1 || self.spread.0 != self.spread.1
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
    let everybody: std::collections::BTreeSet<_> = everybody.collect();
    let mut totals = new.subjects.iter().chain(&old.subjects);
    let total = totals.find_map(|s| s.total.as_ref());
    PolicyComparison {
        period: is.0.period,
        id: Arc::clone(&new.policy.id),
        title: new.policy.title.clone(),
        subjects: everybody.len(),
        total: total.map_or_else(Default::default, |t| {
            (Arc::clone(&t.title), Arc::clone(&t.unit))
        }),
        spread: (spread(old), spread(new)),
        grades,
        cost: (cost(old), cost(new)),
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

fn spread(result: &PolicyResult) -> Option<Spread> {
    let totals = result.subjects.iter().filter_map(|s| s.total.as_ref());
    let mut totals: Vec<&Number> = totals.filter_map(number).collect();
    totals.sort();
    let count = totals.len();
    let (least, most) = (totals.first()?, totals.last()?);
    let (low, high) = (totals.get((count - 1) / 2)?, totals.get(count / 2)?);
    Some(Spread {
        count,
        least: (*least).clone(),
        median: low.plus(high).divided_by(&Number::from(2_i64))?,
        mean: sum(totals.iter().copied()).divided_by(&Number::from(count as i64))?,
        most: (*most).clone(),
    })
}

fn cost(result: &PolicyResult) -> Option<Cost> {
    let sheet = pay_sheet(result, None, (&|_| String::new(), &|_| String::new()))?;
    let winners = result.awards.iter().flat_map(|award| match &award.outcome {
        Awarded::Won(winners) => winners.as_slice(),
        Awarded::Nobody | Awarded::NotYet | Awarded::Blocked(_) => &[],
    });
    let prizes = winners.filter_map(|w| w.prize.as_ref());
    let prizes: Vec<&Number> = prizes.filter_map(number).collect();
    Some(Cost {
        paid: sheet.total,
        prizes: sum(prizes.into_iter()),
        incomplete: sheet.rows.iter().filter(|row| row.total.is_err()).count(),
    })
}
