//! Explains a figure by working it out once more, for one member, and keeping every step.

use std::sync::Arc;

use super::definition::Form;
use super::graph::Graph;
use super::inputs::{Figures, History, Inputs};
use crate::diagnostic::Said;
use crate::value::{Cell, Place};

/// One step of an explanation: a figure, how it is computed, with which values.
#[derive(Debug, Clone)]
pub struct Step {
    /// The figure's full name.
    pub name: Arc<str>,
    /// The name that readers see.
    pub title: Said,
    /// The policy's id.
    pub policy: Arc<str>,
    /// The form it came from.
    pub form: Form,
    /// The unit; empty for none.
    pub unit: Arc<str>,
    /// The result.
    pub cell: Cell,
    /// The formula in words, for example `60 × 回款额 ÷ 目标.回款额，最多 120%`; empty for sources.
    pub formula: Said,
    /// The formula with its values, for example `60 × 68000 ÷ 60000 …`; empty for sources.
    pub substituted: Said,
    /// What is to be noted: approximated, corrected, rounded to cents, a fallback and its reason.
    pub notes: Vec<Said>,
    /// The clause that says so, as an index into the policy's clauses.
    pub clause: Option<usize>,
    /// Where the rule is written.
    pub place: Place,
    /// The figures it was computed from, in the order of the formula.
    pub steps: Vec<Step>,
    /// The rows it was computed from; only the columns that the formula used.
    pub evidence: Vec<Evidence>,
}

/// Rows of a table that a step used.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// The table's name.
    pub table: Arc<str>,
    /// The columns that the formula used.
    pub columns: Vec<Arc<str>>,
    /// The rows: each its place, the shown cells, and whether it was counted.
    pub rows: Vec<(Place, Vec<String>, bool)>,
    /// How many rows there are in all, where `rows` holds only the first ones.
    pub total: usize,
}

/// Explains one figure of one member; `None` where there is no such figure or member.
///
/// `at` is the policy's id, the figure's full name and the member's id.
pub fn replay(
    _graph: &Graph,
    _inputs: &Inputs,
    _figures: &Figures,
    _history: &History,
    _at: (&str, &str, &str),
) -> Option<Step> {
    None
}
