//! How a table of a month is written, as the author's files and `sources.yml` have it: in which
//! file, under which headings.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::headings::{ID, MONTH, TEAM};
use super::places::{Shelf, shelf_of};
use super::rows::month_of;
use super::sources::{self, AcrossOf, PeriodSource, PersonSource, Sources, TableSource};
use super::understand::names_of;
use super::{headings, keys, listed};
use crate::content::{Content, Table};
use crate::form::Written;
use crate::period::{Length, Period};

/// The layouts of all tables.
#[derive(Debug)]
pub struct Layouts<'a> {
    content: &'a Content,
    sources: Sources,
    /// Tables written as YAML.
    listed: Vec<Table>,
}

/// How one table is written in a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// Where.
    pub at: TableAt,
    /// The column of whom each row belongs to; `None` where rows are nobody's.
    pub owner: Option<OwnerColumn>,
    /// The other headings.
    pub headings: Vec<String>,
    /// The workbook of which the table was a sheet the last time.
    pub workbook: Option<String>,
}

/// Where a table of a month is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableAt {
    /// In a CSV file, by its path below the month's folder.
    Month(String),
    /// In a table that belongs to no single month.
    General {
        /// Its path.
        path: String,
        /// Whether rows of that month are still to be added to it.
        lacks: bool,
    },
    /// Where only the author can write it: in a workbook of that name, as `sources.yml` says.
    Elsewhere(String),
}

/// Whose rows a table has, as formulas want it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owned {
    /// People's.
    People,
    /// Teams'.
    Teams,
    /// Nobody's.
    Nobodys,
}

/// The column of whom each row belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnerColumn {
    /// Its heading.
    pub heading: String,
    /// What stands in it.
    pub by: OwnerKey,
}

/// What tells whom a row belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OwnerKey {
    /// The person's id.
    Id,
    /// The person's name.
    Name,
    /// Another key, by the id of the person.
    Key(BTreeMap<Arc<str>, Arc<str>>),
    /// The team.
    Team,
}

impl<'a> Layouts<'a> {
    /// Reads what is said of tables. What is wrong with it is told where the data are understood.
    pub fn new(content: &'a Content) -> Self {
        let mut told = Vec::new();
        Self {
            content,
            sources: sources::read(content, &mut told),
            listed: listed::read(content, &mut told),
        }
    }

    /// Returns how a table with some columns is written in a month.
    pub fn of(&self, name: &str, columns: &[Arc<str>], owned: Owned, period: Period) -> Layout {
        let source = self.sources.tables.get(name).map(|s| s.of(Some(period)));
        let files = self.files(name);
        let latest = files.iter().rev().find(|t| is_monthly(t)).copied();
        let owner = self.owner(source, owned, columns, latest);
        let mut wanted: Vec<String> = columns.iter().map(ToString::to_string).collect();
        if let Some(source) = source {
            lay_down(source, period, &mut wanted);
        }
        let own = owner.as_ref().map(|o| o.heading.as_str());
        let mut headings: Vec<String> = Vec::new();
        for heading in wanted {
            if Some(heading.as_str()) != own && !headings.contains(&heading) {
                headings.push(heading);
            }
        }
        if owner.is_none() && headings.is_empty() {
            // A file has to have some column, even where rows are only counted.
            headings.push("日期".to_owned());
        }
        // The order is that of the author's own file.
        let order = |h: &String| latest.and_then(|t| headings::position(t, h));
        headings.sort_by_key(|h| order(h).unwrap_or(usize::MAX));
        Layout {
            at: self.at(name, source, &files, period),
            owner,
            headings,
            workbook: latest.filter(|t| t.sheet.is_some()).map(|t| {
                let name = t.path.rsplit('/').next();
                name.unwrap_or(&t.path).to_owned()
            }),
        }
    }

    /// Returns the files of a table in the order of their paths.
    fn files(&self, name: &str) -> Vec<&Table> {
        let all = self.content.tables.iter().chain(&self.listed);
        let read = all.filter(|t| matches!(shelf_of(&t.path), Shelf::Tables | Shelf::Month(_)));
        read.filter(|t| {
            names_of(t, &self.sources)
                .iter()
                .any(|n| n.as_ref() == name)
        })
        .collect()
    }

    fn at(
        &self,
        name: &str,
        source: Option<&TableSource>,
        files: &[&Table],
        period: Period,
    ) -> TableAt {
        if let Some(general) = files.iter().find(|t| shelf_of(&t.path) == Shelf::Tables) {
            return TableAt::General {
                path: general.path.clone(),
                lacks: lacks(general, source, period),
            };
        }
        let events = files.iter().any(|t| t.events.is_some());
        let declared = source.map_or(&[][..], |s| &s.files);
        let file = match declared.first() {
            None => Some(format!("{name}.csv")),
            Some(_) => declared.iter().find_map(|f| csv_of(&f.value, period)),
        };
        match (file.filter(|f| is_plain(f)), declared.first()) {
            (Some(file), _) if events => TableAt::Month(format!("events/{file}")),
            (Some(file), _) => TableAt::Month(file),
            (None, Some(written)) => TableAt::Elsewhere(written.value.clone()),
            (None, None) => TableAt::Elsewhere(name.to_owned()),
        }
    }

