//! The count and the sum of a person's rows while they go by, small enough that those of many
//! people stay at hand.

use super::gathering::Gathering;

/// A count of rows and a sum of decimals, as long as both stay short.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Brief {
    mantissa: i64,
    scale: u32,
    count: u32,
}

impl Brief {
    /// Takes a row of which nothing but its being there matters; what is full moves on to `whole`.
    pub fn count(&mut self, whole: &mut Gathering) {
        match self.count.checked_add(1) {
            Some(count) => self.count = count,
            None => {
                self.move_to(whole);
                self.count = 1;
            }
        }
    }

    /// Takes a row's decimal: `mantissa` ÷ 10^`scale`; what is full moves on to `whole`.
    pub fn add_decimal(&mut self, mantissa: i64, scale: u32, whole: &mut Gathering) {
        match self.with(mantissa, scale) {
            Some(more) => *self = more,
            None => {
                self.move_to(whole);
                whole.add_decimal(mantissa, scale);
            }
        }
    }

    /// Adds everything to `whole`, and begins anew.
    pub fn move_to(&mut self, whole: &mut Gathering) {
        whole.add_brief(u64::from(self.count), self.mantissa, self.scale);
        *self = Self::default();
    }

    fn with(self, mantissa: i64, scale: u32) -> Option<Self> {
        let count = self.count.checked_add(1)?;
        let finer = scale.max(self.scale);
        let raised = |mantissa: i64, from: u32| match finer - from {
            0 => Some(mantissa),
            by => mantissa.checked_mul(10_i64.checked_pow(by)?),
        };
        let sum = raised(self.mantissa, self.scale)?.checked_add(raised(mantissa, scale)?)?;
        Some(Self {
            mantissa: sum,
            scale: finer,
            count,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::Aggregate;
    use crate::value::Missing;

    #[test]
    fn what_does_not_fit_moves_on() {
        let full = 999_999_999_999_999_999;
        let decimals = [
            (full, 0),
            (5, 1),
            (full, 0),
            (-25, 17),
            (full, 2),
            (full, 0),
        ];
        let (mut brief, mut whole) = (Brief::default(), Gathering::default());
        let mut plain = Gathering::default();
        for (mantissa, scale) in decimals {
            brief.add_decimal(mantissa, scale, &mut whole);
            plain.add_decimal(mantissa, scale);
        }
        brief.move_to(&mut whole);
        for by in [Aggregate::Sum, Aggregate::Mean, Aggregate::Count] {
            let cell = |g: &Gathering| g.cell(by, || Missing::Nobody);
            assert_eq!(cell(&whole), cell(&plain));
        }
        assert_eq!(brief, Brief::default());
    }

    #[test]
    fn rows_beyond_the_last_count_are_counted() {
        let mut brief = Brief {
            count: u32::MAX,
            ..Brief::default()
        };
        let mut whole = Gathering::default();
        brief.count(&mut whole);
        brief.count(&mut whole);
        brief.move_to(&mut whole);
        let mut expected = Gathering::default();
        expected.add_brief(u64::from(u32::MAX) + 2, 0, 0);
        assert_eq!(whole, expected);
    }
}
