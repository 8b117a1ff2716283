//! `events:`: points by the kind of event, up or down.

use std::sync::Arc;

use super::draft::{Draft, named};
use super::scorecard::joined;
use super::ways::Leaf;
use crate::diagnostic::Said;
use crate::figure::Form;
use crate::form::scorecard::EVENTS;
use crate::formula::{Aggregate, Expr, Fold, Node as ExprNode, Operator, Over};
use crate::number::{Number, with_sign};

/// Points of all events of a subject.
pub(super) struct Events {
    /// The figure that holds them.
    pub expr: Expr,
    /// Whether some kind adds points, as far as is known.
    pub adds: bool,
    /// Each kind with its points.
    pub sentence: Said,
}

/// Reads `events` of an item and defines the figure of their points.
pub(super) fn events(draft: &mut Draft, leaf: &Leaf<'_, '_>) -> Option<Events> {
    let node = leaf.fields.node("events")?;
    let fields = draft.reader.read(node, &EVENTS)?;
    let place = leaf.place;
    let table: Arc<str> = fields.text("of")?.value.trim().into();
    let kind = fields.node("kind").and_then(|n| draft.formula(n))?;
    let times = fields.node("times").and_then(|n| draft.formula(n));
    let only = fields.node("where").and_then(|n| draft.formula(n));
    let mut kinds = Vec::new();
    let mut rest = None;
    let (mut zh, mut en) = (Vec::new(), Vec::new());
    let mut adds = false;
    for (name, node) in draft.reader.named(fields.node("points")?) {
        let full = format!("{}.{}", leaf.name, name.value);
        let title = format!("{} · {}", leaf.title, name.value);
        let points = draft.amount_named((&full, "", &title), node)?;
        adds |= points.number.as_ref().is_none_or(|n| *n > Number::ZERO);
        let (kind_zh, kind_en) = match name.value.as_str() {
            "else" | "其余" => ("其余类别", "other kinds"),
            kind => (kind, kind),
        };
        zh.push(format!("{kind_zh} {} 分", with_sign(&points.words.zh)));
        en.push(format!("{} for {kind_en}", with_sign(&points.words.en)));
        match name.value.as_str() {
            "else" | "其余" => rest = Some(points.expr),
            _ => kinds.push((name, points.expr)),
        }
    }
    // A kind that nobody has thought of is to be filled in, never nothing.
    let rest = match rest {
        Some(rest) => rest,
        None => {
            let title = format!("{} · {}", leaf.title, draft.say("其余类别", "other kinds"));
            let blank = crate::content::Node {
                kind: crate::content::NodeKind::Null,
                place: node.place.clone(),
            };
            let full = format!("{}.else", leaf.name);
            draft.amount_named((&full, "", &title), &blank)?.expr
        }
    };
    let each = kinds.into_iter().rev().fold(rest, |rest, (name, points)| {
        let text = Expr::new(ExprNode::Text(name.value.as_str().into()), &name.place);
        let is = Expr::binary(Operator::Equal, kind.clone(), text);
        Expr::choose(is, points, rest)
    });
    let what = joined(
        [Some(each), times].into_iter().flatten().collect(),
        Operator::Times,
    )?;
    let fold = Fold {
        by: Aggregate::Sum,
        over: Some(Over::Table(table)),
        groups: Vec::new(),
        what: Some(what),
        only,
        order: None,
    };
    let full: Arc<str> = format!("{}.events", leaf.name).into();
    let title = format!(
        "{} · {}",
        leaf.title,
        draft.say("加减分", "points of events")
    );
    let expr = Expr::new(ExprNode::Fold(Box::new(fold)), place);
    let mut figure = draft.figure(&full, &title, Form::Less, expr);
    figure.place = place.clone();
    figure.aliases = vec![format!("{}.加减分", leaf.name).into()];
    draft.define(figure);
    Some(Events {
        expr: named(&full, place),
        adds,
        sentence: Said::new(zh.join("，"), en.join(", ")),
    })
}
