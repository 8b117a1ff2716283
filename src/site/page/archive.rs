//! The archive: all periods by year.

use serde::Serialize;

use crate::site::address::{Addresses, link};
use crate::site::edition::PublicPeriod;
use crate::site::shared::{Frame, LinkView, Shared};

/// The archive.
#[derive(Debug, Serialize)]
pub struct ArchivePage {
    frame: Frame,
    years: Vec<YearView>,
}

/// A year.
#[derive(Debug, Serialize)]
struct YearView {
    name: String,
    periods: Vec<PeriodRow>,
}

/// A period in a list.
#[derive(Debug, Serialize)]
pub struct PeriodRow {
    /// The period.
    pub period: LinkView,
    /// Its state.
    pub state: String,
    /// How many took part.
    pub people: String,
    /// How many awards were given.
    pub awards: String,
    /// The results as data.
    pub results: String,
}

/// Shows the archive.
pub fn view(shared: &Shared<'_>, path: &str) -> ArchivePage {
    let mut years: Vec<YearView> = Vec::new();
    for period in shared.public.periods().iter().rev() {
        let year = period.period().year().to_string();
        let name = shared.words.fill("year_name", &[("year", &year)]);
        let row = period_row(shared, path, period);
        match years.last_mut().filter(|y| y.name == name) {
            Some(year) => year.periods.push(row),
            None => years.push(YearView {
                name,
                periods: vec![row],
            }),
        }
    }
    let title = shared.words.say("archive").to_owned();
    ArchivePage {
        frame: shared.frame(path, title, "periods"),
        years,
    }
}

/// Shows a period in a list.
pub fn period_row(shared: &Shared<'_>, path: &str, period: &PublicPeriod<'_>) -> PeriodRow {
    let people: usize = period
        .policies()
        .iter()
        .filter(|p| p.is_about_people())
        .map(|p| p.rated())
        .sum();
    let awards = period
        .policies()
        .iter()
        .flat_map(|p| p.awards())
        .filter(|a| !a.winners.is_empty())
        .count();
    PeriodRow {
        period: shared.period_link(path, period.period()),
        state: shared.state(period),
        people: people.to_string(),
        awards: awards.to_string(),
        results: link(path, &Addresses::results(period.period())),
    }
}
