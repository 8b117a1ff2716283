//! One table of a new month: its headings and the rows that are known beforehand.

use std::sync::Arc;

use crate::assessment::{RowsNeeded, TableNeeded};
use crate::data::{Layout, Layouts, Ledger, Owned, OwnerColumn, OwnerKey, TableAt};
use crate::period::Period;

/// What a file begins with, so that Excel reads it as UTF-8.
const MARK: &str = "\u{feff}";
/// The heading of names beside ids.
const NAME: &str = "姓名";

/// A table as it is going to be.
#[derive(Debug, Clone)]
pub(super) struct Planned {
    /// Its name.
    pub(super) name: String,
    /// Where and how it is written.
    pub(super) layout: Layout,
    /// All headings, the owner's first.
    pub(super) headings: Vec<String>,
    /// The beginnings of rows that are known; the other cells are blank.
    pub(super) rows: Vec<Vec<String>>,
    /// Whether each row is known beforehand.
    pub(super) fixed: Fixed,
    /// Whether another month has the table.
    pub(super) known: bool,
}

/// Which rows are known beforehand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fixed {
    /// None: what happened is written down.
    None,
    /// One a person.
    People,
    /// One a team.
    Teams,
    /// One for all.
    One,
}

/// Lays out a table.
pub(super) fn planned(
    needed: &TableNeeded,
    layouts: &Layouts<'_>,
    ledger: &Ledger,
    month: Period,
) -> Planned {
    let owned = match &needed.rows {
        RowsNeeded::OfPeople | RowsNeeded::People(_) => Owned::People,
        RowsNeeded::OfTeams | RowsNeeded::Teams(_) => Owned::Teams,
        RowsNeeded::Nobodys | RowsNeeded::One => Owned::Nobodys,
    };
    let layout = layouts.of(&needed.name, &needed.columns, owned, month);
    let owner = layout.owner.as_ref();
    let (fixed, rows) = match (&needed.rows, owner) {
        (RowsNeeded::People(ids), Some(owner)) => (Fixed::People, people(ids, owner, ledger)),
        (RowsNeeded::Teams(ids), Some(_)) => (Fixed::Teams, teams(ids, ledger)),
        // Rows of nobody hold for everyone, so there is one.
        (RowsNeeded::People(_) | RowsNeeded::Teams(_) | RowsNeeded::One, _) => {
            (Fixed::One, vec![Vec::new()])
        }
        _ => (Fixed::None, Vec::new()),
    };
    let named = fixed == Fixed::People
        && owner.is_some_and(|o| o.by != OwnerKey::Name)
        && !layout.headings.iter().any(|h| h == NAME);
    let mut headings: Vec<String> = owner.iter().map(|o| o.heading.clone()).collect();
    headings.extend(named.then(|| NAME.to_owned()));
    headings.extend(layout.headings.iter().cloned());
    let known = 1 + usize::from(named);
    let rows = rows.into_iter().map(|mut row| {
        row.truncate(known);
        row
    });
    Planned {
        name: needed.name.to_string(),
        rows: rows.collect(),
        layout,
        headings,
        fixed,
        known: needed.known,
    }
}

/// Makes one of the tables that are read from the same file, with the headings of all.
pub(super) fn by_file(tables: impl Iterator<Item = Planned>) -> Vec<Planned> {
    let mut files: Vec<Planned> = Vec::new();
    for table in tables {
        let same = |other: &&mut Planned| {
            matches!(other.layout.at, TableAt::Month(_)) && other.layout.at == table.layout.at
        };
        let Some(first) = files.iter_mut().find(same) else {
            files.push(table);
            continue;
        };
        // Rows that are known begin with their own headings.
        let (mut whole, other) = match (first.fixed, table.fixed) {
            (Fixed::None, fixed) if fixed != Fixed::None => (table, &*first),
            _ => (first.clone(), &table),
        };
        whole.known |= other.known;
        for heading in &other.headings {
            if !whole.headings.contains(heading) {
                whole.headings.push(heading.clone());
            }
        }
        *first = whole;
    }
    files
}

/// Returns key and name of each person.
fn people(ids: &[Arc<str>], owner: &OwnerColumn, ledger: &Ledger) -> Vec<Vec<String>> {
    let row = |id: &Arc<str>| {
        let name = ledger.person(id).map_or("", |p| p.name.as_str());
        let key = match &owner.by {
            OwnerKey::Name => name,
            // A person without a key is left for the author to find.
            OwnerKey::Key(keys) => keys.get(id).map_or("", AsRef::as_ref),
            OwnerKey::Id | OwnerKey::Team => id,
        };
        vec![key.to_owned(), name.to_owned()]
    };
    ids.iter().map(row).collect()
}

/// Returns the name of each team, its id where another team has the same.
fn teams(ids: &[Arc<str>], ledger: &Ledger) -> Vec<Vec<String>> {
    let name = |id: &Arc<str>| {
        let name = ledger.teams.get(id).map_or(id.as_ref(), |t| &t.name);
        let same = ledger.teams.values().filter(|t| t.name == name).count();
        let is_id = ledger.teams.contains_key(name);
        let name = if same > 1 || is_id { id.as_ref() } else { name };
        vec![name.to_owned()]
    };
    ids.iter().map(name).collect()
}

impl Planned {
    /// Returns the file: CSV in UTF-8 with a mark, lines as Excel ends them.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut text = MARK.to_owned();
        let blank = String::new();
        for row in std::iter::once(&self.headings).chain(&self.rows) {
            let cells = (0..self.headings.len()).map(|at| quoted(row.get(at).unwrap_or(&blank)));
            text.push_str(&cells.collect::<Vec<_>>().join(","));
            text.push_str("\r\n");
        }
        text.into_bytes()
    }
}

fn quoted(cell: &str) -> String {
    if cell.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}
