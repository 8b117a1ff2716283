//! `scorecard:` and `total:`: items as a tree, their weights, the total.

use std::sync::Arc;

use super::draft::{Draft, named};
use super::item;
use super::mistake::MeasureMistake;
use super::veto;
use super::{Item, Scorecard};
use crate::content::Node;
use crate::figure::{Form, Parameter, ParameterValue};
use crate::form::scorecard::{ITEM, TOTAL};
use crate::form::{Fields, Key};
use crate::formula::{Expr, Function, Operator};
use crate::number::Number;
use crate::value::{Kind, Place, Value};

/// The items of one level, before they are read.
pub(super) struct Level<'a> {
    /// The group's name; `None` at the top.
    pub group: Option<&'a str>,
    /// The group's weight as written.
    pub written: Number,
    /// The group's weight in the total.
    pub effective: Number,
    /// Whether weights are parts of the group's own.
    pub absolute: bool,
    /// What the weights ought to add up to, where the author says so.
    pub sum: Option<Number>,
    /// Where the level begins.
    pub place: Place,
}

/// Reads `scorecard:` with `total:` and defines their figures.
pub(super) fn scorecard(draft: &mut Draft, policy: &Fields<'_>) -> Option<Scorecard> {
    let node = policy.node("scorecard")?;
    let total = policy
        .node("total")
        .and_then(|n| draft.reader.read(n, &TOTAL));
    let sum = total.as_ref().and_then(|t| stated_sum(draft, t));
    let absolute = word_is(draft, policy, "absolute");
    draft.absolute = absolute;
    let level = Level {
        group: None,
        written: sum.clone().unwrap_or(Number::HUNDRED),
        effective: sum.clone().unwrap_or(Number::HUNDRED),
        absolute,
        sum: sum.clone(),
        place: policy.key_place("scorecard").unwrap_or(&node.place).clone(),
    };
    full_marks(draft, &level);
    let (items, points) = items(draft, node, &level);
    let highest = define_total(draft, total.as_ref(), &items, points, &level.place);
    Some(Scorecard {
        items,
        sum: level.written,
        total: "total".into(),
        highest,
    })
}

/// What the top weights add up to, as a parameter, so that clauses can print it.
fn full_marks(draft: &mut Draft, level: &Level<'_>) {
    draft.add_parameter(Parameter {
        policy: Arc::clone(&draft.id),
        name: "total.full".into(),
        aliases: vec!["满分".into(), "总分.满分".into()],
        title: draft.say("满分", "Full points").as_str().into(),
        unit: None,
        kind: Kind::Number,
        values: vec![ParameterValue {
            from: None,
            value: Some(Value::Number(level.written.clone())),
            place: level.place.clone(),
        }],
        place: level.place.clone(),
    });
}

/// Reads the items of a level; returns them with the formula of their sum.
pub(super) fn items(draft: &mut Draft, node: &Node, level: &Level<'_>) -> (Vec<Item>, Expr) {
    let mut read = Vec::new();
    for (name, node) in draft.reader.named(node) {
        let Some(fields) = draft.reader.read(node, &ITEM) else {
            continue;
        };
        let weight = weight(draft, &fields);
        read.push((name, fields, weight));
    }
    let wanted = match (&level.sum, level.absolute && level.group.is_some()) {
        (Some(sum), _) => sum.clone(),
        (None, true) => level.written.clone(),
        (None, false) => Number::HUNDRED,
    };
    let weights: Vec<Number> = read.iter().filter_map(|(_, _, w)| w.clone()).collect();
    let sum = crate::number::sum(weights.iter());
    if weights.len() == read.len() && sum != wanted && !read.is_empty() {
        draft.reader.report(MeasureMistake::Weights {
            group: level.group.map(str::to_string),
            absolute: level.group.is_some() && sum == level.written,
            sum,
            wanted: wanted.clone(),
            place: level.place.clone(),
        });
    }
    let mut made = Vec::new();
    let mut parts = Vec::new();
    for (name, fields, weight) in read {
        let weight = weight.unwrap_or(Number::ZERO);
        let effective = level
            .effective
            .times(&weight)
            .divided_by(&wanted)
            .unwrap_or(Number::ZERO);
        if let Some((item, reweight)) = item::item(draft, &name, &fields, weight, effective) {
            parts.push((
                named(&item.points, &item.place),
                item.effective.clone(),
                reweight,
            ));
            made.push(item);
        }
    }
    let points = sum_of(parts, &level.place);
    (made, points)
}

/// Returns what a level's weights add up to, where the author says so with a reason.
pub(super) fn stated_sum(draft: &mut Draft, fields: &Fields<'_>) -> Option<Number> {
    let sum = fields.quantity("sum", &mut draft.reader)?;
    if fields
        .text("reason")
        .is_none_or(|r| r.value.trim().is_empty())
    {
        draft.reader.report(MeasureMistake::SumWithoutReason {
            place: sum.place.clone(),
        });
    }
    if sum.value.number <= Number::ZERO {
        draft
            .reader
            .report(MeasureMistake::NegativeWeight { place: sum.place });
        return None;
    }
    Some(sum.value.number)
}

