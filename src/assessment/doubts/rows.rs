//! People without a row in a table in which nearly everybody under their policy has some.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Doubtful, Measure, Seen, name_of};
use crate::data::{Doubt, Ledger};
use crate::figure::{Member, Subject, TableInput};
use crate::value::Place;

/// Of fewer people, nothing says that everybody should have rows.
const FEWEST_PEOPLE: usize = 5;
/// Where people have fewer rows than this, some have none by chance.
const FEWEST_ROWS: usize = 3;

/// Looks at the tables whose rows policies add up for each person: who has none counts as 0.
pub(super) fn look(ledger: &Ledger, now: &Seen<'_>, found: &mut Vec<Doubtful>) {
    if now.partial {
        return;
    }
    let mut told: BTreeSet<(Arc<str>, Arc<str>)> = BTreeSet::new();
    for (policy, tables) in &now.uses {
        let Some(members) = now.inputs.members.get(policy) else {
            continue;
        };
        if members.subject != Some(Subject::Person) {
            continue;
        }
        let whole_month = members.members.iter().filter(|m| was_there(ledger, now, m));
        let whole_month: Vec<&Member> = whole_month.collect();
        for (table, used) in tables {
            let input = now.inputs.tables.get(table);
            let rows = now.month.tables.get(table);
            let (Some(input), Some(rows)) = (input, rows) else {
                continue;
            };
            let counted = used.own && !used.looked_up && rows.personal && !rows.of_teams;
            if !counted || rows.events.is_some() {
                continue;
            }
            let Some(absent) = absent(input, &whole_month) else {
                continue;
            };
            for member in &absent {
                if !told.insert((Arc::clone(table), Arc::clone(&member.id))) {
                    continue;
                }
                let file = rows.files.first();
                found.push(Doubtful {
                    doubt: Doubt::NoRows,
                    table: Arc::clone(table),
                    column: None,
                    who: Some((Arc::clone(&member.id), name_of(ledger, &member.id))),
                    place: file.map_or_else(Place::nowhere, |f| f.place.clone()),
                    other: None,
                    now: String::new(),
                    before: String::new(),
                    measure: Measure::Of(whole_month.len() - absent.len(), whole_month.len()),
                    accepted: None,
                });
            }
        }
    }
}

/// Who came or went in the month may well have nothing.
fn was_there(ledger: &Ledger, now: &Seen<'_>, member: &Member) -> bool {
    let (first, last) = (now.period.first_day(), now.period.last_day());
    ledger.person(&member.id).is_some_and(|person| {
        person.joined.is_none_or(|day| day <= first) && person.left.is_none_or(|day| day > last)
    })
}

/// Returns those without rows where that is odd: at most one in ten, or the only one; and either
/// everybody else has exactly one row, or most have several.
fn absent<'m>(input: &TableInput, members: &[&'m Member]) -> Option<Vec<&'m Member>> {
    let count = |m: &&&Member| input.by_person.get(&m.id).map_or(0, Vec::len);
    let absent: Vec<&Member> = members.iter().filter(|m| count(m) == 0).copied().collect();
    let few = absent.len() == 1 || absent.len() * 10 <= members.len();
    if absent.is_empty() || !few || members.len() < FEWEST_PEOPLE {
        return None;
    }
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    let mut with = 0;
    for rows in members.iter().map(|m| count(&m)).filter(|n| *n > 0) {
        *counts.entry(rows).or_default() += 1;
        with += 1;
    }
    let many: usize = counts.range(FEWEST_ROWS..).map(|(_, n)| n).sum();
    let one_each = counts.len() == 1 && counts.contains_key(&1);
    (one_each || many * 2 > with).then_some(absent)
}
