//! `people/teams.csv` → teams; without it, the teams that the roster names.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Team;
use super::headings::{self, HEAD, PARENT, TEAM_ID, TEAM_NAME};
use super::mistake::RosterMistake;
use crate::content::Table;
use crate::diagnostic::Diagnostic;
use crate::value::Place;

/// The teams as far as they are known.
#[derive(Debug, Default)]
pub(super) struct Teams {
    pub(super) teams: BTreeMap<Arc<str>, Team>,
    /// Whether teams.csv lists them: then every other name is a mistake.
    pub(super) listed: bool,
    /// Cells that name heads, with the ids.
    pub(super) heads: Vec<(Place, Arc<str>)>,
    /// Cells that name teams nobody knows, by name: the first and their number.
    unknown: BTreeMap<String, (Place, usize)>,
}

/// Reads teams.csv, where there is one.
pub(super) fn read(table: Option<&Table>, diagnostics: &mut Vec<Diagnostic>) -> Teams {
    let mut teams = Teams::default();
    let Some(table) = table else { return teams };
    teams.listed = true;
    let Some(id) = headings::find(table, TEAM_ID) else {
        let mistake = RosterMistake::NoColumn {
            place: table.header_place(),
            headings: TEAM_ID.to_vec(),
            known: headings::texts(table),
        };
        diagnostics.push(mistake.into());
        teams.listed = false;
        return teams;
    };
    let name = headings::find(table, TEAM_NAME);
    let parent = headings::find(table, PARENT);
    let head = headings::find(table, HEAD);
    let mut first: BTreeMap<Arc<str>, Place> = BTreeMap::new();
    let mut parents: Vec<(Arc<str>, Place)> = Vec::new();
    for row in &table.rows {
        let cell = |index: Option<usize>| {
            let cell = index.and_then(|i| row.cells.get(i));
            cell.filter(|c| !headings::is_blank(c, None))
                .map(Arc::clone)
        };
        let Some(key) = cell(Some(id)) else { continue };
        let place = table.cell_place(row, id);
        if let Some(before) = first.get(&key) {
            let mistake = RosterMistake::SameTeam {
                id: key.to_string(),
                first: before.clone(),
                again: place,
            };
            diagnostics.push(mistake.into());
            continue;
        }
        first.insert(Arc::clone(&key), place);
        if let (Some(_), Some(column)) = (cell(parent), parent) {
            parents.push((Arc::clone(&key), table.cell_place(row, column)));
        }
        let leader = cell(head);
        if let (Some(leader), Some(column)) = (&leader, head) {
            let place = table.cell_place(row, column);
            teams.heads.push((place, Arc::clone(leader)));
        }
        let team = Team {
            id: Arc::clone(&key),
            name: cell(name).map_or_else(|| key.to_string(), |n| n.to_string()),
            parent: cell(parent).unwrap_or_else(|| "".into()),
            head: leader,
        };
        teams.teams.insert(key, team);
    }
    for (key, place) in parents {
        let above = teams.teams.get(&key).map(|t| Arc::clone(&t.parent));
        let above = teams.resolve(above.unwrap_or_default(), || place.clone());
        if let Some(team) = teams.teams.get_mut(&key) {
            team.parent = above;
        }
        if is_circle(&teams.teams, &key) {
            diagnostics.push(RosterMistake::TeamCircle(place).into());
            if let Some(team) = teams.teams.get_mut(&key) {
                team.parent = "".into();
            }
        }
    }
    teams
}

fn is_circle(teams: &BTreeMap<Arc<str>, Team>, start: &Arc<str>) -> bool {
    let mut at = teams.get(start);
    for _ in 0..=teams.len() {
        match at {
            None => return false,
            Some(team) => at = teams.get(&team.parent),
        }
    }
    true
}

impl Teams {
    /// Returns the id of a team that a cell names by id or by a name that only one team has;
    /// remembers a name that nobody knows, and then returns no team.
    pub(super) fn resolve(&mut self, written: Arc<str>, place: impl Fn() -> Place) -> Arc<str> {
        if written.is_empty() || self.teams.contains_key(&written) {
            return written;
        }
        let mut named = self.teams.values().filter(|t| t.name == *written);
        if let (Some(team), None) = (named.next(), named.next()) {
            return Arc::clone(&team.id);
        }
        if !self.listed {
            let team = Team {
                id: Arc::clone(&written),
                name: written.to_string(),
                parent: "".into(),
                head: None,
            };
            self.teams.insert(Arc::clone(&written), team);
            return written;
        }
        let entry = self.unknown.entry(written.to_string());
        entry.or_insert_with(|| (place(), 0)).1 += 1;
        "".into()
    }

    /// Reports the names that nobody knows.
    pub(super) fn report(&self, diagnostics: &mut Vec<Diagnostic>) {
        for (written, (place, cells)) in &self.unknown {
            let known = self.teams.values();
            let mistake = RosterMistake::UnknownTeam {
                place: place.clone(),
                written: written.clone(),
                cells: *cells,
                known: known
                    .flat_map(|t| [t.id.to_string(), t.name.clone()])
                    .collect(),
            };
            diagnostics.push(mistake.into());
        }
    }
}
