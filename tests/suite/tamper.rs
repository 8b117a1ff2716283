//! Whoever touches what is sealed is found: two thousand single changes of a small archive on disk
//! and of the demo's, each named in the right file. What only travels raises no alarm.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use std::process::Command;

use meritbook::archive::{Report, Sealed, Verdict, verify};
use meritbook::content::{Fingerprint, SealedFiles, sealed};

use crate::common::{copy, files_below, in_english, meritbook_with, repository, temporary};
use crate::seal::sealed_site;

/// How many changes are tried, and the seed by which they are drawn.
const ROUNDS: usize = 2_000;
const SEED: u64 = 20_261_112;

/// What lies in `content/sealed/`, by path from there.
type Files = BTreeMap<String, Vec<u8>>;

/// Another archive: the new bytes of some paths, `None` for what is taken away.
type Change = BTreeMap<String, Option<Vec<u8>>>;

/// The paths that must be named, with what must be said of them (`None`: anything but that all is
/// well).
type Wanted = Vec<(String, Option<Verdict>)>;

/// A generator with a fixed seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % count
    }

    fn one<'p>(&mut self, paths: &[&'p String]) -> &'p str {
        paths[self.below(paths.len())]
    }
}

/// What is off, by path from `content/sealed/`.
fn off(report: &Report) -> BTreeMap<String, Verdict> {
    let off = report.findings.iter().filter(|f| f.verdict != Verdict::Ok);
    off.map(|f| (f.path.clone(), f.verdict)).collect()
}

fn folder_of(path: &str) -> &str {
    path.split('/').next().expect("a path has a beginning")
}

/// Draws a change.
fn tamper(files: &Files, dice: &mut Dice) -> (Change, Wanted) {
    let paths: Vec<&String> = files.keys().collect();
    let path = dice.one(&paths);
    let bytes = &files[path];
    let here = |new: Option<Vec<u8>>, verdict| {
        let change = Change::from([(path.to_owned(), new)]);
        (change, vec![(path.to_owned(), Some(verdict))])
    };
    // Elsewhere and gone from here.
    let moved = |to: String| {
        let change = [(path.to_owned(), None), (to.clone(), Some(bytes.clone()))];
        let wanted = vec![(path.to_owned(), Some(Verdict::Missing)), (to, None)];
        (Change::from(change), wanted)
    };
    let free = |to: &str| !files.contains_key(to);
    match dice.below(12) {
        0..=2 => {
            let mut changed = bytes.clone();
            changed[dice.below(bytes.len())] ^= 1 << dice.below(8);
            here(Some(changed), Verdict::Changed)
        }
        3 => {
            let mut changed = bytes.clone();
            changed.remove(dice.below(bytes.len()));
            here(Some(changed), Verdict::Changed)
        }
        4 => {
            let mut changed = bytes.clone();
            let byte = u8::try_from(dice.below(256)).expect("a byte");
            changed.insert(dice.below(bytes.len() + 1), byte);
            here(Some(changed), Verdict::Changed)
        }
        5 => here(None, Verdict::Missing),
        6 => {
            let (folder, _) = path.rsplit_once('/').expect("all lie in folders");
            let new = format!("{folder}/extra-{}.csv", dice.below(1000));
            let change = Change::from([(new.clone(), Some(bytes.clone()))]);
            (change, vec![(new, Some(Verdict::Unexpected))])
        }
        // A seal for a period that has none.
        7 => {
            let new = format!("2024-{:02}/seal.json", dice.below(12) + 1);
            let change = Change::from([(new.clone(), Some(bytes.clone()))]);
            (change, vec![(new, Some(Verdict::Changed))])
        }
        8 => moved(format!("{path}{}", ["~", "x", ".bak"][dice.below(3)])),
        // Into the folder of another period.
        9 => {
            let (own, rest) = path.split_once('/').expect("all lie in folders");
            let folders: BTreeSet<&str> = paths.iter().map(|p| folder_of(p)).collect();
            let others = folders.iter().filter(|folder| **folder != own);
            let mut to = others.map(|folder| format!("{folder}/{rest}"));
            match to.find(|to| free(to)) {
                Some(to) => moved(to),
                None => tamper(files, dice),
            }
        }
        _ => {
            let other = dice.one(&paths);
            if files[other] == *bytes {
                return tamper(files, dice);
            }
            let change = [
                (path.to_owned(), Some(files[other].clone())),
                (other.to_owned(), Some(bytes.clone())),
            ];
            let wanted = vec![(path.to_owned(), None), (other.to_owned(), None)];
            (Change::from(change), wanted)
        }
    }
}

