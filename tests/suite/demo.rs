//! The demo company in `content/` is what its maker writes, byte for byte.

use std::collections::BTreeSet;
use std::path::Path;

use walkdir::WalkDir;

/// The maker, as the example program has it.
#[path = "../../examples/company.rs"]
#[allow(dead_code)]
pub mod maker;

fn content() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/content"))
}

#[test]
fn the_committed_files_are_what_the_maker_writes() {
    let made = maker::company::demo::files().expect("the demo company can be made");
    let mut differ = Vec::new();
    for (path, bytes) in &made {
        match std::fs::read(content().join(path)) {
            Ok(found) if found == *bytes => {}
            Ok(_) => differ.push(format!("{path} differs")),
            Err(_) => differ.push(format!("{path} is not committed")),
        }
    }
    for path in data_files() {
        if !made.contains_key(&path) {
            differ.push(format!("{path} is not made by the example"));
        }
    }
    assert!(
        differ.is_empty(),
        "run `cargo run --example company -- --demo --out content`:\n{}",
        differ.join("\n")
    );
}

/// The tables of the demo: what the maker must have written.
fn data_files() -> BTreeSet<String> {
    let tables = ["people", "tables", "months"];
    let mut found = BTreeSet::new();
    for folder in tables {
        for entry in WalkDir::new(content().join(folder)) {
            let entry = entry.expect("the demo company can be walked");
            let path = entry.path().strip_prefix(content()).expect("a path below");
            let name = path.to_string_lossy().replace('\\', "/");
            if name.ends_with(".csv") || name.ends_with(".xlsx") {
                found.insert(name);
            }
        }
    }
    found
}

#[test]
fn a_seed_gives_one_company_and_another_seed_another() {
    let size = maker::company::synthetic::Size {
        people: 41,
        months: 2,
        seed: 7,
    };
    let made = |size| maker::company::synthetic::files(size).expect("a company can be made");
    let first = made(&size);
    assert_eq!(first, made(&size));
    let other = maker::company::synthetic::Size {
        seed: 8,
        ..size.clone()
    };
    assert_ne!(first, made(&other));
}
