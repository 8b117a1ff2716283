//! Awards: who won and why, in a sentence.

use serde::Serialize;

use crate::assessment::{Awarded, Figured};
use crate::site::edition::{Cause, PublicAward, PublicPolicy, PublicWinner};
use crate::site::format;
use crate::site::shared::{LinkView, Shared};

/// An award of a period.
#[derive(Debug, Serialize)]
pub struct AwardView {
    /// The name.
    pub name: String,
    /// The policy's title.
    pub policy: String,
    /// The winners.
    pub winners: Vec<WinnerView>,
    /// What there is to say where nobody has won, or how many more winners have no name here.
    pub outcome: String,
    /// Who may have it.
    pub gate: String,
    /// How many took part.
    pub considered: String,
    /// When and where it is handed out; may be empty.
    pub given: String,
}

/// A winner.
#[derive(Debug, Serialize)]
pub struct WinnerView {
    /// Who.
    pub who: LinkView,
    /// The team.
    pub team: LinkView,
    /// What it was won with.
    pub reason: String,
    /// The prizes; may be empty.
    pub prize: String,
}

/// Shows the awards of a policy; those that are not decided yet are left out while `only_won`.
pub fn views(
    shared: &Shared<'_>,
    page: &str,
    policy: &PublicPolicy<'_>,
    only_won: bool,
) -> Vec<AwardView> {
    policy
        .awards()
        .iter()
        .filter(|a| !only_won || !a.winners.is_empty())
        .map(|award| view(shared, page, policy, award))
        .collect()
}

fn view(
    shared: &Shared<'_>,
    page: &str,
    policy: &PublicPolicy<'_>,
    award: &PublicAward<'_>,
) -> AwardView {
    let words = &shared.words;
    let winners: Vec<WinnerView> = award
        .winners
        .iter()
        .filter_map(|w| winner_view(shared, page, policy, w))
        .collect();
    let unnamed = award.winners.len() - winners.len();
    let outcome = match award.outcome {
        Awarded::Won(_) if unnamed > 0 => words.count("award_unnamed", unnamed, &[]),
        Awarded::Won(_) => String::new(),
        Awarded::Nobody => words.say("award_nobody").to_owned(),
        Awarded::NotYet => words.say("award_not_yet").to_owned(),
        Awarded::Blocked(missing) => {
            let cause = format::cause(words, &Cause::of(missing));
            words.fill("award_blocked", &[("cause", &cause)])
        }
    };
    AwardView {
        name: award.award.name.to_string(),
        policy: policy.policy().title.clone(),
        winners,
        outcome,
        gate: shared.say(&award.award.gate).to_owned(),
        considered: words.count("award_considered", award.considered, &[]),
        given: award.award.given.clone().unwrap_or_default(),
    }
}

fn winner_view(
    shared: &Shared<'_>,
    page: &str,
    policy: &PublicPolicy<'_>,
    winner: &PublicWinner<'_>,
) -> Option<WinnerView> {
    let (id, name, team) = winner.who?;
    Some(WinnerView {
        who: shared.subject(page, policy.policy().subject, id, name),
        team: if team.is_empty() {
            LinkView {
                text: String::new(),
                href: String::new(),
            }
        } else {
            shared.team(page, team)
        },
        reason: reason(shared, &winner.winner.keys),
        prize: prize(shared, winner),
    })
}

/// Writes what an award was won with: `回款额 98,600 元，目标完成率 123.25%`.
pub fn reason(shared: &Shared<'_>, keys: &[Figured]) -> String {
    let words = &shared.words;
    let parts: Vec<String> = keys
        .iter()
        .map(|key| {
            let value = format::figure_with_unit(words, key);
            words.fill("award_key", &[("title", &key.title), ("value", &value)])
        })
        .collect();
    parts.join(words.say("comma"))
}

fn prize(shared: &Shared<'_>, winner: &PublicWinner<'_>) -> String {
    let words = &shared.words;
    let money = winner
        .winner
        .prize
        .as_ref()
        .map(|prize| format::figure_with_unit(words, prize))
        .map(|amount| words.fill("award_prize", &[("amount", &amount)]));
    let kind = winner.winner.in_kind.iter().cloned();
    let all: Vec<String> = money.into_iter().chain(kind).collect();
    all.join(words.say("comma"))
}
