//! Damaged content never brings the program down, and a refusal names what is damaged.
//!
//! `MERITBOOK_DAMAGES=10000 cargo test --release --test suite damage` runs them all; without the
//! variable a few run. `MERITBOOK_DAMAGE_SEED` starts another series. The damages of one series
//! are the same on every machine.

mod bytes;
mod reading;
mod structure;

use std::collections::BTreeMap;
use std::path::Path;

use meritbook::site::Site;
use rayon::prelude::*;

use super::common::{files_below, repository, temporary};
use super::demo::maker::company::chance::Chance;
use meritbook::assessment::Book;
use meritbook::diagnostic::{Diagnostic, Language, Severity, render};

/// One damage of one file.
#[derive(Debug)]
struct Damage {
    /// The file, from the site's folder.
    path: String,
    /// What it holds afterwards; `None` where it is deleted.
    becomes: Option<Vec<u8>>,
    /// What was done, in a few words.
    what: String,
}

/// The files of the demo by path from the site's folder.
type Files = BTreeMap<String, Vec<u8>>;

#[test]
fn damaged_content_is_assessed_or_refused_by_its_name() {
    let number = |name: &str, without: u64| {
        std::env::var(name).map_or(without, |text| text.parse().expect("a whole number"))
    };
    let count = number("MERITBOOK_DAMAGES", 24);
    let series = number("MERITBOOK_DAMAGE_SEED", 1);
    let site = demo();
    let folder = temporary();
    for (path, bytes) in &site {
        put(folder.path(), path, bytes);
    }
    let mut refused = 0;
    let mut unnamed = Vec::new();
    for turn in 0..count {
        let mut chance = Chance::of(series, &format!("damage {turn}"));
        let damage = one(&site, turn % 2 == 0, &mut chance);
        // Shown when the test fails, also when the program goes down.
        println!("damage {turn}: {}: {}", damage.path, damage.what);
        match &damage.becomes {
            Some(bytes) => put(folder.path(), &damage.path, bytes),
            None => std::fs::remove_file(folder.path().join(&damage.path)).expect("it is there"),
        }
        let assessed = meritbook::assess(folder.path());
        for message in assessed.diagnostics.iter().take(20) {
            // The words and the drawing must hold too.
            render(message, Language::Chinese, true);
            render(message, Language::English, false);
        }
        let errors = errors(&assessed.diagnostics);
        match &assessed.book {
            Some(book) if errors.is_empty() => {
                // Pages take most of the time; those of a fifth are made.
                if turn % 10 < 2 {
                    draw(book, &assessed.themes);
                }
            }
            _ => {
                refused += 1;
                if !named(&site, &damage, &errors) {
                    let said = said(&errors);
                    unnamed.push(format!("{turn}: {}: {}\n{said}", damage.path, damage.what));
                }
            }
        }
        put(folder.path(), &damage.path, &site[&damage.path]);
    }
    println!("{count} damages, {refused} refused");
    assert!(
        unnamed.is_empty(),
        "{} of {refused} refusals do not name the damaged file nor one that refers to it:\n{}",
        unnamed.len(),
        unnamed.join("\n")
    );
}

fn errors(diagnostics: &[Diagnostic]) -> Vec<&Diagnostic> {
    let errors = diagnostics.iter();
    errors
        .filter(|message| message.severity == Severity::Error)
        .collect()
}

/// Makes all pages of results that were accepted.
fn draw(book: &Book, themes: &BTreeMap<String, Vec<u8>>) {
    let pages = Site::new(book, themes).expect("the built-in theme is sound");
    pages.jobs().par_iter().for_each(|job| {
        pages.render(job).expect("a page can be made");
    });
}

/// Draws one damage: of bytes, or of the structure.
fn one(site: &Files, of_bytes: bool, chance: &mut Chance) -> Damage {
    let paths: Vec<&String> = site.keys().collect();
    loop {
        // Documents are fewer than tables and have more to break.
        let path = chance.pick(&paths).expect("files");
        if !path.ends_with(".yml") && chance.happens(50) {
            continue;
        }
        let was = &site[*path];
        let damaged = if of_bytes {
            bytes::damage(was, chance)
        } else {
            structure::damage(path, was, chance)
        };
        if let Some((what, becomes)) = damaged {
            return Damage {
                path: (*path).clone(),
                becomes,
                what,
            };
        }
    }
}

/// Tells whether some error names the damaged file, or a file that refers to it: one that holds a
/// word which the damage took away or brought, or the name of the file or of one of its sheets.
fn named(site: &Files, damage: &Damage, errors: &[&Diagnostic]) -> bool {
    let was = &site[&damage.path];
    let nothing = Vec::new();
    let becomes = damage.becomes.as_ref().unwrap_or(&nothing);
    let mut words = reading::difference(&damage.path, was, becomes);
    words.extend(reading::names(&damage.path, was));
    errors.iter().any(|mistake| {
        let texts = [&mistake.title, &mistake.why, &mistake.help, &mistake.label];
        let file = damage.path.rsplit('/').next().unwrap_or(&damage.path);
        let told = texts
            .iter()
            .any(|text| text.zh.contains(file) || text.en.contains(file));
        told || places(mistake).any(|path| {
            path == damage.path
                || site.get(path).is_some_and(|bytes| {
                    let text = reading::text(path, bytes);
                    words.iter().any(|word| text.contains(word.as_str()))
                })
        })
    })
}

fn places(mistake: &Diagnostic) -> impl Iterator<Item = &str> {
    let related = mistake.related.iter().map(|(place, _)| place);
    let all = mistake.place.iter().chain(related);
    all.map(|place| place.source.path.as_str())
}

fn said(mistakes: &[&Diagnostic]) -> String {
    let lines = mistakes.iter().take(5).map(|mistake| {
        let place = mistake.place.as_ref().map(ToString::to_string);
        let place = place.unwrap_or_default();
        format!("    {} {place}: {}\n", mistake.code, mistake.title.en)
    });
    lines.collect()
}

/// Reads the demo company.
fn demo() -> Files {
    let files = files_below(&repository("content")).into_iter();
    // Whatever is changed of a sealed month is found by its bytes alone.
    files
        .filter(|(path, _)| !path.starts_with("sealed/"))
        .map(|(path, bytes)| (format!("content/{path}"), bytes))
        .collect()
}

fn put(folder: &Path, path: &str, bytes: &[u8]) {
    let path = folder.join(path);
    let parent = path.parent().expect("a folder");
    std::fs::create_dir_all(parent).expect("the folder can be made");
    std::fs::write(path, bytes).expect("the file can be written");
}
