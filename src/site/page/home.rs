//! The home page: the latest period in a sentence, its winners, the first ten, the archive.

use serde::Serialize;

use crate::period::Level;
use crate::site::edition::PublicPeriod;
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
    awards: Vec<AwardView>,
    boards: Vec<BoardView>,
    charts: Vec<ChartView>,
    /// The latest quarter, half-year and year.
    longer: Vec<CellView>,
    /// What is new in the rules.
    news: Vec<NewsView>,
}

/// A policy in force.
#[derive(Debug, Serialize)]
struct PolicyLine {
    policy: LinkView,
    since: String,
}

/// How many rows of the first board are shown, and of the others where there are several.
const FIRST: usize = 10;
const OTHERS: usize = 5;
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
    let awards: Vec<AwardView> = period
        .policies()
        .iter()
        .flat_map(|p| award::views(shared, path, p, true))
        .collect();
    let first = period.policies().iter().filter_map(|p| {
        let board = p.boards().iter().find(|b| !b.rows.is_empty())?;
        Some((p, board))
    });
    let boards: Vec<_> = first.collect();
    let most = if boards.len() > 2 { OTHERS } else { FIRST };
    LatestView {
        news: news::lines(shared, path, period),
        name: link.text,
        href: link.href,
        state: shared.state(period),
        sentence: sentence(shared, period, awards.iter().map(|a| a.winners.len()).sum()),
        longer: shared
            .public
            .current()
            .into_iter()
            .filter(|p| p.period() != period.period())
            .map(|p| period_cell(shared, path, p))
            .collect(),
        boards: boards
            .iter()
            .map(|(p, b)| board::view(shared, path, period, p, b, Some(most)))
            .collect(),
        charts: period
            .policies()
            .iter()
            .filter_map(|p| {
                let mut chart = comparison::teams(shared, p)?;
                chart.policy.clone_from(&p.policy().title);
                Some(chart)
            })
            .take(2)
            .collect(),
        awards,
    }
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
