//! Expressions as people read them, in both languages.
//!
//! Formulas as written and formulas with their values put in go through the same writer: whatever
//! can show itself as a [`View`] can be read.

mod aggregate;
mod calls;

use super::{Aggregate, Expr, Function, LATEST, Node, Operator, Over};
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
        /// What it runs over, so that it can be counted by its own word.
        members: Members,
        /// By what rows are grouped first.
        groups: Vec<E>,
        /// What is taken.
        what: Option<E>,
        /// Which members.
        only: Option<E>,
        /// The order in which the first or last is taken.
        order: Option<E>,
    },
    /// The row of a band in which a value lies, with the second value of a two-dimensional one; the
    /// band's title, and the column that is taken, empty where there is only one.
    Cut(E, Option<E>, String, String),
    /// A figure so many periods ago.
    Back(E, u16),
}

impl<E> View<E> {
    /// Shows each part in another way.
    pub fn map<F>(self, as_part: impl Fn(E) -> F) -> View<F> {
        let f = &as_part;
        let all = |list: Vec<E>| list.into_iter().map(f).collect();
        match self {
            Self::Leaf(said) => View::Leaf(said),
            Self::Negate(a) => View::Negate(f(a)),
            Self::Not(a) => View::Not(f(a)),
            Self::Binary(operator, a, b) => View::Binary(operator, f(a), f(b)),
            Self::In(a, list) => View::In(f(a), all(list)),
            Self::If(condition, yes, no) => View::If(f(condition), f(yes), f(no)),
            Self::Call(function, arguments) => View::Call(function, all(arguments)),
            Self::Fold {
                by,
                over,
                members,
                groups,
                what,
                only,
                order,
            } => View::Fold {
                by,
                over,
                members,
                groups: all(groups),
                what: what.map(f),
                only: only.map(f),
                order: order.map(f),
            },
            Self::Cut(by, second, name, column) => View::Cut(f(by), second.map(f), name, column),
            Self::Back(what, periods) => View::Back(f(what), periods),
        }
    }
}

/// What an aggregate runs over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Members {
    /// Rows of a table.
    Rows,
    /// People or teams.
    People,
    /// Periods.
    Periods,
    /// Weeks.
    Weeks,
    /// Days.
    Days,
}

