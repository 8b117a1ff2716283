//! Adds up a site's event tables and nothing else, as CSV: person, month, and what each aggregate
//! of the policies comes to. For measuring; `benches/events.py` runs it.
//!
//! Usage: cargo run --release --example tally -- SITE

#![expect(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    reason = "a program of its own"
)]

use std::io::{self, BufWriter, Write};
use std::path::Path;

use meritbook::assessment::tally_events;
use meritbook::content::{self, each_event};
use meritbook::formula::Aggregate;
use meritbook::value::{Missing, Value};
use meritbook::{data, policy};

fn main() -> io::Result<()> {
    let site = std::env::args().nth(1).unwrap_or_else(|| ".".to_owned());
    let content = content::read(Path::new(&site));
    let (policies, _) = policy::understand(&content);
    let (ledger, _) = data::understand(&content);
    let (tallies, said) = tally_events(policies, &ledger, &each_event);
    for diagnostic in &said {
        eprintln!("{}: {}", diagnostic.code, diagnostic.title.en);
    }
    let mut out = BufWriter::new(io::stdout().lock());
    for ((asks, month, _), tallied) in tallies.all() {
        if asks != month {
            continue;
        }
        let month = month.to_string();
        for (at, person) in tallied.people.iter().enumerate().skip(1) {
            if tallied.rows.get(at).is_none_or(|rows| *rows == 0) {
                continue;
            }
            write!(out, "{person},{month}")?;
            for (key, gathered) in &tallied.gathered {
                let by = match key.starts_with("Count") {
                    true => Aggregate::Count,
                    false => Aggregate::Sum,
                };
                let cell = gathered.get(at).map(|own| own.cell(by, || Missing::Nobody));
                match cell {
                    Some(Ok(Value::Number(n))) => write!(out, ",{}", n.exact_text())?,
                    _ => write!(out, ",")?,
                }
            }
            writeln!(out)?;
        }
    }
    out.flush()
}
