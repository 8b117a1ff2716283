//! What an award asks for beside its ranking: the gate, growth, decisions.

use std::sync::Arc;

use super::super::DecisionRows;
use super::super::boards::{self, SortKey};
use super::super::draft::{Draft, named};
use super::super::mistake::RewardMistake;
use super::super::scorecard::key_of;
use super::super::spoken::spoken;
use crate::content::{Node, NodeKind};
use crate::diagnostic::Said;
use crate::figure::{Direction, Form};
use crate::form::reward::IMPROVED;
use crate::form::{Fields, Written};
use crate::formula::{Aggregate, Expr, Fold, Node as ExprNode, Operator, Over};
use crate::number::Number;

/// A condition, or a number that the first key must reach.
pub(super) fn at_least(
    draft: &mut Draft,
    name: &Written<String>,
    fields: &Fields<'_>,
    key: Option<&SortKey>,
) -> Option<(Expr, Said)> {
    let node = fields.node("at_least")?;
    let bare = match &node.kind {
        NodeKind::Null => true,
        NodeKind::Scalar { text, .. } => crate::form::quantity(text).is_ok(),
        _ => false,
    };
    if !bare {
        let expr = draft.formula(node)?;
        let words = spoken(draft, &expr);
        return Some((expr, words));
    }
    let Some(key) = key else {
        draft.reader.report(RewardMistake::AwardGate {
            award: name.value.clone(),
            place: node.place.clone(),
        });
        return None;
    };
    let least = draft.amount((&name.value, &name.value), key_of(fields, "at_least"), node)?;
    let operator = match key.direction {
        Direction::Descending => Operator::MoreOrEqual,
        Direction::Ascending => Operator::LessOrEqual,
    };
    let title = draft.title_of(&key.figure);
    let sign = match key.direction {
        Direction::Descending => "≥",
        Direction::Ascending => "≤",
    };
    let words = Said::new(
        format!("{title} {sign} {}", least.words.zh),
        format!("{title} {sign} {}", least.words.en),
    );
    Some((Expr::binary(operator, key.expr.clone(), least.expr), words))
}

/// Growth against the period before: the key that sorts by it, and the condition that there is any.
pub(super) fn improved(
    draft: &mut Draft,
    node: &Node,
    won: &str,
    title: &str,
) -> Option<(SortKey, Expr, Said)> {
    let place = &node.place;
    let (of, ratio) = match &node.kind {
        NodeKind::Mapping(_) => {
            let fields = draft.reader.read(node, &IMPROVED)?;
            let of = fields.node("of").and_then(|n| draft.formula(n))?;
            let way = fields.word("as", &mut draft.reader);
            (of, way.is_some_and(|w| w.value == "ratio"))
        }
        _ => (draft.formula(node)?, false),
    };
    let said = spoken(draft, &of);
    let unit = draft
        .figure_named(&of)
        .and_then(|figure| draft.defined(&figure)?.unit.clone());
    let before = Expr::new(ExprNode::Back(Box::new(of.clone()), 1), place);
    let more = Expr::binary(Operator::Minus, of, before.clone());
    let (growth, name, unit) = if ratio {
        let name = draft.say(
            &format!("{}比上期增幅", said.zh),
            &format!("growth of {}", said.en),
        );
        let growth = Expr::binary(Operator::DividedBy, more, before);
        (growth, name, Some(Arc::from("%")))
    } else {
        let name = draft.say(
            &format!("{}比上期增加", said.zh),
            &format!("increase of {}", said.en),
        );
        (more, name, unit)
    };
    let key = boards::key(draft, won, title, 0, growth, Direction::Descending);
    draft.entitle(&key.figure, &name);
    draft.give_unit(&key.figure, unit);
    let zero = Expr::number(Number::ZERO, place);
    let some = Expr::binary(Operator::More, key.expr.clone(), zero);
    let gate = Said::new(
        format!("{}比上期有进步", said.zh),
        format!("{} has grown since the period before", said.en),
    );
    Some((key, some, gate))
}

/// The columns of a table of decisions and the words in it, by the language of the policy's name.
struct Decisions {
    matter: &'static str,
    award: &'static str,
    by: &'static str,
    reason: &'static str,
    grant: &'static str,
    withdraw: &'static str,
}

const CHINESE: Decisions = Decisions {
    matter: "事项",
    award: "奖项",
    by: "决定人",
    reason: "理由",
    grant: "授予",
    withdraw: "撤销",
};
const ENGLISH: Decisions = Decisions {
    matter: "matter",
    award: "award",
    by: "by",
    reason: "reason",
    grant: "grant",
    withdraw: "withdraw",
};

