//! What may be wrong where policies meet data.

use crate::data::CellMistake;
use crate::diagnostic::{Diagnostic, Said, count_en, list_en, list_zh};
use crate::formula::kind_in_words;
use crate::period::Period;
use crate::value::{Kind, Place};

/// A mistake where policies meet data.
#[derive(Debug, Clone)]
#[allow(
    missing_docs,
    reason = "the fields are what the words below say of them"
)]
pub enum AssessmentMistake {
    /// A month with data in which no policy is in force.
    NoPolicyInForce {
        period: Period,
        first: Option<Period>,
        place: Place,
    },
    /// A month's table lacks a column that a formula uses.
    ColumnMissing {
        table: String,
        column: String,
        period: Period,
        suggestion: Option<String>,
        place: Place,
    },
    /// A cell that cannot be read as the kind a formula wants.
    Cell {
        table: String,
        column: String,
        written: String,
        kind: Kind,
        reason: CellMistake,
        place: Place,
    },
    /// An attribute of a person that cannot be read as the kind a formula wants.
    Attribute {
        name: String,
        written: String,
        kind: Kind,
        person: String,
        place: Place,
    },
    /// A correction of a figure that does not exist.
    AdjustedFigure {
        policy: String,
        figure: String,
        place: Place,
    },
    /// A correction for someone who does not stand under the policy.
    AdjustedPerson {
        policy: String,
        person: String,
        place: Place,
    },
    /// A value that an author gives for a figure and that is not of its kind.
    ExpectedValue {
        name: String,
        written: String,
        kind: Kind,
        place: Place,
    },
    /// An example that does not come out.
    ExampleFails {
        example: String,
        figure: String,
        expected: String,
        found: Said,
        place: Place,
    },
    /// An example that names a figure that does not exist.
    ExampleName {
        name: String,
        suggestion: Option<String>,
        place: Place,
    },
    /// Figures that are missing, by their cause.
    MissingFigures {
        period: Period,
        policy: String,
        subjects: Vec<String>,
        items: Vec<String>,
        cause: Cause,
        place: Place,
    },
}

/// Why figures are missing.
#[derive(Debug, Clone)]
#[allow(
    missing_docs,
    reason = "the fields are what the words below say of them"
)]
pub enum Cause {
    NoTable(String),
    NoRow(String),
    NoAttribute(String),
    Blank(Place),
    ZeroDivisor,
    Unfilled(String),
    NoBand(String),
    SeveralRows(String, Place),
    NoCalendar(i16),
    NotYet(Period),
    Nobody,
}

