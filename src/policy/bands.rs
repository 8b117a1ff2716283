//! `bands:`: cut points, each with its side; no gap can be written.

use std::sync::Arc;

use super::cuts::{self, Cut};
use super::draft::{Draft, Named};
use super::mistake::BandMistake;
use crate::content::{Node, NodeKind};
use crate::figure::Form;
use crate::form::measure::BAND;
use crate::form::{Fields, Written};
use crate::formula::{CutMode, CutRow, CutTable, Expr, Node as ExprNode};
use crate::number::Number;
use crate::value::{Kind, Place};

/// A band as the other forms need it.
pub(super) struct Band {
    pub table: Arc<CutTable>,
    /// The number that is looked up, where the band says so.
    pub by: Option<Expr>,
    pub title: String,
    pub unit: Option<Arc<str>>,
    pub place: Place,
}

/// Reads the tables of `bands:`, in the author's order.
pub(super) fn tables(draft: &mut Draft, node: &Node) -> Vec<(Arc<str>, Band)> {
    let mut bands = Vec::new();
    for (name, node) in draft.reader.named(node) {
        let fields = draft.reader.read(node, &BAND);
        match fields.and_then(|fields| one(draft, &name, &fields)) {
            Some(band) => bands.push((Arc::from(name.value.as_str()), band)),
            None => draft.refused_bands.push(name.value),
        }
    }
    bands
}

/// Reads one table and keeps it under its name.
pub(super) fn one(draft: &mut Draft, name: &Written<String>, fields: &Fields<'_>) -> Option<Band> {
    let rows = fields.node("rows")?;
    let mode = fields.word("mode", &mut draft.reader);
    let by = fields.node("by").and_then(|n| draft.formula(n));
    let title = fields
        .text("name")
        .map_or_else(|| name.value.clone(), |t| t.value);
    let unit = fields.text("unit").map(|u| Arc::from(u.value.as_str()));
    let mut read = Rows::default();
    for (cut, node) in draft.reader.named(rows) {
        read.row(draft, name, &cut, node);
    }
    let mode_said = mode.is_some();
    let mode = match mode.map(|m| m.value) {
        Some("whole") => CutMode::Whole,
        Some("marginal") => CutMode::Marginal,
        Some("linear") => CutMode::Linear,
        _ => CutMode::Flat,
    };
    let table = read.table(draft, name, mode)?;
    if read.rates && !mode_said && table.columns.len() == 1 {
        draft.reader.report(BandMistake::BandModeUnsaid {
            band: name.value.clone(),
            place: name.place.clone(),
        });
    }
    let table = Arc::new(table);
    draft
        .bands
        .insert(Arc::clone(&table.name), Arc::clone(&table));
    let head = (by.clone(), title.clone());
    draft.band_heads.insert(Arc::clone(&table.name), head);
    Some(Band {
        table,
        by,
        title,
        unit,
        place: name.place.clone(),
    })
}

/// Defines the figures of a band that says what is looked up: the first column goes by the band's
/// name, each further one by `<band>.<column>`.
pub(super) fn figures(draft: &mut Draft, name: &Arc<str>, band: &Band) {
    let Some(by) = &band.by else { return };
    let text = band.table.kinds.contains(&Kind::Text);
    let of_total = draft.figure_named(by).as_deref() == Some("total");
    let form = if text || of_total {
        Form::Grade
    } else {
        Form::Band
    };
    for (column, heading) in band.table.columns.iter().enumerate() {
        let full: Arc<str> = match column {
            0 => Arc::clone(name),
            _ => format!("{name}.{heading}").into(),
        };
        let title: &str = match (column, heading.as_ref()) {
            (_, "") => &band.title,
            (0, _) if *heading == *name => &band.title,
            (_, heading) => heading,
        };
        let mut figure = draft.figure(&full, title, form, cut(by.clone(), &band.table, column));
        figure.place = band.place.clone();
        figure.unit = band.unit.clone().filter(|_| band.table.columns.len() == 1);
        figure.aliases = vec![heading.clone(), band.title.as_str().into()];
        draft.define(figure);
    }
}

/// Looks a value up in a table.
pub(super) fn cut(by: Expr, table: &Arc<CutTable>, column: usize) -> Expr {
    let place = by.place.clone();
    Expr::new(
        ExprNode::Cut {
            by: Box::new(by),
            table: Arc::clone(table),
            column,
        },
        &place,
    )
}

/// Returns the largest number that a column can give; `None` where it is not bounded.
pub(super) fn highest(table: &CutTable, column: usize) -> Option<Number> {
    if matches!(table.mode, CutMode::Whole | CutMode::Marginal) {
        return None;
    }
    let rows = table.rows.iter().map(|r| &r.results);
    let mut highest: Option<Number> = None;
    for results in rows.chain(&table.otherwise) {
        let ExprNode::Number(number) = &results.get(column)?.node else {
            return None;
        };
        highest = Some(match highest {
            Some(before) => before.or_more(number.clone()),
            None => number.clone(),
        });
    }
    highest
}

