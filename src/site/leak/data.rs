//! What stands in the data and is shown to nobody, or only to those who answer for them; and what
//! everybody may read anyway.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Secret;
use super::needles::{Edge, Needles, Rule, Scope};
use crate::assessment::Book;
use crate::data::Month;
use crate::figure::Definition;
use crate::formula::{Expr, Name, Node, each, each_name};
use crate::number::{Number, grouped};
use crate::policy::Policy;
use crate::site::edition::Edition;
use crate::value::Value;

/// Adds the cells of columns that no rule reads, and what people wrote for those who check.
pub fn find(book: &Book, edition: &Edition, needles: &mut Needles) {
    // Who answers for the data sees them as they came.
    if edition.sees.checks {
        return;
    }
    let read = read_columns(book);
    let mut said: BTreeSet<Arc<str>> = BTreeSet::new();
    let mut unread: BTreeSet<Arc<str>> = BTreeSet::new();
    for month in book.ledger.months.values() {
        for rows in month.tables.values() {
            for (at, column) in rows.columns.iter().enumerate() {
                let cells = || rows.rows.iter().filter_map(|row| row.cells.get(at));
                let filled = || cells().filter(|c| !c.trim().is_empty());
                let different: BTreeSet<&Arc<str>> = filled().collect();
                // A column of few words over and over sorts rows; it names nobody.
                let sorts = different.len() * 4 < filled().count();
                if read.contains(column.as_ref()) || sorts {
                    said.extend(different.into_iter().cloned());
                } else {
                    unread.extend(different.into_iter().filter(|c| is_special(c)).cloned());
                }
            }
        }
    }
    // What stands in a column that rules read may be shown, so it is no secret elsewhere.
    for text in unread.difference(&said) {
        let of_people = book.ledger.people.iter();
        let known = |p: &crate::data::Person| p.name == text.as_ref() || p.id == *text;
        if !of_people.clone().any(known) {
            needles.add(text, rule(Secret::Customer));
        }
    }
    for month in book.ledger.months.values() {
        for text in written(month).filter(|t| is_special(t)) {
            needles.add(text, rule(Secret::Reason));
        }
    }
}

/// Returns what people wrote about a month for those who answer for its figures.
fn written(month: &Month) -> impl Iterator<Item = &str> {
    let accepted = month.accepted.iter().map(|a| a.reason.as_str());
    let answers = month.confirmations.iter();
    let answers = answers.flat_map(|c| [c.objection.as_str(), c.remark.as_str()]);
    let talks = month.interviews.iter();
    let talks = talks.flat_map(|i| [i.summary.as_str(), i.plan.as_str()]);
    let steps = month.history.iter().filter_map(|s| s.reason.as_deref());
    let adjusted = month.adjustments.iter();
    let adjusted = adjusted.flat_map(|a| a.evidence.iter().chain([&a.reason]));
    let appealed = month.appeals.iter().flat_map(|a| {
        let reasons = a.rulings.iter().filter_map(|r| r.reason.as_ref());
        a.evidence.iter().chain([&a.claim]).chain(reasons)
    });
    let settled = adjusted.chain(appealed).map(String::as_str);
    accepted
        .chain(answers)
        .chain(talks)
        .chain(steps)
        .chain(settled)
}

fn rule(secret: Secret) -> Rule {
    Rule {
        secret,
        scope: Scope::Everywhere,
        near: None,
        edge: Edge::Word,
    }
}

/// Tells whether a text is hardly met by chance: no number or day, and long enough; a long number
/// is that of a telephone or a contract.
fn is_special(text: &str) -> bool {
    let text = text.trim();
    let number = text
        .chars()
        .all(|c| c.is_ascii_digit() || ".,-:/ %+".contains(c));
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let wide = text.chars().filter(|c| !c.is_ascii()).count();
    match number {
        true => digits >= 11 && digits == text.len(),
        false => wide >= 4 || (wide < 2 && text.len() >= 7 && digits > 0),
    }
}

/// Finds the names that formulas mention: columns and tables, and everything else that is named.
fn read_columns(book: &Book) -> BTreeSet<String> {
    let mut read = BTreeSet::new();
    let mut note = |name: &Name| read.extend(name.parts.iter().map(ToString::to_string));
    for policy in book.policies.values().flatten() {
        for definition in &policy.definitions {
            for expr in definition.expressions() {
                each_name(expr, &mut note);
            }
        }
    }
    read
}

/// Adds the words and numbers of a policy: its document, what it has from tables beside it, and
/// every number as pages write it, for a document may say it in another way (`10万`).
fn add_rules(policy: &Policy, text: &mut String) {
    let mut add = |said: &str| {
        text.push_str(said);
        text.push('\n');
    };
    add(&policy.place.source.text);
    for (value, _) in policy.varied.values().flat_map(|varied| &varied.rows) {
        add(value);
    }
    let parameters = policy.parameters.iter();
    let values = parameters.flat_map(|parameter| &parameter.values);
    for value in values.filter_map(|of| of.value.as_ref()) {
        match value {
            Value::Number(number) => add_number(number, &mut add),
            Value::Text(word) => add(word),
            _ => {}
        }
    }
    let mut said = |cell: &Expr| {
        each(cell, &mut |part| match &part.node {
            Node::Text(word) => add(word),
            Node::Number(number) => add_number(number, &mut add),
            _ => {}
        });
    };
    let formulas = policy.definitions.iter();
    formulas
        .flat_map(Definition::expressions)
        .for_each(&mut said);
    for band in policy.bands.values() {
        let rows = band.rows.iter();
        let rows = rows.flat_map(|row| row.results.iter().chain([&row.at]));
        let across = band.across.iter().flat_map(|across| &across.cuts);
        let rest = band.otherwise.iter().flatten();
        let cells = rows.chain(across.map(|cut| &cut.at)).chain(rest);
        cells.for_each(&mut said);
    }
    let columns = policy.bands.values().flat_map(|band| &band.columns);
    columns.for_each(|column| add(column));
}

fn add_number(number: &Number, add: &mut dyn FnMut(&str)) {
    let exact = number.exact_text();
    add(&grouped(&exact));
    add(&exact);
}

/// Puts together what everybody may read anyway: the rules that the audience sees, the site's words
/// and templates, the names of teams, tables and columns.
pub fn corpus(book: &Book, edition: &Edition, public: &[&str]) -> String {
    let mut text = public.join("\n");
    let settings = &book.settings;
    for own in [&settings.title, &settings.organisation] {
        text.push_str(own);
        text.push('\n');
    }
    text.push_str(settings.appeal_form.as_deref().unwrap_or_default());
    text.push('\n');
    for (id, versions) in &book.policies {
        if edition.has_policy(id) {
            for policy in versions {
                add_rules(policy, &mut text);
            }
        }
    }
    let mut tables: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for month in book.ledger.months.values() {
        for (name, rows) in &month.tables {
            let columns = tables.entry(name).or_default();
            columns.extend(rows.columns.iter().map(AsRef::as_ref));
        }
    }
    for (table, columns) in tables {
        text.push_str(table);
        for column in columns {
            text.push('\n');
            text.push_str(column);
        }
        text.push('\n');
    }
    for team in book.ledger.teams.values() {
        text.push_str(&team.name);
        text.push('\n');
    }
    text
}
