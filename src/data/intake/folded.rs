//! Headings in plain letters, without their units; and words that people use for the same column.

use super::super::cell::half_width;

/// A heading without what only tells its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Folded {
    /// Plain small letters without spaces, hyphens and underscores.
    pub(super) base: String,
    /// What stands in brackets at the end.
    pub(super) unit: Option<String>,
}

/// Folds a heading: `回款 （万元）` is `回款` in `万元`.
pub(super) fn fold(heading: &str) -> Folded {
    let plain = half_width(heading);
    let plain = plain.trim();
    let bracketed = plain.strip_suffix(')').and_then(|p| p.rsplit_once('('));
    let (base, unit) = match bracketed {
        Some((base, unit)) if !base.trim().is_empty() => (base, Some(unit)),
        _ => (plain, None),
    };
    let unit = unit.map(|u| {
        let bare = u.trim().trim_start_matches("单位").trim_start_matches(':');
        bare.trim().to_owned()
    });
    let letters = base
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-' | '.'));
    Folded {
        base: letters.flat_map(char::to_lowercase).collect(),
        unit: unit.filter(|u| !u.is_empty()),
    }
}

/// Words for the same column, in folded form.
const SAME: &[&[&str]] = &[
    &["金额", "数额", "款额", "额", "amount", "money", "sum"],
    &[
        "销售额",
        "销售金额",
        "成交额",
        "成交金额",
        "sales",
        "salesamount",
        "revenue",
    ],
    &[
        "回款额",
        "回款金额",
        "回款",
        "到账金额",
        "到账额",
        "到账",
        "实收金额",
    ],
    &["签约额", "签约金额", "合同金额", "合同额"],
    &[
        "目标",
        "目标值",
        "任务",
        "任务量",
        "指标值",
        "计划",
        "target",
        "plan",
        "quota",
    ],
    &["数量", "件数", "个数", "台数", "quantity", "qty", "count"],
    &[
        "日期",
        "时间",
        "发生日期",
        "发生时间",
        "date",
        "day",
        "time",
    ],
    &[
        "签约日",
        "签约日期",
        "签约时间",
        "signedat",
        "signeddate",
        "signdate",
    ],
    &[
        "到账日",
        "到账日期",
        "到账时间",
        "回款日期",
        "回款时间",
        "paidat",
        "paiddate",
    ],
    &[
        "通话秒数",
        "通话时长",
        "时长",
        "秒数",
        "seconds",
        "duration",
        "talktime",
    ],
    &["得分", "分数", "评分", "成绩", "score", "points"],
    &["类型", "类别", "种类", "type", "kind", "category"],
    &["成本", "成本金额", "cost"],
    &[
        "单号",
        "订单号",
        "订单编号",
        "合同号",
        "合同编号",
        "orderno",
        "ordernumber",
        "orderid",
    ],
    &["客户", "客户名称", "客户姓名", "customer", "client"],
    &["状态", "status", "state"],
    &["满意度", "满意度评分", "satisfaction", "csat"],
];

/// Tells whether people use two words, in folded form, for the same column.
pub(super) fn are_same(one: &str, other: &str) -> bool {
    SAME.iter()
        .any(|words| words.contains(&one) && words.contains(&other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_told_from_words() {
        let folded = |text| {
            let Folded { base, unit } = fold(text);
            (base, unit.unwrap_or_default())
        };
        assert_eq!(folded("回款(万元)"), ("回款".into(), "万元".into()));
        assert_eq!(
            folded("回 款 （单位：千元）"),
            ("回款".into(), "千元".into())
        );
        assert_eq!(
            folded("Sales_Amount"),
            ("salesamount".into(), String::new())
        );
        assert_eq!(folded("（备注）"), ("(备注)".into(), String::new()));
    }
}
