//! Many cells → one.

use std::cmp::Ordering;

use crate::formula::Aggregate;
use crate::number::{Number, mean, sum};
use crate::value::{Cell, Missing, Value};

/// One member of an aggregate: what is taken of it (`None` for a bare count) and its place in the
/// order of `first` and `last`.
pub(super) struct Taken<'c> {
    pub what: Option<&'c Value>,
    pub order: Option<&'c Value>,
}

/// Tells whether a member counts; a missing condition makes the whole aggregate missing.
pub(super) fn counts(only: Option<&Cell>) -> Result<bool, Missing> {
    match only {
        None => Ok(true),
        Some(Ok(Value::Truth(truth))) => Ok(*truth),
        Some(Ok(_)) => Ok(false),
        Some(Err(missing)) => Err(missing.clone()),
    }
}

/// Makes one cell of the members taken; `nothing` is what an aggregate of none is that has no
/// natural value.
///
/// The result never depends on the order of the members.
pub(super) fn reduce(by: Aggregate, taken: &[Taken<'_>], nothing: impl Fn() -> Missing) -> Cell {
    let values = || taken.iter().filter_map(|t| t.what);
    let numbers = || {
        values().filter_map(|v| match v {
            Value::Number(n) => Some(n),
            _ => None,
        })
    };
    let found = match by {
        Aggregate::Count => {
            // Of conditions, those that hold are counted.
            let count = taken
                .iter()
                .filter(|t| !matches!(t.what, Some(Value::Truth(false))))
                .count();
            Some(Value::Number(Number::from(count)))
        }
        Aggregate::Sum => Some(Value::Number(sum(numbers()))),
        Aggregate::Mean => mean(numbers()).map(Value::Number),
        Aggregate::Median => median(numbers().collect()).map(Value::Number),
        Aggregate::Min => values().min_by(|a, b| order(a, b)).cloned(),
        Aggregate::Max => values().max_by(|a, b| order(a, b)).cloned(),
        Aggregate::Distinct => {
            let mut all: Vec<&Value> = values().collect();
            all.sort_by(|a, b| order(a, b));
            all.dedup();
            Some(Value::Number(Number::from(all.len())))
        }
        Aggregate::First => taken.iter().min_by(|a, b| earlier(a, b)).and_then(cloned),
        // Of equal ones, the same value is taken from both ends.
        Aggregate::Last => taken.iter().max_by(|a, b| earlier(a, b)).and_then(cloned),
        Aggregate::Any => Some(Value::Truth(values().any(|v| *v == Value::Truth(true)))),
        Aggregate::All => Some(Value::Truth(values().all(|v| *v == Value::Truth(true)))),
    };
    found.ok_or_else(nothing)
}

fn cloned(taken: &Taken<'_>) -> Option<Value> {
    taken.what.cloned()
}

/// Orders by the key, equal keys by the value itself, so that row order never decides.
fn earlier(a: &Taken<'_>, b: &Taken<'_>) -> Ordering {
    let by_key = match (a.order, b.order) {
        (Some(a), Some(b)) => order(a, b),
        _ => Ordering::Equal,
    };
    by_key.then_with(|| match (a.what, b.what) {
        (Some(a), Some(b)) => order(a, b),
        _ => Ordering::Equal,
    })
}

pub(super) fn order(a: &Value, b: &Value) -> Ordering {
    a.compare(b).unwrap_or(Ordering::Equal)
}

fn median(mut numbers: Vec<&Number>) -> Option<Number> {
    numbers.sort();
    let count = numbers.len();
    let upper = *numbers.get(count / 2)?;
    if count % 2 == 1 {
        return Some(upper.clone());
    }
    let lower = *numbers.get(count / 2 - 1)?;
    mean([lower, upper].into_iter())
}
