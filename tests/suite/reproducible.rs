//! Same input, same bytes: in another time zone and locale, on one thread; and the order of rows
//! changes no result.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::common::{copy, files_below, meritbook_with, repository, shuffled, temporary};

/// Builds the site in `folder`; returns the files of the site.
fn build(folder: &Path, environment: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    let run = meritbook_with(folder, &["build"], environment);
    assert_eq!(run.status, 0, "{}", run.said());
    let files = files_below(&folder.join("public"));
    assert!(files.len() > 100, "the demo has many pages");
    files
}

fn demo() -> tempfile::TempDir {
    let folder = temporary();
    copy(&repository("content"), &folder.path().join("content"));
    // Of a sealed month not even the order of rows may change.
    let sealed = folder.path().join("content/sealed");
    if sealed.exists() {
        fs::remove_dir_all(sealed).expect("the seals can be taken away");
    }
    folder
}

#[test]
fn two_builds_give_the_same_bytes() {
    let folder = demo();
    let first = build(
        folder.path(),
        &[("TZ", "Asia/Shanghai"), ("LANG", "zh_CN.UTF-8")],
    );
    let environment = [
        ("TZ", "America/St_Johns"),
        ("LC_ALL", "tr_TR.UTF-8"),
        ("RAYON_NUM_THREADS", "1"),
    ];
    let second = build(folder.path(), &environment);
    let differ: Vec<&String> = first
        .keys()
        .chain(second.keys())
        .filter(|path| first.get(*path) != second.get(*path))
        .collect();
    assert!(differ.is_empty(), "{differ:?}");
}

#[test]
fn the_order_of_rows_changes_no_result() {
    let folder = demo();
    let first = results(build(folder.path(), &[]));
    let tables = shuffle_tables(&folder.path().join("content"));
    assert!(tables > 20, "{tables} tables were shuffled");
    let second = results(build(folder.path(), &[]));
    assert!(!first.is_empty(), "there are results");
    assert_eq!(
        first.keys().collect::<Vec<_>>(),
        second.keys().collect::<Vec<_>>()
    );
    for (path, text) in &first {
        let differ = text
            .lines()
            .zip(second[path].lines())
            .position(|(a, b)| a != b);
        assert_eq!(differ, None, "{path} differs in the line after this many");
        assert_eq!(text, &second[path], "{path}");
    }
}

/// Returns figures, ranks, winners and orders: the results as data.
fn results(files: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, String> {
    files
        .into_iter()
        .filter(|(path, _)| path.starts_with("data/") && path.ends_with(".json"))
        // The digests of inputs are other ones.
        .filter(|(path, _)| !path.ends_with("-provenance.json"))
        .map(|(path, bytes)| (path, String::from_utf8(bytes).expect("JSON is UTF-8")))
        .collect()
}

/// Shuffles the rows below the heading of every text table; returns how many tables there were.
fn shuffle_tables(folder: &Path) -> usize {
    let mut count = 0;
    for (path, bytes) in files_below(folder) {
        if path.ends_with(".csv") {
            fs::write(folder.join(path), in_other_order(&bytes)).expect("a table can be written");
            count += 1;
        }
    }
    count
}

/// Shuffles the lines after the first; tables of the demo have no line breaks within cells.
fn in_other_order(bytes: &[u8]) -> Vec<u8> {
    // UTF-16 has two bytes a sign; the others keep line feeds as single bytes of their own.
    let wide = bytes.starts_with(&[0xFF, 0xFE]);
    let width = if wide { 2 } else { 1 };
    let mut lines: Vec<Vec<u8>> = vec![Vec::new()];
    for sign in bytes.chunks(width) {
        let line = lines.last_mut().expect("there is a line");
        line.extend(sign);
        if sign.first() == Some(&b'\n') && sign.get(1).is_none_or(|high| *high == 0) {
            lines.push(Vec::new());
        }
    }
    let tail = lines.pop().expect("there is a line");
    if !tail.is_empty() {
        return bytes.to_vec();
    }
    let heading = lines.remove(0);
    [heading, shuffled(&lines, bytes.len() as u64).concat()].concat()
}
