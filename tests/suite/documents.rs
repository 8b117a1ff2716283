//! The examples in README and docs/: commands run, YAML and JSON parse, and a document that shows a
//! whole site, file by file, shows one that passes `check`.

use std::fs;
use std::path::Path;

use meritbook::content;
use meritbook::diagnostic::{Language, Severity, render};

use crate::common::{Run, files_below, meritbook, repository, temporary};

/// A document whose commands follow on each other; `routine` plays it through.
pub const WALKED: &str = "docs/monthly-routine.md";

/// A fenced block of a document.
pub struct Block {
    /// The document, from the repository's folder.
    pub document: String,
    /// The line of the fence, from 1.
    pub line: usize,
    /// What stands behind the fence: `sh`, `yaml` …
    pub language: String,
    /// The path that the line above names, as in **`content/site.yml`**.
    pub path: Option<String>,
    pub text: String,
}

fn documents() -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = [
        "README.md",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "tests/README.md",
    ]
    .iter()
    .map(|path| (*path).to_owned())
    .chain(
        files_below(&repository("docs"))
            .into_keys()
            .map(|path| format!("docs/{path}")),
    )
    .filter(|path| path.ends_with(".md"))
    .map(|path| {
        let text = fs::read_to_string(repository(&path)).expect("a document is UTF-8");
        (path, text)
    })
    .collect();
    all.sort();
    all
}

fn blocks() -> Vec<Block> {
    documents()
        .into_iter()
        .flat_map(|(document, text)| blocks_of(&document, &text))
        .collect()
}

pub fn blocks_of(document: &str, text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Option<Block> = None;
    let mut named = None;
    for (at, line) in text.lines().enumerate() {
        match (line.trim_start().strip_prefix("```"), &mut open) {
            (Some(language), None) => {
                open = Some(Block {
                    document: document.to_owned(),
                    line: at + 1,
                    language: language.trim().to_owned(),
                    path: named.take(),
                    text: String::new(),
                });
            }
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (None, Some(block)) => {
                block.text.push_str(line);
                block.text.push('\n');
            }
            (None, None) if line.trim().is_empty() => {}
            (None, None) => {
                let path = line
                    .trim()
                    .strip_prefix("**`")
                    .and_then(|rest| rest.strip_suffix("`**"));
                named = path.map(str::to_owned);
            }
        }
    }
    assert!(open.is_none(), "{document}: a fence is not closed");
    blocks
}

fn none(breaches: Vec<String>) {
    assert!(
        breaches.is_empty(),
        "{} examples:\n{}",
        breaches.len(),
        breaches.join("\n")
    );
}

/// Writes the files that a document shows.
fn site_of(document: &str, folder: &Path) -> usize {
    let mut files = 0;
    for block in blocks().iter().filter(|block| block.document == document) {
        if let Some(path) = &block.path {
            let file = folder.join(path);
            fs::create_dir_all(file.parent().expect("a file has a folder")).expect("a folder");
            fs::write(file, &block.text).expect("a file");
            files += 1;
        }
    }
    files
}

#[test]
fn the_sites_that_documents_show_pass_check() {
    let mut breaches = Vec::new();
    for (document, _) in documents() {
        let folder = temporary();
        if document == WALKED || site_of(&document, folder.path()) == 0 {
            continue;
        }
        let run = meritbook(folder.path(), &["--lang", "en", "check"]);
        if run.status != 0 {
            breaches.push(format!(
                "{document}: the site it shows does not pass:\n{}",
                run.said()
            ));
        }
    }
    none(breaches);
}

fn broken_xml(text: &str) -> Option<String> {
    let mut reader = quick_xml::Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => return None,
            Ok(_) => {}
            Err(error) => return Some(error.to_string()),
        }
    }
}

#[test]
fn yaml_and_json_can_be_read() {
    let mut breaches = Vec::new();
    for block in blocks() {
        let wrong = match block.language.as_str() {
            "yaml" => broken_yaml(&block.text),
            "json" => serde_json::from_str::<serde_json::Value>(&block.text)
                .err()
                .map(|e| e.to_string()),
            "xml" => broken_xml(&block.text),
            "nginx" => {
                let ends = block.text.matches(['{', '}']).count();
                (ends % 2 == 1).then(|| "a bracket is not closed".to_owned())
            }
            "sh" | "csv" | "text" | "html" | "rust" | "toml" | "" => None,
            other => Some(format!("nobody checks `{other}`")),
        };
        breaches.extend(wrong.map(|wrong| format!("{}:{}: {wrong}", block.document, block.line)));
    }
    none(breaches);
}

fn broken_yaml(text: &str) -> Option<String> {
    let folder = temporary();
    fs::create_dir_all(folder.path().join("content/policies")).expect("a folder");
    fs::write(folder.path().join("content/policies/example.yml"), text).expect("a file");
    let read = content::read(folder.path());
    let said: Vec<String> = read
        .diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .filter(|d| {
            d.place
                .as_ref()
                .is_some_and(|p| p.source.path.ends_with("example.yml"))
        })
        .map(|d| render(d, Language::English, false))
        .collect();
    (!said.is_empty()).then(|| said.join("\n"))
}

