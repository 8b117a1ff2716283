//! Expressions as people read them, in both languages.
//!
//! Formulas as written and formulas with their values put in go through the same writer: whatever
//! can show itself as a [`View`] can be read.

use super::{Aggregate, Expr, Function, Node, Operator, Over};
use crate::diagnostic::{Language, Said};
use crate::number::{Number, grouped};
use crate::value::Kind;

/// One level of an expression, its parts of the same kind `E`.
#[derive(Debug)]
pub enum View<E> {
    /// A finished word or value.
    Leaf(Said),
    /// `-a`.
    Negate(E),
    /// `not a`.
    Not(E),
    /// Two operands.
    Binary(Operator, E, E),
    /// `a in [b, c]`.
    In(E, Vec<E>),
    /// `if a then b else c`.
    If(E, E, E),
    /// A function.
    Call(Function, Vec<E>),
    /// An aggregate.
    Fold {
        /// How the values become one.
        by: Aggregate,
        /// Over what; empty where it follows from the names.
        over: Said,
        /// By what rows are grouped first.
        groups: Vec<E>,
        /// What is taken.
        what: Option<E>,
        /// Which members.
        only: Option<E>,
    },
    /// The row of a band in which a value lies; the band's name.
    Cut(E, String),
    /// A figure so many periods ago.
    Back(E, u16),
}

/// Something that can be read as an expression.
pub trait Readable: Copy {
    /// Shows one level.
    fn view(self) -> View<Self>;
}

/// Writes a formula as people read it, names as written.
pub fn in_words(expr: &Expr) -> Said {
    phrase(expr)
}

/// Writes anything readable, in both languages.
pub fn phrase<E: Readable>(expr: E) -> Said {
    Said::new(
        write(expr, Language::Chinese, 0),
        write(expr, Language::English, 0),
    )
}

/// Writes what an aggregate runs over.
pub fn over_in_words(over: &Over) -> Said {
    match over {
        Over::Table(table) => Said::new(table.as_ref(), table.as_ref()),
        Over::AllRows(table) => {
            Said::new(format!("{table}的全部记录"), format!("all rows of {table}"))
        }
        Over::Everyone { except_self: false } => Said::new("全员", "everyone"),
        Over::Everyone { except_self: true } => Said::new("除本人外全员", "everyone else"),
        Over::Team { except_self: false } => Said::new("本组", "the team"),
        Over::Team { except_self: true } => Said::new("除本人外本组", "the rest of the team"),
        Over::Members(policy) => Said::new(
            format!("适用“{policy}”的成员"),
            format!("the members under {policy}"),
        ),
        Over::LastPeriods(n) => Said::new(format!("最近 {n} 期"), format!("the last {n} periods")),
        Over::Quarter => Said::new("本季度各月", "the months of the quarter"),
        Over::Half => Said::new("本半年各月", "the months of the half-year"),
        Over::Year => Said::new("本年各月", "the months of the year"),
        Over::Earlier => Said::new("以前各期", "all earlier periods"),
    }
}

/// Writes the name of a kind of values.
pub fn kind_in_words(kind: Kind) -> Said {
    match kind {
        Kind::Number => Said::new("数字", "a number"),
        Kind::Text => Said::new("文字", "a text"),
        Kind::Truth => Said::new("“是”或“否”", "true or false"),
        Kind::Date => Said::new("日期", "a day"),
    }
}

