//! The worked examples of a policy: what is given, each step with its numbers, what comes out.

use super::rules::heads;
use super::{RuleTable, grid};
use crate::figure::{Form, Step};
use crate::number::Number;
use crate::policy::{Example, Given, Policy};
use crate::site::format;
use crate::site::html::Html;
use crate::site::page::score::plain;
use crate::site::page::table::TableView;
use crate::site::shared::Shared;

/// Returns each example by itself, below a heading for all.
pub(super) fn parts(shared: &Shared<'_>, policy: &Policy) -> Vec<RuleTable> {
    let words = &shared.words;
    let worked = shared.public.examples(policy);
    let mut parts = Vec::new();
    for (at, example) in policy.examples.iter().enumerate() {
        let steps = worked.get(at).map_or(&[][..], Vec::as_slice);
        let table = table(shared, policy, example, steps);
        let title = words.fill("example_title", &[("name", &example.name)]);
        let mut lines = vec![
            words.fill(
                "example_given_line",
                &[("values", &list(shared, policy, &example.given))],
            ),
            words.fill(
                "example_expect_line",
                &[("values", &list(shared, policy, &example.expect))],
            ),
        ];
        if at == 0 {
            lines.insert(0, words.say("examples_checked").to_owned());
        }
        parts.push(RuleTable {
            anchor: format!("example-{}", at + 1),
            lines,
            pairs: Vec::new(),
            grid: match table.rows.is_empty() {
                true => Html::default(),
                false => grid::html(&table, &title),
            },
            title,
        });
    }
    parts
}

fn list(shared: &Shared<'_>, policy: &Policy, given: &[Given]) -> String {
    let values: Vec<String> = given.iter().map(|g| value(shared, policy, g)).collect();
    values.join(shared.words.say("comma"))
}

/// Writes the steps from what is given to what comes out, each once and after what it rests on.
fn table(shared: &Shared<'_>, policy: &Policy, example: &Example, steps: &[Step]) -> TableView {
    let mut rows = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    let given = |step: &Step| {
        let own = policy.definitions.iter().find(|d| d.name == step.name);
        example.given.iter().any(|g| {
            let also = own.is_some_and(|d| d.aliases.iter().any(|a| a.as_ref() == g.name));
            step.name.as_ref() == g.name || also
        })
    };
    for step in steps {
        add(shared, step, &given, &mut seen, &mut rows);
    }
    TableView {
        caption: String::new(),
        headings: heads(
            shared,
            &[
                "example_step",
                "why_formula",
                "why_values",
                "example_result",
            ],
        ),
        rows,
    }
}

fn add<'s>(
    shared: &Shared<'_>,
    step: &'s Step,
    given: &dyn Fn(&Step) -> bool,
    seen: &mut Vec<&'s str>,
    rows: &mut Vec<Vec<String>>,
) {
    if step.form == Form::Source || seen.contains(&step.name.as_ref()) || given(step) {
        return;
    }
    for part in &step.steps {
        add(shared, part, given, seen, rows);
    }
    seen.push(&step.name);
    let (formula, values) = (shared.say(&step.formula), shared.say(&step.substituted));
    // What is one number needs no step.
    if formula.is_empty() || step.cell.is_err() || formula == values {
        return;
    }
    rows.push(vec![
        shared.say(&step.title).to_owned(),
        formula.to_owned(),
        values.to_owned(),
        format::cell(&shared.words, &step.cell, &step.unit, shared.decimals()),
    ]);
}

/// Writes a value with its figure's title and unit; the digits are the author's own.
fn value(shared: &Shared<'_>, policy: &Policy, given: &Given) -> String {
    let figure = policy.definitions.iter().find(|d| {
        d.name.as_ref() == given.name || d.aliases.iter().any(|a| a.as_ref() == given.name)
    });
    let title = match (figure, given.name.split_once('.')) {
        (Some(figure), _) => figure.title.to_string(),
        (None, Some((table, column))) => shared
            .words
            .fill("table_column", &[("table", table), ("column", column)]),
        (None, None) => given.name.clone(),
    };
    let unit = figure.and_then(|d| d.unit.as_deref()).unwrap_or_default();
    let text = match Number::parse(&given.value) {
        Ok(number) if unit == "%" && !given.value.ends_with(['%', '％']) => {
            format::with_unit(&shared.words, &plain(&format::scaled(&number, unit)), unit)
        }
        Ok(_) if !given.value.ends_with(|c: char| c.is_ascii_digit()) => given.value.clone(),
        Ok(_) => format::with_unit(&shared.words, &crate::number::grouped(&given.value), unit),
        Err(_) => match given.value.as_str() {
            "true" | "真" => shared.words.say("yes").to_owned(),
            "false" | "假" => shared.words.say("no").to_owned(),
            text => text.to_owned(),
        },
    };
    shared
        .words
        .fill("award_key", &[("title", &title), ("value", &text)])
}
