//! `check`: all mistakes and warnings, for people or for programs.

mod accepted;
mod fix;
mod kept;

use std::path::{Path, PathBuf};

use serde_json::{Value as Json, json};

use super::line::Format;
use super::terminal::Terminal;
use super::{DONE, MISTAKEN, explain, has_errors, made_strict, refused};
use crate::diagnostic::{Diagnostic, Language, Severity, in_order};
use crate::output::OutputMistake;
use crate::site::{examine, examine_audiences};
use crate::value::{At, Place, column_letters};
use crate::{Assessed, assess};
use fix::Change;

/// What `check` is asked to do.
#[derive(Debug, clap::Args)]
pub(super) struct Asked {
    /// Counts warnings as errors.
    #[arg(long)]
    pub(super) strict: bool,
    /// Puts right what cannot be meant otherwise.
    #[arg(long)]
    pub(super) fix: bool,
    /// For people or for programs.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
    /// A sheet done by hand, with which results are compared.
    #[arg(long)]
    pub(super) against: Option<PathBuf>,
    /// The period of that sheet; the latest month when not said.
    #[arg(long, requires = "against")]
    pub(super) period: Option<String>,
    /// The day by which it is told what has been kept long enough.
    #[arg(long)]
    pub(super) on: Option<String>,
}

/// Prints everything that was found, after putting right what can be, where that is asked for.
pub(super) fn run(site: &Path, mut assessed: Assessed, asked: &Asked, terminal: &Terminal) -> u8 {
    if let Some(file) = &asked.against {
        return explain::against(assessed, file, asked.period.as_deref(), terminal);
    }
    let day = match kept::day(asked.on.as_deref()) {
        Ok(day) => day,
        Err(mistake) => return refused(&mistake, terminal),
    };
    let mut changes = Vec::new();
    if asked.fix {
        (assessed, changes) = fixed(site, assessed);
    }
    if let Some(book) = &assessed.book {
        let of_theme = examine(&book.settings, &assessed.themes);
        assessed.diagnostics.extend(of_theme);
        assessed.diagnostics.extend(examine_audiences(book));
        assessed.diagnostics.extend(kept::past(book, day));
        assessed.diagnostics = in_order(std::mem::take(&mut assessed.diagnostics));
    }
    if asked.strict {
        made_strict(&mut assessed.diagnostics);
        assessed.diagnostics = in_order(std::mem::take(&mut assessed.diagnostics));
    }
    match asked.format {
        Format::Text => {
            if asked.fix {
                terminal.result(&in_words(&changes, terminal));
                terminal.result("");
            }
            terminal.list(&assessed.diagnostics);
            accepted::list(&assessed, terminal);
        }
        Format::Json => {
            let mut list = as_json(&assessed.diagnostics, terminal.language);
            if asked.fix {
                list["fixed"] = changes.iter().map(change_as_json).collect();
            }
            list["accepted"] = accepted::as_json(&assessed);
            terminal.result(&format!("{list:#}"));
        }
    }
    if has_errors(&assessed.diagnostics) {
        MISTAKEN
    } else {
        DONE
    }
}

/// Corrects and reads again until nothing is left to correct: of a document only the first slip
/// may show.
fn fixed(site: &Path, mut assessed: Assessed) -> (Assessed, Vec<Change>) {
    let mut changes: Vec<Change> = Vec::new();
    for _ in 0..MOST_ROUNDS {
        let (new, refused) = fix::apply(site, &assessed.diagnostics);
        let done = new.is_empty();
        for change in new {
            let same = |c: &&mut Change| (&c.path, c.line) == (&change.path, change.line);
            match changes.iter_mut().find(same) {
                Some(earlier) => earlier.after = change.after,
                None => changes.push(change),
            }
        }
        if done {
            let refused = refused.iter().map(OutputMistake::diagnostic);
            assessed.diagnostics.extend(refused);
            break;
        }
        assessed = assess(site);
    }
    changes.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    (assessed, changes)
}

/// A document with more slips one behind the other than this is mended in several runs.
const MOST_ROUNDS: u32 = 200;

fn in_words(changes: &[Change], terminal: &Terminal) -> String {
    if changes.is_empty() {
        let none = terminal.say(
            "没有可以自动改正的地方。",
            "There is nothing that can be put right by itself.",
        );
        return none.to_owned();
    }
    let count = changes.len();
    let mut text = match terminal.language {
        Language::Chinese => format!("已改正 {count} 行：\n"),
        Language::English if count == 1 => "1 line was put right:\n".to_owned(),
        Language::English => format!("{count} lines were put right:\n"),
    };
    for change in changes {
        let Change { path, line, .. } = change;
        let (before, after) = (&change.before, &change.after);
        text.push_str(&format!("\n{path}:{line}\n  - {before}\n  + {after}\n"));
    }
    text
}

fn change_as_json(change: &Change) -> Json {
    json!({
        "path": change.path,
        "line": change.line,
        "before": change.before,
        "after": change.after,
    })
}

/// Writes the messages of one language as `meritbook/check/v1`.
pub(super) fn as_json(diagnostics: &[Diagnostic], language: Language) -> Json {
    let count = |severity| {
        diagnostics
            .iter()
            .filter(|d| d.severity == severity)
            .count()
    };
    let one = |diagnostic: &Diagnostic| {
        let related = diagnostic.related.iter().map(
            |(place, said)| json!({ "place": place_as_json(place), "label": said.get(language) }),
        );
        json!({
            "code": diagnostic.code,
            "severity": severity_name(diagnostic.severity),
            "title": diagnostic.title.get(language),
            "place": diagnostic.place.as_ref().map(place_as_json),
            "label": diagnostic.label.get(language),
            "related": related.collect::<Vec<_>>(),
            "why": diagnostic.why.get(language),
            "help": diagnostic.help.get(language),
        })
    };
    json!({
        "format": "meritbook/check/v1",
        "language": language.tag(),
        "errors": count(Severity::Error),
        "missing": count(Severity::Missing),
        "warnings": count(Severity::Warning),
        "notes": count(Severity::Note),
        "diagnostics": diagnostics.iter().map(one).collect::<Vec<_>>(),
    })
}

fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Missing => "missing",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn place_as_json(place: &Place) -> Json {
    let path = &place.source.path;
    match &place.at {
        At::File => json!({ "path": path }),
        At::Span { .. } => {
            let (line, column) = place.line_and_column().unwrap_or((1, None));
            json!({ "path": path, "line": line, "column": column })
        }
        At::Line {
            line,
            heading,
            written,
        } => {
            json!({ "path": path, "line": line, "heading": &**heading, "written": &**written })
        }
        At::Cell {
            sheet,
            row,
            column,
            written,
        } => {
            let cell = format!("{}{row}", column_letters(*column));
            json!({ "path": path, "sheet": &**sheet, "cell": cell, "written": &**written })
        }
    }
}
