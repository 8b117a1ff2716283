//! What is not there, grouped by cause: one absent table is one message, not four hundred.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::mistake::{AssessmentMistake, Cause};
use super::result::{Figured, ItemResult, PolicyResult};
use crate::data::Month;
use crate::diagnostic::Diagnostic;
use crate::period::Period;
use crate::value::{Missing, Place};

/// Tells why points and pay lines are missing, once for each cause.
pub(super) fn notes(policies: &[PolicyResult], period: Period, month: &Month) -> Vec<Diagnostic> {
    let mut causes: BTreeMap<(usize, Key), Affected> = BTreeMap::new();
    for (number, policy) in policies.iter().enumerate() {
        for subject in &policy.subjects {
            let mut note = |figured: &Figured| {
                if let Err(missing) = &figured.cell
                    && let Some((key, cause)) = key(missing.cause())
                {
                    let affected = causes.entry((number, key)).or_insert_with(|| Affected {
                        cause,
                        subjects: BTreeSet::new(),
                        items: BTreeSet::new(),
                    });
                    affected.subjects.insert(subject.name.clone());
                    affected.items.insert(Arc::clone(&figured.title));
                }
            };
            subject
                .items
                .iter()
                .for_each(|item| leaves(item, &mut note));
            subject.pay.iter().for_each(|line| note(&line.amount));
        }
    }
    causes
        .into_iter()
        .filter_map(|((number, _), affected)| {
            let policy = &policies.get(number)?.policy;
            Some(
                AssessmentMistake::MissingFigures {
                    period,
                    policy: policy.title.clone(),
                    subjects: affected.subjects.into_iter().collect(),
                    items: affected.items.iter().map(ToString::to_string).collect(),
                    place: match &affected.cause {
                        Cause::Blank(place) | Cause::SeveralRows(_, place) => place.clone(),
                        Cause::Unfilled(name) => {
                            parameter_place(policy, name).unwrap_or_else(|| policy.place.clone())
                        }
                        _ => month.place.clone(),
                    },
                    cause: affected.cause,
                }
                .describe(),
            )
        })
        .collect()
}

struct Affected {
    cause: Cause,
    subjects: BTreeSet<String>,
    items: BTreeSet<Arc<str>>,
}

/// What makes two causes the same.
type Key = (u8, String);

fn key(missing: &Missing) -> Option<(Key, Cause)> {
    Some(match missing {
        Missing::NoTable(t) => ((0, t.to_string()), Cause::NoTable(t.to_string())),
        Missing::NoRow(t) => ((1, t.to_string()), Cause::NoRow(t.to_string())),
        Missing::Blank(place) => ((2, place.to_string()), Cause::Blank(place.as_ref().clone())),
        Missing::ZeroDivisor => ((3, String::new()), Cause::ZeroDivisor),
        Missing::Unfilled(p) => ((4, p.to_string()), Cause::Unfilled(p.to_string())),
        Missing::NoBand(b) => ((5, b.to_string()), Cause::NoBand(b.to_string())),
        Missing::SeveralRows(t, place) => (
            (6, format!("{t} {place}")),
            Cause::SeveralRows(t.to_string(), place.as_ref().clone()),
        ),
        Missing::NoCalendar(year) => ((7, year.to_string()), Cause::NoCalendar(*year)),
        Missing::NotYet(period) => ((8, period.to_string()), Cause::NotYet(*period)),
        Missing::Nobody => ((9, String::new()), Cause::Nobody),
        Missing::NoAttribute(a) => ((10, a.to_string()), Cause::NoAttribute(a.to_string())),
        Missing::NotTakingPart => return None,
        Missing::From(_, inner) => return key(inner),
    })
}

fn leaves(item: &ItemResult, note: &mut impl FnMut(&Figured)) {
    if item.items.is_empty() {
        note(&item.points);
    }
    for inner in &item.items {
        leaves(inner, note);
    }
}

fn parameter_place(policy: &crate::policy::Policy, name: &str) -> Option<Place> {
    let parameter = policy.parameters.iter().find(|p| p.name.as_ref() == name)?;
    let value = parameter.values.iter().rev().find(|v| v.value.is_none());
    Some(value.map_or_else(|| parameter.place.clone(), |v| v.place.clone()))
}
