//! Tables whose rows are too many to be held: where they are and what their cells are. Their rows
//! are gone through once formulas and tables have met.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::cell::Zone;
use super::headings;
use super::mistake::{MomentMistake, PersonMistake, SourceMistake};
use super::{DataRow, Person, Rows};
use crate::content::EventFile;
use crate::diagnostic::{Diagnostic, nearest};
use crate::period::{Length, Period};
use crate::value::{At, Place};

/// The files of an event table in one month.
#[derive(Debug, Clone, Default)]
pub struct Events {
    /// The files.
    pub files: Vec<EventSource>,
    /// The column that says whose a row is, as an index into [`Rows::columns`]; `None` where rows
    /// are nobody's.
    pub person: Option<usize>,
    /// The person's id by what that column holds, where it holds other keys.
    pub keys: Option<Arc<BTreeMap<Arc<str>, Arc<str>>>>,
    /// The first rows of the files, by which the kinds of columns are seen.
    pub sample: Vec<DataRow>,
    /// The zone by which days are counted; `None` where times may not say theirs.
    pub zone: Option<Zone>,
    /// What counts as blank instead of the usual list, in small letters.
    pub(super) blanks: Option<Vec<String>>,
}

/// One file of them.
#[derive(Debug, Clone)]
pub struct EventSource {
    /// The file.
    pub file: Arc<EventFile>,
    /// For each of [`Rows::columns`] its place in a row, counted from 0.
    pub columns: Vec<Option<usize>>,
    /// What says to which month a row belongs; `None` where the folder does.
    pub period: Option<EventPeriod>,
}

/// The cell that says to which month a row belongs.
#[derive(Debug, Clone, Copy)]
pub struct EventPeriod {
    /// Its place in a row: a month, or a day.
    pub field: usize,
    /// Which stretch of days a month's name stands for.
    pub length: Length,
}

/// Whom rows name that is nobody of the roster: the first cell and how many rows, by what is
/// written; "" for rows that name nobody.
pub type Strangers = BTreeMap<String, (Place, usize)>;

impl Events {
    /// Tells whether the site says itself what counts as blank.
    pub fn has_own_blanks(&self) -> bool {
        self.blanks.is_some()
    }

    /// Tells whether a cell counts as blank.
    pub fn is_blank(&self, cell: &str) -> bool {
        headings::is_blank(cell, self.blanks.as_deref())
    }
}

impl EventSource {
    /// Returns where a cell stands: `column` counts [`Rows::columns`].
    pub fn cell_place(&self, rows: &Rows, line: u32, column: usize, written: &str) -> Place {
        let file = rows
            .files
            .iter()
            .find(|f| f.place.source.path == self.file.source.path);
        let heading = file.and_then(|f| f.headings.get(column));
        Place {
            source: Arc::clone(&self.file.source),
            at: At::Line {
                line,
                heading: heading.map_or_else(|| "".into(), |(name, _)| Arc::clone(name)),
                written: written.into(),
            },
        }
    }
}

/// Reads the cell that says to which month an event belongs, a month or a day, by the zone by which
/// days are counted.
pub fn month_cell(text: &str, length: Length, zone: Option<Zone>) -> Option<Period> {
    match zone.and_then(|zone| zone.local(text)) {
        Some(moment) => length.month_of(moment.date()),
        None => super::rows::month_of(text, length),
    }
}

/// Says that times of one column say their zone and others do not.
pub fn zones_mixed(with: Place, without: Place) -> Diagnostic {
    MomentMistake::ZonesMixed { with, without }.into()
}

/// Says that rows belong to months that have no folder.
pub fn no_folder(table: &str, place: Place, months: Vec<(Period, usize)>) -> Diagnostic {
    let table = table.to_owned();
    MomentMistake::NoFolder {
        table,
        place,
        months,
    }
    .into()
}

/// Says that cells do not tell to which month their rows belong.
pub fn no_period(place: Place, written: String, cells: usize) -> Diagnostic {
    SourceMistake::NoPeriod {
        place,
        written,
        cells,
    }
    .into()
}

/// How many strangers of one table are named one by one.
const MOST_NAMED: usize = 8;

/// Says who in an event table is nobody of the roster.
pub fn tell_strangers(table: &str, mut strangers: Strangers, people: &[Person]) -> Vec<Diagnostic> {
    let mut said = Vec::new();
    if let Some((place, rows)) = strangers.remove("") {
        said.push(PersonMistake::Nobody { place, rows }.into());
    }
    if strangers.len() > MOST_NAMED {
        let rows = strangers.values().map(|s| s.1).sum();
        if let Some(place) = strangers.values().map(|s| &s.0).min().cloned() {
            let ids = strangers.into_keys().collect();
            said.push(PersonMistake::ManyUnknown { place, ids, rows }.into());
        }
        return said;
    }
    for (written, (place, rows)) in strangers {
        let ids = people.iter().map(|p| p.id.as_ref());
        let meant = nearest(&written, ids).and_then(|id| people.iter().find(|p| *p.id == *id));
        let mistake = PersonMistake::Unknown {
            place,
            meant: meant.map(|p| (p.id.to_string(), p.name.clone())),
            written,
            rows,
            tables: vec![table.to_owned()],
        };
        said.push(mistake.into());
    }
    said
}
