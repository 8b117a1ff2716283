//! How a policy is computed: the parts of its rules in their order, each as sentences or a table.

use super::{Pair, RuleTable, band, example, grid, parameters, procedure, reward, scorecard};
use crate::policy::{ClausePart, Policy, Varied};
use crate::site::address::slug;
use crate::site::html::Html;
use crate::site::page::table::TableView;
use crate::site::shared::Shared;

/// The names by which clauses call for tables.
const SCORECARD: [&str; 2] = ["scorecard", "考核表"];
const AWARDS: [&str; 2] = ["awards", "奖项"];
const BOARDS: [&str; 2] = ["boards", "排行榜"];
const PAY: [&str; 2] = ["pay", "薪酬"];
const CALENDAR: [&str; 2] = ["calendar", "日程"];
const LADDER: [&str; 2] = ["ladder", "晋升淘汰"];

/// Tells whether a clause prints a table of one of the names, so that it need not be printed again.
fn is_in_clauses(policy: &Policy, names: &[&str]) -> bool {
    let mut parts = policy.clauses.iter().flat_map(|c| &c.parts);
    parts.any(|part| match part {
        ClausePart::Table(name) => names.contains(&name.as_ref()),
        ClausePart::Text(_) | ClausePart::Parameter(_) => false,
    })
}

/// A part of the rules before it has its heading.
#[derive(Default)]
struct Part {
    lines: Vec<String>,
    pairs: Vec<Pair>,
    table: TableView,
}

impl Part {
    fn lines(lines: Vec<String>) -> Self {
        Self {
            lines,
            ..Self::default()
        }
    }

    fn pairs(pairs: Vec<Pair>) -> Self {
        Self {
            pairs,
            ..Self::default()
        }
    }

    fn table(table: TableView) -> Self {
        Self {
            table,
            ..Self::default()
        }
    }

    fn headed(self, anchor: String, title: String) -> Option<RuleTable> {
        let empty = self.lines.is_empty() && self.pairs.is_empty() && self.table.rows.is_empty();
        (!empty).then(|| RuleTable {
            grid: match self.table.rows.is_empty() {
                true => Html::default(),
                false => grid::html(&self.table, &title),
            },
            anchor,
            title,
            lines: self.lines,
            pairs: self.pairs,
        })
    }
}

/// Returns the parts of the rules that no clause prints, in their order.
pub(super) fn parts(shared: &Shared<'_>, path: &str, policy: &Policy) -> Vec<RuleTable> {
    let words = &shared.words;
    let mut parts = Vec::new();
    let own = |key: &str, names: &[&str], part: Part| {
        let said = is_in_clauses(policy, names);
        let anchor = key.replace("rules_", "rules-");
        part.headed(anchor, words.say(key).to_owned())
            .filter(|_| !said)
    };
    let mut card = Part::lines(scorecard::lines(shared, policy));
    card.table = scorecard::table(shared, policy);
    card.table.caption = String::new();
    parts.extend(own("scorecard", &SCORECARD, card));
    parts.extend(weights(shared, policy));
    parts.extend(own(
        "rules_metrics",
        &[],
        Part::pairs(reward::linked_metrics(shared, path, policy)),
    ));
    for (name, table) in &policy.bands {
        if !is_in_clauses(policy, &[name]) {
            let mut part = Part::table(band::table(shared, policy, table));
            part.table.caption = String::new();
            part.lines = vec![band::mode(shared, policy, table)];
            let title = band::title(policy, table);
            parts.extend(part.headed(format!("band-{}", slug(name)), title));
        }
    }
    for (name, varied) in &policy.varied {
        if !is_in_clauses(policy, &[name]) && !scorecard::is_weight(policy, name) {
            let part = Part::table(parameters::varied(shared, policy, varied));
            parts.extend(part.headed(format!("table-{}", slug(name)), varied.title.clone()));
        }
    }
    parts.extend(own(
        "rules_vetoes",
        &[],
        Part::pairs(reward::vetoes(shared, policy)),
    ));
    parts.extend(own(
        "rules_boards",
        &BOARDS,
        Part::pairs(reward::boards(shared, policy)),
    ));
    parts.extend(own(
        "rules_awards",
        &AWARDS,
        Part::table(reward::awards(shared, policy)),
    ));
    parts.extend(own(
        "rules_budget",
        &[],
        Part::lines(reward::budget(shared, policy)),
    ));
    parts.extend(own(
        "rules_ladder",
        &LADDER,
        Part::lines(reward::ladder(shared, policy)),
    ));
    parts.extend(own(
        "rules_pay",
        &PAY,
        Part::pairs(reward::pay(shared, policy)),
    ));
    parts.extend(own(
        "rules_rounding",
        &[],
        Part::lines(procedure::rounding(shared, policy)),
    ));
    parts.extend(own(
        "rules_calendar",
        &CALENDAR,
        Part::table(procedure::calendar(shared, policy)),
    ));
    parts.extend(own(
        "rules_appeals",
        &[],
        Part::lines(procedure::appeals(shared, policy)),
    ));
    parts.extend(own(
        "rules_parameters",
        &[],
        Part::table(parameters::table(shared, policy)),
    ));
    parts.extend(own(
        "rules_to_fill",
        &[],
        Part::lines(parameters::to_fill(shared, policy)),
    ));
    parts.extend(example::parts(shared, policy));
    parts
}

