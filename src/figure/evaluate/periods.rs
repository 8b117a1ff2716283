//! Other periods: one earlier value, aggregates over several, values that carry on.

use super::super::definition::Form;
use super::super::graph::{FigureId, Resolved};
use super::Session;
use super::frame::{Frame, FrameKind};
use super::reduce::{Taken, counts, reduce};
use crate::formula::{Aggregate, LATEST, Over};
use crate::period::{Length, Level, Period};
use crate::value::{Cell, Missing, Value};

impl Session<'_> {
    /// Reads each position's figure of so many periods ago.
    pub(super) fn back(&self, figure: FigureId, periods: u16, frame: &Frame<'_>) -> Vec<Cell> {
        let now = self.inputs.period;
        let Some((domain, members)) = frame.climb_to_members() else {
            return vec![Err(Missing::NotYet(now)); frame.len()];
        };
        if periods == LATEST {
            let ids = members.into_iter().map(|m| self.id(domain, m));
            return ids.map(|id| self.latest(figure, id)).collect();
        }
        let Some(then) = self.ago(domain, periods) else {
            return vec![Err(Missing::NotYet(now)); frame.len()];
        };
        let month = then.last_month();
        members
            .into_iter()
            .map(|m| match self.then(figure, month, self.id(domain, m)) {
                Some(Ok(value)) => Ok(value.clone()),
                Some(Err(missing)) => Err(missing.through(&self.graph.figure(figure).name)),
                None => Err(Missing::NotYet(then)),
            })
            .collect()
    }

    /// Reads a figure's value of the latest earlier period in which the member had one.
    fn latest(&self, figure: FigureId, id: &str) -> Cell {
        let now = self.inputs.period;
        let earlier = self.history.keys().rev().filter(|p| **p < now);
        let mut known = earlier.filter_map(|p| self.then(figure, *p, id)?.as_ref().ok());
        known.next().cloned().ok_or(Missing::NotYet(now))
    }

    /// Aggregates a figure over periods. A period in which the member or the figure did not exist
    /// is left out; a period in which the figure is missing makes the aggregate missing.
    pub(super) fn periods(
        &self,
        by: Aggregate,
        over: &Over,
        figure: FigureId,
        only: Option<FigureId>,
        frame: &Frame<'_>,
    ) -> Vec<Cell> {
        let FrameKind::Members(domain, members) = &frame.kind else {
            return Vec::new();
        };
        let now = self.inputs.period;
        let length = self.length(domain.policy());
        if by == Aggregate::Last && *over == Over::Earlier {
            let latest = |member: &u32| {
                let none = || Missing::NotYet(length.period(now));
                self.last_earlier(figure, only, self.id(*domain, *member))?
                    .ok_or_else(none)
            };
            return members.iter().map(latest).collect();
        }
        let first = first_month(over, now, length);
        let with_now = *over != Over::Earlier;
        members
            .iter()
            .map(|member| {
                let id = self.id(*domain, *member);
                let mut cells: Vec<(&Cell, Option<&Cell>)> = Vec::new();
                for period in self.history.keys().filter(|p| **p < now) {
                    if first.is_some_and(|first| *period < first) {
                        continue;
                    }
                    let Some(cell) = self.then(figure, *period, id) else {
                        if self.was_not_made(figure, *period, id) {
                            return Err(Missing::NotYet(*period));
                        }
                        continue;
                    };
                    let condition = only.map(|o| self.then(o, *period, id));
                    // A condition that was not worked out then is unknown, not fulfilled.
                    if condition == Some(None) {
                        return Err(Missing::NotYet(*period));
                    }
                    cells.push((cell, condition.flatten()));
                }
                if with_now {
                    // Another policy has members of its own, so they are found by their ids.
                    let of = |f: FigureId| {
                        let compiled = self.graph.figure(f);
                        if compiled.domain == *domain {
                            let column = &self.figures.columns[f.0 as usize];
                            return column.cells.get(*member as usize);
                        }
                        self.figures.get(&compiled.policy, &compiled.name, id)
                    };
                    if let Some(cell) = of(figure) {
                        cells.push((cell, only.and_then(of)));
                    }
                }
                let mut taken = Vec::new();
                for (cell, only) in cells {
                    if counts(only)? {
                        let what = Some(cell.as_ref().map_err(Clone::clone)?);
                        taken.push(Taken { what, order: None });
                    }
                }
                reduce(by, &taken, || Missing::NotYet(length.period(now)))
            })
            .collect()
    }

    /// Reads a figure of the latest earlier period in which the member had it, however long ago;
    /// `None` where there is no such period. Where it is missing there, it is missing: a balance
    /// must not skip what is not known yet.
    fn last_earlier(
        &self,
        figure: FigureId,
        only: Option<FigureId>,
        id: &str,
    ) -> Result<Option<Value>, Missing> {
        for period in self
            .history
            .range(..self.inputs.period)
            .rev()
            .map(|(p, _)| p)
        {
            let Some(cell) = self.then(figure, *period, id) else {
                continue;
            };
            let condition = only.map(|only| self.then(only, *period, id));
            if condition == Some(None) {
                return Err(Missing::NotYet(*period));
            }
            if counts(condition.flatten())? {
                return cell.clone().map(Some);
            }
        }
        Ok(None)
    }

    /// Works out values that carry on: the first where there is none of the period before, else
    /// the next.
    pub(super) fn state(
        &self,
        figure: FigureId,
        (initially, next): (&Resolved, &Resolved),
        frame: &Frame<'_>,
    ) -> Vec<Cell> {
        let FrameKind::Members(domain, members) = &frame.kind else {
            return Vec::new();
        };
        let before = self.ago(*domain, 1);
        let first = self.eval(initially, frame);
        let next = self.eval(next, frame);
        members
            .iter()
            .zip(first.into_iter().zip(next))
            .map(|(member, (first, next))| {
                let id = self.id(*domain, *member);
                match before.and_then(|period| self.then(figure, period.last_month(), id)) {
                    Some(_) => next,
                    None => first,
                }
            })
            .collect()
    }

    /// Tells whether an expression of now was not worked out in an earlier month, though the member
    /// was there: rules that did not ask for it were in force.
    fn was_not_made(&self, figure: FigureId, month: Period, id: &str) -> bool {
        let compiled = self.graph.figure(figure);
        let Some(figures) = self.history.get(&month) else {
            return false;
        };
        let members = figures.members.get(&compiled.policy);
        let was_there = members.is_some_and(|m| m.binary_search_by(|i| i.as_ref().cmp(id)).is_ok());
        let known = figures.column(&compiled.policy, &compiled.name).is_some();
        compiled.form == Form::Shared && was_there && !known
    }

    /// Returns a figure as it was worked out in an earlier month, by the names that stay the same
    /// over periods.
    pub(in super::super) fn then(
        &self,
        figure: FigureId,
        month: Period,
        id: &str,
    ) -> Option<&Cell> {
        let compiled = self.graph.figure(figure);
        let figures = self.history.get(&month)?;
        figures.get(&compiled.policy, &compiled.name, id)
    }
}

/// Returns the first month of a span that ends with the month `now`; `None` for all earlier ones.
pub(in super::super) fn first_month(over: &Over, now: Period, length: Length) -> Option<Period> {
    let period = match over {
        Over::LastPeriods(n) => length.period(now).later(1 - i32::from(*n))?,
        Over::Quarter => now.at(Level::Quarter),
        Over::Half => now.at(Level::Half),
        Over::Year => now.at(Level::Year),
        _ => return None,
    };
    Some(period.first_month())
}
