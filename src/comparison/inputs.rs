//! Two states of a site's content → which files are different, and in them which rows and lines.

use std::collections::BTreeMap;

use crate::content::{Content, Table};

/// What an input is for, in the order in which groups are changed one after another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// `site.yml`.
    Settings,
    /// Policies.
    Policies,
    /// Tables of months and of longer times, and how files become tables.
    Tables,
    /// Roster, moves and teams.
    Roster,
    /// The calendar.
    Calendar,
    /// Adjustments, and what people decide.
    Corrections,
}

impl Group {
    /// All groups in their order.
    pub const ALL: [Self; 6] = [
        Self::Settings,
        Self::Policies,
        Self::Tables,
        Self::Roster,
        Self::Calendar,
        Self::Corrections,
    ];

    /// Tells what a file is for, by its path from the site's folder.
    pub fn of(path: &str) -> Self {
        let path = path.strip_prefix("content/").unwrap_or(path);
        let name = path.rsplit('/').next().unwrap_or(path);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        match path.split('/').next().unwrap_or_default() {
            "policies" => Self::Policies,
            "people" => Self::Roster,
            "months" if CORRECTIONS.contains(&stem) => Self::Corrections,
            _ if stem == "calendar" => Self::Calendar,
            _ if stem == "site" => Self::Settings,
            _ => Self::Tables,
        }
    }
}

/// The names of files of a month that hold what people decided.
const CORRECTIONS: [&str; 4] = ["adjustments", "appeals", "decisions", "决定"];

/// An input that is different.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedInput {
    /// The path from the site's folder.
    pub path: String,
    /// What it is for.
    pub group: Group,
    /// What became of it.
    pub became: Became,
    /// What is different in it, as far as that can be told: rows of tables, lines of documents.
    pub lines: Vec<ChangedLine>,
}

/// What became of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    /// It has another content.
    Changed,
    /// It is on the later side alone.
    New,
    /// It is on the earlier side alone.
    Gone,
}

/// A row or a line that is different.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedLine {
    /// The sheet; empty for text files.
    pub sheet: String,
    /// The line or row on the earlier and on the later side, counted from 1.
    pub at: (Option<u32>, Option<u32>),
    /// Of a row that is on both sides, the first cell, by which people know it; else empty.
    pub of: String,
    /// The heading of the one cell that differs; empty for whole lines.
    pub heading: String,
    /// What was; `None` for a new line.
    pub before: Option<String>,
    /// What is; `None` for a line that is gone.
    pub after: Option<String>,
}

/// What no result is worked out from.
const NOT_INPUTS: [&str; 2] = ["content/pages/", "content/sealed/"];

/// Lists the inputs that are different, by group and then by path.
pub fn changed_inputs(before: &Content, after: &Content) -> Vec<ChangedInput> {
    let inputs = |content: &Content| -> BTreeMap<String, String> {
        let files = content.files.iter();
        let files = files.filter(|(path, _)| path.starts_with("content/"));
        let files = files.filter(|(path, _)| !NOT_INPUTS.iter().any(|n| path.starts_with(n)));
        files
            .map(|(path, file)| (path.clone(), file.print.sha256.clone()))
            .collect()
    };
    let (old, new) = (inputs(before), inputs(after));
    let mut found = Vec::new();
    for (path, print) in &new {
        let became = match old.get(path) {
            None => Became::New,
            Some(other) if other != print => Became::Changed,
            Some(_) => continue,
        };
        found.push(changed(path, became, (before, after)));
    }
    let gone = old.keys().filter(|path| !new.contains_key(*path));
    found.extend(gone.map(|path| changed(path, Became::Gone, (before, after))));
    found.sort_by(|a, b| (a.group, &a.path).cmp(&(b.group, &b.path)));
    found
}

fn changed(path: &str, became: Became, (before, after): (&Content, &Content)) -> ChangedInput {
    let lines = match became {
        Became::New | Became::Gone => Vec::new(),
        Became::Changed => match (before.documents.get(path), after.documents.get(path)) {
            (Some(old), Some(new)) => documents(&old.source.text, &new.source.text),
            _ => tables(path, before, after),
        },
    };
    ChangedInput {
        path: path.to_owned(),
        group: Group::of(path),
        became,
        lines,
    }
}

/// What stands in one place of a file, with its number.
type Numbered = (u32, Vec<String>);

fn documents(old: &str, new: &str) -> Vec<ChangedLine> {
    let lines = |text: &str| -> Vec<Numbered> {
        let lines = (1..).zip(text.lines().map(str::trim_end));
        lines
            .map(|(at, line)| (at, vec![line.to_owned()]))
            .collect()
    };
    let (gone, come) = without_common(lines(old), lines(new));
    let text = |line: Option<&Numbered>| line.map(|(_, cells)| cells.concat().trim().to_owned());
    // As many came as went: one in the place of the other.
    if gone.len() == come.len() {
        let pairs = gone.iter().zip(&come);
        return pairs.map(|(o, n)| whole(Some(o), Some(n), text)).collect();
    }
    let gone = gone.iter().map(|line| whole(Some(line), None, text));
    let come = come.iter().map(|line| whole(None, Some(line), text));
    gone.chain(come).collect()
}

