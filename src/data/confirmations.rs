//! What people answered when they were shown their raw figures: sheets that came back, and
//! `confirmations.csv`. They are no data tables; whether they are about today's figures is
//! settled in `assessment`.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::cell::{date_cell, truth_cell};
use super::headings::{self, ID, NAME};
use super::mistake::ConfirmationMistake;
use super::places::{Shelf, shelf_of};
use super::{Month, Person};
use crate::content::{Content, Row, Table};
use crate::diagnostic::{Diagnostic, nearest};
use crate::period::Period;
use crate::value::Place;

/// One answer of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    /// The person's id.
    pub person: Arc<str>,
    /// The policy by title or id; `None` for all of the person's.
    pub policy: Option<Arc<str>>,
    /// Whether the person agrees with the figures.
    pub agrees: bool,
    /// What the person objects to; empty for nothing.
    pub objection: String,
    /// What the person says besides; may be empty.
    pub remark: String,
    /// The day of the answer, where it is said.
    pub day: Option<Date>,
    /// The check code of the figures that the person saw, where it is said.
    pub code: Option<Arc<str>>,
    /// The figures on the sheet: heading and cell; blank cells are left out.
    pub figures: Vec<(Arc<str>, Arc<str>)>,
    /// The cell of the answer.
    pub place: Place,
}

/// The headings of a sheet to be confirmed, in Chinese and English; what is written under one of
/// them is read back under either.
#[derive(Debug, Clone, Copy)]
pub struct Asked;

impl Asked {
    /// The staff number.
    pub const ID: [&str; 2] = ["工号", "ID"];
    /// The name.
    pub const NAME: [&str; 2] = ["姓名", "Name"];
    /// The policy.
    pub const POLICY: [&str; 2] = ["制度", "Policy"];
    /// Yes or no.
    pub const AGREED: [&str; 2] = ["确认", "Confirmed"];
    /// What the person objects to.
    pub const OBJECTION: [&str; 2] = ["异议", "Objection"];
    /// What else is to be said.
    pub const REMARK: [&str; 2] = ["说明", "Remark"];
    /// The day of the answer.
    pub const DAY: [&str; 2] = ["日期", "Date"];
    /// The check code of the figures.
    pub const CODE: [&str; 2] = ["核对码", "Check code"];
    /// The answers.
    pub const ANSWERS: [[&str; 2]; 2] = [["是", "否"], ["yes", "no"]];
}

/// The names of files with answers, alone or before `-`, `_`, a space or a bracket.
const STEMS: &[&str] = &[
    "confirmations",
    "confirmation",
    "确认",
    "数据确认",
    "确认表",
];

/// Texts under the heading for objections that say there is none.
const NO_OBJECTION: &[&str] = &["没有", "无异议", "没有异议", "否", "no"];

/// Tells whether a table of a month holds answers and no data: by its file's name, or by the
/// columns that the program's own sheets have.
pub(super) fn is_answers(table: &Table) -> bool {
    let named = || {
        let file = table.path.rsplit('/').next().unwrap_or(&table.path);
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let stem = stem.trim().to_lowercase();
        STEMS.iter().any(|name| {
            let rest = stem.strip_prefix(name);
            rest.is_some_and(|rest| {
                rest.is_empty() || rest.starts_with(['-', '_', ' ', '(', '（', '—', '－'])
            })
        })
    };
    let has = |names: &[&str]| column(table, names).is_some();
    matches!(shelf_of(&table.path), Shelf::Month(_))
        && table.events.is_none()
        && ((has(&Asked::AGREED) && has(&Asked::CODE)) || named())
}

/// Reads the answers of each month.
pub(super) fn read(
    content: &Content,
    people: &BTreeMap<Arc<str>, Person>,
    months: &mut BTreeMap<Period, Month>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for table in content.tables.iter().filter(|table| is_answers(table)) {
        let Shelf::Month(period) = shelf_of(&table.path) else {
            continue;
        };
        if let Some(month) = months.get_mut(&period) {
            month.confirmations.extend(of(table, people, diagnostics));
        }
    }
}

/// Where the columns of a table of answers stand.
struct Columns {
    id: usize,
    agreed: usize,
    policy: Option<usize>,
    objection: Option<usize>,
    remark: Option<usize>,
    day: Option<usize>,
    code: Option<usize>,
    figures: Vec<usize>,
}

impl Columns {
    fn of(table: &Table) -> Option<Self> {
        let find = |names: &[&str]| column(table, names);
        let mut columns = Self {
            id: find(ID)?,
            agreed: find(&Asked::AGREED)?,
            policy: find(&Asked::POLICY),
            objection: find(&Asked::OBJECTION),
            remark: find(&Asked::REMARK),
            day: find(&Asked::DAY),
            code: find(&Asked::CODE),
            figures: Vec::new(),
        };
        let own = [
            Some(columns.id),
            Some(columns.agreed),
            columns.policy,
            columns.objection,
            columns.remark,
            columns.day,
            columns.code,
            find(NAME),
        ];
        let all = 0..table.headings.len();
        columns.figures = all.filter(|at| !own.contains(&Some(*at))).collect();
        Some(columns)
    }
}

