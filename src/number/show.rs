//! Numbers as text.
//!
//! A number below zero begins with the hyphen of the keyboard (`-5`), wherever it stands: on pages, in
//! CSV and JSON, on a terminal, a change as well as a value. The minus of books (`−`, U+2212) would look
//! better, but a spreadsheet into which a column is pasted takes `−5` for a text and leaves it out of its
//! sums without a word. `−` stands in formulas alone, as the sign between two operands.

use num_bigint::BigInt;
use num_traits::Signed;

use super::rounding::nearest;
use super::{Form, Mode, Number, ratio};

impl Number {
    /// Writes the number with so many decimals, rounded in `mode`: `103.50`, `-0.05`, `0.00`.
    pub fn to_fixed(&self, decimals: u32, mode: Mode) -> String {
        let small = || {
            let (n, d) = ratio::parts(self)?;
            let top = n.checked_mul(10_i128.checked_pow(decimals)?);
            let top = top.filter(|top| *top > i128::MIN)?;
            Some(with_point(&nearest(top, &d, mode).to_string(), decimals))
        };
        small().unwrap_or_else(|| {
            let (n, d) = self.to_big();
            let whole = nearest(n * BigInt::from(10).pow(decimals), &d, mode);
            with_point(&whole.to_string(), decimals)
        })
    }

    /// Writes how many percent of a whole above zero this is, for drawings: `62.5`.
    pub fn percent_of(&self, whole: &Self, decimals: u32, mode: Mode) -> String {
        let ((n, d), (wn, wd)) = (self.to_big(), whole.to_big());
        if !wn.is_positive() {
            return with_point("0", decimals);
        }
        let top = n * wd * BigInt::from(10).pow(decimals + 2);
        with_point(&nearest(top, &(d * wn), mode).to_string(), decimals)
    }

    /// Writes the number exactly: a decimal without superfluous zeros, or `1256/15` where no
    /// decimal is exact. [`Number::parse_exact`] reads it back.
    pub fn exact_text(&self) -> String {
        match &self.form {
            // Most numbers are whole; those need none of the general way.
            Form::Small(d) if d.scale() == 0 => d.mantissa().to_string(),
            Form::Small(d) => d.normalize().to_string(),
            Form::Ratio(r) if r.1 == 1 => r.0.to_string(),
            Form::Ratio(r) => format!("{}/{}", r.0, r.1),
            Form::Big(r) if r.1 == BigInt::from(1) => r.0.to_string(),
            Form::Big(r) => format!("{}/{}", r.0, r.1),
        }
    }

    /// Returns how many decimals an exact decimal text needs; `None` where there is none within
    /// 28.
    pub fn decimals(&self) -> Option<u32> {
        match &self.form {
            Form::Small(d) => Some(d.normalize().scale()),
            Form::Ratio(r) => (r.1 == 1).then_some(0),
            Form::Big(r) => (r.1 == BigInt::from(1)).then_some(0),
        }
    }
}

/// Sets the decimal point into the digits of a whole number: of `-5` with two decimals `-0.05`.
fn with_point(digits: &str, decimals: u32) -> String {
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", digits),
    };
    if decimals == 0 {
        return format!("{sign}{digits}");
    }
    let width = decimals as usize + 1;
    let padded = format!("{digits:0>width$}");
    let (whole, tail) = padded.split_at(padded.len() - decimals as usize);
    format!("{sign}{whole}.{tail}")
}

/// Writes a number that is shown as a change: `5` as `+5`; `-5`, `0.00` and what is no number stay.
pub fn with_sign(shown: &str) -> String {
    let is_number = shown.starts_with(|sign: char| sign.is_ascii_digit());
    let is_zero = !shown.contains(|sign: char| sign.is_ascii_digit() && sign != '0');
    match is_number && !is_zero {
        true => format!("+{shown}"),
        false => shown.to_owned(),
    }
}

/// Groups the digits before the point by thousands: `1234567.5` becomes `1,234,567.5`.
pub fn grouped(text: &str) -> String {
    let (sign, body) = match text.strip_prefix('-') {
        Some(body) => ("-", body),
        None => ("", text),
    };
    let (whole, tail) = match body.split_once('.') {
        Some((whole, tail)) => (whole, Some(tail)),
        None => (body, None),
    };
    let mut out = String::from(sign);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(tail) = tail {
        out.push('.');
        out.push_str(tail);
    }
    out
}