    fn owner(
        &self,
        source: Option<&TableSource>,
        owned: Owned,
        columns: &[Arc<str>],
        latest: Option<&Table>,
    ) -> Option<OwnerColumn> {
        let column = |written: &Written<String>, by| {
            let heading = heading_of(source, &written.value).to_owned();
            Some(OwnerColumn { heading, by })
        };
        match (source.map(|s| &s.person), owned) {
            (Some(PersonSource::Nobody), _) | (_, Owned::Nobodys) => None,
            (Some(PersonSource::Column(written)), _) => column(written, OwnerKey::Id),
            (Some(PersonSource::Name(written)), _) => column(written, OwnerKey::Name),
            (Some(PersonSource::Through(through)), _) => {
                let found = keys::read(self.content, through, &mut Vec::new());
                let found = found.map(|f| f.ids).unwrap_or_default();
                let mut by_id: BTreeMap<Arc<str>, Arc<str>> = BTreeMap::new();
                for (key, id) in found {
                    by_id.entry(id).or_insert(key);
                }
                column(&through.column, OwnerKey::Key(by_id))
            }
            (Some(PersonSource::Usual) | None, Owned::Teams) => {
                // A column that formulas use may go by such a name and hold something else.
                let free = |name: &&&str| columns.iter().all(|c| c.as_ref() != **name);
                let free: Vec<&str> = TEAM.iter().filter(free).copied().collect();
                let heading = usual(latest, &[], &free).or(usual(latest, &[], TEAM));
                Some(OwnerColumn {
                    heading: heading.unwrap_or("团队").to_owned(),
                    by: OwnerKey::Team,
                })
            }
            (Some(PersonSource::Usual) | None, Owned::People) => {
                let own = &self.sources.person;
                let roster = self.content.tables.iter();
                let mut roster = roster.filter(|t| shelf_of(&t.path) == Shelf::People);
                let heading = usual(latest, own, ID)
                    .or(own.first().map(String::as_str))
                    .or_else(|| roster.find_map(|t| usual(Some(t), &[], ID)))
                    .unwrap_or("工号");
                Some(OwnerColumn {
                    heading: heading.to_owned(),
                    by: OwnerKey::Id,
                })
            }
        }
    }
}

fn is_monthly(table: &Table) -> bool {
    matches!(shelf_of(&table.path), Shelf::Month(_))
}

/// Adds what `sources.yml` declares of a table, which a file has to have, and makes headings of the
/// names of columns.
fn lay_down(source: &TableSource, period: Period, wanted: &mut Vec<String>) {
    wanted.extend(source.columns.iter().map(|c| c.name.to_string()));
    let more = source.unique.iter().chain(&source.latest);
    wanted.extend(more.map(|w| w.value.clone()));
    if let PeriodSource::Column(written) = &source.period {
        wanted.push(written.value.clone());
    }
    if let Some(across) = &source.across {
        let days = match &across.of {
            AcrossOf::Days { headings, date } => {
                wanted.retain(|name| *name != **date);
                let days = usize::try_from(period.last_day().day()).unwrap_or(31);
                headings.get(..days.min(headings.len())).unwrap_or_default()
            }
            AcrossOf::Columns { headings, named } => {
                wanted.retain(|name| *name != **named);
                headings.as_deref().unwrap_or_default()
            }
            AcrossOf::Months { year, headings } => {
                wanted.push(year.value.clone());
                headings
            }
        };
        wanted.retain(|name| *name != *across.into);
        wanted.extend(days.iter().map(|w| w.value.clone()));
    }
    for name in wanted {
        *name = heading_of(Some(source), name).to_owned();
    }
}

/// Returns the heading in the file of a column that goes by a name.
fn heading_of<'t>(source: Option<&'t TableSource>, name: &'t str) -> &'t str {
    let columns = source.map_or(&[][..], |s| &s.columns);
    let declared = columns.iter().find(|c| c.name.as_ref() == name);
    declared.map_or(name, |c| c.from.value.as_str())
}

/// Returns the first of the usual headings that a table has.
fn usual<'t>(table: Option<&'t Table>, own: &'t [String], names: &'t [&str]) -> Option<&'t str> {
    let own = own.iter().map(String::as_str);
    let mut all = own.chain(names.iter().copied());
    all.find(|name| table.is_some_and(|t| headings::position(t, name).is_some()))
}

/// Returns the file's name that a pattern of `sources.yml` means in a month, where it is a CSV file.
fn csv_of(pattern: &str, period: Period) -> Option<String> {
    let name = pattern.replace('*', &period.to_string());
    match name.rsplit_once('.') {
        _ if name.contains('!') => None,
        Some((_, ending)) if ending.eq_ignore_ascii_case("csv") => Some(name),
        Some((_, "tsv" | "xlsx" | "xls" | "ods" | "jsonl" | "yml" | "yaml")) => None,
        _ => Some(format!("{name}.csv")),
    }
}

/// Tells whether every system takes it as the name of a file.
fn is_plain(name: &str) -> bool {
    let odd = |c: char| c.is_control() || r#"/\:*?"<>|"#.contains(c);
    !name.starts_with(['.', '~']) && !name.contains(odd)
}

/// Tells whether a table whose rows say their month has none of this one.
fn lacks(table: &Table, source: Option<&TableSource>, period: Period) -> bool {
    let column = match source.map(|s| &s.period) {
        Some(PeriodSource::All) => None,
        Some(PeriodSource::Column(written)) => {
            headings::position(table, heading_of(source, &written.value))
        }
        // Months that stand across are there, filled in or not.
        _ if source.is_some_and(|s| s.across.is_some()) => None,
        _ => headings::find(table, MONTH),
    };
    let Some(column) = column else {
        return false;
    };
    let length = source.map_or(Length::Month, |s| s.length);
    let mut cells = table.rows.iter().filter_map(|row| row.cells.get(column));
    !cells.any(|cell| month_of(cell, length) == Some(period))
}
