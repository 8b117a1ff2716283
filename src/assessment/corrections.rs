//! What is adjusted, held against what is worked out: an adjustment says what the figure was, and
//! where that is not so any more, the data have changed under it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::announced::Worked;
use super::inputs::read_value;
use super::mistake::{AssessmentMistake, StaleMistake};
use super::rules::InForce;
use crate::data::{Adjustment, Entry, Month};
use crate::diagnostic::{Diagnostic, Said, missing_in_words, nearest};
use crate::figure::{Graph, Inputs, OverrideKey};
use crate::form::appeal::ADJUSTMENT;
use crate::number::{Mode, Number};
use crate::period::Period;
use crate::value::{Cell, Kind, Missing, Value, date_text};

/// Which adjustment: the month and its number in the file.
pub(super) type Which = (Period, usize);

/// An adjustment that names a figure there is.
#[derive(Debug, Clone)]
pub(super) struct Correction {
    pub which: Which,
    pub key: OverrideKey,
    pub value: Value,
    kind: Kind,
    discretionary: bool,
}

/// Finds what the adjustments of a month are about.
pub(super) fn read(
    rules: &InForce,
    (period, month): (Period, &Month),
    inputs: &Inputs,
    mistakes: &mut Vec<AssessmentMistake>,
) -> Vec<Correction> {
    let mut found = Vec::new();
    for (number, adjustment) in month.adjustments.iter().enumerate() {
        match one(rules, adjustment, inputs) {
            Ok((key, kind, value)) => found.push(Correction {
                which: (period, number),
                key,
                value,
                kind,
                discretionary: adjustment.discretionary,
            }),
            // What does not count any more need not be right any more.
            Err(mistake) => mistakes.extend((!adjustment.replaced).then_some(mistake)),
        }
    }
    found
}

fn one(
    rules: &InForce,
    adjustment: &Adjustment,
    inputs: &Inputs,
) -> Result<(OverrideKey, Kind, Value), AssessmentMistake> {
    let [at_person, at_policy, at_figure, at_after, _] = &adjustment.places;
    let policy = &adjustment.policy;
    let in_force = rules.policies.iter().map(|p| p.id.as_ref());
    if !in_force.clone().any(|id| id == policy.as_ref()) {
        return Err(AssessmentMistake::AdjustedPolicy {
            policy: policy.to_string(),
            suggestion: nearest(policy, in_force.clone()).map(str::to_owned),
            known: in_force.map(str::to_owned).collect(),
            place: at_policy.clone(),
        });
    }
    let found = rules.graph.full_name(policy, &adjustment.figure);
    let kind = rules.graph.kind(policy, &adjustment.figure);
    let (Some(figure), Some(kind)) = (found, kind) else {
        let known = rules.graph.names(policy);
        return Err(AssessmentMistake::AdjustedFigure {
            policy: policy.to_string(),
            figure: adjustment.figure.to_string(),
            suggestion: nearest(&adjustment.figure, known).map(str::to_owned),
            place: at_figure.clone(),
        });
    };
    let members = inputs.members.get(policy).map(|m| m.members.as_slice());
    let mut members = members.unwrap_or_default().iter();
    if members.all(|m| m.id != adjustment.person) {
        return Err(AssessmentMistake::AdjustedPerson {
            policy: policy.to_string(),
            person: adjustment.person.to_string(),
            place: at_person.clone(),
        });
    }
    let value = read_value(&adjustment.after, kind);
    let value = value.ok_or_else(|| AssessmentMistake::ExpectedValue {
        name: adjustment.figure.to_string(),
        written: adjustment.after.clone(),
        kind,
        place: at_after.clone(),
    })?;
    let key = (
        Arc::clone(policy),
        Arc::clone(figure),
        Arc::clone(&adjustment.person),
    );
    Ok((key, kind, value))
}

/// Returns the corrections that count where some are left out: what is replaced by one that counts
/// does not.
pub(super) fn that_count<'c>(
    corrections: &'c [Correction],
    month: &'c Month,
    without: &'c BTreeSet<Which>,
) -> impl Iterator<Item = &'c Correction> {
    let counts = |which: &Which| !without.contains(which);
    corrections.iter().filter(move |correction| {
        let (period, number) = correction.which;
        let id = month.adjustments.get(number).map(|a| &a.id);
        let replaced = || {
            let mut later = month.adjustments.iter().enumerate();
            later.any(|(at, a)| a.replaces.as_ref() == id && counts(&(period, at)))
        };
        counts(&correction.which) && !replaced()
    })
}

/// Puts corrections in the stead of figures.
pub(super) fn apply<'c>(corrections: impl Iterator<Item = &'c Correction>, inputs: &mut Inputs) {
    for correction in corrections {
        let key = correction.key.clone();
        if correction.discretionary {
            inputs.at_discretion.insert(key.clone());
        } else {
            inputs.at_discretion.remove(&key);
        }
        inputs.overrides.insert(key, correction.value.clone());
    }
}

