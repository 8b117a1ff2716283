//! A policy's boards as an edition may show them: cut, with rises, new entries and streaks, and
//! nothing of who has fallen.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::hidden::Hidden;
use super::reading::{PublicPolicy, find, is_hidden};
use super::{Edition, Filter, is_named};
use crate::assessment::{Figured, PolicyResult, Standing, SubjectResult};
use crate::figure::Subject;
use crate::policy::Board;
use std::sync::Arc;

/// A board, cut.
pub struct PublicBoard<'a> {
    /// The board as the policy defines it.
    pub board: &'a Board,
    /// The rows that are shown.
    pub rows: Vec<Row<'a>>,
    /// How many are ranked in all.
    pub ranked: usize,
    /// Which row is whose.
    at: BTreeMap<&'a str, usize>,
}

/// A row of a board.
pub struct Row<'a> {
    /// The rank, and what it goes by.
    pub standing: PublicStanding<'a>,
    /// The name as far as it may be told.
    pub name: Cow<'a, str>,
    /// The team of a person; empty for none, and where it would tell who it is.
    pub team: &'a str,
    /// Whose row it is.
    who: &'a str,
    /// By how many places the row has risen on the published board; 0 for not risen.
    pub rise: u32,
    /// Whether the row was not on the published board of the period before, though there was one.
    pub is_new: bool,
    /// For how many published boards on end, this one included, it has been first.
    pub firsts: u32,
    /// For how many it has been one of the first three.
    pub podiums: u32,
}

/// A rank, and what it goes by, as far as they may be told.
#[derive(Debug, Clone)]
pub struct PublicStanding<'a> {
    /// The subject's id; empty where it would tell who it is.
    pub id: Arc<str>,
    /// The rank.
    pub rank: u32,
    /// Whether another subject has the same rank.
    pub tied: bool,
    /// The figures it is ranked by; none where these are not told.
    pub keys: &'a [Figured],
}

/// Shows the boards of a policy as an edition may see them; `before` are the policy's results of
/// the period before.
pub(super) fn of<'a>(
    result: &'a PolicyResult,
    edition: &Edition,
    hidden: &Hidden,
    gone: &BTreeSet<&str>,
    before: Option<&PublicPolicy<'a>>,
) -> Vec<PublicBoard<'a>> {
    if edition.hides(Filter::Boards) {
        return Vec::new();
    }
    let about_people = result.policy.subject == Some(Subject::Person);
    let mut boards = Vec::new();
    for board in &result.boards {
        let Some(rule) = result.policy.boards.iter().find(|b| b.name == board.board) else {
            continue;
        };
        // A board by something that may not be shown would show it.
        let tells = |key: &Arc<str>| is_hidden(hidden, &result.policy, key);
        if edition.hides(Filter::MetricBoards) && rule.keys.iter().any(|(key, _)| tells(key)) {
            continue;
        }
        let earlier = before.and_then(|b| b.board(&rule.name));
        let mut rows = Vec::new();
        for group in groups(&board.standings, rule, result) {
            let shown = match edition.hides(Filter::Cut) {
                true => cut(&group, rule, about_people, edition.sees.smallest_group),
                false => group.len(),
            };
            let shown = match edition.sees.top.filter(|_| edition.hides(Filter::Top)) {
                Some(top) => shown.min(group.iter().take_while(|s| s.rank <= top).count()),
                None => shown,
            };
            let begin = rows.len();
            rows.extend(group.into_iter().take(shown).filter_map(|standing| {
                let subject = find(result, &standing.id)?;
                is_named(subject, gone)
                    .then(|| row(edition, about_people, standing, subject, earlier))
            }));
            if about_people && edition.hides(Filter::Names) {
                in_order_of_nobody(rows.get_mut(begin..).unwrap_or_default());
            }
        }
        let ids = rows.iter().map(|row| row.who);
        boards.push(PublicBoard {
            board: rule,
            at: ids.zip(0..).collect(),
            rows,
            ranked: board.standings.len(),
        });
    }
    boards
}

