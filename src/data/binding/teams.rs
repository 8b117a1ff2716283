//! Rows that belong to teams: a table without people in which each row names a team.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::headings;
use super::super::mistake::RosterMistake;
use super::super::rows::Gathered;
use super::{Binding, Bound, Miss, by_heading, place_of, position};

impl Binding<'_> {
    /// Binds the rows of a table without people by the team that each names, by id or name. Where
    /// no row names a team, the table belongs to everyone.
    pub(super) fn bind_teams(&mut self, gathered: &mut Gathered) -> Bound {
        let column = headings::TEAM
            .iter()
            .filter_map(|name| position(gathered, name).or_else(|| by_heading(gathered, name)))
            .find(|column| self.names_a_team(gathered, *column));
        let Some(column) = column else {
            return Bound::Nobody;
        };
        let mut unknown: BTreeMap<Arc<str>, Miss> = BTreeMap::new();
        let files = std::mem::take(&mut gathered.files);
        for (_, row) in &mut gathered.rows {
            let written = row.cells.get(column).cloned().unwrap_or_default();
            if let Some(team) = self.team(&written) {
                row.person = Some(team);
            } else if !written.is_empty() {
                let place = place_of(&files, row, column);
                unknown.entry(written).or_insert_with(|| (place, 0)).1 += 1;
            }
        }
        gathered.files = files;
        for (written, (place, cells)) in unknown {
            let known = self.teams.values();
            let mistake = RosterMistake::UnknownTeam {
                place,
                written: written.to_string(),
                cells,
                known: known
                    .flat_map(|t| [t.id.to_string(), t.name.clone()])
                    .collect(),
            };
            self.diagnostics.push(mistake.into());
        }
        Bound::Teams
    }

    fn names_a_team(&self, gathered: &Gathered, column: usize) -> bool {
        let cells = gathered.rows.iter();
        let mut cells = cells.filter_map(|(_, row)| row.cells.get(column));
        cells.any(|cell| self.team(cell).is_some())
    }

    /// Returns the id of a team by its id or by a name that only one team has.
    fn team(&self, written: &str) -> Option<Arc<str>> {
        if let Some((id, _)) = self.teams.get_key_value(written) {
            return Some(Arc::clone(id));
        }
        let mut named = self.teams.values().filter(|t| t.name == written);
        match (named.next(), named.next()) {
            (Some(team), None) => Some(Arc::clone(&team.id)),
            _ => None,
        }
    }
}
