//! `awards:`: who may have an award, who wins it, and the prize.

use std::sync::Arc;

use super::boards::{self, SortKey};
use super::draft::{Amount, Draft, named};
use super::mistake::RewardMistake;
use super::scorecard::{joined, key_of};
use super::spoken::spoken;
use super::{Award, veto};
use crate::content::{Node, NodeKind};
use crate::diagnostic::Said;
use crate::figure::{Body, Direction, Form, Within};
use crate::form::reward::{AWARD, IN_KIND};
use crate::form::{Fields, Written};
use crate::formula::{Aggregate, Expr, Fold, Node as ExprNode, Operator, Over};
use crate::number::Number;
use crate::period::Length;
use crate::value::Place;

/// Reads `awards:` and defines their figures.
pub(super) fn awards(draft: &mut Draft, length: Length, node: &Node) -> Vec<Award> {
    let mut awards = Vec::new();
    let all = draft.reader.named(node);
    let names: Vec<String> = all.iter().map(|(name, _)| name.value.clone()).collect();
    for (name, node) in all {
        if let Some(fields) = draft.reader.read(node, &AWARD)
            && let Some(award) = award(draft, length, &name, &fields, &names)
        {
            awards.push(award);
        }
    }
    awards
}

fn award(
    draft: &mut Draft,
    length: Length,
    name: &Written<String>,
    fields: &Fields<'_>,
    names: &[String],
) -> Option<Award> {
    let place = &name.place;
    let won: Arc<str> = format!("award.{}", name.value).into();
    let first = fields.has("first");
    if first != fields.has("by") || (first && fields.has("rank_by")) {
        draft.reader.report(RewardMistake::AwardFirst {
            award: name.value.clone(),
            place: place.clone(),
        });
        return None;
    }
    let mut keys = boards::keys(draft, &won, fields, &name.value);
    let mut conditions = Vec::new();
    let mut gate = Said::default();
    if first {
        let event = first_event(draft, fields, place)?;
        and_said(&mut gate, &first_said(draft, length, &event));
        let (when, up) = (event.when, Direction::Ascending);
        let key = boards::key(draft, &won, &name.value, 0, when, up);
        let title = spoken(draft, &event.by);
        draft.entitle(
            &key.figure,
            if draft.chinese { &title.zh } else { &title.en },
        );
        keys.push(key);
        conditions.push(event.took_place);
    }
    if let Some(who) = fields.node("who").and_then(|n| draft.formula(n)) {
        and_said(&mut gate, &spoken(draft, &who));
        conditions.push(who);
    }
    if let Some((condition, words)) = at_least(draft, name, fields, keys.first()) {
        and_said(&mut gate, &words);
        conditions.push(condition);
    }
    if keys.is_empty() && conditions.is_empty() {
        // A gate that could not be read is reported already.
        if fields.has("at_least") || fields.has("who") || fields.has("rank_by") {
            return None;
        }
        draft.reader.report(RewardMistake::AwardWithoutRule {
            award: name.value.clone(),
            place: place.clone(),
        });
        return None;
    }
    conditions.extend(veto::awards_open(draft, place));
    conditions.extend(excluded(draft, name, fields, names));
    let eligible: Arc<str> = format!("{won}.eligible").into();
    let truth = Expr::new(ExprNode::Truth(true), place);
    let condition = joined(conditions, Operator::And).unwrap_or(truth);
    let mut figure = draft.figure(&eligible, &name.value, Form::Eligible, condition);
    figure.place = place.clone();
    draft.define(figure);
    let places = places(draft, fields, keys.is_empty());
    let body = match places {
        Some(places) if !keys.is_empty() => Body::Pick {
            within: boards::within(draft, fields),
            among: Some(named(&eligible, place)),
            keys: keys.iter().map(|k| (k.expr.clone(), k.direction)).collect(),
            places,
        },
        _ => Body::Formula(named(&eligible, place)),
    };
    let figure = draft.figure_with(&won, &name.value, Form::Award, body, place);
    draft.define(figure);
    let prize = prize(draft, name, fields, &won);
    Some(Award {
        name: name.value.as_str().into(),
        keys: keys.into_iter().map(|k| (k.figure, k.direction)).collect(),
        eligible,
        prize,
        places,
        in_kind: in_kind(draft, name, fields, &won),
        won,
        given: fields.text("given").map(|t| t.value),
        gate,
        first_event: first,
        clause: None,
    })
}

/// A first event.
struct FirstEvent {
    table: Arc<str>,
    /// The column of the time.
    by: Expr,
    only: Option<Expr>,
    /// The time of a subject's first row that counts.
    when: Expr,
    /// Whether there is one.
    took_place: Expr,
}

/// Says that somebody is the first: `当月第一个转定`.
fn first_said(draft: &Draft, length: Length, event: &FirstEvent) -> Said {
    let (zh, en) = match length {
        Length::Month | Length::From(_) => ("当月", "month"),
        Length::Quarter => ("本季度", "quarter"),
        Length::Half => ("本半年", "half-year"),
        Length::Year => ("当年", "year"),
    };
    let table = &event.table;
    let mut said = Said::new(
        format!("{zh}第一个{table}"),
        format!("the first {table} of the {en}"),
    );
    if let Some(only) = &event.only {
        let only = spoken(draft, only);
        said.zh += &format!("（{}）", only.zh);
        said.en += &format!(" ({})", only.en);
    }
    said
}

