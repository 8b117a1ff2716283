//! `bands:`: cut points, each with its side; no gap can be written.

use std::sync::Arc;

use indexmap::IndexMap;

use super::BandHead;
use super::cuts::{self, Cut};
use super::draft::{Draft, Named, Use};
use super::mistake::{BandMistake, TableMistake};
use super::sheets::{self, Keys};
use super::spoken::spoken;
use super::{across, lowered};
use crate::content::{Node, NodeKind};
use crate::diagnostic::{Said, list_en, list_zh};
use crate::figure::Form;
use crate::form::measure::BAND;
use crate::form::{Fields, Written};
use crate::formula::{CutMode, CutRow, CutTable, Expr, Node as ExprNode};
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
    let rows = sheets::rows(draft, &name.value, fields, Keys::CutPoints)?;
    let mode = fields.word("mode", &mut draft.reader);
    let (by, second) = across::looked_up(draft, &name.value, fields)?;
    let title = fields
        .text("name")
        .map_or_else(|| name.value.clone(), |t| t.value);
    let unit = fields.text("unit").map(|u| Arc::from(u.value.as_str()));
    let mut read = Rows {
        across: second.is_some(),
        ..Rows::default()
    };
    for (cut, node) in draft.reader.named(&rows) {
        read.row(draft, name, &cut, node);
    }
    let mode_said = mode.is_some();
    let mode = match mode.map(|m| m.value) {
        Some("whole") => CutMode::Whole,
        Some("marginal") => CutMode::Marginal,
        Some("linear") => CutMode::Linear,
        _ => CutMode::Flat,
    };
    let mut table = read.table(draft, name, &title, mode)?;
    if let (Some(down), Some(second)) = (&by, second) {
        let both = (down.clone(), second);
        table = across::columns(draft, table, both, &read.headings)?;
    }
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
    let percent = |heading: &Written<String>| is_percent(&heading.value);
    let across_percent = read.headings.iter().any(percent);
    let percents = (read.percents.clone(), read.cuts_percent, across_percent);
    draft
        .band_percents
        .insert(Arc::clone(&table.name), percents);
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
    let columns = match band.table.across {
        Some(_) => &[Arc::from("")][..],
        None => &band.table.columns,
    };
    for (column, heading) in columns.iter().enumerate() {
        let full: Arc<str> = match column {
            0 => Arc::clone(name),
            _ => format!("{name}.{heading}").into(),
        };
        let title: &str = match (column, heading.as_ref()) {
            (_, "") => &band.title,
            (0, _) if *heading == *name => &band.title,
            (_, heading) => heading,
        };
        let expr = lowered::column(draft, (name, &full), by, &band.table, column);
        let mut figure = draft.figure(&full, title, form, expr);
        figure.place = band.place.clone();
        figure.unit = band.unit.clone().filter(|_| columns.len() == 1);
        figure.aliases = vec![heading.clone(), band.title.as_str().into()];
        draft.define(figure);
    }
}

fn is_percent(written: &str) -> bool {
    written.trim_end().ends_with(['%', '％'])
}

/// Says what each band looks up.
pub(super) fn heads(draft: &Draft) -> IndexMap<Arc<str>, BandHead> {
    let one = |(name, (by, title)): (&Arc<str>, &(Option<Expr>, String))| {
        let mut uses: Vec<Use> = Vec::new();
        if let Some(by) = by {
            let figure = draft.figure_named(by);
            let unit = figure.and_then(|f| draft.defined(&f)?.unit.clone());
            uses.push((spoken(draft, by), unit));
        }
        for more in draft.band_uses.get(name).into_iter().flatten() {
            if !uses.iter().any(|(said, _)| *said == more.0) {
                uses.push(more.clone());
            }
        }
        let zh: Vec<&str> = uses.iter().map(|(said, _)| said.zh.as_str()).collect();
        let en: Vec<&str> = uses.iter().map(|(said, _)| said.en.as_str()).collect();
        let (percents, cuts_percent, across_percent) =
            draft.band_percents.get(name).cloned().unwrap_or_default();
        let unit = match uses.as_slice() {
            _ if cuts_percent => "%".to_owned(),
            [(_, first), rest @ ..] if rest.iter().all(|(_, unit)| unit == first) => {
                first.as_deref().unwrap_or_default().to_owned()
            }
            _ => String::new(),
        };
        let across = draft
            .bands
            .get(name)
            .and_then(|table| table.across.as_ref());
        let head = BandHead {
            across: across
                .map(|across| spoken(draft, &across.by))
                .unwrap_or_default(),
            title: title.clone(),
            by: Said::new(list_zh(&zh), list_en(&en)),
            unit,
            across_unit: if across_percent {
                "%".to_owned()
            } else {
                String::new()
            },
            percents,
        };
        (Arc::clone(name), head)
    };
    draft.band_heads.iter().map(one).collect()
}

/// Looks a value up in a table; in a two-dimensional one it is the first of the two.
pub(super) fn cut(by: Expr, table: &Arc<CutTable>, column: usize) -> Expr {
    match &table.across {
        Some(across) => across::cut(&by, table, across),
        None => cell(by, table, column),
    }
}

