//! Who sees what: the audiences of `site.yml`, and the search for what they may not see, which notices
//! every filter that is missing. The company is `tests/sites/secrets`: small, with something for each
//! filter to keep back.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use meritbook::assessment::Book;
use meritbook::settings::Per;
use meritbook::site::{Edition, Filter, Parts, Site};
use rayon::prelude::*;

use crate::common::repository;

/// The company, worked out once.
fn book() -> &'static Book {
    static BOOK: OnceLock<Book> = OnceLock::new();
    BOOK.get_or_init(|| {
        let assessed = meritbook::assess(&repository("tests/sites/secrets"));
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
            let (_, edition) = teams.into_iter().next().expect("a head");
            edition
        }
    }
}

/// Makes the files whose paths begin so, one after the other, until something is found in one that
/// may not be there; returns the message.
fn first_leak(edition: Edition, begins: &[&str]) -> Option<String> {
    let site = Site::for_edition(book(), &BTreeMap::new(), edition).expect("a site");
    let leaks = site.leaks().expect("a search");
    let jobs = site.jobs();
    let mut made = 0;
    for begin in begins {
        for job in jobs.iter().filter(|j| j.path().starts_with(begin)) {
            made += 1;
            leaks.look(&site.render(job).expect("a file"));
            if let Some(found) = leaks.finish().first() {
                return Some(format!("{}: {}", job.path(), found.title.en));
            }
        }
    }
    assert!(made > 0, "no file begins with {begins:?}");
    None
}

/// For each filter, an audience that has it, and where what it keeps back would show.
const TABLE: &[(Filter, &str, &[&str])] = &[
    (Filter::Pages, "boards", &["people/"]),
    (Filter::Names, "names", &["data/2026-10"]),
    (Filter::Ids, "names", &["data/2026-10"]),
    (Filter::Teams, "names", &["data/2026-10"]),
    (Filter::Leavers, "staff", &["data/2026-08"]),
    (Filter::OtherTeams, "managers", &["data/2026-10"]),
    (Filter::Cut, "staff", &["data/2026-10"]),
    (Filter::Top, "top", &["data/2026-10"]),
    (Filter::Considered, "staff", &["awards/"]),
    (Filter::Keys, "ranks", &["data/2026-10"]),
    (Filter::Reasons, "ranks", &["data/2026-10"]),
    (Filter::Scores, "ranks", &["data/2026-10"]),
    (Filter::Grades, "ranks", &["data/2026-10"]),
    (Filter::Boards, "grades", &["data/2026-10"]),
    (Filter::Means, "ranks", &["periods/2026-10", "teams/"]),
    (Filter::Explained, "grades", &["people/"]),
    (Filter::Pay, "staff", &["data/2026-10"]),
    (Filter::PaySheets, "staff", &["pay/2026-10"]),
    (Filter::Owed, "staff", &["pay/owed"]),
    (Filter::Budget, "staff", &["data/2026-10"]),
    (Filter::Ladder, "staff", &["data/2026-10"]),
    (Filter::Metrics, "staff", &["data/2026-10"]),
    (Filter::MetricBoards, "staff", &["data/2026-10"]),
    (Filter::MetricReasons, "staff", &["data/2026-10"]),
    (Filter::MetricSpread, "staff", &["indicators/"]),
    (Filter::Parts, "staff", &["people/"]),
    (Filter::Values, "staff", &["people/"]),
    (Filter::Others, "staff", &["people/"]),
    (Filter::Withdrawn, "staff", &["data/"]),
    (Filter::SmallGroups, "staff", &["periods/2026-10", "teams/"]),
    (Filter::SmallItems, "staff", &["people/"]),
    (Filter::Checks, "staff", &["readiness/"]),
    (Filter::Raters, "staff", &["raters"]),
    (Filter::Policies, "rules", &["data/2026-10"]),
];

#[test]
fn the_table_has_every_filter() {
    let missing: Vec<_> = Filter::ALL
        .into_iter()
        .filter(|filter| TABLE.iter().all(|(of, ..)| of != filter))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn each_filter_that_lets_everything_through_is_noticed() {
    book();
    let unnoticed: Vec<Filter> = TABLE
        .par_iter()
        .filter_map(|(filter, audience, begins)| {
            let found = first_leak(edition(audience).without(*filter), begins);
            println!("{filter:?}: {found:?}");
            found.is_none().then_some(*filter)
        })
        .collect();
    assert!(unnoticed.is_empty(), "nobody notices without {unnoticed:?}");
}

#[test]
fn with_all_filters_nothing_is_found() {
    let audiences = book().settings.audiences.par_iter();
    let found: Vec<String> = audiences
        // Of an audience with a site for each person, only the own pages are made.
        .filter(|audience| audience.per != Per::Person)
        .filter_map(|audience| first_leak(edition(&audience.name), &[""]))
        .collect();
    assert!(found.is_empty(), "{found:#?}");
}
