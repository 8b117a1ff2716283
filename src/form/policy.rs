//! The form of a policy and of its head.

use super::ladder::LADDER;
use super::measure::{BAND, METRIC, PARAMETER, ROUND};
use super::pay::{BUDGET, PAY, PAY_SHEET};
use super::procedure::{APPEALS, CLAUSE, EXAMPLE, LINT, STEP};
use super::reward::{AWARD, BOARD, VETO};
use super::scorecard::{ITEM, TOTAL, WEIGHTS};
use super::{Form, Shape, Word, key, required, word};

/// A policy document.
pub static POLICY: Form = Form {
    name: ("制度", "the policy"),
    others: None,
    keys: &[
        required(
            "policy",
            "制度",
            Shape::Text,
            (
                "制度的名称；另写标题时为编号",
                "the policy's name; its id where a title is given",
            ),
        ),
        key(
            "title",
            "标题",
            Shape::Text,
            ("读者看到的名称", "the name that readers see"),
        ),
        key(
            "source",
            "来源",
            Shape::OneOrList(&Shape::Text),
            (
                "取自哪些方案，写给读者看；只写编号的（如 S021）供查找，页面上不写",
                "the schemes that it comes from, for readers; a bare number such as S021 is for looking it up and not shown",
            ),
        ),
        key(
            "subject",
            "对象",
            Shape::Word(SUBJECTS),
            (
                "考核谁：个人、团队或公司",
                "whom it assesses: persons, teams or the company",
            ),
        ),
        key(
            "period",
            "周期",
            Shape::Word(PERIODS),
            (
                "多久考核一次：月、季、半年、年；不写为月",
                "how often it assesses: month, quarter, half or year; month unless written",
            ),
        ),
        key(
            "from_day",
            "起始日",
            Shape::Number,
            (
                "每期从上月几日起，到当月的前一日止，如 26；不写为自然月",
                "the day of the month before on which each period begins, for example 26; calendar months unless written",
            ),
        ),
        key(
            "version",
            "版本",
            Shape::Form(&VERSION),
            (
                "从何时起执行、由谁负责",
                "from when it holds and who answers for it",
            ),
        ),
        key(
            "applies_to",
            "适用范围",
            Shape::Form(&APPLIES_TO),
            ("适用于哪些人", "whom it applies to"),
        ),
        key(
            "pro_rata",
            "折算",
            Shape::Form(&PRO_RATA),
            (
                "期内入职、离职、调动的，目标和薪酬怎样折算",
                "what the shares of those rest on who are there for a part of the period",
            ),
        ),
        key(
            "parameters",
            "参数",
            Shape::Named(&Shape::Either(&[
                Shape::Formula,
                Shape::Blank,
                Shape::Form(&PARAMETER),
            ])),
            (
                "各个数只在这里写一次，条文、表格与规则都从这里取",
                "each number has one home; text, tables and rules read it here",
            ),
        ),
        key(
            "metrics",
            "指标",
            Shape::Named(&Shape::Either(&[Shape::Formula, Shape::Form(&METRIC)])),
            (
                "从数据取来或算出的数",
                "numbers taken or computed from data",
            ),
        ),
        key(
            "bands",
            "档位",
            Shape::Named(&Shape::Form(&BAND)),
            ("分档表", "tables of bands"),
        ),
        key(
            "weights",
            "权重方式",
            Shape::Word(WEIGHTS),
            (
                "各组权重是相对 100 还是相对上级",
                "whether weights of groups are out of 100 or parts of their group's",
            ),
        ),
        key(
            "weights_by",
            "权重依据",
            Shape::Formula,
            (
                "各种情形的权重按什么区分，不写为岗位",
                "what tells the cases of a weight apart; the post unless written",
            ),
        ),
        key(
            "scorecard",
            "考核表",
            Shape::Named(&Shape::Form(&ITEM)),
            ("有权重的考核项", "the weighted items"),
        ),
        key(
            "total",
            "总分",
            Shape::Form(&TOTAL),
            (
                "总分的上下限与权重合计",
                "bounds of the total, and what the weights add up to",
            ),
        ),
        key(
            "vetoes",
            "一票否决",
            Shape::Named(&Shape::Form(&VETO)),
            (
                "触犯即清零或取消资格的情形",
                "conditions that set points to zero or take awards away",
            ),
        ),
        key(
            "boards",
            "排行榜",
            Shape::Named(&Shape::Form(&BOARD)),
            ("排行榜", "leaderboards"),
        ),
        key(
            "awards",
            "奖项",
            Shape::Named(&Shape::Form(&AWARD)),
            ("奖项", "awards"),
        ),
        key(
            "ladder",
            "晋升淘汰",
            Shape::Form(&LADDER),
            ("职级的升降", "moves between grades"),
        ),
        key(
            "pay",
            "薪酬",
            Shape::Named(&Shape::Either(&[Shape::Formula, Shape::Form(&PAY)])),
            ("薪酬明细", "pay lines"),
        ),
        key(
            "pay_sheet",
            "工资核算表",
            Shape::Form(&PAY_SHEET),
            (
                "工资核算表的列与次序，不写为通常的列",
                "the columns of the pay sheet; the usual ones unless written",
            ),
        ),
        key(
            "budget",
            "奖金预算",
            Shape::Form(&BUDGET),
            (
                "每期奖金的预算，超出时怎么办",
                "what prizes may cost in a period, and what happens where they cost more",
            ),
        ),
        key(
            "calendar",
            "日程",
            Shape::List(&Shape::Form(&STEP)),
            ("考核各步骤的日期", "the days of each step"),
        ),
        key(
            "appeals",
            "申诉",
            Shape::Form(&APPEALS),
            ("如何申诉", "how to appeal"),
        ),
        key(
            "awards_after_change",
            "更正后奖项",
            Shape::Word(AFTER_CHANGE),
            (
                "公布之后有更正时奖归谁：保留（公布时得奖的人）、改发（更正后该得奖的人）、都得；不写为改发",
                "who has an award where results change after they were published: who was announced, who wins now, or both; who wins now unless written",
            ),
        ),
        key(
            "confirm",
            "本人确认",
            Shape::Truth,
            (
                "公示以前，数据要由本人核对确认",
                "whether people confirm their figures before these are published",
            ),
        ),
        key(
            "round",
            "取舍",
            Shape::Form(&ROUNDS),
            (
                "改变数值的取舍；不写就不取舍",
                "rounding that changes numbers; none where not written",
            ),
        ),
        key(
            "show",
            "显示小数",
            Shape::Number,
            (
                "显示几位小数，不改变数值",
                "decimals shown; numbers stay as they are",
            ),
        ),
        key(
            "lint",
            "自查",
            Shape::Form(&LINT),
            (
                "制度给自己定的检查",
                "checks that the policy sets for itself",
            ),
        ),
        key(
            "clauses",
            "条款",
            Shape::List(&Shape::Form(&CLAUSE)),
            ("制度正文", "the written text"),
        ),
        key(
            "examples",
            "示例",
            Shape::List(&Shape::Form(&EXAMPLE)),
            (
                "每次生成都会验算的例子",
                "examples that each build computes",
            ),
        ),
    ],
};

