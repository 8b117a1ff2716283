//! `appeals.yml` of a month's folder: what people object to, and what was decided of it. Entries
//! are only ever added, so that a decision is an entry of its own.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::adjustments::{Adjustment, entries, ids};
use super::mistake::{AppealMistake, PersonMistake};
use super::{Month, Person, State};
use crate::content::{Content, Node, NodeKind};
use crate::diagnostic::{Diagnostic, nearest};
use crate::form::appeal::{APPEAL, RULING};
use crate::form::{Reader, Shape, Written};
use crate::period::Period;
use crate::value::Place;

/// An appeal.
#[derive(Debug, Clone)]
pub struct Appeal {
    /// What it goes by.
    pub id: Arc<str>,
    /// Whose result.
    pub person: Arc<str>,
    /// The policy's id.
    pub policy: Arc<str>,
    /// The figure; `None` for the whole result.
    pub figure: Option<Written<String>>,
    /// The period whose result it is about.
    pub period: Period,
    /// What is said to be wrong.
    pub claim: String,
    /// What shows it.
    pub evidence: Vec<String>,
    /// Who raised it; `None` for the person.
    pub raised_by: Option<String>,
    /// On which day.
    pub raised_on: Date,
    /// The number of the approval form.
    pub form: Option<String>,
    /// What was decided, in the order of the file.
    pub rulings: Vec<Ruling>,
    /// Where it is written.
    pub place: Place,
}

/// What was decided of an appeal.
#[derive(Debug, Clone)]
pub struct Ruling {
    /// What.
    pub outcome: Outcome,
    /// Who decided.
    pub decided_by: Written<String>,
    /// On which day.
    pub decided_on: Date,
    /// Why.
    pub reason: Option<String>,
    /// The adjustments that followed, by id.
    pub adjustments: Vec<Arc<str>>,
    /// Where it is written.
    pub place: Place,
}

/// What may be decided of an appeal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// It will be looked into (受理).
    Accepted,
    /// It will not be looked into (不受理).
    Declined,
    /// It is right (成立).
    Upheld,
    /// It is not (不成立).
    Rejected,
    /// The person has taken it back (撤回).
    Withdrawn,
}

impl Outcome {
    /// Tells whether nothing more is to be decided.
    pub fn is_last(self) -> bool {
        self != Self::Accepted
    }

    /// Returns its word in the file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Upheld => "upheld",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
        }
    }

    fn of(word: &str) -> Self {
        match word {
            "accepted" => Self::Accepted,
            "declined" => Self::Declined,
            "upheld" => Self::Upheld,
            "rejected" => Self::Rejected,
            _ => Self::Withdrawn,
        }
    }
}

impl Month {
    /// Returns the day on which its results were put before everybody; `None` where they are not
    /// yet, or where no day is written.
    pub fn announced_on(&self) -> Option<Date> {
        let mut announced = None;
        for step in &self.history {
            match step.state {
                State::Provisional | State::Final => announced = announced.or(Some(step.on)),
                // What was taken back is announced anew.
                State::Open | State::CutOff => announced = None,
            }
        }
        let shown = matches!(self.state, State::Provisional | State::Final);
        let day = announced.or(self.objections_from).or(self.final_on);
        day.filter(|_| shown)
    }
}

/// Reads the appeals of each month's folder. A decision may stand in a later folder than its
/// appeal, where the earlier one is not to change any more.
pub(super) fn read(
    content: &Content,
    people: &BTreeMap<Arc<str>, Person>,
    months: &mut BTreeMap<Period, Month>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let known: BTreeMap<Period, &[Adjustment]> = months
        .iter()
        .map(|(period, month)| (*period, month.adjustments.as_slice()))
        .collect();
    let adjusted: Vec<&str> = known.values().flat_map(|all| ids(all)).collect();
    let mut all: Vec<(Period, Appeal)> = Vec::new();
    for period in known.keys() {
        static ENTRY: Shape = Shape::Form(&APPEAL);
        let path = format!("content/months/{period}/appeals");
        let Some(document) = content.document(&path) else {
            continue;
        };
        let mut reader = Reader::new();
        let name = ("appeals.yml", "appeals.yml");
        for node in entries(&document.root, name, &ENTRY, &mut reader) {
            if is_ruling(node) {
                ruling(node, &mut all, &adjusted, &mut reader);
            } else if let Some(appeal) = appeal(node, *period, people, &mut reader) {
                match all.iter().find(|(_, other)| other.id == appeal.id) {
                    Some((_, first)) => reader.report(AppealMistake::SameId {
                        id: appeal.id.to_string(),
                        first: first.place.clone(),
                        place: appeal.place,
                    }),
                    None => all.push((*period, appeal)),
                }
            }
        }
        diagnostics.extend(reader.finish());
    }
    for (period, appeal) in all {
        if let Some(month) = months.get_mut(&period) {
            month.appeals.push(appeal);
        }
    }
}

