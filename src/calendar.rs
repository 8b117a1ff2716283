//! Working days and deadlines.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::period::Period;

/// The holidays and make-up working days by year. A year that is not here is unknown: asking for
/// its working days says so instead of guessing.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    years: BTreeMap<i16, Year>,
}

/// One year's exceptions from Monday-to-Friday.
#[derive(Debug, Clone, Default)]
pub struct Year {
    /// Days off that would be working days.
    pub holidays: BTreeSet<Date>,
    /// Working days that would be days off.
    pub workdays: BTreeSet<Date>,
}

impl Calendar {
    /// Makes a calendar of its years.
    pub fn new(years: BTreeMap<i16, Year>) -> Self {
        Self { years }
    }

    /// Tells whether a day is a working day; `None` where its year is missing.
    pub fn is_workday(&self, day: Date) -> Option<bool> {
        let year = self.years.get(&day.year())?;
        if year.workdays.contains(&day) {
            return Some(true);
        }
        if year.holidays.contains(&day) {
            return Some(false);
        }
        Some(day.weekday().to_monday_one_offset() <= 5)
    }

    /// Returns the working days from `first` to `last`, both included, from early to late; `None`
    /// where a year is missing.
    pub fn workdays(&self, first: Date, last: Date) -> Option<Vec<Date>> {
        let mut days = Vec::new();
        let mut day = first;
        while day <= last {
            if self.is_workday(day)? {
                days.push(day);
            }
            day = crate::period::days_after(day, 1);
        }
        Some(days)
    }

    /// Returns the working days of a calendar month; `None` where its year is missing.
    pub fn workdays_of(&self, period: Period) -> Option<Vec<Date>> {
        self.workdays(period.first_day(), period.last_day())
    }

    /// Returns the working day that is so many working days after a day: one after a Friday is the
    /// next working Monday. `None` where a year is missing.
    pub fn workday_after(&self, day: Date, count: u32) -> Option<Date> {
        let (mut day, mut left) = (day, count);
        while left > 0 {
            day = crate::period::days_after(day, 1);
            left -= u32::from(self.is_workday(day)?);
        }
        Some(day)
    }

    /// Counts the working days after one day and up to another; `None` where a year is missing.
    pub fn workdays_since(&self, since: Date, until: Date) -> Option<usize> {
        let days = self.workdays(crate::period::days_after(since, 1), until)?;
        Some(days.len())
    }

    /// Returns the years that are known.
    pub fn years(&self) -> impl Iterator<Item = i16> + '_ {
        self.years.keys().copied()
    }
}
