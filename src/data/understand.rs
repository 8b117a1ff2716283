//! All tables and data documents → the ledger: people first, then months, then rows.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::binding::{Binding, find_table, unknown_table};
use super::homes::{bring_home, put};
use super::mistake::{PlaceMistake, RosterMistake};
use super::places::{self, Shelf, shelf_of};
use super::rows::{Blanks, gather, whole};
use super::sources::{Sources, TableSource, TableSources};
use super::teams::{self, Teams};
use super::{
    ColumnDeclaration, Declared, Ledger, Month, Person, Team, appeals, archived, confirmations,
    days, interviews, listed, months, roster, shares, sources,
};
use crate::content::{Content, Table};
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::Written;
use crate::period::Period;

/// Reads what the files of a site mean as data: the ledger as far as it can be made, and all that
/// is wrong. Where there is an error among the diagnostics, the ledger is not to be published.
pub fn understand(content: &Content) -> (Ledger, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    places::check(content, &mut diagnostics);
    let sources = sources::read(content, &mut diagnostics);
    let calendar = days::read(content, &mut diagnostics);
    let mut teams = teams::read(in_people(content, &["teams", "团队"]), &mut diagnostics);
    let people = people(content, &sources, &mut teams, &mut diagnostics);
    let mut months = months::read(content, &people, &mut diagnostics);
    appeals::read(content, &people, &mut months, &mut diagnostics);
    confirmations::read(content, &people, &mut months, &mut diagnostics);
    interviews::read(content, &people, &mut months, &mut diagnostics);
    let known = (&sources, &people, &teams.teams);
    tables(content, known, &mut months, &mut diagnostics);
    let ledger = Ledger {
        people: people.into_values().collect(),
        teams: teams.teams,
        calendar,
        months,
        declared: declared(&sources),
        archived: archived::read(content, &mut diagnostics),
    };
    (ledger, diagnostics)
}

/// Returns the table of `people/` that goes by one of some names.
fn in_people<'a>(content: &'a Content, names: &[&str]) -> Option<&'a Table> {
    let mut tables = content.tables.iter();
    tables.find(|t| shelf_of(&t.path) == Shelf::People && names.contains(&t.name.as_ref()))
}

