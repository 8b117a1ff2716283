//! A second look at rules that can be computed: what is not used, what jumps, what comes too late.

mod compliance;
mod feeds;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::draft::{Draft, Named};
use super::mistake::{Jump, LintMistake};
use super::spoken::{spoken, with_unit};
use super::{Clause, ClausePart, Policy};
use crate::diagnostic::{Diagnostic, Said};
use crate::figure::Parameter;
use crate::formula::{CutMode, CutTable, Expr, Name, Node, Side, each_name};
use crate::number::Number;
use crate::period::Period;
use crate::value::Value;

/// A parameter that its own policy does not use; another may.
pub(super) struct Unused {
    policy: Arc<str>,
    names: Vec<Arc<str>>,
    /// What to say if no other policy uses it.
    pub told: Diagnostic,
}

impl Unused {
    /// Tells whether one of the names, each with its policy, means the parameter.
    pub fn is_among(&self, foreign: &BTreeSet<Name>) -> bool {
        foreign.iter().any(|name| {
            let bare = name.parts.join(".");
            name.policy.as_ref() == Some(&self.policy) && self.names.iter().any(|n| **n == bare)
        })
    }
}

/// Tells whether `site.yml` wants `compliance: cn` for all policies.
pub(super) fn compliance_wanted(content: &crate::content::Content) -> bool {
    compliance::wanted(content)
}

/// Reports what deserves a second look in a policy that is understood as a whole.
pub(super) fn look(draft: &mut Draft, policy: &Policy) {
    let mut found = Vec::new();
    for table in draft.bands.values() {
        found.extend(cliffs(draft, table, policy.version.from));
    }
    if let Some((day, place)) = &policy.version.published
        && *day > policy.version.from.first_day()
    {
        found.push(LintMistake::PublishedLate {
            from: policy.version.from,
            published: day.to_string(),
            place: place.clone(),
        });
    }
    found.extend(feeds::rounded(draft, policy.version.from));
    let scorecard = policy.scorecard.as_ref();
    found.extend(feeds::unreachable(draft, scorecard, policy.version.from));
    if draft.compliance || policy.lint.compliance {
        let asked = compliance::look(draft, policy);
        asked.into_iter().for_each(|m| draft.reader.report(m));
    }
    draft.unused = unused(draft, &policy.clauses);
    found.into_iter().for_each(|m| draft.reader.report(m));
}

/// Returns the parameters that neither rules nor clauses of the policy use.
fn unused(draft: &Draft, clauses: &[Clause]) -> Vec<Unused> {
    let mut used: BTreeSet<Arc<str>> = BTreeSet::new();
    let mut uses = |name: &Name| {
        let meant = match draft.meaning(&name.to_string()) {
            Some(Named::Figure(full) | Named::Parameter(full)) => Arc::clone(full),
            None => name.to_string().into(),
        };
        used.insert(meant);
    };
    draft.said.iter().for_each(&mut uses);
    for table in draft.bands.values() {
        let results = table.rows.iter().flat_map(|r| &r.results);
        let cuts = table.rows.iter().map(|r| &r.at);
        let across = table.across.iter().flat_map(|a| &a.cuts).map(|cut| &cut.at);
        let all = results.chain(cuts).chain(across);
        for expr in all.chain(table.otherwise.iter().flatten()) {
            each_name(expr, &mut uses);
        }
    }
    for part in clauses.iter().flat_map(|c| &c.parts) {
        if let ClausePart::Parameter(name) | ClausePart::Table(name) = part {
            used.insert(Arc::clone(name));
        }
    }
    let unused = |name: &Arc<str>, title: &str, names: Vec<Arc<str>>, place| Unused {
        policy: Arc::clone(&draft.id),
        names: [vec![Arc::clone(name)], names].concat(),
        told: LintMistake::UnusedParameter {
            title: title.to_owned(),
            place,
        }
        .into(),
    };
    // Numbers inside forms (`质检.free`) are used where they stand.
    let own = draft.parameters.iter().filter(|p| !p.name.contains('.'));
    let plain = own.filter(|p| !used.contains(&p.name)).map(|p| {
        let Parameter { name, title, .. } = p;
        unused(name, title, p.aliases.clone(), p.place.clone())
    });
    let varied = draft.varied.iter();
    let varied = varied.filter(|(name, _)| !name.contains('.') && !used.contains(*name));
    let varied = varied.filter_map(|(name, varied)| {
        let figure = draft.defined(name)?;
        let (names, place) = (figure.aliases.clone(), figure.place.clone());
        Some(unused(name, &varied.title, names, place))
    });
    plain.chain(varied).collect()
}

/// The jumps of a band that takes the whole amount.
fn cliffs(draft: &Draft, table: &CutTable, period: Period) -> Option<LintMistake> {
    if table.mode != CutMode::Whole {
        return None;
    }
    let (by, title) = draft.band_heads.get(&table.name)?;
    let figure = by.as_ref().and_then(|by| draft.figure_named(by));
    let unit_of = |name: &str| draft.defined(name).and_then(|d| d.unit.clone());
    let by_unit = figure.and_then(|name| unit_of(&name));
    let unit = unit_of(&table.name).or_else(|| by_unit.clone());
    let mut jumps = Vec::new();
    for column in 0..table.columns.len() {
        for (at, below, above) in steps(table, column) {
            let value = |expr: Option<&Expr>| number(draft, expr?, period);
            let (Some(at), Some(below), Some(above)) =
                (value(Some(at)), value(below), value(above))
            else {
                continue;
            };
            if below != above && !at.is_zero() {
                let amount = |rate: &Number| with_unit(&rate.times(&at), unit.as_deref());
                jumps.push(Jump {
                    below: amount(&below),
                    above: amount(&above),
                    at: with_unit(&at, by_unit.as_deref()),
                });
            }
        }
    }
    if jumps.is_empty() {
        return None;
    }
    let by = by.as_ref().map(|by| spoken(draft, by));
    Some(LintMistake::Cliffs {
        band: title.clone(),
        by: by.unwrap_or_else(|| Said::new("所查的数", "the amount")),
        jumps,
        place: table.place.clone(),
    })
}

/// The cut points of a column with the results below and above each.
fn steps(table: &CutTable, column: usize) -> Vec<(&Expr, Option<&Expr>, Option<&Expr>)> {
    let otherwise = table.otherwise.as_ref().and_then(|o| o.get(column));
    let result = |row: usize| table.rows.get(row).and_then(|r| r.results.get(column));
    let cuts = table.rows.iter().enumerate();
    cuts.map(|(number, row)| match row.side {
        Side::AtLeast | Side::Above => {
            let below = number.checked_sub(1).map_or(otherwise, result);
            (&row.at, below, result(number))
        }
        Side::AtMost | Side::Below => {
            let above = result(number + 1).or(otherwise);
            (&row.at, result(number), above)
        }
    })
    .collect()
}

/// Returns the number that an expression stands for in a period, where that is known without data.
pub(super) fn number(draft: &Draft, expr: &Expr, period: Period) -> Option<Number> {
    match &expr.node {
        Node::Number(number) => Some(number.clone()),
        Node::Name(name) if name.policy.is_none() => match draft.meaning(&name.to_string())? {
            Named::Parameter(full) => match draft.parameter(full)?.value_in(period)? {
                Value::Number(number) => Some(number.clone()),
                _ => None,
            },
            Named::Figure(_) => None,
        },
        _ => None,
    }
}