impl Readable for &Expr {
    fn view(self) -> View<Self> {
        let leaf = |text: String| View::Leaf(Said::new(text.clone(), text));
        match &self.node {
            Node::Number(n) => leaf(number_in_words(n)),
            Node::Text(t) => View::Leaf(Said::new(format!("“{t}”"), format!("'{t}'"))),
            Node::Truth(true) => View::Leaf(Said::new("是", "true")),
            Node::Truth(false) => View::Leaf(Said::new("否", "false")),
            Node::Date(d) => leaf(crate::value::date_text(*d)),
            Node::Name(name) => leaf(name.to_string()),
            Node::Negate(a) => View::Negate(a),
            Node::Not(a) => View::Not(a),
            Node::Binary(operator, a, b) => View::Binary(*operator, a, b),
            Node::In(a, list) => View::In(a, list.iter().collect()),
            Node::If(parts) => {
                let [condition, yes, no] = parts.as_ref();
                View::If(condition, yes, no)
            }
            Node::Call(function, arguments) => View::Call(*function, arguments.iter().collect()),
            Node::Fold(fold) => View::Fold {
                by: fold.by,
                over: fold.over.as_ref().map(over_in_words).unwrap_or_default(),
                groups: fold.groups.iter().collect(),
                what: fold.what.as_ref(),
                only: fold.only.as_ref(),
            },
            Node::Back(what, periods) => View::Back(what, *periods),
            Node::Cut { by, table, .. } => View::Cut(by, table.name.to_string()),
            Node::DayOf { day, shift } => View::Leaf(day_of_in_words(*day, *shift)),
        }
    }
}

/// Writes a day of a period.
pub fn day_of_in_words(day: u8, shift: i8) -> Said {
    let (zh, en) = match shift {
        0 => ("当期", "this"),
        1 => ("下期", "the next"),
        _ => ("上期", "the previous"),
    };
    Said::new(
        format!("{zh} {day} 日"),
        format!("day {day} of {en} period"),
    )
}

/// Writes a number of a formula; large ones with separators, as people read amounts.
pub fn number_in_words(number: &Number) -> String {
    let text = number.exact_text();
    if number.absolute() < Number::from(10_000_i64) || text.contains('/') {
        return text;
    }
    grouped(&text)
}

fn write<E: Readable>(expr: E, language: Language, outer: u8) -> String {
    let zh = language == Language::Chinese;
    let at = |e: E, level: u8| write(e, language, level);
    let (text, level) = match expr.view() {
        View::Leaf(said) => {
            let text = said.get(language).to_owned();
            // A negative value behind a sign would read as two signs.
            let level = if text.starts_with('-') { 5 } else { 8 };
            (text, level)
        }
        View::Negate(a) => (format!("−{}", at(a, 7)), 7),
        View::Not(a) if zh => (format!("并非（{}）", at(a, 0)), 8),
        View::Not(a) => (format!("not {}", at(a, 3)), 3),
        View::Binary(operator, a, b) => {
            let (sign, level) = operator_in_words(operator, zh);
            // The right operand of − and ÷ keeps its brackets.
            (
                format!("{} {sign} {}", at(a, level), at(b, level + 1)),
                level,
            )
        }
        View::In(a, list) => {
            let list: Vec<String> = list.into_iter().map(|e| at(e, 5)).collect();
            if zh {
                (format!("{} 属于 {}", at(a, 5), list.join("、")), 4)
            } else {
                (format!("{} is one of {}", at(a, 5), list.join(", ")), 4)
            }
        }
        View::If(condition, yes, no) => {
            let (c, y, n) = (at(condition, 1), at(yes, 1), at(no, 0));
            if zh {
                (format!("若 {c}，则 {y}，否则 {n}"), 0)
            } else {
                (format!("if {c} then {y} else {n}"), 0)
            }
        }
        View::Call(function, arguments) => {
            let arguments: Vec<String> = arguments.into_iter().map(|e| at(e, 0)).collect();
            match bounded_in_words(function, &arguments, zh) {
                Some(text) => (text, 0),
                None => (call_in_words(function, &arguments, zh), 8),
            }
        }
        View::Fold {
            by,
            over,
            groups,
            what,
            only,
        } => {
            let groups: Vec<String> = groups.into_iter().map(|e| at(e, 8)).collect();
            let parts = FoldWords {
                over: over.get(language).to_owned(),
                groups,
                what: what.map(|e| at(e, 8)),
                only: only.map(|e| at(e, 0)),
            };
            if zh {
                (parts.chinese(by), 8)
            } else {
                (parts.english(by), 6)
            }
        }
        View::Cut(by, name) if zh => (format!("{}在“{name}”中的档", at(by, 6)), 6),
        View::Cut(by, name) => (format!("the {name} band of {}", at(by, 7)), 6),
        View::Back(what, 1) if zh => (format!("上期的{}", at(what, 8)), 7),
        View::Back(what, 1) => (format!("the previous {}", at(what, 8)), 7),
        View::Back(what, n) if zh => (format!("{n} 期前的{}", at(what, 8)), 7),
        View::Back(what, n) => (format!("{} of {n} periods ago", at(what, 8)), 7),
    };
    match (level < outer, zh) {
        (false, _) => text,
        (true, true) => format!("（{text}）"),
        (true, false) => format!("({text})"),
    }
}

