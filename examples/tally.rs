//! Adds up a site's event tables and nothing else, as CSV: person, month, and what each aggregate
//! of the policies comes to. For measuring; `benches/events.py` runs it.
//!
//! Usage: cargo run --release --example tally -- SITE

#![expect(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    reason = "a program of its own"
)]

use std::io::{self, Write};
use std::path::Path;

use meritbook::assessment::tally_events;
use meritbook::content::{self, each_event};
use meritbook::figure::Tallied;
use meritbook::formula::Aggregate;
use meritbook::period::Period;
use meritbook::value::{Missing, Value};
use meritbook::{data, policy};
use rayon::prelude::*;

fn main() -> io::Result<()> {
    let site = std::env::args().nth(1).unwrap_or_else(|| ".".to_owned());
    let content = content::read(Path::new(&site));
    let (policies, _) = policy::understand(&content);
    let (ledger, _) = data::understand(&content);
    let (tallies, said) = tally_events(policies, &ledger, &each_event);
    for diagnostic in &said {
        eprintln!("{}: {}", diagnostic.code, diagnostic.title.en);
    }
    let asked = tallies.all().filter(|((asks, month, _), _)| asks == month);
    let asked: Vec<_> = asked
        .map(|((_, month, _), tallied)| (month, tallied))
        .collect();
    let lines = asked
        .par_iter()
        .map(|(month, tallied)| lines(month, tallied));
    let lines: Vec<String> = lines.collect();
    let mut out = io::stdout().lock();
    lines
        .iter()
        .try_for_each(|lines| out.write_all(lines.as_bytes()))
}

/// The lines of one month.
fn lines(month: &Period, tallied: &Tallied) -> String {
    let mut lines = String::new();
    let month = month.to_string();
    let columns = tallied.gathered.iter().map(|(key, gathered)| {
        let by = match key.starts_with("Count") {
            true => Aggregate::Count,
            false => Aggregate::Sum,
        };
        (by, gathered)
    });
    let columns: Vec<_> = columns.collect();
    for (at, person) in tallied.people.iter().enumerate().skip(1) {
        if tallied.rows.get(at).is_none_or(|rows| *rows == 0) {
            continue;
        }
        lines.extend([person.as_ref(), ",", &month]);
        for (by, gathered) in &columns {
            let cell = gathered
                .get(at)
                .map(|own| own.cell(*by, || Missing::Nobody));
            lines.push(',');
            if let Some(Ok(Value::Number(n))) = cell {
                lines.push_str(&n.exact_text());
            }
        }
        lines.push('\n');
    }
    lines
}
