//! The layout of `src/` is what `ARCHITECTURE.md` says; a breach names file and line.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::common::{folders_in, name_of, repository};

/// The modules that touch the outside: they read content, write output, talk to people.
const DOORS: [&str; 4] = ["content", "output", "command", "serve"];
/// What only those may name.
const OUTSIDE: [&str; 12] = [
    "std::fs",
    "std::env",
    "std::io",
    "std::net",
    "std::process",
    "std::time",
    "walkdir",
    "tempfile",
    "println!",
    "print!",
    "eprintln!",
    "eprint!",
];
/// Where a drawing is made or a workbook's cell, which is a double, becomes text or is written.
const FLOATS: [&str; 3] = [
    "src/site/chart",
    "src/site/workbook.rs",
    "src/content/workbook/number.rs",
];
/// Modules that do not know each other: they meet in `assessment`.
const STRANGERS: [(&str, &str); 2] = [("policy", "data"), ("data", "policy")];
/// Longer files have more than one subject.
const MOST_LINES: usize = 450;
/// Codes that no author's files can bring about, each with the test that does.
const WITHOUT_A_CASE: [(&str, &str); 5] = [
    ("C102", "tables::folders_in_a_circle_are_told"),
    ("C103", "tables::files_beyond_the_bounds_are_told"),
    ("C153", "tables::files_beyond_the_bounds_are_told"),
    ("O102", "publishing::no_path_leaves_the_folder"),
    ("O103", "publishing::two_files_of_one_path_are_told"),
];

/// A file below `src/`.
struct Source {
    /// For example `src/content/table.rs`.
    path: String,
    text: String,
    /// The modules from the root: `["content", "table"]`; empty for `lib.rs` and `main.rs`.
    modules: Vec<String>,
}

impl Source {
    /// Returns the code lines with their numbers: comments and blank lines left out.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().filter_map(|(at, line)| {
            let code = match line.trim_start() {
                comment if comment.starts_with("//") => "",
                _ => line.split(" // ").next().unwrap_or(""),
            };
            (!code.trim().is_empty()).then_some((at + 1, code))
        })
    }

    /// Returns the number of the first line of the unit tests.
    fn tests_from(&self) -> usize {
        self.text
            .lines()
            .position(|line| line.trim() == "#[cfg(test)]")
            .unwrap_or(usize::MAX)
    }
}

fn sources() -> Vec<Source> {
    let mut all: Vec<Source> = crate::common::files_below(&repository("src"))
        .into_iter()
        .filter(|(path, _)| path.ends_with(".rs"))
        .map(|(path, bytes)| {
            let names = path.trim_end_matches(".rs").trim_end_matches("/mod");
            let modules = match names {
                "lib" | "main" => Vec::new(),
                names => names.split('/').map(str::to_owned).collect(),
            };
            let text = String::from_utf8(bytes).expect("source text is UTF-8");
            Source {
                path: format!("src/{path}"),
                text,
                modules,
            }
        })
        .collect();
    all.sort_by(|a, b| a.path.cmp(&b.path));
    all
}

/// Returns the modules of `lib.rs` in its order.
fn layers() -> Vec<String> {
    let text = fs::read_to_string(repository("src/lib.rs")).expect("lib.rs is there");
    text.lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .map(str::to_owned)
        .collect()
}

fn none(breaches: Vec<String>) {
    assert!(
        breaches.is_empty(),
        "{} breaches:\n{}",
        breaches.len(),
        breaches.join("\n")
    );
}

/// Returns the names after each `crate::` of a text, with the byte at which they stand; those of a
/// braced list one by one.
fn imported(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let before = text[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let rest = &text[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            None => found.push((at, first_name(rest))),
            Some(list) => found.extend(names_of_list(list).into_iter().map(|name| (at, name))),
        }
    }
    found
}

