//! Conditions of a row that can be tried without working out columns of cells.

use std::cmp::Ordering;
use std::sync::Arc;

use super::super::graph::{Graph, Op, Resolved};
use crate::formula::Operator;
use crate::period::Period;
use crate::value::{Kind, Value};

/// A condition of one row.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// A column of numbers or texts against a value: whether these orderings hold.
    Compare {
        /// The column.
        column: Arc<str>,
        /// The orderings that hold, of the cell to the value: less, equal, greater.
        holds: [bool; 3],
        /// The value.
        value: Value,
    },
    /// A column of truths.
    Truth(Arc<str>),
    /// Not so.
    Not(Box<Test>),
    /// Both.
    And(Box<Test>, Box<Test>),
    /// At least one.
    Or(Box<Test>, Box<Test>),
}

impl Test {
    /// Tells whether an ordering of a cell to the value is one that holds.
    pub fn holds(holds: [bool; 3], ordering: Ordering) -> bool {
        let [less, equal, greater] = holds;
        match ordering {
            Ordering::Less => less,
            Ordering::Equal => equal,
            Ordering::Greater => greater,
        }
    }
}

/// Returns the test that a formula of a row is; `None` where it is none of this simple kind.
pub(super) fn of(graph: &Graph, e: &Resolved, period: Period) -> Option<Test> {
    let both = |a: &Resolved, b: &Resolved| {
        Some((
            Box::new(of(graph, a, period)?),
            Box::new(of(graph, b, period)?),
        ))
    };
    match &e.op {
        Op::Column { table, column, .. } if kind(graph, table, column) == Some(Kind::Truth) => {
            Some(Test::Truth(Arc::clone(column)))
        }
        Op::Not(a) => Some(Test::Not(Box::new(of(graph, a, period)?))),
        Op::Binary(Operator::And, a, b) => both(a, b).map(|(a, b)| Test::And(a, b)),
        Op::Binary(Operator::Or, a, b) => both(a, b).map(|(a, b)| Test::Or(a, b)),
        Op::Binary(operator, a, b) => {
            let holds = holds_of(*operator)?;
            if let Some(value) = constant(graph, b, period) {
                return compare(graph, a, holds, value);
            }
            let [less, equal, greater] = holds;
            let value = constant(graph, a, period)?;
            compare(graph, b, [greater, equal, less], value)
        }
        Op::In(a, list) => {
            let mut tests = list.iter().map(|e| {
                let value = constant(graph, e, period)?;
                compare(graph, a, [false, true, false], value)
            });
            let first = tests.next()??;
            tests.try_fold(first, |all, one| {
                Some(Test::Or(Box::new(all), Box::new(one?)))
            })
        }
        _ => None,
    }
}

fn holds_of(operator: Operator) -> Option<[bool; 3]> {
    Some(match operator {
        Operator::Equal => [false, true, false],
        Operator::NotEqual => [true, false, true],
        Operator::Less => [true, false, false],
        Operator::LessOrEqual => [true, true, false],
        Operator::More => [false, false, true],
        Operator::MoreOrEqual => [false, true, true],
        _ => return None,
    })
}

fn constant(graph: &Graph, e: &Resolved, period: Period) -> Option<Value> {
    match &e.op {
        Op::Literal(value) => Some(value.clone()),
        Op::Parameter(number) => graph.parameters.get(*number)?.value_in(period).cloned(),
        _ => None,
    }
}

fn compare(graph: &Graph, e: &Resolved, holds: [bool; 3], value: Value) -> Option<Test> {
    let Op::Column { table, column, .. } = &e.op else {
        return None;
    };
    let kind = kind(graph, table, column)?;
    let fits = matches!(kind, Kind::Number | Kind::Text) && value.kind() == kind;
    fits.then(|| Test::Compare {
        column: Arc::clone(column),
        holds,
        value,
    })
}

fn kind(graph: &Graph, table: &Arc<str>, column: &Arc<str>) -> Option<Kind> {
    graph.columns.get(table)?.get(column).copied()
}
