//! Which words are headings: the usual ones, those of `sources.yml`, those that policies use.
//!
//! It tells a header from the titles above it and decides nothing else; what a column means is
//! understood later.

use std::collections::{BTreeMap, BTreeSet};

use super::{Document, Node, NodeKind};

/// The longest scalar of a policy that is searched for names, in bytes; clauses are longer.
const LONGEST: usize = 400;

/// Words that are headings.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    /// Those of `sources.yml`.
    declared: BTreeSet<String>,
    /// Those that `sources.yml` gives to persons.
    persons: BTreeSet<String>,
    /// Words that stand beside a name in a policy, by that name.
    beside: BTreeMap<String, BTreeSet<String>>,
    /// What `sources.yml` counts as blank, in small letters.
    blanks: Vec<String>,
}

/// The words that may be headings of one table.
#[derive(Debug, Default)]
pub(super) struct Known {
    words: BTreeSet<String>,
    ids: BTreeSet<String>,
}

impl Vocabulary {
    /// Collects the words of documents.
    pub(super) fn of(documents: &BTreeMap<String, Document>) -> Self {
        let mut words = Self::default();
        for (path, document) in documents {
            let stem = path
                .rsplit_once('.')
                .map_or(path.as_str(), |(stem, _)| stem);
            if stem == "content/sources" {
                words.declare(&document.root, "");
            } else if path.starts_with("content/policies/") {
                words.use_in(&document.root);
            }
        }
        words
    }

    /// Returns what `sources.yml` counts as blank, in small letters; nothing for the usual list.
    pub(super) fn blanks(&self) -> &[String] {
        &self.blanks
    }

    /// Returns the words of a table that goes by one of some names.
    pub(super) fn of_table(&self, names: &[&str]) -> Known {
        let mut words = self.declared.clone();
        for name in names {
            words.extend(self.beside.get(*name).into_iter().flatten().cloned());
        }
        Known {
            words,
            ids: self.persons.clone(),
        }
    }

    /// Takes keys and texts below the keys that speak of columns.
    fn declare(&mut self, node: &Node, below: &str) {
        match &node.kind {
            // What stands in cells, not above them.
            NodeKind::Mapping(_) if matches!(below, "values" | "取值") => {}
            NodeKind::Mapping(entries) => {
                for (key, value) in entries {
                    let key = text_of(key).unwrap_or("");
                    if matches!(below, "columns" | "列") {
                        self.declared.insert(key.to_owned());
                    }
                    let names = matches!(below, "columns" | "列");
                    self.declare(value, if names { "" } else { key });
                }
            }
            NodeKind::Sequence(items) => {
                for item in items {
                    self.declare(item, below);
                }
            }
            NodeKind::Scalar { text, .. } => match below {
                "blanks" | "空白" => self.blanks.push(text.trim().to_lowercase()),
                "person" | "人员" | "人员列" => {
                    self.persons.insert(text.clone());
                }
                "files" | "文件" | "type" | "类型" | "factor" | "倍数" | "unit" | "单位"
                | "format" | "格式" => {}
                _ => {
                    self.declared.insert(text.clone());
                }
            },
            NodeKind::Null => {}
        }
    }

    /// Takes the names that stand in one short text, each beside the others.
    fn use_in(&mut self, node: &Node) {
        match &node.kind {
            NodeKind::Mapping(entries) => entries.iter().for_each(|(_, value)| self.use_in(value)),
            NodeKind::Sequence(items) => items.iter().for_each(|item| self.use_in(item)),
            NodeKind::Scalar { text, .. } if text.len() <= LONGEST => {
                let names = names_in(text);
                for name in names.iter().filter(|_| names.len() > 1) {
                    let beside = self.beside.entry(name.clone()).or_default();
                    beside.extend(names.iter().filter(|n| *n != name).cloned());
                }
            }
            NodeKind::Scalar { .. } | NodeKind::Null => {}
        }
    }
}

impl Known {
    /// Tells whether a word is a heading.
    pub(super) fn has(&self, word: &str) -> bool {
        self.is_id(word) || self.words.contains(word) || USUAL.iter().any(|w| w.contains(&word))
    }

    /// Tells whether a word is the heading of a person's id.
    pub(super) fn is_id(&self, word: &str) -> bool {
        super::headings::ID.contains(&word) || self.ids.contains(word)
    }
}

/// The usual headings besides those of ids.
const USUAL: &[&[&str]] = &[
    super::headings::NAME,
    super::headings::TEAM,
    super::headings::POST,
    super::headings::GRADE,
    super::headings::JOINED,
    super::headings::LEFT,
    super::headings::SINCE,
    super::headings::TEAM_ID,
    super::headings::TEAM_NAME,
    super::headings::PARENT,
    super::headings::HEAD,
    super::headings::MONTH,
];

fn text_of(node: &Node) -> Option<&str> {
    match &node.kind {
        NodeKind::Scalar { text, .. } => Some(text),
        _ => None,
    }
}

/// Returns the names in a text, without what stands in quotes.
fn names_in(text: &str) -> BTreeSet<String> {
    let mut plain = String::with_capacity(text.len());
    let mut quote = None;
    for c in text.chars() {
        match quote {
            Some(q) if c == q => quote = None,
            Some(_) => {}
            None if matches!(c, '\'' | '"') => {
                quote = Some(c);
                plain.push(' ');
            }
            None => plain.push(c),
        }
    }
    let names = plain.split(|c: char| !c.is_alphanumeric() && c != '_');
    names
        .filter(|n| n.chars().any(|c| !c.is_numeric()))
        .map(ToOwned::to_owned)
        .collect()
}
