//! Values of a trace as the terminal shows them: exact where that is short, else rounded with the
//! exact ratio beside it.

use crate::diagnostic::{Language, missing_in_words};
use crate::number::{Mode, Number, grouped};
use crate::value::{Cell, Value};

/// Writes a cell with its unit: `68,000 元`, `83.7333…（1256/15）`, `缺失：除数为零`.
pub(super) fn in_words(cell: &Cell, unit: &str, language: Language) -> String {
    match cell {
        Ok(Value::Number(number)) => number_in_words(number, unit),
        Ok(value) => plain(value, language),
        Err(missing) => {
            let reason = missing_in_words(missing);
            match language {
                Language::Chinese => format!("缺失：{}", reason.zh),
                Language::English => format!("missing: {}", reason.en),
            }
        }
    }
}

fn plain(value: &Value, language: Language) -> String {
    match (value, language) {
        (Value::Number(number), _) => number_in_words(number, ""),
        (Value::Text(text), _) => text.to_string(),
        (Value::Truth(true), Language::Chinese) => "是".to_owned(),
        (Value::Truth(false), Language::Chinese) => "否".to_owned(),
        (Value::Truth(true), Language::English) => "yes".to_owned(),
        (Value::Truth(false), Language::English) => "no".to_owned(),
        (Value::Date(moment), _) => match moment.to_string().split_once('T') {
            Some((day, "00:00:00")) => day.to_owned(),
            Some((day, time)) => format!("{day} {time}"),
            None => moment.to_string(),
        },
    }
}

/// More decimals than this are rounded off in words; the exact ratio stands beside them.
const MOST_DECIMALS: u32 = 8;
/// Decimals of a number that is rounded off in words.
const SHOWN_DECIMALS: u32 = 4;
/// Longer exact ratios are left out; `data/<period>.json` has them.
const MOST_RATIO: usize = 24;

fn number_in_words(number: &Number, unit: &str) -> String {
    let (number, unit) = match unit {
        "%" => (number.times(&Number::HUNDRED), "%".to_owned()),
        "" => (number.clone(), String::new()),
        unit => (number.clone(), format!(" {unit}")),
    };
    let sign = if number.is_approximate() { "≈ " } else { "" };
    match number.decimals() {
        Some(decimals) if decimals <= MOST_DECIMALS => {
            format!("{sign}{}{unit}", grouped(&number.exact_text()))
        }
        _ => {
            let shown = grouped(&number.to_fixed(SHOWN_DECIMALS, Mode::Down));
            let exact = number.exact_text();
            if exact.len() <= MOST_RATIO {
                format!("{sign}{shown}…{unit}（{exact}）")
            } else {
                format!("{sign}{shown}…{unit}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Missing;

    fn number(text: &str) -> Cell {
        Number::parse_exact(text)
            .map(Value::Number)
            .ok_or(Missing::ZeroDivisor)
    }

    #[test]
    fn numbers_are_short_and_say_when_they_are_cut() {
        let said = |text: &str, unit: &str| in_words(&number(text), unit, Language::Chinese);
        assert_eq!(said("68000", "元"), "68,000 元");
        assert_eq!(said("1.02", "%"), "102%");
        assert_eq!(said("1256/15", ""), "83.7333…（1256/15）");
        assert_eq!(said("103.5", "分"), "103.5 分");
    }

    #[test]
    fn what_is_missing_says_why() {
        assert_eq!(
            in_words(&Err(Missing::ZeroDivisor), "", Language::Chinese),
            "缺失：除数为零"
        );
    }
}
