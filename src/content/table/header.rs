//! Which of a table's first rows holds the headings: found by its words, not by its place.

use std::collections::BTreeSet;

use super::super::vocabulary::Known;

/// How many rows with content are looked at.
pub(super) const FAR: usize = 20;
/// How many rows of one cell may stand above headings that nobody knows.
const TITLES: usize = 3;

/// What is known about the header.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is this row.
    At(usize),
    /// A title stands above the first row of several cells, which may or may not be the header.
    Title(usize),
    /// Either of these two may be it.
    Unsure(usize, usize),
}

/// A row, as far as it may be a header.
struct Candidate {
    /// How many cells are filled.
    filled: usize,
    /// How many different headings are known words.
    known: usize,
    has_id: bool,
    data: bool,
}

/// Finds the header among the first rows, each with some content.
///
/// A row whose cells are known words is the header where no other row has as many, and where
/// every row above it is shorter, as titles are. Where no word is known it is the first row, unless
/// that one looks like a title.
pub(super) fn find(rows: &[(u32, Vec<String>)], known: &Known) -> Verdict {
    let candidates: Vec<Candidate> = rows.iter().map(|(_, r)| candidate(r, known)).collect();
    let most = candidates.iter().map(|c| c.known).max().unwrap_or(0);
    if most == 0 {
        return by_shape(&candidates);
    }
    let mut leaders = candidates
        .iter()
        .enumerate()
        .filter(|(_, c)| c.known == most)
        .map(|(index, _)| index);
    let first = leaders.next().unwrap_or(0);
    let same = |a: usize, b: usize| {
        let cells = |index: usize| rows.get(index).map(|(_, cells)| cells);
        cells(a) == cells(b)
    };
    // One word may stand in a row of data too; several cannot by chance.
    if let Some(second) = leaders.find(|other| !same(first, *other))
        && (most > 1 || first > 0)
    {
        return Verdict::Unsure(first, second);
    }
    let Some(header) = candidates.get(first) else {
        return Verdict::At(0);
    };
    let above = candidates.iter().take(first);
    match above
        .enumerate()
        .find(|(_, c)| c.filled >= header.filled && c.filled > 1)
    {
        None => Verdict::At(first),
        Some((longer, _)) if most > 1 || header.has_id => Verdict::Unsure(longer, first),
        Some(_) => by_shape(&candidates),
    }
}

fn by_shape(candidates: &[Candidate]) -> Verdict {
    let titles = candidates.iter().take_while(|c| c.filled == 1).count();
    match candidates.get(titles) {
        Some(next) if (1..=TITLES).contains(&titles) && !next.data => Verdict::Title(titles),
        _ => Verdict::At(0),
    }
}

fn candidate(cells: &[String], known: &Known) -> Candidate {
    let data = looks_like_data(first(cells));
    let words: BTreeSet<&String> = cells.iter().filter(|c| known.has(c)).collect();
    Candidate {
        filled: cells.iter().filter(|c| !c.is_empty()).count(),
        known: if data { 0 } else { words.len() },
        has_id: words.iter().any(|w| known.is_id(w)),
        data,
    }
}

/// Returns the first cell with content.
pub(super) fn first(cells: &[String]) -> &str {
    cells.iter().find(|c| !c.is_empty()).map_or("", |c| c)
}

/// Whether a first heading looks like an id, a number or a day rather than a name.
pub(super) fn looks_like_data(heading: &str) -> bool {
    let digits = heading.chars().filter(char::is_ascii_digit).count();
    let signs =
        |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '/' | ':' | ' ' | '%');
    digits > 0 && heading.chars().all(signs)
}
