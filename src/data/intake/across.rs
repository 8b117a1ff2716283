//! Twelve months that stand across in columns, found by their headings.

use std::sync::Arc;

use super::super::headings;
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

/// Makes one column of months across, where one that formulas look up is still wanted and a year
/// stands beside them.
pub(super) fn propose(table: &Table, wanted: &Wanted, known: &mut Recognised) {
    let open: Vec<Arc<str>> = known.lacking.clone();
    let (Some(year), [column]) = (headings::find(table, YEAR), &open[..]) else {
        return;
    };
    let is_number = wanted.columns.get(column) == Some(&Kind::Number);
    let Some(months) = months(table).filter(|_| wanted.looked_up && is_number) else {
        return;
    };
    let year = table
        .headings
        .get(year)
        .map_or(String::new(), |h| h.text.to_string());
    known.lacking.clear();
    known.addition.across = Some((year, months, Arc::clone(column)));
}

fn months(table: &Table) -> Option<Vec<String>> {
    let there = |names: &[String]| {
        let mut names = names.iter();
        names.all(|name| headings::position(table, name).is_some())
    };
    let counted = AROUND.iter().flat_map(|(before, after)| {
        [2, 1].map(|width: usize| {
            let names = (1..=12).map(|n| format!("{before}{n:0width$}{after}"));
            names.collect::<Vec<String>>()
        })
    });
    let named = NAMES.iter();
    let named = named.map(|names| names.map(str::to_owned).to_vec());
    counted.chain(named).find(|names| there(names))
}