fn people(
    content: &Content,
    sources: &Sources,
    teams: &mut Teams,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<Arc<str>, Person> {
    let table = match &sources.roster {
        Some(roster) => {
            let table = find_table(content, &roster.table.value);
            if table.is_none() {
                diagnostics.push(unknown_table(content, &roster.table));
            }
            table
        }
        None => {
            let table = in_people(content, &["roster", "花名册"]);
            if table.is_none() && !content.is_broken_below("content/people/") {
                diagnostics.push(RosterMistake::NoRoster.into());
            }
            table
        }
    };
    let mut people = match table {
        Some(table) => roster::read(table, sources, teams, diagnostics),
        None => BTreeMap::new(),
    };
    if let (Some(table), false) = (in_people(content, &["moves", "异动"]), people.is_empty()) {
        roster::add_moves(table, &mut people, teams, diagnostics);
    }
    teams.report(diagnostics);
    if !people.is_empty() {
        for (place, id) in &teams.heads {
            if !people.contains_key(id) {
                let mistake = RosterMistake::UnknownHead {
                    place: place.clone(),
                    written: id.to_string(),
                    known: people.keys().map(ToString::to_string).collect(),
                };
                diagnostics.push(mistake.into());
            }
        }
    }
    people
}

type ById<T> = BTreeMap<Arc<str>, T>;

/// Puts every table into the months that it concerns.
fn tables(
    content: &Content,
    (sources, people, teams): (&Sources, &ById<Person>, &ById<Team>),
    months: &mut BTreeMap<Period, Month>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let listed = listed::read(content, diagnostics);
    let mut by_name: BTreeMap<Arc<str>, BTreeMap<Shelf, Vec<&Table>>> = BTreeMap::new();
    for table in content.tables.iter().chain(&listed) {
        let shelf = shelf_of(&table.path);
        // Answers of people are no data.
        let passed = matches!(shelf, Shelf::People | Shelf::Elsewhere);
        if passed || confirmations::is_answers(table) || interviews::is_interviews(table) {
            continue;
        }
        for name in names_of(table, sources) {
            let shelves = by_name.entry(name).or_default();
            shelves.entry(shelf).or_default().push(table);
        }
    }
    report_unused(content, sources, &by_name, diagnostics);
    let mut binding = Binding::new(content, sources, people, teams);
    let mut blanks = Blanks::default();
    for (name, shelves) in by_name {
        let versions = sources.tables.get(&name);
        let first = versions.map(|v| v.of(None));
        report_twice(&name, &shelves, first, diagnostics);
        let mut strays = Vec::new();
        for (shelf, tables) in shelves {
            let Some(first) = tables.first() else {
                continue;
            };
            let source = versions.map(|v| match shelf {
                Shelf::Month(period) => v.of(Some(period)),
                _ => v.of(None),
            });
            let told = (&mut blanks, &mut *diagnostics);
            let Some(mut rows) = gather(&tables, shelf, sources, source, told) else {
                continue;
            };
            shares::split(&mut rows, first, source, diagnostics);
            let bound = binding.bind(&name, first, source, &mut rows);
            strays.extend(put(&name, shelf, rows, bound, months));
        }
        bring_home(&name, strays, versions, months, diagnostics);
    }
    diagnostics.extend(binding.finish());
    diagnostics.extend(blanks.note());
}

/// The names under which a table is read: those of `sources.yml` whose files it is among, else
/// its own.
pub(super) fn names_of(table: &Table, sources: &Sources) -> Vec<Arc<str>> {
    let named: Vec<Arc<str>> = sources
        .tables
        .iter()
        .filter(|(_, source)| {
            let mut files = source.of(None).files.iter();
            files.any(|f| table.goes_by(&f.value))
        })
        .map(|(name, _)| Arc::clone(name))
        .collect();
    if named.is_empty() {
        vec![Arc::clone(&table.name)]
    } else {
        named
    }
}

/// Reports tables of `sources.yml` that no file answers to; a warning, since they may come later.
fn report_unused(
    content: &Content,
    sources: &Sources,
    found: &BTreeMap<Arc<str>, BTreeMap<Shelf, Vec<&Table>>>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (name, source) in &sources.tables {
        if found.is_empty() || found.contains_key(name) {
            continue;
        }
        let source = source.of(None);
        let written = match source.files.first() {
            Some(file) => file.clone(),
            None => Written::new(name.to_string(), &source.place),
        };
        let mut diagnostic = unknown_table(content, &written);
        diagnostic.severity = Severity::Warning;
        diagnostics.push(diagnostic);
    }
}

/// Reports tables of one name that nobody says belong together.
fn report_twice(
    name: &Arc<str>,
    shelves: &BTreeMap<Shelf, Vec<&Table>>,
    source: Option<&TableSource>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let together = source.is_some_and(|s| !s.files.is_empty())
        || shelves.values().flatten().all(|t| t.events.is_some());
    let mut report = |tables: Vec<&Table>| {
        let mistake = PlaceMistake::TableTwice {
            name: name.to_string(),
            places: tables.into_iter().map(whole).collect(),
        };
        diagnostics.push(mistake.into());
    };
    for tables in shelves.values().filter(|t| t.len() > 1 && !together) {
        report(tables.clone());
    }
    if let Some(general) = shelves.get(&Shelf::Tables).and_then(|t| t.first()) {
        let mut others = shelves.iter().filter(|(shelf, _)| **shelf != Shelf::Tables);
        if let Some(monthly) = others.find_map(|(_, t)| t.first()) {
            report(vec![*general, *monthly]);
        }
    }
}

fn declared(sources: &Sources) -> BTreeMap<Arc<str>, Declared> {
    let columns = |source: &TableSource| {
        let columns = source.columns.iter().map(|column| {
            let declaration = ColumnDeclaration {
                kind: column.kind,
                factor: column.factor.clone(),
                unit: column.unit.clone(),
                heading: Some(column.from.value.as_str().into()),
            };
            (Arc::clone(&column.name), declaration)
        });
        columns.collect()
    };
    let versions = |source: &TableSources| Declared {
        versions: source.all().map(|(from, s)| (from, columns(s))).collect(),
    };
    sources
        .tables
        .iter()
        .map(|(name, source)| (Arc::clone(name), versions(source)))
        .collect()
}
