//! What of a file is shown at a place: its address in words, its lines, and where the carets go.

use std::ops::Range;

use super::{Language, Said};
use crate::value::{At, Place};

/// Some lines of a file, ready to be drawn.
pub(super) struct Excerpt {
    /// The number of the first line.
    pub(super) first_line: usize,
    /// The lines.
    pub(super) text: String,
    /// Where the carets go, in bytes of `text`; one stretch a place, each within one line.
    pub(super) carets: Vec<Range<usize>>,
}

/// Writes where a place is: `path:line:column`, `path:line 列“金额”`, `path 销售!B7`.
pub(super) fn address(place: &Place, language: Language) -> String {
    match &place.at {
        At::Line { heading, .. } if !heading.is_empty() => {
            let column = Said::new(format!(" 列“{heading}”"), format!(" column “{heading}”"));
            format!("{place}{}", column.get(language))
        }
        _ => place.to_string(),
    }
}

/// Cuts out of a document the lines that several of its spans need; `None` for places that have
/// no lines to show.
pub(super) fn of_spans(places: &[&Place]) -> Option<Excerpt> {
    let text = &places.first()?.source.text;
    let spans: Option<Vec<Range<usize>>> = places
        .iter()
        .map(|place| match place.at {
            At::Span { start, end } => Some(on_one_line(text, start, end)),
            _ => None,
        })
        .collect();
    let spans = spans?;
    let first = spans.iter().map(|span| span.start).min()?;
    let last = spans.iter().map(|span| span.end).max()?;
    let from = text.get(..first)?.rfind('\n').map_or(0, |at| at + 1);
    let rest = text.get(last..)?;
    let to = last + rest.find('\n').unwrap_or(rest.len());
    Some(Excerpt {
        first_line: text.get(..from)?.matches('\n').count() + 1,
        text: text.get(from..to)?.trim_end_matches('\r').to_owned(),
        carets: spans.iter().map(|s| s.start - from..s.end - from).collect(),
    })
}

/// Shows the cell or line of a table as it was written; `None` for other places.
pub(super) fn of_table(place: &Place) -> Option<Excerpt> {
    let (line, written) = match &place.at {
        // A line that was not kept has nothing to show; a blank cell shows that it is blank.
        At::Line {
            heading, written, ..
        } if heading.is_empty() && written.is_empty() => {
            return None;
        }
        At::Line { line, written, .. } => (*line, written),
        At::Cell { row, written, .. } => (*row, written),
        At::File | At::Span { .. } => return None,
    };
    let mut text = written.replace("\r\n", "⏎").replace(['\n', '\r'], "⏎");
    if let Some((cut, _)) = text.char_indices().nth(MOST_CHARACTERS) {
        text.truncate(cut);
        text.push('…');
    }
    let carets = 0..text.len();
    Some(Excerpt {
        first_line: line as usize,
        text,
        carets: vec![carets],
    })
}

/// The most characters of a table's line or cell that are shown.
const MOST_CHARACTERS: usize = 200;

/// Keeps a span within its text, its characters and its first line.
fn on_one_line(text: &str, start: usize, end: usize) -> Range<usize> {
    let start = boundary(text, start);
    let end = boundary(text, end).max(start);
    let spanned = text.get(start..end).unwrap_or("");
    let line = spanned.split('\n').next().unwrap_or("").trim_end();
    start..start + line.len()
}

/// Returns the nearest character boundary at or before a byte.
fn boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at)
        .rev()
        .find(|&i| text.is_char_boundary(i))
        .unwrap_or(0)
}