fn operator_in_words(operator: Operator, zh: bool) -> (&'static str, u8) {
    match operator {
        Operator::Or => (if zh { "或" } else { "or" }, 1),
        Operator::And => (if zh { "且" } else { "and" }, 2),
        Operator::Equal => ("=", 4),
        Operator::NotEqual => ("≠", 4),
        Operator::Less => ("<", 4),
        Operator::LessOrEqual => ("≤", 4),
        Operator::More => (">", 4),
        Operator::MoreOrEqual => ("≥", 4),
        Operator::Plus => ("+", 5),
        Operator::Minus => ("−", 5),
        Operator::Times => ("×", 6),
        Operator::DividedBy => ("÷", 6),
    }
}

/// Writes the smaller or larger of a formula and a number as people say it: a bound.
fn bounded_in_words(function: Function, arguments: &[String], zh: bool) -> Option<String> {
    let [formula, bound] = arguments else {
        return None;
    };
    if is_plain_number(formula) || !is_plain_number(bound) {
        return None;
    }
    Some(match (function, zh) {
        (Function::Min, true) => format!("{formula}，最多 {bound}"),
        (Function::Min, false) => format!("{formula}, at most {bound}"),
        (Function::Max, true) => format!("{formula}，最低 {bound}"),
        (Function::Max, false) => format!("{formula}, at least {bound}"),
        _ => return None,
    })
}

fn is_plain_number(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | '-' | '…');
    text.chars().all(plain)
}

