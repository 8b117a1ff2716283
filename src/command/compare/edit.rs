//! `--set POLICY::BAND.ROW=VALUE`: a row of a band with another value, written into the text of the
//! policy, which is then understood anew.

use crate::content::{Document, Node, NodeKind};
use crate::form::Form;
use crate::form::measure::BAND;
use crate::form::policy::POLICY;
use crate::value::At;

/// What became of a search for a row.
pub(super) enum Found {
    /// The text of the document with the other value.
    Changed(String),
    /// The rows that there are instead.
    Rows(Vec<String>),
}

/// Writes another value into a row of a band: `50%`, or `85.系数` for one of several columns.
pub(super) fn changed(document: &Document, (band, row): (&str, &str), value: &str) -> Found {
    let bands = below(&document.root, &names(&POLICY, "bands"));
    let band = bands.and_then(|bands| below(bands, &[band]));
    let rows = band.and_then(|band| below(band, &names(&BAND, "rows")));
    let Some(rows) = rows else {
        return Found::Rows(Vec::new());
    };
    let cell = below(rows, &[row]).or_else(|| {
        let (row, column) = row.rsplit_once('.')?;
        below(below(rows, &[row])?, &[column])
    });
    match cell.and_then(span) {
        Some((start, end)) => {
            let text = &document.source.text;
            let (before, after) = (text.get(..start), text.get(end..));
            let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
            Found::Changed(format!("{before}{value}{after}"))
        }
        None => Found::Rows(listed(rows)),
    }
}

/// Tells whether a value may stand in a document as it is.
pub(super) fn is_plain(value: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || ".%-+ ".contains(c);
    !value.is_empty() && !value.starts_with(['-', '+', ' ', '%']) && value.chars().all(plain)
        || crate::number::Number::parse(value).is_ok()
}

/// Returns a key's name in both languages.
fn names(form: &'static Form, key: &str) -> [&'static str; 2] {
    let found = form.keys.iter().find(|k| k.name == key);
    found.map_or(["", ""], |key| [key.name, key.zh])
}

fn below<'n>(node: &'n Node, names: &[&str]) -> Option<&'n Node> {
    let NodeKind::Mapping(entries) = &node.kind else {
        return None;
    };
    let named = |key: &Node| text(key).is_some_and(|text| names.contains(&text));
    entries
        .iter()
        .find(|(key, _)| named(key))
        .map(|(_, node)| node)
}

fn text(node: &Node) -> Option<&str> {
    match &node.kind {
        NodeKind::Scalar { text, .. } => Some(text),
        _ => None,
    }
}

/// Returns where a plain scalar stands in its document.
fn span(node: &Node) -> Option<(usize, usize)> {
    match (&node.kind, &node.place.at) {
        (NodeKind::Scalar { quoted: false, .. }, At::Span { start, end }) => Some((*start, *end)),
        _ => None,
    }
}

/// Lists the rows, each column of those that have several.
fn listed(rows: &Node) -> Vec<String> {
    let NodeKind::Mapping(entries) = &rows.kind else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (key, node) in entries {
        let Some(row) = text(key) else { continue };
        match &node.kind {
            NodeKind::Mapping(columns) => {
                let columns = columns.iter().filter_map(|(key, _)| text(key));
                found.extend(columns.map(|column| format!("{row}.{column}")));
            }
            _ => found.push(row.to_owned()),
        }
    }
    found
}
