//! Weights: one number, or one for each case, for example for each post.

use std::sync::Arc;

use super::Varied;
use super::draft::{Draft, Named, named};
use super::mistake::MeasureMistake;
use super::parameters;
use super::spoken;
use crate::content::{Node, NodeKind};
use crate::figure::{Form, Parameter, ParameterValue};
use crate::form::{Fields, Quantity, Written};
use crate::formula::{Expr, Node as ExprNode, Operator};
use crate::number::Number;
use crate::value::{Kind, Place, Value};

/// A weight as written.
pub(super) enum Weight {
    /// One for all.
    One(Number),
    /// One for all, a parameter that is still to be filled in; its name.
    Unfilled(Arc<str>),
    /// One for each case; what is not listed weighs nothing. `None` is still to be filled in.
    Cases(Vec<(Written<String>, Option<Number>)>),
}

/// The name of the case for all others.
fn is_rest(case: &str) -> bool {
    matches!(case, "else" | "其余")
}

/// Reads the field `weight` of an item.
pub(super) fn read(draft: &mut Draft, item: &str, fields: &Fields<'_>) -> Option<Weight> {
    let node = fields.node("weight")?;
    match &node.kind {
        NodeKind::Null => return Some(Weight::Unfilled(format!("{item}.weight").into())),
        NodeKind::Mapping(_) => {}
        _ => return one(draft, node),
    }
    let mut cases = Vec::new();
    for (case, node) in draft.reader.named(node) {
        let weight = match &node.kind {
            NodeKind::Null => None,
            _ => {
                let written = draft.reader.quantity(node)?;
                Some(above_zero(draft, written)?)
            }
        };
        cases.push((case, weight));
    }
    Some(Weight::Cases(cases))
}

/// Reads one weight: `60`, `60%` and `60 分` are all 60; a parameter's name is its number. Reports
/// what is neither.
pub(super) fn one(draft: &mut Draft, node: &Node) -> Option<Weight> {
    let text = draft.reader.text(node)?;
    let parameter = match draft.meaning(text.value.trim()) {
        Some(Named::Parameter(full)) => draft.parameter(full),
        _ => None,
    };
    if let Some(parameter) = parameter {
        if let Some(number) = spoken::constant(parameter) {
            let percent = parameter.unit.as_deref() == Some("%");
            let number = match percent {
                true => number.times(&Number::HUNDRED),
                false => number.clone(),
            };
            return Some(Weight::One(number));
        }
        if parameter.values.iter().all(|v| v.value.is_none()) {
            return Some(Weight::Unfilled(Arc::clone(&parameter.name)));
        }
    }
    if let Some(number) = parts(&text) {
        return Some(Weight::One(number));
    }
    let written = draft.reader.quantity(node)?;
    above_zero(draft, written).map(Weight::One)
}

/// Reads a part of a hundred that no decimal writes exactly: `100/3`.
fn parts(text: &Written<String>) -> Option<Number> {
    let (whole, by) = text.value.split_once(['/', '÷'])?;
    let number = |part: &str| crate::form::quantity(part).ok().map(|q| q.number);
    let part = number(whole)?.divided_by(&number(by)?)?;
    (!part.is_negative()).then_some(part)
}

