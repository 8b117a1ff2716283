//! What is to be done with the files: read, recognised, given a place; and what stands in the way.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::place::{self, Place};
use super::{Asked, choices};
use crate::assessment::TableNeeded;
use crate::command::mistake::ImportMistake;
use crate::content::{self, Content, Table};
use crate::data::intake::{
    Addition, By, Home, Intake, ROSTER, Recognised, Recognition, Wanted, amended, lines,
};
use crate::diagnostic::{Diagnostic, Severity};
use crate::period::Period;

/// What is to be done.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// The files that are taken in.
    pub(super) files: Vec<FilePlan>,
    /// What was said of files that are left out.
    pub(super) skipped: Vec<Diagnostic>,
    /// What `sources.yml` lacks, as its own lines.
    pub(super) lines: String,
    /// Where `sources.yml` is, or would be.
    pub(super) sources_path: String,
    /// Its bytes and its text as they are.
    pub(super) sources_before: Option<Vec<u8>>,
    /// Its text as it is; empty where there is none.
    pub(super) sources_text: String,
    /// Its text with what it lacks; `None` where nothing is to be added or nothing can be.
    pub(super) sources: Option<String>,
}

/// A file that is taken in.
#[derive(Debug)]
pub(super) struct FilePlan {
    /// The file, as it was written on the command line.
    pub(super) shown: String,
    pub(super) full: PathBuf,
    /// What was recognised in it.
    pub(super) tables: Vec<Recognised>,
    /// The same tables as they were read.
    pub(super) read: Vec<Table>,
    /// Sheets that are no table that is needed.
    pub(super) others: Vec<String>,
    pub(super) place: Place,
}

/// A file as it was read.
struct ReadFile<'a> {
    path: &'a Path,
    shown: String,
    tables: Vec<Table>,
}

/// Writes a needed table with its columns.
pub(super) fn described(table: &TableNeeded) -> String {
    let columns: Vec<&str> = table.columns.iter().map(AsRef::as_ref).collect();
    match &columns[..] {
        [] => table.name.to_string(),
        _ => format!("{}（{}）", table.name, columns.join("、")),
    }
}

/// Makes the plan and tells all that stands in its way.
pub(super) fn make(
    site: &Path,
    content: &Content,
    mut intake: Intake<'_>,
    wanted: &[Wanted],
    asked: &Asked,
    month: Period,
) -> (Plan, Vec<Diagnostic>) {
    let mut plan = Plan::default();
    let mut mistakes = Vec::new();
    let read = read(content, asked, &mut plan, &mut mistakes);
    let all: Vec<(&Path, &Table)> = read
        .iter()
        .flat_map(|f| f.tables.iter().map(|t| (f.path, t)))
        .collect();
    let chosen = choices::chosen(asked, &all, &mut mistakes);
    let mut names: Vec<String> = wanted.iter().map(|w| w.name.to_string()).collect();
    names.push(ROSTER.to_owned());
    choices::check_tables(asked, &all, &names, &mut mistakes);
    let rosters = rosters(&mut intake, asked, &read);
    for file in read {
        let mut known = Vec::new();
        let (mut others, mut unsure) = (Vec::new(), false);
        for table in &file.tables {
            let said = choices::said(asked, file.path, table);
            if said.is_none() && rosters.contains(&file.path) {
                let recognised = intake.recognise_roster(table, &chosen);
                known.push((recognised, table.clone()));
                continue;
            }
            let shown = shown(&file.shown, table);
            match intake.recognise(table, said, &chosen) {
                Recognition::Known(recognised) => known.push((*recognised, table.clone())),
                Recognition::Unsure(tables) => {
                    unsure = true;
                    let tables = tables.iter().map(ToString::to_string).collect();
                    let mistake = ImportMistake::Unsure {
                        file: shown,
                        tables,
                    };
                    mistakes.push(mistake.diagnostic());
                }
                Recognition::Unknown => {
                    others.push(table.sheet.as_deref().unwrap_or("").to_owned())
                }
            }
        }
        if known.is_empty() {
            if !unsure {
                plan.skipped
                    .push(matches_nothing(&file, wanted, &intake).diagnostic());
            }
            continue;
        }
        take(
            site,
            (content, &intake),
            file,
            known,
            others,
            asked,
            month,
            &mut plan,
            &mut mistakes,
        );
    }
    two_of_one(&plan, &intake, &mut mistakes);
    amend(site, content, &mut plan, asked, &mut mistakes);
    (plan, mistakes)
}

