//! The examples that policies carry: each is computed, and what it expects must come out.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::inputs::read_value;
use super::mistake::AssessmentMistake;
use super::rules::{InForce, Known, compiled_rules, in_force};
use super::told;
use crate::data::Ledger;
use crate::diagnostic::{Diagnostic, Said, missing_in_words, nearest};
use crate::figure::{
    Graph, History, Inputs, Member, Members, Step, evaluate, replay, value_in_words,
};
use crate::number::Mode;
use crate::period::Period;
use crate::policy::{Example, Given, Policy};
use crate::value::{Cell, Kind, Value};

/// The one subject of an example.
const SOMEONE: &str = "example";

/// The worked examples of all versions: by policy and the version's first period, in the order of
/// the document; the explanation of each figure that must come out.
pub type WorkedExamples = BTreeMap<(Arc<str>, Period), Vec<Vec<Step>>>;

/// Computes the examples of all versions.
pub(super) fn check(known: &Known<'_>, ledger: &Ledger) -> (WorkedExamples, Vec<Diagnostic>) {
    let mut mistakes = Vec::new();
    let mut worked = WorkedExamples::new();
    let mut rules: BTreeMap<Period, Option<InForce>> = BTreeMap::new();
    for policy in known.policies.values().flatten() {
        if policy.examples.is_empty() {
            continue;
        }
        // Many versions begin with the same period.
        let from = policy.version.from;
        let compiled = || compiled_rules(known, &in_force(known.policies, from)).ok();
        let Some(rules) = rules.entry(from).or_insert_with(compiled) else {
            // Told already, when the rules of all periods were compiled.
            continue;
        };
        let of_version = worked
            .entry((Arc::clone(&policy.id), policy.version.from))
            .or_default();
        for example in &policy.examples {
            of_version.push(one(policy, example, rules, ledger, &mut mistakes));
        }
    }
    (worked, told(&mistakes))
}

fn one(
    policy: &Policy,
    example: &Example,
    rules: &InForce,
    ledger: &Ledger,
    mistakes: &mut Vec<AssessmentMistake>,
) -> Vec<Step> {
    let mut overrides = BTreeMap::new();
    let mut attributes = BTreeMap::new();
    for given in &example.given {
        let figure = rules.graph.full_name(&policy.id, &given.name);
        if let (None, Some((name, kind))) = (figure, rules.graph.attribute(&given.name)) {
            match read_value(&given.value, kind) {
                Some(value) => _ = attributes.insert(Arc::clone(name), Ok(value)),
                None => mistakes.push(unreadable(given, kind)),
            }
            continue;
        }
        if let Some((figure, value)) = understood(policy, given, &rules.graph, mistakes) {
            let key = (Arc::clone(&policy.id), figure, Arc::from(SOMEONE));
            overrides.insert(key, value);
        }
    }
    // Without all that is given nothing can come out, and the author knows why.
    let complete = overrides.len() + attributes.len() == example.given.len();
    let member = Member {
        id: Arc::from(SOMEONE),
        team: Arc::from(SOMEONE),
        attributes,
    };
    let inputs = Inputs {
        period: example.period,
        days: (example.period.first_day(), example.period.last_day()),
        calendar: Arc::new(ledger.calendar.clone()),
        members: BTreeMap::from([(
            Arc::clone(&policy.id),
            Members {
                subject: policy.subject,
                members: vec![member],
            },
        )]),
        team_people: BTreeMap::new(),
        team_parents: BTreeMap::new(),
        tables: BTreeMap::new(),
        longer: BTreeMap::new(),
        overrides,
        at_discretion: BTreeSet::new(),
        held: BTreeMap::new(),
    };
    let history = History::new();
    let figures = evaluate(&rules.graph, &inputs, &history);
    let mut steps = Vec::new();
    for expected in &example.expect {
        let Some(figure) = rules.graph.full_name(&policy.id, &expected.name) else {
            mistakes.push(unknown(policy, expected, &rules.graph));
            continue;
        };
        let found = figures.get(&policy.id, figure, SOMEONE);
        let agrees = found.is_some_and(|cell| agrees(cell, &expected.value));
        let at = (policy.id.as_ref(), figure.as_ref(), SOMEONE);
        steps.extend(replay(&rules.graph, &inputs, &figures, &history, at));
        if complete && !agrees {
            mistakes.push(AssessmentMistake::ExampleFails {
                example: example.name.clone(),
                figure: expected.name.clone(),
                expected: expected.value.clone(),
                found: match found {
                    Some(Err(missing)) => Err(missing_in_words(missing.cause())),
                    Some(cell) => Ok(value_in_words(cell, "")),
                    None => Ok(Said::default()),
                },
                place: expected.place.clone(),
            });
        }
    }
    steps
}

fn understood(
    policy: &Policy,
    given: &Given,
    graph: &Graph,
    mistakes: &mut Vec<AssessmentMistake>,
) -> Option<(Arc<str>, Value)> {
    let (Some(figure), Some(kind)) = (
        graph.full_name(&policy.id, &given.name),
        graph.kind(&policy.id, &given.name),
    ) else {
        mistakes.push(unknown(policy, given, graph));
        return None;
    };
    match read_value(&given.value, kind) {
        Some(value) => Some((Arc::clone(figure), value)),
        None => {
            mistakes.push(unreadable(given, kind));
            None
        }
    }
}

fn unreadable(given: &Given, kind: Kind) -> AssessmentMistake {
    AssessmentMistake::ExpectedValue {
        name: given.name.clone(),
        written: given.value.clone(),
        kind,
        place: given.place.clone(),
    }
}

fn unknown(policy: &Policy, given: &Given, graph: &Graph) -> AssessmentMistake {
    let known = graph.names(&policy.id);
    AssessmentMistake::ExampleName {
        name: given.name.clone(),
        suggestion: nearest(&given.name, known).map(str::to_owned),
        place: given.place.clone(),
    }
}

/// Tells whether a cell is what an author wrote: exactly, or rounded half up to as many decimals
/// as are written.
fn agrees(cell: &Cell, written: &str) -> bool {
    match cell {
        Err(_) => matches!(written, "missing" | "缺失"),
        Ok(Value::Number(n)) => {
            let Some(Value::Number(wanted)) = read_value(written, Kind::Number) else {
                return false;
            };
            if *n == wanted {
                return true;
            }
            let Some((_, decimals)) = written.split_once('.') else {
                return false;
            };
            let digits = decimals.chars().take_while(char::is_ascii_digit).count();
            let percent = u32::from(written.trim_end().ends_with(['%', '％'])) * 2;
            let places = digits as u32 + percent;
            n.to_fixed(places, Mode::HalfUp) == wanted.to_fixed(places, Mode::HalfUp)
        }
        Ok(value) => read_value(written, value.kind()).is_some_and(|wanted| wanted == *value),
    }
}
