//! What may be wrong with figures before any data is read.

mod fit;

use super::tally::Beyond;
use crate::diagnostic::{Diagnostic, Said, list_en, list_zh};
use crate::value::{Kind, Place};

/// A mistake in the graph of figures.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(
    missing_docs,
    reason = "the fields are what the words below say of them"
)]
pub enum GraphMistake {
    /// A name that nothing has.
    UnknownName {
        name: String,
        suggestion: Option<String>,
        /// Whether it is compared with something, so that a text may be meant.
        compared: bool,
        place: Place,
    },
    /// A table that no month has and sources.yml does not declare.
    UnknownTable {
        table: String,
        suggestion: Option<String>,
        known: Vec<String>,
        place: Place,
    },
    /// A column that a table does not have.
    UnknownColumn {
        table: String,
        column: String,
        suggestion: Option<String>,
        known: Vec<String>,
        table_place: Option<Place>,
        place: Place,
    },
    /// A policy that is not in force or does not exist.
    UnknownPolicy {
        policy: String,
        suggestion: Option<String>,
        known: Vec<String>,
        place: Place,
    },
    /// A name that is a column and a figure at once.
    AmbiguousName {
        name: String,
        table: String,
        place: Place,
    },
    /// A column of a grouping that is none of its keys.
    ColumnOfGroup { name: String, place: Place },
    /// An aggregate that does not say over what.
    NoSource {
        /// What may stand in the brackets instead.
        suggestion: Option<String>,
        place: Place,
    },
    /// An aggregate over an event table that needs more than one row at a time.
    BeyondARow {
        table: String,
        found: Beyond,
        place: Place,
    },
    /// An aggregate over several tables at once.
    SeveralSources { tables: Vec<String>, place: Place },
    /// An aggregate over rows inside an aggregate over rows.
    NestedRows { place: Place },
    /// A figure of people read where there is no one person.
    NeedsAggregate {
        name: String,
        /// The figure as it is called in an aggregate, and the policy that it belongs to where
        /// that is another one.
        of: (String, Option<String>),
        place: Place,
    },
    /// `team` in a policy whose subjects are no people.
    NoTeams { place: Place },
    /// A sum over the months of a longer period that mixes what its own policy has with what
    /// another worked out.
    MixedOverPeriods { place: Place },
    /// `first` and `last` need an order, others take none.
    OrderOfFirst { needed: bool, place: Place },
    /// A value of another kind than is wanted.
    WrongKind {
        wanted: Kind,
        found: Kind,
        place: Place,
    },
    /// A comparison of kinds that cannot be compared so.
    Incomparable {
        left: Kind,
        right: Kind,
        place: Place,
    },
    /// A sum or difference of different units.
    UnitsDiffer {
        left: String,
        right: String,
        place: Place,
    },
    /// Figures that read each other in the same period.
    Circle {
        names: Vec<String>,
        places: Vec<Place>,
    },
}

