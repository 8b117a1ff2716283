//! What may be wrong with figures before any data is read.

use crate::diagnostic::{Diagnostic, Said, list_en, list_zh};
use crate::formula::kind_in_words;
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
        place: Place,
    },
    /// A table that no month has and sources.yml does not declare.
    UnknownTable {
        table: String,
        column: String,
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
    NoSource { place: Place },
    /// An aggregate over several tables at once.
    SeveralSources { tables: Vec<String>, place: Place },
    /// An aggregate over rows inside an aggregate over rows.
    NestedRows { place: Place },
    /// A figure of people read where there is no one person.
    NeedsAggregate { name: String, place: Place },
    /// `team` in a policy whose subjects are no people.
    NoTeams { place: Place },
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
            Self::OrderOfFirst { .. } => "G112",
            Self::WrongKind { .. } => "G113",
            Self::Incomparable { .. } => "G114",
            Self::UnitsDiffer { .. } => "G115",
            Self::Circle { .. } => "G116",
        }
    }

    /// Says it in both languages.
    pub fn describe(&self) -> Diagnostic {
        let error = |zh: String, en: String| Diagnostic::error(self.code(), Said::new(zh, en));
        match self {
            Self::UnknownName {
                name,
                suggestion,
                place,
            } => suggested(
                error(
                    format!("没有叫“{name}”的指标、参数或列"),
                    format!("there is no figure, parameter or column `{name}`"),
                )
                .at(place.clone()),
                suggestion.as_deref(),
                "请核对名称，或先在“指标”里写上它。",
                "Check the name, or define it under `metrics`.",
            ),
            Self::UnknownTable {
                table,
                column,
                suggestion,
                known,
                place,
            } => {
                let shown = if column.is_empty() {
                    table.clone()
                } else {
                    format!("{table}.{column}")
                };
                suggested(
                    error(
                        format!("“{shown}”：哪个月的文件夹里都没有“{table}”这张表"),
                        format!("`{shown}`: no month has a table `{table}`"),
                    )
                    .at(place.clone())
                    .why(
                        format!("已有的表：{}。", listed_zh(known)),
                        format!("The tables are: {}.", listed_en(known)),
                    ),
                    suggestion.as_deref(),
                    "请把文件放进月份文件夹（文件名就是表名），或在 sources.yml 里声明它。",
                    "Put the file into a month's folder (its name is the table's), or declare it \
                     in sources.yml.",
                )
            }
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
                    "请核对列名是否与表头一致。",
                    "Check that the name is that of the heading.",
                );
                if let Some(table_place) = table_place {
                    said = said.see(table_place.clone(), "表在这里", "the table is here");
                }
                said
            }
            Self::UnknownPolicy {
                policy,
                suggestion,
                place,
            } => suggested(
                error(
                    format!("没有编号为“{policy}”的现行制度"),
                    format!("there is no policy `{policy}` in force"),
                )
                .at(place.clone()),
                suggestion.as_deref(),
                "制度的编号是它在 content/policies 下的文件夹名。",
                "A policy's id is the name of its folder under content/policies.",
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
            Self::NoSource { place } => error(
                "没有说明对什么汇总".to_owned(),
                "the aggregate does not say over what".to_owned(),
            )
            .at(place.clone())
            .label("对什么汇总？", "over what?")
            .help(
                "请写出表名，例如 sum(回款.金额)；或写 over，例如 mean(总分 over everyone)。",
                "Name a table, as in `sum(deals.amount)`, or write `over`, as in \
                 `mean(total over everyone)`.",
            ),
            Self::SeveralSources { tables, place } => error(
                format!("一个汇总里用到了几张表：{}", listed_zh(tables)),
                format!("one aggregate names several tables: {}", listed_en(tables)),
            )
            .at(place.clone())
            .label("对哪张表汇总？", "over which one?")
            .help(
                "请分成几个汇总，或用 over 指明表名，其余的先写成指标。",
                "Split it, or say `over table` and make a metric of the rest.",
            ),
            Self::NestedRows { place } => error(
                "汇总里面不能再对表的行汇总".to_owned(),
                "an aggregate over rows cannot stand inside another".to_owned(),
            )
            .at(place.clone())
            .label("里面的汇总", "the inner aggregate")
            .help(
                "请把里面的汇总写成一个指标，再在这里用指标名。",
                "Make the inner aggregate a metric and use its name here.",
            ),
            Self::NeedsAggregate { name, place } => error(
                format!("“{name}”每人一个数，这里没有指明是谁的"),
                format!("`{name}` has a value for each person, and here is no one person"),
            )
            .at(place.clone())
            .label("谁的？", "whose?")
            .help(
                "请先汇总，例如 sum(制度::指标 over members of 制度)。",
                "Aggregate it, as in `sum(policy::figure over members of policy)`.",
            ),
            Self::NoTeams { place } => error(
                "只有考核到人的制度才能用“本组”".to_owned(),
                "only a policy about people can say `team`".to_owned(),
            )
            .at(place.clone())
            .label("这里", "here")
            .help(
                "考核团队的制度请写 everyone，或 members of 某个制度。",
                "In a policy about teams write `everyone` or `members of` a policy.",
            ),
            Self::OrderOfFirst {
                needed: true,
                place,
            } => error(
                "“首个”“末个”要说明按什么先后".to_owned(),
                "`first` and `last` need an order".to_owned(),
            )
            .at(place.clone())
            .label("按什么先后？", "by what order?")
            .help(
                "例如 first(签约.客户 order by 签约.时间)。",
                "For example `first(deals.customer order by signed_at)`.",
            ),
            Self::OrderOfFirst {
                needed: false,
                place,
            } => error(
                "只有“首个”“末个”才说明先后".to_owned(),
                "only `first` and `last` take an order".to_owned(),
            )
            .at(place.clone())
            .label("这里不需要 order by", "no `order by` here")
            .help("请删去 order by。", "Remove `order by`."),
            Self::WrongKind {
                wanted,
                found,
                place,
            } => {
                let (w, f) = (kind_in_words(*wanted), kind_in_words(*found));
                error(
                    format!("这里应当是{}，写的却是{}", w.zh, f.zh),
                    format!("expected {}, found {}", w.en, f.en),
                )
                .at(place.clone())
                .label(format!("这是{}", f.zh), format!("this is {}", f.en))
                .help(
                    "请检查公式；如果是列的类型不对，可在 sources.yml 里写明这一列的类型。",
                    "Check the formula; a column's type can be declared in sources.yml.",
                )
            }
            Self::Incomparable { left, right, place } => {
                let (l, r) = (kind_in_words(*left), kind_in_words(*right));
                error(
                    format!("{}和{}不能这样比较", l.zh, r.zh),
                    format!("{} and {} cannot be compared like this", l.en, r.en),
                )
                .at(place.clone())
                .label("这个比较", "this comparison")
                .help(
                    "大小只能比较数字和日期；文字要加引号，只能比较相等或不等。",
                    "Only numbers and days have an order; texts go in quotes and are equal or not.",
                )
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
            Self::Circle { names, places } => {
                let mut said = error(
                    format!("循环引用：{}", names.join(" → ")),
                    format!("these read each other: {}", names.join(" → ")),
                )
                .label("从这里绕回了自己", "comes back to itself")
                .why(
                    "一个数要用另一个数算，另一个数又要用它算，谁也算不出来。",
                    "Each needs the other's value, so neither can be worked out.",
                )
                .help(
                    "请拆开这个圈；要用上一期的值，请写 previous(…)。",
                    "Break the circle; for last period's value write `previous(…)`.",
                );
                let mut places = places.iter();
                if let Some(first) = places.next() {
                    said = said.at(first.clone());
                }
                for place in places {
                    said = said.see(place.clone(), "经过这里", "through here");
                }
                said
            }
        }
    }
}

fn suggested(
    said: Diagnostic,
    suggestion: Option<&str>,
    otherwise_zh: &str,
    otherwise_en: &str,
) -> Diagnostic {
    match suggestion {
        Some(s) => said
            .label(format!("是不是“{s}”？"), format!("did you mean `{s}`?"))
            .help(
                format!("如果是，请改成“{s}”。"),
                format!("If so, write `{s}`."),
            ),
        None => said.label("这里", "here").help(otherwise_zh, otherwise_en),
    }
}

fn listed_zh(names: &[String]) -> String {
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    list_zh(&names)
}

fn listed_en(names: &[String]) -> String {
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    list_en(&names)
}
