//! Sums and means whose result does not depend on the order of what is summed.

use num_bigint::BigInt;
use num_integer::Integer;

use super::{Form, MOST_BITS, Number, ratio};

/// Adds up numbers. Where the common denominator would be larger than [`MOST_BITS`], each operand
/// is first brought to 28 decimals and the sum is marked; so the order never matters.
pub fn sum<'a>(numbers: impl Iterator<Item = &'a Number> + Clone) -> Number {
    let Some(common) = common_denominator(numbers.clone()) else {
        let rounded: Vec<Number> = numbers.map(ratio::to_decimals).collect();
        return sum(rounded.iter());
    };
    // Decimals are added as they are; all others exactly, and only their sum is bounded.
    let mut total = Number::ZERO;
    let mut numerator = BigInt::ZERO;
    let mut approximate = false;
    for number in numbers {
        if let Form::Small(_) = number.form {
            total = total.plus(number);
        } else {
            let (n, d) = number.to_big();
            numerator += n * (&common / d);
            approximate |= number.is_approximate();
        }
    }
    if numerator != BigInt::ZERO {
        total = total.plus(&ratio::from_big(numerator, common, false));
    }
    total.marked(approximate)
}

/// Returns the mean; `None` of no numbers.
pub fn mean<'a>(numbers: impl Iterator<Item = &'a Number> + Clone) -> Option<Number> {
    let count = numbers.clone().count();
    sum(numbers).divided_by(&Number::from(count))
}

/// Returns the common denominator of all that are no small decimals; `None` where it would be too
/// large.
fn common_denominator<'a>(numbers: impl Iterator<Item = &'a Number>) -> Option<BigInt> {
    let mut common = BigInt::from(1);
    for number in numbers {
        if let Form::Small(_) = number.form {
            continue;
        }
        let (_, denominator) = number.to_big();
        if common.is_multiple_of(&denominator) {
            continue;
        }
        let divisor = ratio::common_divisor(&common, &denominator);
        common *= denominator / divisor;
        // Room is left for the decimals' own powers of ten and the sum's numerator.
        if common.bits() > MOST_BITS - 256 {
            return None;
        }
    }
    Some(common)
}
