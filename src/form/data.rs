//! The forms of data documents: `calendar.yml`, `month.yml`.

use super::{Form, Shape, Word, key, required, word};

/// A year of `calendar.yml`; the document itself holds them by year.
pub static YEAR: Form = Form {
    name: ("工作日历的一年", "a year of calendar.yml"),
    others: None,
    keys: &[
        key(
            "holidays",
            "放假",
            Shape::OneOrList(&Shape::Text),
            (
                "放假的日子，连续几天写作 2026-10-01..2026-10-07",
                "days off; several in a row as 2026-10-01..2026-10-07",
            ),
        ),
        key(
            "workdays",
            "上班",
            Shape::OneOrList(&Shape::Text),
            ("调休上班的周末", "weekend days that are worked"),
        ),
    ],
};

/// `month.yml`.
pub static MONTH: Form = Form {
    name: ("月份设置", "month.yml"),
    others: None,
    keys: &[
        key(
            "state",
            "状态",
            Shape::Word(STATES),
            ("这个月进行到哪一步", "how far the month has come"),
        ),
        key(
            "data_until",
            "数据截至",
            Shape::Date,
            ("数据到哪一天为止", "the last day that the data cover"),
        ),
        key(
            "objections_from",
            "公示开始",
            Shape::Date,
            ("公示从哪一天开始", "the first day for objections"),
        ),
        key(
            "objections_until",
            "公示截止",
            Shape::Date,
            ("公示到哪一天为止", "the last day for objections"),
        ),
        key(
            "final_on",
            "定稿日期",
            Shape::Date,
            (
                "哪一天定稿；奖状落款用这一天",
                "the day on which the month became final; certificates bear it",
            ),
        ),
        key(
            "prepared_by",
            "编制人",
            Shape::Text,
            (
                "谁编制的这个月的数；不写是截止数据的人",
                "who prepared the month's figures; unless written, who closed the data",
            ),
        ),
        key(
            "history",
            "经过",
            Shape::List(&Shape::Form(&STEP)),
            (
                "走过的每一步，由 meritbook advance 写",
                "every step that was taken, written by `meritbook advance`",
            ),
        ),
        key(
            "note",
            "说明",
            Shape::Text,
            ("写在页面上的说明", "a note that stands on the page"),
        ),
        key(
            "accepted",
            "已核对",
            Shape::List(&Shape::Form(&ACCEPTED)),
            (
                "核对过、确实如此的可疑之处，不再提醒",
                "suspicious values that were looked at and are right; they are not warned of again",
            ),
        ),
    ],
};

/// One entry of `history`.
pub static STEP: Form = Form {
    name: ("经过的一步", "a step of the history"),
    others: None,
    keys: &[
        required(
            "state",
            "状态",
            Shape::Word(STATES),
            ("走到哪一步", "the state that was reached"),
        ),
        required("by", "经手人", Shape::Text, ("谁", "who")),
        required("on", "日期", Shape::Date, ("哪一天", "on which day")),
        key(
            "reason",
            "理由",
            Shape::Text,
            (
                "为什么退回，或为什么仍然往前走",
                "why it went back, or on in spite of something",
            ),
        ),
        key(
            "despite",
            "尚有",
            Shape::OneOrList(&Shape::Word(WAIVED)),
            (
                "往前走时还有什么没有解决",
                "what was not settled and was accepted",
            ),
        ),
        key(
            "people",
            "涉及",
            Shape::OneOrList(&Shape::Text),
            ("涉及谁，写工号", "whom it concerned, by id"),
        ),
    ],
};

/// One entry of `archived.yml`, which is a list of them.
pub static ARCHIVED: Form = Form {
    name: ("一次归档", "a handing over to the archive"),
    others: None,
    keys: &[
        required("period", "周期", Shape::Text, ("哪个周期", "which period")),
        required("by", "经手人", Shape::Text, ("谁", "who")),
        required("on", "日期", Shape::Date, ("哪一天", "on which day")),
        key(
            "where",
            "存放",
            Shape::Text,
            ("放在哪里", "where it is kept"),
        ),
        key(
            "digest",
            "摘要",
            Shape::Text,
            (
                "归档包里 tagmanifest-sha256.txt 的 SHA-256",
                "the SHA-256 of `tagmanifest-sha256.txt` in the bag",
            ),
        ),
    ],
};

/// What may be accepted when a period goes on.
pub static WAIVED: &[Word] = &[
    word("missing", "缺数"),
    word("undecided", "未评定"),
    word("confirmations", "未确认"),
    word("review", "未复审"),
];

/// One entry of `accepted`.
pub static ACCEPTED: Form = Form {
    name: ("已核对的一条", "an accepted warning"),
    others: None,
    keys: &[
        required(
            "what",
            "哪种",
            Shape::Word(DOUBTS),
            ("哪一种提醒", "which kind of warning"),
        ),
        required(
            "table",
            "表",
            Shape::Text,
            ("哪张表，写表名", "the table's name"),
        ),
        key(
            "column",
            "列",
            Shape::Text,
            (
                "哪一列；不写是这张表的各列",
                "which column; every column of the table unless written",
            ),
        ),
        key(
            "person",
            "工号",
            Shape::Text,
            (
                "谁的；不写是所有人",
                "whose, by id; everybody's unless written",
            ),
        ),
        required(
            "reason",
            "理由",
            Shape::Text,
            ("为什么没有问题", "why it is right"),
        ),
        key(
            "by",
            "核对人",
            Shape::Text,
            ("谁核对的", "who looked at it"),
        ),
    ],
};

/// The kinds of suspicious values.
pub static DOUBTS: &[Word] = &[
    word("jump", "突变"),
    word("unit", "单位变化"),
    word("no-rows", "没有行"),
    word("same-rows", "重复行"),
    word("same-number", "编号重复"),
];

/// The states of a month.
pub static STATES: &[Word] = &[
    word("open", "进行中"),
    word("cut-off", "已截止"),
    word("provisional", "公示中"),
    word("final", "已定稿"),
];