/// Returns the weights that differ by case, those by the same side by side.
fn weights(shared: &Shared<'_>, policy: &Policy) -> Option<RuleTable> {
    let unsaid = |(name, _): &(&str, &Varied)| {
        scorecard::is_weight(policy, name) && !is_in_clauses(policy, &[name])
    };
    let all = policy
        .varied
        .iter()
        .map(|(name, varied)| (name.as_ref(), varied));
    let weights: Vec<(&str, &Varied)> = all.filter(unsaid).collect();
    let part = Part::table(scorecard::weights(shared, policy, &weights));
    part.headed(
        "weights".to_owned(),
        shared.words.say("rules_weights").to_owned(),
    )
}

/// Names the table that a clause calls for, as readers see it.
pub(super) fn table_title(shared: &Shared<'_>, policy: &Policy, name: &str) -> String {
    if let Some(table) = policy.bands.get(name) {
        return band::title(policy, table);
    }
    if let Some(varied) = policy.varied.get(name) {
        return varied.title.clone();
    }
    let key = match name {
        name if SCORECARD.contains(&name) => "scorecard",
        name if AWARDS.contains(&name) => "rules_awards",
        name if BOARDS.contains(&name) => "rules_boards",
        name if PAY.contains(&name) => "rules_pay",
        name if CALENDAR.contains(&name) => "rules_calendar",
        _ => "rules_ladder",
    };
    shared.words.say(key).to_owned()
}

/// Returns the table that a clause names: a band, `scorecard`, `awards`, `calendar`, `ladder`.
pub(super) fn named_table(shared: &Shared<'_>, policy: &Policy, name: &str) -> Option<TableView> {
    if let Some(band) = policy.bands.get(name) {
        return Some(band::table(shared, policy, band));
    }
    if let Some(varied) = policy.varied.get(name) {
        return Some(parameters::varied(shared, policy, varied));
    }
    let pairs = |key: &str, pairs: Vec<Pair>| TableView {
        caption: String::new(),
        headings: heads(shared, &[key, "points_how"]),
        rows: pairs
            .into_iter()
            .map(|pair| vec![pair.name, pair.text])
            .collect(),
    };
    match name {
        name if SCORECARD.contains(&name) => Some(scorecard::table(shared, policy)),
        name if AWARDS.contains(&name) => Some(reward::awards(shared, policy)),
        name if CALENDAR.contains(&name) => Some(procedure::calendar(shared, policy)),
        name if BOARDS.contains(&name) => {
            Some(pairs("rules_boards", reward::boards(shared, policy)))
        }
        name if PAY.contains(&name) => Some(pairs("rules_pay", reward::pay(shared, policy))),
        name if LADDER.contains(&name) => {
            let lines = reward::ladder(shared, policy).into_iter();
            Some(TableView {
                caption: String::new(),
                headings: heads(shared, &["rules_ladder"]),
                rows: lines.map(|line| vec![line]).collect(),
            })
        }
        _ => None,
    }
}

/// Writes headings by the keys of their words.
pub(super) fn heads(shared: &Shared<'_>, keys: &[&str]) -> Vec<String> {
    keys.iter()
        .map(|key| shared.words.say(key).to_owned())
        .collect()
}

/// Returns the name that readers see of a figure.
pub(super) fn title(policy: &Policy, name: &str) -> String {
    policy
        .definitions
        .iter()
        .find(|d| d.name.as_ref() == name)
        .map_or_else(|| name.to_owned(), |d| d.title.to_string())
}
