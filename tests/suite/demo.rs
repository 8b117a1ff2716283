//! The demo company in `content/` is what its maker writes, byte for byte.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use meritbook::assessment::{Book, PeriodResult, PolicyResult, SubjectResult};
use meritbook::diagnostic::{Diagnostic, Severity};
use meritbook::figure::Subject;
use meritbook::period::Period;

use super::common::{copy, files_below, repository, temporary};

/// How many policies of schemes live on the demo's data at least, and how many schemes.
const POLICIES: usize = 32;
const SCHEMES: usize = 21;

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
        // What is sealed has a test of its own.
        let table =
            !path.starts_with("sealed/") && (path.ends_with(".csv") || path.ends_with(".xlsx"));
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
fn the_sealed_months_are_what_the_program_seals() {
    let folder = temporary();
    let content = folder.path().join("content");
    copy(&repository("content"), &content);
    maker::company::seals::seal(&content).expect("the months can be sealed");
    let made = files_below(&content.join("sealed"));
    let committed = files_below(&repository("content/sealed"));
    let paths = made.keys().chain(committed.keys());
    let mut differ: Vec<&String> = paths
        .filter(|path| made.get(*path) != committed.get(*path))
        .collect();
    differ.dedup();
    assert!(
        differ.is_empty() && committed.contains_key("2025-12/seal.json"),
        "run `cargo run --example company -- --demo --seal --out content`: {differ:#?}"
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

/// The demo company, read and assessed once.
pub static BOOK: LazyLock<Book> = LazyLock::new(book);

fn book() -> Book {
    let assessed = meritbook::assess(&repository("."));
    let wrong: Vec<&Diagnostic> = assessed
        .diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assessed.book.expect("the demo has results")
}

/// Returns the results of each policy of a scheme in the last period that has ended: October 2026,
/// the third quarter, the year 2025.
fn last_of_each(book: &Book) -> BTreeMap<&str, (&PeriodResult, &PolicyResult)> {
    let mut last = BTreeMap::new();
    let october = Period::new(2026, 10).expect("a month").last_day();
    for period in book
        .periods
        .iter()
        .filter(|p| p.period.last_day() <= october)
    {
        for result in &period.policies {
            if !result.policy.source.is_empty() && !result.subjects.is_empty() {
                last.insert(result.policy.id.as_ref(), (period, result));
            }
        }
    }
    last
}

#[test]
fn many_schemes_live_in_the_demo() {
    let book = &*BOOK;
    let last = last_of_each(book);
    let mut schemes: Vec<&str> = last
        .values()
        .flat_map(|(_, result)| result.policy.source.iter().map(AsRef::as_ref))
        .collect();
    schemes.sort_unstable();
    schemes.dedup();
    assert!(last.len() >= POLICIES, "{:?}", last.keys());
    assert!(schemes.len() >= SCHEMES, "{schemes:?}");
    for scheme in ["S001", "S009", "S021", "T003"] {
        assert!(schemes.contains(&scheme), "{scheme} is not live");
    }
}

#[test]
fn each_live_policy_has_results_to_its_last_month() {
    let book = &*BOOK;
    for (id, (period, result)) in last_of_each(book) {
        let named = period.period.to_string();
        assert!(
            ["2026-10", "2026-Q3", "2025"].contains(&named.as_str()),
            "{id} {named}"
        );
        if result.policy.subject == Some(Subject::Company) {
            continue;
        }
        let ranked = result.boards.iter().any(|b| b.standings.len() > 1);
        let of_a_department = result.subjects.len() == 1;
        let paid = |s: &SubjectResult| {
            !s.pay.is_empty() && s.pay.iter().all(|line| line.amount.cell.is_ok())
        };
        let pays = result.subjects.iter().all(paid);
        assert!(ranked || of_a_department || pays, "{id} ranks nobody");
    }
}

#[test]
fn groups_of_a_department_contest_without_the_department_itself() {
    let book = &*BOOK;
    let last = last_of_each(book);
    let groups: Vec<&str> = last["telesales-pk"]
        .1
        .subjects
        .iter()
        .map(|s| s.id.as_ref())
        .collect();
    assert_eq!(groups, ["DX1", "DX2", "DX3"]);
}

#[test]
fn the_score_of_a_department_feeds_its_head_and_its_people() {
    let book = &*BOOK;
    let last = last_of_each(book);
    let department = &last["user-service-department"].1.subjects[0];
    let score = department.metrics.iter().find(|m| *m.name == *"考核总分");
    let score = score.expect("the department has a score");
    assert!(score.cell.is_ok(), "{score:?}");
    let people = &last["user-service-people"].1.subjects;
    assert_eq!(people.len(), 5);
    let mut weights = Vec::new();
    for person in people {
        let item = &person.items[0];
        let fed = item.value.as_ref().expect("an item with a value");
        assert_eq!(fed.cell, score.cell, "{}", person.name);
        let weight = person
            .metrics
            .iter()
            .find(|m| *m.name == *"部门得分.weight");
        weights.extend(weight.and_then(|w| w.shown.clone()));
    }
    assert_eq!(weights, ["80", "20", "20", "20", "20"]);
}

/// Returns a figure of one subject in a period, as it is shown; pay lines among them.
fn paid(book: &Book, period: &str, of: (&str, &str), line: &str) -> String {
    let month = book
        .periods
        .iter()
        .find(|p| p.period.to_string() == period)
        .expect("a period of the demo");
    let (policy, subject) = of;
    let result = month.policies.iter().find(|r| *r.policy.id == *policy);
    let subjects = &result.expect("a policy of the demo").subjects;
    let subject = subjects.iter().find(|s| *s.id == *subject);
    let lines = &subject.expect("a subject of the demo").pay;
    let found = lines.iter().find(|l| *l.line == *line);
    let amount = found.expect("a line of pay").amount.shown.clone();
    amount.expect("an amount")
}

#[test]
fn pay_of_vehicles_is_held_and_released() {
    let book = &*BOOK;
    let of = ("vehicle_department", "CL2");
    for month in ["2026-05", "2026-06"] {
        assert_eq!(paid(book, month, of, "部门提成 · 本期实发"), "0.00");
        assert_ne!(paid(book, month, of, "部门提成 · 暂扣余额"), "0.00");
    }
    assert_eq!(paid(book, "2026-07", of, "部门提成 · 暂扣余额"), "0.00");
    let now = paid(book, "2026-07", of, "部门提成");
    assert_ne!(paid(book, "2026-07", of, "部门提成 · 本期实发"), now);
}

#[test]
fn commission_of_exports_is_still_owed_in_part() {
    let book = &*BOOK;
    let owed = |month, who| {
        paid(
            book,
            month,
            ("export-commission", who),
            "外贸绩效提成 · 尚欠余额",
        )
    };
    assert_eq!(owed("2025-12", "1003"), "0.00");
    assert_ne!(owed("2026-10", "1003"), "0.00");
    let quarter = ("trade-pay", "1001");
    assert_eq!(paid(book, "2026-10", quarter, "季度业务提成"), "0.00");
    assert_ne!(
        paid(book, "2026-10", quarter, "季度业务提成 · 本期实发"),
        "0.00"
    );
}

#[test]
fn ladders_of_the_demo_move() {
    let book = &*BOOK;
    let grade = |month: &str, who: &str| {
        let period = book.periods.iter().find(|p| p.period.to_string() == month);
        let policies = &period.expect("a month").policies;
        let property = policies.iter().find(|r| *r.policy.id == *"property");
        let subjects = &property.expect("the policy").subjects;
        let person = subjects.iter().find(|s| *s.id == *who).expect("a person");
        let before = person
            .ladder
            .iter()
            .find(|f| *f.name == *"ladder.grade_before");
        before.and_then(|f| f.shown.clone()).unwrap_or_default()
    };
    // One empty month for the veteran, three for the senior, six for the consultant.
    for (who, before, steps) in [
        (
            "0210",
            "2026-03",
            ("资深置业顾问", "高级置业顾问", "2026-04"),
        ),
        ("0211", "2026-06", ("高级置业顾问", "置业顾问", "2026-07")),
        ("0213", "2026-10", ("置业顾问", "置业顾问", "2026-10")),
    ] {
        let (from, to, after) = steps;
        assert_eq!(grade(before, who), from, "{who} in {before}");
        assert_eq!(grade(after, who), to, "{who} in {after}");
    }
}
