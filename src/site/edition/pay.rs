//! Pay sheets and what is owed, for the edition that may see them and for no other.

use std::sync::Arc;

use super::{Filter, Public, PublicPolicy};
use crate::assessment::{BudgetResult, OwedSheet, PaySheet, owed, pay_sheet};

impl Public<'_> {
    /// Tells whether the edition shows pay and some policy pays.
    pub fn has_pay(&self) -> bool {
        let pays = |policy: &PublicPolicy<'_>| {
            let rules = policy.policy();
            !rules.pay.is_empty() || rules.awards.iter().any(|award| award.prize.is_some())
        };
        !self.edition.hides(Filter::PaySheets)
            && self.periods.iter().any(|p| p.policies().iter().any(pays))
    }

    /// Returns the pay sheet of a policy in a period, by their places; `None` where the edition
    /// shows no pay or the policy pays nothing.
    pub fn pay_sheet(&self, period: usize, policy: usize) -> Option<PaySheet> {
        if self.edition.hides(Filter::PaySheets) {
            return None;
        }
        let now = self.periods.get(period)?;
        let policy = now.policies().get(policy)?.result();
        let id = &policy.policy.id;
        let before = self.periods.iter().take(period).rev().find_map(|earlier| {
            let results = earlier.policy(id)?;
            Some((earlier.period(), results.result()))
        });
        let people = &now.result.people;
        let post = |id: &str| {
            let at = people.binary_search_by(|p| p.id.as_ref().cmp(id)).ok();
            let person = at.and_then(|at| people.get(at));
            person.map_or_else(String::new, |p| p.post.clone())
        };
        let team = |id: &str| self.team_name(id).to_owned();
        pay_sheet(policy, before, (&post, &team))
    }

    /// Returns what a policy owes; `None` where the edition shows no pay or nothing is ever owed.
    pub fn owed(&self, policy: &str) -> Option<OwedSheet> {
        // A what-if holds some months alone.
        if self.edition.hides(Filter::Owed) || self.edition.what_if {
            return None;
        }
        owed(self.book, policy)
    }

    /// Returns the ids of the policies that ever pay in parts or hold pay.
    pub fn owing(&self) -> Vec<Arc<str>> {
        let ids = self.policies().keys();
        ids.filter(|id| self.owed(id).is_some()).cloned().collect()
    }
}

impl PublicPolicy<'_> {
    /// Returns what prizes may cost and do cost, where the edition shows pay.
    pub fn budget(&self) -> Option<&BudgetResult> {
        let budget = self.result().budget.as_ref();
        budget.filter(|_| !self.edition().hides(Filter::Budget))
    }
}
