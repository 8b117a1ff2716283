//! XLSX → tables, a sheet each. The one place where a workbook's binary numbers become text.

use std::io::{Cursor, Read};
use std::sync::Arc;

use calamine::{DataRef, ExcelDateTime, Reader, Xlsx, XlsxError};

use super::Table;
use super::mistake::{TableMistake, WorkbookMistake};
use super::table::{Builder, MOST_COLUMNS};
use crate::diagnostic::Diagnostic;
use crate::value::{Place, Source, column_letters};

/// The most bytes that a workbook may unpack to.
const MOST_UNPACKED: u64 = 400 << 20;
/// The most cells that a sheet may have.
const MOST_CELLS: usize = 30_000_000;

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Reads the sheets of a workbook that hold something. `stem` is the file's name without ending:
/// the name of the table where there is only one.
pub(super) fn parse(
    source: &Arc<Source>,
    stem: &str,
    bytes: &[u8],
) -> (Vec<Table>, Vec<Diagnostic>) {
    let mut book = match open(source, bytes) {
        Ok(book) => book,
        Err(mistake) => return (Vec::new(), vec![mistake.into()]),
    };
    let mut tables = Vec::new();
    let mut diagnostics = Vec::new();
    for name in book.sheet_names() {
        let (table, found) = sheet(source, &name, &mut book);
        tables.extend(table);
        diagnostics.extend(found);
    }
    match tables.as_mut_slice() {
        [only] => only.name = stem.into(),
        [] if diagnostics.is_empty() => {
            diagnostics.push(TableMistake::Empty(Place::file(source)).into());
        }
        _ => {}
    }
    (tables, diagnostics)
}

fn open<'a>(source: &Arc<Source>, bytes: &'a [u8]) -> Result<Book<'a>, WorkbookMistake> {
    let broken = |words: String| WorkbookMistake::Broken {
        source: Arc::clone(source),
        words,
    };
    // A workbook with a password is no archive but an older kind of container.
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(WorkbookMistake::Locked(Arc::clone(source)));
    }
    let unpacked = unpacked_size(bytes).map_err(|e| broken(e.to_string()))?;
    if unpacked > MOST_UNPACKED {
        return Err(WorkbookMistake::TooLarge(Arc::clone(source)));
    }
    Xlsx::new(Cursor::new(bytes)).map_err(|e| match e {
        XlsxError::Password => WorkbookMistake::Locked(Arc::clone(source)),
        e => broken(e.to_string()),
    })
}

/// Measures what the archive unpacks to by unpacking it piece by piece into nothing, since the
/// sizes it declares may lie; stops once it is too much.
fn unpacked_size(bytes: &[u8]) -> Result<u64, zip::result::ZipError> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))?;
    let mut total = 0;
    for index in 0..archive.len() {
        let file = archive.by_index(index)?;
        let mut rest = file.take(MOST_UNPACKED.saturating_sub(total) + 1);
        total += std::io::copy(&mut rest, &mut std::io::sink())?;
        if total > MOST_UNPACKED {
            break;
        }
    }
    Ok(total)
}

fn sheet(
    source: &Arc<Source>,
    name: &str,
    book: &mut Book<'_>,
) -> (Option<Table>, Vec<Diagnostic>) {
    let broken = |e: XlsxError| WorkbookMistake::Broken {
        source: Arc::clone(source),
        words: format!("{name}: {e}"),
    };
    let sheet: Arc<str> = name.into();
    let mut builder = Builder::new(source, Some(Arc::clone(&sheet)), sheet, None);
    // Sheets of charts have no cells at all.
    let merged = book.merge_cells_by_sheet_name(name);
    let mut cells = match book.worksheet_cells_reader(name) {
        Ok(cells) => cells,
        Err(XlsxError::FileNotFound(_) | XlsxError::WorksheetNotFound(_)) => {
            return (None, Vec::new());
        }
        Err(e) => return (None, vec![broken(e).into()]),
    };
    let mut oddities = Oddities::default();
    let mut row: Vec<String> = Vec::new();
    let mut number = 0;
    let mut count = 0;
    loop {
        let cell = match cells.next_cell_with_formula_metadata() {
            Ok(Some(cell)) => cell,
            Ok(None) => break,
            Err(e) => {
                builder.report(broken(e));
                break;
            }
        };
        let (at, column) = cell.pos;
        if cell.formula.is_some() && matches!(cell.value, DataRef::Empty) {
            let place = || builder.place(at + 1, column as usize, "", "");
            oddities.unworked.get_or_insert_with(|| (place(), 0)).1 += 1;
        }
        let text = text_of(&cell.value);
        if text.is_empty() {
            continue;
        }
        count += 1;
        if column as usize >= MOST_COLUMNS || count > MOST_CELLS {
            builder.report(TableMistake::TooLarge(builder.whole()));
            break;
        }
        if at + 1 != number {
            builder.row(number, row.iter().map(String::as_str), false);
            row.clear();
            number = at + 1;
        }
        if row.len() <= column as usize {
            row.resize(column as usize + 1, String::new());
        }
        let place = || builder.place(number, column as usize, "", &text);
        oddities.look(&cell.value, &text, place);
        if let Some(slot) = row.get_mut(column as usize) {
            *slot = text;
        }
    }
    builder.row(number, row.iter().map(String::as_str), false);
    for mistake in oddities.into_mistakes() {
        builder.report(mistake);
    }
    if let Ok(merged) = merged {
        report_merged(&mut builder, &merged);
    }
    builder.finish()
}

