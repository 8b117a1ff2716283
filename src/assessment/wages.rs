//! Pay held against what the author states: a local minimum, and how much may be taken away.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::mistake::WagesMistake;
use super::result::{PeriodResult, PolicyResult, SubjectResult};
use crate::data::{Ledger, Person};
use crate::diagnostic::Diagnostic;
use crate::figure::Subject;
use crate::number::Number;
use crate::period::Period;
use crate::policy::Policy;
use crate::settings::Limits;
use crate::value::Value;

/// What a person is paid in a period, under all policies together.
struct Sums {
    /// What is paid out: amounts above zero less those below.
    out: Number,
    /// What is taken away: amounts below zero, as a number above it.
    taken: Number,
}

/// What was found of one version of a policy: whom it concerns, by period.
#[derive(Default)]
struct Found {
    below: BTreeMap<Period, Vec<Arc<str>>>,
    taken: BTreeMap<Period, Vec<Arc<str>>>,
}

/// Tells of the people who are paid less than the minimum that `site.yml` or a policy states, and of
/// those from whom more is taken than it allows: one message a version. Left out are people who
/// joined or left on the way, months whose data are not complete, and pay that is missing.
pub(super) fn check(limits: &Limits, ledger: &Ledger, periods: &[PeriodResult]) -> Vec<Diagnostic> {
    let mut found: BTreeMap<(Arc<str>, Period), (Arc<Policy>, Found)> = BTreeMap::new();
    for result in periods.iter().filter(|p| is_complete(p)) {
        let period = result.period;
        let paying = || result.policies.iter().filter(|r| pays_people(r));
        let stated = |policy: &Policy| policy.lint.limits.or(limits);
        if paying().all(|r| stated(&r.policy) == Limits::default()) {
            continue;
        }
        let sums = sums(paying());
        for of_policy in paying() {
            let policy = &of_policy.policy;
            let limits = stated(policy);
            let least = limits.minimum_in(period);
            for subject in &of_policy.subjects {
                let known = sums.get(&subject.id).and_then(Option::as_ref);
                let Some(sums) = known.filter(|_| was_there(ledger, &subject.id, period)) else {
                    continue;
                };
                let below = least.is_some_and(|least| sums.out < *least);
                let most = limits.deduction_limit.as_ref();
                let most = most.map(|share| share.times(&sums.out.plus(&sums.taken)));
                let beyond = most.is_some_and(|most| sums.taken > most);
                if !below && !beyond {
                    continue;
                }
                let key = (Arc::clone(&policy.id), policy.version.from);
                let start = || (Arc::clone(policy), Found::default());
                let (_, of_version) = found.entry(key).or_insert_with(start);
                let mut note =
                    |concerned: bool, kept: fn(&mut Found) -> &mut BTreeMap<_, Vec<_>>| {
                        if concerned {
                            let people = kept(of_version).entry(period).or_default();
                            people.push(Arc::clone(&subject.id));
                        }
                    };
                note(below, |f| &mut f.below);
                note(beyond, |f| &mut f.taken);
            }
        }
    }
    let told = found.into_values().flat_map(|(policy, found)| {
        let limits = policy.lint.limits.or(limits);
        let Found { below, taken } = found;
        let names = |by_period: &BTreeMap<Period, Vec<Arc<str>>>| names(ledger, by_period);
        let below = (!below.is_empty()).then(|| WagesMistake::BelowMinimum {
            policy: policy.title.clone(),
            least: least_texts(&limits, below.keys()),
            people: names(&below),
            periods: counts(&below),
            place: policy.place.clone(),
        });
        let share = limits.deduction_limit.clone().unwrap_or(Number::ZERO);
        let taken = (!taken.is_empty()).then(|| WagesMistake::TakenBeyond {
            policy: policy.title.clone(),
            share: share.times(&Number::from(100_i64)).exact_text(),
            people: names(&taken),
            periods: counts(&taken),
            place: policy.place.clone(),
        });
        let said = below.into_iter().chain(taken);
        let said = said.filter(|m| !policy.lint.accepts(m.code()));
        said.map(|m| m.describe()).collect::<Vec<_>>()
    });
    told.collect()
}

fn is_complete(result: &PeriodResult) -> bool {
    let last = result.period.last_day();
    result.data_until.is_none_or(|until| until >= last)
}

fn pays_people(result: &PolicyResult) -> bool {
    result.policy.subject == Some(Subject::Person) && !result.policy.pay.is_empty()
}

/// Tells whether a person was there from the period's first day to its last.
fn was_there(ledger: &Ledger, id: &str, period: Period) -> bool {
    person(ledger, id).is_some_and(|person| {
        person.joined.is_none_or(|day| day <= period.first_day())
            && person.left.is_none_or(|day| day >= period.last_day())
    })
}

fn person<'a>(ledger: &'a Ledger, id: &str) -> Option<&'a Person> {
    let found = ledger.people.binary_search_by(|p| (*p.id).cmp(id));
    found.ok().and_then(|at| ledger.people.get(at))
}

/// Adds up each person's pay; `None` where a part of it is missing.
fn sums<'a>(paying: impl Iterator<Item = &'a PolicyResult>) -> BTreeMap<Arc<str>, Option<Sums>> {
    let mut sums: BTreeMap<Arc<str>, Option<Sums>> = BTreeMap::new();
    for subject in paying.flat_map(|r| &r.subjects) {
        let empty = || {
            Some(Sums {
                out: Number::ZERO,
                taken: Number::ZERO,
            })
        };
        let sum = sums.entry(Arc::clone(&subject.id)).or_insert_with(empty);
        for amount in paid_out(subject) {
            let Some(so_far) = sum else { break };
            match amount {
                Some(amount) => {
                    so_far.out = so_far.out.plus(amount);
                    if amount.is_negative() {
                        so_far.taken = so_far.taken.minus(amount);
                    }
                }
                None => *sum = None,
            }
        }
    }
    sums
}

/// Each line's amount; what is paid out of it where that is another number.
fn paid_out(subject: &SubjectResult) -> impl Iterator<Item = Option<&Number>> {
    let names: BTreeSet<&str> = subject.pay.iter().map(|p| &*p.amount.name).collect();
    let lines = subject.pay.iter().filter(move |line| {
        let name = &*line.amount.name;
        let kept = [".held", ".owed"];
        let of_line = |end| name.strip_suffix(end).is_some_and(|l| names.contains(l));
        !kept.into_iter().any(of_line) && !names.contains(&*format!("{name}.paid"))
    });
    lines.map(|line| match &line.amount.cell {
        Ok(Value::Number(number)) => Some(number),
        _ => None,
    })
}

fn names(ledger: &Ledger, by_period: &BTreeMap<Period, Vec<Arc<str>>>) -> Vec<String> {
    let ids: BTreeSet<&Arc<str>> = by_period.values().flatten().collect();
    let named = ids.into_iter().map(|id| {
        person(ledger, id).map_or_else(|| id.to_string(), |p| format!("{} {id}", p.name))
    });
    named.collect()
}

fn counts(by_period: &BTreeMap<Period, Vec<Arc<str>>>) -> Vec<(Period, usize)> {
    let counted = by_period.iter();
    counted
        .map(|(period, people)| (*period, people.len()))
        .collect()
}

/// The minima that hold in the periods, each once.
fn least_texts<'a>(limits: &Limits, periods: impl Iterator<Item = &'a Period>) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for least in periods.filter_map(|p| limits.minimum_in(*p)) {
        let text = least.exact_text();
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts
}