impl<'a> PublicBoard<'a> {
    /// Returns a subject's row, where it is shown.
    pub fn row(&self, id: &str) -> Option<&Row<'a>> {
        self.rows.get(self.place(id)?)
    }

    /// Returns which row is a subject's, counted from 0.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.at.get(id).copied()
    }

    /// Returns the ids of those whose rows it shows; they are looked up, never shown.
    pub(super) fn ids(&self) -> impl Iterator<Item = &'a str> {
        self.rows.iter().map(|row| row.who)
    }
}

/// Brings rows without names into an order that does not come from who they are: equal ranks by
/// what is shown of them.
fn in_order_of_nobody(rows: &mut [Row<'_>]) {
    rows.sort_by(|a, b| {
        let shown = |r: &Row<'_>| (r.standing.rank, r.is_new, r.rise, r.firsts, r.podiums);
        shown(a).cmp(&shown(b)).then_with(|| a.name.cmp(&b.name))
    });
}

/// Returns how many rows of a board may be shown: at most what the policy says, and never so many
/// that those left out could be counted on one hand and the last be known. Equal ranks stay
/// together.
fn cut(standings: &[&Standing], board: &Board, about_people: bool, smallest_group: usize) -> usize {
    let all = standings.len();
    let hidden = if about_people {
        smallest_group.min(all / 2)
    } else {
        0
    };
    let mut shown = 0;
    for group in standings.chunk_by(|a, b| a.rank == b.rank) {
        let begins_in_time = shown < board.show as usize;
        if !begins_in_time || (shown > 0 && shown + group.len() > all - hidden) {
            break;
        }
        shown += group.len();
    }
    shown
}

/// Returns those who are ranked among each other: everybody, or each team by itself.
fn groups<'a>(
    standings: &'a [Standing],
    board: &Board,
    result: &PolicyResult,
) -> Vec<Vec<&'a Standing>> {
    if !board.within_team {
        return vec![standings.iter().collect()];
    }
    let mut teams: BTreeMap<&str, Vec<&'a Standing>> = BTreeMap::new();
    for standing in standings {
        let team = find(result, &standing.id).map_or("", |s| s.team.as_ref());
        teams.entry(team).or_default().push(standing);
    }
    teams.into_values().collect()
}

fn row<'a>(
    edition: &Edition,
    about_people: bool,
    standing: &'a Standing,
    subject: &'a SubjectResult,
    earlier: Option<&PublicBoard<'a>>,
) -> Row<'a> {
    let row = earlier.and_then(|b| b.row(&standing.id));
    let before = row.map(|r| r.standing.rank);
    let on_end = |now: bool, before: Option<u32>| match before {
        _ if !now => 0,
        before => before.unwrap_or(0) + 1,
    };
    let hides = |filter: Filter| about_people && edition.hides(filter);
    Row {
        standing: PublicStanding {
            id: match hides(Filter::Ids) {
                true => Arc::default(),
                false => Arc::clone(&standing.id),
            },
            rank: standing.rank,
            tied: standing.tied,
            keys: match edition.hides(Filter::Keys) {
                true => &[],
                false => &standing.keys,
            },
        },
        name: match about_people {
            true => edition.name(&subject.name),
            false => Cow::Borrowed(&subject.name),
        },
        team: match hides(Filter::Teams) {
            true => "",
            false => &subject.team,
        },
        who: &standing.id,
        rise: before.map_or(0, |b| b.saturating_sub(standing.rank)),
        is_new: before.is_none() && earlier.is_some_and(|b| !b.rows.is_empty()),
        firsts: on_end(standing.rank == 1, row.map(|r| r.firsts)),
        podiums: on_end(standing.rank <= 3, row.map(|r| r.podiums)),
    }
}
