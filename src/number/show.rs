//! Numbers as text.

use super::{Form, Mode, Number, Rounding};

impl Number {
    /// Writes the number with so many decimals, rounded in `mode`: `103.50`, `-0.05`, `0.00`.
    pub fn to_fixed(&self, decimals: u32, mode: Mode) -> String {
        let rounded = Rounding::decimals(decimals, mode).apply(self);
        let (n, d) = rounded.to_big();
        let scaled = n * num_bigint::BigInt::from(10).pow(decimals) / d;
        let text = scaled.magnitude().to_string();
        let width = decimals as usize + 1;
        let padded = format!("{text:0>width$}");
        let (whole, tail) = padded.split_at(padded.len() - decimals as usize);
        let sign = if rounded.is_negative() { "-" } else { "" };
        if decimals == 0 {
            format!("{sign}{whole}")
        } else {
            format!("{sign}{whole}.{tail}")
        }
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
            Form::Big(r) if r.1 == num_bigint::BigInt::from(1) => r.0.to_string(),
            Form::Big(r) => format!("{}/{}", r.0, r.1),
        }
    }

    /// Returns how many decimals an exact decimal text needs; `None` where there is none within
    /// 28.
    pub fn decimals(&self) -> Option<u32> {
        match &self.form {
            Form::Small(d) => Some(d.normalize().scale()),
            Form::Ratio(r) => (r.1 == 1).then_some(0),
            Form::Big(r) => (r.1 == num_bigint::BigInt::from(1)).then_some(0),
        }
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
