//! ODS → sheets, a cell at a time. Read from its XML, since calamine tells neither merged cells
//! nor exact numbers of this format and spells repeated rows out before they can be counted.

use std::io::{BufRead, BufReader, Cursor, Read};
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::Sheets;
use super::sheet::{Cell, Maker, Sheet, Stretch};
use crate::content::mistake::WorkbookMistake;
use crate::content::table::MOST_COLUMNS;

/// The most cells with content that a sheet may spare itself by repeating rows.
const MOST_REPEATS: u64 = 2_000_000;
/// How deep elements may lie in each other.
const DEEPEST: usize = 256;

/// Reads the sheets of a workbook.
pub(super) fn read(maker: &Maker<'_>, bytes: &[u8]) -> Result<Sheets, WorkbookMistake> {
    let broken = |e: String| maker.broken(e);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| broken(e.to_string()))?;
    let mut manifest = String::new();
    if let Ok(file) = archive.by_name("META-INF/manifest.xml") {
        // Long manifests belong to documents with many pictures.
        let read = file.take(1 << 20).read_to_string(&mut manifest);
        if read.is_ok() && manifest.contains("encryption-data") {
            return Err(WorkbookMistake::Locked(Arc::clone(maker.source)));
        }
    }
    let file = archive
        .by_name("content.xml")
        .map_err(|e| broken(e.to_string()))?;
    let mut reader = Reader::from_reader(BufReader::new(file));
    reader.config_mut().expand_empty_elements = true;
    let mut walk = Walk {
        maker,
        hidden_styles: Vec::new(),
        style: String::new(),
        sheet: None,
        row: Row::default(),
        cell: None,
        path: Vec::new(),
        sheets: Sheets::default(),
    };
    match walk.through(&mut reader) {
        Ok(()) => Ok(walk.sheets),
        Err(words) => Err(broken(words)),
    }
}

/// A walk through the document.
struct Walk<'a> {
    maker: &'a Maker<'a>,
    /// The styles of tables that are not displayed.
    hidden_styles: Vec<String>,
    /// The style that is being read.
    style: String,
    sheet: Option<Open>,
    row: Row,
    cell: Option<OpenCell>,
    /// The elements that are open.
    path: Vec<String>,
    sheets: Sheets,
}

/// The sheet that is being read.
struct Open {
    name: String,
    hidden: bool,
    sheet: Sheet,
    merged: Vec<Stretch>,
    /// The row that comes next, counted from 0.
    row: u32,
    /// How many cells repeated rows have spared so far.
    spared: u64,
    /// Whether there was too much of it.
    full: bool,
}

/// The row that is being read: what stands in it, and how often it repeats.
#[derive(Default)]
struct Row {
    cells: Vec<(u32, Stored)>,
    column: u32,
    repeats: u32,
}

/// The cell that is being read.
struct OpenCell {
    kind: String,
    value: Option<String>,
    is_error: bool,
    formula: bool,
    text: String,
    paragraphs: usize,
    repeats: u32,
    span: (u32, u32),
}

/// A cell's content, kept until its row ends.
#[derive(Clone)]
enum Stored {
    Text(String),
    Number(String),
    Error(String),
    Unworked,
}

