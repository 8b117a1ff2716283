//! `calendar.yml` → the working calendar.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::mistake::DayMistake;
use crate::calendar::{Calendar, Year};
use crate::content::Content;
use crate::diagnostic::Diagnostic;
use crate::form::data::YEAR;
use crate::form::{Reader, Written};
use crate::period::days_after;

/// The longest stretch of holidays that can be written with `..`.
const LONGEST: usize = 60;

/// Reads `calendar.yml`; a site without one knows no year.
pub(super) fn read(content: &Content, diagnostics: &mut Vec<Diagnostic>) -> Calendar {
    let Some(document) = content.document("content/calendar") else {
        return Calendar::default();
    };
    let mut reader = Reader::new();
    let mut years = BTreeMap::new();
    for (name, node) in reader.named(&document.root) {
        let digits = name.value.trim_end_matches('年');
        let number = digits.parse().ok().filter(|y| (1900..=2199).contains(y));
        let Some(number) = number else {
            reader.report(DayMistake::NoYear {
                place: name.place,
                written: name.value,
            });
            continue;
        };
        if matches!(node.kind, crate::content::NodeKind::Null) {
            years.insert(number, Year::default());
            continue;
        }
        let Some(fields) = reader.read(node, &YEAR) else {
            continue;
        };
        let holidays = fields.texts("holidays");
        let workdays = fields.texts("workdays");
        let mut year = Year::default();
        for text in &holidays {
            let days = days(text, number, &mut reader);
            year.holidays.extend(days);
        }
        for text in &workdays {
            let days = days(text, number, &mut reader);
            if days.iter().any(|d| year.holidays.contains(d)) {
                reader.report(DayMistake::Both(text.place.clone()));
            }
            year.workdays.extend(days);
        }
        years.insert(number, year);
    }
    diagnostics.extend(reader.finish());
    Calendar::new(years)
}

/// Reads a day or a stretch of days, all within one year.
fn days(text: &Written<String>, year: i16, reader: &mut Reader) -> BTreeSet<Date> {
    let ends = text
        .value
        .split_once("..")
        .or_else(|| text.value.split_once('至'));
    let mut read = |part: &str| {
        let part = Written::new(part.trim().to_owned(), &text.place);
        reader.date(&part).map(|d| d.value)
    };
    let (first, last) = match ends {
        Some((first, last)) => (read(first), read(last)),
        None => {
            let day = read(&text.value);
            (day, day)
        }
    };
    let (Some(first), Some(last)) = (first, last) else {
        return BTreeSet::new();
    };
    let stretch: BTreeSet<Date> = (0..)
        .map(|n| days_after(first, n))
        .take_while(|d| *d <= last)
        .take(LONGEST + 1)
        .collect();
    if stretch.is_empty() || stretch.len() > LONGEST {
        reader.report(DayMistake::BadStretch {
            place: text.place.clone(),
            written: text.value.clone(),
        });
        return BTreeSet::new();
    }
    if stretch.iter().any(|d| d.year() != year) {
        reader.report(DayMistake::OtherYear {
            place: text.place.clone(),
            written: text.value.clone(),
            year,
        });
        return BTreeSet::new();
    }
    stretch
}
