//! A leaderboard as a table.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;

use crate::assessment::Figured;
use crate::figure::Subject;
use crate::period::Period;
use crate::policy::Policy;
use crate::site::address::{Addresses, board_posters, board_sheets, link, slug};
use crate::site::edition::{PublicBoard, PublicPeriod, PublicPolicy, Row};
use crate::site::explanation::clause_anchor;
use crate::site::format;
use crate::site::page::poster;
use crate::site::shared::{LinkView, Shared};
use crate::site::wording::Words;

/// A leaderboard.
#[derive(Debug, Serialize)]
pub struct BoardView {
    /// The anchor.
    pub anchor: String,
    /// The name.
    pub title: String,
    /// The policy's title.
    pub policy: String,
    /// The policy's page.
    pub handbook: String,
    /// How many take part and how many are shown.
    pub sentence: String,
    /// The headings of the values, each with its unit.
    pub columns: Vec<String>,
    /// Whether there are several of them.
    pub many: bool,
    /// The heading of those who are ranked: a name, or a team.
    pub ranked: String,
    /// Whether the rows have teams.
    pub has_teams: bool,
    /// Whether the rows have departments that differ.
    pub has_departments: bool,
    /// The rows.
    pub rows: Vec<RowView>,
    /// The page with the next rows; nothing where all are here.
    pub more: LinkView,
    /// Where the files with the further rows begin: `../boards/2026-10-x-`; empty where all rows
    /// are here.
    pub stem: String,
    /// How many parts there are.
    pub parts: usize,
    /// How many rows are published in all.
    pub all: usize,
    /// Whether there are enough rows to sort them out.
    pub long: bool,
    /// The clause that speaks of it; no address where none does.
    pub clause: LinkView,
    /// The board as CSV.
    pub sheet: String,
    /// The period as a workbook.
    pub workbook: String,
    /// The board's poster for paper and for phones; empty where there is none.
    pub poster: String,
    /// The same for phones.
    pub poster_phone: String,
}

/// A row.
#[derive(Debug, Serialize)]
pub struct RowView {
    /// The anchor of a row of a further part; empty on the period's own page, which the board's
    /// anchor leads to.
    pub anchor: String,
    /// The rank.
    pub rank: String,
    /// The rank in words.
    pub rank_said: String,
    /// Whether it is one of the first three.
    pub honoured: bool,
    /// Whether another has the same rank.
    pub tied: bool,
    /// `↑3`, `新` or empty.
    pub movement: String,
    /// The movement in words.
    pub movement_said: String,
    /// Who.
    pub who: LinkView,
    /// The team.
    pub team: LinkView,
    /// What the team belongs to; empty at the top.
    pub department: String,
    /// `连续 3 期第一`, or empty.
    pub streak: String,
    /// That what it goes by was corrected, or has changed since it was published; else empty.
    pub changed: String,
    /// The values.
    pub values: Vec<String>,
}

/// How many rows of a board its period's page holds; the others come in parts.
const FIRST: usize = 100;
/// How many rows a further part holds.
const PART: usize = 500;
/// From how many rows on a reader may want to sort them out.
const LONG: usize = 8;

/// Shows a board: at most `most` rows where that is given, else the first part.
pub fn view(
    shared: &Shared<'_>,
    page: &str,
    period: &PublicPeriod<'_>,
    policy: &PublicPolicy<'_>,
    board: &PublicBoard<'_>,
    most: Option<usize>,
) -> BoardView {
    let all = board.rows.len();
    match most {
        Some(most) => rows_of(
            shared,
            page,
            (period, policy, board),
            0..most.min(all),
            most.min(all),
        ),
        None => {
            let mut view = rows_of(shared, page, (period, policy, board), span(board, 1), all);
            view.more = next(shared, page, period, policy, board, 2);
            view.parts = parts(board);
            view.long = all >= LONG;
            if view.parts > 1 {
                let first = part_path(period, policy, board, 2).unwrap_or_default();
                let stem = first.strip_suffix("2.html").unwrap_or(&first);
                view.stem = link(page, stem);
            }
            view
        }
    }
}

/// Shows a part of a board, counted from 1.
pub fn part_view(
    shared: &Shared<'_>,
    page: &str,
    (period, policy, board): Of<'_, '_>,
    part: usize,
) -> BoardView {
    let shown = span(board, part);
    let standings = board.rows.get(shown.clone()).unwrap_or_default();
    let mut view = rows_of(
        shared,
        page,
        (period, policy, board),
        shown,
        board.rows.len(),
    );
    for (row, of) in view.rows.iter_mut().zip(standings) {
        row.anchor = row_anchor(&of.standing.id);
    }
    view.more = next(shared, page, period, policy, board, part + 1);
    view
}

