//! Rows of a band or a parameter that stand in a table: its cells become the tree that the same
//! rows would be in the document, each with the place of its cell.

use std::collections::BTreeSet;

use super::draft::Draft;
use super::mistake::TableMistake;
use super::ranges;
use crate::content::{Content, Node, NodeKind, Row, Table};
use crate::diagnostic::Diagnostic;
use crate::form::{Fields, Written};
use crate::value::Place;

/// Tables that belong to no single month.
const SHARED: &str = "content/tables/";
/// The folder of policies.
const POLICIES: &str = "content/policies/";

/// The tables that a policy may name: those of its own folder, then those of `tables/`.
pub(super) struct Sheets<'c> {
    tables: Vec<&'c Table>,
    /// The tables that are named, by path and sheet.
    used: BTreeSet<(String, Option<String>)>,
}

impl<'c> Sheets<'c> {
    /// Finds the tables that the document at a path may name.
    pub fn of(content: &'c Content, path: &str) -> Self {
        let home = folder(path);
        let own = content.tables.iter().filter(|t| folder(&t.path) == home);
        let shared = content.tables.iter().filter(|t| folder(&t.path) == SHARED);
        Self {
            tables: own.chain(shared).collect(),
            used: BTreeSet::new(),
        }
    }

    /// Returns the tables that were named.
    pub fn used(self) -> BTreeSet<(String, Option<String>)> {
        self.used
    }

    /// Finds a table by `档位.xlsx!完成档`, `档位.csv`, `档位` or the name of a sheet. The policy's
    /// own folder comes first.
    fn find(&mut self, written: &str) -> Result<&'c Table, Vec<String>> {
        let named = |t: &&&Table| t.goes_by(written) || *t.name == *written;
        let mut found = self.tables.iter().filter(named).copied();
        match (found.next(), found.next()) {
            (Some(first), second)
                if second.is_none_or(|s| folder(&s.path) != folder(&first.path)) =>
            {
                let sheet = first.sheet.as_ref().map(ToString::to_string);
                self.used.insert((first.path.clone(), sheet));
                Ok(first)
            }
            _ => Err(self.tables.iter().map(|t| address(t)).collect()),
        }
    }
}

/// What the first column of a table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keys {
    /// Cut points of a band.
    CutPoints,
    /// Cases of a parameter.
    Cases,
}

/// Reports tables among the policies that no policy names.
pub(super) fn report_unused(
    content: &Content,
    used: &BTreeSet<(String, Option<String>)>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for table in &content.tables {
        let sheet = table.sheet.as_ref().map(ToString::to_string);
        // A workbook of which one sheet is read may have others for people to read.
        let named = used
            .iter()
            .any(|(path, of)| *path == table.path && (*of == sheet || of.is_some()));
        if table.path.starts_with(POLICIES) && !named {
            let place = Place::file(&table.source);
            diagnostics.push(TableMistake::Unused { place }.into());
        }
    }
}

/// Returns the rows of a band or a parameter: those written under `rows`, or those of the table
/// that it names.
pub(super) fn rows(
    draft: &mut Draft<'_>,
    owner: &str,
    fields: &Fields<'_>,
    what: Keys,
) -> Option<Node> {
    match (fields.node("rows"), fields.text("table")) {
        (Some(rows), None) => Some(rows.clone()),
        (None, Some(written)) => {
            let table = match draft.sheets.find(written.value.trim()) {
                Ok(table) => table,
                Err(known) => {
                    draft.reader.report(TableMistake::Unknown {
                        written: written.value,
                        known,
                        place: written.place,
                    });
                    return None;
                }
            };
            tree(draft, table, what)
        }
        // What is there and unfit has been reported.
        _ if fields.has("rows") != fields.has("table") => None,
        _ => {
            draft.reader.report(TableMistake::RowsOrTable {
                owner: owner.to_owned(),
                place: fields.place().clone(),
            });
            None
        }
    }
}

/// Makes the tree of a table: its first column holds the keys, the others the results.
fn tree(draft: &mut Draft<'_>, table: &Table, what: Keys) -> Option<Node> {
    let (keys, first) = match what {
        Keys::CutPoints => ranges::keys(draft, table)?,
        Keys::Cases => {
            let rows = table.rows.iter();
            (rows.map(|row| written(table, row, 0)).collect(), 1)
        }
    };
    let headings = table.headings.get(first..).unwrap_or_default();
    if headings.is_empty() || table.rows.is_empty() {
        draft.reader.report(TableMistake::NoResults {
            place: table.header_place(),
        });
        return None;
    }
    let entries = table.rows.iter().zip(keys).map(|(row, key)| {
        let value = match headings {
            [_] => cell(table, row, first),
            _ => {
                let cells = headings.iter().enumerate().map(|(at, heading)| {
                    let place = table.heading_place(first + at);
                    (scalar(&heading.text, &place), cell(table, row, first + at))
                });
                Node {
                    kind: NodeKind::Mapping(cells.collect()),
                    place: key.place.clone(),
                }
            }
        };
        (scalar(&key.value, &key.place), value)
    });
    Some(Node {
        kind: NodeKind::Mapping(entries.collect()),
        place: table.header_place(),
    })
}

fn scalar(text: &str, place: &Place) -> Node {
    Node {
        kind: NodeKind::Scalar {
            text: text.to_owned(),
            quoted: false,
        },
        place: place.clone(),
    }
}

/// A blank cell is still to be filled in.
fn cell(table: &Table, row: &Row, index: usize) -> Node {
    let text = row.cells.get(index).map_or("", |cell| cell);
    let place = table.cell_place(row, index);
    match text {
        "" => Node {
            kind: NodeKind::Null,
            place,
        },
        text => scalar(&ungrouped(text), &place),
    }
}

/// Writes `1,200` as `1200`, and leaves any other text as it is.
pub(super) fn ungrouped(text: &str) -> String {
    let digits = |c: char| c.is_ascii_digit();
    let after = |part: &str| part.chars().take_while(|c| digits(*c)).count() == 3;
    let mut parts = text.split(',');
    let first = parts.next().unwrap_or("");
    let mut rest = parts.peekable();
    let grouped = rest.peek().is_some() && first.ends_with(digits) && rest.all(after);
    match grouped {
        true => text.replace(',', ""),
        false => text.to_owned(),
    }
}

/// Returns a cell's text with its place.
pub(super) fn written(table: &Table, row: &Row, index: usize) -> Written<String> {
    let text = row.cells.get(index).map_or("", |cell| cell);
    Written::new(text.to_owned(), &table.cell_place(row, index))
}

fn folder(path: &str) -> &str {
    let end = path.rfind('/').map_or(0, |at| at + 1);
    path.get(..end).unwrap_or("")
}

/// How a table is named in a policy.
fn address(table: &Table) -> String {
    let file = table.path.rsplit('/').next().unwrap_or(&table.path);
    match &table.sheet {
        Some(sheet) => format!("{file}!{sheet}"),
        None => file.to_owned(),
    }
}
