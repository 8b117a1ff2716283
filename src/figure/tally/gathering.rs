//! What many rows amount to, gathered one after another; parts can be put together.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexSet;
use num_bigint::BigInt;

use crate::formula::Aggregate;
use crate::number::Number;
use crate::value::{Cell, Missing, Value};

/// What an event table amounts to in one month: by aggregate and by person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tallied {
    /// The ids, sorted; "" for rows of nobody is the first.
    pub people: Arc<Vec<Arc<str>>>,
    /// By the aggregate's key, one for each of `people`.
    pub gathered: BTreeMap<Arc<str>, Vec<Gathering>>,
    /// How many rows each of `people` has.
    pub rows: Vec<u64>,
}

impl Tallied {
    /// Puts the rows of some people together; all rows where `ids` is `None`.
    ///
    /// `key` names the aggregate, `by` is how it makes one value, `nothing` what it is of no rows
    /// where that has no natural value.
    pub fn cell(
        &self,
        (key, by): (&str, Aggregate),
        ids: Option<&mut dyn Iterator<Item = &str>>,
        nothing: impl Fn() -> Missing,
    ) -> Cell {
        let Some(gathered) = self.gathered.get(key) else {
            return Err(nothing());
        };
        match ids {
            None => Gathering::together(gathered.iter()).cell(by, nothing),
            Some(ids) => {
                let at = ids.filter_map(|id| self.position(id));
                let found: Vec<&Gathering> = at.filter_map(|at| gathered.get(at)).collect();
                match found.as_slice() {
                    [one] => one.cell(by, nothing),
                    several => Gathering::together(several.iter().copied()).cell(by, nothing),
                }
            }
        }
    }

    /// Returns how many rows a person has.
    pub fn rows_of(&self, id: &str) -> u64 {
        let at = self.position(id);
        at.and_then(|at| self.rows.get(at)).copied().unwrap_or(0)
    }

    /// Adds what later rows amount to.
    pub fn add(&mut self, later: &Self) {
        for (key, gathered) in &later.gathered {
            match self.gathered.get_mut(key) {
                Some(own) => {
                    for (own, more) in own.iter_mut().zip(gathered) {
                        own.add(more);
                    }
                }
                None => {
                    self.gathered.insert(Arc::clone(key), gathered.clone());
                }
            }
        }
        if self.rows.is_empty() {
            self.people = Arc::clone(&later.people);
            self.rows.clone_from(&later.rows);
            return;
        }
        for (own, more) in self.rows.iter_mut().zip(&later.rows) {
            *own += more;
        }
    }

    fn position(&self, id: &str) -> Option<usize> {
        self.people.binary_search_by(|p| p.as_ref().cmp(id)).ok()
    }
}

/// What some rows amount to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gathering {
    /// How many rows were taken; of conditions, those that hold.
    count: u64,
    total: Total,
    rare: Option<Box<Rare>>,
}

/// What only some aggregates need.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Rare {
    missing: Option<Missing>,
    least: Option<Value>,
    most: Option<Value>,
    /// The first and the last with their place in the order.
    first: Option<(Value, Value)>,
    last: Option<(Value, Value)>,
    different: IndexSet<Value>,
    any: bool,
    not_all: bool,
}

impl Gathering {
    /// Takes a row's decimal: `mantissa` ÷ 10^`scale`.
    pub fn add_decimal(&mut self, mantissa: i64, scale: u32) {
        self.count += 1;
        self.total.add(i128::from(mantissa), scale);
    }

    /// Takes so many rows with the sum of their decimals: `mantissa` ÷ 10^`scale`.
    pub(super) fn add_brief(&mut self, count: u64, mantissa: i64, scale: u32) {
        self.count += count;
        self.total.add(i128::from(mantissa), scale);
    }

    /// Takes a row that says nothing where something is needed: the first such row makes the
    /// aggregate missing.
    pub fn miss(&mut self, missing: impl FnOnce() -> Missing) {
        let rare = self.rare.get_or_insert_default();
        if rare.missing.is_none() {
            rare.missing = Some(missing());
        }
    }

    /// Takes a row's value, and its place in the order for `first` and `last`.
    pub fn take(&mut self, by: Aggregate, what: Option<Value>, order: Option<Value>) {
        if what == Some(Value::Truth(false)) && by == Aggregate::Count {
            return;
        }
        self.count += 1;
        let Some(what) = what else { return };
        match by {
            Aggregate::Sum | Aggregate::Mean => {
                if let Value::Number(n) = &what {
                    self.total.add_number(n);
                }
            }
            Aggregate::Count | Aggregate::Median => {}
            Aggregate::Min => {
                let rare = self.rare.get_or_insert_default();
                keep(&mut rare.least, what, |new, old| new.is_lt_of(old));
            }
            Aggregate::Max => {
                let rare = self.rare.get_or_insert_default();
                keep(&mut rare.most, what, |new, old| old.is_lt_of(new));
            }
            Aggregate::Distinct => {
                self.rare.get_or_insert_default().different.insert(what);
            }
            Aggregate::Any | Aggregate::All => {
                let rare = self.rare.get_or_insert_default();
                match what {
                    Value::Truth(true) => rare.any = true,
                    _ => rare.not_all = true,
                }
            }
            Aggregate::First | Aggregate::Last => {
                let Some(order) = order else { return };
                let rare = self.rare.get_or_insert_default();
                let pair = (order, what);
                // Of rows with equal places the smaller (larger) value, so that their order never
                // decides.
                if by == Aggregate::First {
                    keep(&mut rare.first, pair, |new, old| new.is_lt_of(old));
                } else {
                    keep(&mut rare.last, pair, |new, old| old.is_lt_of(new));
                }
            }
        }
    }

