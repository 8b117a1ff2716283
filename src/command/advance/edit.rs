//! Entries written into the text of a `month.yml`: comments, order and all else stay as they are.

use std::fmt::Write;
use std::fs;

use crate::content::{self, Node, NodeKind};
use crate::data::{self, State};
use crate::form::data::{MONTH, STATES, STEP, WAIVED};
use crate::form::{Form, Word};
use crate::period::Period;
use crate::value::At;

/// What is written.
#[derive(Debug, Clone)]
pub(super) enum Entry {
    /// A key with one of its words.
    Word(&'static str, &'static str),
    /// A key with a text.
    Text(&'static str, String),
    /// A key that is no more.
    Gone(&'static str),
    /// One more step of the history.
    Step {
        state: &'static str,
        by: String,
        on: String,
        despite: Vec<String>,
        people: Vec<String>,
        reason: Option<String>,
    },
}

/// Returns the text with the entries in it; `None` where the month would not be read from it as it
/// is meant.
pub(super) fn edited(text: &str, month: Period, entries: &[Entry], to: State) -> Option<String> {
    let read = read(text, month)?;
    let root = read.document.as_ref().map(|document| &document.root);
    let pairs = match root.map(|root| &root.kind) {
        Some(NodeKind::Mapping(pairs)) => pairs.as_slice(),
        None | Some(NodeKind::Null) => &[],
        Some(_) => return None,
    };
    let page = Page::new(text, root, pairs);
    let mut changes = Vec::new();
    for entry in entries {
        changes.push(page.change(entry)?);
    }
    let new = applied(text, changes.into_iter().flatten().collect());
    let after = self::read(&new, month)?;
    let last = after.month.history.last();
    let same = after.month.state == to
        && after.month.history.len() == read.month.history.len() + 1
        && last.is_some_and(|step| step.state == to)
        && after.month.note == read.month.note
        && after.month.prepared_by == read.month.prepared_by
        && after.month.accepted.len() == read.month.accepted.len();
    same.then_some(new)
}

/// Returns the lines that a text has and an earlier one had not.
pub(super) fn new_lines<'t>(before: &str, after: &'t str) -> Vec<&'t str> {
    let old: Vec<&str> = before.lines().collect();
    let lines = after.lines().filter(|line| !line.trim().is_empty());
    lines.filter(|line| !old.contains(line)).collect()
}

/// What a text says.
struct Read {
    document: Option<content::Document>,
    month: data::Month,
}

/// Reads a text as the `month.yml` of a month, by itself.
fn read(text: &str, month: Period) -> Option<Read> {
    let site = tempfile::tempdir().ok()?;
    let folder = site.path().join(format!("content/months/{month}"));
    fs::create_dir_all(&folder).ok()?;
    fs::write(folder.join("month.yml"), text).ok()?;
    let mut content = content::read(site.path());
    let (mut ledger, _) = data::understand(&content);
    let path = format!("content/months/{month}/month.yml");
    Some(Read {
        month: ledger.months.remove(&month)?,
        document: content.documents.remove(&path),
    })
}

/// A stretch of the text and what stands there from now on.
type Change = (usize, usize, String);

fn applied(text: &str, mut changes: Vec<Change>) -> String {
    // What is added at one place stays in its order.
    changes.sort_by_key(|(start, ..)| *start);
    let mut out = String::with_capacity(text.len() + 256);
    let mut done = 0;
    for (start, end, with) in changes {
        out.push_str(text.get(done..start).unwrap_or(""));
        out.push_str(&with);
        done = end.max(done);
    }
    out.push_str(text.get(done..).unwrap_or(""));
    if !out.ends_with('\n') {
        out.push('\n');
    }
    out
}

/// A document as it is written.
struct Page<'a> {
    text: &'a str,
    pairs: &'a [(Node, Node)],
    /// Whether its keys are Chinese.
    chinese: bool,
    /// Where the closing bracket of a document in brackets stands.
    closing: Option<usize>,
}

