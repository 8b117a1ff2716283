//! What people object to: how far each appeal is, and by when it has to be answered.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::named;
use super::result::PeriodResult;
use crate::data::{Appeal, Ledger, Month, Outcome};
use crate::diagnostic::Diagnostic;
use crate::period::Period;
use crate::policy::Policy;

/// All appeals of a site.
#[derive(Debug, Clone, Default)]
pub struct Cases {
    /// The appeals, in the order of folders and files.
    pub cases: Vec<Case>,
    /// The last day of which the site's files tell; what was due before it and is not there is
    /// late. Nothing looks at a clock.
    pub known_until: Option<Date>,
}

/// One appeal with its deadlines.
#[derive(Debug, Clone)]
pub struct Case {
    /// What was said, and what was decided of it.
    pub appeal: Appeal,
    /// The month in whose folder it stands.
    pub folder: Period,
    /// How far it is.
    pub state: CaseState,
    /// The last day on which it could be raised; `None` where the policy sets none, or where the
    /// day of publication or the year's working days are not known.
    pub raise_by: Option<Date>,
    /// The day by which it has to be answered; `None` where the policy sets none or the year's
    /// working days are not known.
    pub answer_by: Option<Date>,
    /// The day of the first answer; `None` for none yet.
    pub answered_on: Option<Date>,
    /// The day on which it was settled; `None` while it is open.
    pub settled_on: Option<Date>,
    /// How many working days it took to settle it.
    pub took: Option<usize>,
    /// Whether it was not answered in time; of an open one, as far as the files tell.
    pub late: bool,
}

/// How far an appeal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CaseState {
    /// Nobody has answered yet.
    Open,
    /// It is being looked into.
    Accepted,
    /// It will not be looked into.
    Declined,
    /// It is right.
    Upheld,
    /// It is not.
    Rejected,
    /// The person has taken it back.
    Withdrawn,
}

impl CaseState {
    /// Tells whether something is still to be decided.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Accepted)
    }

    /// Returns its word, as in files and wordings.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Accepted => Outcome::Accepted.word(),
            Self::Declined => Outcome::Declined.word(),
            Self::Upheld => Outcome::Upheld.word(),
            Self::Rejected => Outcome::Rejected.word(),
            Self::Withdrawn => Outcome::Withdrawn.word(),
        }
    }
}

impl Case {
    /// Tells whether it was raised after the last day for it.
    pub fn is_raised_late(&self) -> bool {
        self.raise_by
            .is_some_and(|last| last < self.appeal.raised_on)
    }
}

impl Cases {
    /// Returns the appeals about a period or in its folder, in the order of files.
    pub fn of(&self, period: Period) -> impl Iterator<Item = &Case> {
        let cases = self.cases.iter();
        cases.filter(move |case| case.appeal.period == period || case.folder == period)
    }

    /// Returns those that are still to be decided.
    pub fn open(&self, period: Period) -> impl Iterator<Item = &Case> {
        self.of(period).filter(|case| case.state.is_open())
    }

    /// Finds an appeal by its id.
    pub fn find(&self, id: &str) -> Option<&Case> {
        self.cases.iter().find(|case| *case.appeal.id == *id)
    }
}

/// Looks how far each appeal is, and tells of those that are about nothing there is.
pub(super) fn all(
    ledger: &Ledger,
    policies: &BTreeMap<Arc<str>, Vec<Arc<Policy>>>,
    periods: &[PeriodResult],
) -> (Cases, Vec<Diagnostic>) {
    let known_until = known_until(ledger);
    let mut said = Vec::new();
    let mut cases = Vec::new();
    for (folder, month) in &ledger.months {
        for appeal in &month.appeals {
            said.extend(named::appealed(appeal, policies, periods).map(Diagnostic::from));
            let policy = in_force(policies, &appeal.policy, appeal.period);
            cases.push(case(appeal, *folder, policy, ledger, known_until));
        }
    }
    (Cases { cases, known_until }, said)
}

/// Returns the version of a policy in a period.
fn in_force<'p>(
    policies: &'p BTreeMap<Arc<str>, Vec<Arc<Policy>>>,
    id: &str,
    period: Period,
) -> Option<&'p Arc<Policy>> {
    let last = period.last_month();
    let begun = |policy: &&Arc<Policy>| policy.version.from <= last;
    policies.get(id)?.iter().rev().find(begun)
}

fn case(
    appeal: &Appeal,
    folder: Period,
    policy: Option<&Arc<Policy>>,
    ledger: &Ledger,
    known_until: Option<Date>,
) -> Case {
    let rules = policy.and_then(|policy| policy.appeals.as_ref());
    let month = ledger.months.get(&appeal.period.last_month());
    let after = |day: Date, count: Option<u32>| ledger.calendar.workday_after(day, count?);
    let published = month.and_then(Month::announced_on);
    let raise_by = published.and_then(|day| after(day, rules?.within));
    let answer_by = after(appeal.raised_on, rules.and_then(|rules| rules.answer_in));
    let answered_on = appeal.rulings.first().map(|ruling| ruling.decided_on);
    let last = appeal.rulings.last();
    let settled = last.filter(|ruling| ruling.outcome.is_last());
    let settled_on = settled.map(|ruling| ruling.decided_on);
    let state = last.map_or(CaseState::Open, |ruling| match ruling.outcome {
        Outcome::Accepted => CaseState::Accepted,
        Outcome::Declined => CaseState::Declined,
        Outcome::Upheld => CaseState::Upheld,
        Outcome::Rejected => CaseState::Rejected,
        Outcome::Withdrawn => CaseState::Withdrawn,
    });
    // Who takes an appeal back has not waited for an answer.
    let waited = match state {
        CaseState::Withdrawn if appeal.rulings.len() == 1 => None,
        _ => answered_on.or(known_until),
    };
    let took = |until| ledger.calendar.workdays_since(appeal.raised_on, until);
    Case {
        folder,
        state,
        raise_by,
        answer_by,
        answered_on,
        settled_on,
        took: settled_on.and_then(took),
        late: answer_by.is_some_and(|by| waited.is_some_and(|day| by < day)),
        appeal: appeal.clone(),
    }
}

/// Finds the last day of which months, adjustments and appeals tell.
fn known_until(ledger: &Ledger) -> Option<Date> {
    let months = ledger.months.values();
    let days = months.flat_map(|month| {
        let adjusted = month.adjustments.iter();
        let adjusted = adjusted.flat_map(|a| [a.raised_on, a.decided_on]);
        let appealed = month.appeals.iter().flat_map(|appeal| {
            let rulings = appeal.rulings.iter().map(|r| Some(r.decided_on));
            std::iter::once(Some(appeal.raised_on)).chain(rulings)
        });
        let own = [month.announced_on(), month.final_on];
        own.into_iter().chain(adjusted).chain(appealed).flatten()
    });
    days.max()
}
