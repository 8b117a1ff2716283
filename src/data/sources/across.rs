//! Months or days across in columns, as `sources.yml` declares them.

use std::sync::Arc;

use super::super::mistake::{MappingMistake, SourceMistake};
use crate::content::Node;
use crate::form::across::ACROSS;
use crate::form::{Reader, Written};

/// Months or days across in columns.
#[derive(Debug, Clone)]
pub(in super::super) struct Across {
    pub(in super::super) of: AcrossOf,
    /// The name of the one column that they become.
    pub(in super::super) into: Arc<str>,
}

impl Across {
    /// Tells whether the months of a year stand across.
    pub(in super::super) fn is_of_months(&self) -> bool {
        matches!(self.of, AcrossOf::Months { .. })
    }

    /// Returns the headings that stand across, as far as they are listed.
    pub(in super::super) fn headings(&self) -> Vec<String> {
        let listed = match &self.of {
            AcrossOf::Months { headings, .. } | AcrossOf::Days { headings, .. } => &headings[..],
            AcrossOf::Columns { headings, .. } => headings.as_deref().unwrap_or(&[]),
        };
        listed.iter().map(|h| h.value.clone()).collect()
    }

    /// Returns the names of the columns that it makes.
    pub(in super::super) fn makes(&self) -> impl Iterator<Item = &Arc<str>> {
        let other = match &self.of {
            AcrossOf::Months { .. } => None,
            AcrossOf::Columns { named, .. } => Some(named),
            AcrossOf::Days { date, .. } => Some(date),
        };
        [Some(&self.into), other].into_iter().flatten()
    }
}

/// What stands across.
#[derive(Debug, Clone)]
pub(in super::super) enum AcrossOf {
    /// The months of a year.
    Months {
        /// The column of the year.
        year: Written<String>,
        /// The headings from January to December.
        headings: Vec<Written<String>>,
    },
    /// Anything else: items, raters.
    Columns {
        /// The headings; `None` for all that serve nothing else.
        headings: Option<Vec<Written<String>>>,
        /// The name of the column that takes the headings.
        named: Arc<str>,
    },
    /// The days of the month in whose folder the table lies.
    Days {
        /// The headings from the first to the 31st.
        headings: Vec<Written<String>>,
        /// The name of the column of days.
        date: Arc<str>,
    },
}

/// Reads it; `None` after a mistake.
pub(super) fn read(node: &Node, reader: &mut Reader) -> Option<Across> {
    let fields = reader.read(node, &ACROSS)?;
    let place = |key: &str| fields.key_place(key).unwrap_or(fields.place()).clone();
    let into = fields.text("into")?.value.as_str().into();
    let of = match (
        fields.has("months"),
        fields.has("days"),
        fields.has("columns"),
    ) {
        (false, false, true) if fields.has("named") => {
            let headings = fields.texts("columns");
            let all =
                matches!(&headings[..], [only] if matches!(only.value.trim(), "others" | "其余"));
            AcrossOf::Columns {
                headings: (!all).then_some(headings),
                named: fields.text("named")?.value.as_str().into(),
            }
        }
        (true, false, false) if fields.has("year") => {
            let headings = spelt(fields.texts("months"), 12);
            if headings.len() != 12 {
                reader.report(SourceMistake::NotTwelve {
                    place: place("months"),
                    count: headings.len(),
                });
                return None;
            }
            AcrossOf::Months {
                year: fields.text("year")?,
                headings,
            }
        }
        (false, true, false) if fields.has("date") => {
            let headings = spelt(fields.texts("days"), 31);
            if headings.len() != 31 {
                reader.report(MappingMistake::NotAllDays {
                    place: place("days"),
                    count: headings.len(),
                });
                return None;
            }
            AcrossOf::Days {
                headings,
                date: fields.text("date")?.value.as_str().into(),
            }
        }
        _ => {
            let place = fields.place().clone();
            reader.report(MappingMistake::AcrossWhat(place));
            return None;
        }
    };
    Some(Across { of, into })
}

fn spelt(written: Vec<Written<String>>, last: usize) -> Vec<Written<String>> {
    match &written[..] {
        [only] => stretch(only, last),
        _ => written,
    }
}

/// Spells `M01..M12` out, or `1月..12月`.
fn stretch(written: &Written<String>, most: usize) -> Vec<Written<String>> {
    let whole = || vec![written.clone()];
    let Some((first, last)) = written.value.split_once("..") else {
        return whole();
    };
    let (first, last) = (first.trim(), last.trim());
    let around = |text: &str| {
        let start = text.find(|c: char| c.is_ascii_digit())?;
        let end = text.rfind(|c: char| c.is_ascii_digit())? + 1;
        let number: usize = text.get(start..end)?.parse().ok()?;
        let parts = (text.get(..start)?.to_owned(), text.get(end..)?.to_owned());
        Some((parts, number, end - start))
    };
    match (around(first), around(last)) {
        (Some((before, 1, width)), Some((after, end, _))) if before == after && end == most => (1
            ..=most)
            .map(|n| {
                Written::new(
                    format!("{}{n:0width$}{}", before.0, before.1),
                    &written.place,
                )
            })
            .collect(),
        _ => whole(),
    }
}
