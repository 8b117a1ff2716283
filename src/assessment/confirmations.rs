//! Raw figures shown to people before points are settled, and what they answered: who agrees, who
//! objects, who answered about other figures than today's, who has not answered.

mod answers;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::mistake::ConfirmedMistake;
use super::result::{Figured, ItemResult, PeriodResult, SubjectResult};
use crate::data::{Ledger, Month, State};
use crate::diagnostic::{Diagnostic, Said};
use crate::figure::{Body, Definition, Form, Subject};
use crate::formula::{Node, Over, each};
use crate::period::Period;
use crate::pinyin::name_order;
use crate::policy::{Item, Policy};
use crate::value::{Place, Value};

/// What people are asked to confirm in a month, and what they answered.
#[derive(Debug, Clone, Default)]
pub struct Confirmations {
    /// Everybody who has figures, by team, then in the order of names.
    pub people: Vec<Shown>,
    /// Whether anybody has answered.
    pub answered: bool,
}

/// A person who is shown figures.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The id.
    pub id: Arc<str>,
    /// The name.
    pub name: String,
    /// The team's id; empty for none.
    pub team: Arc<str>,
    /// Whether the person has left by the month's end.
    pub left: bool,
    /// The figures, a card for each policy.
    pub cards: Vec<Card>,
}

/// A person's figures under one policy.
#[derive(Debug, Clone)]
pub struct Card {
    /// The version in force.
    pub policy: Arc<Policy>,
    /// The figures, in the order of the scorecard.
    pub figures: Vec<RawFigure>,
    /// What tells these figures from others: letters alone, so that no spreadsheet changes it.
    pub code: String,
    /// What the person answered; `None` for nothing yet.
    pub given: Option<Given>,
}

/// A figure as it was measured, or what it is measured against.
#[derive(Debug, Clone)]
pub struct RawFigure {
    /// Its heading, without the unit.
    pub title: Said,
    /// The figure.
    pub figure: Figured,
}

/// What somebody answered.
#[derive(Debug, Clone)]
pub struct Given {
    /// Whether the person agrees.
    pub agrees: bool,
    /// What the person objects to; may be empty.
    pub objection: String,
    /// What the person says besides; may be empty.
    pub remark: String,
    /// The day, where it is said.
    pub day: Option<Date>,
    /// Whether the answer is about other figures than today's.
    pub others: bool,
    /// Which differ, as far as the sheet tells.
    pub differences: Vec<Difference>,
    /// The cell of the answer.
    pub place: Place,
}

/// A figure that was another one when it was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Its heading, without the unit.
    pub title: Said,
    /// What the sheet says.
    pub was: String,
    /// What it is today.
    pub now: String,
}

/// How far somebody is, from the best to the gravest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answered {
    /// Everything is confirmed.
    Agrees,
    /// Something is not answered yet.
    NotYet,
    /// What was confirmed are other figures than today's.
    Others,
    /// There is an objection.
    Objects,
}

impl Card {
    /// Tells how far it is.
    pub fn answered(&self) -> Answered {
        match &self.given {
            None => Answered::NotYet,
            Some(given) if !given.agrees => Answered::Objects,
            Some(given) if given.others => Answered::Others,
            Some(_) => Answered::Agrees,
        }
    }
}

impl Shown {
    /// Tells how far the person is: as far as the gravest of the cards.
    pub fn answered(&self) -> Answered {
        let cards = self.cards.iter().map(Card::answered);
        cards.max().unwrap_or(Answered::NotYet)
    }
}

impl Confirmations {
    /// Counts those who are so far.
    pub fn count(&self, answered: Answered) -> usize {
        let people = self.people.iter();
        people.filter(|p| p.answered() == answered).count()
    }
}

