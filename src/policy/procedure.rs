//! `calendar:`, `appeals:`, `examples:`, `lint:`.

use std::sync::Arc;

use super::draft::Draft;
use super::mistake::RewardMistake;
use super::spoken::spoken;
use super::{AfterChange, Appeals, Example, Given, Item, Lint, Step};
use crate::content::Node;
use crate::diagnostic::Said;
use crate::figure::{Form, Parameter, ParameterValue};
use crate::form::Fields;
use crate::form::procedure::{APPEALS, EXAMPLE, LINT, STEP};
use crate::period::Period;
use crate::settings::Limits;
use crate::value::{Kind, Value};

/// Reads `calendar:` and defines the days of each step.
pub(super) fn calendar(draft: &mut Draft, nodes: Vec<&Node>) -> Vec<Step> {
    let mut steps = Vec::new();
    for node in nodes {
        let Some(fields) = draft.reader.read(node, &STEP) else {
            continue;
        };
        let (Some(name), Some(until)) = (fields.text("name"), fields.node("until")) else {
            continue;
        };
        let Some(until) = draft.formula(until) else {
            continue;
        };
        let from = fields.node("from").and_then(|n| draft.formula(n));
        for (end, zh, expr) in [("from", "自", from.as_ref()), ("until", "至", Some(&until))] {
            let Some(expr) = expr else { continue };
            let full: Arc<str> = format!("step.{}.{end}", name.value).into();
            let mut figure = draft.figure(&full, &name.value, Form::Step, expr.clone());
            figure.aliases = vec![format!("日程.{}.{zh}", name.value).into()];
            draft.define(figure);
        }
        let last = spoken(draft, &until);
        let when = match from.as_ref().map(|from| spoken(draft, from)) {
            Some(first) => Said::new(
                format!("{}至{}", first.zh, whole(&last.zh)),
                format!("{} to {}", first.en, last.en),
            ),
            None => Said::new(
                format!("不晚于{}", last.zh),
                format!("no later than {}", last.en),
            ),
        };
        steps.push(Step {
            when,
            name: name.value,
            who: fields.text("who").map(|t| t.value),
            from,
            until,
        });
    }
    steps
}

/// A day that needs a sentence stands in brackets.
fn whole(day: &str) -> String {
    match day.contains('，') {
        true => format!("（{day}）"),
        false => day.to_owned(),
    }
}

/// Reads `appeals:`; its numbers become parameters.
pub(super) fn appeals(draft: &mut Draft, node: &Node) -> Option<Appeals> {
    let fields = draft.reader.read(node, &APPEALS)?;
    Some(Appeals {
        within: days(draft, &fields, "within", "申诉提出期限"),
        answer_in: days(draft, &fields, "answer_in", "申诉答复期限"),
        to: fields.text("to").map(|t| t.value),
        place: fields.place().clone(),
    })
}

/// Reads `awards_after_change:`.
pub(super) fn after_change(draft: &mut Draft, fields: &Fields<'_>) -> Option<AfterChange> {
    let word = fields.word("awards_after_change", &mut draft.reader)?;
    Some(match word.value {
        "keep" => AfterChange::Keep,
        "both" => AfterChange::Both,
        _ => AfterChange::Reassign,
    })
}

fn days(draft: &mut Draft, fields: &Fields<'_>, key: &str, title: &str) -> Option<u32> {
    let node = fields.node(key)?;
    let count = match node.kind {
        crate::content::NodeKind::Null => None,
        _ => Some(fields.count(key, &mut draft.reader)?.value),
    };
    let zh = fields.form().key(key).map_or("", |k| k.zh);
    let unit = draft.say("个工作日", "workdays");
    draft.add_parameter(Parameter {
        policy: Arc::clone(&draft.id),
        name: format!("appeals.{key}").into(),
        aliases: vec![format!("申诉.{zh}").into()],
        title: title.into(),
        unit: Some(unit.as_str().into()),
        kind: Kind::Number,
        values: vec![ParameterValue {
            from: None,
            value: count.map(|n| Value::Number(i64::from(n).into())),
            place: node.place.clone(),
        }],
        place: node.place.clone(),
    });
    count
}

/// Reads `examples:`.
pub(super) fn examples(draft: &mut Draft, nodes: Vec<&Node>, from: Period) -> Vec<Example> {
    let mut examples = Vec::new();
    for node in nodes {
        let Some(fields) = draft.reader.read(node, &EXAMPLE) else {
            continue;
        };
        let Some(name) = fields.text("name") else {
            continue;
        };
        let period = fields
            .period("period", &mut draft.reader)
            .map_or(from, |p| p.value.last_month());
        examples.push(Example {
            name: name.value,
            given: given(draft, &fields, "given"),
            expect: given(draft, &fields, "expect"),
            period,
            place: fields.place().clone(),
        });
    }
    examples
}

fn given(draft: &mut Draft, fields: &Fields<'_>, key: &str) -> Vec<Given> {
    let Some(node) = fields.node(key) else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for (name, node) in draft.reader.named(node) {
        if let Some(value) = draft.reader.text(node) {
            all.push(Given {
                name: name.value,
                value: value.value,
                place: value.place,
            });
        }
    }
    all
}

/// Reads `lint:` and looks at the number of items.
pub(super) fn lint(draft: &mut Draft, node: &Node, items: &[Item]) -> Lint {
    let Some(fields) = draft.reader.read(node, &LINT) else {
        return Lint::default();
    };
    let mut lint = Lint::default();
    if let Some(text) = fields.text("items") {
        lint.items = range(&text.value);
        match lint.items {
            None => draft.reader.report(RewardMistake::LintRange {
                written: text.value,
                place: text.place,
            }),
            Some((least, most)) => {
                let count = leaves(items);
                if !(least..=most).contains(&count) {
                    draft.reader.report(RewardMistake::LintItems {
                        count,
                        least,
                        most,
                        place: text.place,
                    });
                }
            }
        }
    }
    lint.compliance = fields.word("compliance", &mut draft.reader).is_some();
    lint.limits = Limits::read(&fields, &mut draft.reader);
    if let Some(node) = fields.node("accept") {
        for (code, node) in draft.reader.named(node) {
            if let Some(reason) = draft.reader.text(node) {
                lint.accepted.push((code.value, reason.value));
            }
        }
    }
    lint
}

/// `6-8`, `6–8`, `6 至 8`, `7`.
fn range(text: &str) -> Option<(u32, u32)> {
    let number = |t: &str| t.trim().trim_end_matches('项').trim().parse::<u32>().ok();
    for dash in ["-", "–", "—", "~", "～", "至", "到"] {
        if let Some((least, most)) = text.split_once(dash) {
            let (least, most) = (number(least)?, number(most)?);
            return (least <= most).then_some((least, most));
        }
    }
    number(text).map(|n| (n, n))
}

/// Counts the items that are no groups.
fn leaves(items: &[Item]) -> u32 {
    items
        .iter()
        .map(|item| match item.items.is_empty() {
            true => 1,
            false => leaves(&item.items),
        })
        .sum()
}
