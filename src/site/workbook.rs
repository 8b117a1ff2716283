//! Tables → a workbook (XLSX): a sheet each, numbers as numbers with the digits that pages show,
//! per cent as per cent, days as days, the headings frozen, the same bytes every time.
//!
//! A text that looks like a formula stays the text it is: it is stored as text, and marked so that
//! a spreadsheet does not compute it when the cell is opened and left.

use std::collections::BTreeSet;

use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Url,
    Workbook, Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr;

use super::sheet::{Field, Table, ToFill, is_risky};
use crate::number::Number;

/// The list of sheets that a workbook begins with.
#[derive(Debug, Clone, Default)]
pub struct Contents {
    /// The name of its sheet.
    pub name: String,
    /// What the workbook is, and as of when: one line each.
    pub lines: Vec<String>,
    /// The headings of the list: the sheet, what it holds, its rows.
    pub headings: [String; 3],
}

/// The most signs of a sheet's name, and what may not occur in it.
const MOST_SIGNS: usize = 31;
const NOT_IN_NAMES: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];
/// The most rows of a sheet, the headings among them, and the most signs of a cell.
const MOST_ROWS: usize = 1_048_576;
const MOST_TEXT: usize = 32_767;
/// A cell holds a double: 15 digits are certain, a longer number stays text.
const MOST_DIGITS: usize = 15;
/// The narrowest and the widest column.
const WIDTHS: (usize, usize) = (6, 44);

/// The number of A4 among the sizes of paper.
const A4: u8 = 9;

/// The ground of cells in which readers write.
const TO_FILL: Color = Color::RGB(0x00FF_F8E1);

/// Writes a workbook; `contents` lists its sheets in front, linked.
pub fn xlsx(contents: Option<&Contents>, tables: &[Table]) -> Vec<u8> {
    // What a sheet cannot hold is cut below, and writing into memory cannot fail.
    made(contents, tables).unwrap_or_default()
}

fn made(contents: Option<&Contents>, tables: &[Table]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // Without it the workbook would carry the hour of its making.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let mut taken = BTreeSet::new();
    let first = contents.map(|c| sheet_name(&c.name, &mut taken));
    let names: Vec<String> = tables
        .iter()
        .map(|table| sheet_name(&table.name, &mut taken))
        .collect();
    if let (Some(contents), Some(name)) = (contents, first) {
        let page = book.add_worksheet();
        page.set_name(name)?;
        list(page, contents, tables, &names)?;
    }
    for (table, name) in tables.iter().zip(&names) {
        let page = book.add_worksheet();
        page.set_name(name)?;
        fill(page, table)?;
    }
    book.save_to_buffer()
}

/// Lists the sheets, each with a link.
fn list(
    page: &mut Worksheet,
    contents: &Contents,
    tables: &[Table],
    names: &[String],
) -> Result<(), XlsxError> {
    for (row, line) in (0..).zip(&contents.lines) {
        let format = match row {
            0 => Format::new().set_bold().set_font_size(14),
            _ => Format::new(),
        };
        text(page, (row, 0), line, format)?;
    }
    let top = u32::try_from(contents.lines.len()).unwrap_or(0) + 1;
    for (column, title) in (0..).zip(&contents.headings) {
        text(page, (top, column), title, heading_format())?;
    }
    for (row, (table, name)) in (top + 1..).zip(tables.iter().zip(names)) {
        let target = format!("internal:'{}'!A1", name.replace('\'', "''"));
        page.write_url(row, 0, Url::new(target).set_text(name))?;
        text(page, (row, 1), &table.about, Format::new())?;
        let rows = Field::count(table.rows.len());
        write(page, (row, 2), &rows, &Format::new())?;
    }
    let widest = |texts: &mut dyn Iterator<Item = &str>| texts.map(|t| t.width()).max();
    let sheets = widest(&mut names.iter().map(String::as_str));
    let about = widest(&mut tables.iter().map(|t| t.about.as_str()));
    set_width(page, 0, sheets.unwrap_or(0))?;
    set_width(page, 1, about.unwrap_or(0))?;
    set_width(page, 2, 8)
}