/// Tells decisions from appeals by the key that only they have.
fn is_ruling(node: &Node) -> bool {
    let NodeKind::Mapping(entries) = &node.kind else {
        return false;
    };
    let own: Vec<[&str; 2]> = ["appeal", "outcome"]
        .into_iter()
        .filter_map(|name| RULING.key(name).map(|key| [key.name, key.zh]))
        .collect();
    entries.iter().any(|(key, _)| match &key.kind {
        NodeKind::Scalar { text, .. } => own.iter().any(|names| names.contains(&text.as_str())),
        _ => false,
    })
}

fn appeal(
    node: &Node,
    folder: Period,
    people: &BTreeMap<Arc<str>, Person>,
    reader: &mut Reader,
) -> Option<Appeal> {
    let fields = reader.read(node, &APPEAL)?;
    let period = fields.period("period", reader);
    let raised_on = fields.date("raised_on", reader);
    let person = fields.text("person")?;
    if !people.contains_key(person.value.as_str()) {
        reader.report(PersonMistake::UnknownAdjusted {
            place: person.place,
            written: person.value,
        });
        return None;
    }
    let text = |key: &str| fields.text(key).map(|t| t.value);
    Some(Appeal {
        id: text("id")?.into(),
        person: person.value.as_str().into(),
        policy: text("policy")?.into(),
        figure: fields.text("figure"),
        period: period.map_or(folder, |p| p.value),
        claim: text("claim")?,
        evidence: fields
            .texts("evidence")
            .into_iter()
            .map(|t| t.value)
            .collect(),
        raised_by: text("raised_by"),
        raised_on: raised_on?.value,
        form: text("form"),
        rulings: Vec::new(),
        place: fields.place().clone(),
    })
}

fn ruling(
    node: &Node,
    appeals: &mut [(Period, Appeal)],
    adjusted: &[&str],
    reader: &mut Reader,
) -> Option<()> {
    let fields = reader.read(node, &RULING)?;
    let outcome = fields.word("outcome", reader);
    let decided_on = fields.date("decided_on", reader);
    let id = fields.text("appeal")?;
    let (outcome, decided_on) = (Outcome::of(outcome?.value), decided_on?);
    let decided_by = fields.text("decided_by")?;
    for written in fields.texts("adjustment") {
        if !adjusted.contains(&written.value.as_str()) {
            let meant = nearest(&written.value, adjusted.iter().copied());
            reader.report(AppealMistake::UnknownId {
                known: meant.map(str::to_owned).into_iter().collect(),
                written: written.value,
                appeal: false,
                place: written.place,
            });
        }
    }
    let known = || appeals.iter().map(|(_, a)| a.id.to_string()).collect();
    let known: Vec<String> = known();
    let found = appeals.iter_mut().find(|(_, a)| *a.id == *id.value);
    let Some((_, appeal)) = found else {
        reader.report(AppealMistake::UnknownId {
            written: id.value,
            known,
            appeal: true,
            place: id.place,
        });
        return None;
    };
    if let Some(last) = appeal.rulings.iter().find(|r| r.outcome.is_last()) {
        reader.report(AppealMistake::DecidedTwice {
            id: id.value,
            first: last.place.clone(),
            place: id.place,
        });
        return None;
    }
    let since = appeal
        .rulings
        .last()
        .map_or(appeal.raised_on, |r| r.decided_on);
    if decided_on.value < since {
        reader.report(AppealMistake::Backwards {
            raised: since,
            decided: decided_on.value,
            place: decided_on.place,
        });
        return None;
    }
    appeal.rulings.push(Ruling {
        outcome,
        decided_by,
        decided_on: decided_on.value,
        reason: fields.text("reason").map(|t| t.value),
        adjustments: fields
            .texts("adjustment")
            .into_iter()
            .map(|t| t.value.into())
            .collect(),
        place: fields.place().clone(),
    });
    Some(())
}
