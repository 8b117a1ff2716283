//! The forms of what is measured: parameters, metrics, bands, rounding, missing data.

use super::months::FROM_MONTHS;
use super::reward::{DATA, WITHOUT, WITHOUT_DATA};
use super::{Form, Key, Shape, Word, key, required, word};

/// A number that may be missing yet.
pub(crate) const FILLED: Shape = Shape::Either(&[Shape::Formula, Shape::Blank]);

/// A parameter.
pub static PARAMETER: Form = Form {
    name: ("参数", "a parameter"),
    others: None,
    keys: &[
        key(
            "name",
            "名称",
            Shape::Text,
            ("读者看到的名称", "the name that readers see"),
        ),
        key("unit", "单位", Shape::Text, ("单位", "the unit")),
        key(
            "value",
            "数值",
            FILLED,
            (
                "数值；空着表示待填",
                "the value; nothing yet means to be filled in",
            ),
        ),
        key(
            "history",
            "沿革",
            Shape::Named(&FILLED),
            (
                "各周期起的数值",
                "values by the period from which they hold",
            ),
        ),
        key(
            "by",
            "依据",
            Shape::Formula,
            (
                "按什么不同，如 职级",
                "by what it varies, for example grade",
            ),
        ),
        key(
            "rows",
            "各档",
            Shape::Named(&Shape::Either(&[
                Shape::Formula,
                Shape::Blank,
                Shape::Named(&FILLED),
            ])),
            ("各种情形的数值", "the value of each case"),
        ),
        key("table", "表", Shape::Text, TABLE_ABOUT),
    ],
};

/// Where a number comes from, in the author's words.
pub(super) const SOURCE: Key = key(
    "source",
    "来源",
    Shape::Text,
    (
        "数据从哪里来，写给读者看，如 呼叫系统通话记录",
        "where the data come from, for readers: call records of the phone system",
    ),
);

/// Who answers for a number.
pub(super) const DEPARTMENT: Key = key(
    "department",
    "责任部门",
    Shape::Text,
    (
        "哪个部门提供数据并对它负责",
        "the department that delivers the data and answers for them",
    ),
);

/// A metric.
pub static METRIC: Form = Form {
    name: ("指标", "a metric"),
    others: None,
    keys: &[
        key(
            "name",
            "名称",
            Shape::Text,
            ("读者看到的名称", "the name that readers see"),
        ),
        key("unit", "单位", Shape::Text, ("单位", "the unit")),
        key(
            "value",
            "取值",
            Shape::Formula,
            ("怎样算出", "how it is computed"),
        ),
        key(
            "run",
            "连续",
            Shape::Formula,
            (
                "这个情形到本期为止已连续几期；与取值二者取一",
                "for how many periods running, up to this one, a condition has held; instead of a value",
            ),
        ),
        key("data", "有数据", Shape::Formula, DATA),
        key("without_data", "无数据", Shape::Word(WITHOUT_DATA), WITHOUT),
        key(
            "from_months",
            "由各月",
            Shape::Form(&FROM_MONTHS),
            (
                "怎样由各月算好的数合成，代替取值",
                "how it is made from what months worked out, in the stead of a value",
            ),
        ),
        key(
            "missing",
            "缺失时",
            Shape::Form(&MISSING),
            (
                "缺数据时怎么办",
                "what stands in its stead when it is missing",
            ),
        ),
        key(
            "round",
            "取舍",
            Shape::Form(&ROUND),
            ("改变数值的取舍", "rounding that changes the number"),
        ),
        key(
            "show",
            "显示小数",
            Shape::Number,
            ("显示几位小数", "decimals shown"),
        ),
        key(
            "private",
            "保密",
            Shape::Truth,
            (
                "写“是”，只有 HR 看得到它的值；由它算出的得分照常公开",
                "`true`: only HR sees its values; points made of it are shown as usual",
            ),
        ),
        SOURCE,
        DEPARTMENT,
    ],
};

/// A table of bands.
pub static BAND: Form = Form {
    name: ("档位表", "a band table"),
    others: None,
    keys: &[
        key(
            "name",
            "名称",
            Shape::Text,
            ("读者看到的名称", "the name that readers see"),
        ),
        key(
            "by",
            "依据",
            Shape::OneOrList(&Shape::Formula),
            (
                "按哪个数分档；写两个的，第二个是横栏",
                "the number that is looked up; of two the second runs across",
            ),
        ),
        key(
            "mode",
            "方式",
            Shape::Word(MODES),
            (
                "取档值、全额、分段或插值；结果是比例时必须写明",
                "flat, whole, marginal or linear; must be said for rates",
            ),
        ),
        key(
            "unit",
            "单位",
            Shape::Text,
            ("结果的单位", "the unit of the result"),
        ),
        key(
            "rows",
            "各档",
            ROWS,
            (
                "分界点与结果，其余写 else（其余）",
                "cut points with their results, and `else` for the rest",
            ),
        ),
        key("table", "表", Shape::Text, TABLE_ABOUT),
    ],
};

const TABLE_ABOUT: (&str, &str) = (
    "各档写在哪张表里，如 档位.xlsx!完成档",
    "the table that holds the rows, for example bands.xlsx!completion",
);

/// The rows of a band.
pub(crate) const ROWS: Shape = Shape::Named(&Shape::Either(&[
    Shape::Formula,
    Shape::Blank,
    Shape::Named(&FILLED),
]));

/// How a band's value becomes a result.
pub static MODES: &[Word] = &[
    word("flat", "取档值"),
    word("whole", "全额"),
    word("marginal", "分段"),
    word("linear", "插值"),
];

/// What stands in a missing figure's stead; each with its reason.
pub static MISSING: Form = Form {
    name: ("缺失时", "`missing`"),
    others: None,
    keys: &[
        key(
            "zero",
            "记零",
            Shape::Text,
            ("记 0，并写理由", "zero, with the reason"),
        ),
        key(
            "full",
            "满分",
            Shape::Text,
            ("记满分，并写理由", "full points, with the reason"),
        ),
        key(
            "reweight",
            "重新加权",
            Shape::Text,
            (
                "由其余项分担权重，并写理由",
                "the others take over the weight, with the reason",
            ),
        ),
        key(
            "use",
            "取值",
            Shape::Formula,
            ("用这个数代替", "this value instead"),
        ),
        key("reason", "理由", Shape::Text, ("为什么", "why")),
    ],
};

/// One rounding.
pub static ROUND: Form = Form {
    name: ("取舍方式", "a rounding"),
    others: None,
    keys: ROUND_KEYS,
};

const ROUND_KEYS: &[Key] = &[
    required(
        "step",
        "步长",
        Shape::Number,
        ("取到多少的整数倍，如 0.01", "the step, for example 0.01"),
    ),
    required(
        "mode",
        "方式",
        Shape::Word(ROUNDINGS),
        (
            "四舍五入、四舍六入、舍去或进一",
            "half-up, half-even, down or up",
        ),
    ),
];

/// Modes of rounding.
pub static ROUNDINGS: &[Word] = &[
    word("half-up", "四舍五入"),
    word("half-even", "四舍六入"),
    word("down", "舍去"),
    word("up", "进一"),
];