/// Writes a table: headings, rows, sums, sentences below.
fn fill(page: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    for (column, heading) in (0..).zip(&table.headings) {
        let numbers = |row: &Vec<Field>| {
            let field = row.get(usize::from(column));
            matches!(field, Some(Field::Number { .. }))
        };
        let format = if table.rows.iter().any(numbers) {
            heading_format().set_align(FormatAlign::Right)
        } else {
            heading_format()
        };
        text(page, (0, column), heading, format)?;
    }
    // Where readers write, names stay in sight.
    let names = if table.to_fill.is_empty() { 0 } else { 2 };
    page.set_freeze_panes(1, names)?;
    // On paper: A4 lying, as wide as one sheet, the headings on each, numbered.
    page.set_paper_size(A4)
        .set_landscape()
        .set_print_fit_to_pages(1, 0);
    page.set_repeat_rows(0, 0)?.set_footer("&C&P / &N");
    let plain = Format::new();
    let empty = Format::new()
        .set_background_color(TO_FILL)
        .set_border(FormatBorder::Hair)
        .set_text_wrap();
    let filled = |column: u16| {
        let mut columns = table.to_fill.iter();
        columns.any(|(at, _)| *at == usize::from(column))
    };
    let rows = table.rows.iter().take(MOST_ROWS - 2 - table.notes.len());
    let mut end = 1;
    for row in rows {
        for (column, field) in (0..).zip(row) {
            let format = if filled(column) { &empty } else { &plain };
            write(page, (end, column), field, format)?;
        }
        end += 1;
    }
    let columns = u16::try_from(table.headings.len()).unwrap_or(u16::MAX);
    if end > 1 && columns > 0 {
        page.autofilter(0, 0, end - 1, columns - 1)?;
    }
    if !table.sums.is_empty() {
        let bold = Format::new().set_bold().set_border_top(FormatBorder::Thin);
        for (column, field) in (0..).zip(&table.sums) {
            write(page, (end, column), field, &bold)?;
        }
        end += 1;
    }
    for (row, note) in (end..).zip(&table.notes) {
        text(page, (row, 0), note, Format::new().set_italic())?;
    }
    for column in 0..columns {
        let heading = table.headings.get(usize::from(column));
        let sums = std::iter::once(&table.sums);
        let fields = table.rows.iter().chain(sums);
        let fields = fields.filter_map(|row| row.get(usize::from(column)));
        // A heading has the filter's button beside it.
        let widest = fields
            .map(width)
            .chain(heading.map(|h| h.width() + 3))
            .max();
        set_width(page, column, widest.unwrap_or(0))?;
    }
    to_fill(page, table, end)
}

/// Makes room in the columns in which readers write, and offers the words of a choice.
fn to_fill(page: &mut Worksheet, table: &Table, end: u32) -> Result<(), XlsxError> {
    for (column, what) in &table.to_fill {
        let column = u16::try_from(*column).unwrap_or(u16::MAX);
        match what {
            ToFill::Words => set_width(page, column, WIDTHS.1 / 2 + 8)?,
            ToFill::Short => set_width(page, column, 10)?,
            ToFill::Choice(words) if end > 1 => {
                let rows = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
                let choice = DataValidation::new().allow_list_strings(words)?;
                page.add_data_validation(1, column, rows.min(end - 1), column, &choice)?;
            }
            ToFill::Choice(_) => {}
        }
    }
    Ok(())
}

/// Returns how wide a cell is shown.
fn width(field: &Field) -> usize {
    match field {
        // Thousands separators and the sign of per cent come with the format.
        Field::Number { digits, .. } => digits.len() + digits.len() / 3 + 1,
        Field::Day(_) => 10,
        other => other.shown().width(),
    }
}

#[expect(
    clippy::disallowed_types,
    clippy::cast_precision_loss,
    reason = "a column's width is a double"
)]
fn set_width(page: &mut Worksheet, column: u16, signs: usize) -> Result<(), XlsxError> {
    let (least, most) = WIDTHS;
    let signs = (signs + 2).clamp(least, most);
    page.set_column_width(column, signs as f64)?;
    Ok(())
}

