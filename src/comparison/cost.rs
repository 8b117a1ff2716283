//! What the rules cost before and after: by policy and period, in sum over the periods, and held
//! against the budget.

use std::sync::Arc;

use super::{PolicyComparison, number};
use crate::assessment::{Awarded, PolicyResult, pay_sheet};
use crate::number::{Number, sum};

/// What a policy pays in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cost {
    /// All that is paid out, prizes included.
    pub paid: Number,
    /// The prizes in money.
    pub prizes: Number,
    /// How many subjects are in no sum, since figures of theirs are missing.
    pub incomplete: usize,
}

/// What prizes may cost in a period, and do cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Budget {
    /// The budget.
    pub amount: Number,
    /// What the prizes cost.
    pub cost: Number,
}

impl Budget {
    /// Returns how far the cost is beyond the budget; `None` where it is within.
    pub fn over(&self) -> Option<Number> {
        (self.cost > self.amount).then(|| self.cost.minus(&self.amount))
    }
}

/// What a policy pays over several periods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CostSum {
    /// The policy's id.
    pub id: Arc<str>,
    /// The name that readers see.
    pub title: String,
    /// Over how many periods.
    pub periods: usize,
    /// Before.
    pub before: Cost,
    /// After.
    pub after: Cost,
}

/// Adds up what each policy pays, in the order of ids. Policies are not added to each other: one may
/// pay the prizes of another.
pub fn sums(found: &[PolicyComparison]) -> Vec<CostSum> {
    let mut sums: Vec<CostSum> = Vec::new();
    for one in found {
        let Some((before, after)) = one.costs() else {
            continue;
        };
        let at = sums.iter().position(|s| s.id == one.id);
        let known = at.and_then(|at| sums.get_mut(at));
        match known {
            Some(sum) => {
                sum.periods += 1;
                sum.before.add(&before);
                sum.after.add(&after);
            }
            None => sums.push(CostSum {
                id: Arc::clone(&one.id),
                title: one.title.clone(),
                periods: 1,
                before,
                after,
            }),
        }
    }
    sums.sort_by(|a, b| a.id.cmp(&b.id));
    sums
}

impl Cost {
    /// What a policy costs that pays nothing.
    pub const NOTHING: Self = Self {
        paid: Number::ZERO,
        prizes: Number::ZERO,
        incomplete: 0,
    };

    fn add(&mut self, other: &Self) {
        self.paid = self.paid.plus(&other.paid);
        self.prizes = self.prizes.plus(&other.prizes);
        self.incomplete += other.incomplete;
    }
}

/// Returns what a policy pays in a period; `None` where it pays nothing.
pub(super) fn of(result: &PolicyResult) -> Option<Cost> {
    let sheet = pay_sheet(result, None, (&|_| String::new(), &|_| String::new()))?;
    let winners = result.awards.iter().flat_map(|award| match &award.outcome {
        Awarded::Won(winners) => winners.as_slice(),
        Awarded::Nobody | Awarded::NotYet | Awarded::Blocked(_) => &[],
    });
    let prizes = winners.filter_map(|w| w.prize.as_ref());
    let prizes: Vec<&Number> = prizes.filter_map(number).collect();
    Some(Cost {
        paid: sheet.total,
        prizes: sum(prizes.into_iter()),
        incomplete: sheet.rows.iter().filter(|row| row.total.is_err()).count(),
    })
}

/// Returns a policy's budget in a period; `None` without one.
pub(super) fn budget(result: &PolicyResult) -> Option<Budget> {
    let budget = result.budget.as_ref()?;
    Some(Budget {
        amount: number(&budget.amount)?.clone(),
        cost: number(&budget.cost)?.clone(),
    })
}
