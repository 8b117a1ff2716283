//! What figures feed: rounding that decides a row or a rank, rows that no figure can reach.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::number;
use crate::diagnostic::Said;
use crate::figure::{Body, Definition};
use crate::formula::{Aggregate, CutMode, CutRow, CutTable, Expr, Node, Side};
use crate::number::{Mode, Number, Rounding};
use crate::period::Period;
use crate::policy::draft::Draft;
use crate::policy::mistake::LintMistake;
use crate::policy::{Item, Scorecard};

/// Rounded figures that a band or a rank is decided by, one warning each.
pub(super) fn rounded(draft: &Draft, period: Period) -> Vec<LintMistake> {
    let mut fed: BTreeMap<Arc<str>, BTreeSet<String>> = BTreeMap::new();
    for definition in draft.definitions.iter() {
        let mut cuts = Vec::new();
        let mut keys = Vec::new();
        match &definition.body {
            Body::Formula(expr) => looked_up(expr, &mut cuts),
            Body::Rank { keys: by, .. } | Body::Pick { keys: by, .. } => {
                keys.extend(by.iter().map(|(key, _)| key));
            }
            Body::Allocate { .. } | Body::State { .. } => {}
        }
        let mut feeds = |expr: &Expr, into: &str, table: Option<&CutTable>| {
            let Some(figure) = draft.figure_named(expr) else {
                return;
            };
            let rounding = draft.defined(&figure).and_then(|d| d.round.as_ref());
            if rounding.is_some_and(|r| table.is_none_or(|t| crosses(draft, r, t, period))) {
                fed.entry(figure).or_default().insert(into.to_owned());
            }
        };
        for (by, table) in cuts {
            let title = draft
                .band_heads
                .get(&table.name)
                .map(|(_, title)| title.as_str());
            feeds(by, title.unwrap_or(&table.name), Some(table));
        }
        for key in keys {
            feeds(key, &definition.title, None);
        }
    }
    let said = fed.into_iter().filter_map(|(figure, into)| {
        let Definition {
            title,
            place,
            round,
            ..
        } = draft.defined(&figure)?;
        Some(LintMistake::RoundingFeeds {
            figure: title.to_string(),
            step: round.as_ref()?.step.exact_text(),
            into: into.into_iter().collect(),
            place: place.clone(),
        })
    });
    said.collect()
}

/// Tells whether rounding may carry a number over a cut point: cutting off towards zero does not
/// where the points are whole steps.
fn crosses(draft: &Draft, rounding: &Rounding, table: &CutTable, period: Period) -> bool {
    let whole = |at: &Expr| number(draft, at, period).is_some_and(|n| rounding.apply(&n) == n);
    let kept = |side: Side| matches!(side, Side::AtLeast | Side::Below);
    rounding.mode != Mode::Down || !table.rows.iter().all(|r| kept(r.side) && whole(&r.at))
}

/// Rows of bands that lie above the most that the figure looked up can be, or, for counts, below 0.
pub(super) fn unreachable(
    draft: &Draft,
    scorecard: Option<&Scorecard>,
    period: Period,
) -> Vec<LintMistake> {
    let mut highest: BTreeMap<&str, &Number> = BTreeMap::new();
    let mut items: Vec<&Item> = Vec::new();
    if let Some(scorecard) = scorecard {
        items.extend(&scorecard.items);
        highest.extend(
            scorecard
                .highest
                .as_ref()
                .map(|most| (&*scorecard.total, most)),
        );
    }
    while let Some(item) = items.pop() {
        highest.extend(item.highest.as_ref().map(|most| (&*item.points, most)));
        items.extend(&item.items);
    }
    let zero = Number::ZERO;
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for definition in draft.definitions.iter() {
        let mut cuts = Vec::new();
        if let Body::Formula(expr) = &definition.body {
            looked_up(expr, &mut cuts);
        }
        let one_way = |t: &CutTable| t.mode != CutMode::Linear && t.across.is_none();
        for (by, table) in cuts.into_iter().filter(|(_, t)| one_way(t)) {
            let Some(figure) = draft.figure_named(by) else {
                continue;
            };
            let most = highest.get(&*figure).copied();
            let least = counts(draft, &figure).then_some(&zero);
            let at = |row: Option<&CutRow>| number(draft, &row?.at, period);
            let title = draft.title_of(&figure);
            for (place_in_table, row) in table.rows.iter().enumerate() {
                let lower = matches!(row.side, Side::AtLeast | Side::Above);
                // The number on the far side of which the whole row lies, and whether it is outside.
                let beyond = most.filter(|most| match lower {
                    true => at(Some(row)).is_some_and(|at| outside(&at, row.side, most)),
                    // A row with an upper bound begins behind the row before.
                    false => place_in_table.checked_sub(1).is_some_and(|before| {
                        let before = table.rows.get(before);
                        let side = before.map_or(row.side, |row| row.side);
                        at(before).is_some_and(|at| match side {
                            Side::AtMost => at >= **most,
                            _ => at > **most,
                        })
                    }),
                });
                let short = least.filter(|least| match lower {
                    // A row with a lower bound ends where the next begins.
                    true => {
                        let next = table.rows.get(place_in_table + 1);
                        let side = next.map_or(row.side, |row| row.side);
                        at(next).is_some_and(|at| match side {
                            Side::AtLeast => at <= **least,
                            _ => at < **least,
                        })
                    }
                    false => at(Some(row)).is_some_and(|at| match row.side {
                        Side::Below => at <= **least,
                        _ => at < **least,
                    }),
                });
                let bound = match (beyond, short) {
                    (Some(most), _) => {
                        let most = most.exact_text();
                        Said::new(
                            format!("{title}最高 {most}"),
                            format!("{title} is at most {most}"),
                        )
                    }
                    (None, Some(least)) => {
                        let least = least.exact_text();
                        Said::new(
                            format!("{title}最低 {least}"),
                            format!("{title} is at least {least}"),
                        )
                    }
                    (None, None) => continue,
                };
                if seen.insert(row.place.clone()) {
                    found.push(LintMistake::RowBeyond {
                        band: table.name.to_string(),
                        bound,
                        place: row.place.clone(),
                    });
                }
            }
        }
    }
    found
}

/// Tells whether a lower bound lies above the most that is possible.
fn outside(at: &Number, side: Side, most: &Number) -> bool {
    match side {
        Side::Above => at >= most,
        _ => at > most,
    }
}

/// Tells whether a figure is a count, so that it is never below 0.
fn counts(draft: &Draft, figure: &str) -> bool {
    let body = draft.defined(figure).map(|d| &d.body);
    let Some(Body::Formula(Expr {
        node: Node::Fold(fold),
        ..
    })) = body
    else {
        return false;
    };
    matches!(fold.by, Aggregate::Count | Aggregate::Distinct)
}

/// Collects what an expression looks up in which table.
fn looked_up<'a>(expr: &'a Expr, found: &mut Vec<(&'a Expr, &'a CutTable)>) {
    match &expr.node {
        Node::Cut { by, table, .. } => {
            found.push((by, table));
            looked_up(by, found);
            let results = table.rows.iter().map(|row| &row.results);
            let results = results.chain(&table.otherwise).flatten();
            results.for_each(|e| looked_up(e, found));
        }
        Node::Negate(a) | Node::Not(a) => looked_up(a, found),
        Node::Binary(_, a, b) => {
            looked_up(a, found);
            looked_up(b, found);
        }
        Node::If(parts) => parts.iter().for_each(|e| looked_up(e, found)),
        Node::Call(_, arguments) => arguments.iter().for_each(|e| looked_up(e, found)),
        _ => {}
    }
}
