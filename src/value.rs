//! Values, what stands in their stead when they are missing, and the places they come from.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use jiff::civil::DateTime;

use crate::number::Number;
use crate::period::Period;

/// A file of the content folder, as far as messages need it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// The path from the site's folder, with `/` between its parts, for example
    /// `content/policies/telesales/2026-07.yml`.
    pub path: String,
    /// The decoded text of a document, for excerpts; empty for tables.
    pub text: String,
}

/// A place in the author's files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub source: Arc<Source>,
    /// Where in the file.
    pub at: At,
}

impl Ord for Place {
    fn cmp(&self, other: &Self) -> Ordering {
        // A file's text is not compared with itself.
        let files = match Arc::ptr_eq(&self.source, &other.source) {
            true => Ordering::Equal,
            false => self.source.cmp(&other.source),
        };
        files.then_with(|| self.at.cmp(&other.at))
    }
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Where in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum At {
    /// The file as a whole.
    File,
    /// A stretch of a document's text, in bytes of [`Source::text`].
    Span {
        /// The first byte.
        start: usize,
        /// One past the last byte.
        end: usize,
    },
    /// A line of a text table (CSV), counted from 1 as an editor counts.
    Line {
        /// The line.
        line: u32,
        /// The column's heading; empty for the whole line.
        heading: Arc<str>,
        /// The cell's text as written; the whole line where `heading` is empty.
        written: Arc<str>,
    },
    /// A cell of a workbook.
    Cell {
        /// The sheet's name.
        sheet: Arc<str>,
        /// The row, counted from 1.
        row: u32,
        /// The column, counted from 0 (`A`).
        column: u32,
        /// The cell's text as written.
        written: Arc<str>,
    },
}

impl Place {
    /// Points at nothing: for what the program itself makes.
    pub fn nowhere() -> Self {
        Self::file(&Arc::new(Source {
            path: String::new(),
            text: String::new(),
        }))
    }

    /// Points at a file as a whole.
    pub fn file(source: &Arc<Source>) -> Self {
        Self {
            source: Arc::clone(source),
            at: At::File,
        }
    }

    /// Points at bytes `start..end` of a document.
    pub fn span(source: &Arc<Source>, start: usize, end: usize) -> Self {
        Self {
            source: Arc::clone(source),
            at: At::Span { start, end },
        }
    }

    /// Narrows a span to bytes `start..end` counted from its own first byte; other places stay.
    pub fn within(&self, start: usize, end: usize) -> Self {
        match self.at {
            At::Span { start: base, .. } => Self::span(&self.source, base + start, base + end),
            _ => self.clone(),
        }
    }

    /// Returns line and column of a span's first character, both counted from 1; for a text table
    /// the line alone.
    pub fn line_and_column(&self) -> Option<(u32, Option<u32>)> {
        match &self.at {
            At::Span { start, .. } => {
                let before = self.source.text.get(..*start)?;
                let line = before.matches('\n').count() as u32 + 1;
                let tail = before.rsplit('\n').next().unwrap_or("");
                Some((line, Some(tail.chars().count() as u32 + 1)))
            }
            At::Line { line, .. } => Some((*line, None)),
            At::File | At::Cell { .. } => None,
        }
    }
}

impl fmt::Display for Place {
    /// Writes `path`, `path:line`, `path:line:column` or `path 销售!B7`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source.path)?;
        match &self.at {
            At::Cell {
                sheet, row, column, ..
            } => write!(f, " {sheet}!{}{row}", column_letters(*column)),
            _ => match self.line_and_column() {
                Some((line, Some(column))) => write!(f, ":{line}:{column}"),
                Some((line, None)) => write!(f, ":{line}"),
                None => Ok(()),
            },
        }
    }
}

/// Returns the letters of a workbook column counted from 0: 0 is `A`, 26 is `AA`.
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push((b'A' + (rest % 26) as u8) as char);
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// A value of a figure or a cell.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Value {
    /// An exact number.
    Number(Number),
    /// A text, for example an id or a kind.
    Text(Arc<str>),
    /// True or false.
    Truth(bool),
    /// A day, perhaps with a time; midnight where only the day is known.
    Date(DateTime),
}

