//! `pay:`: amounts by a formula or a band.

use std::sync::Arc;

use super::draft::Draft;
use super::missing::{self, Missing};
use super::mistake::{MeasureMistake, RewardMistake};
use super::spoken::spoken;
use super::{PayLine, bands, rounding, veto, ways};
use crate::content::{Node, NodeKind};
use crate::diagnostic::Said;
use crate::figure::{Fallback, Form};
use crate::form::reward::PAY;
use crate::form::{Fields, Written};
use crate::formula::Expr;
use crate::number::Number;

/// Reads `pay:` and defines a figure for each line.
pub(super) fn pay(draft: &mut Draft, node: &Node) -> Vec<PayLine> {
    let mut lines = Vec::new();
    for (name, node) in draft.reader.named(node) {
        if !matches!(node.kind, NodeKind::Mapping(_)) {
            if let Some(expr) = draft.formula(node) {
                let said = spoken(draft, &expr);
                lines.push(line(draft, &name, None, expr, said));
            }
            continue;
        }
        let Some(fields) = draft.reader.read(node, &PAY) else {
            continue;
        };
        if let Some((expr, said)) = amount(draft, &name, &fields) {
            lines.push(line(draft, &name, Some(&fields), expr, said));
        }
    }
    lines
}

fn amount(draft: &mut Draft, name: &Written<String>, fields: &Fields<'_>) -> Option<(Expr, Said)> {
    let value = match fields.node("value") {
        Some(node) => Some(draft.formula(node)?),
        None => None,
    };
    let Some(node) = fields.node("band") else {
        let Some(value) = value else {
            draft.reader.report(RewardMistake::PayWithoutAmount {
                line: name.value.clone(),
                place: name.place.clone(),
            });
            return None;
        };
        let said = spoken(draft, &value);
        return Some((value, said));
    };
    let (table, by, title) = ways::band_under(draft, &name.value, node)?;
    let by = value.or(by);
    let Some(by) = by else {
        draft.reader.report(MeasureMistake::BandWithoutBy {
            item: name.value.clone(),
            place: node.place.clone(),
        });
        return None;
    };
    let what = spoken(draft, &by);
    let said = Said::new(
        format!("按{}查“{title}”", what.zh),
        format!("{} looked up in “{title}”", what.en),
    );
    Some((bands::cut(by, &table, 0), said))
}

fn line(
    draft: &mut Draft,
    name: &Written<String>,
    fields: Option<&Fields<'_>>,
    expr: Expr,
    sentence: Said,
) -> PayLine {
    let text = |key: &str| fields.and_then(|f| f.text(key)).map(|t| t.value);
    let title = text("name").unwrap_or_else(|| name.value.clone());
    let full: Arc<str> = format!("pay.{}", name.value).into();
    let expr = veto::applied(draft, &name.value, expr);
    let mut figure = draft.figure(&full, &title, Form::Pay, expr);
    figure.place = name.place.clone();
    figure.aliases = vec![
        name.value.as_str().into(),
        title.as_str().into(),
        format!("薪酬.{}", name.value).into(),
    ];
    figure.unit = Some(text("unit").as_deref().unwrap_or("元").into());
    figure.round = match fields.and_then(|f| f.node("round")) {
        Some(node) => rounding::one(&mut draft.reader, node),
        None => draft.rounding.pay.clone(),
    };
    figure.show = fields
        .and_then(|f| f.count("show", &mut draft.reader))
        .map(|n| n.value);
    figure.if_missing = match fields.and_then(|f| missing::read(draft, f)) {
        Some(Missing::Zero(reason)) => {
            Fallback::Use(Expr::number(Number::ZERO, &name.place), reason)
        }
        Some(Missing::Use(expr, reason)) => Fallback::Use(expr, reason),
        Some(Missing::Full(_) | Missing::Reweight(_)) => {
            draft.reader.report(MeasureMistake::MissingUnfit {
                name: name.value.clone(),
                place: name.place.clone(),
            });
            Fallback::Missing
        }
        None => Fallback::Missing,
    };
    draft.define(figure);
    PayLine {
        name: title.into(),
        figure: full,
        sentence: Said::new(format!("{}。", sentence.zh), format!("{}.", sentence.en)),
    }
}
