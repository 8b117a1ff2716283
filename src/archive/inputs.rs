//! Which of a site's files a period's results rest on, by their paths, and of which sort each is.

use std::collections::BTreeSet;

use crate::period::Period;

/// Of which sort a file is that a period's results rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shelf {
    /// It lies in the folder of one of the period's own months.
    Own,
    /// It is a version of a policy.
    Policy,
    /// It belongs to all months: roster, calendar, settings …
    Shared,
    /// It lies in the folder of an earlier month.
    Earlier(Period),
}

/// Returns of which sort a file is, by its path from the site's folder; `None` for what no result of
/// the period rests on: themes, free pages, what is sealed, later months, and `later`, the versions of policies that
/// hold from a later month on.
pub fn shelf(path: &str, period: Period, later: &BTreeSet<&str>) -> Option<Shelf> {
    let inside = path.strip_prefix("content/")?;
    let page = inside.starts_with("pages/") && inside.to_ascii_lowercase().ends_with(".md");
    let put_away = inside.starts_with("sealed/") || inside.starts_with("archived.");
    if page || put_away || later.contains(path) {
        return None;
    }
    if inside.starts_with("policies/") {
        return Some(Shelf::Policy);
    }
    let month = inside.strip_prefix("months/");
    let month = month.and_then(|rest| Period::parse(rest.split('/').next()?));
    match month {
        None => Some(Shelf::Shared),
        Some(month) if month > period.last_month() => None,
        Some(month) if month >= period.first_month() => Some(Shelf::Own),
        Some(month) => Some(Shelf::Earlier(month)),
    }
}
