//! Who sees what: the audiences of `site.yml`, and the search for what they may not see, which notices
//! every filter that is missing.

use std::collections::BTreeMap;
use std::fs;
use std::sync::OnceLock;

use meritbook::assessment::Book;
use meritbook::site::{Edition, Filter, Parts, Site};

use crate::common::{copy, repository, temporary};

/// The audiences of these tests, beside those that are always there.
const EDITIONS: &str = "
editions:
  board: {names: masked, figures: ranks, top: 3}
  nobody: {names: none, top: 5}
  names: {names: masked}
  boards: {people: boards}
  ranks: {figures: ranks}
  grades: {figures: bands}
  top: {top: 2}
  heads: {per: team_head, boards: whole, vetoes: true}
  rules: {policies: [电话销售部]}
";

/// The demo company with these audiences, worked out once.
fn book() -> &'static Book {
    static BOOK: OnceLock<Book> = OnceLock::new();
    BOOK.get_or_init(|| {
        let folder = temporary();
        copy(&repository("content"), &folder.path().join("content"));
        let settings = folder.path().join("content/site.yml");
        let text = fs::read_to_string(&settings).expect("the settings of the demo");
        fs::write(&settings, text + EDITIONS).expect("written");
        let assessed = meritbook::assess(folder.path());
        let told = assessed.diagnostics;
        assessed.book.unwrap_or_else(|| panic!("{told:#?}"))
    })
}

/// Returns the edition of an audience; of one for heads of teams, that of the head of one team.
fn edition(audience: &str) -> Edition {
    let audience = book().settings.audience(audience).expect("an audience");
    match Parts::of(book(), audience).expect("the sites of an audience") {
        Parts::Whole(edition) | Parts::People(edition, _) => edition,
        Parts::Teams(teams) => {
            let (_, edition) = teams.into_iter().nth(1).expect("a head");
            edition
        }
    }
}

/// Makes the files whose paths begin so, one after the other, until something is found in one that
/// may not be there; returns the message.
fn first_leak(edition: Edition, begins: &[&str]) -> Option<String> {
    let site = Site::for_edition(book(), &BTreeMap::new(), edition).expect("a site");
    let leaks = site.leaks().expect("a search");
    let mut made = 0;
    for begin in begins {
        for job in site.jobs().iter().filter(|j| j.path().starts_with(begin)) {
            made += 1;
            leaks.look(&site.render(job).expect("a file"));
            if let Some(found) = leaks.finish().first() {
                return Some(found.title.en.clone());
            }
        }
    }
    assert!(
        made > 0 || begins.is_empty(),
        "no file begins with {begins:?}"
    );
    None
}

/// For each filter, an audience that has it, and where what it keeps back would show.
const TABLE: &[(Filter, &str, &[&str])] = &[
    (Filter::Pages, "boards", &["people/"]),
    (Filter::Names, "names", &["data/2026-10"]),
    (Filter::Ids, "names", &["data/2026-10"]),
    (Filter::Teams, "names", &["data/2026-10"]),
    (Filter::Leavers, "staff", &["people/", "data/2026-0"]),
    (Filter::OtherTeams, "heads", &["data/2026-10"]),
    (Filter::Cut, "staff", &["data/2026-10"]),
    (Filter::Top, "top", &["data/2026-10"]),
    (Filter::Considered, "staff", &["awards/"]),
    (Filter::Keys, "ranks", &["data/2026-10"]),
    (Filter::Reasons, "ranks", &["data/2026-"]),
    (Filter::Scores, "ranks", &["data/2026-10"]),
    (Filter::Grades, "ranks", &["data/2026-10"]),
    (Filter::Boards, "grades", &["data/2026-10"]),
    (
        Filter::Means,
        "ranks",
        &["periods/2026-", "teams/", "indicators/"],
    ),
    (Filter::Explained, "grades", &["people/"]),
    (Filter::Pay, "staff", &["data/2026-10"]),
    (Filter::PaySheets, "staff", &["pay/2026-10"]),
    (Filter::Owed, "staff", &["pay/owed"]),
    (Filter::Budget, "staff", &["data/2026-"]),
    (Filter::Ladder, "staff", &["data/2026-10"]),
    (Filter::Metrics, "staff", &["data/2026-10"]),
    (Filter::MetricSpread, "staff", &["indicators/"]),
    (Filter::SmallGroups, "staff", &["periods/2026-", "teams/"]),
    (Filter::SmallItems, "staff", &["people/"]),
    (Filter::Checks, "staff", &["readiness/"]),
    (Filter::Raters, "staff", &["raters"]),
    (Filter::Policies, "rules", &["data/2026-10"]),
];

/// Filters of which the demo shows too little to tell.
const UNTRIED: &[Filter] = &[
    Filter::Unrated,
    Filter::MetricBoards,
    Filter::MetricReasons,
    Filter::Parts,
    Filter::Values,
    Filter::Others,
    Filter::Withdrawn,
];

#[test]
fn the_table_has_every_filter() {
    let missing: Vec<_> = Filter::ALL
        .into_iter()
        .filter(|filter| TABLE.iter().all(|(of, ..)| of != filter) && !UNTRIED.contains(filter))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
#[ignore = "takes minutes; on request: cargo test --test suite each_filter -- --ignored"]
fn each_filter_that_lets_everything_through_is_noticed() {
    let mut unnoticed = Vec::new();
    for (filter, audience, begins) in TABLE {
        match first_leak(edition(audience).without(*filter), begins) {
            Some(found) => println!("{filter:?}: {found}"),
            None => unnoticed.push(filter),
        }
    }
    assert!(unnoticed.is_empty(), "nobody notices without {unnoticed:?}");
}

#[test]
fn with_all_filters_nothing_is_found() {
    let mut found = Vec::new();
    for audience in &book().settings.audiences {
        let name = audience.name.as_str();
        let begins = ["data/2026-10", "awards/", "people/010", "search/", "feed"];
        let there: Vec<&str> = begins
            .into_iter()
            .filter(|b| {
                let site = Site::for_edition(book(), &BTreeMap::new(), edition(name));
                let jobs = site.expect("a site").jobs();
                jobs.iter().any(|job| job.path().starts_with(b))
            })
            .collect();
        found.extend(first_leak(edition(name), &there));
    }
    assert!(found.is_empty(), "{found:#?}");
}
