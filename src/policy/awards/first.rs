//! Awards for a first event.

use std::sync::Arc;

use super::super::draft::Draft;
use super::super::spoken::spoken;
use crate::diagnostic::Said;
use crate::form::Fields;
use crate::formula::{Aggregate, Expr, Fold, Node as ExprNode, Operator, Over};
use crate::number::Number;
use crate::period::Length;
use crate::value::Place;

/// A first event.
pub(super) struct FirstEvent {
    table: Arc<str>,
    /// The column of the time.
    pub by: Expr,
    only: Option<Expr>,
    /// The time of a subject's first row that counts.
    pub when: Expr,
    /// Whether there is one.
    pub took_place: Expr,
}

/// Says that somebody is the first: `当月第一个转定`.
pub(super) fn said(draft: &Draft, length: Length, event: &FirstEvent) -> Said {
    let (zh, en) = match length {
        Length::Month | Length::From(_) => ("当月", "month"),
        Length::Quarter => ("本季度", "quarter"),
        Length::Half => ("本半年", "half-year"),
        Length::Year => ("当年", "year"),
    };
    let table = &event.table;
    let mut said = Said::new(
        format!("{zh}第一个{table}"),
        format!("the first {table} of the {en}"),
    );
    if let Some(only) = &event.only {
        let only = spoken(draft, only);
        said.zh += &format!("（{}）", only.zh);
        said.en += &format!(" ({})", only.en);
    }
    said
}

pub(super) fn read(draft: &mut Draft, fields: &Fields<'_>, place: &Place) -> Option<FirstEvent> {
    let table: Arc<str> = fields.text("first")?.value.trim().into();
    let by = fields.node("by").and_then(|n| draft.formula(n))?;
    let only = fields.node("where").and_then(|n| draft.formula(n));
    let fold = |by, what, order| {
        let fold = Fold {
            by,
            over: Some(Over::Table(Arc::clone(&table))),
            groups: Vec::new(),
            what,
            only: only.clone(),
            order,
        };
        Expr::new(ExprNode::Fold(Box::new(fold)), place)
    };
    let when = fold(Aggregate::First, Some(by.clone()), Some(by.clone()));
    let rows = fold(Aggregate::Count, None, None);
    Some(FirstEvent {
        took_place: Expr::binary(Operator::More, rows, Expr::number(Number::ZERO, place)),
        table,
        by,
        only,
        when,
    })
}
