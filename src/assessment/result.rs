//! What came out: the one shape that pages, `results/v1`, `explain` and seals read.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::appeals::Cases;
use super::confirmations::Confirmations;
use super::discretion::Discretion;
use super::doubts::Doubtful;
use super::examples::WorkedExamples;
use super::members::Refused;
use crate::archive::Kept;
use crate::content::ReadFiles;
use crate::data::{Ledger, Reached, Stage, State};
use crate::diagnostic::{Diagnostic, Said};
use crate::figure::{Distance, Figures, Graph, History, Inputs, Step};
use crate::period::{Level, Period};
use crate::policy::Policy;
use crate::settings::Settings;
use crate::value::{Cell, Missing};

/// Everything: all policies, all data, all periods' results.
#[derive(Debug)]
pub struct Book {
    /// `site.yml`.
    pub settings: Settings,
    /// All versions of all policies, by id, then from early to late.
    pub policies: BTreeMap<Arc<str>, Vec<Arc<Policy>>>,
    /// The data.
    pub ledger: Ledger,
    /// The months and, as far as policies assess them, quarters, half-years and years, in the
    /// order in which they end, the shorter first.
    pub periods: Vec<PeriodResult>,
    /// The worked examples of the policies.
    pub examples: WorkedExamples,
    /// What people object to, and how far that is.
    pub appeals: Cases,
    /// What was noticed on the way.
    pub checked: Checked,
    /// The periods that are sealed.
    pub kept: BTreeMap<Period, Kept>,
}

/// What was noticed on the way to the results, for those who answer for the data.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// What is suspicious about the data of each month, accepted or not.
    pub doubts: BTreeMap<Period, Vec<Doubtful>>,
    /// Whom the policies' own conditions leave out in each month.
    pub refused: BTreeMap<Period, Vec<Refused>>,
    /// What people confirm before points are settled: months that are not final, and those with
    /// answers.
    pub confirmations: BTreeMap<Period, Confirmations>,
    /// All messages, in order; no errors, since these stop the way here.
    pub told: Vec<Diagnostic>,
    /// The files that were read, each with that by which it is known again.
    pub files: ReadFiles,
}

/// One period's results.
#[derive(Debug)]
pub struct PeriodResult {
    /// The period: a month, or a quarter, half-year or year that some policy assesses.
    pub period: Period,
    /// Its state: that of the month that is least far.
    pub state: State,
    /// The stages that it has reached, from early to late, as far as they are told.
    pub reached: Vec<Reached>,
    /// Its months with their states; `None` for a month that has no folder.
    pub months: Vec<(Period, Option<State>)>,
    /// The last day that the data covers, for an open period.
    pub data_until: Option<Date>,
    /// The first day of public objection, where it is said.
    pub objections_from: Option<Date>,
    /// The last day of public objection, for a provisional period.
    pub objections_until: Option<Date>,
    /// The day on which it became final, where it is said.
    pub final_on: Option<Date>,
    /// The author's note, Markdown; a longer period has none of its own.
    pub note: Option<String>,
    /// Everybody who was there on some day of its last month with data, sorted by id.
    pub people: Vec<PersonInPeriod>,
    /// The results by policy, in the order of policy ids.
    pub policies: Vec<PolicyResult>,
    /// Missing figures and warnings, grouped by cause.
    pub notes: Vec<Diagnostic>,
    /// The results as they were announced, where corrections that were decided later have changed
    /// something since.
    pub announced: Option<Box<PeriodResult>>,
    /// The graph that computed it, for replay.
    pub graph: Arc<Graph>,
    /// What it was computed from, for replay.
    pub inputs: Arc<Inputs>,
    /// All figures.
    pub figures: Arc<Figures>,
    /// The figures of earlier periods, for replay.
    pub history: Arc<History>,
}

/// A person as of one period.
#[derive(Debug, Clone)]
pub struct PersonInPeriod {
    /// The id.
    pub id: Arc<str>,
    /// The name.
    pub name: String,
    /// The team's id; empty for none.
    pub team: Arc<str>,
    /// The post; empty where the roster says nothing.
    pub post: String,
    /// Whether the person has left by the period's end.
    pub left: bool,
}

/// The results of one policy in one period.
#[derive(Debug)]
pub struct PolicyResult {
    /// The version in force.
    pub policy: Arc<Policy>,
    /// The subjects, sorted by id.
    pub subjects: Vec<SubjectResult>,
    /// The boards, in the policy's order.
    pub boards: Vec<BoardResult>,
    /// The awards, in the policy's order.
    pub awards: Vec<AwardResult>,
    /// Why the ladder's moves are provisional; empty for what is final.
    pub ladder_pending: Vec<Pending>,
    /// What prizes may cost and do cost; `None` where the policy has no budget.
    pub budget: Option<BudgetResult>,
}

