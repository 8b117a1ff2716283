//! The content folder → documents and tables. Reads files, understands nothing; cells are text.
//!
//! - [`folder`] walks it in a fixed order and tells files apart by name.
//! - [`encoding`] makes text of bytes.
//! - [`yaml`] makes a located tree of a document's text.
//! - [`events`] goes through tables too long to be held.
//! - [`text_table`] and [`workbook`] give rows of cells, [`table`] makes tables of them.

mod encoding;
mod events;
mod folder;
pub mod headings;
mod lines;
pub mod mistake;
mod notes;
mod reading;
mod sealed;
mod table;
mod taken;
mod text_table;
mod unpack;
mod vocabulary;
mod workbook;
mod yaml;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::value::{Place, Source};

pub use encoding::encode_like;
pub use events::{EventFile, each_event};
pub use folder::without_marks_of_copies;
pub use reading::{Overlay, are_same, read, read_over, read_tables, read_tables_of, themes};
pub use sealed::{
    Fingerprint, RESULTS, SEAL, SealedFiles, SealedPeriod, input_paths, sealed, sealed_periods,
};
pub use taken::{ReadFile, ReadFiles, digest_of_all};
pub use unpack::unpacked;

/// All that was read from a site's folder, in the order of paths.
#[derive(Debug, Default)]
pub struct Content {
    /// YAML documents by path from the site's folder, for example `content/site.yml`.
    pub documents: BTreeMap<String, Document>,
    /// Tables, one a CSV file or sheet, in the order of paths and sheets.
    pub tables: Vec<Table>,
    /// Free pages (`content/pages/*.md`) and other texts by path.
    pub texts: BTreeMap<String, Arc<Source>>,
    /// Files of `themes/` by path from there, for example `house/style.css`.
    pub themes: BTreeMap<String, Vec<u8>>,
    /// The paths of files that were there and could not be read, and of folders with a `/` at
    /// the end: what seems to be missing may stand in one of them, and should not be complained
    /// about a second time.
    pub unreadable: BTreeSet<String>,
    /// The files that were read, those of `themes/` and free pages among them, each with that by
    /// which it is known again.
    pub files: ReadFiles,
    /// The folders of `content/months/`, empty ones too, for example `content/months/2026-10`.
    pub months: BTreeSet<String>,
    /// The texts of the seals in `content/sealed/`, by the name of their folder.
    pub seals: BTreeMap<String, Vec<u8>>,
    /// What was noticed while reading: encodings taken, files left alone; and all errors.
    pub diagnostics: Vec<Diagnostic>,
}

impl Content {
    /// Returns the document of a path without its ending: `content/site` is `content/site.yml` or
    /// `content/site.yaml`.
    pub fn document(&self, stem: &str) -> Option<&Document> {
        self.documents
            .get(&format!("{stem}.yml"))
            .or_else(|| self.documents.get(&format!("{stem}.yaml")))
    }

    /// Tells whether a file below a path was there and could not be read, or a folder above it.
    pub fn is_broken_below(&self, path: &str) -> bool {
        let above = |p: &str| p.ends_with('/') && path.starts_with(p);
        self.unreadable
            .iter()
            .any(|p| p.starts_with(path) || above(p))
    }
}

/// A YAML document.
#[derive(Debug, Clone)]
pub struct Document {
    /// The file.
    pub source: Arc<Source>,
    /// Its tree.
    pub root: Node,
}

/// A node of a document's tree, with its place.
#[derive(Debug, Clone)]
pub struct Node {
    /// Where it stands; for an alias, where its anchor is defined.
    pub place: Place,
    /// What it is.
    pub kind: NodeKind,
}

/// The kinds of nodes.
#[derive(Debug, Clone)]
pub enum NodeKind {
    /// Nothing: `key:` with no value, `~` or `null`.
    Null,
    /// A scalar with its exact text; numbers are text until a form reads them.
    Scalar {
        /// The text, without quotes.
        text: String,
        /// Whether it stood in quotes or a block.
        quoted: bool,
    },
    /// A list.
    Sequence(Vec<Node>),
    /// A mapping in the author's order; keys are scalars and differ.
    Mapping(Vec<(Node, Node)>),
}

/// A table as found: a header and rows of text cells.
#[derive(Debug, Clone)]
pub struct Table {
    /// The file.
    pub source: Arc<Source>,
    /// The path from the site's folder.
    pub path: String,
    /// The sheet, for workbooks.
    pub sheet: Option<Arc<str>>,
    /// The name it goes by: the file's stem, or the sheet's name where a workbook has several.
    pub name: Arc<str>,
    /// The line or row of the headings, counted from 1.
    pub header: u32,
    /// The headings, trimmed; columns without a heading are left out.
    pub headings: Vec<Heading>,
    /// The rows; each holds one cell a heading.
    pub rows: Vec<Row>,
    /// The encoding that was taken, for text files: `UTF-8`, `UTF-16LE`, `GB18030` …
    pub encoding: Option<&'static str>,
    /// What stands between the cells of a row, for text files other than JSON lines.
    pub separator: Option<char>,
    /// The rows that were passed over: titles above the headings, the headings once more below.
    pub passed: Vec<u32>,
    /// For an event file, the way to all its rows; [`Table::rows`] holds the first ones alone.
    pub events: Option<Arc<EventFile>>,
}

/// A heading.
#[derive(Debug, Clone)]
pub struct Heading {
    /// Its text.
    pub text: Arc<str>,
    /// Its column, counted from 0.
    pub column: u32,
}

/// A row of text cells.
#[derive(Debug, Clone)]
pub struct Row {
    /// The line of a text file or the row of a sheet, counted from 1.
    pub number: u32,
    /// One cell a heading, trimmed; empty for blank.
    pub cells: Vec<Arc<str>>,
}
