//! Where a file comes to lie, and what has to make room for it: nothing is ever written over.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::plan::FilePlan;
use crate::command::mistake::ImportMistake;
use crate::content::{self, Content, Table, without_marks_of_copies};
use crate::data::intake::{
    By, Comparison, Home, Intake, Recognised, Written, compare, is_unfilled,
};
use crate::output::Changes;
use crate::period::Period;

/// Where a file comes to lie.
#[derive(Debug, Clone, Default)]
pub(super) struct Place {
    /// The path from the site's folder.
    pub(super) path: String,
    /// Whether the very same file lies there already.
    pub(super) same: bool,
    /// What is put aside: the path before and after.
    pub(super) aside: Vec<(String, String)>,
    /// Each table that was there beside the new one: its path, whether it waited to be filled in.
    pub(super) compared: Vec<(String, bool, Comparison)>,
}

impl Place {
    /// Tells whether the file is copied.
    pub(super) fn is_copied(&self) -> bool {
        !self.same
    }
}

/// Returns the folder of the month, of the people or of the tables.
fn folder_of(home: Home, month: Period) -> String {
    match home {
        Home::People => "content/people".to_owned(),
        Home::Tables => "content/tables".to_owned(),
        Home::Month | Home::Events => format!("content/months/{month}"),
    }
}

/// Returns the path of a file by what was recognised in it.
pub(super) fn path(
    file: &Path,
    tables: &[Recognised],
    sheets: usize,
    intake: &Intake<'_>,
    month: Period,
) -> String {
    let whole = file
        .file_name()
        .map_or(String::new(), |n| n.to_string_lossy().into_owned());
    let (stem, ending) = whole.rsplit_once('.').unwrap_or((whole.as_str(), ""));
    let plain = without_marks_of_copies(stem);
    let Some(first) = tables.first() else {
        return String::new();
    };
    let homes = || tables.iter().map(|t| t.home);
    let home = if homes().any(|h| h == Home::Month) {
        Home::Month
    } else {
        first.home
    };
    let text = matches!(ending.to_lowercase().as_str(), "csv" | "tsv" | "tab");
    let (home, below) = match home {
        Home::Events if text => (home, "events/"),
        Home::Events => (Home::Month, ""),
        other => (other, ""),
    };
    let folder = folder_of(home, month);
    // Where the table lies already its name stays.
    let there = intake.there(&first.name, home);
    let stem = if sheets > 1 || first.by == By::Sources || first.addition.file.is_some() {
        plain.to_owned()
    } else {
        let there = there
            .first()
            .filter(|t| t.sheet.is_none() && !intake.is_of_several(&first.name));
        let named = there.and_then(|t| t.path.rsplit('/').next()?.rsplit_once('.'));
        named.map_or(first.name.to_string(), |(stem, _)| stem.to_owned())
    };
    format!("{folder}/{below}{stem}.{ending}")
}

