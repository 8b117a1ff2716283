//! Rows meet people: whom each row belongs to, and who in the data is nobody of the roster.

mod names;
mod teams;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::headings::{self, ID, NAME};
use super::keys;
use super::mistake::{PersonMistake, SourceMistake};
use super::rows::{Gathered, unknown_heading};
use super::sources::{PersonSource, Sources, TableSource};
use super::{DataRow, Person, Team};
use crate::content::{Content, Table};
use crate::diagnostic::{Diagnostic, nearest};
use crate::form::Written;
use crate::value::Place;

/// How many strangers of one table are named one by one.
const MOST_NAMED: usize = 8;

/// To whom the rows of a table belong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    /// Nothing tells whose they are.
    Nobody,
    /// They are everybody's, as `sources.yml` says.
    Everybody,
    People,
    Teams,
}

/// Binds rows of all tables and remembers who was not found.
pub(super) struct Binding<'a> {
    content: &'a Content,
    sources: &'a Sources,
    people: &'a BTreeMap<Arc<str>, Person>,
    teams: &'a BTreeMap<Arc<str>, Team>,
    /// Ids of digits alone, by what is left without leading zeros.
    unpadded: BTreeMap<&'a str, Vec<&'a Arc<str>>>,
    /// Strangers by id: the first cell, rows, tables.
    strangers: BTreeMap<String, (Place, usize, Vec<String>)>,
    naming: names::Naming<'a>,
    diagnostics: Vec<Diagnostic>,
}

/// The first cell of something and how many rows have it.
type Miss = (Place, usize);

/// What one table's rows miss.
#[derive(Default)]
struct Misses {
    strangers: BTreeMap<Arc<str>, Miss>,
    keys: BTreeMap<Arc<str>, Miss>,
    sums: Vec<(Place, String)>,
    nobody: Option<Miss>,
}

impl<'a> Binding<'a> {
    pub(super) fn new(
        content: &'a Content,
        sources: &'a Sources,
        people: &'a BTreeMap<Arc<str>, Person>,
        teams: &'a BTreeMap<Arc<str>, Team>,
    ) -> Self {
        let mut unpadded: BTreeMap<&str, Vec<&Arc<str>>> = BTreeMap::new();
        for id in people.keys().filter(|id| is_digits(id)) {
            let bare = id.trim_start_matches('0');
            unpadded.entry(bare).or_default().push(id);
        }
        Self {
            content,
            sources,
            people,
            teams,
            unpadded,
            strangers: BTreeMap::new(),
            naming: names::Naming::new(people),
            diagnostics: Vec::new(),
        }
    }

