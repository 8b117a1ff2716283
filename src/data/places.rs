//! Where a file lies: what it is for, by its path.

use std::sync::Arc;

use super::listed;
use super::mistake::PlaceMistake;
use crate::content::Content;
use crate::diagnostic::Diagnostic;
use crate::period::Period;
use crate::value::{Place, Source};

/// What a table is for, by where it lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shelf {
    /// `people/`.
    People,
    /// `tables/`: belongs to no single month.
    Tables,
    /// A month's folder.
    Month(Period),
    /// Nowhere that is read; the reason has been reported.
    Elsewhere,
}

/// Returns what a path is for.
pub(super) fn shelf_of(path: &str) -> Shelf {
    let mut parts = path.split('/').skip(1);
    match (parts.next(), parts.next(), parts.next()) {
        (Some("people"), Some(_), _) => Shelf::People,
        (Some("tables"), Some(_), _) => Shelf::Tables,
        (Some("months"), Some(month), Some(_)) => {
            Period::parse(month).map_or(Shelf::Elsewhere, Shelf::Month)
        }
        _ => Shelf::Elsewhere,
    }
}

/// Reports files that lie where nothing is read, or under unknown names: one message for all
/// files of a misnamed month.
pub(super) fn check(content: &Content, diagnostics: &mut Vec<Diagnostic>) {
    report_empty(content, diagnostics);
    let mut misnamed = Vec::new();
    let tables = content
        .tables
        .iter()
        .map(|t| (&t.path, Place::file(&t.source), true));
    let documents = content
        .documents
        .iter()
        .map(|(path, d)| (path, Place::file(&d.source), false));
    for (path, place, is_table) in tables.chain(documents) {
        if let Some(month) = month_folder(path)
            && Period::parse(month).is_none()
        {
            if !misnamed.contains(&month) {
                misnamed.push(month);
                let mistake = PlaceMistake::MisnamedMonth {
                    place,
                    written: month.to_owned(),
                    meant: meant_month(month),
                };
                diagnostics.push(mistake.into());
            }
            continue;
        }
        if content
            .documents
            .get(path)
            .is_some_and(|d| listed::is_table(path, d))
        {
            continue;
        }
        if is_table {
            // What lies among the policies is theirs: they report what none of them names.
            let of_policies = path.starts_with("content/policies/");
            if shelf_of(path) == Shelf::Elsewhere && !of_policies {
                diagnostics.push(PlaceMistake::MisplacedTable(place).into());
            }
        } else if let Some((written, known)) = unknown_document(path) {
            let known = known.iter().map(ToString::to_string).collect();
            let mistake = PlaceMistake::UnknownDocument {
                place,
                written: written.to_owned(),
                known,
            };
            diagnostics.push(mistake.into());
        }
    }
}

/// Reports folders of months in which nothing was read, misnamed ones among them.
fn report_empty(content: &Content, diagnostics: &mut Vec<Diagnostic>) {
    let is_empty = |folder: &&String| {
        let inside = format!("{folder}/");
        let tables = content.tables.iter().map(|t| t.path.as_str());
        let documents = content.documents.keys().map(String::as_str);
        !content.is_broken_below(&inside)
            && !tables
                .chain(documents)
                .any(|path| path.starts_with(&inside))
    };
    let empty: Vec<&String> = content.months.iter().filter(is_empty).collect();
    if let Some(first) = empty.first() {
        let name = |folder: &&String| folder.rsplit('/').next().unwrap_or(folder).to_owned();
        let source = Source {
            path: (*first).clone(),
            text: String::new(),
        };
        let mistake = PlaceMistake::EmptyMonths {
            place: Place::file(&Arc::new(source)),
            months: empty.iter().map(name).collect(),
        };
        diagnostics.push(mistake.into());
    }
}

fn month_folder(path: &str) -> Option<&str> {
    let rest = path.strip_prefix("content/months/")?;
    rest.split_once('/').map(|(month, _)| month)
}

/// Reads what is certainly meant by `2026-7`, `202607`, `2026年7月`, `2026.07`.
pub fn meant_month(written: &str) -> Option<String> {
    let mut numbers = written
        .split(|c: char| !c.is_ascii_digit())
        .filter(|n| !n.is_empty());
    let (first, second) = (numbers.next()?, numbers.next());
    if numbers.next().is_some() {
        return None;
    }
    let (year, month) = match second {
        Some(month) => (first, month),
        None if first.len() == 6 => first.split_at(4),
        None => return None,
    };
    let period = Period::new(year.parse().ok()?, month.parse().ok()?)?;
    Some(period.to_string())
}

/// Returns the name of a document that nothing reads, with the names that it may have there.
fn unknown_document(path: &str) -> Option<(&str, &'static [&'static str])> {
    let inner = path.strip_prefix("content/")?;
    let stem = inner.rsplit_once('.').map_or(inner, |(stem, _)| stem);
    let name = stem.rsplit('/').next().unwrap_or(stem);
    let known: &[&str] = match inner.split('/').next() {
        Some("policies") if inner.contains('/') => return None,
        Some("months") if stem.matches('/').count() == 2 => listed::OF_A_MONTH,
        _ if !inner.contains('/') => &["site", "sources", "calendar", "archived"],
        _ => &[],
    };
    (!known.contains(&name)).then_some((name, known))
}
