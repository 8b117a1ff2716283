//! Texts of cells → numbers.

use super::{CellMistake, half_width};
use crate::number::{Number, NumberMistake};

/// Reads a number as people write it into tables: `1,234.50`, `12%`, `¥300`, `1.5万`, `200元`,
/// `(1,234)` for a negative one, full-width digits.
///
/// # Errors
/// Says why it is none.
pub fn number_cell(text: &str) -> Result<Number, CellMistake> {
    let text = half_width(text);
    let text = text.trim();
    let bracketed = text.strip_prefix('(').and_then(|t| t.strip_suffix(')'));
    let (body, bracketed) = match bracketed {
        Some(inner) => (inner.trim(), true),
        None => (text, false),
    };
    let (negative, body) = sign(body);
    if negative && bracketed {
        return Err(CellMistake::NoNumber);
    }
    let body = match body.strip_prefix('¥') {
        Some(rest) => rest.trim_start(),
        None => body,
    };
    let (more_negative, body) = sign(body);
    if more_negative && (negative || bracketed) {
        return Err(CellMistake::NoNumber);
    }
    // Accounting systems write the sign behind: `1,234.50-`.
    let (more_negative, body) = match body.strip_suffix(['-', '−']) {
        Some(_) if negative || bracketed || more_negative => return Err(CellMistake::NoNumber),
        Some(rest) => (true, rest.trim_end()),
        None => (more_negative, body),
    };
    let (digits, factor) = without_unit(body);
    let percent = digits.ends_with('%');
    let digits = digits.strip_suffix('%').unwrap_or(digits).trim_end();
    let digits = without_groups(digits)?;
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        // Number::parse takes a sign of its own; a second one is no number.
        return match digits.strip_prefix('.') {
            Some(_) => finish(
                &format!("0{digits}"),
                percent,
                factor,
                negative || bracketed || more_negative,
            ),
            None => Err(CellMistake::NoNumber),
        };
    }
    finish(
        &digits,
        percent,
        factor,
        negative || bracketed || more_negative,
    )
}

fn finish(digits: &str, percent: bool, factor: i64, negative: bool) -> Result<Number, CellMistake> {
    if digits.contains('E') {
        return Err(CellMistake::Shortened);
    }
    let digits = if percent {
        format!("{digits}%")
    } else {
        digits.to_owned()
    };
    let number = Number::parse(&digits).map_err(|mistake| match mistake {
        NumberMistake::NoNumber => CellMistake::NoNumber,
        NumberMistake::TooLong | NumberMistake::ExponentTooLarge => CellMistake::TooLong,
    })?;
    let number = if factor == 1 {
        number
    } else {
        number.times(&Number::from(factor))
    };
    Ok(if negative { number.negated() } else { number })
}

fn sign(text: &str) -> (bool, &str) {
    if let Some(rest) = text.strip_prefix(['-', '−']) {
        (true, rest.trim_start())
    } else if let Some(rest) = text.strip_prefix('+') {
        (false, rest.trim_start())
    } else {
        (false, text)
    }
}

/// Tells whether a number carries `万`, `千` or `亿` of its own.
pub fn has_scale(text: &str) -> bool {
    let text = half_width(text);
    without_unit(text.trim_end_matches([')', ' '])).1 != 1
}

/// Takes `元`, `万`, `亿` and their like off the end; returns what they multiply by.
fn without_unit(text: &str) -> (&str, i64) {
    let text = text.strip_suffix('元').map_or(text, str::trim_end);
    for (unit, factor) in [("万", 10_000), ("亿", 100_000_000), ("千", 1_000)] {
        if let Some(rest) = text.strip_suffix(unit) {
            return (rest.trim_end(), factor);
        }
    }
    (text, 1)
}

/// Takes thousands separators out, where they stand as such: three digits after each.
fn without_groups(text: &str) -> Result<String, CellMistake> {
    if !text.contains(',') {
        return Ok(text.to_owned());
    }
    let (whole, decimals) = match text.split_once('.') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (text, None),
    };
    let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or("");
    let fine = digits(first) && first.len() <= 3 && groups.all(|g| digits(g) && g.len() == 3);
    if !fine || decimals.is_some_and(|d| !digits(d)) {
        let only_signs = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.');
        return Err(if text.chars().all(only_signs) {
            CellMistake::BadGroups
        } else {
            CellMistake::NoNumber
        });
    }
    Ok(text.replace(',', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, exact) in [
            ("1234.50", "1234.5"),
            ("1,234.50", "1234.5"),
            ("12,345,678", "12345678"),
            ("１，２３４．５０", "1234.5"),
            ("12%", "0.12"),
            ("12.5 %", "0.125"),
            ("１２％", "0.12"),
            ("¥300", "300"),
            ("￥ 1,000", "1000"),
            ("-¥300", "-300"),
            ("¥-300", "-300"),
            ("200元", "200"),
            ("1.5万", "15000"),
            ("1.5 万元", "15000"),
            ("2亿", "200000000"),
            ("3千元", "3000"),
            ("(1,234)", "-1234"),
            ("（1,234.5）", "-1234.5"),
            ("(¥3)", "-3"),
            ("+5", "5"),
            ("1,234.50-", "-1234.5"),
            ("3 -", "-3"),
            ("3万-", "-30000"),
            ("− 5", "-5"),
            (" 7 ", "7"),
            (".5", "0.5"),
            ("-.5", "-0.5"),
            ("1e-7", "0.0000001"),
            ("0007", "7"),
        ] {
            let number = number_cell(text).map(|n| n.exact_text());
            assert_eq!(number.as_deref(), Ok(exact), "{text}");
        }
        for (text, mistake) in [
            ("", CellMistake::NoNumber),
            ("abc", CellMistake::NoNumber),
            ("1 2", CellMistake::NoNumber),
            ("1.2.3", CellMistake::NoNumber),
            ("--5", CellMistake::NoNumber),
            ("-(5)", CellMistake::NoNumber),
            ("(-5)", CellMistake::NoNumber),
            ("-¥-5", CellMistake::NoNumber),
            ("-", CellMistake::NoNumber),
            ("-5-", CellMistake::NoNumber),
            ("(5-)", CellMistake::NoNumber),
            ("5--", CellMistake::NoNumber),
            ("5.", CellMistake::NoNumber),
            ("约5", CellMistake::NoNumber),
            ("5次", CellMistake::NoNumber),
            ("$5", CellMistake::NoNumber),
            ("1,23", CellMistake::BadGroups),
            ("1234,567", CellMistake::BadGroups),
            ("1.234,50", CellMistake::BadGroups),
            ("1,2345", CellMistake::BadGroups),
            (",123", CellMistake::BadGroups),
            ("1.23E+11", CellMistake::Shortened),
            ("1e999", CellMistake::TooLong),
        ] {
            assert_eq!(number_cell(text), Err(mistake), "{text}");
        }
        assert_eq!(number_cell(&"9".repeat(61)), Err(CellMistake::TooLong));
    }
}
