//! Documents → [`Policy`]: what a policy says, checked, and the figures it defines.

mod across;
mod awards;
mod bands;
mod boards;
mod checks;
mod clauses;
mod cuts;
mod draft;
mod events;
mod instalments;
mod item;
mod ladder;
mod lint;
mod mentions;
mod missing;
mod numbers;
mod parameters;
mod pay;
mod procedure;
mod ranges;
mod raters;
mod rounding;
mod rule;
mod scorecard;
mod sentence;
mod sheets;
mod spoken;
mod streak;
mod understand;
mod units;
mod version;
mod veto;
mod ways;
mod weights;

pub mod mistake;

pub use understand::understand;

use std::sync::Arc;

use indexmap::IndexMap;

use crate::figure::{Definition, Direction, Parameter, Subject, Ties};
use crate::formula::{CutTable, Expr};
use crate::number::{Number, Rounding};
use crate::period::{Length, Period};
use crate::settings::Limits;
use crate::value::Place;

/// One version of one policy, understood.
///
/// Everything that is computed stands in [`Policy::definitions`] and [`Policy::parameters`]; the
/// other parts keep the readable forms, so that handbook and pages speak their words.
#[derive(Debug, Clone)]
pub struct Policy {
    /// The id: the name of its folder under `content/policies/`.
    pub id: Arc<str>,
    /// The name that readers see.
    pub title: String,
    /// The schemes that it comes from, in the author's words; may be empty.
    pub source: Vec<String>,
    /// The folders between `policies/` and the id: its shelf in the handbook; may be empty.
    pub shelf: Vec<String>,
    /// The document it came from.
    pub place: Place,
    /// From when it holds and who answers for it.
    pub version: Version,
    /// Whom it assesses; `None` for handbook texts.
    pub subject: Option<Subject>,
    /// How long its periods are.
    pub length: Length,
    /// Whom it applies to.
    pub applies_to: AppliesTo,
    /// The numbers with a home of their own, those inside forms (`质检.free`) among them.
    pub parameters: Vec<Parameter>,
    /// Parameters that vary by an attribute or another figure, by name: a figure of that name
    /// picks the row.
    pub varied: IndexMap<Arc<str>, Varied>,
    /// The figures, in the order of the document.
    pub definitions: Vec<Definition>,
    /// The band tables by name.
    pub bands: IndexMap<Arc<str>, Arc<CutTable>>,
    /// The scorecard as a tree; `None` for policies without one.
    pub scorecard: Option<Scorecard>,
    /// Boards, in the order of the document.
    pub boards: Vec<Board>,
    /// Awards, in the order of the document.
    pub awards: Vec<Award>,
    /// Ladder rules, in the order of the document.
    pub ladder: Option<Ladder>,
    /// Pay lines, in the order of the document.
    pub pay: Vec<PayLine>,
    /// Steps of the procedure with their days, in the order of the document.
    pub calendar: Vec<Step>,
    /// How to appeal; `None` where nothing is said.
    pub appeals: Option<Appeals>,
    /// The written text.
    pub clauses: Vec<Clause>,
    /// Examples that the policy carries.
    pub examples: Vec<Example>,
    /// Lint rules that the policy sets for itself.
    pub lint: Lint,
    /// How it rounds.
    pub rounding: RoundingRules,
    /// Decimals shown; `None` where the policy leaves it to the site.
    pub show: Option<u32>,
}

impl Policy {
    /// Returns the first of its own periods in which this version is in force: a quarter for a
    /// policy about quarters.
    pub fn begins(&self) -> Period {
        self.length.period(self.version.from)
    }
}

/// A parameter with a row for each value of an attribute, for example base pay by grade.
#[derive(Debug, Clone)]
pub struct Varied {
    /// The name that readers see.
    pub title: String,
    /// By what it varies, as written: `post`, `ladder.grade_before`.
    pub by: String,
    /// The rows: the attribute's value, and the full name of the parameter that holds the number.
    pub rows: Vec<(String, Arc<str>)>,
}

/// From when a version holds and who answers for it.
#[derive(Debug, Clone)]
pub struct Version {
    /// The first month in which it is in force; [`Policy::begins`] names the period.
    pub from: Period,
    /// The period by which it is to be looked at again.
    pub review_by: Option<Period>,
    /// The day on which it was published, with where that is written.
    pub published: Option<(jiff::civil::Date, Place)>,
    /// The document's number.
    pub document: Option<String>,
    /// Who approved it.
    pub approved_by: Option<String>,
    /// What this version changes, in the author's words.
    pub note: Option<String>,
}

/// Whom a policy applies to: all conditions must hold.
#[derive(Debug, Clone, Default)]
pub struct AppliesTo {
    /// Attributes with the values that are allowed, for example `post` with `["电话销售专员"]`.
    pub attributes: IndexMap<Arc<str>, Vec<String>>,
    /// Where those values are written, one place a value.
    pub places: IndexMap<Arc<str>, Vec<Place>>,
    /// A condition on attributes and the subject's own rows.
    pub only: Option<Expr>,
}

/// A scorecard.
#[derive(Debug, Clone)]
pub struct Scorecard {
    /// The items and groups at the top.
    pub items: Vec<Item>,
    /// What the weights of the top add up to, 100 unless the policy says otherwise.
    pub sum: Number,
    /// The name of the figure that holds the total: `total`.
    pub total: Arc<str>,
    /// The highest possible total; `None` where an item is not bounded.
    pub highest: Option<Number>,
}