fn read<'a>(
    content: &Content,
    asked: &'a Asked,
    plan: &mut Plan,
    mistakes: &mut Vec<Diagnostic>,
) -> Vec<ReadFile<'a>> {
    let mut read = Vec::new();
    for path in &asked.files {
        let shown = path.to_string_lossy().into_owned();
        let Some(found) = content::read_tables_of(path, content) else {
            let mistake = ImportMistake::NoTable { file: shown };
            plan.skipped.push(mistake.diagnostic());
            continue;
        };
        if found.tables.is_empty() {
            let errors = found.diagnostics.into_iter();
            mistakes.extend(errors.filter(|d| d.severity != Severity::Note));
            continue;
        }
        read.push(ReadFile {
            path,
            shown,
            tables: found.tables,
        });
    }
    read
}

/// Finds the roster among the files first: the others are matched with it.
fn rosters<'a>(intake: &mut Intake<'_>, asked: &Asked, read: &[ReadFile<'a>]) -> Vec<&'a Path> {
    let mut rosters = Vec::new();
    let had = intake.has_roster();
    for file in read {
        let [table] = &file.tables[..] else {
            continue;
        };
        let is_roster = match choices::said(asked, file.path, table) {
            Some(said) => said == ROSTER,
            None => {
                intake.of_people(table) == Some(ROSTER)
                    || (!had && rosters.is_empty() && intake.is_like_roster(table))
            }
        };
        if is_roster {
            intake.take_roster(table);
            rosters.push(file.path);
        }
    }
    rosters
}

fn shown(file: &str, table: &Table) -> String {
    match &table.sheet {
        Some(sheet) => format!("{file}!{sheet}"),
        None => file.to_owned(),
    }
}

fn matches_nothing(file: &ReadFile<'_>, wanted: &[Wanted], intake: &Intake<'_>) -> ImportMistake {
    let headings = file.tables.iter().flat_map(|t| &t.headings);
    let needed = wanted.iter().map(|w| {
        let columns: Vec<&str> = w.columns.keys().map(AsRef::as_ref).collect();
        match columns[..] {
            [] => w.name.to_string(),
            _ => format!("{}（{}）", w.name, columns.join("、")),
        }
    });
    let name = file
        .path
        .file_name()
        .map(|n| n.to_string_lossy().into_owned());
    ImportMistake::MatchesNothing {
        file: name.unwrap_or_else(|| file.shown.clone()),
        headings: headings.map(|h| h.text.to_string()).collect(),
        wanted: needed.collect(),
        like_roster: matches!(&file.tables[..], [only] if intake.is_like_roster(only)),
    }
}

#[expect(
    clippy::too_many_arguments,
    reason = "one file of the plan, with all it is put together from"
)]
fn take(
    site: &Path,
    known_of: (&Content, &Intake<'_>),
    file: ReadFile<'_>,
    known: Vec<(Recognised, Table)>,
    others: Vec<String>,
    asked: &Asked,
    month: Period,
    plan: &mut Plan,
    mistakes: &mut Vec<Diagnostic>,
) {
    let (_, intake) = known_of;
    let sheets = file.tables.len();
    let (mut tables, read): (Vec<Recognised>, Vec<Table>) = known.into_iter().unzip();
    for (known, table) in tables.iter_mut().zip(&read) {
        name_file(known, table, file.path, sheets, intake);
        for (column, headings) in &known.unsure {
            let mistake = ImportMistake::UnsureColumn {
                file: shown(&file.shown, table),
                table: known.name.to_string(),
                column: column.to_string(),
                headings: headings.clone(),
            };
            mistakes.push(mistake.diagnostic());
        }
    }
    let path = place::path(file.path, &tables, sheets, intake, month);
    let mut made = FilePlan {
        shown: file.shown,
        full: file.path.to_path_buf(),
        tables,
        read,
        others,
        place: Place {
            path,
            ..Place::default()
        },
    };
    let in_the_way = place::make_room(site, known_of, &mut made, asked.replace);
    mistakes.extend(in_the_way.iter().map(ImportMistake::diagnostic));
    plan.files.push(made);
}

/// Names the file of a table that does not go by its name, where it cannot be renamed: a sheet of a
/// workbook, or one of several files.
fn name_file(
    known: &mut Recognised,
    table: &Table,
    file: &Path,
    sheets: usize,
    intake: &Intake<'_>,
) {
    if matches!(known.by, By::Sources) || known.home == Home::People {
        return;
    }
    let whole = file
        .file_name()
        .map_or(String::new(), |n| n.to_string_lossy().into_owned());
    match &table.sheet {
        Some(sheet) if sheets > 1 && **sheet != *known.name => {
            known.addition.file = Some(format!("{}!{sheet}", any_month(&whole)));
        }
        _ if sheets == 1 && intake.is_of_several(&known.name) => {
            known.addition.file = Some(any_month(&whole));
        }
        _ => {}
    }
}

/// Writes `*` for the digits of a name, which change from month to month: `明细*.xlsx`.
fn any_month(name: &str) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let dated = |c: char| c.is_ascii_digit() || matches!(c, '-' | '_' | '年' | '月' | '日');
    let Some(first) = stem.find(|c: char| c.is_ascii_digit()) else {
        return name.to_owned();
    };
    let (before, rest) = stem.split_at(first);
    let after = rest.trim_start_matches(dated);
    let before = before.trim_end_matches(['-', '_']);
    if before.is_empty() || after.contains(|c: char| c.is_ascii_digit()) {
        return name.to_owned();
    }
    format!("{before}*{after}.{ending}")
}

