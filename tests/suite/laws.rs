//! Laws that hold for every input: of numbers, of rounding, of periods and working days.
//!
//! The oracle for numbers is a plain ratio of big integers, written here from scratch.

use std::cmp::Ordering;

use meritbook::number::{Mode, Number, Rounding, mean, sum};
use meritbook::period::{Period, days_after};
use num_bigint::BigInt;
use proptest::prelude::*;

use crate::common::shuffled;

/// A ratio of big integers with a positive denominator, not reduced.
#[derive(Debug, Clone)]
struct Exact(BigInt, BigInt);

impl Exact {
    fn of(number: &Number) -> Self {
        let (n, d) = number.to_big();
        Self(n, d)
    }

    fn equals(&self, number: &Number) -> bool {
        let (n, d) = number.to_big();
        &self.0 * d == n * &self.1
    }

    fn plus(&self, other: &Self) -> Self {
        Self(&self.0 * &other.1 + &other.0 * &self.1, &self.1 * &other.1)
    }

    fn times(&self, other: &Self) -> Self {
        Self(&self.0 * &other.0, &self.1 * &other.1)
    }

    fn inverse(&self) -> Self {
        if self.0 < BigInt::ZERO {
            Self(-&self.1, -&self.0)
        } else {
            Self(self.1.clone(), self.0.clone())
        }
    }

    fn compare(&self, other: &Self) -> Ordering {
        (&self.0 * &other.1).cmp(&(&other.0 * &self.1))
    }
}

/// Numbers of all three forms: short decimals, ratios, and ones beyond `i128`.
fn numbers() -> impl Strategy<Value = Number> {
    let decimal = (any::<i64>(), 0_u32..=20).prop_map(|(mantissa, scale)| {
        Number::parse(&format!("{mantissa}e-{scale}")).expect("a decimal")
    });
    let money = (-10_000_000_i64..10_000_000)
        .prop_map(|cents| Number::parse(&format!("{cents}e-2")).expect("an amount"));
    let ratio = (any::<i64>(), 1..=i64::MAX).prop_map(|(n, d)| number(n.into(), d.into()));
    let small_ratio = (-1000..1000_i64, 1..1000_i64).prop_map(|(n, d)| number(n.into(), d.into()));
    let wide = (any::<i128>(), 1..=i128::MAX).prop_map(|(n, d)| number(n.into(), d.into()));
    let big = (any::<i128>(), any::<i128>(), 1..=i128::MAX, 1..=i128::MAX)
        .prop_map(|(a, b, c, d)| number(BigInt::from(a) * b, BigInt::from(c) * d));
    let edges = prop::sample::select(vec![
        "0",
        "1",
        "-1",
        "100",
        "0.01",
        "0.3333333333333333333333333333",
        "79228162514264337593543950335",
        "-79228162514264337593543950335",
        "79228162514264337593543950336",
        "0.0000000000000000000000000001",
        "170141183460469231731687303715884105727",
        "-170141183460469231731687303715884105728",
        "1e60",
        "-1e60",
        "1e-60",
    ])
    .prop_map(|text| Number::parse(text).expect("an edge"));
    prop_oneof![3 => money, 2 => decimal, 2 => small_ratio, 1 => ratio, 1 => wide, 1 => big, 1 => edges]
}

fn number(numerator: BigInt, denominator: BigInt) -> Number {
    Number::ratio(numerator, denominator).expect("the denominator is not zero")
}

fn modes() -> impl Strategy<Value = Mode> {
    prop::sample::select(vec![Mode::HalfUp, Mode::HalfEven, Mode::Down, Mode::Up])
}

