//! Texts of cells → numbers, days and truths. What cannot be read for sure is refused.

use jiff::civil::{Date, DateTime, Time};

use crate::diagnostic::Said;
use crate::number::{Number, NumberMistake};

/// Why the text of a cell is not what it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CellMistake {
    /// It does not read as a number.
    NoNumber,
    /// Its thousands separators stand in places where none belong.
    BadGroups,
    /// Excel has shortened it: `1.23E+11`.
    Shortened,
    /// It has more digits than are kept.
    TooLong,
    /// It does not read as a day.
    NoDate,
    /// It lacks the year, or the day.
    PartOfDate,
    /// Day and month cannot be told apart: `03/04/2026`.
    AmbiguousDate,
    /// There is no such day: `2026-02-30`.
    NoSuchDay,
    /// It is neither yes nor no.
    NoTruth,
}

impl CellMistake {
    /// Says what is wrong and what to write instead.
    pub fn words(self) -> Said {
        let (zh, en) = match self {
            Self::NoNumber => (
                "这里要一个数，例如 1234.5、1,234.50、12% 或 ¥300",
                "a number is wanted here, such as 1234.5, 1,234.50, 12% or ¥300",
            ),
            Self::BadGroups => (
                "千位逗号的位置不对，看不出是哪个数",
                "the thousands separators are not in their places, so the number is not certain",
            ),
            Self::Shortened => (
                "Excel 把这个数缩短成了科学记数法，后面的数字已经丢失；请把这一列改成“数值”或“文本”格式后重新导出",
                "Excel has shortened this number and lost digits; format the column as number or text and export it again",
            ),
            Self::TooLong => ("这个数超过 60 位", "this number has more than 60 digits"),
            Self::NoDate => (
                "这里要一个日期，例如 2026-07-01、2026/7/1 或 2026年7月1日",
                "a day is wanted here, such as 2026-07-01, 2026/7/1 or 2026年7月1日",
            ),
            Self::PartOfDate => (
                "日期不完整，年、月、日都要写",
                "the date is not complete; year, month and day are all needed",
            ),
            Self::AmbiguousDate => (
                "分不清哪个是月、哪个是日；请把年份写在前面，例如 2026-07-01",
                "month and day cannot be told apart; begin with the year, as in 2026-07-01",
            ),
            Self::NoSuchDay => ("没有这一天", "there is no such day"),
            Self::NoTruth => ("这里要“是”或“否”", "yes or no is wanted here"),
        };
        Said::new(zh, en)
    }
}

/// Reads a number as people write it into tables: `1,234.50`, `12%`, `¥300`, `1.5万`, `200元`,
/// `(1,234)` for a negative one, full-width digits.
///
/// # Errors
/// Says why it is none.
pub fn number_cell(text: &str) -> Result<Number, CellMistake> {
    let text = half_width(text);
    let text = text.trim();
    let bracketed = text.strip_prefix('(').and_then(|t| t.strip_suffix(')'));
    let (body, bracketed) = match bracketed {
        Some(inner) => (inner.trim(), true),
        None => (text, false),
    };
    let (negative, body) = sign(body);
    if negative && bracketed {
        return Err(CellMistake::NoNumber);
    }
    let body = match body.strip_prefix('¥') {
        Some(rest) => rest.trim_start(),
        None => body,
    };
    let (more_negative, body) = sign(body);
    if more_negative && (negative || bracketed) {
        return Err(CellMistake::NoNumber);
    }
    let (digits, factor) = without_unit(body);
    let percent = digits.ends_with('%');
    let digits = digits.strip_suffix('%').unwrap_or(digits).trim_end();
    let digits = without_groups(digits)?;
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        // Number::parse takes a sign of its own; a second one is no number.
        return match digits.strip_prefix('.') {
            Some(_) => finish(
                &format!("0{digits}"),
                percent,
                factor,
                negative || bracketed || more_negative,
            ),
            None => Err(CellMistake::NoNumber),
        };
    }
    finish(
        &digits,
        percent,
        factor,
        negative || bracketed || more_negative,
    )
}

