//! How far a figure is from its next step: the next band, its target, its cap.
//!
//! Like an explanation it is worked out once more when it is asked for, from the same formulas;
//! nothing is stored.

mod gate;
mod share;
mod zone;

use std::sync::Arc;

use super::definition::Form;
use super::evaluate::{Frame, Session, row_of};
use super::graph::{Compiled, FigureId, Graph, Op, Resolved, ResolvedCut, Via, Work};
use super::inputs::{Figures, History, Inputs};
use crate::formula::{CutMode, Function, Operator, Side};
use crate::number::Number;
use crate::value::{Cell, Kind, Value};

/// The distance of one member from the next step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Distance {
    /// What has to move: in the best case what the member does, such as the sales behind a rate.
    pub moves: Measure,
    /// By how much, exactly; never below zero.
    pub by: Number,
    /// Whether it has to fall.
    pub down: bool,
    /// Whether it has to be more than that.
    pub beyond: bool,
    /// What is held against the step.
    pub held: Measure,
    /// The value at which the step is reached, in the measure of `held`.
    pub at: Number,
    /// What is reached.
    pub step: Step,
}

/// A figure that is measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// The full name.
    pub name: Arc<str>,
    /// The name that readers see.
    pub title: Arc<str>,
    /// The unit; empty for none.
    pub unit: Arc<str>,
    /// The form it came from.
    pub form: Form,
}

/// What is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The target, in full.
    Target,
    /// The cap, as a share of the target.
    Cap(Number),
    /// The last condition that is not met yet.
    Gate,
    /// A row of a band: its table, its column and what it gives.
    Row {
        /// The table's name.
        table: Arc<str>,
        /// The column.
        column: usize,
        /// What it gives there.
        gives: Value,
    },
}

/// Finds how far one figure of one member is from its next step; `None` where there is none, or
/// where the figure rests on nothing that could move.
///
/// `at` is the policy's id, the figure's name and the member's id.
pub fn distance(
    graph: &Graph,
    inputs: &Inputs,
    figures: &Figures,
    history: &History,
    (policy, figure, member): (&str, &str, &str),
) -> Option<Distance> {
    let session = Session {
        graph,
        inputs,
        history,
        figures,
    };
    let id = graph.find(policy, figure)?;
    let at = session.position(graph.figure(id).domain, member)?;
    let from = From {
        session: &session,
        at,
        member,
    };
    from.figure(id, true, 0)
}

/// How deep figures are followed from one to the next.
const MOST_DEPTH: u32 = 6;

/// Where one stands: the figures of one member.
struct From<'s> {
    session: &'s Session<'s>,
    at: usize,
    member: &'s str,
}

