//! Which column of a file becomes which column of its table.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::super::headings::{self, GRADE, ID, MONTH, NAME, POST, TEAM};
use super::super::mistake::{MappingMistake, RatingMistake, SourceMistake};
use super::super::places::Shelf;
use super::super::sources::{
    Across, AcrossOf, ColumnSource, PeriodSource, PersonSource, TableSource, names_a_scale,
};
use super::{unknown_heading, whole};
use crate::content::{Heading, Table};
use crate::diagnostic::Diagnostic;
use crate::form::Written;
use crate::period::Length;

/// What of one file becomes which column.
pub(super) struct Mapping {
    /// For each column its index among the file's headings.
    pub(super) columns: Vec<(Arc<str>, usize)>,
    /// Columns that say the same in every row: what the file's name tells, and what is declared.
    pub(super) fixed: Vec<(Arc<str>, Arc<str>)>,
    pub(super) period: Option<usize>,
    /// Which stretch of days a month's name stands for.
    pub(super) length: Length,
    pub(super) across: Option<ColumnsAcross>,
}

/// Months or days that stand across.
pub(super) struct ColumnsAcross {
    /// The column of the year, where months do.
    pub(super) year: Option<usize>,
    /// The name of the column that tells which column it was: of days, of items.
    pub(super) label: Option<Arc<str>>,
    /// What each column is, and its index among the file's headings; `None` where a short month
    /// has none.
    pub(super) columns: Vec<(OfColumn, Option<usize>)>,
    pub(super) into: Arc<str>,
}

/// What a column that stands across is.
#[derive(Debug, Clone)]
pub(super) enum OfColumn {
    /// Something by its heading.
    Named(Arc<str>),
    /// A month of the row's year.
    Month(i8),
    /// A day of the folder's month.
    Day(Date),
    /// A day that the folder's month does not have.
    NoDay,
}

impl Mapping {
    /// Returns which of the columns says the period.
    pub(super) fn period_column(&self) -> Option<usize> {
        let index = self.period?;
        self.columns.iter().position(|(_, i)| *i == index)
    }

    /// Returns the names of the columns in their order, those of what stands across last.
    pub(super) fn names(&self) -> Vec<Arc<str>> {
        let across = self
            .across
            .iter()
            .flat_map(|a| a.label.iter().chain([&a.into]));
        self.columns
            .iter()
            .map(|(name, _)| name)
            .chain(self.fixed.iter().map(|(name, _)| name))
            .chain(across)
            .map(Arc::clone)
            .collect()
    }
}

