//! Event tables: aggregates over rows that are too many to be held. Each is worked out while the
//! rows go by, for every person at once, and read here where an ordinary one would look at rows.

mod brief;
mod gathering;
mod test;

pub use brief::Brief;
pub use gathering::{Gathering, Tallied};
pub use test::Test;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::evaluate::{Frame, FrameKind, Session};
use super::graph::{Domain, Graph, Op, Resolved, RowFold};
use super::inputs::{Figures, History, Inputs, TableInput};
use crate::formula::Aggregate;
use crate::period::Period;
use crate::value::Cell;

/// An aggregate over an event table.
#[derive(Debug, Clone, Copy)]
pub struct Tally<'g> {
    graph: &'g Graph,
    policy: usize,
    fold: &'g RowFold,
}

/// What is taken of each row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taking<'g> {
    /// Nothing: rows are counted.
    Nothing,
    /// A column as it is.
    Column(&'g Arc<str>),
    /// A formula of the row.
    Formula,
}

/// What an aggregate asks for that a row by itself cannot tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beyond {
    /// The middle of all values.
    Median,
    /// Groups of rows.
    Groups,
    /// A figure, an attribute or a column of somewhere else.
    Elsewhere,
    /// The subject's only row.
    OneRow,
}

impl Graph {
    /// Returns the aggregates over event tables, by table; those that are the same in all that
    /// they say are one.
    pub fn tallies(&self) -> BTreeMap<Arc<str>, BTreeMap<Arc<str>, Tally<'_>>> {
        let mut tallies: BTreeMap<Arc<str>, BTreeMap<Arc<str>, Tally<'_>>> = BTreeMap::new();
        for figure in &self.figures {
            let fallback = figure.fallback.iter().map(|(e, _)| e);
            for e in figure.work.expressions().into_iter().chain(fallback) {
                each_fold(e, &mut |fold| {
                    if let Some(key) = &fold.tally {
                        let of_table = tallies.entry(Arc::clone(fold.rows.table())).or_default();
                        of_table.entry(Arc::clone(key)).or_insert(Tally {
                            graph: self,
                            policy: figure.domain.policy(),
                            fold,
                        });
                    }
                });
            }
        }
        tallies
    }
}

impl<'g> Tally<'g> {
    /// Returns how rows become one value.
    pub fn by(&self) -> Aggregate {
        self.fold.by
    }

    /// Returns what is taken of each row.
    pub fn taking(&self) -> Taking<'g> {
        match self.fold.what.as_ref().map(|e| &e.op) {
            None => Taking::Nothing,
            Some(Op::Column { column, .. }) => Taking::Column(column),
            Some(_) => Taking::Formula,
        }
    }

    /// Returns the condition in the form that is quickly tried; `Some(None)` where there is none,
    /// `None` where only [`Tally::cells`] can tell.
    pub fn test(&self, period: Period) -> Option<Option<Test>> {
        match &self.fold.only {
            None => Some(None),
            Some(only) => test::of(self.graph, only, period).map(Some),
        }
    }

    /// Tells whether rows have an order (`first`, `last`).
    pub fn is_ordered(&self) -> bool {
        self.fold.order.is_some()
    }

    /// Returns the columns that it reads.
    pub fn columns(&self) -> Vec<Arc<str>> {
        let mut columns = Vec::new();
        let parts = self.fold.what.iter().chain(&self.fold.only);
        for e in parts.chain(&self.fold.order) {
            e.each(&mut |e| {
                if let Op::Column { column, .. } = &e.op
                    && !columns.contains(column)
                {
                    columns.push(Arc::clone(column));
                }
            });
        }
        columns
    }

    /// Works out what is taken, the condition and the order of some rows at once; each `None`
    /// where the aggregate does not say it.
    pub fn cells(&self, inputs: &Inputs, rows: &TableInput) -> [Option<Vec<Cell>>; 3] {
        let (history, figures) = (History::new(), Figures::none(inputs.period));
        let session = Session {
            graph: self.graph,
            inputs,
            history: &history,
            figures: &figures,
        };
        let policy = Frame {
            kind: FrameKind::Members(Domain::Subjects(self.policy), vec![0]),
            parent: None,
        };
        let frame = Frame {
            kind: FrameKind::Rows(rows, (0..rows.rows).collect()),
            parent: Some((&policy, vec![0; rows.rows as usize])),
        };
        [&self.fold.what, &self.fold.only, &self.fold.order]
            .map(|part| part.as_ref().map(|e| session.eval(e, &frame)))
    }
}