/// Tells of files that are the same table, or would lie at the same place.
fn two_of_one(plan: &Plan, intake: &Intake<'_>, mistakes: &mut Vec<Diagnostic>) {
    let mut by: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in &plan.files {
        let mut whats = vec![file.place.path.clone()];
        let single = file
            .tables
            .iter()
            .filter(|t| !intake.is_of_several(&t.name));
        whats.extend(single.map(|t| t.name.to_string()));
        for what in whats {
            by.entry(what).or_default().push(file.shown.clone());
        }
    }
    let mut told: Vec<Vec<String>> = Vec::new();
    for (what, files) in by.into_iter().rev().filter(|(_, files)| files.len() > 1) {
        if !told.contains(&files) {
            told.push(files.clone());
            mistakes.push(ImportMistake::TwoOfOne { what, files }.diagnostic());
        }
    }
}

/// Puts what is lacking into the text of `sources.yml`.
fn amend(
    site: &Path,
    content: &Content,
    plan: &mut Plan,
    asked: &Asked,
    mistakes: &mut Vec<Diagnostic>,
) {
    let additions: Vec<Addition> = plan
        .files
        .iter()
        .flat_map(|f| &f.tables)
        .map(|t| t.addition.clone())
        .filter(|a| !a.is_empty())
        .collect();
    let document = content.document("content/sources");
    plan.sources_path =
        document.map_or("content/sources.yml".to_owned(), |d| d.source.path.clone());
    if additions.is_empty() {
        return;
    }
    plan.lines = lines(&additions, false);
    if let Some(document) = document {
        plan.sources_text = document.source.text.clone();
        plan.sources_before = std::fs::read(site.join(&plan.sources_path)).ok();
    }
    match amended(document, &additions) {
        Ok(text) => plan.sources = Some(text),
        Err(cannot) if asked.write_mapping => {
            let mistake = ImportMistake::CannotAmend {
                at: cannot.at,
                lines: plan.lines.clone(),
            };
            mistakes.push(mistake.diagnostic());
        }
        Err(_) => {}
    }
}