impl Value {
    /// Compares two values of one kind; values of different kinds have no order.
    pub fn compare(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => Some(a.cmp(b)),
            (Self::Text(a), Self::Text(b)) => Some(a.cmp(b)),
            (Self::Truth(a), Self::Truth(b)) => Some(a.cmp(b)),
            (Self::Date(a), Self::Date(b)) => Some(a.cmp(b)),
            _ => None,
        }
    }

    /// Returns the kind of this value.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Number(_) => Kind::Number,
            Self::Text(_) => Kind::Text,
            Self::Truth(_) => Kind::Truth,
            Self::Date(_) => Kind::Date,
        }
    }
}

/// The kinds of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// An exact number.
    Number,
    /// A text.
    Text,
    /// True or false.
    Truth,
    /// A day.
    Date,
}

/// Why there is no value. Missing is not zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// The table has not come for this period; its name.
    NoTable(Arc<str>),
    /// The table is there and has no row for the subject; its name.
    NoRow(Arc<str>),
    /// What stands there cannot be read; a message of its own says so.
    Unread,
    /// The roster says nothing of this attribute of the subject; its name.
    NoAttribute(Arc<str>),
    /// A cell is blank.
    Blank(Box<Place>),
    /// A division by zero.
    ZeroDivisor,
    /// A parameter has no value yet; its full name.
    Unfilled(Arc<str>),
    /// An earlier period has no result for this figure.
    NotYet(Period),
    /// The table has several rows for the subject where one is read; its name and the second row.
    SeveralRows(Arc<str>, Box<Place>),
    /// An aggregate over people found nobody to take.
    Nobody,
    /// The subject does not take part: the policy's own condition says so.
    NotTakingPart,
    /// The value lies below the first row of a band without an `else` row; the band's name.
    NoBand(Arc<str>),
    /// The calendar has no such year.
    NoCalendar(i16),
    /// It rests on a figure that is missing; that figure's full name and the first cause.
    From(Arc<str>, Box<Missing>),
}

impl Missing {
    /// Returns the first cause, through all figures between.
    pub fn cause(&self) -> &Missing {
        match self {
            Self::From(_, inner) => inner.cause(),
            other => other,
        }
    }

    /// Returns what a figure that rests on a missing figure holds; the first cause is kept, so
    /// that mistakes can be grouped by it.
    pub fn through(&self, figure: &Arc<str>) -> Missing {
        Self::From(Arc::clone(figure), Box::new(self.cause().clone()))
    }
}

/// A value, or why there is none.
pub type Cell = Result<Value, Missing>;

/// Writes a day as `2026-07-03`, with its time as `2026-07-03 16:05` where it is not midnight.
pub fn date_text(date: DateTime) -> String {
    if date.time() == jiff::civil::Time::MIN {
        date.date().to_string()
    } else if date.second() == 0 && date.subsec_nanosecond() == 0 {
        format!("{} {:02}:{:02}", date.date(), date.hour(), date.minute())
    } else {
        format!(
            "{} {:02}:{:02}:{:02}",
            date.date(),
            date.hour(),
            date.minute(),
            date.second()
        )
    }
}

/// Reads a day or a time in ISO form: `2026-07-03`, `2026-07-03 16:05`, `2026-07-03T16:05:30`.
pub fn parse_time(text: &str) -> Option<DateTime> {
    let text = text.trim();
    if let Ok(date) = text.parse::<jiff::civil::Date>() {
        return Some(date.to_datetime(jiff::civil::Time::MIN));
    }
    text.parse::<DateTime>().ok()
}

/// Reads a time of day, `9:30` to `24:00`, as minutes since midnight; `None` for what is none.
pub fn minutes_of(text: &str) -> Option<u32> {
    let (hour, minute) = text.trim().split_once([':', '：'])?;
    let digits = |part: &str, most: usize| {
        let fits = !part.is_empty() && part.len() <= most;
        let all = part.bytes().all(|b| b.is_ascii_digit());
        (fits && all).then(|| part.parse::<u32>().ok()).flatten()
    };
    let (hour, minute) = (digits(hour, 2)?, digits(minute, 2)?);
    let all = hour * 60 + minute;
    (minute < 60 && all <= 24 * 60).then_some(all)
}
