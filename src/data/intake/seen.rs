//! What the columns of a file hold: the kind of their cells, their unit, what counts as blank.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::headings;
use super::super::sources::TableSource;
use super::addition::Addition;
use crate::content::Table;
use crate::data::{date_cell, number_cell};
use crate::number::Mode;

/// A column of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnSeen {
    /// The heading.
    pub heading: String,
    /// The name it goes by, after what is declared or to be added.
    pub name: Arc<str>,
    /// What its cells are, for the most part.
    pub written: Written,
    /// The unit in which its numbers are written, where they are converted.
    pub written_in: Option<String>,
    /// The least and the greatest number or day, as written.
    pub span: Option<(String, String)>,
    /// How many cells are blank, by what stands there.
    pub blanks: BTreeMap<String, usize>,
}

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// Numbers.
    Number,
    /// Days, perhaps with times.
    Date,
    /// Texts.
    Text,
    /// Nothing at all.
    Nothing,
}

/// Looks at the columns of a file.
pub(super) fn columns(
    table: &Table,
    source: Option<&TableSource>,
    addition: &Addition,
    blanks: &Option<Vec<String>>,
) -> Vec<ColumnSeen> {
    let declared = source.map_or(&[][..], |s| &s.columns);
    let mut columns = Vec::new();
    for (index, heading) in table.headings.iter().enumerate() {
        let text = heading.text.as_ref();
        let added = addition.columns.iter();
        let mut added = added.filter(|a| a.from.as_deref().unwrap_or(&a.name) == text);
        let added = added.next();
        let known = declared.iter().find(|c| c.from.value == text);
        let name = added.map(|a| &a.name).or(known.map(|k| &k.name));
        let mut seen = ColumnSeen {
            heading: text.to_owned(),
            name: Arc::clone(name.unwrap_or(&heading.text)),
            written: Written::Nothing,
            written_in: added.and_then(|a| a.written_in.clone()),
            span: None,
            blanks: BTreeMap::new(),
        };
        look(table, index, blanks.as_deref(), &mut seen);
        columns.push(seen);
    }
    columns
}

fn look(table: &Table, index: usize, blanks: Option<&[String]>, seen: &mut ColumnSeen) {
    let (mut filled, mut numbers, mut days) = (0, 0, 0);
    let (mut least, mut most) = (None, None);
    let (mut first, mut last) = (None, None);
    for cell in table.rows.iter().filter_map(|row| row.cells.get(index)) {
        if headings::is_blank(cell, blanks) {
            *seen.blanks.entry(cell.to_string()).or_default() += 1;
            continue;
        }
        filled += 1;
        if let Ok(number) = number_cell(cell) {
            numbers += 1;
            if least.as_ref().is_none_or(|l| number < *l) {
                least = Some(number.clone());
            }
            if most.as_ref().is_none_or(|m| number > *m) {
                most = Some(number);
            }
        } else if let Ok(day) = date_cell(cell) {
            days += 1;
            let day = day.date();
            first = Some(first.map_or(day, |f| day.min(f)));
            last = Some(last.map_or(day, |l| day.max(l)));
        }
    }
    let zeros = |cell: &Arc<str>| cell.len() > 1 && cell.starts_with('0') && !cell.contains('.');
    let mut cells = table.rows.iter().filter_map(|row| row.cells.get(index));
    seen.written = if filled == 0 {
        Written::Nothing
    } else if days * 2 > filled {
        seen.span = first.zip(last).map(|(f, l)| (f.to_string(), l.to_string()));
        Written::Date
    } else if numbers * 2 > filled && !cells.any(zeros) && !headings::ID.contains(&&*seen.heading) {
        let shown = |n: crate::number::Number| match n.decimals() {
            Some(decimals) => n.to_fixed(decimals, Mode::HalfUp),
            None => n.exact_text(),
        };
        seen.span = least.zip(most).map(|(l, m)| (shown(l), shown(m)));
        Written::Number
    } else {
        Written::Text
    };
}
