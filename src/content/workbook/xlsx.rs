//! XLSX → sheets, a cell at a time.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{DataRef, Reader, SheetVisible, Xlsx, XlsxError};

use super::Sheets;
use super::number::{decimal, moment_text};
use super::sheet::{Cell, Maker, Stretch};
use crate::content::Table;
use crate::content::mistake::WorkbookMistake;
use crate::diagnostic::Diagnostic;

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Reads the sheets of a workbook.
pub(super) fn read(maker: &Maker<'_>, bytes: &[u8]) -> Result<Sheets, WorkbookMistake> {
    let mut book: Book<'_> = Xlsx::new(Cursor::new(bytes)).map_err(|e| match e {
        XlsxError::Password => WorkbookMistake::Locked(Arc::clone(maker.source)),
        e => maker.broken(e.to_string()),
    })?;
    let mut sheets = Sheets::default();
    let metadata = book.sheets_metadata().to_vec();
    for sheet in metadata {
        let (table, found) = table(maker, &sheet.name, &mut book);
        if sheet.visible == SheetVisible::Visible {
            sheets.tables.extend(table);
            sheets.diagnostics.extend(found);
        } else if table.is_some() {
            sheets.hidden.push(sheet.name);
        }
    }
    Ok(sheets)
}

fn table(maker: &Maker<'_>, name: &str, book: &mut Book<'_>) -> (Option<Table>, Vec<Diagnostic>) {
    let broken = |e: XlsxError| maker.broken(format!("{name}: {e}"));
    let mut sheet = maker.sheet(name);
    // Sheets of charts have no cells at all.
    let merged = book.merge_cells_by_sheet_name(name);
    let mut cells = match book.worksheet_cells_reader(name) {
        Ok(cells) => cells,
        Err(XlsxError::FileNotFound(_) | XlsxError::WorksheetNotFound(_)) => {
            return (None, Vec::new());
        }
        Err(e) => return (None, vec![broken(e).into()]),
    };
    loop {
        let cell = match cells.next_cell_with_formula_metadata() {
            Ok(Some(cell)) => cell,
            Ok(None) => break,
            Err(e) => {
                sheet.report(broken(e));
                break;
            }
        };
        let (row, column) = cell.pos;
        let content = if cell.formula.is_some() && matches!(cell.value, DataRef::Empty) {
            Cell::Unworked
        } else {
            content(&cell.value)
        };
        if !sheet.put(row, column, content) {
            break;
        }
    }
    let merged = merged.unwrap_or_default();
    let stretch = |m: &calamine::Dimensions| Stretch {
        start: m.start,
        end: m.end,
    };
    sheet.finish(merged.iter().map(stretch).collect())
}

/// Writes a cell as text: numbers in at most 15 significant digits, as Excel shows them, days as
/// `2026-07-01`.
fn content(value: &DataRef<'_>) -> Cell {
    Cell::Text(match value {
        DataRef::Int(whole) => return Cell::Number(whole.to_string()),
        DataRef::Float(number) => return Cell::Number(decimal(*number)),
        DataRef::Error(error) => return Cell::Error(error.to_string()),
        DataRef::Empty => String::new(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(true) => "TRUE".to_owned(),
        DataRef::Bool(false) => "FALSE".to_owned(),
        DataRef::DateTime(moment) => moment_text(moment),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.replace('T', " "),
    })
}
