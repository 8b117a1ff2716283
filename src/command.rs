//! The command line: one file a verb. Talks to the terminal; asks the environment.
//!
//! Results go to standard output, messages to standard error. The exit status is 0 when all is
//! done, 1 for a mistake of the author's, 2 for one of ours or the machine's.

mod adjust;
mod amendment;
mod advance;
mod announce;
mod appeal;
mod bag;
mod build;
mod check;
mod compare;
mod diff;
mod explain;
mod help;
mod import;
mod init;
mod line;
mod mistake;
mod new_month;
mod new_theme_file;
mod schema;
mod seal;
mod terminal;
mod verify;
mod welcome;

pub use mistake::CommandMistake;

use std::ffi::OsString;

use crate::assessment::{Book, PeriodResult};
use crate::diagnostic::{Diagnostic, Language, Severity, tally};
use crate::period::Period;
use crate::{Assessed, assess};
use line::{Line, New, Verb};
use terminal::Terminal;

/// Everything was done.
const DONE: u8 = 0;
/// A mistake of the author's.
const MISTAKEN: u8 = 1;
/// A mistake of ours or the machine's.
const BROKEN: u8 = 2;

/// Runs one command; `arguments` begin with the program's own name. Returns the exit status.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let asked = line::language_asked_for(&arguments);
    let terminal = Terminal::new(asked.or_else(terminal::locale).unwrap_or_default());
    match line::parse(&arguments, terminal.language) {
        Err(line::Answer::Help(text)) => {
            terminal.result(&text);
            DONE
        }
        Err(line::Answer::Mistake(mistake)) => {
            terminal.messages(&[mistake.diagnostic()]);
            MISTAKEN
        }
        Ok(line) => dispatch(&line, terminal, asked),
    }
}

fn dispatch(line: &Line, mut terminal: Terminal, asked: Option<Language>) -> u8 {
    let Some(verb) = &line.verb else {
        let is_site = line.site.join("content").is_dir();
        let site = is_site.then(|| assessed(line, asked, &mut terminal));
        terminal.result(&welcome::text(site.as_ref(), terminal.language));
        return DONE;
    };
    match verb {
        // Asks nothing of the site.
        Verb::Schema { what } => {
            terminal.result(&schema::text(*what));
            DONE
        }
        // Asks nothing of a site.
        Verb::Init(wanted) => init::run(wanted, &terminal),
        Verb::Check(wanted) => {
            let assessed = assessed(line, asked, &mut terminal);
            check::run(&line.site, assessed, wanted, &terminal)
        }
        Verb::Adjust(wanted) => adjust::run(&line.site, wanted, asked, terminal),
        Verb::Appeal { what } => appeal::run(&line.site, what, asked, terminal),
        Verb::Announce(wanted) => {
            let assessed = assessed(line, asked, &mut terminal);
            announce::run(assessed, wanted, &terminal)
        }
        Verb::Build(wanted) => {
            let assessed = assessed(line, asked, &mut terminal);
            build::run(&line.site, assessed, wanted, &terminal)
        }
        Verb::Explain(wanted) => {
            let assessed = assessed(line, asked, &mut terminal);
            explain::run(assessed, wanted, &terminal)
        }
        Verb::Compare(wanted) => {
            let assessed = assessed(line, asked, &mut terminal);
            compare::run(&line.site, assessed, wanted, &terminal)
        }
        Verb::Diff(wanted) => diff::run(&line.site, wanted, asked, terminal),
        Verb::Import(wanted) => import::run(&line.site, wanted, asked, terminal),
        Verb::Advance(wanted) => {
            let assessed = assessed(line, asked, &mut terminal);
            advance::run(&line.site, assessed, wanted, &terminal)
        }
        Verb::Bag(wanted) => bag::run(&line.site, wanted, &terminal),
        Verb::Seal(wanted) => {
            let assessed = assessed(line, asked, &mut terminal);
            seal::run(&line.site, assessed, wanted, &terminal)
        }
        Verb::Verify(wanted) => verify::run(&line.site, wanted, &terminal),
        Verb::New { what, name } => match what {
            New::Month => new_month::run(&line.site, name, asked, terminal),
            New::ThemeFile => new_theme_file::run(&line.site, name, asked, terminal),
        },
    }
}

/// Reads the site; from then on its language is spoken, unless the command line says another.
fn assessed(line: &Line, asked: Option<Language>, terminal: &mut Terminal) -> Assessed {
    let assessed = assess(&line.site);
    // Said on the command line, else by the site, else by the locale.
    if let (None, Some(language)) = (asked, assessed.language) {
        terminal.language = language;
    }
    assessed
}

/// Understands where a site will lie; the address ends with `/` from then on.
fn base(written: Option<&str>) -> Result<Option<String>, CommandMistake> {
    let Some(written) = written else {
        return Ok(None);
    };
    let rest = ["https://", "http://"]
        .iter()
        .find_map(|scheme| written.strip_prefix(scheme));
    let odd = |c: char| c.is_whitespace() || c.is_control() || "?#\"<>\\".contains(c);
    match rest {
        Some(rest) if !rest.starts_with('/') && !rest.is_empty() && !rest.contains(odd) => {
            Ok(Some(format!("{}/", written.trim_end_matches('/'))))
        }
        _ => Err(CommandMistake::NoAddress {
            written: written.to_owned(),
        }),
    }
}

/// Returns the results, or the mistakes that stand in their way.
fn book(assessed: Assessed) -> Result<Book, Vec<Diagnostic>> {
    match assessed.book {
        Some(book) if !has_errors(&assessed.diagnostics) => Ok(book),
        _ => {
            let mut errors = assessed.diagnostics;
            errors.retain(|d| d.severity == Severity::Error);
            Err(errors)
        }
    }
}

/// Finds the results of a period as somebody writes it.
fn period<'b>(book: &'b Book, written: &str) -> Result<&'b PeriodResult, CommandMistake> {
    let found = Period::named(written).and_then(|period| book.period(period));
    found.ok_or_else(|| CommandMistake::NoSuchPeriod {
        written: written.to_owned(),
        known: book.periods.iter().map(|p| p.period.to_string()).collect(),
    })
}

/// Says all that stands against something, and in the words of `nothing` that it was not done.
fn nothing_done(said: &[Diagnostic], nothing: (&str, &str), terminal: &Terminal) -> u8 {
    terminal.messages(said);
    let nothing = terminal.say(nothing.0, nothing.1);
    let count = tally(said, terminal.language);
    terminal.note(&format!("{nothing}{}{count}", terminal.say("", " ")));
    MISTAKEN
}

fn refused(mistake: &CommandMistake, terminal: &Terminal) -> u8 {
    terminal.messages(&[mistake.diagnostic()]);
    MISTAKEN
}

/// Turns warnings into errors, for `--strict`.
fn made_strict(diagnostics: &mut [Diagnostic]) {
    for diagnostic in diagnostics {
        if diagnostic.severity == Severity::Warning {
            diagnostic.severity = Severity::Error;
        }
    }
}

fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity == Severity::Error)
}
