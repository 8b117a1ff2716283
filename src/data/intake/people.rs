//! Whose rows a file has: by ids, by other keys that the roster has too, or by names.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::headings::{self, ID, NAME};
use super::super::places::{Shelf, shelf_of};
use super::super::sources::{PersonSource, Sources, TableSource};
use super::super::{binding, keys as tables_of_keys};
use super::addition::PersonAdded;
use super::usual;
use crate::content::{Content, Table};

/// A roster, as its file has it.
#[derive(Debug)]
pub(super) struct Roster {
    table: Table,
    name: String,
    id: usize,
    called: usize,
}

/// Which people were matched.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matched {
    /// The heading.
    pub heading: String,
    /// The people, by id.
    pub people: BTreeSet<Arc<str>>,
    /// How many rows are theirs.
    pub rows: usize,
    /// What stands for somebody who is not known, with the number of rows.
    pub unknown: BTreeMap<Arc<str>, usize>,
    /// How many rows name nobody.
    pub nobody: usize,
}

/// Ids by what stands for them; `None` where there is no roster to tell.
pub(super) type Keys = Option<BTreeMap<Arc<str>, Arc<str>>>;

/// How many of the keys of a column have to be known for it to be people's: four fifths.
const KNOWN: (usize, usize) = (4, 5);

/// Returns the site's roster.
pub(super) fn roster_of(content: &Content, sources: &Sources) -> Option<Roster> {
    if let Some(declared) = &sources.roster {
        let table = binding::find_table(content, &declared.table.value)?;
        let named = |names: &[&str]| {
            let mut columns = declared.columns.iter();
            let found = columns.find(|(name, _)| names.contains(&name.as_str()));
            found.and_then(|(_, heading)| headings::position(table, &heading.value))
        };
        return Some(Roster {
            id: named(&["id", "工号"]).or_else(|| usual(table, sources, ID))?,
            called: named(&["name", "姓名"]).or_else(|| usual(table, sources, NAME))?,
            name: declared.table.value.clone(),
            table: table.clone(),
        });
    }
    let people = |t: &&Table| shelf_of(&t.path) == Shelf::People;
    let named = |t: &&Table| ["roster", "花名册"].contains(&t.name.as_ref());
    let table = content.tables.iter().filter(people).find(named)?;
    roster(table, &table.name, sources)
}

/// Takes a table as a roster that goes by a name.
pub(super) fn roster(table: &Table, name: &str, sources: &Sources) -> Option<Roster> {
    Some(Roster {
        id: usual(table, sources, ID)?,
        called: usual(table, sources, NAME)?,
        name: name.to_owned(),
        table: table.clone(),
    })
}

/// Tells whether a table has ids that stand once each, and names.
pub(super) fn is_roster(table: &Table, sources: &Sources) -> bool {
    let (Some(id), Some(_)) = (usual(table, sources, ID), usual(table, sources, NAME)) else {
        return false;
    };
    let cells = column(table, id);
    let once: BTreeSet<&Arc<str>> = cells.iter().collect();
    !cells.is_empty() && once.len() == cells.len() && cells.len() == table.rows.len()
}

fn column(table: &Table, index: usize) -> Vec<Arc<str>> {
    let cells = table.rows.iter().filter_map(|row| row.cells.get(index));
    let filled = cells.filter(|cell| !headings::is_blank(cell, None));
    filled.cloned().collect()
}

/// Returns the column by which rows are bound to people, by what is declared or to be added.
pub(super) fn owner_column(
    table: &Table,
    source: Option<&TableSource>,
    added: Option<&PersonAdded>,
    sources: &Sources,
) -> Option<usize> {
    if let Some(added) = added {
        return headings::position(table, added.column());
    }
    let written = match source.map(|s| &s.person) {
        Some(PersonSource::Nobody) => return None,
        Some(PersonSource::Column(written) | PersonSource::Name(written)) => written,
        Some(PersonSource::Through(through)) => &through.column,
        Some(PersonSource::Usual) | None => return usual(table, sources, ID),
    };
    headings::position(table, super::columns::heading_of(source, &written.value))
}

/// Tells whether somebody of the roster is found in a column of ids, without their zeros too;
/// without a roster that cannot be told.
pub(super) fn names_people(table: &Table, index: usize, roster: Option<&Roster>) -> bool {
    let Some(roster) = roster else {
        return true;
    };
    let bare = |cell: &Arc<str>| cell.trim_start_matches('0').to_owned();
    let ids = column(&roster.table, roster.id);
    let ids: BTreeSet<String> = ids.iter().map(bare).collect();
    let cells = column(table, index);
    cells.is_empty() || cells.iter().any(|cell| ids.contains(&bare(cell)))
}

