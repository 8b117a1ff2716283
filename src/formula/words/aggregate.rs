//! Aggregates as people say them: `“回款”中类型为“新签”的金额合计`.

use super::Members;
use crate::diagnostic::Language;
use crate::formula::Aggregate;

/// The parts of an aggregate, written.
pub(super) struct Parts {
    pub over: String,
    pub members: Members,
    pub groups: Vec<String>,
    pub what: Option<String>,
    pub only: Option<String>,
    pub order: Option<String>,
}

impl Parts {
    /// Says the whole; with how tightly the words are bound.
    pub fn said(&self, by: Aggregate, language: Language) -> (String, u8) {
        match language {
            Language::Chinese => (self.chinese(by), if by.is_of_truths() { 4 } else { 8 }),
            Language::English => {
                let trails = self.only.is_some() || self.order.is_some();
                let level = if trails || by.is_of_truths() { 3 } else { 6 };
                (self.english(by), level)
            }
        }
    }

    /// `“回款”按客户分组，` and so on: whence, with a condition that is short.
    fn source_zh(&self) -> (String, Option<&str>) {
        let mut text = self.over.clone();
        if !self.groups.is_empty() {
            text = format!("{text}按{}归组", self.groups.join("、"));
        }
        let only = self.only.as_deref();
        match only {
            Some(only) if is_short(only) => {
                let gap = gap(only);
                let within = if text.is_empty() { "" } else { "中" };
                (format!("{text}{within}{only}{gap}的"), None)
            }
            _ if text.is_empty() => (text, only),
            _ => (format!("{text}的"), only),
        }
    }

    fn chinese(&self, by: Aggregate) -> String {
        let (source, only) = self.source_zh();
        let what = self.what.as_deref().unwrap_or_default();
        let bare = || source.strip_suffix('的').unwrap_or(&source);
        let unit = match (self.members, self.groups.is_empty()) {
            (_, false) => "组数",
            (Members::Rows, true) => "条数",
            (Members::People, true) => "人数",
            (Members::Periods, true) => "期数",
            (Members::Weeks, true) => "周数",
            (Members::Days, true) => "天数",
        };
        let text = match by {
            Aggregate::Count if what.is_empty() => format!("{source}{unit}"),
            Aggregate::Count => format!("{}中{what}的{unit}", bare()),
            Aggregate::Sum => format!("{source}{what}合计"),
            Aggregate::Mean => format!("{source}{what}平均值"),
            Aggregate::Median => format!("{source}{what}中位数"),
            Aggregate::Min => format!("{source}{what}最小值"),
            Aggregate::Max => format!("{source}{what}最大值"),
            Aggregate::Distinct => format!("{source}不同{what}的个数"),
            Aggregate::First | Aggregate::Last => {
                let order = self.order.as_deref().unwrap_or_default();
                let end = if by == Aggregate::First {
                    "最先"
                } else {
                    "最后"
                };
                format!("{source}按{order}{end}的{what}")
            }
            Aggregate::Any => format!("{}中有{what}{}的", bare(), gap(what)),
            Aggregate::All => format!("{}都{what}", bare()),
        };
        match only {
            Some(only) => format!("{text}（只计 {only} 的）"),
            None => text,
        }
    }

    fn english(&self, by: Aggregate) -> String {
        let what = self.what.as_deref().unwrap_or_default();
        let unit = match (self.members, self.groups.is_empty()) {
            (_, false) => "groups",
            (Members::Rows, true) => "rows",
            (Members::People, true) => "people",
            (Members::Periods, true) => "periods",
            (Members::Weeks, true) => "weeks",
            (Members::Days, true) => "days",
        };
        let noun = match by {
            Aggregate::Count if what.is_empty() => format!("number of {unit}"),
            Aggregate::Count => format!("number of {unit} with {what}"),
            Aggregate::Sum => format!("sum of {what}"),
            Aggregate::Mean => format!("mean of {what}"),
            Aggregate::Median => format!("median of {what}"),
            Aggregate::Min => format!("smallest {what}"),
            Aggregate::Max => format!("largest {what}"),
            Aggregate::Distinct => format!("number of different {what}"),
            Aggregate::First => format!("first {what}"),
            Aggregate::Last => format!("last {what}"),
            Aggregate::Any => format!("any {what}"),
            Aggregate::All => format!("all {what}"),
        };
        let mut text = match (self.over.is_empty(), self.members) {
            (true, _) => noun,
            (false, Members::Weeks | Members::Days) if noun.starts_with("number of ") => noun,
            (false, Members::Weeks | Members::Days) => format!("{noun} over {}", self.over),
            (false, Members::Rows) => format!("{noun} in {}", self.over),
            (false, Members::People) => format!("{noun} among {}", self.over),
            (false, Members::Periods) => format!("{noun} over {}", self.over),
        };
        if !self.groups.is_empty() {
            text = format!("{text} grouped by {}", self.groups.join(", "));
        }
        if let Some(only) = &self.only {
            text = format!("{text} where {only}");
        }
        match &self.order {
            Some(order) => format!("{text} by {order}"),
            None => text,
        }
    }
}

/// What keeps a number or sign from the Chinese word behind it.
fn gap(text: &str) -> &'static str {
    if text.ends_with(|c: char| c.is_ascii()) {
        " "
    } else {
        ""
    }
}

/// Tells whether a condition can stand before its noun.
fn is_short(condition: &str) -> bool {
    let long = ["，", " 且 ", " 或 ", "（"];
    condition.chars().count() <= 24 && !long.iter().any(|part| condition.contains(part))
}

impl Aggregate {
    /// Tells whether it looks at truths alone.
    pub(super) fn is_of_truths(self) -> bool {
        matches!(self, Self::Any | Self::All)
    }
}
