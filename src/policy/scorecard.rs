//! `scorecard:` and `total:`: items as a tree, their weights, the total.

use std::sync::Arc;

use super::draft::{Amount, Draft, named};
use super::item;
use super::mistake::MeasureMistake;
use super::weights::{self, Weight};
use super::{Item, Scorecard};
use super::{sentence, veto};
use crate::content::{self, NodeKind};
use crate::diagnostic::Said;
use crate::figure::{Form, Parameter, ParameterValue};
use crate::form::scorecard::{ITEM, TOTAL};
use crate::form::{Fields, Key};
use crate::formula::{Expr, Function, Node, Operator};
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
    /// The parameter of the group's weight, where that is still to be filled in.
    pub unfilled: Option<Arc<str>>,
    /// What the weights ought to add up to, where the author says so.
    pub sum: Option<Number>,
    /// Where the level begins.
    pub place: Place,
}

/// So many items, with their parts, no scorecard has that is meant.
const MOST_PARTS: usize = 2_000;

/// Reads `scorecard:` with `total:` and defines their figures.
pub(super) fn scorecard(draft: &mut Draft, policy: &Fields<'_>) -> Option<Scorecard> {
    let node = policy.node("scorecard")?;
    let place = policy.key_place("scorecard").unwrap_or(&node.place);
    let parts = parts_of(node);
    if parts > MOST_PARTS {
        let place = place.clone();
        let most = MOST_PARTS;
        draft
            .reader
            .report(MeasureMistake::TooManyItems { parts, most, place });
        return None;
    }
    let total = policy
        .node("total")
        .and_then(|n| draft.reader.read(n, &TOTAL));
    let sum = total.as_ref().and_then(|t| stated_sum(draft, t));
    let absolute = word_is(draft, policy, "absolute");
    draft.weights_by = policy.node("weights_by").and_then(|n| draft.formula(n));
    draft.absolute = absolute;
    let level = Level {
        group: None,
        written: sum.clone().unwrap_or(Number::HUNDRED),
        effective: sum.clone().unwrap_or(Number::HUNDRED),
        absolute,
        unfilled: None,
        sum: sum.clone(),
        place: place.clone(),
    };
    full_marks(draft, &level);
    let (items, points) = items(draft, node, &level);
    let (highest, bounds) = define_total(draft, total.as_ref(), &items, points, &level.place);
    let reason = total.as_ref().and_then(|t| summed(&level, t));
    Some(Scorecard {
        items,
        sum: level.written,
        total: "total".into(),
        highest,
        sentence: sentence::total(reason.as_ref(), &bounds),
    })
}

/// Counts the items of a scorecard with those inside of groups and with their own parts.
fn parts_of(node: &content::Node) -> usize {
    let NodeKind::Mapping(entries) = &node.kind else {
        return 0;
    };
    let of = |value: &content::Node| match value.kind {
        NodeKind::Mapping(_) => 1 + parts_of(value),
        _ => 0,
    };
    entries.iter().map(|(_, value)| of(value)).sum()
}

