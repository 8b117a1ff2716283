//! How far an open month is, against its working days.

use super::{Public, PublicPeriod};
use crate::data::State;
use crate::period::{Level, days_after};

/// The working days of an open month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Elapsed {
    /// Those that the data covers.
    pub gone: usize,
    /// All of them.
    pub all: usize,
}

impl Public<'_> {
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