#[test]
fn policies_that_documents_show_are_understood() {
    let mut breaches = Vec::new();
    let whole = |block: &&Block| {
        let policy = block.text.starts_with("policy:") || block.text.starts_with("制度:");
        // The pages of mistakes show what is wrong.
        let wrong = block.document.starts_with("docs/errors/");
        policy && !wrong && block.path.is_none() && block.language == "yaml"
    };
    let all = blocks();
    for block in all.iter().filter(whole) {
        let folder = temporary();
        let content = folder.path().join("content");
        fs::create_dir_all(content.join("policies")).expect("a folder");
        fs::write(content.join("site.yml"), "title: x\n").expect("a file");
        fs::write(content.join("policies/page.yml"), &block.text).expect("a file");
        fs::create_dir_all(content.join("people")).expect("a folder");
        fs::write(content.join("people/roster.csv"), "工号,姓名\n1,x\n").expect("a file");
        let run = meritbook(folder.path(), &["--lang", "en", "check"]);
        if run.status != 0 {
            breaches.push(format!("{}:{}: {}", block.document, block.line, run.said()));
        }
    }
    none(breaches);
}

#[test]
fn formulas_give_what_the_page_says() {
    let lists: Vec<Block> = blocks()
        .into_iter()
        .filter(|block| block.text.starts_with("公式 formula → 值 value\n"))
        .collect();
    assert_eq!(lists.len(), 1, "the policy language lists formulas once");
    let folder = temporary();
    let write = |path: &str, text: &str| {
        let file = folder.path().join("content").join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, text).expect("a file");
    };
    let (mut metrics, mut expected) = (String::new(), String::new());
    for (number, line) in lists[0].text.lines().skip(1).enumerate() {
        let (formula, value) = line.split_once(" → ").expect("a formula and its value");
        metrics += &format!("  m{number}: '{formula}'\n");
        expected += &format!("      m{number}: '{value}'  # {formula}\n");
    }
    write("site.yml", "title: x\n");
    write("people/roster.csv", "工号,姓名\n0101,王芳\n");
    write(
        "calendar.yml",
        "2026:\n  holidays: [2026-10-01..2026-10-07]\n  workdays: [2026-10-10]\n",
    );
    write(
        "policies/page.yml",
        &format!(
            "policy: page\nversion: {{from: 2026-10}}\nmetrics:\n{metrics}examples:\n  \
             - name: list\n    given: {{}}\n    expect:\n{expected}"
        ),
    );
    let run = meritbook(folder.path(), &["--lang", "en", "check"]);
    assert_eq!(run.status, 0, "{}", run.said());
}

#[test]
fn commands_run() {
    let mut breaches = Vec::new();
    for block in blocks().iter().filter(|block| block.language == "sh") {
        for (at, line) in block.text.lines().enumerate() {
            let command = line.split(" #").next().unwrap_or("").trim();
            if command.is_empty() || command.starts_with('#') {
                continue;
            }
            if let Err(wrong) = run(command, &block.document) {
                let line = block.line + at + 1;
                breaches.push(format!("{}:{line}: `{command}`: {wrong}", block.document));
            }
        }
    }
    none(breaches);
}

/// `$ meritbook …` in a document, with lines of what it says: run in the site that the document shows.
#[test]
fn what_commands_are_shown_to_say_they_say() {
    let mut breaches = Vec::new();
    let all = blocks();
    for block in &all {
        let Some((command, shown)) = block.text.split_once('\n') else {
            continue;
        };
        let Some(command) = command.strip_prefix("$ meritbook ") else {
            continue;
        };
        let folder = temporary();
        if block.document.starts_with("docs/errors/")
            || block.document == WALKED
            || site_of(&block.document, folder.path()) == 0
        {
            continue;
        }
        // A site that is sealed so far as the document has come.
        let before = |b: &&Block| b.document == block.document && b.line < block.line;
        for earlier in all.iter().filter(before) {
            let first = earlier.text.lines().next().unwrap_or("");
            if let Some(seal) = first.strip_prefix("$ meritbook seal ") {
                let words = std::iter::once("seal").chain(seal.split_whitespace());
                meritbook(folder.path(), &words.collect::<Vec<_>>());
            }
        }
        let mut words = vec!["--lang", "zh-CN"];
        words.extend(command.split_whitespace());
        let said = meritbook(folder.path(), &words).said();
        for line in shown.lines().filter(|line| !said.contains(line.trim())) {
            let (document, at) = (&block.document, block.line);
            breaches.push(format!("{document}:{at}: `{line}` is not said:\n{said}"));
        }
    }
    none(breaches);
}

