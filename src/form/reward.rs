//! The forms of what results lead to: vetoes, boards, awards.

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
        key(
            "rank",
            "级别",
            Shape::Number,
            (
                "轻重：1 最重；几条同时触犯而结果不同的，按最重的一条",
                "how grave it is, 1 the gravest; where several hold and set different values, the gravest decides",
            ),
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
            "improved",
            "进步",
            Shape::Either(&[Shape::Formula, Shape::Form(&IMPROVED)]),
            (
                "按比上期进步多少评，没有进步的不评",
                "given by growth against the period before; who has not grown cannot have it",
            ),
        ),
        key(
            "judged",
            "评定",
            Shape::Text,
            (
                "由人评定：决定写在哪张表",
                "people decide: the table of their decisions",
            ),
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
            "run",
            "连续",
            Shape::Either(&[Shape::Number, Shape::Blank, Shape::Formula]),
            (
                "条件连续几期成立才得奖",
                "for how many periods running the conditions must hold",
            ),
        ),
        key("reset", "重新计数", Shape::Truth, RESET),
        key("data", "有数据", Shape::Formula, DATA),
        key("without_data", "无数据", Shape::Word(WITHOUT_DATA), WITHOUT),
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
            "level",
            "评级",
            Shape::Formula,
            ("奖金按哪个等级给", "the level by which prizes are given"),
        ),
        key(
            "prizes",
            "各级奖金",
            Shape::Either(&[Shape::Named(&FILLED), Shape::List(&FILLED)]),
            (
                "各名次的奖金，或各等级的奖金",
                "a prize for each place, or for each level",
            ),
        ),
        key(
            "each",
            "发给",
            Shape::Word(EACH),
            (
                "团队的奖金是每名成员一份，还是团队一份；不写为一份",
                "whether a team's prize is for each member or one sum; one sum unless written",
            ),
        ),
        key(
            "members",
            "成员制度",
            Shape::Text,
            ("成员由哪个制度考核", "the policy that assesses the members"),
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
        key(
            "withdraw",
            "撤销",
            Shape::Form(&WITHDRAW),
            (
                "以后什么情形下撤销，奖金怎样追回",
                "when it is withdrawn later, and what is charged back",
            ),
        ),
    ],
};

/// What `reset` means, of awards and of ladders alike.
pub(super) const RESET: (&str, &str) = (
    "得奖或升降之后是否重新计数，不写为是",
    "whether a win or a move starts the count anew; yes unless written",
);
/// What `data` means.
pub(super) const DATA: (&str, &str) = (
    "什么情形下当期算有数据，如出勤大于 0",
    "when a period counts as one with data, for example attendance above 0",
);
/// What `without_data` means.
pub(super) const WITHOUT: (&str, &str) = (
    "没有数据的一期怎样计数：保持、清零或计入",
    "what a period without data does to the count: keep, reset or count",
);

/// What a period without data does to a count.
pub static WITHOUT_DATA: &[Word] = &[
    word("keep", "保持"),
    word("reset", "清零"),
    word("count", "计入"),
];

/// Growth against the period before.
pub static IMPROVED: Form = Form {
    name: ("进步", "an improvement"),
    others: None,
    keys: &[
        required(
            "of",
            "指标",
            Shape::Formula,
            ("哪个指标的进步", "the figure that has grown"),
        ),
        key(
            "as",
            "计法",
            Shape::Word(GROWTH),
            (
                "增加多少，或增加几成；不写为增加多少",
                "the difference or the ratio; the difference unless written",
            ),
        ),
    ],
};

/// How growth is measured.
pub static GROWTH: &[Word] = &[word("difference", "增加"), word("ratio", "增幅")];

/// For whom a team's prize is.
pub static EACH: &[Word] = &[word("team", "团队"), word("member", "成员")];

/// When an award is withdrawn later.
pub static WITHDRAW: Form = Form {
    name: ("撤销", "a withdrawal"),
    others: None,
    keys: &[
        key(
            "by",
            "依据",
            Shape::Text,
            (
                "由人决定：决定写在哪张表",
                "people decide: the table of their decisions",
            ),
        ),
        key(
            "when",
            "情形",
            Shape::Formula,
            (
                "以后的一期出现什么情形就撤销",
                "what withdraws it when it holds in a later period",
            ),
        ),
        key(
            "flag",
            "提请",
            Shape::Formula,
            (
                "什么情形下提请决定，不自动撤销",
                "what is put before those who decide, without withdrawing anything",
            ),
        ),
        key(
            "within",
            "期限",
            Shape::Number,
            (
                "得奖之后几期之内，不写为 1",
                "for how many periods after it was won; 1 unless written",
            ),
        ),
        required(
            "charge_back",
            "追回",
            FILLED,
            (
                "追回奖金的几成，100% 或 0",
                "the share of the prize that is charged back: 100% or 0",
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
