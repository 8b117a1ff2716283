//! XLS → sheets. The stream's records are looked through before calamine reads them, since it
//! trusts their lengths and makes room for all cells at once.

use std::io::Cursor;
use std::panic::catch_unwind;
use std::sync::Arc;

use calamine::{Data, Reader, SheetType, SheetVisible, Xls, XlsError};

use super::Sheets;
use super::container::{Held, number, open};
use super::number::{decimal, moment_text};
use super::sheet::{Cell, Maker, Stretch};
use crate::content::mistake::WorkbookMistake;

/// The most cells, blank ones between others included: calamine keeps a place for each.
const MOST_ROOM: u64 = 4_000_000;

/// Reads the sheets of a workbook.
pub(super) fn read(maker: &Maker<'_>, bytes: &[u8]) -> Result<Sheets, WorkbookMistake> {
    let locked = || WorkbookMistake::Locked(Arc::clone(maker.source));
    let stream = match open(bytes) {
        Held::Workbook(stream) => stream,
        Held::Locked => return Err(locked()),
        Held::Nothing => return Err(maker.broken("no workbook in the container".to_owned())),
    };
    match look_through(&stream) {
        Look::Fine => {}
        Look::Locked => return Err(locked()),
        Look::TooLarge => return Err(WorkbookMistake::TooLarge(Arc::clone(maker.source))),
        Look::Broken(words) => return Err(maker.broken(words.to_owned())),
    }
    let opened = catch_unwind(|| Xls::new(Cursor::new(bytes)));
    let mut book: Xls<Cursor<&[u8]>> = match opened {
        Ok(Ok(book)) => book,
        Ok(Err(XlsError::Password)) => return Err(locked()),
        Ok(Err(e)) => return Err(maker.broken(e.to_string())),
        Err(_) => return Err(maker.broken("damaged records".to_owned())),
    };
    let mut sheets = Sheets::default();
    for metadata in book.sheets_metadata().to_vec() {
        if metadata.typ != SheetType::WorkSheet {
            continue;
        }
        let (table, found) = table(maker, &metadata.name, &mut book)?;
        if metadata.visible == SheetVisible::Visible {
            sheets.tables.extend(table);
            sheets.diagnostics.extend(found);
        } else if table.is_some() {
            sheets.hidden.push(metadata.name);
        }
    }
    Ok(sheets)
}

type Read = (
    Option<crate::content::Table>,
    Vec<crate::diagnostic::Diagnostic>,
);

fn table(
    maker: &Maker<'_>,
    name: &str,
    book: &mut Xls<Cursor<&[u8]>>,
) -> Result<Read, WorkbookMistake> {
    let broken = |e: XlsError| maker.broken(format!("{name}: {e}"));
    let range = book.worksheet_range(name).map_err(broken)?;
    let merged = book.merge_cells_by_sheet_name(name).map_err(broken)?;
    let mut sheet = maker.sheet(name);
    let (first_row, first_column) = range.start().unwrap_or_default();
    'rows: for (row, cells) in (first_row..).zip(range.rows()) {
        for (column, value) in (first_column..).zip(cells) {
            if !sheet.put(row, column, content(value)) {
                break 'rows;
            }
        }
    }
    let stretch = |m: &calamine::Dimensions| Stretch {
        start: m.start,
        end: m.end,
    };
    Ok(sheet.finish(merged.iter().map(stretch).collect()))
}

fn content(value: &Data) -> Cell {
    Cell::Text(match value {
        Data::Int(whole) => return Cell::Number(whole.to_string()),
        Data::Float(number) => return Cell::Number(decimal(*number)),
        Data::Error(error) => return Cell::Error(error.to_string()),
        Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Bool(true) => "TRUE".to_owned(),
        Data::Bool(false) => "FALSE".to_owned(),
        Data::DateTime(moment) => moment_text(moment),
    })
}

/// What a first look finds.
enum Look {
    Fine,
    Locked,
    TooLarge,
    Broken(&'static str),
}

/// The room that the cells of a sheet take.
#[derive(Default)]
struct Room {
    rows: Option<(u32, u32)>,
    columns: Option<(u32, u32)>,
}

impl Room {
    fn take(&mut self, row: u32, column: u32) {
        let wider = |range: Option<(u32, u32)>, at: u32| {
            Some(range.map_or((at, at), |(a, b)| (a.min(at), b.max(at))))
        };
        self.rows = wider(self.rows, row);
        self.columns = wider(self.columns, column);
    }

    fn cells(&self) -> u64 {
        let length = |range: Option<(u32, u32)>| range.map_or(0, |(a, b)| u64::from(b - a) + 1);
        length(self.rows) * length(self.columns)
    }
}

fn look_through(stream: &[u8]) -> Look {
    const CUT: Look = Look::Broken("the records are cut off");
    let mut at = 0;
    let mut room = 0;
    let mut sheet = Room::default();
    while at < stream.len() {
        let (Some(kind), Some(length)) = (number(stream, at, 2), number(stream, at + 2, 2)) else {
            // Some writers fill the end of the stream up.
            break;
        };
        let Some(data) = stream.get(at + 4..at + 4 + length as usize) else {
            return CUT;
        };
        at += 4 + length as usize;
        if data.len() < least(kind) {
            return CUT;
        }
        let short = |at| number(data, at, 2).unwrap_or(0);
        match kind {
            0x002f if short(0) != 0 => return Look::Locked,
            0x0085 => {
                let begin = number(data, 0, 4).unwrap_or(0);
                if begin as usize >= stream.len() {
                    return CUT;
                }
            }
            // The beginning and the end of a sheet.
            0x0809 | 0x000a => {
                room += sheet.cells();
                sheet = Room::default();
            }
            // Declared bounds, for which calamine makes room before the cells.
            0x0200 => {
                let wide = data.len() >= 14;
                let (rows, columns) = if wide { (4, 8) } else { (2, 4) };
                let first = number(data, 0, rows).unwrap_or(0);
                let last = number(data, rows, rows).unwrap_or(0);
                let (left, right) = (short(columns), short(columns + 2));
                if first > last || left > right || last > 65_536 || right > 256 {
                    // An empty sheet may be declared as 0 to 0.
                    return Look::Broken("the bounds of a sheet make no sense");
                }
            }
            0x0203 | 0x0204 | 0x0205 | 0x00d6 | 0x027e | 0x00fd | 0x0006 => {
                sheet.take(short(0), short(2));
            }
            0x00bd => {
                let last = short(data.len().saturating_sub(2));
                if last < short(2) || (last - short(2) + 1) as usize * 6 + 6 != data.len() {
                    return CUT;
                }
                sheet.take(short(0), short(2));
                sheet.take(short(0), last);
            }
            _ => {}
        }
        if room + sheet.cells() > MOST_ROOM {
            return Look::TooLarge;
        }
    }
    Look::Fine
}

/// The fewest bytes that a record of a kind has to have.
fn least(kind: u32) -> usize {
    match kind {
        0x0809 => 4,
        0x0085 => 8,
        0x00fc => 8,
        0x041e => 5,
        0x00e0 => 4,
        0x0022 | 0x0042 | 0x002f | 0x00e5 => 2,
        0x0018 => 15,
        0x0200 => 10,
        0x0203 => 14,
        0x0204 | 0x00d6 => 8,
        0x0205 => 8,
        0x0207 => 3,
        0x027e => 10,
        0x00fd => 10,
        0x00bd => 12,
        0x0006 => 22,
        _ => 0,
    }
}
