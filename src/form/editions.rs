//! The form of `editions:` in `site.yml`: who sees what.

use super::{Form, Shape, Word, key, word};

/// What one audience sees.
pub static EDITION: Form = Form {
    name: ("受众", "an audience"),
    others: None,
    keys: &[
        key(
            "like",
            "同",
            Shape::Word(LIKE),
            (
                "没写的项照谁的：全员（不写即是），或人事；名叫 hr 的照人事",
                "whose switches hold where nothing is written: staff's, as without this line, or hr's; the audience `hr` is like hr",
            ),
        ),
        key(
            "per",
            "每份",
            Shape::Word(PER),
            (
                "不是一份，而是每位团队负责人一份（只有自己的团队），或每人一份（只有自己的单页）",
                "not one site but one for each head of a team, with the own team only, or one for each person, with the own pages only",
            ),
        ),
        key(
            "people",
            "个人页",
            Shape::Word(PEOPLE),
            (
                "谁有个人页：全部、上榜的人，或没有",
                "who has a page: all, those a board shows, or nobody",
            ),
        ),
        key(
            "names",
            "姓名",
            Shape::Word(NAMES),
            (
                "姓名怎样写：全名（不写即是）、隐去名（王*），或不写；后两种没有个人页、工号和团队",
                "how people are named: in full, as without this line, masked (`王*`), or not at all; the latter two go without pages of people, ids and teams",
            ),
        ),
        key(
            "figures",
            "数据",
            Shape::Word(FIGURES),
            (
                "显示到哪一步：得分（不写即是）、只有名次，或只有等级",
                "how much is told: scores, as without this line, ranks only, or grades only",
            ),
        ),
        key(
            "top",
            "前几名",
            Shape::Number,
            ("每个榜最多显示前几名", "the most ranks that a board shows"),
        ),
        key(
            "boards",
            "排行榜",
            Shape::Word(BOARDS),
            (
                "榜显示到制度规定的名次（不写即是），或全部名次，含不参评的人",
                "boards as far as the policy shows them, as without this line, or to their end, with those who are not rated",
            ),
        ),
        key(
            "pay",
            "薪酬",
            Shape::Truth,
            ("是否显示薪酬", "whether pay is shown"),
        ),
        key(
            "ladder",
            "晋升淘汰",
            Shape::Truth,
            (
                "是否显示晋升、降级和复核",
                "whether moves of a ladder and its counters are shown",
            ),
        ),
        key(
            "vetoes",
            "一票否决",
            Shape::Truth,
            (
                "是否显示谁触发了否决、撤销了谁的奖",
                "whether it is shown whom a veto or a withdrawal concerned",
            ),
        ),
        key(
            "leavers",
            "离职",
            Shape::Truth,
            (
                "是否显示已离职的人",
                "whether those who have left are shown",
            ),
        ),
        key(
            "checks",
            "核对",
            Shape::Truth,
            (
                "是否显示数据是否齐全、可疑之处和参评名单",
                "whether it is shown how far the data are there, what looks wrong and who takes part",
            ),
        ),
        key(
            "smallest_group",
            "最小人数",
            Shape::Number,
            (
                "少于几人不显示平均数；不写照站点的",
                "the smallest group whose mean is shown; the site's unless written",
            ),
        ),
        key(
            "policies",
            "制度",
            Shape::OneOrList(&Shape::Text),
            (
                "只显示这些制度或类目（文件夹）及其结果；不写为全部",
                "only these policies or shelves (folders) with their results; all unless written",
            ),
        ),
        key(
            "key",
            "密钥",
            Shape::Text,
            (
                "每人一份时，文件夹名由它算出；至少 16 个字符，只有人事知道",
                "with one site for each person, what the folders' names are made with; at least 16 signs, known to HR alone",
            ),
        ),
    ],
};

/// Whose switches hold where nothing is written.
pub static LIKE: &[Word] = &[word("staff", "全员"), word("hr", "人事")];

/// Who has a page.
pub static PEOPLE: &[Word] = &[
    word("boards", "上榜"),
    word("all", "全部"),
    word("none", "没有"),
];

/// What there is one site for each of.
pub static PER: &[Word] = &[word("team_head", "团队负责人"), word("person", "个人")];

/// How people are named.
pub static NAMES: &[Word] = &[
    word("full", "全名"),
    word("masked", "隐去名"),
    word("none", "不写"),
];

/// How much is told.
pub static FIGURES: &[Word] = &[
    word("scores", "得分"),
    word("ranks", "名次"),
    word("bands", "等级"),
];

/// How far boards are shown.
pub static BOARDS: &[Word] = &[word("cut", "截取"), word("whole", "全部")];
