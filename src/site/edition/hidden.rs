//! Which figures an edition does not show: those of a form that it leaves out, those that serve
//! nothing else, and metrics that would tell them.
//!
//! A base pay by grade is a metric to the rules, but it only serves pay; the count of cases only
//! serves a veto. Such a figure is left out with what it serves.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Edition;
use super::admit::may_show;
use crate::figure::{Definition, Form};
use crate::formula::{Name, each_name};
use crate::policy::Policy;

/// The figures that are not shown, by policy and full name.
pub type Hidden = BTreeSet<(Arc<str>, Arc<str>)>;

/// Finds the figures of the policies in force that an edition does not show.
pub fn of(policies: &[&Arc<Policy>], edition: &Edition) -> Hidden {
    let definitions: Vec<&Definition> = policies.iter().flat_map(|p| &p.definitions).collect();
    let left_out: Vec<usize> = (0..)
        .zip(&definitions)
        .filter(|(_, d)| !may_be_shown(edition, d))
        .map(|(at, _)| at)
        .collect();
    if left_out.is_empty() {
        return Hidden::new();
    }
    let reads = reads(&definitions);
    let serves = closure(&left_out, &reads, |_| true);
    let tells = closure(&left_out, &turned(&reads), |at| {
        form(&definitions, at) == Some(Form::Metric)
    });
    // What a shown form reads is shown, and so is a metric that has to do with nothing left out.
    let shown: Vec<usize> = (0..)
        .zip(&definitions)
        .filter(|(at, d)| match d.form {
            Form::Metric => !serves.contains(at) && !tells.contains(at),
            _ => may_be_shown(edition, d),
        })
        .map(|(at, _)| at)
        .collect();
    let reached = closure(&shown, &reads, |at| {
        let definition = definitions.get(at);
        definition.is_some_and(|d| may_be_shown(edition, d))
    });
    (0..)
        .zip(&definitions)
        .filter(|(at, _)| !reached.contains(at))
        .map(|(_, d)| (Arc::clone(&d.policy), Arc::clone(&d.name)))
        .collect()
}

/// Tells whether an edition may show a figure by itself: its form, and whether it is for HR alone.
fn may_be_shown(edition: &Edition, definition: &Definition) -> bool {
    may_show(edition, definition.form) && (edition.sees.checks || !definition.private)
}

fn form(definitions: &[&Definition], at: usize) -> Option<Form> {
    definitions.get(at).map(|d| d.form)
}

/// Follows edges from some figures on, through figures that may be passed; with the first ones.
fn closure(
    from: &[usize],
    edges: &[BTreeSet<usize>],
    may_pass: impl Fn(usize) -> bool,
) -> BTreeSet<usize> {
    let mut found: BTreeSet<usize> = from.iter().copied().collect();
    let mut open: Vec<usize> = from.to_vec();
    while let Some(at) = open.pop() {
        for next in edges.get(at).into_iter().flatten() {
            if may_pass(*next) && found.insert(*next) {
                open.push(*next);
            }
        }
    }
    found
}

fn turned(edges: &[BTreeSet<usize>]) -> Vec<BTreeSet<usize>> {
    let mut turned = vec![BTreeSet::new(); edges.len()];
    for (from, targets) in edges.iter().enumerate() {
        for to in targets {
            if let Some(list) = turned.get_mut(*to) {
                list.insert(from);
            }
        }
    }
    turned
}

/// Finds the figures that each figure reads.
fn reads(definitions: &[&Definition]) -> Vec<BTreeSet<usize>> {
    let mut index: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (at, definition) in definitions.iter().enumerate() {
        let own = std::iter::once(&definition.name).chain(&definition.aliases);
        for name in own {
            index.insert((&definition.policy, name), at);
        }
    }
    definitions
        .iter()
        .map(|definition| {
            let mut read = BTreeSet::new();
            let mut note = |name: &Name| {
                let policy = name.policy.as_ref().unwrap_or(&definition.policy);
                let joined = name.parts.join(".");
                read.extend(index.get(&(policy.as_ref(), joined.as_str())));
            };
            for expr in definition.expressions() {
                each_name(expr, &mut note);
            }
            read
        })
        .collect()
}
