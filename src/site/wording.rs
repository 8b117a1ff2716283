//! The words of the interface, in the reader's language, from `wording/<language>.yml`.

use std::collections::BTreeMap;

use crate::diagnostic::Language;

/// The words of one language by key.
#[derive(Debug, Clone)]
pub struct Words {
    language: Language,
    texts: BTreeMap<String, String>,
}

/// A line of a wording file that cannot be read, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreadable(pub usize);

impl Words {
    /// Reads a wording file: one `key: "text"` a line, lines with `#` are remarks.
    pub fn read(language: Language, text: &str) -> Result<Self, Unreadable> {
        let mut texts = BTreeMap::new();
        for (index, line) in text.lines().enumerate() {
            let line = line.trim_start_matches('\u{feff}').trim_end();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (key, text) = entry(line).ok_or(Unreadable(index + 1))?;
            texts.insert(key.to_owned(), text);
        }
        Ok(Self { language, texts })
    }

    /// Takes each word of `over` in the stead of one's own; returns the keys that are not known.
    pub fn overridden_by(&mut self, over: Self) -> Vec<String> {
        let mut unknown = Vec::new();
        for (key, text) in over.texts {
            match self.texts.get_mut(&key) {
                Some(own) => *own = text,
                None => unknown.push(key),
            }
        }
        unknown
    }

    /// Returns the language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Returns all words by key.
    pub fn all(&self) -> &BTreeMap<String, String> {
        &self.texts
    }

    /// Returns a word; its key where there is none, which a test rules out.
    pub fn say<'k>(&'k self, key: &'k str) -> &'k str {
        self.texts.get(key).map_or(key, String::as_str)
    }

    /// Returns a sentence with its `{name}` places filled.
    pub fn fill(&self, key: &str, parts: &[(&str, &str)]) -> String {
        let mut out = String::new();
        let mut rest = self.say(key);
        while let Some((before, tail)) = rest.split_once('{') {
            out.push_str(before);
            match tail.split_once('}') {
                Some((name, after)) => {
                    let found = parts.iter().find(|(n, _)| *n == name);
                    out.push_str(found.map_or("", |(_, text)| text));
                    rest = after;
                }
                None => {
                    out.push('{');
                    rest = tail;
                }
            }
        }
        out.push_str(rest);
        out
    }

    /// Returns a sentence about a count: `<key>_one` for 1, else `<key>_many`, with `{n}` filled.
    pub fn count(&self, key: &str, n: usize, parts: &[(&str, &str)]) -> String {
        let number = n.to_string();
        let mut all = vec![("n", number.as_str())];
        all.extend_from_slice(parts);
        let form = if n == 1 { "one" } else { "many" };
        self.fill(&format!("{key}_{form}"), &all)
    }
}

fn entry(line: &str) -> Option<(&str, String)> {
    let (key, text) = line.split_once(':')?;
    let plain = !key.is_empty()
        && key
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    let text = text.trim();
    let quoted = text.strip_prefix('"')?.strip_suffix('"')?;
    plain.then(|| (key, quoted.replace("\\\"", "\"").replace("\\\\", "\\")))
}
