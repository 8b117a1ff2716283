//! Workbooks → tables, a sheet each: XLSX and XLS through calamine, ODS from its XML.

mod archive;
mod container;
#[expect(
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "a workbook keeps its numbers as binary floats"
)]
mod number;
mod ods;
mod sheet;
mod xls;
mod xlsx;

use std::sync::Arc;

use super::mistake::{TableMistake, WorkbookMistake};
use super::vocabulary::Vocabulary;
use super::{Content, Table};
use crate::diagnostic::Diagnostic;
use crate::value::{Place, Source};

/// The most bytes that a workbook may unpack to.
const MOST_UNPACKED: u64 = 400 << 20;
/// The most cells that a sheet may have.
const MOST_CELLS: usize = 20_000_000;

/// What a workbook holds.
#[derive(Default)]
pub(super) struct Sheets {
    /// The sheets that hold something.
    tables: Vec<Table>,
    /// The names of hidden sheets, which are not read.
    hidden: Vec<String>,
    diagnostics: Vec<Diagnostic>,
}

/// What a file that is named like a workbook is, by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Inside {
    /// A workbook of a kind that is read, or that can be told to be broken.
    Workbook,
    /// A page of the web: many systems export one under the name `.xls`.
    WebPage,
    /// Plain text, which is read as CSV.
    Text,
}

/// Tells what lies inside a file by its first bytes, since a name is easily changed.
pub(super) fn inside(path: &str, bytes: &[u8]) -> Inside {
    let head: String = bytes
        .iter()
        .take(512)
        .filter(|b| b.is_ascii() && **b != 0)
        .map(|b| b.to_ascii_lowercase() as char)
        .collect();
    let old = path.to_ascii_lowercase().ends_with(".xls");
    if ["<html", "<!doctype html", "<table", "<meta"]
        .iter()
        .any(|mark| head.contains(mark))
    {
        Inside::WebPage
    } else if old && !bytes.is_empty() && !is_binary(bytes) {
        Inside::Text
    } else {
        Inside::Workbook
    }
}

fn is_binary(bytes: &[u8]) -> bool {
    bytes.starts_with(container::MARK)
        || bytes.starts_with(archive::MARK)
        || super::encoding::decode(bytes).is_err()
}

/// Reads the sheets of a workbook that hold something, into the content. `stem` is the file's
/// name without ending: the name of the table where there is only one.
pub(super) fn take(
    content: &mut Content,
    hidden: &mut Vec<String>,
    words: &Vocabulary,
    (source, stem): (&Arc<Source>, &str),
    bytes: &[u8],
) {
    let mut sheets = match sheets(source, words, stem, bytes) {
        Ok(sheets) => sheets,
        Err(mistake) => Sheets {
            diagnostics: vec![mistake.into()],
            ..Sheets::default()
        },
    };
    match sheets.tables.as_mut_slice() {
        [only] => only.name = stem.into(),
        [] if sheets.diagnostics.is_empty() => {
            let empty = TableMistake::Empty(Place::file(source));
            sheets.diagnostics.push(empty.into());
        }
        _ => {}
    }
    if sheets.tables.is_empty() {
        content.unreadable.insert(source.path.clone());
    }
    let name = |sheet: &String| format!("{} {sheet}", source.path);
    hidden.extend(sheets.hidden.iter().map(name));
    content.tables.extend(sheets.tables);
    content.diagnostics.extend(sheets.diagnostics);
}

fn sheets(
    source: &Arc<Source>,
    words: &Vocabulary,
    stem: &str,
    bytes: &[u8],
) -> Result<Sheets, WorkbookMistake> {
    let maker = sheet::Maker {
        source,
        words,
        stem,
    };
    if bytes.is_empty() {
        return Ok(Sheets::default());
    }
    if bytes.starts_with(container::MARK) {
        return xls::read(&maker, bytes);
    }
    archive::measure(source, bytes)?;
    if archive::holds(bytes, "content.xml") {
        return ods::read(&maker, bytes);
    }
    xlsx::read(&maker, bytes)
}
