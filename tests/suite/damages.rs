//! No damage to the files makes the program panic, and what is told names the damaged file.
//!
//! `DAMAGES=10000 cargo test --release --test suite damages` tries more of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use meritbook::assess;
use meritbook::diagnostic::{Diagnostic, Language, Severity, render};

use crate::common::{files_below, repository, temporary};

/// How many damages are tried unless `DAMAGES` says otherwise.
const USUALLY: u64 = 120;

/// The months that are kept, so that one try is short.
const MONTHS: [&str; 2] = ["months/2026-09/", "months/2026-10/"];

#[test]
fn no_damage_makes_it_panic() {
    let tries = std::env::var("DAMAGES")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(USUALLY);
    let folder = temporary();
    let files = demo();
    for (path, bytes) in &files {
        write(folder.path(), path, bytes);
    }
    let sound = assess(folder.path());
    assert_eq!(
        errors(&sound.diagnostics),
        Vec::<String>::new(),
        "the demo itself is sound"
    );
    let mut unnamed = Vec::new();
    for seed in 0..tries {
        let mut dice = Dice::new(seed);
        let (path, bytes) = files.iter().nth(dice.below(files.len())).expect("a file");
        let (what, damaged) = damage(path, bytes, &mut dice);
        let told = Told(format!("seed {seed}: {what} in {path}"));
        match &damaged {
            Some(damaged) => write(folder.path(), path, damaged),
            None => fs::remove_file(folder.path().join("content").join(path)).expect("removed"),
        }
        let assessed = assess(folder.path());
        let wrong = errors(&assessed.diagnostics);
        if !wrong.is_empty() && !names(&assessed.diagnostics, path) {
            unnamed.push(format!("{}\n{}", told.0, wrong.join("\n")));
        }
        for diagnostic in assessed.diagnostics.iter().take(20) {
            render(diagnostic, Language::Chinese, true);
        }
        write(folder.path(), path, bytes);
    }
    assert!(
        unnamed.is_empty(),
        "{} of {tries}:\n{}",
        unnamed.len(),
        unnamed.join("\n\n")
    );
}

/// Says which damage it was when the program panics.
struct Told(String);

impl Drop for Told {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("{}", self.0);
        }
    }
}

fn demo() -> BTreeMap<String, Vec<u8>> {
    files_below(&repository("content"))
        .into_iter()
        .filter(|(path, _)| {
            !path.starts_with("months/") || MONTHS.iter().any(|month| path.starts_with(month))
        })
        .collect()
}

fn write(folder: &Path, path: &str, bytes: &[u8]) {
    let file = folder.join("content").join(path);
    fs::create_dir_all(file.parent().expect("a folder")).expect("a folder can be made");
    fs::write(file, bytes).expect("a file can be written");
}

fn errors(diagnostics: &[Diagnostic]) -> Vec<String> {
    diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .map(|d| render(d, Language::English, false))
        .collect()
}

/// Tells whether an error stands in the damaged file or speaks of it: by its path, its table's
/// name, or its policy's.
fn names(diagnostics: &[Diagnostic], path: &str) -> bool {
    let stem = Path::new(path)
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let folder = path.split('/').rev().nth(1).unwrap_or("");
    // A person, a holiday or a source that is gone is missed elsewhere.
    let shared = ["people/", "calendar", "sources", "site"]
        .iter()
        .any(|own| path.starts_with(own));
    diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .any(|d| {
            let said = render(d, Language::Chinese, false);
            shared || said.contains(path) || said.contains(&stem) || said.contains(folder)
        })
}

/// Damages a file; `None` where it is gone. Half of the damages are structural.
fn damage(path: &str, bytes: &[u8], dice: &mut Dice) -> (&'static str, Option<Vec<u8>>) {
    if dice.below(40) == 0 {
        return ("the file is gone", None);
    }
    let is_text = !path.ends_with(".xlsx");
    let (what, damaged) = if is_text && dice.below(2) == 0 {
        structural(path, bytes, dice)
    } else {
        random_bytes(bytes, dice)
    };
    (what, Some(damaged))
}

fn random_bytes(bytes: &[u8], dice: &mut Dice) -> (&'static str, Vec<u8>) {
    let mut damaged = bytes.to_vec();
    let at = dice.below(bytes.len().max(1)).min(bytes.len());
    let to = (at + dice.below(30)).min(bytes.len());
    let signs: [&[u8]; 14] = [
        b"\xEF\xBB\xBF",
        b"\t",
        "：".as_bytes(),
        b"\"",
        b"'",
        b"\0",
        b"\xFF\xFE",
        b"{",
        b"[[[[",
        b"&a *a ",
        b"- ",
        b"\r",
        "（".as_bytes(),
        b"99999999999999999999999999999999999999999999999999999999999999999",
    ];
    let what = match dice.below(5) {
        0 => {
            if let Some(byte) = damaged.get_mut(at) {
                *byte = dice.below(256) as u8;
            }
            "another byte"
        }
        1 => {
            damaged.drain(at..to);
            "bytes dropped"
        }
        2 => {
            damaged.truncate(at);
            "cut short"
        }
        3 => {
            let again = damaged[at..to].to_vec();
            damaged.splice(at..at, again);
            "bytes repeated"
        }
        _ => {
            let sign = signs[dice.below(signs.len())];
            damaged.splice(at..at, sign.iter().copied());
            "a strange sign"
        }
    };
    (what, damaged)
}

/// Damages lines and columns; what is no UTF-8 is damaged byte by byte instead.
fn structural(path: &str, bytes: &[u8], dice: &mut Dice) -> (&'static str, Vec<u8>) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return random_bytes(bytes, dice);
    };
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    if lines.is_empty() {
        return random_bytes(bytes, dice);
    }
    let (a, b) = (dice.below(lines.len()), dice.below(lines.len()));
    let what = match dice.below(if path.ends_with(".csv") { 8 } else { 6 }) {
        0 => {
            lines.remove(a);
            "a line dropped"
        }
        1 => {
            let again = lines[a].clone();
            lines.insert(b, again);
            "a line repeated"
        }
        2 => {
            lines.swap(a, b);
            "two lines swapped"
        }
        3 => {
            lines[a] = format!("  {}", lines[a]);
            "a line indented"
        }
        4 => {
            let signs: Vec<char> = lines[a].chars().collect();
            let at = dice.below(signs.len() + 1);
            let mut renamed: String = signs.iter().take(at).collect();
            renamed.push('错');
            renamed.extend(signs.iter().skip(at + 1));
            lines[a] = renamed;
            "a name changed"
        }
        5 => {
            lines[a] = lines[a].replacen(": ", ":", 1).replacen(',', "，", 1);
            "a separator changed"
        }
        6 => {
            let column = dice.below(lines[0].split(',').count());
            for line in &mut lines {
                let kept = line.split(',').enumerate().filter(|(at, _)| *at != column);
                *line = kept.map(|(_, cell)| cell).collect::<Vec<_>>().join(",");
            }
            "a column dropped"
        }
        _ => {
            let mut cells: Vec<String> = lines[a].split(',').map(str::to_owned).collect();
            let (x, y) = (dice.below(cells.len()), dice.below(cells.len()));
            cells.swap(x, y);
            lines[a] = cells.join(",");
            "two cells swapped"
        }
    };
    (what, (lines.join("\n") + "\n").into_bytes())
}

/// Numbers that look thrown and are the same for the same seed.
struct Dice(u64);

impl Dice {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// Returns a number below `limit`; 0 where the limit is 0.
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        if limit == 0 {
            0
        } else {
            (self.0 >> 11) as usize % limit
        }
    }
}
