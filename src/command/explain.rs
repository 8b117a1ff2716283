//! `explain`: how a number came about, as a tree down to the rows of files.

mod against;
pub(super) mod find;
mod tree;
mod value;

use super::terminal::Terminal;
use super::{DONE, MISTAKEN};

use crate::assessment::{Book, PeriodResult};
use crate::diagnostic::tally;

pub(super) use against::run as against;
use find::{Assessed, Figure, Who};
pub(super) use tree::aligned;

/// What `explain` is asked for.
#[derive(Debug, clap::Args)]
pub(super) struct Asked {
    /// An id or a name of a person or team.
    pub(super) who: String,
    /// A period such as `2026-10`.
    pub(super) period: String,
    /// A figure by name; the total when not said.
    pub(super) figure: Option<String>,
}

/// Explains one figure, or the total under each policy when none is named.
pub(super) fn run(assessed: crate::Assessed, asked: &Asked, terminal: &Terminal) -> u8 {
    let (who, period, figure) = (
        asked.who.as_str(),
        asked.period.as_str(),
        asked.figure.as_deref(),
    );
    let book = match book(assessed, terminal) {
        Ok(book) => book,
        Err(status) => return status,
    };
    match explained(&book, who, period, figure, terminal) {
        Ok(text) => {
            terminal.result(&text);
            DONE
        }
        Err(mistake) => {
            terminal.messages(&[mistake.diagnostic()]);
            MISTAKEN
        }
    }
}

/// Returns the results; tells what stands in the way of them.
fn book(assessed: crate::Assessed, terminal: &Terminal) -> Result<Book, u8> {
    super::book(assessed).map_err(|errors| {
        terminal.messages(&errors);
        terminal.note(&tally(&errors, terminal.language));
        MISTAKEN
    })
}

fn explained(
    book: &Book,
    who: &str,
    period: &str,
    figure: Option<&str>,
    terminal: &Terminal,
) -> Result<String, super::CommandMistake> {
    let who = find::who(book, who)?;
    let periods = find::periods(book, period)?;
    let assessed = find::policies(book, &periods, &who)?;
    if let Some(figure) = figure {
        let (of, figure) = find::figure(&assessed, figure)?;
        let mut out = heading(&who, of.period, terminal);
        out.push_str(&trees(
            book,
            &who,
            of,
            &[figure],
            tree::Detail::Full,
            terminal,
        ));
        return Ok(out);
    }
    let parts = assessed.iter().map(|of| {
        let figures = find::totals(&of.policies);
        let mut out = heading(&who, of.period, terminal);
        out.push_str(&trees(
            book,
            &who,
            of,
            &figures,
            tree::Detail::Short,
            terminal,
        ));
        out.push('\n');
        out.push_str(&figures_to_ask_for(&who, of.period, &of.policies, terminal));
        out
    });
    Ok(parts.collect::<Vec<_>>().join("\n\n"))
}

fn trees(
    book: &Book,
    who: &Who,
    of: &Assessed<'_>,
    figures: &[Figure],
    detail: tree::Detail,
    terminal: &Terminal,
) -> String {
    let mut out = String::new();
    for (policy, figure) in figures {
        if let Some(step) = book.explain(of.period, policy, figure, &who.id) {
            out.push('\n');
            out.push_str(&tree::draw(
                &step,
                book,
                of.period,
                detail,
                terminal.language,
            ));
        }
    }
    out
}

fn heading(who: &Who, period: &PeriodResult, terminal: &Terminal) -> String {
    let state = period.stage().said();
    let state = state.get(terminal.language);
    let missing: Vec<String> = period
        .months
        .iter()
        .filter(|(_, state)| state.is_none())
        .map(|(month, _)| month.to_string())
        .collect();
    let mut out = format!("{}  {}  {state}\n", who.shown, period.period);
    if !missing.is_empty() {
        out.push_str(terminal.say(
            &format!("还没有数据的月份：{}\n", missing.join("、")),
            &format!("Months without data so far: {}\n", missing.join(", ")),
        ));
    }
    out
}

/// Lists what else could be asked, so that nobody has to guess names.
fn figures_to_ask_for(
    who: &Who,
    period: &PeriodResult,
    policies: &[&crate::assessment::PolicyResult],
    terminal: &Terminal,
) -> String {
    let names = find::names(policies);
    let example = names.first().map_or("", String::as_str);
    let all = names.join(terminal.say("、", ", "));
    let (id, period) = (&who.id, period.period);
    terminal
        .say(
            &format!("看某一项：meritbook explain {id} {period} {example}\n可以查的：{all}"),
            &format!(
                "For one figure: meritbook explain {id} {period} {example}\nYou can ask for: {all}"
            ),
        )
        .to_owned()
}
