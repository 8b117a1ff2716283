//! What results lead to, as readable forms: boards, awards, the ladder, pay lines.

use std::sync::Arc;

use crate::figure::{Direction, Ties};

/// A leaderboard.
#[derive(Debug, Clone)]
pub struct Board {
    /// The name, as readers see it.
    pub name: Arc<str>,
    /// The figures it ranks by, each with its direction, by full name.
    pub keys: Vec<(Arc<str>, Direction)>,
    /// How equal members stand.
    pub ties: Ties,
    /// How many rows are shown where an edition does not show all.
    pub show: u32,
    /// The figure that holds the rank: `board.<name>`.
    pub rank: Arc<str>,
    /// Whether each team ranks by itself.
    pub within_team: bool,
    /// Who ranks by what, in both languages.
    pub sentence: crate::diagnostic::Said,
}

/// An award.
#[derive(Debug, Clone)]
pub struct Award {
    /// The name, as readers see it.
    pub name: Arc<str>,
    /// The figures it is given by, each with its direction, by full name.
    pub keys: Vec<(Arc<str>, Direction)>,
    /// The figures that tell why somebody has won, the keys first.
    pub reasons: Vec<Arc<str>>,
    /// The figure that tells who may have it: `award.<name>.eligible`.
    pub eligible: Arc<str>,
    /// The figure that tells who has won: `award.<name>`.
    pub won: Arc<str>,
    /// The figure that holds each winner's prize in money; `None` without money.
    pub prize: Option<Arc<str>>,
    /// How many win, without ties; `None` for all who are eligible.
    pub places: Option<u32>,
    /// Prizes in kind, each with the figure of the condition under which it is given.
    pub in_kind: Vec<(String, Option<Arc<str>>)>,
    /// When and where it is handed out, in the author's words.
    pub given: Option<String>,
    /// The gate as a sentence, in both languages: who may have it.
    pub gate: crate::diagnostic::Said,
    /// The prizes as a sentence, in both languages; empty without any.
    pub prizes: crate::diagnostic::Said,
    /// Whether equal winners split the prize; else each has the whole.
    pub split: bool,
    /// Awards whose winners cannot have this one.
    pub excludes: Vec<Arc<str>>,
    /// The counter of periods running with how many are asked for, where what lies before these
    /// does not matter.
    pub run: Option<(Arc<str>, u32)>,
    /// Whether people decide who has it.
    pub judged: bool,
    /// The rows in which people decide about it: that it is granted, that it is withdrawn.
    pub decided: Vec<DecisionRows>,
    /// When it is withdrawn later; `None` for never.
    pub withdrawal: Option<Withdrawal>,
    /// Who wins it, in both languages, the gate included.
    pub how: crate::diagnostic::Said,
    /// What the winners get and when, in both languages; empty where that is not said.
    pub gets: crate::diagnostic::Said,
    /// Whether the award is for a first event, so that it stands before the period ends.
    pub first_event: bool,
    /// The clause that says so.
    pub clause: Option<usize>,
}

/// The rows of a table in which people decide about awards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionRows {
    /// The table.
    pub table: Arc<str>,
    /// The column of what is decided, and what it says in such rows.
    pub matter: (&'static str, &'static str),
    /// The column that names the award.
    pub award: &'static str,
}

/// When an award is withdrawn in a later period. Figures by full name.
#[derive(Debug, Clone)]
pub struct Withdrawal {
    /// For how many periods after it was won.
    pub within: u32,
    /// Whether it is withdrawn in this period: `award.<name>.withdrawn`.
    pub withdrawn: Arc<str>,
    /// Whether this is put before those who decide: `award.<name>.flagged`.
    pub flagged: Option<Arc<str>>,
    /// What is charged back in this period; `None` without a prize in money.
    pub charged: Option<Arc<str>>,
    /// Who decided and why; empty where no decision is asked for.
    pub decided: Vec<Arc<str>>,
    /// The rows in which people decide it.
    pub rows: Option<DecisionRows>,
    /// How it works, in both languages.
    pub sentence: crate::diagnostic::Said,
}

/// A ladder of grades.
#[derive(Debug, Clone)]
pub struct Ladder {
    /// The grades from the lowest to the highest.
    pub grades: Vec<String>,
    /// The figure of the grade at the period's start: `ladder.grade_before`.
    pub before: Arc<str>,
    /// The figure of the grade from the next period on: `ladder.grade_after`.
    pub after: Arc<str>,
    /// The figure of the move as text: `up`, `down`, `review` or empty: `ladder.move`.
    pub moved: Arc<str>,
    /// Counters, by full name with the words that readers see.
    pub counters: Vec<(Arc<str>, String)>,
    /// Each rule as a sentence, in both languages.
    pub sentences: Vec<crate::diagnostic::Said>,
}
