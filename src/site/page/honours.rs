//! The wall of honours: the latest winners, every award, every period with who won what.

use serde::Serialize;

use crate::assessment::Awarded;
use crate::site::address::{ALL_AWARDS, FEED, as_workbook, link};
use crate::site::edition::{PublicAward, PublicPeriod, PublicPolicy};
use crate::site::page::award::{self, AwardView};
use crate::site::page::honour::won_by;
use crate::site::shared::{Frame, LinkView, Shared};

/// The wall of honours.
#[derive(Debug, Serialize)]
pub struct HonoursPage {
    frame: Frame,
    /// How many awards were won, by how many.
    lead: String,
    /// The latest period in which something was won.
    latest: Option<LinkView>,
    state: String,
    awards: Vec<AwardView>,
    /// Every award.
    kinds: Vec<KindView>,
    /// Those who have won several times.
    people: Vec<OftenView>,
    /// Every period, the latest first.
    periods: Vec<PeriodHonours>,
    /// All awards as a table, CSV and XLSX.
    sheet: String,
    workbook: String,
    /// The feed; empty where the edition has none.
    feed: String,
}

/// An award with how often it was given.
#[derive(Debug, Serialize)]
struct KindView {
    award: LinkView,
    policy: String,
    times: String,
    /// Its latest winners with the period; empty for an award that nobody has won yet.
    last: String,
}

/// Somebody who has won several times.
#[derive(Debug, Serialize)]
struct OftenView {
    who: LinkView,
    times: String,
}

/// What was won in a period.
#[derive(Debug, Serialize)]
struct PeriodHonours {
    period: LinkView,
    lines: Vec<WonView>,
}

/// An award of a period with its winners.
#[derive(Debug, Serialize)]
struct WonView {
    award: LinkView,
    winners: Vec<LinkView>,
    /// How many more have no name here; may be empty.
    more: String,
    provisional: bool,
}

/// How many people are named who have won several times.
const OFTEN: usize = 12;

/// Shows the wall.
pub fn view(shared: &Shared<'_>, path: &str) -> HonoursPage {
    let words = &shared.words;
    let periods = shared.public.periods();
    let latest = periods.iter().rev().find(|p| won_in(p).next().is_some());
    let settled: Vec<usize> = periods
        .iter()
        .flat_map(won_in)
        .filter(|(_, award)| award.pending.is_empty())
        .map(|(_, award)| award.winners.len())
        .collect();
    HonoursPage {
        frame: shared.frame(path, words.say("honours").to_owned(), "awards"),
        lead: words.fill(
            "honours_lead",
            &[
                ("awards", &words.count("honours_awards", settled.len(), &[])),
                (
                    "winners",
                    &words.count("home_winners", settled.iter().sum(), &[]),
                ),
            ],
        ),
        latest: latest.map(|p| shared.period_link(path, p.period())),
        state: latest.map(|p| shared.state(p)).unwrap_or_default(),
        awards: latest
            .into_iter()
            .flat_map(PublicPeriod::policies)
            .flat_map(|p| award::views(shared, path, p, true))
            .collect(),
        sheet: link(path, &shared.download(ALL_AWARDS)),
        workbook: link(path, &shared.download(&as_workbook(ALL_AWARDS))),
        feed: match shared.public.is_internal() {
            true => String::new(),
            false => link(path, FEED),
        },
        kinds: kinds(shared, path),
        people: often(shared, path),
        periods: periods
            .iter()
            .rev()
            .filter_map(|p| period_honours(shared, path, p))
            .collect(),
    }
}

/// Returns what was won in a period.
fn won_in<'p, 'a>(
    period: &'p PublicPeriod<'a>,
) -> impl Iterator<Item = (&'p PublicPolicy<'a>, &'p PublicAward<'a>)> {
    let policies = period.policies().iter();
    let awards = policies.flat_map(|policy| policy.awards().iter().map(move |a| (policy, a)));
    awards.filter(|(_, award)| matches!(award.outcome, Awarded::Won(_)))
}

fn kinds(shared: &Shared<'_>, path: &str) -> Vec<KindView> {
    let words = &shared.words;
    let mut kinds = Vec::new();
    for id in shared.public.policies().keys() {
        let Some(current) = shared.current(id) else {
            continue;
        };
        for award in &current.awards {
            let periods = shared.public.periods().iter();
            let won = periods.filter_map(|period| {
                let policy = period.policy(id)?;
                let mut awards = policy.awards().iter();
                let won = awards.find(|a| a.award.name == award.name)?;
                matches!(won.outcome, Awarded::Won(_)).then_some((period, won))
            });
            let won: Vec<_> = won.collect();
            let settled = won.iter().filter(|(_, a)| a.pending.is_empty()).count();
            let last = won.iter().rev().find(|(_, a)| a.pending.is_empty());
            kinds.push(KindView {
                award: shared.award_link(path, current, &award.name),
                policy: current.title.clone(),
                times: words.count("honours_times", settled, &[]),
                last: last.map_or_else(String::new, |(period, award)| {
                    let names = award.winners.iter().filter_map(|w| w.who());
                    let names: Vec<String> =
                        names.map(|(id, name, _)| shared.name(id, name)).collect();
                    if names.is_empty() {
                        return shared.period(period.period());
                    }
                    let period = shared.period(period.period());
                    let names = names.join(words.say("list_comma"));
                    words.fill("honours_last", &[("period", &period), ("names", &names)])
                }),
            });
        }
    }
    kinds
}

/// Names those who have won at least twice for good, those with more awards first.
fn often(shared: &Shared<'_>, path: &str) -> Vec<OftenView> {
    let periods = shared.public.periods();
    let mut counted: Vec<(usize, &str, &str)> = Vec::new();
    for person in shared.public.people().values() {
        let wins = person.wins.iter();
        let wins = wins.filter(|[period, policy, award, winner]| {
            let policy = periods.get(*period).and_then(|p| p.policies().get(*policy));
            let award = policy.and_then(|p| p.awards().get(*award));
            let winner = award.and_then(|a| a.winners.get(*winner));
            award.is_some_and(|a| a.pending.is_empty())
                && winner.is_some_and(|w| w.winner.withdrawn.is_none())
        });
        let wins = wins.count();
        if wins > 1 {
            counted.push((wins, &person.id, &person.name));
        }
    }
    counted.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    // Equal ones stay together.
    let last = counted.get(OFTEN - 1).map_or(0, |c| c.0);
    let among = counted.iter().filter(|c| c.0 >= last);
    among
        .map(|(wins, id, name)| OftenView {
            who: shared.person(path, id, name),
            times: shared.words.count("honours_wins", *wins, &[]),
        })
        .collect()
}

fn period_honours(
    shared: &Shared<'_>,
    path: &str,
    period: &PublicPeriod<'_>,
) -> Option<PeriodHonours> {
    let lines = won_in(period).map(|(policy, award)| {
        let (winners, more) = won_by(shared, path, policy, award);
        WonView {
            award: shared.award_link(path, policy.policy(), &award.award.name),
            winners,
            more,
            provisional: !award.pending.is_empty(),
        }
    });
    let lines: Vec<WonView> = lines.collect();
    (!lines.is_empty()).then(|| PeriodHonours {
        period: shared.period_link(path, period.period()),
        lines,
    })
}
