//! Sums and means whose result does not depend on the order of what is summed.

use num_bigint::BigInt;
use num_integer::Integer;

use super::{MOST_BITS, Number, ratio};

/// Adds up numbers. Where the common denominator would be larger than [`MOST_BITS`], each operand
/// is first brought to 28 decimals and the sum is marked; so the order never matters.
pub fn sum<'a>(numbers: impl Iterator<Item = &'a Number> + Clone) -> Number {
    if common_denominator_fits(numbers.clone()) {
        numbers.fold(Number::ZERO, |total, n| total.plus(n))
    } else {
        numbers.fold(Number::ZERO, |total, n| total.plus(&ratio::to_decimals(n)))
    }
}

/// Returns the mean; `None` of no numbers.
pub fn mean<'a>(numbers: impl Iterator<Item = &'a Number> + Clone) -> Option<Number> {
    let count = numbers.clone().count();
    sum(numbers).divided_by(&Number::from(count))
}

fn common_denominator_fits<'a>(numbers: impl Iterator<Item = &'a Number>) -> bool {
    let mut common: Option<BigInt> = None;
    for number in numbers {
        if number.decimals().is_some() {
            continue;
        }
        let (_, denominator) = number.to_big();
        let next = match &common {
            None => denominator,
            Some(common) if common.is_multiple_of(&denominator) => continue,
            Some(common) => common.lcm(&denominator),
        };
        // Room is left for the decimals' own powers of ten and the sum's numerator.
        if next.bits() > MOST_BITS - 256 {
            return false;
        }
        common = Some(next);
    }
    true
}
