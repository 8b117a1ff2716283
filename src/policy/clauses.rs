//! `clauses:`: text whose numbers come from the rules.

use std::sync::Arc;

use super::draft::{Draft, Named};
use super::mistake::TextMistake;
use super::numbers;
use super::spoken::spoken;
use super::{Clause, ClausePart};
use crate::content::Node;
use crate::figure::{Body, Form};
use crate::form::Written;
use crate::form::procedure::CLAUSE;
use crate::formula::{Expr, Node as ExprNode};
use crate::value::Place;

/// Tables that every policy may print, with their Chinese twins.
pub(super) const TABLES: [(&str, &str); 6] = [
    ("scorecard", "考核表"),
    ("awards", "奖项"),
    ("boards", "排行榜"),
    ("calendar", "日程"),
    ("ladder", "晋升淘汰"),
    ("pay", "薪酬"),
];

/// Reads `clauses:`; references to what is not there are errors, bare numbers warnings.
pub(super) fn clauses(draft: &mut Draft, nodes: Vec<&Node>) -> Vec<Clause> {
    let mut clauses = Vec::new();
    for node in nodes {
        let Some(fields) = draft.reader.read(node, &CLAUSE) else {
            continue;
        };
        let (Some(title), Some(text)) = (fields.text("title"), fields.text("text")) else {
            continue;
        };
        let (parts, written) = parts(draft, &text);
        let bare = numbers::bare(&written);
        if !bare.is_empty() {
            let meant = bare.iter().filter_map(|n| home(draft, n)).collect();
            draft.reader.report(TextMistake::BareNumbers {
                clause: title.value.clone(),
                numbers: bare,
                meant,
                place: title.place.clone(),
            });
        }
        clauses.push(Clause {
            number: clauses.len() as u32 + 1,
            title: title.value,
            parts,
            generated: false,
            place: title.place,
        });
    }
    clauses
}

/// Stands in the author's own text where a reference was.
const GAP: char = '\u{fffc}';

/// Cuts a text at its `{…}`; `\{` is a brace. Returns the author's own text beside the parts.
fn parts(draft: &mut Draft, text: &Written<String>) -> (Vec<ClausePart>, String) {
    let mut parts = Vec::new();
    let mut written = String::new();
    let mut plain = String::new();
    let mut rest = text.value.as_str();
    while let Some(at) = rest.find('{') {
        let (before, after) = (&rest[..at], &rest[at + 1..]);
        if let Some(escaped) = before.strip_suffix('\\') {
            for text in [&mut plain, &mut written] {
                text.push_str(escaped);
                text.push('{');
            }
            rest = after;
            continue;
        }
        plain.push_str(before);
        written.push_str(before);
        written.push(GAP);
        let Some(end) = after.find('}') else {
            draft.reader.report(TextMistake::UnclosedBrace {
                place: place_of(text, &rest[at..]),
            });
            return (parts, written);
        };
        let name = after[..end].trim();
        match reference(draft, name) {
            Some(ClausePart::Text(words)) => plain.push_str(&words),
            Some(part) => {
                if !plain.is_empty() {
                    parts.push(ClausePart::Text(std::mem::take(&mut plain)));
                }
                parts.push(part);
            }
            None => {
                let known = draft.all_names().map(str::to_string).collect();
                draft.reader.report(TextMistake::UnknownReference {
                    name: name.to_string(),
                    known,
                    place: place_of(text, &rest[at..=at + 1 + end]),
                });
            }
        }
        rest = &after[end + 1..];
    }
    plain.push_str(rest);
    written.push_str(rest);
    if !plain.is_empty() {
        parts.push(ClausePart::Text(plain));
    }
    (parts, written)
}

/// Finds a stretch of a block text in the file: its first line is looked for below the block's
/// beginning, since YAML takes the indentation away.
fn place_of(text: &Written<String>, stretch: &str) -> Place {
    let crate::value::At::Span { start, end } = text.place.at else {
        return text.place.clone();
    };
    let line = stretch.lines().next().unwrap_or(stretch);
    let source = &text.place.source;
    match source.text.get(start..end).and_then(|raw| raw.find(line)) {
        Some(at) => Place::span(source, start + at, start + at + line.len()),
        None => text.place.clone(),
    }
}

/// Finds what a reference means: a table, a parameter, a number of a form, or a figure's name.
fn reference(draft: &Draft, name: &str) -> Option<ClausePart> {
    let table = name
        .strip_prefix("table:")
        .or_else(|| name.strip_prefix("table："))
        .or_else(|| name.strip_prefix("表:"))
        .or_else(|| name.strip_prefix("表："));
    if let Some(table) = table {
        let table = table.trim();
        let usual = TABLES.iter().find(|(en, zh)| *en == table || *zh == table);
        if let Some((name, _)) = usual {
            return Some(ClausePart::Table((*name).into()));
        }
        let known = draft.bands.contains_key(table) || draft.varied.contains_key(table);
        return known.then(|| ClausePart::Table(table.into()));
    }
    match draft.meaning(name) {
        Some(Named::Parameter(full)) => Some(ClausePart::Parameter(Arc::clone(full))),
        Some(Named::Figure(full)) => {
            let definition = draft.defined(full)?;
            if let Body::Formula(expr) = &definition.body {
                if definition.form == Form::Step {
                    return Some(ClausePart::Text(said(draft, expr)));
                }
                if let Some(part) = number(draft, expr, definition.unit.as_deref()) {
                    return Some(part);
                }
            }
            Some(ClausePart::Text(definition.title.to_string()))
        }
        None => {
            let expr = draft.inside.get(name)?;
            Some(number(draft, expr, None).unwrap_or_else(|| ClausePart::Text(said(draft, expr))))
        }
    }
}

fn said(draft: &Draft, expr: &Expr) -> String {
    let words = spoken(draft, expr);
    if draft.chinese { words.zh } else { words.en }
}

/// A formula that is no more than a number or a parameter.
fn number(draft: &Draft, expr: &Expr, unit: Option<&str>) -> Option<ClausePart> {
    match &expr.node {
        ExprNode::Number(n) if unit == Some("%") => {
            let percent = n.times(&crate::number::Number::HUNDRED);
            Some(ClausePart::Text(format!("{}%", percent.exact_text())))
        }
        ExprNode::Number(n) => {
            let unit = unit.map_or_else(String::new, |u| format!(" {u}"));
            Some(ClausePart::Text(format!("{}{unit}", n.exact_text())))
        }
        ExprNode::Name(name) => match draft.meaning(&name.to_string())? {
            Named::Parameter(full) => Some(ClausePart::Parameter(Arc::clone(full))),
            Named::Figure(_) => None,
        },
        _ => None,
    }
}

/// Finds a parameter that holds a number, so that a message can name it.
fn home(draft: &Draft, number: &str) -> Option<(String, String)> {
    let wanted = crate::form::quantity(number).ok()?.number;
    let parameter = draft.parameters.iter().find(|p| {
        p.values
            .iter()
            .any(|v| matches!(&v.value, Some(crate::value::Value::Number(n)) if *n == wanted))
    })?;
    Some((number.to_string(), parameter.name.to_string()))
}