impl AssessmentMistake {
    /// Returns the stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoPolicyInForce { .. } => "A101",
            Self::ColumnMissing { .. } => "A102",
            Self::Cell { .. } => "A103",
            Self::Attribute { .. } => "A104",
            Self::AdjustedFigure { .. } => "A105",
            Self::AdjustedPerson { .. } => "A106",
            Self::ExpectedValue { .. } => "A107",
            Self::ExampleFails { .. } => "A108",
            Self::ExampleName { .. } => "A109",
            Self::MissingFigures { cause, .. } => cause.code(),
        }
    }

    /// Says it in both languages.
    pub fn describe(&self) -> Diagnostic {
        let error = |zh: String, en: String| Diagnostic::error(self.code(), Said::new(zh, en));
        match self {
            Self::NoPolicyInForce {
                period,
                first,
                place,
            } => {
                let (zh, en) = match first {
                    Some(first) => (
                        format!("最早的制度从 {first} 起生效。"),
                        format!("The first policy is in force from {first}."),
                    ),
                    None => (String::new(), String::new()),
                };
                error(
                    format!("{period} 有数据，但没有一个制度在那时生效"),
                    format!("{period} has data, and no policy is in force"),
                )
                .at(place.clone())
                .why(zh, en)
                .help(
                    "请把制度的 version.from 改早，或删去这个月份文件夹。",
                    "Set `version.from` of a policy earlier, or remove this month's folder.",
                )
            }
            Self::ColumnMissing {
                table,
                column,
                period,
                suggestion,
                place,
            } => {
                let said = error(
                    format!("{period} 的表“{table}”里没有“{column}”这一列"),
                    format!("table `{table}` of {period} has no column `{column}`"),
                )
                .at(place.clone())
                .why(
                    "制度的公式要用这一列。",
                    "A formula of the policy uses this column.",
                );
                match suggestion {
                    Some(s) => said
                        .label(format!("是不是“{s}”？"), format!("did you mean `{s}`?"))
                        .help(
                            format!("如果“{s}”就是它，请把表头改成“{column}”，或在 sources.yml 里写明对应关系。"),
                            format!("If `{s}` is meant, rename the heading to `{column}` or map it in sources.yml."),
                        ),
                    None => said.label("表头里没有这一列", "no such heading").help(
                        format!("请在表里补上“{column}”这一列，或在 sources.yml 里写明它叫什么。"),
                        format!("Add the column `{column}`, or say in sources.yml what it is called."),
                    ),
                }
            }
            Self::Cell {
                table,
                column,
                written,
                reason,
                place,
                ..
            } => {
                let words = reason.words();
                error(
                    format!("表“{table}”的“{column}”列里，“{written}”读不出来"),
                    format!("`{written}` in column `{column}` of `{table}` cannot be read"),
                )
                .at(place.clone())
                .label(words.zh, words.en)
                .help(
                    "请更正这个单元格。没有数据时请留空，不要写文字。",
                    "Correct this cell. Leave it blank where there is no value.",
                )
            }
            Self::Attribute {
                name,
                written,
                kind,
                person,
                place,
            } => {
                let kind = kind_in_words(*kind);
                error(
                    format!(
                        "工号 {person} 的“{name}”应当是{}，写的是“{written}”",
                        kind.zh
                    ),
                    format!(
                        "`{name}` of {person} should be {}, found `{written}`",
                        kind.en
                    ),
                )
                .at(place.clone())
                .label("这里", "here")
                .help(
                    "请更正花名册里的这一格。",
                    "Correct this cell of the roster.",
                )
            }
            Self::AdjustedFigure {
                policy,
                figure,
                place,
            } => error(
                format!("更正里的指标“{figure}”在制度“{policy}”里没有"),
                format!("policy `{policy}` has no figure `{figure}` to correct"),
            )
            .at(place.clone())
            .label("没有这个指标", "no such figure")
            .help(
                "请核对制度编号和指标名；该制度当月必须在生效。",
                "Check the policy's id and the figure's name; it must be in force that month.",
            ),
            Self::AdjustedPerson {
                policy,
                person,
                place,
            } => error(
                format!("更正里的工号“{person}”当月不适用制度“{policy}”"),
                format!("`{person}` does not stand under policy `{policy}` in this month"),
            )
            .at(place.clone())
            .label("不适用", "does not apply")
            .help(
                "请核对工号、月份和制度编号。",
                "Check the id, the month and the policy's id.",
            ),
            Self::ExpectedValue {
                name,
                written,
                kind,
                place,
            } => {
                let kind = kind_in_words(*kind);
                error(
                    format!("“{name}”应当是{}，写的是“{written}”", kind.zh),
                    format!("`{name}` should be {}, found `{written}`", kind.en),
                )
                .at(place.clone())
                .label(
                    format!("应当是{}", kind.zh),
                    format!("should be {}", kind.en),
                )
                .help("请更正这个值。", "Correct this value.")
            }
            Self::ExampleFails {
                example,
                figure,
                expected,
                found,
                place,
            } => error(
                format!(
                    "{example}算出来不一样：{figure}应为 {expected}，算得 {}",
                    found.zh
                ),
                format!(
                    "example `{example}` does not come out: {figure} should be {expected}, is {}",
                    found.en
                ),
            )
            .at(place.clone())
            .label(format!("算得 {}", found.zh), format!("is {}", found.en))
            .why(
                "算例印在制度里，必须和规则一致。",
                "The handbook prints the example, so it must agree with the rules.",
            )
            .help(
                "请核对规则；如果规则没有错，请更正算例。",
                "Check the rules; if they are right, correct the example.",
            ),
            Self::ExampleName {
                name,
                suggestion,
                place,
            } => {
                let said = error(
                    format!("算例里的“{name}”不是这个制度的指标"),
                    format!("the example names `{name}`, which is no figure of the policy"),
                )
                .at(place.clone());
                match suggestion {
                    Some(s) => said
                        .label(format!("是不是“{s}”？"), format!("did you mean `{s}`?"))
                        .help(
                            format!("如果是，请改成“{s}”。"),
                            format!("If so, write `{s}`."),
                        ),
                    None => said.label("没有这个指标", "no such figure").help(
                        "请写制度里的指标名，或公式用到的“表.列”。",
                        "Write a figure's name, or a `table.column` that a formula uses.",
                    ),
                }
            }
            Self::MissingFigures {
                period,
                policy,
                subjects,
                items,
                cause,
                place,
            } => {
                let (zh, en) = affected(subjects, items);
                cause
                    .describe(*period, policy, self.code())
                    .at(place.clone())
                    .why(zh, en)
            }
        }
    }
}

/// How many names a message lists.
const LISTED: usize = 6;

fn affected(subjects: &[String], items: &[String]) -> (String, String) {
    let cut = |names: &[String]| -> Vec<String> { names.iter().take(LISTED).cloned().collect() };
    let (people, things) = (cut(subjects), cut(items));
    let people: Vec<&str> = people.iter().map(String::as_str).collect();
    let things: Vec<&str> = things.iter().map(String::as_str).collect();
    let more_zh = if subjects.len() > LISTED { "等" } else { "" };
    let more_en = if subjects.len() > LISTED {
        " and others"
    } else {
        ""
    };
    let count = subjects.len();
    (
        format!(
            "影响{}：{}{more_zh}，共 {count} 个。结果先按“暂缺”公布。",
            list_zh(&things),
            list_zh(&people)
        ),
        format!(
            "{} of {}{more_en} ({}) stay missing until then.",
            list_en(&things),
            list_en(&people),
            count_en(count, "subject", "subjects")
        ),
    )
}

