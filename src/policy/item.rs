//! One item or group of a scorecard.

use std::sync::Arc;

use super::draft::{Draft, named};
use super::missing::{self, Missing};
use super::mistake::MeasureMistake;
use super::scorecard::{self, Level, Share};
use super::ways::{self, Leaf, Way};
use super::weights::{self, Weight};
use super::{Item, rounding, sentence, veto};
use crate::figure::{Fallback, Form, Parameter, ParameterValue};
use crate::form::{Fields, Written};
use crate::formula::Expr;
use crate::number::Number;
use crate::value::{Kind, Value};

/// Reads an item and defines its figures; tells whether it hands its weight to the others when it
/// is missing. `None` where it says not how points come about.
pub(super) fn item(
    draft: &mut Draft,
    name: &Written<String>,
    fields: &Fields<'_>,
    weight: &Weight,
    share: &Share,
) -> Option<(Item, bool)> {
    let title = fields
        .text("name")
        .map_or_else(|| name.value.clone(), |t| t.value);
    let by_case = match weight {
        Weight::One(weight) => {
            weight_parameter(draft, name, &title, fields, Some(weight));
            None
        }
        Weight::Unfilled(_) => {
            weight_parameter(draft, name, &title, fields, None);
            None
        }
        Weight::Cases(cases) => {
            let owner = (name.value.as_str(), title.as_str());
            let known = &share.cases;
            Some(weights::define(draft, owner, cases, known, &name.place))
        }
    };
    // Where the weight differs by case, points are first worked out as if the item were all.
    let written = match weight {
        Weight::One(weight) => weight.clone(),
        Weight::Cases(_) | Weight::Unfilled(_) => share.whole.clone(),
    };
    let effective = share.effective.clone();
    let counted = |expr: Expr| match &by_case {
        _ if share.unfilled.is_some() => share
            .unfilled
            .as_ref()
            .map_or(expr, |parameter| named(parameter, &name.place)),
        Some(figure) => weights::counted(expr, figure, &share.whole, &name.place),
        None => expr,
    };
    let shown = |item: Item| match &by_case {
        Some(figure) => {
            let most = weight.most();
            let part = |n: &Number| n.times(&most).divided_by(&share.whole);
            Item {
                effective: part(&item.effective).unwrap_or(Number::ZERO),
                highest: item
                    .highest
                    .as_ref()
                    .filter(|_| weight.known())
                    .and_then(part),
                weight: most,
                weight_by_case: Some(Arc::clone(figure)),
                ..item
            }
        }
        None => item,
    };
    if fields.has("of") {
        let level = (written, effective, share.unfilled.clone());
        let made = group(draft, name, &title, fields, level, counted)?;
        return Some((shown(made), false));
    }
    let missing = missing::read(draft, fields);
    let leaf = Leaf {
        name: &name.value,
        title: &title,
        place: &name.place,
        fields,
        weight: &written,
        effective: &effective,
        fallback: match &missing {
            Some(Missing::Use(expr, reason)) => Some((expr.clone(), Arc::clone(reason))),
            _ => None,
        },
    };
    let way = ways::way(draft, &leaf)?;
    let points: Arc<str> = format!("{}.points", name.value).into();
    let expr = veto::applied(draft, &name.value, counted(way.expr.clone()));
    let said = points_title(draft, &title);
    let mut figure = draft.figure(&points, &said, way.form, expr);
    figure.place = name.place.clone();
    figure.aliases = vec![
        format!("{}.得分", name.value).into(),
        format!("{title}.得分").into(),
    ];
    figure.round = match fields.node("round") {
        Some(node) => rounding::one(&mut draft.reader, node),
        None => draft.rounding.points.clone(),
    };
    let number = |n: &Number| Expr::number(n.clone(), &name.place);
    let reweight = matches!(missing, Some(Missing::Reweight(_)));
    let without_data = missing.as_ref().map(|m| sentence::without_data(draft, m));
    figure.if_missing = match missing {
        Some(Missing::Zero(reason)) => Fallback::Use(number(&Number::ZERO), reason),
        Some(Missing::Full(reason)) => Fallback::Use(counted(number(&effective)), reason),
        Some(Missing::Reweight(_) | Missing::Use(..)) | None => Fallback::Missing,
    };
    draft.define(figure);
    let Way {
        highest,
        sentence,
        value,
        target,
        ..
    } = way;
    let mut said = sentence;
    if let Some(more) = without_data {
        said.zh += &more.zh;
        said.en += &format!(" {}", more.en);
    }
    let item = Item {
        name: name.value.as_str().into(),
        title,
        weight: written,
        weight_by_case: None,
        effective,
        items: Vec::new(),
        value,
        target,
        points,
        highest,
        sentence: said,
        place: name.place.clone(),
    };
    Some((shown(item), reweight))
}

