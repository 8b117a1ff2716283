//! Rows of which nothing tells whose they are, where formulas take each subject's own.

use std::collections::BTreeSet;

use super::mistake::UntoldMistake;
use super::rules::InForce;
use crate::data::Month;
use crate::diagnostic::Diagnostic;

/// Refuses tables of several rows without a column of people or teams where a formula adds up the
/// subject's own rows: everybody would get the sum of all. `told` are the tables and policies that
/// were told in an earlier month. One row may well be everybody's, and so is a table of which
/// `sources.yml` says `person: none`.
pub(super) fn check(
    rules: &InForce,
    month: &Month,
    told: &mut BTreeSet<(String, String)>,
) -> Vec<Diagnostic> {
    let mut said = Vec::new();
    for ((policy, name), place) in rules.graph.told_apart_by_owner() {
        let Some(rows) = month.tables.get(&name).filter(|rows| rows.untold) else {
            continue;
        };
        let several = rows.rows.len() > 1 || rows.events.is_some();
        if several && told.insert((policy.to_string(), name.to_string())) {
            let headings = rows.files.iter().flat_map(|f| &f.headings);
            let headings: BTreeSet<&str> = headings.map(|(name, _)| name.as_ref()).collect();
            said.push(
                UntoldMistake::NoOwner {
                    table: name.to_string(),
                    headings: headings.into_iter().map(str::to_owned).collect(),
                    rows: rows.rows.len(),
                    file: rows.files.first().map(|f| f.place.clone()),
                    place,
                }
                .describe(),
            );
        }
    }
    said
}
