//! Awards: who won and why, in a sentence.

use serde::Serialize;

use crate::assessment::{Awarded, Figured, Pending};
use crate::data::State;
use crate::site::edition::{Cause, PublicAward, PublicPolicy, PublicWinner};
use crate::site::format;
use crate::site::shared::{LinkView, Shared};

/// An award of a period.
#[derive(Debug, Serialize)]
pub struct AwardView {
    /// The name, with the award's page.
    pub name: LinkView,
    /// Whether it is provisional.
    pub provisional: bool,
    /// Why, beside the state of its own period, which stands on the page; may be empty.
    pub pending: String,
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
    /// Earlier awards that are withdrawn or put before those who decide, where that may be seen.
    pub lookback: Vec<String>,
}

/// A winner.
#[derive(Debug, Serialize)]
pub struct WinnerView {
    /// Who.
    pub who: LinkView,
    /// The team.
    pub team: LinkView,
    /// Whether the name tells the team already, since others have the same name.
    pub apart: bool,
    /// What it was won with.
    pub reason: String,
    /// The prizes; may be empty.
    pub prize: String,
    /// That it was withdrawn since, where that may be seen; empty for what stands.
    pub withdrawn: String,
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

/// Shows an award of a period.
pub fn view(
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
    let considered = if policy.is_about_people() {
        "award_considered"
    } else {
        "award_considered_teams"
    };
    let outcome = match award.outcome {
        Awarded::Won(_) => unnamed_said(shared, winners.len(), unnamed),
        Awarded::Nobody => words.say("award_nobody").to_owned(),
        Awarded::NotYet if award.pending.contains(&Pending::Decision) => {
            words.say("award_undecided").to_owned()
        }
        Awarded::NotYet => words.say("award_not_yet").to_owned(),
        Awarded::Blocked(missing) => {
            let cause = format::cause(words, &Cause::of(missing));
            words.fill("award_blocked", &[("cause", &cause)])
        }
    };
    AwardView {
        name: shared.award_link(page, policy.policy(), &award.award.name),
        provisional: is_shown(award) && !award.pending.is_empty(),
        pending: if is_shown(award) {
            let others = award.pending.iter();
            let others = others.filter(|p| !matches!(p, Pending::Period(_)));
            why_provisional(shared, others)
        } else {
            String::new()
        },
        lookback: lookback(shared, award),
        policy: policy.policy().title.clone(),
        winners,
        outcome,
        gate: shared.say(&award.award.gate).to_owned(),
        considered: words.count(considered, award.considered, &[]),
        given: award.award.given.clone().unwrap_or_default(),
    }
}

/// Says how many winners have no name here, beside those who have; may be empty.
pub fn unnamed_said(shared: &Shared<'_>, named: usize, unnamed: usize) -> String {
    match (named, unnamed) {
        (_, 0) => String::new(),
        (0, n) => shared.words.count("award_unnamed_only", n, &[]),
        (_, n) => shared.words.count("award_unnamed", n, &[]),
    }
}

/// Says why an award is provisional; nothing for what is final or has no result yet.
pub fn provisional(shared: &Shared<'_>, award: &PublicAward<'_>) -> String {
    let pending = award.pending.iter().filter(|_| is_shown(award));
    why_provisional(shared, pending)
}

fn is_shown(award: &PublicAward<'_>) -> bool {
    matches!(award.outcome, Awarded::Won(_) | Awarded::Nobody)
}

/// Says why something is provisional; nothing for what is final.
pub fn why_provisional<'p>(
    shared: &Shared<'_>,
    pending: impl Iterator<Item = &'p Pending>,
) -> String {
    let words = &shared.words;
    let why = pending.map(|pending| match pending {
        Pending::Period(State::Open) => words.say("pending_open").to_owned(),
        Pending::Period(State::CutOff) => words.say("pending_cut_off").to_owned(),
        Pending::Period(State::Provisional | State::Final) => {
            words.say("pending_provisional").to_owned()
        }
        Pending::Earlier(periods) => {
            let list = periods.iter().map(|p| shared.period(*p));
            let list: Vec<String> = list.collect();
            words.fill(
                "pending_earlier",
                &[("periods", &list.join(words.say("list_comma")))],
            )
        }
        Pending::Missing { cause, subjects } => {
            let cause = format::cause(words, &Cause::of(cause));
            words.count("pending_missing", *subjects, &[("cause", &cause)])
        }
        Pending::Decision => words.say("pending_decision").to_owned(),
    });
    let why: Vec<String> = why.collect();
    if why.is_empty() {
        return String::new();
    }
    words.fill(
        "provisional_why",
        &[("why", &why.join(words.say("semicolon")))],
    )
}

/// Says from whom an earlier award is withdrawn, and what is put before those who decide.
fn lookback(shared: &Shared<'_>, award: &PublicAward<'_>) -> Vec<String> {
    let words = &shared.words;
    let mut lines: Vec<String> = award
        .withdrawn
        .iter()
        .map(|(name, withdrawn)| {
            let of: Vec<String> = withdrawn.of.iter().map(|p| shared.period(*p)).collect();
            let of = of.join(words.say("list_comma"));
            let name = shared.name(&withdrawn.id, name);
            let mut line = words.fill("award_withdrawn_line", &[("name", &name), ("periods", &of)]);
            if !withdrawn.decided.is_empty() {
                let decided: Vec<&Figured> = withdrawn.decided.iter().collect();
                line += words.say("comma");
                line += &reason(shared, &decided);
            }
            if let Some(charged) = &withdrawn.charged {
                let amount = format::figure_with_unit(words, charged);
                line += words.say("comma");
                line += &words.fill("award_charged", &[("amount", &amount)]);
            }
            line
        })
        .collect();
    if !award.flagged.is_empty() {
        let flagged = award.flagged.iter();
        let names: Vec<String> = flagged.map(|(id, name)| shared.name(id, name)).collect();
        let names = names.join(words.say("list_comma"));
        lines.push(words.fill("award_flagged", &[("names", &names)]));
    }
    lines
}

/// Shows a winner; `None` for somebody whom the edition does not name.
pub fn winner_view(
    shared: &Shared<'_>,
    page: &str,
    policy: &PublicPolicy<'_>,
    winner: &PublicWinner<'_>,
) -> Option<WinnerView> {
    let (id, name, team) = winner.who()?;
    let words = &shared.words;
    Some(WinnerView {
        who: shared.subject(page, policy.policy().subject, id, name),
        apart: shared.public.apart(id).is_some_and(|a| !a.team.is_empty()),
        team: if team.is_empty() {
            LinkView {
                text: String::new(),
                href: String::new(),
            }
        } else {
            shared.team(page, team)
        },
        reason: reason(shared, &winner.reasons),
        prize: prize(shared, winner),
        withdrawn: winner.winner.withdrawn.map_or_else(String::new, |period| {
            let period = shared.period(period);
            words.fill("award_withdrawn", &[("period", &period)])
        }),
    })
}

/// Writes what an award was won with: `回款额 98,600 元，目标完成率 123.25%`.
pub fn reason(shared: &Shared<'_>, keys: &[&Figured]) -> String {
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

/// Writes what a winner gets: `奖金 1,000 元，荣誉证书`; may be empty.
pub fn prize(shared: &Shared<'_>, winner: &PublicWinner<'_>) -> String {
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
