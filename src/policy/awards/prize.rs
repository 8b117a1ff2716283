//! Prizes: alike for all, by place or by level; split or not; one sum or for each member.

use std::sync::Arc;

use super::super::draft::{Amount, Draft, named};
use super::super::mistake::{HonourMistake, PrizesFault};
use super::super::scorecard::key_of;
use super::super::{boards, budget};
use crate::content::{Node, NodeKind};
use crate::diagnostic::Said;
use crate::figure::{Form, Within};
use crate::form::reward::IN_KIND;
use crate::form::{Fields, Written};
use crate::formula::{Aggregate, Expr, Fold, Function, Node as ExprNode, Operator, Over};
use crate::number::Number;
use crate::value::Place;

/// The prizes as written.
pub(super) enum Prizes {
    None,
    /// The same for every winner.
    Alike(Amount),
    /// One for each place, from the first on.
    ByPlace(Vec<Amount>),
    /// One for each level, by its name.
    ByLevel(Vec<(String, Amount)>),
}

impl Prizes {
    /// The levels that have a prize, as values.
    pub fn levels(&self) -> Option<Vec<Expr>> {
        match self {
            Self::ByLevel(levels) => Some(levels.iter().map(value).collect()),
            _ => None,
        }
    }

    /// How many places have a prize of their own.
    pub fn places(&self) -> Option<u32> {
        match self {
            Self::ByPlace(prizes) => u32::try_from(prizes.len()).ok(),
            _ => None,
        }
    }

    fn said(&self) -> Said {
        let list = |parts: Vec<(String, &Amount)>| {
            let zh: Vec<String> = parts
                .iter()
                .map(|(name, amount)| format!("{name} {}", amount.words.zh))
                .collect();
            let en: Vec<String> = parts
                .iter()
                .map(|(name, amount)| format!("{name} {}", amount.words.en))
                .collect();
            Said::new(zh.join("，"), en.join(", "))
        };
        match self {
            Self::None => Said::default(),
            Self::Alike(amount) => amount.words.clone(),
            Self::ByPlace(prizes) => {
                let places = prizes.iter().enumerate();
                let zh = places.clone().map(|(at, p)| (format!("第{}名", at + 1), p));
                let en = places.map(|(at, p)| (format!("place {}:", at + 1), p));
                Said::new(list(zh.collect()).zh, list(en.collect()).en)
            }
            Self::ByLevel(levels) => list(levels.iter().map(|(n, p)| (n.clone(), p)).collect()),
        }
    }
}

/// A level's name as a value: a number where it is one.
fn value((name, amount): &(String, Amount)) -> Expr {
    let place = &amount.expr.place;
    match crate::form::quantity(name) {
        Ok(quantity) if quantity.unit.is_none() => Expr::number(quantity.number, place),
        _ => Expr::new(ExprNode::Text(name.as_str().into()), place),
    }
}

/// Reads `prize`, or `prizes` by place or by level.
pub(super) fn read(
    draft: &mut Draft,
    name: &Written<String>,
    fields: &Fields<'_>,
    ranked: bool,
) -> Prizes {
    let owner = (name.value.as_str(), name.value.as_str());
    let Some(node) = fields.node("prizes") else {
        if fields.has("level") {
            fault(draft, name, PrizesFault::LevelWithout, &name.place);
        }
        let prize = fields.node("prize");
        let prize = prize.and_then(|n| draft.amount(owner, key_of(fields, "prize"), n));
        return prize.map_or(Prizes::None, Prizes::Alike);
    };
    let key = key_of(fields, "prizes");
    let one = |draft: &mut Draft, of: &str, node: &Node| {
        let full = format!("{}.{}.{of}", name.value, key.name);
        let alias = format!("{}.{}.{of}", name.value, key.zh);
        let title = format!("{} · {of}", name.value);
        draft.amount_named((&full, &alias, &title), node)
    };
    let split = fields.word("ties", &mut draft.reader);
    let wrong = match &node.kind {
        _ if fields.has("prize") => Some(PrizesFault::Both),
        NodeKind::Mapping(_) if !fields.has("level") => Some(PrizesFault::WithoutLevel),
        NodeKind::Mapping(_) => None,
        _ if fields.has("level") => Some(PrizesFault::LevelWithout),
        _ if !ranked => Some(PrizesFault::WithoutRanking),
        _ if split.is_some_and(|w| w.value == "split") => Some(PrizesFault::Split),
        _ => None,
    };
    if let Some(wrong) = wrong {
        fault(draft, name, wrong, &node.place);
        return Prizes::None;
    }
    if let NodeKind::Mapping(_) = &node.kind {
        let levels = draft.reader.named(node);
        let levels = levels.into_iter().filter_map(|(level, node)| {
            let amount = one(draft, &level.value, node)?;
            Some((level.value, amount))
        });
        return Prizes::ByLevel(levels.collect());
    }
    let prizes = fields.list("prizes").into_iter().enumerate();
    let prizes = prizes.filter_map(|(at, node)| one(draft, &(at + 1).to_string(), node));
    Prizes::ByPlace(prizes.collect())
}

fn fault(draft: &mut Draft, name: &Written<String>, fault: PrizesFault, place: &Place) {
    draft.reader.report(HonourMistake::Prizes {
        award: name.value.clone(),
        fault,
        place: place.clone(),
    });
}

/// What was made of the prizes.
pub(super) struct Given {
    /// The figure of a winner's prize; `None` without money.
    pub prize: Option<Arc<str>>,
    pub split: bool,
    pub said: Said,
}

