//! `start`, `less`, `more`: points less or more for each unit.

use super::draft::{Amount, Draft, named};
use super::each::{self, Each};
use super::events;
use super::mistake::MeasureMistake;
use super::scorecard::clamped;
use super::sentence;
use super::spoken::spoken;
use super::ways::{self, Leaf, OutOf, Way};
use crate::diagnostic::Said;
use crate::figure::Form;
use crate::form::Fields;
use crate::form::scorecard::UNITS;
use crate::formula::{Expr, Function, Operator};
use crate::number::Number;

/// A deduction or a bonus.
pub(super) struct Units {
    pub expr: Expr,
    pub each: Each,
    /// What is counted, as readers see it, with its unit.
    pub counted: (Said, Option<String>),
    pub free: Option<Amount>,
    pub every: Option<Amount>,
    pub at_most: Option<Amount>,
}

/// Reads an item with `start`, `less` or `more`.
pub(super) fn units(draft: &mut Draft, leaf: &Leaf<'_, '_>) -> Option<Way> {
    let start = ways::bound(draft, leaf, "start");
    let mut read = |key: &'static str| {
        let node = leaf.fields.node(key)?;
        draft.reader.read(node, &UNITS)
    };
    let (less, more) = (read("less"), read("more"));
    let per = [&less, &more]
        .into_iter()
        .flatten()
        .find_map(|fields| fields.node("per"))
        .and_then(|node| draft.formula(node));
    let counted = less.is_some() || more.is_some() || leaf.fields.has("value");
    let value = match counted {
        true => ways::value(draft, leaf, per),
        false => None,
    };
    let events = match leaf.fields.has("events") {
        true => Some(events::events(draft, leaf)?),
        false => None,
    };
    let target = ways::target(draft, leaf);
    let less = less.map(|f| one(draft, leaf, &f, value.as_deref()));
    let more = more.map(|f| one(draft, leaf, &f, value.as_deref()));
    let (less, more) = match (less, more) {
        (Some(None), _) | (_, Some(None)) => return None,
        (less, more) => (less.flatten(), more.flatten()),
    };
    let (cap, floor) = (
        ways::bound(draft, leaf, "cap"),
        ways::bound(draft, leaf, "floor"),
    );
    let from = match &start {
        Some(start) => start.expr.clone(),
        None => Expr::number(Number::ZERO, leaf.place),
    };
    let from_zero = matches!(&from.node, crate::formula::Node::Number(n) if n.is_zero());
    let mut expr = from.clone();
    if let Some(less) = &less {
        expr = Expr::binary(Operator::Minus, expr, less.expr.clone());
    }
    if let Some(more) = &more {
        expr = Expr::binary(Operator::Plus, expr, more.expr.clone());
    }
    if let Some(events) = &events {
        expr = Expr::binary(Operator::Plus, expr, events.expr.clone());
    }
    // What starts at nothing is a pure deduction or bonus and may fall below zero.
    let least = match &floor {
        Some(floor) => Some(floor.expr.clone()),
        None if from_zero => None,
        None => Some(Expr::number(Number::ZERO, leaf.place)),
    };
    let expr = clamped(expr, least, cap.as_ref().map(|a| a.expr.clone()));
    let out_of = OutOf::read(
        draft,
        leaf,
        if leaf.weight.is_zero() {
            OutOf::Weight
        } else {
            OutOf::Points(Number::HUNDRED)
        },
    );
    let bonus = more.is_some() || events.as_ref().is_some_and(|e| e.adds);
    let highest = highest(&from, (bonus, more.as_ref()), cap.as_ref())
        .map(|n| out_of.scaled_number(leaf, &n));
    let sentence = sentence::units(
        &sentence::UnitsSaid {
            start: start.as_ref(),
            less: less.as_ref(),
            more: more.as_ref(),
            events: events.as_ref(),
            cap: cap.as_ref(),
            floor: floor.as_ref(),
            floored: !from_zero,
        },
        leaf,
        &out_of,
    );
    Some(Way {
        form: Form::Less,
        expr: out_of.scaled(leaf, expr),
        highest,
        sentence,
        value,
        target: target.map(|(name, _)| name),
    })
}

/// The most points; `bonus` tells whether anything adds points, with the part that may be bounded.
fn highest(
    start: &Expr,
    (bonus, more): (bool, Option<&Units>),
    cap: Option<&Amount>,
) -> Option<Number> {
    let start = match &start.node {
        crate::formula::Node::Number(n) => Some(n.clone()),
        _ => None,
    };
    let most = match (start, more) {
        (Some(start), None) => Some(start).filter(|_| !bonus),
        (Some(start), Some(more)) => more
            .at_most
            .as_ref()
            .and_then(|a| a.number.as_ref())
            .map(|n| start.plus(n)),
        (None, _) => None,
    };
    match (most, cap.and_then(|c| c.number.clone())) {
        (Some(most), Some(cap)) => Some(most.or_less(cap)),
        (most, cap) => most.or(cap),
    }
}

fn one(
    draft: &mut Draft,
    leaf: &Leaf<'_, '_>,
    fields: &Fields<'_>,
    value: Option<&str>,
) -> Option<Units> {
    let own = each::Owner::of(draft, leaf, fields);
    let amount = |draft: &mut Draft, key: &str| own.amount(draft, fields, key);
    let each = each::read(draft, leaf, fields)?;
    let free = amount(draft, "free");
    let every = amount(draft, "every");
    let at_most = amount(draft, "at_most");
    // The item's value is what is counted, unless this side counts something of its own.
    let own = fields.node("per").and_then(|n| draft.formula(n));
    let own_figure = own.as_ref().and_then(|e| draft.figure_named(e));
    let counted = match (own, value) {
        (Some(expr), Some(value)) if own_figure.is_none() => {
            let defined = draft.defined(value).map(|d| &d.body);
            match defined {
                Some(crate::figure::Body::Formula(same)) if same.node == expr.node => {
                    named(value, leaf.place)
                }
                _ => expr,
            }
        }
        (Some(expr), _) => expr,
        (None, Some(value)) => named(value, leaf.place),
        (None, None) => {
            draft.reader.report(MeasureMistake::NothingCounted {
                item: leaf.name.to_string(),
                place: fields.place().clone(),
            });
            return None;
        }
    };
    let (title, unit) = match draft.figure_named(&counted) {
        Some(figure) => (
            {
                let title = draft.title_of(&figure);
                Said::new(title.clone(), title)
            },
            draft
                .defined(&figure)
                .and_then(|d| d.unit.as_ref())
                .map(ToString::to_string)
                .filter(|u| u != "%"),
        ),
        None => (spoken(draft, &counted), None),
    };
    let place = leaf.place;
    let mut expr = counted;
    if let Some(free) = &free {
        let zero = Expr::number(Number::ZERO, place);
        let beyond = Expr::binary(Operator::Minus, expr, free.expr.clone());
        expr = Expr::call(Function::Max, vec![zero, beyond], place);
    }
    if let Some(every) = &every {
        let times = Expr::binary(Operator::DividedBy, expr, every.expr.clone());
        expr = Expr::call(Function::Floor, vec![times], place);
    }
    expr = each.times(draft, (leaf, fields), expr);
    if let Some(most) = &at_most {
        expr = Expr::call(Function::Min, vec![expr, most.expr.clone()], place);
    }
    Some(Units {
        expr,
        each,
        counted: (title, unit),
        free,
        every,
        at_most,
    })
}
