//! Exact arithmetic on the three forms of a number.
//!
//! Each operation tries `i128` first and falls back to big integers.

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};
use rust_decimal::Decimal;

use super::{Form, MOST_BITS, Number};

/// The largest mantissa of a small decimal.
const MOST_MANTISSA: u128 = (1 << 96) - 1;
/// The most decimals of a small decimal.
const MOST_DECIMALS: u32 = 28;

pub(super) fn add(a: &Number, b: &Number) -> Number {
    let approximate = a.approximate || b.approximate;
    if let (Form::Small(x), Form::Small(y)) = (&a.form, &b.form)
        && let Some(sum) = add_small(*x, *y)
    {
        return Number::small(sum).marked(approximate);
    }
    if let (Some((an, ad)), Some((bn, bd))) = (parts(a), parts(b))
        && let Some(number) = add_parts(an, ad, bn, bd)
    {
        return number.marked(approximate);
    }
    bounded(a, b, |a, b| {
        let ((an, ad), (bn, bd)) = (a.to_big(), b.to_big());
        (an * &bd + bn * &ad, ad * bd)
    })
}

pub(super) fn multiply(a: &Number, b: &Number) -> Number {
    let approximate = a.approximate || b.approximate;
    if let (Form::Small(x), Form::Small(y)) = (&a.form, &b.form)
        && let Some(mantissa) = x.mantissa().checked_mul(y.mantissa())
        && let Some(product) = small(mantissa, x.scale() + y.scale())
    {
        return Number::small(product).marked(approximate);
    }
    if let (Some((an, ad)), Some((bn, bd))) = (parts(a), parts(b)) {
        let (left, right) = (an.gcd(&bd).max(1), bn.gcd(&ad).max(1));
        let top = (an / left).checked_mul(bn / right);
        let bottom = (ad / right).checked_mul(bd / left);
        if let (Some(top), Some(bottom)) = (top, bottom) {
            return from_parts(top, bottom).marked(approximate);
        }
    }
    bounded(a, b, |a, b| {
        let ((an, ad), (bn, bd)) = (a.to_big(), b.to_big());
        (an * bn, ad * bd)
    })
}

/// Divides; the caller has seen that `b` is not zero.
pub(super) fn divide(a: &Number, b: &Number) -> Number {
    let inverse = match &b.form {
        Form::Small(_) | Form::Ratio(_) => parts(b).and_then(|(n, d)| {
            let (top, bottom) = if n < 0 {
                (d.checked_neg()?, n.checked_neg()?)
            } else {
                (d, n)
            };
            Some(from_parts(top, bottom))
        }),
        Form::Big(_) => None,
    };
    let inverse = inverse.unwrap_or_else(|| match b.to_big() {
        (n, d) if n.is_negative() => from_lowest(-d, -n),
        (n, d) => from_lowest(d, n),
    });
    multiply(a, &inverse.marked(b.approximate))
}

pub(super) fn compare(a: &Number, b: &Number) -> Ordering {
    if let (Some((an, ad)), Some((bn, bd))) = (parts(a), parts(b))
        && let (Some(left), Some(right)) = (an.checked_mul(bd), bn.checked_mul(ad))
    {
        return left.cmp(&right);
    }
    let ((an, ad), (bn, bd)) = (a.to_big(), b.to_big());
    (an * bd).cmp(&(bn * ad))
}

/// Makes the canonical number of `numerator / denominator`, the denominator not zero. One that is
/// larger than [`MOST_BITS`] is brought to 28 decimals, kept within ±2^[`MOST_BITS`], and marked
/// where that changed it.
pub(super) fn from_big(numerator: BigInt, denominator: BigInt, approximate: bool) -> Number {
    let (n, d) = reduced(numerator, denominator);
    if n.bits().max(d.bits()) <= MOST_BITS {
        return from_lowest(n, d).marked(approximate);
    }
    let (bounded_n, bounded_d) = rounded_off(&n, &d);
    let changed = bounded_n != n || bounded_d != d;
    from_lowest(bounded_n, bounded_d).marked(approximate || changed)
}

/// Brings a number to 28 decimals, half away from zero, and marks it when that changed it.
pub(super) fn to_decimals(number: &Number) -> Number {
    let (n, d) = number.to_big();
    let (rounded_n, rounded_d) = rounded_off(&n, &d);
    if rounded_n == n && rounded_d == d {
        return number.clone();
    }
    from_lowest(rounded_n, rounded_d).marked(true)
}

/// Rounds a ratio to 28 decimals, half away from zero, and keeps it within ±2^[`MOST_BITS`].
fn rounded_off(n: &BigInt, d: &BigInt) -> (BigInt, BigInt) {
    let scale = BigInt::from(10).pow(MOST_DECIMALS);
    let doubled: BigInt = n.abs() * &scale * 2;
    let steps: BigInt = (doubled + d) / (d * BigInt::from(2));
    let most: BigInt = (BigInt::one() << MOST_BITS) * &scale;
    let steps = steps.min(most);
    reduced(if n.is_negative() { -steps } else { steps }, scale)
}

