//! Definitions → [`Graph`]: names, kinds, units and cycles, all checked before any data is read.

mod kinds;
mod names;
mod order;
mod units;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::definition::{Definition, Parameter, Subject};
use super::graph::Graph;
use super::inputs::TableShape;
use super::mistake::GraphMistake;
use crate::period::Length;

/// What a graph is made of.
#[derive(Debug)]
pub struct Rules<'a> {
    /// The policies in force with what they assess, by id.
    pub policies: Vec<(Arc<str>, Subject)>,
    /// How long their periods are, by id; a month where nothing is said.
    pub lengths: BTreeMap<Arc<str>, Length>,
    /// Their figures.
    pub definitions: Vec<&'a Definition>,
    /// Their parameters.
    pub parameters: Vec<&'a Parameter>,
    /// The tables as far as they are known; empty where there are no data at all, then any table
    /// may be named.
    pub shapes: &'a BTreeMap<Arc<str>, TableShape>,
    /// The roster's columns.
    pub attributes: &'a BTreeSet<Arc<str>>,
}

/// Compiles figures into a graph.
///
/// # Errors
/// All mistakes: unknown and ambiguous names, kinds and units that do not fit, cycles.
pub fn compile(rules: &Rules<'_>) -> Result<Graph, Vec<GraphMistake>> {
    let resolved = names::resolve(rules)?;
    let kinds = kinds::settle(resolved)?;
    let mut mistakes = units::check(&kinds.figures, rules);
    let order = order::order(&kinds.figures).unwrap_or_else(|cycles| {
        mistakes.extend(cycles);
        Vec::new()
    });
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    Ok(Graph {
        figures: kinds.figures,
        order,
        index: Arc::new(
            kinds
                .index
                .into_iter()
                .map(|(policy, names)| {
                    (policy, names.into_iter().map(|(n, id)| (n, id.0)).collect())
                })
                .collect(),
        ),
        parameters: rules.parameters.iter().map(|p| (*p).clone()).collect(),
        lengths: rules
            .policies
            .iter()
            .map(|(policy, _)| rules.lengths.get(policy).copied().unwrap_or_default())
            .collect(),
        policies: rules.policies.clone(),
        columns: kinds.columns,
        attributes: kinds.attributes,
    })
}
