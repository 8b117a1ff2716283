//! Periods of assessment and their neighbours.

use std::fmt;

use jiff::ToSpan;
use jiff::civil::Date;

/// One month of assessment, written `2026-10`. Quarters, halves and years are made of months; a
/// custom stretch (the 26th to the 25th) is named by a month too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    year: i16,
    month: i8,
}

impl Period {
    /// Makes the period of a year (1900 to 2199) and a month (1 to 12).
    pub fn new(year: i16, month: i8) -> Option<Self> {
        ((1900..=2199).contains(&year) && (1..=12).contains(&month)).then_some(Self { year, month })
    }

    /// Reads `2026-10`, and nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        let digits = |t: &str, n: usize| t.len() == n && t.bytes().all(|b| b.is_ascii_digit());
        if !digits(year, 4) || !digits(month, 2) {
            return None;
        }
        Self::new(year.parse().ok()?, month.parse().ok()?)
    }

    /// Returns the year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// Returns the month, 1 to 12.
    pub fn month(self) -> i8 {
        self.month
    }

    /// Returns the quarter, 1 to 4.
    pub fn quarter(self) -> i8 {
        (self.month - 1) / 3 + 1
    }

    /// Returns the period `months` later (earlier, when negative); `None` beyond the years of
    /// [`Period::new`].
    pub fn later(self, months: i32) -> Option<Self> {
        let index = i32::from(self.year) * 12 + i32::from(self.month) - 1 + months;
        Self::new(
            i16::try_from(index.div_euclid(12)).ok()?,
            i8::try_from(index.rem_euclid(12)).ok()? + 1,
        )
    }

    /// Returns the period before.
    pub fn previous(self) -> Option<Self> {
        self.later(-1)
    }

    /// Returns the period after.
    pub fn next(self) -> Option<Self> {
        self.later(1)
    }

    /// Returns how many months lie from `earlier` to this period; negative when it is later.
    pub fn months_since(self, earlier: Self) -> i32 {
        (i32::from(self.year) - i32::from(earlier.year)) * 12 + i32::from(self.month)
            - i32::from(earlier.month)
    }

    /// Returns the first day of the calendar month.
    pub fn first_day(self) -> Date {
        Date::constant(self.year, self.month, 1)
    }

    /// Returns the last day of the calendar month.
    pub fn last_day(self) -> Date {
        self.first_day().last_of_month()
    }

    /// Returns the period that holds a day.
    pub fn of(day: Date) -> Option<Self> {
        Self::new(day.year(), day.month())
    }
}

/// How long the periods of a policy are. A longer one is named by its last month, in which it is
/// worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Length {
    /// One month.
    #[default]
    Month,
    /// Three months: January to March, and so on.
    Quarter,
    /// Six months: January to June, July to December.
    Half,
    /// January to December.
    Year,
    /// From a day of the month before, 2 to 28, to the day before it in the month that names it.
    From(u8),
}

impl Length {
    /// Returns how many months it has.
    pub fn months(self) -> i32 {
        match self {
            Self::Month | Self::From(_) => 1,
            Self::Quarter => 3,
            Self::Half => 6,
            Self::Year => 12,
        }
    }

    /// Tells whether such a period ends with a month.
    pub fn ends_with(self, month: Period) -> bool {
        i32::from(month.month()) % self.months() == 0
    }

    /// Returns the first and the last day of the period that ends with a month.
    pub fn days(self, last: Period) -> (Date, Date) {
        match self {
            Self::From(day) => {
                let before = last.previous().unwrap_or(last);
                let offset = i32::from(day) - 1;
                let end = days_after(last.first_day(), offset - 1);
                (days_after(before.first_day(), offset), end)
            }
            _ => {
                let first = self.first_month(last).unwrap_or(last);
                (first.first_day(), last.last_day())
            }
        }
    }

    /// Returns the first month of the period that ends with `last`.
    pub fn first_month(self, last: Period) -> Option<Period> {
        last.later(1 - self.months())
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// Returns the day `days` after `day` (before, when negative), kept within the calendar.
pub fn days_after(day: Date, days: i32) -> Date {
    day.saturating_add(i64::from(days).days())
}