/// What people have decided of an award.
pub(super) struct Decided {
    /// Whether they have.
    pub happened: Expr,
    /// Who decided, and why: figures by full name.
    pub by: Arc<str>,
    pub reason: Arc<str>,
    /// The rows that say so.
    pub rows: DecisionRows,
}

/// Reads who has decided and why from a table; `grants` or withdraws.
pub(super) fn decided(
    draft: &mut Draft,
    table: &Written<String>,
    award: &str,
    owner: &str,
    grants: bool,
) -> Decided {
    let place = &table.place;
    let columns = if draft.chinese { &CHINESE } else { &ENGLISH };
    let text = |t: &str| Expr::new(ExprNode::Text(t.into()), place);
    let is = |column: &str, t: &str| {
        let column = Expr::name(&[column], place);
        Expr::binary(Operator::Equal, column, text(t))
    };
    let matter = if grants {
        columns.grant
    } else {
        columns.withdraw
    };
    let only = Expr::binary(
        Operator::And,
        is(columns.matter, matter),
        is(columns.award, award),
    );
    let fold = |by, what: Option<&str>| {
        // The comparison tells that the column holds texts, and a blank is missing to it.
        let only = what.map_or_else(
            || only.clone(),
            |column| {
                let written =
                    Expr::binary(Operator::NotEqual, Expr::name(&[column], place), text(""));
                Expr::binary(Operator::And, only.clone(), written)
            },
        );
        let what = what.map(|column| Expr::name(&[column], place));
        let fold = Fold {
            by,
            over: Some(Over::Table(table.value.trim().into())),
            groups: Vec::new(),
            order: what.clone(),
            what,
            only: Some(only),
        };
        Expr::new(ExprNode::Fold(Box::new(fold)), place)
    };
    let (form, titles) = if grants {
        (Form::Key, [("评定人", "Judged by"), ("理由", "Reason")])
    } else {
        let titles = [
            ("撤销决定人", "Withdrawn by"),
            ("撤销理由", "Reason for it"),
        ];
        (Form::Withdrawal, titles)
    };
    let mut text_of = |end: &str, column: &str, (zh, en): (&str, &str)| -> Arc<str> {
        let full: Arc<str> = format!("{owner}.{end}").into();
        let title = draft.say(zh, en);
        let expr = fold(Aggregate::First, Some(column));
        let figure = draft.figure(&full, &title, form, expr);
        draft.define(figure);
        full
    };
    let [of_by, of_reason] = titles;
    let by = text_of(
        if grants { "judge" } else { "withdrawn_by" },
        columns.by,
        of_by,
    );
    let end = if grants { "reason" } else { "withdrawn_for" };
    let reason = text_of(end, columns.reason, of_reason);
    let none = Expr::number(Number::ZERO, place);
    let rows = fold(Aggregate::Count, None);
    Decided {
        happened: Expr::binary(Operator::More, rows, none),
        by,
        reason,
        rows: DecisionRows {
            table: table.value.trim().into(),
            matter: (columns.matter, matter),
            award: columns.award,
        },
    }
}

/// The level by which prizes are given: its figure, and that it has a prize.
pub(super) fn level(
    draft: &mut Draft,
    node: &Node,
    won: &str,
    levels: &[Expr],
) -> Option<(Arc<str>, Expr, Said)> {
    let expr = draft.formula(node)?;
    let said = spoken(draft, &expr);
    let full: Arc<str> = format!("{won}.level").into();
    let title = if draft.chinese { &said.zh } else { &said.en };
    let figure = draft.figure(&full, &title.clone(), Form::Key, expr);
    draft.define(figure);
    let own = Box::new(named(&full, &node.place));
    let listed = Expr::new(ExprNode::In(own, levels.to_vec()), &node.place);
    let names = |sign: [char; 2], language: fn(&Said) -> &String| {
        let each = levels.iter().map(|level| {
            let said = crate::formula::in_words(level);
            language(&said).trim_matches(sign).to_string()
        });
        each.collect::<Vec<String>>()
    };
    let gate = Said::new(
        format!("{}为{}", said.zh, names(['“', '”'], |s| &s.zh).join("、")),
        format!(
            "{} is {}",
            said.en,
            names(['\'', '\''], |s| &s.en).join(" or ")
        ),
    );
    Some((full, listed, gate))
}

/// Adds a condition to those that are said.
pub(super) fn and_said(gate: &mut Said, more: &Said) {
    if !gate.zh.is_empty() {
        gate.zh += "，且";
        gate.en += " and ";
    }
    gate.zh += &more.zh;
    gate.en += &more.en;
}
