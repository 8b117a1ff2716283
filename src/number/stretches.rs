//! A span of numbers cut into stretches of a round width.

use super::Number;

/// The most stretches of a span.
const MOST: usize = 10;

/// Cuts the span from `low` to `high` into at most ten stretches of a round width, or one more where
/// it does not begin on a round number; `whole` numbers are not cut within. The last stretch ends
/// above `high`.
pub fn stretches(low: &Number, high: &Number, whole: bool) -> Vec<(Number, Number)> {
    let least = if whole { Number::ONE } else { Number::ZERO };
    let width = width(&high.minus(low)).or_more(least);
    let Some(steps) = low.divided_by(&width) else {
        return Vec::new();
    };
    let mut from = steps.floor().times(&width);
    let mut found: Vec<(Number, Number)> = Vec::new();
    while found.len() <= MOST {
        let to = from.plus(&width);
        found.push((from, to.clone()));
        if to > *high {
            break;
        }
        from = to;
    }
    found
}

/// Returns the smallest of 1, 2 and 5 times a power of ten that cuts a span into at most ten.
fn width(span: &Number) -> Number {
    let most = Number::from(MOST);
    let ten = Number::from(10_i64);
    let mut power = Number::ONE;
    let fits = |width: &Number| width.times(&most) >= *span;
    for _ in 0..60 {
        if fits(&power) {
            break;
        }
        power = power.times(&ten);
    }
    for _ in 0..60 {
        match power.divided_by(&ten) {
            Some(smaller) if fits(&smaller) && !span.is_zero() => power = smaller,
            _ => break,
        }
    }
    // `power` fits and a tenth of it does not: try what lies between.
    for step in ["0.2", "0.5"] {
        if let Ok(factor) = Number::parse(step) {
            let width = power.times(&factor);
            if fits(&width) && !span.is_zero() {
                return width;
            }
        }
    }
    power
}
