//! The demo company in `content/` is what its maker writes, byte for byte.

use super::common::{files_below, repository};

/// The maker, as the example program has it.
#[path = "../../examples/company.rs"]
#[allow(dead_code)]
pub mod maker;

#[test]
fn the_committed_files_are_what_the_maker_writes() {
    let made = maker::company::demo::files().expect("the demo company can be made");
    let mut differ = Vec::new();
    let committed = files_below(&repository("content"));
    for (path, bytes) in &made {
        match committed.get(path) {
            Some(found) if found == bytes => {}
            Some(_) => differ.push(format!("{path} differs")),
            None => differ.push(format!("{path} is not committed")),
        }
    }
    for path in committed.keys() {
        let table = path.ends_with(".csv") || path.ends_with(".xlsx");
        if table && !made.contains_key(path) {
            differ.push(format!("{path} is not made by the example"));
        }
    }
    assert!(
        differ.is_empty(),
        "run `cargo run --example company -- --demo --out content`:\n{}",
        differ.join("\n")
    );
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
