//! `compare`: other rules on the same past months.

mod edit;
mod rules;
pub(super) mod said;
mod setting;
mod site;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::line::Format;
use super::mistake::{CommandMistake, Misuse};
use super::terminal::Terminal;
use super::{DONE, MISTAKEN, book};
use crate::assessment::Book;
use crate::comparison::{self, WhatIf, Window, compare};
use crate::diagnostic::{Diagnostic, Language, Severity, tally};
use crate::period::{Level, Period};
use crate::{Assessed, understand};
use rules::Rules;

/// How many months are compared unless said.
const USUAL_MONTHS: usize = 3;

/// What `compare` is asked for.
#[derive(Debug, clap::Args)]
pub(super) struct Asked {
    /// A policy file in the place of the version in force.
    #[arg(long)]
    pub(super) with: Option<PathBuf>,
    /// Another value of a parameter: `POLICY::PARAMETER=VALUE`.
    #[arg(long)]
    pub(super) set: Vec<String>,
    /// Whose file or parameters they are, by id.
    #[arg(long)]
    pub(super) policy: Option<String>,
    /// The first month.
    #[arg(long)]
    pub(super) from: Option<String>,
    /// The last month.
    #[arg(long)]
    pub(super) to: Option<String>,
    /// Lists everybody for whom something is different.
    #[arg(long)]
    pub(super) all: bool,
    /// The folder of a site with the differences and all pages as they would be.
    #[arg(short, long)]
    pub(super) out: Option<PathBuf>,
    /// For whom that site is.
    #[arg(long, value_enum, requires = "out", default_value_t = Readers::Hr)]
    pub(super) edition: Readers,
    /// For people or for programs.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
}

/// For whom the site of a what-if is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Readers {
    /// Those who answer for the figures.
    Hr,
    /// Everybody of the company.
    Staff,
}

/// Works the months out by both sets of rules and tells what is different.
pub(super) fn run(site: &Path, assessed: Assessed, asked: &Asked, terminal: &Terminal) -> u8 {
    let refused = |errors: &[Diagnostic]| {
        terminal.messages(errors);
        terminal.note(&tally(errors, terminal.language));
        MISTAKEN
    };
    if let Some(Err(mistake)) = asked.out.as_deref().map(|out| site::allowed(site, out)) {
        return refused(&[mistake]);
    }
    let after = match after(site, assessed, asked, terminal.language) {
        Ok(after) => after,
        Err(errors) => return refused(&errors),
    };
    terminal.result(&match asked.format {
        Format::Text => said::text(&after.what_if, asked.all, terminal.language),
        Format::Json => comparison::json(&after.what_if),
    });
    match &asked.out {
        Some(out) => site::make(after, (out, asked.edition), terminal),
        None => DONE,
    }
}

/// What there is once both sides are worked out.
struct After {
    what_if: WhatIf,
    /// The results by the other rules.
    book: Book,
    themes: BTreeMap<String, Vec<u8>>,
}

fn after(
    site: &Path,
    assessed: Assessed,
    asked: &Asked,
    language: Language,
) -> Result<After, Vec<Diagnostic>> {
    let before = book(assessed)?;
    let window = window(&before, asked).map_err(|m| vec![m.diagnostic()])?;
    let mut rules = Rules::find(site, &before, asked, window).map_err(|m| vec![m.diagnostic()])?;
    let mut understood = understand(site, rules.overlay());
    let errors = errors(&understood.diagnostics);
    if !errors.is_empty() {
        return Err(rules.at_their_file(errors));
    }
    let themes = understood.themes.clone();
    let (changes, clauses) = rules.apply((&before, language, &themes), &mut understood.policies)?;
    let after = book(understood.assess()).map_err(|errors| rules.at_their_file(errors))?;
    let months = before.periods.iter().map(|p| p.period);
    let found = compare(&before, &after, window);
    let found = found.into_iter();
    let what_if = WhatIf {
        window,
        worked_out: months.filter(|p| p.level() == Level::Month).collect(),
        found: found
            .filter(|c| rules.concerns(&c.id) || c.is_different())
            .collect(),
        policies: rules.policies(&before),
        changes,
        clauses,
    };
    Ok(After {
        what_if,
        book: after,
        themes,
    })
}

fn errors(diagnostics: &[Diagnostic]) -> Vec<Diagnostic> {
    let errors = diagnostics.iter().cloned();
    errors.filter(|d| d.severity == Severity::Error).collect()
}

/// Finds the months that are meant.
fn window(book: &Book, asked: &Asked) -> Result<Window, CommandMistake> {
    let months: Vec<Period> = book
        .periods
        .iter()
        .map(|p| p.period)
        .filter(|p| p.level() == Level::Month)
        .collect();
    let meant = |written: &str| {
        let found = Period::named(written).filter(|p| months.contains(p));
        found.ok_or_else(|| CommandMistake::NoSuchPeriod {
            written: written.to_owned(),
            known: months.iter().map(ToString::to_string).collect(),
        })
    };
    let none = || CommandMistake::NoSuchPeriod {
        written: asked.to.clone().unwrap_or_default(),
        known: Vec::new(),
    };
    let last = match asked.to.as_deref() {
        Some(written) => meant(written)?,
        None => *months.last().ok_or_else(none)?,
    };
    let first = match asked.from.as_deref() {
        Some(written) => meant(written)?,
        None => {
            let until = months.iter().rev().filter(|m| **m <= last);
            *until.take(USUAL_MONTHS).last().ok_or_else(none)?
        }
    };
    if first > last {
        let valid: Vec<String> = months
            .iter()
            .filter(|m| **m >= first)
            .map(ToString::to_string)
            .collect();
        return Err(CommandMistake::Misused(Misuse::WrongValue {
            option: "--to".to_owned(),
            value: last.to_string(),
            valid: valid.join("、"),
        }));
    }
    Ok(Window { first, last })
}