/// Looks a value up in one column of a table.
pub(super) fn cell(by: Expr, table: &Arc<CutTable>, column: usize) -> Expr {
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

/// Reads a cut point; reports what is none. A name has to be a parameter.
pub(super) fn cut_point(draft: &mut Draft<'_>, key: &Written<String>) -> Option<Cut> {
    let cut = cuts::read(&key.value, &key.place).filter(|cut| {
        cut.number.is_some()
            || matches!(&cut.at.node, ExprNode::Name(name)
                if matches!(draft.meaning(&name.to_string()), Some(Named::Parameter(_))))
    });
    if cut.is_none() {
        draft.reader.report(BandMistake::CutUnreadable {
            place: key.place.clone(),
            written: key.value.clone(),
        });
    }
    cut
}

/// Tells whether the lowest cut point is 0, so that nothing is left below it.
pub(super) fn starts_at_zero(lowest: Option<&Expr>) -> bool {
    matches!(lowest.map(|at| &at.node), Some(ExprNode::Number(n)) if n.is_zero())
}

/// The rows while they are read.
#[derive(Default)]
struct Rows {
    /// Whether the columns are cut points of a second number.
    across: bool,
    columns: Option<(Vec<Arc<str>>, Place)>,
    /// The columns as the first row writes them.
    headings: Vec<Written<String>>,
    cuts: Vec<(Cut, CutRow)>,
    otherwise: Option<Vec<Expr>>,
    rates: bool,
    /// Whether the numbers of each column are written as percentages.
    percents: Vec<bool>,
    /// Whether the cut points are.
    cuts_percent: bool,
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
        self.cuts_percent |= is_percent(&key.value);
        let Some((headings, results)) = self.results(draft, band, key, node) else {
            self.refused = true;
            return;
        };
        let columns: Vec<Arc<str>> = headings.iter().map(|h| h.value.as_str().into()).collect();
        // One result for the whole row of a two-dimensional band.
        let whole = self.across && !matches!(node.kind, NodeKind::Mapping(_));
        match &self.columns {
            _ if whole => {}
            None => {
                self.columns = Some((columns, key.place.clone()));
                self.headings = headings;
            }
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
        match cut_point(draft, key) {
            Some(cut) => {
                let row = CutRow {
                    at: cut.at.clone(),
                    side: cut.side,
                    results,
                    place: key.place.clone(),
                };
                self.cuts.push((cut, row));
            }
            None => self.refused = true,
        }
    }

    fn results(
        &mut self,
        draft: &mut Draft,
        band: &Written<String>,
        key: &Written<String>,
        node: &Node,
    ) -> Option<(Vec<Written<String>>, Vec<Expr>)> {
        let owner = format!("{}.{}", band.value, key.value.trim());
        match &node.kind {
            NodeKind::Mapping(_) => {
                let mut columns = Vec::new();
                let mut results = Vec::new();
                for (column, node) in draft.reader.named(node) {
                    let name = format!("{owner}.{}", column.value);
                    results.push(self.result(draft, (&name, columns.len()), node)?);
                    columns.push(column);
                }
                (!columns.is_empty()).then_some((columns, results))
            }
            _ => {
                let heading = Written::new(String::new(), &key.place);
                let result = self.result(draft, (&owner, 0), node)?;
                Some((vec![heading], vec![result]))
            }
        }
    }

    /// A number, a text in quotes or of letters, or a parameter's name.
    fn result(
        &mut self,
        draft: &mut Draft,
        (name, column): (&str, usize),
        node: &Node,
    ) -> Option<Expr> {
        if self.percents.len() <= column {
            self.percents.resize(column + 1, false);
        }
        if let NodeKind::Scalar { text, quoted } = &node.kind {
            if let Ok(quantity) = crate::form::quantity(text) {
                self.rates |= quantity.percent;
                if let Some(percent) = self.percents.get_mut(column) {
                    *percent |= quantity.percent;
                }
            } else if *quoted || draft.meaning(text.trim()).is_none() {
                let text: Arc<str> = text.trim().into();
                return Some(Expr::new(ExprNode::Text(text), &node.place));
            }
        }
        draft.amount_named((name, "", name), node).map(|a| a.expr)
    }

    fn table(
        &self,
        draft: &mut Draft,
        band: &Written<String>,
        title: &str,
        mode: CutMode,
    ) -> Option<CutTable> {
        if self.refused {
            return None;
        }
        let sorted = match cuts::sorted(&self.cuts, |row: &CutRow| &row.place) {
            Ok(rows) => rows,
            Err(mistake) => {
                draft.reader.report(mistake.of(&band.value));
                return None;
            }
        };
        let Some((columns, _)) = self.columns.clone() else {
            if self.across {
                draft.reader.report(TableMistake::AcrossRows {
                    band: band.value.clone(),
                    place: band.place.clone(),
                });
            }
            return None;
        };
        let from_zero = starts_at_zero(sorted.first().map(|row| &row.at));
        if self.otherwise.is_none() && mode != CutMode::Linear && !from_zero {
            draft.reader.report(BandMistake::BandWithoutElse {
                band: band.value.clone(),
                place: band.place.clone(),
            });
            return None;
        }
        let widened = |results: &Vec<Expr>| match (results.as_slice(), self.across) {
            ([one], true) => vec![one.clone(); columns.len()],
            _ => results.clone(),
        };
        let otherwise = self.otherwise.as_ref().map(widened);
        let sorted = sorted.into_iter().map(|row| CutRow {
            results: widened(&row.results),
            ..row
        });
        let sorted: Vec<CutRow> = sorted.collect();
        let all = sorted.iter().map(|r| &r.results).chain(&otherwise);
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
            title: title.into(),
            mode,
            columns,
            kinds,
            otherwise,
            rows: sorted,
            across: None,
            place: band.place.clone(),
        })
    }
}
