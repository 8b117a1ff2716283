//! How the values of one figure are spread, without names; only of groups that are large enough.

use std::sync::Arc;

use crate::assessment::{Figured, ItemResult, PolicyResult, SubjectResult};
use crate::number::{Number, mean, stretches};
use crate::value::Value;

/// How the values of a figure are spread.
#[derive(Debug, Clone)]
pub struct Spread {
    /// The figure's name as readers see it.
    pub title: Arc<str>,
    /// Its unit; empty for none.
    pub unit: Arc<str>,
    /// How many subjects have it.
    pub count: usize,
    /// The mean.
    pub mean: Number,
    /// The value in the middle; of two, their mean.
    pub median: Number,
    /// The stretches, from low to high, without gaps.
    pub bins: Vec<Bin>,
}

/// A stretch of a spread: from `from` to below `to`, the last one with `to`.
#[derive(Debug, Clone)]
pub struct Bin {
    /// The lower bound.
    pub from: Number,
    /// The upper bound.
    pub to: Number,
    /// How many lie in it.
    pub count: usize,
}

impl Spread {
    /// Spreads values out; `None` where they are too few. Sorts the values.
    pub(super) fn of(
        (title, unit): (Arc<str>, Arc<str>),
        values: &mut [Number],
        smallest_group: usize,
    ) -> Option<Self> {
        if values.len() < smallest_group {
            return None;
        }
        values.sort();
        Some(Self {
            count: values.len(),
            mean: mean(values.iter())?,
            median: median(values)?,
            bins: bins(values, &unit),
            title,
            unit,
        })
    }
}

/// Spreads a metric of those who are rated; `None` where too few have it as a number.
pub(super) fn of_metric(
    result: &PolicyResult,
    figure: &str,
    smallest_group: usize,
) -> Option<Spread> {
    let mut heading = None;
    let mut values: Vec<Number> = Vec::new();
    for subject in &result.subjects {
        let found = find(subject, figure);
        if let Some(Value::Number(number)) = found.and_then(|f| f.cell.as_ref().ok()) {
            heading = heading.or_else(|| found.map(|f| (f.title.clone(), f.unit.clone())));
            values.push(number.clone());
        }
    }
    Spread::of(heading?, &mut values, smallest_group)
}

/// Finds a metric among the values and targets of items and the other metrics.
fn find<'r>(subject: &'r SubjectResult, figure: &str) -> Option<&'r Figured> {
    fn among<'r>(items: &'r [ItemResult], figure: &str) -> Option<&'r Figured> {
        items.iter().find_map(|item| {
            let own = item.value.iter().chain(&item.target);
            let mut own = own.filter(|f| f.name.as_ref() == figure);
            own.next().or_else(|| among(&item.items, figure))
        })
    }
    let mut metrics = subject.metrics.iter();
    let metric = metrics.find(|m| m.name.as_ref() == figure);
    metric.or_else(|| among(&subject.items, figure))
}

/// Returns the value in the middle of sorted ones.
pub(super) fn median(sorted: &[Number]) -> Option<Number> {
    let middle = sorted.len() / 2;
    let upper = sorted.get(middle)?;
    if sorted.len() % 2 == 1 {
        return Some(upper.clone());
    }
    let lower = sorted.get(middle.checked_sub(1)?)?;
    lower.plus(upper).divided_by(&Number::from(2_i64))
}

/// Cuts sorted values into at most ten stretches of a round width; whole numbers are not cut within.
fn bins(sorted: &[Number], unit: &str) -> Vec<Bin> {
    let (Some(low), Some(high)) = (sorted.first(), sorted.last()) else {
        return Vec::new();
    };
    let whole = unit != "%" && sorted.iter().all(|n| n.floor() == *n);
    let cut = stretches(low, high, whole).into_iter();
    let mut bins: Vec<Bin> = cut.map(|(from, to)| Bin { from, to, count: 0 }).collect();
    for value in sorted {
        if let Some(bin) = bins.iter_mut().rev().find(|b| *value >= b.from) {
            bin.count += 1;
        }
    }
    bins
}