fn column(table: &Table, names: &[&str]) -> Option<usize> {
    let plain = |text: &str| text.trim().to_lowercase().replace('_', " ");
    let names: Vec<String> = names.iter().map(|name| plain(name)).collect();
    let mut headings = table.headings.iter();
    headings.position(|heading| names.contains(&plain(&heading.text)))
}

fn of(
    table: &Table,
    people: &BTreeMap<Arc<str>, Person>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Confirmation> {
    let Some(columns) = Columns::of(table) else {
        let known = headings::texts(table);
        let place = table.header_place();
        diagnostics.push(ConfirmationMistake::NoColumn { place, known }.into());
        return Vec::new();
    };
    let rows = table.rows.iter();
    rows.filter_map(|row| answer(table, &columns, row, people, diagnostics))
        .collect()
}

fn answer(
    table: &Table,
    columns: &Columns,
    row: &Row,
    people: &BTreeMap<Arc<str>, Person>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Confirmation> {
    let cell = |column: Option<usize>| {
        let cell = column.and_then(|at| row.cells.get(at));
        cell.filter(|cell| !headings::is_blank(cell, None))
    };
    let text = |column| cell(column).map_or_else(String::new, |c| c.trim().to_owned());
    let says_none = |text: &String| NO_OBJECTION.contains(&text.to_lowercase().as_str());
    let objection = Some(text(columns.objection)).filter(|text| !says_none(text));
    let objection = objection.unwrap_or_default();
    let written = cell(Some(columns.agreed));
    // Who has answered nothing yet is still to answer.
    if written.is_none() && objection.is_empty() {
        return None;
    }
    let place = table.cell_place(row, columns.agreed);
    let id = cell(Some(columns.id)).map_or("", |id| id);
    let Some(person) = people.get(id) else {
        let known = people.keys().map(AsRef::as_ref);
        let bare = |id: &str| id.trim_start_matches('0').to_owned();
        let padded = people.keys().find(|known| bare(known) == bare(id));
        let meant = padded.map(AsRef::as_ref).or_else(|| nearest(id, known));
        let meant = meant.filter(|_| !id.is_empty());
        let meant = meant.and_then(|id| people.get(id));
        let mistake = ConfirmationMistake::Unknown {
            place: table.cell_place(row, columns.id),
            written: id.to_owned(),
            meant: meant.map(|p| (p.id.to_string(), p.name.clone())),
        };
        diagnostics.push(mistake.into());
        return None;
    };
    let agrees = match written.map(|text| (text, understood(text))) {
        None => false,
        Some((_, Some(agrees))) => agrees,
        Some((text, None)) => {
            let mistake = ConfirmationMistake::NoAnswer {
                place,
                written: text.to_string(),
                name: person.name.clone(),
            };
            diagnostics.push(mistake.into());
            return None;
        }
    };
    let day = columns.day.and_then(|at| {
        let read = date_cell(cell(Some(at))?);
        let wrong = |reason| ConfirmationMistake::NoDay {
            place: table.cell_place(row, at),
            reason,
        };
        read.map_err(|reason| diagnostics.push(wrong(reason).into()))
            .ok()
    });
    let figures = columns.figures.iter().filter_map(|at| {
        let heading = table.headings.get(*at)?;
        let cell = row.cells.get(*at).filter(|cell| !cell.is_empty())?;
        Some((Arc::clone(&heading.text), Arc::clone(cell)))
    });
    Some(Confirmation {
        person: Arc::clone(&person.id),
        policy: cell(columns.policy).map(Arc::clone),
        agrees: agrees && objection.is_empty(),
        objection,
        remark: text(columns.remark),
        day: day.map(|day| day.date()),
        code: cell(columns.code).map(|code| code.trim().to_uppercase().into()),
        figures: figures.collect(),
        place,
    })
}

/// Reads an answer; `None` for what is neither yes nor no.
fn understood(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "确认" | "已确认" | "同意" | "无误" | "无异议" | "confirmed" | "agreed" => {
            Some(true)
        }
        "不确认" | "不同意" | "有误" | "有异议" | "异议" | "objects" | "disagreed" => {
            Some(false)
        }
        other => truth_cell(other).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::understood;

    #[test]
    fn answers_have_many_words() {
        for yes in ["是", "Y", "√", "确认", "无异议", "Confirmed"] {
            assert_eq!(understood(yes), Some(true), "{yes}");
        }
        for no in ["否", "N", "×", "有异议", "不同意"] {
            assert_eq!(understood(no), Some(false), "{no}");
        }
        for neither in ["", "待核", "是否", "?"] {
            assert_eq!(understood(neither), None, "{neither}");
        }
    }
}