/// What a period's prizes may cost and do cost.
#[derive(Debug, Clone)]
pub struct BudgetResult {
    /// The budget.
    pub amount: Figured,
    /// What the prizes cost as the awards say.
    pub cost: Figured,
}

/// One figure of one subject, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figured {
    /// The figure's full name.
    pub name: Arc<str>,
    /// The name that readers see.
    pub title: Arc<str>,
    /// The unit; empty for none.
    pub unit: Arc<str>,
    /// The value, or why there is none.
    pub cell: Cell,
    /// The digits to show, as settled by `show:`, rounding and band edges: `103.50`, `A`,
    /// `2026-07-03`; `None` where missing. Without unit and without thousands separators.
    pub shown: Option<String>,
    /// Whether an adjustment replaced it.
    pub corrected: bool,
    /// What was worked out where an adjustment stands in its stead.
    pub raw: Option<Box<Raw>>,
    /// The digits that were announced where these are others since; empty where there were none.
    pub announced: Option<String>,
}

/// What was worked out before an adjustment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raw {
    /// The value, or why there is none.
    pub cell: Cell,
    /// The digits to show; `None` where missing.
    pub shown: Option<String>,
    /// Whether the adjustment was made at discretion.
    pub discretionary: bool,
}

/// One item of a scorecard for one subject.
#[derive(Debug, Clone)]
pub struct ItemResult {
    /// The item's name in the policy; its place in the tree is found there.
    pub item: Arc<str>,
    /// The measured value; `None` for groups and ratings.
    pub value: Option<Figured>,
    /// The target; `None` without one.
    pub target: Option<Figured>,
    /// The points.
    pub points: Figured,
    /// The items of a group.
    pub items: Vec<ItemResult>,
}

/// One subject's results under one policy.
#[derive(Debug, Clone)]
pub struct SubjectResult {
    /// The id of the person or team; the organisation's name for the company.
    pub id: Arc<str>,
    /// The name that readers see.
    pub name: String,
    /// The team of a person; empty for none.
    pub team: Arc<str>,
    /// The scorecard's items, as a tree; empty without a scorecard.
    pub items: Vec<ItemResult>,
    /// The total; `None` without a scorecard.
    pub total: Option<Figured>,
    /// Grades and other results read off bands of the total, for example grade and coefficient.
    pub grades: Vec<Figured>,
    /// Metrics that are not items' values.
    pub metrics: Vec<Figured>,
    /// Pay lines; shown only where the edition may.
    pub pay: Vec<PayResult>,
    /// Ladder: grade before, grade after, move, counters; shown only where the edition may.
    pub ladder: Vec<Figured>,
}

/// A pay line's amount.
#[derive(Debug, Clone)]
pub struct PayResult {
    /// The line's name.
    pub line: Arc<str>,
    /// The amount.
    pub amount: Figured,
}

/// One board in one period.
#[derive(Debug, Clone)]
pub struct BoardResult {
    /// The board's name in the policy.
    pub board: Arc<str>,
    /// The ranked subjects by rank, equal ranks by name order of ids.
    pub standings: Vec<Standing>,
    /// The subjects without a rank, each with the reason.
    pub unranked: Vec<(Arc<str>, Option<Missing>)>,
}

/// One row of a board.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The subject's id.
    pub id: Arc<str>,
    /// The rank.
    pub rank: u32,
    /// Whether another subject has the same rank.
    pub tied: bool,
    /// The rank in the period before, where there was one.
    pub before: Option<u32>,
    /// The figures it is ranked by.
    pub keys: Vec<Figured>,
}

/// One award in one period.
#[derive(Debug, Clone)]
pub struct AwardResult {
    /// The award's name in the policy.
    pub award: Arc<str>,
    /// What became of it.
    pub outcome: Awarded,
    /// How many were considered.
    pub considered: usize,
    /// How many were eligible.
    pub eligible: usize,
    /// Why it is provisional; empty for what is final.
    pub pending: Vec<Pending>,
    /// Those from whom an earlier award is withdrawn in this period.
    pub withdrawn: Vec<Withdrawn>,
    /// The ids of those whose earlier award is put before those who decide.
    pub flagged: Vec<Arc<str>>,
}

/// Why something is not final yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pending {
    /// The period itself is not final.
    Period(State),
    /// Earlier periods that it rests on are not final, from early to late.
    Earlier(Vec<Period>),
    /// Figures that it needs are still to come.
    Missing {
        /// The first cause.
        cause: Missing,
        /// How many subjects it concerns.
        subjects: usize,
    },
    /// Nobody has decided yet.
    Decision,
}

