//! Scalars: texts to numbers with units, periods, days, truths.

use jiff::civil::Date;

use crate::number::{Number, NumberMistake};
use crate::value::Place;

/// Something written, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written<T> {
    /// What.
    pub value: T,
    /// Where.
    pub place: Place,
}

impl<T> Written<T> {
    /// Puts something at a place.
    pub fn new(value: T, place: &Place) -> Self {
        Self {
            value,
            place: place.clone(),
        }
    }
}

impl Written<String> {
    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.value
    }
}

/// A number with the unit written behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// The number; `120%` is 1.2.
    pub number: Number,
    /// Whether it was written with `%`.
    pub percent: bool,
    /// The unit, for example `元`.
    pub unit: Option<String>,
}

/// Reads a number that may have `%` or a unit behind it: `60`, `120%`, `1000 元`, `５分`.
///
/// # Errors
/// Says why it is none. A unit that would multiply (`500 万元`) is refused, since a reader could
/// take it either way.
pub fn quantity(text: &str) -> Result<Quantity, NumberMistake> {
    let text = half_width(text.trim());
    let end = number_end(&text);
    let (number, rest) = text.split_at(end);
    let (number, rest) = match rest.strip_prefix('%') {
        Some(rest) => (format!("{number}%"), rest),
        None => (number.to_string(), rest),
    };
    let unit = rest.trim();
    let fits = |c: char| !c.is_ascii_digit() && !"+-*/<>=(),;:'\"".contains(c);
    if unit.starts_with(['万', '千', '百', '亿', '.', '。']) || !unit.chars().all(fits) {
        return Err(NumberMistake::NoNumber);
    }
    // `8 days` is a quantity, `a8` or `e` without digits are not.
    Ok(Quantity {
        number: Number::parse(&number)?,
        percent: number.ends_with('%'),
        unit: (!unit.is_empty()).then(|| unit.to_string()),
    })
}

/// Where the digits (with sign, point and exponent) end.
fn number_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = usize::from(text.starts_with(['+', '-']));
    while digit(end) || (bytes.get(end) == Some(&b'.') && digit(end + 1)) {
        end += 1;
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        if digit(end + 1 + sign) {
            end += 1 + sign;
            while digit(end) {
                end += 1;
            }
        }
    }
    end
}

/// Turns full-width digits and signs into their usual forms.
pub(crate) fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '０'..='９' | '％' | '．' | '－' | '＋' | '／' => {
                char::from_u32(c as u32 - 0xFEE0).unwrap_or(c)
            }
            other => other,
        })
        .collect()
}

/// Reads `true`, `false`, `yes`, `no`, `是`, `否`, `真`, `假`.
pub(crate) fn truth(text: &str) -> Option<bool> {
    match text.trim() {
        "true" | "True" | "TRUE" | "yes" | "是" | "真" => Some(true),
        "false" | "False" | "FALSE" | "no" | "否" | "假" => Some(false),
        _ => None,
    }
}

/// Reads `2026-07-01`, and nothing else.
pub(crate) fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    let shape = text.len() == 10
        && text.bytes().enumerate().all(|(i, b)| {
            if i == 4 || i == 7 {
                b == b'-'
            } else {
                b.is_ascii_digit()
            }
        });
    if !shape {
        return None;
    }
    let year: i16 = text.get(..4)?.parse().ok()?;
    let month: i8 = text.get(5..7)?.parse().ok()?;
    let day: i8 = text.get(8..)?.parse().ok()?;
    Date::new(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_keep_number_and_unit_apart() {
        let q = quantity("1000 元").unwrap();
        assert_eq!(
            (q.number, q.unit.as_deref()),
            (Number::from(1000i64), Some("元"))
        );
        let q = quantity("120%").unwrap();
        assert_eq!((q.number.exact_text().as_str(), q.percent), ("1.2", true));
        let q = quantity("－２．５分").unwrap();
        assert_eq!(
            (q.number.exact_text().as_str(), q.unit.as_deref()),
            ("-2.5", Some("分"))
        );
        let q = quantity("2 days").unwrap();
        assert_eq!(q.unit.as_deref(), Some("days"));
        for wrong in ["", "元", "500 万元", "1,000", "a8", "1.", "1 2", "2026-07"] {
            assert!(quantity(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn days_are_read_in_one_way_only() {
        assert_eq!(date("2026-02-28"), Date::new(2026, 2, 28).ok());
        for wrong in [
            "2026-02-30",
            "2026-2-3",
            "20260203",
            "2026/02/03",
            "２026-02-03",
        ] {
            assert_eq!(date(wrong), None, "{wrong}");
        }
    }
}
