//! Numbers, ranks and dates as readers see them.

use jiff::civil::{Date, Time};

use super::wording::Words;
use crate::assessment::Figured;
use crate::data::Stage;
use crate::number::{Mode, Number, grouped};
use crate::period::{Level, Period};
use crate::site::edition::Cause;
use crate::value::{Cell, Value};

/// What stands where there is no value.
pub const NONE: &str = "—";

/// Writes a figure without its unit, for columns whose heading has it.
pub fn figure(figure: &Figured) -> String {
    match (&figure.shown, &figure.cell) {
        (Some(shown), Ok(Value::Number(_))) => grouped(shown),
        (Some(shown), _) if !shown.is_empty() => shown.clone(),
        (Some(_) | None, _) => NONE.to_owned(),
    }
}

/// Writes a figure with its unit.
pub fn figure_with_unit(words: &Words, it: &Figured) -> String {
    match (&it.cell, &it.shown) {
        (Ok(Value::Truth(_) | Value::Date(_)), _) => cell(words, &it.cell, "", 0),
        (_, None) => NONE.to_owned(),
        (Ok(Value::Number(_)), Some(_)) => with_unit(words, &figure(it), &it.unit),
        (_, Some(_)) => figure(it),
    }
}

/// Writes a number with its unit: `1,000 元`, `95%`; money as the language has it: `¥1,000`.
pub fn with_unit(words: &Words, number: &str, unit: &str) -> String {
    match unit {
        _ if number == NONE => NONE.to_owned(),
        "" => number.to_owned(),
        "%" | "％" => format!("{number}%"),
        unit => match MONEY.iter().find(|(money, ..)| *money == unit) {
            Some((_, said, _)) => {
                let bare = number.trim_start_matches(['-', '+']);
                let sign = number.get(..number.len() - bare.len()).unwrap_or("");
                let amount = words.fill(said, &[("n", bare)]);
                format!("{sign}{}", amount.replace(' ', "\u{a0}"))
            }
            None => format!("{number}\u{a0}{unit}"),
        },
    }
}

/// Writes an amount of money in its plain unit: `1,000 元`, `¥1,000`.
pub fn money(words: &Words, number: &str) -> String {
    with_unit(words, number, PLAIN)
}

/// Writes a unit by itself: `次`; of money as the language has it: `元`, `¥`.
pub fn unit_name<'w>(words: &'w Words, unit: &'w str) -> &'w str {
    let money = MONEY.iter().find(|(money, ..)| *money == unit);
    money.map_or(unit, |(_, _, name)| words.say(name))
}

/// Writes a heading with its unit: `回款额（元）`, `Receipts (¥)`.
pub fn heading(words: &Words, title: &str, unit: &str) -> String {
    if unit.is_empty() {
        title.to_owned()
    } else {
        let unit = unit_name(words, unit);
        words.fill("heading_unit", &[("title", title), ("unit", unit)])
    }
}

/// Writes a number with so many decimals; one in per cent as hundredths.
pub fn number(number: &Number, unit: &str, decimals: u32) -> String {
    grouped(&scaled(number, unit).to_fixed(decimals, Mode::HalfUp))
}

/// Writes a cell with its unit: a short decimal as it is, any other number with so many decimals.
pub fn cell(words: &Words, cell: &Cell, unit: &str, decimals: u32) -> String {
    match cell {
        Ok(Value::Number(exact)) => {
            let exact = scaled(exact, unit);
            let digits = exact.decimals().filter(|d| *d <= 4).unwrap_or(decimals);
            let text = grouped(&exact.to_fixed(digits, Mode::HalfUp));
            with_unit(words, &text, unit)
        }
        Ok(Value::Text(text)) => text.to_string(),
        Ok(Value::Truth(truth)) => truth_word(words, *truth).to_owned(),
        Ok(Value::Date(time)) if time.time() == Time::midnight() => day(words, time.date()),
        Ok(Value::Date(time)) => {
            let clock = time.time();
            let (hour, minute) = (clock.hour(), clock.minute());
            format!("{} {hour:02}:{minute:02}", day(words, time.date()))
        }
        Err(_) => NONE.to_owned(),
    }
}

/// Returns a number in the measure of its unit: 0.6 in per cent is 60.
pub fn scaled(number: &Number, unit: &str) -> Number {
    if matches!(unit, "%" | "％") {
        number.times(&Number::HUNDRED)
    } else {
        number.clone()
    }
}