fn steps() -> impl Strategy<Value = Number> {
    prop::sample::select(vec![
        "0.01", "0.1", "1", "5", "0.5", "100", "0.0001", "0.05", "1e-28",
    ])
    .prop_map(|text| Number::parse(text).expect("a step"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sums_are_exact(a in numbers(), b in numbers()) {
        let exact = Exact::of(&a).plus(&Exact::of(&b));
        prop_assert!(exact.equals(&a.plus(&b)));
        prop_assert!(!a.plus(&b).is_approximate());
        prop_assert_eq!(a.plus(&b), b.plus(&a));
        prop_assert_eq!(a.plus(&b).minus(&b), a);
    }

    #[test]
    fn products_and_quotients_are_exact(a in numbers(), b in numbers()) {
        let (x, y) = (Exact::of(&a), Exact::of(&b));
        prop_assert!(x.times(&y).equals(&a.times(&b)));
        prop_assert_eq!(a.times(&b), b.times(&a));
        match a.divided_by(&b) {
            None => prop_assert!(b.is_zero()),
            Some(quotient) => {
                prop_assert!(x.times(&y.inverse()).equals(&quotient));
                prop_assert_eq!(quotient.times(&b), a);
            }
        }
    }

    #[test]
    fn order_agrees_with_the_exact_one(a in numbers(), b in numbers()) {
        prop_assert_eq!(a.cmp(&b), Exact::of(&a).compare(&Exact::of(&b)));
        prop_assert_eq!(a == b, a.cmp(&b) == Ordering::Equal);
        prop_assert_eq!(a.negated().cmp(&b.negated()), b.cmp(&a));
        prop_assert_eq!(a.is_negative(), a < Number::ZERO);
        prop_assert!(a.absolute() >= a);
    }

    #[test]
    fn one_value_has_one_form(a in numbers(), factor in 1..=i64::MAX) {
        let (n, d) = a.to_big();
        let same = number(n * factor, d * factor);
        prop_assert_eq!(&same, &a);
        prop_assert_eq!(same.exact_text(), a.exact_text());
        prop_assert_eq!(hash(&same), hash(&a));
    }

    #[test]
    fn exact_text_is_read_back(a in numbers()) {
        let text = a.exact_text();
        prop_assert_eq!(Number::parse_exact(&text), Some(a), "{}", text);
    }

    #[test]
    fn plain_text_keeps_every_digit(negative: bool, whole in "[0-9]{1,30}", tail in "[0-9]{0,30}") {
        let sign = if negative { "-" } else { "" };
        let text = if tail.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{tail}") };
        let read = Number::parse(&text).expect("plain digits");
        let scale = BigInt::from(10).pow(tail.len() as u32);
        let mantissa: BigInt = format!("{sign}{whole}{tail}").parse().expect("digits");
        prop_assert!(Exact(mantissa, scale).equals(&read));
    }

    #[test]
    fn no_text_makes_reading_panic(text in ".{0,40}", near in "[-+]?[0-9]{0,70}[.eE%]{0,2}[-+]?[0-9]{0,12}%?") {
        let _ = (Number::parse(&text), Number::parse_exact(&text));
        let _ = (Number::parse(&near), Number::parse_exact(&near));
    }

    #[test]
    fn sums_do_not_depend_on_the_order(numbers in prop::collection::vec(numbers(), 0..40), seed: u64) {
        let shuffled = shuffled(&numbers, seed);
        prop_assert_eq!(sum(numbers.iter()), sum(shuffled.iter()));
        prop_assert_eq!(mean(numbers.iter()), mean(shuffled.iter()));
        prop_assert_eq!(sum(numbers.iter()).is_approximate(), sum(shuffled.iter()).is_approximate());
    }

    #[test]
    fn sums_of_decimals_are_exact(cents in prop::collection::vec(any::<i64>(), 0..200)) {
        let numbers: Vec<Number> = cents
            .iter()
            .map(|cents| Number::parse(&format!("{cents}e-2")).expect("an amount"))
            .collect();
        let total: BigInt = cents.iter().map(|c| BigInt::from(*c)).sum();
        prop_assert!(Exact(total, BigInt::from(100)).equals(&sum(numbers.iter())));
    }

    #[test]
    fn rounding_stays_within_a_step(a in numbers(), step in steps(), mode in modes()) {
        let rounding = Rounding { step: step.clone(), mode };
        let rounded = rounding.apply(&a);
        let off = rounded.minus(&a).absolute();
        let steps = rounded.divided_by(&step).expect("a step is not zero");
        prop_assert!(steps.is_whole());
        prop_assert_eq!(rounding.apply(&rounded), rounded.clone());
        prop_assert_eq!(rounding.apply(&a.negated()), rounded.negated());
        match mode {
            Mode::HalfUp | Mode::HalfEven => prop_assert!(off.plus(&off) <= step),
            Mode::Down => prop_assert!(off < step && rounded.absolute() <= a.absolute()),
            Mode::Up => prop_assert!(off < step && rounded.absolute() >= a.absolute()),
        }
    }

    #[test]
    fn rounding_keeps_the_order(a in numbers(), b in numbers(), step in steps(), mode in modes()) {
        let rounding = Rounding { step, mode };
        let (low, high) = if a <= b { (a, b) } else { (b, a) };
        prop_assert!(rounding.apply(&low) <= rounding.apply(&high));
    }

    #[test]
    fn shown_text_is_the_rounded_number(a in numbers(), decimals in 0..6_u32, mode in modes()) {
        let text = a.to_fixed(decimals, mode);
        let rounded = Rounding::decimals(decimals, mode).apply(&a);
        prop_assert_eq!(Number::parse_exact(&text).or_else(|| Number::parse_exact(&long(&text))), Some(rounded), "{}", text);
        prop_assert!(!text.starts_with("-0.") || text.bytes().any(|b| (b'1'..=b'9').contains(&b)));
        prop_assert_eq!(text.split_once('.').map_or(0, |(_, tail)| tail.len()), decimals as usize);
    }

    #[test]
    fn floor_and_ceiling_enclose(a in numbers()) {
        let (floor, ceiling) = (a.floor(), a.ceiling());
        prop_assert!(floor.is_whole() && ceiling.is_whole());
        prop_assert!(floor <= a && a <= ceiling);
        prop_assert!(a < floor.plus(&Number::ONE) && ceiling.minus(&Number::ONE) < a);
        prop_assert_eq!(a.is_whole(), floor == ceiling);
    }

    #[test]
    fn periods_count_like_months(year in 1900..2199_i16, month in 1..=12_i8, by in -600..600_i32) {
        let period = Period::new(year, month).expect("a period");
        prop_assert_eq!(Period::parse(&period.to_string()), Some(period));
        prop_assert_eq!(period.last_day(), days_after(period.next().map_or(period.first_day(), Period::first_day), -1));
        if let Some(later) = period.later(by) {
            prop_assert_eq!(later.months_since(period), by);
            prop_assert_eq!(later.later(-by), Some(period));
            prop_assert_eq!(later.cmp(&period), by.cmp(&0));
        }
        prop_assert_eq!(Period::of(period.first_day()), Some(period));
        prop_assert_eq!(Period::of(period.last_day()), Some(period));
    }
}

#[test]
fn a_third_three_times_is_one() {
    let three = Number::from(3_i64);
    let third = Number::ONE.divided_by(&three).expect("not zero");
    assert_eq!(third.times(&three), Number::ONE);
    assert_eq!(third.exact_text(), "1/3");
}

#[test]
fn nothing_grows_without_bound() {
    let mut number = Number::ratio(BigInt::from(3), BigInt::from(7)).expect("not zero");
    for prime in (11_i64..2000).step_by(2) {
        let next = Number::ratio(BigInt::from(prime + 1), BigInt::from(prime)).expect("not zero");
        number = number.times(&next).plus(&next);
        let (n, d) = number.to_big();
        assert!(
            d.bits() <= 1024 && n.bits() <= 2048,
            "{} {}",
            n.bits(),
            d.bits()
        );
    }
    assert!(number.is_approximate());
}

#[test]
fn very_large_numbers_end_somewhere() {
    let large = Number::parse("1e60").expect("large");
    let small = Number::parse("1.7e-60").expect("small");
    let mut number = Number::ONE;
    for _ in 0..200 {
        number = number.times(&large).plus(&small);
        let (n, d) = number.to_big();
        assert!(
            n.bits() <= 2048 && d.bits() <= 1024,
            "{} {}",
            n.bits(),
            d.bits()
        );
    }
    assert!(number.is_approximate());
}

/// Long digits are no plain number text; as a whole number they read exactly.
fn long(text: &str) -> String {
    match text.split_once('.') {
        None => format!("{text}/1"),
        Some((whole, tail)) => format!("{whole}{tail}/1{}", "0".repeat(tail.len())),
    }
}

fn hash(number: &Number) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    number.hash(&mut hasher);
    hasher.finish()
}
