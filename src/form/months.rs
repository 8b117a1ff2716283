//! The form of what is made from months.

use super::{Form, Shape, Word, key, required, word};

/// `from_months:`.
pub static FROM_MONTHS: Form = Form {
    name: ("由各月", "from_months"),
    others: None,
    keys: &[
        required(
            "of",
            "取自",
            Shape::OneOrList(&Shape::Formula),
            (
                "另一个制度每月算好的数，如 月度制度::总分；周期中间换了制度的，几个都写上",
                "what another policy worked out each month, for example monthly::total; several where people change policies",
            ),
        ),
        key(
            "combine",
            "合成",
            Shape::Word(COMBINE_MONTHS),
            (
                "各月怎样合成，不写为平均",
                "how the months become one; their mean unless written",
            ),
        ),
        key(
            "divisor",
            "除数",
            Shape::Formula,
            (
                "平均时固定除以几；不写为有数的月数",
                "what a mean divides by; the months that have one unless written",
            ),
        ),
        key(
            "weight",
            "权重",
            Shape::Formula,
            (
                "平均时各月的权重，同一个制度每月算好的数",
                "what each month weighs in a mean: a figure of the same policy",
            ),
        ),
    ],
};

/// How months become one.
pub static COMBINE_MONTHS: &[Word] = &[
    word("mean", "平均"),
    word("sum", "合计"),
    word("last", "末月"),
    word("min", "最低"),
    word("max", "最高"),
];
