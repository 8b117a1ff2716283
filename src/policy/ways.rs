//! The ways in which an item's points come about: by target, band, units, ratings or a formula.

use std::sync::Arc;

use super::bands::{self, Band};
use super::draft::{Amount, Draft, named};
use super::mistake::MeasureMistake;
use super::scorecard::{clamped, key_of};
use super::{bounds, checks, metrics, months, pro_rata, raters, sentence, units};
use crate::content::NodeKind;
use crate::diagnostic::Said;
use crate::figure::{Fallback, Form};
use crate::form::measure::BAND;
use crate::form::{Fields, Written};
use crate::formula::{CutTable, Expr, Operator};
use crate::number::Number;
use crate::value::Place;

/// An item that is no group, before its points are known.
pub(super) struct Leaf<'a, 'f> {
    pub name: &'f str,
    pub title: &'f str,
    pub place: &'f Place,
    pub fields: &'f Fields<'a>,
    /// The weight as written.
    pub weight: &'f Number,
    /// The weight in the total.
    pub effective: &'f Number,
    /// What stands in for a missing value.
    pub fallback: Option<(Expr, Arc<str>)>,
}

/// How points come about.
pub(super) struct Way {
    pub form: Form,
    pub expr: Expr,
    pub highest: Option<Number>,
    pub sentence: Said,
    pub value: Option<Arc<str>>,
    pub target: Option<Arc<str>>,
}

/// Finds an item's way to its points; reports where there is none or more than one.
pub(super) fn way(draft: &mut Draft, leaf: &Leaf<'_, '_>) -> Option<Way> {
    const WAYS: [&str; 9] = [
        "raters",
        "checks",
        "from_months",
        "points",
        "band",
        "start",
        "less",
        "more",
        "events",
    ];
    let fields = leaf.fields;
    let found = WAYS.into_iter().find(|k| fields.has(k));
    let fitting: &[&str] = match found {
        Some("raters") => &["raters", "out_of"],
        Some("checks") => &["checks", "out_of"],
        Some("from_months") => &["from_months", "out_of"],
        Some("points") => &[
            "points", "value", "target", "pro_rata", "cap", "floor", "out_of",
        ],
        Some("band") => &["band", "value", "target", "pro_rata", "out_of"],
        Some(_) => &[
            "start", "less", "more", "events", "value", "target", "pro_rata", "cap", "floor",
            "out_of",
        ],
        None => &["value", "target", "pro_rata", "cap", "floor"],
    };
    const ALWAYS: [&str; 6] = ["name", "weight", "unit", "missing", "round", "show"];
    for key in fields.names() {
        let of_value = matches!(key, "source" | "department") && fitting.contains(&"value");
        if !fitting.contains(&key) && !ALWAYS.contains(&key) && !of_value {
            draft.reader.report(MeasureMistake::WithoutEffect {
                item: leaf.name.to_string(),
                key: both(fields, key),
                way: both(fields, found.unwrap_or("value")),
                place: fields.key_place(key).unwrap_or(leaf.place).clone(),
            });
        }
    }
    match found {
        Some("raters") => raters::raters(draft, leaf),
        Some("checks") => checks::checks(draft, leaf),
        Some("from_months") => months::item(draft, leaf),
        Some("points") => points(draft, leaf),
        Some("band") => band(draft, leaf),
        Some(_) => units::units(draft, leaf),
        None => proportional(draft, leaf),
    }
}

/// Returns a key of a form in both languages, Chinese first.
pub(super) fn both(fields: &Fields<'_>, key: &str) -> (&'static str, &'static str) {
    let key = key_of(fields, key);
    (key.zh, key.name)
}

/// Returns the figure that holds an item's value: its own, or one that goes by its name. With
/// `other`, a formula that stands in where the item has none.
pub(super) fn value(
    draft: &mut Draft,
    leaf: &Leaf<'_, '_>,
    other: Option<Expr>,
) -> Option<Arc<str>> {
    let written = match leaf.fields.node("value") {
        Some(node) => Some(draft.formula(node)?),
        None => other,
    };
    let Some(expr) = written else {
        let figure = draft.figure_named(&named(leaf.name, leaf.place))?;
        metrics::keep(draft, &figure, leaf.fields);
        return Some(figure);
    };
    if let Some(figure) = draft.figure_named(&expr)
        && leaf.fallback.is_none()
    {
        draft.alias(&figure, leaf.name);
        draft.alias(&figure, leaf.title);
        metrics::keep(draft, &figure, leaf.fields);
        return Some(figure);
    }
    let mut metric = draft.figure(leaf.name, leaf.title, Form::Metric, expr);
    metric.place = leaf.place.clone();
    metric.aliases = vec![leaf.title.into()];
    metric.unit = leaf.fields.text("unit").map(|u| u.value.as_str().into());
    metric.show = leaf
        .fields
        .count("show", &mut draft.reader)
        .map(|n| n.value);
    if let Some((expr, reason)) = &leaf.fallback {
        metric.if_missing = Fallback::Use(expr.clone(), Arc::clone(reason));
    }
    draft.define(metric);
    metrics::keep(draft, leaf.name, leaf.fields);
    Some(leaf.name.into())
}