fn first_name(text: &str) -> String {
    text.chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

/// Returns the first names of a braced list: `a::b, c::{d, e}}` holds `a` and `c`.
fn names_of_list(list: &str) -> Vec<String> {
    let (mut depth, mut names, mut at_start) = (1, Vec::new(), true);
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => at_start = true,
            c if at_start && (c.is_alphanumeric() || c == '_') => {
                names.push(first_name(&list[at..]));
                at_start = false;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    names
}

#[test]
fn modules_import_only_from_those_above() {
    let layers = layers();
    let layer_of = |name: &str| layers.iter().position(|layer| layer == name);
    let last = layers.len();
    let mut breaches = Vec::new();
    for source in sources() {
        let Some(own) = source.modules.first() else {
            continue;
        };
        let Some(own_layer) = layer_of(own) else {
            breaches.push(format!("{}: lib.rs does not list `{own}`", source.path));
            continue;
        };
        for (at, name) in imported(&source.text) {
            let line = source.text[..at].matches('\n').count() + 1;
            if source
                .text
                .lines()
                .nth(line - 1)
                .is_some_and(|l| l.trim_start().starts_with("//"))
            {
                continue;
            }
            // What lib.rs itself holds joins all stages; only the command may use it.
            let used = layer_of(&name).unwrap_or(last - 1);
            let strangers = STRANGERS.contains(&(own.as_str(), name.as_str()));
            if used > own_layer || strangers {
                breaches.push(format!(
                    "{}:{line}: `{own}` may not use `{name}`",
                    source.path
                ));
            }
        }
    }
    none(breaches);
}

#[test]
fn no_module_reaches_the_root_by_super() {
    let mut breaches = Vec::new();
    for source in sources() {
        let tests_from = source.tests_from();
        for (line, code) in source.code() {
            let depth = source.modules.len() + usize::from(line > tests_from);
            let most = code.split("super::super").count() - 1;
            let ups = if most > 0 {
                code.matches("super::").count()
            } else {
                usize::from(code.contains("super::"))
            };
            if ups > 0 && ups >= depth {
                breaches.push(format!(
                    "{}:{line}: say `crate::` for another module",
                    source.path
                ));
            }
        }
    }
    none(breaches);
}

#[test]
fn only_four_doors_lead_outside() {
    let mut breaches = Vec::new();
    for source in sources() {
        let door = source
            .modules
            .first()
            .is_some_and(|own| DOORS.contains(&own.as_str()));
        if door || source.path == "src/main.rs" {
            continue;
        }
        let tests_from = source.tests_from();
        for (line, code) in source.code().filter(|(line, _)| *line <= tests_from) {
            for outside in OUTSIDE.iter().filter(|outside| code.contains(**outside)) {
                breaches.push(format!(
                    "{}:{line}: `{outside}` is for {DOORS:?}",
                    source.path
                ));
            }
        }
    }
    none(breaches);
}

#[test]
fn numbers_are_exact_and_orders_are_fixed() {
    let mut breaches = Vec::new();
    for source in sources() {
        let floats = FLOATS.iter().any(|path| source.path.starts_with(path));
        for (line, code) in source.code() {
            let words: BTreeSet<&str> = code
                .split(|c: char| !c.is_alphanumeric() && c != '_')
                .collect();
            for word in ["f32", "f64"] {
                if words.contains(word) && !floats {
                    breaches.push(format!(
                        "{}:{line}: `{word}` is for {FLOATS:?}",
                        source.path
                    ));
                }
            }
            for word in ["HashMap", "HashSet"] {
                if words.contains(word) {
                    breaches.push(format!(
                        "{}:{line}: `{word}` has no fixed order",
                        source.path
                    ));
                }
            }
        }
    }
    none(breaches);
}

#[test]
fn files_are_short_and_say_what_they_are() {
    let unfinished = ["TO", "DO"].concat();
    let mut breaches = Vec::new();
    for source in sources() {
        let lines = source.text.lines().count();
        if lines > MOST_LINES {
            breaches.push(format!(
                "{}:{lines}: longer than {MOST_LINES} lines",
                source.path
            ));
        }
        if !source.text.starts_with("//! ") {
            breaches.push(format!("{}:1: opens without `//!`", source.path));
        }
        for (at, line) in source.text.lines().enumerate() {
            let words = ["FIXME", "XXX", unfinished.as_str()];
            if words.iter().any(|word| line.contains(word)) {
                breaches.push(format!(
                    "{}:{}: something is left to do",
                    source.path,
                    at + 1
                ));
            }
        }
    }
    none(breaches);
}

#[test]
fn every_source_file_is_reached() {
    let all = sources();
    let known: BTreeSet<String> = all.iter().map(|source| source.modules.join("::")).collect();
    let mut breaches = Vec::new();
    for source in all.iter().filter(|source| !source.modules.is_empty()) {
        let (name, above) = source.modules.split_last().expect("it has modules");
        let parent = all
            .iter()
            .find(|other| other.modules == above && other.path != "src/main.rs");
        let declared = parent.is_some_and(|parent| {
            parent
                .text
                .lines()
                .any(|line| line.ends_with(&format!("mod {name};")))
        });
        if !declared {
            breaches.push(format!("{}: no `mod {name};` above it", source.path));
        }
    }
    assert!(known.len() > 10, "the sources were found");
    none(breaches);
}

#[test]
fn every_test_file_runs() {
    let main = fs::read_to_string(repository("tests/suite/main.rs")).expect("main.rs is there");
    let mut breaches = Vec::new();
    for entry in fs::read_dir(repository("tests/suite")).expect("the suite is there") {
        let path = entry.expect("an entry").path();
        let name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let is_test = path.extension().is_some_and(|e| e == "rs") && name != "main";
        if is_test && !main.contains(&format!("mod {name};")) {
            breaches.push(format!("tests/suite/{name}.rs is not listed in main.rs"));
        }
    }
    none(breaches);
}

/// Returns the codes in `code()` with the places where they stand.
fn codes() -> BTreeMap<String, Vec<String>> {
    let mut codes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for source in sources() {
        for (line, code) in source
            .code()
            .filter(|(line, _)| *line <= source.tests_from())
        {
            for (at, _) in code.match_indices("=> \"") {
                let literal: String = code[at + 4..].chars().take_while(|c| *c != '"').collect();
                if is_code(&literal) {
                    codes
                        .entry(literal)
                        .or_default()
                        .push(format!("{}:{line}", source.path));
                }
            }
        }
    }
    codes
}

fn is_code(text: &str) -> bool {
    text.len() == 4
        && text.starts_with(|c: char| c.is_ascii_uppercase())
        && text[1..].bytes().all(|b| b.is_ascii_digit())
}

#[test]
fn every_code_is_unique_explained_and_shown() {
    let codes = codes();
    let mut breaches = Vec::new();
    let pages: BTreeSet<String> = crate::common::files_below(&repository("docs/errors"))
        .into_keys()
        .filter_map(|path| path.strip_suffix(".md").map(str::to_owned))
        .filter(|name| name != "README")
        .collect();
    let cases: BTreeSet<String> = folders_in("tests/mistakes")
        .iter()
        .map(|case| name_of(case).split('-').next().unwrap_or("").to_owned())
        .collect();
    for (code, places) in &codes {
        let place = places.join(", ");
        if places.len() > 1 {
            breaches.push(format!("{code} stands more than once: {place}"));
        }
        if !pages.contains(code) {
            breaches.push(format!(
                "{code} ({place}) has no page docs/errors/{code}.md"
            ));
        }
        let excused = WITHOUT_A_CASE.iter().any(|(excused, _)| excused == code);
        if !cases.contains(code) && !excused {
            breaches.push(format!(
                "{code} ({place}) has no case tests/mistakes/{code}-…"
            ));
        }
    }
    for page in pages.iter().filter(|page| !codes.contains_key(*page)) {
        breaches.push(format!(
            "docs/errors/{page}.md explains a code that src/ does not have"
        ));
    }
    for case in cases.iter().filter(|case| !codes.contains_key(*case)) {
        breaches.push(format!(
            "tests/mistakes/{case}-… shows a code that src/ does not have"
        ));
    }
    none(breaches);
}

#[test]
fn errors_index_lists_every_page() {
    let mark = "<!-- index -->\n";
    let file = repository("docs/errors/README.md");
    let text = fs::read_to_string(&file).expect("docs/errors/README.md is there");
    let (before, list) = text.split_once(mark).expect("it has the mark of the index");
    let wanted: String = crate::common::files_below(&repository("docs/errors"))
        .into_iter()
        .filter(|(path, _)| is_code(path.trim_end_matches(".md")))
        .map(|(path, bytes)| {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let title = text.lines().next().unwrap_or("").trim_start_matches("# ");
            let (code, title) = title.split_once(' ').unwrap_or((title, ""));
            format!("- [{code}]({path}) {title}\n")
        })
        .collect();
    if list.trim() == wanted.trim() {
        return;
    }
    if std::env::var_os("ACCEPT").is_some() {
        fs::write(&file, format!("{before}{mark}\n{wanted}")).expect("the index can be written");
    } else {
        panic!("`ACCEPT=1 cargo test --test suite errors_index` brings the index up to date");
    }
}

#[test]
fn pages_of_codes_have_both_languages() {
    let mut breaches = Vec::new();
    for (path, bytes) in crate::common::files_below(&repository("docs/errors")) {
        let text = String::from_utf8_lossy(&bytes);
        let name = path.trim_end_matches(".md");
        if is_code(name) {
            if !text.starts_with(&format!("# {name} ")) {
                breaches.push(format!("docs/errors/{path}:1: opens without `# {name} …`"));
            }
            if !text.contains("## English") {
                breaches.push(format!("docs/errors/{path}: has no `## English`"));
            }
        }
    }
    none(breaches);
}

#[test]
fn the_excuses_are_needed() {
    let codes = codes();
    for (code, test) in WITHOUT_A_CASE {
        assert!(
            codes.contains_key(code),
            "{code} is gone; so should its excuse be"
        );
        let (file, name) = test.split_once("::").expect("file and test");
        let text =
            fs::read_to_string(repository(&format!("tests/suite/{file}.rs"))).expect("the file");
        assert!(
            text.contains(&format!("fn {name}()")) && text.contains(code),
            "{test} shows {code}"
        );
    }
}