/// Tells whether the field `weights` holds a word.
pub(super) fn word_is(draft: &mut Draft, fields: &Fields<'_>, word: &str) -> bool {
    fields
        .word("weights", &mut draft.reader)
        .is_some_and(|w| w.value == word)
}

/// `60`, `60%` and `60 分` are all 60.
fn weight(draft: &mut Draft, fields: &Fields<'_>) -> Option<Number> {
    let written = fields.quantity("weight", &mut draft.reader)?;
    let number = if written.value.percent {
        written.value.number.times(&Number::HUNDRED)
    } else {
        written.value.number
    };
    if number.is_negative() {
        draft.reader.report(MeasureMistake::NegativeWeight {
            place: written.place,
        });
        return None;
    }
    Some(number)
}

/// Adds up points; where items may hand their weight to the others, the rest is scaled up.
fn sum_of(parts: Vec<(Expr, Number, bool)>, place: &Place) -> Expr {
    let zero = || Expr::number(Number::ZERO, place);
    let all = crate::number::sum(parts.iter().map(|(_, weight, _)| weight));
    let lost = parts.iter().filter(|(_, _, reweight)| *reweight);
    let lost = lost.map(|(points, weight, _)| {
        let known = Expr::call(Function::Known, vec![points.clone()], place);
        Expr::choose(known, zero(), Expr::number(weight.clone(), place))
    });
    let lost = joined(lost.collect(), Operator::Plus);
    let sum = parts.into_iter().map(|(points, _, reweight)| {
        if reweight {
            Expr::call(Function::Otherwise, vec![points, zero()], place)
        } else {
            points
        }
    });
    let sum = joined(sum.collect(), Operator::Plus).unwrap_or_else(zero);
    match lost {
        None => sum,
        Some(lost) => {
            let whole = Expr::number(all, place);
            let left = Expr::binary(Operator::Minus, whole.clone(), lost);
            let scaled = Expr::binary(Operator::Times, sum, whole);
            Expr::binary(Operator::DividedBy, scaled, left)
        }
    }
}

/// Joins expressions by one operator; `None` of none.
pub(super) fn joined(parts: Vec<Expr>, operator: Operator) -> Option<Expr> {
    parts
        .into_iter()
        .reduce(|left, right| Expr::binary(operator, left, right))
}

/// Keeps an expression between bounds.
pub(super) fn clamped(expr: Expr, floor: Option<Expr>, cap: Option<Expr>) -> Expr {
    let place = expr.place.clone();
    let expr = match cap {
        Some(cap) => Expr::call(Function::Min, vec![expr, cap], &place),
        None => expr,
    };
    match floor {
        Some(floor) => Expr::call(Function::Max, vec![expr, floor], &place),
        None => expr,
    }
}

/// Returns the key of a form by its English name; a key of nothing where there is none.
pub(super) fn key_of(fields: &Fields<'_>, name: &str) -> &'static Key {
    const NOTHING: Key = crate::form::key("", "", crate::form::Shape::Text, ("", ""));
    static NONE: Key = NOTHING;
    fields.form().key(name).unwrap_or(&NONE)
}

fn define_total(
    draft: &mut Draft,
    fields: Option<&Fields<'_>>,
    items: &[Item],
    points: Expr,
    place: &Place,
) -> Option<Number> {
    let title = fields
        .and_then(|f| f.text("name"))
        .map_or_else(|| draft.say("总分", "Total"), |t| t.value);
    let mut bound = |key: &str| {
        let fields = fields?;
        let node = fields.node(key)?;
        draft.amount(("total", &title), key_of(fields, key), node)
    };
    let (floor, cap) = (bound("floor"), bound("cap"));
    let mut highest: Option<Number> = Some(Number::ZERO);
    for item in items {
        highest = match (&highest, &item.highest) {
            (Some(sum), Some(more)) => Some(sum.plus(more)),
            _ => None,
        };
    }
    if let Some(cap) = cap.as_ref().and_then(|c| c.number.clone()) {
        highest = Some(match highest {
            Some(sum) => sum.or_less(cap),
            None => cap,
        });
    }
    let expr = clamped(points, floor.map(|a| a.expr), cap.map(|a| a.expr));
    let expr = veto::applied(draft, "total", expr);
    let mut total = draft.figure("total", &title, Form::Total, expr);
    total.place = place.clone();
    total.aliases = vec![Arc::from("总分"), Arc::from(title.as_str())];
    total.round = draft.rounding.total.clone();
    total.show = fields
        .and_then(|f| f.count("show", &mut draft.reader))
        .map(|n| n.value);
    draft.define(total);
    highest
}
