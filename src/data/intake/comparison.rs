//! A file beside the one it replaces: rows added, gone and changed, and what numbers add up to.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::headings;
use super::Addition;
use super::seen::{self, Written};
use crate::content::{Row, Table};
use crate::data::number_cell;
use crate::number::{Number, sum};

/// What differs between two files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The headings by which rows are told apart; none where it is their whole content.
    pub key: Vec<String>,
    /// How many rows are the same.
    pub same: usize,
    /// The rows that are new, by number and content.
    pub added: Vec<(u32, String)>,
    /// The rows that are gone, by number and content.
    pub gone: Vec<(u32, String)>,
    /// The cells that have changed.
    pub changed: Vec<Changed>,
    /// Headings that only one of the two has: new ones, then those that are gone.
    pub headings: (Vec<String>, Vec<String>),
    /// What each column of numbers adds up to.
    pub totals: Vec<TotalOf>,
}

/// A cell that has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The row in the new file.
    pub row: u32,
    /// What tells the row apart.
    pub key: String,
    /// The heading.
    pub heading: String,
    /// The cell as it was.
    pub before: String,
    /// The cell as it is.
    pub after: String,
}

/// What a column adds up to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TotalOf {
    /// The heading.
    pub heading: String,
    /// Before.
    pub before: Number,
    /// After.
    pub after: Number,
}

impl Comparison {
    /// Tells whether nothing differs.
    pub fn is_same(&self) -> bool {
        self.added.is_empty()
            && self.gone.is_empty()
            && self.changed.is_empty()
            && self.headings.0.is_empty()
            && self.headings.1.is_empty()
    }

    /// Returns in how many rows something has changed.
    pub fn rows_changed(&self) -> usize {
        let rows: BTreeSet<u32> = self.changed.iter().map(|c| c.row).collect();
        rows.len()
    }
}

/// Compares two files of a table. Rows that are not wholly alike are held against each other by
/// the headings of `key`, which both have to have.
pub fn compare(old: &Table, new: &Table, key: &[String]) -> Comparison {
    let texts = |t: &Table| {
        t.headings
            .iter()
            .map(|h| h.text.to_string())
            .collect::<Vec<_>>()
    };
    let (olds, news) = (texts(old), texts(new));
    let only = |some: &[String], others: &[String]| {
        let lone = some.iter().filter(|h| !others.contains(h));
        lone.cloned().collect::<Vec<String>>()
    };
    let usable = !key.is_empty() && key.iter().all(|h| olds.contains(h) && news.contains(h));
    let mut found = Comparison {
        key: if usable { key.to_vec() } else { Vec::new() },
        headings: (only(&news, &olds), only(&olds, &news)),
        totals: totals(old, new),
        ..Comparison::default()
    };
    let common: Vec<(String, usize, usize)> = news
        .iter()
        .enumerate()
        .filter_map(|(at, h)| Some((h.clone(), olds.iter().position(|o| o == h)?, at)))
        .collect();
    let of = |row: &Row, old: bool, headings: &[(String, usize, usize)]| {
        let cells = headings.iter().map(|(_, before, after)| {
            let cell = row.cells.get(if old { *before } else { *after });
            plain(cell.map_or("", |c| c))
        });
        cells.collect::<Vec<String>>()
    };
    // First rows that are wholly alike, each once.
    let mut left: BTreeMap<Vec<String>, Vec<&Row>> = BTreeMap::new();
    for row in old.rows.iter().rev() {
        left.entry(of(row, true, &common)).or_default().push(row);
    }
    let mut fresh = Vec::new();
    for row in &new.rows {
        match left.get_mut(&of(row, false, &common)).and_then(Vec::pop) {
            Some(_) => found.same += 1,
            None => fresh.push(row),
        }
    }
    let mut left: Vec<&Row> = left.into_values().flatten().collect();
    left.sort_by_key(|row| row.number);
    // Then those of one key, in their order.
    let keys: Vec<(String, usize, usize)> = common
        .iter()
        .filter(|(h, _, _)| found.key.contains(h))
        .cloned()
        .collect();
    let mut by_key: BTreeMap<Vec<String>, Vec<&Row>> = BTreeMap::new();
    for row in left.into_iter().rev() {
        // Without a key no row is another one's.
        let key = if usable {
            of(row, true, &keys)
        } else {
            vec![row.number.to_string()]
        };
        by_key.entry(key).or_default().push(row);
    }
    for row in fresh {
        let key = of(row, false, &keys);
        let before = usable
            .then(|| by_key.get_mut(&key).and_then(Vec::pop))
            .flatten();
        let Some(before) = before else {
            found.added.push((row.number, content(row)));
            continue;
        };
        for (heading, old, new) in &common {
            let cell = |row: &Row, at: usize| row.cells.get(at).map_or("", |c| c).to_owned();
            let (before, after) = (cell(before, *old), cell(row, *new));
            if plain(&before) != plain(&after) {
                found.changed.push(Changed {
                    row: row.number,
                    key: key.join(" "),
                    heading: heading.clone(),
                    before,
                    after,
                });
            }
        }
    }
    let gone = by_key.into_values().flatten();
    found.gone = gone.map(|row| (row.number, content(row))).collect();
    found.gone.sort();
    found
}

/// Writes a cell so that one number written in two ways is the same.
fn plain(cell: &str) -> String {
    let zeros = cell.len() > 1 && cell.starts_with('0') && !cell.contains('.');
    match number_cell(cell) {
        Ok(number) if !zeros => number.exact_text(),
        _ => cell.to_owned(),
    }
}

fn content(row: &Row) -> String {
    let cells: Vec<&str> = row.cells.iter().map(AsRef::as_ref).collect();
    cells.join(",")
}

fn totals(old: &Table, new: &Table) -> Vec<TotalOf> {
    let numbers = |table: &Table, heading: &str| {
        let index = headings::position(table, heading);
        let cells = table.rows.iter().filter_map(|row| row.cells.get(index?));
        let numbers: Vec<Number> = cells.filter_map(|c| number_cell(c).ok()).collect();
        sum(numbers.iter())
    };
    let seen = seen::columns(new, None, &Addition::default(), &None);
    let both = |h: &str| headings::position(old, h).is_some();
    let summed = seen
        .into_iter()
        .filter(|c| c.written == Written::Number && both(&c.heading));
    summed
        .map(|c| TotalOf {
            before: numbers(old, &c.heading),
            after: numbers(new, &c.heading),
            heading: c.heading,
        })
        .collect()
}

/// Tells whether a table waits to be filled in: no rows, or nothing but people in them.
pub fn is_unfilled(table: &Table) -> bool {
    let known = [headings::ID, headings::NAME, headings::TEAM].concat();
    let open = |index: usize| {
        let heading = table.headings.get(index);
        heading.is_some_and(|h| !known.contains(&h.text.as_ref()))
    };
    let blank = |row: &Row| {
        let cells: Vec<(usize, &Arc<str>)> = row.cells.iter().enumerate().collect();
        cells
            .iter()
            .all(|(index, cell)| cell.is_empty() || !open(*index))
    };
    table.rows.iter().all(blank) && (table.rows.is_empty() || (0..table.headings.len()).any(open))
}
