//! The forms of a scorecard: items, deductions, raters, the total.

use super::measure::{BAND, DEPARTMENT, FILLED, MISSING, ROUND, SOURCE};
use super::months::FROM_MONTHS;
use super::policy::BASES;
use super::{Form, Shape, Word, key, required, word};

/// An item or a group of a scorecard.
pub static ITEM: Form = Form {
    name: ("考核项", "an item"),
    others: None,
    keys: &[
        key(
            "name",
            "名称",
            Shape::Text,
            ("读者看到的名称", "the name that readers see"),
        ),
        required(
            "weight",
            "权重",
            Shape::Either(&[Shape::Formula, Shape::Blank, Shape::Named(&FILLED)]),
            (
                "权重，或一个参数的名称；同级合计 100；各种情形可以不同，如 {销售员: 60, 销售经理: 40}",
                "the weight, or a parameter's name; siblings add up to 100; perhaps one for each case of `weights_by`",
            ),
        ),
        key(
            "unit",
            "单位",
            Shape::Text,
            ("取值的单位", "the unit of the value"),
        ),
        key(
            "value",
            "取值",
            Shape::Formula,
            ("实际值怎样取得", "how the value is computed"),
        ),
        SOURCE,
        DEPARTMENT,
        key(
            "from_months",
            "由各月",
            Shape::Form(&FROM_MONTHS),
            (
                "怎样由各月算好的数合成；满分 100",
                "how it is made from what months worked out; out of 100",
            ),
        ),
        key("target", "目标", FILLED, ("目标值", "the target")),
        key(
            "pro_rata",
            "折算",
            Shape::Word(BASES),
            (
                "期内入职、离职、调动的，目标按什么折算",
                "by what the target is pro rata for who is there for a part of the period",
            ),
        ),
        key(
            "cap",
            "封顶",
            FILLED,
            (
                "完成率最高按多少计",
                "the highest ratio that counts; the highest points for `points`",
            ),
        ),
        key(
            "floor",
            "保底",
            FILLED,
            (
                "最低按多少计，不写为 0",
                "the lowest that counts; 0 unless written",
            ),
        ),
        key(
            "band",
            "档位",
            Shape::Either(&[Shape::Text, Shape::Form(&BAND)]),
            ("按哪张档位表得分", "the band that gives the points"),
        ),
        key(
            "start",
            "起始分",
            FILLED,
            (
                "扣分或加分从多少分开始",
                "the points before deductions and bonuses",
            ),
        ),
        key(
            "less",
            "扣分",
            Shape::Form(&UNITS),
            ("怎样扣分", "the deduction"),
        ),
        key(
            "more",
            "加分",
            Shape::Form(&UNITS),
            ("怎样加分", "the bonus"),
        ),
        key(
            "events",
            "事件",
            Shape::Form(&EVENTS),
            (
                "按事件的类别加分或扣分",
                "points by the kind of event, up or down",
            ),
        ),
        key(
            "raters",
            "评分",
            Shape::Either(&[
                Shape::Text,
                Shape::Named(&Shape::Either(&[Shape::Formula, Shape::Form(&RATERS)])),
            ]),
            ("由谁评分", "who rates"),
        ),
        key(
            "checks",
            "检查",
            Shape::Either(&[Shape::List(&Shape::Text), Shape::Named(&Shape::Formula)]),
            (
                "逐项检查什么，可各写权重；合格的占几成得几成",
                "what is checked, perhaps each with its weight; points for the share that is right",
            ),
        ),
        key(
            "points",
            "得分",
            Shape::Formula,
            ("得分的公式", "a formula of the points themselves"),
        ),
        key(
            "out_of",
            "满分",
            Shape::Either(&[Shape::Word(OUT_OF), Shape::Number]),
            (
                "得分以多少为满分：100 或权重",
                "what the points are out of: 100 or the weight",
            ),
        ),
        key(
            "of",
            "包含",
            Shape::Named(&Shape::Form(&ITEM)),
            ("分组所含的考核项", "the items of a group"),
        ),
        key(
            "weights",
            "权重方式",
            Shape::Word(WEIGHTS),
            (
                "组内权重相对 100 还是相对本组",
                "whether the group's weights are out of 100 or parts of its own",
            ),
        ),
        key(
            "sum",
            "权重合计",
            Shape::Number,
            (
                "组内权重合计，不写为 100",
                "what the group's weights add up to; 100 unless written",
            ),
        ),
        key(
            "reason",
            "理由",
            Shape::Text,
            ("合计不是 100 的理由", "why they do not add up to 100"),
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
            ("得分的取舍", "rounding of the points"),
        ),
        key(
            "show",
            "显示小数",
            Shape::Number,
            ("取值显示几位小数", "decimals shown of the value"),
        ),
    ],
};

/// `out_of`: the weight.
pub static OUT_OF: &[Word] = &[word("weight", "权重")];

/// How weights of a group are read.
pub static WEIGHTS: &[Word] = &[word("relative", "相对"), word("absolute", "绝对")];

