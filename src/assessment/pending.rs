//! What is not settled yet: which awards and moves are provisional, and why.
//!
//! An award is as final as what it rests on: its own period, the earlier ones that its figures
//! read, the figures that are still to come and the decisions that are still to be made.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::result::Pending;
use crate::data::{Ledger, State};
use crate::figure::{Figures, Graph, Reach};
use crate::period::Period;
use crate::policy::{Award, Policy};
use crate::value::{Cell, Missing};

/// What a period's results may still wait for.
pub(super) struct Waiting<'a> {
    pub graph: &'a Graph,
    pub figures: &'a Figures,
    pub ledger: &'a Ledger,
    pub period: Period,
    /// The month in which it is worked out.
    pub month: Period,
    pub state: State,
}

impl Waiting<'_> {
    /// Tells what an award still waits for; nothing for one that is final.
    pub fn award(&self, policy: &Policy, award: &Award, undecided: bool) -> Vec<Pending> {
        let mut pending = self.own();
        let mut figures = vec![&award.won, &award.eligible];
        figures.extend(&award.prize);
        pending.extend(self.earlier(policy, &figures));
        pending.extend(self.missing(policy, &[&award.won, &award.eligible]));
        if undecided {
            pending.push(Pending::Decision);
        }
        pending
    }

    /// Tells what the moves of a policy's ladder still wait for.
    pub fn ladder(&self, policy: &Policy) -> Vec<Pending> {
        let Some(ladder) = &policy.ladder else {
            return Vec::new();
        };
        let mut pending = self.own();
        pending.extend(self.earlier(policy, &[&ladder.moved, &ladder.after]));
        pending.extend(self.missing(policy, &[&ladder.moved]));
        pending
    }

    fn own(&self) -> Vec<Pending> {
        match self.state {
            State::Final => Vec::new(),
            state => vec![Pending::Period(state)],
        }
    }

    /// The earlier periods that figures rest on and that are not final.
    fn earlier(&self, policy: &Policy, figures: &[&Arc<str>]) -> Option<Pending> {
        let runs = runs(policy);
        let mut reach = Reach::default();
        for figure in figures {
            reach.join(self.graph.reach(self.month, (&policy.id, figure), &runs));
        }
        // The months of the period itself are in its own state.
        let months = self.ledger.months.range(..self.period.first_month());
        let open =
            months.filter(|(month, data)| data.state != State::Final && reach.holds(**month));
        let open: Vec<Period> = open.map(|(period, _)| *period).collect();
        (!open.is_empty()).then_some(Pending::Earlier(open))
    }

    /// Figures that are missing for want of something that is still to come.
    fn missing(&self, policy: &Policy, figures: &[&Arc<str>]) -> Option<Pending> {
        let members = self.figures.members.get(&policy.id)?;
        let mut first: Option<&Missing> = None;
        let mut subjects = 0;
        for member in members.iter() {
            let cells = figures.iter();
            let mut cells = cells.filter_map(|f| self.figures.get(&policy.id, f, member));
            if let Some(cause) = cells.find_map(to_come) {
                first = first.or(Some(cause));
                subjects += 1;
            }
        }
        Some(Pending::Missing {
            cause: first?.clone(),
            subjects,
        })
    }
}

/// For how many periods the counters of awards matter.
fn runs(policy: &Policy) -> BTreeMap<(&str, &str), u32> {
    let counted = policy.awards.iter().filter_map(|award| {
        let (counter, periods) = award.run.as_ref()?;
        Some(((policy.id.as_ref(), counter.as_ref()), *periods))
    });
    counted.collect()
}

/// Returns why a figure is missing, where somebody can still hand it in; what nobody will ever
/// have (no month before, nothing to divide by) is settled.
fn to_come(cell: &Cell) -> Option<&Missing> {
    let cause = cell.as_ref().err()?.cause();
    match cause {
        Missing::NoTable(_)
        | Missing::Blank(_)
        | Missing::Unfilled(_)
        | Missing::NoCalendar(_)
        | Missing::NoAttribute(_)
        | Missing::Unread
        | Missing::SeveralRows(..) => Some(cause),
        Missing::NoRow(_)
        | Missing::ZeroDivisor
        | Missing::NotYet(_)
        | Missing::Nobody
        | Missing::NotTakingPart
        | Missing::NoBand(_)
        | Missing::From(..) => None,
    }
}
