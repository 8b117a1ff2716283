//! What is said for information after reading: one note a kind, however many files it concerns.

use std::collections::BTreeMap;

use super::Content;
use super::mistake::FolderMistake;

/// What was noticed while reading.
#[derive(Default)]
pub(super) struct Notes {
    /// Files read in another encoding than UTF-8, by encoding.
    encodings: BTreeMap<&'static str, Vec<String>>,
    /// Sheets that are hidden.
    pub(super) hidden: Vec<String>,
    /// Files named like workbooks that hold plain text.
    pub(super) texts: Vec<String>,
    /// Files left alone.
    pub(super) left_alone: Vec<String>,
}

impl Notes {
    /// Takes down in which encoding a file was read.
    pub(super) fn took(&mut self, encoding: &'static str, path: &str) {
        if encoding != "UTF-8" {
            let paths = self.encodings.entry(encoding).or_default();
            paths.push(path.to_owned());
        }
    }

    /// Says it all.
    pub(super) fn add_to(self, content: &mut Content) {
        let mut notes = Vec::new();
        for (encoding, paths) in self.encodings {
            notes.push(FolderMistake::OtherEncoding { encoding, paths });
        }
        if !self.left_alone.is_empty() {
            let paths = self.left_alone;
            notes.push(FolderMistake::LeftAlone { paths });
        }
        let mut passed = Vec::new();
        for table in content.tables.iter().filter(|t| !t.passed.is_empty()) {
            let sheet = table.sheet.as_ref();
            let file = sheet.map_or(table.path.clone(), |s| format!("{} {s}", table.path));
            passed.push((file, table.passed.clone(), table.header));
        }
        if !passed.is_empty() {
            notes.push(FolderMistake::Passed { tables: passed });
        }
        if !self.hidden.is_empty() {
            let sheets = self.hidden;
            notes.push(FolderMistake::Hidden { sheets });
        }
        if !self.texts.is_empty() {
            let paths = self.texts;
            notes.push(FolderMistake::TextInside { paths });
        }
        let diagnostics = notes.into_iter().map(Into::into);
        content.diagnostics.extend(diagnostics);
    }
}
