//! The list of primitives (docs/primitives.md): no number is left out, and what a row names is
//! there.

use std::fs;

use crate::common::repository;

#[test]
fn each_primitive_names_what_shows_it() {
    let page = fs::read_to_string(repository("docs/primitives.md")).expect("the page");
    let mut breaches = Vec::new();
    let mut next: [(char, usize); 3] = [('S', 1), ('T', 1), ('D', 1)];
    for line in page.lines().filter(|line| line.starts_with("| ")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [number, what, how, shown] = cells.as_slice() else {
            breaches.push(format!("four cells are wanted: {line}"));
            continue;
        };
        let Some(list) = next.iter_mut().find(|(letter, _)| {
            let rest = number.strip_prefix(*letter);
            rest.is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()) && !n.is_empty())
        }) else {
            continue;
        };
        if *number != format!("{}{}", list.0, list.1) {
            breaches.push(format!("{}{} is wanted before {number}", list.0, list.1));
        }
        list.1 += 1;
        if what.is_empty() || how.is_empty() {
            breaches.push(format!("{number} says not what it is or how it is written"));
        }
        let named: Vec<&str> = shown.split('`').skip(1).step_by(2).collect();
        if named.is_empty() {
            breaches.push(format!("{number} names nothing that shows it"));
        }
        for name in named {
            if let Err(why) = is_there(name) {
                breaches.push(format!("{number}: {why}"));
            }
        }
    }
    // The catalogues have 51 and 62; the design lists them once more, with some of its own.
    let counts: Vec<usize> = next.iter().map(|(_, next)| next - 1).collect();
    assert_eq!(counts, [51, 62, 79], "primitives of each list");
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

/// Finds a golden case by its name, or a section as `docs/page.md#heading`.
fn is_there(name: &str) -> Result<(), String> {
    let Some((path, heading)) = name.split_once('#') else {
        let case = repository("tests/golden").join(name).join("expected.csv");
        return match case.is_file() {
            true => Ok(()),
            false => Err(format!("there is no case tests/golden/{name}")),
        };
    };
    let page = fs::read_to_string(repository(path)).map_err(|_| format!("{path} is not there"))?;
    let mut headings = page.lines().filter(|line| line.starts_with('#'));
    match headings.any(|line| line.contains(heading)) {
        true => Ok(()),
        false => Err(format!("{path} has no section {heading}")),
    }
}
