//! The folder → its files, in a fixed order, each with what it is; nothing is opened but folders.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use super::mistake::FolderMistake;
use crate::value::Source;

/// A file that is to be read.
#[derive(Debug)]
pub(super) struct File {
    /// The path from the site's folder, with `/` between its parts.
    pub(super) path: String,
    /// The path on this machine.
    pub(super) full: PathBuf,
    /// What it is.
    pub(super) role: Role,
}

/// What a file is, by where it lies and how its name ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A YAML document.
    Document,
    /// A CSV or TSV table.
    Table,
    /// A table of JSON lines.
    Lines,
    /// A workbook: XLSX, XLS or ODS.
    Workbook,
    /// A Markdown page.
    Text,
    /// A file of a theme.
    Theme,
}

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Whether there is a `content/` at all.
    pub(super) is_there: bool,
    /// The files to read, in the order of their paths.
    pub(super) files: Vec<File>,
    /// The files left alone, in the order of their paths.
    pub(super) left_alone: Vec<String>,
    /// The folders of `content/months/`, in the order of their paths.
    pub(super) months: Vec<String>,
    /// What is wrong.
    pub(super) mistakes: Vec<FolderMistake>,
}

/// Walks `content/` and `themes/` of a site.
pub(super) fn walk(site: &Path) -> Found {
    let mut found = Found::default();
    if !site.join("content").is_dir() {
        found.mistakes.push(FolderMistake::NoContent);
        return found;
    }
    found.is_there = true;
    for top in ["content", "themes"] {
        let folder = site.join(top);
        if !folder.is_dir() {
            continue;
        }
        let entries = WalkDir::new(&folder)
            .follow_links(true)
            .max_depth(DEEPEST)
            .sort_by_file_name();
        for entry in entries.into_iter().filter_entry(is_wanted) {
            match entry {
                Ok(entry) if entry.file_type().is_file() => take(site, top, &entry, &mut found),
                Ok(entry) => {
                    let path = path_from(site, entry.path());
                    if path
                        .strip_prefix("content/months/")
                        .is_some_and(|p| !p.contains('/'))
                    {
                        found.months.push(path);
                    }
                }
                Err(error) => found.mistakes.push(FolderMistake::Unreadable {
                    source: named(error.path().map_or(top.to_owned(), |p| path_from(site, p))),
                    words: error
                        .io_error()
                        .map_or_else(|| "folders lie in a circle".to_owned(), ToString::to_string),
                }),
            }
        }
    }
    found.files.sort_by(|a, b| a.path.cmp(&b.path));
    found.left_alone.sort();
    found.months.sort();
    copies_alone(&mut found);
    found
}

/// How deep folders may lie in each other.
const DEEPEST: usize = 24;

/// Skips hidden folders and what Meritbook itself has put away.
fn is_wanted(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let folder = entry.file_type().is_dir();
    let put_away = || is_sealed(entry) || is_replaced(entry);
    !folder || entry.depth() == 0 || (!name.starts_with('.') && !put_away())
}

/// Whether it is where `import` keeps what was replaced: `replaced` in a folder of `content/` or in
/// a month's.
fn is_replaced(entry: &DirEntry) -> bool {
    let above = entry.path().parent().and_then(Path::parent);
    let of_a_month = entry.depth() == 3 && above.is_some_and(|p| p.ends_with("content/months"));
    let of_a_shelf = entry.depth() == 2 && above.is_some_and(|p| p.ends_with("content"));
    entry.file_name() == REPLACED && (of_a_month || of_a_shelf)
}

/// The folder of replaced files.
const REPLACED: &str = "replaced";

fn is_sealed(entry: &DirEntry) -> bool {
    entry.depth() == 1
        && entry.file_name() == "sealed"
        && entry
            .path()
            .parent()
            .is_some_and(|p| p.ends_with("content"))
}

fn take(site: &Path, top: &str, entry: &DirEntry, found: &mut Found) {
    let path = path_from(site, entry.path());
    let name = entry.file_name().to_string_lossy().into_owned();
    if is_leftover(&name) {
        found.left_alone.push(path);
        return;
    }
    let role = match top {
        "themes" => Some(Role::Theme),
        _ => role_of(&path, &name),
    };
    match role {
        Some(role) => found.files.push(File {
            path,
            full: entry.path().to_path_buf(),
            role,
        }),
        None if is_other_workbook(&name) => {
            let source = named(path);
            found.mistakes.push(FolderMistake::OtherWorkbook { source });
        }
        None => found.left_alone.push(path),
    }
}

/// Returns a file as if it lay at a path from the site's folder.
pub(super) fn laid(path: &str, full: &Path) -> Option<File> {
    let name = path.rsplit('/').next().unwrap_or(path);
    Some(File {
        path: path.to_owned(),
        full: full.to_path_buf(),
        role: role_of(path, name)?,
    })
}

/// Returns the name of a file without its ending and without what says that it is a copy:
/// `通话` for `通话 (1)` and `通话 - 副本`.
pub fn without_marks_of_copies(stem: &str) -> &str {
    original(stem)
        .filter(|plain| !plain.is_empty())
        .unwrap_or(stem)
}

/// Returns a file that lies anywhere, where its name says that tables are in it.
pub(super) fn tables_at(file: &Path) -> Option<File> {
    let path = file.to_string_lossy().replace('\\', "/");
    let name = path.rsplit('/').next().unwrap_or(&path);
    let role = role_of(&path, name)?;
    let of_tables = matches!(role, Role::Table | Role::Lines | Role::Workbook);
    of_tables.then(|| File {
        path: path.clone(),
        full: file.to_path_buf(),
        role,
    })
}

