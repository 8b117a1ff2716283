//! What is searched for, with the rules by which a hit counts.

use std::collections::BTreeMap;
use std::sync::Arc;

use aho_corasick::{AhoCorasick, MatchKind};

use super::{Secret, edge};
use crate::site::html::Writer;

/// When a hit counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// What would be told.
    pub secret: Secret,
    /// In which files.
    pub scope: Scope,
    /// What has to stand before it.
    pub near: Option<String>,
    /// Where the text begins and ends.
    pub edge: Edge,
}

/// In which files a hit counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// In all.
    Everywhere,
    /// In those below a folder.
    Under(&'static str),
    /// In those that hold results, not rules.
    Results,
    /// Of these, in those about one period, by its name.
    Dated(String),
    /// In those that are about certain people, and not about this one.
    Fenced,
    /// In the pages of people.
    PeoplesPages,
    /// In the pages of one person.
    PagesOf(Arc<str>),
}

/// Where a text begins and ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// Anywhere.
    Exact,
    /// Not within a longer word.
    Word,
    /// Only as a whole cell, string or part of a path.
    Cell,
    /// Not within a longer number.
    Number,
}

/// All texts with their rules.
#[derive(Debug, Default)]
pub struct Needles {
    /// The rules by text; a text without rules is one that may be read, and that no shorter one is
    /// looked for in.
    pub all: BTreeMap<String, Vec<Rule>>,
}

impl Needles {
    /// Adds a text, as it stands in files and as pages write it.
    pub fn add(&mut self, text: &str, rule: Rule) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let mut escaped = Writer::default();
        escaped.text(text);
        let escaped = escaped.done().as_str().to_owned();
        if escaped != text {
            self.put(escaped, rule.clone());
        }
        self.put(text.to_owned(), rule);
    }

    /// Adds a text exactly as it is.
    pub fn put(&mut self, text: String, rule: Rule) {
        let rules = self.all.entry(text).or_default();
        if !rules.contains(&rule) {
            rules.push(rule);
        }
    }

    /// Leaves out what stands in texts that everybody may read: it is no secret, and finding it
    /// would be a false alarm.
    pub fn leave_out(&mut self, corpus: &str) {
        let known: Vec<&String> = self.all.keys().collect();
        let search = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(&known);
        let Ok(search) = search else { return };
        let mut said: Vec<String> = Vec::new();
        for hit in search.find_iter(corpus) {
            let Some(text) = known.get(hit.pattern().as_usize()) else {
                continue;
            };
            let place = (corpus.as_bytes(), hit.start(), hit.end());
            let rules = self.all.get(*text);
            let whole = |rule: &Rule| match rule.edge {
                // A short id stands as a cell in files only.
                Edge::Cell | Edge::Exact => false,
                Edge::Word | Edge::Number => edge(&rule.edge, text, place, &[]),
            };
            if rules.is_some_and(|rules| rules.iter().any(whole)) {
                said.push((*text).clone());
            }
        }
        for text in said {
            self.all.insert(text, Vec::new());
        }
    }
}
