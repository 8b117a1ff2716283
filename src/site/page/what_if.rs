//! The first page of a what-if: which rules differ, what it costs, and what comes of it by period
//! and policy.

use std::collections::BTreeMap;

use serde::Serialize;

use super::what_if_part::{self, PartView};
use crate::comparison::{Budget, Change, Cost, PolicyComparison, WhatIf, json, sums};
use crate::number::Number;
use crate::site::address::link;
use crate::site::page::pay::Money;
use crate::site::page::table::Numbers;
use crate::site::shared::{Frame, LinkView, Shared};
use crate::site::sheet::{Field, Table};
use crate::site::{desk_sheet, download};

/// The path of the first page, in the place of the front page.
pub const PATH: &str = "index.html";
/// The path of the differences as data.
pub const DATA: &str = "what-if.json";
/// The path of the differences as a workbook.
pub const TABLE: &str = "differences.xlsx";
/// How many periods and policies the first page shows with their charts and people; where there are
/// more, these stand on pages of their own alone.
const MOST_WHOLE: usize = 6;
/// How many people of each the first page shows.
const MOST_PEOPLE: usize = 10;

/// The first page.
#[derive(Debug, Serialize)]
pub struct WhatIfPage {
    frame: Frame,
    title: String,
    lead: String,
    /// How to read it.
    notes: Vec<String>,
    rules: Vec<RulesView>,
    clauses: String,
    costs: Vec<CostView>,
    parts: Vec<PartView>,
    same: bool,
    /// The tables and the numbers of the charts as a workbook.
    workbook: String,
    /// The differences as data; empty where the edition does not show them whole.
    data: String,
}

/// The rules of a policy that differ.
#[derive(Debug, Serialize)]
struct RulesView {
    policy: LinkView,
    changes: Vec<ChangeView>,
}

/// A rule that differs.
#[derive(Debug, Serialize)]
struct ChangeView {
    part: String,
    what: String,
    before: String,
    after: String,
}

/// What a policy costs by period and in sum.
#[derive(Debug, Serialize)]
struct CostView {
    policy: String,
    rows: Vec<CostRow>,
    /// The sum; `None` of one period.
    sum: Option<CostRow>,
    /// Whether any period has a budget.
    budgets: bool,
    /// Those whose pay is not known; may be empty.
    incomplete: String,
}

/// What a policy costs in a period.
#[derive(Debug, Serialize)]
struct CostRow {
    period: String,
    before: String,
    after: String,
    by: String,
    prizes_before: String,
    prizes_after: String,
    /// The prizes against the budget, before and after; may be empty.
    budget: String,
    /// Whether the prizes are beyond the budget after.
    over: bool,
}

/// Shows a what-if; `None` on a site of results.
pub fn view(shared: &Shared<'_>, path: &str) -> Option<WhatIfPage> {
    let public = shared.what_if.as_ref()?;
    let what_if = public.get();
    let words = &shared.words;
    let title = title(shared, what_if);
    let whole = is_whole(what_if);
    let mut notes = vec![words.say("what_if_note_data").to_owned()];
    if let (Some(from), Some(to)) = (what_if.worked_out.first(), what_if.worked_out.last()) {
        let (from, to) = (shared.period(*from), shared.period(*to));
        notes.push(words.fill("what_if_note_months", &[("from", &from), ("to", &to)]));
    }
    if !public.is_whole() {
        notes.push(words.say("what_if_note_names").to_owned());
    }
    Some(WhatIfPage {
        frame: shared.frame(path, title.clone(), "what-if"),
        lead: words.say("what_if_lead").to_owned(),
        notes,
        rules: rules(shared, path, what_if),
        clauses: what_if.clauses.join(words.say("list_comma")),
        costs: costs(shared, what_if),
        parts: public
            .parts()
            .map(|(one, movement)| {
                let most = if whole { MOST_PEOPLE } else { 0 };
                what_if_part::part(shared, path, (one, movement), (whole, most))
            })
            .collect(),
        same: what_if.found.iter().all(|c| !c.is_different()),
        workbook: link(path, &shared.download(TABLE)),
        data: match public.is_whole() {
            true => link(path, DATA),
            false => String::new(),
        },
        title,
    })
}