impl Members {
    /// Returns what an aggregate runs over; rows where it follows from the names.
    pub fn of(over: Option<&Over>) -> Self {
        match over {
            Some(Over::Everyone { .. } | Over::Team { .. } | Over::Members(_)) => Self::People,
            Some(
                Over::LastPeriods(_) | Over::Quarter | Over::Half | Over::Year | Over::Earlier,
            ) => Self::Periods,
            Some(Over::Table(table)) => match table.as_ref() {
                "weeks" | "各周" => Self::Weeks,
                "days" | "各日" => Self::Days,
                _ => Self::Rows,
            },
            Some(Over::AllRows(_)) | None => Self::Rows,
        }
    }
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
        Over::Table(table) => match table.as_ref() {
            "weeks" | "各周" => Said::new("各周", "the weeks"),
            "days" | "各日" => Said::new("各日", "the days"),
            table => Said::new(format!("“{table}”"), format!("“{table}”")),
        },
        Over::AllRows(table) => Said::new(
            format!("“{table}”全部人员"),
            format!("everybody's “{table}”"),
        ),
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
            Node::Text(t) if t.is_empty() => View::Leaf(Said::new("“空白”", "(blank)")),
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
                members: Members::of(fold.over.as_ref()),
                groups: fold.groups.iter().collect(),
                what: fold.what.as_ref(),
                only: fold.only.as_ref(),
                order: fold.order.as_ref(),
            },
            Node::Back(what, periods) => View::Back(what, *periods),
            Node::Cut { by, table, column } => {
                let result = table.rows.first().and_then(|row| row.results.first());
                let name = table.name.to_string();
                match result.map(|e| &e.node) {
                    Some(Node::Cut {
                        by: first,
                        table: of,
                        ..
                    }) if of.name == table.name => View::Cut(first, Some(by), name, String::new()),
                    _ => {
                        let column = table.columns.get(*column).map_or("", |c| c.as_ref());
                        View::Cut(by, None, name, column.to_owned())
                    }
                }
            }
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
        View::Negate(a) => match at(a, 7) {
            // A number below zero is one number, not a sign before an operand.
            n if n.starts_with(|c: char| c.is_ascii_digit()) => (format!("-{n}"), 5),
            a => (format!("−{a}"), 7),
        },
        View::Not(a) => negated(a, language),
        View::Binary(operator, a, b) => {
            let (sign, level) = operator_in_words(operator, zh);
            // Each operand is written once: twice would cost twice as much with every level.
            // The right operand of − and ÷ keeps its brackets, as do both of a comparison.
            let equals = matches!(operator, Operator::Equal | Operator::NotEqual);
            let (a, b) = match equals {
                true => (at(a, 5), at(b, 5)),
                false => (at(a, level), at(b, level + 1)),
            };
            let text = is_a_text(operator, &a, &b, zh);
            (text.unwrap_or_else(|| format!("{a} {sign} {b}")), level)
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
            let level = calls::level_inside(function);
            let arguments: Vec<String> = arguments.into_iter().map(|e| at(e, level)).collect();
            calls::said(function, &arguments, zh)
        }
        View::Fold {
            by,
            over,
            members,
            groups,
            what,
            only,
            order,
        } => {
            let groups = groups.into_iter().map(|e| at(e, 8)).collect();
            // A condition that is counted need not be said twice.
            let only = only.map(|e| at(e, 0));
            let what = what.map(|e| at(e, if by.is_of_truths() { 3 } else { 8 }));
            let parts = aggregate::Parts {
                over: over.get(language).to_owned(),
                members,
                groups,
                what: what.filter(|what| only.as_ref() != Some(what)),
                only,
                order: order.map(|e| at(e, 8)),
            };
            parts.said(by, language)
        }
        View::Cut(by, second, name, column) => {
            let by = match second.map(|e| at(e, 6)) {
                None => at(by, 6),
                Some(second) if zh => format!("{}、{second}", at(by, 6)),
                Some(second) => format!("{} and {second}", at(by, 6)),
            };
            (cut_in_words(&by, &name, &column, zh), 6)
        }
        View::Back(what, 1) if zh => (format!("上期的{}", at(what, 8)), 7),
        View::Back(what, 1) => (format!("the previous {}", at(what, 8)), 7),
        View::Back(what, LATEST) if zh => (format!("最近一期的{}", at(what, 8)), 7),
        View::Back(what, LATEST) => (format!("the latest earlier {}", at(what, 8)), 7),
        View::Back(what, n) if zh => (format!("{n} 期前的{}", at(what, 8)), 7),
        View::Back(what, n) => (format!("{} of {n} periods ago", at(what, 8)), 7),
    };
    bracketed(text, level, outer, zh)
}

fn bracketed(text: String, level: u8, outer: u8, zh: bool) -> String {
    match (level < outer, zh) {
        (false, _) => text,
        (true, true) => format!("（{text}）"),
        (true, false) => format!("({text})"),
    }
}

/// Denies something: a name in one word, a comparison in brackets.
fn negated<E: Readable>(e: E, language: Language) -> (String, u8) {
    let zh = language == Language::Chinese;
    match (e.view(), zh) {
        (View::Call(Function::Known, arguments), true) => {
            let of: Vec<String> = arguments
                .into_iter()
                .map(|a| write(a, language, 8))
                .collect();
            (format!("没有{}", of.join("、")), 8)
        }
        (View::Call(Function::Known, arguments), false) => {
            let of: Vec<String> = arguments
                .into_iter()
                .map(|a| write(a, language, 8))
                .collect();
            (format!("there is no {}", of.join(", ")), 4)
        }
        (View::Leaf(said), true) => (format!("不满足“{}”", said.zh), 8),
        (_, true) => (format!("并非（{}）", write(e, language, 0)), 8),
        (_, false) => (format!("not {}", write(e, language, 8)), 3),
    }
}

/// Says that something is, or is not, a text: `岗位为“组长”`.
fn is_a_text(operator: Operator, a: &str, b: &str, zh: bool) -> Option<String> {
    let quoted = |text: &str| text.starts_with(['“', '\'']) && text.ends_with(['”', '\'']);
    if quoted(a) || !quoted(b) {
        return None;
    }
    Some(match (operator, zh) {
        (Operator::Equal, true) => format!("{a}为{b}"),
        (Operator::Equal, false) => format!("{a} is {b}"),
        (Operator::NotEqual, true) => format!("{a}不为{b}"),
        (Operator::NotEqual, false) => format!("{a} is not {b}"),
        _ => return None,
    })
}

fn cut_in_words(by: &str, name: &str, column: &str, zh: bool) -> String {
    match (column, zh) {
        ("", true) => format!("按{by}查“{name}”的结果"),
        (column, true) => format!("按{by}查“{name}”的{column}"),
        ("", false) => format!("what “{name}” gives for {by}"),
        (column, false) => format!("the {column} that “{name}” gives for {by}"),
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
