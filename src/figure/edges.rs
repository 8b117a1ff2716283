//! The edges of bands that a figure is held against, so that shown digits never cross one.

use std::collections::BTreeMap;

use super::evaluate::row_of;
use super::graph::{FigureId, Graph, Op, Resolved};
use crate::formula::Side;
use crate::number::Number;
use crate::period::Period;
use crate::value::Value;

/// The cut points of bands by the figure that is looked up in them.
#[derive(Debug, Default)]
pub struct Edges {
    by_figure: BTreeMap<FigureId, Vec<Vec<(Number, Side)>>>,
}

impl Edges {
    /// Collects the edges of a graph as they are in a period.
    pub fn of(graph: &Graph, period: Period) -> Self {
        let mut edges = Self::default();
        for figure in &graph.figures {
            for e in figure.work.expressions() {
                e.each(&mut |e| {
                    if let Op::Cut { by, table, .. } = &e.op
                        && let Op::Figure { figure, .. } = by.op
                    {
                        let rows = table.rows.iter();
                        let points = rows
                            .filter_map(|row| Some((literal(graph, &row.at, period)?, row.side)));
                        let tables = edges.by_figure.entry(figure).or_default();
                        let points: Vec<_> = points.collect();
                        if !tables.contains(&points) {
                            tables.push(points);
                        }
                    }
                });
            }
        }
        edges
    }

    /// Tells whether `shown` lies in the same rows as `exact` in every band that a figure is held
    /// against.
    pub fn agree(
        &self,
        graph: &Graph,
        policy: &str,
        figure: &str,
        exact: &Number,
        shown: &Number,
    ) -> bool {
        let tables = graph
            .find(policy, figure)
            .and_then(|id| self.by_figure.get(&id));
        tables
            .into_iter()
            .flatten()
            .all(|rows| row_of(rows, exact) == row_of(rows, shown))
    }

    /// Returns the cut points of the bands that a figure is held against, each band from low to
    /// high.
    pub fn points(&self, graph: &Graph, policy: &str, figure: &str) -> &[Vec<(Number, Side)>] {
        let found = graph
            .find(policy, figure)
            .and_then(|id| self.by_figure.get(&id));
        found.map_or(&[], Vec::as_slice)
    }
}

fn literal(graph: &Graph, e: &Resolved, period: Period) -> Option<Number> {
    let value = match &e.op {
        Op::Literal(value) => value,
        Op::Parameter(number) => graph.parameters.get(*number)?.value_in(period)?,
        _ => return None,
    };
    match value {
        Value::Number(n) => Some(n.clone()),
        _ => None,
    }
}
