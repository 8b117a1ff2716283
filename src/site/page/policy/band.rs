//! Bands as tables, each row with the words of its edges: `60（含）以上，不足 80`.

use super::parameters;
use crate::formula::{Across, CutMode, CutTable, Expr, Node, Side, in_words};
use crate::number::{Mode, Number, grouped};
use crate::policy::{BandHead, Policy};
use crate::site::format;
use crate::site::page::score::plain;
use crate::site::page::table::TableView;
use crate::site::shared::Shared;

/// Returns the name that readers see of a band.
pub(super) fn title(policy: &Policy, band: &CutTable) -> String {
    let head = policy.band_heads.get(&band.name);
    let title = head.map(|h| h.title.clone()).filter(|t| !t.is_empty());
    title.unwrap_or_else(|| band.name.to_string())
}

/// Says what is looked up, and how a value becomes a result.
pub(super) fn mode(shared: &Shared<'_>, policy: &Policy, band: &CutTable) -> String {
    let words = &shared.words;
    let how = words.say(match band.mode {
        CutMode::Flat => "band_flat",
        CutMode::Whole => "band_whole",
        CutMode::Marginal => "band_marginal",
        CutMode::Linear => "band_linear",
    });
    let by = policy
        .band_heads
        .get(&band.name)
        .map_or("", |h| shared.say(&h.by));
    match by {
        "" => how.to_owned(),
        by => words.fill("band_by", &[("by", by), ("how", how)]),
    }
}

/// Writes a band as a table, from the top row to the bottom one.
pub(super) fn table(shared: &Shared<'_>, policy: &Policy, band: &CutTable) -> TableView {
    let words = &shared.words;
    let nothing = BandHead::default();
    let head = policy.band_heads.get(&band.name).unwrap_or(&nothing);
    let cells = |results: &[Expr]| -> Vec<String> {
        let decimals = decimals(band);
        (0..)
            .zip(results)
            .map(|(column, result)| {
                let percent = head.percents.get(column).copied().unwrap_or(false);
                let decimals = decimals.get(column).copied().unwrap_or(0);
                result_text(shared, policy, result, (percent, decimals))
            })
            .collect()
    };
    let mut rows: Vec<Vec<String>> = (0..)
        .zip(&band.rows)
        .map(|(at, row)| {
            let mut line = vec![edges(shared, policy, (band, head), at)];
            line.extend(cells(&row.results));
            line
        })
        .collect();
    let falls = band.rows.first().is_some_and(|r| is_upper(r.side));
    if !falls {
        rows.reverse();
    }
    if let Some(otherwise) = band
        .otherwise
        .as_ref()
        .filter(|_| band.mode != CutMode::Linear)
    {
        let mut line = vec![rest(shared, policy, (band, head))];
        line.extend(cells(otherwise));
        rows.push(line);
    }
    let by = shared.say(&head.by);
    let mut headings = vec![match (by, shared.say(&head.across)) {
        ("", _) => words.say("band_value").to_owned(),
        (by, "") => by.to_owned(),
        (by, across) => format!("{by} ＼ {across}"),
    }];
    headings.extend(band.columns.iter().enumerate().map(|(at, column)| {
        if let Some(across) = &band.across {
            across_edges(shared, policy, (across, head), at)
        } else if column.is_empty() {
            words.say("band_result").to_owned()
        } else {
            column.to_string()
        }
    }));
    TableView {
        caption: title(policy, band),
        headings,
        rows,
    }
}

fn is_upper(side: Side) -> bool {
    matches!(side, Side::AtMost | Side::Below)
}

/// An end of a row: where, and whether the row holds there.
type Edge = (String, bool);

/// Says from where to where a row holds.
fn edges(
    shared: &Shared<'_>,
    policy: &Policy,
    (band, head): (&CutTable, &BandHead),
    at: usize,
) -> String {
    let text = |e: &Expr| cut_text(shared, policy, e, &head.unit);
    let Some(row) = band.rows.get(at) else {
        return String::new();
    };
    if band.mode == CutMode::Linear {
        return text(&row.at);
    }
    let own = text(&row.at);
    let (low, high) = if is_upper(row.side) {
        let below = at.checked_sub(1).and_then(|at| band.rows.get(at));
        let low = below.map(|r| (text(&r.at), r.side == Side::Below));
        (low, Some((own, row.side == Side::AtMost)))
    } else {
        let above = band.rows.get(at + 1);
        let high = above.map(|r| (text(&r.at), r.side == Side::Above));
        (Some((own, row.side == Side::AtLeast)), high)
    };
    let range = between(shared, low, high);
    match band.mode {
        CutMode::Marginal => shared.words.fill("edge_slice", &[("range", &range)]),
        _ => range,
    }
}