/// Defines the target, where there is one.
pub(super) fn target(draft: &mut Draft, leaf: &Leaf<'_, '_>) -> Option<(Arc<str>, Amount)> {
    let Some(node) = leaf.fields.node("target") else {
        pro_rata::without_target(draft, leaf);
        return None;
    };
    // A target is a figure; only one that is still to be filled in needs a parameter below it.
    let amount = match &node.kind {
        NodeKind::Null => {
            let name = format!("{}.target.value", leaf.name);
            let title = format!("{} · {}", leaf.title, draft.say("目标", "target"));
            draft.amount_named((&name, "", &title), node)?
        }
        _ => {
            let expr = draft.formula(node)?;
            let text = draft.reader.text(node)?.value.trim().to_string();
            let number = match &expr.node {
                crate::formula::Node::Number(n) => Some(n.clone()),
                _ => None,
            };
            Amount {
                words: match number {
                    Some(_) => Said::new(text.clone(), text),
                    None => super::spoken::spoken(draft, &expr),
                },
                number,
                expr,
            }
        }
    };
    let amount = pro_rata::of_target(draft, leaf, amount);
    let full: Arc<str> = format!("{}.target", leaf.name).into();
    let title = draft.say(
        &format!("{}目标", leaf.title),
        &format!("{} target", leaf.title),
    );
    let mut figure = draft.figure(&full, &title, Form::Target, amount.expr.clone());
    figure.aliases = vec![
        format!("{}.目标", leaf.name).into(),
        format!("{}.目标", leaf.title).into(),
    ];
    let own = leaf.fields.text("unit").map(|u| u.value);
    let own = own.or_else(|| match crate::form::quantity(&amount.words.zh) {
        Ok(quantity) if quantity.percent => Some("%".into()),
        Ok(quantity) => quantity.unit,
        Err(_) => None,
    });
    figure.unit = own.map(|u| u.as_str().into());
    draft.define(figure);
    Some((full, amount))
}

/// Reads a bound of an item.
pub(super) fn bound(draft: &mut Draft, leaf: &Leaf<'_, '_>, key: &str) -> Option<Amount> {
    let node = leaf.fields.node(key)?;
    draft.amount((leaf.name, leaf.title), key_of(leaf.fields, key), node)
}

/// What points are out of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum OutOf {
    Weight,
    Points(Number),
}

impl OutOf {
    /// Reads `out_of`, with what holds where it is not written.
    pub fn read(draft: &mut Draft, leaf: &Leaf<'_, '_>, usual: Self) -> Self {
        let Some(text) = leaf.fields.text("out_of") else {
            return usual;
        };
        if let Ok(quantity) = crate::form::quantity(&text.value)
            && quantity.number > Number::ZERO
        {
            return Self::Points(quantity.number);
        }
        let _ = leaf.fields.word("out_of", &mut draft.reader);
        Self::Weight
    }

    /// Brings points from their own scale to the weight in the total. An item of weight 0 is a
    /// deduction or a bonus, whose points count as they are.
    pub fn scaled(&self, leaf: &Leaf<'_, '_>, expr: Expr) -> Expr {
        let Some((times, by)) = self.factor(leaf) else {
            return expr;
        };
        let place = expr.place.clone();
        let product = Expr::binary(Operator::Times, Expr::number(times, &place), expr);
        Expr::binary(Operator::DividedBy, product, Expr::number(by, &place))
    }

    /// Brings a number to the weight in the total.
    pub fn scaled_number(&self, leaf: &Leaf<'_, '_>, number: &Number) -> Number {
        match self.factor(leaf) {
            Some((times, by)) => number.times(&times).divided_by(&by).unwrap_or(Number::ZERO),
            None => number.clone(),
        }
    }

    fn factor(&self, leaf: &Leaf<'_, '_>) -> Option<(Number, Number)> {
        let by = match self {
            Self::Weight => leaf.weight.clone(),
            Self::Points(n) => n.clone(),
        };
        let same = by == *leaf.effective || leaf.effective.is_zero() || by.is_zero();
        (!same).then(|| (leaf.effective.clone(), by))
    }
}