/// Writes one cell; `format` is what the row has.
fn write(
    page: &mut Worksheet,
    at: (u32, u16),
    field: &Field,
    format: &Format,
) -> Result<(), XlsxError> {
    match field {
        Field::Text(written) => text(page, at, written, format.clone()),
        Field::Number { digits, unit } => number(page, at, (digits, unit), format),
        Field::Day(day) => {
            let year = day.year().unsigned_abs();
            let (month, day) = (day.month().unsigned_abs(), day.day().unsigned_abs());
            let date = ExcelDateTime::from_ymd(year, month, day)?;
            let format = format.clone().set_num_format("yyyy-mm-dd");
            page.write_datetime_with_format(at.0, at.1, &date, &format)?;
            Ok(())
        }
        Field::Missing => {
            let format = format.clone().set_align(FormatAlign::Right);
            text(page, at, &field.shown(), format)
        }
        Field::Blank => {
            page.write_blank(at.0, at.1, format)?;
            Ok(())
        }
    }
}

/// Writes a number with its digits; a workbook's cell takes nothing but a double.
#[expect(
    clippy::disallowed_types,
    reason = "a workbook's cell takes nothing else"
)]
fn number(
    page: &mut Worksheet,
    at: (u32, u16),
    (digits, unit): (&str, &str),
    format: &Format,
) -> Result<(), XlsxError> {
    let percent = matches!(unit, "%" | "％");
    let certain = digits.bytes().filter(u8::is_ascii_digit).count() <= MOST_DIGITS;
    let value = Number::parse(digits).ok().filter(|_| certain);
    let value = match percent {
        true => value.and_then(|v| v.divided_by(&Number::HUNDRED)),
        false => value,
    };
    let Some(value) = value.and_then(|v| v.exact_text().parse::<f64>().ok()) else {
        return text(page, at, digits, format.clone());
    };
    let decimals = digits.split_once('.').map_or(0, |(_, tail)| tail.len());
    let shape = match decimals {
        0 => "#,##0".to_owned(),
        n => format!("#,##0.{}", "0".repeat(n)),
    };
    let shape = if percent { format!("{shape}%") } else { shape };
    let format = format.clone().set_num_format(shape);
    page.write_number_with_format(at.0, at.1, value, &format)?;
    Ok(())
}

/// Writes a text as the text it is.
fn text(
    page: &mut Worksheet,
    at: (u32, u16),
    written: &str,
    format: Format,
) -> Result<(), XlsxError> {
    let format = match is_risky(written) {
        true => format.set_quote_prefix(),
        false => format,
    };
    if written.chars().count() > MOST_TEXT {
        let cut: String = written.chars().take(MOST_TEXT).collect();
        page.write_string_with_format(at.0, at.1, cut, &format)?;
    } else {
        page.write_string_with_format(at.0, at.1, written, &format)?;
    }
    Ok(())
}

fn heading_format() -> Format {
    Format::new()
        .set_bold()
        .set_border_bottom(FormatBorder::Thin)
}

/// Makes a name that a sheet can have and that no other has.
fn sheet_name(wanted: &str, taken: &mut BTreeSet<String>) -> String {
    let plain: String = wanted
        .chars()
        .map(|c| {
            if NOT_IN_NAMES.contains(&c) || c.is_control() {
                ' '
            } else {
                c
            }
        })
        .collect();
    let plain = match plain.trim_matches(['\'', ' ']) {
        "" => "1",
        plain => plain,
    };
    for number in 1_u32.. {
        let ending = match number {
            1 => String::new(),
            n => format!(" {n}"),
        };
        let room = MOST_SIGNS - ending.len();
        let mut name = String::new();
        for c in plain.chars() {
            if name.encode_utf16().count() + c.len_utf16() > room {
                break;
            }
            name.push(c);
        }
        let name = format!("{}{ending}", name.trim_end_matches(['\'', ' ']));
        // The word is taken in every workbook.
        let reserved = name.eq_ignore_ascii_case("history");
        if !reserved && taken.insert(name.to_lowercase()) {
            return name;
        }
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sheets_are_such_as_a_workbook_takes() {
        let mut taken = BTreeSet::new();
        let mut name = |wanted: &str| sheet_name(wanted, &mut taken);
        assert_eq!(name("月度红榜"), "月度红榜");
        assert_eq!(name("月度红榜"), "月度红榜 2");
        assert_eq!(name("a/b:c"), "a b c");
        assert_eq!(name("'x'"), "x");
        assert_eq!(name("X"), "X 2");
        assert_eq!(name(""), "1");
        assert_eq!(name("[]"), "1 2");
        assert_eq!(name("History"), "History 2");
        let long = "考".repeat(40);
        assert_eq!(name(&long).chars().count(), MOST_SIGNS);
        assert_eq!(name(&long).chars().count(), MOST_SIGNS);
    }
}