/// Tries all changes of an archive; `look` verifies it as it is after one of them. Each file is
/// touched at least once.
fn each_is_found(files: &Files, mut look: impl FnMut(usize, &Change) -> Report) {
    let mut dice = Dice(SEED);
    let mut touched = BTreeSet::new();
    for round in 0..ROUNDS {
        let (change, wanted) = tamper(files, &mut dice);
        let off = off(&look(round, &change));
        for (path, verdict) in &wanted {
            let said = off.get(path);
            assert!(
                said.is_some(),
                "round {round}: {path} is not named: {off:?}"
            );
            assert!(
                verdict.is_none() || said.copied() == *verdict,
                "round {round}: {path}: {off:?}"
            );
            touched.insert(path.clone());
        }
        // Nobody else is suspected, but what a seal that is off cannot vouch for any more.
        let of_seal = |path: &str| {
            let seal = format!("{}/seal.json", folder_of(path));
            wanted.iter().any(|(wanted, _)| *wanted == seal)
        };
        for (path, verdict) in &off {
            let named = wanted.iter().any(|(wanted, _)| wanted == path);
            let orphan = of_seal(path) && *verdict == Verdict::Unverifiable;
            assert!(
                named || orphan,
                "round {round}: {path} is suspected: {off:?}"
            );
        }
    }
    assert!(files.keys().all(|path| touched.contains(path)));
}

/// Changes what lies in a folder.
fn apply(place: &Path, change: &Change) {
    for (path, bytes) in change {
        let file = place.join(path);
        match bytes {
            Some(bytes) => {
                fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
                fs::write(file, bytes).expect("a file");
            }
            None => fs::remove_file(file).expect("a file was there"),
        }
    }
}

/// Puts back what was there, and takes away what was not.
fn restore(place: &Path, files: &Files, change: &Change) {
    let back = change
        .keys()
        .filter(|path| files.contains_key(*path) || place.join(path).exists())
        .map(|path| (path.clone(), files.get(path).cloned()));
    apply(place, &back.collect());
}

/// Looks at an archive without reading what is as it was again.
fn looked_at(before: &SealedFiles, change: &Change) -> SealedFiles {
    let mut found = before.clone();
    for (path, bytes) in change {
        let seal = path.strip_suffix("/seal.json");
        match bytes {
            Some(bytes) => {
                let print = Fingerprint::of(bytes);
                found.files.insert(path.clone(), Some(print));
                seal.map(|folder| found.seals.insert(folder.to_owned(), bytes.clone()));
            }
            None => {
                found.files.remove(path);
                seal.map(|folder| found.seals.remove(folder));
            }
        }
    }
    found
}

#[test]
fn two_thousand_changes_are_each_found_in_the_right_file() {
    let folder = sealed_site();
    let place = folder.path().join("content/sealed");
    let before = files_below(&place);
    assert!(off(&verify(&sealed(folder.path()))).is_empty());
    each_is_found(&before, |_, change| {
        apply(&place, change);
        let report = verify(&sealed(folder.path()));
        restore(&place, &before, change);
        report
    });
    assert!(off(&verify(&sealed(folder.path()))).is_empty());
    assert_eq!(in_english(folder.path(), "verify").status, 0);
}

/// The demo's sealed months in a folder of their own.
fn demo() -> tempfile::TempDir {
    let folder = temporary();
    let place = folder.path().join("content/sealed");
    copy(&repository("content/sealed"), &place);
    folder
}

