//! Two-dimensional bands: the columns of the table are cut points of a second number.

use std::sync::Arc;

use super::bands;
use super::cuts::{self, Cut};
use super::draft::Draft;
use super::mistake::{BandMistake, TableMistake};
use crate::form::{Fields, Written};
use crate::formula::{Across, AcrossCut, CutMode, CutRow, CutTable, Expr};
use crate::value::Place;

/// Reads what a band looks up: nothing, one number, or two of which the second runs across.
/// `None` where that cannot be understood.
pub(super) fn looked_up(
    draft: &mut Draft<'_>,
    band: &str,
    fields: &Fields<'_>,
) -> Option<(Option<Expr>, Option<Expr>)> {
    match fields.list("by").as_slice() {
        [] => Some((None, None)),
        [one] => Some((draft.formula(one), None)),
        [down, across] => {
            let (down, across) = (draft.formula(down), draft.formula(across));
            let mode = fields.word("mode", &mut draft.reader);
            if let Some(mode) = mode.filter(|mode| mode.value != "flat") {
                draft.reader.report(TableMistake::AcrossMode {
                    band: band.to_owned(),
                    place: mode.place,
                });
                return None;
            }
            Some((Some(down?), Some(across?)))
        }
        [_, _, third, ..] => {
            draft.reader.report(TableMistake::AcrossTwo {
                band: band.to_owned(),
                place: third.place.clone(),
            });
            None
        }
    }
}

/// Takes the headings of a table for cut points of a second number.
pub(super) fn columns(
    draft: &mut Draft<'_>,
    table: CutTable,
    (down, by): (Expr, Expr),
    headings: &[Written<String>],
) -> Option<CutTable> {
    let mut found: Vec<(Cut, AcrossCut)> = Vec::new();
    let mut otherwise = None;
    for (column, heading) in headings.iter().enumerate() {
        if matches!(heading.value.trim(), "else" | "其余") {
            otherwise = Some(column);
            continue;
        }
        let cut = bands::cut_point(draft, heading)?;
        let of_column = AcrossCut {
            at: cut.at.clone(),
            side: cut.side,
            column,
            place: heading.place.clone(),
        };
        found.push((cut, of_column));
    }
    let sorted = match cuts::sorted(&found, |cut: &AcrossCut| &cut.place) {
        Ok(sorted) => sorted,
        Err(disorder) => {
            draft.reader.report(disorder.of(&table.name));
            return None;
        }
    };
    let first = sorted.first().map(|cut| &cut.at);
    if otherwise.is_none() && !bands::starts_at_zero(first) {
        draft.reader.report(BandMistake::BandWithoutElse {
            band: table.name.to_string(),
            place: heading_place(headings).unwrap_or(table.place),
        });
        return None;
    }
    let mut kinds = table.kinds.windows(2);
    if !kinds.all(|pair| matches!(pair, [a, b] if a == b)) {
        draft.reader.report(BandMistake::BandTextResult {
            band: table.name.to_string(),
            place: table.place,
        });
        return None;
    }
    Some(CutTable {
        across: Some(Box::new(Across {
            down,
            by,
            cuts: sorted,
            otherwise,
        })),
        ..table
    })
}

fn heading_place(headings: &[Written<String>]) -> Option<Place> {
    headings.first().map(|heading| heading.place.clone())
}

/// Looks two values up: the second finds the column, the first the row in it.
pub(super) fn cut(by: &Expr, table: &Arc<CutTable>, across: &Across) -> Expr {
    let result = |column| vec![bands::cell(by.clone(), table, column)];
    let rows = across.cuts.iter().map(|cut| CutRow {
        at: cut.at.clone(),
        side: cut.side,
        results: result(cut.column),
        place: cut.place.clone(),
    });
    let columns = CutTable {
        name: Arc::clone(&table.name),
        title: Arc::clone(&table.title),
        mode: CutMode::Flat,
        columns: vec!["".into()],
        kinds: table.kinds.iter().copied().take(1).collect(),
        otherwise: across.otherwise.map(result),
        rows: rows.collect(),
        across: None,
        place: table.place.clone(),
    };
    bands::cell(across.by.clone(), &Arc::new(columns), 0)
}