/// Says from where to where a column of a two-dimensional band holds.
fn across_edges(
    shared: &Shared<'_>,
    policy: &Policy,
    (across, head): (&Across, &BandHead),
    column: usize,
) -> String {
    let text = |e: &Expr| cut_text(shared, policy, e, &head.across_unit);
    let Some(at) = across.cuts.iter().position(|cut| cut.column == column) else {
        let first = across.cuts.first().filter(|cut| !is_upper(cut.side));
        let low = match first {
            Some(_) => None,
            None => across
                .cuts
                .last()
                .map(|cut| (text(&cut.at), cut.side == Side::Below)),
        };
        let high = first.map(|cut| (text(&cut.at), cut.side == Side::Above));
        return between(shared, low, high);
    };
    let Some(own) = across.cuts.get(at) else {
        return String::new();
    };
    if is_upper(own.side) {
        let below = at.checked_sub(1).and_then(|at| across.cuts.get(at));
        let low = below.map(|cut| (text(&cut.at), cut.side == Side::Below));
        between(shared, low, Some((text(&own.at), own.side == Side::AtMost)))
    } else {
        let high = across.cuts.get(at + 1);
        let high = high.map(|cut| (text(&cut.at), cut.side == Side::Above));
        between(
            shared,
            Some((text(&own.at), own.side == Side::AtLeast)),
            high,
        )
    }
}

/// Says where the row for all others holds.
fn rest(shared: &Shared<'_>, policy: &Policy, (band, head): (&CutTable, &BandHead)) -> String {
    let text = |e: &Expr| cut_text(shared, policy, e, &head.unit);
    let range = match (band.rows.first(), band.rows.last()) {
        (Some(first), _) if !is_upper(first.side) => between(
            shared,
            None,
            Some((text(&first.at), first.side == Side::Above)),
        ),
        (_, Some(last)) => between(
            shared,
            Some((text(&last.at), last.side == Side::Below)),
            None,
        ),
        _ => return shared.words.say("band_else").to_owned(),
    };
    match band.mode {
        CutMode::Marginal => shared.words.fill("edge_slice", &[("range", &range)]),
        _ => range,
    }
}

fn between(shared: &Shared<'_>, low: Option<Edge>, high: Option<Edge>) -> String {
    let words = &shared.words;
    let said = |key: &str, at: &str| words.fill(key, &[("at", at)]);
    let low = low.map(|(at, holds)| said(if holds { "edge_from" } else { "edge_above" }, &at));
    let high = high.map(|(at, holds)| said(if holds { "edge_to" } else { "edge_below" }, &at));
    match (low, high) {
        (Some(low), Some(high)) => words.fill("edge_both", &[("low", &low), ("high", &high)]),
        (low, high) => low.or(high).unwrap_or_default(),
    }
}

/// Writes a cut point with the unit of what is looked up; a parameter's name becomes its value.
fn cut_text(shared: &Shared<'_>, policy: &Policy, expr: &Expr, unit: &str) -> String {
    match &expr.node {
        Node::Number(number) => {
            format::with_unit(&shared.words, &plain(&format::scaled(number, unit)), unit)
                .replace('\u{a0}', " ")
        }
        Node::Name(name) => {
            parameters::value(shared, policy, &name.to_string()).replace('\u{a0}', " ")
        }
        _ => shared.say(&in_words(expr)).to_owned(),
    }
}

fn result_text(
    shared: &Shared<'_>,
    policy: &Policy,
    expr: &Expr,
    (percent, decimals): (bool, u32),
) -> String {
    match &expr.node {
        Node::Number(number) if percent => {
            format::with_unit(&shared.words, &plain(&format::scaled(number, "%")), "%")
        }
        Node::Number(number) if decimals > 0 => grouped(&number.to_fixed(decimals, Mode::HalfUp)),
        Node::Number(number) => plain(number),
        Node::Text(text) => text.to_string(),
        Node::Name(name) => parameters::value(shared, policy, &name.to_string()),
        _ => shared.say(&in_words(expr)).to_owned(),
    }
}

/// Returns how many decimals the numbers of each column have, so that `1` does not stand where the
/// others say `1.2`.
fn decimals(band: &CutTable) -> Vec<u32> {
    let rows = || band.rows.iter().map(|r| &r.results).chain(&band.otherwise);
    (0..band.columns.len())
        .map(|column| {
            let numbers = rows().filter_map(|results| match &results.get(column)?.node {
                Node::Number(number) => Some(Number::decimals(number).unwrap_or(2)),
                _ => None,
            });
            numbers.max().unwrap_or(0)
        })
        .collect()
}
