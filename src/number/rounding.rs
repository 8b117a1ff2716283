//! Rounding: the only place where a number loses digits on purpose.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};

use super::{Number, ratio};

/// What happens to the part below a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// To the nearest step, a half away from zero (四舍五入).
    HalfUp,
    /// To the nearest step, a half to the even one (四舍六入五成双).
    HalfEven,
    /// Towards zero (舍去).
    Down,
    /// Away from zero (进一).
    Up,
}

/// A step and what happens to the part below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rounding {
    /// The step, above zero: `0.01` for cents, `5` for multiples of five.
    pub step: Number,
    /// The mode.
    pub mode: Mode,
}

impl Rounding {
    /// Rounds to so many decimals.
    pub fn decimals(decimals: u32, mode: Mode) -> Self {
        let step = ratio::from_big(BigInt::from(1), BigInt::from(10).pow(decimals), false);
        Self { step, mode }
    }

    /// Rounds a number to a whole multiple of the step.
    pub fn apply(&self, number: &Number) -> Number {
        if self.step.is_zero() {
            return number.clone();
        }
        if let Some(rounded) = self.apply_to_parts(number) {
            return rounded.marked(number.is_approximate());
        }
        let (n, d) = number.to_big();
        let (sn, sd) = self.step.to_big();
        let whole = nearest(n * &sd, &(d * &sn), self.mode);
        ratio::from_big(whole * sn, sd, false).marked(number.is_approximate())
    }

    /// Rounds where nothing on the way is larger than an `i128`.
    fn apply_to_parts(&self, number: &Number) -> Option<Number> {
        let ((n, d), (sn, sd)) = (ratio::parts(number)?, ratio::parts(&self.step)?);
        let top = n.checked_mul(sd).filter(|top| *top > i128::MIN)?;
        let whole = nearest(top, &d.checked_mul(sn)?, self.mode);
        Some(ratio::from_parts(whole.checked_mul(sn)?, sd))
    }
}

/// Rounds a ratio, whose denominator is above zero, to a whole number.
pub(super) fn nearest<N: Integer + Signed + Clone>(top: N, bottom: &N, mode: Mode) -> N {
    let negative = top.is_negative();
    let (whole, rest) = top.abs().div_rem(bottom);
    let other = bottom.clone() - rest.clone();
    let away = match mode {
        Mode::Down => false,
        Mode::Up => !rest.is_zero(),
        Mode::HalfUp => rest >= other,
        Mode::HalfEven => rest > other || (rest == other && whole.is_odd()),
    };
    let whole = if away { whole + N::one() } else { whole };
    if negative { -whole } else { whole }
}

impl Number {
    /// Returns the largest whole number not above this one.
    pub fn floor(&self) -> Number {
        let (n, d) = self.to_big();
        ratio::from_big(n.div_floor(&d), BigInt::from(1), false).marked(self.is_approximate())
    }

    /// Returns the smallest whole number not below this one.
    pub fn ceiling(&self) -> Number {
        self.negated().floor().negated()
    }

    /// Returns how many of so many equal steps from `low` to `high` lie wholly below this number,
    /// for drawings; `None` where the bounds are equal.
    pub fn steps_between(&self, low: &Number, high: &Number, steps: i32) -> Option<i64> {
        let ((vn, vd), (ln, ld), (hn, hd)) = (self.to_big(), low.to_big(), high.to_big());
        let whole = (hn * &ld - &ln * &hd) * &vd;
        let part = (vn * ld - ln * vd) * hd * BigInt::from(steps);
        if whole.is_zero() {
            return None;
        }
        part.div_floor(&whole).to_i64()
    }
}
