//! Opens the files of a site one after another and collects what they hold.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::folder::{self, File, Role};
use super::mistake::{FolderMistake, WorkbookMistake};
use super::notes::Notes;
use super::vocabulary::Vocabulary;
use super::{Content, Document, encoding, events, lines, sealed, text_table, workbook, yaml};
use crate::diagnostic::{Diagnostic, Severity};
use crate::value::Source;

/// The most that is read of one document or text, and of one table, in MiB.
const MOST_OF_A_DOCUMENT: u64 = 32;
const MOST_OF_A_TABLE: u64 = 1024;

/// Reads the folder of a site: all of `content/` but what is sealed, and `themes/`. What is wrong
/// with one file does not keep the others from being read.
pub fn read(site: &Path) -> Content {
    read_over(site, &Overlay::default())
}

/// What a site would hold besides what lies there, and what would be gone.
#[derive(Debug, Default)]
pub struct Overlay {
    /// Where files lie now, by the path from the site's folder at which they would lie.
    pub added: BTreeMap<String, PathBuf>,
    /// The texts of documents by path.
    pub documents: BTreeMap<String, String>,
    /// The paths of files that would be gone.
    pub gone: BTreeSet<String>,
}

/// Reads the folder of a site as if it held something else in some places.
pub fn read_over(site: &Path, overlay: &Overlay) -> Content {
    let mut content = Content::default();
    let mut found = folder::walk(site);
    let hidden = |path: &String| {
        overlay.gone.contains(path)
            || overlay.added.contains_key(path)
            || overlay.documents.contains_key(path)
    };
    found.files.retain(|file| !hidden(&file.path));
    let added = overlay.added.iter();
    let added = added.filter_map(|(path, full)| folder::laid(path, full));
    found.files.extend(added);
    found.files.sort_by(|a, b| a.path.cmp(&b.path));
    if !found.is_there {
        content.unreadable.insert("content/".to_owned());
    }
    for mistake in found.mistakes {
        let said = Diagnostic::from(mistake);
        // What was not read may be what is missed later.
        let path = said.place.as_ref().map(|p| p.source.path.clone());
        content.unreadable.extend(path);
        content.diagnostics.push(said);
    }
    content.months = found.months.into_iter().collect();
    content.seals = sealed::texts_of_seals(site);
    let mut notes = Notes::default();
    // Documents first: their words tell which row of a table holds the headings.
    let is_table = |file: &&File| matches!(file.role, Role::Table | Role::Lines | Role::Workbook);
    for file in found.files.iter().filter(|f| !is_table(f)) {
        take(&mut content, &mut notes, &Vocabulary::default(), file);
    }
    for (path, text) in &overlay.documents {
        content.note_file(path, text.as_bytes());
        document(&mut content, named(path, text.clone()));
    }
    let words = Vocabulary::of(&content.documents);
    for file in found.files.iter().filter(is_table) {
        take(&mut content, &mut notes, &words, file);
    }
    let long = found.files.iter().filter(|file| is_long(file));
    let long: Vec<_> = long.map(|f| (f.path.clone(), f.full.clone())).collect();
    content.note_long_files(&long);
    content.note_rows();
    content.note_seals();
    notes.left_alone = found.left_alone;
    notes.add_to(&mut content);
    two_of_one(&mut content);
    content
}

/// Reads the files of a site's own themes and nothing else, by path from `themes/`.
pub fn themes(site: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut content = Content::default();
    let files = folder::walk(site).files.into_iter();
    for file in files.filter(|file| file.role == Role::Theme) {
        take(
            &mut content,
            &mut Notes::default(),
            &Vocabulary::default(),
            &file,
        );
    }
    content.themes
}

/// Reads the tables of one file that lies anywhere: a CSV file, or all sheets of a workbook. `None`
/// where its name is not that of a file with tables.
pub fn read_tables(file: &Path) -> Option<Content> {
    let mut content = read_tables_of(file, &Content::default())?;
    content.diagnostics.retain(|d| d.severity != Severity::Note);
    Some(content)
}

/// Reads the tables of one file that lies anywhere, by the words for headings that a site's
/// documents have.
pub fn read_tables_of(file: &Path, site: &Content) -> Option<Content> {
    let mut content = Content::default();
    let file = folder::tables_at(file)?;
    let mut notes = Notes::default();
    let words = Vocabulary::of(&site.documents);
    take(&mut content, &mut notes, &words, &file);
    notes.add_to(&mut content);
    Some(content)
}

/// Tells whether two files hold the same bytes; not where one of them cannot be read.
pub fn are_same(one: &Path, other: &Path) -> bool {
    let size = |path: &Path| std::fs::metadata(path).map(|m| m.len()).ok();
    size(one).is_some()
        && size(one) == size(other)
        && match (std::fs::read(one), std::fs::read(other)) {
            (Ok(one), Ok(other)) => one == other,
            _ => false,
        }
}

