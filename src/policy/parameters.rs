//! `parameters:`: numbers with one home each.

use std::sync::Arc;

use super::Varied;
use super::draft::{Draft, named};
use super::mistake::MeasureMistake;
use super::sheets::{self, Keys};
use super::spoken::spoken;
use crate::content::{Node, NodeKind};
use crate::figure::{Form, Parameter, ParameterValue};
use crate::form::measure::PARAMETER;
use crate::form::{Fields, Quantity, Written};
use crate::formula::{Expr, Node as ExprNode, Operator};
use crate::period::Period;
use crate::value::{Kind, Place, Value};

/// Reads `parameters:`.
pub(super) fn parameters(draft: &mut Draft, node: &Node) {
    for (name, node) in draft.reader.named(node) {
        match &node.kind {
            NodeKind::Mapping(_) => {
                if let Some(fields) = draft.reader.read(node, &PARAMETER) {
                    rich(draft, &name, &fields);
                }
            }
            _ => {
                if let Some(values) = plain(draft, node) {
                    add(draft, (&name.value, &name.value), None, values, &name);
                }
            }
        }
    }
}

fn rich(draft: &mut Draft, name: &Written<String>, fields: &Fields<'_>) {
    let title = fields
        .text("name")
        .map_or_else(|| name.value.clone(), |t| t.value);
    let unit = fields.text("unit").map(|u| u.value);
    let ways = ["value", "history", "rows", "table"];
    let found: Vec<&str> = ways.into_iter().filter(|k| fields.has(k)).collect();
    let by_case = fields.has("rows") || fields.has("table");
    if found.len() != 1 || by_case != fields.has("by") {
        draft.reader.report(MeasureMistake::ParameterWays {
            name: name.value.clone(),
            place: name.place.clone(),
        });
        return;
    }
    if by_case {
        if let Some(rows) = sheets::rows(draft, &name.value, fields, Keys::Cases) {
            varied(draft, name, &title, unit.as_deref(), fields, &rows);
        }
        return;
    }
    let values = match (fields.node("value"), fields.node("history")) {
        (Some(node), _) => plain(draft, node),
        (None, Some(node)) => Some(history(draft, node)),
        (None, None) => None,
    };
    if let Some(values) = values {
        add(draft, (&name.value, &title), unit, values, name);
    }
}

type Values = (Vec<ParameterValue>, Option<String>);

/// One value for always; its unit where one is written behind it.
fn plain(draft: &mut Draft, node: &Node) -> Option<Values> {
    let (value, unit) = value_of(draft, node)?;
    let place = node.place.clone();
    let from = None;
    Some((vec![ParameterValue { from, value, place }], unit))
}

fn history(draft: &mut Draft, node: &Node) -> Values {
    let mut values: Vec<ParameterValue> = Vec::new();
    let mut unit = None;
    for (period, node) in draft.reader.named(node) {
        let Some(from) = draft.reader.period(&period) else {
            continue;
        };
        let Some((value, written)) = value_of(draft, node) else {
            continue;
        };
        unit = unit.or(written);
        values.push(ParameterValue {
            from: Some(from.value.first_month()),
            value,
            place: node.place.clone(),
        });
    }
    values.sort_by_key(|v| v.from.map(|p: Period| p));
    (values, unit)
}

fn value_of(draft: &mut Draft, node: &Node) -> Option<(Option<Value>, Option<String>)> {
    if matches!(node.kind, NodeKind::Null) {
        return Some((None, None));
    }
    if let NodeKind::Scalar { text, quoted: true } = &node.kind
        && crate::form::quantity(text).is_err()
    {
        return Some((Some(Value::Text(text.as_str().into())), None));
    }
    let Written { value, .. } = draft.reader.quantity(node)?;
    let Quantity {
        number,
        percent,
        unit,
    } = value;
    let unit = if percent { Some("%".into()) } else { unit };
    Some((Some(Value::Number(number)), unit))
}

fn add(
    draft: &mut Draft,
    names: (&str, &str),
    unit: Option<String>,
    (values, written): Values,
    at: &Written<String>,
) {
    let kind = values
        .iter()
        .find_map(|v| v.value.as_ref().map(Value::kind))
        .unwrap_or(Kind::Number);
    draft.add_parameter(Parameter {
        policy: Arc::clone(&draft.id),
        name: names.0.into(),
        aliases: vec![names.1.into()],
        title: names.1.into(),
        unit: unit.or(written).map(|u| u.as_str().into()),
        kind,
        values,
        place: at.place.clone(),
    });
}

