//! What is missing, grouped by cause and without names.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::assessment::{Awarded, ItemResult, PolicyResult};
use crate::period::Period;
use crate::value::{Cell, Missing};

/// One cause for figures that are missing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// The cause.
    pub cause: Cause,
    /// How many subjects it concerns.
    pub subjects: usize,
}

/// Why figures are missing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// A table has not come; its name.
    NoTable(Arc<str>),
    /// A table has no row; its name.
    NoRow(Arc<str>),
    /// A cell is blank; its file, since the line would tell whose it is.
    Blank(String),
    /// A division by zero.
    ZeroDivisor,
    /// A parameter has no value yet; its name.
    Unfilled(Arc<str>),
    /// An earlier period has no result.
    NotYet(Period),
    /// A table has several rows where one is read; its name.
    SeveralRows(Arc<str>),
    /// There is nobody to take a mean of.
    Nobody,
    /// The policy's own condition leaves the subject out.
    NotTakingPart,
    /// A value lies below every row of a band; its name.
    NoBand(Arc<str>),
    /// The calendar has no such year.
    NoCalendar(i16),
}

impl Cause {
    /// Returns the first cause of something missing.
    pub fn of(missing: &Missing) -> Self {
        match missing.cause() {
            Missing::NoTable(table) => Self::NoTable(Arc::clone(table)),
            Missing::NoRow(name) | Missing::NoAttribute(name) => Self::NoRow(Arc::clone(name)),
            Missing::Blank(place) => Self::Blank(place.source.path.clone()),
            // Told as an error, so that there is no site.
            Missing::Unread => Self::Blank(String::new()),
            // `cause` has gone through all figures between.
            Missing::ZeroDivisor | Missing::From(..) => Self::ZeroDivisor,
            Missing::Unfilled(parameter) => Self::Unfilled(Arc::clone(parameter)),
            Missing::NotYet(period) => Self::NotYet(*period),
            Missing::SeveralRows(table, _) => Self::SeveralRows(Arc::clone(table)),
            Missing::Nobody => Self::Nobody,
            Missing::NotTakingPart => Self::NotTakingPart,
            Missing::NoBand(band) => Self::NoBand(Arc::clone(band)),
            Missing::NoCalendar(year) => Self::NoCalendar(*year),
        }
    }
}

/// Finds what is missing under a policy: for each cause, how many subjects it concerns.
pub(super) fn of(result: &PolicyResult) -> Vec<Gap> {
    let mut causes: BTreeMap<Cause, usize> = BTreeMap::new();
    for subject in &result.subjects {
        let mut own = Vec::new();
        for item in &subject.items {
            of_item(item, &mut own);
        }
        note(subject.total.as_ref().map(|t| &t.cell), &mut own);
        own.sort();
        own.dedup();
        for cause in own {
            *causes.entry(cause).or_default() += 1;
        }
    }
    for board in &result.boards {
        for (_, missing) in &board.unranked {
            let cause = missing.as_ref().map(Cause::of).filter(is_gap);
            if let Some(cause) = cause {
                causes.entry(cause).or_insert(1);
            }
        }
    }
    for award in &result.awards {
        if let Awarded::Blocked(missing) = &award.outcome {
            causes.entry(Cause::of(missing)).or_insert(1);
        }
    }
    causes
        .into_iter()
        .map(|(cause, subjects)| Gap { cause, subjects })
        .collect()
}

fn of_item(item: &ItemResult, own: &mut Vec<Cause>) {
    note(Some(&item.points.cell), own);
    for part in &item.items {
        of_item(part, own);
    }
}

fn note(cell: Option<&Cell>, own: &mut Vec<Cause>) {
    if let Some(Err(missing)) = cell {
        own.extend(Some(Cause::of(missing)).filter(is_gap));
    }
}

/// Tells whether something ought to be there: who does not take part leaves no gap.
fn is_gap(cause: &Cause) -> bool {
    *cause != Cause::NotTakingPart
}
