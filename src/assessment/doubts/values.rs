//! Numbers against last month's: a person's that jumps, a column that changes its unit.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Doubtful, Measure, Seen, name_of};
use crate::data::{Doubt, Ledger, Rows};
use crate::figure::TableInput;
use crate::number::{Number, grouped};
use crate::value::{Cell, Place, Value};

/// Sums of fewer rows vary too much to be compared.
const FEWEST_ROWS: usize = 5;
/// Counts below this come and go.
const SMALL_COUNT: i64 = 30;
/// A column of fewer people has no middle that says anything.
const FEWEST_PEOPLE: usize = 3;
/// The same for a column of many rows a person.
const FEWEST_CELLS: usize = 10;

/// Holds the numbers that formulas read against those of the months before.
pub(super) fn look(
    ledger: &Ledger,
    now: &Seen<'_>,
    earlier: &[&Seen<'_>],
    times: &Number,
    found: &mut Vec<Doubtful>,
) {
    for (table, input) in &now.inputs.tables {
        let Some(rows) = now.month.tables.get(table) else {
            continue;
        };
        for (column, cells) in &input.columns {
            let Some(number) = rows.columns.iter().position(|c| c == column) else {
                continue;
            };
            let at = (table, column);
            let before: Vec<Numbers<'_>> = earlier
                .iter()
                .map_while(|seen| of_month(seen, at))
                .filter(|n| !std::ptr::eq(n.rows, rows.as_ref()))
                .collect();
            let Some(last) = before.first() else { continue };
            let numbers = Numbers::new(rows, input, cells, number);
            let mut doubts = match numbers.unit_against(last, now.partial) {
                Some(doubt) => vec![doubt],
                None => numbers.jumps(ledger, &before, times, now.partial),
            };
            for doubt in &mut doubts {
                doubt.table = Arc::clone(table);
                doubt.column = Some(Arc::clone(column));
            }
            found.extend(doubts);
        }
    }
}

fn of_month<'a>(seen: &Seen<'a>, (table, column): (&Arc<str>, &Arc<str>)) -> Option<Numbers<'a>> {
    let rows = seen.month.tables.get(table)?;
    let input = seen.inputs.tables.get(table)?;
    let number = rows.columns.iter().position(|c| c == column)?;
    Some(Numbers::new(
        rows,
        input,
        input.columns.get(column)?,
        number,
    ))
}

/// The numbers of a column in a month.
struct Numbers<'a> {
    rows: &'a Rows,
    cells: &'a [Cell],
    column: usize,
    /// What each person or team has; the one row of a table that is nobody's is under "".
    of: BTreeMap<Arc<str>, Taken>,
    /// All that are not zero, without their signs, from small to large.
    sorted: Vec<Number>,
}

/// What one person has of a column.
struct Taken {
    rows: usize,
    total: Number,
    /// The row of the number that is furthest from zero.
    row: usize,
}

impl<'a> Numbers<'a> {
    fn new(rows: &'a Rows, input: &TableInput, cells: &'a [Cell], column: usize) -> Self {
        let mut of = BTreeMap::new();
        let alone = !input.personal && input.rows == 1;
        for (id, own) in &input.by_person {
            if id.is_empty() != alone {
                continue;
            }
            if let Some(taken) = taken(cells, own) {
                of.insert(Arc::clone(id), taken);
            }
        }
        let numbers = cells.iter().filter_map(number);
        let mut sorted: Vec<Number> = numbers
            .filter(|n| !n.is_zero())
            .map(Number::absolute)
            .collect();
        sorted.sort();
        Self {
            rows,
            cells,
            column,
            of,
            sorted,
        }
    }

    fn place(&self, row: usize) -> Option<Place> {
        let row = self.rows.rows.get(row)?;
        Some(self.rows.cell_place(row, self.column))
    }

    fn first_place(&self) -> Option<Place> {
        let row = self.cells.iter().position(|c| number(c).is_some())?;
        self.place(row)
    }

    /// The number at a part of the way from the smallest to the largest.
    fn at(&self, part: usize, of: usize) -> Option<&Number> {
        self.sorted.get(self.sorted.len() * part / of)
    }

    /// Tells whether everybody has one row.
    fn one_row_each(&self) -> bool {
        !self.of.is_empty() && self.of.values().all(|t| t.rows == 1)
    }

