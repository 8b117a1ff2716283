//! The cells of one event, read as what formulas want of them.

use std::cmp::Ordering;
use std::sync::Arc;

use super::super::inputs::typed_cell;
use super::people::ByText;
use crate::data::{CellMistake, Events, Zones};
use crate::number::Number;
use crate::value::{Kind, Value};

/// A column that is read of each event.
pub(super) struct Wanted {
    /// Its name.
    pub name: Arc<str>,
    /// Its number among the table's columns.
    pub column: usize,
    /// Its place in a row, and later among the cells that are handed over.
    pub slot: usize,
    /// What formulas want.
    pub kind: Kind,
    /// What numbers are multiplied by.
    pub factor: Option<Number>,
    /// Whether times say their zones: lines and cells.
    pub zones: Zones<(u32, String)>,
    /// What the words that come again and again hold.
    pub seen: Seen,
}

/// What words hold, by the words.
pub(super) type Seen = ByText<Read>;

/// How many words of a column are remembered, and how long they may be, in bytes.
const MOST_SEEN: usize = 256;
const LONGEST_SEEN: usize = 24;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Read {
    /// A short decimal: mantissa and scale.
    Decimal(i64, u32),
    /// Yes or no.
    Truth(bool),
    /// Any other value; texts are left in their cell.
    Value(Value),
    /// A text.
    Text,
    /// Nothing.
    Blank,
    /// What is not of the kind that is wanted.
    Refused(CellMistake),
}

impl Wanted {
    /// Reads a cell of a line; `own` tells whether the site says itself what counts as blank.
    pub(super) fn read(&mut self, cell: &[u8], line: u32, events: &Events, own: bool) -> Read {
        match self.kind {
            Kind::Date if events.zone.is_some() => {
                let text = String::from_utf8_lossy(cell);
                self.zones.take(&text, || (line, text.clone().into_owned()));
                if let Some(local) = events.zone.and_then(|zone| zone.local(&text)) {
                    return Read::Value(Value::Date(local));
                }
            }
            Kind::Number if self.factor.is_none() && !own => {
                if let Some((mantissa, scale)) = decimal(cell) {
                    return Read::Decimal(mantissa, scale);
                }
            }
            Kind::Truth if !own && matches!(cell, b"0" | b"1") => {
                return Read::Truth(cell == b"1");
            }
            Kind::Truth | Kind::Text if cell.len() <= LONGEST_SEEN => {
                if let Some(read) = self.seen.get(cell) {
                    return read.clone();
                }
                let read = self.read_slowly(cell, events);
                if self.seen.len() < MOST_SEEN {
                    self.seen.insert(cell, read.clone());
                }
                return read;
            }
            _ => {}
        }
        self.read_slowly(cell, events)
    }

    fn read_slowly(&self, cell: &[u8], events: &Events) -> Read {
        let Ok(text) = std::str::from_utf8(cell) else {
            return Read::Refused(CellMistake::NoNumber);
        };
        if events.is_blank(text) {
            return Read::Blank;
        }
        if self.kind == Kind::Text {
            return Read::Text;
        }
        match typed_cell(text, self.kind, self.factor.as_ref()) {
            Ok(Value::Truth(truth)) => Read::Truth(truth),
            Ok(value) => Read::Value(value),
            Err(refused) => Read::Refused(refused),
        }
    }
}

/// Reads `1234` or `-12.50` of at most 18 digits.
fn decimal(cell: &[u8]) -> Option<(i64, u32)> {
    let (negative, digits) = match cell.strip_prefix(b"-") {
        Some(rest) => (true, rest),
        None => (false, cell),
    };
    if digits.len() > 18 || !digits.first()?.is_ascii_digit() || !digits.last()?.is_ascii_digit() {
        return None;
    }
    let mut mantissa: i64 = 0;
    let mut point = None;
    for (at, byte) in digits.iter().enumerate() {
        match byte {
            b'0'..=b'9' => mantissa = mantissa * 10 + i64::from(byte - b'0'),
            b'.' if point.is_none() => point = Some(at),
            _ => return None,
        }
    }
    let scale = point.map_or(0, |at| (digits.len() - at - 1) as u32);
    Some((if negative { -mantissa } else { mantissa }, scale))
}

/// Compares a short decimal with another.
pub(super) fn compare(a: (i64, u32), b: (i64, u32)) -> Ordering {
    if a.1 == b.1 {
        return a.0.cmp(&b.0);
    }
    // Both have at most 18 digits and 17 decimals, so this fits.
    let raised =
        |(mantissa, scale): (i64, u32)| i128::from(mantissa) * 10_i128.pow(a.1.max(b.1) - scale);
    raised(a).cmp(&raised(b))
}

/// Returns a number as a short decimal, where it is one.
pub(super) fn short(number: &Number) -> Option<(i64, u32)> {
    number.decimals()?;
    decimal(number.exact_text().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_decimals_are_read_and_compared() {
        for (text, read) in [
            ("0", Some((0, 0))),
            ("90", Some((90, 0))),
            ("-12.50", Some((-1250, 2))),
            ("007", Some((7, 0))),
            ("999999999999999999", Some((999_999_999_999_999_999, 0))),
            ("1234567890123456789", None),
            ("", None),
            ("-", None),
            (".5", None),
            ("5.", None),
            ("1.2.3", None),
            ("1,200", None),
            ("12%", None),
            ("+5", None),
        ] {
            assert_eq!(decimal(text.as_bytes()), read, "{text}");
        }
        assert_eq!(compare((90, 0), (900, 1)), Ordering::Equal);
        assert_eq!(compare((-1, 17), (0, 0)), Ordering::Less);
        assert_eq!(short(&Number::from(90_usize)), Some((90, 0)));
    }
}
