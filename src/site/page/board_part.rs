//! The further rows of a long board: as a page that can be read without script, and as a script
//! file that the period's page takes in on demand, from a server as from a disk.

use serde::Serialize;
use serde_json::{Value as Json, json};

use crate::site::edition::PublicPeriod;
use crate::site::page::banner::{self, BannerView};
use crate::site::page::board::{self, BoardView, Of, RowView};
use crate::site::shared::{Frame, LinkView, Shared};

/// A page of further rows.
#[derive(Debug, Serialize)]
pub struct BoardPage {
    frame: Frame,
    period: LinkView,
    state: String,
    banner: BannerView,
    board: BoardView,
    /// The rows before, on a page of their own or on the period's.
    before: LinkView,
}

/// Shows a further part of a board, from the second on.
pub fn view(shared: &Shared<'_>, path: &str, of: Of<'_, '_>, part: usize) -> BoardPage {
    let (period, policy, rows) = of;
    let board = board::part_view(shared, path, of, part);
    let mut link = shared.period_link(path, period.period());
    let period_link = link.clone();
    let before = match part {
        0..=2 => {
            link.href = format!("{}#{}", link.href, board.anchor);
            link.text = between(shared, &board::span(rows, 1));
            link
        }
        part => LinkView {
            text: between(shared, &board::span(rows, part - 1)),
            href: board::part_path(period, policy, rows, part - 1)
                .map_or_else(String::new, |to| crate::site::address::link(path, &to)),
        },
    };
    BoardPage {
        frame: shared.frame(path, title(shared, period, &board), "periods"),
        state: shared.state(period),
        banner: banner::banner(shared, period),
        period: period_link,
        board,
        before,
    }
}

fn title(shared: &Shared<'_>, period: &PublicPeriod<'_>, board: &BoardView) -> String {
    format!("{} · {}", board.title, shared.period(period.period()))
}

fn between(shared: &Shared<'_>, rows: &std::ops::Range<usize>) -> String {
    let (from, to) = ((rows.start + 1).to_string(), rows.end.to_string());
    shared
        .words
        .fill("board_before", &[("from", &from), ("to", &to)])
}

/// Writes a further part as a call that hands its rows over.
pub fn script(shared: &Shared<'_>, path: &str, of: Of<'_, '_>, part: usize) -> Vec<u8> {
    let view = board::part_view(shared, path, of, part);
    let rows: Vec<Json> = view.rows.iter().map(row).collect();
    let (anchor, rows) = (Json::from(view.anchor), Json::from(rows));
    format!("meritbookRows({anchor},{part},{rows});\n").into_bytes()
}

/// A row in the order in which `table.js` reads it.
fn row(row: &RowView) -> Json {
    json!([
        row.rank,
        u8::from(row.tied),
        u8::from(row.honoured),
        row.who.text,
        row.who.href,
        row.team.text,
        row.team.href,
        row.department,
        row.streak,
        row.values,
        row.movement,
        row.movement_said,
    ])
}