    /// Finds that the whole column is ten, a hundred, a thousand or ten thousand times last
    /// month's, or such a part of it.
    fn unit_against(&self, before: &Self, partial: bool) -> Option<Doubtful> {
        let (now, then) = (self.at(1, 2)?, before.at(1, 2)?);
        let rises = now > then;
        if partial && !rises {
            return None;
        }
        let ratio = times_of(now, then)?;
        let power = [10_i64, 100, 1_000, 10_000]
            .into_iter()
            .map(Number::from)
            .find(|power| is_near(&ratio, power, (7, 14)))?;
        let moved = |now: &Number, then: &Number| {
            let same_way = (now > then) == rises;
            same_way && times_of(now, then).is_some_and(|r| is_near(&r, &power, (3, 30)))
        };
        let all = if self.one_row_each() && before.one_row_each() {
            let mut both = 0;
            let mut moved_so = 0;
            for (id, taken) in &self.of {
                if let Some(old) = before.of.get(id).filter(|old| !old.total.is_zero()) {
                    both += 1;
                    let (now, then) = (taken.total.absolute(), old.total.absolute());
                    moved_so += usize::from(moved(&now, &then));
                }
            }
            both >= FEWEST_PEOPLE && moved_so * 5 >= both * 4
        } else {
            let enough = self.sorted.len().min(before.sorted.len()) >= FEWEST_CELLS;
            let quarters = [1, 3].into_iter().all(|part| {
                let (now, then) = (self.at(part, 4), before.at(part, 4));
                now.zip(then).is_some_and(|(now, then)| moved(now, then))
            });
            enough && quarters
        };
        all.then(|| Doubtful {
            doubt: Doubt::Unit,
            place: self.first_place().unwrap_or_else(Place::nowhere),
            other: before.first_place(),
            now: written(now),
            before: written(then),
            measure: Measure::Times(power),
            ..nothing()
        })
    }

    /// Finds those whose number is many times what it was, or a small part of it, and was not
    /// nearly so in any of the months before.
    fn jumps(
        &self,
        ledger: &Ledger,
        before: &[Self],
        times: &Number,
        partial: bool,
    ) -> Vec<Doubtful> {
        let Some(last) = before.first() else {
            return Vec::new();
        };
        let whole = [self, last].into_iter().all(|numbers| {
            let mut all = numbers.sorted.iter();
            all.all(Number::is_whole)
        });
        let mut found = Vec::new();
        for (id, taken) in &self.of {
            let olds: Vec<&Taken> = before
                .iter()
                .map_while(|numbers| numbers.of.get(id))
                .filter(|old| is_comparable(taken, old))
                .collect();
            let Some(old) = last.of.get(id).filter(|old| is_comparable(taken, old)) else {
                continue;
            };
            let (now, then) = (taken.total.absolute(), old.total.absolute());
            let Some(ratio) = times_of(&now, &then).filter(|ratio| ratio >= times) else {
                continue;
            };
            let rises = now > then;
            let small = whole && now.clone().or_more(then.clone()) < Number::from(SMALL_COUNT);
            let usual = olds.iter().any(|old| {
                let then = old.total.absolute();
                let far = times_of(&now, &then).is_none_or(|ratio| ratio >= *times);
                !far || (now > then) != rises
            });
            if small || usual || (partial && !rises) {
                continue;
            }
            found.push(Doubtful {
                doubt: Doubt::Jump,
                who: (!id.is_empty()).then(|| (Arc::clone(id), name_of(ledger, id))),
                place: self.place(taken.row).unwrap_or_else(Place::nowhere),
                other: last.place(old.row),
                now: written(&taken.total),
                before: written(&old.total),
                measure: Measure::Times(ratio),
                ..nothing()
            });
        }
        found
    }
}

/// One row against one, or sums of rows enough.
fn is_comparable(now: &Taken, then: &Taken) -> bool {
    let (a, b) = (now.rows, then.rows);
    (a == 1 && b == 1) || (a >= FEWEST_ROWS && b >= FEWEST_ROWS)
}

fn taken(cells: &[Cell], own: &[u32]) -> Option<Taken> {
    let mut all: Option<Taken> = None;
    let mut furthest = Number::ZERO;
    for row in own {
        let row = *row as usize;
        let Some(value) = cells.get(row).and_then(number) else {
            continue;
        };
        let all = all.get_or_insert(Taken {
            rows: 0,
            total: Number::ZERO,
            row,
        });
        all.rows += 1;
        all.total = all.total.plus(value);
        if value.absolute() > furthest {
            furthest = value.absolute();
            all.row = row;
        }
    }
    all
}

fn number(cell: &Cell) -> Option<&Number> {
    match cell {
        Ok(Value::Number(number)) => Some(number),
        _ => None,
    }
}

/// How many times the larger is the smaller; `None` where one of them is zero.
fn times_of(a: &Number, b: &Number) -> Option<Number> {
    if a.is_zero() || b.is_zero() {
        return None;
    }
    let (small, large) = if a < b { (a, b) } else { (b, a) };
    large.divided_by(small)
}

/// Tells whether a ratio is between so many tenths of a power of ten.
fn is_near(ratio: &Number, power: &Number, (least, most): (i64, i64)) -> bool {
    let tenfold = ratio.times(&Number::from(10_i64));
    tenfold >= power.times(&Number::from(least)) && tenfold <= power.times(&Number::from(most))
}

fn written(number: &Number) -> String {
    let digits = number.decimals().filter(|d| *d <= 4).unwrap_or(2);
    grouped(&number.to_fixed(digits, crate::number::Mode::HalfUp))
}

fn nothing() -> Doubtful {
    Doubtful {
        doubt: Doubt::Jump,
        table: "".into(),
        column: None,
        who: None,
        place: Place::nowhere(),
        other: None,
        now: String::new(),
        before: String::new(),
        measure: Measure::None,
        accepted: None,
    }
}
