//! The cut points of the grades, as lines across a chart of the total.

use crate::figure::Definition;
use crate::formula::{Expr, Node, each};
use crate::number::Number;
use crate::period::Period;
use crate::policy::Policy;
use crate::site::chart::Step;
use crate::site::format;
use crate::site::shared::Shared;
use crate::value::Value;

/// Returns the cut points by which a policy grades the total in a period, from low to high.
pub fn of(shared: &Shared<'_>, policy: &Policy, period: Period) -> Vec<Step> {
    let mut table = None;
    for definition in &policy.definitions {
        for expr in definition.expressions() {
            each(expr, &mut |e| {
                if let Node::Cut { by, table: cut, .. } = &e.node
                    && is_total(policy, by)
                {
                    table.get_or_insert(cut.name.clone());
                }
            });
        }
    }
    let Some(table) = table.and_then(|name| policy.bands.get(&name)) else {
        return Vec::new();
    };
    let number = |e: &Expr| match &e.node {
        Node::Number(number) => Some(number.clone()),
        Node::Name(name) => parameter(policy, &name.to_string(), period),
        _ => None,
    };
    let rows = table.rows.iter().filter_map(|row| {
        let at = number(&row.at)?;
        let gives = match &row.results.first()?.node {
            Node::Text(text) => text.to_string(),
            _ => String::new(),
        };
        let digits = at.decimals().unwrap_or(shared.decimals());
        let shown = format::number(&at, "", digits);
        Some(Step {
            at,
            label: format!("{gives} {shown}").trim().to_owned(),
        })
    });
    rows.collect()
}

fn is_total(policy: &Policy, by: &Expr) -> bool {
    let (Node::Name(name), Some(card)) = (&by.node, &policy.scorecard) else {
        return false;
    };
    let written = name.to_string();
    let is = |d: &Definition| {
        d.name == card.total && (*d.name == *written || d.aliases.iter().any(|a| **a == *written))
    };
    policy.definitions.iter().any(is)
}

fn parameter(policy: &Policy, written: &str, period: Period) -> Option<Number> {
    let mut all = policy.parameters.iter();
    let found = all.find(|p| *p.name == *written || p.aliases.iter().any(|a| **a == *written));
    match found?.value_in(period)? {
        Value::Number(number) => Some(number.clone()),
        _ => None,
    }
}