/// A leaf or a group of a scorecard.
#[derive(Debug, Clone)]
pub struct Item {
    /// The name, unique in the policy.
    pub name: Arc<str>,
    /// The name that readers see.
    pub title: String,
    /// The weight as written; the largest where it differs by case.
    pub weight: Number,
    /// The figure that holds the weight where it differs by case, for example by post.
    pub weight_by_case: Option<Arc<str>>,
    /// The most points of this item without a cap above: its effective weight in the total.
    pub effective: Number,
    /// The items of a group; empty for a leaf.
    pub items: Vec<Item>,
    /// The figure that holds the measured value; `None` for groups and ratings.
    pub value: Option<Arc<str>>,
    /// The figure that holds the target; `None` without one.
    pub target: Option<Arc<str>>,
    /// The figure that holds the points: `<name>.points`.
    pub points: Arc<str>,
    /// The highest possible points; `None` where they are not bounded.
    pub highest: Option<Number>,
    /// How points come about, as an own sentence for the handbook, in both languages.
    pub sentence: crate::diagnostic::Said,
    /// Where it is defined.
    pub place: Place,
}

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
    /// The counter of periods running with how many are asked for, where that is one number.
    pub run: Option<(Arc<str>, u32)>,
    /// Whether people decide who has it.
    pub judged: bool,
    /// When it is withdrawn later; `None` for never.
    pub withdrawal: Option<Withdrawal>,
    /// Whether the award is for a first event, so that it stands before the period ends.
    pub first_event: bool,
    /// The clause that says so.
    pub clause: Option<usize>,
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

/// A pay line.
#[derive(Debug, Clone)]
pub struct PayLine {
    /// The name, as readers see it.
    pub name: Arc<str>,
    /// The figure that holds the amount.
    pub figure: Arc<str>,
    /// How it comes about, in both languages.
    pub sentence: crate::diagnostic::Said,
}

/// A step of the procedure.
#[derive(Debug, Clone)]
pub struct Step {
    /// What is to be done, as readers see it.
    pub name: String,
    /// Who does it.
    pub who: Option<String>,
    /// The figure of the first day; `None` where only the last is said. Company-wide:
    /// `step.<name>.from`.
    pub from: Option<Expr>,
    /// The formula of the last day.
    pub until: Expr,
}

/// How to appeal.
#[derive(Debug, Clone)]
pub struct Appeals {
    /// Working days after publication within which an appeal may be filed; `None` to be filled in.
    pub within: Option<u32>,
    /// Working days within which it is answered.
    pub answer_in: Option<u32>,
    /// To whom, in the author's words.
    pub to: Option<String>,
    /// Where it is written.
    pub place: Place,
}

/// A clause of the written text.
#[derive(Debug, Clone)]
pub struct Clause {
    /// Its number as readers see it, from 1.
    pub number: u32,
    /// Its title.
    pub title: String,
    /// Its Markdown, with `{…}` references as parts.
    pub parts: Vec<ClausePart>,
    /// Whether it was made from the rules because none is written.
    pub generated: bool,
    /// Where it is written.
    pub place: Place,
}

/// A part of a clause's text.
#[derive(Debug, Clone)]
pub enum ClausePart {
    /// Markdown as written.
    Text(String),
    /// `{name}`: a parameter's value with its unit, by full name.
    Parameter(Arc<str>),
    /// `{table: name}`: a band, `scorecard`, `awards`, `calendar` or `ladder` as a table.
    Table(Arc<str>),
}

/// An example that a policy carries: computed in each build, printed in the handbook.
#[derive(Debug, Clone)]
pub struct Example {
    /// Its name.
    pub name: String,
    /// Figures or table cells that are given, by name as written.
    pub given: Vec<Given>,
    /// What must come out, by name as written.
    pub expect: Vec<Given>,
    /// The period it is computed in; the version's first when not said.
    pub period: Period,
    /// Where it is written.
    pub place: Place,
}

/// A name with a value as text, in an example.
#[derive(Debug, Clone)]
pub struct Given {
    /// The name as written, for example `回款额` or `目标.回款额`.
    pub name: String,
    /// The value's text.
    pub value: String,
    /// Where the value is written.
    pub place: Place,
}

/// Lint rules that the policy sets for itself.
#[derive(Debug, Clone, Default)]
pub struct Lint {
    /// How many leaves the scorecard should have, least and most.
    pub items: Option<(u32, u32)>,
    /// Whether to tell what employment law would ask about.
    pub compliance: bool,
    /// Warnings accepted, by code, each with its reason.
    pub accepted: Vec<(String, String)>,
    /// What its pay is held against, where it says so itself.
    pub limits: Limits,
}

impl Lint {
    /// Tells whether a warning is accepted.
    pub fn accepts(&self, code: &str) -> bool {
        self.accepted.iter().any(|(accepted, _)| accepted == code)
    }
}

/// How a policy rounds; absent parts are exact.
#[derive(Debug, Clone, Default)]
pub struct RoundingRules {
    /// Each item's points.
    pub points: Option<Rounding>,
    /// Each group's points.
    pub group: Option<Rounding>,
    /// The total.
    pub total: Option<Rounding>,
    /// Pay lines and prizes.
    pub pay: Option<Rounding>,
}
