//! `raters:`: the weighted mean of rater groups, from the table of ratings.

use std::sync::Arc;

use super::draft::{Draft, named};
use super::mistake::MeasureMistake;
use super::rated::{RatedItem, RaterGroup, RaterKind, RatingTable};
use super::scorecard::joined;
use super::sentence;
use super::ways::{Leaf, OutOf, Way};
use super::weights;
use crate::content::{Node, NodeKind};
use crate::diagnostic::Said;
use crate::figure::Form;
use crate::form::scorecard::RATERS;
use crate::formula::{Aggregate, Expr, Fold, Node as ExprNode, Operator, Over};
use crate::number::Number;
use crate::value::Place;

const CHINESE: RatingTable = RatingTable {
    name: "评分",
    item: "考核项",
    group: "评分人",
    rater: "评分人工号",
    score: "评分",
};
const ENGLISH: RatingTable = RatingTable {
    name: "ratings",
    item: "item",
    group: "rater",
    rater: "rater_id",
    score: "score",
};

/// The fewest raters of an anonymous group whose mean is shown by itself, unless it is said.
const FEWEST: u32 = 3;

/// A group of raters.
pub(super) struct Group {
    pub name: String,
    pub weight: Number,
    /// The parameter of the weight, where that is still to be filled in.
    pub unfilled: Option<Arc<str>>,
    combine: Aggregate,
    pub at_least: Option<u32>,
    otherwise: Option<Otherwise>,
    kind: RaterKind,
    anonymous: u32,
}

impl Group {
    /// A group of which no more is said than its name and weight.
    fn plain(name: &str, weight: Number, unfilled: Option<Arc<str>>) -> Self {
        let kind = RaterKind::of_name(name);
        Self {
            name: name.to_owned(),
            weight,
            unfilled,
            combine: Aggregate::Mean,
            at_least: None,
            otherwise: None,
            kind,
            anonymous: usual_fewest(kind),
        }
    }

    /// Says in brackets how its ratings become one, and what happens without enough of them.
    pub fn said(&self) -> Said {
        let (mut zh, mut en) = (Vec::new(), Vec::new());
        let (combine_zh, combine_en) = match self.combine {
            Aggregate::Median => ("多人评分取中位数", "the median of several"),
            Aggregate::Min => ("多人评分取最低", "the lowest of several"),
            Aggregate::Max => ("多人评分取最高", "the highest of several"),
            _ => ("", ""),
        };
        if !combine_zh.is_empty() {
            zh.push(combine_zh.to_owned());
            en.push(combine_en.to_owned());
        }
        if let Some(least) = self.at_least {
            zh.push(format!("不少于 {least} 人"));
            en.push(format!("{least} at least"));
        }
        let without = match &self.otherwise {
            Some(Otherwise::Reweight) => (
                "缺少时由其余评分人分担",
                "the others take over where it lacks",
            ),
            Some(Otherwise::Zero) => ("缺少时记 0 分", "0 where it lacks"),
            Some(Otherwise::Full) => ("缺少时记满分", "full points where it lacks"),
            None => ("", ""),
        };
        if self.anonymous > 1 {
            let n = self.anonymous;
            zh.push(format!("匿名，不足 {n} 人的不单列"));
            en.push(format!(
                "anonymous, fewer than {n} are not shown separately"
            ));
        }
        if !without.0.is_empty() {
            zh.push(without.0.to_owned());
            en.push(without.1.to_owned());
        }
        match zh.is_empty() {
            true => Said::default(),
            false => Said::new(
                format!("（{}）", zh.join("，")),
                format!(" ({})", en.join(", ")),
            ),
        }
    }
}

/// What to do without enough raters.
enum Otherwise {
    Reweight,
    Zero,
    Full,
}

