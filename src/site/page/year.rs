//! A person's year: every period with its items and their explanations.

use serde::Serialize;

use crate::period::{Level, Period};
use crate::site::address::link;
use crate::site::page::person::{facts, years};
use crate::site::page::score::{self, PeriodScores, Showing};
use crate::site::shared::{Frame, LinkView, Shared};

/// A person's year.
#[derive(Debug, Serialize)]
pub struct YearPage {
    frame: Frame,
    name: String,
    facts: String,
    year: String,
    person: LinkView,
    years: Vec<LinkView>,
    periods: Vec<PeriodScores>,
}

/// How many rows of a table an explanation shows.
const ROWS: usize = 5;

/// Shows a person's year, the latest period first.
pub fn view(shared: &Shared<'_>, path: &str, id: &str, year: i16) -> Option<YearPage> {
    let person = shared.public.people().get(id)?;
    let mut periods: Vec<PeriodScores> = Vec::new();
    for (at, policy) in &person.results {
        let Some(period) = shared.public.periods().get(*at) else {
            continue;
        };
        if period.period().year() != year {
            continue;
        }
        let results = period.policies().get(*policy);
        let Some((results, subject)) = results.and_then(|r| Some((r, r.subject(id)?))) else {
            continue;
        };
        let anchor = anchor(period.period());
        let prefix = format!("{anchor}-");
        let showing = Showing {
            page: path,
            prefix: &prefix,
            rows: ROWS,
        };
        let score = score::view(shared, showing, period, results, subject);
        match periods.last_mut().filter(|m| m.anchor == anchor) {
            Some(period) => period.scores.push(score),
            None => periods.push(PeriodScores {
                anchor,
                period: shared.period_link(path, period.period()),
                state: shared.state(period),
                scores: vec![score],
            }),
        }
    }
    periods.reverse();
    let year = shared
        .words
        .fill("year_name", &[("year", &year.to_string())]);
    Some(YearPage {
        frame: shared.frame(path, format!("{} · {year}", person.name), "people"),
        name: person.name.clone(),
        facts: facts(shared, person),
        person: LinkView {
            text: person.name.clone(),
            href: shared
                .addresses
                .person(id)
                .map_or_else(String::new, |to| link(path, &to)),
        },
        years: years(shared, path, person),
        year,
        periods,
    })
}

/// Returns what stands for a period in anchors: `m9`, `q3`, `h2`, `y1`.
pub fn anchor(period: Period) -> String {
    let level = match period.level() {
        Level::Month => 'm',
        Level::Quarter => 'q',
        Level::Half => 'h',
        Level::Year => 'y',
    };
    format!("{level}{}", period.number())
}
