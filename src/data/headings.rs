//! The headings by which columns are known, and finding a column by one of them.

use crate::content::Table;

pub(super) use crate::content::headings::*;

/// Returns the index of the first of `names` that is a heading.
pub(super) fn find(table: &Table, names: &[&str]) -> Option<usize> {
    names.iter().find_map(|name| position(table, name))
}

/// Returns the index of a heading.
pub(super) fn position(table: &Table, name: &str) -> Option<usize> {
    table.headings.iter().position(|h| h.text.as_ref() == name)
}

/// Returns the headings as texts, for messages.
pub(super) fn texts(table: &Table) -> Vec<String> {
    table.headings.iter().map(|h| h.text.to_string()).collect()
}

/// What counts as blank in a cell, in small letters, unless `sources.yml` says otherwise.
const BLANKS: &[&str] = &[
    "", "-", "--", "—", "——", "na", "n/a", "null", "none", "无", "#n/a",
];

/// Tells whether a cell counts as blank; `own` is the author's list, in small letters.
pub(super) fn is_blank(cell: &str, own: Option<&[String]>) -> bool {
    if cell.is_empty() {
        return true;
    }
    // Everything that may stand in the lists is short; long cells need no second look.
    match own {
        Some(own) => own.iter().any(|b| *b == cell.to_lowercase()),
        None => cell.len() <= 8 && BLANKS.contains(&cell.to_lowercase().as_str()),
    }
}
