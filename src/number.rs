//! Exact numbers, and the one place that rounds.
//!
//! A [`Number`] is a small decimal where that is exact, else a ratio of two `i128`, else a ratio
//! of big integers of at most [`MOST_BITS`] bits. So 1 ÷ 3 × 3 is 1, and nothing grows without
//! bound: a result that would be larger is made from its operands brought to 28 decimals, and
//! says so ([`Number::is_approximate`]).

mod parse;
mod ratio;
mod rounding;
mod show;
mod stretches;
mod total;

pub use parse::NumberMistake;
pub use rounding::{Mode, Rounding};
pub use show::{grouped, with_sign};
pub use stretches::stretches;
pub use total::{mean, sum};

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{ToPrimitive, Zero};
use rust_decimal::Decimal;

/// The largest numerator or denominator that a number keeps, in bits.
pub const MOST_BITS: u64 = 1024;

/// An exact number.
///
/// Every number has one form, so equality is equality of forms; whether it was approximated on
/// the way takes no part in comparisons.
#[derive(Debug, Clone)]
pub struct Number {
    form: Form,
    approximate: bool,
}

#[derive(Debug, Clone)]
enum Form {
    Small(Decimal),
    /// In lowest terms, the denominator positive (1 for large whole numbers), and not a small
    /// decimal.
    Ratio(Box<(i128, i128)>),
    /// In lowest terms, the denominator positive, and beyond the two forms above.
    Big(Box<(BigInt, BigInt)>),
}

impl Number {
    /// Zero.
    pub const ZERO: Self = Self::small(Decimal::ZERO);
    /// One.
    pub const ONE: Self = Self::small(Decimal::ONE);
    /// One hundred.
    pub const HUNDRED: Self = Self::small(Decimal::ONE_HUNDRED);

    const fn small(decimal: Decimal) -> Self {
        Self {
            form: Form::Small(decimal),
            approximate: false,
        }
    }

    /// Makes the ratio of two big integers; `None` when the denominator is zero.
    pub fn ratio(numerator: BigInt, denominator: BigInt) -> Option<Self> {
        if denominator.is_zero() {
            return None;
        }
        Some(ratio::from_big(numerator, denominator, false))
    }

    /// Tells whether an operand was brought to 28 decimals on the way here.
    pub fn is_approximate(&self) -> bool {
        self.approximate
    }

    /// Tells whether the number is zero.
    pub fn is_zero(&self) -> bool {
        matches!(&self.form, Form::Small(d) if d.is_zero())
    }

    /// Tells whether the number is below zero.
    pub fn is_negative(&self) -> bool {
        match &self.form {
            Form::Small(d) => d.is_sign_negative() && !d.is_zero(),
            Form::Ratio(r) => r.0 < 0,
            Form::Big(r) => r.0 < BigInt::ZERO,
        }
    }

    /// Tells whether the number is whole.
    pub fn is_whole(&self) -> bool {
        match &self.form {
            Form::Small(d) => d.fract().is_zero(),
            Form::Ratio(r) => r.1 == 1,
            Form::Big(r) => r.1 == BigInt::from(1),
        }
    }

    /// Returns the number as a whole `i64`; `None` when it is not whole or too large.
    pub fn to_i64(&self) -> Option<i64> {
        if !self.is_whole() {
            return None;
        }
        self.to_big().0.to_i64()
    }

    /// Adds.
    pub fn plus(&self, other: &Self) -> Self {
        ratio::add(self, other)
    }

    /// Subtracts.
    pub fn minus(&self, other: &Self) -> Self {
        ratio::add(self, &other.negated())
    }

    /// Multiplies.
    pub fn times(&self, other: &Self) -> Self {
        ratio::multiply(self, other)
    }

    /// Divides; `None` when `other` is zero.
    pub fn divided_by(&self, other: &Self) -> Option<Self> {
        if other.is_zero() {
            return None;
        }
        Some(ratio::divide(self, other))
    }

    /// Changes the sign.
    pub fn negated(&self) -> Self {
        let form = match &self.form {
            Form::Small(d) if d.is_zero() => Form::Small(*d),
            Form::Small(d) => Form::Small(-*d),
            Form::Ratio(r) => match r.0.checked_neg() {
                Some(n) => Form::Ratio(Box::new((n, r.1))),
                None => Form::Big(Box::new((-BigInt::from(r.0), r.1.into()))),
            },
            // -2^127 fits where 2^127 does not.
            Form::Big(r) => {
                return ratio::from_big(-r.0.clone(), r.1.clone(), self.approximate);
            }
        };
        Self {
            form,
            approximate: self.approximate,
        }
    }

    /// Returns the distance from zero.
    pub fn absolute(&self) -> Self {
        if self.is_negative() {
            self.negated()
        } else {
            self.clone()
        }
    }

    /// Returns the larger of two numbers; of two equal ones, the first.
    pub fn or_more(self, other: Self) -> Self {
        if other > self { other } else { self }
    }

    /// Returns the smaller of two numbers; of two equal ones, the first.
    pub fn or_less(self, other: Self) -> Self {
        if other < self { other } else { self }
    }

    /// Returns numerator and denominator in lowest terms, the denominator positive.
    pub fn to_big(&self) -> (BigInt, BigInt) {
        match &self.form {
            Form::Small(d) => {
                // A small decimal has at most 28 decimals, and 10²⁸ is an `i128`.
                let (n, d) = (d.mantissa(), 10_i128.pow(d.scale()));
                let divisor = n.gcd(&d);
                ((n / divisor).into(), (d / divisor).into())
            }
            Form::Ratio(r) => (r.0.into(), r.1.into()),
            Form::Big(r) => (r.0.clone(), r.1.clone()),
        }
    }

    fn marked(mut self, approximate: bool) -> Self {
        self.approximate |= approximate;
        self
    }
}

impl From<i64> for Number {
    fn from(whole: i64) -> Self {
        Self::small(Decimal::from(whole))
    }
}

impl From<usize> for Number {
    fn from(count: usize) -> Self {
        Self::small(Decimal::from(count))
    }
}

impl From<Decimal> for Number {
    fn from(decimal: Decimal) -> Self {
        Self::small(decimal)
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        match (&self.form, &other.form) {
            (Form::Small(a), Form::Small(b)) => a == b,
            (Form::Ratio(a), Form::Ratio(b)) => a == b,
            (Form::Big(a), Form::Big(b)) => a == b,
            _ => false,
        }
    }
}

impl Eq for Number {}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match &self.form {
            Form::Small(d) => d.normalize().hash(state),
            Form::Ratio(r) => r.hash(state),
            Form::Big(r) => r.hash(state),
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        ratio::compare(self, other)
    }
}
