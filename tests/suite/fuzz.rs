//! Made-up input never brings the program down: the bodies of `fuzz/`, with a fixed seed.
//!
//! `MERITBOOK_FUZZ=100000 cargo test --release --test suite fuzz` tries more of each;
//! `MERITBOOK_FUZZ_SEED` starts another series, `MERITBOOK_FUZZ_TURN=csv:17` tries one again and
//! leaves its input in the temporary folder. A series is the same on every machine.

#[path = "../../fuzz/bodies.rs"]
#[allow(dead_code)]
mod bodies;
mod mutation;
mod seeds;

use std::process::Command;
use std::time::{Duration, Instant};

use super::common::{repository, temporary};
use super::demo::maker::company::chance::Chance;
use bodies::{BODIES, Body};

/// How many inputs of each are tried unless said.
const TURNS: u64 = if cfg!(debug_assertions) { 700 } else { 3000 };
/// The most time for one input, whatever else the machine does.
const MOST_TIME: Duration = Duration::from_secs(20);
/// The most address space of the process that tries them, in KiB: the bounds of its memory.
const MOST_MEMORY: u64 = 768 << 10;

fn number(name: &str, without: u64) -> u64 {
    std::env::var(name).map_or(without, |text| text.parse().expect("a whole number"))
}

#[test]
fn tables_of_text() {
    in_a_process_of_its_own("csv");
}

#[test]
fn tables_that_stream_by() {
    in_a_process_of_its_own("events");
}

#[test]
fn policies() {
    in_a_process_of_its_own("policy");
}

#[test]
fn formulas() {
    in_a_process_of_its_own("formula");
}

#[test]
fn workbooks() {
    in_a_process_of_its_own("workbook");
}

#[test]
fn rosters() {
    in_a_process_of_its_own("roster");
}

/// Tries a series in a process with little memory, so that neither an endless stack nor an endless
/// list takes the other tests with it.
fn in_a_process_of_its_own(name: &str) {
    let run = Command::new("sh")
        .args(["-c", "ulimit -v \"$1\" && shift && exec \"$@\"", "sh"])
        .arg(MOST_MEMORY.to_string())
        .arg(std::env::current_exe().expect("this program"))
        .args(["fuzz::one_series", "--exact", "--ignored", "--nocapture"])
        .env("MERITBOOK_FUZZ_BODY", name)
        // Each thread's heap would set much address space aside that it never uses.
        .env("MALLOC_ARENA_MAX", "1")
        .output()
        .expect("a shell");
    let out = String::from_utf8_lossy(&run.stdout);
    let err = String::from_utf8_lossy(&run.stderr);
    let last: Vec<&str> = out.lines().rev().take(5).collect();
    assert!(
        run.status.success() && out.contains("inputs tried"),
        "{last:#?}\n{err}"
    );
}

#[test]
#[ignore = "the others call it, each for one body"]
fn one_series() {
    let Ok(name) = std::env::var("MERITBOOK_FUZZ_BODY") else {
        return;
    };
    let body = BODIES
        .iter()
        .find(|body| body.name == name)
        .expect("a body");
    let series = number("MERITBOOK_FUZZ_SEED", 1);
    let seeds = seeds::of(body.name);
    assert!(seeds.len() >= 5, "{} seeds", seeds.len());
    let folder = temporary();
    body.lay_out(folder.path());
    let mut slowest = Duration::ZERO;
    let turns = number("MERITBOOK_FUZZ", TURNS);
    for turn in 0..turns {
        // Seen when the process goes down.
        println!("{name}:{turn}");
        let bytes = input(body, &seeds, series, turn);
        let begun = Instant::now();
        body.try_one(folder.path(), &bytes);
        let took = begun.elapsed();
        assert!(took < MOST_TIME, "{took:?}");
        slowest = slowest.max(took);
    }
    println!("{turns} inputs tried, the slowest took {slowest:?}");
}

/// Makes the input of a turn: each seed once as it is, then changed.
fn input(body: &Body, seeds: &[Vec<u8>], series: u64, turn: u64) -> Vec<u8> {
    if let Some(seed) = usize::try_from(turn).ok().and_then(|turn| seeds.get(turn)) {
        return seed.clone();
    }
    let mut chance = Chance::of(series, &format!("{} {turn}", body.name));
    mutation::changed(seeds, body.name == "workbook", &mut chance)
}

/// Tries one turn again, and keeps what was tried.
#[test]
#[ignore = "on request: MERITBOOK_FUZZ_TURN=csv:17"]
fn one_turn() {
    let Ok(which) = std::env::var("MERITBOOK_FUZZ_TURN") else {
        return;
    };
    let (name, turn) = which.split_once(':').expect("a name and a number");
    let body = BODIES
        .iter()
        .find(|body| body.name == name)
        .expect("a body");
    let series = number("MERITBOOK_FUZZ_SEED", 1);
    let turn = turn.parse().expect("a number");
    let bytes = input(body, &seeds::of(name), series, turn);
    let kept = std::env::temp_dir().join(format!("meritbook-{name}-{turn}"));
    std::fs::write(&kept, &bytes).expect("the input can be kept");
    println!("{}", kept.display());
    let folder = temporary();
    body.lay_out(folder.path());
    body.try_one(folder.path(), &bytes);
}

#[test]
fn the_targets_lock_what_the_program_uses() {
    let read = |path: &str| std::fs::read_to_string(repository(path)).expect("a file");
    let (manifest, lock) = (read("Cargo.toml"), read("fuzz/Cargo.lock"));
    let (_, wanted) = manifest
        .split_once("\n[dependencies]\n")
        .expect("dependencies");
    let (wanted, _) = wanted.split_once("\n[").expect("more tables");
    let (_, locked) = lock
        .split_once("name = \"meritbook\"\n")
        .expect("the program");
    let (locked, _) = locked.split_once("\n]").expect("its dependencies");
    // A crate under another name is locked under its own.
    let own = |line: &str| {
        let renamed = line.split_once("package = \"");
        let name = renamed.map_or(line, |(_, rest)| rest);
        name.split([' ', '.', '=', '"']).next().map(str::to_owned)
    };
    let lines = wanted.lines();
    let lines = lines.filter(|line| line.starts_with(char::is_alphabetic));
    let names: Vec<String> = lines.filter_map(own).collect();
    assert!(names.len() > 10, "{names:?}");
    for name in names {
        assert!(
            locked.contains(&format!("\"{name}\"")),
            "fuzz/Cargo.lock lacks {name}: cargo check --manifest-path fuzz/Cargo.toml"
        );
    }
}
