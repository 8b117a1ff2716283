//! The screen on the wall: the newest published period on one screen, to be read from afar. The first
//! ten of the largest board, three awards, the teams.

use serde::Serialize;

use crate::data::State;
use crate::period::Level;
use crate::site::chart;
use crate::site::edition::{PublicBoard, PublicPeriod, PublicPolicy, Summary};
use crate::site::format;
use crate::site::page::award::{self, AwardView};
use crate::site::page::board::{self, BoardView};
use crate::site::shared::{Frame, Shared};

/// The screen.
#[derive(Debug, Serialize)]
pub struct WallPage {
    frame: Frame,
    period: String,
    state: String,
    /// Whether figures may still change.
    provisional: bool,
    board: Option<BoardView>,
    awards: Vec<WallAward>,
    teams_title: String,
    teams: Vec<TeamLine>,
}

/// An award on the screen.
#[derive(Debug, Serialize)]
struct WallAward {
    name: String,
    /// The first winners.
    winners: String,
    /// The teams of a single winner, else how many more there are; may be empty.
    beside: String,
    reason: String,
}

/// A team on the screen.
#[derive(Debug, Serialize)]
struct TeamLine {
    name: String,
    value: String,
    /// The bar's length in thousandths.
    share: i32,
}

/// How much of each there is.
const ROWS: usize = 10;
const AWARDS: usize = 3;
const TEAMS: usize = 6;
/// How many winners of an award are named.
const NAMES: usize = 3;

/// Returns the period that is shown: the newest month that is published, else the newest published
/// period, else the latest at all.
pub fn shown<'s, 'a>(shared: &'s Shared<'a>) -> Option<&'s PublicPeriod<'a>> {
    let periods = shared.public.periods();
    let published = |p: &&PublicPeriod<'_>| p.is_published() && !p.policies().is_empty();
    let month = |p: &&PublicPeriod<'_>| p.period().level() == Level::Month && published(p);
    let newest = periods.iter().rfind(month);
    newest
        .or_else(|| periods.iter().rfind(published))
        .or_else(|| shared.public.latest())
}

/// Tells whether the site has the screen: the edition is for everybody and there is a period.
pub fn is_there(shared: &Shared<'_>) -> bool {
    !shared.public.is_internal() && shown(shared).is_some()
}

/// Shows the screen.
pub fn view(shared: &Shared<'_>, page: &str) -> Option<WallPage> {
    let period = shown(shared)?;
    let main = main_board(period);
    let when = shared.period(period.period());
    let teams = teams(shared, period, main.map(|(policy, _)| policy));
    Some(WallPage {
        frame: shared.frame(page, when.clone(), "none"),
        period: when,
        state: shared.state(period),
        provisional: period.state() != State::Final,
        board: main.map(|(p, b)| {
            let rows = b.celebrated(ROWS).0.len();
            board::view(shared, page, period, p, b, Some(rows))
        }),
        awards: awards(shared, page, period, main.map(|(policy, _)| policy)),
        teams_title: teams.0,
        teams: teams.1,
    })
}

/// Returns the board on which most people are ranked; one of each team by itself only for want of
/// another.
fn main_board<'p, 'a>(
    period: &'p PublicPeriod<'a>,
) -> Option<(&'p PublicPolicy<'a>, &'p PublicBoard<'a>)> {
    let mut most: Option<(&PublicPolicy<'_>, &PublicBoard<'_>)> = None;
    for policy in period.policies() {
        for board in policy.boards().iter().filter(|b| !b.rows.is_empty()) {
            let size = |(p, b): (&PublicPolicy<'_>, &PublicBoard<'_>)| {
                (!b.board.within_team, p.is_about_people(), b.ranked)
            };
            if most.is_none_or(|m| size((policy, board)) > size(m)) {
                most = Some((policy, board));
            }
        }
    }
    most
}

/// Shows three awards: those of the board's policy before others.
fn awards(
    shared: &Shared<'_>,
    page: &str,
    period: &PublicPeriod<'_>,
    first: Option<&PublicPolicy<'_>>,
) -> Vec<WallAward> {
    let id = first.map(|policy| &policy.policy().id);
    let own = |policy: &&PublicPolicy<'_>| Some(&policy.policy().id) == id;
    let policies = period.policies().iter();
    let (own, others): (Vec<_>, Vec<_>) = policies.partition(own);
    let awards = own.into_iter().chain(others);
    let awards = awards.flat_map(|p| award::views(shared, page, p, true));
    let named = awards.filter(|award| !award.winners.is_empty());
    named.take(AWARDS).map(|a| wall_award(shared, a)).collect()
}

fn wall_award(shared: &Shared<'_>, award: AwardView) -> WallAward {
    let words = &shared.words;
    let names = award.winners.iter().take(NAMES);
    let names: Vec<&str> = names.map(|w| w.who.text.as_str()).collect();
    let more = award.winners.len() - names.len();
    let (beside, reason) = match award.winners.as_slice() {
        [one] => (one.team.text.clone(), one.reason.clone()),
        _ if more > 0 => {
            let all = award.winners.len();
            (words.count("announce_and_more", all, &[]), String::new())
        }
        _ => Default::default(),
    };
    WallAward {
        winners: names.join(words.say("list_comma")),
        name: award.name.text,
        beside,
        reason,
    }
}

/// Shows the teams with the highest means.
fn teams(
    shared: &Shared<'_>,
    period: &PublicPeriod<'_>,
    first: Option<&PublicPolicy<'_>>,
) -> (String, Vec<TeamLine>) {
    let several = |summary: &&Summary| summary.teams.len() > 1;
    let all = period.policies().iter();
    let mut summaries = all.filter_map(|p| p.summary().filter(several));
    let own = first.and_then(|p| p.summary().filter(several));
    let Some(summary) = own.or_else(|| summaries.next()) else {
        return Default::default();
    };
    let words = &shared.words;
    let title = words.fill("teams_title", &[("title", &summary.spread.title)]);
    let Some(most) = summary.teams.first() else {
        return Default::default();
    };
    let lines = summary.teams.iter().take(TEAMS).map(|team| {
        let value = format::number(&team.mean, &summary.spread.unit, shared.decimals());
        TeamLine {
            name: shared.public.team_name(&team.team).to_owned(),
            value: format::with_unit(words, &value, &summary.spread.unit),
            share: chart::share(&team.mean, &most.mean),
        }
    });
    (title, lines.collect())
}
