//! How far a month's data are there: files and tables, what each policy needs of them, who has no
//! row and what that means.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::result::{Book, PeriodResult};
use crate::data::{Month, Rows};
use crate::figure::{Members, Subject, Use};
use crate::period::Period;
use crate::value::{Missing, Place};

/// What is there of a month's data.
#[derive(Debug, Clone, Default)]
pub struct Readiness {
    /// The tables that the month has, by name.
    pub tables: Vec<TableReady>,
    /// What the policies that assess in the month need, by policy.
    pub policies: Vec<PolicyReady>,
}

/// A table of a month.
#[derive(Debug, Clone)]
pub struct TableReady {
    /// Its name.
    pub name: Arc<str>,
    /// Its files and sheets, each with its rows of the month; no count for a table that is gone
    /// through row by row.
    pub files: Vec<(Place, Option<usize>)>,
    /// How many people or teams have rows; `None` where rows are nobody's.
    pub people: Option<usize>,
    /// Whether rows are those of teams.
    pub of_teams: bool,
    /// The columns that policies use and that have blank cells: how many of how many.
    pub blanks: Vec<(Arc<str>, usize, usize)>,
    /// Whether some policy uses it.
    pub used: bool,
}

/// What a policy needs.
#[derive(Debug, Clone)]
pub struct PolicyReady {
    /// The policy's id.
    pub policy: Arc<str>,
    /// How many it assesses.
    pub subjects: usize,
    /// The tables that it reads.
    pub tables: Vec<TableNeed>,
}

/// A table that a policy reads.
#[derive(Debug, Clone)]
pub struct TableNeed {
    /// Its name.
    pub table: Arc<str>,
    /// Whether it has come.
    pub there: bool,
    /// How it is read.
    pub used: Use,
    /// Whether it is looked for each person's or team's own rows.
    pub of_each: bool,
    /// Who has no row, by id, where each person's or team's own rows are read.
    pub without: Vec<Arc<str>>,
}

/// Looks at a month's data; `None` where the month has no results.
pub fn readiness(book: &Book, period: Period) -> Option<Readiness> {
    let month = book.ledger.months.get(&period)?;
    let result = book.period(period)?;
    let uses = result.graph.uses();
    let used: BTreeSet<&Arc<str>> = uses.values().flat_map(BTreeMap::keys).collect();
    let tables = month.tables.iter().map(|(name, rows)| TableReady {
        name: Arc::clone(name),
        files: files(rows),
        people: rows.personal.then(|| people(rows)),
        of_teams: rows.of_teams,
        blanks: blanks(result, name),
        used: used.contains(name),
    });
    let mut policies = Vec::new();
    let ended = book.with_longer(period);
    for of in ended.filter(|of| of.period.last_month() == period) {
        for policy in &of.policies {
            let id = &policy.policy.id;
            let members = result.inputs.members.get(id);
            let Some(tables) = uses.get(id) else { continue };
            let needs = tables.iter().filter(|(t, _)| !is_calendar(t));
            policies.push(PolicyReady {
                policy: Arc::clone(id),
                subjects: policy.subjects.len(),
                tables: needs
                    .map(|(table, used)| need(month, result, members, (table, *used)))
                    .collect(),
            });
        }
    }
    Some(Readiness {
        tables: tables.collect(),
        policies,
    })
}

fn is_calendar(table: &str) -> bool {
    crate::figure::WEEKS.contains(&table) || crate::figure::DAYS.contains(&table)
}

fn files(rows: &Rows) -> Vec<(Place, Option<usize>)> {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for row in &rows.rows {
        *counts.entry(row.file).or_default() += 1;
    }
    let files = rows.files.iter().enumerate();
    files
        .map(|(number, file)| {
            let count = counts.get(&(number as u32)).copied().unwrap_or(0);
            (file.place.clone(), rows.events.is_none().then_some(count))
        })
        .collect()
}

fn people(rows: &Rows) -> usize {
    let people = rows.rows.iter().filter_map(|row| row.person.as_ref());
    people.collect::<BTreeSet<_>>().len()
}

fn blanks(result: &PeriodResult, table: &Arc<str>) -> Vec<(Arc<str>, usize, usize)> {
    let columns = result.inputs.tables.get(table).map(|t| &t.columns);
    let counted = columns.into_iter().flatten().map(|(column, cells)| {
        let blank = |cell: &&_| matches!(cell, &Err(Missing::Blank(_)));
        let count = cells.iter().filter(blank).count();
        (Arc::clone(column), count, cells.len())
    });
    counted.filter(|(_, count, _)| *count > 0).collect()
}

fn need(
    month: &Month,
    result: &PeriodResult,
    members: Option<&Members>,
    (table, used): (&Arc<str>, Use),
) -> TableNeed {
    let rows = month.tables.get(table);
    let input = result.inputs.tables.get(table);
    let own = used.own || used.looked_up;
    let held = rows.is_some_and(|rows| rows.personal && rows.events.is_none());
    let mut without = Vec::new();
    if let (true, true, Some(input), Some(members)) = (own, held, input, members) {
        let of_teams = input.of_teams && members.subject == Some(Subject::Person);
        let has = |id: &Arc<str>| input.by_person.contains_key(id);
        // People read the rows of their team.
        let lacking = members
            .members
            .iter()
            .filter(|m| !has(if of_teams { &m.team } else { &m.id }));
        let fits = input.of_teams || members.subject == Some(Subject::Person);
        without.extend(lacking.filter(|_| fits).map(|m| Arc::clone(&m.id)));
    }
    TableNeed {
        table: Arc::clone(table),
        there: rows.is_some(),
        of_each: own && held,
        used,
        without,
    }
}