impl<'a> Page<'a> {
    fn new(text: &'a str, root: Option<&Node>, pairs: &'a [(Node, Node)]) -> Self {
        let is_zh = |key: &str| MONTH.key(key).is_some_and(|k| k.zh == key && k.name != key);
        let chinese = pairs.iter().any(|(key, _)| is_zh(scalar(key)));
        let span = root.and_then(span);
        let closing = span.and_then(|(start, end)| {
            let inside = text.get(start..end)?;
            inside
                .starts_with('{')
                .then(|| start + inside.rfind('}').unwrap_or(0))
        });
        Self {
            text,
            pairs,
            chinese,
            closing,
        }
    }

    fn change(&self, entry: &Entry) -> Option<Vec<Change>> {
        match entry {
            Entry::Word(key, word) => self.set(key, self.word(STATES, word)),
            Entry::Text(key, text) => self.set(key, quoted(text)),
            Entry::Gone(key) => Some(self.remove(key).into_iter().collect()),
            Entry::Step { .. } => self.append(&self.step(entry)),
        }
    }

    /// Returns a step as it is written.
    fn step(&self, entry: &Entry) -> String {
        let Entry::Step {
            state,
            by,
            on,
            despite,
            people,
            reason,
        } = entry
        else {
            return String::new();
        };
        let key = |key: &'static str| self.key(&STEP, key);
        let mut out = format!(
            "{{{}: {}, {}: {}, {}: {on}",
            key("state"),
            self.word(STATES, state),
            key("by"),
            quoted(by),
            key("on")
        );
        // Writing into a text cannot fail.
        if !despite.is_empty() {
            let words: Vec<&str> = despite.iter().map(|w| self.word_of(WAIVED, w)).collect();
            let _ = write!(out, ", {}: [{}]", key("despite"), words.join(", "));
        }
        if !people.is_empty() {
            let ids: Vec<String> = people.iter().map(|id| always_quoted(id)).collect();
            let _ = write!(out, ", {}: [{}]", key("people"), ids.join(", "));
        }
        if let Some(reason) = reason {
            let _ = write!(out, ", {}: {}", key("reason"), quoted(reason));
        }
        out.push('}');
        out
    }

