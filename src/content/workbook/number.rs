//! Binary numbers and moments of workbooks → the text that people see.

use calamine::ExcelDateTime;

/// Writes a binary number as the shortest decimal of at most 15 significant digits.
pub(super) fn decimal(number: f64) -> String {
    if !number.is_finite() {
        return "#NUM!".to_owned();
    }
    let written = format!("{number:.14e}");
    let (mantissa, exponent) = written.split_once('e').unwrap_or((&written, "0"));
    let (sign, mantissa) = match mantissa.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", mantissa),
    };
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_end_matches('0');
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if digits.is_empty() {
        return "0".to_owned();
    }
    if !(-25..=25).contains(&exponent) {
        let (first, rest) = digits.split_at(1);
        let point = if rest.is_empty() { "" } else { "." };
        return format!("{sign}{first}{point}{rest}e{exponent}");
    }
    let whole = exponent + 1;
    if whole <= 0 {
        let zeros = "0".repeat(whole.unsigned_abs() as usize);
        format!("{sign}0.{zeros}{digits}")
    } else if digits.len() <= whole as usize {
        let zeros = "0".repeat(whole as usize - digits.len());
        format!("{sign}{digits}{zeros}")
    } else {
        let (before, after) = digits.split_at(whole as usize);
        format!("{sign}{before}.{after}")
    }
}

/// Writes a day as `2026-07-01`, perhaps with a time; a time of the day or a length as `16:05:00`.
pub(super) fn moment_text(moment: &ExcelDateTime) -> String {
    if moment.is_duration() {
        let seconds = (moment.as_f64() * 86_400.0).round() as i64;
        let (minutes, seconds) = (seconds / 60, (seconds % 60).abs());
        return format!("{}:{:02}:{seconds:02}", minutes / 60, (minutes % 60).abs());
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    let date = format!("{year:04}-{month:02}-{day:02}");
    if moment.as_f64() < 1.0 {
        time
    } else if (hour, minute, second) == (0, 0, 0) {
        date
    } else {
        format!("{date} {time}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn binary_numbers_become_the_decimals_that_people_typed() {
        for (number, text) in [
            (0.29, "0.29"),
            (0.1 + 0.2, "0.3"),
            (1234.5, "1234.5"),
            (-0.05, "-0.05"),
            (0.0, "0"),
            (-0.0, "0"),
            (100.0, "100"),
            (1e15, "1000000000000000"),
            (123_456_789_012_345.0, "123456789012345"),
            (1e-7, "0.0000001"),
            (1.5e300, "1.5e300"),
            (f64::NAN, "#NUM!"),
        ] {
            assert_eq!(decimal(number), text);
        }
    }
}
