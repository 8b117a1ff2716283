//! Twelve months, or the days of a month, that stand across in columns, found by their headings.

use std::sync::Arc;

use super::super::headings;
use super::addition::{AcrossAdded, AcrossOf};
use super::columns::may_be;
use super::{Recognised, Wanted};
use crate::content::Table;
use crate::value::Kind;

/// Headings of the year.
const YEAR: &[&str] = &["年份", "年度", "年", "Year", "year", "YEAR"];
/// Headings of months that are no numbers, from January on.
const NAMES: &[[&str; 12]] = &[
    [
        "一月",
        "二月",
        "三月",
        "四月",
        "五月",
        "六月",
        "七月",
        "八月",
        "九月",
        "十月",
        "十一月",
        "十二月",
    ],
    [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ],
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
];
/// What may stand before and behind the number of a month.
const AROUND: &[(&str, &str)] = &[
    ("", "月"),
    ("M", ""),
    ("m", ""),
    ("", ""),
    ("", "月目标"),
    ("月", ""),
];

/// What may stand before and behind the number of a day.
const AROUND_DAYS: &[(&str, &str)] = &[("", "日"), ("", "号"), ("", ""), ("D", ""), ("Day ", "")];
/// The days that every month has; the others may have no column.
const DAYS_OF_ALL: usize = 28;

/// Makes one column of months or days across, where one that formulas use is still wanted: of
/// months where formulas look it up and a year stands beside them, of days where a month's rows
/// are counted.
pub(super) fn propose(table: &Table, wanted: &Wanted, known: &mut Recognised) {
    let found = if wanted.looked_up {
        months(table, wanted, &known.lacking)
    } else {
        days(table, wanted, &known.lacking)
    };
    if found.is_some() {
        known.lacking.clear();
        known.addition.across = found;
    }
}

fn months(table: &Table, wanted: &Wanted, open: &[Arc<str>]) -> Option<AcrossAdded> {
    let [into] = open else { return None };
    let year = table.headings.get(headings::find(table, YEAR)?)?;
    let is_number = wanted.columns.get(into) == Some(&Kind::Number);
    let counted = counted(AROUND, 12);
    let named = NAMES.iter();
    let named = named.map(|names| names.map(str::to_owned).to_vec());
    let headings = counted
        .chain(named)
        .find(|names| are_there(table, names).is_some());
    Some(AcrossAdded {
        of: AcrossOf::Months(year.text.to_string()),
        headings: headings.filter(|_| is_number)?,
        into: Arc::clone(into),
    })
}

fn days(table: &Table, wanted: &Wanted, open: &[Arc<str>]) -> Option<AcrossAdded> {
    let is_day = |name: &&Arc<str>| wanted.columns.get(*name) == Some(&Kind::Date);
    let (dates, values): (Vec<_>, Vec<_>) = open.iter().partition(is_day);
    let date = match dates[..] {
        [] => "日期".to_owned(),
        [only] => only.to_string(),
        _ => return None,
    };
    let [into] = values[..] else { return None };
    let kind = wanted.columns.get(into).copied()?;
    let mut candidates = counted(AROUND_DAYS, 31);
    let headings = candidates.find(|names| {
        let there = names.get(..DAYS_OF_ALL);
        let there = there.and_then(|names| are_there(table, names));
        there.is_some_and(|all| all.iter().all(|index| may_be(table, *index, kind)))
    })?;
    Some(AcrossAdded {
        of: AcrossOf::Days(date),
        headings,
        into: Arc::clone(into),
    })
}

/// Returns the headings counted from one on, in every way in which they are written.
fn counted(
    around: &'static [(&'static str, &'static str)],
    most: usize,
) -> impl Iterator<Item = Vec<String>> {
    around.iter().flat_map(move |(before, after)| {
        [2, 1].map(|width: usize| {
            let names = (1..=most).map(|n| format!("{before}{n:0width$}{after}"));
            names.collect::<Vec<String>>()
        })
    })
}

fn are_there(table: &Table, names: &[String]) -> Option<Vec<usize>> {
    let names = names.iter();
    names.map(|name| headings::position(table, name)).collect()
}
