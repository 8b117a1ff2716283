//! The steps that a month has taken, and the stages in which pages show a period.

use jiff::civil::Date;

use super::mistake::HistoryMistake;
use super::{Month, State};
use crate::content::Node;
use crate::diagnostic::Said;
use crate::form::Reader;
use crate::form::data::{STEP, WAIVED};
use crate::value::Place;

/// A step that was taken: forward, or back with a reason.
#[derive(Debug, Clone)]
pub struct Step {
    /// The state that was reached.
    pub state: State,
    /// Who.
    pub by: String,
    /// On which day.
    pub on: Date,
    /// Why, where that is said.
    pub reason: Option<String>,
    /// What was not settled and was accepted.
    pub despite: Vec<Waived>,
    /// Whom that concerned, by id.
    pub people: Vec<String>,
    /// Where it is written.
    pub place: Place,
}

/// What may be accepted when a period goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Waived {
    /// Figures of some people are missing.
    Missing,
    /// Nobody has decided on an award.
    Undecided,
    /// Not everybody has confirmed.
    Confirmations,
    /// A policy was to be reviewed.
    Review,
}

/// The state of a period as a page shows it: that of its months, then what becomes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Data still come in (进行中).
    Open,
    /// Nothing more comes in, not yet published (已截止).
    CutOff,
    /// Published for objection (公示中).
    Provisional,
    /// Settled (已定稿).
    Final,
    /// Its results and inputs are sealed (已封存).
    Sealed,
    /// It was handed over to the archive (已归档).
    Archived,
}

/// A stage that a period has reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reached {
    /// The stage.
    pub stage: Stage,
    /// Who, where that is known.
    pub by: Option<String>,
    /// The day, where that is known.
    pub on: Option<Date>,
}

impl Stage {
    /// All stages in their order.
    pub const ALL: [Self; 6] = [
        Self::Open,
        Self::CutOff,
        Self::Provisional,
        Self::Final,
        Self::Sealed,
        Self::Archived,
    ];

    /// Returns its word in files: `open`, `cut-off`, `provisional`, `final`, `sealed`, `archived`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::CutOff => "cut-off",
            Self::Provisional => "provisional",
            Self::Final => "final",
            Self::Sealed => "sealed",
            Self::Archived => "archived",
        }
    }
}

impl Stage {
    /// Returns how it is called.
    pub fn said(self) -> Said {
        let (zh, en) = match self {
            Self::Open => ("进行中", "open"),
            Self::CutOff => ("已截止", "cut off"),
            Self::Provisional => ("公示中", "provisional"),
            Self::Final => ("已定稿", "final"),
            Self::Sealed => ("已封存", "sealed"),
            Self::Archived => ("已归档", "archived"),
        };
        Said::new(zh, en)
    }
}

impl From<State> for Stage {
    fn from(state: State) -> Self {
        match state {
            State::Open => Self::Open,
            State::CutOff => Self::CutOff,
            State::Provisional => Self::Provisional,
            State::Final => Self::Final,
        }
    }
}

impl State {
    /// All states in their order.
    pub const ALL: [Self; 4] = [Self::Open, Self::CutOff, Self::Provisional, Self::Final];

    /// Returns its word in `month.yml`.
    pub fn word(self) -> &'static str {
        Stage::from(self).word()
    }

    /// Returns the state of a word of `month.yml`.
    pub fn of(word: &str) -> Self {
        let found = Self::ALL.into_iter().find(|state| state.word() == word);
        found.unwrap_or_default()
    }

    /// Returns the state that comes next.
    pub fn next(self) -> Option<Self> {
        Self::ALL.into_iter().find(|state| *state > self)
    }
}

impl Waived {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::Missing,
        Self::Undecided,
        Self::Confirmations,
        Self::Review,
    ];

    /// Returns its word in `month.yml`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Undecided => "undecided",
            Self::Confirmations => "confirmations",
            Self::Review => "review",
        }
    }
}

impl Month {
    /// Returns who prepared the figures: who is named, else who closed the data.
    pub fn preparer(&self) -> Option<&str> {
        let closed = self.standing().into_iter();
        let mut closed = closed.filter(|step| step.state == State::CutOff);
        let named = self.prepared_by.as_deref();
        named.or_else(|| Some(closed.next()?.by.as_str()))
    }

    /// Returns the steps that led to the present state, without those that were gone back on.
    pub fn standing(&self) -> Vec<&Step> {
        let mut standing: Vec<&Step> = Vec::new();
        for step in &self.history {
            standing.retain(|before| before.state < step.state);
            standing.push(step);
        }
        standing
    }

    /// Returns the stages that it has reached: as its history tells, else by the days that
    /// `month.yml` names.
    pub fn reached(&self) -> Vec<Reached> {
        let standing = self.standing();
        let states = State::ALL.into_iter().skip(1);
        let states = states.take_while(|state| *state <= self.state);
        let reached = states.map(|state| {
            let step = standing.iter().find(|step| step.state == state);
            let named = match state {
                State::Provisional => self.objections_from,
                State::Final => self.final_on,
                State::Open | State::CutOff => None,
            };
            Reached {
                stage: state.into(),
                by: step.map(|step| step.by.clone()),
                on: step.map(|step| step.on).or(named),
            }
        });
        reached.collect()
    }
}

/// Reads one step.
pub(super) fn step(node: &Node, reader: &mut Reader) -> Option<Step> {
    let fields = reader.read(node, &STEP)?;
    let state = fields.word("state", reader);
    let on = fields.date("on", reader);
    let mut waived = Vec::new();
    for text in fields.texts("despite") {
        waived.extend(reader.word(&text, WAIVED).map(|word| word.value));
    }
    let text = |key: &str| fields.text(key).map(|t| t.value);
    let of = |word: &&str| Waived::ALL.into_iter().find(|w| w.word() == *word);
    Some(Step {
        by: text("by")?,
        state: State::of(state?.value),
        on: on?.value,
        reason: text("reason"),
        despite: waived.iter().filter_map(of).collect(),
        people: fields
            .texts("people")
            .into_iter()
            .map(|t| t.value)
            .collect(),
        place: node.place.clone(),
    })
}

/// Looks whether the steps make sense one after another, and lead to the state that is written.
pub(super) fn check(month: &Month, reader: &mut Reader) {
    let mut before: Option<&Step> = None;
    for step in &month.history {
        // Where it stood before the first step nobody has written.
        let from = before.map(|b| b.state);
        let place = || step.place.clone();
        if let Some(from) = from.filter(|from| !follows(*from, step.state)) {
            reader.report(HistoryMistake::Order {
                place: place(),
                from,
                to: step.state,
            });
        } else if let Some(from) = from.filter(|from| step.state < *from && step.reason.is_none()) {
            reader.report(HistoryMistake::BackWithout {
                place: place(),
                from,
                to: step.state,
            });
        }
        if let Some(earlier) = before.filter(|b| b.on > step.on) {
            reader.report(HistoryMistake::DaysBackwards {
                place: place(),
                on: step.on,
                earlier: earlier.on,
            });
        }
        before = Some(step);
    }
    if let Some(last) = before.filter(|last| last.state != month.state) {
        reader.report(HistoryMistake::OtherState {
            place: last.place.clone(),
            last: last.state,
            state: month.state,
        });
    }
}

/// Tells whether a step may lead from one state to another: to the next, or back.
fn follows(from: State, to: State) -> bool {
    to < from || from.next() == Some(to)
}
