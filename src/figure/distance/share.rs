//! Shares of a target: the way to the target and to the cap, and what moves behind a rate.

use super::zone;
use super::{Distance, From, Step, measure};
use crate::figure::definition::Form;
use crate::figure::graph::{Compiled, FigureId, Op, Resolved, RowFold, Work};
use crate::formula::{Aggregate, Function, Operator};
use crate::number::Number;

impl From<'_> {
    /// The target of an item whose points are in proportion, then its cap.
    pub(super) fn proportional(&self, of: &Compiled, e: &Resolved) -> Option<Distance> {
        let mut cap: Option<Number> = None;
        let mut at = e;
        loop {
            at = match &at.op {
                Op::If(parts) => self.branch(of, parts)?,
                Op::Binary(Operator::Times, a, b) if matches!(a.op, Op::Literal(_)) => b,
                Op::Binary(Operator::Times, a, _) => a,
                Op::Call(Function::Max, parts) => parts.first()?,
                Op::Call(Function::Min, parts) => {
                    cap = Some(self.number(of, parts.get(1)?)?);
                    parts.first()?
                }
                _ => break,
            };
        }
        let (value, target) = match &at.op {
            Op::Binary(Operator::DividedBy, value, target) => {
                (value.as_ref(), self.number(of, target)?)
            }
            _ => (at, Number::ONE),
        };
        let (id, held) = self.own_figure(value)?;
        let value = self.number_of(id)?;
        if target.is_zero() || target.is_negative() {
            return None;
        }
        let full = match &cap {
            Some(cap) => Number::ONE.or_less(cap.clone()),
            None => Number::ONE,
        };
        let (share, step) = if value < target.times(&full) {
            (full, Step::Target)
        } else {
            let cap = cap?;
            (cap.clone(), Step::Cap(cap))
        };
        let at = target.times(&share);
        if value >= at {
            return None;
        }
        let step = if share < Number::ONE {
            Step::Cap(share)
        } else {
            step
        };
        let reached = match grid(held) {
            Some(grid) => zone::on_grid(&at, &grid, false, false),
            None => at.clone(),
        };
        Some(self.behind(
            id,
            Distance {
                moves: measure(held),
                by: reached.minus(&value),
                down: false,
                beyond: false,
                held: measure(held),
                at,
                step,
            },
        ))
    }

    /// Looks behind a rate: of `sales ÷ plan` it is the sales that move.
    pub(super) fn behind(&self, rate: FigureId, distance: Distance) -> Distance {
        self.behind_rate(rate, &distance).unwrap_or(distance)
    }

    fn behind_rate(&self, rate: FigureId, distance: &Distance) -> Option<Distance> {
        let rate = self.session.graph.figure(rate);
        if rate.unit.as_deref().is_some_and(|unit| unit != "%") {
            return None;
        }
        let Work::Formula(formula) = &rate.work else {
            return None;
        };
        let Op::Binary(Operator::DividedBy, above, below) = &formula.op else {
            return None;
        };
        // A divisor that grows with the work would make the answer wrong.
        let is_set = match &below.op {
            Op::Literal(_) | Op::Parameter(_) | Op::BuiltIn(_) => true,
            Op::Figure { figure, .. } => matches!(
                self.session.graph.figure(*figure).form,
                Form::Source | Form::Target
            ),
            _ => false,
        };
        let (_, above) = self.own_figure(above)?;
        let has_unit = above.unit.as_deref().is_some_and(|unit| unit != "%");
        let below = self.number(rate, below)?;
        if !is_set || !has_unit || above.form != Form::Metric || below.is_negative() {
            return None;
        }
        let by = distance.by.times(&below);
        let grid = grid(above);
        Some(Distance {
            moves: measure(above),
            beyond: distance.beyond && grid.is_none(),
            by: match &grid {
                Some(grid) => zone::on_grid(&by, grid, distance.beyond, false),
                None => by,
            },
            ..distance.clone()
        })
    }
}

/// Returns the step in which a figure moves: that to which it is rounded, 1 for a count.
pub(super) fn grid(figure: &Compiled) -> Option<Number> {
    if let Some(rounding) = &figure.round {
        return Some(rounding.step.clone());
    }
    match &figure.work {
        Work::Formula(e) => match &e.op {
            Op::Rows(fold) => counts(fold).then_some(Number::ONE),
            _ => None,
        },
        _ => None,
    }
}

fn counts(fold: &RowFold) -> bool {
    matches!(fold.by, Aggregate::Count | Aggregate::Distinct)
}
