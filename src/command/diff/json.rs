//! The same for programs: `meritbook/difference/v1`, described in `docs/difference.schema.json`.

use serde_json::{Value as Json, json};

use super::{Inputs, Told};
use crate::comparison::{
    Became, Change, Changed, ChangedInput, ChangedItem, ChangedLine, Difference, Group, Known,
    Moved, Noted, Pair,
};
use crate::number::Number;

/// The format's name.
const FORMAT: &str = "meritbook/difference/v1";

/// Writes what is different.
pub(super) fn of(told: &Told) -> String {
    let inputs = told.inputs.as_ref();
    let results = told.differences.iter();
    let data = json!({
        "format": FORMAT,
        "internal": true,
        "before": told.names.0,
        "after": told.names.1,
        "rules": told.rules.iter().map(rule).collect::<Vec<_>>(),
        "inputs": inputs.map(|i| i.changed.iter().map(input).collect::<Vec<_>>()),
        "steps": inputs.map(|i| i.steps.iter().map(|s| words(s)).collect::<Vec<_>>()),
        "results": results.map(|d| difference(d, inputs)).collect::<Vec<_>>(),
    });
    format!("{data:#}")
}

fn rule(change: &Change) -> Json {
    json!({
        "policy": change.policy, "part": change.part, "what": change.what,
        "before": change.before, "after": change.after,
    })
}

fn input(input: &ChangedInput) -> Json {
    json!({
        "path": input.path,
        "group": word(input.group),
        "became": match input.became {
            Became::Changed => "changed",
            Became::New => "new",
            Became::Gone => "gone",
        },
        "lines": input.lines.iter().map(line).collect::<Vec<_>>(),
    })
}

fn line(line: &ChangedLine) -> Json {
    json!({
        "sheet": line.sheet,
        "line_before": line.at.0,
        "line_after": line.at.1,
        "of": line.of,
        "heading": line.heading,
        "before": line.before,
        "after": line.after,
    })
}

fn words(groups: &[Group]) -> Vec<&'static str> {
    groups.iter().map(|group| word(*group)).collect()
}

fn word(group: Group) -> &'static str {
    match group {
        Group::Settings => "settings",
        Group::Policies => "policies",
        Group::Tables => "data",
        Group::Roster => "roster",
        Group::Calendar => "calendar",
        Group::Corrections => "corrections",
    }
}

fn difference(found: &Difference, inputs: Option<&Inputs>) -> Json {
    let people = |all: &[(String, String)]| -> Vec<Json> {
        let all = all.iter();
        all.map(|(id, name)| json!({ "id": id, "name": name }))
            .collect()
    };
    let results = found.changed.iter().filter(|c| c.is_result());
    json!({
        "period_before": found.periods.0,
        "period_after": found.periods.1,
        "policy": found.policy,
        "title": found.title,
        "version_before": found.versions.0,
        "version_after": found.versions.1,
        "subjects_before": found.subjects.0,
        "subjects_after": found.subjects.1,
        "joined": people(&found.joined),
        "left": people(&found.left),
        "changed": results.map(|c| changed(c, found, inputs)).collect::<Vec<_>>(),
    })
}

fn changed(one: &Changed, found: &Difference, inputs: Option<&Inputs>) -> Json {
    let number = |n: &Option<Number>| n.as_ref().map(Number::exact_text);
    let key = (
        found.periods.1.clone(),
        found.policy.clone(),
        one.id.clone(),
    );
    let causes = inputs.map(|inputs| {
        let moved = inputs.causes.get(&key).into_iter().flatten();
        moved.map(cause).collect::<Vec<_>>()
    });
    let ranks = one
        .ranks
        .iter()
        .map(|(board, before, after)| json!({ "board": board, "before": before, "after": after }));
    json!({
        "id": one.id,
        "name": one.name,
        "team": one.team.as_ref().map(|(before, after)| json!({ "before": before, "after": after })),
        "total": one.total.as_ref().map(pair),
        "items": one.items.iter().map(item).collect::<Vec<_>>(),
        "rest": number(&one.rest),
        "metrics": one.metrics.iter().map(pair).collect::<Vec<_>>(),
        "pay": one.pay.iter().map(pair).collect::<Vec<_>>(),
        "grades": one.grades.iter().map(pair).collect::<Vec<_>>(),
        "ranks": ranks.collect::<Vec<_>>(),
        "won": one.won,
        "lost": one.lost,
        "paid": one.paid.as_ref().map(|(b, a)| json!({ "before": number(b), "after": number(a) })),
        "causes": causes,
    })
}

fn cause(moved: &Moved) -> Json {
    let number = |n: &Option<Number>| n.as_ref().map(Number::exact_text);
    json!({
        "step": moved.group,
        "total": number(&moved.total),
        "paid": number(&moved.paid),
        "other": moved.other,
    })
}

fn item(item: &ChangedItem) -> Json {
    json!({
        "item": item.item,
        "points": pair(&item.points),
        "value": item.value.as_ref().map(pair),
        "target": item.target.as_ref().map(pair),
    })
}

fn pair(pair: &Pair) -> Json {
    let any = pair.any();
    json!({
        "name": any.map(|n| n.name.clone()),
        "title": any.map(|n| n.title.clone()),
        "unit": any.map(|n| n.unit.clone()),
        "before": pair.before.as_ref().and_then(value),
        "after": pair.after.as_ref().and_then(value),
        "by": pair.by().map(|by| by.exact_text()),
        "corrected": pair.is_corrected(),
    })
}

/// Writes a value exactly, in the measure of its unit.
fn value(noted: &Noted) -> Option<Json> {
    noted.value.as_ref().map(|value| match value {
        Known::Number(number) => json!(number.exact_text()),
        Known::Text(text) => json!(text),
    })
}
