//! The form of `site.yml`.

use super::editions::EDITION;
use super::procedure::PACKS;
use super::{Form, Shape, Word, key, required, word};

/// `site.yml`.
pub static SITE: Form = Form {
    name: ("站点设置", "site.yml"),
    others: None,
    keys: &[
        required(
            "title",
            "标题",
            Shape::Text,
            ("站点的标题", "the site's title"),
        ),
        key(
            "organisation",
            "单位名称",
            Shape::Text,
            ("单位全称", "the organisation's full name"),
        ),
        key(
            "language",
            "语言",
            Shape::Word(LANGUAGES),
            (
                "站点与消息的语言",
                "the language of the site and of messages",
            ),
        ),
        key(
            "languages",
            "各语言",
            Shape::List(&Shape::Word(LANGUAGES)),
            (
                "站点同时有哪些语言，如 [中文, 英文]；第一种（或 语言 写的那一种）在最上层，其余各在自己的文件夹里",
                "the languages that the site has side by side, such as [zh-CN, en]; the first, or the one of `language`, at the top, each other in a folder of its own",
            ),
        ),
        key(
            "theme",
            "主题",
            Shape::Text,
            ("主题文件夹的名称", "the name of the theme's folder"),
        ),
        key(
            "people",
            "个人页",
            Shape::Word(PEOPLE),
            (
                "谁有个人页：上榜的人、全部，或没有",
                "who has a page: those a board shows, all, or nobody",
            ),
        ),
        key(
            "editions",
            "受众",
            Shape::Named(&Shape::Form(&EDITION)),
            (
                "给谁看什么：每个受众一份网站，名称自己取；staff（全员）和 hr（人事）不写也有",
                "who sees what: a site for each audience, by names of your own; `staff` and `hr` are there without being written",
            ),
        ),
        key(
            "numbers",
            "数字",
            Shape::Form(&NUMBERS),
            ("数字怎样显示", "how numbers are shown"),
        ),
        key(
            "compliance",
            "合规提醒",
            Shape::Word(PACKS),
            (
                "另加的提醒：中国用工常被问到的事，不是法律意见",
                "warnings besides: what employment law in China would ask about; no legal advice",
            ),
        ),
        key(
            "minimum_pay",
            "最低工资",
            Shape::Either(&[Shape::Number, Shape::Named(&Shape::Number)]),
            (
                "当地最低工资，一个数，或按各周期起的数；实发低于它的会提醒",
                "the local minimum pay, one number or numbers by the period from which they hold; who is paid less is warned of",
            ),
        ),
        key(
            "deduction_limit",
            "扣款上限",
            Shape::Number,
            (
                "从一个人当期薪酬里扣掉的（赔偿损失等）最多占几成，如 20%；超过的会提醒",
                "the most of a person's pay in a period that may be taken away, for a loss for example, such as 20%; more is warned of",
            ),
        ),
        key(
            "jump",
            "突变倍数",
            Shape::Number,
            (
                "一个人的数是上月的几倍（或几分之一）时提醒核对，不写为 10",
                "how many times last month's (or what part of it) a person's number must be to be warned of; 10 unless written",
            ),
        ),
        key(
            "appeal_form",
            "申诉入口",
            Shape::Text,
            (
                "在哪里提出申诉：网址或地址",
                "where an appeal is filed: a link or an address",
            ),
        ),
        key(
            "retention",
            "保存期限",
            Shape::Form(&RETENTION),
            (
                "各类记录从周期结束起保存多久；写明用，程序从不删除",
                "how long what is kept from the end of its period; stated, nothing is ever deleted by it",
            ),
        ),
        key(
            "dead_links",
            "失效链接",
            Shape::Word(DEAD_LINKS),
            (
                "没有去处的链接：报错（不写即是），或只提醒",
                "links that lead nowhere: an error, as without this line, or a warning",
            ),
        ),
    ],
};

/// Languages.
pub static LANGUAGES: &[Word] = &[word("zh-CN", "中文"), word("en", "英文")];

/// Who has a page.
pub static PEOPLE: &[Word] = &[
    word("shown", "上榜"),
    word("all", "全部"),
    word("none", "没有"),
];

/// How grave a dead link is.
pub static DEAD_LINKS: &[Word] = &[word("error", "报错"), word("warning", "提醒")];

/// How numbers are shown.
pub static NUMBERS: Form = Form {
    name: ("数字", "`numbers`"),
    others: None,
    keys: &[
        key(
            "decimals",
            "小数",
            Shape::Number,
            (
                "不另说明时显示几位小数，不写为 2",
                "decimals shown unless said otherwise; 2 unless written",
            ),
        ),
        key(
            "smallest_group",
            "最小人数",
            Shape::Number,
            (
                "少于几人不显示平均数，不写为 5",
                "the smallest group whose mean is shown; 5 unless written",
            ),
        ),
    ],
};

/// How long something is kept.
static KEPT: Shape = Shape::Either(&[Shape::Number, Shape::Word(FOR_EVER)]);

/// What is kept for good.
pub static FOR_EVER: &[Word] = &[word("permanent", "永久")];

/// `retention`.
pub static RETENTION: Form = Form {
    name: ("保存期限", "`retention`"),
    others: Some(&KEPT),
    keys: &[
        key(
            "results",
            "结果",
            KEPT,
            (
                "公布的结果和它的计算过程，如 5 年、18 个月、永久",
                "results as published, with how they were worked out: 5 years, 18 months, permanent",
            ),
        ),
        key(
            "data",
            "原始数据",
            KEPT,
            (
                "算出结果的数据文件",
                "the data files that results were worked out from",
            ),
        ),
        key(
            "ratings",
            "评分",
            KEPT,
            ("评分人给的每一个分", "each mark that raters gave"),
        ),
        key(
            "pay",
            "薪酬",
            KEPT,
            ("薪酬明细和奖金", "pay sheets and prizes"),
        ),
        key(
            "appeals",
            "申诉",
            KEPT,
            ("申诉和更正的记录", "records of appeals and corrections"),
        ),
        key(
            "interviews",
            "面谈",
            KEPT,
            (
                "面谈和确认的记录",
                "records of interviews and confirmations",
            ),
        ),
        key("sealed", "封存", KEPT, ("封存的文件夹", "what is sealed")),
        key(
            "basis",
            "依据",
            Shape::Text,
            (
                "按哪份规定保存，照原样写在页面上",
                "by which rule it is kept; stands on the pages as written",
            ),
        ),
    ],
};
