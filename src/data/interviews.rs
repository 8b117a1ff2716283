//! Who has been spoken with about the results (绩效面谈): `interviews.csv` of a month's folder. It is
//! no data table; what was said is for those who answer for the figures alone.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::cell::date_cell;
use super::headings::{self, ID, NAME};
use super::mistake::InterviewMistake;
use super::places::{Shelf, shelf_of};
use super::{Month, Person};
use crate::content::{Content, Table};
use crate::diagnostic::Diagnostic;
use crate::period::Period;
use crate::value::Place;

/// One interview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interview {
    /// With whom, by id.
    pub person: Arc<str>,
    /// Who led it; may be empty.
    pub by: String,
    /// On which day; `None` where that is not said.
    pub on: Option<Date>,
    /// What was said, in a few words; may be empty.
    pub summary: String,
    /// What is to become better; may be empty.
    pub plan: String,
    /// The row.
    pub place: Place,
}

/// The names of files with interviews, alone or before `-`, `_`, a space or a bracket.
const STEMS: &[&str] = &["interviews", "interview", "面谈", "绩效面谈", "面谈记录"];
/// The headings besides those of people.
const BY: &[&str] = &["访谈人", "面谈人", "主管", "interviewer", "by"];
const ON: &[&str] = &["日期", "面谈日期", "访谈日期", "date", "on"];
const SUMMARY: &[&str] = &["内容摘要", "面谈内容", "摘要", "summary"];
const PLAN: &[&str] = &["改进计划", "绩效改进计划", "plan"];

/// Tells whether a table of a month holds interviews and no data.
pub(super) fn is_interviews(table: &Table) -> bool {
    let file = table.path.rsplit('/').next().unwrap_or(&table.path);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let stem = stem.trim().to_lowercase();
    let named = STEMS.iter().any(|name| {
        let rest = stem.strip_prefix(name);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_', ' ', '(', '（']))
    });
    named && table.events.is_none() && matches!(shelf_of(&table.path), Shelf::Month(_))
}

/// Reads the interviews of each month.
pub(super) fn read(
    content: &Content,
    people: &BTreeMap<Arc<str>, Person>,
    months: &mut BTreeMap<Period, Month>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for table in content.tables.iter().filter(|table| is_interviews(table)) {
        let Shelf::Month(period) = shelf_of(&table.path) else {
            continue;
        };
        if let Some(month) = months.get_mut(&period) {
            month.interviews.extend(of(table, people, diagnostics));
        }
    }
}

fn of(
    table: &Table,
    people: &BTreeMap<Arc<str>, Person>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Interview> {
    let column = |names: &[&str]| {
        let mut all = table.headings.iter();
        all.position(|h| names.contains(&h.text.trim().to_lowercase().as_str()))
    };
    let Some(id) = column(ID).or_else(|| column(&["id"])) else {
        let known = headings::texts(table);
        let place = table.header_place();
        diagnostics.push(InterviewMistake::NoColumn { place, known }.into());
        return Vec::new();
    };
    let [by, on, summary, plan] = [BY, ON, SUMMARY, PLAN].map(column);
    let mut found = Vec::new();
    for row in &table.rows {
        let text = |at: Option<usize>| {
            let cell = at.and_then(|at| row.cells.get(at));
            cell.map_or_else(String::new, |cell| cell.trim().to_owned())
        };
        let day = text(on);
        // A row of somebody with whom nobody has spoken yet says nothing.
        if [&day, &text(by), &text(summary), &text(plan)]
            .iter()
            .all(|t| t.is_empty())
        {
            continue;
        }
        let written = text(Some(id));
        let Some(person) = people.get(written.as_str()) else {
            let place = table.cell_place(row, id);
            let name = text(column(NAME));
            diagnostics.push(
                InterviewMistake::Unknown {
                    place,
                    written,
                    name,
                }
                .into(),
            );
            continue;
        };
        let read = Some(day.as_str())
            .filter(|day| !day.is_empty())
            .map(date_cell);
        if let (Some(Err(reason)), Some(at)) = (&read, on) {
            let place = table.cell_place(row, at);
            let reason = *reason;
            diagnostics.push(InterviewMistake::NoDay { place, reason }.into());
        }
        found.push(Interview {
            person: Arc::clone(&person.id),
            by: text(by),
            on: read.and_then(Result::ok).map(|day| day.date()),
            summary: text(summary),
            plan: text(plan),
            place: table.cell_place(row, id),
        });
    }
    found
}