impl Walk<'_> {
    fn through(&mut self, reader: &mut Reader<impl BufRead>) -> Result<(), String> {
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match reader
                .read_event_into(&mut buffer)
                .map_err(|e| e.to_string())?
            {
                Event::Start(start) => {
                    let name = start.name().as_ref().to_owned();
                    self.open(&name, &start)?;
                    self.path.push(name);
                    if self.path.len() > DEEPEST {
                        return Err("elements lie too deep in each other".to_owned());
                    }
                }
                Event::End(_) => {
                    let name = self.path.pop().unwrap_or_default();
                    self.close(&name);
                }
                Event::Text(text) => self.text(&text.xml10_content()),
                Event::CData(text) => self.text(&text.xml10_content()),
                Event::GeneralRef(entity) => {
                    let named = match entity.as_ref() {
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "amp" => Some('&'),
                        "quot" => Some('"'),
                        "apos" => Some('\''),
                        _ => entity.resolve_char_ref().ok().flatten(),
                    };
                    let sign = named.ok_or("an unknown entity")?;
                    self.text(sign.encode_utf8(&mut [0; 4]));
                }
                // An own document type could define entities that grow without bound.
                Event::DocType(_) => return Err("a document type".to_owned()),
                Event::Eof if self.path.is_empty() => return Ok(()),
                Event::Eof => return Err("the document is cut off".to_owned()),
                _ => {}
            }
        }
    }

    fn open(&mut self, name: &str, start: &BytesStart<'_>) -> Result<(), String> {
        let get = |key: &str| attribute(start, key);
        match name {
            "style:style" => self.style = get("style:name")?.unwrap_or_default(),
            "style:table-properties" if get("table:display")?.as_deref() == Some("false") => {
                self.hidden_styles.push(self.style.clone());
            }
            "table:table" if self.sheet.is_none() => {
                let name = get("table:name")?.unwrap_or_default();
                let style = get("table:style-name")?.unwrap_or_default();
                self.sheet = Some(Open {
                    hidden: self.hidden_styles.contains(&style),
                    sheet: self.maker.sheet(&name),
                    name,
                    merged: Vec::new(),
                    row: 0,
                    spared: 0,
                    full: false,
                });
            }
            "table:table-row" => {
                self.row = Row {
                    repeats: count(get("table:number-rows-repeated")?),
                    ..Row::default()
                };
            }
            "table:table-cell" | "table:covered-table-cell" => {
                let kind = get("office:value-type")?.unwrap_or_default();
                let value = match kind.as_str() {
                    "float" | "percentage" | "currency" => get("office:value")?,
                    "date" => get("office:date-value")?,
                    "time" => get("office:time-value")?,
                    "boolean" => get("office:boolean-value")?,
                    _ => get("office:string-value")?,
                };
                let span = |key: &str| get(key).map(|n| count(n).saturating_sub(1));
                self.cell = Some(OpenCell {
                    kind,
                    value,
                    is_error: get("calcext:value-type")?.as_deref() == Some("error"),
                    formula: get("table:formula")?.is_some(),
                    text: String::new(),
                    paragraphs: 0,
                    repeats: count(get("table:number-columns-repeated")?),
                    span: (
                        span("table:number-rows-spanned")?,
                        span("table:number-columns-spanned")?,
                    ),
                });
            }
            "text:p" if !self.is_inside("office:annotation") => {
                if let Some(cell) = &mut self.cell {
                    if cell.paragraphs > 0 {
                        cell.text.push('\n');
                    }
                    cell.paragraphs += 1;
                }
            }
            "text:s" => {
                let spaces = count(get("text:c")?).min(1_000) as usize;
                self.text(&" ".repeat(spaces));
            }
            "text:tab" => self.text("\t"),
            "text:line-break" => self.text("\n"),
            _ => {}
        }
        Ok(())
    }

    /// Takes text of a cell; remarks on it are not part of it.
    fn text(&mut self, text: &str) {
        let is_own = self.is_inside("text:p") && !self.is_inside("office:annotation");
        if let (true, Some(cell)) = (is_own, &mut self.cell) {
            cell.text.push_str(text);
        }
    }

    fn is_inside(&self, name: &str) -> bool {
        self.path.iter().any(|open| open == name)
    }

    fn close(&mut self, name: &str) {
        match name {
            "table:table-cell" | "table:covered-table-cell" => {
                if let Some(cell) = self.cell.take() {
                    self.end_cell(cell);
                }
            }
            "table:table-row" => self.end_row(),
            "table:table" if !self.is_inside("table:table") => {
                if let Some(open) = self.sheet.take() {
                    let (table, found) = open.sheet.finish(open.merged);
                    if !open.hidden {
                        self.sheets.tables.extend(table);
                        self.sheets.diagnostics.extend(found);
                    } else if table.is_some() {
                        self.sheets.hidden.push(open.name);
                    }
                }
            }
            _ => {}
        }
    }

    fn end_cell(&mut self, cell: OpenCell) {
        let column = self.row.column;
        self.row.column = column.saturating_add(cell.repeats);
        let Some(open) = &mut self.sheet else { return };
        if cell.span != (0, 0) {
            open.merged.push(Stretch {
                start: (open.row, column),
                end: (
                    open.row.saturating_add(cell.span.0),
                    column.saturating_add(cell.span.1),
                ),
            });
        }
        let repeats = cell.repeats;
        if let Some(stored) = stored(cell) {
            // One beyond the last column that is read is enough to show that there are too many.
            for column in (column..).take(repeats.min(MOST_COLUMNS as u32 + 1) as usize) {
                self.row.cells.push((column, stored.clone()));
            }
        }
    }

    fn end_row(&mut self) {
        let row = std::mem::take(&mut self.row);
        let Some(open) = &mut self.sheet else { return };
        let first = open.row;
        open.row = first.saturating_add(row.repeats);
        if row.cells.is_empty() {
            return;
        }
        open.spared += u64::from(row.repeats - 1) * row.cells.len() as u64;
        if open.spared > MOST_REPEATS && !open.full {
            open.full = true;
            open.sheet.report_too_large();
        }
        if open.full {
            return;
        }
        for number in (first..).take(row.repeats as usize) {
            for (column, cell) in &row.cells {
                let cell = match cell.clone() {
                    Stored::Text(text) => Cell::Text(text),
                    Stored::Number(text) => Cell::Number(text),
                    Stored::Error(text) => Cell::Error(text),
                    Stored::Unworked => Cell::Unworked,
                };
                if !open.sheet.put(number, *column, cell) {
                    open.full = true;
                    return;
                }
            }
        }
    }
}

