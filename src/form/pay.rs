//! The forms of pay: amounts, shares of a sum, held pay.

use super::measure::{BAND, MISSING, ROUND};
use super::reward::WITHIN;
use super::{Form, Shape, key, required};

/// A pay line.
pub static PAY: Form = Form {
    name: ("薪酬明细", "a pay line"),
    others: None,
    keys: &[
        key(
            "name",
            "名称",
            Shape::Text,
            ("读者看到的名称", "the name that readers see"),
        ),
        key(
            "unit",
            "单位",
            Shape::Text,
            ("单位，不写为元", "the unit; 元 unless written"),
        ),
        key(
            "value",
            "取值",
            Shape::Formula,
            ("金额怎样算", "how the amount is computed"),
        ),
        key(
            "band",
            "档位",
            Shape::Either(&[Shape::Text, Shape::Form(&BAND)]),
            ("按哪张档位表", "the band that gives the amount"),
        ),
        key(
            "pool",
            "分配",
            Shape::Form(&POOL),
            ("从一笔总额里按份额分得", "a share of a sum, by portions"),
        ),
        key(
            "hold",
            "暂扣",
            Shape::Formula,
            (
                "什么情形下当期不发，情形消除后补发",
                "while this holds nothing is paid out; what is held is paid once it does not",
            ),
        ),
        key(
            "missing",
            "缺失时",
            Shape::Form(&MISSING),
            ("缺数据时怎么办", "what to do when data are missing"),
        ),
        key(
            "round",
            "取舍",
            Shape::Form(&ROUND),
            ("金额的取舍", "rounding of the amount"),
        ),
        key(
            "show",
            "显示小数",
            Shape::Number,
            ("显示几位小数", "decimals shown"),
        ),
    ],
};

/// A sum that is shared.
pub static POOL: Form = Form {
    name: ("分配", "`pool`"),
    others: None,
    keys: &[
        required(
            "of",
            "总额",
            Shape::Formula,
            ("分的是哪笔总额", "the sum that is shared"),
        ),
        required(
            "by",
            "份额",
            Shape::Formula,
            ("各人占多少份", "each one's portion"),
        ),
        required(
            "step",
            "步长",
            Shape::Number,
            (
                "分到多少的整数倍，如 0.01；合起来不会多于总额",
                "shares are multiples of it, for example 0.01; together never more than the sum",
            ),
        ),
        key(
            "within",
            "范围",
            Shape::Word(WITHIN),
            ("各团队分别分配", "each team by itself"),
        ),
    ],
};
