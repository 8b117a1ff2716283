//! `people/roster.csv` and `people/moves.csv` → people with their history.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::cell::{CellMistake, date_cell};
use super::headings::{self, GRADE, ID, JOINED, LEFT, NAME, POST, SINCE, TEAM};
use super::mistake::RosterMistake;
use super::sources::{RosterSource, Sources};
use super::teams::Teams;
use super::{Person, PersonState};
use crate::content::{Row, Table};
use crate::diagnostic::Diagnostic;
use crate::value::Place;

/// What a column of the roster or of the moves is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Role {
    Id,
    Name,
    Team,
    Joined,
    Left,
    Since,
    /// An attribute under its usual English name, `post` or `grade`, or under its heading.
    Attribute(Arc<str>),
}

/// Reads the roster; people by id.
pub(super) fn read(
    table: &Table,
    sources: &Sources,
    teams: &mut Teams,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<Arc<str>, Person> {
    let mut people: BTreeMap<Arc<str>, Person> = BTreeMap::new();
    let named = sources.roster.as_ref();
    let roles = roles(table, named, &[], diagnostics);
    let Some(id) = required(table, &roles, &Role::Id, ID, diagnostics) else {
        return people;
    };
    let Some(name) = required(table, &roles, &Role::Name, NAME, diagnostics) else {
        return people;
    };
    let mut reading = Reading::new(table, sources.blanks.as_deref());
    for row in &table.rows {
        let (Some(key), Some(called)) = (reading.needed(row, id), reading.needed(row, name)) else {
            continue;
        };
        if let Some(before) = people.get(&key) {
            let mistake = RosterMistake::SamePerson {
                id: key.to_string(),
                first: before.place.clone(),
                again: table.cell_place(row, id),
            };
            diagnostics.push(mistake.into());
            continue;
        }
        let mut person = Person {
            id: Arc::clone(&key),
            name: called.to_string(),
            joined: None,
            left: None,
            states: Vec::new(),
            place: table.cell_place(row, id),
        };
        let mut state = PersonState {
            from: None,
            team: "".into(),
            attributes: BTreeMap::new(),
            place: table.row_place(row),
        };
        for (index, role) in roles.iter().enumerate() {
            let Some(cell) = reading.cell(row, index) else {
                continue;
            };
            match role {
                Role::Joined => person.joined = reading.day(row, index, &cell),
                Role::Left => person.left = reading.day(row, index, &cell),
                _ => set(&mut state, teams, table, row, (index, role), cell),
            }
        }
        if let (Some(joined), Some(left)) = (person.joined, person.left)
            && left < joined
        {
            let place = column_of(&roles, &Role::Left).map(|i| table.cell_place(row, i));
            let place = place.unwrap_or_else(|| person.place.clone());
            diagnostics.push(RosterMistake::LeftBeforeJoined(place).into());
        }
        person.states.push(state);
        people.insert(key, person);
    }
    reading.report(diagnostics);
    people
}

/// Adds the moves to people's histories. Moves of one day work together; their order in the file
/// means nothing.
pub(super) fn add_moves(
    table: &Table,
    people: &mut BTreeMap<Arc<str>, Person>,
    teams: &mut Teams,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let roles = roles(table, None, SINCE, diagnostics);
    let Some(id) = required(table, &roles, &Role::Id, ID, diagnostics) else {
        return;
    };
    let Some(since) = required(table, &roles, &Role::Since, SINCE, diagnostics) else {
        return;
    };
    let mut reading = Reading::new(table, None);
    let mut unknown: BTreeMap<Arc<str>, Place> = BTreeMap::new();
    let mut moves: BTreeMap<(Arc<str>, Date), Vec<&Row>> = BTreeMap::new();
    for row in &table.rows {
        let (Some(key), Some(day)) = (reading.needed(row, id), reading.needed(row, since)) else {
            continue;
        };
        let Some(day) = reading.day(row, since, &day) else {
            continue;
        };
        if people.contains_key(&key) {
            moves.entry((key, day)).or_default().push(row);
        } else {
            unknown
                .entry(key)
                .or_insert_with(|| table.cell_place(row, id));
        }
    }
    for ((key, day), rows) in moves {
        let Some(person) = people.get_mut(&key) else {
            continue;
        };
        disagreements(table, &roles, &rows, diagnostics);
        let Some(mut state) = person.states.last().cloned() else {
            continue;
        };
        state.from = Some(day);
        for row in rows {
            state.place = table.row_place(row);
            for (index, role) in roles.iter().enumerate() {
                let Some(cell) = row.cells.get(index).filter(|c| !c.is_empty()) else {
                    continue;
                };
                if headings::is_blank(cell, None) {
                    clear(&mut state, table, index, role);
                } else if *role == Role::Left {
                    person.left = reading.day(row, index, cell);
                } else {
                    let cell = Arc::clone(cell);
                    set(&mut state, teams, table, row, (index, role), cell);
                }
            }
        }
        person.states.push(state);
    }
    let known: Vec<String> = people.keys().map(ToString::to_string).collect();
    for (written, place) in unknown {
        let mistake = RosterMistake::UnknownMover {
            place,
            written: written.to_string(),
            known: known.clone(),
        };
        diagnostics.push(mistake.into());
    }
    reading.report(diagnostics);
}

/// Tells what each column is: by what the author says, else by its heading.
fn roles(
    table: &Table,
    named: Option<&RosterSource>,
    since: &[&str],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Role> {
    let mut roles: Vec<Option<Role>> = vec![None; table.headings.len()];
    let mut take = |role: Role, index: Option<usize>| {
        if let Some(slot) = index.and_then(|i| roles.get_mut(i)) {
            slot.get_or_insert(role);
        }
    };
    let columns = named.map(|n| &n.columns);
    for (name, heading) in columns.into_iter().flatten() {
        let index = headings::position(table, &heading.value);
        if index.is_none() {
            let mistake = super::mistake::SourceMistake::UnknownHeading {
                place: heading.place.clone(),
                written: heading.value.clone(),
                header: table.header_place(),
                known: headings::texts(table),
            };
            diagnostics.push(mistake.into());
        }
        take(role_of(name), index);
    }
    for (role, names) in [
        (Role::Id, ID),
        (Role::Name, NAME),
        (Role::Team, TEAM),
        (Role::Joined, JOINED),
        (Role::Left, LEFT),
        (Role::Since, since),
        (Role::Attribute("post".into()), POST),
        (Role::Attribute("grade".into()), GRADE),
    ] {
        let said = columns.is_some_and(|c| c.keys().any(|name| role_of(name) == role));
        if !said {
            take(role, headings::find(table, names));
        }
    }
    roles
        .into_iter()
        .zip(&table.headings)
        .map(|(role, heading)| role.unwrap_or_else(|| Role::Attribute(Arc::clone(&heading.text))))
        .collect()
}

fn role_of(name: &str) -> Role {
    for (role, names) in [
        (Role::Id, ID),
        (Role::Name, NAME),
        (Role::Team, TEAM),
        (Role::Joined, JOINED),
        (Role::Left, LEFT),
        (Role::Attribute("post".into()), POST),
        (Role::Attribute("grade".into()), GRADE),
    ] {
        if names.contains(&name) {
            return role;
        }
    }
    Role::Attribute(name.into())
}

fn required(
    table: &Table,
    roles: &[Role],
    role: &Role,
    names: &[&'static str],
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<usize> {
    let found = column_of(roles, role);
    if found.is_none() {
        let mistake = RosterMistake::NoColumn {
            place: table.header_place(),
            headings: names.to_vec(),
            known: headings::texts(table),
        };
        diagnostics.push(mistake.into());
    }
    found
}

fn column_of(roles: &[Role], role: &Role) -> Option<usize> {
    roles.iter().position(|r| r == role)
}

/// Puts a cell into a state. An attribute goes by its usual name and by its heading.
fn set(
    state: &mut PersonState,
    teams: &mut Teams,
    table: &Table,
    row: &Row,
    (index, role): (usize, &Role),
    cell: Arc<str>,
) {
    match role {
        Role::Team => state.team = teams.resolve(cell, || table.cell_place(row, index)),
        Role::Attribute(name) => {
            for name in [Some(name), table.headings.get(index).map(|h| &h.text)]
                .into_iter()
                .flatten()
            {
                state.attributes.insert(Arc::clone(name), cell.to_string());
            }
        }
        Role::Id | Role::Name | Role::Joined | Role::Left | Role::Since => {}
    }
}

fn clear(state: &mut PersonState, table: &Table, index: usize, role: &Role) {
    match role {
        Role::Team => state.team = "".into(),
        Role::Attribute(name) => {
            state.attributes.remove(name);
            if let Some(heading) = table.headings.get(index) {
                state.attributes.remove(&heading.text);
            }
        }
        Role::Id | Role::Name | Role::Joined | Role::Left | Role::Since => {}
    }
}

fn disagreements(table: &Table, roles: &[Role], rows: &[&Row], diagnostics: &mut Vec<Diagnostic>) {
    for index in 0..roles.len() {
        let filled = |row: &&&Row| row.cells.get(index).is_some_and(|c| !c.is_empty());
        let mut rows = rows.iter().filter(filled);
        let Some(first) = rows.next() else { continue };
        let other = rows.find(|row| row.cells.get(index) != first.cells.get(index));
        if let (Some(second), Some(heading)) = (other, table.headings.get(index)) {
            let mistake = RosterMistake::MovesDisagree {
                heading: heading.text.to_string(),
                first: table.cell_place(first, index),
                second: table.cell_place(second, index),
            };
            diagnostics.push(mistake.into());
        }
    }
}

/// Reads cells of one table and gathers what is wrong with them, by column.
struct Reading<'a> {
    table: &'a Table,
    blanks: Option<&'a [String]>,
    blank: BTreeMap<usize, (Place, usize)>,
    no_day: BTreeMap<(usize, CellMistake), (Place, String, usize)>,
}

impl<'a> Reading<'a> {
    fn new(table: &'a Table, blanks: Option<&'a [String]>) -> Self {
        Self {
            table,
            blanks,
            blank: BTreeMap::new(),
            no_day: BTreeMap::new(),
        }
    }

    /// Returns a cell that is not blank.
    fn cell(&self, row: &Row, index: usize) -> Option<Arc<str>> {
        let cell = row.cells.get(index)?;
        (!headings::is_blank(cell, self.blanks)).then(|| Arc::clone(cell))
    }

    /// Returns a cell that must not be blank.
    fn needed(&mut self, row: &Row, index: usize) -> Option<Arc<str>> {
        let cell = self.cell(row, index);
        if cell.is_none() {
            let place = || (self.table.cell_place(row, index), 0);
            self.blank.entry(index).or_insert_with(place).1 += 1;
        }
        cell
    }

    fn day(&mut self, row: &Row, index: usize, cell: &str) -> Option<Date> {
        match date_cell(cell) {
            Ok(moment) => Some(moment.date()),
            Err(mistake) => {
                let place = || (self.table.cell_place(row, index), cell.to_owned(), 0);
                self.no_day.entry((index, mistake)).or_insert_with(place).2 += 1;
                None
            }
        }
    }

    fn report(self, diagnostics: &mut Vec<Diagnostic>) {
        for (index, (place, rows)) in self.blank {
            let heading = self.table.headings.get(index);
            let mistake = RosterMistake::BlankCell {
                place,
                heading: heading.map_or_else(String::new, |h| h.text.to_string()),
                rows,
            };
            diagnostics.push(mistake.into());
        }
        for ((_, mistake), (place, written, cells)) in self.no_day {
            let mistake = RosterMistake::NoDay {
                place,
                written,
                mistake,
                cells,
            };
            diagnostics.push(mistake.into());
        }
    }
}