fn proportional(draft: &mut Draft, leaf: &Leaf<'_, '_>) -> Option<Way> {
    let value = value(draft, leaf, None);
    let target = target(draft, leaf);
    let (cap, floor) = (bound(draft, leaf, "cap"), bound(draft, leaf, "floor"));
    let Some(value) = value else {
        if leaf.fields.node("value").is_none() {
            draft.reader.report(MeasureMistake::NoWay {
                item: leaf.name.to_string(),
                place: leaf.place.clone(),
            });
        }
        return None;
    };
    let measured = named(&value, leaf.place);
    if leaf.weight.is_zero() && target.is_none() && cap.is_none() {
        return Some(Way {
            form: Form::Points,
            expr: Expr::number(Number::ZERO, leaf.place),
            highest: Some(Number::ZERO),
            sentence: sentence::tracked(),
            value: Some(value),
            target: None,
        });
    }
    let ratio = match &target {
        Some((name, _)) => Expr::binary(Operator::DividedBy, measured, named(name, leaf.place)),
        None => measured,
    };
    let least = match &floor {
        Some(floor) => floor.expr.clone(),
        None => Expr::number(Number::ZERO, leaf.place),
    };
    let ratio = clamped(ratio, Some(least), cap.as_ref().map(|c| c.expr.clone()));
    let weight = Expr::number(leaf.effective.clone(), leaf.place);
    let highest = cap
        .as_ref()
        .and_then(|c| c.number.as_ref())
        .map(|cap| leaf.effective.times(cap));
    let sentence = sentence::proportional(
        leaf.effective,
        &draft.title_of(&value),
        target.as_ref().map(|(_, amount)| amount),
        cap.as_ref(),
        floor.as_ref(),
    );
    Some(Way {
        form: Form::Proportional,
        expr: Expr::binary(Operator::Times, weight, ratio),
        highest,
        sentence,
        value: Some(value),
        target: target.map(|(name, _)| name),
    })
}

fn band(draft: &mut Draft, leaf: &Leaf<'_, '_>) -> Option<Way> {
    let node = leaf.fields.node("band")?;
    let (table, by, title) = band_under(draft, leaf.name, node)?;
    let value = value(draft, leaf, by);
    let target = target(draft, leaf);
    let Some(value) = value else {
        draft.reader.report(MeasureMistake::BandWithoutBy {
            item: leaf.name.to_string(),
            place: node.place.clone(),
        });
        return None;
    };
    let title_of_value = draft.title_of(&value);
    let used = (
        Said::new(title_of_value.clone(), title_of_value),
        draft.defined(&value).and_then(|d| d.unit.clone()),
    );
    let uses = draft.band_uses.entry(Arc::clone(&table.name)).or_default();
    uses.push(used);
    let out_of = OutOf::read(draft, leaf, OutOf::Points(Number::HUNDRED));
    let looked_up = bands::cut(named(&value, leaf.place), &table, 0);
    let highest = bounds::of_band(draft, &table, 0)
        .most
        .map(|n| out_of.scaled_number(leaf, &n));
    Some(Way {
        form: Form::Band,
        expr: out_of.scaled(leaf, looked_up),
        highest,
        sentence: sentence::band(&draft.title_of(&value), &title, leaf, &out_of),
        value: Some(value),
        target: target.map(|(name, _)| name),
    })
}

/// Returns the band that a field names or holds, with what it looks up and its title.
pub(super) fn band_under(
    draft: &mut Draft,
    owner: &str,
    node: &crate::content::Node,
) -> Option<(Arc<CutTable>, Option<Expr>, String)> {
    if matches!(node.kind, NodeKind::Mapping(_)) {
        let fields = draft.reader.read(node, &BAND)?;
        let name = Written::new(owner.to_string(), &node.place);
        let Band {
            table, by, title, ..
        } = bands::one(draft, &name, &fields)?;
        return Some((table, by, title));
    }
    let text = draft.reader.text(node)?;
    let name = text.value.trim();
    match draft.bands.get(name) {
        Some(table) => {
            let table = Arc::clone(table);
            let (by, title) = draft.band_heads.get(name).cloned().unwrap_or_default();
            Some((table, by, title))
        }
        None if draft.refused_bands.iter().any(|band| band == name) => None,
        None => {
            let known = draft.band_heads.keys().map(ToString::to_string).collect();
            draft.reader.report(MeasureMistake::UnknownBand {
                name: name.to_string(),
                known,
                place: text.place,
            });
            None
        }
    }
}

fn points(draft: &mut Draft, leaf: &Leaf<'_, '_>) -> Option<Way> {
    let expr = leaf.fields.node("points").and_then(|n| draft.formula(n))?;
    let value = match leaf.fields.has("value") {
        true => value(draft, leaf, None),
        false => None,
    };
    let target = target(draft, leaf);
    let (cap, floor) = (bound(draft, leaf, "cap"), bound(draft, leaf, "floor"));
    let out_of = OutOf::read(draft, leaf, OutOf::Weight);
    let most = bounds::of(draft, &expr).most;
    let most = match (most, cap.as_ref().and_then(|c| c.number.clone())) {
        (Some(most), Some(cap)) => Some(most.or_less(cap)),
        (most, cap) => most.or(cap),
    };
    let highest = most.map(|n| out_of.scaled_number(leaf, &n));
    let sentence = sentence::points(
        &super::spoken::spoken(draft, &expr),
        cap.as_ref(),
        floor.as_ref(),
    );
    let bounded = clamped(expr, floor.map(|a| a.expr), cap.map(|a| a.expr));
    Some(Way {
        form: Form::Points,
        expr: out_of.scaled(leaf, bounded),
        highest,
        sentence,
        value,
        target: target.map(|(name, _)| name),
    })
}
