//! A policy in the handbook: its clauses and, from the rules themselves, scorecard, tables, boards,
//! awards, steps, numbers and versions.

mod band;
mod changes;
mod clause;
pub mod difference;
mod example;
mod facts;
mod grid;
mod live;
mod parameters;
pub mod procedure;
mod reward;
mod rules;
mod scorecard;

use indexmap::IndexMap;
use serde::Serialize;

use crate::figure::Parameter;
use crate::policy::{Clause, Policy};
use crate::site::address::link;
use crate::site::html::Html;
use crate::site::shared::{Frame, LinkView, Shared};
use crate::value::Value;

/// A policy's page.
#[derive(Debug, Serialize)]
pub struct PolicyPage {
    frame: Frame,
    title: String,
    /// Whether this version is the one in force.
    current: bool,
    /// Number, approval, since when, for whom: name and value.
    facts: Vec<(String, String)>,
    note: String,
    versions: Vec<VersionView>,
    /// The policies before and after it in the handbook, where there are any.
    before: LinkView,
    after: LinkView,
    /// The latest results under it; no address where there are none.
    results: LinkView,
    /// How much is different from the version before; empty for the first.
    changed: String,
    /// The page of what is different; empty for the first.
    difference: String,
    clauses: Vec<ClauseView>,
    /// How it is computed, part by part.
    how: Vec<RuleTable>,
}

/// A version.
#[derive(Debug, Serialize)]
struct VersionView {
    version: LinkView,
    note: String,
    shown: bool,
}

/// A number, a row or a sentence of the rules that differs between two versions, as plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleChange {
    /// The part of the rules.
    pub part: String,
    /// What it is about.
    pub what: String,
    /// What was; `None` for what is new.
    pub before: Option<String>,
    /// What is; `None` for what is gone.
    pub after: Option<String>,
}

/// A part of the rules in which a version changes something.
#[derive(Debug, Serialize)]
struct ChangeGroup {
    title: String,
    changes: Vec<ChangeView>,
}

/// A number, a row or a sentence that a version changes.
#[derive(Debug, Serialize)]
struct ChangeView {
    what: String,
    added: bool,
    gone: bool,
    /// What was and what is.
    html: Html,
}

/// A clause.
#[derive(Debug, Serialize)]
struct ClauseView {
    anchor: String,
    number: String,
    title: String,
    /// Whether it was made from the rules because none is written.
    generated: bool,
    html: Html,
    /// The numbers of the rules in its text, for the margin.
    margin: Vec<MarginView>,
    /// Where what it speaks of can be seen: boards and awards.
    live: Vec<LinkView>,
}

/// A number of the rules in the margin of its clause.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct MarginView {
    name: String,
    value: String,
    since: String,
}

/// A row of the scorecard.
#[derive(Debug)]
struct ItemView {
    title: String,
    depth: usize,
    weight: String,
    effective: String,
    highest: String,
    sentence: String,
}

/// A part of the rules: sentences, names with sentences, a table.
#[derive(Debug, Serialize)]
struct RuleTable {
    anchor: String,
    title: String,
    lines: Vec<String>,
    pairs: Vec<Pair>,
    grid: Html,
}

/// A name with its sentence.
#[derive(Debug, Serialize)]
struct Pair {
    name: String,
    text: String,
    /// Where the name leads; empty for nowhere.
    href: String,
}

/// Shows a version of a policy.
pub fn view(shared: &Shared<'_>, path: &str, policy: &Policy) -> PolicyPage {
    let current = shared.current(&policy.id);
    let earlier = earlier(shared, policy);
    let (before, after) = shared.shelf_neighbours(&policy.id);
    let neighbour = |other: Option<&Policy>| {
        other.map_or_else(LinkView::default, |other| shared.policy_link(path, other))
    };
    PolicyPage {
        frame: shared.frame(path, policy.title.clone(), "handbook"),
        title: policy.title.clone(),
        current: current.is_some_and(|c| c.version.from == policy.version.from),
        facts: facts::facts(shared, policy),
        note: policy.version.note.clone().unwrap_or_default(),
        versions: versions(shared, path, policy),
        before: neighbour(before),
        after: neighbour(after),
        results: live::results(shared, path, policy),
        changed: earlier.map_or_else(String::new, |old| difference::said(shared, old, policy)),
        difference: shared
            .difference_page(policy)
            .map_or_else(String::new, |page| link(path, &page)),
        clauses: policy
            .clauses
            .iter()
            .enumerate()
            .map(|(at, c)| {
                let mut view = clause::view(shared, policy, c);
                view.live = live::links(shared, path, policy, at);
                view
            })
            .collect(),
        how: rules::parts(shared, path, policy),
    }
}