    fn key(&self, form: &'static Form, name: &'static str) -> &'static str {
        match form.key(name) {
            Some(key) if self.chinese => key.zh,
            _ => name,
        }
    }

    fn word(&self, words: &'static [Word], name: &str) -> String {
        self.word_of(words, name).to_owned()
    }

    fn word_of<'w>(&self, words: &'static [Word], name: &'w str) -> &'w str {
        let found = words.iter().find(|word| word.name == name);
        found.filter(|_| self.chinese).map_or(name, |word| word.zh)
    }

    fn find(&self, name: &str) -> Option<&'a (Node, Node)> {
        let is = |key: &Node| MONTH.key(scalar(key)).is_some_and(|key| key.name == name);
        self.pairs.iter().find(|(key, _)| is(key))
    }

    /// Puts a value in the place of the one under a key, or adds both after the state.
    fn set(&self, name: &'static str, value: String) -> Option<Vec<Change>> {
        if let Some((_, node)) = self.find(name) {
            let (start, end) = span(node)?;
            return Some(vec![(start, end, value)]);
        }
        let line = format!("{}: {value}", self.key(&MONTH, name));
        if let Some(closing) = self.closing {
            return Some(vec![(closing, closing, self.in_brackets(line))]);
        }
        let Some((_, state)) = self.find("state") else {
            // Before everything else, so that it reads in the usual order.
            let first = self.pairs.first().and_then(|(key, _)| span(key));
            let at = first.map_or(self.text.len(), |(start, _)| start);
            return Some(vec![(at, at, format!("{line}\n"))]);
        };
        let at = self.line_end(self.end_of(state)?);
        Some(vec![(at, at, format!("\n{line}"))])
    }

    fn in_brackets(&self, line: String) -> String {
        match self.pairs.is_empty() {
            true => line,
            false => format!(", {line}"),
        }
    }

    /// Takes out a key that stands on a line of its own.
    fn remove(&self, name: &str) -> Option<Change> {
        let (key, value) = self.find(name)?;
        let start = self.line_start(span(key)?.0);
        let end = self.line_end(self.end_of(value)?);
        let lines = self.text.get(start..end)?;
        let alone = self.closing.is_none() && !lines.contains('\n');
        alone.then(|| (start, (end + 1).min(self.text.len()), String::new()))
    }

    fn append(&self, step: &str) -> Option<Vec<Change>> {
        let name = self.key(&MONTH, "history");
        let Some((_, list)) = self.find("history") else {
            if let Some(closing) = self.closing {
                let line = self.in_brackets(format!("{name}: [{step}]"));
                return Some(vec![(closing, closing, line)]);
            }
            let at = match self.pairs.last() {
                Some((_, value)) => self.line_end(self.end_of(value)?),
                None => self.text.len(),
            };
            let before = if at == 0 || self.pairs.is_empty() {
                ""
            } else {
                "\n"
            };
            return Some(vec![(at, at, format!("{before}{name}:\n  - {step}"))]);
        };
        let NodeKind::Sequence(items) = &list.kind else {
            return None;
        };
        let (start, end) = span(list)?;
        if self.text.get(start..end)?.starts_with('[') {
            let closing = start + self.text.get(start..end)?.rfind(']')?;
            let comma = if items.is_empty() { "" } else { ", " };
            return Some(vec![(closing, closing, format!("{comma}{step}"))]);
        }
        let last = items.last()?;
        let line = self.text.get(self.line_start(span(last)?.0)..)?;
        let indent: String = line.chars().take_while(|c| *c == ' ').collect();
        let at = self.line_end(self.end_of(last)?);
        Some(vec![(at, at, format!("\n{indent}- {step}"))])
    }

    /// Returns where what a node says ends; blank lines behind it do not belong to it.
    fn end_of(&self, node: &Node) -> Option<usize> {
        let (start, end) = span(node)?;
        let bracketed = self.text.get(start..)?.starts_with(['{', '[']);
        let last = match &node.kind {
            NodeKind::Sequence(items) if !bracketed => items.last(),
            NodeKind::Mapping(pairs) if !bracketed => pairs.last().map(|(_, value)| value),
            _ => None,
        };
        match last {
            Some(last) => self.end_of(last),
            None => Some(self.text.get(..end)?.trim_end().len().max(start)),
        }
    }

    fn line_start(&self, at: usize) -> usize {
        let before = self.text.get(..at).unwrap_or("");
        before.rfind('\n').map_or(0, |newline| newline + 1)
    }

    fn line_end(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or("");
        rest.find('\n')
            .map_or(self.text.len(), |newline| at + newline)
    }
}

fn span(node: &Node) -> Option<(usize, usize)> {
    match node.place.at {
        At::Span { start, end } => Some((start, end)),
        _ => None,
    }
}

fn scalar(node: &Node) -> &str {
    match &node.kind {
        NodeKind::Scalar { text, .. } => text,
        _ => "",
    }
}

/// Writes a text so that it is read as it is, in brackets too.
fn quoted(text: &str) -> String {
    let letter = |c: char| c.is_alphanumeric() || "，。、；！？（）“”《》·—…".contains(c);
    let inside = |c: char| letter(c) || c == ' ' || c == '-' || c == '.';
    let begins = text.starts_with(letter) && !text.ends_with([' ', '.', '-']);
    let reserved = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    let is_day = text.parse::<jiff::civil::Date>().is_ok();
    let number = text.starts_with(|c: char| c.is_ascii_digit()) && !is_day;
    let plain = begins && text.chars().all(inside) && !number;
    match plain && !reserved.contains(&text.to_lowercase().as_str()) {
        true => text.to_owned(),
        false => always_quoted(text),
    }
}

fn always_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
