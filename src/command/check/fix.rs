//! `check --fix`: puts right in the author's files what cannot be meant otherwise, and shows it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::content::encode_like;
use crate::diagnostic::{Correction, Diagnostic};
use crate::output::{OutputMistake, replace};
use crate::value::At;

/// A line that was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    /// The file, from the site's folder.
    pub(super) path: String,
    /// The line, counted from 1.
    pub(super) line: usize,
    /// The line as it was.
    pub(super) before: String,
    /// The line as it is now.
    pub(super) after: String,
}

/// Applies the corrections of these messages to the files of a site. Returns the lines changed,
/// and what could not be written.
pub(super) fn apply(site: &Path, diagnostics: &[Diagnostic]) -> (Vec<Change>, Vec<OutputMistake>) {
    let mut files: BTreeMap<&str, Vec<&Correction>> = BTreeMap::new();
    for correction in diagnostics.iter().filter_map(|d| d.correction.as_ref()) {
        let path = correction.place.source.path.as_str();
        files.entry(path).or_default().push(correction);
    }
    let mut changes = Vec::new();
    let mut refused = Vec::new();
    for (path, corrections) in files {
        let Some(before) = corrections.first().map(|c| &c.place.source.text) else {
            continue;
        };
        let after = corrected(before, &corrections);
        let full = site.join(path);
        // Where the file would not come out as it was written, its author is left to mend it.
        let bytes = fs::read(&full)
            .ok()
            .and_then(|original| encode_like(&original, before, &after));
        match bytes.map(|bytes| replace(&full, &bytes)) {
            Some(Ok(())) => changes.extend(changed_lines(path, before, &after)),
            Some(Err(mistake)) => refused.push(mistake),
            None => {}
        }
    }
    (changes, refused)
}

fn corrected(text: &str, corrections: &[&Correction]) -> String {
    let mut stretches: Vec<(usize, usize, &str)> = corrections
        .iter()
        .filter_map(|c| match c.place.at {
            At::Span { start, end } => Some((start, end, c.with)),
            _ => None,
        })
        .collect();
    stretches.sort_unstable();
    stretches.dedup();
    let mut out = String::with_capacity(text.len() + stretches.len());
    let mut done = 0;
    for (start, end, with) in stretches {
        let (Some(kept), Some(rest)) = (text.get(done..start), text.get(end..)) else {
            continue;
        };
        out.push_str(kept);
        // The space after the sign may be there already, or a line may end.
        let spaced = rest.is_empty() || rest.starts_with([' ', '\n']);
        out.push_str(if spaced { with.trim_end() } else { with });
        done = end;
    }
    out.push_str(text.get(done..).unwrap_or(""));
    out
}

/// Corrections never add or take a line, so lines stand beside each other.
fn changed_lines(path: &str, before: &str, after: &str) -> Vec<Change> {
    let lines = before.split('\n').zip(after.split('\n')).enumerate();
    lines
        .filter(|(_, (before, after))| before != after)
        .map(|(at, (before, after))| Change {
            path: path.to_owned(),
            line: at + 1,
            before: before.to_owned(),
            after: after.to_owned(),
        })
        .collect()
}
