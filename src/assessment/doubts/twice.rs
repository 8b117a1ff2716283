//! Rows that stand twice: alike in every cell, or under one number that only one should bear.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Time;

use super::{Doubtful, Measure, Seen, name_of};
use crate::data::{DataRow, Doubt, Ledger, Rows, date_cell, number_cell};
use crate::value::Place;

/// A table of fewer rows does not show that a number is each row's own.
const FEWEST_ROWS: usize = 10;
/// Headings of numbers that are each row's own.
const NUMBERS: &[&str] = &[
    "单号",
    "订单号",
    "合同号",
    "流水号",
    "票号",
    "编号",
    "order_no",
    "order_id",
    "invoice_no",
    "contract_no",
    "ticket_id",
    "ticket_no",
    "deal_id",
];
/// Numbers of what comes again and again.
const OF_OTHERS: &[&str] = &[
    "客户", "员工", "产品", "商品", "门店", "团队", "人员", "部门", "项目",
];

/// Looks at the tables whose rows policies add up.
pub(super) fn look(ledger: &Ledger, now: &Seen<'_>, found: &mut Vec<Doubtful>) {
    let mut added_up: BTreeMap<&Arc<str>, bool> = BTreeMap::new();
    for (table, used) in now.uses.values().flatten() {
        *added_up.entry(table).or_insert(true) &= !used.looked_up;
    }
    let tables = added_up.into_iter().filter(|(_, added_up)| *added_up);
    for (table, _) in tables {
        let Some(rows) = now.month.tables.get(table) else {
            continue;
        };
        let folder = format!("content/months/{}/", now.period);
        let own = |place: &Place| place.source.path.starts_with(&folder);
        if rows.events.is_some() || !rows.files.iter().all(|f| own(&f.place)) {
            continue;
        }
        let before = found.len();
        let again = alike(ledger, rows, found);
        numbered(ledger, rows, &again, found);
        for doubt in found.iter_mut().skip(before) {
            doubt.table = Arc::clone(table);
        }
    }
}

/// Finds rows that are alike in every cell, where rows otherwise differ in some column of their
/// own; returns the numbers of those that stand again.
fn alike(ledger: &Ledger, rows: &Rows, found: &mut Vec<Doubtful>) -> BTreeSet<usize> {
    let mut first: BTreeMap<_, usize> = BTreeMap::new();
    let mut again: BTreeMap<usize, usize> = BTreeMap::new();
    for (number, row) in rows.rows.iter().enumerate() {
        let key = (row.cells.as_slice(), row.person.as_ref());
        let earlier = *first.entry(key).or_insert(number);
        let same_place = rows.rows.get(earlier).is_some_and(|r| r.place == row.place);
        // A row that two people share stands once.
        if earlier != number && !same_place {
            again.insert(number, earlier);
        }
    }
    if again.is_empty() || !(0..rows.columns.len()).any(|c| tells_apart(rows, c, first.values())) {
        return BTreeSet::new();
    }
    for (number, earlier) in &again {
        found.extend(doubt(ledger, rows, (*number, *earlier), None));
    }
    again.into_keys().collect()
}

/// Tells whether a column tells rows apart: of those that are not wholly alike, four in five have
/// a cell of their own there. Two faults of one kind on one day may well be two, so days alone do
/// not; of few rows, only amounts, moments and numbers do.
fn tells_apart<'n>(rows: &Rows, column: usize, of: impl Iterator<Item = &'n usize>) -> bool {
    let mut cells = BTreeSet::new();
    let mut exact = 0;
    let mut count = 0;
    for row in of.filter_map(|number| rows.rows.get(*number)) {
        count += 1;
        let cell = row.cells.get(column).filter(|c| !c.is_empty());
        let cell = cell.filter(|c| row.person.as_ref() != Some(c) && !is_day(c));
        if let Some(cell) = cell {
            exact += usize::from(cell.chars().filter(char::is_ascii_digit).count() >= 3);
            cells.insert(cell);
        }
    }
    let own = count > 1 && cells.len() * 5 >= count * 4;
    own && (exact * 5 >= count * 4 || count >= FEWEST_ROWS)
}

/// Tells whether a cell is a day without a time.
fn is_day(cell: &str) -> bool {
    number_cell(cell).is_err() && date_cell(cell).is_ok_and(|at| at.time() == Time::midnight())
}

/// Finds numbers that two rows bear where nearly every row has its own.
fn numbered(ledger: &Ledger, rows: &Rows, again: &BTreeSet<usize>, found: &mut Vec<Doubtful>) {
    for (column, heading) in rows.columns.iter().enumerate() {
        let lower = heading.to_lowercase();
        let is_number = NUMBERS.iter().any(|n| lower.ends_with(n));
        if !is_number || OF_OTHERS.iter().any(|other| lower.contains(other)) {
            continue;
        }
        let mut first: BTreeMap<&Arc<str>, usize> = BTreeMap::new();
        let mut twice = Vec::new();
        let mut all = 0;
        let counted = rows.rows.iter().enumerate();
        for (number, row) in counted.filter(|(number, _)| !again.contains(number)) {
            let Some(cell) = row.cells.get(column).filter(|c| !c.is_empty()) else {
                continue;
            };
            if row.person.as_ref() == Some(cell) {
                continue;
            }
            all += 1;
            let earlier = *first.entry(cell).or_insert(number);
            let same_place = rows.rows.get(earlier).is_some_and(|r| r.place == row.place);
            if earlier != number && !same_place {
                twice.push((number, earlier));
            }
        }
        if all < FEWEST_ROWS || twice.len() * 10 > all {
            continue;
        }
        for pair in twice {
            found.extend(doubt(ledger, rows, pair, Some(column)));
        }
    }
}

fn doubt(
    ledger: &Ledger,
    rows: &Rows,
    (number, earlier): (usize, usize),
    column: Option<usize>,
) -> Option<Doubtful> {
    let (row, earlier) = (rows.rows.get(number)?, rows.rows.get(earlier)?);
    let place = |row: &DataRow| match column {
        Some(column) => rows.cell_place(row, column),
        None => row.place.clone(),
    };
    let who = row.person.as_ref();
    let now = match column {
        Some(column) => row.cells.get(column)?.to_string(),
        None => row.cells.join(" · "),
    };
    Some(Doubtful {
        doubt: match column {
            Some(_) => Doubt::SameNumber,
            None => Doubt::SameRows,
        },
        table: "".into(),
        column: column.and_then(|c| rows.columns.get(c).cloned()),
        who: who.map(|id| (Arc::clone(id), name_of(ledger, id))),
        place: place(row),
        other: Some(place(earlier)),
        now,
        before: String::new(),
        measure: Measure::None,
        accepted: None,
    })
}
