//! The forms of what is objected to and put right: `adjustments.yml`, `appeals.yml`.

use super::{Form, Shape, Word, key, required, word};

/// One value for all, or one for each person by id.
const VALUES: Shape = Shape::Either(&[Shape::Text, Shape::Named(&Shape::Text), Shape::Blank]);

/// One entry of `adjustments.yml`, which is a list of them.
pub static ADJUSTMENT: Form = Form {
    name: ("更正", "an adjustment"),
    others: None,
    keys: &[
        key(
            "id",
            "编号",
            Shape::Text,
            (
                "这一条的编号；不写的，按顺序叫 2026-10-01、2026-10-02 ……",
                "what the entry goes by; 2026-10-01, 2026-10-02 … in order unless written",
            ),
        ),
        key(
            "kind",
            "类别",
            Shape::Word(KINDS),
            (
                "为什么可以改：数据错了、申诉成立，或酌情",
                "why it may change: wrong data, an appeal that was upheld, discretion",
            ),
        ),
        key("person", "工号", Shape::Text, ("更正谁的", "whose")),
        key(
            "people",
            "人员",
            Shape::OneOrList(&Shape::Text),
            (
                "一条更正几个人的：写各人工号，代替“工号”",
                "the ids of several people, in the stead of `person`",
            ),
        ),
        required(
            "policy",
            "制度",
            Shape::Text,
            ("哪一份制度", "the policy's id"),
        ),
        required(
            "figure",
            "项目",
            Shape::Text,
            ("更正哪一项", "the figure's name"),
        ),
        key(
            "before",
            "原值",
            VALUES,
            (
                "更正前的值，要与算出来的一样；各人不同的，按工号写；留空是原来没有数",
                "the value before, which has to be what is computed; by id where people differ; blank where there was none",
            ),
        ),
        required(
            "after",
            "改为",
            VALUES,
            (
                "更正后的值；各人不同的，按工号写",
                "the value after; by id where people differ",
            ),
        ),
        required(
            "reason",
            "原因",
            Shape::Text,
            ("为什么更正", "why it is adjusted"),
        ),
        key(
            "evidence",
            "证据",
            Shape::OneOrList(&Shape::Text),
            (
                "凭什么：录音、单据、工单的编号",
                "what shows it: numbers of recordings, documents, tickets",
            ),
        ),
        key(
            "clause",
            "条款",
            Shape::Text,
            (
                "依据制度的哪一条，写条款的标题",
                "the clause that it rests on, by its title",
            ),
        ),
        key(
            "appeal",
            "申诉",
            Shape::Text,
            (
                "因哪一件申诉，写申诉的编号",
                "the appeal that it follows, by its id",
            ),
        ),
        key(
            "corrects",
            "补正",
            Shape::Period,
            (
                "补以前哪个周期的差额（那个周期已经封存，不再改）；两个周期的页面都会注明",
                "the earlier period, sealed by now, whose result is made good by this; the pages of both say so",
            ),
        ),
        key(
            "corrects_figure",
            "补正项目",
            Shape::Text,
            (
                "补的是那个周期的哪一项；不写是同一项",
                "which figure of that period; the same one unless written",
            ),
        ),
        key(
            "replaces",
            "取代",
            Shape::Text,
            (
                "取代前面哪一条，写它的编号；被取代的不再起作用",
                "the earlier entry that it takes the place of, by its id; that one has no effect any more",
            ),
        ),
        key(
            "raised_by",
            "提出人",
            Shape::Text,
            ("谁提出的", "who raised it"),
        ),
        key(
            "raised_on",
            "提出日期",
            Shape::Date,
            ("哪天提出的", "on which day it was raised"),
        ),
        key(
            "decided_by",
            "决定人",
            Shape::Text,
            (
                "谁决定的；不能是本人，也不能是给这一项评分的人",
                "who decided; neither the person nor who rated the figure",
            ),
        ),
        key(
            "decided_on",
            "决定日期",
            Shape::Date,
            ("哪天决定的", "on which day it was decided"),
        ),
        key(
            "discretionary",
            "酌情",
            Shape::Truth,
            (
                "是否酌情给予，而不是改错；与“类别: 酌情”一样",
                "whether it is given at discretion rather than setting an error right; the same as `kind: discretion`",
            ),
        ),
        key(
            "by",
            "批准人",
            Shape::Text,
            (
                "谁批准的；与“决定人”一样",
                "who approved it; the same as `decided_by`",
            ),
        ),
        key(
            "on",
            "日期",
            Shape::Date,
            (
                "哪天批准的；与“决定日期”一样",
                "on which day; the same as `decided_on`",
            ),
        ),
    ],
};

