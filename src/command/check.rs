//! `check`: all mistakes and warnings, for people or for programs.

use serde_json::{Value as Json, json};

use super::line::Format;
use super::terminal::Terminal;
use super::{DONE, MISTAKEN, has_errors, made_strict};
use crate::Assessed;
use crate::diagnostic::{Diagnostic, Language, Severity, in_order};
use crate::value::{At, Place, column_letters};

/// Prints everything that was found.
pub(super) fn run(
    assessed: &mut Assessed,
    strict: bool,
    format: Format,
    terminal: &Terminal,
) -> u8 {
    if strict {
        made_strict(&mut assessed.diagnostics);
        assessed.diagnostics = in_order(std::mem::take(&mut assessed.diagnostics));
    }
    match format {
        Format::Text => terminal.list(&assessed.diagnostics),
        Format::Json => {
            let list = as_json(&assessed.diagnostics, terminal.language);
            terminal.result(&format!("{list:#}"));
        }
    }
    if has_errors(&assessed.diagnostics) {
        MISTAKEN
    } else {
        DONE
    }
}

/// Writes the messages of one language as `meritbook/check/v1`.
fn as_json(diagnostics: &[Diagnostic], language: Language) -> Json {
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