/// Returns what a cell holds; nothing for a blank one.
fn stored(cell: OpenCell) -> Option<Stored> {
    let value = cell.value.unwrap_or_default();
    if cell.is_error || cell.text.starts_with("Err:") && cell.formula {
        return Some(Stored::Error(cell.text));
    }
    match cell.kind.as_str() {
        "float" | "percentage" | "currency" => Some(Stored::Number(value)),
        "date" => Some(Stored::Text(
            value.trim_end_matches("T00:00:00").replace('T', " "),
        )),
        "time" => Some(Stored::Text(clock(&value).unwrap_or(cell.text))),
        "boolean" => Some(Stored::Text(value.to_uppercase())),
        _ if !value.is_empty() => Some(Stored::Text(value)),
        _ if !cell.text.is_empty() => Some(Stored::Text(cell.text)),
        "" if cell.formula => Some(Stored::Unworked),
        _ => None,
    }
}

/// Writes `PT25H30M00S` as `25:30:00`.
fn clock(text: &str) -> Option<String> {
    let rest = text.strip_prefix("PT")?;
    let (hours, rest) = rest.split_once('H')?;
    let (minutes, rest) = rest.split_once('M')?;
    let seconds = rest.strip_suffix('S')?;
    let seconds = seconds.split(['.', ',']).next()?;
    let number = |t: &str| t.parse::<u32>().ok();
    let (hours, minutes, seconds) = (number(hours)?, number(minutes)?, number(seconds)?);
    Some(format!("{hours:02}:{minutes:02}:{seconds:02}"))
}

fn attribute(start: &BytesStart<'_>, key: &str) -> Result<Option<String>, String> {
    let found = start.try_get_attribute(key).map_err(|e| e.to_string())?;
    let value = found.map(|a| {
        a.normalized_value(XmlVersion::Implicit1_0)
            .map(|v| v.into_owned())
    });
    value.transpose().map_err(|e| e.to_string())
}

fn count(written: Option<String>) -> u32 {
    written.map_or(1, |n| n.parse().unwrap_or(u32::MAX).max(1))
}