/// An earlier award that is withdrawn in this period.
#[derive(Debug, Clone)]
pub struct Withdrawn {
    /// The subject's id.
    pub id: Arc<str>,
    /// The periods in which it was won, from late to early.
    pub of: Vec<Period>,
    /// Who decided and why, where people did.
    pub decided: Vec<Figured>,
    /// What is charged back of the prize in this period; `None` without a prize in money.
    pub charged: Option<Figured>,
}

/// What became of an award.
#[derive(Debug, Clone)]
pub enum Awarded {
    /// It has winners, equal ones together.
    Won(Vec<Winner>),
    /// Nobody was eligible.
    Nobody,
    /// It is not decided yet: the period is open.
    NotYet,
    /// Figures it needs are missing.
    Blocked(Missing),
}

/// A winner.
#[derive(Debug, Clone)]
pub struct Winner {
    /// The subject's id.
    pub id: Arc<str>,
    /// The figures it was won by, with their values: the reason.
    pub keys: Vec<Figured>,
    /// The prize in money; `None` without.
    pub prize: Option<Figured>,
    /// Prizes in kind.
    pub in_kind: Vec<String>,
    /// The later period in which it was withdrawn.
    pub withdrawn: Option<Period>,
}

impl PeriodResult {
    /// Returns the stage that it stands in: its state, or what became of it after that.
    pub fn stage(&self) -> Stage {
        let last = self.reached.last().map(|r| r.stage);
        Stage::from(self.state).max(last.unwrap_or(Stage::Open))
    }
}

impl Book {
    /// Notes that a final period was sealed or went into the archive.
    pub fn put_away(&mut self, period: Period, reached: Reached) {
        let found = self.periods.iter_mut().find(|p| p.period == period);
        if let Some(result) = found {
            result.reached.retain(|r| r.stage < reached.stage);
            result.reached.push(reached);
        }
    }

    /// Returns a period's results.
    pub fn period(&self, period: Period) -> Option<&PeriodResult> {
        self.periods.iter().find(|p| p.period == period)
    }

    /// Returns the results of a period and, for a month, of the longer periods that were worked
    /// out with it, the shorter first.
    pub fn with_longer(&self, period: Period) -> impl Iterator<Item = &PeriodResult> {
        let same = move |p: &&PeriodResult| {
            let ended = period.level() == Level::Month && p.inputs.period == period;
            p.period == period || ended
        };
        self.periods.iter().filter(same)
    }

    /// Returns the name of a team; its id where it has none.
    pub fn team_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.ledger.teams.get(id).map_or(id, |t| t.name.as_str())
    }

    /// Explains one figure of one subject by replay: every step down to the rows of files.
    ///
    /// `policy` is the policy's id, `figure` the figure's full name, `subject` the subject's id.
    /// `None` where there is no such figure or subject.
    pub fn explain(
        &self,
        period: &PeriodResult,
        policy: &str,
        figure: &str,
        subject: &str,
    ) -> Option<Step> {
        let replay = |figure: &str| {
            crate::figure::replay(
                &period.graph,
                &period.inputs,
                &period.figures,
                &period.history,
                (policy, figure, subject),
            )
        };
        let step = replay(figure)?;
        let discretion = Discretion::new(self, period);
        let step = match discretion.instead(&step) {
            Some(item) => replay(&item)?,
            None => step,
        };
        let mut step = discretion.keep(step);
        if let Some(kept) = self.kept.get(&period.period).filter(|k| k.is_taken()) {
            tell_sealed(kept, &mut step, subject);
        }
        Some(step)
    }

    /// Finds how far one figure of one subject is from its next step; `None` where there is none.
    ///
    /// Named like [`Book::explain`]. There is none where results are taken from a seal, which
    /// knows no way to them.
    pub fn distance(
        &self,
        period: &PeriodResult,
        policy: &str,
        figure: &str,
        subject: &str,
    ) -> Option<Distance> {
        if self.kept.get(&period.period).is_some_and(Kept::is_taken) {
            return None;
        }
        crate::figure::distance(
            &period.graph,
            &period.inputs,
            &period.figures,
            &period.history,
            (policy, figure, subject),
        )
    }
}

/// Says of each step that does not come to what was sealed that it does not, and leaves the values
/// out that lead to another result.
fn tell_sealed(kept: &Kept, step: &mut Step, subject: &str) {
    if let Some(sealed) = kept.instead_of(&step.policy, &step.name, subject) {
        let by = &kept.sealed.seal.version;
        let note = Said::new(
            format!("封存的是 {sealed}，由 {by} 版算出；这一版程序这样算，得数不同。"),
            format!(
                "Sealed is {sealed}, worked out by version {by}; this version of the program works it out \
                 like this, which comes to something else."
            ),
        );
        step.notes.insert(0, note);
        step.substituted = Said::default();
    }
    for part in &mut step.steps {
        tell_sealed(kept, part, subject);
    }
}