/// Writes a period: `2026年10月`, `2026年第三季度`, `2026年下半年`, `2026年度`; `October 2026`,
/// `Q3 2026`, `H2 2026`, `2026`.
pub fn period(words: &Words, period: Period) -> String {
    let key = match period.level() {
        Level::Month => "period_name",
        Level::Quarter => "quarter_name",
        Level::Half => "half_name",
        Level::Year => "whole_year_name",
    };
    words.fill(
        key,
        &[
            ("year", &period.year().to_string()),
            ("month", words.say(MONTHS[month_index(period.month())])),
            ("part", &part(words, period)),
        ],
    )
}

/// Writes a period without its year, but a year itself: `10月`, `三季度`, `下半年`, `2026`; `Oct`,
/// `Q3`, `H2`, `2026`.
pub fn short_period(words: &Words, period: Period) -> String {
    match period.level() {
        Level::Month => words
            .say(SHORT_MONTHS[month_index(period.month())])
            .to_owned(),
        Level::Quarter | Level::Half => {
            let key = SHORT_PARTS.get(part_index(period));
            words
                .say(key.copied().unwrap_or("quarter_short_1"))
                .to_owned()
        }
        Level::Year => period.to_string(),
    }
}

/// Writes which part of its year a quarter or half is: `第三季度`, `下半年`; `Q3`, `H2`.
fn part(words: &Words, period: Period) -> String {
    match period.level() {
        Level::Month | Level::Year => String::new(),
        Level::Quarter | Level::Half => {
            let key = PARTS.get(part_index(period));
            words.say(key.copied().unwrap_or("quarter_1")).to_owned()
        }
    }
}

/// Four quarters, then two halves.
fn part_index(period: Period) -> usize {
    let halves = if period.level() == Level::Half { 4 } else { 0 };
    halves + usize::try_from(period.number() - 1).unwrap_or(0)
}

/// Writes a day with its year: `2026年11月9日`, `9 November 2026`.
pub fn day(words: &Words, day: Date) -> String {
    words.fill(
        "day_name",
        &[
            ("year", &day.year().to_string()),
            ("month", words.say(MONTHS[month_index(day.month())])),
            ("day", &day.day().to_string()),
        ],
    )
}

/// Writes a day, without its year where that is `year`: `11月9日`, `9 November`.
pub fn day_in(words: &Words, date: Date, year: i16) -> String {
    if date.year() != year {
        return day(words, date);
    }
    words.fill(
        "day_short",
        &[
            ("month", words.say(MONTHS[month_index(date.month())])),
            ("day", &date.day().to_string()),
        ],
    )
}

/// Writes the state of a period with the date that belongs to it.
pub fn state(words: &Words, stage: Stage, data: Option<Date>, objections: Option<Date>) -> String {
    state_in(words, stage, (data, objections), None)
}

/// Writes the state of a period with the date that belongs to it, without its year where that is
/// `year`; `dates` are the last day of the data and the last day of objection.
pub fn state_in(
    words: &Words,
    stage: Stage,
    (data, objections): (Option<Date>, Option<Date>),
    year: Option<i16>,
) -> String {
    let written = |date| year.map_or_else(|| day(words, date), |year| day_in(words, date, year));
    let dated =
        |key: &str, date: Option<Date>| date.map(|d| words.fill(key, &[("day", &written(d))]));
    match stage {
        Stage::Open => dated("state_open_until", data),
        Stage::Provisional => dated("state_provisional_until", objections),
        _ => None,
    }
    .unwrap_or_else(|| words.say(state_key(stage)).to_owned())
}

/// Returns the key of a state's words.
fn state_key(stage: Stage) -> &'static str {
    match stage {
        Stage::Open => "state_open",
        Stage::CutOff => "state_cut_off",
        Stage::Provisional => "state_provisional",
        Stage::Final => "state_final",
        Stage::Sealed => "state_sealed",
        Stage::Archived => "state_archived",
    }
}

/// Writes a rank: `第 3 名`, `并列第 3 名`.
pub fn rank(words: &Words, rank: u32, tied: bool) -> String {
    let key = if tied { "rank_tied" } else { "rank_alone" };
    words.fill(key, &[("rank", &rank.to_string())])
}

