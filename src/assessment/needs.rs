//! What a month's folder has to hold, before there is any of it: tables, columns, people.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::due::Due;
use super::rules::{self, InForce, Known};
use super::{by_id, members, shapes};
use crate::data::{Ledger, Rows};
use crate::diagnostic::Diagnostic;
use crate::figure::mistake::GraphMistake;
use crate::figure::{DAYS, Inputs, Subject, TableShape, WEEKS};
use crate::period::Period;
use crate::policy::Policy;
use crate::settings::Settings;
use crate::value::{Cell, Kind, Value};

/// What the policies in force in a month need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needs {
    /// The tables by name.
    pub tables: Vec<TableNeeded>,
    /// Tables with one row a person that are first looked up in a later month, in which a longer
    /// period ends.
    pub later: Vec<Arc<str>>,
}

/// A table that formulas use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableNeeded {
    /// Its name.
    pub name: Arc<str>,
    /// The columns that formulas use.
    pub columns: Vec<Arc<str>>,
    /// Its rows.
    pub rows: RowsNeeded,
    /// Whether some other month has it.
    pub known: bool,
    /// What each of those columns holds, and the policies that read it.
    pub uses: BTreeMap<Arc<str>, ColumnUse>,
}

/// What a column is used for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnUse {
    /// What its cells have to be.
    pub kind: Kind,
    /// The ids of the policies that read it.
    pub policies: BTreeSet<Arc<str>>,
}

/// Which rows a table should have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowsNeeded {
    /// Any number of rows, each somebody's.
    OfPeople,
    /// Any number of rows, each a team's.
    OfTeams,
    /// Any number of rows, nobody's.
    Nobodys,
    /// One row for each of these people, by id.
    People(Vec<Arc<str>>),
    /// One row for each of these teams, by id.
    Teams(Vec<Arc<str>>),
    /// One row for all.
    One,
}

/// Tells what the policies in force in a month need; nothing where none is in force. Tables and
/// columns that no month has yet are taken to be still to come.
///
/// # Errors
/// What is wrong with the policies.
pub fn needs(
    settings: &Settings,
    policies: Vec<Policy>,
    ledger: &Ledger,
    period: Period,
) -> Result<Option<Needs>, Vec<Diagnostic>> {
    let policies = by_id(policies);
    let in_force = rules::in_force(&policies, period);
    if in_force.is_empty() {
        return Ok(None);
    }
    let mut shapes = shapes::of(ledger);
    let attributes = shapes::attributes(ledger);
    let rules = loop {
        let known = Known {
            policies: &policies,
            shapes: &shapes,
            attributes: &attributes,
        };
        match rules::compiled(&known, &in_force) {
            Ok(rules) => break rules,
            Err(mistakes) if is_to_come(&mistakes, &mut shapes) => {}
            Err(mistakes) => return Err(mistakes.iter().map(GraphMistake::describe).collect()),
        }
    };
    let inputs = taking_part(&rules, settings, ledger, period);
    let mut needs = Needs {
        tables: Vec::new(),
        later: Vec::new(),
    };
    let graphs = [&rules.graph, &rules.applies];
    let names: BTreeSet<Arc<str>> = graphs.iter().flat_map(|g| g.tables()).collect();
    for name in names.into_iter().filter(|name| !is_calendar(name)) {
        match rows_needed(&name, &rules, ledger, &inputs) {
            Some(rows) => needs.tables.push(TableNeeded {
                columns: columns(&name, &rules),
                uses: uses(&name, &rules),
                known: like(ledger, period, &name).is_some(),
                rows,
                name,
            }),
            None => needs.later.push(name),
        }
    }
    Ok(Some(needs))
}

/// Opens the shapes of tables of which a column, or which themselves, are not there; tells whether
/// that is all that is wrong. A name that is near another is a slip.
fn is_to_come(mistakes: &[GraphMistake], shapes: &mut BTreeMap<Arc<str>, TableShape>) -> bool {
    let open = |shapes: &BTreeMap<Arc<str>, TableShape>| {
        let opened = shapes.values().filter(|shape| !shape.found);
        opened.count()
    };
    let before = open(shapes);
    for mistake in mistakes {
        match mistake {
            GraphMistake::UnknownTable {
                table,
                suggestion: None,
                ..
            } => {
                shapes.entry(Arc::from(table.as_str())).or_default();
            }
            GraphMistake::UnknownColumn {
                table,
                suggestion: None,
                ..
            } if !is_calendar(table) => {
                if let Some(shape) = shapes.get_mut(table.as_str()) {
                    shape.found = false;
                }
            }
            _ => return false,
        }
    }
    open(shapes) > before
}

fn is_calendar(table: &str) -> bool {
    WEEKS.contains(&table) || DAYS.contains(&table)
}

