//! JSON lines → table: an object a line, its keys the headings. Numbers keep their exact text.

use std::fmt;
use std::sync::Arc;

use indexmap::IndexSet;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::Table;
use super::encoding::Decoded;
use super::mistake::{LineMistake, TableMistake};
use super::table::{Builder, MOST_COLUMNS};
use super::vocabulary::Known;
use crate::diagnostic::Diagnostic;
use crate::value::{Place, Source};

/// Reads the table of a file of JSON lines. The first mistake ends it, since what follows one is
/// rarely right.
pub(super) fn parse(
    source: &Arc<Source>,
    name: Arc<str>,
    decoded: &Decoded,
) -> (Option<Table>, Vec<Diagnostic>) {
    let known = Known::default();
    let mut builder = Builder::new(source, None, name, Some(decoded.encoding), known);
    let lines = || {
        let numbered = (1..).zip(decoded.text.split('\n'));
        numbered.filter(|(_, line)| !line.trim().is_empty())
    };
    let place = |builder: &Builder, number, line: &str| {
        let shown: String = line.chars().take(200).collect();
        builder.place(number, 0, "", &shown)
    };
    let mut headings: IndexSet<String> = IndexSet::new();
    for (number, line) in lines() {
        match object(line) {
            Ok(entries) => headings.extend(entries.into_iter().map(|(key, _)| key)),
            Err(wrong) => {
                let place = place(&builder, number, line);
                builder.report(match wrong {
                    Wrong::Syntax(words) => LineMistake::NoObject { place, words },
                    Wrong::Nested(key) => LineMistake::Nested { place, key },
                    Wrong::Twice(key) => LineMistake::KeyTwice { place, key },
                });
                return (None, builder.finish().1);
            }
        }
        if headings.len() > MOST_COLUMNS {
            let whole = builder.whole();
            builder.report(TableMistake::TooLarge(whole));
            return (None, builder.finish().1);
        }
    }
    let Some((first, _)) = lines().next() else {
        return (None, vec![TableMistake::Empty(Place::file(source)).into()]);
    };
    let heads: Vec<String> = headings.iter().cloned().collect();
    builder.headings(first, &heads);
    for (number, line) in lines() {
        let mut cells = vec![String::new(); heads.len()];
        for (key, value) in object(line).unwrap_or_default() {
            let slot = headings.get_index_of(&key);
            if let Some(slot) = slot.and_then(|index| cells.get_mut(index)) {
                *slot = value;
            }
        }
        builder.row(number, cells.iter().map(String::as_str), false);
    }
    builder.finish()
}

/// Why a line is not read.
enum Wrong {
    Syntax(String),
    Nested(String),
    Twice(String),
}

type Entries = Vec<(String, String)>;

fn object(line: &str) -> Result<Entries, Wrong> {
    let syntax = |e: serde_json::Error| Wrong::Syntax(e.to_string());
    let mut reader = serde_json::Deserializer::from_str(line);
    let raw = reader.deserialize_map(Raw).map_err(syntax)?;
    reader.end().map_err(syntax)?;
    let mut entries: Entries = Vec::with_capacity(raw.len());
    for (key, value) in raw {
        let key = key.trim().to_owned();
        if entries.iter().any(|(k, _)| *k == key) {
            return Err(Wrong::Twice(key));
        }
        let text = value.get();
        let cell = match text.as_bytes().first() {
            Some(b'[' | b'{') => return Err(Wrong::Nested(key)),
            Some(b'"') => serde_json::from_str(text).map_err(syntax)?,
            _ if text == "null" => String::new(),
            _ => text.to_owned(),
        };
        entries.push((key, cell));
    }
    Ok(entries)
}

/// Takes all entries of an object in their order, doubled ones too, values as they are written.
struct Raw;

impl<'de> Visitor<'de> for Raw {
    type Value = Vec<(String, Box<RawValue>)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
            if entries.len() > MOST_COLUMNS {
                return Err(serde::de::Error::custom("too many keys"));
            }
        }
        Ok(entries)
    }
}