impl GraphMistake {
    /// Returns the stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownName { .. } => "G101",
            Self::UnknownTable { .. } => "G102",
            Self::UnknownColumn { .. } => "G103",
            Self::UnknownPolicy { .. } => "G104",
            Self::AmbiguousName { .. } => "G105",
            Self::ColumnOfGroup { .. } => "G106",
            Self::NoSource { .. } => "G107",
            Self::SeveralSources { .. } => "G108",
            Self::NestedRows { .. } => "G109",
            Self::NeedsAggregate { .. } => "G110",
            Self::NoTeams { .. } => "G111",
            Self::MixedOverPeriods { .. } => "P212",
            Self::OrderOfFirst { .. } => "G112",
            Self::WrongKind { .. } => "G113",
            Self::Incomparable { .. } => "G114",
            Self::UnitsDiffer { .. } => "G115",
            Self::Circle { .. } => "G116",
            Self::BeyondARow { .. } => "G117",
        }
    }

    /// Says it in both languages.
    pub fn describe(&self) -> Diagnostic {
        let error = |zh: String, en: String| Diagnostic::error(self.code(), Said::new(zh, en));
        match self {
            Self::UnknownName {
                name,
                suggestion: None,
                compared: true,
                place,
            } => error(
                format!("没有叫“{name}”的指标、参数或列"),
                format!("there is no figure, parameter or column `{name}`"),
            )
            .at(place.clone())
            .label("是一段文字吗？", "is it a text?")
            .help(
                format!("如果是文字，请加上英文单引号：'{name}'；如果是指标或列，请核对名称。"),
                format!("If it is a text, write '{name}' in quotes; if not, check the name."),
            ),
            Self::UnknownName {
                name,
                suggestion,
                place,
                ..
            } => suggested(
                error(
                    format!("没有叫“{name}”的指标、参数或列"),
                    format!("there is no figure, parameter or column `{name}`"),
                )
                .at(place.clone()),
                suggestion.as_deref(),
                ("没有这个名称", "no such name"),
                (
                    "请核对名称，或先在“指标”（metrics）里写上它。",
                    "Check the name, or define it under `metrics`.",
                ),
            ),
            Self::UnknownTable {
                table,
                suggestion,
                known,
                place,
            } => suggested(
                error(
                    format!("没有叫“{table}”的表"),
                    format!("there is no table `{table}`"),
                )
                .at(place.clone())
                .why(
                    format!("哪个月的文件夹里都没有它。已有的表：{}。", listed_zh(known)),
                    format!("No month has it. The tables are: {}.", listed_en(known)),
                ),
                suggestion.as_deref(),
                ("没有这张表", "no such table"),
                (
                    "请把文件放进月份文件夹（文件名就是表名），或在 sources.yml 里写明它由哪个文件读成。",
                    "Put the file into a month's folder (its name is the table's), or declare it in \
                 sources.yml.",
                ),
            ),
            Self::UnknownColumn {
                table,
                column,
                suggestion,
                known,
                table_place,
                place,
            } => {
                let mut said = suggested(
                    error(
                        format!("表“{table}”里没有“{column}”这一列"),
                        format!("table `{table}` has no column `{column}`"),
                    )
                    .at(place.clone())
                    .why(
                        format!("这张表的列：{}。", listed_zh(known)),
                        format!("Its columns are: {}.", listed_en(known)),
                    ),
                    suggestion.as_deref(),
                    ("没有这一列", "no such column"),
                    (
                        "请核对列名是否与表头一致。",
                        "Check that the name is that of the heading.",
                    ),
                );
                if let Some(table_place) = table_place {
                    said = said.see(table_place.clone(), "表在这里", "the table is here");
                }
                said
            }
            Self::UnknownPolicy {
                policy,
                suggestion,
                known,
                place,
            } => suggested(
                error(
                    format!("没有编号为“{policy}”的现行制度"),
                    format!("there is no policy `{policy}` in force"),
                )
                .at(place.clone())
                .why(
                    format!("现行制度的编号：{}。", listed_zh(known)),
                    format!("Those in force are: {}.", listed_en(known)),
                ),
                suggestion.as_deref(),
                ("没有这份制度", "no such policy"),
                (
                    "请写编号，不写标题。编号是 content/policies 里这份制度的文件夹名，只有一个文件时是文件名。",
                    "Write the id, not the title: the name of the policy's folder under \
                 content/policies, or of its file.",
                ),
            ),
            Self::AmbiguousName { name, table, place } => error(
                format!("“{name}”既是制度里的名称，又是表“{table}”的列"),
                format!("`{name}` is both a name of the policy and a column of `{table}`"),
            )
            .at(place.clone())
            .label("指的是哪一个？", "which one is meant?")
            .help(
                format!("指列时写成“{table}.{name}”；否则请给指标换一个名称。"),
                format!("Write `{table}.{name}` for the column, or rename the figure."),
            ),
            Self::ColumnOfGroup { name, place } => error(
                format!("分组之后不能直接用“{name}”这一列"),
                format!("inside a grouping `{name}` is no single value"),
            )
            .at(place.clone())
            .label("一组有很多行", "a group has many rows")
            .help(
                format!("请先汇总，例如 sum({name})，或把它加进分组的列。"),
                format!("Aggregate it, as in `sum({name})`, or add it to the grouping's keys."),
            ),
            Self::NoSource { suggestion, place } => suggested(
                error(
                    "没有说明对什么汇总".to_owned(),
                    "the aggregate does not say over what".to_owned(),
                )
                .at(place.clone()),
                suggestion.as_deref(),
                ("对什么汇总？", "over what?"),
                (
                    "请写出表名，例如 sum(回款.金额)；或写 over，例如 mean(总分 over everyone)。",
                    "Name a table, as in `sum(deals.amount)`, or write `over`, as in \
                 `mean(total over everyone)`.",
                ),
            ),
            Self::SeveralSources { tables, place } => error(
                format!("一个汇总里用到了几张表：{}", listed_zh(tables)),
                format!("one aggregate names several tables: {}", listed_en(tables)),
            )
            .at(place.clone())
            .label("对哪张表汇总？", "over which one?")
            .help(
                "请每张表各写一个汇总，例如 sum(甲.金额) - sum(乙.金额)。",
                "Write one aggregate for each, as in `sum(a.amount) - sum(b.amount)`.",
            ),
            Self::BeyondARow {
                table,
                found,
                place,
            } => fit::beyond_a_row(self.code(), table, *found, place),
            Self::NestedRows { place } => error(
                "一个汇总里面不能再套一个汇总".to_owned(),
                "an aggregate over rows cannot stand inside another".to_owned(),
            )
            .at(place.clone())
            .label("里面的汇总", "the inner aggregate")
            .help(
                "请在“指标”（metrics）里给里面的汇总起个名称，再在这里写这个名称。",
                "Give the inner aggregate a name under `metrics`, and write that name here.",
            ),
            Self::NeedsAggregate { name, of, place } => {
                let whole = match of {
                    (figure, Some(policy)) => format!("mean({figure} over members of {policy})"),
                    (figure, None) => format!("mean({figure} over everyone)"),
                };
                error(
                    format!("“{name}”每人一个数，这里没有指明是谁的"),
                    format!("`{name}` has a value for each person, and here is no one person"),
                )
                .at(place.clone())
                .label("谁的？", "whose?")
                .help(
                    format!("请先汇总，例如求平均：{whole}；求和把 mean 换成 sum。"),
                    format!("Aggregate it, as in `{whole}`."),
                )
            }
            Self::NoTeams { place } => error(
                "只有考核到人的制度才能用 team（本组）".to_owned(),
                "only a policy about people can say `team`".to_owned(),
            )
            .at(place.clone())
            .label("没有“本组”", "there is no team of one's own")
            .help(
                "考核团队的制度请写 everyone，或 members of 某个制度。",
                "In a policy about teams write `everyone` or `members of` a policy.",
            ),
            Self::MixedOverPeriods { place } => fit::mixed_over_periods(self.code(), place),
            Self::OrderOfFirst {
                needed: true,
                place,
            } => error(
                "first（首个）和 last（末个）要说明按什么先后".to_owned(),
                "`first` and `last` need an order".to_owned(),
            )
            .at(place.clone())
            .label("按什么先后？", "by what order?")
            .help(
                "请写上 order by 和一列，例如 first(签约.客户 order by 时间)。",
                "Write `order by` and a column, as in `first(deals.customer order by signed_at)`.",
            ),
            Self::OrderOfFirst {
                needed: false,
                place,
            } => error(
                "只有 first（首个）和 last（末个）才说明先后".to_owned(),
                "only `first` and `last` take an order".to_owned(),
            )
            .at(place.clone())
            .label("这里不需要 order by", "no `order by` here")
            .help(
                "请删去 order by 和后面的列。",
                "Remove `order by` and what follows.",
            ),
            Self::WrongKind {
                wanted,
                found,
                place,
            } => fit::wrong_kind(self.code(), *wanted, *found, place),
            Self::Incomparable { left, right, place } => {
                fit::incomparable(self.code(), *left, *right, place)
            }
            Self::UnitsDiffer { left, right, place } => error(
                format!("单位不同，不能相加减：“{left}”和“{right}”"),
                format!("units differ and cannot be added: `{left}` and `{right}`"),
            )
            .at(place.clone())
            .label("单位不同", "different units")
            .help(
                "请先换算成同一单位，或更正单位。",
                "Convert to one unit first, or correct the units.",
            ),
            Self::Circle { names, places } => fit::circle(self.code(), names, places),
        }
    }
}

fn suggested(
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

/// How many names a message lists.
const LISTED: usize = 12;

fn listed_zh(names: &[String]) -> String {
    let listed: Vec<&str> = names.iter().take(LISTED).map(String::as_str).collect();
    let more = if names.len() > LISTED { "等" } else { "" };
    format!("{}{more}", list_zh(&listed))
}

fn listed_en(names: &[String]) -> String {
    let mut listed: Vec<&str> = names.iter().take(LISTED).map(String::as_str).collect();
    if names.len() > LISTED {
        listed.push("others");
    }
    list_en(&listed)
}