/// What the points of an item are called.
fn points_title(draft: &Draft, title: &str) -> String {
    draft.say(&format!("{title}得分"), &format!("{title} points"))
}

/// The weight as a parameter, so that clauses can print it.
fn weight_parameter(
    draft: &mut Draft,
    name: &Written<String>,
    title: &str,
    fields: &Fields<'_>,
    weight: Option<&Number>,
) {
    let word = draft.say("权重", "weight");
    let place = fields.node("weight").map_or(&name.place, |n| &n.place);
    draft.add_parameter(Parameter {
        policy: Arc::clone(&draft.id),
        name: format!("{}.weight", name.value).into(),
        aliases: vec![format!("{}.权重", name.value).into()],
        title: format!("{title} · {word}").into(),
        unit: None,
        kind: Kind::Number,
        values: vec![ParameterValue {
            from: None,
            value: weight.map(|n| Value::Number(n.clone())),
            place: place.clone(),
        }],
        place: place.clone(),
    });
}

fn group(
    draft: &mut Draft,
    name: &Written<String>,
    title: &str,
    fields: &Fields<'_>,
    (weight, effective, unfilled): (Number, Number, Option<Arc<str>>),
    counted: impl Fn(Expr) -> Expr,
) -> Option<Item> {
    const FITTING: [&str; 8] = [
        "name", "weight", "of", "weights", "sum", "reason", "round", "show",
    ];
    for key in fields.names().filter(|k| !FITTING.contains(k)) {
        draft.reader.report(MeasureMistake::WithoutEffect {
            item: name.value.clone(),
            key: ways::both(fields, key),
            way: ways::both(fields, "of"),
            place: fields.key_place(key).unwrap_or(fields.place()).clone(),
        });
    }
    let node = fields.node("of")?;
    let level = Level {
        group: Some(&name.value),
        written: weight.clone(),
        effective: effective.clone(),
        unfilled,
        absolute: scorecard::word_is(draft, fields, "absolute")
            || (draft.absolute && !scorecard::word_is(draft, fields, "relative")),
        sum: scorecard::stated_sum(draft, fields),
        place: name.place.clone(),
    };
    let (items, expr) = scorecard::items(draft, node, &level);
    let points: Arc<str> = format!("{}.points", name.value).into();
    let expr = veto::applied(draft, &name.value, counted(expr));
    let said = points_title(draft, title);
    let mut figure = draft.figure(&points, &said, Form::Group, expr);
    figure.place = name.place.clone();
    figure.aliases = vec![
        format!("{}.得分", name.value).into(),
        name.value.as_str().into(),
        title.into(),
    ];
    figure.round = match fields.node("round") {
        Some(node) => rounding::one(&mut draft.reader, node),
        None => draft.rounding.group.clone(),
    };
    draft.define(figure);
    let highest = items.iter().try_fold(Number::ZERO, |sum, item| {
        item.highest.as_ref().map(|more| sum.plus(more))
    });
    let parts: Vec<&str> = items.iter().map(|i| i.title.as_str()).collect();
    Some(Item {
        name: name.value.as_str().into(),
        title: title.to_string(),
        weight,
        weight_by_case: None,
        effective,
        value: None,
        target: None,
        points,
        highest,
        sentence: sentence::group(&parts, scorecard::summed(&level, fields).as_ref()),
        items,
        place: name.place.clone(),
    })
}
