//! Prizes against their budget: it must be one amount, and what costs more is told.

use super::mistake::BudgetMistake;
use super::result::PeriodResult;
use crate::diagnostic::Diagnostic;
use crate::value::Value;

/// Checks the budgets of a period.
pub(super) fn check(result: &PeriodResult) -> Vec<Diagnostic> {
    let mut said = Vec::new();
    for found in &result.policies {
        let policy = &found.policy;
        let (Some(rule), Some(budget)) = (&policy.budget, &found.budget) else {
            continue;
        };
        let cell = |id: &str| result.figures.get(&policy.id, &rule.amount, id);
        let mut others = found.subjects.iter().filter_map(|s| cell(&s.id));
        let differs = |other: &&_| matches!((other, &budget.amount.cell), (Ok(a), Ok(b)) if a != b);
        let place = rule.place.clone();
        let mistake = if others.any(|other| differs(&other)) {
            BudgetMistake::Differs {
                policy: policy.title.clone(),
                period: result.period,
                place,
            }
        } else {
            let (Ok(Value::Number(amount)), Ok(Value::Number(cost))) =
                (&budget.amount.cell, &budget.cost.cell)
            else {
                continue;
            };
            if cost <= amount {
                continue;
            }
            BudgetMistake::Over {
                policy: policy.title.clone(),
                period: result.period,
                amount: budget.amount.shown.clone().unwrap_or_default(),
                cost: budget.cost.shown.clone().unwrap_or_default(),
                scales: rule.scales,
                place,
            }
        };
        let code = mistake.code();
        let accepted = policy
            .lint
            .accepted
            .iter()
            .any(|(accepted, _)| accepted == code);
        if !accepted {
            said.push(mistake.describe());
        }
    }
    said
}
