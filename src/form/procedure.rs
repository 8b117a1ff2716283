//! The forms of procedure and text: calendar, appeals, clauses, examples, lint.

use super::{Form, Shape, Word, key, required, word};

/// A step of the calendar.
pub static STEP: Form = Form {
    name: ("日程步骤", "a step"),
    others: None,
    keys: &[
        required(
            "name",
            "名称",
            Shape::Text,
            ("做什么", "what is to be done"),
        ),
        key("who", "责任人", Shape::Text, ("谁来做", "who does it")),
        key("from", "自", Shape::Formula, ("从哪一天", "the first day")),
        required("until", "至", Shape::Formula, ("到哪一天", "the last day")),
    ],
};

/// `appeals:`.
pub static APPEALS: Form = Form {
    name: ("申诉", "appeals"),
    others: None,
    keys: &[
        key(
            "within",
            "提出期限",
            Shape::Either(&[Shape::Number, Shape::Blank]),
            (
                "公布后几个工作日内提出",
                "working days within which an appeal is filed",
            ),
        ),
        key(
            "answer_in",
            "答复期限",
            Shape::Either(&[Shape::Number, Shape::Blank]),
            (
                "几个工作日内答复",
                "working days within which it is answered",
            ),
        ),
        key("to", "受理人", Shape::Text, ("向谁提出", "to whom")),
    ],
};

/// A clause.
pub static CLAUSE: Form = Form {
    name: ("条款", "a clause"),
    others: None,
    keys: &[
        required(
            "title",
            "标题",
            Shape::Text,
            ("条款的标题", "the clause's title"),
        ),
        required(
            "text",
            "正文",
            Shape::Text,
            (
                "正文（Markdown），用 {…} 引用规则里的数",
                "the text (Markdown), with `{…}` for the rules' numbers",
            ),
        ),
    ],
};

/// An example.
pub static EXAMPLE: Form = Form {
    name: ("示例", "an example"),
    others: None,
    keys: &[
        required("name", "名称", Shape::Text, ("示例的名称", "its name")),
        key(
            "period",
            "周期",
            Shape::Period,
            (
                "按哪个周期算，不写为本版的第一个周期",
                "the period; the version's first unless written",
            ),
        ),
        required(
            "given",
            "已知",
            Shape::Named(&Shape::Text),
            ("已知的数", "what is given"),
        ),
        required(
            "expect",
            "应得",
            Shape::Named(&Shape::Text),
            ("应当得出的数", "what must come out"),
        ),
    ],
};

/// Packs of warnings.
pub static PACKS: &[Word] = &[word("cn", "中国")];

/// `lint:`.
pub static LINT: Form = Form {
    name: ("自查", "`lint`"),
    others: None,
    keys: &[
        key(
            "items",
            "项数",
            Shape::Text,
            (
                "考核项应有几项，如 6-8",
                "how many items there should be, for example 6-8",
            ),
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
            "accept",
            "接受",
            Shape::Named(&Shape::Text),
            (
                "接受哪些提醒，并写理由",
                "warnings accepted, by code, each with its reason",
            ),
        ),
    ],
};