/// Reads an item with `raters`.
pub(super) fn raters(draft: &mut Draft, leaf: &Leaf<'_, '_>) -> Option<Way> {
    let node = leaf.fields.node("raters")?;
    let out_of = OutOf::read(draft, leaf, OutOf::Points(Number::HUNDRED));
    let full = match &out_of {
        OutOf::Weight => leaf.weight.clone(),
        OutOf::Points(n) => n.clone(),
    };
    let place = leaf.place;
    let table = if draft.chinese { &CHINESE } else { &ENGLISH };
    let (groups, expr) = match &node.kind {
        // One group of raters: all ratings of the item, whoever gave them.
        NodeKind::Scalar { text, .. } => {
            let of_item = of_item(table, leaf, place);
            let expr = fold(table, Aggregate::Mean, true, of_item, place);
            (vec![Group::plain(text.trim(), Number::HUNDRED, None)], expr)
        }
        _ => {
            let groups = groups(draft, node);
            let sum = crate::number::sum(groups.iter().map(|g| &g.weight));
            let unfilled = groups.iter().find_map(|g| g.unfilled.clone());
            if groups.is_empty() || (sum != Number::HUNDRED && unfilled.is_none()) {
                draft.reader.report(MeasureMistake::Weights {
                    group: Some(leaf.name.to_string()),
                    sum,
                    wanted: Number::HUNDRED,
                    absolute: false,
                    place: node.place.clone(),
                });
                return None;
            }
            let expr = mixed(draft, &groups, table, leaf, &full)?;
            let expr = unfilled.map_or(expr, |weight| named(&weight, place));
            (groups, expr)
        }
    };
    draft.rated.push(RatedItem {
        item: leaf.name.into(),
        title: leaf.title.to_owned(),
        table: *table,
        full: full.clone(),
        groups: groups
            .iter()
            .map(|group| RaterGroup {
                name: group.name.as_str().into(),
                kind: group.kind,
                anonymous: group.anonymous,
            })
            .collect(),
    });
    Some(Way {
        form: Form::Raters,
        expr: out_of.scaled(leaf, expr),
        highest: Some(leaf.effective.clone()),
        sentence: sentence::raters(&groups, leaf, &full),
        value: None,
        target: None,
    })
}

fn groups(draft: &mut Draft, node: &Node) -> Vec<Group> {
    let mut groups = Vec::new();
    for (name, node) in draft.reader.named(node) {
        if matches!(node.kind, NodeKind::Scalar { .. }) {
            if let Some(weight) = weights::one(draft, node) {
                groups.push(Group::plain(&name.value, weight.most(), weight.unfilled()));
            }
            continue;
        }
        let Some(fields) = draft.reader.read(node, &RATERS) else {
            continue;
        };
        let Some(weight) = fields.node("weight").and_then(|n| weights::one(draft, n)) else {
            continue;
        };
        let combine = match fields.word("combine", &mut draft.reader).map(|w| w.value) {
            Some("median") => Aggregate::Median,
            Some("min") => Aggregate::Min,
            Some("max") => Aggregate::Max,
            _ => Aggregate::Mean,
        };
        let otherwise = match fields.word("missing", &mut draft.reader).map(|w| w.value) {
            Some("reweight") => Some(Otherwise::Reweight),
            Some("zero") => Some(Otherwise::Zero),
            Some("full") => Some(Otherwise::Full),
            _ => None,
        };
        let kind = match fields.word("kind", &mut draft.reader).map(|w| w.value) {
            Some("self") => RaterKind::Oneself,
            Some("superior") => RaterKind::Superior,
            Some("peer") => RaterKind::Peer,
            Some("subordinate") => RaterKind::Subordinate,
            Some("customer") => RaterKind::Customer,
            Some(_) => RaterKind::Other,
            None => RaterKind::of_name(&name.value),
        };
        let anonymous = fields.count("anonymous", &mut draft.reader);
        groups.push(Group {
            kind,
            anonymous: anonymous.map_or_else(|| usual_fewest(kind), |n| n.value),
            name: name.value,
            weight: weight.most(),
            unfilled: weight.unfilled(),
            combine,
            at_least: fields.count("at_least", &mut draft.reader).map(|n| n.value),
            otherwise,
        });
    }
    groups
}

/// The weighted mean; groups that hand their weight on are left out where they are too few. Each
/// group's rating is a figure of its own, so that the explanation reads group by group.
fn mixed(
    draft: &mut Draft,
    groups: &[Group],
    table: &RatingTable,
    leaf: &Leaf<'_, '_>,
    full: &Number,
) -> Option<Expr> {
    let number = |n: &Number| Expr::number(n.clone(), leaf.place);
    let mut parts = Vec::new();
    let mut weights = Vec::new();
    for group in groups {
        let rating = rating(draft, group, table, leaf, full);
        let weight = match group.otherwise {
            Some(Otherwise::Reweight) => counted_weight(draft, group, leaf),
            _ => number(&group.weight),
        };
        parts.push(Expr::binary(Operator::Times, weight.clone(), rating));
        weights.push(weight);
    }
    let sum = joined(parts, Operator::Plus)?;
    let handed_on = |g: &Group| matches!(g.otherwise, Some(Otherwise::Reweight));
    let weights = match groups.iter().any(handed_on) {
        true => joined(weights, Operator::Plus)?,
        false => number(&Number::HUNDRED),
    };
    Some(Expr::binary(Operator::DividedBy, sum, weights))
}

