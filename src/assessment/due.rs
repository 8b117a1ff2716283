//! Which policies assess in a month. A quarter, half-year or year is assessed in its last month;
//! until then, with what there is in the latest of its months.

use std::collections::BTreeSet;

use super::rules::InForce;
use crate::data::Ledger;
use crate::period::{Length, Level, Period};

/// Which periods are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Due {
    /// Those that end with the month. Later periods build on them.
    Ended,
    /// Longer ones that have begun and have no later month so far. Nothing builds on them.
    Begun,
}

impl Due {
    /// Tells whether a policy with such periods assesses in a month.
    pub fn holds(self, length: Length, ledger: &Ledger, month: Period) -> bool {
        let period = length.period(month);
        let ends = period.last_month() == month;
        match self {
            Self::Ended => ends,
            Self::Begun => {
                // All that reads or is read by a begun period is worked out with it.
                let later = ledger.months.keys().find(|m| **m > month);
                ends || later.is_none_or(|later| length.period(*later) != period)
            }
        }
    }

    /// Returns the levels of the periods that are due in a month: months always when they end,
    /// longer ones as far as a policy in force has them.
    pub fn levels(self, rules: &InForce, ledger: &Ledger, month: Period) -> BTreeSet<Level> {
        let lengths = rules.policies.iter().map(|p| p.length);
        let longer = lengths.filter(|l| l.level() != Level::Month);
        let due = longer.filter(|l| self.holds(*l, ledger, month));
        match self {
            Self::Ended => due.map(Length::level).chain([Level::Month]).collect(),
            Self::Begun => {
                let begun = due.filter(|l| !Self::Ended.holds(*l, ledger, month));
                begun.map(Length::level).collect()
            }
        }
    }
}
