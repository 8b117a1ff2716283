//! Days that are written in a declared order, or as Excel's count of days.

use jiff::civil::Date;

use super::half_width;
use crate::period::days_after;

/// How the days of a column are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateFormat {
    /// In an order of year, month and day.
    Order {
        /// The parts from left to right.
        parts: [Part; 3],
        /// Whether years have two digits, of this century.
        short_year: bool,
    },
    /// As Excel counts days: 1 is the first of January 1900.
    Count,
}

/// A part of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The year.
    Year,
    /// The month.
    Month,
    /// The day of the month.
    Day,
}

impl DateFormat {
    /// Reads `D/M/Y`, `dd.mm.yy`, `日/月/年`, `excel`; `None` for what is none.
    pub fn parse(text: &str) -> Option<Self> {
        let text = half_width(text).trim().to_lowercase();
        if matches!(text.as_str(), "excel" | "序号") {
            return Some(Self::Count);
        }
        let mut parts: Vec<Part> = Vec::new();
        let mut years = 0;
        for c in text.chars() {
            let part = match c {
                'y' | '年' => Part::Year,
                'm' | '月' => Part::Month,
                'd' | '日' => Part::Day,
                '/' | '-' | '.' | ' ' => continue,
                _ => return None,
            };
            years += usize::from(c == 'y');
            if parts.last() != Some(&part) {
                parts.push(part);
            }
        }
        let parts: [Part; 3] = parts.try_into().ok()?;
        let has = |part: Part| parts.contains(&part);
        let all = has(Part::Year) && has(Part::Month) && has(Part::Day);
        all.then_some(Self::Order {
            parts,
            short_year: years == 2,
        })
    }

    /// Returns the day as `2026-07-01`, with its time where there is one; `None` for what is not
    /// written so.
    pub fn read(&self, text: &str) -> Option<String> {
        let text = half_width(text);
        let text = text.trim();
        let (day, time) = match text.split_once([' ', 'T']) {
            Some((day, time)) => (day, time.trim()),
            None => (text, ""),
        };
        let date = match self {
            Self::Count => counted(day)?,
            Self::Order { parts, short_year } => ordered(day, parts, *short_year)?,
        };
        Some(if time.is_empty() {
            date.to_string()
        } else {
            format!("{date} {time}")
        })
    }
}

fn ordered(text: &str, parts: &[Part; 3], short_year: bool) -> Option<Date> {
    let pieces: Vec<&str> = text
        .split(['/', '-', '.', '年', '月', '日'])
        .filter(|piece| !piece.is_empty())
        .collect();
    let [_, _, _] = pieces[..] else { return None };
    let (mut year, mut month, mut day) = (0, 0, 0);
    for (part, piece) in parts.iter().zip(pieces) {
        if !piece.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let number: i16 = piece.parse().ok()?;
        match (part, piece.len()) {
            (Part::Year, 2) if short_year => year = 2000 + number,
            (Part::Year, 4) if !short_year => year = number,
            (Part::Month, 1 | 2) => month = number,
            (Part::Day, 1 | 2) => day = number,
            _ => return None,
        }
    }
    let date = Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()?;
    (1900..=2199).contains(&date.year()).then_some(date)
}

/// Excel takes 1900 for a leap year, so that its counts are right from March 1900 on only.
fn counted(text: &str) -> Option<Date> {
    let count: i32 = text.parse().ok()?;
    let zero = Date::new(1899, 12, 30).ok()?;
    (61..=109_574)
        .contains(&count)
        .then(|| days_after(zero, count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_the_declared_order() {
        for (format, text, day) in [
            ("D/M/Y", "03/04/2026", Some("2026-04-03")),
            ("月/日/年", "03/04/2026", Some("2026-03-04")),
            ("mm/dd/yyyy", "3/14/2026 16:05", Some("2026-03-14 16:05")),
            ("dd.mm.yy", "3.4.26", Some("2026-04-03")),
            ("Y/M/D", "2026-7-1", Some("2026-07-01")),
            ("年月日", "2026年7月1日", Some("2026-07-01")),
            ("excel", "46204", Some("2026-07-01")),
            ("D/M/Y", "14/14/2026", None),
            ("D/M/Y", "2026-07-01", None),
            ("D/M/Y", "1/2/26", None),
            ("D/M/Y", "1/2", None),
            ("excel", "46204.5", None),
            ("excel", "2026-07-01", None),
        ] {
            let read = DateFormat::parse(format).unwrap().read(text);
            assert_eq!(read.as_deref(), day, "{format} {text}");
        }
        for none in ["D/M", "D/D/Y", "D/M/Y/D", "时/日/月", ""] {
            assert_eq!(DateFormat::parse(none), None, "{none}");
        }
    }
}