    /// Adds what later rows amount to.
    pub fn add(&mut self, later: &Self) {
        self.count += later.count;
        self.total.join(&later.total);
        let Some(more) = &later.rare else { return };
        let rare = self.rare.get_or_insert_default();
        if rare.missing.is_none() {
            rare.missing.clone_from(&more.missing);
        }
        let more = more.as_ref().clone();
        if let Some(least) = more.least {
            keep(&mut rare.least, least, |new, old| new.is_lt_of(old));
        }
        if let Some(most) = more.most {
            keep(&mut rare.most, most, |new, old| old.is_lt_of(new));
        }
        if let Some(first) = more.first {
            keep(&mut rare.first, first, |new, old| new.is_lt_of(old));
        }
        if let Some(last) = more.last {
            keep(&mut rare.last, last, |new, old| old.is_lt_of(new));
        }
        rare.different.extend(more.different);
        rare.any |= more.any;
        rare.not_all |= more.not_all;
    }

    fn together<'g>(all: impl Iterator<Item = &'g Gathering>) -> Self {
        let mut whole = Self::default();
        for one in all {
            whole.add(one);
        }
        whole
    }

    /// Returns what the rows amount to; `nothing` is what no rows are where that has no natural value.
    pub fn cell(&self, by: Aggregate, nothing: impl Fn() -> Missing) -> Cell {
        let none = Rare::default();
        let rare = self.rare.as_deref().unwrap_or(&none);
        if let Some(missing) = &rare.missing {
            return Err(missing.clone());
        }
        let count = || Number::from(usize::try_from(self.count).unwrap_or(usize::MAX));
        let found = match by {
            Aggregate::Count => Some(Value::Number(count())),
            Aggregate::Sum => Some(Value::Number(self.total.number())),
            Aggregate::Mean => self.total.number().divided_by(&count()).map(Value::Number),
            Aggregate::Median => None,
            Aggregate::Min => rare.least.clone(),
            Aggregate::Max => rare.most.clone(),
            Aggregate::Distinct => Some(Value::Number(Number::from(rare.different.len()))),
            Aggregate::First => rare.first.as_ref().map(|(_, what)| what.clone()),
            Aggregate::Last => rare.last.as_ref().map(|(_, what)| what.clone()),
            Aggregate::Any => Some(Value::Truth(rare.any)),
            Aggregate::All => Some(Value::Truth(!rare.not_all)),
        };
        found.ok_or_else(nothing)
    }
}

/// An exact sum of decimals that need not be small.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Total {
    mantissa: i128,
    scale: u32,
    /// What does not fit there.
    rest: Option<Box<Number>>,
}

impl Total {
    fn add(&mut self, mantissa: i128, scale: u32) {
        if scale == self.scale
            && let Some(sum) = self.mantissa.checked_add(mantissa)
        {
            self.mantissa = sum;
            return;
        }
        let finer = scale.max(self.scale);
        let raised = |m: i128, from: u32| 10_i128.checked_pow(finer - from)?.checked_mul(m);
        let sum = raised(self.mantissa, self.scale)
            .zip(raised(mantissa, scale))
            .and_then(|(a, b)| a.checked_add(b));
        match sum {
            Some(sum) => (self.mantissa, self.scale) = (sum, finer),
            None => self.add_number(&decimal(mantissa, scale)),
        }
    }

    fn add_number(&mut self, number: &Number) {
        let rest = self.rest.get_or_insert_with(|| Box::new(Number::ZERO));
        **rest = rest.plus(number);
    }

    fn join(&mut self, other: &Self) {
        self.add(other.mantissa, other.scale);
        if let Some(rest) = &other.rest {
            self.add_number(rest);
        }
    }

    fn number(&self) -> Number {
        let sum = decimal(self.mantissa, self.scale);
        match &self.rest {
            Some(rest) => sum.plus(rest),
            None => sum,
        }
    }
}

fn decimal(mantissa: i128, scale: u32) -> Number {
    if let (0, Ok(whole)) = (scale, i64::try_from(mantissa)) {
        return Number::from(whole);
    }
    let denominator = BigInt::from(10).pow(scale);
    Number::ratio(BigInt::from(mantissa), denominator).unwrap_or(Number::ZERO)
}

/// Whether one comes before another.
trait Before {
    fn is_lt_of(&self, other: &Self) -> bool;
}

impl Before for Value {
    fn is_lt_of(&self, other: &Self) -> bool {
        self.compare(other).is_some_and(std::cmp::Ordering::is_lt)
    }
}

impl Before for (Value, Value) {
    fn is_lt_of(&self, other: &Self) -> bool {
        let by_order = self
            .0
            .compare(&other.0)
            .unwrap_or(std::cmp::Ordering::Equal);
        by_order.is_lt() || (by_order.is_eq() && self.1.is_lt_of(&other.1))
    }
}

fn keep<T>(kept: &mut Option<T>, new: T, better: impl Fn(&T, &T) -> bool) {
    match kept {
        Some(old) if !better(&new, old) => {}
        _ => *kept = Some(new),
    }
}
