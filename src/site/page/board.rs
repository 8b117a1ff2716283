//! A leaderboard as a table.

use serde::Serialize;

use crate::site::address::{board_sheets, link, slug};
use crate::site::edition::{PublicBoard, PublicPeriod, PublicPolicy, Row};
use crate::site::format;
use crate::site::shared::{LinkView, Shared};

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
    /// Whether the rows have teams.
    pub has_teams: bool,
    /// The rows.
    pub rows: Vec<RowView>,
    /// The board as CSV.
    pub sheet: String,
}

/// A row.
#[derive(Debug, Serialize)]
pub struct RowView {
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
    /// The values.
    pub values: Vec<String>,
}

/// Shows a board; at most `most` rows where that is given.
pub fn view(
    shared: &Shared<'_>,
    page: &str,
    period: &PublicPeriod<'_>,
    policy: &PublicPolicy<'_>,
    board: &PublicBoard<'_>,
    most: Option<usize>,
) -> BoardView {
    let words = &shared.words;
    let most = most.unwrap_or(usize::MAX);
    let rows: Vec<RowView> = board
        .rows
        .iter()
        .take(most)
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
        words.fill(
            match (rows.len() < board.ranked, policy.is_about_people()) {
                (true, true) => "board_cut",
                (true, false) => "board_cut_teams",
                (false, true) => "board_whole",
                (false, false) => "board_whole_teams",
            },
            &[("n", &ranked), ("shown", &rows.len().to_string())],
        )
    };
    let handbook = shared.policy_link(page, policy.policy()).href;
    BoardView {
        anchor: anchor(policy, board),
        title: board.board.name.to_string(),
        policy: policy.policy().title.clone(),
        handbook,
        sentence,
        many: columns.len() > 1,
        columns,
        has_teams: rows.iter().any(|r| !r.team.text.is_empty()),
        rows,
        sheet: sheet(period, policy, board).map_or_else(String::new, |to| link(page, &to)),
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
    let sheets = board_sheets(period.period(), &all);
    sheets.into_iter().nth(at?)
}

fn row_view(shared: &Shared<'_>, page: &str, policy: &PublicPolicy<'_>, row: &Row<'_>) -> RowView {
    let words = &shared.words;
    let standing = row.standing;
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
        rank: standing.rank.to_string(),
        rank_said: format::rank(words, standing.rank, standing.tied),
        honoured: standing.rank <= 3,
        tied: standing.tied,
        movement,
        movement_said,
        who: shared.subject(page, policy.policy().subject, &standing.id, row.name),
        team: if row.team.is_empty() {
            LinkView {
                text: String::new(),
                href: String::new(),
            }
        } else {
            shared.team(page, row.team)
        },
        values: standing.keys.iter().map(format::figure).collect(),
    }
}
