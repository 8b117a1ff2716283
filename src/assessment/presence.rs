//! How long of a period somebody stood under a policy: who joins, leaves, or moves between teams
//! and posts inside it is there for a part of it.

use jiff::civil::{Date, Time};

use super::members::{Present, misfit};
use crate::data::{Ledger, Person, PersonState};
use crate::number::Number;
use crate::period::days_after;
use crate::policy::Policy;
use crate::value::{Cell, Missing, Value};

/// The stretches of a period in which a policy applied to somebody.
pub(super) struct Presence<'a> {
    ledger: &'a Ledger,
    /// First and last day with what held then, from early to late.
    stretches: Vec<(Date, Date, &'a PersonState)>,
}

impl<'a> Presence<'a> {
    /// Finds them; `days` are the first and last of the period.
    pub fn new(
        policy: &Policy,
        ledger: &'a Ledger,
        person: &'a Person,
        days: (Date, Date),
    ) -> Self {
        let first = person.joined.map_or(days.0, |joined| joined.max(days.0));
        let last = person.left.map_or(days.1, |left| left.min(days.1));
        let ends = person.states.iter().skip(1).map(|next| next.from);
        let ends = ends.map(|from| from.map_or(last, |from| days_after(from, -1)));
        let states = person.states.iter().zip(ends.chain([last]));
        let stretches = states.filter_map(|(state, end)| {
            let start = state.from.map_or(first, |from| from.max(first));
            let end = end.min(last);
            let applies = misfit(&policy.applies_to, ledger, &Present { person, state }).is_none();
            (start <= end && applies).then_some((start, end, state))
        });
        Self {
            ledger,
            stretches: stretches.collect(),
        }
    }

    /// Returns what held on the last day under the policy; `None` for who never was.
    pub fn last_state(&self) -> Option<&'a PersonState> {
        self.stretches.last().map(|(_, _, state)| *state)
    }

    /// Returns what formulas read by one of the names of presence; `None` for other names, and for
    /// days that there are not.
    pub fn cell(&self, name: &str) -> Option<Cell> {
        let day = |day: &Date| Ok(Value::Date(day.to_datetime(Time::MIN)));
        match name {
            "days_present" => {
                let days = self.stretches.iter();
                let days: usize = days.map(|(first, last, _)| count(*first, *last)).sum();
                Some(Ok(Value::Number(Number::from(days))))
            }
            "workdays_present" => Some(self.workdays()),
            "present_from" => self.stretches.first().map(|(first, _, _)| day(first)),
            "present_until" => self.stretches.last().map(|(_, last, _)| day(last)),
            _ => None,
        }
    }

    fn workdays(&self) -> Cell {
        let mut all = 0;
        for (first, last, _) in &self.stretches {
            match self.ledger.calendar.workdays(*first, *last) {
                Some(days) => all += days.len(),
                None => return Err(Missing::NoCalendar(first.year())),
            }
        }
        Ok(Value::Number(Number::from(all)))
    }
}

/// Counts the days from one to another, both included; a period has at most 366.
fn count(first: Date, last: Date) -> usize {
    (0..366)
        .take_while(|n| days_after(first, *n) <= last)
        .count()
}
