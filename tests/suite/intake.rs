//! Files as they really come: each of `tests/intake/` gives exactly the table, or exactly the
//! messages, that stand in the text beside it.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use meritbook::content::{self, Content};
use meritbook::data::{self, Ledger};
use meritbook::diagnostic::{self, Diagnostic, Language, Severity};

use crate::common::{copy, temporary};

/// Where a file that stands alone is put.
const FOLDER: &str = "content/months/2026-10";

#[test]
fn every_file_is_read_or_refused_exactly_so() {
    let mut failures = Vec::new();
    let mut cases = 0;
    for path in entries() {
        let expected = if path.is_dir() {
            path.join("expected.txt")
        } else {
            path.with_file_name(format!("{}.txt", name_of(&path)))
        };
        cases += 1;
        let said = if path.is_dir() {
            of_site(&path)
        } else {
            of_file(&path)
        };
        let before = fs::read_to_string(&expected).unwrap_or_default();
        if before == said {
            continue;
        }
        if std::env::var("ACCEPT").is_ok_and(|which| which == "1") {
            fs::write(&expected, said).unwrap();
        } else {
            failures.push(format!("== {}\n{said}", name_of(&path)));
        }
    }
    assert!(cases >= 60, "{cases} cases");
    assert!(
        failures.is_empty(),
        "{}\n{} differ; ACCEPT=1 rewrites them, to be read over",
        failures.join("\n"),
        failures.len()
    );
}

/// The files and folders of the corpus, without the texts beside them and what makes them.
fn entries() -> Vec<std::path::PathBuf> {
    let mut entries: Vec<_> = fs::read_dir("tests/intake")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            let name = name_of(path);
            !name.ends_with(".txt") && !name.ends_with(".py") && !name.starts_with('_')
        })
        .collect();
    entries.sort();
    entries
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

fn of_file(path: &Path) -> String {
    let site = temporary();
    fs::create_dir_all(site.path().join(FOLDER)).unwrap();
    fs::copy(path, site.path().join(FOLDER).join(name_of(path))).unwrap();
    let content = content::read(site.path());
    let mut said = String::new();
    for table in &content.tables {
        let headings: Vec<&str> = table.headings.iter().map(|h| h.text.as_ref()).collect();
        let encoding = table.encoding.unwrap_or("workbook");
        writeln!(said, "table {} ({encoding})", table.name).unwrap();
        writeln!(said, "  {}: {}", table.header, headings.join(" | ")).unwrap();
        for row in &table.rows {
            let cells: Vec<String> = row.cells.iter().map(|c| c.replace('\n', "\\n")).collect();
            writeln!(said, "  {}: {}", row.number, cells.join(" | ")).unwrap();
        }
    }
    messages(&mut said, content.diagnostics);
    said
}

fn of_site(path: &Path) -> String {
    let site = temporary();
    copy(path, site.path());
    let content = content::read(site.path());
    let (ledger, found) = data::understand(&content);
    let mut said = String::new();
    tables(&mut said, &content, &ledger);
    messages(&mut said, [content.diagnostics, found].concat());
    said
}

fn tables(said: &mut String, content: &Content, ledger: &Ledger) {
    for (period, month) in &ledger.months {
        for (name, rows) in &month.tables {
            let columns: Vec<&str> = rows.columns.iter().map(AsRef::as_ref).collect();
            writeln!(said, "{period} {name}: {}", columns.join(" | ")).unwrap();
            for row in &rows.rows {
                let whom = row.person.as_deref().unwrap_or("-");
                writeln!(said, "  {whom}: {}", row.cells.join(" | ")).unwrap();
            }
        }
    }
    for (path, document) in &content.documents {
        if path.starts_with("content/policies/") {
            writeln!(
                said,
                "{path}: {} signs",
                document.source.text.chars().count()
            )
            .unwrap();
        }
    }
}

fn messages(said: &mut String, diagnostics: Vec<Diagnostic>) {
    for found in diagnostic::in_order(diagnostics) {
        let severity = match found.severity {
            Severity::Error => "error",
            Severity::Missing => "missing",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        let place = found.place.as_ref().map(|p| format!(" at {p}"));
        let title = found.title.get(Language::English);
        writeln!(
            said,
            "{severity} {}{}: {title}",
            found.code,
            place.unwrap_or_default()
        )
        .unwrap();
        if !found.why.en.is_empty() {
            writeln!(said, "  {}", found.why.get(Language::English)).unwrap();
        }
    }
}