/// Defines how many ratings a group gave and what they come to; returns the latter's name.
fn rating(
    draft: &mut Draft,
    group: &Group,
    table: &RatingTable,
    leaf: &Leaf<'_, '_>,
    full: &Number,
) -> Expr {
    let place = leaf.place;
    let only = Expr::binary(
        Operator::And,
        of_item(table, leaf, place),
        equal(table.group, &group.name, place),
    );
    let all = fold(table, group.combine, true, only.clone(), place);
    let zero = || Expr::number(Number::ZERO, place);
    let expr = if group.at_least.is_none() && group.otherwise.is_none() {
        all
    } else {
        let name = format!("{}.{}.count", leaf.name, group.name);
        let title = draft.say(
            &format!("{} · {}人数", leaf.title, group.name),
            &format!("{} · {} count", leaf.title, group.name),
        );
        let there = fold(table, Aggregate::Count, false, only.clone(), place);
        let figure = draft.figure(&name, &title, Form::Raters, there);
        draft.define(figure);
        let few = match group.otherwise {
            Some(Otherwise::Reweight | Otherwise::Zero) => zero(),
            Some(Otherwise::Full) => Expr::number(full.clone(), place),
            // Too few raters leave the rating missing: the mean of no rows.
            None => {
                let none = Expr::new(ExprNode::Truth(false), place);
                let nothing = Expr::binary(Operator::And, only, none);
                fold(table, group.combine, true, nothing, place)
            }
        };
        Expr::choose(enough(group, leaf), all, few)
    };
    let name = format!("{}.{}", leaf.name, group.name);
    let title = draft.say(
        &format!("{} · {}评分", leaf.title, group.name),
        &format!("{} · rated by {}", leaf.title, group.name),
    );
    let figure = draft.figure(&name, &title, Form::Raters, expr);
    draft.define(figure);
    named(&name, place)
}

/// Defines the weight that a group has where it may hand it on.
fn counted_weight(draft: &mut Draft, group: &Group, leaf: &Leaf<'_, '_>) -> Expr {
    let place = leaf.place;
    let name = format!("{}.{}.counted_weight", leaf.name, group.name);
    let title = draft.say(
        &format!("{} · {}所占权重", leaf.title, group.name),
        &format!("{} · counted weight of {}", leaf.title, group.name),
    );
    let weight = Expr::number(group.weight.clone(), place);
    let expr = Expr::choose(
        enough(group, leaf),
        weight,
        Expr::number(Number::ZERO, place),
    );
    let figure = draft.figure(&name, &title, Form::Raters, expr);
    draft.define(figure);
    named(&name, place)
}

fn usual_fewest(kind: RaterKind) -> u32 {
    if kind.usually_anonymous() { FEWEST } else { 0 }
}

fn enough(group: &Group, leaf: &Leaf<'_, '_>) -> Expr {
    let least = Number::from(i64::from(group.at_least.unwrap_or(1).max(1)));
    Expr::binary(
        Operator::MoreOrEqual,
        named(&format!("{}.{}.count", leaf.name, group.name), leaf.place),
        Expr::number(least, leaf.place),
    )
}

fn of_item(table: &RatingTable, leaf: &Leaf<'_, '_>, place: &Place) -> Expr {
    if leaf.name == leaf.title {
        return equal(table.item, leaf.name, place);
    }
    let texts = [leaf.name, leaf.title].map(|t| Expr::new(ExprNode::Text(t.into()), place));
    let column = Expr::name(&[table.item], place);
    Expr::new(ExprNode::In(Box::new(column), texts.to_vec()), place)
}

fn equal(column: &str, text: &str, place: &Place) -> Expr {
    let text: Arc<str> = text.into();
    Expr::binary(
        Operator::Equal,
        Expr::name(&[column], place),
        Expr::new(ExprNode::Text(text), place),
    )
}

/// Aggregates the rows of the table of ratings.
fn fold(table: &RatingTable, by: Aggregate, scores: bool, only: Expr, place: &Place) -> Expr {
    let fold = Fold {
        by,
        over: Some(Over::Table(table.name.into())),
        groups: Vec::new(),
        what: scores.then(|| Expr::name(&[table.score], place)),
        only: Some(only),
        order: None,
    };
    Expr::new(ExprNode::Fold(Box::new(fold)), place)
}
