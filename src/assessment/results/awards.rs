//! Awards: who has won, for what reason, with which prize; what was withdrawn since.

use std::sync::Arc;

use super::super::pending::Waiting;
use super::super::result::{AwardResult, Awarded, PeriodResult, Winner, Withdrawn};
use super::super::shown::Shower;
use crate::data::State;
use crate::figure::Member;
use crate::period::Period;
use crate::policy::{Award, Withdrawal};
use crate::value::{Cell, Missing, Value};

/// Reads off what became of an award.
pub(super) fn award(
    award: &Award,
    shower: &Shower<'_>,
    members: &[Member],
    waiting: &Waiting<'_>,
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
    let undecided = award.judged && winners.is_empty() && waiting.state != State::Final;
    let open = waiting.state == State::Open && !award.first_event;
    let outcome = if open || undecided {
        Awarded::NotYet
    } else if winners.is_empty() {
        match nobody_can_be_judged(&eligible) {
            Some(missing) => Awarded::Blocked(missing),
            None => Awarded::Nobody,
        }
    } else {
        Awarded::Won(winners)
    };
    let among = |figure: &Arc<str>| -> Vec<Arc<str>> {
        let ids = members.iter().map(|m| &m.id);
        ids.filter(|id| holds(figure, id)).cloned().collect()
    };
    // While a period is open, what is asked of it may still come about.
    let closed = waiting.state != State::Open;
    let withdrawal = award.withdrawal.as_ref().filter(|_| closed);
    AwardResult {
        award: Arc::clone(&award.name),
        outcome,
        considered,
        eligible: eligible.iter().filter(|c| is_true(Some(c))).count(),
        pending: waiting.award(shower.policy, award, undecided),
        withdrawn: withdrawal
            .map(|w| (w, among(&w.withdrawn)))
            .into_iter()
            .flat_map(|(w, ids)| ids.into_iter().map(move |id| withdrawn(w, shower, id)))
            .collect(),
        flagged: withdrawal
            .and_then(|w| w.flagged.as_ref())
            .map(among)
            .unwrap_or_default(),
    }
}

fn withdrawn(withdrawal: &Withdrawal, shower: &Shower<'_>, id: Arc<str>) -> Withdrawn {
    let decided = withdrawal.decided.iter();
    let decided = decided.filter_map(|figure| shower.figure(figure, &id));
    Withdrawn {
        decided: decided.filter(|figure| figure.cell.is_ok()).collect(),
        charged: withdrawal
            .charged
            .as_ref()
            .and_then(|figure| shower.figure(figure, &id)),
        of: Vec::new(),
        id,
    }
}

/// Tells of the awards of earlier periods that later ones withdraw; those that a final period
/// withdraws are marked.
pub(in super::super) fn mark_withdrawn(periods: &mut [PeriodResult]) {
    for at in 0..periods.len() {
        let (earlier, now) = periods.split_at_mut(at);
        let Some(now) = now.first_mut() else { continue };
        for policy in &mut now.policies {
            let id = Arc::clone(&policy.policy.id);
            for award in &mut policy.awards {
                let rule = policy.policy.awards.iter();
                let mut rule = rule.filter(|a| a.name == award.award);
                let Some(withdrawal) = rule.next().and_then(|a| a.withdrawal.as_ref()) else {
                    continue;
                };
                let back = i32::try_from(withdrawal.within).unwrap_or(0);
                let first = now.period.later(-back);
                for withdrawn in &mut award.withdrawn {
                    let since = earlier.iter_mut().rev();
                    let since = since.take_while(|p| first.is_some_and(|first| p.period >= first));
                    let since = since.filter(|p| p.period.level() == now.period.level());
                    for then in since {
                        let by = (now.period, now.state == State::Final);
                        if take(then, &id, &award.award, &withdrawn.id, by) {
                            withdrawn.of.push(then.period);
                        }
                    }
                }
            }
        }
    }
}

/// Marks one winner of an earlier period, where the withdrawal is final; tells whether there was one whose award still stood.
fn take(
    then: &mut PeriodResult,
    policy: &Arc<str>,
    award: &Arc<str>,
    id: &Arc<str>,
    (now, is_final): (Period, bool),
) -> bool {
    let mut policies = then.policies.iter_mut();
    let Some(policy) = policies.find(|p| p.policy.id == *policy) else {
        return false;
    };
    let awards = policy.awards.iter_mut().filter(|a| a.award == *award);
    for award in awards {
        if let Awarded::Won(winners) = &mut award.outcome
            && let Some(winner) = winners.iter_mut().find(|w| w.id == *id)
            && winner.withdrawn.is_none()
        {
            winner.withdrawn = is_final.then_some(now);
            return true;
        }
    }
    false
}

fn winner(award: &Award, shower: &Shower<'_>, id: &str) -> Winner {
    let given = |condition: &Option<Arc<str>>| match condition {
        None => true,
        Some(figure) => is_true(shower.figures.get(&shower.policy.id, figure, id)),
    };
    Winner {
        id: Arc::from(id),
        keys: award
            .reasons
            .iter()
            .filter_map(|figure| shower.figure(figure, id))
            .filter(|figure| figure.cell.is_ok())
            .collect(),
        prize: award.prize.as_ref().and_then(|p| shower.figure(p, id)),
        in_kind: award
            .in_kind
            .iter()
            .filter(|(_, condition)| given(condition))
            .map(|(what, _)| what.clone())
            .collect(),
        withdrawn: None,
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
