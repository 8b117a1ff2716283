//! Band tables: the row in which a value lies, and what follows from it.

use std::sync::Arc;

use super::super::graph::{Resolved, ResolvedCut};
use super::Session;
use super::frame::Frame;
use super::scalar::number;
use crate::formula::{CutMode, Side};
use crate::number::Number;
use crate::value::{Cell, Missing, Value};

impl Session<'_> {
    pub(super) fn cut(
        &self,
        by: &Resolved,
        table: &ResolvedCut,
        column: usize,
        frame: &Frame<'_>,
    ) -> Vec<Cell> {
        let result = |results: &[Resolved]| match results.get(column) {
            Some(e) => self.eval(e, frame),
            None => vec![Err(Missing::NoBand(Arc::clone(&table.name))); frame.len()],
        };
        let points: Vec<Vec<Cell>> = table.rows.iter().map(|r| self.eval(&r.at, frame)).collect();
        let results: Vec<Vec<Cell>> = table.rows.iter().map(|r| result(&r.results)).collect();
        let otherwise = table.otherwise.as_ref().map(|o| result(o));
        let values = self.eval(by, frame).into_iter().enumerate();
        values
            .map(|(i, value)| {
                let value = number(value?)?;
                let mut rows = Vec::with_capacity(table.rows.len());
                for (row, (at, result)) in table.rows.iter().zip(points.iter().zip(&results)) {
                    let at = number(at.get(i).cloned().unwrap_or(Err(Missing::Nobody))?)?;
                    rows.push((at, row.side, result.get(i)));
                }
                let otherwise = otherwise.as_ref().and_then(|o| o.get(i));
                let band = Band {
                    name: &table.name,
                    rows,
                    otherwise,
                };
                band.apply(table.mode, &value)
            })
            .collect()
    }
}

/// Returns the number of the row in which a value lies; `None` for the `else` row.
///
/// `rows` are cut points from low to high with their sides.
pub(in super::super) fn row_of(rows: &[(Number, Side)], value: &Number) -> Option<usize> {
    let upper = matches!(
        rows.first().map(|(_, side)| side),
        Some(Side::AtMost | Side::Below)
    );
    let holds = |(at, side): &(Number, Side)| match side {
        Side::AtLeast => value >= at,
        Side::Above => value > at,
        Side::AtMost => value <= at,
        Side::Below => value < at,
    };
    if upper {
        rows.iter().position(holds)
    } else {
        rows.iter().rposition(holds)
    }
}

struct Band<'b> {
    name: &'b Arc<str>,
    rows: Vec<(Number, Side, Option<&'b Cell>)>,
    otherwise: Option<&'b Cell>,
}

impl Band<'_> {
    fn apply(&self, mode: CutMode, value: &Number) -> Cell {
        match mode {
            CutMode::Flat => self.result(self.row(value)),
            CutMode::Whole => {
                let rate = number(self.result(self.row(value))?)?;
                Ok(Value::Number(rate.times(value)))
            }
            CutMode::Marginal => self.marginal(value),
            CutMode::Linear => self.linear(value),
        }
    }

    fn row(&self, value: &Number) -> Option<usize> {
        let rows: Vec<(Number, Side)> = self
            .rows
            .iter()
            .map(|(at, side, _)| (at.clone(), *side))
            .collect();
        row_of(&rows, value)
    }

    fn result(&self, row: Option<usize>) -> Cell {
        let found = match row {
            Some(row) => self.rows.get(row).and_then(|(_, _, result)| *result),
            None => self.otherwise,
        };
        found
            .cloned()
            .unwrap_or_else(|| Err(Missing::NoBand(Arc::clone(self.name))))
    }

    /// Each slice of the value times the rate of its own row; what lies below the first cut point
    /// takes the `else` rate, or nothing.
    fn marginal(&self, value: &Number) -> Cell {
        let mut total = Number::ZERO;
        let mut below = Number::ZERO;
        let mut rate = match self.otherwise {
            Some(cell) => number(cell.clone()?)?,
            None => Number::ZERO,
        };
        for (at, _, result) in &self.rows {
            if value <= at {
                break;
            }
            let slice = at.minus(&below);
            if !slice.is_negative() {
                total = total.plus(&slice.times(&rate));
                below = at.clone();
            }
            rate = match result {
                Some(cell) => number((*cell).clone()?)?,
                None => return Err(Missing::NoBand(Arc::clone(self.name))),
            };
        }
        Ok(Value::Number(total.plus(&value.minus(&below).times(&rate))))
    }

    /// The straight line between cut points, level beyond the first and the last.
    fn linear(&self, value: &Number) -> Cell {
        let mut before: Option<(&Number, Number)> = None;
        for (at, _, result) in &self.rows {
            let Some(result) = result else { break };
            let here = number((*result).clone()?)?;
            if value <= at {
                let Some((low, start)) = before else {
                    return Ok(Value::Number(here));
                };
                let width = at.minus(low);
                let share = value.minus(low).divided_by(&width);
                let share = share.ok_or(Missing::ZeroDivisor)?;
                let rise = here.minus(&start).times(&share);
                return Ok(Value::Number(start.plus(&rise)));
            }
            before = Some((at, here));
        }
        match before {
            Some((_, last)) => Ok(Value::Number(last)),
            None => Err(Missing::NoBand(Arc::clone(self.name))),
        }
    }
}