/// Finds what lies in the way of a file and what is to become of it.
pub(super) fn make_room(
    site: &Path,
    (content, intake): (&Content, &Intake<'_>),
    plan: &mut FilePlan,
    may_replace: bool,
) -> Vec<ImportMistake> {
    let mut mistakes = Vec::new();
    let target = site.join(&plan.place.path);
    let is_there = target.symlink_metadata().is_ok();
    if is_there && content::are_same(&plan.full, &target) {
        plan.place.same = true;
        return mistakes;
    }
    let mut aside: BTreeSet<String> = BTreeSet::new();
    let mut rows = (0, 0, 0);
    let mut filled = false;
    for (known, table) in plan.tables.iter().zip(&plan.read) {
        for old in intake.there(&known.name, home_of(&plan.place.path, known.home)) {
            let own = old.path == plan.place.path;
            if !own && intake.is_of_several(&known.name) {
                continue;
            }
            // Of a long table only the first rows have been read.
            let whole = old.events.as_ref().and_then(|_| whole(site, old, content));
            let old = whole.as_ref().unwrap_or(old);
            let key = key(intake, known, old, table);
            let found = compare(old, table, &key);
            let empty = is_unfilled(old);
            if own {
                rows.0 += found.added.len();
                rows.1 += found.gone.len();
                rows.2 += found.rows_changed();
                filled |= !empty;
            } else {
                let others = content.tables.iter().filter(|t| t.path == old.path).count() > 1;
                if others || !(empty || may_replace) {
                    mistakes.push(ImportMistake::TableThere {
                        file: plan.shown.clone(),
                        table: known.name.to_string(),
                        path: old.path.clone(),
                        others,
                    });
                } else {
                    aside.insert(old.path.clone());
                }
            }
            plan.place.compared.push((old.path.clone(), empty, found));
        }
    }
    if is_there {
        let untold = plan
            .place
            .compared
            .iter()
            .all(|(path, _, _)| *path != plan.place.path);
        if (filled || untold) && !may_replace {
            let path = plan.place.path.clone();
            mistakes.push(ImportMistake::Differs { path, rows });
        }
        aside.insert(plan.place.path.clone());
    }
    if !mistakes.is_empty() {
        return mistakes;
    }
    let aside = aside.into_iter().map(|path| {
        let kept = kept(site, &path);
        (path, kept)
    });
    plan.place.aside = aside.collect();
    mistakes
}

/// Reads all rows of a long table.
fn whole(site: &Path, old: &Table, content: &Content) -> Option<Table> {
    let read = content::read_tables_of(&site.join(&old.path), content)?;
    let mut table = read.tables.into_iter().next()?;
    table.path.clone_from(&old.path);
    Some(table)
}

fn home_of(path: &str, home: Home) -> Home {
    match home {
        Home::Tables | Home::Events if path.starts_with("content/months/") => Home::Month,
        other => other,
    }
}

/// Returns the headings by which rows are told apart: what is declared, else person and day, else
/// the person where each stands once.
fn key(intake: &Intake<'_>, known: &Recognised, old: &Table, new: &Table) -> Vec<String> {
    let declared = intake.key_of(&known.name);
    if !declared.is_empty() {
        return declared;
    }
    let Some(owner) = intake.owner_in(new, &known.name, Some(&known.addition)) else {
        return Vec::new();
    };
    let Some(owner) = new.headings.get(owner).map(|h| h.text.to_string()) else {
        return Vec::new();
    };
    let mut days = known.columns.iter().filter(|c| c.written == Written::Date);
    if let Some(day) = days.next().filter(|_| known.home != Home::People) {
        return vec![owner, day.heading.clone()];
    }
    let once = |table: &Table| {
        let at = table.headings.iter().position(|h| h.text.as_ref() == owner);
        let cells = table.rows.iter().filter_map(|row| row.cells.get(at?));
        let cells: Vec<_> = cells.collect();
        cells.iter().collect::<BTreeSet<_>>().len() == cells.len()
    };
    if once(old) && once(new) {
        vec![owner]
    } else {
        Vec::new()
    }
}

/// Returns where a file that makes room is kept: `replaced/通话.1.csv`, the next one `.2`.
fn kept(site: &Path, path: &str) -> String {
    let folder = shelf(path);
    let below = path
        .strip_prefix(folder.as_str())
        .unwrap_or(path)
        .trim_start_matches('/');
    let (stem, ending) = below.rsplit_once('.').unwrap_or((below, ""));
    let mut number = 1;
    loop {
        let kept = format!("{folder}/replaced/{stem}.{number}.{ending}");
        if site.join(&kept).symlink_metadata().is_err() {
            return kept;
        }
        number += 1;
    }
}

/// Returns the folder that is changed as a whole: the month's, or that of people or tables.
fn shelf(path: &str) -> String {
    let parts = if path.starts_with("content/months/") {
        3
    } else {
        2
    };
    path.split('/').take(parts).collect::<Vec<&str>>().join("/")
}

/// Returns what becomes of each folder.
pub(super) fn changes(files: &[FilePlan]) -> BTreeMap<String, Changes> {
    let mut all: BTreeMap<String, Changes> = BTreeMap::new();
    for file in files.iter().filter(|f| f.place.is_copied()) {
        let below = |path: &str, folder: &str| {
            let below = path.strip_prefix(folder).unwrap_or(path);
            below.trim_start_matches('/').to_owned()
        };
        for (from, to) in &file.place.aside {
            let folder = shelf(from);
            let moved = (below(from, &folder), below(to, &folder));
            let changes = all.entry(folder).or_default();
            if !changes.moved.contains(&moved) {
                changes.moved.push(moved);
            }
        }
        let folder = shelf(&file.place.path);
        let path = below(&file.place.path, &folder);
        let changes = all.entry(folder).or_default();
        changes.copied.push((file.full.clone(), path));
    }
    all
}