/// Makes the number of a ratio in lowest terms whose denominator is positive.
fn from_lowest(n: BigInt, d: BigInt) -> Number {
    match (n.to_i128(), d.to_i128()) {
        (Some(n), Some(d)) => from_reduced(n, d),
        _ => Number {
            form: Form::Big(Box::new((n, d))),
            approximate: false,
        },
    }
}

/// Returns the greatest common divisor. Two divisions by each other bring most pairs down to what
/// a machine reckons with at once.
pub(super) fn common_divisor(a: &BigInt, b: &BigInt) -> BigInt {
    let (mut a, mut b) = (a.abs(), b.abs());
    while !b.is_zero() {
        if let (Some(a), Some(b)) = (a.to_u128(), b.to_u128()) {
            return a.gcd(&b).into();
        }
        let rest = a % &b;
        (a, b) = (b, rest);
    }
    a
}

/// Brings a ratio into lowest terms with a positive denominator.
pub(super) fn reduced(numerator: BigInt, denominator: BigInt) -> (BigInt, BigInt) {
    let divisor = common_divisor(&numerator, &denominator);
    let (mut n, mut d) = if divisor.is_zero() || divisor.is_one() {
        (numerator, denominator)
    } else {
        (numerator / &divisor, denominator / &divisor)
    };
    if d.is_negative() {
        n = -n;
        d = -d;
    }
    (n, d)
}

/// Applies an operation on big ratios; when its result would be too large, applies it to the
/// operands brought to 28 decimals instead.
fn bounded(
    a: &Number,
    b: &Number,
    operation: impl Fn(&Number, &Number) -> (BigInt, BigInt),
) -> Number {
    let approximate = a.approximate || b.approximate;
    let (n, d) = operation(a, b);
    let (n, d) = reduced(n, d);
    if n.bits().max(d.bits()) <= MOST_BITS {
        return from_lowest(n, d).marked(approximate);
    }
    let (n, d) = operation(&to_decimals(a), &to_decimals(b));
    from_big(n, d, true)
}

pub(super) fn parts(number: &Number) -> Option<(i128, i128)> {
    match &number.form {
        Form::Small(d) => Some((d.mantissa(), 10_i128.checked_pow(d.scale())?)),
        Form::Ratio(r) => Some(**r),
        Form::Big(_) => None,
    }
}

fn add_small(a: Decimal, b: Decimal) -> Option<Decimal> {
    let scale = a.scale().max(b.scale());
    let lift = |d: Decimal| {
        d.mantissa()
            .checked_mul(10_i128.checked_pow(scale - d.scale())?)
    };
    small(lift(a)?.checked_add(lift(b)?)?, scale)
}

fn add_parts(an: i128, ad: i128, bn: i128, bd: i128) -> Option<Number> {
    let common = ad.gcd(&bd);
    let (left, right) = (bd / common, ad / common);
    let top = an.checked_mul(left)?.checked_add(bn.checked_mul(right)?)?;
    Some(from_parts(top, ad.checked_mul(left)?))
}

/// Makes the canonical number of a ratio whose denominator is positive.
pub(super) fn from_parts(numerator: i128, denominator: i128) -> Number {
    let divisor = numerator.gcd(&denominator);
    if divisor > 1 {
        from_reduced(numerator / divisor, denominator / divisor)
    } else {
        from_reduced(numerator, denominator)
    }
}

fn from_reduced(numerator: i128, denominator: i128) -> Number {
    if let Some(decimal) = as_small(numerator, denominator) {
        return Number::small(decimal);
    }
    Number {
        form: Form::Ratio(Box::new((numerator, denominator))),
        approximate: false,
    }
}

/// Returns a reduced ratio as a small decimal, where that is exact.
fn as_small(numerator: i128, denominator: i128) -> Option<Decimal> {
    let twos = denominator.trailing_zeros();
    let mut rest = denominator >> twos;
    let mut fives = 0;
    while rest % 5 == 0 {
        rest /= 5;
        fives += 1;
    }
    let scale = twos.max(fives);
    if rest != 1 || scale > MOST_DECIMALS {
        return None;
    }
    let factor = 10_i128.checked_pow(scale)? / denominator;
    small(numerator.checked_mul(factor)?, scale)
}

/// Makes a small decimal of a mantissa and a number of decimals, dropping zeros at the end where
/// that is needed to fit.
fn small(mut mantissa: i128, mut scale: u32) -> Option<Decimal> {
    while (scale > MOST_DECIMALS || mantissa.unsigned_abs() > MOST_MANTISSA)
        && scale > 0
        && mantissa % 10 == 0
    {
        mantissa /= 10;
        scale -= 1;
    }
    if scale > MOST_DECIMALS || mantissa.unsigned_abs() > MOST_MANTISSA {
        return None;
    }
    Decimal::try_from_i128_with_scale(mantissa, scale).ok()
}