/// Finds the columns of a file; `None` after a mistake.
pub(super) fn map(
    table: &Table,
    shelf: Shelf,
    source: Option<&TableSource>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Mapping> {
    let mut fine = true;
    let mut renamed: BTreeMap<usize, &Arc<str>> = BTreeMap::new();
    let into = source.and_then(|s| s.across.as_ref()).map(|a| &a.into);
    let mut fixed: Vec<(Arc<str>, Arc<str>)> = Vec::new();
    if let Some(pattern) = source.and_then(|s| s.file_name.as_ref()) {
        match pattern.of(table) {
            Some(told) => fixed = told,
            None => {
                fine = false;
                let mistake = RatingMistake::FileName {
                    pattern: pattern.written.clone(),
                    place: whole(table),
                };
                diagnostics.push(mistake.into());
            }
        }
    }
    for column in source.iter().flat_map(|s| &s.columns) {
        if let Some(always) = &column.always {
            fixed.push((Arc::clone(&column.name), Arc::clone(always)));
            continue;
        }
        match headings::position(table, &column.from.value) {
            Some(index) => {
                renamed.insert(index, &column.name);
                warn_of_scale(table, index, column, diagnostics);
            }
            // A column that months across are gathered into is only declared here.
            None if Some(&column.name) == into => {}
            None => {
                fine = false;
                diagnostics.push(unknown_heading(
                    table,
                    &column.from.value,
                    &column.from.place,
                ));
            }
        }
    }
    let across = match source.and_then(|s| s.across.as_ref()) {
        Some(across) => {
            let owner = match source.map(|s| &s.person) {
                Some(PersonSource::Column(written) | PersonSource::Name(written)) => Some(written),
                Some(PersonSource::Through(through)) => Some(&through.column),
                _ => None,
            };
            let owner = owner.and_then(|written| headings::position(table, &written.value));
            let taken: Vec<usize> = renamed.keys().copied().chain(owner).collect();
            Some(columns_across(table, across, (shelf, &taken), diagnostics)?)
        }
        None => None,
    };
    let gone: BTreeSet<usize> = across
        .iter()
        .flat_map(|a| a.columns.iter().filter_map(|c| c.1))
        .collect();
    let mut columns: Vec<(Arc<str>, usize)> = Vec::new();
    for (index, heading) in table.headings.iter().enumerate() {
        if gone.contains(&index) {
            continue;
        }
        let name = renamed.get(&index).copied().unwrap_or(&heading.text);
        if let Some((_, before)) = columns.iter().find(|(n, _)| n == name) {
            fine = false;
            let declared = source.iter().flat_map(|s| &s.columns);
            let declared = declared.into_iter().find(|c| c.name == *name);
            let own = if renamed.contains_key(before) {
                index
            } else {
                *before
            };
            diagnostics.push(
                SourceMistake::NameTaken {
                    name: name.to_string(),
                    place: declared
                        .map_or_else(|| table.heading_place(index), |c| c.from.place.clone()),
                    header: table.heading_place(own),
                }
                .into(),
            );
            continue;
        }
        columns.push((Arc::clone(name), index));
    }
    let period = match source.map(|s| &s.period) {
        Some(PeriodSource::All) => None,
        Some(PeriodSource::Column(written)) => {
            let named = |n: &(Arc<str>, usize)| n.0.as_ref() == written.value;
            let found = headings::position(table, &written.value)
                .or_else(|| columns.iter().find(|n| named(n)).map(|n| n.1));
            if found.is_none() {
                fine = false;
                diagnostics.push(unknown_heading(table, &written.value, &written.place));
            }
            found
        }
        Some(PeriodSource::Usual) | None if across.is_none() && shelf == Shelf::Tables => {
            headings::find(table, MONTH)
        }
        Some(PeriodSource::Usual) | None => None,
    };
    fine.then_some(Mapping {
        columns,
        fixed,
        period,
        length: source.map_or(Length::Month, |s| s.length),
        across,
    })
}

fn columns_across(
    table: &Table,
    across: &Across,
    (shelf, taken): (Shelf, &[usize]),
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<ColumnsAcross> {
    let mut find = |written: &Written<String>| {
        let found = headings::position(table, &written.value);
        if found.is_none() {
            diagnostics.push(unknown_heading(table, &written.value, &written.place));
        }
        found
    };
    let into = Arc::clone(&across.into);
    match &across.of {
        AcrossOf::Columns { headings, named } => {
            let all = || {
                let free = |(index, heading): &(usize, &Heading)| {
                    !taken.contains(index) && !of_a_person(&heading.text)
                };
                let headings = table.headings.iter().enumerate().filter(free);
                headings.map(|(index, _)| Some(index)).collect::<Vec<_>>()
            };
            let columns = match headings {
                Some(headings) => headings.iter().map(&mut find).collect(),
                None => all(),
            };
            columns.iter().all(Option::is_some).then_some(())?;
            let named_by = |index: &Option<usize>| {
                let heading = index.and_then(|i| table.headings.get(i));
                heading.map_or(OfColumn::NoDay, |h| OfColumn::Named(Arc::clone(&h.text)))
            };
            Some(ColumnsAcross {
                year: None,
                label: Some(Arc::clone(named)),
                columns: columns.iter().map(|c| (named_by(c), *c)).collect(),
                into,
            })
        }
        AcrossOf::Months { year, headings } => {
            let year = find(year);
            let columns: Vec<Option<usize>> = headings.iter().map(&mut find).collect();
            columns.iter().all(Option::is_some).then_some(())?;
            let columns = (1..).map(OfColumn::Month).zip(columns);
            Some(ColumnsAcross {
                year: Some(year?),
                label: None,
                columns: columns.collect(),
                into,
            })
        }
        AcrossOf::Days { headings, date } => {
            let Shelf::Month(period) = shelf else {
                let place = table.header_place();
                diagnostics.push(MappingMistake::DaysWithoutMonth(place).into());
                return None;
            };
            let mut columns = Vec::new();
            let mut fine = true;
            for (day, written) in (1..).zip(headings) {
                let day = Date::new(period.year(), period.month(), day).ok();
                let of = day.map_or(OfColumn::NoDay, OfColumn::Day);
                let index = match of {
                    // A short month may leave its last columns out.
                    OfColumn::NoDay => headings::position(table, &written.value),
                    _ => find(written),
                };
                fine &= index.is_some() || matches!(of, OfColumn::NoDay);
                columns.push((of, index));
            }
            fine.then(|| ColumnsAcross {
                year: None,
                label: Some(Arc::clone(date)),
                columns,
                into,
            })
        }
    }
}

/// Warns of a heading such as `签约额（千元）` whose scale nobody has declared.
fn warn_of_scale(
    table: &Table,
    index: usize,
    column: &ColumnSource,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if column.factor.is_none() && column.unit.is_none() && names_a_scale(&column.from.value) {
        let mistake = MappingMistake::ScaleUnsaid {
            place: column.from.place.clone(),
            heading: column.from.value.clone(),
            header: table.heading_place(index),
        };
        diagnostics.push(mistake.into());
    }
}

/// Tells whether a heading says of whom a row is: such a column never stands across.
fn of_a_person(heading: &str) -> bool {
    [ID, NAME, TEAM, POST, GRADE, MONTH]
        .iter()
        .any(|known| known.contains(&heading))
}
