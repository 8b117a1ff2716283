//! The archive: a calendar of each year with its months, quarters, halves and the year itself.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::period::{Level, Period};
use crate::site::address::{Addresses, link};
use crate::site::edition::PublicPeriod;
use crate::site::page::{board, provenance};
use crate::site::shared::{Frame, LinkView, Shared};

/// The archive.
#[derive(Debug, Serialize)]
pub struct ArchivePage {
    frame: Frame,
    /// How long what is kept; empty where the site says nothing.
    retention: String,
    years: Vec<YearView>,
}

/// A year: a row for each of its quarters in which something was assessed.
#[derive(Debug, Serialize)]
struct YearView {
    name: String,
    has_quarters: bool,
    has_halves: bool,
    has_year: bool,
    rows: Vec<RowView>,
}

/// The months of a quarter, the quarter, and what begins with this row.
#[derive(Debug, Serialize)]
struct RowView {
    months: Vec<CellView>,
    quarter: CellView,
    /// The half that begins with this row, over how many rows.
    half: Option<WideView>,
    /// The year, which begins with its first row.
    year: Option<WideView>,
}

/// A cell over several rows.
#[derive(Debug, Serialize)]
struct WideView {
    rows: usize,
    cell: CellView,
}

/// A period of the calendar; all empty where there is none.
#[derive(Debug, Default, Serialize)]
pub struct CellView {
    /// The period.
    pub period: LinkView,
    /// Its state.
    pub state: String,
    /// How many took part, how many awards were won.
    pub sentence: String,
    /// How many policies were assessed; only in the archive.
    pub policies: String,
    /// The period as XLSX and JSON; only in the archive.
    pub files: Vec<LinkView>,
    /// Where its results come from; only in the archive.
    pub provenance: String,
    /// The boards as CSV, by their names; only in the archive.
    pub sheets: Vec<LinkView>,
}

/// Shows the archive, the latest year first.
pub fn view(shared: &Shared<'_>, path: &str) -> ArchivePage {
    let periods = shared.public.periods().iter();
    let years: BTreeSet<i16> = periods.map(|p| p.period().year()).collect();
    let years = years.into_iter().rev();
    let title = shared.words.say("archive").to_owned();
    ArchivePage {
        frame: shared.frame(path, title, "periods"),
        retention: provenance::retention(shared),
        years: years.map(|y| year_view(shared, path, y)).collect(),
    }
}

fn year_view(shared: &Shared<'_>, path: &str, year: i16) -> YearView {
    let has = |level: Level| {
        let mut periods = shared.public.periods().iter().map(PublicPeriod::period);
        periods.any(|p| p.year() == year && p.level() == level)
    };
    // A quarter counts as soon as one of its months has a page, or it has one itself.
    let quarters: Vec<Period> = (1..=4)
        .filter_map(|n| Some(Period::new(year, n * 3)?.at(Level::Quarter)))
        .filter(|quarter| {
            let mut periods = shared.public.periods().iter().map(PublicPeriod::period);
            periods.any(|p| p.level() <= Level::Quarter && p.at(Level::Quarter) == *quarter)
        })
        .collect();
    let mut rows = Vec::new();
    for (at, quarter) in quarters.iter().enumerate() {
        let half = quarter.at(Level::Half);
        let begins = |q: &Period| q.at(Level::Half) == half;
        let first_of_half = quarters.iter().position(begins) == Some(at);
        rows.push(RowView {
            months: quarter.months().map(|m| cell(shared, path, m)).collect(),
            quarter: cell(shared, path, *quarter),
            half: first_of_half.then(|| WideView {
                rows: quarters.iter().filter(|q| begins(q)).count(),
                cell: cell(shared, path, half),
            }),
            year: (at == 0).then(|| WideView {
                rows: quarters.len(),
                cell: cell(shared, path, quarter.at(Level::Year)),
            }),
        });
    }
    let written = year.to_string();
    YearView {
        name: shared.words.fill("year_name", &[("year", &written)]),
        has_quarters: has(Level::Quarter),
        has_halves: has(Level::Half),
        has_year: has(Level::Year),
        rows,
    }
}

fn cell(shared: &Shared<'_>, path: &str, period: Period) -> CellView {
    let found = shared.public.period(period);
    found.map_or_else(CellView::default, |p| archived(shared, path, p))
}

/// Shows a period in the archive: with its policies and its files.
fn archived(shared: &Shared<'_>, path: &str, period: &PublicPeriod<'_>) -> CellView {
    let file = |text: &str, to: String| LinkView {
        text: text.to_owned(),
        href: link(path, &to),
    };
    let boards = period
        .policies()
        .iter()
        .flat_map(|policy| policy.boards().iter().map(move |board| (policy, board)));
    let sheets = boards.filter_map(|(policy, board)| {
        let to = shared.download(&board::sheet(period, policy, board)?);
        Some(file(&board.board.name, to))
    });
    CellView {
        policies: shared
            .words
            .count("archive_policies", period.policies().len(), &[]),
        files: vec![
            file(
                "XLSX",
                shared.download(&Addresses::workbook(period.period())),
            ),
            file(
                "JSON",
                shared.download(&Addresses::results(period.period())),
            ),
        ],
        provenance: shared.provenance(path, period.period()),
        sheets: sheets.collect(),
        ..period_cell(shared, path, period)
    }
}

/// Shows a period in the calendar or in a list.
pub fn period_cell(shared: &Shared<'_>, path: &str, period: &PublicPeriod<'_>) -> CellView {
    let policies = period.policies().iter();
    let awards = policies.flat_map(|p| p.awards()).map(|a| a.winners.len());
    CellView {
        period: shared.period_link(path, period.period()),
        state: shared.state(period),
        sentence: sentence(shared, period, awards.sum()),
        ..CellView::default()
    }
}

/// Says in a sentence how many took part and how many awards were won.
pub fn sentence(shared: &Shared<'_>, period: &PublicPeriod<'_>, winners: usize) -> String {
    let words = &shared.words;
    let policies = period.policies().iter().filter(|p| p.is_about_people());
    // Who stands under several policies takes part once.
    let people: BTreeSet<&str> = policies.flat_map(|p| p.rated_ids()).collect();
    let people = words.count("home_people", people.len(), &[]);
    if winners == 0 {
        return words.fill("home_sentence", &[("people", &people)]);
    }
    // What may still change is not announced as won.
    let awards = period.policies().iter().flat_map(|p| p.awards());
    let mut won = awards.filter(|award| !award.winners.is_empty());
    let key = if won.all(|award| award.pending.is_empty()) {
        "home_winners"
    } else {
        "home_winners_provisional"
    };
    let winners = words.count(key, winners, &[]);
    let parts = [("people", people.as_str()), ("winners", &winners)];
    words.fill("home_sentence_won", &parts)
}
