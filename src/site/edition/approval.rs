//! What those who approve a period's results look at: counts, sums and exceptions, without names. Only
//! for the edition that sees all of it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::gaps::Cause;
use super::summary::Grades;
use super::{Public, PublicPeriod, PublicPolicy};
use crate::assessment::{Answered, Awarded, ItemResult, PolicyResult, WhyNot, Winner};
use crate::data::State;
use crate::number::{Number, sum};
use crate::value::{Cell, Missing, Value};

/// What is approved.
pub struct Approval<'p, 'a> {
    /// How many people are rated under some policy.
    pub people: usize,
    /// How many people the own conditions of a policy leave out (不参评).
    pub left_out: usize,
    /// The policies that assess somebody.
    pub lines: Vec<ApprovalLine<'p, 'a>>,
    /// What is missing, with how many subjects it concerns.
    pub missing: BTreeMap<Cause, usize>,
    /// The vetoes that took effect: of which policy, which, on how many.
    pub vetoes: Vec<(&'a str, &'a str, usize)>,
    /// Warnings about data that nobody has accepted.
    pub doubts: usize,
    /// Who was asked to confirm figures, and how many answered how, of a longer period added up over its
    /// months; `None` where nobody is asked.
    pub confirmed: Option<Confirmed>,
    /// With how many results were talked over, and with how many not yet, of a longer period added up
    /// over its months; `None` where nobody keeps a list.
    pub interviewed: Option<(usize, usize)>,
}

/// The results of a policy in sums.
pub struct ApprovalLine<'p, 'a> {
    /// The policy.
    pub policy: &'p PublicPolicy<'a>,
    /// How many are rated.
    pub rated: usize,
    /// How many more would be, whom the policy's own condition leaves out.
    pub left_out: usize,
    /// How many of those who are rated lack a figure.
    pub lacking: usize,
    /// How many have which grade.
    pub grades: Option<&'p Grades>,
    /// What is paid out; `None` where the policy pays nothing.
    pub pay: Option<Number>,
    /// How many rows of the pay sheet are not complete and so in no sum.
    pub unpaid: usize,
    /// What prizes in money come to, after any scaling; `None` for a policy without prizes in money.
    pub prizes: Option<Number>,
}

/// What people answered who were asked to confirm their figures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Confirmed {
    /// How many were asked.
    pub asked: usize,
    /// How many confirmed.
    pub agree: usize,
    /// How many object.
    pub object: usize,
    /// How many are still to confirm, some of them anew.
    pub open: usize,
}

impl<'a> Public<'a> {
    /// Tells whether a period has a sheet to be approved: its data are closed, and the edition shows it.
    pub fn has_approval(&self, period: &PublicPeriod<'_>) -> bool {
        let assessed = period.policies().iter().any(|p| has_subjects(p));
        let closed = period.state() != State::Open;
        self.names_files() && assessed && closed && !self.edition.what_if
    }

    /// Returns what is approved, by the period's place; `None` where the edition does not show it.
    pub fn approval(&self, at: usize) -> Option<Approval<'_, 'a>> {
        let period = self.periods.get(at)?;
        if !self.has_approval(period) {
            return None;
        }
        let mut people = BTreeSet::new();
        let left_out = self.left_out(period);
        let mut approval = Approval {
            people: 0,
            left_out: left_out.values().flatten().collect::<BTreeSet<_>>().len(),
            lines: Vec::new(),
            missing: BTreeMap::new(),
            vetoes: Vec::new(),
            doubts: self.open_doubts(period),
            confirmed: self.confirmed(period),
            interviewed: self.interviewed(period),
        };
        for (place, policy) in period.policies().iter().enumerate() {
            if !has_subjects(policy) {
                continue;
            }
            let result = policy.result();
            if policy.is_about_people() {
                people.extend(result.subjects.iter().map(|s| s.id.as_ref()));
            }
            for gap in policy.gaps() {
                *approval.missing.entry(gap.cause.clone()).or_default() += gap.subjects;
            }
            approval.vetoes.extend(vetoes(period, policy));
            let left_out = left_out.get(&result.policy.id).map_or(0, BTreeSet::len);
            let line = self.line(at, place, policy);
            approval.lines.push(ApprovalLine { left_out, ..line });
        }
        approval.people = people.len();
        Some(approval)
    }