/// Tells whether the first page shows every period and policy with its chart and people.
fn is_whole(what_if: &WhatIf) -> bool {
    what_if.found.len() <= MOST_WHOLE
}

/// Makes the tables of the first page: which rules differ, what it costs, the numbers of its charts.
pub fn tables(shared: &Shared<'_>) -> Vec<Table> {
    let Some(public) = &shared.what_if else {
        return Vec::new();
    };
    let what_if = public.get();
    let shown = || public.parts().filter(|_| is_whole(what_if)).enumerate();
    let numbers = shown().flat_map(|(_, (one, _))| what_if_part::numbers(shared, one));
    let numbers: Vec<Numbers> = numbers.collect();
    let moves = shown().filter_map(|(at, _)| what_if_part::table(shared, at));
    let tables = [
        rules_table(shared, what_if),
        costs_table(shared, what_if),
        download::numbers(shared, numbers),
    ];
    let tables = tables.into_iter().chain(moves);
    tables.filter(|t| !t.rows.is_empty()).collect()
}

fn rules_table(shared: &Shared<'_>, what_if: &WhatIf) -> Table {
    let rows = rules(shared, "", what_if).into_iter().flat_map(|of| {
        let row = move |change: ChangeView| {
            vec![
                Field::text(&of.policy.text),
                Field::text(change.part),
                Field::text(change.what),
                Field::text(change.before),
                Field::text(change.after),
            ]
        };
        of.changes.into_iter().map(row)
    });
    let keys = [
        "rules_policy",
        "what_if_part",
        "what_if_rule",
        "what_if_before",
        "what_if_after",
    ];
    desk_sheet::table(shared, "what_if_rules", &keys, rows.collect())
}

/// Makes the table of what it costs: a row for each policy in each period. There is no sum of policies:
/// one may pay the prizes of another.
fn costs_table(shared: &Shared<'_>, what_if: &WhatIf) -> Table {
    let rows = what_if.found.iter().filter_map(|of| {
        let (before, after) = of.costs()?;
        let money = Money::of(shared, shared.current(&of.id)?);
        let amount = |amount: &Number| Field::number(money.plain(amount), "");
        Some(vec![
            Field::text(&of.title),
            Field::text(of.period.to_string()),
            amount(&before.paid),
            amount(&after.paid),
            amount(&after.paid.minus(&before.paid)),
            amount(&before.prizes),
            amount(&after.prizes),
            match row(shared, &money, of).map(|row| row.budget) {
                Some(budget) if !budget.is_empty() => Field::text(budget),
                _ => Field::Blank,
            },
        ])
    });
    let keys = [
        "rules_policy",
        "period",
        "what_if_before",
        "what_if_after",
        "what_if_difference",
        "what_if_prizes_before",
        "what_if_prizes_after",
        "what_if_budget",
    ];
    let mut made = desk_sheet::table(shared, "what_if_cost", &keys, rows.collect());
    made.notes = vec![shared.words.say("what_if_cost_about").to_owned()];
    made
}

/// Writes the title: `试算：2026年8月至2026年10月`.
pub fn title(shared: &Shared<'_>, what_if: &WhatIf) -> String {
    let (first, last) = (what_if.window.first, what_if.window.last);
    let (from, to) = (shared.period(first), shared.period(last));
    match first == last {
        true => shared.words.fill("what_if_title_one", &[("period", &from)]),
        false => {
            let parts = [("from", from.as_str()), ("to", to.as_str())];
            shared.words.fill("what_if_title", &parts)
        }
    }
}

/// Writes the differences as data.
pub fn data(shared: &Shared<'_>) -> Vec<u8> {
    let what_if = shared.what_if.as_ref();
    let text = what_if.map(|public| json(public.get()) + "\n");
    text.unwrap_or_default().into_bytes()
}

