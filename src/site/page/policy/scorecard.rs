//! The scorecard: a tree of weights, and the weights of cases side by side.

use indexmap::IndexMap;

use super::{ItemView, grid, parameters, rules::heads};
use crate::number::Number;
use crate::policy::{Item, Policy, Varied};
use crate::site::page::score::{full, plain};
use crate::site::page::table::TableView;
use crate::site::shared::Shared;

/// Returns the scorecard, groups before their parts.
pub(super) fn items(shared: &Shared<'_>, policy: &Policy) -> Vec<ItemView> {
    let mut out = Vec::new();
    for item in policy.scorecard.iter().flat_map(|card| &card.items) {
        add(shared, item, 0, &mut out);
    }
    out
}

fn add(shared: &Shared<'_>, item: &Item, depth: usize, out: &mut Vec<ItemView>) {
    let to_fill = || shared.words.say("to_fill").to_owned();
    let by_case = |number: &Number| match &item.weight_by_case {
        Some(_) if number.is_zero() => to_fill(),
        Some(_) => format!("≤ {}", plain(number)),
        None => plain(number),
    };
    let blank = item.weight_by_case.is_some() && item.weight.is_zero();
    out.push(ItemView {
        title: item.title.clone(),
        depth,
        weight: by_case(&item.weight),
        effective: by_case(&item.effective),
        highest: match &item.highest {
            _ if blank => to_fill(),
            Some(highest) => plain(highest),
            None => shared.words.say("unbounded").to_owned(),
        },
        sentence: shared.say(&item.sentence).to_owned(),
    });
    for part in &item.items {
        add(shared, part, depth + 1, out);
    }
}

/// Returns what the whole adds up to, and what bounds it.
pub(super) fn lines(shared: &Shared<'_>, policy: &Policy) -> Vec<String> {
    let Some(card) = &policy.scorecard else {
        return Vec::new();
    };
    let sum = shared
        .words
        .fill("full_sentence", &[("full", &full(shared, policy))]);
    let bounds = shared.say(&card.sentence);
    [sum.as_str(), bounds]
        .into_iter()
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Writes the scorecard as a table.
pub(super) fn table(shared: &Shared<'_>, policy: &Policy) -> TableView {
    let indent = grid::INDENT.to_string();
    TableView {
        caption: lines(shared, policy).join(shared.words.say("sentence_gap")),
        headings: heads(
            shared,
            &["item", "weight", "effective", "highest", "points_how"],
        ),
        rows: items(shared, policy)
            .into_iter()
            .map(|item| {
                let title = format!("{}{}", indent.repeat(item.depth), item.title);
                let numbers = [item.weight, item.effective, item.highest];
                let mut row = vec![title];
                row.extend(numbers);
                row.push(item.sentence);
                row
            })
            .collect(),
    }
}

/// Tells whether a parameter with rows holds the weights of an item by case.
pub(super) fn is_weight(policy: &Policy, name: &str) -> bool {
    fn any(items: &[Item], name: &str) -> bool {
        items
            .iter()
            .any(|item| item.weight_by_case.as_deref() == Some(name) || any(&item.items, name))
    }
    policy
        .scorecard
        .as_ref()
        .is_some_and(|card| any(&card.items, name))
}

/// Writes weights that differ by case side by side: a row for each case, a column for each item.
pub(super) fn weights(
    shared: &Shared<'_>,
    policy: &Policy,
    weights: &[(&str, &Varied)],
) -> TableView {
    let mut cases: IndexMap<&str, Vec<String>> = IndexMap::new();
    for (_, varied) in weights {
        for (case, _) in &varied.rows {
            cases.entry(case).or_default();
        }
    }
    for (_, varied) in weights {
        for (case, cells) in &mut cases {
            let own = varied.rows.iter().find(|(c, _)| c == case);
            cells.push(match own {
                Some((_, name)) => parameters::value(shared, policy, name),
                None => "0".to_owned(),
            });
        }
    }
    let by = weights.first().map_or("", |(_, varied)| varied.by.as_str());
    let word = |title: &str| title.split(" · ").next().unwrap_or(title).to_owned();
    let mut headings = vec![by.to_owned()];
    headings.extend(weights.iter().map(|(_, varied)| word(&varied.title)));
    TableView {
        caption: String::new(),
        headings,
        rows: cases
            .into_iter()
            .map(|(case, cells)| {
                let mut row = vec![parameters::case(shared, case)];
                row.extend(cells);
                row
            })
            .collect(),
    }
}