fn finish(digits: &str, percent: bool, factor: i64, negative: bool) -> Result<Number, CellMistake> {
    if digits.contains('E') {
        return Err(CellMistake::Shortened);
    }
    let digits = if percent {
        format!("{digits}%")
    } else {
        digits.to_owned()
    };
    let number = Number::parse(&digits).map_err(|mistake| match mistake {
        NumberMistake::NoNumber => CellMistake::NoNumber,
        NumberMistake::TooLong | NumberMistake::ExponentTooLarge => CellMistake::TooLong,
    })?;
    let number = if factor == 1 {
        number
    } else {
        number.times(&Number::from(factor))
    };
    Ok(if negative { number.negated() } else { number })
}

fn sign(text: &str) -> (bool, &str) {
    if let Some(rest) = text.strip_prefix(['-', '−']) {
        (true, rest.trim_start())
    } else if let Some(rest) = text.strip_prefix('+') {
        (false, rest.trim_start())
    } else {
        (false, text)
    }
}

/// Takes `元`, `万`, `亿` and their like off the end; returns what they multiply by.
fn without_unit(text: &str) -> (&str, i64) {
    let text = text.strip_suffix('元').map_or(text, str::trim_end);
    for (unit, factor) in [("万", 10_000), ("亿", 100_000_000), ("千", 1_000)] {
        if let Some(rest) = text.strip_suffix(unit) {
            return (rest.trim_end(), factor);
        }
    }
    (text, 1)
}

/// Takes thousands separators out, where they stand as such: three digits after each.
fn without_groups(text: &str) -> Result<String, CellMistake> {
    if !text.contains(',') {
        return Ok(text.to_owned());
    }
    let (whole, decimals) = match text.split_once('.') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (text, None),
    };
    let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or("");
    let fine = digits(first) && first.len() <= 3 && groups.all(|g| digits(g) && g.len() == 3);
    if !fine || decimals.is_some_and(|d| !digits(d)) {
        let only_signs = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.');
        return Err(if text.chars().all(only_signs) {
            CellMistake::BadGroups
        } else {
            CellMistake::NoNumber
        });
    }
    Ok(text.replace(',', ""))
}

/// Reads a day, perhaps with a time: `2026-07-01`, `2026/7/1 16:05`, `2026年7月1日`, `20260701`.
/// Midnight stands where no time is written.
///
/// # Errors
/// Says why it is none.
pub fn date_cell(text: &str) -> Result<DateTime, CellMistake> {
    let text = half_width(text);
    let text = text.trim();
    let (day, time) = match text.find([' ', 'T']) {
        Some(at) => (text.get(..at), text.get(at + 1..).map(str::trim)),
        None => match text.split_once('日') {
            Some((day, time)) if !time.is_empty() => (Some(day), Some(time)),
            _ => (Some(text), None),
        },
    };
    let date = read_day(day.unwrap_or(""))?;
    let time = match time {
        Some(time) if !time.is_empty() => read_time(time).ok_or(CellMistake::NoDate)?,
        _ => Time::midnight(),
    };
    Ok(date.to_datetime(time))
}