    /// Binds the rows of one table; tells to whom they belong. `table` is its first file.
    pub(super) fn bind(
        &mut self,
        name: &str,
        table: &Table,
        source: Option<&TableSource>,
        gathered: &mut Gathered,
    ) -> Bound {
        let (column, lookup) = match source.map(|s| &s.person) {
            Some(PersonSource::Nobody) => return Bound::Everybody,
            Some(PersonSource::Name(written)) => {
                let found = self.column(table, gathered, written);
                return self.bind_names(name, gathered, found);
            }
            Some(PersonSource::Column(written)) => (self.column(table, gathered, written), None),
            Some(PersonSource::Through(through)) => {
                let lookup = keys::read(self.content, through, &mut self.diagnostics);
                (self.column(table, gathered, &through.column), Some(lookup))
            }
            Some(PersonSource::Usual) | None => (self.usual(table, gathered), None),
        };
        let Some(column) = column else {
            return self.bind_teams(gathered);
        };
        let lookup = match lookup {
            Some(None) => return Bound::People,
            Some(Some(lookup)) => Some(lookup),
            None => None,
        };
        if let Some(events) = &mut gathered.events {
            events.person = Some(column);
            events.keys = lookup.map(|lookup| Arc::new(lookup.ids));
            return Bound::People;
        }
        let mut misses = Misses::default();
        let called = lookup.is_none().then(|| names::column(gathered)).flatten();
        let files = std::mem::take(&mut gathered.files);
        for (_, row) in &mut gathered.rows {
            let place = |row: &DataRow| place_of(&files, row, column);
            let written = row.cells.get(column).cloned().unwrap_or_default();
            if written.is_empty() {
                match row.cells.iter().find(|c| is_sum(c)) {
                    Some(sum) => misses.sums.push((place(row), sum.to_string())),
                    None => misses.nobody.get_or_insert_with(|| (place(row), 0)).1 += 1,
                }
                continue;
            }
            let id = match &lookup {
                None => written,
                Some(lookup) => match lookup.ids.get(&written) {
                    Some(id) => Arc::clone(id),
                    None if is_sum(&written) => written,
                    None => {
                        let miss = misses.keys.entry(written);
                        miss.or_insert_with(|| (place(row), 0)).1 += 1;
                        continue;
                    }
                },
            };
            match self.people.get_key_value(&id) {
                // The roster's own string is shared by all rows.
                Some((id, person)) => {
                    row.person = Some(Arc::clone(id));
                    if let Some(called) = called {
                        let place = || place_of(&files, row, called);
                        self.naming.compare(name, row, called, person, place);
                    }
                }
                None if is_sum(&id) => misses.sums.push((place(row), id.to_string())),
                None => {
                    let miss = misses.strangers.entry(id);
                    miss.or_insert_with(|| (place(row), 0)).1 += 1;
                }
            }
        }
        gathered.files = files;
        let keys = lookup.map(|lookup| lookup.place);
        self.report_table(name, misses, keys);
        Bound::People
    }

    /// Returns all that was found wrong, strangers of several tables once each.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        let ids = || self.people.keys().map(AsRef::as_ref);
        for (written, (place, rows, tables)) in std::mem::take(&mut self.strangers) {
            let meant = nearest(&written, ids()).and_then(|id| self.people.get(id));
            let mistake = PersonMistake::Unknown {
                place,
                meant: meant.map(|p| (p.id.to_string(), p.name.clone())),
                written,
                rows,
                tables,
            };
            self.diagnostics.push(mistake.into());
        }
        self.naming.finish(&mut self.diagnostics);
        self.diagnostics
    }

    /// Finds a column by its name or its heading.
    fn column(
        &mut self,
        table: &Table,
        gathered: &Gathered,
        written: &Written<String>,
    ) -> Option<usize> {
        let found =
            position(gathered, &written.value).or_else(|| by_heading(gathered, &written.value));
        if found.is_none() {
            self.diagnostics
                .push(unknown_heading(table, &written.value, &written.place));
        }
        found
    }

    fn usual(&mut self, table: &Table, gathered: &Gathered) -> Option<usize> {
        let own = self.sources.person.iter().map(String::as_str);
        let found = own
            .chain(ID.iter().copied())
            .find_map(|name| position(gathered, name).or_else(|| by_heading(gathered, name)));
        if found.is_none()
            && let Some(index) = headings::find(table, NAME)
        {
            let place = table.heading_place(index);
            self.diagnostics
                .push(PersonMistake::NamesOnly(place).into());
        }
        found
    }

    fn report_table(&mut self, name: &str, misses: Misses, keys: Option<Place>) {
        for (place, written) in misses.sums.into_iter().take(1) {
            self.diagnostics
                .push(PersonMistake::SumRow { place, written }.into());
        }
        if let Some((place, rows)) = misses.nobody {
            self.diagnostics
                .push(PersonMistake::Nobody { place, rows }.into());
        }
        if let Some(through) = keys {
            self.report_keys(misses.keys, through);
        }
        // Without a roster everybody is a stranger; that has a message of its own.
        if self.people.is_empty() {
            return;
        }
        let (zeros, strangers): (BTreeMap<_, _>, BTreeMap<_, _>) = misses
            .strangers
            .into_iter()
            .partition(|(id, _)| self.without_zeros(id).is_some());
        self.report_zeros(zeros);
        if strangers.len() > MOST_NAMED {
            let rows = strangers.values().map(|s| s.1).sum();
            if let Some(place) = earliest(&strangers) {
                let ids = strangers.keys().map(ToString::to_string).collect();
                let mistake = PersonMistake::ManyUnknown { place, ids, rows };
                self.diagnostics.push(mistake.into());
            }
            return;
        }
        for (id, (place, rows)) in strangers {
            let known = self.strangers.entry(id.to_string());
            let (_, count, tables) = known.or_insert_with(|| (place, 0, Vec::new()));
            *count += rows;
            if !tables.iter().any(|t| t == name) {
                tables.push(name.to_owned());
            }
        }
    }

    fn report_keys(&mut self, keys: BTreeMap<Arc<str>, Miss>, through: Place) {
        if let Some(place) = earliest(&keys) {
            let mistake = SourceMistake::UnknownKeys {
                place,
                rows: keys.values().map(|k| k.1).sum(),
                keys: keys.keys().map(ToString::to_string).collect(),
                through,
            };
            self.diagnostics.push(mistake.into());
        }
    }

    fn report_zeros(&mut self, zeros: BTreeMap<Arc<str>, Miss>) {
        if let Some(place) = earliest(&zeros) {
            let ids = zeros.keys().filter_map(|written| {
                let meant = self.without_zeros(written)?;
                Some((written.to_string(), meant.to_string()))
            });
            let mistake = PersonMistake::LostZeros {
                place,
                ids: ids.collect(),
                rows: zeros.values().map(|z| z.1).sum(),
            };
            self.diagnostics.push(mistake.into());
        }
    }

    /// Returns the one id of the roster that this one is without its leading zeros.
    fn without_zeros(&self, written: &str) -> Option<&'a Arc<str>> {
        if !is_digits(written) {
            return None;
        }
        match self.unpadded.get(written.trim_start_matches('0'))?[..] {
            [only] if only.len() > written.len() => Some(only),
            _ => None,
        }
    }
}