/// Writes why something is missing.
pub fn cause(words: &Words, cause: &Cause) -> String {
    match cause {
        Cause::NoTable(table) => words.fill("missing_table", &[("table", table)]),
        Cause::NoRow(table) => words.fill("missing_row", &[("table", table)]),
        Cause::Blank(file) => {
            // Readers know the file by its name; where it lies is told to those who keep it.
            let name = file.rsplit('/').next().unwrap_or(file);
            words.fill("missing_cell", &[("file", name)])
        }
        Cause::ZeroDivisor => words.say("missing_divisor").to_owned(),
        Cause::Unfilled(name) => words.fill("missing_parameter", &[("name", name)]),
        Cause::SeveralRows(table) => words.fill("missing_several", &[("table", table)]),
        Cause::Nobody => words.say("missing_nobody").to_owned(),
        Cause::NotTakingPart => words.say("missing_not_taking_part").to_owned(),
        Cause::NoBand(band) => words.fill("missing_band", &[("band", band)]),
        Cause::NoCalendar(year) => words.fill("missing_calendar", &[("year", &year.to_string())]),
        Cause::NotYet(at) => words.fill("missing_earlier", &[("period", &period(words, *at))]),
    }
}

/// Writes Chinese numerals for clause numbers up to 999; other languages keep digits.
pub fn clause_number(words: &Words, number: u32) -> String {
    let number = match words.language() {
        crate::diagnostic::Language::Chinese => chinese_numeral(number),
        crate::diagnostic::Language::English => number.to_string(),
    };
    words.fill("clause_number", &[("number", &number)])
}

fn truth_word(words: &Words, truth: bool) -> &str {
    words.say(if truth { "yes" } else { "no" })
}

fn chinese_numeral(number: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |n: u32| DIGITS.get((n % 10) as usize).copied().unwrap_or("");
    match number {
        0 | 1000.. => number.to_string(),
        1..=9 => digit(number).to_owned(),
        10..=19 => format!("十{}", digit(number)),
        20..=99 => format!("{}十{}", digit(number / 10), digit(number)),
        _ => {
            let (hundreds, rest) = (digit(number / 100), number % 100);
            match rest {
                0 => format!("{hundreds}百"),
                1..=9 => format!("{hundreds}百零{}", digit(rest)),
                10..=19 => format!("{hundreds}百一十{}", digit(rest)),
                _ => format!("{hundreds}百{}", chinese_numeral(rest)),
            }
        }
    }
}

fn month_index(month: i8) -> usize {
    usize::try_from(month - 1).unwrap_or(0).min(11)
}

/// The plain unit of money as policies write it.
const PLAIN: &str = "元";

/// Units of money as policies write them, each with the words for an amount and for itself.
const MONEY: [(&str, &str, &str); 4] = [
    (PLAIN, "money", "unit_money"),
    ("千元", "money_thousand", "unit_money_thousand"),
    ("万元", "money_ten_thousand", "unit_money_ten_thousand"),
    (
        "亿元",
        "money_hundred_million",
        "unit_money_hundred_million",
    ),
];

const MONTHS: [&str; 12] = [
    "month_1", "month_2", "month_3", "month_4", "month_5", "month_6", "month_7", "month_8",
    "month_9", "month_10", "month_11", "month_12",
];

const SHORT_MONTHS: [&str; 12] = [
    "month_short_1",
    "month_short_2",
    "month_short_3",
    "month_short_4",
    "month_short_5",
    "month_short_6",
    "month_short_7",
    "month_short_8",
    "month_short_9",
    "month_short_10",
    "month_short_11",
    "month_short_12",
];

const PARTS: [&str; 6] = [
    "quarter_1",
    "quarter_2",
    "quarter_3",
    "quarter_4",
    "half_1",
    "half_2",
];

const SHORT_PARTS: [&str; 6] = [
    "quarter_short_1",
    "quarter_short_2",
    "quarter_short_3",
    "quarter_short_4",
    "half_short_1",
    "half_short_2",
];

/// Says that a figure was adjusted and what was worked out, or that it is not as it was published;
/// empty for neither.
pub fn changed(words: &Words, it: &Figured) -> String {
    let digits = |shown: &str| match shown {
        "" => NONE.to_owned(),
        shown if matches!(it.cell, Ok(Value::Number(_))) => grouped(shown),
        shown => shown.to_owned(),
    };
    let was = it.raw.as_ref().map(|raw| {
        let shown = raw.shown.as_deref().unwrap_or("");
        (raw.discretionary, digits(shown))
    });
    match (was, &it.announced) {
        (Some((true, value)), _) => words.fill("corrected_discretion_from", &[("value", &value)]),
        (Some((false, value)), _) => words.fill("corrected_from", &[("value", &value)]),
        (None, _) if it.corrected => words.say("corrected").to_owned(),
        (None, Some(shown)) => words.fill("changed_since", &[("value", &digits(shown))]),
        (None, None) => String::new(),
    }
}
