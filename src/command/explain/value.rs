//! Results of a trace as the terminal shows them: the words of the trace, the unit, and the exact
//! ratio where the words are cut.

use crate::diagnostic::{Language, Said};
use crate::figure::value_in_words;
use crate::number::Number;
use crate::value::{Cell, Value};

/// Longer exact ratios are left out; `data/<period>.json` has them.
const MOST_RATIO: usize = 24;

/// Writes a cell with its unit: `68,000 元`, `83.7333…（1256/15）`, `缺失：除数为零`.
pub(super) fn in_words(cell: &Cell, unit: &str, language: Language) -> String {
    let words = value_in_words(cell, unit);
    let words = words.get(language);
    match cell {
        Ok(Value::Number(number)) => {
            let unit = match unit {
                "" | "%" => String::new(),
                unit => format!(" {unit}"),
            };
            format!("{words}{unit}{}", exact_ratio(number, words))
        }
        // Quotation marks are for texts within formulas.
        Ok(Value::Text(text)) => text.to_string(),
        Ok(_) => words.to_owned(),
        Err(_) => {
            let reason = words.trim_matches(['［', '］', '[', ']']);
            let missing = Said::new(format!("缺失：{reason}"), format!("missing: {reason}"));
            missing.get(language).to_owned()
        }
    }
}

fn exact_ratio(number: &Number, words: &str) -> String {
    let exact = number.exact_text();
    if words.ends_with(['…', '%']) && exact.contains('/') && exact.len() <= MOST_RATIO {
        format!("（{exact}）")
    } else {
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Missing;

    fn said(text: &str, unit: &str) -> String {
        let number = Number::parse_exact(text).unwrap_or(Number::ZERO);
        in_words(&Ok(Value::Number(number)), unit, Language::Chinese)
    }

    #[test]
    fn numbers_are_short_and_say_when_they_are_cut() {
        assert_eq!(said("68000", "元"), "68,000 元");
        assert_eq!(said("1.02", "%"), "102%");
        assert_eq!(said("1256/15", ""), "83.7333…（1256/15）");
        assert_eq!(said("103.5", "分"), "103.5 分");
    }

    #[test]
    fn what_is_missing_says_why() {
        let missing = Err(Missing::ZeroDivisor);
        let said = in_words(&missing, "", Language::Chinese);
        assert!(said.starts_with("缺失：") && said.contains('零'), "{said}");
    }
}
