//! Bands as tables.

use super::parameters;
use super::rules::title;
use crate::formula::{CutMode, CutTable, Expr, Node, Side, in_words};
use crate::number::{Mode, grouped};
use crate::policy::Policy;
use crate::site::page::score::plain;
use crate::site::page::table::TableView;
use crate::site::shared::Shared;

/// Says how a value becomes a result.
pub(super) fn mode<'s>(shared: &'s Shared<'_>, mode: CutMode) -> &'s str {
    shared.words.say(match mode {
        CutMode::Flat => "band_flat",
        CutMode::Whole => "band_whole",
        CutMode::Marginal => "band_marginal",
        CutMode::Linear => "band_linear",
    })
}

/// Writes a band as a table, the highest row first; a row holds up to the one above it.
pub(super) fn table(shared: &Shared<'_>, policy: &Policy, band: &CutTable) -> TableView {
    let words = &shared.words;
    let said = |expr: &Expr| expr_text(shared, policy, expr);
    let upper = |side: Side| matches!(side, Side::AtMost | Side::Below);
    let bound = |side: Side, at: &str| {
        let sign = match side {
            Side::AtLeast => "≥",
            Side::Above => ">",
            Side::AtMost => "≤",
            Side::Below => "<",
        };
        format!("{sign} {at}")
    };
    let decimals = decimals(shared, policy, band);
    let results = |results: &[Expr]| -> Vec<String> {
        let places = decimals.iter().copied().chain(std::iter::repeat(0));
        let cells = results.iter().zip(places);
        cells
            .map(|(expr, decimals)| match &expr.node {
                Node::Number(number) if decimals > 0 => {
                    grouped(&number.to_fixed(decimals, Mode::HalfUp))
                }
                _ => said(expr),
            })
            .collect()
    };
    let mut rows: Vec<Vec<String>> = band
        .rows
        .iter()
        .map(|row| {
            let mut cells = vec![bound(row.side, &said(&row.at))];
            cells.extend(results(&row.results));
            cells
        })
        .collect();
    let falls = band.rows.first().is_some_and(|r| upper(r.side));
    if !falls {
        rows.reverse();
    }
    if let Some(otherwise) = &band.otherwise {
        let mut cells = vec![words.say("band_else").to_owned()];
        cells.extend(results(otherwise));
        rows.push(cells);
    }
    let corner = match &band.across {
        Some(across) => {
            let name = |by: &Expr| title(policy, shared.say(&in_words(by)));
            format!("{} ＼ {}", name(&across.down), name(&across.by))
        }
        None => words.say("band_value").to_owned(),
    };
    let mut headings = vec![corner];
    headings.extend(band.columns.iter().enumerate().map(|(at, column)| {
        if let Some(across) = &band.across {
            let cut = across.cuts.iter().find(|cut| cut.column == at);
            cut.map_or_else(
                || words.say("band_else").to_owned(),
                |cut| bound(cut.side, &said(&cut.at)),
            )
        } else if column.is_empty() {
            words.say("band_result").to_owned()
        } else {
            column.to_string()
        }
    }));
    TableView {
        caption: String::new(),
        headings,
        rows,
    }
}

/// Returns how many decimals the numbers of each column have: those with any at least as many as on
/// the pages of results, so that `1` does not stand where these say `1.00`.
fn decimals(shared: &Shared<'_>, policy: &Policy, band: &CutTable) -> Vec<u32> {
    let rows = || band.rows.iter().map(|r| &r.results).chain(&band.otherwise);
    (0..band.columns.len())
        .map(|column| {
            let numbers = rows().filter_map(|results| match &results.get(column)?.node {
                Node::Number(number) => Some(number.decimals().unwrap_or(2)),
                _ => None,
            });
            match numbers.max() {
                Some(most) if most > 0 => most.max(policy.show.unwrap_or(shared.decimals())),
                _ => 0,
            }
        })
        .collect()
}

/// Writes a number of a band; a parameter's name becomes its value.
fn expr_text(shared: &Shared<'_>, policy: &Policy, expr: &Expr) -> String {
    match &expr.node {
        Node::Number(number) => plain(number),
        Node::Text(text) => text.to_string(),
        Node::Name(name) => parameters::value(shared, policy, &name.to_string()),
        _ => shared.say(&in_words(expr)).to_owned(),
    }
}
