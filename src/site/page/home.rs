//! The home page: the latest period in a sentence, its main awards, the first ten beside the teams,
//! what is new in the rules, the archive.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde::Serialize;

use crate::period::Level;
use crate::site::address::{Addresses, link};
use crate::site::edition::{PublicPeriod, PublicPolicy};
use crate::site::format;
use crate::site::page::archive::{CellView, period_cell, sentence};
use crate::site::page::award::{self, AwardView};
use crate::site::page::board::{self, BoardView};
use crate::site::page::comparison;
use crate::site::page::news::{self, NewsView};
use crate::site::page::table::ChartView;
use crate::site::shared::{Frame, LinkView, Shared};

/// The home page.
#[derive(Debug, Serialize)]
pub struct HomePage {
    frame: Frame,
    /// The latest period; `None` on a site without results.
    latest: Option<LatestView>,
    /// The policies in force.
    policies: Vec<PolicyLine>,
    /// The latest months.
    archive: Vec<CellView>,
}

/// The latest period.
#[derive(Debug, Serialize)]
struct LatestView {
    name: String,
    href: String,
    state: String,
    sentence: String,
    /// The main awards, at most one a policy.
    awards: Vec<AwardView>,
    /// The other awards that were won.
    others: Vec<AwardView>,
    /// Whether none of them is settled, so that it is said once.
    all_provisional: bool,
    /// The board that most people stand on.
    board: Option<BoardView>,
    /// The teams under that policy, else how everybody did.
    chart: Option<ChartView>,
    /// The other boards, each with its first.
    heads: Vec<HeadView>,
    /// The latest quarter, half-year and year.
    longer: Vec<CellView>,
    /// What is new in the rules.
    news: Vec<NewsView>,
}

/// A board with those who are first on it.
#[derive(Debug, Serialize)]
struct HeadView {
    board: LinkView,
    policy: String,
    first: Vec<LinkView>,
    value: String,
}

/// A policy in force.
#[derive(Debug, Serialize)]
struct PolicyLine {
    policy: LinkView,
    since: String,
}

/// How many rows of the board are shown.
const FIRST: usize = 10;
/// How many awards are shown large.
const MAIN: usize = 3;
/// How many months are listed.
const PERIODS: usize = 6;

/// Shows the home page.
pub fn view(shared: &Shared<'_>, path: &str) -> HomePage {
    let settings = shared.public.settings();
    HomePage {
        frame: shared.frame(path, settings.title.clone(), "home"),
        latest: shared.public.latest().map(|p| latest(shared, path, p)),
        policies: policies(shared, path),
        archive: shared
            .public
            .last_of(Level::Month, PERIODS)
            .into_iter()
            .rev()
            .map(|p| period_cell(shared, path, p))
            .collect(),
    }
}

fn latest(shared: &Shared<'_>, path: &str, period: &PublicPeriod<'_>) -> LatestView {
    let link = shared.period_link(path, period.period());
    let (awards, others) = awards(shared, path, period);
    let won = || awards.iter().chain(&others).map(|a| a.winners.len());
    let policies = by_weight(period);
    // The first is the policy of most people that has teams to compare, else that of most people.
    let with_board = |p: &&&PublicPolicy<'_>| p.boards().iter().any(|b| !b.rows.is_empty());
    let lead = policies
        .iter()
        .filter(with_board)
        .find(|p| comparison::teams(shared, p).is_some())
        .or_else(|| policies.iter().find(with_board));
    let lead = lead.and_then(|p| Some((*p, p.boards().iter().find(|b| !b.rows.is_empty())?)));
    LatestView {
        news: news::lines(shared, path, period),
        name: link.text,
        state: format::state_in(
            &shared.words,
            period.stage(),
            (period.data_until(), period.objections_until()),
            Some(period.period().year()),
        ),
        sentence: sentence(shared, period, won().sum()),
        longer: shared
            .public
            .current()
            .into_iter()
            .filter(|p| p.period() != period.period())
            .map(|p| period_cell(shared, path, p))
            .collect(),
        board: lead.map(|(p, b)| board::view(shared, path, period, p, b, Some(FIRST))),
        chart: lead.and_then(|(p, _)| chart(shared, path, (period, p))),
        heads: heads(shared, path, period, lead.map(|(p, b)| board::anchor(p, b))),
        href: link.href,
        all_provisional: awards.iter().chain(&others).all(|a| a.provisional),
        awards,
        others,
    }
}

