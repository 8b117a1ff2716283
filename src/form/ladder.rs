//! The forms of a ladder: its grades, its rules, the moves.

use super::measure::FILLED;
use super::reward::{DATA, RESET, WITHOUT, WITHOUT_DATA};
use super::{Form, Shape, Word, key, required, word};

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
        key(
            "protect",
            "保护期",
            Shape::Number,
            (
                "升降之后几期之内不降、不提请复核，不写为 0",
                "for how many periods after a move nobody goes down or up for review; 0 unless written",
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
            Shape::Either(&[Shape::Formula, Shape::Blank, Shape::Named(&FILLED)]),
            (
                "连续几期，或一个参数的名称，可按职级分别写",
                "for how many periods running, or a parameter's name, perhaps by grade",
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
        key("reset", "重新计数", Shape::Truth, RESET),
        key("data", "有数据", Shape::Formula, DATA),
        key("without_data", "无数据", Shape::Word(WITHOUT_DATA), WITHOUT),
    ],
};

/// Moves on a ladder.
pub static MOVES: &[Word] = &[
    word("up", "升级"),
    word("down", "降级"),
    word("review", "复核"),
];
