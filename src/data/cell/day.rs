//! Texts of cells → days and times.

use jiff::civil::{Date, DateTime, Time};

use super::zone::with_zone;
use super::{CellMistake, half_width};

/// Reads a day, perhaps with a time: `2026-07-01`, `2026/7/1 16:05`, `2026年7月1日`, `20260701`.
/// Midnight stands where no time is written.
///
/// # Errors
/// Says why it is none.
pub fn date_cell(text: &str) -> Result<DateTime, CellMistake> {
    let text = half_width(text);
    let text = text.trim();
    match with_zone(text) {
        Some((moment, _)) if plain_date_cell(moment).is_ok() => Err(CellMistake::Zone),
        _ => plain_date_cell(text),
    }
}

/// Reads a day, perhaps with a time that says no zone, in half-width letters.
pub(super) fn plain_date_cell(text: &str) -> Result<DateTime, CellMistake> {
    let (day, time) = match text.find([' ', 'T']) {
        Some(at) => (text.get(..at), text.get(at + 1..).map(str::trim)),
        None => match text.split_once('日') {
            Some((day, time)) if !time.is_empty() => (Some(day), Some(time)),
            _ => (Some(text), None),
        },
    };
    let date = read_day(day.unwrap_or(""))?;
    let time = match time {
        Some(time) if !time.is_empty() => read_time(time).ok_or(CellMistake::NoDate)?,
        _ => Time::midnight(),
    };
    Ok(date.to_datetime(time))
}

fn read_day(text: &str) -> Result<Date, CellMistake> {
    let compact = text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = if compact {
        [0..4, 4..6, 6..8]
            .into_iter()
            .filter_map(|r| text.get(r))
            .collect()
    } else if text.contains('年') {
        let tail = text.trim_end_matches(['日', '号']);
        tail.split(['年', '月']).filter(|p| !p.is_empty()).collect()
    } else {
        let separator = text.chars().find(|c| matches!(c, '-' | '/' | '.'));
        let Some(separator) = separator else {
            let month = text.contains('月');
            return Err(if month {
                CellMistake::PartOfDate
            } else {
                CellMistake::NoDate
            });
        };
        text.split(separator).collect()
    };
    let digits = |p: &&str| (1..=4).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit());
    if !parts.iter().all(digits) {
        return Err(CellMistake::NoDate);
    }
    match parts[..] {
        [year, month, day] if year.len() == 4 && month.len() <= 2 && day.len() <= 2 => {
            let number = |t: &str| t.parse::<i16>().unwrap_or(0);
            let (month, day) = (number(month) as i8, number(day) as i8);
            match Date::new(number(year), month, day) {
                Ok(date) if (1900..=2199).contains(&date.year()) => Ok(date),
                _ => Err(CellMistake::NoSuchDay),
            }
        }
        [a, b, year] if year.len() == 4 && a.len() <= 2 && b.len() <= 2 => {
            Err(CellMistake::AmbiguousDate)
        }
        [a, b] if a.len() <= 4 && b.len() <= 2 => Err(CellMistake::PartOfDate),
        [_, _, _] => Err(CellMistake::AmbiguousDate),
        _ => Err(CellMistake::NoDate),
    }
}

/// Reads `16:05` and `16:05:30`, also with decimals of a second.
fn read_time(text: &str) -> Option<Time> {
    let (clock, decimals) = match text.split_once('.') {
        Some((clock, decimals)) => (clock, decimals),
        None => (text, ""),
    };
    let parts: Vec<&str> = clock.split(':').collect();
    let digits = |p: &&str| (1..=2).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit());
    if !parts.iter().all(digits) || !(2..=3).contains(&parts.len()) {
        return None;
    }
    let mut numbers = parts.iter().map(|p| p.parse::<i8>().unwrap_or(99));
    let (hour, minute) = (numbers.next()?, numbers.next()?);
    let second = numbers.next().unwrap_or(0);
    if decimals.len() > 9 || !decimals.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let nanosecond = format!("{decimals:0<9}").parse().ok()?;
    Time::new(hour, minute, second, nanosecond).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_where_they_are_certain() {
        for (text, expected) in [
            ("2026-07-01", "2026-07-01T00:00:00"),
            ("2026/7/1", "2026-07-01T00:00:00"),
            ("2026.7.1", "2026-07-01T00:00:00"),
            ("20260701", "2026-07-01T00:00:00"),
            ("2026年7月1日", "2026-07-01T00:00:00"),
            ("２０２６年０７月０１号", "2026-07-01T00:00:00"),
            ("2026年7月1日 16:05", "2026-07-01T16:05:00"),
            ("2026年7月1日16:05", "2026-07-01T16:05:00"),
            ("2026-07-01T16:05:30", "2026-07-01T16:05:30"),
            ("2026/7/1 8:05:30.25", "2026-07-01T08:05:30.25"),
        ] {
            let date = date_cell(text).map(|d| d.to_string());
            assert_eq!(date.as_deref(), Ok(expected), "{text}");
        }
        for (text, mistake) in [
            ("", CellMistake::NoDate),
            ("abc", CellMistake::NoDate),
            ("46204", CellMistake::NoDate),
            ("2026-07-01 25:00", CellMistake::NoDate),
            ("2026-07-01T16:05:30Z", CellMistake::Zone),
            ("2026-07-01 16:05+08:00", CellMistake::Zone),
            ("2026-07-01 abc", CellMistake::NoDate),
            ("2026-07-01-01", CellMistake::NoDate),
            ("2026-07", CellMistake::PartOfDate),
            ("2026年7月", CellMistake::PartOfDate),
            ("7月1日", CellMistake::PartOfDate),
            ("7/1", CellMistake::PartOfDate),
            ("03/04/2026", CellMistake::AmbiguousDate),
            ("26/7/1", CellMistake::AmbiguousDate),
            ("2026-02-30", CellMistake::NoSuchDay),
            ("2026-13-01", CellMistake::NoSuchDay),
            ("1026-07-01", CellMistake::NoSuchDay),
        ] {
            assert_eq!(date_cell(text), Err(mistake), "{text}");
        }
    }
}
