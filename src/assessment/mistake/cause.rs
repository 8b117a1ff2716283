//! Why figures are missing, and whom it concerns.

use crate::diagnostic::{Diagnostic, Said, Severity, count_en, list_en, list_zh};
use crate::period::Period;

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
    /// Cells of one column; its heading, empty where it is not known, and how many they are.
    Blank(String, usize),
    ZeroDivisor,
    Unfilled(String),
    NoBand(String),
    SeveralRows(String),
    NoCalendar(i16),
    NotYet(Period),
    Nobody,
}

impl Cause {
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::NoTable(_) => "A110",
            Self::NoRow(_) => "A111",
            Self::Blank(..) => "A112",
            Self::ZeroDivisor => "A113",
            Self::Unfilled(_) => "A114",
            Self::NoBand(_) => "A115",
            Self::SeveralRows(_) => "A116",
            Self::NoCalendar(_) => "A117",
            Self::NotYet(_) => "A118",
            Self::Nobody => "A119",
            Self::NoAttribute(_) => "A120",
        }
    }

    pub(super) fn describe(
        &self,
        (period, policy): (Period, &str),
        subjects: &[String],
        items: &[String],
    ) -> Diagnostic {
        let said = self.said(period, policy, subjects.len());
        let (why_zh, why_en) = affected(subjects, items, said.severity == Severity::Missing);
        said.why(why_zh, why_en)
    }

    fn said(&self, period: Period, policy: &str, concerned: usize) -> Diagnostic {
        let code = self.code();
        // Quarters and years have no folder: what they need lies in their last month's.
        let folder = period.last_month();
        let missing = |zh: String, en: String| Diagnostic::missing(code, Said::new(zh, en));
        let error = |zh: String, en: String| Diagnostic::error(code, Said::new(zh, en));
        match self {
            Self::NoTable(table) => missing(
                format!("{period} 还没有表“{table}”（{policy}）"),
                format!("{period} has no table `{table}` yet ({policy})"),
            )
            .help(
                format!("请把“{table}”的文件放进 content/months/{folder}/。"),
                format!("Put the file of `{table}` into content/months/{folder}/."),
            ),
            Self::NoRow(table) => missing(
                format!("{period} 的表“{table}”里缺 {concerned} 行（{policy}）"),
                format!(
                    "table `{table}` of {period} lacks {} ({policy})",
                    count_en(concerned, "row", "rows")
                ),
            )
            .help(
                "请在表里给他们各补一行；本来就没有数据的，请在制度里写明缺失时（missing）怎么办。",
                "Add a row for each; where there is nothing to add, let the policy say what then \
                 (`missing`).",
            ),
            Self::NoAttribute(name) => missing(
                format!("花名册里有 {concerned} 个人没有写“{name}”（{policy}，{period}）"),
                format!(
                    "the roster lacks `{name}` of {} ({policy}, {period})",
                    count_en(concerned, "person", "people")
                ),
            )
            .label(format!("没有写“{name}”"), format!("`{name}` is not said"))
            .help(
                "请在花名册里补上；空着不等于 0。",
                "Add it to the roster; blank is not zero.",
            ),
            Self::Blank(heading, 0 | 1) => missing(
                if heading.is_empty() {
                    format!("有一格是空的（{policy}，{period}）")
                } else {
                    format!("“{heading}”列有一格是空的（{policy}，{period}）")
                },
                if heading.is_empty() {
                    format!("a cell is blank ({policy}, {period})")
                } else {
                    format!("a cell of column `{heading}` is blank ({policy}, {period})")
                },
            )
            .label("空的", "blank")
            .help(
                "请填上这一格；空着不等于 0。",
                "Fill it in; blank is not zero.",
            ),
            Self::Blank(heading, count) => missing(
                format!("“{heading}”列有 {count} 格是空的（{policy}，{period}）"),
                format!("column `{heading}` has {count} blank cells ({policy}, {period})"),
            )
            .label("第一处", "the first")
            .help(
                "请填上这些格；空着不等于 0。",
                "Fill them in; blank is not zero.",
            ),
            Self::ZeroDivisor => missing(
                format!("除数为零，算不出来（{policy}，{period}）"),
                format!("a division by zero ({policy}, {period})"),
            )
            .label("这里要除", "divided here")
            .help(
                "请核对目标等作为除数的数；确实为零时，请在制度里写明缺失时（missing）怎么办。",
                "Check targets and other divisors; where zero is right, let the policy say what \
                 then (`missing`).",
            ),
            Self::Unfilled(parameter) => missing(
                format!("参数“{parameter}”还没有填（{policy}，{period}）"),
                format!("parameter `{parameter}` is still to be filled in ({policy}, {period})"),
            )
            .label("填在这里", "fill it in here")
            .help(
                "请在上面指出的地方填上它的值。",
                "Write its value at the place shown above.",
            ),
            Self::NoBand(band) => missing(
                format!("有数值不在“{band}”的任何一档（{policy}，{period}）"),
                format!("a value lies in no row of band `{band}` ({policy}, {period})"),
            )
            .label("要查这张档位表", "the band is looked up here")
            .help(
                "请核对数值；确实会有这样的数值时，请在档位表里加一行 else（其余）。",
                "Check the value; where such values are right, add an `else` row to the band.",
            ),
            Self::SeveralRows(table) => error(
                format!("表“{table}”里同一个人有几行，只应有一行（{policy}，{period}）"),
                format!("table `{table}` has several rows for one person ({policy}, {period})"),
            )
            .label("又一行", "another row")
            .help(
                "请删去多余的行；如果本来就有几行，请在公式里写明怎样汇总，例如 sum(表.列)。",
                "Remove the surplus row, or aggregate in the formula, as in `sum(table.column)`.",
            ),
            Self::NoCalendar(year) => error(
                format!("工作日历里没有 {year} 年（{policy}，{period}）"),
                format!("the calendar has no year {year} ({policy}, {period})"),
            )
            .label("这里要用工作日", "working days are used here")
            .help(
                format!("请在 content/calendar.yml 里写上 {year} 年的节假日和调休。"),
                format!("Add the holidays and make-up days of {year} to content/calendar.yml."),
            ),
            Self::NotYet(earlier) => missing(
                format!("要用到 {earlier} 的结果，那个月还没有（{policy}，{period}）"),
                format!("{earlier} is needed and has no result ({policy}, {period})"),
            )
            .label("这里要用以前的结果", "earlier results are used here")
            .help(
                "请补上那个月的数据，或写明没有时怎么算，例如 otherwise(previous(回款额), 0)。",
                "Add that month's data, or say what then, as in `otherwise(previous(revenue), 0)`.",
            ),
            Self::Nobody => missing(
                format!("没有可以汇总的人（{policy}，{period}）"),
                format!("there is nobody to aggregate over ({policy}, {period})"),
            )
            .label("这里要对人汇总", "people are aggregated here")
            .help(
                "请核对制度适用的人和各人的团队；没有别人时怎么算，可以用 otherwise 写明。",
                "Check whom the policy applies to, and teams; `otherwise` says what holds where \
                 there is nobody.",
            ),
        }
    }
}

/// How many names a message lists.
const LISTED: usize = 6;

fn affected(subjects: &[String], items: &[String], published: bool) -> (String, String) {
    fn cut(names: &[String]) -> Vec<&str> {
        names.iter().take(LISTED).map(String::as_str).collect()
    }
    let (people, things) = (cut(subjects), cut(items));
    let count = subjects.len();
    let all = count <= LISTED;
    let who_zh = if all {
        list_zh(&people)
    } else {
        format!("{}等 {count} 个", list_zh(&people))
    };
    let who_en = if all {
        list_en(&people)
    } else {
        format!("{} and {} others", people.join(", "), count - LISTED)
    };
    let more_zh = if items.len() > LISTED { "等" } else { "" };
    let more_en = if items.len() > LISTED {
        " and others"
    } else {
        ""
    };
    let then = if published {
        "，先按“暂缺”公布"
    } else {
        ""
    };
    (
        format!(
            "因此{who_zh}的{}{more_zh}算不出来{then}。",
            list_zh(&things)
        ),
        format!(
            "Until then missing: {}{more_en} of {who_en}.",
            list_en(&things)
        ),
    )
}
