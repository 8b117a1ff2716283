//! `sources.yml`: how files become tables, as the author declares it.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;

use super::mistake::SourceMistake;
use crate::content::{Content, Node};
use crate::diagnostic::Diagnostic;
use crate::form::data::{ACROSS, COLUMN, PERSON, ROSTER, SOURCES, TABLE, THROUGH};
use crate::form::{Fields, Reader, Written};
use crate::number::Number;
use crate::value::{Kind, Place};

/// What `sources.yml` says; without one, everything by default.
#[derive(Debug, Default)]
pub(super) struct Sources {
    /// What counts as blank, in small letters, instead of the usual list.
    pub(super) blanks: Option<Vec<String>>,
    /// Headings that hold a person's id, before the usual ones.
    pub(super) person: Vec<String>,
    /// Where the roster stands, if not in `people/roster`.
    pub(super) roster: Option<RosterSource>,
    /// The tables by name, in the author's order.
    pub(super) tables: IndexMap<Arc<str>, TableSource>,
}

/// The roster in another table.
#[derive(Debug)]
pub(super) struct RosterSource {
    pub(super) table: Written<String>,
    /// Headings by what they are.
    pub(super) columns: BTreeMap<String, Written<String>>,
}

/// One table.
#[derive(Debug)]
pub(super) struct TableSource {
    pub(super) place: Place,
    /// File names or patterns; empty for the files of the table's own name.
    pub(super) files: Vec<Written<String>>,
    pub(super) columns: Vec<ColumnSource>,
    pub(super) person: PersonSource,
    pub(super) period: PeriodSource,
    pub(super) across: Option<Across>,
    pub(super) blanks: Option<Vec<String>>,
}

/// A column under its new name.
#[derive(Debug)]
pub(super) struct ColumnSource {
    pub(super) name: Arc<str>,
    /// The heading in the file.
    pub(super) from: Written<String>,
    pub(super) kind: Option<Kind>,
    pub(super) factor: Option<Number>,
    pub(super) unit: Option<Arc<str>>,
}

/// Who rows belong to.
#[derive(Debug, Default)]
pub(super) enum PersonSource {
    /// By the usual headings.
    #[default]
    Usual,
    /// Nobody.
    Nobody,
    /// A column of ids.
    Column(Written<String>),
    /// A column of other keys, looked up in a table.
    Through(Box<Through>),
}

/// A table of keys and ids.
#[derive(Debug)]
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
#[derive(Debug, Default)]
pub(super) enum PeriodSource {
    /// By the usual headings, in `tables/`.
    #[default]
    Usual,
    /// All periods.
    All,
    /// A column of months or days.
    Column(Written<String>),
}

/// Months across in columns.
#[derive(Debug)]
pub(super) struct Across {
    pub(super) year: Written<String>,
    /// The headings from January to December.
    pub(super) months: Vec<Written<String>>,
    pub(super) into: Arc<str>,
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

fn table(name: &Written<String>, node: &Node, reader: &mut Reader) -> Option<TableSource> {
    let fields = reader.read(node, &TABLE)?;
    let mut columns = Vec::new();
    if let Some(node) = fields.node("columns") {
        for (name, value) in reader.named(node) {
            columns.extend(column(&name, value, reader));
        }
    }
    let person = match fields.node("person") {
        None => PersonSource::Usual,
        Some(node) => match fields.text("person") {
            Some(text) if is_none(&text) => PersonSource::Nobody,
            Some(text) => PersonSource::Column(text),
            None => person(node, reader)?,
        },
    };
    let period = match fields.text("period") {
        None => PeriodSource::Usual,
        Some(text) if is_none(&text) => PeriodSource::All,
        Some(text) => PeriodSource::Column(text),
    };
    Some(TableSource {
        place: name.place.clone(),
        files: fields.texts("files"),
        columns,
        person,
        period,
        across: fields.node("across").and_then(|n| across(n, reader)),
        blanks: blanks(&fields),
    })
}

fn column(name: &Written<String>, node: &Node, reader: &mut Reader) -> Option<ColumnSource> {
    let mut source = ColumnSource {
        name: name.value.as_str().into(),
        from: name.clone(),
        kind: None,
        factor: None,
        unit: None,
    };
    if let Some(text) = scalar(node) {
        source.from = text;
        return Some(source);
    }
    let fields = reader.read(node, &COLUMN)?;
    if let Some(from) = fields.text("from") {
        source.from = from;
    }
    source.kind = fields
        .word("type", reader)
        .and_then(|word| match word.value {
            "number" => Some(Kind::Number),
            "text" => Some(Kind::Text),
            "date" => Some(Kind::Date),
            "truth" => Some(Kind::Truth),
            _ => None,
        });
    if let Some(factor) = fields.quantity("factor", reader) {
        if factor.value.number.is_zero() {
            reader.report(SourceMistake::ZeroFactor(factor.place));
        } else {
            source.factor = Some(factor.value.number);
            source.kind = source.kind.or(Some(Kind::Number));
        }
    }
    source.unit = fields.text("unit").map(|u| u.value.as_str().into());
    Some(source)
}

fn person(node: &Node, reader: &mut Reader) -> Option<PersonSource> {
    let fields = reader.read(node, &PERSON)?;
    let column = fields.text("column")?;
    let Some(node) = fields.node("through") else {
        return Some(PersonSource::Column(column));
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

fn across(node: &Node, reader: &mut Reader) -> Option<Across> {
    let fields = reader.read(node, &ACROSS)?;
    let mut months = fields.texts("months");
    if let [only] = &months[..] {
        months = stretch(only);
    }
    let across = Across {
        year: fields.text("year")?,
        months,
        into: fields.text("into")?.value.as_str().into(),
    };
    if across.months.len() == 12 {
        return Some(across);
    }
    let place = fields.key_place("months").unwrap_or(fields.place()).clone();
    reader.report(SourceMistake::NotTwelve {
        place,
        count: across.months.len(),
    });
    None
}

/// Spells `M01..M12` out, or `1月..12月`.
fn stretch(written: &Written<String>) -> Vec<Written<String>> {
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
        (Some((before, 1, width)), Some((after, 12, _))) if before == after => (1..=12)
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
