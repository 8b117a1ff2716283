//! Grades that a veto may lower and never raise: the rows of a band by their order.

use std::sync::Arc;

use super::bands;
use super::draft::{Draft, named};
use super::mistake::TableMistake;
use super::veto;
use crate::figure::Form;
use crate::form::Written;
use crate::formula::{CutMode, CutRow, CutTable, Expr, Node, Side};
use crate::number::Number;
use crate::value::Kind;

/// Tells whether a band gives grades, so that a veto names one of them.
pub(super) fn is_grade(table: &CutTable) -> bool {
    table.kinds.first() == Some(&Kind::Text) && table.across.is_none()
}

/// Returns the order of a grade among the rows of its band: 0 for the rest, higher for better.
/// Reports a name that no row gives.
pub(super) fn order(
    draft: &mut Draft<'_>,
    table: &CutTable,
    grade: &Written<String>,
) -> Option<Expr> {
    let gives = |results: &[Expr]| match results.first().map(|e| &e.node) {
        Some(Node::Text(text)) => Some(text.to_string()),
        _ => None,
    };
    let mut known = Vec::new();
    for (place, results) in ordered(table) {
        let name = gives(results);
        if name.as_deref() == Some(grade.value.trim()) {
            return Some(Expr::number(Number::from(place), &grade.place));
        }
        known.extend(name);
    }
    draft.reader.report(TableMistake::UnknownResult {
        name: grade.value.clone(),
        band: table.title.to_string(),
        known,
        place: grade.place.clone(),
    });
    None
}

/// The rows with their order. Of lower bounds the highest row is best, of upper bounds the lowest;
/// the rest comes last.
fn ordered(table: &CutTable) -> Vec<(i64, &[Expr])> {
    let upper = |row: &CutRow| matches!(row.side, Side::AtMost | Side::Below);
    let falls = table.rows.first().is_some_and(upper);
    let count = table.rows.len() as i64;
    let rows = (0_i64..).zip(&table.rows).map(|(at, row)| {
        let place = if falls { count - at } else { at + 1 };
        (place, row.results.as_slice())
    });
    let rest = table.otherwise.iter().map(|rest| (0, rest.as_slice()));
    rest.chain(rows).collect()
}

/// Makes the formula of one column of a band, with what vetoes do to it.
pub(super) fn column(
    draft: &mut Draft<'_>,
    (name, full): (&Arc<str>, &Arc<str>),
    by: &Expr,
    table: &Arc<CutTable>,
    column: usize,
) -> Expr {
    let lowered = draft.effects.iter().any(|e| *e.target == **name);
    if !(lowered && is_grade(table)) {
        let found = bands::cut(by.clone(), table, column);
        return veto::applied(draft, full, found);
    }
    let row: Arc<str> = format!("{name}.row").into();
    if column == 0 {
        let found = bands::cell(by.clone(), &Arc::new(places(table)), 0);
        let expr = veto::applied(draft, name, found);
        let title = format!("{} · {}", table.title, draft.say("第几档", "row"));
        let mut figure = draft.figure(&row, &title, Form::Key, expr);
        figure.place = table.place.clone();
        draft.define(figure);
    }
    let found = bands::cell(
        named(&row, &table.place),
        &Arc::new(by_place(table)),
        column,
    );
    match full == name {
        true => found,
        false => veto::applied(draft, full, found),
    }
}

/// The same cut points with the order of their rows as results.
fn places(table: &CutTable) -> CutTable {
    let place = |at: i64| vec![Expr::number(Number::from(at), &table.place)];
    let rows = ordered(table).into_iter().filter(|(at, _)| *at > 0);
    let rows = table.rows.iter().zip(rows).map(|(row, (at, _))| CutRow {
        results: place(at),
        ..row.clone()
    });
    CutTable {
        columns: vec!["".into()],
        kinds: vec![Kind::Number],
        mode: CutMode::Flat,
        otherwise: table.otherwise.as_ref().map(|_| place(0)),
        rows: rows.collect(),
        ..table.clone()
    }
}

/// The results by the order of their rows.
fn by_place(table: &CutTable) -> CutTable {
    let mut rows = ordered(table);
    rows.sort_by_key(|(at, _)| *at);
    let rows = rows.into_iter().filter(|(at, _)| *at > 0);
    let rows = rows.map(|(at, results)| CutRow {
        at: Expr::number(Number::from(at), &table.place),
        side: Side::AtLeast,
        results: results.to_vec(),
        place: table.place.clone(),
    });
    CutTable {
        rows: rows.collect(),
        ..table.clone()
    }
}