/// Says what the weights of a level add up to, where the author gives a reason.
pub(super) fn summed(level: &Level<'_>, fields: &Fields<'_>) -> Option<Said> {
    let sum = level.sum.as_ref()?.exact_text();
    let reason = fields.text("reason")?.value;
    Some(Said::new(
        format!("各项权重合计 {sum}（{reason}）"),
        format!("the weights add up to {sum} ({reason})"),
    ))
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
pub(super) fn items(
    draft: &mut Draft,
    node: &content::Node,
    level: &Level<'_>,
) -> (Vec<Item>, Expr) {
    let mut read = Vec::new();
    for (name, node) in draft.reader.named(node) {
        let Some(fields) = draft.reader.read(node, &ITEM) else {
            continue;
        };
        let weight = weights::read(draft, &name.value, &fields);
        read.push((name, fields, weight));
    }
    let wanted = match (&level.sum, level.absolute && level.group.is_some()) {
        (Some(sum), _) => sum.clone(),
        (None, true) => level.written.clone(),
        (None, false) => Number::HUNDRED,
    };
    let all: Vec<&Weight> = read.iter().filter_map(|(_, _, w)| w.as_ref()).collect();
    let cases = weights::cases(&all);
    if all.len() == read.len() && !read.is_empty() {
        for (case, sum) in weights::sums(&all) {
            if sum == wanted {
                continue;
            }
            draft.reader.report(MeasureMistake::Weights {
                absolute: level.group.is_some() && sum == level.written,
                group: match (level.group, case) {
                    (Some(group), Some(case)) => Some(format!("{group}（{case}）")),
                    (group, case) => case.or(group.map(str::to_string)),
                },
                sum,
                wanted: wanted.clone(),
                place: level.place.clone(),
            });
        }
    }
    let mut made = Vec::new();
    let mut parts = Vec::new();
    for (name, fields, weight) in read {
        let weight = weight.unwrap_or(Weight::One(Number::ZERO));
        let share = Share::of(&weight, level, &wanted, &cases);
        if let Some((item, reweight)) = item::item(draft, &name, &fields, &weight, &share) {
            let counts = match &item.weight_by_case {
                Some(figure) => {
                    let whole = Expr::number(share.effective, &item.place);
                    weights::counted(whole, figure, &wanted, &item.place)
                }
                None => Expr::number(share.effective, &item.place),
            };
            parts.push((named(&item.points, &item.place), counts, reweight));
            made.push(item);
        }
    }
    let points = sum_of(parts, &level.place);
    (made, points)
}

/// What an item's weight comes to in its level.
pub(super) struct Share {
    /// The weight in the total; with cases, what it would be if the item were all of its level.
    pub effective: Number,
    /// The parameter on which the weight waits.
    pub unfilled: Option<Arc<str>>,
    /// What the weights of the level add up to.
    pub whole: Number,
    /// All cases of the level.
    pub cases: Vec<String>,
}

impl Share {
    fn of(weight: &Weight, level: &Level<'_>, wanted: &Number, cases: &[String]) -> Self {
        let effective = match weight {
            Weight::One(weight) => level
                .effective
                .times(weight)
                .divided_by(wanted)
                .unwrap_or(Number::ZERO),
            Weight::Cases(_) | Weight::Unfilled(_) => level.effective.clone(),
        };
        let own = match weight {
            Weight::Unfilled(parameter) => Some(Arc::clone(parameter)),
            Weight::One(_) | Weight::Cases(_) => None,
        };
        Self {
            effective,
            unfilled: own.or_else(|| level.unfilled.clone()),
            whole: wanted.clone(),
            cases: cases.to_vec(),
        }
    }
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

/// Adds up points; where items may hand their weight to the others, the rest is scaled up.
fn sum_of(parts: Vec<(Expr, Expr, bool)>, place: &Place) -> Expr {
    let zero = || Expr::number(Number::ZERO, place);
    let number = |weight: &Expr| match &weight.node {
        Node::Number(number) => Some(number.clone()),
        _ => None,
    };
    let weights = parts.iter().map(|(_, weight, _)| weight);
    let known: Option<Vec<Number>> = weights.clone().map(number).collect();
    let whole = match known {
        Some(known) => Expr::number(crate::number::sum(known.iter()), place),
        None => joined(weights.cloned().collect(), Operator::Plus).unwrap_or_else(zero),
    };
    let lost = parts.iter().filter(|(_, _, reweight)| *reweight);
    let lost = lost.map(|(points, weight, _)| {
        let known = Expr::call(Function::Known, vec![points.clone()], place);
        Expr::choose(known, zero(), weight.clone())
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
            let left = Expr::binary(Operator::Minus, whole.clone(), lost);
            let scaled = Expr::binary(Operator::Times, sum, whole);
            Expr::binary(Operator::DividedBy, scaled, left)
        }
    }
}

/// So many expressions are joined one after the other; more are joined in halves, so that a long
/// list does not become a deep tree.
const MOST_IN_A_ROW: usize = 64;

/// Joins expressions by one operator; `None` of none.
pub(super) fn joined(mut parts: Vec<Expr>, operator: Operator) -> Option<Expr> {
    if parts.len() > MOST_IN_A_ROW {
        let right = joined(parts.split_off(parts.len() / 2), operator)?;
        let left = joined(parts, operator)?;
        return Some(Expr::binary(operator, left, right));
    }
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
) -> (Option<Number>, [Option<Amount>; 2]) {
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
    let bound = |amount: &Option<Amount>| amount.as_ref().map(|a| a.expr.clone());
    let expr = clamped(points, bound(&floor), bound(&cap));
    let expr = veto::applied(draft, "total", expr);
    let mut total = draft.figure("total", &title, Form::Total, expr);
    total.place = place.clone();
    total.aliases = vec![Arc::from("总分"), Arc::from(title.as_str())];
    total.round = draft.rounding.total.clone();
    total.show = fields
        .and_then(|f| f.count("show", &mut draft.reader))
        .map(|n| n.value);
    draft.define(total);
    (highest, [floor, cap])
}