/// A clause as the printed handbook has it.
#[derive(Debug, Serialize)]
pub struct PrintedClause {
    number: String,
    title: String,
    html: Html,
}

/// Shows the clauses of a policy as the printed handbook has them.
pub fn printed(shared: &Shared<'_>, policy: &Policy) -> Vec<PrintedClause> {
    let page = shared.policy_link(super::book::PATH, policy).href;
    let clauses = policy
        .clauses
        .iter()
        .map(|c| clause::view(shared, policy, c));
    let printed = clauses.map(|view| PrintedClause {
        number: view.number,
        title: view.title,
        html: leading_out(&view.html, &page),
    });
    printed.collect()
}

/// Lets links within a policy's page lead there from elsewhere.
fn leading_out(html: &Html, page: &str) -> Html {
    Html::vouched(
        html.as_str()
            .replace("href=\"#", &format!("href=\"{page}#")),
    )
}

/// Lists what differs between the rules of two versions, and the titles of the clauses whose text
/// does.
pub fn rule_changes(
    shared: &Shared<'_>,
    old: &Policy,
    new: &Policy,
) -> (Vec<RuleChange>, Vec<String>) {
    let texts = |policy: &Policy| -> IndexMap<String, String> {
        let clauses = policy.clauses.iter();
        let text = |c: &Clause| (c.title.clone(), clause::plain(shared, policy, c));
        clauses.map(text).collect()
    };
    let (was, is) = (texts(old), texts(new));
    let other = is
        .iter()
        .filter(|(title, text)| was.get(*title) != Some(text));
    let gone = was.iter().filter(|(title, _)| !is.contains_key(*title));
    let titles = other.chain(gone).map(|(title, _)| title.clone()).collect();
    (changes::texts(shared, old, new), titles)
}

/// Writes a clause as plain lines.
pub fn clause_text(shared: &Shared<'_>, policy: &Policy, clause: &Clause) -> String {
    clause::plain(shared, policy, clause)
}

/// Returns the way to a board in the latest results under a policy; `None` where none are shown.
pub fn board_link(shared: &Shared<'_>, path: &str, policy: &Policy, name: &str) -> Option<String> {
    live::board(shared, path, policy, name)
}

/// Says for whom a policy is; `None` for everybody.
pub fn applies(shared: &Shared<'_>, policy: &Policy) -> Option<String> {
    facts::applies(shared, policy)
}

/// Writes a value of a parameter with its unit.
pub fn parameter_text(shared: &Shared<'_>, parameter: &Parameter, value: Option<&Value>) -> String {
    parameters::value_text(shared, value, parameter.unit.as_ref()).replace('\u{a0}', " ")
}

/// Lists the versions, the newest first.
fn versions(shared: &Shared<'_>, path: &str, policy: &Policy) -> Vec<VersionView> {
    let all = shared.public.policies().get(&policy.id);
    let mut versions: Vec<VersionView> = all
        .into_iter()
        .flatten()
        .map(|version| {
            let from = version.version.from;
            VersionView {
                version: LinkView {
                    text: since(shared, version),
                    href: shared.policy_link(path, version).href,
                },
                note: version.version.note.clone().unwrap_or_default(),
                shown: from == policy.version.from,
            }
        })
        .collect();
    versions.reverse();
    versions
}

/// Returns the version before another.
fn earlier<'s>(shared: &'s Shared<'_>, policy: &Policy) -> Option<&'s Policy> {
    shared.before(policy).map(AsRef::as_ref)
}

fn since(shared: &Shared<'_>, policy: &Policy) -> String {
    let period = shared.period(policy.begins());
    shared.words.fill("policy_since", &[("period", &period)])
}
