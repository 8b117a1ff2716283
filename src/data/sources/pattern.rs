//! What the name of a file tells: `评分-{评分人}-{评分人工号}`.

use std::sync::Arc;

use super::super::mistake::RatingMistake;
use crate::content::Table;
use crate::form::{Reader, Written};
use crate::value::Place;

/// A pattern of file names, with or without a sheet.
#[derive(Debug, Clone)]
pub(in super::super) struct Pattern {
    /// Each column with the text before it.
    columns: Vec<(String, Arc<str>)>,
    /// The text after the last.
    rest: String,
    pub(in super::super) place: Place,
    pub(in super::super) written: String,
}

impl Pattern {
    /// Reads a pattern; two columns have to have something between them.
    pub(super) fn read(written: &Written<String>, reader: &mut Reader) -> Option<Self> {
        let mut columns: Vec<(String, Arc<str>)> = Vec::new();
        let mut rest = written.value.trim();
        let mut fine = true;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else {
                fine = false;
                break;
            };
            fine &= !name.trim().is_empty() && (columns.is_empty() || !before.is_empty());
            columns.push((before.to_owned(), name.trim().into()));
            rest = after;
        }
        if !fine || columns.is_empty() {
            reader.report(RatingMistake::Pattern {
                written: written.value.clone(),
                place: written.place.clone(),
            });
            return None;
        }
        Some(Self {
            columns,
            rest: rest.to_owned(),
            place: written.place.clone(),
            written: written.value.clone(),
        })
    }

    /// Returns what a file's name tells; `None` where it is not of this kind.
    pub(in super::super) fn of(&self, table: &Table) -> Option<Vec<(Arc<str>, Arc<str>)>> {
        let file = table.path.rsplit('/').next().unwrap_or(&table.path);
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let whole = match &table.sheet {
            Some(sheet) if self.names_a_sheet() => format!("{stem}!{sheet}"),
            _ => stem.to_owned(),
        };
        let mut left = whole.as_str();
        let mut found = Vec::new();
        let mut waiting: Option<&Arc<str>> = None;
        let ends = self.columns.iter().map(|(text, name)| (text, Some(name)));
        for (text, name) in ends.chain([(&self.rest, None)]) {
            match waiting {
                None => left = left.strip_prefix(text.as_str())?,
                Some(column) => {
                    // Nothing after the last column: it takes all that is left.
                    let at = match text.is_empty() {
                        true => left.len(),
                        false => left.find(text.as_str())?,
                    };
                    let value = left.get(..at)?.trim();
                    if value.is_empty() {
                        return None;
                    }
                    found.push((Arc::clone(column), value.into()));
                    left = left.get(at + text.len()..)?;
                }
            }
            waiting = name;
        }
        left.is_empty().then_some(found)
    }

    fn names_a_sheet(&self) -> bool {
        let texts = self.columns.iter().map(|(text, _)| text);
        texts.chain([&self.rest]).any(|text| text.contains('!'))
    }
}
