//! `month.yml` and `adjustments.yml` of each month's folder.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::mistake::PersonMistake;
use super::places::{Shelf, shelf_of};
use super::{Accepted, Adjustment, Doubt, Month, Person, State, history};
use crate::content::{Content, Node, NodeKind};
use crate::diagnostic::Diagnostic;
use crate::form::data::{ACCEPTED, ADJUSTMENT, MONTH};
use crate::form::mistake::FormMistake;
use crate::form::{Reader, Shape};
use crate::period::Period;
use crate::value::{Place, Source};

/// One entry of adjustments.yml.
static ENTRY: Shape = Shape::Form(&ADJUSTMENT);

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
        month.adjustments = adjustments(content, period, people, diagnostics);
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
        accepted: Vec::new(),
        confirmations: Vec::new(),
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

fn adjustments(
    content: &Content,
    period: Period,
    people: &BTreeMap<Arc<str>, Person>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Adjustment> {
    let path = format!("content/months/{period}/adjustments");
    let Some(document) = content.document(&path) else {
        return Vec::new();
    };
    let mut reader = Reader::new();
    let entries: &[Node] = match &document.root.kind {
        NodeKind::Sequence(entries) => entries,
        NodeKind::Null => &[],
        _ => {
            reader.report(FormMistake::WrongShape {
                place: document.root.place.clone(),
                name: ("adjustments.yml", "adjustments.yml"),
                wanted: Shape::List(&ENTRY),
                blank: false,
            });
            &[]
        }
    };
    let mut found = Vec::new();
    for node in entries {
        if let Some(adjustment) = adjustment(node, people, &mut reader) {
            found.push(adjustment);
        }
    }
    diagnostics.extend(reader.finish());
    found
}

fn adjustment(
    node: &Node,
    people: &BTreeMap<Arc<str>, Person>,
    reader: &mut Reader,
) -> Option<Adjustment> {
    let fields = reader.read(node, &ADJUSTMENT)?;
    let discretionary = fields.truth("discretionary", reader);
    fields.date("on", reader);
    let person = fields.text("person")?;
    if !people.contains_key(person.value.as_str()) {
        reader.report(PersonMistake::UnknownAdjusted {
            place: person.place,
            written: person.value,
        });
        return None;
    }
    let policy = fields.text("policy")?;
    let figure = fields.text("figure")?;
    let after = fields.text("after")?;
    Some(Adjustment {
        person: person.value.as_str().into(),
        policy: policy.value.as_str().into(),
        figure: figure.value.as_str().into(),
        before: fields.text("before").map(|t| t.value),
        after: after.value,
        reason: fields.text("reason")?.value,
        discretionary: discretionary.is_some_and(|d| d.value),
        place: node.place.clone(),
        places: [person.place, policy.place, figure.place, after.place],
    })
}
