//! What people decide has a name and a reason: a decision without either is a mistake, and one
//! about an award that nobody gives is doubtful.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::mistake::DecisionMistake;
use super::result::{Awarded, PolicyResult};
use crate::data::Month;
use crate::diagnostic::Diagnostic;
use crate::figure::Figures;
use crate::policy::Policy;
use crate::value::Missing;

/// Tells of awards that are granted or withdrawn without who decided or why.
pub(super) fn check(policies: &[PolicyResult], figures: &Figures) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for result in policies {
        let policy = &result.policy;
        for award in &result.awards {
            let Some(rule) = policy.awards.iter().find(|a| a.name == award.award) else {
                continue;
            };
            let mut look = |figure: &str, id: &str, by: bool| {
                let cell = figures.get(&policy.id, figure, id);
                if let Some(Err(missing)) = cell
                    && let Missing::Blank(place) = missing.cause()
                {
                    let mistake = DecisionMistake::Unsigned {
                        award: rule.name.to_string(),
                        by,
                        place: place.as_ref().clone(),
                    };
                    found.push(mistake.describe());
                }
            };
            let winners = match &award.outcome {
                Awarded::Won(winners) => winners.as_slice(),
                _ => &[],
            };
            for winner in winners.iter().filter(|_| rule.judged) {
                look(&format!("{}.judge", rule.won), &winner.id, true);
                look(&format!("{}.reason", rule.won), &winner.id, false);
            }
            let decided: &[Arc<str>] = rule.withdrawal.as_ref().map_or(&[], |w| &w.decided);
            for withdrawn in &award.withdrawn {
                for (at, figure) in decided.iter().enumerate() {
                    look(figure, &withdrawn.id, at == 0);
                }
            }
        }
    }
    found
}

/// Tells of rows that grant or withdraw an award which no policy in force gives.
pub(super) fn about_no_award(policies: &[Arc<Policy>], month: Option<&Month>) -> Vec<Diagnostic> {
    // Tables may be shared: an award of any policy that reads them is known.
    let mut known: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
    let mut asked = Vec::new();
    for award in policies.iter().flat_map(|p| &p.awards) {
        for rows in &award.decided {
            let names = known.entry((&rows.table, rows.award)).or_default();
            names.insert(&award.name);
            if !asked.contains(&rows) {
                asked.push(rows);
            }
        }
    }
    let mut found = Vec::new();
    for rows in asked {
        let Some(table) = month.and_then(|m| m.tables.get(&rows.table)) else {
            continue;
        };
        let at = |name: &str| table.columns.iter().position(|c| c.as_ref() == name);
        let (Some(matter), Some(award)) = (at(rows.matter.0), at(rows.award)) else {
            continue;
        };
        let names = known.get(&(rows.table.as_ref(), rows.award));
        for row in &table.rows {
            let says = |at: usize| row.cells.get(at).map_or("", |cell| cell.trim());
            let named = says(award);
            if says(matter) == rows.matter.1 && !names.is_some_and(|n| n.contains(named)) {
                let mistake = DecisionMistake::NoSuchAward {
                    award: named.to_owned(),
                    known: names
                        .into_iter()
                        .flatten()
                        .map(|n| (*n).to_owned())
                        .collect(),
                    place: table.cell_place(row, award),
                };
                found.push(mistake.describe());
            }
        }
    }
    found
}