/// Whom a policy assesses.
pub static SUBJECTS: &[Word] = &[
    word("person", "个人"),
    word("team", "团队"),
    word("company", "公司"),
];

/// Periods of assessment.
pub static PERIODS: &[Word] = &[
    word("month", "月"),
    word("quarter", "季"),
    word("half", "半年"),
    word("year", "年"),
];

/// `version:`.
pub static VERSION: Form = Form {
    name: ("版本", "the version"),
    others: None,
    keys: &[
        key(
            "from",
            "执行起",
            Shape::Period,
            (
                "从哪个周期起执行",
                "the first period in which it is in force",
            ),
        ),
        key(
            "review_by",
            "复审期限",
            Shape::Period,
            ("最迟何时复审", "the period by which it is looked at again"),
        ),
        key(
            "published",
            "公布日期",
            Shape::Date,
            ("哪天公布的", "the day on which it was published"),
        ),
        key(
            "document",
            "文号",
            Shape::Text,
            ("文件编号", "the document's number"),
        ),
        key(
            "approved_by",
            "批准人",
            Shape::Text,
            ("由谁批准", "who approved it"),
        ),
        key(
            "note",
            "说明",
            Shape::Text,
            ("这一版改了什么", "what this version changes"),
        ),
    ],
};

/// `applies_to:`; keys of the author's own are attributes of the roster.
pub static APPLIES_TO: Form = Form {
    name: ("适用范围", "the scope"),
    others: Some(&Shape::OneOrList(&Shape::Text)),
    keys: &[
        key(
            "post",
            "岗位",
            Shape::OneOrList(&Shape::Text),
            ("哪些岗位", "which posts"),
        ),
        key(
            "grade",
            "职级",
            Shape::OneOrList(&Shape::Text),
            ("哪些职级", "which grades"),
        ),
        key(
            "team",
            "团队",
            Shape::OneOrList(&Shape::Text),
            ("哪些团队", "which teams"),
        ),
        key(
            "where",
            "条件",
            Shape::Formula,
            ("还须满足的条件", "a condition besides"),
        ),
        key(
            "on",
            "按",
            Shape::Word(ON),
            (
                "按哪一天的团队、岗位：期末；或期内任一天，中途调出的也考核",
                "by the team and post of which day: the last; or any day, so that who moves away takes part too",
            ),
        ),
    ],
};

/// By the state of which day a policy applies.
pub static ON: &[Word] = &[word("last_day", "期末"), word("any_day", "任一天")];

/// `pro_rata:` of the policy: what the shares of a period rest on.
pub static PRO_RATA: Form = Form {
    name: ("折算", "`pro_rata`"),
    others: None,
    keys: &[
        key(
            "attendance",
            "出勤天数",
            Shape::Formula,
            (
                "按出勤折算的，出勤天数怎样算",
                "the days attended, for what is pro rata by attendance",
            ),
        ),
        key(
            "part_time",
            "工时比例",
            Shape::Formula,
            (
                "非全日制的工时比例，如花名册的一列；折算时再乘以它",
                "the share of full hours of part-timers, such as a column of the roster; multiplies the share",
            ),
        ),
    ],
};

/// By what a share of a period is taken.
pub static BASES: &[Word] = &[
    word("calendar_days", "日历天数"),
    word("workdays", "工作日"),
    word("attendance", "出勤"),
];

/// `round:` of the policy.
pub static ROUNDS: Form = Form {
    name: ("取舍", "`round`"),
    others: None,
    keys: &[
        key(
            "points",
            "得分",
            Shape::Form(&ROUND),
            ("每个考核项的得分", "each item's points"),
        ),
        key(
            "group",
            "分组",
            Shape::Form(&ROUND),
            ("每个分组的得分", "each group's points"),
        ),
        key("total", "总分", Shape::Form(&ROUND), ("总分", "the total")),
        key(
            "pay",
            "薪酬",
            Shape::Form(&ROUND),
            ("薪酬与奖金", "pay lines and prizes"),
        ),
    ],
};

/// What becomes of awards where results change after they were published.
pub static AFTER_CHANGE: &[Word] = &[
    word("keep", "保留"),
    word("reassign", "改发"),
    word("both", "都得"),
];