impl From<'_> {
    /// `more` tells whether more of the figure is better.
    fn figure(&self, id: FigureId, more: bool, depth: u32) -> Option<Distance> {
        let figure = self.session.graph.figure(id);
        // What was corrected by hand, or stands in for something missing, follows from no rule.
        if depth > MOST_DEPTH || self.is_overridden(figure) {
            return None;
        }
        let Work::Formula(formula) = &figure.work else {
            return None;
        };
        let cell = self.cell(id)?;
        if figure.form == Form::Proportional {
            return self.proportional(figure, formula);
        }
        if figure.form == Form::Eligible {
            return self.gate(figure, formula);
        }
        cell.as_ref().ok()?;
        self.formula(figure, formula, more, depth)
    }

    /// Follows a formula to the band that decides it.
    fn formula(&self, of: &Compiled, e: &Resolved, more: bool, depth: u32) -> Option<Distance> {
        let on = |e: &Resolved, more: bool| self.formula(of, e, more, depth);
        match &e.op {
            Op::Cut { by, table, column } => self.cut(of, (by, table, *column), more, depth),
            Op::If(parts) => on(self.branch(of, parts)?, more),
            Op::Negate(a) => on(a, !more),
            Op::Binary(Operator::Times, a, b) => on(a, more == self.is_positive(of, b)?)
                .or_else(|| on(b, more == self.is_positive(of, a)?)),
            Op::Binary(Operator::DividedBy, a, b) => on(a, more == self.is_positive(of, b)?),
            Op::Binary(Operator::Plus, a, b) => on(a, more).or_else(|| on(b, more)),
            Op::Binary(Operator::Minus, a, b) => on(a, more).or_else(|| on(b, !more)),
            Op::Call(Function::Min | Function::Max, parts) => {
                // Only the part that decides can be moved.
                let own = self.eval(of, e)?;
                let part = parts
                    .iter()
                    .find(|p| self.eval(of, p).as_ref() == Some(&own))?;
                on(part, more)
            }
            Op::Call(Function::Round | Function::Floor | Function::Ceiling, parts) => {
                on(parts.first()?, more)
            }
            Op::Figure {
                figure,
                via: Via::Same,
                depth: 0,
            } => {
                let form = self.session.graph.figure(*figure).form;
                matches!(form, Form::Band | Form::Grade | Form::Key)
                    .then(|| self.figure(*figure, more, depth + 1))?
            }
            _ => None,
        }
    }

    /// The next row of a band.
    fn cut(
        &self,
        of: &Compiled,
        (by, table, column): (&Resolved, &ResolvedCut, usize),
        more: bool,
        depth: u32,
    ) -> Option<Distance> {
        let (id, held) = self.own_figure(by)?;
        let mut rows = Vec::new();
        let mut gives = Vec::new();
        for row in &table.rows {
            rows.push((self.number(of, &row.at)?, row.side));
            gives.push(self.eval(of, row.results.get(column)?));
        }
        if held.form == Form::Key {
            // A grade by the order of its rows: the step is that of the order.
            let inner = self.figure(id, more, depth + 1)?;
            let Step::Row {
                gives: Value::Number(order),
                ..
            } = &inner.step
            else {
                return None;
            };
            let gives = gives.get(row_of(&rows, order)?)?.clone()?;
            return Some(Distance {
                step: row(table, column, gives),
                ..inner
            });
        }
        let value = self.number_of(id)?;
        let otherwise = table.otherwise.as_ref().and_then(|o| o.get(column));
        let otherwise = otherwise.and_then(|e| self.eval(of, e));
        let upper = rows
            .first()
            .is_some_and(|(_, side)| matches!(side, Side::AtMost | Side::Below));
        let mut zones = gives;
        zones.insert(if upper { zones.len() } else { 0 }, otherwise);
        let text = table.kinds.get(column) == Some(&Kind::Text);
        let worth: Vec<Option<Number>> = (0_i64..)
            .zip(&zones)
            .map(|(order, gives)| {
                let worth = match gives.as_ref()? {
                    Value::Number(n) => n.clone(),
                    // Of lower bounds the highest row is best, of upper bounds the lowest.
                    _ if text && upper => Number::from(-order),
                    _ if text => Number::from(order),
                    _ => return None,
                };
                Some(if more { worth } else { worth.negated() })
            })
            .collect();
        let step = share::grid(held);
        let way = match table.mode {
            CutMode::Linear => zone::along(&rows, worth.get(1..)?, &value),
            _ => zone::way(&rows, &worth, &value, step.as_ref()),
        }?;
        let gives = zones.get(way.zone)?.clone()?;
        Some(self.behind(
            id,
            Distance {
                moves: measure(held),
                by: way.by,
                down: way.down,
                beyond: way.beyond,
                held: measure(held),
                at: way.at,
                step: row(table, column, gives),
            },
        ))
    }

    /// Returns the branch that was taken.
    fn branch<'e>(&self, of: &Compiled, parts: &'e [Resolved; 3]) -> Option<&'e Resolved> {
        let [condition, yes, no] = parts;
        match self.eval(of, condition)? {
            Value::Truth(true) => Some(yes),
            Value::Truth(false) => Some(no),
            _ => None,
        }
    }

    /// Returns a figure of the member's own, unless a veto has set it.
    fn own_figure(&self, e: &Resolved) -> Option<(FigureId, &Compiled)> {
        let Op::Figure {
            figure,
            via: Via::Same,
            depth: 0,
        } = &e.op
        else {
            return None;
        };
        let compiled = self.session.graph.figure(*figure);
        (!self.is_vetoed(compiled)).then_some((*figure, compiled))
    }

    fn is_vetoed(&self, figure: &Compiled) -> bool {
        let Work::Formula(formula) = &figure.work else {
            return false;
        };
        let mut e = formula;
        while let Op::If(parts) = &e.op {
            let mut veto = false;
            parts[0].each(&mut |e| {
                if let Op::Figure { figure, .. } = &e.op {
                    veto |= self.session.graph.figure(*figure).form == Form::Veto;
                }
            });
            let held = self.eval(figure, &parts[0]) == Some(Value::Truth(true));
            if !veto || held {
                return veto && held;
            }
            e = &parts[2];
        }
        false
    }

    fn is_overridden(&self, figure: &Compiled) -> bool {
        let key = (
            Arc::clone(&figure.policy),
            Arc::clone(&figure.name),
            Arc::from(self.member),
        );
        self.session.inputs.overrides.contains_key(&key)
    }

    fn is_positive(&self, of: &Compiled, e: &Resolved) -> Option<bool> {
        let number = self.number(of, e)?;
        (!number.is_zero()).then(|| !number.is_negative())
    }

    fn eval(&self, of: &Compiled, e: &Resolved) -> Option<Value> {
        let frame = Frame::one(of.domain, self.at);
        self.session.eval(e, &frame).into_iter().next()?.ok()
    }

    fn number(&self, of: &Compiled, e: &Resolved) -> Option<Number> {
        match self.eval(of, e)? {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    fn cell(&self, id: FigureId) -> Option<&Cell> {
        let column = self.session.figures.columns.get(id.0 as usize)?;
        column.cells.get(self.at)
    }

    fn number_of(&self, id: FigureId) -> Option<Number> {
        match self.cell(id)? {
            Ok(Value::Number(number)) => Some(number.clone()),
            _ => None,
        }
    }
}

fn measure(figure: &Compiled) -> Measure {
    Measure {
        name: Arc::clone(&figure.name),
        title: Arc::clone(&figure.title),
        unit: figure.unit.clone().unwrap_or_default(),
        form: figure.form,
    }
}

fn row(table: &ResolvedCut, column: usize, gives: Value) -> Step {
    Step::Row {
        table: Arc::clone(&table.name),
        column,
        gives,
    }
}