fn rules(shared: &Shared<'_>, path: &str, what_if: &WhatIf) -> Vec<RulesView> {
    let none = shared.words.say("what_if_none");
    let text = |text: &Option<String>| text.clone().unwrap_or_else(|| none.to_owned());
    let mut by_policy: BTreeMap<&str, Vec<&Change>> = BTreeMap::new();
    for change in &what_if.changes {
        by_policy.entry(&change.policy).or_default().push(change);
    }
    let of = what_if.policies.iter().map(|(id, title)| RulesView {
        policy: match shared.current(id) {
            Some(policy) => shared.policy_link(path, policy),
            None => LinkView {
                text: title.clone(),
                href: String::new(),
            },
        },
        changes: by_policy
            .get(id.as_str())
            .into_iter()
            .flatten()
            .map(|change| ChangeView {
                part: change.part.clone(),
                what: change.what.clone(),
                before: text(&change.before),
                after: text(&change.after),
            })
            .collect(),
    });
    of.collect()
}

fn costs(shared: &Shared<'_>, what_if: &WhatIf) -> Vec<CostView> {
    let mut costs = Vec::new();
    for sum in sums(&what_if.found) {
        let Some(rules) = shared.current(&sum.id) else {
            continue;
        };
        let money = Money::of(shared, rules);
        let of = what_if.found.iter().filter(|c| c.id == sum.id);
        let rows: Vec<CostRow> = of.clone().filter_map(|c| row(shared, &money, c)).collect();
        let words = &shared.words;
        let incomplete = (sum.before.incomplete, sum.after.incomplete);
        costs.push(CostView {
            policy: sum.title.clone(),
            budgets: rows.iter().any(|r| !r.budget.is_empty()),
            sum: (rows.len() > 1).then(|| {
                let name = words.say("what_if_sum").to_owned();
                amounts(&money, name, (&sum.before, &sum.after), String::new())
            }),
            incomplete: match incomplete {
                (0, 0) => String::new(),
                (before, after) => words.fill(
                    "what_if_incomplete",
                    &[
                        ("before", &before.to_string()),
                        ("after", &after.to_string()),
                    ],
                ),
            },
            rows,
        });
    }
    costs
}

fn row(shared: &Shared<'_>, money: &Money, of: &PolicyComparison) -> Option<CostRow> {
    let (before, after) = of.costs()?;
    let words = &shared.words;
    let side = |budget: &Option<Budget>| match budget {
        None => words.say("what_if_no_budget").to_owned(),
        Some(budget) => {
            let (cost, amount) = (money.write(&budget.cost), money.write(&budget.amount));
            let parts = [("cost", cost.as_str()), ("amount", amount.as_str())];
            match budget.over() {
                Some(over) => {
                    let over = money.write(&over);
                    let [cost, amount] = parts;
                    words.fill("what_if_over", &[cost, amount, ("over", &over)])
                }
                None => words.fill("what_if_within", &parts),
            }
        }
    };
    let budget = match &of.budget {
        (None, None) => String::new(),
        (was, is) => words.fill(
            "what_if_change",
            &[("before", &side(was)), ("after", &side(is))],
        ),
    };
    let name = shared.period(of.period);
    let over = of.budget.1.as_ref().and_then(Budget::over).is_some();
    Some(CostRow {
        over,
        ..amounts(money, name, (&before, &after), budget)
    })
}

fn amounts(
    money: &Money,
    period: String,
    (before, after): (&Cost, &Cost),
    budget: String,
) -> CostRow {
    let by: Number = after.paid.minus(&before.paid);
    CostRow {
        period,
        before: money.write(&before.paid),
        after: money.write(&after.paid),
        by: money.change(&by),
        prizes_before: money.write(&before.prizes),
        prizes_after: money.write(&after.prizes),
        budget,
        over: false,
    }
}