/// Shows teams side by side, else how a policy's results are spread; its numbers lie beside those of
/// the period's own charts.
fn chart(
    shared: &Shared<'_>,
    path: &str,
    (period, policy): (&PublicPeriod<'_>, &PublicPolicy<'_>),
) -> Option<ChartView> {
    let chart = comparison::teams(shared, policy).or(comparison::spread(shared, policy))?;
    let sheet = shared.download(&Addresses::charts(period.period()));
    Some(ChartView {
        sheet: link(path, &sheet),
        ..chart
    })
}

/// Returns a period's policies, those of most people first.
fn by_weight<'p, 'a>(period: &'p PublicPeriod<'a>) -> Vec<&'p PublicPolicy<'a>> {
    let mut policies: Vec<_> = period.policies().iter().collect();
    policies.sort_by_key(|p| Reverse((p.is_about_people(), p.rated_ids().count())));
    policies
}

/// Returns the main awards, one a policy beginning with that of most people and a different winner
/// each, and all others that were won.
fn awards(
    shared: &Shared<'_>,
    path: &str,
    period: &PublicPeriod<'_>,
) -> (Vec<AwardView>, Vec<AwardView>) {
    let (mut main, mut others) = (Vec::new(), Vec::new());
    let mut named: BTreeSet<String> = BTreeSet::new();
    for policy in by_weight(period) {
        let mut taken = main.len() >= MAIN;
        for view in award::views(shared, path, policy, true) {
            let alone = match view.winners.as_slice() {
                [one] => !one.reason.is_empty() && !named.contains(&one.who.text),
                _ => false,
            };
            if alone && !taken {
                named.extend(view.winners.iter().map(|w| w.who.text.clone()));
                main.push(view);
                taken = true;
            } else {
                others.push(view);
            }
        }
    }
    if main.is_empty() {
        main.extend(others.drain(..others.len().min(MAIN)));
    }
    (main, others)
}

/// Returns the other boards of people, each with those who are first on it.
fn heads(
    shared: &Shared<'_>,
    path: &str,
    period: &PublicPeriod<'_>,
    shown: Option<String>,
) -> Vec<HeadView> {
    let page = shared.period_link(path, period.period()).href;
    let mut heads = Vec::new();
    for policy in by_weight(period) {
        for board in policy.boards() {
            let anchor = board::anchor(policy, board);
            let firsts = board.rows.iter().filter(|r| r.standing.rank == 1);
            let first: Vec<_> = firsts.collect();
            let Some(row) = first.first().filter(|_| shown.as_ref() != Some(&anchor)) else {
                continue;
            };
            let key = row.standing.keys.first();
            heads.push(HeadView {
                board: LinkView {
                    text: board.board.name.to_string(),
                    href: format!("{page}#{anchor}"),
                },
                policy: policy.policy().title.clone(),
                value: key.map_or_else(String::new, |k| format::figure_with_unit(&shared.words, k)),
                first: first
                    .iter()
                    .map(|row| {
                        let subject = policy.policy().subject;
                        shared.subject(path, subject, &row.standing.id, &row.name)
                    })
                    .collect(),
            });
        }
    }
    heads
}

fn policies(shared: &Shared<'_>, path: &str) -> Vec<PolicyLine> {
    shared
        .public
        .policies()
        .keys()
        .filter_map(|id| shared.current(id))
        .filter(|p| p.subject.is_some())
        .map(|policy| {
            let from = policy.begins();
            PolicyLine {
                policy: shared.policy_link(path, policy),
                since: shared
                    .words
                    .fill("policy_since", &[("period", &shared.period(from))]),
            }
        })
        .collect()
}