fn above_zero(draft: &mut Draft, written: Written<Quantity>) -> Option<Number> {
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

impl Weight {
    /// Returns the largest that is known.
    pub fn most(&self) -> Number {
        match self {
            Self::One(number) => number.clone(),
            Self::Unfilled(_) => Number::ZERO,
            Self::Cases(cases) => {
                let known = cases.iter().filter_map(|(_, n)| n.clone());
                known.fold(Number::ZERO, Number::or_more)
            }
        }
    }

    /// Returns the parameter that is still to be filled in, where it is one for all.
    pub fn unfilled(&self) -> Option<Arc<str>> {
        match self {
            Self::Unfilled(parameter) => Some(Arc::clone(parameter)),
            Self::One(_) | Self::Cases(_) => None,
        }
    }

    /// Tells whether every case is filled in.
    pub fn known(&self) -> bool {
        match self {
            Self::One(_) => true,
            Self::Unfilled(_) => false,
            Self::Cases(cases) => cases.iter().all(|(_, n)| n.is_some()),
        }
    }

    /// Returns the weight in a case; `None` where it is still to be filled in.
    fn in_case(&self, case: &str) -> Option<Number> {
        match self {
            Self::One(number) => Some(number.clone()),
            Self::Unfilled(_) => None,
            Self::Cases(cases) => {
                let own = cases.iter().find(|(c, _)| c.value == case);
                let rest = || cases.iter().find(|(c, _)| is_rest(&c.value));
                own.or_else(rest)
                    .map_or(Some(Number::ZERO), |(_, n)| n.clone())
            }
        }
    }
}

/// Returns what the weights of a level add up to in each case, where all of them are known; the
/// one sum of weights without cases goes by no name.
pub(super) fn sums(weights: &[&Weight]) -> Vec<(Option<String>, Number)> {
    // Weights that are still to be filled in cannot be added up.
    if weights.iter().any(|w| matches!(w, Weight::Unfilled(_))) {
        return Vec::new();
    }
    let mut cases: Vec<&str> = Vec::new();
    for weight in weights {
        if let Weight::Cases(own) = weight {
            for (case, _) in own {
                if !cases.contains(&case.value.as_str()) {
                    cases.push(&case.value);
                }
            }
        }
    }
    if cases.is_empty() {
        let sum = crate::number::sum(weights.iter().map(|w| w.most()).collect::<Vec<_>>().iter());
        return vec![(None, sum)];
    }
    let of_case = |case: &&str| {
        let all: Option<Vec<Number>> = weights.iter().map(|w| w.in_case(case)).collect();
        Some((Some((*case).to_string()), crate::number::sum(all?.iter())))
    };
    cases.iter().filter_map(of_case).collect()
}

/// Defines the weight of an item with cases: a parameter for each, and a figure that picks among
/// them. Returns the figure's name. `known` are all cases of the level: in one that this item does
/// not list it weighs nothing, in any other case the weight is still to be filled in.
pub(super) fn define(
    draft: &mut Draft,
    (name, title): (&str, &str),
    cases: &[(Written<String>, Option<Number>)],
    known: &[String],
    place: &Place,
) -> Arc<str> {
    let full: Arc<str> = format!("{name}.weight").into();
    let word = draft.say("权重", "weight");
    let title = format!("{title} · {word}");
    let by = draft
        .weights_by
        .clone()
        .unwrap_or_else(|| Expr::name(&["post"], place));
    let mut parameter = |case: &str, value: Option<&Number>, place: &Place| -> Arc<str> {
        let of_case: Arc<str> = format!("{full}.{case}").into();
        draft.add_parameter(Parameter {
            policy: Arc::clone(&draft.id),
            name: Arc::clone(&of_case),
            aliases: vec![format!("{name}.权重.{case}").into()],
            title: format!("{title} · {case}").into(),
            unit: None,
            kind: Kind::Number,
            values: vec![ParameterValue {
                from: None,
                value: value.map(|n| Value::Number(n.clone())),
                place: place.clone(),
            }],
            place: place.clone(),
        });
        of_case
    };
    let mut rows: Vec<(String, Arc<str>)> = Vec::new();
    for (case, value) in cases {
        let of_case = parameter(&case.value, value.as_ref(), &case.place);
        rows.push((case.value.clone(), of_case));
    }
    let rest = match rows.iter().find(|(case, _)| is_rest(case)) {
        Some((_, of_case)) => Arc::clone(of_case),
        None => parameter("else", None, place),
    };
    let listed = |case: &str| rows.iter().any(|(c, _)| c == case);
    let has_rest = rows.iter().any(|(case, _)| is_rest(case));
    let mut expr = named(&rest, place);
    let is = |case: &str| {
        let text = Expr::new(ExprNode::Text(case.into()), place);
        Expr::binary(Operator::Equal, by.clone(), text)
    };
    for case in known.iter().filter(|c| !listed(c) && !has_rest) {
        expr = Expr::choose(is(case), Expr::number(Number::ZERO, place), expr);
    }
    for (case, of_case) in rows.iter().rev().filter(|(case, _)| !is_rest(case)) {
        expr = Expr::choose(is(case), named(of_case, place), expr);
    }
    let mut figure = draft.figure(&full, &title, Form::Metric, expr);
    figure.place = place.clone();
    figure.aliases = vec![format!("{name}.权重").into()];
    draft.define(figure);
    let by = parameters::by_in_words(draft, &by);
    let varied = Varied { title, by, rows };
    draft.varied.insert(Arc::clone(&full), varied);
    full
}

/// Returns all cases that the weights of a level name.
pub(super) fn cases(weights: &[&Weight]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for weight in weights {
        if let Weight::Cases(cases) = weight {
            for (case, _) in cases {
                if !is_rest(&case.value) && !found.contains(&case.value) {
                    found.push(case.value.clone());
                }
            }
        }
    }
    found
}

/// Counts points by their weight in the case at hand; what weighs nothing counts nothing, even
/// where there are no data for it.
pub(super) fn counted(points: Expr, weight: &Arc<str>, whole: &Number, place: &Place) -> Expr {
    let zero = || Expr::number(Number::ZERO, place);
    let share = Expr::binary(
        Operator::DividedBy,
        named(weight, place),
        Expr::number(whole.clone(), place),
    );
    let nothing = Expr::binary(Operator::Equal, named(weight, place), zero());
    Expr::choose(
        nothing,
        zero(),
        Expr::binary(Operator::Times, points, share),
    )
}
