//! Vetoes, boards, awards, ladder and pay as sentences.

use super::{Pair, rules::heads};
use crate::policy::{Metric, Policy, Told};
use crate::site::address::link;
use crate::site::format;
use crate::site::page::table::TableView;
use crate::site::shared::Shared;

fn told(shared: &Shared<'_>, told: &[Told]) -> Vec<Pair> {
    told.iter()
        .map(|one| Pair {
            name: one.title.clone(),
            text: shared.say(&one.sentence).to_owned(),
            href: String::new(),
        })
        .collect()
}

/// Returns how each metric is worked out, from what source and by whose data.
pub(super) fn metrics(shared: &Shared<'_>, policy: &Policy) -> Vec<Pair> {
    let words = &shared.words;
    let one = |metric: &Metric| {
        let Metric { told, origin } = metric;
        let mut text = shared.say(&told.sentence).to_owned();
        for (key, said) in [
            ("metric_source", &origin.source),
            ("metric_department", &origin.department),
        ] {
            if !said.is_empty() {
                text.push_str(words.say("sentence_gap"));
                text.push_str(&words.fill(key, &[("what", said)]));
            }
        }
        Pair {
            name: format::heading(words, &told.title, &told.unit),
            text,
            href: String::new(),
        }
    };
    policy.metrics.iter().map(one).collect()
}

/// Returns the metrics, each with the way to its page where this is the version in force.
pub(super) fn linked_metrics(shared: &Shared<'_>, path: &str, policy: &Policy) -> Vec<Pair> {
    let current = shared.current(&policy.id);
    let in_force = current.is_some_and(|c| c.version.from == policy.version.from);
    let mut pairs = metrics(shared, policy);
    for (pair, metric) in pairs.iter_mut().zip(&policy.metrics).filter(|_| in_force) {
        let page = shared.addresses.indicator(&policy.id, &metric.told.figure);
        pair.href = page.map_or_else(String::new, |page| link(path, &page));
    }
    pairs
}

/// Returns the vetoes with what follows.
pub(super) fn vetoes(shared: &Shared<'_>, policy: &Policy) -> Vec<Pair> {
    told(shared, &policy.vetoes)
}

/// Returns the boards.
pub(super) fn boards(shared: &Shared<'_>, policy: &Policy) -> Vec<Pair> {
    policy
        .boards
        .iter()
        .map(|board| Pair {
            name: board.name.to_string(),
            text: shared.say(&board.sentence).to_owned(),
            href: String::new(),
        })
        .collect()
}

/// Says what prizes may cost together.
pub(super) fn budget(shared: &Shared<'_>, policy: &Policy) -> Vec<String> {
    let budget = policy.budget.iter();
    budget.map(|b| shared.say(&b.sentence).to_owned()).collect()
}

/// Writes the awards as a table.
pub(super) fn awards(shared: &Shared<'_>, policy: &Policy) -> TableView {
    let said = |text: &str| match text {
        "" => format::NONE.to_owned(),
        text => text.to_owned(),
    };
    TableView {
        caption: String::new(),
        headings: heads(shared, &["award", "award_how", "award_gets"]),
        rows: policy
            .awards
            .iter()
            .map(|award| {
                vec![
                    award.name.to_string(),
                    said(shared.say(&award.how)),
                    said(shared.say(&award.gets)),
                ]
            })
            .collect(),
    }
}

/// Returns the grades and the rules of the ladder.
pub(super) fn ladder(shared: &Shared<'_>, policy: &Policy) -> Vec<String> {
    let sentences = policy.ladder.iter().flat_map(|l| &l.sentences);
    sentences.map(|s| shared.say(s).to_owned()).collect()
}

/// Returns the pay lines.
pub(super) fn pay(shared: &Shared<'_>, policy: &Policy) -> Vec<Pair> {
    policy
        .pay
        .iter()
        .map(|line| Pair {
            name: line.name.to_string(),
            text: shared.say(&line.sentence).to_owned(),
            href: String::new(),
        })
        .collect()
}