/// Runs a command of a document, or sees that what it names is there.
fn run(command: &str, document: &str) -> Result<(), String> {
    let words: Vec<&str> = command
        .split_whitespace()
        .skip_while(|word| word.contains('=') && !word.starts_with('-'))
        .collect();
    match words.as_slice() {
        ["meritbook", arguments @ ..] | ["cargo", "run", "--release", "--", arguments @ ..] => {
            run_meritbook(arguments, document)
        }
        ["cargo", "run", "--release", "--example", name, ..]
        | ["cargo", "run", "--example", name, ..] => is_there(&format!("examples/{name}.rs")),
        [
            "cargo",
            "test" | "clippy" | "fmt" | "doc" | "build" | "install",
            ..,
        ] => Ok(()),
        ["just", recipe, ..] => {
            let recipes = fs::read_to_string(repository("justfile")).unwrap_or_default();
            let found = recipes
                .lines()
                .any(|line| line.split([' ', ':']).next() == Some(recipe));
            if found {
                Ok(())
            } else {
                Err("the justfile has no such recipe".to_owned())
            }
        }
        ["python3", script, ..] => is_there(script),
        [program, ..] if program.starts_with(".ci/") => is_there(program),
        ["git" | "cd" | "npm" | "mkdir" | "cp", ..] => Ok(()),
        _ => Err("nobody knows how to check this command".to_owned()),
    }
}

fn is_there(path: &str) -> Result<(), String> {
    if repository(path).exists() {
        Ok(())
    } else {
        Err(format!("{path} is not there"))
    }
}

/// Runs the program in the site that the document shows, else in the repository.
fn run_meritbook(arguments: &[&str], document: &str) -> Result<(), String> {
    let folder = temporary();
    let own = folder.path().join("site");
    let shown = site_of(document, &own) > 0;
    let site = if shown { own } else { repository("") };
    let out = folder.path().join("public");
    // Into which file its words go is the shell's affair.
    let arguments = arguments.split(|word| *word == ">").next();
    let arguments = arguments.unwrap_or_default();
    let mut words = vec!["--site", site.to_str().expect("a path")];
    let mut rest = arguments.iter();
    let mut builds = false;
    while let Some(word) = rest.next() {
        match *word {
            // The reader's own folder is stood in for by the one at hand.
            "--site" => {
                rest.next();
            }
            "-o" | "--out" => {
                rest.next();
            }
            word => {
                builds |= word == "build";
                words.push(word);
            }
        }
    }
    if builds {
        words.extend(["--out", out.to_str().expect("a path")]);
    }
    let Run { status, out, err } = meritbook(folder.path(), &words);
    if status == 0 {
        Ok(())
    } else {
        Err(format!("exit status {status}\n{out}{err}"))
    }
}

#[test]
fn the_architecture_names_every_module_and_tests_that_exist() {
    let text = fs::read_to_string(repository("ARCHITECTURE.md")).expect("it is there");
    let library = fs::read_to_string(repository("src/lib.rs")).expect("lib.rs is there");
    let mut breaches = Vec::new();
    for module in library
        .lines()
        .filter_map(|l| l.strip_prefix("pub mod ")?.strip_suffix(';'))
    {
        if !text.contains(&format!("`{module}`")) {
            breaches.push(format!("ARCHITECTURE.md does not name `{module}`"));
        }
    }
    for quoted in text.split('`').skip(1).step_by(2) {
        let Some((module, name)) = quoted.split_once("::") else {
            continue;
        };
        let file = repository(&format!("tests/suite/{module}.rs"));
        let found = fs::read_to_string(file).is_ok_and(|t| t.contains(&format!("fn {name}(")));
        if !found {
            breaches.push(format!(
                "ARCHITECTURE.md names `{quoted}`, which is no test"
            ));
        }
    }
    none(breaches);
}

#[test]
fn links_lead_somewhere() {
    let mut breaches = Vec::new();
    for (document, text) in documents() {
        let folder = Path::new(&document).parent().unwrap_or(Path::new(""));
        let mut fenced = false;
        for (at, line) in text.lines().enumerate() {
            fenced ^= line.trim_start().starts_with("```");
            for link in links_of(line).into_iter().filter(|_| !fenced) {
                let path = link.split('#').next().unwrap_or("");
                let outside = link.contains("://") || link.starts_with("mailto:");
                if !outside && !path.is_empty() && !repository("").join(folder).join(path).exists()
                {
                    breaches.push(format!("{document}:{}: {link} is not there", at + 1));
                }
            }
        }
    }
    none(breaches);
}

#[test]
fn the_readme_leads_to_every_document() {
    let readme = fs::read_to_string(repository("README.md")).expect("there is a README");
    let links: Vec<String> = readme.lines().flat_map(links_of).collect();
    let pages = fs::read_dir(repository("docs")).expect("there are documents");
    let pages = pages.map(|page| page.unwrap().file_name().to_string_lossy().into_owned());
    let unnamed = pages
        .filter(|page| page.ends_with(".md") && !links.contains(&format!("docs/{page}")))
        .map(|page| format!("README.md does not name docs/{page}"));
    none(unnamed.collect());
}

/// Returns the targets of Markdown links in a line.
fn links_of(line: &str) -> Vec<String> {
    line.match_indices("](")
        .filter_map(|(at, _)| {
            line[at + 2..]
                .split_once(')')
                .map(|(target, _)| target.to_owned())
        })
        .collect()
}
