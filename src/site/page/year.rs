//! A person's year: every period with its items and their explanations.

use serde::Serialize;

use crate::site::address::link;
use crate::site::page::person::{facts, years};
use crate::site::page::score::{self, ScoreView, Showing};
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
    months: Vec<MonthView>,
}

/// A period of the year.
#[derive(Debug, Serialize)]
struct MonthView {
    anchor: String,
    period: LinkView,
    state: String,
    scores: Vec<ScoreView>,
}

/// How many rows of a table an explanation shows.
const ROWS: usize = 5;

/// Shows a person's year, the latest period first.
pub fn view(shared: &Shared<'_>, path: &str, id: &str, year: i16) -> Option<YearPage> {
    let person = shared.public.people().get(id)?;
    let mut months: Vec<MonthView> = Vec::new();
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
        let anchor = format!("m{}", period.period().month());
        let prefix = format!("{anchor}-");
        let showing = Showing {
            page: path,
            prefix: &prefix,
            rows: ROWS,
        };
        let score = score::view(shared, showing, period, results, subject);
        match months.last_mut().filter(|m| m.anchor == anchor) {
            Some(month) => month.scores.push(score),
            None => months.push(MonthView {
                anchor,
                period: shared.period_link(path, period.period()),
                state: shared.state(period),
                scores: vec![score],
            }),
        }
    }
    months.reverse();
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
        months,
    })
}
