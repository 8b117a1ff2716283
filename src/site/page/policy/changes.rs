//! What a version changes in the rules, part by part: a number, a row or a sentence a line.

use indexmap::IndexMap;

use super::{
    ChangeGroup, ChangeView, Pair, RuleChange, band, facts, parameters, procedure, reward,
    scorecard,
};
use crate::policy::Policy;
use crate::site::html::{Html, Writer};
use crate::site::page::table::TableView;
use crate::site::redline;
use crate::site::shared::Shared;

/// The lines of a version: by a key that is the same in all versions, the part's title, what the
/// line is about and its text.
type Lines = IndexMap<String, (String, String, String)>;

/// Lists what differs between two versions, in the order of the new one; in each part, what is
/// gone comes last.
pub(super) fn between(shared: &Shared<'_>, old: &Policy, new: &Policy) -> Vec<ChangeGroup> {
    let mut groups: IndexMap<String, Vec<ChangeView>> = IndexMap::new();
    for change in texts(shared, old, new) {
        let (before, after) = (change.before.as_deref(), change.after.as_deref());
        let view = ChangeView {
            added: before.is_none(),
            gone: after.is_none(),
            html: marked(before, after),
            what: change.what,
        };
        groups.entry(change.part).or_default().push(view);
    }
    groups
        .into_iter()
        .map(|(title, changes)| ChangeGroup { title, changes })
        .collect()
}

/// Lists what differs between two versions as plain texts: first what is new or another, in the
/// order of the new version, then what is gone.
pub(super) fn texts(shared: &Shared<'_>, old: &Policy, new: &Policy) -> Vec<RuleChange> {
    let (was, is) = (lines(shared, old), lines(shared, new));
    let mut changes = Vec::new();
    for (key, (part, what, text)) in &is {
        let before = was.get(key).map(|(_, _, text)| text.clone());
        if before.as_ref() != Some(text) {
            changes.push(RuleChange {
                part: part.clone(),
                what: what.clone(),
                before,
                after: Some(text.clone()),
            });
        }
    }
    for (key, (part, what, text)) in &was {
        if !is.contains_key(key) {
            changes.push(RuleChange {
                part: part.clone(),
                what: what.clone(),
                before: Some(text.clone()),
                after: None,
            });
        }
    }
    changes
}

/// Short texts are replaced as a whole, long ones word by word.
fn marked(old: Option<&str>, new: Option<&str>) -> Html {
    const SHORT: usize = 12;
    let long = |text: Option<&str>| text.is_some_and(|t| t.chars().count() > SHORT);
    if let (Some(old), Some(new)) = (old, new)
        && long(Some(old))
        && long(Some(new))
    {
        return redline::inline(old, new);
    }
    let mut out = Writer::default();
    if let Some(old) = old {
        out.raw("<del>").text(old).raw("</del>");
    }
    if old.is_some() && new.is_some() {
        out.raw(" → ");
    }
    if let Some(new) = new {
        out.raw("<ins>").text(new).raw("</ins>");
    }
    out.done()
}

fn lines(shared: &Shared<'_>, policy: &Policy) -> Lines {
    let words = &shared.words;
    let mut all = Lines::new();
    let mut add = |part: &str, what: &str, text: String| {
        let key = format!("{part}\n{what}");
        all.insert(key, (part.to_owned(), what.to_owned(), text));
    };
    if let Some(applies) = facts::applies(shared, policy) {
        add(
            words.say("fact_applies"),
            words.say("fact_applies"),
            applies,
        );
    }
    let card = words.say("scorecard");
    if policy.scorecard.is_some() {
        add(
            card,
            words.say("total"),
            scorecard::lines(shared, policy).join(" "),
        );
    }
    for item in scorecard::items(shared, policy) {
        let weight = words.fill("change_weight", &[("item", &item.title)]);
        add(card, &weight, item.weight);
        add(card, &item.title, item.sentence);
    }
    for parameter in policy
        .parameters
        .iter()
        .filter(|p| !p.name.contains('.') || p.name.contains(".weight."))
    {
        let value = parameter.value_in(policy.version.from);
        let text = parameters::value_text(shared, value, parameter.unit.as_ref());
        add(words.say("rules_parameters"), &parameter.title, text);
    }
    for varied in policy.varied.values() {
        rows(
            &mut add,
            &varied.title,
            &parameters::varied(shared, policy, varied),
        );
    }
    for table in policy.bands.values() {
        let title = band::title(policy, table);
        rows(&mut add, &title, &band::table(shared, policy, table));
    }
    let mut pairs = |key: &str, pairs: Vec<Pair>| {
        for pair in pairs {
            add(words.say(key), &pair.name, pair.text);
        }
    };
    pairs("rules_metrics", reward::metrics(shared, policy));
    pairs("rules_vetoes", reward::vetoes(shared, policy));
    pairs("rules_boards", reward::boards(shared, policy));
    pairs("rules_pay", reward::pay(shared, policy));
    for row in reward::awards(shared, policy).rows {
        if let [name, how, gets] = row.as_slice() {
            add(words.say("rules_awards"), name, format!("{how} {gets}"));
        }
    }
    let mut sentences = |key: &str, lines: Vec<String>| {
        let mut rest = Vec::new();
        for line in lines {
            match line.split_once(['：', ':']) {
                Some((what, text)) => add(words.say(key), what.trim(), text.trim().to_owned()),
                None => rest.push(line),
            }
        }
        if !rest.is_empty() {
            add(words.say(key), words.say(key), rest.join(" "));
        }
    };
    sentences("rules_budget", reward::budget(shared, policy));
    sentences("rules_ladder", reward::ladder(shared, policy));
    sentences("rules_rounding", procedure::rounding(shared, policy));
    for row in procedure::calendar(shared, policy).rows {
        if let Some((step, rest)) = row.split_first() {
            add(words.say("rules_calendar"), step, rest.join(" "));
        }
    }
    let appeals = procedure::appeals(shared, policy);
    if !appeals.is_empty() {
        let title = words.say("rules_appeals");
        add(title, title, appeals.join(" "));
    }
    all
}

/// Adds each cell of a table by its row and column.
fn rows(add: &mut impl FnMut(&str, &str, String), title: &str, table: &TableView) {
    for row in &table.rows {
        let Some((bound, results)) = row.split_first() else {
            continue;
        };
        for (heading, result) in table.headings.iter().skip(1).zip(results) {
            let what = match results.len() {
                1 => bound.clone(),
                _ => format!("{bound} · {heading}"),
            };
            add(title, &what, result.clone());
        }
    }
}
