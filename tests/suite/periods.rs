//! Quarters, half-years and years: what they are called, from which months they are made, how far
//! they are, and where readers find them. The site is `tests/sites/periods/`: months to August
//! 2026, a policy about months, one about quarters, one about years.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use meritbook::assessment::{Awarded, Book, PeriodResult};
use meritbook::data::State;
use meritbook::diagnostic::Diagnostic;
use meritbook::period::Period;
use meritbook::site::Site;
use meritbook::value::Value;

use crate::common::{copy, meritbook, repository, temporary};

/// The site with some files written over it; an empty text takes a file or folder away.
fn trial(changes: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = temporary();
    copy(&repository("tests/sites/periods"), folder.path());
    for (path, text) in changes {
        let path = folder.path().join("content").join(path);
        if text.is_empty() && path.is_dir() {
            fs::remove_dir_all(path).expect("a folder can be taken away");
        } else if text.is_empty() {
            fs::remove_file(path).expect("a file can be taken away");
        } else {
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
            fs::write(path, text).expect("a file can be written");
        }
    }
    folder
}

fn assessed(site: &Path) -> (Book, Vec<Diagnostic>) {
    let assessed = meritbook::assess(site);
    let said = assessed.diagnostics;
    (assessed.book.unwrap_or_else(|| panic!("{said:#?}")), said)
}

fn period<'b>(book: &'b Book, name: &str) -> &'b PeriodResult {
    let period = Period::named(name).and_then(|p| book.period(p));
    period.unwrap_or_else(|| panic!("{name} has no results"))
}

/// The total of a person under the only policy of a period.
fn total(book: &Book, name: &str, person: &str) -> Option<String> {
    let [result] = period(book, name).policies.as_slice() else {
        panic!("{name} has one policy");
    };
    let subject = result.subjects.iter().find(|s| &*s.id == person)?;
    match &subject.total.as_ref()?.cell {
        Ok(Value::Number(number)) => Some(number.exact_text()),
        _ => None,
    }
}

fn outcome<'b>(book: &'b Book, name: &str) -> &'b Awarded {
    &period(book, name).policies[0].awards[0].outcome
}

#[test]
fn each_period_has_its_own_policies_and_no_other() {
    let (book, said) = assessed(trial(&[]).path());
    assert!(said.is_empty(), "{said:#?}");
    let all: Vec<String> = book.periods.iter().map(|p| p.period.to_string()).collect();
    assert_eq!(
        all,
        [
            "2026-01", "2026-02", "2026-03", "2026-Q1", "2026-04", "2026-05", "2026-06", "2026-Q2",
            "2026-07", "2026-08", "2026-Q3", "2026",
        ]
    );
    for period in &book.periods {
        let ids: Vec<&str> = period.policies.iter().map(|p| &*p.policy.id).collect();
        let own = match period.period.to_string().len() {
            4 => "yearly",
            7 if period.period.to_string().contains('Q') => "quarterly",
            _ => "monthly",
        };
        assert_eq!(ids, [own], "{}", period.period);
    }
}

#[test]
fn a_quarter_is_as_far_as_its_least_month() {
    let (book, _) = assessed(trial(&[]).path());
    let far = |name: &str| {
        let period = period(&book, name);
        let known = period.months.iter().filter(|(_, state)| state.is_some());
        (period.state, known.count(), period.months.len())
    };
    assert_eq!(far("2026-Q2"), (State::Final, 3, 3));
    assert_eq!(far("2026-Q3"), (State::Open, 2, 3));
    assert_eq!(far("2026"), (State::Open, 8, 12));
    assert!(matches!(outcome(&book, "2026-Q2"), Awarded::Won(_)));
    assert!(matches!(outcome(&book, "2026-Q3"), Awarded::NotYet));
    let open = [("months/2026-05/month.yml", "state: provisional\n")];
    let (book, _) = assessed(trial(&open).path());
    assert_eq!(period(&book, "2026-Q2").state, State::Provisional);
}

#[test]
fn what_a_begun_quarter_has_so_far_is_shown_and_nothing_builds_on_it() {
    // E05 has 10 and 11 of 10 in July and August: (100 + 110) / 2 × 80 % = 84, and 4 of 6 services
    // make 40/3.
    let (book, _) = assessed(trial(&[]).path());
    assert_eq!(total(&book, "2026-Q3", "E05").as_deref(), Some("292/3"));
    let month = period(&book, "2026-08");
    assert!(month.figures.get("quarterly", "total", "E05").is_none());
}

#[test]
fn a_month_without_a_folder_holds_a_quarter_up() {
    // The last month of the first quarter is not there, the second quarter is.
    let (book, _) = assessed(trial(&[("months/2026-03", "")]).path());
    let first = period(&book, "2026-Q1");
    assert_eq!(first.state, State::Open);
    assert_eq!(first.months[2].1, None);
    assert!(matches!(outcome(&book, "2026-Q1"), Awarded::NotYet));
    assert!(matches!(outcome(&book, "2026-Q2"), Awarded::Won(_)));
    let second = period(&book, "2026-Q2");
    let before = &second.policies[0].boards[0].standings[0].before;
    assert_eq!(*before, None, "nothing builds on the first quarter");
}

