//! `adjustments.yml` of a month's folder: what replaces a figure, why, and who decided it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::Person;
use super::mistake::{AppealMistake, PersonMistake};
use crate::content::{Content, Node, NodeKind};
use crate::diagnostic::Diagnostic;
use crate::form::appeal::ADJUSTMENT;
use crate::form::mistake::FormMistake;
use crate::form::{Fields, Reader, Shape, Written};
use crate::period::Period;
use crate::value::Place;

/// A figure of one person that is replaced. An entry about several people is one of these for
/// each of them.
#[derive(Debug, Clone)]
pub struct Adjustment {
    /// What the entry goes by.
    pub id: Arc<str>,
    /// Why it may change, where that is said.
    pub kind: Option<AdjustmentKind>,
    /// The person.
    pub person: Arc<str>,
    /// The policy's id.
    pub policy: Arc<str>,
    /// The figure's name.
    pub figure: Arc<str>,
    /// The value before, as text: empty where there was none, `None` where nothing is said.
    pub before: Option<String>,
    /// The value after, as text.
    pub after: String,
    /// Why, in the author's words.
    pub reason: String,
    /// What shows it.
    pub evidence: Vec<String>,
    /// The clause it rests on, by its title.
    pub clause: Option<String>,
    /// The appeal it follows, by its id.
    pub appeal: Option<Arc<str>>,
    /// The result of an earlier period that is made good by it.
    pub corrects: Option<MadeGood>,
    /// The entry whose place it takes.
    pub replaces: Option<Arc<str>>,
    /// Whether a later entry takes its place.
    pub replaced: bool,
    /// Who raised it.
    pub raised_by: Option<Written<String>>,
    /// On which day.
    pub raised_on: Option<Date>,
    /// Who decided it.
    pub decided_by: Option<Written<String>>,
    /// On which day.
    pub decided_on: Option<Date>,
    /// Whether it was given at discretion.
    pub discretionary: bool,
    /// Where it is written.
    pub place: Place,
    /// Where person, policy, figure, the value after and the value before are written; the entry
    /// itself in the stead of what is not there.
    pub places: [Place; 5],
}

/// A result of an earlier period that is not changed any more, and that a later adjustment makes good.
#[derive(Debug, Clone)]
pub struct MadeGood {
    /// The period.
    pub period: Written<Period>,
    /// The figure's name.
    pub figure: Written<String>,
}

/// Why a figure may be adjusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AdjustmentKind {
    /// The data were wrong.
    Data,
    /// An appeal was upheld.
    Appeal,
    /// At discretion.
    Discretion,
}

impl AdjustmentKind {
    /// Returns its word in the file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::Appeal => "appeal",
            Self::Discretion => "discretion",
        }
    }
}

impl Adjustment {
    /// Tells whether it was decided after results were published. One without a day counts from
    /// the beginning, unless it follows an appeal: there is something to appeal against only then.
    pub fn is_after(&self, announced: Date) -> bool {
        let appealed = self.kind == Some(AdjustmentKind::Appeal);
        match self.decided_on {
            Some(day) if day == announced => appealed,
            Some(day) => day > announced,
            None => appealed,
        }
    }
}

/// Reads what is adjusted in a month, in the order of the file.
pub(super) fn read(
    content: &Content,
    period: Period,
    people: &BTreeMap<Arc<str>, Person>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Adjustment> {
    static ENTRY: Shape = Shape::Form(&ADJUSTMENT);
    let path = format!("content/months/{period}/adjustments");
    let Some(document) = content.document(&path) else {
        return Vec::new();
    };
    let mut reader = Reader::new();
    let name = ("adjustments.yml", "adjustments.yml");
    let nodes = entries(&document.root, name, &ENTRY, &mut reader);
    let mut found: Vec<Adjustment> = Vec::new();
    let mut ids: BTreeMap<Arc<str>, Place> = BTreeMap::new();
    for (at, node) in nodes.iter().enumerate() {
        let Some(fields) = reader.read(node, &ADJUSTMENT) else {
            continue;
        };
        let written = fields.text("id");
        let id: Arc<str> = match &written {
            Some(id) => id.value.as_str().into(),
            None => format!("{period}-{:02}", at + 1).into(),
        };
        let place = written.map_or_else(|| node.place.clone(), |id| id.place);
        if let Some(first) = ids.get(&id) {
            reader.report(AppealMistake::SameId {
                id: id.to_string(),
                first: first.clone(),
                place,
            });
            continue;
        }
        if let Some(replaced) = fields.text("replaces") {
            replace(&mut found, &ids, &replaced, &mut reader);
        }
        ids.insert(Arc::clone(&id), place);
        found.extend(entry(&fields, &id, people, &mut reader));
    }
    diagnostics.extend(reader.finish());
    found
}

/// Returns the entries of a document that is a list; reports any other.
pub(super) fn entries<'a>(
    root: &'a Node,
    name: (&'static str, &'static str),
    entry: &'static Shape,
    reader: &mut Reader,
) -> &'a [Node] {
    match &root.kind {
        NodeKind::Sequence(entries) => entries,
        NodeKind::Null => &[],
        _ => {
            reader.report(FormMistake::WrongShape {
                place: root.place.clone(),
                name,
                wanted: Shape::List(entry),
                blank: false,
            });
            &[]
        }
    }
}

