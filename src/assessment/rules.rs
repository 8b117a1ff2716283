//! The versions in force in each period, compiled.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::mistake::AssessmentMistake;
use crate::data::{Ledger, Month};
use crate::diagnostic::{Diagnostic, Said};
use crate::figure::mistake::GraphMistake;
use crate::figure::{Body, Definition, Fallback, Form, Graph, Rules, Subject, TableShape, compile};
use crate::formula::{Expr, Node};
use crate::period::Period;
use crate::policy::Policy;

/// The name of the figure that tells whether a policy applies to someone.
pub(super) const APPLIES: &str = "applies";

/// What policies and tables are known.
pub(super) struct Known<'a> {
    pub policies: &'a BTreeMap<Arc<str>, Vec<Arc<Policy>>>,
    pub shapes: &'a BTreeMap<Arc<str>, TableShape>,
    pub attributes: &'a BTreeSet<Arc<str>>,
}

/// The rules in force in a period.
#[derive(Debug, Clone)]
pub(super) struct InForce {
    /// The versions in force that compute something, by id.
    pub policies: Vec<Arc<Policy>>,
    /// Whom each applies to, as figures of their own.
    pub applies: Arc<Graph>,
    /// All figures.
    pub graph: Arc<Graph>,
}

/// Compiles the rules of each month and, so that nothing is found out too late, of each period in
/// which a version begins.
pub(super) fn compile_all(
    known: &Known<'_>,
    ledger: &Ledger,
) -> (BTreeMap<Period, InForce>, Vec<Diagnostic>) {
    let mut said: Vec<Diagnostic> = Vec::new();
    let mut compiled: BTreeMap<Vec<(Arc<str>, Period)>, Option<InForce>> = BTreeMap::new();
    let mut graphs = BTreeMap::new();
    let begins = known.policies.values().flatten().map(|p| p.version.from);
    let periods: BTreeSet<Period> = ledger.months.keys().copied().chain(begins).collect();
    for period in periods {
        let policies = in_force(known.policies, period);
        let month = ledger.months.get(&period);
        if let Some(month) = month
            && policies.is_empty()
            && !known.policies.is_empty()
            && has_data(month)
        {
            let first = known
                .policies
                .values()
                .flatten()
                .map(|p| p.version.from)
                .min();
            said.push(
                AssessmentMistake::NoPolicyInForce {
                    period,
                    first,
                    place: month.place.clone(),
                }
                .describe(),
            );
        }
        let key: Vec<(Arc<str>, Period)> = policies
            .iter()
            .map(|p| (Arc::clone(&p.id), p.version.from))
            .collect();
        let rules = compiled
            .entry(key)
            .or_insert_with(|| match compiled_rules(known, &policies) {
                Ok(rules) => Some(rules),
                Err(mistakes) => {
                    // A mistake that stays over several versions in force is one mistake.
                    for mistake in mistakes {
                        if !said.contains(&mistake) {
                            said.push(mistake);
                        }
                    }
                    None
                }
            });
        if let (Some(rules), Some(_)) = (rules, month) {
            graphs.insert(period, rules.clone());
        }
    }
    (graphs, said)
}

/// Tells whether anything was put into a month's folder but its state: one that lies before all
/// policies may be there to say that it is settled.
fn has_data(month: &Month) -> bool {
    let mut files = month.tables.values().flat_map(|rows| &rows.files);
    files.any(|file| file.place.source.path.starts_with("content/months/"))
}

/// Returns the version of each policy that is in force in a period and computes something.
pub(super) fn in_force(
    policies: &BTreeMap<Arc<str>, Vec<Arc<Policy>>>,
    period: Period,
) -> Vec<Arc<Policy>> {
    policies
        .values()
        .filter_map(|versions| versions.iter().rev().find(|p| p.version.from <= period))
        .filter(|p| p.subject.is_some() && !p.definitions.is_empty())
        .cloned()
        .collect()
}

/// Compiles a set of policies.
pub(super) fn compiled_rules(
    known: &Known<'_>,
    policies: &[Arc<Policy>],
) -> Result<InForce, Vec<Diagnostic>> {
    compiled(known, policies).map_err(|mistakes| mistakes.iter().map(|m| m.describe()).collect())
}

/// Compiles a set of policies; what is wrong stays data.
pub(super) fn compiled(
    known: &Known<'_>,
    policies: &[Arc<Policy>],
) -> Result<InForce, Vec<GraphMistake>> {
    let subjects: Vec<(Arc<str>, Subject)> = policies
        .iter()
        .map(|p| (Arc::clone(&p.id), p.subject.unwrap_or(Subject::Person)))
        .collect();
    let rules = |definitions| Rules {
        policies: subjects.clone(),
        lengths: policies
            .iter()
            .map(|p| (Arc::clone(&p.id), p.length))
            .collect(),
        definitions,
        parameters: policies.iter().flat_map(|p| &p.parameters).collect(),
        shapes: known.shapes,
        attributes: known.attributes,
    };
    let conditions: Vec<Definition> = policies.iter().map(|p| applies_figure(p)).collect();
    let applies = compile(&rules(conditions.iter().collect()));
    let graph = compile(&rules(
        policies.iter().flat_map(|p| &p.definitions).collect(),
    ));
    match (applies, graph) {
        (Ok(applies), Ok(graph)) => Ok(InForce {
            policies: policies.to_vec(),
            applies: Arc::new(applies),
            graph: Arc::new(graph),
        }),
        (applies, graph) => {
            let mistakes = [applies.err(), graph.err()].into_iter().flatten().flatten();
            Err(mistakes.collect())
        }
    }
}

fn applies_figure(policy: &Policy) -> Definition {
    let condition = policy.applies_to.only.clone();
    let always = || Expr::new(Node::Truth(true), &policy.place);
    Definition {
        policy: Arc::clone(&policy.id),
        name: Arc::from(APPLIES),
        aliases: Vec::new(),
        title: Arc::from(Said::new("适用", "applies").zh),
        form: Form::Eligible,
        unit: None,
        body: Body::Formula(condition.unwrap_or_else(always)),
        round: None,
        if_missing: Fallback::Missing,
        private: false,
        clause: None,
        show: None,
        place: policy.place.clone(),
    }
}
