//! `explain`: how a number came about, as a tree down to the rows of files.

mod find;
mod tree;
mod value;

use super::terminal::Terminal;
use super::{DONE, MISTAKEN, has_errors};
use crate::Assessed;
use crate::assessment::{Book, PeriodResult};
use crate::diagnostic::{Diagnostic, Severity, tally};

use find::Who;

/// Explains one figure, or the total under each policy when none is named.
pub(super) fn run(
    assessed: Assessed,
    who: &str,
    period: &str,
    figure: Option<&str>,
    terminal: &Terminal,
) -> u8 {
    let book = match assessed.book {
        Some(book) if !has_errors(&assessed.diagnostics) => book,
        _ => {
            let errors: Vec<Diagnostic> = assessed
                .diagnostics
                .into_iter()
                .filter(|d| d.severity == Severity::Error)
                .collect();
            terminal.messages(&errors);
            terminal.note(&tally(&errors, terminal.language));
            return MISTAKEN;
        }
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

fn explained(
    book: &Book,
    who: &str,
    period: &str,
    figure: Option<&str>,
    terminal: &Terminal,
) -> Result<String, super::CommandMistake> {
    let who = find::who(book, who)?;
    let period = find::period(book, period)?;
    let policies = find::policies(book, period, &who)?;
    let figures = match figure {
        Some(figure) => vec![find::figure(period, &policies, figure)?],
        None => find::totals(&policies),
    };
    let detail = if figure.is_some() {
        tree::Detail::Full
    } else {
        tree::Detail::Short
    };
    let mut out = heading(&who, period, terminal);
    for (policy, figure) in &figures {
        if let Some(step) = book.explain(period, policy, figure, &who.id) {
            out.push('\n');
            out.push_str(&tree::draw(&step, book, period, detail, terminal.language));
        }
    }
    if figure.is_none() {
        out.push('\n');
        out.push_str(&figures_to_ask_for(&who, period, &policies, terminal));
    }
    Ok(out)
}

fn heading(who: &Who, period: &PeriodResult, terminal: &Terminal) -> String {
    let state = match period.state {
        crate::data::State::Open => terminal.say("进行中", "still open"),
        crate::data::State::CutOff => terminal.say("已截止", "cut off"),
        crate::data::State::Provisional => terminal.say("公示中", "provisional"),
        crate::data::State::Final => terminal.say("已定稿", "final"),
    };
    format!("{}  {}  {state}\n", who.shown, period.period)
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
