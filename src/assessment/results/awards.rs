//! Awards: who has won, for what reason, with which prize.

use std::sync::Arc;

use super::super::result::{AwardResult, Awarded, Winner};
use super::super::shown::Shower;
use crate::data::State;
use crate::figure::Member;
use crate::policy::Award;
use crate::value::{Cell, Missing, Value};

/// Reads off what became of an award.
pub(super) fn award(
    award: &Award,
    shower: &Shower<'_>,
    members: &[Member],
    state: State,
) -> AwardResult {
    let policy = &shower.policy.id;
    let cell = |figure: &str, id: &str| shower.figures.get(policy, figure, id);
    let holds = |figure: &str, id: &str| is_true(cell(figure, id));
    let of = |figure: &Arc<str>| {
        let cells = members.iter().filter_map(|m| cell(figure, &m.id));
        cells.collect::<Vec<&Cell>>()
    };
    let eligible = of(&award.eligible);
    let considered = eligible.iter().filter(|c| c.is_ok()).count();
    let winners: Vec<Winner> = members
        .iter()
        .filter(|m| holds(&award.won, &m.id))
        .map(|m| winner(award, shower, &m.id))
        .collect();
    let outcome = if state == State::Open && !award.first_event {
        Awarded::NotYet
    } else if winners.is_empty() {
        match nobody_can_be_judged(&eligible) {
            Some(missing) => Awarded::Blocked(missing),
            None => Awarded::Nobody,
        }
    } else {
        Awarded::Won(winners)
    };
    AwardResult {
        award: Arc::clone(&award.name),
        outcome,
        considered,
        eligible: eligible.iter().filter(|c| is_true(Some(c))).count(),
    }
}

fn winner(award: &Award, shower: &Shower<'_>, id: &str) -> Winner {
    let given = |condition: &Option<Arc<str>>| match condition {
        None => true,
        Some(figure) => is_true(shower.figures.get(&shower.policy.id, figure, id)),
    };
    Winner {
        id: Arc::from(id),
        keys: award
            .keys
            .iter()
            .filter_map(|(key, _)| shower.figure(key, id))
            .collect(),
        prize: award.prize.as_ref().and_then(|p| shower.figure(p, id)),
        in_kind: award
            .in_kind
            .iter()
            .filter(|(_, condition)| given(condition))
            .map(|(what, _)| what.clone())
            .collect(),
    }
}

/// Returns the first cause where a figure is missing for everybody, so that nobody could win.
fn nobody_can_be_judged(eligible: &[&Cell]) -> Option<Missing> {
    let mut first = None;
    for cell in eligible {
        match cell {
            Ok(_) => return None,
            Err(missing) => first = first.or_else(|| Some(missing.cause().clone())),
        }
    }
    first
}

fn is_true(cell: Option<&Cell>) -> bool {
    matches!(cell, Some(Ok(Value::Truth(true))))
}