/// Why a figure may be adjusted.
pub static KINDS: &[Word] = &[
    word("data", "数据"),
    word("appeal", "申诉"),
    word("discretion", "酌情"),
];

/// An appeal in `appeals.yml`, which is a list of these and of decisions.
pub static APPEAL: Form = Form {
    name: ("申诉", "an appeal"),
    others: None,
    keys: &[
        required(
            "id",
            "编号",
            Shape::Text,
            ("这件申诉的编号", "what the appeal goes by"),
        ),
        required("person", "工号", Shape::Text, ("谁的成绩", "whose result")),
        required(
            "policy",
            "制度",
            Shape::Text,
            ("哪一份制度", "the policy's id"),
        ),
        key(
            "figure",
            "项目",
            Shape::Text,
            (
                "对哪一项有异议；不写是整个结果",
                "the figure; the whole result unless written",
            ),
        ),
        key(
            "period",
            "周期",
            Shape::Period,
            (
                "对哪个周期的结果；不写是文件夹的那个月",
                "the period; the folder's month unless written",
            ),
        ),
        required(
            "claim",
            "申诉内容",
            Shape::Text,
            ("认为哪里不对", "what is said to be wrong"),
        ),
        key(
            "evidence",
            "证据",
            Shape::OneOrList(&Shape::Text),
            (
                "凭什么：录音、单据、工单的编号",
                "what shows it: numbers of recordings, documents, tickets",
            ),
        ),
        key(
            "raised_by",
            "提出人",
            Shape::Text,
            (
                "谁提出的，不写是本人",
                "who raised it; the person unless written",
            ),
        ),
        required(
            "raised_on",
            "提出日期",
            Shape::Date,
            ("哪天提出的", "on which day it was raised"),
        ),
        key(
            "form",
            "审批编号",
            Shape::Text,
            (
                "审批单的编号；再导入同一份导出表时不会重复",
                "the number of the approval form, by which an export is not taken in twice",
            ),
        ),
    ],
};

/// What was decided of an appeal, in `appeals.yml`.
pub static RULING: Form = Form {
    name: ("裁定", "a decision"),
    others: None,
    keys: &[
        required(
            "appeal",
            "申诉",
            Shape::Text,
            ("哪一件申诉，写它的编号", "the appeal by its id"),
        ),
        required(
            "outcome",
            "结果",
            Shape::Word(OUTCOMES),
            (
                "受理、不受理、成立、不成立、撤回",
                "accepted, declined, upheld, rejected or withdrawn",
            ),
        ),
        required(
            "decided_by",
            "决定人",
            Shape::Text,
            (
                "谁决定的；不能是本人，也不能是给这一项评分的人",
                "who decided; neither the person nor who rated the figure",
            ),
        ),
        required(
            "decided_on",
            "决定日期",
            Shape::Date,
            ("哪天决定的", "on which day"),
        ),
        key("reason", "理由", Shape::Text, ("为什么", "why")),
        key(
            "adjustment",
            "更正",
            Shape::OneOrList(&Shape::Text),
            (
                "因此写下的更正，写编号",
                "the adjustments that followed, by id",
            ),
        ),
    ],
};

/// What may be decided of an appeal.
pub static OUTCOMES: &[Word] = &[
    word("accepted", "受理"),
    word("declined", "不受理"),
    word("upheld", "成立"),
    word("rejected", "不成立"),
    word("withdrawn", "撤回"),
];
