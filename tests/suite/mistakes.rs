//! The exact words of every mistake: one folder each in `tests/mistakes/`.

use std::fs;
use std::path::Path;

use crate::common::{Run, copy, folders_in, meritbook, name_of, temporary};

/// The file with the exact words.
const EXPECTED: &str = "expected.txt";
/// The arguments, where they are others than `check`.
const ARGUMENTS: &str = "arguments.txt";
/// The variable that rewrites the exact words, to be read over before they are committed.
const ACCEPT: &str = "ACCEPT";

#[test]
fn every_mistake_is_told_in_these_words() {
    let mut failures = Vec::new();
    for case in folders_in("tests/mistakes") {
        if let Err(failure) = examine(&case) {
            failures.push(format!("== {}\n{failure}", name_of(&case)));
        }
    }
    assert!(
        failures.is_empty(),
        "{}\n{} cases differ; `ACCEPT=1 cargo test --test suite mistakes` rewrites {EXPECTED}, \
         to be read over",
        failures.join("\n"),
        failures.len()
    );
}

fn examine(case: &Path) -> Result<(), String> {
    let code = name_of(case).split('-').next().unwrap_or("").to_owned();
    let told = told(case);
    let mut failures = Vec::new();
    for part in told.split(BETWEEN) {
        if !part.contains(&format!("[{code}]")) {
            failures.push(format!("{code} does not occur in:\n{part}"));
        }
        if part.contains("panicked") {
            failures.push(format!("the program panics:\n{part}"));
        }
    }
    let file = case.join(EXPECTED);
    let expected = fs::read_to_string(&file).unwrap_or_default();
    if expected != told {
        if failures.is_empty() && is_accepted(case) {
            fs::write(&file, &told).expect("the expected words can be written");
        } else {
            failures.push(difference(&expected, &told));
        }
    }
    if failures.is_empty() {
        Ok(())
    } else {
        Err(failures.join("\n"))
    }
}

/// Tells whether `ACCEPT` is 1 or the beginning of the case's name.
fn is_accepted(case: &Path) -> bool {
    std::env::var(ACCEPT).is_ok_and(|which| which == "1" || name_of(case).starts_with(&which))
}

/// The line between the two languages.
const BETWEEN: &str = "\n--------\n\n";

/// Runs a case in both languages and writes down what was said.
fn told(case: &Path) -> String {
    let arguments = fs::read_to_string(case.join(ARGUMENTS)).unwrap_or("check".to_owned());
    ["zh-CN", "en"]
        .map(|language| {
            let folder = temporary();
            copy(case, folder.path());
            for own in [EXPECTED, ARGUMENTS] {
                let _ = fs::remove_file(folder.path().join(own));
            }
            let mut words = vec!["--lang", language];
            words.extend(arguments.split_whitespace());
            written(&words, &meritbook(folder.path(), &words), folder.path())
        })
        .join(BETWEEN)
}

/// Writes a run as a person would see it.
fn written(words: &[&str], run: &Run, folder: &Path) -> String {
    // The temporary folder's own name differs from run to run.
    let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let said = [folder, &real].iter().fold(run.said(), |said, folder| {
        said.replace(&*folder.to_string_lossy(), "<folder>")
    });
    let status = run.status;
    format!(
        "$ meritbook {}\n{}\n\nexit status {status}\n",
        words.join(" "),
        said.trim_end()
    )
}

/// Shows the first lines that differ.
fn difference(expected: &str, found: &str) -> String {
    if expected.is_empty() {
        return format!("there is no {EXPECTED}; it would be:\n{found}");
    }
    let (mut expected_lines, mut found_lines) = (expected.lines(), found.lines());
    loop {
        match (expected_lines.next(), found_lines.next()) {
            (None, None) => return "they differ in line ends".to_owned(),
            (a, b) if a == b => {}
            (a, b) => {
                let (a, b) = (a.unwrap_or("(end)"), b.unwrap_or("(end)"));
                return format!("expected: {a}\nfound:    {b}\nin full:\n{found}");
            }
        }
    }
}
