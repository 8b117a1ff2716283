//! `sources.yml`: how files become tables, as the author declares it.

mod across;
mod column;
mod pattern;

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;

pub(super) use across::{Across, AcrossOf};
pub(super) use column::{ColumnSource, Others, names_a_scale, scale as scale_in};
pub(super) use pattern::Pattern;

use super::cell::Zone;
use super::mistake::{MappingMistake, MomentMistake};
use super::shares::{self, Shared};
use crate::content::{Content, Node};
use crate::diagnostic::Diagnostic;
use crate::form::sources::{PERIOD, PERSON, ROSTER, SOURCES, TABLE, TABLE_VERSION, THROUGH};
use crate::form::{Fields, Reader, Written};
use crate::period::{Length, Period};
use crate::value::Place;

/// What `sources.yml` says; without one, everything by default.
#[derive(Debug, Default)]
pub(super) struct Sources {
    /// What counts as blank, in small letters, instead of the usual list.
    pub(super) blanks: Option<Vec<String>>,
    /// Headings that hold a person's id, before the usual ones.
    pub(super) person: Vec<String>,
    /// Where the roster stands, if not in `people/roster`.
    pub(super) roster: Option<RosterSource>,
    /// The zone by which days are counted.
    pub(super) zone: Option<Zone>,
    /// The tables by name, in the author's order.
    pub(super) tables: IndexMap<Arc<str>, TableSources>,
}

/// The roster in another table.
#[derive(Debug)]
pub(super) struct RosterSource {
    pub(super) table: Written<String>,
    /// Headings by what they are.
    pub(super) columns: BTreeMap<String, Written<String>>,
}

/// One table.
#[derive(Debug, Clone)]
pub(super) struct TableSource {
    pub(super) place: Place,
    /// File names or patterns; empty for the files of the table's own name.
    pub(super) files: Vec<Written<String>>,
    /// What the names of files tell.
    pub(super) file_name: Option<Pattern>,
    pub(super) columns: Vec<ColumnSource>,
    pub(super) person: PersonSource,
    pub(super) period: PeriodSource,
    /// Which stretch of days a month's name stands for.
    pub(super) length: Length,
    /// The zone by which days are counted, where it is not that of all tables.
    pub(super) zone: Option<Zone>,
    pub(super) across: Option<Across>,
    pub(super) blanks: Option<Vec<String>>,
    /// Columns that together stand once.
    pub(super) unique: Vec<Written<String>>,
    /// How a row belongs to several people.
    pub(super) shared: Option<Shared>,
    /// The column of days by which the latest of rows that differ counts.
    pub(super) latest: Option<Written<String>>,
}

/// One table as it is read in its versions.
#[derive(Debug)]
pub(super) struct TableSources {
    first: TableSource,
    /// Later versions, from early to late.
    later: Vec<(Period, TableSource)>,
}

impl TableSources {
    /// Returns how the table is read in a month; `None` for what belongs to no single month.
    pub(super) fn of(&self, period: Option<Period>) -> &TableSource {
        let begun = |(from, _): &&(Period, TableSource)| period.is_some_and(|p| *from <= p);
        let later = self.later.iter().rev().find(begun);
        later.map_or(&self.first, |(_, source)| source)
    }

    /// Returns the table's own reading and all later ones.
    pub(super) fn all(&self) -> impl Iterator<Item = (Option<Period>, &TableSource)> {
        let later = self
            .later
            .iter()
            .map(|(from, source)| (Some(*from), source));
        std::iter::once((None, &self.first)).chain(later)
    }
}

/// Who rows belong to.
#[derive(Debug, Clone, Default)]
pub(super) enum PersonSource {
    /// By the usual headings.
    #[default]
    Usual,
    /// Nobody.
    Nobody,
    /// A column of ids.
    Column(Written<String>),
    /// A column of names.
    Name(Written<String>),
    /// A column of other keys, looked up in a table.
    Through(Box<Through>),
}

/// A table of keys and ids.
#[derive(Debug, Clone)]
pub(super) struct Through {
    /// The data's column of keys.
    pub(super) column: Written<String>,
    pub(super) table: Written<String>,
    /// The table's column of keys.
    pub(super) key: Written<String>,
    /// The table's column of ids.
    pub(super) id: Written<String>,
    /// The table's column of days: of several rows with one key the earliest counts.
    pub(super) earliest: Option<Written<String>>,
}

/// Which period rows belong to.
#[derive(Debug, Clone, Default)]
pub(super) enum PeriodSource {
    /// By the usual headings, in `tables/`.
    #[default]
    Usual,
    /// All periods.
    All,
    /// A column of months or days.
    Column(Written<String>),
}

/// Reads `sources.yml`, where there is one.
pub(super) fn read(content: &Content, diagnostics: &mut Vec<Diagnostic>) -> Sources {
    let Some(document) = content.document("content/sources") else {
        return Sources::default();
    };
    let mut reader = Reader::new();
    let mut sources = Sources::default();
    if let Some(fields) = reader.read(&document.root, &SOURCES) {
        sources.blanks = blanks(&fields);
        sources.person = fields
            .texts("person")
            .into_iter()
            .map(|t| t.value)
            .collect();
        sources.zone = zone(&fields, &mut reader);
        sources.roster = fields.node("roster").and_then(|n| roster(n, &mut reader));
        if let Some(tables) = fields.node("tables") {
            for (name, node) in reader.named(tables) {
                if let Some(source) = table(&name, node, &mut reader) {
                    sources.tables.insert(name.value.as_str().into(), source);
                }
            }
        }
    }
    diagnostics.extend(reader.finish());
    sources
}

