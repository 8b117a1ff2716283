//! Scalars: texts to numbers with units, periods, days, truths.

use jiff::civil::Date;

use crate::number::{Number, NumberMistake};
use crate::period::{Level, Period};
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
    // `20 %` is 20%: as a unit it would be a hundred times as much.
    let (number, rest) = match rest.trim_start().strip_prefix('%') {
        Some(rest) => (format!("{number}%"), rest),
        None => (number.to_string(), rest),
    };
    let unit = rest.trim();
    let fits = |c: char| !c.is_ascii_digit() && !"+-*/<>=(),;:'\"%".contains(c);
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

/// What says that something holds.
pub(super) const TRUE: &[&str] = &["是", "真", "yes", "true", "True", "TRUE"];
/// What says that it does not.
pub(super) const FALSE: &[&str] = &["否", "假", "no", "false", "False", "FALSE"];

/// Reads `true`, `false`, `yes`, `no`, `是`, `否`, `真`, `假`.
pub(crate) fn truth(text: &str) -> Option<bool> {
    let text = text.trim();
    if TRUE.contains(&text) {
        return Some(true);
    }
    FALSE.contains(&text).then_some(false)
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

/// Reads what is certainly meant by `2026年7月`, `2026.7`, `202607`, `2026Q3`, `2026年第三季度`,
/// `2026下半年`, `2026年`.
pub(crate) fn meant_period(text: &str) -> Option<Period> {
    let text = half_width(text.trim()).to_uppercase();
    let year: i16 = text.get(..4)?.parse().ok()?;
    let rest: String = text
        .get(4..)?
        .chars()
        .filter(|c| !"年 -_.第/".contains(*c))
        .collect();
    let rest = rest.trim_end_matches(['月', '度']);
    let part = |text: &str| -> Option<i8> {
        Some(match text {
            "1" | "一" | "上" => 1,
            "2" | "二" | "下" => 2,
            "3" | "三" => 3,
            "4" | "四" => 4,
            _ => return None,
        })
    };
    let of = |level: Level, number: i8| {
        let last = i32::from(number) * level.months();
        Some(Period::new(year, i8::try_from(last).ok()?)?.at(level))
    };
    if rest.is_empty() {
        return of(Level::Year, 1);
    }
    let quarter = rest.strip_prefix('Q').or_else(|| rest.strip_suffix('季'));
    let half = rest.strip_prefix('H').or_else(|| rest.strip_suffix("半"));
    match (quarter, half) {
        (Some(quarter), _) => of(Level::Quarter, part(quarter)?),
        (_, Some(half)) => of(Level::Half, part(half)?),
        _ => Period::new(year, rest.parse().ok()?),
    }
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
        for text in ["20 %", "２０％", "20 ％"] {
            let q = quantity(text).unwrap();
            assert_eq!(
                (q.number.exact_text().as_str(), q.percent, q.unit),
                ("0.2", true, None),
                "{text}"
            );
        }
        let q = quantity("－２．５分").unwrap();
        assert_eq!(
            (q.number.exact_text().as_str(), q.unit.as_deref()),
            ("-2.5", Some("分"))
        );
        let q = quantity("2 days").unwrap();
        assert_eq!(q.unit.as_deref(), Some("days"));
        for wrong in [
            "",
            "元",
            "500 万元",
            "1,000",
            "a8",
            "1.",
            "1 2",
            "2026-07",
            "2%%",
        ] {
            assert!(quantity(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn periods_that_are_certainly_meant_are_named() {
        for (text, meant) in [
            ("2026年7月", "2026-07"),
            ("2026.7", "2026-07"),
            ("202607", "2026-07"),
            ("2026Q3", "2026-Q3"),
            ("2026 q3", "2026-Q3"),
            ("2026年第三季度", "2026-Q3"),
            ("2026-3季", "2026-Q3"),
            ("2026年下半年", "2026-H2"),
            ("2026h1", "2026-H1"),
            ("2026年度", "2026"),
            ("２０２６年", "2026"),
        ] {
            let found = meant_period(text).map(|p| p.to_string());
            assert_eq!(found.as_deref(), Some(meant), "{text}");
        }
        for text in [
            "",
            "七月",
            "26-07",
            "2026-13",
            "2026-Q5",
            "2026Q",
            "Q3 2026",
            "2026-07-01",
        ] {
            assert_eq!(meant_period(text), None, "{text}");
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
