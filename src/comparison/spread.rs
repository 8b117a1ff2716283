//! How totals are spread before and after: their middle, and how many lie in the same stretches.

use std::sync::Arc;

use super::number;
use crate::assessment::{PolicyResult, SubjectResult};
use crate::number::{Number, stretches, sum};

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

/// A stretch of totals, from `from` to below `to`, and how many lie in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// The lower bound.
    pub from: Number,
    /// The upper bound.
    pub to: Number,
    /// How many before.
    pub before: usize,
    /// How many after.
    pub after: usize,
}

/// Returns how the totals of a policy are spread; `None` where nobody has one.
pub(super) fn of(result: &PolicyResult) -> Option<Spread> {
    let totals = totals(result);
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

/// Counts the totals of both sides in the same stretches; empty where nobody has one.
pub(super) fn both(old: &PolicyResult, new: &PolicyResult, unit: &str) -> Vec<Stretch> {
    let sides = (totals(old), totals(new));
    let all = || sides.0.iter().chain(&sides.1).copied();
    let (Some(low), Some(high)) = (all().min(), all().max()) else {
        return Vec::new();
    };
    let whole = unit != "%" && all().all(|n| n.floor() == *n);
    let cut = stretches(low, high, whole);
    let count = |totals: &[&Number], at: usize| {
        let place = |total: &Number| cut.iter().rposition(|(from, _)| total >= from);
        totals.iter().filter(|t| place(t) == Some(at)).count()
    };
    let stretch = |(at, (from, to)): (usize, &(Number, Number))| Stretch {
        from: from.clone(),
        to: to.clone(),
        before: count(&sides.0, at),
        after: count(&sides.1, at),
    };
    cut.iter().enumerate().map(stretch).collect()
}

/// Returns the name and unit of the total; empty where there is none.
pub(super) fn named(old: &PolicyResult, new: &PolicyResult) -> (Arc<str>, Arc<str>) {
    let mut totals = new.subjects.iter().chain(&old.subjects);
    let total = totals.find_map(|s| s.total.as_ref());
    total.map_or_else(Default::default, |t| {
        (Arc::clone(&t.title), Arc::clone(&t.unit))
    })
}

fn totals(result: &PolicyResult) -> Vec<&Number> {
    let total = |s: &SubjectResult| s.total.is_some();
    let subjects = result.subjects.iter().filter(|s| total(s));
    let mut totals: Vec<&Number> = subjects
        .filter_map(|s| s.total.as_ref().and_then(number))
        .collect();
    totals.sort();
    totals
}
