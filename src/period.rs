//! Periods of assessment and their neighbours.

use std::fmt;

use jiff::ToSpan;
use jiff::civil::Date;

/// A period of assessment: a month, or the quarter, half-year or year that is made of months.
/// Written `2026-10`, `2026-Q3`, `2026-H2`, `2026`. A custom stretch (the 26th to the 25th) is
/// named by a month.
///
/// Periods are in the order in which they end; of those that end together the shorter is first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    year: i16,
    /// The last month.
    month: i8,
    level: Level,
}

/// What a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Level {
    /// One month.
    #[default]
    Month,
    /// Three months: January to March, and so on.
    Quarter,
    /// Six months: January to June, July to December.
    Half,
    /// January to December.
    Year,
}

impl Level {
    /// All levels, from short to long.
    pub const ALL: [Self; 4] = [Self::Month, Self::Quarter, Self::Half, Self::Year];

    /// Returns how many months it has.
    pub fn months(self) -> i32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Half => 6,
            Self::Year => 12,
        }
    }
}

impl Period {
    /// Makes the month of a year (1900 to 2199) and a month (1 to 12).
    pub fn new(year: i16, month: i8) -> Option<Self> {
        ((1900..=2199).contains(&year) && (1..=12).contains(&month)).then_some(Self {
            year,
            month,
            level: Level::Month,
        })
    }

    /// Reads a month, `2026-10`, and nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        Self::new(digits(year, 4)?, i8::try_from(digits(month, 2)?).ok()?)
    }

    /// Reads a period of any level: `2026-10`, `2026-Q3`, `2026-H2`, `2026`.
    pub fn named(text: &str) -> Option<Self> {
        let Some((year, part)) = text.split_once('-') else {
            return Some(Self::new(digits(text, 4)?, 12)?.at(Level::Year));
        };
        let level = match part.get(..1)? {
            "Q" | "q" => Level::Quarter,
            "H" | "h" => Level::Half,
            _ => return Self::parse(text),
        };
        let number = digits(part.get(1..)?, 1)?;
        let last = i8::try_from(i32::from(number) * level.months()).ok()?;
        Some(Self::new(digits(year, 4)?, last)?.at(level))
    }

    /// Returns the period of a level in which this period's last month lies.
    pub fn at(self, level: Level) -> Self {
        // A month is at most 12 and a level has at most 12 months.
        let months = level.months() as i8;
        Self {
            year: self.year,
            month: (self.month + months - 1) / months * months,
            level,
        }
    }

    /// Returns what it is.
    pub fn level(self) -> Level {
        self.level
    }

    /// Returns the year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// Returns the last month, 1 to 12.
    pub fn month(self) -> i8 {
        self.month
    }

    /// Returns which of its year it is: the month, the quarter 1 to 4, the half 1 or 2, the year 1.
    pub fn number(self) -> i8 {
        // A level has at most 12 months.
        self.month / self.level.months() as i8
    }

    /// Returns the period `count` periods of the same level later (earlier, when negative); `None`
    /// beyond the years of [`Period::new`].
    pub fn later(self, count: i32) -> Option<Self> {
        let months = count.checked_mul(self.level.months())?;
        let index = i32::from(self.year) * 12 + i32::from(self.month) - 1;
        let index = index.checked_add(months)?;
        let month = Self::new(
            i16::try_from(index.div_euclid(12)).ok()?,
            i8::try_from(index.rem_euclid(12)).ok()? + 1,
        )?;
        Some(month.at(self.level))
    }

    /// Returns the period of the same level before.
    pub fn previous(self) -> Option<Self> {
        self.later(-1)
    }

    /// Returns the period of the same level after.
    pub fn next(self) -> Option<Self> {
        self.later(1)
    }

    /// Returns its first month.
    pub fn first_month(self) -> Self {
        Self {
            year: self.year,
            month: self.month + 1 - self.level.months() as i8,
            level: Level::Month,
        }
    }

    /// Returns its last month; a month itself.
    pub fn last_month(self) -> Self {
        self.at(Level::Month)
    }

    /// Returns its months from early to late.
    pub fn months(self) -> impl Iterator<Item = Self> {
        let first = self.first_month();
        (0..self.level.months()).filter_map(move |n| first.later(n))
    }

    /// Returns how many months lie from `earlier` to this period; negative when it is later.
    pub fn months_since(self, earlier: Self) -> i32 {
        (i32::from(self.year) - i32::from(earlier.year)) * 12 + i32::from(self.month)
            - i32::from(earlier.month)
    }

    /// Returns the first day of its first calendar month.
    pub fn first_day(self) -> Date {
        let first = self.first_month();
        Date::constant(first.year, first.month, 1)
    }

    /// Returns the last day of its last calendar month.
    pub fn last_day(self) -> Date {
        Date::constant(self.year, self.month, 1).last_of_month()
    }

    /// Returns the month that holds a day.
    pub fn of(day: Date) -> Option<Self> {
        Self::new(day.year(), day.month())
    }
}

