//! Tables as bytes: the encodings, separators and workbooks that a company's exports come in.

use std::collections::BTreeMap;
use std::io;

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

/// Files by path from the content folder.
pub type Files = BTreeMap<String, Vec<u8>>;

/// A table of text cells: headings first.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The headings.
    pub headings: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell; text files write all kinds as text, workbooks keep them apart.
#[derive(Debug, Clone)]
pub enum Cell {
    /// A text, also an id with leading zeros.
    Text(String),
    /// A number as its text.
    Number(String),
    /// A day.
    Day(Date),
}

impl Cell {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A whole number.
    pub fn count(number: i64) -> Self {
        Self::Number(number.to_string())
    }

    /// An amount in cents, written in yuan with two decimals.
    pub fn yuan(cents: i64) -> Self {
        let sign = if cents < 0 { "-" } else { "" };
        let cents = cents.abs();
        Self::Number(format!("{sign}{}.{:02}", cents / 100, cents % 100))
    }

    /// A blank cell.
    pub fn blank() -> Self {
        Self::Text(String::new())
    }

    fn written(&self) -> String {
        match self {
            Self::Text(text) | Self::Number(text) => text.clone(),
            Self::Day(day) => day.to_string(),
        }
    }
}

impl Sheet {
    /// Starts a table with its headings.
    pub fn new(headings: &[&str]) -> Self {
        Self {
            headings: headings.iter().map(|text| (*text).to_owned()).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub fn push(&mut self, row: Vec<Cell>) {
        self.rows.push(row);
    }

    /// UTF-8 as programs write it: comma, LF.
    pub fn utf8(&self) -> Vec<u8> {
        self.lines(",", "\n").into_bytes()
    }

    /// UTF-8 with byte order mark, semicolons and CRLF.
    pub fn utf8_semicolons(&self) -> Vec<u8> {
        let mut bytes = vec![0xef, 0xbb, 0xbf];
        bytes.extend(self.lines(";", "\r\n").into_bytes());
        bytes
    }

    /// GBK with comma and CRLF, as the Chinese Excel saves CSV.
    pub fn gbk(&self) -> Vec<u8> {
        let text = self.lines(",", "\r\n");
        encoding_rs::GBK.encode(&text).0.into_owned()
    }

    /// UTF-16, little end first, with byte order mark, tabs and CRLF: Excel's "Unicode text".
    pub fn utf16_tabs(&self) -> Vec<u8> {
        let mut bytes = vec![0xff, 0xfe];
        for unit in self.lines("\t", "\r\n").encode_utf16() {
            bytes.extend(unit.to_le_bytes());
        }
        bytes
    }

    fn lines(&self, separator: &str, end: &str) -> String {
        let mut text = self.headings.join(separator);
        text.push_str(end);
        for row in &self.rows {
            let cells: Vec<String> = row.iter().map(|c| quoted(c, separator)).collect();
            text.push_str(&cells.join(separator));
            text.push_str(end);
        }
        text
    }
}

/// Writes a cell for a text file, in quotes where the separator or a quote stands inside.
fn quoted(cell: &Cell, separator: &str) -> String {
    let text = cell.written();
    if text.contains(separator) || text.contains('"') || text.contains('\n') {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

/// Writes a workbook; numbers and days as such, the date of making fixed.
pub fn workbook(sheets: &[(&str, &Sheet)]) -> io::Result<Vec<u8>> {
    made(sheets).map_err(io::Error::other)
}

fn made(sheets: &[(&str, &Sheet)]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // Without it the workbook would carry the hour of its making.
    let made = ExcelDateTime::from_ymd(2025, 11, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    for (name, sheet) in sheets {
        let page = book.add_worksheet();
        page.set_name(*name)?;
        fill(page, sheet)?;
    }
    book.save_to_buffer()
}

fn fill(page: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let day_format = Format::new().set_num_format("yyyy/m/d");
    for (column, heading) in (0..).zip(&sheet.headings) {
        page.write_string_with_format(0, column, heading, &bold)?;
        page.set_column_width(column, 14)?;
    }
    for (row, cells) in (1..).zip(&sheet.rows) {
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Cell::Text(text) if text.is_empty() => {}
                Cell::Text(text) => {
                    page.write_string(row, column, text)?;
                }
                Cell::Number(text) => write_number(page, (row, column), text)?,
                Cell::Day(day) => {
                    let year = day.year().unsigned_abs();
                    let date = ExcelDateTime::from_ymd(
                        year,
                        day.month().unsigned_abs(),
                        day.day().unsigned_abs(),
                    )?;
                    page.write_datetime_with_format(row, column, &date, &day_format)?;
                }
            }
        }
    }
    Ok(())
}

/// Writes a number; a workbook knows binary fractions only.
#[expect(
    clippy::disallowed_types,
    reason = "a workbook's cell takes nothing else"
)]
fn write_number(page: &mut Worksheet, at: (u32, u16), text: &str) -> Result<(), XlsxError> {
    match text.parse::<f64>() {
        Ok(number) => page.write_number(at.0, at.1, number)?,
        Err(_) => page.write_string(at.0, at.1, text)?,
    };
    Ok(())
}