fn blanks(fields: &Fields<'_>) -> Option<Vec<String>> {
    fields.has("blanks").then(|| {
        let texts = fields.texts("blanks");
        texts
            .iter()
            .map(|t| t.value.trim().to_lowercase())
            .collect()
    })
}

fn roster(node: &Node, reader: &mut Reader) -> Option<RosterSource> {
    let fields = reader.read(node, &ROSTER)?;
    let mut columns = BTreeMap::new();
    if let Some(node) = fields.node("columns") {
        for (name, value) in reader.named(node) {
            if let Some(heading) = reader.text(value) {
                columns.insert(name.value, heading);
            }
        }
    }
    Some(RosterSource {
        table: fields.text("table")?,
        columns,
    })
}

fn table(name: &Written<String>, node: &Node, reader: &mut Reader) -> Option<TableSources> {
    let fields = reader.read(node, &TABLE)?;
    let mut first = TableSource {
        place: name.place.clone(),
        files: fields.texts("files"),
        file_name: fields
            .text("file_name")
            .and_then(|written| Pattern::read(&written, reader)),
        columns: Vec::new(),
        person: PersonSource::Usual,
        period: PeriodSource::Usual,
        length: Length::Month,
        zone: None,
        across: fields.node("across").and_then(|n| across::read(n, reader)),
        blanks: None,
        unique: Vec::new(),
        shared: None,
        latest: None,
    };
    lay_over(&mut first, &fields, reader)?;
    let mut later: Vec<(Written<Period>, TableSource)> = Vec::new();
    for node in fields.list("versions") {
        let Some(version) = reader.read(node, &TABLE_VERSION) else {
            continue;
        };
        let Some(from) = version.period("from", reader) else {
            continue;
        };
        let mut source = first.clone();
        lay_over(&mut source, &version, reader)?;
        later.push((from, source));
    }
    later.sort_by_key(|(from, _)| from.value);
    for pair in later.windows(2) {
        if let [(one, _), (other, _)] = pair
            && one.value == other.value
        {
            reader.report(MappingMistake::SameFrom {
                first: one.place.clone(),
                again: other.place.clone(),
            });
        }
    }
    let later = later.into_iter().map(|(from, source)| (from.value, source));
    Some(TableSources {
        first,
        later: later.collect(),
    })
}

/// Lays what a version says over what held before; what it does not name stays.
fn lay_over(source: &mut TableSource, fields: &Fields<'_>, reader: &mut Reader) -> Option<()> {
    if let Some(node) = fields.node("columns") {
        for (name, value) in reader.named(node) {
            if let Some(column) = column::read(&name, value, reader) {
                source.columns.retain(|c| c.name != column.name);
                source.columns.push(column);
            }
        }
    }
    if let Some(node) = fields.node("person") {
        source.person = match fields.text("person") {
            Some(text) if is_none(&text) => PersonSource::Nobody,
            Some(text) => PersonSource::Column(text),
            None => person(node, reader)?,
        };
    }
    if let Some(node) = fields.node("period") {
        (source.period, source.length) = match fields.text("period") {
            Some(text) if is_none(&text) => (PeriodSource::All, Length::Month),
            Some(text) => (PeriodSource::Column(text), Length::Month),
            None => period(node, reader)?,
        };
    }
    source.zone = zone(fields, reader).or(source.zone);
    source.blanks = blanks(fields).or(source.blanks.take());
    if fields.has("unique") {
        source.unique = fields.texts("unique");
    }
    if let Some(node) = fields.node("shared") {
        let shared = shares::read(node, reader)?;
        // The first owner's column tells for whom a row is read.
        if let Shared::Owners { owners, .. } = &shared
            && let Some((person, _)) = owners.first()
        {
            source.person = PersonSource::Column(person.clone());
        }
        source.shared = Some(shared);
    }
    source.latest = fields.text("latest").or(source.latest.take());
    Some(())
}

fn period(node: &Node, reader: &mut Reader) -> Option<(PeriodSource, Length)> {
    let fields = reader.read(node, &PERIOD)?;
    let mut length = Length::Month;
    if let Some(day) = fields.quantity("from_day", reader) {
        let number = day.value.number.to_i64();
        match number.and_then(|n| u8::try_from(n).ok()) {
            Some(1) => {}
            Some(day @ 2..=28) => length = Length::From(day),
            _ => reader.report(MomentMistake::FirstDay(day.place)),
        }
    }
    Some((PeriodSource::Column(fields.text("column")?), length))
}

fn zone(fields: &Fields<'_>, reader: &mut Reader) -> Option<Zone> {
    let written = fields.text("time_zone")?;
    let zone = Zone::parse(&written.value);
    if zone.is_none() {
        reader.report(MomentMistake::UnknownZone {
            place: written.place,
            written: written.value,
        });
    }
    zone
}

fn person(node: &Node, reader: &mut Reader) -> Option<PersonSource> {
    let fields = reader.read(node, &PERSON)?;
    let column = fields.text("column")?;
    let by_name = fields
        .word("by", reader)
        .is_some_and(|by| by.value == "name");
    let Some(node) = fields.node("through") else {
        return Some(if by_name {
            PersonSource::Name(column)
        } else {
            PersonSource::Column(column)
        });
    };
    let through = reader.read(node, &THROUGH)?;
    Some(PersonSource::Through(Box::new(Through {
        column,
        table: through.text("table")?,
        key: through.text("key")?,
        id: through.text("id")?,
        earliest: through.text("earliest"),
    })))
}

/// Returns the text of a scalar with its place.
fn scalar(node: &Node) -> Option<Written<String>> {
    match &node.kind {
        crate::content::NodeKind::Scalar { text, .. } => {
            Some(Written::new(text.clone(), &node.place))
        }
        _ => None,
    }
}

fn is_none(text: &Written<String>) -> bool {
    matches!(text.value.trim(), "none" | "无")
}
