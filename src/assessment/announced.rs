//! What was announced: a month's figures with those adjustments alone that had been decided when
//! its results were published, and who has the awards where that is not the same any more.
//!
//! Every month before counts as it was then too, so that a streak or a growth of an announced
//! award rests on what was known.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::corrections::{Correction, Which, apply, that_count};
use super::rules::InForce;
use crate::data::{Ledger, Month};
use crate::figure::{Figures, History, Inputs, OverrideKey, evaluate};
use crate::number::Number;
use crate::period::Period;
use crate::policy::{AfterChange, Award, Policy};
use crate::value::{Cell, Value};

/// Some adjustments that are left out.
type Without = BTreeSet<Which>;

/// What was worked out of a month.
#[derive(Debug, Clone)]
pub(super) struct Worked {
    pub inputs: Arc<Inputs>,
    pub figures: Arc<Figures>,
    pub history: Arc<History>,
}

/// What each month is worked out from, kept to work it out as it was.
pub(super) struct Workings<'a> {
    ledger: &'a Ledger,
    graphs: &'a BTreeMap<Period, InForce>,
    months: BTreeMap<Period, (Arc<Inputs>, Vec<Correction>)>,
    /// By month, what is left out, and whether awards that were announced are held.
    known: BTreeMap<(Period, Without, bool), Worked>,
}

impl<'a> Workings<'a> {
    pub fn new(ledger: &'a Ledger, graphs: &'a BTreeMap<Period, InForce>) -> Self {
        Self {
            ledger,
            graphs,
            months: BTreeMap::new(),
            known: BTreeMap::new(),
        }
    }

    /// Adds a month, after all before it.
    pub fn add(&mut self, month: Period, inputs: Inputs, corrections: &[Correction]) {
        let kept = (Arc::new(inputs), corrections.to_vec());
        self.months.insert(month, kept);
    }

    /// Returns a month as it is now.
    pub fn now(&mut self, month: Period) -> Option<Worked> {
        self.worked(month, &Without::new(), true)
    }

    /// Returns a month as it was announced, where that is not as it is now.
    pub fn as_announced(&mut self, month: Period) -> Option<Worked> {
        let later = self.later(month);
        if later.is_empty() {
            return None;
        }
        self.worked(month, &later, true)
    }

    /// Works out the longer periods that a month is only on the way to.
    pub fn begun(
        &self,
        rules: &InForce,
        (month, data): (Period, &Month),
        (mut inputs, corrections): (Inputs, &[Correction]),
        history: &Arc<History>,
    ) -> Worked {
        debug_assert_eq!(inputs.period, month, "the inputs are of the month");
        apply(that_count(corrections, data, &Without::new()), &mut inputs);
        Worked {
            figures: Arc::new(evaluate(&rules.graph, &inputs, history)),
            inputs: Arc::new(inputs),
            history: Arc::clone(history),
        }
    }

    /// Returns the adjustments up to a month that were decided after its results were published;
    /// none where they are not yet.
    fn later(&self, month: Period) -> Without {
        let announced = self.ledger.months.get(&month).and_then(Month::announced_on);
        let Some(announced) = announced else {
            return Without::new();
        };
        let until = self.ledger.months.range(..=month);
        let until = until.filter(|(period, _)| self.months.contains_key(period));
        let all = until.flat_map(|(period, month)| {
            let numbered = month.adjustments.iter().enumerate();
            numbered.map(move |(number, adjustment)| ((*period, number), adjustment))
        });
        all.filter(|(_, adjustment)| adjustment.is_after(announced))
            .map(|(which, _)| which)
            .collect()
    }

    fn worked(&mut self, month: Period, without: &Without, held: bool) -> Option<Worked> {
        let without: Without = without.range(..(month, usize::MAX)).copied().collect();
        let key = (month, without.clone(), held);
        if let Some(known) = self.known.get(&key) {
            return Some(known.clone());
        }
        let history = self.history(month, &without);
        let (inputs, corrections) = self.months.get(&month)?;
        let mut inputs = Inputs::clone(inputs);
        let data = self.ledger.months.get(&month)?;
        apply(that_count(corrections, data, &without), &mut inputs);
        if held {
            inputs.held = self.held(month, &without);
        }
        let rules = self.graphs.get(&month)?;
        let worked = Worked {
            figures: Arc::new(evaluate(&rules.graph, &inputs, &history)),
            inputs: Arc::new(inputs),
            history,
        };
        self.known.insert(key, worked.clone());
        Some(worked)
    }

