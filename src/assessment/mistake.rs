//! What may be wrong where policies meet data.

mod appeal;
mod applies;
mod budget;
mod cause;
mod confirmation;
mod correction;
mod decision;
mod doubt;
mod example;
mod rater;
mod review;
mod untold;
mod wages;

pub use appeal::{AppealedMistake, Unfit};
pub use budget::BudgetMistake;
pub use cause::Cause;
pub use confirmation::ConfirmedMistake;
pub use correction::{DeciderMistake, StaleMistake, WhyNotDecide};
pub use decision::DecisionMistake;
pub use doubt::DoubtMistake;
pub use rater::{RaterFault, RaterMistake};
pub use review::{OVERDUE, ReviewMistake};
pub use untold::UntoldMistake;
pub use wages::WagesMistake;

use crate::data::CellMistake;
use crate::diagnostic::{Diagnostic, Said, list_en, list_zh};
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
        /// How many cells of the column are so.
        count: usize,
        reason: CellMistake,
        place: Place,
    },
    /// An attribute of a person, by name, that cannot be read as the kind a formula wants.
    Attribute {
        name: String,
        written: String,
        kind: Kind,
        person: String,
        place: Place,
    },
    /// A policy names a post (a team, a grade …) that nobody has.
    AppliesToNobody {
        attribute: String,
        written: String,
        suggestion: Option<String>,
        known: Vec<String>,
        place: Place,
    },
    /// A correction of a figure that does not exist.
    AdjustedFigure {
        policy: String,
        figure: String,
        suggestion: Option<String>,
        place: Place,
    },
    /// A correction under a policy that is not in force.
    AdjustedPolicy {
        policy: String,
        suggestion: Option<String>,
        known: Vec<String>,
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
        /// What came out, or why nothing did.
        found: Result<Said, Said>,
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
            Self::AdjustedPolicy { .. } => "A121",
            Self::AppliesToNobody { .. } => "A122",
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
                    format!("{period} 有数据，可是那时还没有制度生效"),
                    format!("{period} has data, and no policy is in force"),
                )
                .at(place.clone())
                .why(zh, en)
                .help(
                    "请把制度的 version: {from: …}（执行起）改早，或移走这个月份文件夹。",
                    "Set `version: {from: …}` of a policy earlier, or move this month's folder away.",
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
                count,
                reason,
                place,
            } => {
                let words = reason.words();
                let said = error(
                    format!("表“{table}”的“{column}”列里，“{written}”读不出来"),
                    format!("`{written}` in column `{column}` of `{table}` cannot be read"),
                )
                .at(place.clone())
                .label(words.zh, words.en)
                .help(
                    "请更正这个单元格。没有数据时请留空，不要写文字。",
                    "Correct this cell. Leave it blank where there is no value.",
                );
                match count {
                    0 | 1 => said,
                    count => said.why(
                        format!("这一列里这样的共有 {count} 格，这是第一格。"),
                        format!("The column has {count} such cells; this is the first."),
                    ),
                }
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
                    format!("{person}的“{name}”应当是{}，写的是“{written}”", kind.zh),
                    format!(
                        "`{name}` of {person} should be {}, found `{written}`",
                        kind.en
                    ),
                )
                .at(place.clone())
                .label(
                    format!("应当是{}", kind.zh),
                    format!("should be {}", kind.en),
                )
                .why("制度的公式要用它。", "A formula of the policy uses it.")
                .help(
                    "请更正花名册里的这一格；没有时请留空。",
                    "Correct this cell of the roster, or leave it blank.",
                )
            }
            Self::AppliesToNobody {
                attribute,
                written,
                suggestion,
                known,
                place,
            } => {
                let names = (attribute.as_str(), written.as_str(), known.as_slice());
                applies::to_nobody(self.code(), names, suggestion.as_deref()).at(place.clone())
            }
            Self::AdjustedFigure {
                policy,
                figure,
                suggestion,
                place,
            } => meant(
                error(
                    format!("更正里的“{figure}”不是制度“{policy}”的指标"),
                    format!("policy `{policy}` has no figure `{figure}` to correct"),
                )
                .at(place.clone()),
                suggestion.as_deref(),
                ("没有这个指标", "no such figure"),
                (
                    "请写考核项或指标的名称；改得分写“名称.得分”，改总分写 总分。",
                    "Write an item's or a metric's name; `name.points` for its points, `total` for \
                     the total.",
                ),
            ),
            Self::AdjustedPolicy {
                policy,
                suggestion,
                known,
                place,
            } => {
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                meant(
                    error(
                        format!("更正里的制度“{policy}”当月没有生效"),
                        format!("policy `{policy}` is not in force in this month"),
                    )
                    .at(place.clone())
                    .why(
                        format!("当月生效的：{}。", list_zh(&known)),
                        format!("In force are: {}.", list_en(&known)),
                    ),
                    suggestion.as_deref(),
                    ("没有这份制度", "no such policy"),
                    (
                        "请写制度的编号（content/policies 里的文件夹名或文件名），不写标题。",
                        "Write the policy's id, the name of its folder or file under \
                         content/policies, not its title.",
                    ),
                )
            }
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
            .why(
                "这个人当月的岗位等不在这份制度的适用范围（applies_to）之内。",
                "In this month the person is not among those in the policy's `applies_to`.",
            )
            .help(
                "请核对工号和制度编号，也看看更正是不是放错了月份。",
                "Check the id, the policy's id, and whether the correction is in the right month.",
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
                .help(
                    format!("请改成{}。", kind.zh),
                    format!("Write {} here.", kind.en),
                )
            }
            Self::ExampleFails {
                example,
                figure,
                expected,
                found,
                place,
            } => match found {
                Ok(found) => example::differs(self.code(), (example, figure), (expected, found)),
                Err(missing) => example::lacks(self.code(), (example, figure), missing),
            }
            .at(place.clone()),
            Self::ExampleName {
                name,
                suggestion,
                place,
            } => {
                let said = error(
                    format!("算例里的“{name}”不是这份制度的指标"),
                    format!("the example names `{name}`, which is no figure of the policy"),
                )
                .at(place.clone());
                meant(
                    said,
                    suggestion.as_deref(),
                    ("没有这个指标", "no such figure"),
                    (
                        "请写制度里的指标名，或公式用到的“表.列”、花名册属性（如 职级）。",
                        "Write a figure's name, or a `table.column` or an attribute of the roster that a formula uses.",
                    ),
                )
            }
            Self::MissingFigures {
                period,
                policy,
                subjects,
                items,
                cause,
                place,
            } => cause
                .describe((*period, policy), subjects, items)
                .at(place.clone()),
        }
    }
}

/// Asks whether something else was meant; without an idea, says what to write.
fn meant(
    said: Diagnostic,
    suggestion: Option<&str>,
    (label_zh, label_en): (&str, &str),
    (help_zh, help_en): (&str, &str),
) -> Diagnostic {
    match suggestion {
        Some(s) => said
            .label(format!("是不是“{s}”？"), format!("did you mean `{s}`?"))
            .help(
                format!("如果是，请改成“{s}”。"),
                format!("If so, write `{s}`."),
            ),
        None => said.label(label_zh, label_en).help(help_zh, help_en),
    }
}
