//! The forms of what results lead to: vetoes, boards, awards, ladder.

use super::measure::FILLED;
use super::{Form, Shape, Word, key, required, word};

/// A veto.
pub static VETO: Form = Form {
    name: ("一票否决", "a veto"),
    others: None,
    keys: &[
        key(
            "name",
            "名称",
            Shape::Text,
            ("读者看到的名称", "the name that readers see"),
        ),
        required(
            "when",
            "情形",
            Shape::Formula,
            ("什么情形", "the condition"),
        ),
        required(
            "then",
            "后果",
            Shape::Form(&CONSEQUENCE),
            ("有什么后果", "what follows"),
        ),
    ],
};

/// What follows from a veto; keys of the author's own are items and pay lines.
pub static CONSEQUENCE: Form = Form {
    name: ("后果", "what follows"),
    others: Some(&Shape::Either(&[Shape::Formula, Shape::Form(&LIMIT)])),
    keys: &[
        key(
            "total",
            "总分",
            Shape::Either(&[Shape::Formula, Shape::Form(&LIMIT)]),
            (
                "总分变成多少，或不高于多少",
                "what the total becomes, or the most it may be",
            ),
        ),
        key(
            "awards",
            "奖项",
            Shape::Word(AWARDS_THEN),
            ("取消评奖资格", "takes all awards away"),
        ),
    ],
};

/// An upper limit.
pub static LIMIT: Form = Form {
    name: ("上限", "a limit"),
    others: None,
    keys: &[required(
        "at_most",
        "最多",
        FILLED,
        ("不高于多少", "the most it may be"),
    )],
};

/// What becomes of awards.
pub static AWARDS_THEN: &[Word] = &[word("none", "取消")];

/// A leaderboard.
pub static BOARD: Form = Form {
    name: ("排行榜", "a board"),
    others: None,
    keys: &[
        required(
            "rank_by",
            "排名依据",
            Shape::OneOrList(&Shape::Formula),
            (
                "按什么排名，可加“升序”；先写的为主",
                "what it ranks by, perhaps with `asc`; the first weighs most",
            ),
        ),
        key(
            "who",
            "参加条件",
            Shape::Formula,
            ("谁参加排名", "who takes part"),
        ),
        key(
            "ties",
            "并列",
            Shape::Word(TIES),
            (
                "并列后的名次：跳号（1-2-2-4）或连号（1-2-2-3）",
                "standard (1-2-2-4) or dense (1-2-2-3)",
            ),
        ),
        key(
            "show",
            "显示",
            Shape::Number,
            ("公开显示前几名", "how many rows are shown"),
        ),
        key(
            "within",
            "范围",
            Shape::Word(WITHIN),
            ("各团队分别排名", "each team by itself"),
        ),
    ],
};

/// How equal members stand on a board.
pub static TIES: &[Word] = &[word("standard", "跳号"), word("dense", "连号")];

/// Among whom.
pub static WITHIN: &[Word] = &[word("everyone", "全员"), word("team", "团队")];

