//! Numbers from their text.

use num_bigint::BigInt;

use super::{Number, ratio};

/// Why a text is no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberMistake {
    /// It does not read as a number.
    NoNumber,
    /// It has more than 60 digits.
    TooLong,
    /// Its exponent lies beyond ±60.
    ExponentTooLarge,
}

const MOST_DIGITS: usize = 60;
const MOST_EXPONENT: i32 = 60;

impl Number {
    /// Reads plain number text: an optional sign, digits with an optional point, an optional
    /// exponent, an optional `%` which divides by 100; nothing else, no spaces, no separators.
    ///
    /// # Errors
    /// Says why the text is no number; nothing is guessed.
    pub fn parse(text: &str) -> Result<Self, NumberMistake> {
        let (body, percent) = match text.strip_suffix(['%', '％']) {
            Some(body) => (body, 2),
            None => (text, 0),
        };
        let (mantissa, exponent) = match body.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, read_exponent(exponent)?),
            None => (body, 0),
        };
        let (negative, digits) = match mantissa.as_bytes().first() {
            Some(b'-') => (true, &mantissa[1..]),
            Some(b'+') => (false, &mantissa[1..]),
            _ => (false, mantissa),
        };
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(decimals) {
            return Err(NumberMistake::NoNumber);
        }
        if digits.contains('.') && decimals.is_empty() {
            return Err(NumberMistake::NoNumber);
        }
        if whole.len() + decimals.len() > MOST_DIGITS {
            return Err(NumberMistake::TooLong);
        }
        let scale = decimals.len() as i32 + percent - exponent;
        if whole.len() + decimals.len() <= 18 && (0..=28).contains(&scale) {
            let mantissa: i64 = format!("{whole}{decimals}")
                .parse()
                .map_err(|_| NumberMistake::NoNumber)?;
            let mantissa = if negative { -mantissa } else { mantissa };
            return Ok(Self::small(rust_decimal::Decimal::new(
                mantissa,
                scale as u32,
            )));
        }
        let mantissa: BigInt = format!("{}{whole}{decimals}", if negative { "-" } else { "" })
            .parse()
            .map_err(|_| NumberMistake::NoNumber)?;
        let power = BigInt::from(10).pow(scale.unsigned_abs());
        Ok(if scale >= 0 {
            ratio::from_big(mantissa, power, false)
        } else {
            ratio::from_big(mantissa * power, BigInt::from(1), false)
        })
    }

    /// Reads what [`Number::exact_text`] writes: plain number text or `numerator/denominator`.
    pub fn parse_exact(text: &str) -> Option<Self> {
        match text.split_once('/') {
            Some((n, d)) if n.len() + d.len() < 700 => {
                Self::ratio(n.parse().ok()?, d.parse().ok()?)
            }
            Some(_) => None,
            // A whole number may have been written with more digits than authors may write.
            None if text.len() > MOST_DIGITS && text.len() < 700 => {
                Self::ratio(text.parse().ok()?, BigInt::from(1))
            }
            None => Self::parse(text).ok(),
        }
    }
}

fn read_exponent(text: &str) -> Result<i32, NumberMistake> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(NumberMistake::NoNumber);
    }
    match text.parse::<i32>() {
        Ok(exponent) if exponent.abs() <= MOST_EXPONENT => Ok(exponent),
        _ => Err(NumberMistake::ExponentTooLarge),
    }
}
