//! What was read of a site's folder, file by file: by what each file is known again, how many rows
//! its tables have, and the one digest of many files.

use std::collections::BTreeMap;
use std::path::PathBuf;

use rayon::prelude::*;

use super::sealed::{Fingerprint, SEAL, fingerprint_at};
use super::{Content, Table};

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadFile {
    /// By what it is known again: the fingerprint of the bytes that were read.
    pub print: Fingerprint,
    /// How many rows its tables have; nothing for what holds no tables, and for very long tables.
    pub rows: Option<usize>,
}

/// The files that were read, by path from the site's folder.
pub type ReadFiles = BTreeMap<String, ReadFile>;

impl Content {
    /// Notes a file by the bytes that were read of it.
    pub(super) fn note_file(&mut self, path: &str, bytes: &[u8]) {
        let print = Fingerprint::of(bytes);
        self.files
            .insert(path.to_owned(), ReadFile { print, rows: None });
    }

    /// Notes files that are too long to be held.
    pub(super) fn note_long_files(&mut self, files: &[(String, PathBuf)]) {
        let prints = files.par_iter().filter_map(|(path, full)| {
            let print = fingerprint_at(full)?;
            Some((path.clone(), ReadFile { print, rows: None }))
        });
        let prints: Vec<_> = prints.collect();
        self.files.extend(prints);
    }

    /// Notes the seals, each of which holds the digests of all that lies with it.
    pub(super) fn note_seals(&mut self) {
        for (folder, bytes) in std::mem::take(&mut self.seals) {
            self.note_file(&format!("content/sealed/{folder}/{SEAL}"), &bytes);
            self.seals.insert(folder, bytes);
        }
    }

    /// Notes how many rows the files have.
    pub(super) fn note_rows(&mut self) {
        for (path, count) in rows(&self.tables) {
            if let Some(file) = self.files.get_mut(&path) {
                file.rows = count;
            }
        }
    }
}

/// Counts the rows of tables by the path of their file; not those of very long ones.
fn rows(tables: &[Table]) -> BTreeMap<String, Option<usize>> {
    let mut rows: BTreeMap<String, Option<usize>> = BTreeMap::new();
    for table in tables {
        let count = table.events.is_none().then_some(table.rows.len());
        let sheets = rows.entry(table.path.clone()).or_insert(Some(0));
        *sheets = sheets.and_then(|sum| Some(sum + count?));
    }
    rows
}

/// Returns the one digest of many files: the SHA-256 of a text with a line for each, its SHA-256,
/// two spaces and its path, in the order of the paths' bytes. So `sha256sum` writes them.
pub fn digest_of_all<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>) -> String {
    let sorted: BTreeMap<&str, &str> = files.into_iter().collect();
    let mut text = String::new();
    for (path, sha256) in sorted {
        text += &format!("{sha256}  {path}\n");
    }
    Fingerprint::of(text.as_bytes()).sha256
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_of_all_is_what_sha256sum_gives() {
        // printf a > a; printf b > b; sha256sum a b | sha256sum
        let a = Fingerprint::of(b"a").sha256;
        let b = Fingerprint::of(b"b").sha256;
        let all = digest_of_all([("b", b.as_str()), ("a", a.as_str())]);
        assert_eq!(
            all,
            "cb13f400dcb618e400d0f7d54f7cdb330d37a07272cb99a1016cda5830a10556"
        );
    }
}
