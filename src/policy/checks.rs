//! `checks:`: things that are right or not, from the table of checks.

use std::sync::Arc;

use super::draft::{Draft, named};
use super::scorecard::joined;
use super::sentence;
use super::ways::{Leaf, OutOf, Way};
use super::weights;
use crate::content::{Node, NodeKind};
use crate::figure::Form;
use crate::formula::{Aggregate, Expr, Fold, Node as ExprNode, Operator, Over};
use crate::number::Number;
use crate::value::Place;

/// The table of checks and its columns: table, check, passed; Chinese, then English.
const TABLES: [[&str; 3]; 2] = [["检查", "检查项", "合格"], ["checks", "check", "passed"]];

/// One thing that is checked.
pub(super) struct Check {
    pub name: String,
    pub weight: Number,
    /// The parameter of the weight, where that is still to be filled in.
    unfilled: Option<Arc<str>>,
}

/// Reads an item with `checks`: the share of what was right, each check by its weight.
pub(super) fn checks(draft: &mut Draft, leaf: &Leaf<'_, '_>) -> Option<Way> {
    let node = leaf.fields.node("checks")?;
    let out_of = OutOf::read(draft, leaf, OutOf::Points(Number::HUNDRED));
    let full = match &out_of {
        OutOf::Weight => leaf.weight.clone(),
        OutOf::Points(n) => n.clone(),
    };
    let place = leaf.place;
    let checks = read(draft, node);
    let all = crate::number::sum(checks.iter().map(|c| &c.weight));
    let unfilled = checks.iter().find_map(|c| c.unfilled.clone());
    let parts = checks.iter().map(|check| {
        let weight = Expr::number(check.weight.clone(), place);
        Expr::binary(Operator::Times, weight, share(draft, check, leaf))
    });
    let sum = joined(parts.collect(), Operator::Plus)?;
    let points = Expr::binary(Operator::Times, Expr::number(full, place), sum);
    let points = Expr::binary(Operator::DividedBy, points, Expr::number(all, place));
    let points = unfilled.map_or(points, |weight| named(&weight, place));
    Some(Way {
        form: Form::Points,
        expr: out_of.scaled(leaf, points),
        highest: Some(leaf.effective.clone()),
        sentence: sentence::checks(&checks, leaf, &out_of),
        value: None,
        target: None,
    })
}

/// Checks of equal weight as a list, or each with its weight.
fn read(draft: &mut Draft, node: &Node) -> Vec<Check> {
    let nodes: Vec<&Node> = match &node.kind {
        NodeKind::Mapping(_) => {
            let mut checks = Vec::new();
            for (name, node) in draft.reader.named(node) {
                if let Some(weight) = weights::one(draft, node) {
                    checks.push(Check {
                        name: name.value,
                        weight: weight.most(),
                        unfilled: weight.unfilled(),
                    });
                }
            }
            return checks;
        }
        NodeKind::Sequence(nodes) => nodes.iter().collect(),
        _ => vec![node],
    };
    let texts = nodes.into_iter().filter_map(|n| draft.reader.text(n));
    texts
        .map(|text| Check {
            name: text.value,
            weight: Number::ONE,
            unfilled: None,
        })
        .collect()
}

/// Defines how often one thing was right, as a share; returns the figure. What was never checked
/// is missing.
fn share(draft: &mut Draft, check: &Check, leaf: &Leaf<'_, '_>) -> Expr {
    let place = leaf.place;
    let [chinese, english] = TABLES;
    let [table, item, passed] = if draft.chinese { chinese } else { english };
    let column = |column: &str| Expr::name(&[column], place);
    let number = |n: Number| Expr::number(n, place);
    let fold = Fold {
        by: Aggregate::Mean,
        over: Some(Over::Table(table.into())),
        groups: Vec::new(),
        what: Some(Expr::choose(
            column(passed),
            number(Number::ONE),
            number(Number::ZERO),
        )),
        only: Some(is(column(item), &check.name, place)),
        order: None,
    };
    let name: Arc<str> = format!("{}.{}", leaf.name, check.name).into();
    let fold = Expr::new(ExprNode::Fold(Box::new(fold)), place);
    let figure = draft.figure(&name, &check.name, Form::Points, fold);
    draft.define(figure);
    named(&name, place)
}

fn is(column: Expr, text: &str, place: &Place) -> Expr {
    let text = Expr::new(ExprNode::Text(text.into()), place);
    Expr::binary(Operator::Equal, column, text)
}