#[test]
fn a_month_before_all_policies_may_be_settled_by_its_state_alone() {
    let begins = |file: &str| {
        let text =
            fs::read_to_string(repository("tests/sites/periods/content/policies").join(file));
        let text = text.expect("a policy");
        text.replace("from: 2026-01", "from: 2026-02")
            .replace("from: 2026-Q1", "from: 2026-02")
    };
    let (monthly, quarterly) = (
        begins("monthly/2026-01.yml"),
        begins("quarterly/2026-Q1.yml"),
    );
    let changes = [
        ("policies/monthly", ""),
        ("policies/quarterly", ""),
        ("policies/yearly", ""),
        ("policies/monthly/2026-02.yml", monthly.as_str()),
        ("policies/quarterly/2026-02.yml", quarterly.as_str()),
        ("months/2026-01/业绩.csv", ""),
        ("months/2026-01/服务.csv", ""),
    ];
    let (book, said) = assessed(trial(&changes).path());
    let codes: Vec<&str> = said.iter().map(|d| d.code).collect();
    assert_eq!(codes, ["P211"], "{said:#?}");
    assert_eq!(period(&book, "2026-Q1").state, State::Final);
    assert!(matches!(outcome(&book, "2026-Q1"), Awarded::Won(_)));
}

#[test]
fn a_version_that_begins_inside_a_quarter_rules_all_of_it() {
    let text = fs::read_to_string(repository(
        "tests/sites/periods/content/policies/quarterly/2026-Q1.yml",
    ))
    .expect("a policy");
    let later = |from: &str| {
        text.replace("from: 2026-Q1", &format!("from: {from}"))
            .replace("weight: 80", "weight: 90")
            .replace("weight: 20", "weight: 10")
    };
    let weight_in = |book: &Book, name: &str| {
        let policy = &period(book, name).policies[0].policy;
        let card = policy.scorecard.as_ref().expect("a scorecard");
        (
            policy.begins().to_string(),
            card.items[0].effective.exact_text(),
        )
    };
    let changed = |from: &str, file: &str| {
        let path = format!("policies/quarterly/{file}.yml");
        assessed(trial(&[(&path, &later(from))]).path())
    };
    for (from, file, told) in [("2026-05", "2026-05", true), ("2026-Q2", "2026-04", false)] {
        let (book, said) = changed(from, file);
        assert_eq!(said.iter().any(|d| d.code == "P211"), told, "{said:#?}");
        assert_eq!(weight_in(&book, "2026-Q1"), ("2026-Q1".into(), "80".into()));
        assert_eq!(weight_in(&book, "2026-Q2"), ("2026-Q2".into(), "90".into()));
        assert_eq!(weight_in(&book, "2026-Q3"), ("2026-Q2".into(), "90".into()));
    }
}

fn pages(book: &Book) -> BTreeMap<String, String> {
    let site = Site::new(book, &BTreeMap::new()).expect("a theme");
    let jobs = site.jobs();
    let made = jobs.iter().map(|job| {
        let file = site.render(job).expect("a page");
        (file.path, String::from_utf8_lossy(&file.bytes).into_owned())
    });
    made.collect()
}

#[test]
fn readers_find_quarters_on_pages_of_their_own() {
    let (book, _) = assessed(trial(&[]).path());
    let pages = pages(&book);
    let june = &pages["periods/2026-06.html"];
    assert!(june.contains("月度榜") && !june.contains("季度榜"));
    assert!(june.contains("href=\"2026-Q2.html\"") && june.contains("href=\"2026.html\""));
    let second = &pages["periods/2026-Q2.html"];
    assert!(second.contains("<h1>2026年第二季度</h1>"));
    assert!(second.contains("季度榜") && second.contains("季度之星"));
    assert!(!second.contains("月度榜"));
    for month in ["2026-04", "2026-05", "2026-06"] {
        assert!(second.contains(&format!("href=\"{month}.html\"")));
    }
    assert!(second.contains("rel=\"prev\">← 2026年第一季度"));
    assert!(second.contains("rel=\"next\">2026年第三季度"));
    let third = &pages["periods/2026-Q3.html"];
    assert!(third.contains("2026年9月 <span class=\"of\">还没有数据"));
    assert!(!third.contains("季度之星"), "no award of an open quarter");
    for path in ["index.html", "archive.html"] {
        for name in ["2026-Q3.html", "2026.html"] {
            assert!(pages[path].contains(name), "{path} leads to {name}");
        }
    }
    assert!(pages["archive.html"].contains("periods/2026-Q1.html"));
    let person = &pages["people/E05.html"];
    assert!(person.contains("id=\"q3-quarterly\"") && person.contains("id=\"y1-yearly\""));
    let year = &pages["people/E05-2026.html"];
    assert!(year.contains("id=\"q1\"") && year.contains("id=\"q2\"") && year.contains("id=\"m6\""));
    assert!(pages["data/2026-Q2.json"].contains("\"level\": \"quarter\""));
    assert!(pages["data/2026-Q3.json"].contains("\"state\": \"absent\""));
}

#[test]
fn a_quarter_is_explained_by_its_name_or_its_last_month() {
    let folder = trial(&[]);
    let asked = |arguments: &[&str]| {
        let run = meritbook(folder.path(), arguments);
        assert_eq!(run.status, 0, "{}", run.err);
        run.out
    };
    let by_name = asked(&["explain", "E05", "2026-Q2"]);
    assert!(by_name.contains("2026-Q2  已定稿") && by_name.contains("总分 = 84"));
    for month in ["2026-04：70", "2026-05：80", "2026-06：90"] {
        assert!(by_name.contains(month), "{by_name}");
    }
    let by_month = asked(&["explain", "E05", "2026-06"]);
    assert!(by_month.contains("2026-06  已定稿") && by_month.contains(&by_name));
    let one = asked(&["explain", "E05", "2026-06", "月度平均.得分"]);
    assert!(one.contains("2026-Q2") && one.contains("月度平均得分 = 64"));
    let begun = asked(&["explain", "E05", "2026-Q3"]);
    assert!(begun.contains("还没有数据的月份：2026-09"));
}
