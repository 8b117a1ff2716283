//! What may be wrong with a formula's text.

use crate::diagnostic::{Diagnostic, Said, count_en};
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
        /// What stands here instead.
        found: String,
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
        /// How it is written here, for a function of spreadsheets.
        instead: Option<Said>,
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
        /// How the function is written.
        usage: &'static str,
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
            .help(instead_of(*c).zh, instead_of(*c).en),
            Self::UnclosedText => title("引号没有配对", "a quote is not closed")
                .label("从这里开始", "opened here")
                .help(
                    "在文字末尾补上同样的引号。",
                    "Put the same quote at the end of the text.",
                ),
            Self::Unexpected { found, zh, en } => title(
                &format!("公式读到“{found}”读不下去了"),
                &format!("the formula cannot go on with `{found}`"),
            )
            .label(format!("应当是{zh}"), format!("expected {en}"))
            .help(instead_of_word(found).zh, instead_of_word(found).en),
            Self::EndsEarly { zh, en } => title(
                &format!("公式没有写完，后面还应当有{zh}"),
                &format!("the formula ends too early, expected {en}"),
            )
            .label("公式到这里就结束了", "the formula ends here")
            .help(
                format!("请在这里补上{zh}。"),
                format!("Add {en} here."),
            ),
            Self::UnknownFunction {
                name,
                instead,
                suggestion,
            } => {
                let said = title(
                    &format!("没有叫“{name}”的函数"),
                    &format!("there is no function `{name}`"),
                );
                if let Some(instead) = instead {
                    return said
                        .label("这是表格软件里的函数", "a function of spreadsheets")
                        .help(
                            format!("在这里写作 {}。", instead.zh),
                            format!("Here it is written `{}`.", instead.en),
                        );
                }
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
                usage,
            } => {
                let (zh, en) = if least == most {
                    (format!("{least}"), count_en(*least, "argument", "arguments"))
                } else {
                    (
                        format!("{least} 到 {most}"),
                        format!("{least} to {most} arguments"),
                    )
                };
                title(
                    &format!("“{name}”的括号里应当写 {zh} 项，现在写了 {found} 项"),
                    &format!("`{name}` takes {en}, found {found}"),
                )
                .label(format!("写了 {found} 项"), format!("found {found}"))
                .help(
                    format!("写法：{usage}，各项之间用逗号分开。"),
                    format!("It is written `{usage}`, with commas between."),
                )
            }
            Self::PeriodCount => title(
                "往前数的期数应当是 1 到 120 的整数",
                "a number of periods is a whole number from 1 to 120",
            )
            .label("应当是 1 到 120", "1 to 120")
            .help(
                "例如 mean(总分 over last 3 periods)，或 back(总分, 3)。",
                "For example `mean(total over last 3 periods)`, or `back(total, 3)`.",
            ),
            Self::DayOfMonth => title(
                "一个月里没有这一天",
                "no month has this day",
            )
            .label("应当是 1 到 31", "1 to 31")
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
                "请拆成两个比较，用 and（且）连起来，例如 0 < 金额 and 金额 < 10000。",
                "Write two comparisons joined by `and`, as in `0 < amount and amount < 10000`.",
            ),
            Self::MixedArguments => title(
                "min、max 的括号里要么是几个数，要么是一个汇总，不能混写",
                "min and max take either several values or one aggregate, not both",
            )
            .label("这是一个汇总", "this is an aggregate")
            .help(
                "请先在“指标”（metrics）里给这个汇总起个名称，再在括号里写这个名称。",
                "Give the aggregate a name under `metrics` first, and write that name here.",
            ),
            Self::Empty => title("公式是空的", "the formula is empty")
                .label("空的", "empty")
                .help("请写上公式，或删去这一行。", "Write a formula or remove the key."),
            Self::TooLong(found) => title(
                &format!("公式太长（{found} 个词），最多 600 个"),
                &format!("the formula has {found} words, at most 600 are read"),
            )
            .label("从这里起太长", "too long from here")
            .help(
                "请在“指标”（metrics）里把它拆成几段，各起一个名称。",
                "Split it into parts with a name each under `metrics`.",
            ),
            Self::TooDeep => title(
                "公式的括号套得太深，最多 40 层",
                "the formula nests deeper than 40 levels",
            )
            .label("从这里起太深", "too deep from here")
            .help(
                "请在“指标”（metrics）里给里面的部分起个名称，再在这里写这个名称。",
                "Give the inner part a name under `metrics`, and write that name here.",
            ),
        }
    }
}

/// Says what is written instead of a sign that no formula has.
fn instead_of(sign: char) -> Said {
    let write = |plain: &str| {
        Said::new(
            format!("请改成英文的“{plain}”。"),
            format!("Write `{plain}`."),
        )
    };
    let word = |en: &str, zh: &str| {
        Said::new(
            format!("请改成 {en}（{zh}），前后各空一格。"),
            format!("Write `{en}`, with spaces around it."),
        )
    };
    match sign {
        '。' => write("."),
        '；' | ';' => write(","),
        '｛' | '{' | '〔' => write("("),
        '｝' | '}' | '〕' => write(")"),
        '：' | ':' => Said::new(
            "请删去它；指明另一份制度时写两个英文冒号，例如 制度::总分。",
            "Remove it; another policy is named with two colons, as in `policy::total`.",
        ),
        '&' | '＆' => word("and", "且"),
        '|' | '｜' => word("or", "或"),
        '!' | '！' => word("not", "非"),
        '¥' | '￥' | '$' | '€' => Said::new(
            "请只写数字，单位写在 unit（单位）里。",
            "Write the number alone; the unit goes under `unit`.",
        ),
        _ => Said::new(
            "请删去它；名称里有特殊符号时，用反引号括起来，例如 `M 01`。",
            "Remove it; a name with special characters goes in backquotes, as in `M 01`.",
        ),
    }
}

/// Says what to do with a word or sign where something else was expected.
fn instead_of_word(found: &str) -> Said {
    match found {
        ")" | "）" => Said::new(
            "如果多写了这个右括号，请删去；如果前面漏了左括号，请补上。",
            "Remove this bracket, or add the opening one before it.",
        ),
        "=" | "＝" => Said::new(
            "公式开头不写等号，请删去。",
            "A formula does not begin with `=`; remove it.",
        ),
        "," | "，" | "、" => Said::new(
            "这里不能有逗号；数字里不写千位的逗号，例如 50000。",
            "There can be no comma here; numbers have none either, as in 50000.",
        ),
        "万" | "千" | "百" | "亿" => Said::new(
            "请把数写完整，例如 5 万写作 50000。",
            "Write the whole number, for example 50000 for 5 万.",
        ),
        "并且" | "而且" | "和" | "与" => Said::new(
            "“并且”请写作 and 或“且”，前后各空一格。",
            "Write `and`, with spaces around it.",
        ),
        "或者" => Said::new(
            "“或者”请写作 or 或“或”，前后各空一格。",
            "Write `or`, with spaces around it.",
        ),
        _ => Said::new(
            "请检查这里前后是否多写或漏写了符号、括号或运算符。",
            "Check for a missing or superfluous sign, bracket or operator.",
        ),
    }
}