/// Finds what people confirm in each month that is not final or has answers, and what is to be
/// said of it.
pub(super) fn all(
    ledger: &Ledger,
    periods: &[PeriodResult],
) -> (BTreeMap<Period, Confirmations>, Vec<Diagnostic>) {
    let mut said = Vec::new();
    let mut found = BTreeMap::new();
    for (period, month) in &ledger.months {
        if month.state == State::Final && month.confirmations.is_empty() {
            continue;
        }
        let mut of_month = shown(periods, *period);
        if !month.confirmations.is_empty() {
            let told = answers::give(&mut of_month, &month.confirmations, ledger);
            said.extend(told.into_iter().map(Diagnostic::from));
            said.extend(summary(*period, month, &of_month));
        }
        found.insert(*period, of_month);
    }
    (found, said)
}

/// Says how far a month is.
fn summary(period: Period, month: &Month, all: &Confirmations) -> Option<Diagnostic> {
    let first = month.confirmations.first()?;
    let objections = all.people.iter().flat_map(|person| {
        let given = person.cards.iter().filter_map(|card| card.given.as_ref());
        let objecting = given.filter(|given| !given.agrees);
        objecting.map(|given| (person.name.clone(), given.objection.clone()))
    });
    let summary = ConfirmedMistake::Summary {
        place: Place::file(&first.place.source),
        period,
        agree: all.count(Answered::Agrees),
        of: all.people.len(),
        object: all.count(Answered::Objects),
        others: all.count(Answered::Others),
        not_yet: all.count(Answered::NotYet),
        objections: once_each(objections),
    };
    Some(summary.into())
}

/// An answer may be to several policies at once; it is told once.
fn once_each(told: impl Iterator<Item = (String, String)>) -> Vec<(String, String)> {
    let mut seen = BTreeSet::new();
    told.filter(|one| seen.insert(one.clone())).collect()
}

/// Collects the figures of everybody in a month, those of longer periods that end with it among
/// them.
fn shown(periods: &[PeriodResult], month: Period) -> Confirmations {
    let mut people: BTreeMap<Arc<str>, Shown> = BTreeMap::new();
    let ended = periods.iter().filter(|p| p.period.last_month() == month);
    for result in ended {
        for policy in &result.policies {
            if policy.policy.subject != Some(Subject::Person) {
                continue;
            }
            let titles = titles(&policy.policy);
            for subject in &policy.subjects {
                let Some(card) = card(&policy.policy, result.period, subject, &titles) else {
                    continue;
                };
                let at = result.people.binary_search_by(|p| p.id.cmp(&subject.id));
                let person = at.ok().and_then(|at| result.people.get(at));
                let shown = people
                    .entry(Arc::clone(&subject.id))
                    .or_insert_with(|| Shown {
                        id: Arc::clone(&subject.id),
                        name: subject.name.clone(),
                        team: Arc::clone(&subject.team),
                        left: person.is_some_and(|p| p.left),
                        cards: Vec::new(),
                    });
                shown.cards.push(card);
            }
        }
    }
    let mut people: Vec<Shown> = people.into_values().collect();
    people.sort_by_cached_key(|p| (Arc::clone(&p.team), name_order(&p.name), Arc::clone(&p.id)));
    Confirmations {
        people,
        answered: false,
    }
}

/// The titles of a policy's items by name; two of one title go by their names.
type Titles<'p> = BTreeMap<&'p str, &'p str>;

fn titles(policy: &Policy) -> Titles<'_> {
    fn collect<'p>(items: &'p [Item], all: &mut Vec<&'p Item>) {
        for item in items {
            all.push(item);
            collect(&item.items, all);
        }
    }
    let mut items = Vec::new();
    if let Some(card) = &policy.scorecard {
        collect(&card.items, &mut items);
    }
    let mut seen = BTreeSet::new();
    let measured = items.iter().filter(|item| item.value.is_some());
    let twice: BTreeSet<&str> = measured
        .filter(|item| !seen.insert(item.title.as_str()))
        .map(|item| item.title.as_str())
        .collect();
    let title = |item: &&'_ Item| twice.contains(item.title.as_str());
    let (by_name, by_title): (Vec<&Item>, Vec<&Item>) = items.into_iter().partition(title);
    let by_name = by_name
        .into_iter()
        .map(|i| (i.name.as_ref(), i.name.as_ref()));
    let by_title = by_title
        .into_iter()
        .map(|i| (i.name.as_ref(), i.title.as_str()));
    by_name.chain(by_title).collect()
}

