//! `month.yml` of each month's folder.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::places::{Shelf, shelf_of};
use super::{Accepted, Doubt, Month, Person, State, adjustments, history};
use crate::content::{Content, Node, NodeKind};
use crate::diagnostic::Diagnostic;
use crate::form::Reader;
use crate::form::data::{ACCEPTED, MONTH};
use crate::period::Period;
use crate::value::{Place, Source};

/// Makes a month of every folder that holds something; tables come later.
pub(super) fn read(
    content: &Content,
    people: &BTreeMap<Arc<str>, Person>,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<Period, Month> {
    let tables = content.tables.iter().map(|t| t.path.as_str());
    let documents = content.documents.keys().map(String::as_str);
    let unreadable = content.unreadable.iter().map(String::as_str);
    let periods: BTreeSet<Period> = tables
        .chain(documents)
        .chain(unreadable)
        .filter_map(|path| match shelf_of(path) {
            Shelf::Month(period) => Some(period),
            _ => None,
        })
        .collect();
    let mut months = BTreeMap::new();
    for period in periods {
        let mut month = month(content, period, diagnostics);
        month.adjustments = adjustments::read(content, period, people, diagnostics);
        months.insert(period, month);
    }
    months
}

fn month(content: &Content, period: Period, diagnostics: &mut Vec<Diagnostic>) -> Month {
    let folder = format!("content/months/{period}");
    let mut month = Month {
        state: State::Open,
        data_until: None,
        objections_from: None,
        objections_until: None,
        final_on: None,
        prepared_by: None,
        history: Vec::new(),
        note: None,
        tables: BTreeMap::new(),
        adjustments: Vec::new(),
        appeals: Vec::new(),
        accepted: Vec::new(),
        confirmations: Vec::new(),
        interviews: Vec::new(),
        place: Place::file(&Arc::new(Source {
            path: folder.clone(),
            text: String::new(),
        })),
    };
    let Some(document) = content.document(&format!("{folder}/month")) else {
        return month;
    };
    month.place = Place::file(&document.source);
    if matches!(document.root.kind, NodeKind::Null) {
        return month;
    }
    let mut reader = Reader::new();
    if let Some(fields) = reader.read(&document.root, &MONTH) {
        if let Some(state) = fields.word("state", &mut reader) {
            month.state = State::of(state.value);
        }
        month.data_until = fields.date("data_until", &mut reader).map(|d| d.value);
        let mut day = |key: &str| fields.date(key, &mut reader).map(|d| d.value);
        month.objections_from = day("objections_from");
        month.objections_until = day("objections_until");
        month.final_on = day("final_on");
        month.note = fields.text("note").map(|t| t.value);
        month.prepared_by = fields.text("prepared_by").map(|t| t.value);
        for node in fields.list("history") {
            month.history.extend(history::step(node, &mut reader));
        }
        if fields.has("history") {
            history::check(&month, &mut reader);
        }
        for node in fields.list("accepted") {
            month.accepted.extend(accepted(node, &mut reader));
        }
    }
    diagnostics.extend(reader.finish());
    month
}

fn accepted(node: &Node, reader: &mut Reader) -> Option<Accepted> {
    let fields = reader.read(node, &ACCEPTED)?;
    let doubt = fields.word("what", reader);
    let text = |key: &str| fields.text(key).map(|t| t.value);
    Some(Accepted {
        doubt: Doubt::of(doubt?.value),
        table: text("table")?,
        column: text("column"),
        person: text("person"),
        reason: text("reason")?,
        by: text("by"),
        place: node.place.clone(),
    })
}