/// Cells that are no plain data.
#[derive(Default)]
struct Oddities {
    errors: Option<(Place, String, usize)>,
    long: Option<(Place, usize)>,
    unworked: Option<(Place, usize)>,
}

impl Oddities {
    fn look(&mut self, value: &DataRef<'_>, text: &str, place: impl FnOnce() -> Place) {
        match value {
            DataRef::Error(_) => match &mut self.errors {
                Some((.., count)) => *count += 1,
                None => self.errors = Some((place(), text.to_owned(), 1)),
            },
            DataRef::Float(_) | DataRef::Int(_) => {
                let digits = text.bytes().filter(u8::is_ascii_digit).count();
                if digits > 15 && !text.contains(['.', 'e']) {
                    match &mut self.long {
                        Some((_, count)) => *count += 1,
                        None => self.long = Some((place(), 1)),
                    }
                }
            }
            _ => {}
        }
    }

    fn into_mistakes(self) -> Vec<WorkbookMistake> {
        let errors = self
            .errors
            .map(|(place, shown, cells)| WorkbookMistake::ErrorCell {
                place,
                shown,
                cells,
            });
        let long = self
            .long
            .map(|(place, cells)| WorkbookMistake::DigitsLost { place, cells });
        let unworked = self
            .unworked
            .map(|(place, cells)| WorkbookMistake::Unworked { place, cells });
        errors.into_iter().chain(long).chain(unworked).collect()
    }
}

/// Reports stretches that reach below the headings; those in the header name a column twice at
/// most, which shows by itself.
fn report_merged(builder: &mut Builder, merged: &[calamine::Dimensions]) {
    let header = builder.table().header;
    let mut below: Vec<_> = merged.iter().filter(|m| m.end.0 >= header).collect();
    below.sort_by_key(|m| (m.start, m.end));
    let Some(first) = below.first() else { return };
    let (row, column) = (first.start.0 + 1, first.start.1);
    let table = builder.table();
    let cell = table.rows.iter().find(|r| r.number == row).and_then(|row| {
        let index = table.headings.iter().position(|h| h.column == column);
        row.cells.get(index?)
    });
    let written = cell.map_or_else(String::new, ToString::to_string);
    let place = builder.place(row, column as usize, "", &written);
    let name = |(row, column): (u32, u32)| format!("{}{}", column_letters(column), row + 1);
    let stretches = below
        .iter()
        .map(|m| format!("{}:{}", name(m.start), name(m.end)))
        .collect();
    builder.report(WorkbookMistake::Merged { place, stretches });
}

/// Writes a cell as text: numbers in at most 15 significant digits, as Excel shows them, days as
/// `2026-07-01`.
fn text_of(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::Int(whole) => whole.to_string(),
        DataRef::Float(number) => decimal(*number),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(true) => "TRUE".to_owned(),
        DataRef::Bool(false) => "FALSE".to_owned(),
        DataRef::DateTime(moment) => moment_text(moment),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.replace('T', " "),
        DataRef::Error(error) => error.to_string(),
    }
}

/// Writes a binary number as the shortest decimal of at most 15 significant digits.
fn decimal(number: f64) -> String {
    if !number.is_finite() {
        return "#NUM!".to_owned();
    }
    let written = format!("{number:.14e}");
    let (mantissa, exponent) = written.split_once('e').unwrap_or((&written, "0"));
    let (sign, mantissa) = match mantissa.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", mantissa),
    };
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_end_matches('0');
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if digits.is_empty() {
        return "0".to_owned();
    }
    if !(-25..=25).contains(&exponent) {
        let (first, rest) = digits.split_at(1);
        let point = if rest.is_empty() { "" } else { "." };
        return format!("{sign}{first}{point}{rest}e{exponent}");
    }
    let whole = exponent + 1;
    if whole <= 0 {
        let zeros = "0".repeat(whole.unsigned_abs() as usize);
        format!("{sign}0.{zeros}{digits}")
    } else if digits.len() <= whole as usize {
        let zeros = "0".repeat(whole as usize - digits.len());
        format!("{sign}{digits}{zeros}")
    } else {
        let (before, after) = digits.split_at(whole as usize);
        format!("{sign}{before}.{after}")
    }
}

fn moment_text(moment: &ExcelDateTime) -> String {
    if moment.is_duration() {
        let seconds = (moment.as_f64() * 86_400.0).round() as i64;
        let (minutes, seconds) = (seconds / 60, (seconds % 60).abs());
        return format!("{}:{:02}:{seconds:02}", minutes / 60, (minutes % 60).abs());
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    let date = format!("{year:04}-{month:02}-{day:02}");
    if moment.as_f64() < 1.0 {
        time
    } else if (hour, minute, second) == (0, 0, 0) {
        date
    } else {
        format!("{date} {time}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn binary_numbers_become_the_decimals_that_people_typed() {
        for (number, text) in [
            (0.29, "0.29"),
            (0.1 + 0.2, "0.3"),
            (1234.5, "1234.5"),
            (-0.05, "-0.05"),
            (0.0, "0"),
            (-0.0, "0"),
            (100.0, "100"),
            (1e15, "1000000000000000"),
            (123_456_789_012_345.0, "123456789012345"),
            (1e-7, "0.0000001"),
            (1.5e300, "1.5e300"),
            (f64::NAN, "#NUM!"),
        ] {
            assert_eq!(decimal(number), text);
        }
    }
}