/// An award.
pub static AWARD: Form = Form {
    name: ("奖项", "an award"),
    others: None,
    keys: &[
        key(
            "rank_by",
            "排名依据",
            Shape::OneOrList(&Shape::Formula),
            ("按什么评选", "what it is given by"),
        ),
        key(
            "first",
            "最先",
            Shape::Text,
            ("奖给最先发生者：哪张表", "for the first event: which table"),
        ),
        key(
            "by",
            "时间",
            Shape::Formula,
            ("最先发生按哪一列", "the column of time of the first event"),
        ),
        key(
            "where",
            "记录条件",
            Shape::Formula,
            ("哪些记录算数", "which rows count"),
        ),
        key(
            "who",
            "参加条件",
            Shape::Formula,
            ("谁可以参评", "who may have it"),
        ),
        key(
            "at_least",
            "门槛",
            FILLED,
            (
                "至少达到什么；只写数时指排名依据",
                "the gate; a bare number is about what it is ranked by",
            ),
        ),
        key(
            "places",
            "名额",
            Shape::Either(&[Shape::Number, Shape::Word(PLACES)]),
            ("几名，不写为 1", "how many win; 1 unless written"),
        ),
        key(
            "ties",
            "并列",
            Shape::Word(PRIZE_TIES),
            (
                "并列时各得或平分，不写为各得",
                "equal winners share the whole or split it; each has the whole unless written",
            ),
        ),
        key(
            "within",
            "范围",
            Shape::Word(WITHIN),
            ("各团队分别评选", "each team by itself"),
        ),
        key(
            "prize",
            "奖金",
            FILLED,
            ("每名奖金", "the money for each place"),
        ),
        key(
            "in_kind",
            "实物",
            Shape::OneOrList(&Shape::Either(&[Shape::Text, Shape::Form(&IN_KIND)])),
            ("实物奖励", "prizes in kind"),
        ),
        key(
            "given",
            "颁发",
            Shape::Text,
            ("何时何地颁发", "when and where it is handed out"),
        ),
        key(
            "excludes",
            "不与兼得",
            Shape::OneOrList(&Shape::Text),
            (
                "得了哪些奖就不再得此奖",
                "awards whose winners cannot have this one",
            ),
        ),
    ],
};

/// `places: all`.
pub static PLACES: &[Word] = &[word("all", "全部")];

/// How equal winners share a prize.
pub static PRIZE_TIES: &[Word] = &[word("share", "各得"), word("split", "平分")];

/// A prize in kind.
pub static IN_KIND: Form = Form {
    name: ("实物奖励", "a prize in kind"),
    others: None,
    keys: &[
        required("prize", "奖品", Shape::Text, ("是什么", "what it is")),
        key(
            "when",
            "情形",
            Shape::Formula,
            ("什么情形下给", "under which condition"),
        ),
    ],
};

/// A ladder of grades.
pub static LADDER: Form = Form {
    name: ("晋升淘汰", "the ladder"),
    others: None,
    keys: &[
        required(
            "grades",
            "职级序列",
            Shape::List(&Shape::Text),
            (
                "从低到高的职级",
                "the grades from the lowest to the highest",
            ),
        ),
        key(
            "start",
            "现职级",
            Shape::Formula,
            (
                "花名册里的职级，不写为 grade 一栏",
                "the grade of the roster; attribute `grade` unless written",
            ),
        ),
        required(
            "rules",
            "规则",
            Shape::Named(&Shape::Form(&RULE)),
            (
                "升降规则，先写的先用",
                "the rules; the first that holds acts",
            ),
        ),
    ],
};

/// A rule of a ladder.
pub static RULE: Form = Form {
    name: ("升降规则", "a rule of the ladder"),
    others: None,
    keys: &[
        key(
            "name",
            "名称",
            Shape::Text,
            ("读者看到的名称", "the name that readers see"),
        ),
        required(
            "when",
            "情形",
            Shape::Formula,
            ("当期是什么情形", "what holds in a period"),
        ),
        key(
            "grades",
            "适用职级",
            Shape::OneOrList(&Shape::Text),
            ("对哪些职级", "for which grades"),
        ),
        key(
            "run",
            "连续",
            Shape::Either(&[Shape::Number, Shape::Blank, Shape::Named(&FILLED)]),
            (
                "连续几期，可按职级分别写",
                "for how many periods running, perhaps by grade",
            ),
        ),
        required(
            "then",
            "结果",
            Shape::Either(&[Shape::Word(MOVES), Shape::Named(&Shape::Word(MOVES))]),
            (
                "升级、降级或进入复核，可按职级分别写",
                "up, down or review, perhaps by grade",
            ),
        ),
        key(
            "on",
            "生效日",
            Shape::Formula,
            (
                "哪一天决定，不写为期末",
                "the day on which it is decided; the period's end unless written",
            ),
        ),
        key(
            "reset",
            "重新计数",
            Shape::Truth,
            (
                "升降之后是否重新计数，不写为是",
                "whether a move starts the count anew; yes unless written",
            ),
        ),
    ],
};

/// Moves on a ladder.
pub static MOVES: &[Word] = &[
    word("up", "升级"),
    word("down", "降级"),
    word("review", "复核"),
];
