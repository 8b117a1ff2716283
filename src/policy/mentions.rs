//! Which clause speaks of which rule; clauses made from the rules where none is written.

use std::sync::Arc;

use super::draft::Draft;
use super::mentioned::Mentioned;
use super::mistake::TextMistake;
use super::{Award, Clause, ClausePart, Item, PayKind, Policy};
use crate::figure::{Definition, Form};
use crate::value::Place;

/// Binds figures and awards to the first clause that speaks of them, and reports the rules of
/// which no clause does.
pub(super) fn bind(draft: &mut Draft, policy: &mut Policy, at: &Place) {
    let rules = rules(draft, policy);
    let figures = draft.definitions.iter();
    let names = figures.flat_map(|d| [base_name(d), bare_title(&d.title)]);
    let names = names.chain(rules.iter().flat_map(|(name, title, _)| [*name, *title]));
    let mentioned = Mentioned::of(&policy.clauses, names.collect());
    let said = |name: &str, title: &str, tabled: &str| {
        let rule = mentioned.rule(name, title);
        rule.or_else(|| mentioned.table(tabled))
    };
    let figures = draft.definitions.iter();
    let of_figures: Vec<_> = figures.map(|d| clause_of(&mentioned, d)).collect();
    let awards = policy.awards.iter();
    let of_awards: Vec<_> = awards.map(|a| said(&a.name, &a.name, "awards")).collect();
    let unsaid = rules
        .iter()
        .filter(|(name, title, tabled)| said(name, title, tabled).is_none());
    let mut unsaid: Vec<String> = unsaid.map(|(_, title, _)| title.to_string()).collect();
    unsaid.sort();
    for (definition, clause) in draft.definitions.iter_mut().zip(of_figures) {
        definition.clause = clause;
    }
    for (award, clause) in policy.awards.iter_mut().zip(of_awards) {
        award.clause = clause;
    }
    // A policy without clauses of its own cannot have forgotten one.
    if !unsaid.is_empty() && policy.clauses.iter().any(|c| !c.generated) {
        draft.reader.report(TextMistake::Unmentioned {
            rules: unsaid,
            place: at.clone(),
        });
    }
}

