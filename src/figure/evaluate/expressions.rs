//! Expressions, for all positions of a frame at once.

use std::sync::Arc;

use super::super::graph::{BuiltIn, Op, Resolved, Via};
use super::frame::{Frame, FrameKind};
use super::{Session, scalar};
use crate::formula::Function;
use crate::number::Number;
use crate::period::Length;
use crate::value::{Cell, Missing, Value};

impl Session<'_> {
    /// Evaluates an expression: one cell for each position of the frame.
    pub(in super::super) fn eval(&self, e: &Resolved, frame: &Frame<'_>) -> Vec<Cell> {
        match &e.op {
            Op::Literal(value) => vec![Ok(value.clone()); frame.len()],
            Op::Figure { figure, via, depth } => self.read(*figure, *via, *depth, frame),
            Op::Parameter(number) => vec![self.parameter(*number); frame.len()],
            Op::Attribute { name, depth } => self.attribute(name, *depth, frame),
            Op::BuiltIn(which) => vec![self.built_in(*which, frame); frame.len()],
            Op::Column { column, depth, .. } => self.column(column, *depth, frame),
            Op::Negate(a) => map(self.eval(a, frame), scalar::negate),
            Op::Not(a) => map(self.eval(a, frame), scalar::not),
            Op::Binary(operator, a, b) => {
                let (a, b) = (self.eval(a, frame), self.eval(b, frame));
                a.into_iter()
                    .zip(b)
                    .map(|(a, b)| scalar::binary(*operator, a, b))
                    .collect()
            }
            Op::In(a, list) => {
                let lists: Vec<Vec<Cell>> = list.iter().map(|e| self.eval(e, frame)).collect();
                let found = self.eval(a, frame).into_iter().enumerate();
                found
                    .map(|(i, a)| scalar::is_in(a, lists.iter().filter_map(|l| l.get(i))))
                    .collect()
            }
            Op::If(parts) => {
                let [condition, yes, no] = parts.as_ref();
                let (yes, no) = (self.eval(yes, frame), self.eval(no, frame));
                let condition = self.eval(condition, frame).into_iter();
                condition
                    .zip(yes.into_iter().zip(no))
                    .map(|(condition, (yes, no))| match condition {
                        Ok(Value::Truth(true)) => yes,
                        Ok(_) => no,
                        Err(missing) => Err(missing),
                    })
                    .collect()
            }
            Op::Call(function, arguments) => self.call(*function, arguments, frame),
            Op::Rows(fold) => self.rows(fold, frame),
            Op::Back(figure, periods) => self.back(*figure, *periods, frame),
            Op::Cut { by, table, column } => self.cut(by, table, *column, frame),
            Op::DayOf { day, shift } => {
                vec![self.day_of(*day, *shift, frame); frame.len()]
            }
        }
    }

    fn read(
        &self,
        figure: super::super::graph::FigureId,
        via: Via,
        depth: u8,
        frame: &Frame<'_>,
    ) -> Vec<Cell> {
        let compiled = self.graph.figure(figure);
        let column = &self.figures.columns[figure.0 as usize].cells;
        let (outer, at) = frame.climb(depth);
        let FrameKind::Members(from, members) = &outer.kind else {
            return vec![Err(Missing::Nobody); frame.len()];
        };
        let read = |position: u32| {
            let member = members.get(position as usize)?;
            let target = self.over_to(*from, *member, via, compiled.domain)?;
            column.get(target)
        };
        at.into_iter()
            .map(|position| match read(position) {
                Some(Ok(value)) => Ok(value.clone()),
                Some(Err(missing)) => Err(missing.through(&compiled.name)),
                None => Err(Missing::Nobody),
            })
            .collect()
    }

    pub(super) fn parameter(&self, number: usize) -> Cell {
        let Some(parameter) = self.graph.parameters.get(number) else {
            return Err(Missing::Nobody);
        };
        match parameter.value_in(self.inputs.period) {
            Some(value) => Ok(value.clone()),
            None => Err(Missing::Unfilled(Arc::clone(&parameter.name))),
        }
    }

    fn attribute(&self, name: &Arc<str>, depth: u8, frame: &Frame<'_>) -> Vec<Cell> {
        let (outer, at) = frame.climb(depth);
        let FrameKind::Members(domain, members) = &outer.kind else {
            return vec![Err(Missing::Nobody); frame.len()];
        };
        let people = self.members(domain.policy());
        at.into_iter()
            .map(|position| {
                let member = members
                    .get(position as usize)
                    .and_then(|m| people.get(*m as usize));
                let Some(member) = member else {
                    return Err(Missing::Nobody);
                };
                match name.as_ref() {
                    "id" => Ok(Value::Text(Arc::clone(&member.id))),
                    "team" => Ok(Value::Text(Arc::clone(&member.team))),
                    _ => match member.attributes.get(name) {
                        Some(cell) => cell.clone(),
                        None => Err(Missing::NoAttribute(Arc::clone(name))),
                    },
                }
            })
            .collect()
    }

    /// Returns how long the periods are of the policy for which a frame is.
    fn length_of(&self, frame: &Frame<'_>) -> Length {
        let domain = frame.climb_to_members().map(|(domain, _)| domain);
        domain.map_or(Length::Month, |domain| self.length(domain.policy()))
    }

    fn built_in(&self, which: BuiltIn, frame: &Frame<'_>) -> Cell {
        let (first, last) = match self.length_of(frame) {
            Length::Month => self.inputs.days,
            length => length.days(self.inputs.period),
        };
        let midnight = jiff::civil::Time::MIN;
        match which {
            BuiltIn::PeriodStart => Ok(Value::Date(first.to_datetime(midnight))),
            BuiltIn::PeriodEnd => Ok(Value::Date(last.to_datetime(midnight))),
            BuiltIn::Workdays => match self.inputs.calendar.workdays(first, last) {
                Some(days) => Ok(Value::Number(Number::from(days.len()))),
                None => Err(Missing::NoCalendar(first.year())),
            },
        }
    }

    fn column(&self, column: &Arc<str>, depth: u8, frame: &Frame<'_>) -> Vec<Cell> {
        let (outer, at) = frame.climb(depth);
        let FrameKind::Rows(table, rows) = &outer.kind else {
            return vec![Err(Missing::Nobody); frame.len()];
        };
        let Some(cells) = table.columns.get(column) else {
            return vec![Err(Missing::NoTable(Arc::clone(column))); frame.len()];
        };
        at.into_iter()
            .map(|position| {
                let row = rows.get(position as usize);
                row.and_then(|row| cells.get(*row as usize))
                    .cloned()
                    .unwrap_or(Err(Missing::Nobody))
            })
            .collect()
    }

    fn call(&self, function: Function, arguments: &[Resolved], frame: &Frame<'_>) -> Vec<Cell> {
        let columns: Vec<Vec<Cell>> = arguments.iter().map(|e| self.eval(e, frame)).collect();
        let mut columns: Vec<_> = columns.into_iter().map(Vec::into_iter).collect();
        (0..frame.len())
            .map(|_| {
                let arguments = columns.iter_mut().filter_map(Iterator::next).collect();
                scalar::call(function, arguments, &self.inputs.calendar)
            })
            .collect()
    }

    /// Returns a day of a period; of a longer one, a day of its first month.
    fn day_of(&self, day: u8, shift: i8, frame: &Frame<'_>) -> Cell {
        let now = self.length_of(frame).period(self.inputs.period);
        let Some(period) = now.later(i32::from(shift)) else {
            return Err(Missing::NotYet(self.inputs.period));
        };
        let first = period.first_month();
        let day = i32::from(day).min(i32::from(first.last_day().day())) - 1;
        let date = crate::period::days_after(first.first_day(), day);
        Ok(Value::Date(date.to_datetime(jiff::civil::Time::MIN)))
    }
}

fn map(cells: Vec<Cell>, f: impl Fn(Value) -> Cell) -> Vec<Cell> {
    cells.into_iter().map(|c| c.and_then(&f)).collect()
}