/// A deduction or a bonus for each unit.
pub static UNITS: Form = Form {
    name: ("扣分或加分", "a deduction or bonus"),
    others: None,
    keys: &[
        required(
            "each",
            "每次",
            Shape::Either(&[Shape::Formula, Shape::Blank, Shape::List(&Shape::Formula)]),
            (
                "每个单位扣（加）多少分；逐次不同的写成 [1, 2, 5]，最后一个用于以后各次",
                "points for each unit; where they differ, [1, 2, 5], the last for all that follow",
            ),
        ),
        key(
            "rising",
            "递增",
            FILLED,
            (
                "以后每次比前一次多多少分",
                "by how much each one costs more than the one before",
            ),
        ),
        key(
            "per",
            "按",
            Shape::Formula,
            (
                "按什么计数，不写就按取值",
                "what is counted; the item's value unless written",
            ),
        ),
        key(
            "free",
            "免计",
            FILLED,
            ("多少以内不计", "units that do not count"),
        ),
        key(
            "every",
            "每满",
            FILLED,
            ("每满多少计一次", "counts once for each full so many"),
        ),
        key(
            "at_most",
            "最多",
            FILLED,
            ("最多扣（加）多少分", "points at most"),
        ),
    ],
};

/// Points by the kind of event.
pub static EVENTS: Form = Form {
    name: ("事件", "`events`"),
    others: None,
    keys: &[
        required("of", "记录", Shape::Text, ("哪张表", "the table of events")),
        required(
            "kind",
            "类别",
            Shape::Formula,
            ("按哪一栏区分类别", "the column that tells the kind"),
        ),
        required(
            "points",
            "得分",
            Shape::Named(&FILLED),
            (
                "每次各加减多少分；没有列出的类别写 else（其余）",
                "points for each event of a kind, below zero for less; `else` for all others",
            ),
        ),
        key(
            "times",
            "次数",
            Shape::Formula,
            (
                "每条记录算几次，不写为 1",
                "how many times a row counts; once unless written",
            ),
        ),
        key(
            "where",
            "记录条件",
            Shape::Formula,
            ("哪些记录算数", "which rows count"),
        ),
    ],
};

/// A group of raters.
pub static RATERS: Form = Form {
    name: ("评分人", "a group of raters"),
    others: None,
    keys: &[
        required(
            "weight",
            "权重",
            Shape::Formula,
            (
                "这组评分人的权重，或一个参数的名称",
                "the weight of this group, or a parameter's name",
            ),
        ),
        key(
            "combine",
            "合成",
            Shape::Word(COMBINE),
            ("多人评分怎样合成", "how several ratings become one"),
        ),
        key(
            "at_least",
            "最少人数",
            Shape::Number,
            ("少于几人不算", "how many raters there must be"),
        ),
        key(
            "kind",
            "身份",
            Shape::Word(RATER_KINDS),
            (
                "是被评人的什么人；不写看名称",
                "who they are to the one who is rated; by the group's name unless written",
            ),
        ),
        key(
            "anonymous",
            "匿名",
            Shape::Number,
            (
                "匿名：不足几人时这组的平均不单列；0 为不匿名。不写时同事、下级、客户为 3，其余为 0",
                "anonymous: with fewer raters their mean is not shown by itself; 0 for open. Unless written 3 for peers, subordinates and customers, 0 for others",
            ),
        ),
        key(
            "missing",
            "缺失时",
            Shape::Either(&[Shape::Word(RATERS_MISSING), Shape::Form(&MISSING)]),
            (
                "没人评分或人数不够时怎么办",
                "what to do without enough raters",
            ),
        ),
    ],
};

/// Who rates.
pub static RATER_KINDS: &[Word] = &[
    word("self", "本人"),
    word("superior", "上级"),
    word("peer", "同事"),
    word("subordinate", "下级"),
    word("customer", "客户"),
    word("other", "其他"),
];

/// How ratings of one group become one.
pub static COMBINE: &[Word] = &[
    word("mean", "平均"),
    word("median", "中位数"),
    word("min", "最低"),
    word("max", "最高"),
];

/// What to do without enough raters.
pub static RATERS_MISSING: &[Word] = &[
    word("reweight", "重新加权"),
    word("zero", "记零"),
    word("full", "满分"),
];

/// `total:`.
pub static TOTAL: Form = Form {
    name: ("总分", "the total"),
    others: None,
    keys: &[
        key(
            "name",
            "名称",
            Shape::Text,
            ("读者看到的名称", "the name that readers see"),
        ),
        key(
            "floor",
            "保底",
            FILLED,
            ("总分最低多少", "the lowest total"),
        ),
        key("cap", "封顶", FILLED, ("总分最高多少", "the highest total")),
        key(
            "sum",
            "权重合计",
            Shape::Number,
            (
                "最上一级权重合计，不写为 100",
                "what the top weights add up to; 100 unless written",
            ),
        ),
        key(
            "reason",
            "理由",
            Shape::Text,
            ("合计不是 100 的理由", "why they do not add up to 100"),
        ),
        key(
            "show",
            "显示小数",
            Shape::Number,
            ("显示几位小数", "decimals shown"),
        ),
    ],
};