/// Returns the rules of which some clause ought to speak: each its name, its title, and the table
/// that says it too.
fn rules<'p>(draft: &'p Draft, policy: &'p Policy) -> Vec<(&'p str, &'p str, &'static str)> {
    let mut rules: Vec<(&str, &str, &'static str)> = Vec::new();
    let mut items: Vec<&Item> = policy.scorecard.iter().flat_map(|s| &s.items).collect();
    while let Some(item) = items.pop() {
        if item.items.is_empty() {
            rules.push((&item.name, &item.title, "scorecard"));
        }
        items.extend(&item.items);
    }
    for Award { name, .. } in &policy.awards {
        rules.push((name, name, "awards"));
    }
    // What is held of a line, and paid out, is spoken of where the line is.
    let written = [PayKind::Earned, PayKind::Step];
    let earned = policy.pay.iter().filter(|l| written.contains(&l.kind));
    for line in earned {
        rules.push((&line.name, &line.name, "pay"));
    }
    for (_, title) in policy.ladder.iter().flat_map(|l| &l.counters) {
        rules.push((title, title, "ladder"));
    }
    for veto in draft.definitions.iter().filter(|d| d.form == Form::Veto) {
        let name = veto.name.strip_prefix("veto.").unwrap_or(&veto.name);
        rules.push((name, &veto.title, "vetoes"));
    }
    rules
}

/// Returns the name by which clauses speak of a figure.
fn base_name(definition: &Definition) -> &str {
    definition
        .name
        .split_once('.')
        .map_or(definition.name.as_ref(), |(base, rest)| match base {
            "award" | "board" | "pay" | "veto" | "ladder" | "step" => {
                rest.split('.').next().unwrap_or(rest)
            }
            base => base,
        })
}

fn clause_of(mentioned: &Mentioned<'_>, definition: &Definition) -> Option<usize> {
    let base = base_name(definition);
    let tabled = match definition.form {
        Form::Proportional
        | Form::Less
        | Form::Raters
        | Form::Points
        | Form::Group
        | Form::Total
        | Form::Target => "scorecard",
        Form::Eligible | Form::Award | Form::Prize | Form::Withdrawal => "awards",
        Form::Counter | Form::Ladder => "ladder",
        Form::Step => "calendar",
        Form::Pay | Form::Hold => "pay",
        Form::Rank => "boards",
        _ => base,
    };
    mentioned
        .rule(base, bare_title(&definition.title))
        .or_else(|| mentioned.table(base))
        .or_else(|| mentioned.table(tabled))
}

/// `回款额得分` and `回款额目标` are spoken of where 回款额 is.
fn bare_title(title: &str) -> &str {
    ["得分", "目标", " points", " target"]
        .into_iter()
        .find_map(|end| title.strip_suffix(end))
        .filter(|rest| !rest.is_empty())
        .unwrap_or(title)
}

/// Makes clauses from the rules, for a policy that has none.
pub(super) fn generated(draft: &Draft, policy: &Policy) -> Vec<Clause> {
    let mut clauses = Vec::new();
    let mut add = |title: String, text: String, table: Option<&str>| {
        let mut parts = vec![ClausePart::Text(text)];
        if let Some(table) = table {
            parts.push(ClausePart::Table(Arc::from(table)));
        }
        clauses.push(Clause {
            number: clauses.len() as u32 + 1,
            title,
            parts,
            generated: true,
            place: policy.place.clone(),
        });
    };
    let language = match draft.chinese {
        true => crate::diagnostic::Language::Chinese,
        false => crate::diagnostic::Language::English,
    };
    if let Some(scorecard) = &policy.scorecard {
        let mut text = format!("{}\n\n", full_marks(draft, scorecard));
        for item in &scorecard.items {
            bullets(&mut text, item, language, 0);
        }
        text.push('\n');
        add(draft.say("考核表", "Scorecard"), text, Some("scorecard"));
    }
    for (name, table) in &policy.bands {
        let title = draft
            .band_heads
            .get(name)
            .map_or_else(|| table.name.to_string(), |(_, title)| title.clone());
        add(title, String::new(), Some(name));
    }
    for (name, varied) in &policy.varied {
        add(varied.title.clone(), String::new(), Some(name));
    }
    if !policy.awards.is_empty() {
        add(draft.say("奖项", "Awards"), String::new(), Some("awards"));
    }
    if let Some(ladder) = &policy.ladder {
        let mut text = String::new();
        for sentence in &ladder.sentences {
            text += &format!("- {}\n", sentence.get(language));
        }
        text.push('\n');
        add(draft.say("晋升与淘汰", "Ladder"), text, Some("ladder"));
    }
    if !policy.calendar.is_empty() {
        add(
            draft.say("日程", "Calendar"),
            String::new(),
            Some("calendar"),
        );
    }
    clauses
}

fn bullets(text: &mut String, item: &Item, language: crate::diagnostic::Language, depth: usize) {
    let indent = "  ".repeat(depth);
    let sentence = item.sentence.get(language);
    *text += &format!("{indent}- **{}**：{sentence}\n", item.title);
    for item in &item.items {
        bullets(text, item, language, depth + 1);
    }
}

/// `满分 100，最高 117。`
fn full_marks(draft: &Draft, scorecard: &super::Scorecard) -> String {
    let sum = scorecard.sum.exact_text();
    match &scorecard.highest {
        Some(highest) if *highest == scorecard.sum => {
            draft.say(&format!("满分 {sum}。"), &format!("Out of {sum}."))
        }
        Some(highest) => {
            let most = highest.exact_text();
            draft.say(
                &format!("满分 {sum}，最高 {most}。"),
                &format!("Out of {sum}, at most {most}."),
            )
        }
        None => draft.say(
            &format!("满分 {sum}，不封顶。"),
            &format!("Out of {sum}, without an upper limit."),
        ),
    }
}