/// Finds a table by its name: among people, then tables, then anywhere.
pub(super) fn find_table<'a>(content: &'a Content, name: &str) -> Option<&'a Table> {
    let mut named: Vec<&Table> = content
        .tables
        .iter()
        .filter(|t| t.name.as_ref() == name)
        .collect();
    named.sort_by_key(|t| (super::places::shelf_of(&t.path), &t.path));
    named.first().copied()
}

/// Says that a table is not there.
pub(super) fn unknown_table(content: &Content, written: &Written<String>) -> Diagnostic {
    let mut known: Vec<String> = content.tables.iter().map(|t| t.name.to_string()).collect();
    known.sort();
    known.dedup();
    SourceMistake::UnknownTable {
        place: written.place.clone(),
        written: written.value.clone(),
        known,
    }
    .into()
}

fn position(gathered: &Gathered, name: &str) -> Option<usize> {
    gathered.columns.iter().position(|c| c.as_ref() == name)
}

fn by_heading(gathered: &Gathered, heading: &str) -> Option<usize> {
    let file = gathered.files.first()?;
    file.headings
        .iter()
        .position(|(h, _)| h.as_ref() == heading)
}

fn place_of(files: &[super::RowsFile], row: &DataRow, column: usize) -> Place {
    super::cell_place(files, row, column)
}

fn earliest(misses: &BTreeMap<Arc<str>, Miss>) -> Option<Place> {
    misses.values().map(|m| &m.0).min().cloned()
}

fn is_digits(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit())
}

/// `合计` and its like, below the data.
fn is_sum(cell: &str) -> bool {
    const SUMS: &[&str] = &[
        "合计",
        "总计",
        "小计",
        "汇总",
        "共计",
        "total",
        "sum",
        "subtotal",
        "grand total",
    ];
    let cell = cell.trim_end_matches([':', '：']).to_lowercase();
    SUMS.contains(&cell.as_str())
}