fn call_in_words(function: Function, arguments: &[String], zh: bool) -> String {
    let joined = arguments.join(if zh { "，" } else { ", " });
    let nth = |i: usize| arguments.get(i).map_or("", String::as_str);
    match (function, zh) {
        (Function::Min, true) => format!("取小（{joined}）"),
        (Function::Min, false) => format!("the smaller of ({joined})"),
        (Function::Max, true) => format!("取大（{joined}）"),
        (Function::Max, false) => format!("the larger of ({joined})"),
        (Function::Absolute, _) => format!("|{joined}|"),
        (Function::Round, true) => format!("四舍五入（{joined}）"),
        (Function::Round, false) => format!("round({joined})"),
        (Function::Floor, true) => format!("向下取整（{joined}）"),
        (Function::Floor, false) => format!("floor({joined})"),
        (Function::Ceiling, true) => format!("向上取整（{joined}）"),
        (Function::Ceiling, false) => format!("ceil({joined})"),
        (Function::WorkdaysAfter, true) => format!("{}之后 {} 个工作日", nth(0), nth(1)),
        (Function::WorkdaysAfter, false) => format!("{} workdays after {}", nth(1), nth(0)),
        (Function::MonthsAfter, true) => format!("{}之后 {} 个月", nth(0), nth(1)),
        (Function::MonthsAfter, false) => format!("{} months after {}", nth(1), nth(0)),
        (Function::DaysAfter, true) => format!("{}之后 {} 天", nth(0), nth(1)),
        (Function::DaysAfter, false) => format!("{} days after {}", nth(1), nth(0)),
        (Function::DaysBetween, true) => format!("{}到{}的天数", nth(0), nth(1)),
        (Function::DaysBetween, false) => format!("the days from {} to {}", nth(0), nth(1)),
        (Function::DayOnly, true) => format!("{joined}的日期"),
        (Function::DayOnly, false) => format!("the day of {joined}"),
        (Function::MinuteOfDay, true) => format!("{joined}在当日的分钟数"),
        (Function::MinuteOfDay, false) => format!("the minute of the day of {joined}"),
        (Function::Weekday, true) => format!("{joined}是星期几"),
        (Function::Weekday, false) => format!("the weekday of {joined}"),
        (Function::MonthOf, true) => format!("{joined}的月份"),
        (Function::MonthOf, false) => format!("the month of {joined}"),
        (Function::YearOf, true) => format!("{joined}的年份"),
        (Function::YearOf, false) => format!("the year of {joined}"),
        (Function::WeekOf, true) => format!("{joined}所在周的星期一"),
        (Function::WeekOf, false) => format!("the Monday of the week of {joined}"),
        (Function::IsWorkday, true) => format!("{joined}是工作日"),
        (Function::IsWorkday, false) => format!("{joined} is a workday"),
        (Function::Known, true) => format!("已有{joined}"),
        (Function::Known, false) => format!("{joined} is known"),
        (Function::Otherwise, true) => format!("{}（缺失时为 {}）", nth(0), nth(1)),
        (Function::Otherwise, false) => format!("{} (or {} where missing)", nth(0), nth(1)),
    }
}

/// The parts of an aggregate, written.
struct FoldWords {
    over: String,
    groups: Vec<String>,
    what: Option<String>,
    only: Option<String>,
}

impl FoldWords {
    fn chinese(&self, by: Aggregate) -> String {
        let noun = match by {
            Aggregate::Count if self.groups.is_empty() => "条数",
            Aggregate::Count => "组数",
            Aggregate::Sum => "合计",
            Aggregate::Mean => "平均",
            Aggregate::Median => "中位数",
            Aggregate::Min => "最小值",
            Aggregate::Max => "最大值",
            Aggregate::Distinct => "不同值的个数",
            Aggregate::First => "（首个）",
            Aggregate::Last => "（末个）",
            Aggregate::Any => "（任一成立）",
            Aggregate::All => "（全部成立）",
        };
        let mut text = match (&self.what, self.over.is_empty()) {
            (Some(what), true) => format!("{what}{noun}"),
            (Some(what), false) => format!("{}的{what}{noun}", self.over),
            (None, true) => noun.to_owned(),
            (None, false) => format!("{}{noun}", self.over),
        };
        if !self.groups.is_empty() {
            text = format!("{text}（按{}分组）", self.groups.join("、"));
        }
        if let Some(only) = &self.only {
            text = format!("{text}（其中 {only}）");
        }
        text
    }

    fn english(&self, by: Aggregate) -> String {
        let noun = match by {
            Aggregate::Count => "count",
            Aggregate::Sum => "sum",
            Aggregate::Mean => "mean",
            Aggregate::Median => "median",
            Aggregate::Min => "smallest",
            Aggregate::Max => "largest",
            Aggregate::Distinct => "number of different",
            Aggregate::First => "first",
            Aggregate::Last => "last",
            Aggregate::Any => "any",
            Aggregate::All => "all",
        };
        let mut text = match (&self.what, self.over.is_empty()) {
            (Some(what), true) => format!("{noun} of {what}"),
            (Some(what), false) => format!("{noun} of {what} over {}", self.over),
            (None, true) => noun.to_owned(),
            (None, false) => format!("{noun} of {}", self.over),
        };
        if !self.groups.is_empty() {
            text = format!("{text} by {}", self.groups.join(", "));
        }
        if let Some(only) = &self.only {
            text = format!("{text} where {only}");
        }
        text
    }
}
