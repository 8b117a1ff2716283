//! What people decide has a name and a reason: a decision without either is a mistake.

use std::sync::Arc;

use super::mistake::DecisionMistake;
use super::result::{Awarded, PolicyResult};
use crate::diagnostic::Diagnostic;
use crate::figure::Figures;
use crate::value::Missing;

/// Tells of awards that are granted or withdrawn without who decided or why.
pub(super) fn check(policies: &[PolicyResult], figures: &Figures) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for result in policies {
        let policy = &result.policy;
        for award in &result.awards {
            let Some(rule) = policy.awards.iter().find(|a| a.name == award.award) else {
                continue;
            };
            let mut look = |figure: &str, id: &str, by: bool| {
                let cell = figures.get(&policy.id, figure, id);
                if let Some(Err(missing)) = cell
                    && let Missing::Blank(place) = missing.cause()
                {
                    let mistake = DecisionMistake::Unsigned {
                        award: rule.name.to_string(),
                        by,
                        place: place.as_ref().clone(),
                    };
                    found.push(mistake.describe());
                }
            };
            let winners = match &award.outcome {
                Awarded::Won(winners) => winners.as_slice(),
                _ => &[],
            };
            for winner in winners.iter().filter(|_| rule.judged) {
                look(&format!("{}.judge", rule.won), &winner.id, true);
                look(&format!("{}.reason", rule.won), &winner.id, false);
            }
            let decided: &[Arc<str>] = rule.withdrawal.as_ref().map_or(&[], |w| &w.decided);
            for withdrawn in &award.withdrawn {
                for (at, figure) in decided.iter().enumerate() {
                    look(figure, &withdrawn.id, at == 0);
                }
            }
        }
    }
    found
}
