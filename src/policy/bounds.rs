//! Between which numbers a formula stays, as far as its form tells.

use super::draft::{Draft, Named};
use super::spoken;
use crate::formula::{Aggregate, CutMode, CutTable, Expr, Function, Node, Operator};
use crate::number::Number;

/// The least and the most that a formula can be; `None` where its form sets no bound.
#[derive(Debug, Clone, Default)]
pub(super) struct Range {
    pub least: Option<Number>,
    pub most: Option<Number>,
}

/// Finds the bounds of a formula.
pub(super) fn of(draft: &Draft, expr: &Expr) -> Range {
    let again = |e: &Expr| of(draft, e);
    match &expr.node {
        Node::Number(n) => only(n),
        Node::Name(name) if name.policy.is_none() => constant(draft, &name.to_string()),
        Node::Negate(a) => again(a).turned(),
        Node::If(parts) => {
            let [_, yes, no] = parts.as_ref();
            either(&again(yes), &again(no))
        }
        Node::Binary(operator, a, b) => binary(*operator, &again(a), &again(b)),
        Node::Call(Function::Min, all) => all.iter().map(again).reduce(smaller).unwrap_or_default(),
        Node::Call(Function::Max, all) => all
            .iter()
            .map(again)
            .map(Range::turned)
            .reduce(smaller)
            .unwrap_or_default()
            .turned(),
        Node::Call(Function::Otherwise, all) => match all.as_slice() {
            [a, b] => either(&again(a), &again(b)),
            _ => Range::default(),
        },
        Node::Fold(fold) if matches!(fold.by, Aggregate::Count | Aggregate::Distinct) => Range {
            least: Some(Number::ZERO),
            most: None,
        },
        Node::Cut { table, column, .. } => of_band(draft, table, *column),
        _ => Range::default(),
    }
}

/// Finds the bounds of what a band gives.
pub(super) fn of_band(draft: &Draft, table: &CutTable, column: usize) -> Range {
    if matches!(table.mode, CutMode::Whole | CutMode::Marginal) {
        return Range::default();
    }
    let rows = table.rows.iter().map(|r| &r.results);
    let results = rows.chain(&table.otherwise);
    let ranges = results.map(|results| {
        let result = results.get(column);
        result.map_or_else(Range::default, |expr| of(draft, expr))
    });
    ranges.reduce(|a, b| either(&a, &b)).unwrap_or_default()
}

fn only(number: &Number) -> Range {
    Range {
        least: Some(number.clone()),
        most: Some(number.clone()),
    }
}

/// A parameter that holds one number is that number.
fn constant(draft: &Draft, name: &str) -> Range {
    let parameter = match draft.meaning(name) {
        Some(Named::Parameter(full)) => draft.parameter(full),
        _ => None,
    };
    let number = parameter.and_then(spoken::constant);
    number.map_or_else(Range::default, only)
}

fn either(a: &Range, b: &Range) -> Range {
    let both = |x: &Option<Number>, y: &Option<Number>| x.clone().zip(y.clone());
    Range {
        least: both(&a.least, &b.least).map(|(x, y)| x.or_less(y)),
        most: both(&a.most, &b.most).map(|(x, y)| x.or_more(y)),
    }
}

fn smaller(a: Range, b: Range) -> Range {
    Range {
        least: a.least.zip(b.least).map(|(x, y)| x.or_less(y)),
        most: match (a.most, b.most) {
            (Some(x), Some(y)) => Some(x.or_less(y)),
            (x, y) => x.or(y),
        },
    }
}

fn binary(operator: Operator, a: &Range, b: &Range) -> Range {
    let both = |x: &Option<Number>, y: &Option<Number>| x.clone().zip(y.clone());
    match operator {
        Operator::Plus => Range {
            least: both(&a.least, &b.least).map(|(x, y)| x.plus(&y)),
            most: both(&a.most, &b.most).map(|(x, y)| x.plus(&y)),
        },
        Operator::Minus => binary(Operator::Plus, a, &b.clone().turned()),
        Operator::Times => match (a.single(), b.single()) {
            (Some(n), _) => b.times(n),
            (_, Some(n)) => a.times(n),
            (None, None) => Range::default(),
        },
        Operator::DividedBy => match b.single().and_then(|n| Number::ONE.divided_by(n)) {
            Some(n) => a.times(&n),
            None => Range::default(),
        },
        _ => Range::default(),
    }
}

impl Range {
    fn single(&self) -> Option<&Number> {
        self.least
            .as_ref()
            .filter(|n| self.most.as_ref() == Some(n))
    }

    fn turned(self) -> Self {
        let less = |n: Number| Number::ZERO.minus(&n);
        Self {
            least: self.most.map(less),
            most: self.least.map(less),
        }
    }

    fn times(&self, n: &Number) -> Self {
        if n.is_negative() {
            let positive = Number::ZERO.minus(n);
            return self.times(&positive).turned();
        }
        let by = |x: &Number| x.times(n);
        Self {
            least: self.least.as_ref().map(by),
            most: self.most.as_ref().map(by),
        }
    }
}