/// The rows while they are read.
#[derive(Default)]
struct Rows {
    columns: Option<(Vec<Arc<str>>, Place)>,
    cuts: Vec<(Cut, CutRow)>,
    otherwise: Option<Vec<Expr>>,
    rates: bool,
    refused: bool,
}

impl Rows {
    fn row(
        &mut self,
        draft: &mut Draft,
        band: &Written<String>,
        key: &Written<String>,
        node: &Node,
    ) {
        let Some((columns, results)) = self.results(draft, band, key, node) else {
            self.refused = true;
            return;
        };
        match &self.columns {
            None => self.columns = Some((columns, key.place.clone())),
            Some((first, place)) if *first != columns => {
                self.refused = true;
                draft.reader.report(BandMistake::BandColumns {
                    band: band.value.clone(),
                    first: place.clone(),
                    second: key.place.clone(),
                });
                return;
            }
            Some(_) => {}
        }
        if matches!(key.value.trim(), "else" | "其余") {
            self.otherwise = Some(results);
            return;
        }
        let cut = cuts::read(&key.value, &key.place).filter(|cut| {
            // A name has to be a parameter.
            cut.number.is_some()
                || matches!(&cut.at.node, ExprNode::Name(name)
                    if matches!(draft.meaning(&name.to_string()), Some(Named::Parameter(_))))
        });
        match cut {
            Some(cut) => {
                let row = CutRow {
                    at: cut.at.clone(),
                    side: cut.side,
                    results,
                    place: key.place.clone(),
                };
                self.cuts.push((cut, row));
            }
            None => {
                self.refused = true;
                draft.reader.report(BandMistake::CutUnreadable {
                    place: key.place.clone(),
                    written: key.value.clone(),
                });
            }
        }
    }

    fn results(
        &mut self,
        draft: &mut Draft,
        band: &Written<String>,
        key: &Written<String>,
        node: &Node,
    ) -> Option<(Vec<Arc<str>>, Vec<Expr>)> {
        let owner = format!("{}.{}", band.value, key.value.trim());
        match &node.kind {
            NodeKind::Mapping(_) => {
                let mut columns = Vec::new();
                let mut results = Vec::new();
                for (column, node) in draft.reader.named(node) {
                    let name = format!("{owner}.{}", column.value);
                    results.push(self.result(draft, &name, node)?);
                    columns.push(column.value.as_str().into());
                }
                (!columns.is_empty()).then_some((columns, results))
            }
            _ => Some((vec!["".into()], vec![self.result(draft, &owner, node)?])),
        }
    }

    /// A number, a text in quotes or of letters, or a parameter's name.
    fn result(&mut self, draft: &mut Draft, name: &str, node: &Node) -> Option<Expr> {
        if let NodeKind::Scalar { text, quoted } = &node.kind {
            if let Ok(quantity) = crate::form::quantity(text) {
                self.rates |= quantity.percent;
            } else if *quoted || draft.meaning(text.trim()).is_none() {
                let text: Arc<str> = text.trim().into();
                return Some(Expr::new(ExprNode::Text(text), &node.place));
            }
        }
        draft.amount_named((name, "", name), node).map(|a| a.expr)
    }

    fn table(&self, draft: &mut Draft, band: &Written<String>, mode: CutMode) -> Option<CutTable> {
        if self.refused {
            return None;
        }
        let sorted = match cuts::sorted(&self.cuts) {
            Ok(rows) => rows,
            Err(mistake) => {
                draft.reader.report(mistake.of(&band.value));
                return None;
            }
        };
        let (columns, _) = self.columns.clone()?;
        let starts_at_zero = matches!(
            sorted.first().map(|r| &r.at.node),
            Some(ExprNode::Number(n)) if n.is_zero()
        );
        if self.otherwise.is_none() && mode != CutMode::Linear && !starts_at_zero {
            draft.reader.report(BandMistake::BandWithoutElse {
                band: band.value.clone(),
                place: band.place.clone(),
            });
            return None;
        }
        let all = sorted.iter().map(|r| &r.results).chain(&self.otherwise);
        let mut kinds = vec![None; columns.len()];
        let mut mixed = false;
        for results in all {
            for (kind, result) in kinds.iter_mut().zip(results) {
                let text = matches!(result.node, ExprNode::Text(_));
                mixed |= kind.is_some_and(|before| before != text);
                *kind = Some(text);
            }
        }
        let kind = |text: &Option<bool>| match text {
            Some(true) => Kind::Text,
            _ => Kind::Number,
        };
        let kinds: Vec<Kind> = kinds.iter().map(kind).collect();
        if mixed || (mode != CutMode::Flat && kinds.contains(&Kind::Text)) {
            draft.reader.report(BandMistake::BandTextResult {
                band: band.value.clone(),
                place: band.place.clone(),
            });
            return None;
        }
        Some(CutTable {
            name: band.value.as_str().into(),
            mode,
            columns,
            kinds,
            otherwise: self.otherwise.clone(),
            rows: sorted,
            place: band.place.clone(),
        })
    }
}
