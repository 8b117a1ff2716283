//! The rows behind a figure, with only the columns that its formula used.

use std::sync::Arc;

use super::super::evaluate::{Frame, FrameKind, Session, grouped_rows};
use super::super::graph::{Compiled, Op, Resolved, RowFold, RowSource, Work};
use super::super::inputs::TableInput;
use super::Evidence;
use super::reading::value_in_words;
use crate::formula::Aggregate;
use crate::number::{Number, grouped};
use crate::value::{Cell, Value};

/// The most rows that one explanation lists.
const MOST_ROWS: usize = 100;

impl Session<'_> {
    pub(super) fn evidence(&self, figure: &Compiled, frame: &Frame<'_>) -> Vec<Evidence> {
        if let Work::Lookup { table, column } = &figure.work {
            return self
                .looked_up_row(figure, table, column, frame)
                .into_iter()
                .collect();
        }
        if matches!(figure.work, Work::People { .. }) {
            return Vec::new();
        }
        let mut folds = Vec::new();
        for e in figure.work.expressions() {
            outer_folds(e, &mut folds);
        }
        folds
            .into_iter()
            .filter_map(|fold| self.of_fold(fold, frame))
            .collect()
    }

    fn looked_up_row(
        &self,
        figure: &Compiled,
        table: &Arc<str>,
        column: &Arc<str>,
        frame: &Frame<'_>,
    ) -> Option<Evidence> {
        let (_, members) = frame.climb_to_members()?;
        let (found, rows) = self.rows_of(figure.domain, *members.first()?, table).ok()?;
        let counted = vec![true; rows.len()];
        let columns = [Arc::clone(column)];
        Some(listed(table, found, &columns, &[], &rows, &counted))
    }

    fn of_fold(&self, fold: &RowFold, frame: &Frame<'_>) -> Option<Evidence> {
        let RowSource::Subject(name) = &fold.rows else {
            // All rows of a table are everybody's; a group's rows are listed by the fold around.
            return None;
        };
        let (domain, members) = frame.climb_to_members()?;
        let (table, rows) = self.rows_of(domain, *members.first()?, name).ok()?;
        if let Some(tallied) = &table.tallied {
            // The rows themselves are not at hand; how many there are is known.
            let own = tallied.rows_of(self.id(domain, *members.first()?));
            return Some(Evidence {
                table: Arc::clone(name),
                columns: Vec::new(),
                rows: Vec::new(),
                total: usize::try_from(own).unwrap_or(usize::MAX),
            });
        }
        let inner = Frame {
            kind: FrameKind::Rows(table, rows.clone()),
            parent: Some((frame, vec![0; rows.len()])),
        };
        let counted = if fold.groups.is_empty() {
            self.holds(fold.only.as_ref(), &inner)
        } else {
            self.in_counted_group(fold, frame, &inner, &rows)
        };
        let mut columns = Vec::new();
        let mut amounts = Vec::new();
        if let (Aggregate::Sum, Some(what)) = (fold.by, &fold.what) {
            what.each(&mut |e| {
                if let Op::Column { column, .. } = &e.op {
                    amounts.push(Arc::clone(column));
                }
            });
        }
        let parts = fold.groups.iter().chain(&fold.what).chain(&fold.only);
        for e in parts.chain(&fold.order) {
            e.each(&mut |e| {
                if let Op::Column { table, column, .. } = &e.op
                    && table == name
                    && !columns.contains(column)
                {
                    columns.push(Arc::clone(column));
                }
            });
        }
        Some(listed(name, table, &columns, &amounts, &rows, &counted))
    }

    fn holds(&self, only: Option<&Resolved>, frame: &Frame<'_>) -> Vec<bool> {
        match only {
            None => vec![true; frame.len()],
            Some(only) => {
                let cells = self.eval(only, frame).into_iter();
                cells.map(|c| c == Ok(Value::Truth(true))).collect()
            }
        }
    }

    fn in_counted_group(
        &self,
        fold: &RowFold,
        frame: &Frame<'_>,
        inner: &Frame<'_>,
        rows: &[u32],
    ) -> Vec<bool> {
        let keys: Vec<Vec<Cell>> = fold.groups.iter().map(|k| self.eval(k, inner)).collect();
        let Ok(groups) = grouped_rows(rows, &keys, 0) else {
            return vec![false; rows.len()];
        };
        let grouped = Frame {
            kind: FrameKind::Groups(groups.clone()),
            parent: Some((frame, vec![0; groups.len()])),
        };
        let holds = self.holds(fold.only.as_ref(), &grouped);
        rows.iter()
            .map(|row| {
                let group = groups.iter().position(|g| g.contains(row));
                group.and_then(|g| holds.get(g).copied()).unwrap_or(false)
            })
            .collect()
    }
}

/// Collects the aggregates over rows that stand in no other.
fn outer_folds<'e>(e: &'e Resolved, folds: &mut Vec<&'e RowFold>) {
    match &e.op {
        Op::Rows(fold) => folds.push(fold),
        Op::Negate(a) | Op::Not(a) => outer_folds(a, folds),
        Op::Binary(_, a, b) => {
            outer_folds(a, folds);
            outer_folds(b, folds);
        }
        Op::In(a, list) => {
            outer_folds(a, folds);
            list.iter().for_each(|e| outer_folds(e, folds));
        }
        Op::If(parts) => parts.iter().for_each(|e| outer_folds(e, folds)),
        Op::Call(_, arguments) => arguments.iter().for_each(|e| outer_folds(e, folds)),
        Op::Cut { by, .. } => outer_folds(by, folds),
        _ => {}
    }
}

fn listed(
    name: &Arc<str>,
    table: &TableInput,
    columns: &[Arc<str>],
    amounts: &[Arc<str>],
    rows: &[u32],
    counted: &[bool],
) -> Evidence {
    // Rows that were counted come first where not all can be listed.
    let mut order: Vec<(u32, bool)> = rows.iter().copied().zip(counted.iter().copied()).collect();
    if order.len() > MOST_ROWS {
        order.sort_by_key(|(row, counted)| (!counted, *row));
        order.truncate(MOST_ROWS);
    }
    let cell = |column: &Arc<str>, row: u32| {
        let cells = table.columns.get(column)?;
        cells.get(row as usize)
    };
    // Years and small counts read better without separators, but a column has one way of writing.
    let large = |column: &&Arc<str>| {
        rows.iter().any(|row| match cell(column, *row) {
            Some(Ok(Value::Number(n))) => n.absolute() >= Number::from(10_000_i64),
            _ => false,
        })
    };
    let grouping: Vec<bool> = columns
        .iter()
        .map(|column| amounts.contains(column) || large(&column))
        .collect();
    let shown = |row: u32| {
        let cells = columns
            .iter()
            .zip(&grouping)
            .map(|(column, group)| match cell(column, row) {
                Some(Ok(Value::Number(n))) if *group && n.decimals().is_some() => {
                    grouped(&n.exact_text())
                }
                Some(Ok(Value::Text(text))) => text.to_string(),
                Some(Ok(value)) => value_in_words(&Ok(value.clone()), "").zh,
                Some(Err(_)) | None => String::new(),
            });
        cells.collect()
    };
    Evidence {
        table: Arc::clone(name),
        columns: columns.to_vec(),
        rows: order
            .into_iter()
            .filter_map(|(row, counted)| {
                let place = table.places.get(row as usize)?.clone();
                Some((place, shown(row), counted))
            })
            .collect(),
        total: rows.len(),
    }
}
