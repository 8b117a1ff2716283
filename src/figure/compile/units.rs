//! Declared units: what differs may not be added or subtracted.

use std::sync::Arc;

use super::super::graph::{Compiled, Op, Resolved, Work};
use super::super::mistake::GraphMistake;
use super::Rules;
use crate::formula::{Aggregate, Function, Operator};

/// Checks all formulas; tells every sum or difference of figures whose declared units differ.
pub(super) fn check(figures: &[Compiled], rules: &Rules<'_>) -> Vec<GraphMistake> {
    let mut checker = Units {
        figures,
        rules,
        mistakes: Vec::new(),
    };
    for figure in figures {
        let fallback = figure.fallback.as_ref().map(|(e, _)| e);
        for e in figure.work.expressions().into_iter().chain(fallback) {
            checker.unit(e);
        }
    }
    checker.mistakes
}

struct Units<'a> {
    figures: &'a [Compiled],
    rules: &'a Rules<'a>,
    mistakes: Vec<GraphMistake>,
}

impl Units<'_> {
    /// Returns the unit of an expression, where one follows from declared ones.
    fn unit(&mut self, e: &Resolved) -> Option<Arc<str>> {
        match &e.op {
            Op::Figure { figure, .. } | Op::Back(figure, _) => {
                self.of_figure(&self.figures[figure.0 as usize])
            }
            Op::Parameter(i) => self.rules.parameters.get(*i)?.unit.clone(),
            Op::Negate(a) => self.unit(a),
            Op::Binary(operator, a, b) => {
                let (left, right) = (self.unit(a), self.unit(b));
                match operator {
                    Operator::Plus | Operator::Minus => {
                        if let (Some(left), Some(right)) = (&left, &right)
                            && left != right
                        {
                            self.mistakes.push(GraphMistake::UnitsDiffer {
                                left: left.to_string(),
                                right: right.to_string(),
                                place: e.place.clone(),
                            });
                        }
                        left.or(right)
                    }
                    _ => None,
                }
            }
            Op::If(parts) => {
                let [condition, yes, no] = parts.as_ref();
                self.unit(condition);
                let yes = self.unit(yes);
                yes.or(self.unit(no))
            }
            Op::Call(function, arguments) => {
                let units: Vec<_> = arguments.iter().map(|a| self.unit(a)).collect();
                match function {
                    Function::Min | Function::Max | Function::Otherwise => {
                        units.into_iter().flatten().next()
                    }
                    Function::Absolute | Function::Round | Function::Floor | Function::Ceiling => {
                        units.into_iter().next().flatten()
                    }
                    _ => None,
                }
            }
            Op::Rows(fold) => {
                if let Some(only) = &fold.only {
                    self.unit(only);
                }
                let what = fold.what.as_ref().and_then(|e| self.unit(e));
                match fold.by {
                    Aggregate::Count | Aggregate::Distinct => None,
                    _ => what,
                }
            }
            Op::In(a, list) => {
                self.unit(a);
                for e in list {
                    self.unit(e);
                }
                None
            }
            Op::Not(a) => {
                self.unit(a);
                None
            }
            Op::Cut { by, .. } => {
                self.unit(by);
                None
            }
            Op::Literal(_)
            | Op::Attribute { .. }
            | Op::BuiltIn(_)
            | Op::Column { .. }
            | Op::DayOf { .. } => None,
        }
    }

    fn of_figure(&self, figure: &Compiled) -> Option<Arc<str>> {
        if figure.unit.is_some() {
            return figure.unit.clone();
        }
        match &figure.work {
            Work::Periods { by, figure, .. } if !counts(*by) => {
                self.figures[figure.0 as usize].unit.clone()
            }
            Work::People {
                by,
                what:
                    Some(Resolved {
                        op: Op::Figure { figure, .. },
                        ..
                    }),
                ..
            } if !counts(*by) => self.figures[figure.0 as usize].unit.clone(),
            _ => None,
        }
    }
}

fn counts(by: Aggregate) -> bool {
    matches!(by, Aggregate::Count | Aggregate::Distinct)
}
