//! The worked examples of a policy: what is given and what must come out.

use super::rules::heads;
use crate::number::Number;
use crate::policy::{Given, Policy};
use crate::site::format;
use crate::site::page::score::plain;
use crate::site::page::table::TableView;
use crate::site::shared::Shared;

/// Says that the examples are checked; nothing where there are none.
pub(super) fn lines(shared: &Shared<'_>, policy: &Policy) -> Vec<String> {
    if policy.examples.is_empty() {
        Vec::new()
    } else {
        vec![shared.words.say("examples_checked").to_owned()]
    }
}

/// Writes the examples: each value on a line of its own.
pub(super) fn table(shared: &Shared<'_>, policy: &Policy) -> TableView {
    let list = |given: &[Given]| {
        let values: Vec<String> = given.iter().map(|g| value(shared, policy, g)).collect();
        values.join("\n")
    };
    TableView {
        caption: String::new(),
        headings: heads(shared, &["example", "example_given", "example_expect"]),
        rows: policy
            .examples
            .iter()
            .map(|e| vec![e.name.clone(), list(&e.given), list(&e.expect)])
            .collect(),
    }
}

/// Writes a value with its figure's title and unit; the digits are the author's own.
fn value(shared: &Shared<'_>, policy: &Policy, given: &Given) -> String {
    let figure = policy.definitions.iter().find(|d| {
        d.name.as_ref() == given.name || d.aliases.iter().any(|a| a.as_ref() == given.name)
    });
    let title = figure.map_or(given.name.as_str(), |d| d.title.as_ref());
    let unit = figure.and_then(|d| d.unit.as_deref()).unwrap_or_default();
    let text = match Number::parse(&given.value) {
        Ok(number) if unit == "%" && !given.value.ends_with(['%', '％']) => {
            format::with_unit(&plain(&format::scaled(&number, unit)), unit)
        }
        Ok(_) if !given.value.ends_with(|c: char| c.is_ascii_digit()) => given.value.clone(),
        Ok(_) => format::with_unit(&crate::number::grouped(&given.value), unit),
        Err(_) => given.value.clone(),
    };
    shared
        .words
        .fill("award_key", &[("title", title), ("value", &text)])
}
