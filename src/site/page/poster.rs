//! Posters: an award with its winners, a board with its first, on A4 and as high as a phone.

use serde::Serialize;

use crate::data::State;
use crate::site::address::{for_phones, link};
use crate::site::edition::{PublicAward, PublicBoard, PublicPeriod, PublicPolicy, Row};
use crate::site::format;
use crate::site::page::{award, board};
use crate::site::shared::{Frame, LinkView, Shared};

/// A poster.
#[derive(Debug, Serialize)]
pub struct PosterPage {
    frame: Frame,
    /// The way back: the period.
    back: LinkView,
    /// Whether it is made for phones.
    phone: bool,
    period: String,
    /// The award's or the board's name.
    name: String,
    /// Whether that name is long.
    long: bool,
    policy: String,
    /// Whether ranks stand beside the names.
    ranked: bool,
    /// How the names are set: `one`, `few` or `many`.
    crowd: &'static str,
    lines: Vec<PosterLine>,
    /// How many more there are; may be empty.
    more: String,
    /// Whether it is a preview.
    preview: bool,
}

/// Somebody on a poster.
#[derive(Debug, Serialize)]
struct PosterLine {
    rank: String,
    honoured: bool,
    name: String,
    team: String,
    reason: String,
    prize: String,
}

/// Which poster: the places of policy and award, or of policy and board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Posted {
    /// An award.
    Award(usize, usize),
    /// A board.
    Board(usize, usize),
}

/// How many names stand on a poster.
const MOST: usize = 10;
/// A name with more signs than this is set smaller.
const LONG: usize = 8;

/// Lists the posters of a period, those for paper and those for phones.
pub fn all(shared: &Shared<'_>, period: &PublicPeriod<'_>) -> Vec<(String, Posted, bool)> {
    let mut all = Vec::new();
    let mut add = |path: Option<String>, posted: Posted| {
        if let Some(path) = path {
            all.push((for_phones(&path), posted, true));
            all.push((path, posted, false));
        }
    };
    for (p, policy) in period.policies().iter().enumerate() {
        for (a, award) in policy.awards().iter().enumerate() {
            add(of_award(shared, period, policy, award), Posted::Award(p, a));
        }
        for (b, board) in policy.boards().iter().enumerate() {
            add(of_board(shared, period, policy, board), Posted::Board(p, b));
        }
    }
    all
}

/// Returns an award's poster; `None` where nobody is to be named on it.
pub fn of_award(
    shared: &Shared<'_>,
    period: &PublicPeriod<'_>,
    policy: &PublicPolicy<'_>,
    award: &PublicAward<'_>,
) -> Option<String> {
    let somebody = award.winners.iter().any(|w| w.who().is_some());
    let of = (&policy.policy().id, &award.award.name);
    let path = shared.addresses.award_poster(period.period(), of);
    path.filter(|_| somebody && !shared.public.is_internal())
}

/// Returns a board's poster; `None` where it has no rows.
pub fn of_board(
    shared: &Shared<'_>,
    period: &PublicPeriod<'_>,
    policy: &PublicPolicy<'_>,
    board: &PublicBoard<'_>,
) -> Option<String> {
    if board.rows.is_empty() || shared.public.is_internal() {
        return None;
    }
    board::poster_path(period, policy, board)
}

/// Links to a poster in both forms; empty where there is none.
pub fn links(page: &str, poster: Option<String>) -> [String; 2] {
    poster.map_or_else(Default::default, |path| {
        [link(page, &path), link(page, &for_phones(&path))]
    })
}

/// Shows a poster, by the place of the period.
pub fn view(
    shared: &Shared<'_>,
    page: &str,
    at: usize,
    (posted, phone): (Posted, bool),
) -> Option<PosterPage> {
    let period = shared.public.periods().get(at)?;
    let (p, name, lines, hidden, pending) = match posted {
        Posted::Award(p, a) => {
            let policy = period.policies().get(p)?;
            let award = policy.awards().get(a)?;
            let lines = of_winners(shared, page, policy, award);
            let hidden = award.winners.len() - lines.len();
            let pending = !award.pending.is_empty();
            (p, &award.award.name, lines, hidden, pending)
        }
        Posted::Board(p, b) => {
            let board = period.policies().get(p)?.boards().get(b)?;
            let (rows, hidden) = board.celebrated(MOST);
            let lines = rows.into_iter().map(|row| of_row(shared, row)).collect();
            (p, &board.board.name, lines, hidden, false)
        }
    };
    let policy = period.policies().get(p)?;
    let mut lines: Vec<PosterLine> = lines;
    let hidden = hidden + lines.len().saturating_sub(MOST);
    lines.truncate(MOST);
    let when = shared.period(period.period());
    Some(PosterPage {
        frame: shared.frame(page, format!("{name} · {when}"), "awards"),
        back: shared.period_link(page, period.period()),
        phone,
        period: when,
        name: name.to_string(),
        long: name.chars().count() > LONG,
        policy: policy.policy().title.clone(),
        ranked: matches!(posted, Posted::Board(..)),
        crowd: match lines.len() {
            0 | 1 => "one",
            2..=4 => "few",
            _ => "many",
        },
        lines,
        more: match hidden {
            0 => String::new(),
            n => shared.words.count("poster_more", n, &[]),
        },
        preview: period.state() != State::Final || pending,
    })
}

fn of_winners(
    shared: &Shared<'_>,
    page: &str,
    policy: &PublicPolicy<'_>,
    award: &PublicAward<'_>,
) -> Vec<PosterLine> {
    let winners = award.winners.iter();
    let winners = winners.filter_map(|w| award::winner_view(shared, page, policy, w));
    winners
        .map(|winner| PosterLine {
            rank: String::new(),
            honoured: true,
            name: winner.who.text,
            team: match winner.apart {
                true => String::new(),
                false => winner.team.text,
            },
            reason: winner.reason,
            prize: winner.prize,
        })
        .collect()
}

fn of_row(shared: &Shared<'_>, row: &Row<'_>) -> PosterLine {
    let words = &shared.words;
    let first = row.standing.keys.first();
    let value = first.map(|key| format::figure_with_unit(words, key));
    PosterLine {
        rank: row.standing.rank.to_string(),
        honoured: row.standing.rank <= 3,
        name: row.name.to_string(),
        team: match row.team.is_empty() {
            true => String::new(),
            false => shared.public.team_name(row.team).to_owned(),
        },
        reason: value.unwrap_or_default(),
        prize: String::new(),
    }
}