/// Defines each winner's prize.
pub(super) fn define(
    draft: &mut Draft,
    name: &Written<String>,
    fields: &Fields<'_>,
    won: &Arc<str>,
    prizes: &Prizes,
    places: Option<u32>,
) -> Given {
    let place = &name.place;
    let split = matches!(
        fields.word("ties", &mut draft.reader).map(|w| w.value),
        Some("split")
    );
    let mut said = prizes.said();
    let zero = Expr::number(Number::ZERO, place);
    let is = |figure: &str, value: Expr| {
        let figure = named(&format!("{won}.{figure}"), place);
        Expr::binary(Operator::Equal, figure, value)
    };
    let of = |cases: Vec<(Expr, Expr)>| {
        let cases = cases.into_iter().rev();
        cases.fold(zero.clone(), |rest, (case, prize)| {
            Expr::choose(case, prize, rest)
        })
    };
    let amount = match prizes {
        Prizes::None => None,
        Prizes::Alike(amount) if split => {
            let within = boards::within(draft, fields);
            Some(shared(amount.expr.clone(), won, within, places, place))
        }
        Prizes::Alike(amount) => Some(amount.expr.clone()),
        Prizes::ByPlace(prizes) => {
            let cases = prizes.iter().enumerate().map(|(at, prize)| {
                let number = Number::from(i64::try_from(at + 1).unwrap_or(i64::MAX));
                (is("rank", Expr::number(number, place)), prize.expr.clone())
            });
            Some(of(cases.collect()))
        }
        Prizes::ByLevel(levels) => {
            let cases = levels.iter();
            let cases = cases.map(|l| (is("level", value(l)), l.1.expr.clone()));
            Some(of(cases.collect()))
        }
    };
    let Some(amount) = amount else {
        return Given {
            prize: None,
            split,
            said,
        };
    };
    let unit = unit(fields);
    let won_it = Expr::choose(named(won, place), amount, zero);
    let full: Arc<str> = format!("{won}.prize").into();
    let define = |draft: &mut Draft, full: &Arc<str>, expr: Expr| {
        let mut figure = draft.figure(full, &name.value, Form::Prize, expr);
        figure.place = place.clone();
        figure.unit = Some(unit.as_deref().unwrap_or("元").into());
        figure.round = draft.rounding.pay.clone();
        if draft.scales && full.ends_with(".prize") {
            figure = budget::scaled(draft, figure);
        }
        draft.define(figure);
    };
    match members(draft, name, fields) {
        Some(members) => {
            let each: Arc<str> = format!("{won}.each").into();
            define(draft, &each, won_it);
            let heads = Fold {
                by: Aggregate::Count,
                over: Some(Over::Members(members)),
                groups: Vec::new(),
                what: None,
                only: None,
                order: None,
            };
            let heads = Expr::new(ExprNode::Fold(Box::new(heads)), place);
            let all = Expr::binary(Operator::Times, named(&each, place), heads);
            define(draft, &full, all);
            said.zh = format!("每名成员 {}", said.zh);
            said.en = format!("{} for each member", said.en);
        }
        None => define(draft, &full, won_it),
    }
    Given {
        prize: Some(full),
        split,
        said,
    }
}

/// The policy whose people each have the prize; `None` for one sum.
fn members(draft: &mut Draft, name: &Written<String>, fields: &Fields<'_>) -> Option<Arc<str>> {
    let each = fields.word("each", &mut draft.reader)?;
    if each.value != "member" {
        return None;
    }
    let award = name.value.clone();
    let place = each.place;
    if !draft.of_teams {
        draft
            .reader
            .report(HonourMistake::EachOfNoTeam { award, place });
        return None;
    }
    let Some(members) = fields.text("members") else {
        let mistake = HonourMistake::EachWithoutMembers { award, place };
        draft.reader.report(mistake);
        return None;
    };
    Some(members.value.trim().into())
}

/// The prizes of all places put together and split among all who stand on them.
fn shared(prize: Expr, won: &Arc<str>, within: Within, places: Option<u32>, place: &Place) -> Expr {
    let one = Expr::number(Number::ONE, place);
    let zero = Expr::number(Number::ZERO, place);
    let winners = Fold {
        by: Aggregate::Sum,
        over: Some(match within {
            Within::Team => Over::Team { except_self: false },
            Within::Everyone => Over::Everyone { except_self: false },
        }),
        groups: Vec::new(),
        what: Some(Expr::choose(named(won, place), one, zero)),
        only: None,
        order: None,
    };
    let winners = Expr::new(ExprNode::Fold(Box::new(winners)), place);
    let pot = match places {
        Some(places) if places > 1 => {
            let count = Expr::number(Number::from(i64::from(places)), place);
            let prizes = Expr::call(Function::Min, vec![count, winners.clone()], place);
            Expr::binary(Operator::Times, prize, prizes)
        }
        _ => prize,
    };
    Expr::binary(Operator::DividedBy, pot, winners)
}

/// The unit of the first prize that has one.
fn unit(fields: &Fields<'_>) -> Option<String> {
    let mut nodes: Vec<&Node> = fields.node("prize").into_iter().collect();
    match fields.node("prizes").map(|n| &n.kind) {
        Some(NodeKind::Mapping(entries)) => nodes.extend(entries.iter().map(|(_, node)| node)),
        Some(NodeKind::Sequence(list)) => nodes.extend(list),
        _ => {}
    }
    nodes.into_iter().find_map(|node| match &node.kind {
        NodeKind::Scalar { text, .. } => crate::form::quantity(text).ok()?.unit,
        _ => None,
    })
}

/// Reads prizes in kind, each with the figure of the condition under which it is given.
pub(super) fn in_kind(
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
