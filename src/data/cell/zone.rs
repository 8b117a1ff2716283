//! Time zones as a fixed distance from UTC, and times that say theirs.

use jiff::SignedDuration;
use jiff::civil::DateTime;

use super::{day::plain_date_cell, half_width};

/// A time zone: so many minutes east of UTC, the whole year round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zone {
    minutes: i64,
}

impl Zone {
    /// Reads `+08:00`, `+0800`, `-05:30`, `+08`, `Z`, `UTC`, `UTC+8`; `None` for what is none, and for
    /// names such as `Asia/Shanghai`, whose rules are not known here.
    pub fn parse(text: &str) -> Option<Self> {
        let text = half_width(text).trim().to_uppercase();
        let rest = match text.strip_prefix("UTC").or(text.strip_prefix("GMT")) {
            Some("") => return Some(Self { minutes: 0 }),
            Some(rest) => rest,
            None if text == "Z" => return Some(Self { minutes: 0 }),
            None => &text,
        };
        let (sign, digits) = match rest.split_at_checked(1)? {
            ("+", digits) => (1, digits),
            ("-", digits) => (-1, digits),
            _ => return None,
        };
        let (hours, minutes) = match digits.split_once(':') {
            Some(parts) => parts,
            None if digits.len() == 4 => digits.split_at_checked(2)?,
            None => (digits, "00"),
        };
        let number = |text: &str| {
            let plain = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
            plain.then(|| text.parse::<i64>().ok()).flatten()
        };
        let (hours, minutes) = (number(hours)?, number(minutes)?);
        (hours <= 14 && minutes < 60 && digits.len() <= 5).then_some(Self {
            minutes: sign * (hours * 60 + minutes),
        })
    }

    /// Returns the day and time here of a moment that says its own zone: `2026-10-31T23:30:00Z` is
    /// `2026-11-01T07:30:00` at `+08:00`; `None` for all other cells.
    pub fn local(self, cell: &str) -> Option<DateTime> {
        let cell = half_width(cell);
        let (moment, zone) = with_zone(cell.trim())?;
        let moment = plain_date_cell(moment).ok()?;
        let later = SignedDuration::from_mins(self.minutes - zone.minutes);
        moment.checked_add(later).ok()
    }
}

/// Splits a moment from the zone that stands behind its time; `None` where none does.
pub(super) fn with_zone(cell: &str) -> Option<(&str, Zone)> {
    let time = cell.find(':')?;
    let zone = match cell.get(time..)?.rfind(['+', '-', 'Z', 'z']) {
        Some(at) => time + at,
        None => return None,
    };
    let moment = cell.get(..zone)?.trim_end();
    Some((moment, Zone::parse(cell.get(zone..)?)?))
}

/// Tells whether a cell says a time of a day; `Some(true)` where it says its zone as well.
pub fn says_zone(cell: &str) -> Option<bool> {
    if !cell.contains([':', '：']) {
        return None;
    }
    let cell = half_width(cell);
    let (moment, zoned) = match with_zone(cell.trim()) {
        Some((moment, _)) => (moment, true),
        None => (cell.trim(), false),
    };
    plain_date_cell(moment).is_ok().then_some(zoned)
}

/// Whether the times of one column say their zones: the first that does, the first that does not.
#[derive(Debug, Clone)]
pub struct Zones<P> {
    with: Option<P>,
    without: Option<P>,
}

impl<P> Default for Zones<P> {
    fn default() -> Self {
        Self {
            with: None,
            without: None,
        }
    }
}

impl<P> Zones<P> {
    /// Takes a cell; `place` is kept of the first of each kind.
    pub fn take(&mut self, cell: &str, place: impl FnOnce() -> P) {
        if self.with.is_some() && self.without.is_some() {
            return;
        }
        match says_zone(cell) {
            Some(true) if self.with.is_none() => self.with = Some(place()),
            Some(false) if self.without.is_none() => self.without = Some(place()),
            _ => {}
        }
    }

    /// Returns the first time with a zone and the first without, where there are both.
    pub fn mixed(self) -> Option<(P, P)> {
        self.with.zip(self.without)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_distances_from_utc() {
        for (text, minutes) in [
            ("+08:00", Some(480)),
            ("+0800", Some(480)),
            ("+08", Some(480)),
            ("+8", Some(480)),
            ("UTC+8", Some(480)),
            ("utc+08:00", Some(480)),
            ("＋０８：００", Some(480)),
            ("-05:30", Some(-330)),
            ("Z", Some(0)),
            ("UTC", Some(0)),
            ("+14:00", Some(840)),
            ("+15:00", None),
            ("+08:60", None),
            ("+08:00:00", None),
            ("08:00", None),
            ("Asia/Shanghai", None),
            ("CST", None),
            ("", None),
            ("+", None),
            ("+é8", None),
        ] {
            assert_eq!(Zone::parse(text).map(|z| z.minutes), minutes, "{text}");
        }
    }

    #[test]
    fn moments_are_told_in_the_local_time() {
        let here = Zone::parse("+08:00").unwrap();
        for (cell, local) in [
            ("2026-10-31T23:30:00+00:00", Some("2026-11-01T07:30:00")),
            ("2026-10-31T23:30:00Z", Some("2026-11-01T07:30:00")),
            ("2026-10-31T15:59:59.5Z", Some("2026-10-31T23:59:59.5")),
            ("2026-10-31 16:00Z", Some("2026-11-01T00:00:00")),
            ("2026-11-01T00:10:00+0900", Some("2026-10-31T23:10:00")),
            ("2026/10/31 10:00 -05:30", Some("2026-10-31T23:30:00")),
            ("2026-10-31T23:30:00+08:00", Some("2026-10-31T23:30:00")),
            ("2026-10-31T23:30:00", None),
            ("2026-10-31", None),
            ("2026-10-31Z", None),
            ("25:00Z", None),
            ("甲：乙-1", None),
        ] {
            let told = here.local(cell).map(|t| t.to_string());
            assert_eq!(told.as_deref(), local, "{cell}");
        }
        for (cell, says) in [
            ("2026-10-31T23:30:00Z", Some(true)),
            ("2026-10-31 23:30", Some(false)),
            ("2026-10-31", None),
            ("23:30", None),
            ("Z:1", None),
        ] {
            assert_eq!(says_zone(cell), says, "{cell}");
        }
    }
}