fn row_anchor(id: &str) -> String {
    format!("row-{}", slug(id))
}

/// Returns where a subject stands on a board: the board on its period's page, or the very row of a
/// further part.
pub fn row_path((period, policy, board): Of<'_, '_>, id: &str) -> Option<String> {
    let place = board.place(id)?;
    if place < FIRST {
        let page = Addresses::period(period.period());
        return Some(format!("{page}#{}", anchor(policy, board)));
    }
    let part = 2 + (place - FIRST) / PART;
    let page = part_path(period, policy, board, part)?;
    Some(format!("{page}#{}", row_anchor(id)))
}

/// Whose rows.
pub type Of<'p, 'a> = (
    &'p PublicPeriod<'a>,
    &'p PublicPolicy<'a>,
    &'p PublicBoard<'a>,
);

/// Returns in how many parts a board is published, the one on its period's page included.
pub fn parts(board: &PublicBoard<'_>) -> usize {
    1 + board.rows.len().saturating_sub(FIRST).div_ceil(PART)
}

/// Returns which rows a part holds, counted from 1.
pub fn span(board: &PublicBoard<'_>, part: usize) -> Range<usize> {
    let (from, to) = match part {
        0 | 1 => (0, FIRST),
        part => (FIRST + (part - 2) * PART, FIRST + (part - 1) * PART),
    };
    let all = board.rows.len();
    from.min(all)..to.min(all)
}

/// Returns the page of a further part: `boards/2026-10-x-2.html`.
pub fn part_path(
    period: &PublicPeriod<'_>,
    policy: &PublicPolicy<'_>,
    board: &PublicBoard<'_>,
    part: usize,
) -> Option<String> {
    let sheet = sheet(period, policy, board)?;
    let stem = sheet.strip_prefix("data/")?.strip_suffix(".csv")?;
    Some(format!("boards/{stem}-{part}.html"))
}

fn next(
    shared: &Shared<'_>,
    page: &str,
    period: &PublicPeriod<'_>,
    policy: &PublicPolicy<'_>,
    board: &PublicBoard<'_>,
    part: usize,
) -> LinkView {
    if part > parts(board) {
        return LinkView::default();
    }
    let rows = span(board, part);
    let to = part_path(period, policy, board, part).unwrap_or_default();
    let (from, until) = ((rows.start + 1).to_string(), rows.end.to_string());
    LinkView {
        text: shared
            .words
            .fill("board_more", &[("from", &from), ("to", &until)]),
        href: link(page, &to),
    }
}

fn rows_of(
    shared: &Shared<'_>,
    page: &str,
    (period, policy, board): Of<'_, '_>,
    shown: Range<usize>,
    published: usize,
) -> BoardView {
    let words = &shared.words;
    let rows: Vec<RowView> = board
        .rows
        .get(shown)
        .unwrap_or_default()
        .iter()
        .map(|row| row_view(shared, page, policy, row))
        .collect();
    let columns = board.rows.first().map_or_else(Vec::new, |row| {
        let keys = row.standing.keys.iter();
        keys.map(|key| format::heading(words, &key.title, &key.unit))
            .collect()
    });
    let ranked = board.ranked.to_string();
    let sentence = if rows.is_empty() {
        words.say("board_empty").to_owned()
    } else {
        let key = match (published < board.ranked, policy.is_about_people()) {
            (true, true) => "board_cut",
            (true, false) => "board_cut_teams",
            (false, true) => "board_whole",
            (false, false) => "board_whole_teams",
        };
        words.count(key, published.min(board.ranked), &[("all", &ranked)])
    };
    let all = board.rows.iter();
    let departments: BTreeSet<_> = all.map(|r| shared.public.team_above(r.team)).collect();
    let own = poster::of_board(shared, period, policy, board);
    let [poster, poster_phone] = poster::links(page, own);
    BoardView {
        anchor: anchor(policy, board),
        title: board.board.name.to_string(),
        policy: policy.policy().title.clone(),
        handbook: shared.policy_link(page, policy.policy()).href,
        sentence,
        many: columns.len() > 1,
        ranked: match policy.policy().subject {
            Some(Subject::Team) => words.say("team").to_owned(),
            _ => words.say("name").to_owned(),
        },
        columns,
        has_teams: board.rows.iter().any(|r| !r.team.is_empty()),
        has_departments: departments.len() > 1,
        rows,
        more: LinkView::default(),
        stem: String::new(),
        parts: 1,
        all: published,
        long: false,
        clause: clause_link(shared, page, policy.policy(), board),
        sheet: sheet(period, policy, board)
            .map_or_else(String::new, |to| link(page, &shared.download(&to))),
        workbook: link(
            page,
            &shared.download(&Addresses::workbook(period.period())),
        ),
        poster,
        poster_phone,
    }
}

