//! The numbers of a policy that have a home of their own.

use std::sync::Arc;

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
            format::with_unit(&plain(&format::scaled(number, unit)), unit)
        }
        Some(value) => format::cell(&shared.words, &Ok(value.clone()), unit, shared.decimals()),
        None => shared.words.say("to_fill").to_owned(),
    }
}

/// Lists the numbers that the author has named, each with its history, and those that are still to
/// be filled in. Those inside of forms (`质检.free`) are said by the form's own sentence.
pub(super) fn table(shared: &Shared<'_>, policy: &Policy) -> TableView {
    let words = &shared.words;
    let mut rows = Vec::new();
    let in_table = |p: &Parameter| {
        let (head, _) = p.name.split_once('.').unwrap_or((&p.name, ""));
        policy.varied.contains_key(head)
    };
    let open = |p: &Parameter| p.values.iter().any(|v| v.value.is_none());
    let own = |p: &&Parameter| {
        let named = !p.name.contains('.') || p.values.len() > 1;
        (named || open(p)) && !in_table(p)
    };
    for parameter in policy.parameters.iter().filter(own) {
        for value in parameter.values.iter().rev() {
            let since = value
                .from
                .map(|from| words.fill("policy_since", &[("period", &shared.period(from))]));
            rows.push(vec![
                parameter.title.to_string(),
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

/// Writes a parameter that varies by something: one row a value.
pub(super) fn varied(shared: &Shared<'_>, policy: &Policy, by: &Varied) -> TableView {
    TableView {
        caption: String::new(),
        headings: vec![title(policy, &by.by), by.title.clone()],
        rows: by
            .rows
            .iter()
            .map(|(which, name)| {
                let case = match which.as_str() {
                    "else" | "其余" => shared.words.say("band_else").to_owned(),
                    which => which.to_owned(),
                };
                vec![case, value(shared, policy, name)]
            })
            .collect(),
    }
}
