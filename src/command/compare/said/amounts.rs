//! Numbers and tables as a terminal shows them.

use crate::command::explain::aligned;
use crate::number::{Mode, Number, grouped, with_sign};

/// Aligns a table and moves it in.
pub(in crate::command) fn indented(table: &[Vec<String>]) -> Vec<String> {
    let lines = aligned(table).into_iter();
    lines.map(|line| format!("  {}", line.trim_end())).collect()
}

/// Writes brackets as Western languages have them.
pub(in crate::command) fn western(text: &str) -> String {
    text.replace('（', " (").replace('）', ")")
}

/// Groups the digits of a number as shown; a text stays as it is.
pub(in crate::command) fn grouped_number(text: &str) -> String {
    let number = |c: char| c.is_ascii_digit() || "-.".contains(c);
    match text.chars().all(number) {
        true => grouped(text),
        false => text.to_owned(),
    }
}

/// Writes a number with two decimals at most, in the measure of its unit.
pub(in crate::command) fn amount(number: &Number, unit: &str) -> String {
    let scaled = match unit {
        "%" | "％" => number.times(&Number::HUNDRED),
        _ => number.clone(),
    };
    let digits = scaled.decimals().map_or(2, |d| d.min(2));
    grouped(&scaled.to_fixed(digits, Mode::HalfUp))
}

pub(in crate::command) fn signed(number: &Number, unit: &str) -> String {
    match number.is_zero() {
        true => "±0".to_owned(),
        false => with_sign(&amount(number, unit)),
    }
}
