//! The forms of pay: amounts, shares of a sum, held pay.

use super::measure::{BAND, FILLED, MISSING, ROUND};
use super::policy::BASES;
use super::reward::WITHIN;
use super::{Form, Shape, Word, key, required, word};

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
            "pro_rata",
            "折算",
            Shape::Word(BASES),
            (
                "期内入职、离职、调动的，金额按什么折算",
                "by what the amount is pro rata for who is there for a part of the period",
            ),
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
            "reversals",
            "冲减",
            Shape::Form(&REVERSALS),
            (
                "退单、退款怎样冲减查档位的数",
                "how deals that come undone lower what is looked up in the band",
            ),
        ),
        key(
            "paid",
            "发放",
            Shape::List(&Shape::Form(&INSTALMENT)),
            (
                "分几次发，各发多少、何时发；不写就当期全发",
                "in which parts it is paid, and when; all at once unless written",
            ),
        ),
        key(
            "leaving",
            "离职",
            Shape::Word(LEAVING),
            (
                "离职当期把尚欠的结清；不写就照原来的日期",
                "what is still owed is paid in a leaver's last period; by the usual days unless written",
            ),
        ),
        key(
            "in_total",
            "计入合计",
            Shape::Truth,
            (
                "是否计入应发合计；只用来算别的明细、不直接发给谁的写“否”，不写为“是”",
                "whether it is in the total of pay; `no` for what only other lines are worked out from and nobody is paid, yes unless written",
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

/// One part of a line that is paid in parts.
pub static INSTALMENT: Form = Form {
    name: ("分次发放", "an instalment"),
    others: None,
    keys: &[
        required(
            "share",
            "份额",
            FILLED,
            (
                "占多少；rest（其余）是其他各次之外的全部，一分不差",
                "how much of it; `rest` is all that the others leave, to the cent",
            ),
        ),
        key(
            "after",
            "期后",
            Shape::Number,
            (
                "几期之后发，不写为当期",
                "how many periods later; the period itself unless written",
            ),
        ),
        key(
            "at",
            "到",
            Shape::Word(CLOSINGS),
            (
                "到季末、半年末或年末，连同以前各期的一起发",
                "at the end of the quarter, half-year or year, with those of the periods before",
            ),
        ),
    ],
};

/// What becomes of what is owed to those who leave.
pub static LEAVING: &[Word] = &[word("settle", "结清")];

/// When parts are paid together.
pub static CLOSINGS: &[Word] = &[
    word("quarter", "季末"),
    word("half", "半年末"),
    word("year", "年末"),
];

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

/// `pay_sheet:` of a policy.
pub static PAY_SHEET: Form = Form {
    name: ("工资核算表", "`pay_sheet`"),
    others: None,
    keys: &[required(
        "columns",
        "列",
        Shape::OneOrList(&Shape::Text),
        (
            "有哪些列、按什么次序：薪酬明细、奖项、指标，或工号、姓名、团队、岗位、奖金合计、实发合计",
            "which columns, in which order: pay lines, awards, figures, or `id`, `name`, `team`, `post`, `prizes`, `payout`",
        ),
    )],
};

/// `budget:` of a policy.
pub static BUDGET: Form = Form {
    name: ("奖金预算", "`budget`"),
    others: None,
    keys: &[
        required(
            "amount",
            "金额",
            Shape::Formula,
            (
                "每期奖金合计的预算，对所有人相同",
                "what all prizes of a period may cost, the same for everybody",
            ),
        ),
        key(
            "over",
            "超出时",
            Shape::Word(OVER_BUDGET),
            (
                "超出预算怎么办：只作提醒，或各项奖金按同一比例折减；不写为提醒",
                "what happens where prizes cost more: a warning, or all scaled down alike; a warning unless written",
            ),
        ),
    ],
};

/// What happens over budget.
pub static OVER_BUDGET: &[Word] = &[word("warn", "提醒"), word("scale", "折减")];

/// `reversals:` of a pay line.
pub static REVERSALS: Form = Form {
    name: ("冲减", "`reversals`"),
    others: None,
    keys: &[
        required(
            "of",
            "表",
            Shape::Text,
            (
                "退单在哪张表里，一行一笔",
                "the table of reversals, one a row",
            ),
        ),
        required(
            "amount",
            "金额",
            Shape::Formula,
            ("一行冲减多少", "how much a row lowers the base by"),
        ),
        required(
            "charge",
            "计入",
            Shape::Word(CHARGES),
            (
                "冲减本期的基数，或按原期重算、差额在本期扣回",
                "lower this period's base, or work the original period out again and charge the difference now",
            ),
        ),
        key(
            "deal_date",
            "原日期",
            Shape::Formula,
            (
                "原交易的日期，看它落在哪一期；计入原期时要写",
                "the day of the original deal, which tells its period; needed for `original`",
            ),
        ),
        key(
            "within",
            "追溯期数",
            Shape::Number,
            (
                "最多追溯几期，更早的冲减本期基数；计入原期时要写",
                "how many periods it reaches back, older deals lower this period's base; needed for `original`",
            ),
        ),
        required(
            "short",
            "不够扣",
            Shape::Word(SHORTS),
            (
                "本期不够扣的，结转下期，或不再追",
                "what is too much for this period is carried on, or let go",
            ),
        ),
    ],
};

/// To which period reversals are charged.
pub static CHARGES: &[Word] = &[word("current", "本期"), word("original", "原期")];

/// What becomes of what a period cannot bear.
pub static SHORTS: &[Word] = &[word("carry", "结转"), word("drop", "免除")];
