//! Documents → [`Policy`]: what a policy says, checked, and the figures it defines.

mod across;
mod awards;
mod bands;
mod boards;
mod bounds;
mod budget;
mod by_name;
mod checks;
mod clauses;
mod cuts;
mod draft;
mod each;
mod events;
mod instalments;
mod item;
mod ladder;
mod line;
mod lint;
mod lowered;
mod mentioned;
mod mentions;
mod metrics;
mod missing;
mod months;
mod numbers;
mod parameters;
mod pay;
mod pay_sheet;
mod pro_rata;
mod procedure;
mod ranges;
mod rated;
mod raters;
mod reversals;
mod rewards;
mod rounding;
mod rule;
mod scorecard;
mod sentence;
mod sheets;
mod spoken;
mod streak;
mod times;
mod understand;
mod units;
mod version;
mod veto;
mod ways;
mod weights;

pub mod mistake;

pub use line::{Budget, Due, Part, PayKind, PayLine, SheetColumn};
pub use rated::{RatedItem, RaterGroup, RaterKind, RatingTable};
pub use rewards::{Award, Board, DecisionRows, Ladder, Withdrawal};
pub use rounding::said as rounding_said;
pub use spoken::attribute_said;
pub use understand::understand;

use std::sync::Arc;

use indexmap::IndexMap;

use crate::figure::{Definition, Parameter, Subject};
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
    /// What each band looks up, as readers see it, by the band's name.
    pub band_heads: IndexMap<Arc<str>, BandHead>,
    /// The items that people rate, in the order of the document.
    pub rated: Vec<RatedItem>,
    /// The scorecard as a tree; `None` for policies without one.
    pub scorecard: Option<Scorecard>,
    /// The metrics with how each is worked out, in the order of the document.
    pub metrics: Vec<Metric>,
    /// The vetoes with what follows, in the order of the document.
    pub vetoes: Vec<Told>,
    /// Boards, in the order of the document.
    pub boards: Vec<Board>,
    /// Awards, in the order of the document.
    pub awards: Vec<Award>,
    /// Ladder rules, in the order of the document.
    pub ladder: Option<Ladder>,
    /// Pay lines, in the order of the document.
    pub pay: Vec<PayLine>,
    /// The columns of the pay sheet, in finance's order; empty for the usual ones.
    pub pay_sheet: Vec<SheetColumn>,
    /// What prizes may cost in a period; `None` where nothing is said.
    pub budget: Option<Budget>,
    /// Steps of the procedure with their days, in the order of the document.
    pub calendar: Vec<Step>,
    /// How to appeal; `None` where nothing is said.
    pub appeals: Option<Appeals>,
    /// Who has an award where results change after they were published; `None` where nothing is
    /// said, which is as [`AfterChange::Reassign`].
    pub after_change: Option<AfterChange>,
    /// Whether people confirm their figures before these are published.
    pub confirm: bool,
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

/// What stands above a band.
#[derive(Debug, Clone, Default)]
pub struct BandHead {
    /// The name that readers see.
    pub title: String,
    /// What is looked up, in both languages; empty where nothing uses the band.
    pub by: crate::diagnostic::Said,
    /// The second number of a two-dimensional band, in both languages; empty for none.
    pub across: crate::diagnostic::Said,
    /// Its unit; empty for none.
    pub across_unit: String,
    /// The unit of what is looked up; empty for none.
    pub unit: String,
    /// The columns whose numbers are written as percentages.
    pub percents: Vec<bool>,
}

/// A figure with a sentence that says how it comes about.
#[derive(Debug, Clone)]
pub struct Told {
    /// The figure's full name.
    pub figure: Arc<str>,
    /// The name that readers see.
    pub title: String,
    /// The unit; empty for none.
    pub unit: String,
    /// How it comes about, in both languages.
    pub sentence: crate::diagnostic::Said,
}

/// A metric, told.
#[derive(Debug, Clone)]
pub struct Metric {
    /// The figure with its sentence.
    pub told: Told,
    /// Where its data come from and who answers for them.
    pub origin: Origin,
}

/// Where the data of a metric come from and who answers for them, in the author's words; empty
/// where that is not said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// Where the data come from.
    pub source: String,
    /// The department that answers for them.
    pub department: String,
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
    /// Whether everybody is meant who fits on any day of the period, not only on its last.
    pub any_day: bool,
    /// That condition in words, in both languages.
    pub only_said: crate::diagnostic::Said,
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
    /// What bounds the total, in both languages; empty where nothing does.
    pub sentence: crate::diagnostic::Said,
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
    /// Both days in words, in both languages.
    pub when: crate::diagnostic::Said,
}

/// Who has an award where results change after they were published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AfterChange {
    /// Who was announced.
    Keep,
    /// Who wins by what is right.
    Reassign,
    /// Both.
    Both,
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
