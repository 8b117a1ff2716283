//! The way through a gate: the one condition of an award that is not met, where it is a number
//! against a bound.

use super::{Distance, From, Step, measure};
use crate::figure::definition::Form;
use crate::figure::graph::{Compiled, Op, Resolved};
use crate::formula::Operator;
use crate::value::Value;

impl From<'_> {
    /// Finds the way where exactly one condition is in it, and that one can be measured.
    pub(super) fn gate(&self, of: &Compiled, e: &Resolved) -> Option<Distance> {
        let mut conditions = vec![e];
        let mut unmet = None;
        while let Some(condition) = conditions.pop() {
            if let Op::Binary(Operator::And, a, b) = &condition.op {
                conditions.extend([b.as_ref(), a.as_ref()]);
                continue;
            }
            match self.eval(of, condition)? {
                Value::Truth(true) => {}
                Value::Truth(false) if unmet.is_none() => unmet = Some(condition),
                _ => return None,
            }
        }
        let Op::Binary(operator, a, b) = &unmet?.op else {
            return None;
        };
        // The figure may stand on either side.
        let (figure, bound, down, beyond) = match (self.own_figure(a), operator) {
            (Some(own), Operator::MoreOrEqual) => (own, b, false, false),
            (Some(own), Operator::More) => (own, b, false, true),
            (Some(own), Operator::LessOrEqual) => (own, b, true, false),
            (Some(own), Operator::Less) => (own, b, true, true),
            (None, Operator::LessOrEqual) => (self.own_figure(b)?, a, false, false),
            (None, Operator::Less) => (self.own_figure(b)?, a, false, true),
            (None, Operator::MoreOrEqual) => (self.own_figure(b)?, a, true, false),
            (None, Operator::More) => (self.own_figure(b)?, a, true, true),
            _ => return None,
        };
        let (id, held) = figure;
        // A rank is moved by others, and so may a bound that is computed.
        let fixed = match &bound.op {
            Op::Literal(_) | Op::Parameter(_) => true,
            Op::Figure { figure, .. } => {
                let form = self.session.graph.figure(*figure).form;
                matches!(form, Form::Source | Form::Target)
            }
            _ => false,
        };
        if !fixed || matches!(held.form, Form::Rank | Form::Key) || self.is_overridden(held) {
            return None;
        }
        let at = self.number(of, bound)?;
        let value = self.number_of(id)?;
        let by = if down {
            value.minus(&at)
        } else {
            at.minus(&value)
        };
        (!by.is_negative()).then(|| {
            let distance = Distance {
                moves: measure(held),
                by,
                down,
                beyond,
                held: measure(held),
                at,
                step: Step::Gate,
            };
            self.behind(id, distance)
        })
    }
}
