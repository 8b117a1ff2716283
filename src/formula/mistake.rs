//! What may be wrong with a formula's text.

use crate::diagnostic::{Diagnostic, Said};
use crate::value::Place;

/// A mistake in a formula's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormulaMistake {
    /// A character that no formula has.
    Character(char),
    /// A text or backquoted name without its closing quote.
    UnclosedText,
    /// Something else was expected here.
    Unexpected {
        /// What was expected, in Chinese.
        zh: String,
        /// What was expected, in English.
        en: String,
    },
    /// The formula ends where something more was expected.
    EndsEarly {
        /// What was expected, in Chinese.
        zh: String,
        /// What was expected, in English.
        en: String,
    },
    /// Something unknown stands before brackets.
    UnknownFunction {
        /// The name as written.
        name: String,
        /// The nearest known name.
        suggestion: Option<String>,
    },
    /// A function has too few or too many arguments.
    ArgumentCount {
        /// The function.
        name: String,
        /// The fewest arguments.
        least: usize,
        /// The most arguments.
        most: usize,
        /// How many were found.
        found: usize,
    },
    /// A number of periods that is not 1 to 120.
    PeriodCount,
    /// A day of the month that is not 1 to 31.
    DayOfMonth,
    /// A day that no calendar has.
    NoSuchDay(String),
    /// A number of more than 60 digits.
    LongNumber,
    /// `a < b < c`.
    ChainedComparison,
    /// `min(a over b, c)`.
    MixedArguments,
    /// Nothing is written.
    Empty,
    /// Too many words; how many.
    TooLong(usize),
    /// Brackets nest too deep.
    TooDeep,
}

impl FormulaMistake {
    /// Returns the stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Character(_) => "F101",
            Self::UnclosedText => "F102",
            Self::Unexpected { .. } => "F103",
            Self::EndsEarly { .. } => "F104",
            Self::UnknownFunction { .. } => "F105",
            Self::ArgumentCount { .. } => "F106",
            Self::PeriodCount => "F107",
            Self::DayOfMonth => "F108",
            Self::NoSuchDay(_) => "F109",
            Self::LongNumber => "F110",
            Self::ChainedComparison => "F111",
            Self::MixedArguments => "F112",
            Self::Empty => "F113",
            Self::TooLong(_) => "F114",
            Self::TooDeep => "F115",
        }
    }

    /// Says it in both languages, at its place.
    pub fn describe(&self, place: &Place) -> Diagnostic {
        let title = |zh: &str, en: &str| {
            Diagnostic::error(self.code(), Said::new(zh, en)).at(place.clone())
        };
        match self {
            Self::Character(c) => title(
                &format!("公式里不认识的符号“{c}”"),
                &format!("a formula cannot contain `{c}`"),
            )
            .label("这个符号", "this character")
            .help(
                "请删去它；名称里有特殊符号时，用反引号括起来，例如 `M 01`。",
                "Remove it; a name with special characters goes in backquotes, as in `M 01`.",
            ),
            Self::UnclosedText => title("引号没有配对", "a quote is not closed")
                .label("从这里开始", "opened here")
                .help(
                    "在文字末尾补上同样的引号。",
                    "Put the same quote at the end of the text.",
                ),
            Self::Unexpected { zh, en } => title(
                &format!("公式写到这里，应当是{zh}"),
                &format!("expected {en} here"),
            )
            .label(format!("应当是{zh}"), format!("expected {en}"))
            .help(
                "请检查这里前后是否多写或漏写了符号、括号或运算符。",
                "Check for a missing or superfluous sign, bracket or operator.",
            ),
            Self::EndsEarly { zh, en } => title(
                &format!("公式没有写完，后面还应当有{zh}"),
                &format!("the formula ends too early, expected {en}"),
            )
            .label("公式到这里就结束了", "the formula ends here")
            .help(
                "请补全公式；常见原因是漏了右括号。",
                "Complete the formula; often a closing bracket is missing.",
            ),
            Self::UnknownFunction { name, suggestion } => {
                let said = title(
                    &format!("没有叫“{name}”的函数"),
                    &format!("there is no function `{name}`"),
                );
                match suggestion {
                    Some(s) => said
                        .label(format!("是不是“{s}”？"), format!("did you mean `{s}`?"))
                        .help(format!("请改成“{s}”。"), format!("Write `{s}`.")),
                    None => said.label("没有这个函数", "no such function").help(
                        "可用的函数列在文档“制度语言”的“公式”一节。",
                        "The functions are listed in the policy language, \"Formulas\".",
                    ),
                }
            }
            Self::ArgumentCount {
                name,
                least,
                most,
                found,
            } => {
                let (zh, en) = if least == most {
                    (format!("{least} 个"), format!("{least}"))
                } else {
                    (format!("{least} 到 {most} 个"), format!("{least} to {most}"))
                };
                title(
                    &format!("“{name}”的括号里应当有{zh}参数，现在有 {found} 个"),
                    &format!("`{name}` takes {en} arguments, found {found}"),
                )
                .label("参数个数不对", "wrong number of arguments")
                .help(
                    "参数之间用逗号分开。",
                    "Separate arguments by commas.",
                )
            }
            Self::PeriodCount => title(
                "往前数的期数应当是 1 到 120 的整数",
                "a number of periods is a whole number from 1 to 120",
            )
            .label("这里", "here")
            .help("例如 last 3 periods。", "For example `last 3 periods`."),
            Self::DayOfMonth => title(
                "日期应当是 1 到 31",
                "a day of the month is 1 to 31",
            )
            .label("这里", "here")
            .help(
                "例如 day 3 of next period；当月没有的日子按当月最后一天算。",
                "For example `day 3 of next period`; a day that the month lacks is its last day.",
            ),
            Self::NoSuchDay(text) => title(
                &format!("没有“{text}”这一天"),
                &format!("there is no day `{text}`"),
            )
            .label("没有这一天", "no such day")
            .help("请核对年月日。", "Check year, month and day."),
            Self::LongNumber => title(
                "数字太长，最多 60 位",
                "a number has at most 60 digits",
            )
            .label("太长", "too long")
            .help("请核对这个数字。", "Check this number."),
            Self::ChainedComparison => title(
                "不能连着比较两次",
                "comparisons cannot be chained",
            )
            .label("第二个比较", "the second comparison")
            .help(
                "请写成 a < b and b < c（a < b 且 b < c）。",
                "Write `a < b and b < c`.",
            ),
            Self::MixedArguments => title(
                "min、max 的括号里要么是几个数，要么是一个汇总，不能混写",
                "min and max take either several values or one aggregate, not both",
            )
            .label("到这里", "up to here")
            .help(
                "先把汇总写成一个指标，再用指标名比较。",
                "Give the aggregate a name as a metric first.",
            ),
            Self::Empty => title("公式是空的", "the formula is empty")
                .label("空的", "empty")
                .help("请写上公式，或删去这一行。", "Write a formula or remove the key."),
            Self::TooLong(found) => title(
                &format!("公式太长（{found} 个词），最多 600 个"),
                &format!("the formula has {found} words, at most 600 are read"),
            )
            .label("太长", "too long")
            .help(
                "请把它拆成几个有名称的指标。",
                "Split it into named metrics.",
            ),
            Self::TooDeep => title(
                "公式的括号套得太深，最多 40 层",
                "the formula nests deeper than 40 levels",
            )
            .label("从这里起太深", "too deep from here")
            .help(
                "请把里面的部分写成有名称的指标。",
                "Give the inner part a name as a metric.",
            ),
        }
    }
}