fn whole(
    old: Option<&Numbered>,
    new: Option<&Numbered>,
    text: impl Fn(Option<&Numbered>) -> Option<String>,
) -> ChangedLine {
    ChangedLine {
        sheet: String::new(),
        at: (old.map(|l| l.0), new.map(|l| l.0)),
        of: String::new(),
        heading: String::new(),
        before: text(old),
        after: text(new),
    }
}

fn tables(path: &str, before: &Content, after: &Content) -> Vec<ChangedLine> {
    let of = |content: &'_ Content| -> Vec<Table> {
        let tables = content.tables.iter().filter(|t| t.path == path);
        tables.cloned().collect()
    };
    let (old, new) = (of(before), of(after));
    let mut found = Vec::new();
    for table in &new {
        let other = old.iter().find(|t| t.sheet == table.sheet);
        found.extend(other.into_iter().flat_map(|other| rows(other, table)));
    }
    found
}

/// Compares rows; one that has only some cells changed is told cell by cell.
fn rows(old: &Table, new: &Table) -> Vec<ChangedLine> {
    let numbered = |table: &Table| -> Vec<Numbered> {
        let cells = |row: &crate::content::Row| row.cells.iter().map(|c| c.to_string()).collect();
        let rows = table.rows.iter();
        rows.map(|row| (row.number, cells(row))).collect()
    };
    let (gone, mut come) = without_common(numbered(old), numbered(new));
    let sheet = new.sheet.as_deref().unwrap_or_default().to_owned();
    let same_headings = || {
        let texts =
            |t: &Table| -> Vec<String> { t.headings.iter().map(|h| h.text.to_string()).collect() };
        texts(old) == texts(new)
    };
    let cells_can_be_told =
        gone.len() <= MOST_PAIRED && come.len() <= MOST_PAIRED && same_headings();
    let text = |line: Option<&Numbered>| line.map(|(_, cells)| cells.join("，"));
    let mut found = Vec::new();
    for row in &gone {
        let twin = match cells_can_be_told {
            true => twin(row, &come),
            false => None,
        };
        match twin {
            Some(at) => {
                let other = come.remove(at);
                for (column, heading) in new.headings.iter().enumerate() {
                    let (was, is) = (row.1.get(column), other.1.get(column));
                    if was != is {
                        found.push(ChangedLine {
                            sheet: sheet.clone(),
                            at: (Some(row.0), Some(other.0)),
                            of: row.1.first().cloned().unwrap_or_default(),
                            heading: heading.text.to_string(),
                            before: was.cloned(),
                            after: is.cloned(),
                        });
                    }
                }
            }
            None => found.push(ChangedLine {
                sheet: sheet.clone(),
                ..whole(Some(row), None, text)
            }),
        }
    }
    found.extend(come.iter().map(|row| ChangedLine {
        sheet: sheet.clone(),
        ..whole(None, Some(row), text)
    }));
    found
}

/// The most rows on a side of which each is sought on the other.
const MOST_PAIRED: usize = 500;

/// Finds the row that a row has become: with the same first cell, and most other cells the same.
fn twin(row: &Numbered, among: &[Numbered]) -> Option<usize> {
    let alike = |other: &Numbered| row.1.iter().zip(&other.1).filter(|(a, b)| a == b).count();
    let likely = among.iter().enumerate();
    let likely = likely.filter(|(_, other)| other.1.first() == row.1.first());
    let best = likely.max_by_key(|(at, other)| (alike(other), std::cmp::Reverse(*at)));
    best.filter(|(_, other)| 2 * alike(other) >= row.1.len())
        .map(|(at, _)| at)
}

/// Leaves out what both sides have, as often as both have it.
fn without_common(old: Vec<Numbered>, new: Vec<Numbered>) -> (Vec<Numbered>, Vec<Numbered>) {
    let mut counts: BTreeMap<&[String], usize> = BTreeMap::new();
    for (_, cells) in &new {
        *counts.entry(cells).or_default() += 1;
    }
    let take =
        |counts: &mut BTreeMap<&[String], usize>, cells: &[String]| match counts.get_mut(cells) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        };
    let gone: Vec<bool> = old
        .iter()
        .map(|(_, cells)| take(&mut counts, cells))
        .collect();
    let mut counts: BTreeMap<&[String], usize> = BTreeMap::new();
    for (_, cells) in &old {
        *counts.entry(cells).or_default() += 1;
    }
    let come: Vec<bool> = new
        .iter()
        .map(|(_, cells)| take(&mut counts, cells))
        .collect();
    let left = |rows: &[Numbered], common: Vec<bool>| {
        let rows = rows.iter().zip(common);
        rows.filter(|(_, common)| !common)
            .map(|(row, _)| row.clone())
            .collect()
    };
    (left(&old, gone), left(&new, come))
}
