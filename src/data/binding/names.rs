//! People by their names: found by them where the author asks for it, and compared with the
//! roster where a table has ids and names.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::headings::NAME;
use super::super::mistake::{NamingMistake, NoteMistake};
use super::super::rows::Gathered;
use super::super::{DataRow, Person};
use super::{Binding, Bound, by_heading, place_of, position};
use crate::diagnostic::Diagnostic;
use crate::value::Place;

/// What was found by name, and which names disagree.
pub(super) struct Naming<'a> {
    /// The ids of everybody by name, without white space.
    ids: BTreeMap<String, Vec<&'a Arc<str>>>,
    matched: BTreeMap<String, Arc<str>>,
    rows: usize,
    tables: BTreeSet<String>,
    disagreeing: BTreeMap<String, Disagreeing>,
}

/// The rows of one table whose name is not that of their id.
struct Disagreeing {
    place: Place,
    people: BTreeSet<(String, String, String)>,
    rows: usize,
}

/// Names of one table that belong to nobody for certain.
#[derive(Default)]
struct Unclear {
    place: Option<Place>,
    unknown: BTreeSet<String>,
    shared: BTreeMap<String, Vec<String>>,
    rows: usize,
}

impl<'a> Naming<'a> {
    pub(super) fn new(people: &'a BTreeMap<Arc<str>, Person>) -> Self {
        let mut ids: BTreeMap<String, Vec<&Arc<str>>> = BTreeMap::new();
        for (id, person) in people {
            ids.entry(plain(&person.name)).or_default().push(id);
        }
        Self {
            ids,
            matched: BTreeMap::new(),
            rows: 0,
            tables: BTreeSet::new(),
            disagreeing: BTreeMap::new(),
        }
    }

    /// Compares the name of a row with that of the person its id stands for.
    pub(super) fn compare(
        &mut self,
        table: &str,
        row: &DataRow,
        column: usize,
        person: &Person,
        place: impl FnOnce() -> Place,
    ) {
        let written = row.cells.get(column).map_or("", AsRef::as_ref);
        if written.is_empty() || person.name.is_empty() || written == person.name {
            return;
        }
        if plain(written) == plain(&person.name) {
            return;
        }
        if !self.disagreeing.contains_key(table) {
            let first = Disagreeing {
                place: place(),
                people: BTreeSet::new(),
                rows: 0,
            };
            self.disagreeing.insert(table.to_owned(), first);
        }
        if let Some(found) = self.disagreeing.get_mut(table) {
            let names = (written.to_owned(), person.name.clone());
            found
                .people
                .insert((person.id.to_string(), names.0, names.1));
            found.rows += 1;
        }
    }

    /// Says what was found by name, and which names disagree.
    pub(super) fn finish(self, diagnostics: &mut Vec<Diagnostic>) {
        for found in self.disagreeing.into_values() {
            let mistake = NamingMistake::Disagrees {
                place: found.place,
                people: found.people.into_iter().collect(),
                rows: found.rows,
            };
            diagnostics.push(mistake.into());
        }
        if !self.matched.is_empty() {
            let people = self.matched.into_iter();
            let note = NoteMistake::ByName {
                rows: self.rows,
                people: people.map(|(name, id)| (name, id.to_string())).collect(),
                tables: self.tables.into_iter().collect(),
            };
            diagnostics.push(note.into());
        }
    }
}

impl Binding<'_> {
    /// Binds the rows of a table by a column of names, each of which the roster has just once.
    pub(super) fn bind_names(
        &mut self,
        table: &str,
        gathered: &mut Gathered,
        column: Option<usize>,
    ) -> Bound {
        let Some(column) = column else {
            return Bound::People;
        };
        if let Some(events) = &mut gathered.events {
            let alone = self.naming.ids.iter().filter(|(_, ids)| ids.len() == 1);
            let keys = alone.filter_map(|(_, ids)| {
                let id = *ids.first()?;
                let person = self.people.get(id)?;
                Some((person.name.as_str().into(), Arc::clone(id)))
            });
            events.person = Some(column);
            events.keys = Some(Arc::new(keys.collect()));
            return Bound::People;
        }
        let mut unclear = Unclear::default();
        let files = std::mem::take(&mut gathered.files);
        for (_, row) in &mut gathered.rows {
            let written = row.cells.get(column).cloned().unwrap_or_default();
            let name = plain(&written);
            let ids = self.naming.ids.get(&name);
            if let Some([id]) = ids.map(Vec::as_slice) {
                row.person = Some(Arc::clone(id));
                self.naming.matched.insert(name, Arc::clone(id));
                self.naming.tables.insert(table.to_owned());
                self.naming.rows += 1;
                continue;
            }
            let place = || place_of(&files, row, column);
            unclear.place.get_or_insert_with(place);
            unclear.rows += 1;
            match ids {
                Some(ids) => {
                    let ids = ids.iter().map(ToString::to_string).collect();
                    unclear.shared.insert(name, ids);
                }
                None => {
                    let blank = if name.is_empty() {
                        "（空）"
                    } else {
                        &written
                    };
                    unclear.unknown.insert(blank.to_owned());
                }
            }
        }
        gathered.files = files;
        if let (Some(place), false) = (unclear.place, self.people.is_empty()) {
            let mistake = NamingMistake::Unclear {
                place,
                unknown: unclear.unknown.into_iter().collect(),
                shared: unclear.shared.into_iter().collect(),
                rows: unclear.rows,
            };
            self.diagnostics.push(mistake.into());
        }
        Bound::People
    }
}

/// Returns the column of names, besides that of ids.
pub(super) fn column(gathered: &Gathered) -> Option<usize> {
    NAME.iter()
        .find_map(|name| position(gathered, name).or_else(|| by_heading(gathered, name)))
}

/// Takes white space out of a name, which people put between two signs to line them up.
fn plain(name: &str) -> String {
    let letters = name.chars().any(|c| c.is_ascii_alphabetic());
    if letters {
        return name.trim().to_lowercase();
    }
    name.chars().filter(|c| !c.is_whitespace()).collect()
}