/// Returns the columns that may tell whose rows they are, the likeliest kind alone: ids, else other
/// keys of the roster, else names.
pub(super) fn propose(
    table: &Table,
    roster: Option<&Roster>,
    used: &BTreeSet<&str>,
) -> Vec<PersonAdded> {
    let Some(roster) = roster else {
        return Vec::new();
    };
    let heading = |table: &Table, index: usize| {
        let heading = table.headings.get(index);
        heading.map_or(String::new(), |h| h.text.to_string())
    };
    let columns: Vec<(usize, BTreeSet<Arc<str>>)> = (0..table.headings.len())
        .filter(|index| !used.contains(heading(table, *index).as_str()))
        .map(|index| (index, column(table, index).into_iter().collect()))
        .collect();
    let known_in = |of: usize| {
        let cells = column(&roster.table, of);
        let known: BTreeSet<Arc<str>> = cells.iter().cloned().collect();
        // What stands twice in the roster is nobody's key.
        let is_key = known.len() == cells.len();
        let fits = |(index, cells): &(usize, BTreeSet<Arc<str>>)| {
            let found = cells.intersection(&known).count();
            let fits = found > 0 && found * KNOWN.1 >= cells.len() * KNOWN.0;
            (is_key && fits).then_some(*index)
        };
        columns.iter().filter_map(fits).collect::<Vec<usize>>()
    };
    let ids = known_in(roster.id);
    if !ids.is_empty() {
        let ids = ids
            .into_iter()
            .map(|index| PersonAdded::Id(heading(table, index)));
        return ids.collect();
    }
    let others =
        (0..roster.table.headings.len()).filter(|of| ![roster.id, roster.called].contains(of));
    let keys: Vec<PersonAdded> = others
        .flat_map(|of| known_in(of).into_iter().map(move |index| (of, index)))
        .map(|(of, index)| PersonAdded::Key {
            column: heading(table, index),
            table: roster.name.clone(),
            key: heading(&roster.table, of),
            id: heading(&roster.table, roster.id),
        })
        .collect();
    // Under the same heading it is the same key.
    let same =
        |p: &&PersonAdded| matches!(p, PersonAdded::Key { column, key, .. } if column == key);
    let alike: Vec<PersonAdded> = keys.iter().filter(same).cloned().collect();
    if !alike.is_empty() {
        return alike;
    }
    if !keys.is_empty() {
        return keys;
    }
    let names = known_in(roster.called);
    let names = names
        .into_iter()
        .map(|index| PersonAdded::Name(heading(table, index)));
    names.collect()
}

/// Returns the ids by what stands for them in the column of owners.
pub(super) fn keys(
    content: &Content,
    source: Option<&TableSource>,
    added: Option<&PersonAdded>,
    roster: Option<&Roster>,
) -> Keys {
    let roster = roster?;
    let by = |index: usize| {
        let rows = roster.table.rows.iter();
        let pairs = rows.filter_map(|row| {
            let key = row.cells.get(index)?;
            let id = row.cells.get(roster.id)?;
            (!key.is_empty()).then(|| (Arc::clone(key), Arc::clone(id)))
        });
        pairs.collect::<BTreeMap<_, _>>()
    };
    match (added, source.map(|s| &s.person)) {
        (Some(PersonAdded::Name(_)), _) | (None, Some(PersonSource::Name(_))) => {
            Some(by(roster.called))
        }
        (Some(PersonAdded::Key { key, .. }), _) => {
            Some(by(headings::position(&roster.table, key)?))
        }
        (None, Some(PersonSource::Through(through))) => {
            if through.table.value == roster.name {
                return Some(by(headings::position(&roster.table, &through.key.value)?));
            }
            let lookup = tables_of_keys::read(content, through, &mut Vec::new())?;
            Some(lookup.ids)
        }
        _ => Some(by(roster.id)),
    }
}

/// Matches the rows of a table with people.
pub(super) fn matched(table: &Table, index: usize, keys: &Keys) -> Matched {
    let heading = table.headings.get(index);
    let mut matched = Matched {
        heading: heading.map_or(String::new(), |h| h.text.to_string()),
        ..Matched::default()
    };
    for row in &table.rows {
        let Some(cell) = row
            .cells
            .get(index)
            .filter(|c| !headings::is_blank(c, None))
        else {
            matched.nobody += 1;
            continue;
        };
        match keys.as_ref().and_then(|keys| keys.get(cell)) {
            Some(id) => {
                matched.rows += 1;
                matched.people.insert(Arc::clone(id));
            }
            None => *matched.unknown.entry(Arc::clone(cell)).or_default() += 1,
        }
    }
    matched
}