impl Cause {
    fn code(&self) -> &'static str {
        match self {
            Self::NoTable(_) => "A110",
            Self::NoRow(_) => "A111",
            Self::Blank(_) => "A112",
            Self::ZeroDivisor => "A113",
            Self::Unfilled(_) => "A114",
            Self::NoBand(_) => "A115",
            Self::SeveralRows(..) => "A116",
            Self::NoCalendar(_) => "A117",
            Self::NotYet(_) => "A118",
            Self::Nobody => "A119",
            Self::NoAttribute(_) => "A120",
        }
    }

    fn describe(&self, period: Period, policy: &str, code: &'static str) -> Diagnostic {
        let missing = |zh: String, en: String| Diagnostic::missing(code, Said::new(zh, en));
        let error = |zh: String, en: String| Diagnostic::error(code, Said::new(zh, en));
        match self {
            Self::NoTable(table) => missing(
                format!("{period} 还没有表“{table}”（{policy}）"),
                format!("{period} has no table `{table}` yet ({policy})"),
            )
            .help(
                format!("请把“{table}”的文件放进 content/months/{period}/。"),
                format!("Put the file of `{table}` into content/months/{period}/."),
            ),
            Self::NoRow(table) => missing(
                format!("{period} 的表“{table}”里缺几个人的行（{policy}）"),
                format!("table `{table}` of {period} lacks rows ({policy})"),
            )
            .help(
                "请在表里补上这些人；确实没有数据的，请在制度里写明缺失时怎么办。",
                "Add rows for them; where there is nothing to add, let the policy say what then.",
            ),
            Self::NoAttribute(name) => missing(
                format!("花名册里有几个人没有写“{name}”（{policy}，{period}）"),
                format!("the roster lacks `{name}` of some people ({policy}, {period})"),
            )
            .help(
                "请在花名册里补上；空着不等于 0。",
                "Add it to the roster; blank is not zero.",
            ),
            Self::Blank(_) => missing(
                format!("有一格是空的（{policy}，{period}）"),
                format!("a cell is blank ({policy}, {period})"),
            )
            .label("空的", "blank")
            .help(
                "请填上这一格；空着不等于 0。",
                "Fill it in; blank is not zero.",
            ),
            Self::ZeroDivisor => missing(
                format!("除数为零，算不出来（{policy}，{period}）"),
                format!("a division by zero ({policy}, {period})"),
            )
            .help(
                "请核对目标等作为除数的数；确实为零时，请在制度里写明怎么办。",
                "Check targets and other divisors; where zero is right, let the policy say what \
                 then.",
            ),
            Self::Unfilled(parameter) => missing(
                format!("参数“{parameter}”还没有填（{policy}，{period}）"),
                format!("parameter `{parameter}` is still to be filled in ({policy}, {period})"),
            )
            .label("填在这里", "fill it in here")
            .help(
                "请在制度文件里填上它的值。",
                "Write its value in the policy's file.",
            ),
            Self::NoBand(band) => missing(
                format!("有数值不在“{band}”的任何一档（{policy}，{period}）"),
                format!("a value lies in no row of band `{band}` ({policy}, {period})"),
            )
            .help(
                "请在档位表里加一行 else，写明其余情况。",
                "Add an `else` row to the band for all other values.",
            ),
            Self::SeveralRows(table, _) => error(
                format!("表“{table}”里同一个人有几行，只应有一行（{policy}，{period}）"),
                format!("table `{table}` has several rows for one person ({policy}, {period})"),
            )
            .label("又一行", "another row")
            .help(
                "请删去多余的行，或在公式里写明怎样汇总，例如 sum(…)。",
                "Remove the surplus row, or aggregate in the formula, as in `sum(…)`.",
            ),
            Self::NoCalendar(year) => error(
                format!("工作日历里没有 {year} 年（{policy}，{period}）"),
                format!("the calendar has no year {year} ({policy}, {period})"),
            )
            .help(
                format!("请在 content/calendar.yml 里写上 {year} 年的节假日和调休。"),
                format!("Add the holidays and make-up days of {year} to content/calendar.yml."),
            ),
            Self::NotYet(earlier) => missing(
                format!("要用到 {earlier} 的结果，那个月还没有（{policy}，{period}）"),
                format!("{earlier} is needed and has no result ({policy}, {period})"),
            )
            .help(
                "请补上那个月的数据，或在制度里写明第一个月怎么算。",
                "Add that month's data, or let the policy say how the first month is computed.",
            ),
            Self::Nobody => missing(
                format!("没有可以汇总的人（{policy}，{period}）"),
                format!("there is nobody to aggregate over ({policy}, {period})"),
            )
            .help(
                "请核对制度适用的人，或团队归属。",
                "Check whom the policy applies to, and teams.",
            ),
        }
    }
}