#[test]
fn two_thousand_changes_of_the_demo_are_each_found_in_the_right_file() {
    let folder = demo();
    let place = folder.path().join("content/sealed");
    let files = files_below(&place);
    assert!(files.len() > 100, "{} files", files.len());
    let before = sealed(folder.path());
    assert!(off(&verify(&before)).is_empty());
    each_is_found(&files, |round, change| {
        let report = verify(&looked_at(&before, change));
        // Now and then the archive itself is changed and read, to the same end.
        if round.is_multiple_of(200) {
            apply(&place, change);
            assert_eq!(off(&verify(&sealed(folder.path()))), off(&report));
            let run = in_english(folder.path(), "verify");
            assert_eq!(run.status, 1, "{change:?}: {}", run.said());
            for path in off(&report).keys() {
                let path = format!("content/sealed/{path}: ");
                assert!(run.out.contains(&path), "{path}: {}", run.said());
            }
            restore(&place, &files, change);
        }
        report
    });
    assert!(off(&verify(&sealed(folder.path()))).is_empty());
}

/// Whole periods that change places, and a chain whose end is cut off.
#[test]
fn periods_cannot_change_places_or_go_away_unseen() {
    let folder = demo();
    let place = folder.path().join("content/sealed");
    let seal = fs::read(place.join("2025-12/seal.json")).expect("a seal");
    let head = Sealed::read(&seal).expect("a seal").digest;
    let go = |from: &str, to: &str| fs::rename(place.join(from), place.join(to)).expect("moved");
    go("2025-11", "x");
    go("2025-12", "2025-11");
    go("x", "2025-12");
    let swapped = off(&verify(&sealed(folder.path())));
    for path in ["2025-11/seal.json", "2025-12/seal.json"] {
        assert_eq!(swapped.get(path), Some(&Verdict::Changed), "{swapped:?}");
    }
    go("2025-11", "../x");
    go("2025-12", "2025-11");
    // The first alone is whole; that another one came after it only the digest tells.
    assert_eq!(in_english(folder.path(), "verify").status, 0);
    let cut = in_english(folder.path(), &format!("verify --head {head}"));
    assert_eq!(cut.status, 1, "{}", cut.said());
    assert!(cut.out.contains(&head), "{}", cut.out);
    go("../x", "2025-12");
    let whole = in_english(folder.path(), &format!("verify --head {head}"));
    assert_eq!(whole.status, 0, "{}", whole.said());
}

/// Packs a folder into a ZIP file and unpacks it elsewhere.
pub fn packed_and_moved(from: &Path, to: &Path) {
    let mut packed = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in files_below(from) {
        let options = zip::write::SimpleFileOptions::default();
        packed.start_file(path, options).expect("a file");
        packed.write_all(&bytes).expect("packed");
    }
    let bytes = packed.finish().expect("a ZIP file").into_inner();
    fs::create_dir_all(to).expect("a folder");
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a ZIP file");
    zip.extract(to).expect("unpacked");
}

/// Packed, unpacked in another folder, on a machine in another country: nothing is suspected.
#[test]
fn the_demo_stands_being_packed_and_moved() {
    let folder = temporary();
    let site = folder.path().join("档案 2025/三柜");
    packed_and_moved(&repository("content/sealed"), &site.join("content/sealed"));
    for (zone, locale, language) in [
        ("Pacific/Kiritimati", "tr_TR.UTF-8", "en"),
        ("America/St_Johns", "zh_CN.GB18030", "zh-CN"),
    ] {
        let environment = [("TZ", zone), ("LC_ALL", locale), ("LANG", locale)];
        let words = ["--lang", language, "verify", "--format", "json"];
        let run = meritbook_with(&site, &words, &environment);
        assert_eq!(run.status, 0, "{zone}: {}", run.said());
        assert!(run.out.contains("\"whole\": true"), "{}", run.out);
    }
}