/// How long the periods of a policy are.
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
    /// Returns what its periods are.
    pub fn level(self) -> Level {
        match self {
            Self::Month | Self::From(_) => Level::Month,
            Self::Quarter => Level::Quarter,
            Self::Half => Level::Half,
            Self::Year => Level::Year,
        }
    }

    /// Returns the period in which a month lies.
    pub fn period(self, month: Period) -> Period {
        month.at(self.level())
    }

    /// Returns the month that names the stretch in which a day lies: with 26, the 26th of September
    /// lies in October.
    pub fn month_of(self, day: Date) -> Option<Period> {
        let month = Period::of(day)?;
        match self {
            Self::From(first) if day.day().unsigned_abs() >= first => month.next(),
            _ => Some(month),
        }
    }

    /// Returns the first and the last day of the period in which a month lies.
    pub fn days(self, month: Period) -> (Date, Date) {
        let period = self.period(month);
        match self {
            Self::From(day) => {
                let before = period.previous().unwrap_or(period);
                let offset = i32::from(day) - 1;
                let end = days_after(period.first_day(), offset - 1);
                (days_after(before.first_day(), offset), end)
            }
            _ => (period.first_day(), period.last_day()),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.level {
            Level::Month => write!(f, "{:04}-{:02}", self.year, self.month),
            Level::Quarter => write!(f, "{:04}-Q{}", self.year, self.number()),
            Level::Half => write!(f, "{:04}-H{}", self.year, self.number()),
            Level::Year => write!(f, "{:04}", self.year),
        }
    }
}

/// Reads exactly so many digits.
fn digits(text: &str, count: usize) -> Option<i16> {
    let fits = text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| text.parse().ok()).flatten()
}

/// Returns the day `days` after `day` (before, when negative), kept within the calendar.
pub fn days_after(day: Date, days: i32) -> Date {
    day.saturating_add(i64::from(days).days())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_and_written_alike() {
        for name in [
            "2026-01", "2026-12", "2026-Q1", "2026-Q4", "2026-H1", "2026-H2", "2026",
        ] {
            let period = Period::named(name).unwrap();
            assert_eq!(period.to_string(), name);
        }
        for wrong in [
            "", "26", "2026-", "2026-1", "2026-Q", "2026-Q0", "2026-Q5", "2026-H3", "2026-Q12",
            "2026-季", "1899", "2200-Q1", "2026-13",
        ] {
            assert_eq!(Period::named(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn longer_periods_know_their_months_and_neighbours() {
        let named = |name| Period::named(name).unwrap();
        let months = |name| {
            named(name)
                .months()
                .map(|m| m.to_string())
                .collect::<Vec<_>>()
        };
        assert_eq!(months("2026-Q3"), ["2026-07", "2026-08", "2026-09"]);
        assert_eq!(months("2026").len(), 12);
        assert_eq!(named("2026-Q1").previous(), Some(named("2025-Q4")));
        assert_eq!(named("2026-H2").next(), Some(named("2027-H1")));
        assert_eq!(named("2026-08").at(Level::Quarter), named("2026-Q3"));
        assert_eq!(named("2026-Q3").at(Level::Half), named("2026-H2"));
        assert_eq!(named("2026-Q3").first_day(), named("2026-07").first_day());
        let mut all = ["2026", "2026-Q4", "2026-12", "2026-H2", "2026-11"].map(named);
        all.sort();
        let names = all.map(|p| p.to_string());
        assert_eq!(names, ["2026-11", "2026-12", "2026-Q4", "2026-H2", "2026"]);
    }
}