fn read_day(text: &str) -> Result<Date, CellMistake> {
    let compact = text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = if compact {
        [0..4, 4..6, 6..8]
            .into_iter()
            .filter_map(|r| text.get(r))
            .collect()
    } else if text.contains('年') {
        let tail = text.trim_end_matches(['日', '号']);
        tail.split(['年', '月']).filter(|p| !p.is_empty()).collect()
    } else {
        let separator = text.chars().find(|c| matches!(c, '-' | '/' | '.'));
        let Some(separator) = separator else {
            let month = text.contains('月');
            return Err(if month {
                CellMistake::PartOfDate
            } else {
                CellMistake::NoDate
            });
        };
        text.split(separator).collect()
    };
    let digits = |p: &&str| (1..=4).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit());
    if !parts.iter().all(|p| digits(p)) {
        return Err(CellMistake::NoDate);
    }
    match parts[..] {
        [year, month, day] if year.len() == 4 && month.len() <= 2 && day.len() <= 2 => {
            let number = |t: &str| t.parse::<i16>().unwrap_or(0);
            let (month, day) = (number(month) as i8, number(day) as i8);
            match Date::new(number(year), month, day) {
                Ok(date) if (1900..=2199).contains(&date.year()) => Ok(date),
                _ => Err(CellMistake::NoSuchDay),
            }
        }
        [a, b, year] if year.len() == 4 && a.len() <= 2 && b.len() <= 2 => {
            Err(CellMistake::AmbiguousDate)
        }
        [a, b] if a.len() <= 4 && b.len() <= 2 => Err(CellMistake::PartOfDate),
        [_, _, _] => Err(CellMistake::AmbiguousDate),
        _ => Err(CellMistake::NoDate),
    }
}

/// Reads `16:05` and `16:05:30`, also with decimals of a second.
fn read_time(text: &str) -> Option<Time> {
    let (clock, decimals) = match text.split_once('.') {
        Some((clock, decimals)) => (clock, decimals),
        None => (text, ""),
    };
    let parts: Vec<&str> = clock.split(':').collect();
    let digits = |p: &&str| (1..=2).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit());
    if !parts.iter().all(digits) || !(2..=3).contains(&parts.len()) {
        return None;
    }
    let mut numbers = parts.iter().map(|p| p.parse::<i8>().unwrap_or(99));
    let (hour, minute) = (numbers.next()?, numbers.next()?);
    let second = numbers.next().unwrap_or(0);
    if decimals.len() > 9 || !decimals.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let nanosecond = format!("{decimals:0<9}").parse().ok()?;
    Time::new(hour, minute, second, nanosecond).ok()
}

/// Reads yes or no: `是`/`否`, `Y`/`N`, `yes`/`no`, `true`/`false`, `1`/`0`, `√`/`×`.
///
/// # Errors
/// Says that it is neither.
pub fn truth_cell(text: &str) -> Result<bool, CellMistake> {
    let text = half_width(text).trim().to_lowercase();
    match text.as_str() {
        "是" | "真" | "y" | "yes" | "t" | "true" | "1" | "√" | "✓" | "✔" => Ok(true),
        "否" | "假" | "n" | "no" | "f" | "false" | "0" | "×" | "✗" | "✘" => Ok(false),
        _ => Err(CellMistake::NoTruth),
    }
}

