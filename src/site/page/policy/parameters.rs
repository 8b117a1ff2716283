//! The numbers of a policy that have a home of their own.

use std::sync::Arc;

use super::MarginView;
use super::rules::{heads, title};
use crate::figure::Parameter;
use crate::policy::{Policy, Varied};
use crate::site::format;
use crate::site::page::score::plain;
use crate::site::page::table::TableView;
use crate::site::shared::Shared;
use crate::value::Value;

/// Writes a parameter's value in force when the version begins, with its unit.
pub(super) fn value(shared: &Shared<'_>, policy: &Policy, name: &str) -> String {
    match find(policy, name) {
        Some(parameter) => {
            let value = parameter.value_in(policy.version.from);
            value_text(shared, value, parameter.unit.as_ref())
        }
        None => name.to_owned(),
    }
}

/// Says a number of a clause for its margin: its name, its value and since when; `None` for what is
/// no parameter.
pub(super) fn margin(shared: &Shared<'_>, policy: &Policy, name: &str) -> Option<MarginView> {
    let parameter = find(policy, name)?;
    let in_force = parameter.values.iter().filter_map(|value| value.from);
    let since = in_force.filter(|from| *from <= policy.version.from).max();
    let since = shared.period(since.unwrap_or_else(|| policy.begins()));
    Some(MarginView {
        name: parameter.title.to_string(),
        value: value(shared, policy, name),
        since: shared.words.fill("policy_since", &[("period", &since)]),
    })
}

fn find<'p>(policy: &'p Policy, name: &str) -> Option<&'p Parameter> {
    let all = || policy.parameters.iter();
    all()
        .find(|p| p.name.as_ref() == name)
        .or_else(|| all().find(|p| p.aliases.iter().any(|a| a.as_ref() == name)))
}

pub(super) fn value_text(
    shared: &Shared<'_>,
    value: Option<&Value>,
    unit: Option<&Arc<str>>,
) -> String {
    let unit = unit.map_or("", |u| u.as_ref());
    match value {
        Some(Value::Number(number)) => {
            format::with_unit(&shared.words, &plain(&format::scaled(number, unit)), unit)
        }
        Some(value) => format::cell(&shared.words, &Ok(value.clone()), unit, shared.decimals()),
        None => shared.words.say("to_fill").to_owned(),
    }
}

/// Tells whether a parameter belongs to a table of its own: a row of one that varies, or a weight.
fn is_in_table(policy: &Policy, parameter: &Parameter) -> bool {
    let name = parameter.name.as_ref();
    policy.varied.keys().any(|varied| {
        let rest = name.strip_prefix(varied.as_ref());
        rest.is_some_and(|rest| rest.starts_with('.'))
    })
}

/// Lists the numbers that the author has named, each with its history, and those that are still to
/// be filled in. Those inside of forms (`质检.free`) are said by the form's own sentence.
pub(super) fn table(shared: &Shared<'_>, policy: &Policy) -> TableView {
    let words = &shared.words;
    let mut rows = Vec::new();
    let open = |p: &Parameter| p.values.iter().any(|v| v.value.is_none());
    let own = |p: &&Parameter| {
        let named = !p.name.contains('.') || p.values.len() > 1;
        (named || open(p)) && !is_in_table(policy, p)
    };
    for parameter in policy.parameters.iter().filter(own) {
        for (at, value) in parameter.values.iter().rev().enumerate() {
            let since = value
                .from
                .map(|from| words.fill("policy_since", &[("period", &shared.period(from))]));
            rows.push(vec![
                // A history is one number over time: its name stands once.
                if at == 0 {
                    parameter.title.to_string()
                } else {
                    String::new()
                },
                value_text(shared, value.value.as_ref(), parameter.unit.as_ref()),
                since.unwrap_or_default(),
            ]);
        }
    }
    let mut headings = heads(shared, &["parameter", "value", "since"]);
    if rows
        .iter()
        .all(|row| row.last().is_some_and(String::is_empty))
    {
        headings.pop();
        rows.iter_mut().for_each(|row| {
            row.pop();
        });
    }
    TableView {
        caption: String::new(),
        headings,
        rows,
    }
}

/// Lists what is still to be filled in, and where, for those who write the policies.
pub(super) fn to_fill(shared: &Shared<'_>, policy: &Policy) -> Vec<String> {
    if !shared.public.edition().sees.vetoes {
        return Vec::new();
    }
    let written = |p: &&Parameter| {
        let made_up = p.name.ends_with(".else") && is_in_table(policy, p);
        p.values.iter().any(|v| v.value.is_none()) && !made_up
    };
    let blank = policy.parameters.iter().filter(written);
    blank
        .map(|p| {
            let place = p
                .values
                .iter()
                .find(|v| v.value.is_none())
                .map(|v| &v.place);
            let place = place.unwrap_or(&p.place).to_string();
            shared
                .words
                .fill("to_fill_at", &[("name", &p.title), ("place", &place)])
        })
        .collect()
}

/// Names a case: `else` in the reader's words.
pub(super) fn case(shared: &Shared<'_>, case: &str) -> String {
    match case {
        "else" | "其余" => shared.words.say("band_else").to_owned(),
        case => case.to_owned(),
    }
}

/// Writes a parameter that varies by something: one row a value.
pub(super) fn varied(shared: &Shared<'_>, policy: &Policy, by: &Varied) -> TableView {
    TableView {
        caption: String::new(),
        headings: vec![title(policy, &by.by), by.title.clone()],
        rows: by
            .rows
            .iter()
            .map(|(which, name)| vec![case(shared, which), history(shared, policy, name)])
            .collect(),
    }
}

/// Writes a parameter's value, with those it has in other periods.
fn history(shared: &Shared<'_>, policy: &Policy, name: &str) -> String {
    let Some(parameter) = find(policy, name).filter(|p| p.values.len() > 1) else {
        return value(shared, policy, name);
    };
    let one = |value: &crate::figure::ParameterValue| {
        let text = value_text(shared, value.value.as_ref(), parameter.unit.as_ref());
        match value.from {
            Some(from) => shared.words.fill(
                "value_since",
                &[("value", &text), ("period", &shared.period(from))],
            ),
            None => text,
        }
    };
    let all: Vec<String> = parameter.values.iter().rev().map(one).collect();
    all.join("\n")
}
