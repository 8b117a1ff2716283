//! The arithmetic: sites whose figures were worked out by hand, compared exactly.
//!
//! `expected.csv` of a case has the columns period, policy, subject, figure, value. A number is
//! compared as an exact number; `shown:103.50` compares the text that readers see; `missing` wants
//! a figure without a value; text, days and `true`/`false` are compared as text.

use std::fs;
use std::path::Path;

use meritbook::assess;
use meritbook::assessment::{Book, Figured, ItemResult, PeriodResult, SubjectResult};
use meritbook::diagnostic::{Language, Severity, render};
use meritbook::number::Number;
use meritbook::period::Period;
use meritbook::value::{Cell, Value};

use crate::common::{folders_in, name_of};
use crate::library;

#[test]
fn every_figure_is_what_was_worked_out_by_hand() {
    let cases = folders_in("tests/golden");
    let mut failures = Vec::new();
    for case in &cases {
        if let Err(failure) = examine(case) {
            failures.push(format!("== {}\n{failure}", name_of(case)));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// One line of `expected.csv`.
struct Expected {
    line: usize,
    period: String,
    policy: String,
    subject: String,
    figure: String,
    value: String,
}

fn examine(case: &Path) -> Result<(), String> {
    if !case.join("README.md").is_file() {
        return Err("README.md is not there: the sums done by hand belong in it".to_owned());
    }
    let stocked = library::stocked(case)?;
    compared(case, stocked.as_ref().map_or(case, |site| site.path()))
}

/// Compares a site with what a case expects.
///
/// # Errors
/// What differs, and what stands in the way of results.
pub fn compared(case: &Path, site: &Path) -> Result<(), String> {
    let expected = read(&case.join("expected.csv"))?;
    if expected.is_empty() {
        return Err("expected.csv compares nothing".to_owned());
    }
    let assessed = assess(site);
    let errors: Vec<String> = assessed
        .diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .map(|d| render(d, Language::English, false))
        .collect();
    let book = match assessed.book {
        Some(book) if errors.is_empty() => book,
        _ => return Err(format!("there are no results:\n{}", errors.join("\n"))),
    };
    let failures: Vec<String> = expected
        .iter()
        .filter_map(|expected| {
            let found = compare(&book, expected).err()?;
            let Expected {
                line,
                period,
                subject,
                figure,
                value,
                ..
            } = expected;
            Some(format!(
                "expected.csv:{line}: {period} {subject} {figure} is {value}, but {found}"
            ))
        })
        .collect();
    if failures.is_empty() {
        return Ok(());
    }
    Err(format!(
        "{} of {} differ:\n{}",
        failures.len(),
        expected.len(),
        failures.join("\n")
    ))
}

fn read(path: &Path) -> Result<Vec<Expected>, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("expected.csv: {error}"))?;
    let mut reader = csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .from_reader(text.as_bytes());
    let headings = reader.headers().map_err(|error| error.to_string())?.clone();
    if headings != vec!["period", "policy", "subject", "figure", "value"] {
        return Err(
            "expected.csv has other columns than period,policy,subject,figure,value".to_owned(),
        );
    }
    reader
        .records()
        .map(|record| {
            let record = record.map_err(|error| error.to_string())?;
            let cell = |at: usize| record.get(at).unwrap_or("").trim().to_owned();
            Ok(Expected {
                line: record.position().map_or(0, |place| place.line() as usize),
                period: cell(0),
                policy: cell(1),
                subject: cell(2),
                figure: cell(3),
                value: cell(4),
            })
        })
        .collect()
}

/// Compares one figure; says what it is where it differs.
fn compare(book: &Book, expected: &Expected) -> Result<(), String> {
    let period = Period::named(&expected.period)
        .and_then(|period| book.period(period))
        .ok_or("there is no such period")?;
    let figure = full_name(period, expected)?;
    let cell = period
        .figures
        .get(&expected.policy, &figure, &expected.subject)
        .ok_or("there is no such figure of this subject")?;
    if let Some(text) = expected.value.strip_prefix("shown:") {
        let shown = shown(book, period, expected, &figure)?;
        return if shown == text {
            Ok(())
        } else {
            Err(format!("{shown} is shown"))
        };
    }
    if agrees(cell, &expected.value) {
        Ok(())
    } else {
        Err(format!("it is {}", text_of(cell)))
    }
}

/// Finds a figure by its full name or another name that the policy gives it.
fn full_name(period: &PeriodResult, expected: &Expected) -> Result<String, String> {
    let (policy, figure) = (expected.policy.as_str(), expected.figure.as_str());
    let known = period
        .figures
        .index
        .get(policy)
        .ok_or("there is no such policy")?;
    match period.graph.full_name(policy, figure) {
        Some(name) => Ok(name.to_string()),
        None => {
            let names: Vec<&str> = known.keys().map(|name| &**name).collect();
            Err(format!(
                "there is no such figure; there are {}",
                names.join(", ")
            ))
        }
    }
}

fn agrees(cell: &Cell, expected: &str) -> bool {
    match cell {
        Err(_) => expected == "missing",
        Ok(Value::Number(number)) => {
            let exact = Number::parse_exact(expected);
            exact.is_some_and(|expected| expected == *number)
        }
        Ok(_) => text_of(cell) == expected,
    }
}

fn text_of(cell: &Cell) -> String {
    match cell {
        Err(missing) => format!("missing ({missing:?})"),
        Ok(Value::Number(number)) => number.exact_text(),
        Ok(Value::Text(text)) => text.to_string(),
        Ok(Value::Truth(truth)) => truth.to_string(),
        Ok(Value::Date(moment)) => {
            let text = moment.to_string();
            text.strip_suffix("T00:00:00")
                .unwrap_or(&text)
                .replace('T', " ")
        }
    }
}

/// Returns the text that readers see, from wherever the results show the figure.
fn shown(
    book: &Book,
    period: &PeriodResult,
    expected: &Expected,
    figure: &str,
) -> Result<String, String> {
    let subject = book
        .with_longer(period.period)
        .flat_map(|period| &period.policies)
        .filter(|result| *result.policy.id == *expected.policy)
        .flat_map(|result| &result.subjects)
        .find(|subject| *subject.id == *expected.subject)
        .ok_or("there is no such subject")?;
    let found = shown_figures(subject)
        .into_iter()
        .find(|figured| *figured.name == *figure)
        .ok_or("readers never see this figure")?;
    Ok(found.shown.clone().unwrap_or_else(|| "missing".to_owned()))
}

fn shown_figures(subject: &SubjectResult) -> Vec<&Figured> {
    fn of_items<'a>(items: &'a [ItemResult], all: &mut Vec<&'a Figured>) {
        for item in items {
            all.extend(item.value.iter().chain(&item.target).chain([&item.points]));
            of_items(&item.items, all);
        }
    }
    let mut all = Vec::new();
    of_items(&subject.items, &mut all);
    all.extend(&subject.total);
    all.extend(&subject.grades);
    all.extend(&subject.metrics);
    all.extend(subject.pay.iter().map(|line| &line.amount));
    all.extend(&subject.ladder);
    all
}