fn first_event(draft: &mut Draft, fields: &Fields<'_>, place: &Place) -> Option<FirstEvent> {
    let table: Arc<str> = fields.text("first")?.value.trim().into();
    let by = fields.node("by").and_then(|n| draft.formula(n))?;
    let only = fields.node("where").and_then(|n| draft.formula(n));
    let fold = |by, what, order| {
        let fold = Fold {
            by,
            over: Some(Over::Table(Arc::clone(&table))),
            groups: Vec::new(),
            what,
            only: only.clone(),
            order,
        };
        Expr::new(ExprNode::Fold(Box::new(fold)), place)
    };
    let when = fold(Aggregate::First, Some(by.clone()), Some(by.clone()));
    let rows = fold(Aggregate::Count, None, None);
    Some(FirstEvent {
        took_place: Expr::binary(Operator::More, rows, Expr::number(Number::ZERO, place)),
        table,
        by,
        only,
        when,
    })
}

/// A condition, or a number that the first key must reach.
fn at_least(
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

fn excluded(
    draft: &mut Draft,
    name: &Written<String>,
    fields: &Fields<'_>,
    names: &[String],
) -> Vec<Expr> {
    let mut conditions = Vec::new();
    for other in fields.texts("excludes") {
        if !names.contains(&other.value) || other.value == name.value {
            draft.reader.report(RewardMistake::UnknownAward {
                name: other.value.clone(),
                known: names.to_vec(),
                place: other.place,
            });
            continue;
        }
        let won = named(&format!("award.{}", other.value), &other.place);
        conditions.push(Expr::new(ExprNode::Not(Box::new(won)), &other.place));
    }
    conditions
}

/// `None` for all who are eligible.
fn places(draft: &mut Draft, fields: &Fields<'_>, unranked: bool) -> Option<u32> {
    match fields.text("places").map(|t| t.value) {
        Some(text) if matches!(text.trim(), "all" | "全部") => None,
        Some(_) => fields
            .count("places", &mut draft.reader)
            .map(|n| n.value.max(1))
            .or(Some(1)),
        None if unranked => None,
        None => Some(1),
    }
}

fn prize(
    draft: &mut Draft,
    name: &Written<String>,
    fields: &Fields<'_>,
    won: &Arc<str>,
) -> Option<Arc<str>> {
    let node = fields.node("prize")?;
    let place = &name.place;
    let Amount { expr, .. } =
        draft.amount((&name.value, &name.value), key_of(fields, "prize"), node)?;
    let unit = match &node.kind {
        NodeKind::Scalar { text, .. } => crate::form::quantity(text).ok().and_then(|q| q.unit),
        _ => None,
    };
    let split = matches!(
        fields.word("ties", &mut draft.reader).map(|w| w.value),
        Some("split")
    );
    let team = boards::within(draft, fields) == Within::Team;
    let each = if split {
        let places = places(draft, fields, false);
        let one = Expr::number(Number::ONE, place);
        let zero = Expr::number(Number::ZERO, place);
        let winners = Fold {
            by: Aggregate::Sum,
            over: Some(if team {
                Over::Team { except_self: false }
            } else {
                Over::Everyone { except_self: false }
            }),
            groups: Vec::new(),
            what: Some(Expr::choose(named(won, place), one, zero)),
            only: None,
            order: None,
        };
        let winners = Expr::new(ExprNode::Fold(Box::new(winners)), place);
        // The prizes of all places are put together and split among all who stand on them.
        let pot = match places {
            Some(places) if places > 1 => {
                let count = Expr::number(Number::from(i64::from(places)), place);
                let fewer = crate::formula::Function::Min;
                let prizes = Expr::call(fewer, vec![count, winners.clone()], place);
                Expr::binary(Operator::Times, expr, prizes)
            }
            _ => expr,
        };
        Expr::binary(Operator::DividedBy, pot, winners)
    } else {
        expr
    };
    let zero = Expr::number(Number::ZERO, place);
    let full: Arc<str> = format!("{won}.prize").into();
    let amount = Expr::choose(named(won, place), each, zero);
    let mut figure = draft.figure(&full, &name.value, Form::Prize, amount);
    figure.place = place.clone();
    figure.unit = Some(unit.as_deref().unwrap_or("元").into());
    figure.round = draft.rounding.pay.clone();
    draft.define(figure);
    Some(full)
}

fn in_kind(
    draft: &mut Draft,
    name: &Written<String>,
    fields: &Fields<'_>,
    won: &Arc<str>,
) -> Vec<(String, Option<Arc<str>>)> {
    let mut prizes = Vec::new();
    for node in fields.list("in_kind") {
        if let NodeKind::Scalar { text, .. } = &node.kind {
            prizes.push((text.clone(), None));
            continue;
        }
        let Some(inner) = draft.reader.read(node, &IN_KIND) else {
            continue;
        };
        let Some(prize) = inner.text("prize") else {
            continue;
        };
        let when = inner.node("when").and_then(|n| draft.formula(n));
        let condition = when.map(|when| {
            let full: Arc<str> = format!("{won}.in_kind{}", prizes.len() + 1).into();
            let won = named(won, &name.place);
            let both = Expr::binary(Operator::And, won, when);
            let figure = draft.figure(&full, &prize.value, Form::Eligible, both);
            draft.define(figure);
            full
        });
        prizes.push((prize.value, condition));
    }
    prizes
}

fn and_said(gate: &mut Said, more: &Said) {
    if !gate.zh.is_empty() {
        gate.zh += "，且";
        gate.en += " and ";
    }
    gate.zh += &more.zh;
    gate.en += &more.en;
}
