//! How far a period is: the stages that it has reached, an open month against its working days, a
//! sealed period by its seal.

use super::{Public, PublicPeriod};
use crate::archive::Kept;
use crate::data::{Reached, Stage, State};
use crate::period::{Level, Period, days_after};

/// The working days of an open month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Elapsed {
    /// Those that the data covers.
    pub gone: usize,
    /// All of them.
    pub all: usize,
}

impl PublicPeriod<'_> {
    /// Returns the stage that it stands in: its state, or what became of it after that.
    pub fn stage(&self) -> Stage {
        self.result.stage()
    }
}

impl<'a> Public<'a> {
    /// Returns the seal of a period; `None` for one that is not sealed.
    pub fn kept(&self, period: Period) -> Option<&'a Kept> {
        self.book.kept.get(&period)
    }

    /// Returns the stages that a period has reached, from early to late; who took a step is told
    /// to those who answer for the data.
    pub fn reached(&self, period: &PublicPeriod<'_>) -> Vec<Reached> {
        let mut reached = period.result.reached.clone();
        if !self.edition.sees.checks {
            reached.iter_mut().for_each(|step| step.by = None);
        }
        reached
    }

    /// Returns how many working days of an open month the data covers; `None` for anything else,
    /// without a day that the data reaches, or where the calendar does not know the year.
    pub fn elapsed(&self, period: &PublicPeriod<'_>) -> Option<Elapsed> {
        if period.state() != State::Open || period.period().level() != Level::Month {
            return None;
        }
        let until = period.data_until()?;
        let calendar = &self.book.ledger.calendar;
        let (first, last) = (period.period().first_day(), period.period().last_day());
        let gone = calendar.workdays(first, until.min(last))?.len();
        let after = days_after(until.min(last), 1).max(first);
        let left = calendar.workdays(after, last)?.len();
        Some(Elapsed {
            gone,
            all: gone + left,
        })
    }
}
