//! Damages as people make them: columns, rows, cells, keys, blocks, files.

use calamine::{Data, Range};

use super::super::demo::maker::company::chance::Chance;
use super::super::demo::maker::company::files::{Cell, Sheet, workbook};
use super::reading;

/// What was done, and the file afterwards; no bytes where it is deleted.
type Done = Option<(String, Option<Vec<u8>>)>;

/// Damages a table or a document; `None` where the file has nothing of the kind drawn.
pub fn damage(path: &str, was: &[u8], chance: &mut Chance) -> Done {
    if chance.happens(5) {
        return Some(("deleted".to_owned(), None));
    }
    if path.ends_with(".csv") {
        csv(was, chance)
    } else if path.ends_with(".xlsx") {
        xlsx(was, chance)
    } else {
        document(was, chance)
    }
}

fn csv(was: &[u8], chance: &mut Chance) -> Done {
    let (text, encoding) = reading::decode(was);
    let head = text.lines().next()?;
    let separator = ['\t', ';', ','].into_iter().find(|s| head.contains(*s))?;
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator as u8)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut rows: Vec<Vec<String>> = Vec::new();
    for record in reader.records() {
        rows.push(record.ok()?.iter().map(str::to_owned).collect());
    }
    let what = table(&mut rows, chance)?;
    let mut writer = csv::WriterBuilder::new()
        .delimiter(separator as u8)
        .flexible(true)
        .from_writer(Vec::new());
    for row in &rows {
        writer.write_record(row).ok()?;
    }
    let text = String::from_utf8(writer.into_inner().ok()?).ok()?;
    Some((what, Some(encode(&text, encoding))))
}

fn encode(text: &str, encoding: &'static encoding_rs::Encoding) -> Vec<u8> {
    if encoding != encoding_rs::UTF_16LE {
        return encoding.encode(text).0.into_owned();
    }
    let units = text.trim_start_matches('\u{feff}').encode_utf16();
    let mut bytes = vec![0xff, 0xfe];
    bytes.extend(units.flat_map(u16::to_le_bytes));
    bytes
}

fn xlsx(was: &[u8], chance: &mut Chance) -> Done {
    let mut sheets = reading::sheets(was);
    if sheets.len() > 1 && chance.happens(10) {
        let (name, _) = sheets.pop()?;
        let kept: Vec<(String, Sheet)> = sheets
            .iter()
            .map(|(name, range)| (name.clone(), sheet(&cells(range))))
            .collect();
        return Some((format!("sheet {name} dropped"), Some(book(&kept)?)));
    }
    let chosen = usize::try_from(chance.between(0, sheets.len() as i64 - 1)).ok()?;
    let mut made = Vec::new();
    let mut what = None;
    for (number, (name, range)) in sheets.iter().enumerate() {
        let mut rows = cells(range);
        if number == chosen {
            what = table(&mut rows, chance);
        }
        made.push((name.clone(), sheet(&rows)));
    }
    Some((what?, Some(book(&made)?)))
}

fn book(sheets: &[(String, Sheet)]) -> Option<Vec<u8>> {
    let borrowed: Vec<(&str, &Sheet)> = sheets.iter().map(|(n, s)| (n.as_str(), s)).collect();
    workbook(&borrowed).ok()
}

fn cells(range: &Range<Data>) -> Vec<Vec<String>> {
    let cell = |cell: &Data| match cell {
        Data::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        other => other.to_string(),
    };
    range
        .rows()
        .map(|row| row.iter().map(cell).collect())
        .collect()
}

/// Puts rows back into a sheet: ids stay texts, other numbers become numbers.
fn sheet(rows: &[Vec<String>]) -> Sheet {
    let cell = |text: &String| match text.starts_with('0') || text.parse::<f64>().is_err() {
        true => Cell::Text(text.clone()),
        false => Cell::Number(text.clone()),
    };
    let mut rows = rows.iter();
    Sheet {
        headings: rows.next().cloned().unwrap_or_default(),
        rows: rows.map(|row| row.iter().map(cell).collect()).collect(),
    }
}

/// Damages rows of cells, the first of which are the headings.
fn table(rows: &mut Vec<Vec<String>>, chance: &mut Chance) -> Option<String> {
    let width = rows.first()?.len();
    let row = index(rows.len(), chance)?;
    let column = index(width, chance)?;
    let what = match chance.between(1, 10) {
        1 | 2 => {
            for row in rows.iter_mut().filter(|row| row.len() > column) {
                row.remove(column);
            }
            format!("column {column} dropped")
        }
        3 | 4 => {
            let (other, to) = (index(rows.len(), chance)?, index(width, chance)?);
            let one = rows[row].get(column)?.clone();
            let two = std::mem::replace(rows[other].get_mut(to)?, one);
            *rows[row].get_mut(column)? = two;
            format!("cells {row}/{column} and {other}/{to} swapped")
        }
        5 | 6 => {
            let again = rows[row].clone();
            rows.insert(row, again);
            format!("row {row} repeated")
        }
        7 => {
            rows.remove(row);
            format!("row {row} dropped")
        }
        8 => {
            rows[row].get_mut(column)?.clear();
            format!("cell {row}/{column} blanked")
        }
        9 => {
            rows.first_mut()?.get_mut(column)?.push('额');
            format!("heading {column} renamed")
        }
        _ => {
            rows[row].get_mut(column)?.push('？');
            format!("cell {row}/{column} scribbled on")
        }
    };
    Some(what)
}

fn index(count: usize, chance: &mut Chance) -> Option<usize> {
    let last = i64::try_from(count).ok()?.checked_sub(1)?;
    usize::try_from(chance.between(0, last)).ok()
}

fn document(was: &[u8], chance: &mut Chance) -> Done {
    let text = std::str::from_utf8(was).ok()?;
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let at = index(lines.len(), chance)?;
    let end = block_end(&lines, at);
    let what = match chance.between(1, 8) {
        1..=3 => {
            let (key, rest) = lines[at].split_once(':')?;
            let renamed = format!("{key}x:{rest}");
            lines[at] = renamed;
            format!("key of line {} renamed", at + 1)
        }
        4 | 5 => {
            let block = lines[at..end].to_vec();
            lines.splice(end..end, block);
            format!("lines {} to {end} repeated", at + 1)
        }
        6 => {
            lines.drain(at..end);
            format!("lines {} to {end} dropped", at + 1)
        }
        7 => {
            let other = index(lines.len(), chance)?;
            lines.swap(at, other);
            format!("lines {} and {} swapped", at + 1, other + 1)
        }
        _ => {
            let (key, rest) = lines[at].split_once(": ")?;
            lines[at] = format!("{key}：{rest}");
            format!("full-width colon in line {}", at + 1)
        }
    };
    Some((what, Some((lines.join("\n") + "\n").into_bytes())))
}

/// The end of the block that begins at a line: the next line that is not indented deeper.
fn block_end(lines: &[String], at: usize) -> usize {
    let indent = |line: &String| line.len() - line.trim_start().len();
    let own = indent(&lines[at]);
    let rest = lines.iter().enumerate().skip(at + 1);
    let mut deeper = rest.skip_while(|(_, line)| indent(line) > own);
    deeper.next().map_or(lines.len(), |(number, _)| number)
}