/// Returns which clause of a policy, counted from 0, is the first to speak of a board.
pub fn clause(policy: &Policy, board: &PublicBoard<'_>) -> Option<usize> {
    let named = policy.boards.iter().find(|b| b.name == board.board.name)?;
    let mut ranks = policy.definitions.iter();
    ranks.find(|d| d.name == named.rank)?.clause
}

fn clause_link(
    shared: &Shared<'_>,
    page: &str,
    policy: &Policy,
    board: &PublicBoard<'_>,
) -> LinkView {
    let Some(clause) = clause(policy, board).and_then(|at| policy.clauses.get(at)) else {
        return LinkView::default();
    };
    let to = shared.policy_link(page, policy).href;
    LinkView {
        text: format::clause_number(&shared.words, clause.number),
        href: format!("{to}#{}", clause_anchor(clause.number)),
    }
}

/// Returns the anchor of a board on its period's page.
pub fn anchor(policy: &PublicPolicy<'_>, board: &PublicBoard<'_>) -> String {
    let (policy, board) = (slug(&policy.policy().id), slug(&board.board.name));
    format!("board-{policy}-{board}")
}

/// Returns the path of a board as CSV.
pub fn sheet(
    period: &PublicPeriod<'_>,
    policy: &PublicPolicy<'_>,
    board: &PublicBoard<'_>,
) -> Option<String> {
    path_among(period, policy, board, board_sheets)
}

/// Returns the path of a board's poster.
pub fn poster_path(
    period: &PublicPeriod<'_>,
    policy: &PublicPolicy<'_>,
    board: &PublicBoard<'_>,
) -> Option<String> {
    path_among(period, policy, board, board_posters)
}

/// Gives a path to each board of a period, by the ids of policies and the names of boards.
type PathsOf = fn(Period, &[(Arc<str>, Arc<str>)]) -> Vec<String>;

/// Finds the path of a board among those of all boards of the period.
fn path_among(
    period: &PublicPeriod<'_>,
    policy: &PublicPolicy<'_>,
    board: &PublicBoard<'_>,
    paths: PathsOf,
) -> Option<String> {
    let mut at = None;
    let mut all = Vec::new();
    for other in period.policies() {
        for other_board in other.boards() {
            let id = &other.policy().id;
            let name = &other_board.board.name;
            if *id == policy.policy().id && *name == board.board.name {
                at = Some(all.len());
            }
            all.push((id.clone(), name.clone()));
        }
    }
    paths(period.period(), &all).into_iter().nth(at?)
}

/// Shows a row.
pub fn row_view(
    shared: &Shared<'_>,
    page: &str,
    policy: &PublicPolicy<'_>,
    row: &Row<'_>,
) -> RowView {
    let words = &shared.words;
    let standing = &row.standing;
    let above = shared.public.team_above(row.team);
    let streak = match (row.firsts, row.podiums) {
        (2.., _) => words.count("board_firsts", row.firsts as usize, &[]),
        (_, 2..) => words.count("board_podiums", row.podiums as usize, &[]),
        _ => String::new(),
    };
    let (movement, movement_said) = if row.is_new {
        (
            words.say("board_new"),
            words.say("board_new_said").to_owned(),
        )
    } else if row.rise > 0 {
        ("↑", words.count("board_rise", row.rise as usize, &[]))
    } else {
        ("", String::new())
    };
    let movement = if row.rise > 0 && !row.is_new {
        format!("{movement}{}", row.rise)
    } else {
        movement.to_owned()
    };
    RowView {
        anchor: String::new(),
        rank: standing.rank.to_string(),
        rank_said: format::rank(words, standing.rank, standing.tied),
        honoured: standing.rank <= 3,
        tied: standing.tied,
        movement,
        movement_said,
        who: shared.subject(page, policy.policy().subject, &standing.id, &row.name),
        team: if row.team.is_empty() {
            LinkView {
                text: String::new(),
                href: String::new(),
            }
        } else {
            shared.team(page, row.team)
        },
        department: above
            .map_or("", |id| shared.public.team_name(id))
            .to_owned(),
        streak,
        changed: changed(words, standing.keys),
        values: standing.keys.iter().map(format::figure).collect(),
    }
}

/// Says that what a row goes by was corrected or has changed since; what it was stands on the page
/// of who it is about.
fn changed(words: &Words, keys: &[Figured]) -> String {
    let any = |of: fn(&Figured) -> bool| keys.iter().any(of);
    let key = if any(|key| key.raw.as_ref().is_some_and(|raw| raw.discretionary)) {
        "corrected_discretion"
    } else if any(|key| key.corrected) {
        "corrected"
    } else if any(|key| key.announced.is_some()) {
        "changed_row"
    } else {
        return String::new();
    };
    words.say(key).to_owned()
}
