//! The pay sheet and the prize budget as data, for the edition that shows pay.

use serde::Serialize;

use super::figure::{FigureData, ValueData, exact};
use crate::assessment::{Change, PaySheet, Reconciliation, SheetCell};
use crate::number::{Mode, Number};
use crate::policy::Policy;
use crate::site::edition::PublicPolicy;
use crate::site::page::pay::column_name;
use crate::site::shared::Shared;

/// Decimals of amounts that the sheet itself adds up.
const DECIMALS: u32 = 2;

/// A pay sheet.
#[derive(Serialize)]
pub struct PaySheetData {
    columns: Vec<String>,
    rows: Vec<RowData>,
    totals: Vec<Option<ValueData>>,
    total: ValueData,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    undecided: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reconciliation: Option<ReconciliationData>,
}

/// A row; `total` is absent where an amount is missing, and then the row is in no total.
#[derive(Serialize)]
struct RowData {
    id: String,
    cells: Vec<Option<ValueData>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<ValueData>,
}

/// From the total of the period before to this one's.
#[derive(Serialize)]
struct ReconciliationData {
    before: String,
    was: ValueData,
    changes: Vec<ChangeData>,
    now: ValueData,
}

/// A change of the total.
#[derive(Serialize)]
struct ChangeData {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    people: Option<usize>,
    amount: ValueData,
}

/// Prizes against their budget.
#[derive(Serialize)]
pub struct BudgetData {
    amount: FigureData,
    cost: FigureData,
}

/// Writes a pay sheet.
pub fn sheet(shared: &Shared<'_>, policy: &Policy, sheet: &PaySheet) -> PaySheetData {
    let columns = sheet.columns.iter();
    let rows = sheet.rows.iter().map(|row| RowData {
        id: row.id.to_string(),
        cells: row.cells.iter().map(cell).collect(),
        total: row.total.as_ref().ok().map(amount),
    });
    let totals = sheet.totals.iter().map(|total| total.as_ref().map(amount));
    PaySheetData {
        columns: columns.map(|c| column_name(shared, policy, c)).collect(),
        rows: rows.collect(),
        totals: totals.collect(),
        total: amount(&sheet.total),
        undecided: sheet.undecided.iter().map(ToString::to_string).collect(),
        reconciliation: sheet.reconciliation.as_ref().map(reconciliation),
    }
}

/// Writes prizes and their budget.
pub fn budget(policy: &PublicPolicy<'_>) -> Option<BudgetData> {
    let found = policy.budget()?;
    Some(BudgetData {
        amount: FigureData::of(&found.amount),
        cost: FigureData::of(&found.cost),
    })
}

fn amount(number: &Number) -> ValueData {
    exact(number.to_fixed(DECIMALS, Mode::HalfUp), number, "")
}

fn cell(cell: &SheetCell) -> Option<ValueData> {
    match cell {
        SheetCell::Text(text) => Some(ValueData::Shown(text.clone())),
        SheetCell::Figure(figure) => FigureData::value(figure),
        SheetCell::Amount(sum) => sum.as_ref().ok().map(amount),
        SheetCell::None => None,
    }
}

fn reconciliation(found: &Reconciliation) -> ReconciliationData {
    let moved = |kind, change: &Change| {
        (change.people > 0).then(|| ChangeData {
            kind,
            line: None,
            people: Some(change.people),
            amount: amount(&change.amount),
        })
    };
    let moves = [
        moved("joined", &found.joined),
        moved("left", &found.left),
        moved("completed", &found.completed),
        moved("incomplete", &found.incomplete),
    ];
    let lines = found.lines.iter().map(|(line, change)| ChangeData {
        kind: "line",
        line: Some(line.to_string()),
        people: None,
        amount: amount(change),
    });
    ReconciliationData {
        before: found.before.to_string(),
        was: amount(&found.was),
        changes: moves.into_iter().flatten().chain(lines).collect(),
        now: amount(&found.now),
    }
}