fn bytes_of(file: &File) -> Result<Vec<u8>, FolderMistake> {
    let source = || named(&file.path, String::new());
    let most = match file.role {
        Role::Table | Role::Lines | Role::Workbook => MOST_OF_A_TABLE,
        Role::Document | Role::Text | Role::Theme => MOST_OF_A_DOCUMENT,
    };
    let unreadable = |e: std::io::Error| FolderMistake::Unreadable {
        source: source(),
        words: e.to_string(),
    };
    let opened = std::fs::File::open(&file.full).map_err(unreadable)?;
    let mut bytes = Vec::new();
    let mut rest = opened.take((most << 20) + 1);
    rest.read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > most << 20 {
        let source = source();
        return Err(FolderMistake::TooLarge { source, most });
    }
    Ok(bytes)
}

/// Tells whether a file is gone through a row at a time and never held.
fn is_long(file: &File) -> bool {
    file.role == Role::Table && events::is_event_path(&file.path)
}

fn take(content: &mut Content, notes: &mut Notes, words: &Vocabulary, file: &File) {
    if is_long(file) {
        let (table, diagnostics) = events::head(&file.path, &file.full, words);
        match &table {
            Some(table) => notes.took(table.encoding.unwrap_or("UTF-8"), &file.path),
            None => {
                content.unreadable.insert(file.path.clone());
            }
        }
        content.tables.extend(table);
        content.diagnostics.extend(diagnostics);
        return;
    }
    let bytes = match bytes_of(file) {
        Ok(bytes) => bytes,
        Err(mistake) => {
            content.unreadable.insert(file.path.clone());
            content.diagnostics.push(mistake.into());
            return;
        }
    };
    content.note_file(&file.path, &bytes);
    let bare = || named(&file.path, String::new());
    let mut role = file.role;
    if role == Role::Theme {
        let path = file.path.strip_prefix("themes/").unwrap_or(&file.path);
        content.themes.insert(path.to_owned(), bytes);
        return;
    }
    if role == Role::Workbook {
        match workbook::inside(&file.path, &bytes) {
            workbook::Inside::Workbook => {
                let name = (&bare(), stem_of(&file.path));
                workbook::take(content, &mut notes.hidden, words, name, &bytes);
                return;
            }
            workbook::Inside::WebPage => {
                content.unreadable.insert(file.path.clone());
                content
                    .diagnostics
                    .push(WorkbookMistake::WebPage(bare()).into());
                return;
            }
            workbook::Inside::Text => {
                notes.texts.push(file.path.clone());
                role = Role::Table;
            }
        }
    }
    let decoded = match encoding::decode(&bytes) {
        Ok(decoded) => decoded,
        Err(broken) => {
            content.unreadable.insert(file.path.clone());
            let mistake = FolderMistake::NotText {
                source: bare(),
                encoding: broken.encoding,
                line: broken.line,
                before: broken.before,
            };
            content.diagnostics.push(mistake.into());
            return;
        }
    };
    drop(bytes);
    notes.took(decoded.encoding, &file.path);
    if matches!(role, Role::Table | Role::Lines) {
        let name = stem_of(&file.path).into();
        let (table, diagnostics) = match role {
            Role::Lines => lines::parse(&bare(), name, &decoded),
            _ => text_table::parse(&bare(), name, &decoded, words),
        };
        if table.is_none() {
            content.unreadable.insert(file.path.clone());
        }
        content.tables.extend(table);
        content.diagnostics.extend(diagnostics);
        return;
    }
    let source = named(&file.path, decoded.text);
    if role == Role::Text {
        content.texts.insert(file.path.clone(), source);
        return;
    }
    document(content, source);
}

fn document(content: &mut Content, source: Arc<Source>) {
    let path = source.path.clone();
    let (root, diagnostics) = yaml::parse(&source);
    content.diagnostics.extend(diagnostics);
    match root {
        Some(root) => {
            content.documents.insert(path, Document { source, root });
        }
        None => {
            content.unreadable.insert(path);
        }
    }
}

/// Reports documents that are there as `.yml` and as `.yaml`.
fn two_of_one(content: &mut Content) {
    let mut mistakes = Vec::new();
    for (path, second) in &content.documents {
        let twin = path
            .strip_suffix(".yml")
            .and_then(|stem| content.documents.get(&format!("{stem}.yaml")));
        if let Some(twin) = twin {
            mistakes.push(FolderMistake::TwoOfOne {
                first: Arc::clone(&second.source),
                second: Arc::clone(&twin.source),
            });
        }
    }
    let diagnostics = mistakes.into_iter().map(Diagnostic::from);
    content.diagnostics.extend(diagnostics);
}

fn named(path: &str, text: String) -> Arc<Source> {
    let path = path.to_owned();
    Arc::new(Source { path, text })
}

fn stem_of(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
