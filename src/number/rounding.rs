//! Rounding: the only place where a number loses digits on purpose.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, Zero};

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
        let (n, d) = number.to_big();
        let (sn, sd) = self.step.to_big();
        if sn.is_zero() {
            return number.clone();
        }
        let (top, bottom) = (n * &sd, d * &sn);
        let negative = top.is_negative();
        let (mut whole, rest) = top.abs().div_rem(&bottom);
        let twice: BigInt = rest.clone() * 2;
        let away = match self.mode {
            Mode::Down => false,
            Mode::Up => !rest.is_zero(),
            Mode::HalfUp => twice >= bottom,
            Mode::HalfEven => twice > bottom || (twice == bottom && whole.is_odd()),
        };
        if away {
            whole += 1;
        }
        if negative {
            whole = -whole;
        }
        ratio::from_big(whole * sn, sd, false).marked(number.is_approximate())
    }
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
}