/// A parameter with rows: each row is a parameter of its own, and a figure picks among them.
fn varied(
    draft: &mut Draft,
    name: &Written<String>,
    title: &str,
    unit: Option<&str>,
    fields: &Fields<'_>,
    rows: &Node,
) {
    let Some(by) = fields.node("by").and_then(|n| draft.formula(n)) else {
        return;
    };
    let written_by = by_in_words(draft, &by);
    let mut made = Vec::new();
    let mut otherwise = None;
    for (case, node) in draft.reader.named(rows) {
        let values = match &node.kind {
            NodeKind::Mapping(_) => Some(history(draft, node)),
            _ => plain(draft, node),
        };
        let Some(values) = values else { continue };
        let full: Arc<str> = format!("{}.{}", name.value, case.value).into();
        let row_title = format!("{title} · {}", case.value);
        let at = Written::new(full.to_string(), &case.place);
        add(
            draft,
            (&full, &row_title),
            unit.map(str::to_string),
            values,
            &at,
        );
        if matches!(case.value.as_str(), "else" | "其余") {
            otherwise = Some(named(&full, &case.place));
        }
        made.push((case.value, full));
    }
    // Without a row for the rest, the rest is still to be filled in.
    let otherwise = otherwise.unwrap_or_else(|| {
        let full = format!("{}.else", name.value);
        let row_title = format!("{title} · {}", draft.say("其余", "else"));
        let values = ParameterValue {
            from: None,
            value: None,
            place: name.place.clone(),
        };
        let at = Written::new(full.clone(), &name.place);
        add(
            draft,
            (&full, &row_title),
            unit.map(str::to_string),
            (vec![values], None),
            &at,
        );
        named(&full, &name.place)
    });
    let cases: Vec<&(String, Arc<str>)> = made
        .iter()
        .filter(|(case, _)| !matches!(case.as_str(), "else" | "其余"))
        .collect();
    let expr = picked(&cases, &by, &otherwise, &name.place);
    let mut figure = draft.figure(&name.value, title, Form::Metric, expr);
    figure.aliases = vec![title.into()];
    figure.unit = unit.map(Arc::from);
    figure.place = name.place.clone();
    draft.define(figure);
    draft.varied.insert(
        name.value.as_str().into(),
        Varied {
            title: title.to_string(),
            by: written_by,
            rows: made,
        },
    );
}

/// So many cases are asked one after the other; more are asked in halves, so that a long list does
/// not become a deep tree.
const MOST_IN_A_ROW: usize = 12;

/// Picks the case that `by` is.
fn picked(cases: &[&(String, Arc<str>)], by: &Expr, otherwise: &Expr, place: &Place) -> Expr {
    let text = |case: &str| Expr::new(ExprNode::Text(case.into()), place);
    if cases.len() > MOST_IN_A_ROW {
        let (left, right) = cases.split_at(cases.len() / 2);
        let all = left.iter().map(|(case, _)| text(case)).collect();
        let among = Expr::new(ExprNode::In(Box::new(by.clone()), all), place);
        return Expr::choose(
            among,
            picked(left, by, otherwise, place),
            picked(right, by, otherwise, place),
        );
    }
    cases
        .iter()
        .rev()
        .fold(otherwise.clone(), |rest, (case, full)| {
            let is = Expr::binary(Operator::Equal, by.clone(), text(case));
            Expr::choose(is, named(full, place), rest)
        })
}

/// Says by what a parameter or a weight varies.
pub(super) fn by_in_words(draft: &Draft, by: &Expr) -> String {
    const ATTRIBUTES: [(&str, &str); 5] = [
        ("post", "岗位"),
        ("grade", "职级"),
        ("team", "团队"),
        ("name", "名称"),
        ("id", "编号"),
    ];
    let words = spoken(draft, by);
    let said = draft.say(&words.zh, &words.en);
    let bare = said.strip_prefix("person.").unwrap_or(&said);
    let known = ATTRIBUTES.iter().find(|(en, _)| *en == bare);
    known.map_or_else(|| bare.to_owned(), |(en, zh)| draft.say(zh, en))
}