/// Turns full-width digits, letters and signs into their usual forms.
pub(super) fn half_width(text: &str) -> String {
    let plain = |c: char| match c {
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        '￥' => '¥',
        other => other,
    };
    text.chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, exact) in [
            ("1234.50", "1234.5"),
            ("1,234.50", "1234.5"),
            ("12,345,678", "12345678"),
            ("１，２３４．５０", "1234.5"),
            ("12%", "0.12"),
            ("12.5 %", "0.125"),
            ("１２％", "0.12"),
            ("¥300", "300"),
            ("￥ 1,000", "1000"),
            ("-¥300", "-300"),
            ("¥-300", "-300"),
            ("200元", "200"),
            ("1.5万", "15000"),
            ("1.5 万元", "15000"),
            ("2亿", "200000000"),
            ("3千元", "3000"),
            ("(1,234)", "-1234"),
            ("（1,234.5）", "-1234.5"),
            ("(¥3)", "-3"),
            ("+5", "5"),
            ("− 5", "-5"),
            (" 7 ", "7"),
            (".5", "0.5"),
            ("-.5", "-0.5"),
            ("1e-7", "0.0000001"),
            ("0007", "7"),
        ] {
            let number = number_cell(text).map(|n| n.exact_text());
            assert_eq!(number.as_deref(), Ok(exact), "{text}");
        }
        for (text, mistake) in [
            ("", CellMistake::NoNumber),
            ("abc", CellMistake::NoNumber),
            ("1 2", CellMistake::NoNumber),
            ("1.2.3", CellMistake::NoNumber),
            ("--5", CellMistake::NoNumber),
            ("-(5)", CellMistake::NoNumber),
            ("(-5)", CellMistake::NoNumber),
            ("-¥-5", CellMistake::NoNumber),
            ("-", CellMistake::NoNumber),
            ("5.", CellMistake::NoNumber),
            ("约5", CellMistake::NoNumber),
            ("5次", CellMistake::NoNumber),
            ("$5", CellMistake::NoNumber),
            ("1,23", CellMistake::BadGroups),
            ("1234,567", CellMistake::BadGroups),
            ("1.234,50", CellMistake::BadGroups),
            ("1,2345", CellMistake::BadGroups),
            (",123", CellMistake::BadGroups),
            ("1.23E+11", CellMistake::Shortened),
            ("1e999", CellMistake::TooLong),
        ] {
            assert_eq!(number_cell(text), Err(mistake), "{text}");
        }
        assert_eq!(number_cell(&"9".repeat(61)), Err(CellMistake::TooLong));
    }

    #[test]
    fn days_are_read_where_they_are_certain() {
        for (text, expected) in [
            ("2026-07-01", "2026-07-01T00:00:00"),
            ("2026/7/1", "2026-07-01T00:00:00"),
            ("2026.7.1", "2026-07-01T00:00:00"),
            ("20260701", "2026-07-01T00:00:00"),
            ("2026年7月1日", "2026-07-01T00:00:00"),
            ("２０２６年０７月０１号", "2026-07-01T00:00:00"),
            ("2026年7月1日 16:05", "2026-07-01T16:05:00"),
            ("2026年7月1日16:05", "2026-07-01T16:05:00"),
            ("2026-07-01T16:05:30", "2026-07-01T16:05:30"),
            ("2026/7/1 8:05:30.25", "2026-07-01T08:05:30.25"),
        ] {
            let date = date_cell(text).map(|d| d.to_string());
            assert_eq!(date.as_deref(), Ok(expected), "{text}");
        }
        for (text, mistake) in [
            ("", CellMistake::NoDate),
            ("abc", CellMistake::NoDate),
            ("46204", CellMistake::NoDate),
            ("2026-07-01 25:00", CellMistake::NoDate),
            ("2026-07-01 abc", CellMistake::NoDate),
            ("2026-07-01-01", CellMistake::NoDate),
            ("2026-07", CellMistake::PartOfDate),
            ("2026年7月", CellMistake::PartOfDate),
            ("7月1日", CellMistake::PartOfDate),
            ("7/1", CellMistake::PartOfDate),
            ("03/04/2026", CellMistake::AmbiguousDate),
            ("26/7/1", CellMistake::AmbiguousDate),
            ("2026-02-30", CellMistake::NoSuchDay),
            ("2026-13-01", CellMistake::NoSuchDay),
            ("1026-07-01", CellMistake::NoSuchDay),
        ] {
            assert_eq!(date_cell(text), Err(mistake), "{text}");
        }
    }

    #[test]
    fn yes_and_no_have_many_words() {
        for yes in ["是", "Y", "yes", "TRUE", "1", "√", "Ｙ"] {
            assert_eq!(truth_cell(yes), Ok(true), "{yes}");
        }
        for no in ["否", "N", "no", "False", "0", "×"] {
            assert_eq!(truth_cell(no), Ok(false), "{no}");
        }
        for neither in ["", "2", "有", "x", "是的"] {
            assert_eq!(truth_cell(neither), Err(CellMistake::NoTruth), "{neither}");
        }
    }
}
