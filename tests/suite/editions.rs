//! Who sees what: the audiences of `site.yml`, and the search for what they may not see, which notices
//! every filter that is missing. The company is `tests/sites/secrets`: small, with something for each
//! filter to keep back.

use std::collections::BTreeMap;
use std::fs;
use std::sync::OnceLock;

use meritbook::assessment::Book;
use meritbook::settings::Per;
use meritbook::site::{Edition, Filter, Parts, Site};
use rayon::prelude::*;

use crate::common::{Run, copy, files_below, meritbook, repository, temporary};

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

/// Builds an edition of the company after a change of one of its files.
fn built(edition: &str, change: Option<(&str, &str, &str)>) -> (tempfile::TempDir, Run) {
    let site = temporary();
    copy(&repository("tests/sites/secrets"), site.path());
    if let Some((path, before, after)) = change {
        let path = site.path().join("content").join(path);
        let text = fs::read_to_string(&path).expect("a file");
        assert!(text.contains(before), "{before}");
        fs::write(&path, text.replacen(before, after, 1)).expect("written");
    }
    let run = meritbook(site.path(), &["build", "--edition", edition]);
    (site, run)
}

#[test]
fn what_tells_too_much_is_published_in_no_folder() {
    // A note and a post that name somebody who has left: no filter knows of them.
    let note = (
        "months/2026-10/month.yml",
        "state: provisional",
        "state: provisional\nnote: 接替沈离的人未定",
    );
    let post = ("people/roster.csv", "行政", "接替沈离的行政");
    for (edition, change) in [("managers", note), ("persons", post)] {
        let (site, run) = built(edition, Some(change));
        assert_eq!(run.status, 1, "{edition}: {}", run.said());
        assert!(run.said().contains("S187"), "{edition}: {}", run.said());
        for made in [
            format!("public-{edition}"),
            format!("public-{edition}-folders.csv"),
        ] {
            assert!(!site.path().join(&made).exists(), "{made}");
        }
    }
}

#[test]
fn a_list_beside_the_folders_says_whose_each_is() {
    for (edition, names) in [
        (
            "managers",
            &["zqid101,zqid101,程安,一组", "zqid201,zqid201,高山,二组"][..],
        ),
        (
            "persons",
            &["bdcda21409bdd2dc43397cbfaf752bb3,zqid105,沈离,"],
        ),
    ] {
        let (site, run) = built(edition, None);
        assert_eq!(run.status, 0, "{}", run.said());
        let file = format!("public-{edition}-folders.csv");
        assert!(run.out.contains(&file), "{}", run.said());
        let list = fs::read_to_string(site.path().join(&file)).expect("a list");
        let files = files_below(&site.path().join(format!("public-{edition}")));
        let mut folders: Vec<&str> = files
            .keys()
            .filter_map(|p| p.split_once('/'))
            .map(|p| p.0)
            .collect();
        folders.dedup();
        let rows: Vec<&str> = list.lines().skip(1).collect();
        let mut listed: Vec<&str> = rows
            .iter()
            .filter_map(|row| row.split(',').next())
            .collect();
        listed.sort_unstable();
        assert_eq!(listed, folders, "{edition}");
        for row in names {
            // Who has left has no folder.
            assert_eq!(rows.contains(row), !row.contains("沈离"), "{row}: {rows:?}");
        }
        let told = files
            .values()
            .any(|bytes| bytes.windows(11).any(|w| w == b"folders.csv"));
        assert!(!told, "{edition}");
    }
}

#[test]
fn the_order_of_masked_rows_tells_nobody() {
    // Three tie; which of them has which number makes no byte of difference where names are masked.
    let made = |ids: [&str; 3]| {
        let site = temporary();
        let put = |path: &str, text: String| {
            let file = site.path().join("content").join(path);
            fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            fs::write(file, text).expect("a file");
        };
        put(
            "site.yml",
            "title: 公示\neditions: {hall: {like: staff, names: masked, figures: ranks}}\n".into(),
        );
        put(
            "policies/sales.yml",
            "policy: sales\ntitle: 销售\nversion: {from: 2026-10}\napplies_to: {post: 销售}\n\
             scorecard: {回款: {weight: 100, value: sum(回款.金额), target: 100}}\n\
             boards: {红榜: {rank_by: 总分, show: 6}}\n"
                .into(),
        );
        let others = "0901,周一,销售\n0902,吴一,销售\n0903,郑一,销售\n";
        let [a, b, c] = ids;
        put(
            "people/roster.csv",
            format!("工号,姓名,岗位\n{a},王一,销售\n{b},安一,销售\n{c},孙一,销售\n{others}"),
        );
        put(
            "months/2026-10/回款.csv",
            format!("工号,金额\n{a},95\n{b},95\n{c},95\n0901,90\n0902,80\n0903,70\n"),
        );
        put("months/2026-10/month.yml", "state: final\n".into());
        let run = meritbook(site.path(), &["build", "--edition", "hall", "-o", "out"]);
        assert_eq!(run.status, 0, "{}", run.said());
        let files = files_below(&site.path().join("out"));
        let boards = files.into_iter().filter(|(path, _)| {
            path.starts_with("periods/2026-10.") || path.starts_with("data/2026-10-x")
        });
        boards.collect::<BTreeMap<_, _>>()
    };
    let one = made(["0101", "0102", "0103"]);
    let text = one
        .values()
        .map(|b| String::from_utf8_lossy(b))
        .collect::<String>();
    assert!(text.contains("王*") && !text.contains("王一"), "{text}");
    for ids in [["0103", "0102", "0101"], ["0102", "0103", "0101"]] {
        assert!(made(ids) == one, "{ids:?} differ");
    }
}
