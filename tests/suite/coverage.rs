//! The table of schemes: each has its policy in the library, each that can be computed its worked
//! examples, number by number. `cargo test --test suite coverage -- --nocapture` prints it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::common::{files_below, folders_in, name_of, repository};

/// How many policies of the demo company name a scheme, at least.
const LIVE: usize = 30;

/// A row of `docs/schemes.md`.
struct Scheme {
    id: String,
    computed: bool,
    examples: Vec<String>,
    /// Cases named for other readings.
    readings: Vec<String>,
}

#[test]
fn every_scheme_has_its_policy_and_each_worked_example_its_case() {
    let schemes = schemes();
    let library = sources("library");
    let live = sources("content/policies");
    let cases = folders_in("tests/golden");
    let cases: Vec<String> = cases.iter().map(|c| name_of(c)).collect();
    let compared = compared();
    let mut lacking = Vec::new();
    println!("方案  种类  制度  用例  例子（核对的结果）  示范公司");
    for scheme in &schemes {
        let id = &scheme.id;
        let of_scheme = |name: &&String| name == &id || name.starts_with(&format!("{id}-"));
        let golden = cases.iter().filter(of_scheme).count();
        let policies = library.get(id).map_or(0, Vec::len);
        let lives = live.get(id).map(|all| all.join(" ")).unwrap_or_default();
        let kind = if scheme.computed { "计算" } else { "手册" };
        let examples: Vec<String> = scheme
            .examples
            .iter()
            .map(|e| format!("{e} ({})", compared.get(e).copied().unwrap_or_default()))
            .collect();
        println!(
            "{id}  {kind}  {policies}  {golden}  {}  {lives}",
            examples.join(" ")
        );
        if policies == 0 {
            lacking.push(format!("{id} has no policy in the library"));
        }
        if scheme.computed && golden == 0 {
            lacking.push(format!("{id} has no golden case"));
        }
        for example in &scheme.examples {
            if !compared.contains_key(example) {
                lacking.push(format!("{example} is compared by no case"));
            }
        }
        for reading in scheme.readings.iter().filter(|r| !cases.contains(r)) {
            lacking.push(format!("{id}: there is no case {reading}"));
        }
    }
    assert_eq!(schemes.len(), 63, "the table has 63 schemes");
    let known: BTreeSet<&String> = schemes.iter().flat_map(|s| &s.examples).collect();
    for example in compared.keys().filter(|e| !known.contains(e)) {
        lacking.push(format!("docs/schemes.md does not list {example}"));
    }
    let live: BTreeSet<&String> = live.values().flatten().collect();
    println!("{} policies of the demo company name a scheme", live.len());
    if live.len() < LIVE {
        lacking.push(format!(
            "the demo lives by {} schemes, not {LIVE}",
            live.len()
        ));
    }
    lacking.extend(uncompared_policies());
    assert!(lacking.is_empty(), "{}", lacking.join("\n"));
}

/// Policies of the library that compute something and that no case reads.
fn uncompared_policies() -> Vec<String> {
    let cases = folders_in("tests/golden");
    let lists = cases.iter().map(|case| case.join("policies.txt"));
    let listed: String = lists
        .filter_map(|list| fs::read_to_string(list).ok())
        .collect();
    let policies = files_below(&repository("library"));
    let computing = policies.iter().filter(|(_, bytes)| {
        let text = String::from_utf8_lossy(bytes);
        ["\nmetrics:", "\nscorecard:", "\npay:", "\nladder:"]
            .iter()
            .any(|key| text.contains(key))
    });
    let uncompared = computing.filter(|(path, _)| !listed.lines().any(|l| l.trim() == **path));
    uncompared
        .map(|(path, _)| format!("no case reads library/{path}"))
        .collect()
}

/// Reads `docs/schemes.md`.
fn schemes() -> Vec<Scheme> {
    let table = fs::read_to_string(repository("docs/schemes.md")).expect("the table of schemes");
    let rows = table
        .lines()
        .filter(|l| l.starts_with("| S") || l.starts_with("| T"));
    rows.map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [id, _, kind, examples, readings] = cells.as_slice() else {
            panic!("docs/schemes.md has another number of columns: {row}");
        };
        let examples = examples.split_whitespace().filter(|e| *e != "—");
        Scheme {
            id: (*id).to_owned(),
            computed: kind.starts_with("计算"),
            examples: examples.map(str::to_owned).collect(),
            // Names in backquotes are every second part.
            readings: readings
                .split('`')
                .skip(1)
                .step_by(2)
                .map(str::to_owned)
                .collect(),
        }
    })
    .collect()
}

/// Policies below a folder by the schemes that they name as their source.
fn sources(folder: &str) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (path, bytes) in files_below(&repository(folder)) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let line = text.lines().find_map(|line| {
            let keys = ["source:", "来源:"];
            keys.iter().find_map(|key| line.strip_prefix(key))
        });
        let Some(line) = line else { continue };
        for scheme in line.trim().trim_matches(['[', ']']).split([',', '、']) {
            let all = found.entry(scheme.trim().to_owned()).or_default();
            let policy = path.rsplit_once('/').map_or(path.as_str(), |(p, _)| p);
            if !all.iter().any(|known| known == policy) {
                all.push(policy.to_owned());
            }
        }
    }
    found
}

/// How many results of each worked example are compared, by `worked-examples.csv`: each of its lines
/// has to stand in the case's `expected.csv`.
fn compared() -> BTreeMap<String, usize> {
    let path = repository("tests/golden/worked-examples.csv");
    let mut reader = csv::Reader::from_path(path).expect("worked-examples.csv");
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    let mut absent = Vec::new();
    for record in reader.records() {
        let record = record.expect("a line of worked-examples.csv");
        let cells: Vec<&str> = record.iter().collect();
        let [example, result, case, line @ ..] = cells.as_slice() else {
            panic!("worked-examples.csv has too few columns");
        };
        let expected = repository("tests/golden").join(case).join("expected.csv");
        let expected = fs::read_to_string(&expected).unwrap_or_default();
        let line = line.join(",");
        if expected.lines().any(|l| l.trim_end() == line) {
            *found.entry((*example).to_owned()).or_default() += 1;
        } else {
            absent.push(format!(
                "{example} ({result}): {case} does not compare {line}"
            ));
        }
    }
    assert!(absent.is_empty(), "{}", absent.join("\n"));
    found
}