fn replace(
    found: &mut [Adjustment],
    ids: &BTreeMap<Arc<str>, Place>,
    replaced: &Written<String>,
    reader: &mut Reader,
) {
    let id = replaced.value.as_str();
    if !ids.contains_key(id) {
        reader.report(AppealMistake::UnknownId {
            written: replaced.value.clone(),
            known: ids.keys().map(ToString::to_string).collect(),
            appeal: false,
            place: replaced.place.clone(),
        });
    }
    for adjustment in found.iter_mut().filter(|a| *a.id == *id) {
        adjustment.replaced = true;
    }
}

fn entry(
    fields: &Fields<'_>,
    id: &Arc<str>,
    people: &BTreeMap<Arc<str>, Person>,
    reader: &mut Reader,
) -> Vec<Adjustment> {
    let discretionary = fields.truth("discretionary", reader);
    let kind = fields.word("kind", reader).map(|kind| match kind.value {
        "appeal" => AdjustmentKind::Appeal,
        "discretion" => AdjustmentKind::Discretion,
        _ => AdjustmentKind::Data,
    });
    let discretionary =
        kind == Some(AdjustmentKind::Discretion) || discretionary.is_some_and(|d| d.value);
    let kind = kind.or(discretionary.then_some(AdjustmentKind::Discretion));
    let mut day = |key: &str| fields.date(key, reader).map(|day| day.value);
    let (raised_on, decided_on) = (day("raised_on"), day("decided_on"));
    let decided_on = day("on").filter(|_| decided_on.is_none()).or(decided_on);
    if let (Some(raised), Some(decided)) = (raised_on, decided_on)
        && decided < raised
    {
        let key = ["decided_on", "on"];
        let at = key.into_iter().find_map(|key| fields.node(key));
        reader.report(AppealMistake::Backwards {
            raised,
            decided,
            place: at.map_or_else(|| fields.place().clone(), |n| n.place.clone()),
        });
    }
    let one = fields.text("person");
    let several = fields.texts("people");
    if one.is_some() != several.is_empty() {
        reader.report(AppealMistake::WhoseUnclear {
            both: one.is_some(),
            place: fields.place().clone(),
        });
        return Vec::new();
    }
    let decided_by = fields.text("decided_by").or_else(|| fields.text("by"));
    let text = |key: &str| fields.text(key).map(|t| t.value);
    let (Some(policy), Some(figure), Some(reason)) =
        (fields.text("policy"), fields.text("figure"), text("reason"))
    else {
        return Vec::new();
    };
    let corrects = fields.period("corrects", reader).map(|period| MadeGood {
        period,
        figure: fields.text("corrects_figure").unwrap_or(figure.clone()),
    });
    let mut found = Vec::new();
    for person in one.into_iter().chain(several) {
        if !people.contains_key(person.value.as_str()) {
            reader.report(PersonMistake::UnknownAdjusted {
                place: person.place,
                written: person.value,
            });
            continue;
        }
        let before = value(fields, "before", &person, reader);
        let Some(Some(after)) = value(fields, "after", &person, reader) else {
            continue;
        };
        let at = |written: Option<&Written<String>>| {
            written.map_or_else(|| fields.place().clone(), |w| w.place.clone())
        };
        let before_at = before.as_ref().map(Option::as_ref);
        found.push(Adjustment {
            id: Arc::clone(id),
            kind,
            person: person.value.as_str().into(),
            policy: policy.value.as_str().into(),
            figure: figure.value.as_str().into(),
            places: [
                person.place,
                policy.place.clone(),
                figure.place.clone(),
                after.place,
                at(before_at.flatten()),
            ],
            before: before.map(|before| before.map_or_else(String::new, |b| b.value)),
            after: after.value,
            reason: reason.clone(),
            evidence: fields
                .texts("evidence")
                .into_iter()
                .map(|t| t.value)
                .collect(),
            clause: text("clause"),
            appeal: text("appeal").map(Arc::from),
            corrects: corrects.clone(),
            replaces: text("replaces").map(Arc::from),
            replaced: false,
            raised_by: fields.text("raised_by"),
            raised_on,
            decided_by: decided_by.clone(),
            decided_on,
            discretionary,
            place: fields.place().clone(),
        });
    }
    found
}

/// Reads one person's value under a key: `None` where nothing is said, `Some(None)` for blank.
fn value(
    fields: &Fields<'_>,
    key: &str,
    person: &Written<String>,
    reader: &mut Reader,
) -> Option<Option<Written<String>>> {
    let node = fields.node(key)?;
    if let NodeKind::Mapping(_) = node.kind {
        let own = reader.named(node);
        let own = own.into_iter().find(|(id, _)| id.value == person.value);
        let Some((_, node)) = own else {
            reader.report(AppealMistake::NoValueFor {
                person: person.value.clone(),
                before: key == "before",
                place: node.place.clone(),
            });
            return None;
        };
        return match node.kind {
            NodeKind::Null => Some(None),
            _ => reader.text(node).map(Some),
        };
    }
    match node.kind {
        NodeKind::Null if key == "after" => {
            reader.report(AppealMistake::NoValueFor {
                person: person.value.clone(),
                before: false,
                place: node.place.clone(),
            });
            None
        }
        _ => Some(fields.text(key)),
    }
}

/// Returns the ids of a month's entries.
pub(super) fn ids(adjustments: &[Adjustment]) -> BTreeSet<&str> {
    adjustments.iter().map(|a| a.id.as_ref()).collect()
}