    fn line<'p>(
        &self,
        at: usize,
        place: usize,
        policy: &'p PublicPolicy<'a>,
    ) -> ApprovalLine<'p, 'a> {
        let result = policy.result();
        let sheet = self.pay_sheet(at, place);
        let rows = sheet.iter().flat_map(|sheet| &sheet.rows);
        ApprovalLine {
            policy,
            rated: result.subjects.len(),
            left_out: 0,
            lacking: lacking(result),
            grades: policy.summary().and_then(|s| s.grades.as_ref()),
            unpaid: rows.filter(|row| row.total.is_err()).count(),
            pay: sheet.map(|sheet| sheet.total),
            prizes: prizes(result),
        }
    }

    /// Finds by policy whom its own condition leaves out of a period, though its attributes fit.
    fn left_out(&self, period: &PublicPeriod<'_>) -> BTreeMap<Arc<str>, BTreeSet<Arc<str>>> {
        let of = period.period();
        let mut found: BTreeMap<Arc<str>, BTreeSet<Arc<str>>> = BTreeMap::new();
        let months = of.months().filter_map(|month| self.participation(month));
        for policy in months.flat_map(|month| month.policies) {
            let own = policy.outside.into_iter();
            let own = own.filter(|(_, why)| matches!(why, WhyNot::Condition(_)));
            if policy.period == of {
                let ids = found.entry(policy.policy).or_default();
                ids.extend(own.map(|(id, _)| id));
            }
        }
        found
    }

    fn open_doubts(&self, period: &PublicPeriod<'_>) -> usize {
        let months = period.period().months();
        let doubts = months.flat_map(|month| self.doubts(month));
        doubts.filter(|doubt| doubt.accepted.is_none()).count()
    }

    fn interviewed(&self, period: &PublicPeriod<'_>) -> Option<(usize, usize)> {
        let months = period.period().months();
        let mut all = months.filter_map(|month| self.interviews(month)).peekable();
        all.peek()?;
        let counted = all.map(|month| (month.all, month.not_yet.len()));
        Some(counted.fold((0, 0), |(done, open), (all, not_yet)| {
            (done + all.saturating_sub(not_yet), open + not_yet)
        }))
    }

    fn confirmed(&self, period: &PublicPeriod<'_>) -> Option<Confirmed> {
        let months = period.period().months();
        let mut all = months
            .filter_map(|month| self.confirmations(month))
            .peekable();
        all.peek()?;
        let mut counted = Confirmed::default();
        for month in all {
            counted.asked += month.people.len();
            counted.agree += month.count(Answered::Agrees);
            counted.object += month.count(Answered::Objects);
            counted.open += month.count(Answered::NotYet) + month.count(Answered::Others);
        }
        Some(counted)
    }
}

fn has_subjects(policy: &PublicPolicy<'_>) -> bool {
    !policy.result().subjects.is_empty()
}

/// Counts on how many each veto took effect.
fn vetoes<'a>(
    period: &PublicPeriod<'a>,
    policy: &PublicPolicy<'a>,
) -> Vec<(&'a str, &'a str, usize)> {
    let result = policy.result();
    let rules = &result.policy;
    let figures = &period.result.figures;
    let took = |figure: &str, id: &str| {
        let cell = figures.get(&rules.id, figure, id);
        matches!(cell, Some(Ok(Value::Truth(true))))
    };
    let counted = rules.vetoes.iter().map(|veto| {
        let of = result.subjects.iter();
        let count = of.filter(|s| took(&veto.figure, &s.id)).count();
        (rules.title.as_str(), veto.title.as_str(), count)
    });
    counted.filter(|(_, _, count)| *count > 0).collect()
}

/// Counts those who are rated and lack a figure that they ought to have.
fn lacking(result: &PolicyResult) -> usize {
    let of_card = result.subjects.iter().filter(|s| {
        let total = s.total.as_ref().map(|t| &t.cell);
        total.is_some_and(is_gap) || s.items.iter().any(lacks)
    });
    let of_card = of_card.count();
    let first = result.boards.first();
    let unranked = first.map_or(0, |board| {
        let missing = board.unranked.iter().filter_map(|(_, m)| m.as_ref());
        missing.filter(|m| !is_left_out(m)).count()
    });
    match result.policy.scorecard {
        Some(_) => of_card,
        None => unranked,
    }
}

fn lacks(item: &ItemResult) -> bool {
    is_gap(&item.points.cell) || item.items.iter().any(lacks)
}

fn is_gap(cell: &Cell) -> bool {
    cell.as_ref().is_err_and(|missing| !is_left_out(missing))
}

fn is_left_out(missing: &Missing) -> bool {
    matches!(missing.cause(), Missing::NotTakingPart)
}

/// Adds up what prizes in money cost; `None` for a policy without any.
fn prizes(result: &PolicyResult) -> Option<Number> {
    let mut awards = result.policy.awards.iter();
    if !awards.any(|award| award.prize.is_some()) {
        return None;
    }
    let won = result.awards.iter().flat_map(|award| match &award.outcome {
        Awarded::Won(winners) => winners.as_slice(),
        Awarded::Nobody | Awarded::NotYet | Awarded::Blocked(_) => &[],
    });
    let prize = |winner: &Winner| match winner.prize.as_ref().map(|p| &p.cell) {
        Some(Ok(Value::Number(prize))) => Some(prize.clone()),
        _ => None,
    };
    let prizes: Vec<Number> = won.filter_map(prize).collect();
    Some(sum(prizes.iter()))
}
