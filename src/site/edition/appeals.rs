//! Appeals, adjustments and interviews as one edition may show them: names and words to those who
//! answer for the figures; to everybody how many there were, where they are enough to hide in.

use std::sync::Arc;

use super::{Filter, Public, PublicPeriod};
use crate::assessment::{CaseState, Cases};
use crate::comparison::{PolicyComparison, since_announced};
use crate::data::{Adjustment, Interview, Month};
use crate::figure::Subject;
use crate::number::{Number, sum};
use crate::period::Period;

/// How many appeals there are, and how fast they were settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppealCount {
    /// All.
    pub all: usize,
    /// Those that are settled.
    pub settled: usize,
    /// Of these, those that were upheld.
    pub upheld: usize,
    /// How many working days settling took, on average; `None` where it is not known.
    pub days: Option<Number>,
}

/// Who has been spoken with about a month, and who has not.
#[derive(Debug)]
pub struct Interviewed<'a> {
    /// The interviews, in the order of files.
    pub held: &'a [Interview],
    /// Those with whom there was none, with names and teams.
    pub not_yet: Vec<(Arc<str>, String, Arc<str>)>,
    /// How many people have results.
    pub all: usize,
}

impl<'a> Public<'a> {
    /// Returns all appeals, where the edition shows how far the data are.
    pub fn appeals(&self) -> Option<&'a Cases> {
        (!self.edition.hides(Filter::Checks)).then_some(&self.book.appeals)
    }

    /// Counts the appeals about a period; nothing where they are fewer than the smallest group,
    /// among whom everybody knows who it was.
    pub fn appeal_count(&self, period: Period) -> Option<AppealCount> {
        let cases = self.book.appeals.cases.iter();
        let of: Vec<_> = cases.filter(|case| case.appeal.period == period).collect();
        if of.is_empty() || of.len() < self.edition.sees.smallest_group {
            return None;
        }
        let settled = of.iter().filter(|case| !case.state.is_open());
        let took: Vec<Number> = of
            .iter()
            .filter_map(|case| case.took)
            .map(Number::from)
            .collect();
        let upheld = of.iter().filter(|case| case.state == CaseState::Upheld);
        Some(AppealCount {
            all: of.len(),
            settled: settled.count(),
            upheld: upheld.count(),
            days: sum(took.iter()).divided_by(&Number::from(took.len())),
        })
    }

    /// Returns what was adjusted in a month, where the edition shows how far the data are.
    pub fn adjustments(&self, month: Period) -> &'a [Adjustment] {
        let month = self.book.ledger.months.get(&month);
        let month = month.filter(|_| !self.edition.hides(Filter::Checks));
        month.map_or(&[], |m| m.adjustments.as_slice())
    }

    /// Tells whether an adjustment of a month was decided after its results were published.
    pub fn is_after_publication(&self, month: Period, adjustment: &Adjustment) -> bool {
        let month = self.book.ledger.months.get(&month);
        let announced = month.and_then(Month::announced_on);
        announced.is_some_and(|day| adjustment.is_after(day))
    }

    /// Returns with whom there were interviews about a month, where the edition shows that; `None`
    /// where nobody keeps a list.
    pub fn interviews(&self, month: Period) -> Option<Interviewed<'a>> {
        let held = &self.book.ledger.months.get(&month)?.interviews;
        if held.is_empty() || self.edition.hides(Filter::Checks) {
            return None;
        }
        let result = self.book.period(month)?;
        let policies = result.policies.iter();
        let about_people = policies.filter(|p| p.policy.subject == Some(Subject::Person));
        let mut all: Vec<_> = about_people
            .flat_map(|p| &p.subjects)
            .map(|s| (Arc::clone(&s.id), s.name.clone(), Arc::clone(&s.team)))
            .collect();
        all.sort();
        all.dedup_by(|a, b| a.0 == b.0);
        let count = all.len();
        all.retain(|(id, ..)| held.iter().all(|i| i.person != *id));
        Some(Interviewed {
            held,
            not_yet: all,
            all: count,
        })
    }

    /// Returns what has changed since a period was announced, where the edition shows how far the
    /// data are.
    pub fn since_announced(&self, period: &PublicPeriod<'a>) -> Vec<PolicyComparison> {
        match self.edition.hides(Filter::Checks) {
            true => Vec::new(),
            false => since_announced(period.result),
        }
    }
}
