//! What one period is worked out from: people, typed columns.

mod longer;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::calendar;
use super::corrections::{self, Correction};
use super::due::Due;
use super::events::Tallies;
use super::members::{self, Refused};
use super::mistake::AssessmentMistake;
use super::rules::InForce;
use super::told;
use crate::data::{
    CellMistake, ColumnDeclaration, DataRow, Ledger, Month, Rows, date_cell, has_scale,
    number_cell, truth_cell,
};
use crate::diagnostic::{Diagnostic, nearest};
use crate::figure::{Inputs, TableInput};
use crate::number::Number;
use crate::period::{Length, Period};
use crate::settings::Settings;
use crate::value::{Cell, Kind, Missing, Value};

/// Inputs with what was noticed.
pub(super) struct Made {
    /// All but what is corrected.
    pub inputs: Inputs,
    /// What is corrected, in the order of the file.
    pub corrections: Vec<Correction>,
    /// Whom the policies' own conditions leave out.
    pub refused: Vec<Refused>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Binds a month's people and rows to the figures in force, and those of the longer periods that
/// are due in it.
pub(super) fn of_month(
    rules: &InForce,
    settings: &Settings,
    (ledger, tallies): (&Ledger, &Tallies),
    (period, month): (Period, &Month),
    due: Due,
) -> Made {
    let mut mistakes = Vec::new();
    let present = members::present(ledger, period);
    let mut inputs = Inputs {
        period,
        days: (period.first_day(), period.last_day()),
        calendar: Arc::new(ledger.calendar.clone()),
        members: BTreeMap::new(),
        team_people: members::by_team(ledger, &present),
        team_parents: ledger
            .teams
            .values()
            .map(|t| (Arc::clone(&t.id), Arc::clone(&t.parent)))
            .collect(),
        tables: tables(
            rules,
            (ledger, tallies),
            (period, period),
            month,
            &mut mistakes,
        ),
        longer: BTreeMap::new(),
        overrides: BTreeMap::new(),
        at_discretion: BTreeSet::new(),
        held: BTreeMap::new(),
    };
    longer::tables(rules, (ledger, tallies), &mut inputs, due);
    let refused = members::settle(
        (rules, due),
        &settings.organisation,
        ledger,
        &present,
        &mut inputs,
        &mut mistakes,
    );
    let corrections = corrections::read(rules, (period, month), &inputs, &mut mistakes);
    Made {
        inputs,
        corrections,
        refused,
        diagnostics: told(&mistakes),
    }
}

/// Types the columns that formulas use; all rows that cannot be read are told. `asks` is the month
/// whose rules ask, `period` the one whose rows they are.
fn tables(
    rules: &InForce,
    (ledger, tallies): (&Ledger, &Tallies),
    (asks, period): (Period, Period),
    month: &Month,
    mistakes: &mut Vec<AssessmentMistake>,
) -> BTreeMap<Arc<str>, TableInput> {
    let mut tables = BTreeMap::new();
    for (name, rows) in &month.tables {
        let mut wanted: BTreeMap<&Arc<str>, Kind> = BTreeMap::new();
        for graph in [&rules.graph, &rules.applies] {
            let columns = graph.columns().get(name).into_iter().flatten();
            wanted.extend(columns.map(|(column, kind)| (column, *kind)));
        }
        let declared = ledger.declared.get(name).and_then(|d| d.of(period));
        let mut columns = BTreeMap::new();
        for (column, kind) in wanted {
            let Some(number) = rows.columns.iter().position(|c| c == column) else {
                let known = rows.columns.iter().map(AsRef::as_ref);
                mistakes.push(AssessmentMistake::ColumnMissing {
                    table: name.to_string(),
                    column: column.to_string(),
                    period,
                    suggestion: nearest(column, known).map(str::to_owned),
                    place: rows
                        .files
                        .first()
                        .map_or_else(|| month.place.clone(), |f| f.place.clone()),
                });
                let cells = vec![Err(Missing::Unread); rows.rows.len()];
                columns.insert(Arc::clone(column), Arc::new(cells));
                continue;
            };
            let declaration = declared.and_then(|d| d.get(column));
            let cells = typed(rows, number, (name, column), kind, declaration, mistakes);
            columns.insert(Arc::clone(column), Arc::new(cells));
        }
        let mut table = bound(rows, columns);
        if rows.events.is_some() {
            table.tallied = tallies.get(asks, period, name).cloned();
        }
        tables.insert(Arc::clone(name), table);
    }
    let days = Length::Month.days(period);
    calendar::add_tables(&rules.graph, &ledger.calendar, days, &mut tables);
    tables
}

fn bound(rows: &Rows, columns: BTreeMap<Arc<str>, Arc<Vec<Cell>>>) -> TableInput {
    let mut by_person: BTreeMap<Arc<str>, Vec<u32>> = BTreeMap::new();
    for (number, row) in rows.rows.iter().enumerate() {
        let person = row.person.clone().unwrap_or_default();
        by_person.entry(person).or_default().push(number as u32);
    }
    TableInput {
        rows: rows.rows.len() as u32,
        columns,
        places: Arc::new(rows.rows.iter().map(|r| r.place.clone()).collect()),
        by_person,
        personal: rows.personal,
        of_teams: rows.of_teams,
        tallied: None,
    }
}

fn typed(
    rows: &Rows,
    number: usize,
    (table, column): (&Arc<str>, &Arc<str>),
    kind: Kind,
    declaration: Option<&ColumnDeclaration>,
    mistakes: &mut Vec<AssessmentMistake>,
) -> Vec<Cell> {
    let factor = declaration.and_then(|d| d.factor.as_ref());
    let cell = |row: &DataRow| {
        let text = row.cells.get(number).map_or("", AsRef::as_ref);
        if text.is_empty() {
            return Ok(Err(Missing::Blank(Box::new(rows.cell_place(row, number)))));
        }
        Ok(Ok(match kind {
            Kind::Text => Value::Text(Arc::clone(&row.cells[number])),
            _ => typed_cell(text, kind, factor)?,
        }))
    };
    // One message for each reason, however many cells it concerns.
    let mut refused: BTreeMap<CellMistake, (&DataRow, usize)> = BTreeMap::new();
    let cells = rows
        .rows
        .iter()
        .map(|row| {
            cell(row).unwrap_or_else(|reason| {
                refused.entry(reason).or_insert((row, 0)).1 += 1;
                Err(Missing::Unread)
            })
        })
        .collect();
    for (reason, (row, count)) in refused {
        mistakes.push(AssessmentMistake::Cell {
            table: table.to_string(),
            column: column.to_string(),
            written: row.cells[number].to_string(),
            count,
            reason,
            place: rows.cell_place(row, number),
        });
    }
    cells
}

/// Reads the text of a cell that is not blank as a value of a kind; numbers are multiplied by
/// `factor`.
pub(super) fn typed_cell(
    text: &str,
    kind: Kind,
    factor: Option<&Number>,
) -> Result<Value, CellMistake> {
    Ok(match kind {
        Kind::Number => {
            let n = number_cell(text)?;
            if factor.is_some() && has_scale(text) {
                return Err(CellMistake::ScaleTwice);
            }
            Value::Number(factor.map_or_else(|| n.clone(), |f| n.times(f)))
        }
        Kind::Text => Value::Text(text.into()),
        Kind::Truth => Value::Truth(truth_cell(text)?),
        Kind::Date => Value::Date(date_cell(text)?),
    })
}

/// Reads a value that an author writes for a figure.
pub(super) fn read_value(text: &str, kind: Kind) -> Option<Value> {
    match kind {
        Kind::Number => number_cell(text).ok().map(Value::Number),
        Kind::Text => Some(Value::Text(Arc::from(text))),
        Kind::Truth => truth_cell(text).ok().map(Value::Truth),
        Kind::Date => date_cell(text).ok().map(Value::Date),
    }
}
