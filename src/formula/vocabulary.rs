//! The words of the language, each with its Chinese twin: one table for reading and writing.

use super::{Aggregate, Function};
use crate::diagnostic::Said;

/// A reserved word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Word {
    And,
    Or,
    Not,
    In,
    If,
    Then,
    Else,
    Where,
    Over,
    By,
    True,
    False,
}

/// Reserved words: English, Chinese, meaning. They cannot be names unless in backquotes.
pub(super) const RESERVED: &[(&str, &str, Word)] = &[
    ("and", "且", Word::And),
    ("or", "或", Word::Or),
    ("not", "非", Word::Not),
    ("in", "属于", Word::In),
    ("if", "如果", Word::If),
    ("then", "则", Word::Then),
    ("else", "否则", Word::Else),
    ("where", "当", Word::Where),
    ("over", "范围", Word::Over),
    ("by", "按", Word::By),
    ("true", "真", Word::True),
    ("false", "假", Word::False),
];

/// Aggregates: English, Chinese.
pub(super) const AGGREGATES: &[(&str, &str, Aggregate)] = &[
    ("count", "计数", Aggregate::Count),
    ("sum", "求和", Aggregate::Sum),
    ("mean", "平均", Aggregate::Mean),
    ("median", "中位数", Aggregate::Median),
    ("min", "最小", Aggregate::Min),
    ("max", "最大", Aggregate::Max),
    ("distinct", "去重计数", Aggregate::Distinct),
    ("first", "首个", Aggregate::First),
    ("last", "末个", Aggregate::Last),
    ("any", "任一", Aggregate::Any),
    ("all", "全部", Aggregate::All),
];

/// A function: English, Chinese, meaning, fewest and most arguments, how it is written.
type Callable = (
    &'static str,
    &'static str,
    Function,
    usize,
    usize,
    &'static str,
);

/// All functions.
pub(super) const FUNCTIONS: &[Callable] = &[
    ("min", "最小", Function::Min, 1, 64, "min(a, b)"),
    ("max", "最大", Function::Max, 1, 64, "max(a, b)"),
    ("abs", "绝对值", Function::Absolute, 1, 1, "abs(x)"),
    ("round", "四舍五入", Function::Round, 1, 2, "round(x, 0.01)"),
    ("floor", "向下取整", Function::Floor, 1, 1, "floor(x)"),
    ("ceil", "向上取整", Function::Ceiling, 1, 1, "ceil(x)"),
    (
        "workdays_after",
        "工作日后",
        Function::WorkdaysAfter,
        2,
        2,
        "workdays_after(d, 3)",
    ),
    (
        "months_after",
        "月后",
        Function::MonthsAfter,
        2,
        2,
        "months_after(d, 3)",
    ),
    (
        "days_after",
        "天后",
        Function::DaysAfter,
        2,
        2,
        "days_after(d, 3)",
    ),
    (
        "days_between",
        "相隔天数",
        Function::DaysBetween,
        2,
        2,
        "days_between(a, b)",
    ),
    ("day_of", "日期", Function::DayOnly, 1, 1, "day_of(t)"),
    (
        "minute_of_day",
        "当日分钟",
        Function::MinuteOfDay,
        1,
        1,
        "minute_of_day(t)",
    ),
    ("weekday", "星期", Function::Weekday, 1, 1, "weekday(d)"),
    ("week_of", "所在周", Function::WeekOf, 1, 1, "week_of(d)"),
    ("month_of", "月份", Function::MonthOf, 1, 1, "month_of(d)"),
    ("year_of", "年份", Function::YearOf, 1, 1, "year_of(d)"),
    (
        "is_workday",
        "是工作日",
        Function::IsWorkday,
        1,
        1,
        "is_workday(d)",
    ),
    ("known", "已知", Function::Known, 1, 1, "known(x)"),
    (
        "otherwise",
        "缺失则",
        Function::Otherwise,
        2,
        2,
        "otherwise(x, 0)",
    ),
    (
        "how_many",
        "成立几项",
        Function::HowMany,
        1,
        64,
        "how_many(a, b, c)",
    ),
    (
        "time_between",
        "时刻介于",
        Function::TimeBetween,
        3,
        3,
        "time_between(t, '9:30', '12:00')",
    ),
];

/// The two functions that read an earlier period.
pub(super) const BACK: &[(&str, &str)] =
    &[("previous", "上期"), ("back", "前期"), ("latest", "最近")];