/// Names an aggregate over an event table by all that it says, so that equal ones are worked out
/// once; `policy` is the number of the policy that asks.
pub(super) fn key(fold: &RowFold, policy: usize) -> Result<Arc<str>, Beyond> {
    if fold.by == Aggregate::Median {
        return Err(Beyond::Median);
    }
    if !fold.groups.is_empty() {
        return Err(Beyond::Groups);
    }
    let mut key = format!("{:?}", fold.by);
    for part in [&fold.what, &fold.only, &fold.order] {
        key.push('|');
        if let Some(e) = part {
            write(e, policy, &mut key)?;
        }
    }
    Ok(key.into())
}

fn write(e: &Resolved, policy: usize, key: &mut String) -> Result<(), Beyond> {
    let mut list = |head: String, parts: &[&Resolved]| {
        key.push('(');
        key.push_str(&head);
        for part in parts {
            key.push(' ');
            write(part, policy, key)?;
        }
        key.push(')');
        Ok(())
    };
    match &e.op {
        Op::Literal(value) => list(format!("{value:?}"), &[]),
        Op::Parameter(number) => list(format!("parameter {number}"), &[]),
        // The policy says how long a period is.
        Op::BuiltIn(which) => list(format!("{which:?} {policy}"), &[]),
        Op::DayOf { day, shift } => list(format!("day {day} {shift} {policy}"), &[]),
        Op::Column {
            column, depth: 0, ..
        } => list(format!("{column:?}"), &[]),
        Op::Negate(a) => list("-".to_owned(), &[a]),
        Op::Not(a) => list("not".to_owned(), &[a]),
        Op::Binary(operator, a, b) => list(format!("{operator:?}"), &[a, b]),
        Op::In(a, all) => {
            let parts: Vec<&Resolved> = std::iter::once(a.as_ref()).chain(all).collect();
            list("in".to_owned(), &parts)
        }
        Op::If(parts) => list("if".to_owned(), &parts.iter().collect::<Vec<_>>()),
        Op::Call(function, arguments) => list(
            format!("{function:?}"),
            &arguments.iter().collect::<Vec<_>>(),
        ),
        Op::Figure { .. }
        | Op::Attribute { .. }
        | Op::Column { .. }
        | Op::Rows(_)
        | Op::Back(..)
        | Op::Cut { .. } => Err(Beyond::Elsewhere),
    }
}

fn each_fold<'e>(e: &'e Resolved, visit: &mut dyn FnMut(&'e RowFold)) {
    let mut all = |parts: &mut dyn Iterator<Item = &'e Resolved>| {
        for part in parts {
            each_fold(part, visit);
        }
    };
    match &e.op {
        Op::Rows(fold) => {
            let parts = fold.groups.iter().chain(&fold.what).chain(&fold.only);
            all(&mut parts.chain(&fold.order));
            visit(fold);
        }
        Op::Negate(a) | Op::Not(a) => all(&mut std::iter::once(a.as_ref())),
        Op::Binary(_, a, b) => all(&mut [a.as_ref(), b.as_ref()].into_iter()),
        Op::In(a, list) => all(&mut std::iter::once(a.as_ref()).chain(list)),
        Op::If(parts) => all(&mut parts.iter()),
        Op::Call(_, arguments) => all(&mut arguments.iter()),
        Op::Cut { by, table, .. } => {
            let rows = table.rows.iter();
            let of_rows = rows.flat_map(|row| std::iter::once(&row.at).chain(&row.results));
            let otherwise = table.otherwise.iter().flatten();
            all(&mut std::iter::once(by.as_ref()).chain(of_rows).chain(otherwise));
        }
        Op::Literal(_)
        | Op::Figure { .. }
        | Op::Parameter(_)
        | Op::Attribute { .. }
        | Op::BuiltIn(_)
        | Op::Column { .. }
        | Op::Back(..)
        | Op::DayOf { .. } => {}
    }
}
