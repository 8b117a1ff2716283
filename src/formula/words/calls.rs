//! Functions as people say them.

use crate::formula::Function;

/// Returns how loosely an argument may be bound without brackets.
pub(super) fn level_inside(function: Function) -> u8 {
    match function {
        Function::Round | Function::Floor | Function::Ceiling => 8,
        Function::Min | Function::Max => 1,
        Function::Absolute => 0,
        Function::Otherwise => 5,
        _ => 5,
    }
}

/// Says a function of what its arguments are; with how tightly the words are bound.
pub(super) fn said(function: Function, arguments: &[String], zh: bool) -> (String, u8) {
    match bounded(function, arguments, zh) {
        Some(text) => (text, 0),
        None => call(function, arguments, zh),
    }
}

/// Says the smaller or larger of a formula and a number as people do: a bound.
fn bounded(function: Function, arguments: &[String], zh: bool) -> Option<String> {
    let [a, b] = arguments else {
        return None;
    };
    let (formula, bound) = match (is_amount(a), is_amount(b)) {
        (_, true) => (a, b),
        (true, false) => (b, a),
        (false, false) => return None,
    };
    Some(match (function, zh) {
        (Function::Min, true) => format!("{formula}，最多 {bound}"),
        (Function::Min, false) => format!("{formula}, at most {bound}"),
        (Function::Max, true) => format!("{formula}，最低 {bound}"),
        (Function::Max, false) => format!("{formula}, at least {bound}"),
        _ => return None,
    })
}

/// Tells whether a text is a number, perhaps with its unit: `120%`, `50 元`.
fn is_amount(text: &str) -> bool {
    let digits = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '−' | '…');
    let rest = text.trim_start_matches(digits);
    let unit = rest.trim_start();
    rest.len() < text.len() && (unit == "%" || unit.chars().all(char::is_alphabetic))
}

fn list(arguments: &[String], between: &str) -> String {
    arguments.join(between)
}

/// A time of day without the quotes of a text.
fn bare(text: &str) -> &str {
    text.trim_matches(['“', '”', '\''])
}

fn call(function: Function, arguments: &[String], zh: bool) -> (String, u8) {
    let nth = |i: usize| arguments.get(i).map_or("", String::as_str);
    let (a, b) = (nth(0), nth(1));
    // `4 天` days after are 4 days after.
    let n = match is_amount(b) {
        true => b.split_whitespace().next().unwrap_or(b),
        false => b,
    };
    if let Some(before) = n.strip_prefix(['-', '−']) {
        let earlier = match (function, zh) {
            (Function::DaysAfter, true) => Some(format!("{a}之前 {before} 天")),
            (Function::DaysAfter, false) => Some(format!("{before} days before {a}")),
            (Function::MonthsAfter, true) => Some(format!("{a}之前 {before} 个月")),
            (Function::MonthsAfter, false) => Some(format!("{before} months before {a}")),
            _ => None,
        };
        if let Some(text) = earlier {
            return (text, 8);
        }
    }
    let text = match (function, zh) {
        (Function::Min, _) => {
            return (
                extreme(arguments, ["较小", "最小"], ["smaller", "smallest"], zh),
                0,
            );
        }
        (Function::Max, _) => {
            return (
                extreme(arguments, ["较大", "最大"], ["larger", "largest"], zh),
                0,
            );
        }
        (Function::Absolute, true) => format!("|{a}|"),
        (Function::Absolute, false) => format!("|{a}|"),
        (Function::Round, true) if b.is_empty() => format!("{a} 四舍五入到整数"),
        (Function::Round, true) => format!("{a} 四舍五入到 {b}"),
        (Function::Round, false) if b.is_empty() => format!("{a} rounded to a whole number"),
        (Function::Round, false) => format!("{a} rounded to {b}"),
        (Function::Floor, true) => format!("{a} 舍去小数"),
        (Function::Floor, false) => format!("{a} rounded down"),
        (Function::Ceiling, true) => format!("{a} 进到整数"),
        (Function::Ceiling, false) => format!("{a} rounded up"),
        (Function::WorkdaysAfter, true) => format!("{a}之后 {n} 个工作日"),
        (Function::WorkdaysAfter, false) => format!("{n} workdays after {a}"),
        (Function::MonthsAfter, true) => format!("{a}之后 {n} 个月"),
        (Function::MonthsAfter, false) => format!("{n} months after {a}"),
        (Function::DaysAfter, true) => format!("{a}之后 {n} 天"),
        (Function::DaysAfter, false) => format!("{n} days after {a}"),
        (Function::DaysBetween, true) => format!("{a}到{b}的天数"),
        (Function::DaysBetween, false) => format!("the days from {a} to {b}"),
        (Function::DayOnly, true) => format!("{a}的日期"),
        (Function::DayOnly, false) => format!("the day of {a}"),
        (Function::MinuteOfDay, true) => format!("{a}是当日第几分钟"),
        (Function::MinuteOfDay, false) => format!("the minute of the day of {a}"),
        (Function::Weekday, true) => format!("{a}是星期几（1 至 7）"),
        (Function::Weekday, false) => format!("the weekday (1 to 7) of {a}"),
        (Function::MonthOf, true) => format!("{a}的月份"),
        (Function::MonthOf, false) => format!("the month of {a}"),
        (Function::YearOf, true) => format!("{a}的年份"),
        (Function::YearOf, false) => format!("the year of {a}"),
        (Function::WeekOf, true) => format!("{a}所在周的星期一"),
        (Function::WeekOf, false) => format!("the Monday of the week of {a}"),
        (Function::IsWorkday, true) => format!("{a}是工作日"),
        (Function::IsWorkday, false) => format!("{a} is a workday"),
        (Function::Known, true) => format!("有{a}"),
        (Function::Known, false) => format!("there is a {a}"),
        (Function::Otherwise, true) => format!("{a}（没有时为 {b}）"),
        (Function::Otherwise, false) => format!("{a} ({b} where there is none)"),
        (Function::HowMany, true) => format!("{}几项里成立的项数", list(arguments, "、")),
        (Function::HowMany, false) => format!("how many of {} hold", list(arguments, ", ")),
        (Function::TimeBetween, true) => {
            format!("{a}的时刻在 {} 至 {} 之间", bare(b), bare(nth(2)))
        }
        (Function::TimeBetween, false) => {
            format!("the time of {a} is from {} to {}", bare(b), bare(nth(2)))
        }
    };
    let level = match function {
        Function::IsWorkday | Function::Known | Function::TimeBetween => 4,
        Function::Round | Function::Floor | Function::Ceiling => 5,
        _ => 8,
    };
    (text, level)
}

/// `甲与乙中较小的`; of three and more `甲、乙、丙中最小的`.
fn extreme(arguments: &[String], zh_words: [&str; 2], en_words: [&str; 2], zh: bool) -> String {
    let [two_zh, many_zh] = zh_words;
    let [two_en, many_en] = en_words;
    match (arguments, zh) {
        ([a, b], true) => format!("{a} 与 {b} 中{two_zh}的"),
        ([a, b], false) => format!("the {two_en} of {a} and {b}"),
        (all, true) => format!("{} 中{many_zh}的", all.join("、")),
        (all, false) => {
            let all: Vec<&str> = all.iter().map(String::as_str).collect();
            format!("the {many_en} of {}", crate::diagnostic::list_en(&all))
        }
    }
}