/// Holds what adjustments say of the value before against what is worked out.
pub(super) fn check(
    rules: &InForce,
    (corrections, (period, month)): (&[Correction], (Period, &Month)),
    worked: &Worked,
    decimals: u32,
) -> Vec<Diagnostic> {
    let none = BTreeSet::new();
    let mut last: BTreeMap<&OverrideKey, &Value> = BTreeMap::new();
    let mut stale: BTreeMap<&str, (StaleMistake, usize)> = BTreeMap::new();
    let mut said = Vec::new();
    for correction in that_count(corrections, month, &none) {
        let (_, number) = correction.which;
        let Some(adjustment) = month.adjustments.get(number) else {
            continue;
        };
        let before = last.insert(&correction.key, &correction.value);
        let Some(written) = &adjustment.before else {
            continue;
        };
        let cell = match before {
            Some(value) => Ok(value.clone()),
            None => match worked.figures.raw.get(&correction.key) {
                Some(cell) => cell.clone(),
                None => continue,
            },
        };
        match agrees(&cell, written, correction.kind, decimals) {
            Some(true) => {}
            None => said.push(
                AssessmentMistake::ExpectedValue {
                    name: adjustment.figure.to_string(),
                    written: written.clone(),
                    kind: correction.kind,
                    place: adjustment.places[4].clone(),
                }
                .describe(),
            ),
            Some(false) => {
                let found = in_words(&rules.graph, correction, &cell, decimals);
                let told = stale.entry(&adjustment.id).or_insert_with(|| {
                    let mistake = StaleMistake {
                        period,
                        id: adjustment.id.to_string(),
                        figure: adjustment.figure.to_string(),
                        people: Vec::new(),
                        follows: before.is_some(),
                        entry: String::new(),
                        place: adjustment.places[4].clone(),
                    };
                    (mistake, number)
                });
                let person = adjustment.person.to_string();
                told.0.people.push((person, written.clone(), found));
            }
        }
    }
    for (id, (mut mistake, number)) in stale {
        let of_entry = corrections.iter().filter(|c| {
            let adjustment = month.adjustments.get(c.which.1);
            adjustment.is_some_and(|a| *a.id == *id)
        });
        let values: Vec<(String, String)> = of_entry
            .filter_map(|c| {
                let raw = worked.figures.raw.get(&c.key)?;
                let before = text(&rules.graph, c, raw, decimals).unwrap_or_default();
                Some((c.key.2.to_string(), before))
            })
            .collect();
        if let Some(adjustment) = month.adjustments.get(number) {
            mistake.entry = rebased(month, adjustment, &values);
        }
        said.push(mistake.into());
    }
    said
}

/// Tells whether a cell is what is written, or what is written are its digits as shown; `None`
/// where what is written is of another kind.
fn agrees(cell: &Cell, written: &str, kind: Kind, decimals: u32) -> Option<bool> {
    let written = written.trim();
    if written.is_empty() {
        return Some(cell.is_err());
    }
    let meant = read_value(written, kind)?;
    Some(match (cell, &meant) {
        (Err(_), _) => false,
        (Ok(Value::Number(number)), Value::Number(meant)) => {
            number == meant || rounds_to(number, meant, written, decimals)
        }
        (Ok(value), meant) => value == meant,
    })
}

/// Tells whether a number is shown as some digits: so many as were written, at least as many as
/// numbers are shown with.
fn rounds_to(number: &Number, meant: &Number, written: &str, decimals: u32) -> bool {
    let after_point = written.split_once(['.', '．']).map_or("", |(_, rest)| rest);
    let digits = after_point.chars().filter(|c| c.is_numeric()).count();
    let digits = u32::try_from(digits).unwrap_or(u32::MAX);
    let percent = written.ends_with(['%', '％']);
    let scale = if percent {
        Number::HUNDRED
    } else {
        Number::ONE
    };
    digits >= decimals
        && digits <= 28
        && Number::parse(&number.times(&scale).to_fixed(digits, Mode::HalfUp))
            .is_ok_and(|shown| shown == meant.times(&scale))
}

/// Writes a cell as an adjustment would; `None` for what is missing.
fn text(graph: &Graph, correction: &Correction, cell: &Cell, decimals: u32) -> Option<String> {
    let (policy, figure, _) = &correction.key;
    let unit = graph
        .title_and_unit(policy, figure)
        .and_then(|(_, unit)| unit);
    as_written(cell, unit.map_or("", AsRef::as_ref), decimals)
}

/// Writes a cell as an author would write it in `adjustments.yml`; `None` for what is missing.
pub fn as_written(cell: &Cell, unit: &str, decimals: u32) -> Option<String> {
    Some(match cell.as_ref().ok()? {
        Value::Number(number) => {
            let percent = unit == "%";
            let scaled = match percent {
                true => number.times(&Number::HUNDRED),
                false => number.clone(),
            };
            let digits = match scaled.decimals() {
                Some(few) if few <= 12 => scaled.exact_text(),
                _ => scaled.to_fixed(decimals.max(2), Mode::HalfUp),
            };
            format!("{digits}{}", if percent { "%" } else { "" })
        }
        Value::Text(text) => text.to_string(),
        Value::Truth(truth) => truth.to_string(),
        Value::Date(day) => date_text(*day),
    })
}

fn in_words(graph: &Graph, correction: &Correction, cell: &Cell, decimals: u32) -> Said {
    match (text(graph, correction, cell, decimals), cell) {
        (Some(text), _) => Said::new(text.clone(), text),
        (None, Err(missing)) => missing_in_words(Missing::cause(missing)),
        (None, Ok(_)) => Said::default(),
    }
}

/// Writes the entry that takes the place of one whose value before is not so any more, in the
/// language of the file.
fn rebased(month: &Month, adjustment: &Adjustment, before: &[(String, String)]) -> String {
    let after = month.adjustments.iter().filter(|a| a.id == adjustment.id);
    let after = after.filter(|a| before.iter().any(|(id, _)| *id == *a.person));
    let after: Vec<(String, String)> = after
        .map(|a| (a.person.to_string(), a.after.clone()))
        .collect();
    let ids: Vec<&str> = before.iter().map(|(id, _)| id.as_str()).collect();
    Entry::new(&ADJUSTMENT, &adjustment.place.source.text, true)
        .text("replaces", Some(&adjustment.id))
        .whose(&ids)
        .text("policy", Some(&adjustment.policy))
        .text("figure", Some(&adjustment.figure))
        .values("before", before)
        .values("after", &after)
        .text("reason", Some(&adjustment.reason))
        .line()
}
