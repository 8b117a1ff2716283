//! `archived.yml`: what was handed over to the archive, written by `bag`.

use jiff::civil::Date;

use super::adjustments::entries;
use crate::content::Content;
use crate::diagnostic::Diagnostic;
use crate::form::data::ARCHIVED;
use crate::form::{Reader, Shape};
use crate::value::Place;

/// A period that was handed over to the archive.
#[derive(Debug, Clone)]
pub struct Archived {
    /// The period as written.
    pub period: String,
    /// Who.
    pub by: String,
    /// On which day.
    pub on: Date,
    /// Where it is kept, where that is said.
    pub kept_at: Option<String>,
    /// The digest of the bag, where that is said.
    pub digest: Option<String>,
    /// Where it is written.
    pub place: Place,
}

/// Reads what was handed over, in the order of the file.
pub(super) fn read(content: &Content, diagnostics: &mut Vec<Diagnostic>) -> Vec<Archived> {
    static ENTRY: Shape = Shape::Form(&ARCHIVED);
    let Some(document) = content.document("content/archived") else {
        return Vec::new();
    };
    let mut reader = Reader::new();
    let name = ("archived.yml", "archived.yml");
    let mut found = Vec::new();
    for node in entries(&document.root, name, &ENTRY, &mut reader) {
        let Some(fields) = reader.read(node, &ARCHIVED) else {
            continue;
        };
        let on = fields.date("on", &mut reader);
        let text = |key: &str| fields.text(key).map(|t| t.value);
        found.extend(on.and_then(|on| {
            Some(Archived {
                period: text("period")?,
                by: text("by")?,
                on: on.value,
                kept_at: text("where"),
                digest: text("digest"),
                place: node.place.clone(),
            })
        }));
    }
    diagnostics.extend(reader.finish());
    found
}
