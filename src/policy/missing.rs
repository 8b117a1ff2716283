//! `missing:`: what a policy does without data, each with its reason.

use std::sync::Arc;

use super::draft::Draft;
use super::mistake::MeasureMistake;
use crate::form::Fields;
use crate::form::measure::MISSING;
use crate::formula::Expr;

/// What stands in a missing figure's stead, with the reason.
pub(super) enum Missing {
    Zero(Arc<str>),
    Full(Arc<str>),
    Reweight(Arc<str>),
    Use(Expr, Arc<str>),
}

/// Reads the field `missing` of a form; `None` where there is none or it was refused.
pub(super) fn read(draft: &mut Draft, fields: &Fields<'_>) -> Option<Missing> {
    let node = fields.node("missing")?;
    let inner = draft.reader.read(node, &MISSING)?;
    let ways: Vec<&str> = inner.names().filter(|n| *n != "reason").collect();
    let reason = |key: &str| inner.text(key).filter(|t| !t.value.trim().is_empty());
    let read = match ways.as_slice() {
        ["zero"] => reason("zero").map(|r| Missing::Zero(r.value.as_str().into())),
        ["full"] => reason("full").map(|r| Missing::Full(r.value.as_str().into())),
        ["reweight"] => reason("reweight").map(|r| Missing::Reweight(r.value.as_str().into())),
        ["use"] => match (inner.node("use"), reason("reason")) {
            (Some(node), Some(reason)) => {
                let expr = draft.formula(node)?;
                Some(Missing::Use(expr, reason.value.as_str().into()))
            }
            _ => None,
        },
        _ => None,
    };
    if read.is_none() {
        draft.reader.report(MeasureMistake::MissingWithoutReason {
            place: inner.place().clone(),
        });
    }
    read
}