fn card(
    policy: &Arc<Policy>,
    period: Period,
    subject: &SubjectResult,
    titles: &Titles<'_>,
) -> Option<Card> {
    let mut figures = Vec::new();
    for item in &subject.items {
        collect(item, titles, &mut figures);
    }
    if policy.scorecard.is_none() {
        figures.extend(counted(policy, subject));
    }
    let measured = figures.iter().any(|f| f.figure.shown.is_some());
    measured.then(|| Card {
        code: code(&policy.id, period, &subject.id, &figures),
        policy: Arc::clone(policy),
        figures,
        given: None,
    })
}

/// Collects what was measured, and its target; points and marks stay out.
fn collect(item: &ItemResult, titles: &Titles<'_>, figures: &mut Vec<RawFigure>) {
    let title = titles.get(item.item.as_ref()).copied();
    let title = title.unwrap_or(item.item.as_ref());
    if let Some(value) = &item.value {
        figures.push(RawFigure {
            title: Said::new(title, title),
            figure: value.clone(),
        });
        figures.extend(item.target.as_ref().map(|target| RawFigure {
            title: Said::new(format!("{title} 目标"), format!("{title} target")),
            figure: target.clone(),
        }));
    }
    for part in &item.items {
        collect(part, titles, figures);
    }
}

/// What was counted of somebody whose policy has no scorecard: the metrics that are taken from
/// tables, on which its awards and pay rest. What is worked out from these stays out.
fn counted(policy: &Policy, subject: &SubjectResult) -> Vec<RawFigure> {
    let taken = |figure: &&Figured| {
        let definition = policy.definitions.iter().find(|d| d.name == figure.name);
        let is_fact = !matches!(figure.cell, Ok(Value::Truth(_)));
        is_fact && definition.is_some_and(|d| !d.private && from_tables(policy, d))
    };
    let metrics = subject.metrics.iter().filter(taken);
    let raw = |figure: &Figured| RawFigure {
        title: Said::new(figure.title.as_ref(), figure.title.as_ref()),
        figure: figure.clone(),
    };
    metrics.map(raw).collect()
}

/// Tells whether a figure is no more than cells or rows of tables.
fn from_tables(policy: &Policy, definition: &Definition) -> bool {
    let Body::Formula(formula) = &definition.body else {
        return false;
    };
    let (mut rows, mut others) = (false, false);
    each(formula, &mut |part| match &part.node {
        Node::Fold(fold) => match fold.over {
            Some(Over::Table(_)) => rows = true,
            Some(_) => others = true,
            None => rows = true,
        },
        Node::Back(..) | Node::Cut { .. } => others = true,
        Node::Name(name) => {
            let full = name.parts.join(".");
            let named = |d: &Definition| *d.name == *full || d.aliases.iter().any(|a| **a == *full);
            let own = policy.definitions.iter().filter(|d| d.form == Form::Metric);
            others |= name.policy.is_some() || own.into_iter().any(named);
            let parameter = policy.parameters.iter().any(|p| *p.name == *full);
            rows |= name.parts.len() > 1 && !parameter;
        }
        _ => {}
    });
    rows && !others
}

/// Makes the letters that tell these figures from others.
fn code(policy: &str, period: Period, person: &str, figures: &[RawFigure]) -> String {
    const LETTERS: &[u8; 20] = b"BCDFGHJKMNPQRSTVWXYZ";
    const LENGTH: usize = 6;
    let mut digest = Sha256::new();
    let mut part = |text: &str| {
        digest.update(text.as_bytes());
        digest.update([0]);
    };
    part(policy);
    part(&period.to_string());
    part(person);
    for raw in figures {
        part(&raw.figure.name);
        part(raw.figure.shown.as_deref().unwrap_or(""));
        part(&raw.figure.unit);
    }
    let digest = digest.finalize();
    let letter = |byte: &u8| LETTERS.get(usize::from(*byte) % LETTERS.len());
    let letters = digest.iter().take(LENGTH).filter_map(letter);
    letters.map(|letter| char::from(*letter)).collect()
}