fn role_of(path: &str, name: &str) -> Option<Role> {
    let (_, ending) = name.rsplit_once('.')?;
    match ending.to_ascii_lowercase().as_str() {
        "yml" | "yaml" => Some(Role::Document),
        "csv" | "tsv" | "tab" => Some(Role::Table),
        "jsonl" | "ndjson" => Some(Role::Lines),
        "xlsx" | "xlsm" | "xls" | "ods" => Some(Role::Workbook),
        "md" if path.starts_with("content/pages/") => Some(Role::Text),
        _ => None,
    }
}

/// Workbooks that people take for XLSX and that are not read.
fn is_other_workbook(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, e)| e);
    ["xlsb", "et", "numbers"]
        .iter()
        .any(|e| ending.eq_ignore_ascii_case(e))
}

/// Files that programs leave behind, and copies of files.
fn is_leftover(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    name.starts_with("~$")
        || name.starts_with(['.', '~'])
        || name.ends_with('~')
        || matches!(lower.as_str(), "thumbs.db" | "desktop.ini")
        || HALVES.iter().any(|ending| lower.ends_with(ending))
        || original(stem).is_some()
}

/// How the names of files end that are not complete, or that were put aside.
const HALVES: &[&str] = &[
    ".tmp",
    ".temp",
    ".part",
    ".partial",
    ".crdownload",
    ".download",
    ".bak",
    ".swp",
];

/// Returns the name that a copy was made from: `通话 - 副本` and `通话 (1)` of `通话`; `None` for
/// what is no copy.
fn original(stem: &str) -> Option<&str> {
    let mut rest = stem.trim();
    loop {
        let shorter = without_mark(rest);
        if shorter == rest {
            return (rest != stem.trim()).then_some(rest);
        }
        rest = shorter;
    }
}

/// Takes one mark of a copy off a name.
fn without_mark(stem: &str) -> &str {
    let joint = |c: char| c.is_whitespace() || matches!(c, '-' | '_' | '的');
    for mark in ["副本", "複本"] {
        if let Some((before, after)) = stem.split_once(mark) {
            let before = before.trim_end_matches(joint);
            return if before.is_empty() {
                after.trim_start_matches(joint)
            } else {
                before
            };
        }
    }
    if let Some(rest) = stem.strip_prefix("Copy of ") {
        return rest;
    }
    for mark in [" - Copy", " copy", "_copy"] {
        if let Some(rest) = stem.strip_suffix(mark) {
            return rest;
        }
    }
    numbered(stem).unwrap_or(stem)
}

/// `通话 (1)`, `通话(2)`, `通话（1）`: what browsers call a second download.
fn numbered(stem: &str) -> Option<&str> {
    let inner = stem.strip_suffix([')', '）'])?;
    let (before, digits) = inner.rsplit_once(['(', '（'])?;
    let is_number = (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    (is_number && !before.trim().is_empty()).then(|| before.trim_end())
}

/// Reports copies whose original is not there: what they hold would be lost in silence.
fn copies_alone(found: &mut Found) {
    let there: Vec<&str> = found.files.iter().map(|f| stem_of(&f.path)).collect();
    let mut mistakes = Vec::new();
    for path in &found.left_alone {
        let (stem, ending) = (stem_of(path), ending_of(path));
        let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
        let is_hidden = name.starts_with(['.', '~']);
        let Some(plain) = original(name).filter(|plain| !plain.is_empty() && !is_hidden) else {
            continue;
        };
        let is_read = role_of(path, path).is_some();
        let meant = format!("{folder}/{plain}");
        if is_read && !there.contains(&meant.as_str()) {
            mistakes.push(FolderMistake::CopyAlone {
                source: named(path.clone()),
                meant: format!("{plain}.{ending}"),
            });
        }
    }
    found.mistakes.extend(mistakes);
}

fn stem_of(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |(stem, _)| stem)
}

fn ending_of(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, ending)| ending)
}

fn named(path: String) -> Arc<Source> {
    let text = String::new();
    Arc::new(Source { path, text })
}

fn path_from(site: &Path, full: &Path) -> String {
    let relative = full.strip_prefix(site).unwrap_or(full);
    let parts: Vec<_> = relative
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_and_leftovers_are_told_from_data() {
        for name in [
            "~$通话.xlsx",
            ".DS_Store",
            "Thumbs.db",
            "通话 - 副本.csv",
            "副本通话.csv",
            "通话 (1).csv",
            "通话(2).xlsx",
            "通话（1）.csv",
            "calls - Copy.csv",
            "calls - Copy (2).csv",
            "Copy of calls.csv",
            "通话的副本.xlsx",
            "通话_副本2.csv",
            "calls.csv.crdownload",
            "calls.csv.bak",
            ".~lock.通话.ods#",
            "~WRL0003.tmp",
        ] {
            assert!(is_leftover(name), "{name}");
        }
        for name in [
            "通话.csv",
            "calls-1.csv",
            "通话(华东).csv",
            "质检（新）.xlsx",
            "(1).csv",
            "copy.csv",
        ] {
            assert!(!is_leftover(name), "{name}");
        }
        for (stem, meant) in [
            ("通话 - 副本 (2)", "通话"),
            ("副本通话", "通话"),
            ("通话（1）", "通话"),
            ("calls - Copy", "calls"),
        ] {
            assert_eq!(original(stem), Some(meant), "{stem}");
        }
    }
}
