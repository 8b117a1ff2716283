//! AdventureWorks, June 2020: every figure equals what an independent program gets, also after
//! cells are edited.
//!
//! The data lie beside the repository (`../shared/data`), the policy and its settings in
//! `tests/sites/adventureworks/`. Without the data, or without `python3`, the tests say so and
//! pass.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::common::{copy, files_below, repository, temporary};
use super::demo::maker::company::chance::Chance;
use meritbook::assessment::{Book, PeriodResult};
use meritbook::number::{Mode, Number};
use meritbook::period::Period;
use meritbook::value::Value;

/// The columns of the independent program and the policy's figures.
const FIGURES: &[(&str, &str)] = &[
    ("sales", "sales"),
    ("plan", "plan"),
    ("completion_pct", "completion"),
    ("orders", "order_count"),
    ("resellers", "reseller_count"),
    ("margin_pct", "margin"),
    ("loss_orders", "loss_orders"),
    ("plan_points", "plan_item.points"),
    ("order_points", "order_item.points"),
    ("reseller_points", "reseller_item.points"),
    ("margin_points", "margin_item.points"),
    ("deduction", "deduction.points"),
    ("total", "total"),
    ("rate_pct", "commission_rate"),
    ("commission", "pay.commission"),
];

/// Columns that the program shows in percent.
const PERCENT: [&str; 3] = ["completion_pct", "margin_pct", "rate_pct"];

/// A line of the independent program by its headings.
type Line = BTreeMap<String, String>;

#[test]
fn every_figure_is_the_expected_one() {
    let Some(data) = data() else { return };
    let folder = site(&data);
    let expected = std::fs::read(data.join("expected.csv")).expect("the expected figures");
    let book = assessed(folder.path());
    let differ = compare(&book, &lines(&expected), |number, column, expected| {
        let percent = PERCENT.contains(&column);
        let number = if percent {
            number.times(&Number::HUNDRED)
        } else {
            number.clone()
        };
        let whole = ["orders", "resellers", "loss_orders"].contains(&column);
        number.to_fixed(if whole { 0 } else { 2 }, Mode::HalfUp) == expected
    });
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}

#[test]
fn every_figure_equals_the_independent_one_through_fifty_edits() {
    let Some(data) = data() else { return };
    if Command::new("python3").arg("--version").output().is_err() {
        println!("skipped: there is no python3");
        return;
    }
    let folder = site(&data);
    let mut differ = Vec::new();
    for turn in 1..=50 {
        let mut chance = Chance::of(20_200_601, &format!("edit {turn}"));
        println!("edit {turn}: {}", edited(folder.path(), &mut chance));
        // Looking after each edit would take long and show no more.
        if turn % 5 == 0 {
            let expected = recomputed(folder.path());
            let found = compare(
                &assessed(folder.path()),
                &expected,
                |number, _, expected| Number::parse_exact(expected).as_ref() == Some(number),
            );
            differ.extend(
                found
                    .iter()
                    .map(|line| format!("after edit {turn}: {line}")),
            );
        }
    }
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}

/// Lets the independent program work out a site's data, in exact fractions.
fn recomputed(folder: &Path) -> Vec<Line> {
    let inputs = temporary();
    for name in ["orders.csv", "targets.csv", "people.csv"] {
        let copied = std::fs::copy(find(folder, name), inputs.path().join(name));
        copied.expect("the file can be copied");
    }
    let said = Command::new("python3")
        .arg(repository("tests/oracle/adventureworks.py"))
        .arg("--exact")
        .arg(inputs.path())
        .output()
        .expect("python3 runs");
    let complaint = String::from_utf8_lossy(&said.stderr);
    assert!(said.status.success(), "{complaint}");
    lines(&said.stdout)
}

/// Where the data are; says so where they are not.
fn data() -> Option<PathBuf> {
    let beside = repository("../shared/data/adventureworks-2020-06");
    if !beside.is_dir() {
        println!("skipped: the data are not beside the repository");
        return None;
    }
    Some(beside)
}

/// Puts policy and data together in a temporary folder.
fn site(data: &Path) -> tempfile::TempDir {
    let folder = temporary();
    copy(&repository("tests/sites/adventureworks"), folder.path());
    for (name, to) in [
        ("orders.csv", "content/months/2020-06"),
        ("targets.csv", "content/tables"),
        ("people.csv", "content/tables"),
    ] {
        let to = folder.path().join(to);
        std::fs::create_dir_all(&to).expect("a folder can be made");
        std::fs::copy(data.join(name), to.join(name)).expect("a file can be copied");
    }
    folder
}