/// Binds people alone; those for whom only data can tell whether a policy applies take part.
fn taking_part(rules: &InForce, settings: &Settings, ledger: &Ledger, period: Period) -> Inputs {
    let present = members::present(ledger, period);
    let mut inputs = Inputs::without_people(period, &ledger.calendar);
    inputs.team_people = members::by_team(ledger, &present);
    let parents = ledger.teams.values();
    inputs.team_parents = parents
        .map(|t| (Arc::clone(&t.id), Arc::clone(&t.parent)))
        .collect();
    // An attribute that cannot be read is told by `check`.
    let mut mistakes = Vec::new();
    members::candidates(
        (rules, Due::Ended),
        &settings.organisation,
        ledger,
        &present,
        &mut inputs,
        &mut mistakes,
    );
    members::keep(rules, &mut inputs, |cell: Option<&Cell>| {
        matches!(cell, Some(Ok(Value::Truth(true)) | Err(_)))
    });
    inputs
}

fn columns(table: &Arc<str>, rules: &InForce) -> Vec<Arc<str>> {
    let graphs = [&rules.graph, &rules.applies];
    let columns = graphs.iter().filter_map(|g| g.columns().get(table));
    let names: BTreeSet<&Arc<str>> = columns.flat_map(BTreeMap::keys).collect();
    names.into_iter().cloned().collect()
}

fn uses(table: &Arc<str>, rules: &InForce) -> BTreeMap<Arc<str>, ColumnUse> {
    let mut uses: BTreeMap<Arc<str>, ColumnUse> = BTreeMap::new();
    for graph in [&rules.graph, &rules.applies] {
        let readers = graph.readers(table);
        for (column, kind) in graph.columns().get(table).into_iter().flatten() {
            let entry = uses.entry(Arc::clone(column)).or_insert_with(|| ColumnUse {
                kind: *kind,
                policies: BTreeSet::new(),
            });
            let readers = readers.get(column).into_iter().flatten();
            entry.policies.extend(readers.cloned());
        }
    }
    uses
}

/// Returns the rows of a table in the nearest other month that has some, earlier ones first; where
/// there are none, an empty table, which does not tell whose its rows would be.
fn like<'a>(ledger: &'a Ledger, period: Period, table: &Arc<str>) -> Option<&'a Arc<Rows>> {
    let earlier = ledger.months.range(..period).rev();
    let months = earlier.chain(ledger.months.range(period..));
    let tables: Vec<&Arc<Rows>> = months.filter_map(|(_, m)| m.tables.get(table)).collect();
    let filled = |rows: &&&Arc<Rows>| !rows.rows.is_empty() || rows.events.is_some();
    tables.iter().find(filled).or(tables.first()).copied()
}

/// Returns which rows a table should have; `None` where its one row a person is for later.
fn rows_needed(
    table: &Arc<str>,
    rules: &InForce,
    ledger: &Ledger,
    inputs: &Inputs,
) -> Option<RowsNeeded> {
    let graphs = [&rules.graph, &rules.applies];
    let like = like(ledger, inputs.period, table);
    let lookers: BTreeSet<Arc<str>> = graphs
        .iter()
        .filter_map(|g| g.looked_up().remove(table))
        .flatten()
        .collect();
    let own: Vec<bool> = graphs
        .iter()
        .filter_map(|g| g.aggregated().get(table).copied())
        .collect();
    let looking: Vec<&Arc<Policy>> = rules
        .policies
        .iter()
        .filter(|p| lookers.contains(&p.id))
        .filter(|p| Due::Ended.holds(p.length, ledger, inputs.period))
        .collect();
    if looking.is_empty() {
        if own.is_empty() {
            return None;
        }
        let wants_owners = || {
            let folds = graphs.iter().flat_map(|g| g.told_apart_by_owner());
            folds.map(|((_, name), _)| name).any(|name| name == *table)
        };
        return Some(match like {
            // That nothing tells whose they are now does not make them everybody's.
            Some(rows) if rows.untold && rows.rows.len() != 1 && wants_owners() => {
                RowsNeeded::OfPeople
            }
            Some(rows) if rows.of_teams => RowsNeeded::OfTeams,
            Some(rows) if rows.personal => RowsNeeded::OfPeople,
            None if own.contains(&true) => RowsNeeded::OfPeople,
            _ => RowsNeeded::Nobodys,
        });
    }
    let members = |subject: Subject| {
        let policies = looking.iter().filter(move |p| p.subject == Some(subject));
        policies
            .filter_map(|p| inputs.members.get(&p.id))
            .flat_map(|m| &m.members)
    };
    let ids = |subject| {
        let ids: BTreeSet<&Arc<str>> = members(subject).map(|m| &m.id).collect();
        ids.into_iter().cloned().collect::<Vec<_>>()
    };
    let of_teams = like.is_some_and(|rows| rows.of_teams);
    if like.is_some_and(|rows| !rows.personal) {
        return Some(RowsNeeded::One);
    }
    let is_person = looking.iter().any(|p| p.subject == Some(Subject::Person));
    Some(if is_person && !of_teams {
        RowsNeeded::People(ids(Subject::Person))
    } else if is_person || looking.iter().any(|p| p.subject == Some(Subject::Team)) {
        // People read the row of their team.
        let teams = members(Subject::Person).map(|m| &m.team);
        let teams = teams.chain(members(Subject::Team).map(|m| &m.id));
        let teams: BTreeSet<&Arc<str>> = teams.filter(|t| !t.is_empty()).collect();
        RowsNeeded::Teams(teams.into_iter().cloned().collect())
    } else {
        RowsNeeded::One
    })
}
