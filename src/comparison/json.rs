//! A what-if for programs: `meritbook/comparison/v1`, described in `docs/comparison.schema.json`.

use serde_json::{Value as Json, json};

use super::{Budget, Cost, CostSum, Move, PolicyComparison, Spread, WhatIf, sums};
use crate::assessment::Figured;
use crate::number::Number;
use crate::value::{Value, date_text};

/// The format's name.
const FORMAT: &str = "meritbook/comparison/v1";

/// Writes what is different.
pub fn json(told: &WhatIf) -> String {
    let policies = told.policies.iter();
    let changes = told.changes.iter().map(|c| {
        json!({
            "policy": c.policy, "part": c.part, "what": c.what,
            "before": c.before, "after": c.after,
        })
    });
    let worked_out = told.worked_out.iter();
    let data = json!({
        "format": FORMAT,
        "internal": true,
        "from": told.window.first.to_string(),
        "to": told.window.last.to_string(),
        "worked_out": worked_out.map(ToString::to_string).collect::<Vec<_>>(),
        "policies": policies.map(|(id, title)| json!({ "id": id, "title": title })).collect::<Vec<_>>(),
        "changes": changes.collect::<Vec<_>>(),
        "clauses": told.clauses,
        "cost": sums(&told.found).iter().map(cost_sum).collect::<Vec<_>>(),
        "results": told.found.iter().map(policy).collect::<Vec<_>>(),
    });
    format!("{data:#}")
}

fn policy(it: &PolicyComparison) -> Json {
    let grades = it.grades.iter().map(|((title, grade), (before, after))| {
        json!({ "title": &**title, "grade": grade, "before": before, "after": after })
    });
    let stretches = it.stretches.iter().map(|s| {
        json!({
            "from": s.from.exact_text(), "to": s.to.exact_text(),
            "before": s.before, "after": s.after,
        })
    });
    let movement = it.movement();
    json!({
        "period": it.period.to_string(),
        "policy": &*it.id,
        "title": it.title,
        "subjects": it.subjects,
        "headline": { "title": &*it.total.0, "unit": &*it.total.1 },
        "movement": {
            "up": movement.up, "down": movement.down, "ranks": movement.ranks,
            "grades": movement.grades, "awards": movement.awards,
            "paid_more": movement.more, "paid_less": movement.less,
        },
        "total": sides(&it.spread, spread),
        "stretches": stretches.collect::<Vec<_>>(),
        "grades": grades.collect::<Vec<_>>(),
        "cost": sides(&it.cost, cost),
        "budget": sides(&it.budget, budget),
        "moves": it.moves.iter().map(one).collect::<Vec<_>>(),
    })
}

fn sides<T>(both: &(Option<T>, Option<T>), of: impl Fn(&T) -> Json) -> Json {
    let (before, after) = (both.0.as_ref().map(&of), both.1.as_ref().map(&of));
    json!({ "before": before, "after": after })
}

fn spread(it: &Spread) -> Json {
    json!({
        "count": it.count,
        "least": it.least.exact_text(),
        "median": it.median.exact_text(),
        "mean": it.mean.exact_text(),
        "most": it.most.exact_text(),
    })
}

fn cost(it: &Cost) -> Json {
    json!({
        "paid": it.paid.exact_text(),
        "prizes": it.prizes.exact_text(),
        "incomplete": it.incomplete,
    })
}

fn budget(it: &Budget) -> Json {
    json!({
        "amount": it.amount.exact_text(),
        "cost": it.cost.exact_text(),
        "over": it.over().map(|over| over.exact_text()),
    })
}

fn cost_sum(it: &CostSum) -> Json {
    json!({
        "policy": &*it.id,
        "title": it.title,
        "periods": it.periods,
        "before": cost(&it.before),
        "after": cost(&it.after),
    })
}

fn one(it: &Move) -> Json {
    let total = it.total.as_ref().map(|t| {
        json!({
            "before": cell(t.before.as_ref()),
            "after": cell(t.after.as_ref()),
            "by": t.by.as_ref().map(Number::exact_text),
        })
    });
    let ranks = it
        .ranks
        .iter()
        .map(|r| json!({ "board": &*r.board, "before": r.before, "after": r.after }));
    let grades = it.grades.iter().map(|g| {
        json!({
            "title": &*g.title,
            "before": cell(g.before.as_ref()),
            "after": cell(g.after.as_ref()),
        })
    });
    let names = |names: &[std::sync::Arc<str>]| -> Vec<String> {
        names.iter().map(ToString::to_string).collect()
    };
    let amount = |n: &Option<Number>| n.as_ref().map(Number::exact_text);
    let paid = it.paid.as_ref();
    json!({
        "id": &*it.id,
        "name": it.name,
        "total": total,
        "ranks": ranks.collect::<Vec<_>>(),
        "grades": grades.collect::<Vec<_>>(),
        "won": names(&it.won),
        "lost": names(&it.lost),
        "meets": names(&it.meets),
        "fails": names(&it.fails),
        "struck": it.struck,
        "spared": it.spared,
        "paid": paid.map(|(before, after)| json!({ "before": amount(before), "after": amount(after) })),
    })
}

/// Writes a value exactly; nothing where it is missing.
fn cell(figure: Option<&Figured>) -> Json {
    match figure.map(|f| &f.cell) {
        Some(Ok(Value::Number(number))) => json!(number.exact_text()),
        Some(Ok(Value::Text(text))) => json!(&**text),
        Some(Ok(Value::Truth(truth))) => json!(truth),
        Some(Ok(Value::Date(date))) => json!(date_text(*date)),
        Some(Err(_)) | None => Json::Null,
    }
}