/// Finds a file of the site by its name.
fn find(folder: &Path, name: &str) -> PathBuf {
    let mut paths = files_below(folder).into_keys();
    let found = paths.find(|path| path.rsplit('/').next() == Some(name));
    folder.join(found.expect("the file is there"))
}

fn assessed(folder: &Path) -> Book {
    let assessed = meritbook::assess(folder);
    match assessed.book {
        Some(book) => book,
        None => panic!("{:#?}", assessed.diagnostics),
    }
}

fn lines(csv: &[u8]) -> Vec<Line> {
    let mut reader = csv::Reader::from_reader(csv);
    let rows = reader.deserialize::<Line>();
    rows.map(|row| row.expect("a line")).collect()
}

/// Returns every cell in which the book and the independent program differ.
fn compare(
    book: &Book,
    lines: &[Line],
    agrees: impl Fn(&Number, &str, &str) -> bool,
) -> Vec<String> {
    let june = Period::new(2020, 6).and_then(|june| book.period(june));
    let june = june.expect("June 2020 is assessed");
    let policy = june.policies.first().expect("one policy is in force");
    let mut differ = Vec::new();
    for line in lines {
        let id = &line["id"];
        for (column, figure) in FIGURES {
            let expected = &line[*column];
            let cell = june.figures.get(&policy.policy.id, figure, id);
            let same = match cell {
                // The policy's figure carries the sign of a deduction.
                Some(Ok(Value::Number(number))) if *column == "deduction" => {
                    agrees(&number.negated(), column, expected)
                }
                Some(Ok(Value::Number(number))) => agrees(number, column, expected),
                Some(Err(_)) => expected.is_empty(),
                _ => false,
            };
            if !same {
                differ.push(format!("{id} {column}: {cell:?}, not {expected}"));
            }
        }
        let rank = rank(june, id);
        if rank != line["rank"] {
            differ.push(format!("{id} rank: {rank}, not {}", line["rank"]));
        }
    }
    if policy.subjects.len() != lines.len() {
        differ.push(format!(
            "{} subjects, not {}",
            policy.subjects.len(),
            lines.len()
        ));
    }
    differ
}

/// Returns a seller's rank on the first board; nothing where unranked.
fn rank(june: &PeriodResult, id: &str) -> String {
    let boards = june.policies.iter().flat_map(|policy| &policy.boards);
    let mut standings = boards.take(1).flat_map(|board| &board.standings);
    let standing = standings.find(|standing| standing.id.as_ref() == id);
    standing.map_or(String::new(), |standing| standing.rank.to_string())
}

/// Edits one cell: an amount, a cost, whose line it is, or a target; tells which.
fn edited(folder: &Path, chance: &mut Chance) -> String {
    let (name, columns): (&str, &[&str]) = match chance.between(1, 10) {
        1..=3 => ("orders.csv", &["SalesAmount"]),
        4..=6 => ("orders.csv", &["TotalProductCost"]),
        7 | 8 => ("orders.csv", &["EmployeeKey"]),
        _ => ("targets.csv", &["M06"]),
    };
    let path = find(folder, name);
    let bytes = std::fs::read(&path).expect("a readable file");
    let (text, _) = encoding_rs::UTF_16LE.decode_with_bom_removal(&bytes);
    let mut rows: Vec<Vec<String>> = text
        .lines()
        .map(|line| line.split(',').map(str::to_owned).collect())
        .collect();
    let column = rows[0]
        .iter()
        .position(|heading| columns.contains(&heading.as_str()));
    let column = column.expect("the column is there");
    // Targets stand there for several years, of which one matters.
    let eligible: Vec<usize> = (1..rows.len())
        .filter(|row| name == "orders.csv" || rows[*row][0] == "2020")
        .collect();
    let row = *chance.pick(&eligible).expect("a row");
    let value = match columns {
        ["EmployeeKey"] => {
            let other = chance.between(1, rows.len() as i64 - 1);
            rows[other as usize][column].clone()
        }
        ["M06"] if chance.happens(45) => "-".to_owned(),
        ["M06"] => chance.between(20, 900).to_string(),
        _ => {
            let cents = chance.between(1, 900_000);
            format!("{}.{:02}", cents / 100, cents % 100)
        }
    };
    let was = std::mem::replace(&mut rows[row][column], value.clone());
    let text: String = rows.iter().map(|row| row.join(",") + "\r\n").collect();
    let mut bytes = vec![0xff, 0xfe];
    bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    std::fs::write(&path, bytes).expect("a writable file");
    format!("{name} line {} {}: {was} → {value}", row + 1, columns[0])
}