/// What is sealed in one country is sealed in another one, byte for byte.
#[test]
fn the_zone_and_language_of_a_machine_leave_no_trace() {
    let made = |environment: &[(&str, &str)], language: &str| {
        let folder = temporary();
        copy(&repository("content"), &folder.path().join("content"));
        fs::remove_dir_all(folder.path().join("content/sealed")).expect("taken away");
        let words = ["--lang", language, "seal", "2025-11"];
        let signed = ["--by", "周宁", "--on", "2025-12-12"];
        let words: Vec<&str> = words.into_iter().chain(signed).collect();
        let run = meritbook_with(folder.path(), &words, environment);
        assert_eq!(run.status, 0, "{}", run.said());
        files_below(&folder.path().join("content/sealed"))
    };
    let here = made(&[("TZ", "Asia/Shanghai"), ("LANG", "zh_CN.UTF-8")], "zh-CN");
    let there = made(&[("TZ", "America/Adak"), ("LC_ALL", "tr_TR.UTF-8")], "en");
    let differ = here.iter().filter(|(path, b)| there.get(*path) != Some(b));
    let differ: Vec<&String> = differ.map(|(path, _)| path).collect();
    assert!(differ.is_empty() && here.len() == there.len(), "{differ:?}");
}

/// A checkout that changes the ends of lines is a change, and it is named.
#[test]
fn other_ends_of_lines_are_named() {
    for path in [
        "2026-09/seal.json",
        "2026-09/results.json",
        "2026-08/inputs/content/site.yml",
    ] {
        let folder = sealed_site();
        let file = folder.path().join("content/sealed").join(path);
        let text = fs::read_to_string(&file).unwrap();
        fs::write(&file, text.replace('\n', "\r\n")).unwrap();
        let report = verify(&sealed(folder.path()));
        assert_eq!(off(&report).get(path), Some(&Verdict::Changed));
    }
}

/// What docs/sealing.md says of git: with its line in `.gitattributes` a checkout on any machine is
/// the archive, without it a machine that converts the ends of lines is found out.
#[test]
fn a_checkout_with_other_ends_of_lines_is_protected_by_one_line() {
    let version = Command::new("git").arg("--version").output();
    if !version.is_ok_and(|version| version.status.success()) {
        println!("skipped: there is no git");
        return;
    }
    let document = fs::read_to_string(repository("docs/sealing.md")).expect("it is there");
    let line = "content/sealed/** -text\n";
    assert!(document.contains(&format!("```text\n{line}```")));
    for protected in [true, false] {
        let origin = sealed_site();
        if protected {
            fs::write(origin.path().join(".gitattributes"), line).expect("written");
        }
        let other = temporary();
        let git = |at: &Path, words: &[&str]| {
            let mut command = Command::new("git");
            let quiet = [
                ("GIT_CONFIG_GLOBAL", "/dev/null"),
                ("GIT_CONFIG_NOSYSTEM", "1"),
            ];
            let author = ["-c", "user.name=A", "-c", "user.email=a@example.org"];
            command.current_dir(at).envs(quiet).args(author).args(words);
            let run = command.output().expect("git runs");
            let said = String::from_utf8_lossy(&run.stderr).into_owned();
            assert!(run.status.success(), "{words:?}: {said}");
        };
        git(origin.path(), &["init", "--quiet"]);
        git(origin.path(), &["add", "--all"]);
        git(origin.path(), &["commit", "--quiet", "-m", "x"]);
        let from = origin.path().to_str().expect("a path");
        let words = ["-c", "core.autocrlf=true", "clone", "--quiet", from, "site"];
        git(other.path(), &words);
        let site = other.path().join("site");
        let roster = fs::read(site.join("content/people/roster.csv")).expect("a file");
        assert!(
            roster.windows(2).any(|two| two == b"\r\n"),
            "nothing was converted"
        );
        let off = off(&verify(&sealed(&site)));
        if protected {
            assert!(off.is_empty(), "{off:?}");
            assert_eq!(in_english(&site, "verify").status, 0);
        } else {
            let seal = off.get("2026-08/seal.json");
            assert_eq!(seal, Some(&Verdict::Changed), "{off:?}");
        }
    }
}