/// Words that have a meaning only in one place, so that they stay free as names: English, Chinese.
pub(super) const EVERYONE: [&str; 2] = ["everyone", "全员"];
pub(super) const TEAM: [&str; 2] = ["team", "本组"];
pub(super) const EXCEPT: [&str; 2] = ["except", "除"];
pub(super) const SELF: [&str; 2] = ["self", "本人"];
pub(super) const MEMBERS: [&str; 2] = ["members", "成员"];
pub(super) const ALL: [&str; 2] = ["all", "全部"];
pub(super) const ROWS: [&str; 2] = ["rows", "行"];
pub(super) const OF: [&str; 2] = ["of", "之"];
pub(super) const ORDER: [&str; 2] = ["order", "排序"];
pub(super) const LAST: [&str; 2] = ["last", "最近"];
pub(super) const PERIODS: [&str; 2] = ["periods", "期"];
pub(super) const QUARTER: [&str; 2] = ["quarter", "本季"];
pub(super) const HALF: [&str; 2] = ["half", "本半年"];
pub(super) const YEAR: [&str; 2] = ["year", "本年"];
pub(super) const EARLIER: [&str; 2] = ["earlier", "以前各"];
pub(super) const DAY: [&str; 2] = ["day", "第"];
pub(super) const NEXT: [&str; 2] = ["next", "下"];
pub(super) const THIS: [&str; 2] = ["this", "当"];
pub(super) const PREVIOUS: [&str; 2] = ["previous", "上"];
pub(super) const PERIOD: [&str; 2] = ["period", "期"];
pub(super) const MONTHS: [&str; 2] = ["months", "个月"];
pub(super) const DAYS: [&str; 2] = ["days", "天"];
pub(super) const WORKDAYS: [&str; 2] = ["workdays", "个工作日"];
pub(super) const AFTER: [&str; 2] = ["after", "晚于"];

/// Finds a reserved word.
pub(super) fn reserved(text: &str) -> Option<Word> {
    RESERVED
        .iter()
        .find(|(en, zh, _)| *en == text || *zh == text)
        .map(|(_, _, word)| *word)
}

/// Finds an aggregate by its name.
pub(super) fn aggregate(text: &str) -> Option<Aggregate> {
    AGGREGATES
        .iter()
        .find(|(en, zh, _)| *en == text || *zh == text)
        .map(|(_, _, by)| *by)
}

/// Finds a function by its name, with its fewest and most arguments and how it is written.
pub(super) fn function(text: &str) -> Option<(Function, usize, usize, &'static str)> {
    FUNCTIONS
        .iter()
        .find(|(en, zh, ..)| *en == text || *zh == text)
        .map(|(_, _, f, least, most, usage)| (*f, *least, *most, *usage))
}

/// Lists the names of everything that can be called, for "did you mean".
pub(super) fn callable() -> impl Iterator<Item = &'static str> {
    let aggregates = AGGREGATES.iter().flat_map(|(en, zh, _)| [*en, *zh]);
    let functions = FUNCTIONS.iter().flat_map(|(en, zh, ..)| [*en, *zh]);
    let back = BACK.iter().flat_map(|(en, zh)| [*en, *zh]);
    aggregates.chain(functions).chain(back)
}

/// What colleagues know from spreadsheets, and how it is written here: in Chinese, in English.
const SPREADSHEET: &[(&str, &str, &str)] = &[
    (
        "IF",
        "if 条件 then 甲 else 乙",
        "if condition then a else b",
    ),
    (
        "IFS",
        "if 条件一 then 甲 else if 条件二 then 乙 else 丙",
        "if one then a else if two then b else c",
    ),
    ("IFERROR", "otherwise(x, 0)", "otherwise(x, 0)"),
    ("AND", "条件一 and 条件二", "a and b"),
    ("OR", "条件一 or 条件二", "a or b"),
    ("NOT", "not 条件", "not a"),
    ("SUM", "sum(表.列)", "sum(table.column)"),
    (
        "SUMIF",
        "sum(表.列 where 条件)",
        "sum(table.column where condition)",
    ),
    (
        "SUMIFS",
        "sum(表.列 where 条件一 and 条件二)",
        "sum(table.column where a and b)",
    ),
    ("COUNT", "count(表)", "count(table)"),
    ("COUNTA", "count(表)", "count(table)"),
    (
        "COUNTIF",
        "count(表 where 条件)",
        "count(table where condition)",
    ),
    (
        "COUNTIFS",
        "count(表 where 条件一 and 条件二)",
        "count(table where a and b)",
    ),
    ("AVERAGE", "mean(表.列)", "mean(table.column)"),
    (
        "AVERAGEIF",
        "mean(表.列 where 条件)",
        "mean(table.column where condition)",
    ),
    (
        "AVERAGEIFS",
        "mean(表.列 where 条件一 and 条件二)",
        "mean(table.column where a and b)",
    ),
    ("VLOOKUP", "表.列", "table.column"),
    ("HLOOKUP", "表.列", "table.column"),
    ("XLOOKUP", "表.列", "table.column"),
    ("INDEX", "表.列", "table.column"),
    ("INT", "floor(x)", "floor(x)"),
    ("ROUNDDOWN", "floor(x)", "floor(x)"),
    ("ROUNDUP", "ceil(x)", "ceil(x)"),
    ("DATEDIF", "days_between(开始, 结束)", "days_between(a, b)"),
    ("NETWORKDAYS", "workdays", "workdays"),
    ("WORKDAY", "3 workdays after 日期", "3 workdays after d"),
];

/// Says how a function of spreadsheets is written here.
pub(super) fn spreadsheet(name: &str) -> Option<Said> {
    let upper = name.to_ascii_uppercase();
    let found = SPREADSHEET.iter().find(|(theirs, ..)| *theirs == upper);
    found.map(|(_, zh, en)| Said::new(*zh, *en))
}
