//! Tables written as YAML: a list of rows, each `heading: cell`, in a month's folder or `tables/`.

use std::sync::Arc;

use super::places::{Shelf, shelf_of};
use crate::content::mistake::TableMistake;
use crate::content::{Content, Document, Heading, Node, NodeKind, Row, Table};
use crate::diagnostic::{Diagnostic, nearest};
use crate::form::Shape;
use crate::form::mistake::FormMistake;
use crate::value::{At, Place};

/// The most columns of a table.
const MOST_COLUMNS: usize = 2_000;

/// The documents of a month's folder that are no tables.
pub(super) const OF_A_MONTH: &[&str] = &["month", "adjustments", "appeals"];

/// Makes a table of every document that is one.
pub(super) fn read(content: &Content, diagnostics: &mut Vec<Diagnostic>) -> Vec<Table> {
    let tables = content.documents.iter().filter_map(|(path, document)| {
        let rows = rows_of(path, document)?;
        Some(table(path, document, rows, diagnostics))
    });
    tables.collect()
}

/// Tells whether a document is a table: a list of mappings where tables lie, under a name that is
/// not near that of another document.
pub(super) fn is_table(path: &str, document: &Document) -> bool {
    rows_of(path, document).is_some()
}

fn rows_of<'a>(path: &str, document: &'a Document) -> Option<&'a [Node]> {
    let near = match shelf_of(path) {
        Shelf::Tables => None,
        Shelf::Month(_) => nearest(stem(path), OF_A_MONTH.iter().copied()),
        Shelf::People | Shelf::Elsewhere => return None,
    };
    match &document.root.kind {
        NodeKind::Sequence(rows) if near.is_none() && !OF_A_MONTH.contains(&stem(path)) => rows
            .iter()
            .all(|row| matches!(row.kind, NodeKind::Mapping(_)))
            .then_some(rows),
        _ => None,
    }
}

fn table(
    path: &str,
    document: &Document,
    nodes: &[Node],
    diagnostics: &mut Vec<Diagnostic>,
) -> Table {
    let mut headings: Vec<Heading> = Vec::new();
    let mut rows = Vec::with_capacity(nodes.len());
    let empty: Arc<str> = "".into();
    let text = &document.source.text;
    let ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
    for node in nodes {
        let NodeKind::Mapping(entries) = &node.kind else {
            continue;
        };
        if headings.len() > MOST_COLUMNS {
            let place = Place::file(&document.source);
            diagnostics.push(TableMistake::TooLarge(place).into());
            break;
        }
        let mut cells = vec![Arc::clone(&empty); headings.len()];
        for (key, value) in entries {
            let NodeKind::Scalar { text: heading, .. } = &key.kind else {
                continue;
            };
            let index = headings.iter().position(|h| *h.text == **heading);
            let index = index.unwrap_or_else(|| {
                headings.push(Heading {
                    text: heading.as_str().into(),
                    column: headings.len() as u32,
                });
                cells.push(Arc::clone(&empty));
                headings.len() - 1
            });
            if let (Some(cell), Some(slot)) = (cell(value, diagnostics), cells.get_mut(index)) {
                *slot = cell;
            }
        }
        let number = match node.place.at {
            At::Span { start, .. } => ends.partition_point(|end| *end < start) as u32 + 1,
            _ => 1,
        };
        rows.push(Row { number, cells });
    }
    for row in &mut rows {
        row.cells.resize(headings.len(), Arc::clone(&empty));
    }
    Table {
        source: Arc::clone(&document.source),
        path: path.to_owned(),
        sheet: None,
        name: stem(path).into(),
        header: 1,
        headings,
        rows,
        encoding: None,
        separator: None,
        passed: Vec::new(),
        events: None,
    }
}

fn cell(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Arc<str>> {
    match &node.kind {
        NodeKind::Scalar { text, .. } => Some(text.trim().into()),
        NodeKind::Null => None,
        NodeKind::Sequence(_) | NodeKind::Mapping(_) => {
            let mistake = FormMistake::WrongShape {
                place: node.place.clone(),
                name: ("一格", "a cell"),
                wanted: Shape::Text,
                blank: false,
            };
            diagnostics.push(mistake.into());
            None
        }
    }
}

fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