    fn history(&mut self, month: Period, without: &Without) -> Arc<History> {
        let before: Vec<Period> = self.months.range(..month).map(|(m, _)| *m).collect();
        let worked = before.into_iter().filter_map(|month| {
            let worked = self.worked(month, without, true)?;
            Some((month, worked.figures))
        });
        Arc::new(worked.collect())
    }

    /// Returns who keeps what was announced, by what the policies say of changes.
    fn held(&mut self, month: Period, without: &Without) -> BTreeMap<OverrideKey, Value> {
        let mut held = BTreeMap::new();
        let later = self.later(month);
        if later.is_subset(without) {
            return held;
        }
        let Some(rules) = self.graphs.get(&month) else {
            return held;
        };
        let says = |policy: &&Arc<Policy>, what| policy.after_change == Some(what);
        let with_awards = rules.policies.iter().filter(|p| !p.awards.is_empty());
        let keeping: Vec<_> = with_awards
            .filter(|p| says(p, AfterChange::Keep) || says(p, AfterChange::Both))
            .collect();
        if keeping.is_empty() {
            return held;
        }
        let Some(then) = self.worked(month, &later, true) else {
            return held;
        };
        let both = keeping.iter().any(|p| says(p, AfterChange::Both));
        let now = match both {
            true => self.worked(month, without, false),
            false => None,
        };
        for policy in keeping {
            for award in &policy.awards {
                let now = now.as_ref().filter(|_| says(&policy, AfterChange::Both));
                let figures = (then.figures.as_ref(), now.map(|n| n.figures.as_ref()));
                hold(policy, award, figures, &mut held);
            }
        }
        held
    }
}

/// Holds what was announced of an award: for everybody, or, where those who win now have it too,
/// for whom it was announced.
fn hold(
    policy: &Policy,
    award: &Award,
    (then, now): (&Figures, Option<&Figures>),
    held: &mut BTreeMap<OverrideKey, Value>,
) {
    let own = format!("{}.", award.won);
    let given = ["prize", "each", "rank"];
    let of_award = policy.definitions.iter().filter(|d| {
        let rest = d.name.strip_prefix(own.as_str());
        rest.is_some_and(|rest| given.contains(&rest) || rest.starts_with("in_kind"))
    });
    let figures: Vec<&Arc<str>> = of_award.map(|d| &d.name).collect();
    let ids = then.members.get(&policy.id);
    for id in ids.into_iter().flat_map(|ids| ids.iter()) {
        let cell = |figures: &Figures, name: &str| figures.get(&policy.id, name, id).cloned();
        let has =
            |figures: &Figures| matches!(cell(figures, &award.won), Some(Ok(Value::Truth(true))));
        let mut keep = |name: &Arc<str>, value: Option<Value>| {
            let key = (Arc::clone(&policy.id), Arc::clone(name), Arc::clone(id));
            held.extend(value.map(|value| (key, value)));
        };
        let had = has(then);
        match now {
            None => {
                keep(&award.won, cell(then, &award.won).and_then(Result::ok));
                for name in &figures {
                    keep(name, cell(then, name).and_then(Result::ok));
                }
            }
            Some(now) if had => {
                keep(&award.won, Some(Value::Truth(true)));
                for name in &figures {
                    let is = cell(now, name).filter(|_| has(now));
                    keep(name, better(name, cell(then, name), is));
                }
            }
            // Who wins now has the prize as if the award had moved: those who keep it do not make
            // it smaller. Where another award stands in the way, the figures themselves tell.
            Some(now) if has(now) && award.excludes.is_empty() => {
                for name in &figures {
                    keep(name, cell(now, name).and_then(Result::ok));
                }
            }
            Some(_) => {}
        }
    }
}

/// Chooses between what was announced and what is so now, for who has an award either way: the
/// larger prize, the better place, all that is given in kind.
fn better(name: &str, was: Option<Cell>, is: Option<Cell>) -> Option<Value> {
    match (was.and_then(Result::ok), is.and_then(Result::ok)) {
        (Some(Value::Number(was)), Some(Value::Number(is))) => {
            let choose = match name.ends_with(".rank") {
                true => Number::or_less,
                false => Number::or_more,
            };
            Some(Value::Number(choose(was, is)))
        }
        (Some(Value::Truth(was)), Some(Value::Truth(is))) => Some(Value::Truth(was || is)),
        (was, is) => was.or(is),
    }
}
