//! What readers see first: themes and their colours, long boards in parts, states, weights.

use std::collections::{BTreeMap, BTreeSet};

use meritbook::assessment::Book;
use meritbook::calendar::{Calendar, Year};
use meritbook::data::State;
use meritbook::site::{Edition, Explain, Site};

use crate::common::{copy, files_below, meritbook, repository, temporary};
use crate::sample_book::{self, Size};

const MANY: Size = Size {
    people: 2_100,
    months: 1,
    all_people: false,
};
const FEW: Size = Size {
    people: 60,
    months: 2,
    all_people: true,
};

fn site(book: &Book, edition: Edition) -> Site<'_> {
    let explain: Explain<'_> = Box::new(sample_book::explain);
    Site::of_edition(book, &BTreeMap::new(), edition, explain)
        .unwrap_or_else(|mistakes| panic!("{mistakes:#?}"))
}

/// Makes the files whose paths begin so.
fn made(site: &Site<'_>, begin: &[&str]) -> BTreeMap<String, String> {
    let jobs = site.jobs();
    let wanted = jobs
        .iter()
        .filter(|job| begin.iter().any(|b| job.path().starts_with(b)));
    // Workbooks are no text.
    wanted
        .filter(|job| !job.path().ends_with(".xlsx"))
        .map(|job| {
            let file = site.render(job).unwrap_or_else(|m| panic!("{m:#?}"));
            (file.path, String::from_utf8(file.bytes).expect("UTF-8"))
        })
        .collect()
}

/// Returns the ids whose pages a text links to.
fn people_in(text: &str) -> Vec<&str> {
    let links = text.split("people/").skip(1);
    links
        .filter_map(|rest| rest.split(".html").next())
        .collect()
}

#[test]
fn a_long_board_comes_in_parts_that_hold_everybody_once() {
    let book = sample_book::book(MANY);
    let site = site(&book, Edition::hr(&book.settings));
    let whom = {
        let mut policies = book.periods[0].policies.iter();
        let policy = policies.find(|p| &*p.policy.id == "telesales");
        policy.expect("a policy").boards[0].standings[650]
            .id
            .clone()
    };
    let own = format!("people/{whom}.html");
    let files = made(&site, &["periods/2026-10", "boards/", &own]);
    if let Ok(out) = std::env::var("LONG_SITE") {
        // For looking at it.
        for (path, text) in files.iter().chain(&made(&site, &["assets/"])) {
            let path = std::path::Path::new(&out).join(path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            std::fs::write(path, text).expect("written");
        }
    }
    let page = &files["periods/2026-10.html"];
    let policy = |id: &str| {
        let policies = &book.periods[0].policies;
        policies.iter().find(|p| &*p.policy.id == id).expect(id)
    };
    let board = &policy("telesales").boards[0];
    assert!(board.standings.len() > 600, "the sample is long enough");
    let anchor = page
        .split("data-board=\"")
        .filter_map(|rest| rest.split('"').next())
        .find(|a| a.starts_with("board-telesales-"))
        .expect("a long board");
    let section = page
        .split(&format!("id=\"{anchor}\""))
        .nth(1)
        .and_then(|rest| rest.split("</section>").next())
        .expect("its section");
    let mut shown: Vec<&str> = people_in(section);
    assert_eq!(shown.len(), 100, "the page itself holds the first hundred");
    let stem = section
        .split("data-stem=\"../")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("where the further rows are");
    let parts = 1 + (board.standings.len() - 100).div_ceil(500);
    for part in 2..=parts {
        let plain = &files[&format!("{stem}{part}.html")];
        let script = &files[&format!("{stem}{part}.js")];
        let rows = people_in(plain.split("<table").nth(1).expect("a table"));
        assert_eq!(rows, people_in(script), "part {part}");
        let call = format!("meritbookRows(\"{anchor}\",{part},[[");
        assert!(script.starts_with(&call) && script.ends_with("]]);\n"));
        assert!(plain.len() < 250_000 && script.len() < 150_000);
        shown.extend(rows);
    }
    assert!(!files.contains_key(&format!("{stem}{}.html", parts + 1)));
    let ids: Vec<&str> = board.standings.iter().map(|s| s.id.as_ref()).collect();
    assert_eq!(shown, ids, "everybody once, in the order of ranks");
    // Her own page leads to her very row, on whatever part that is.
    let to = format!("{stem}3.html#row-{whom}\"");
    assert!(files[&own].contains(&to), "{to}");
    assert!(files[&format!("{stem}3.html")].contains(&format!("<tr id=\"row-{whom}\"")));
    // Each part leads on, so that nobody needs a script.
    assert!(section.contains(&format!("href=\"../{stem}2.html\"")));
}

#[test]
fn a_board_that_was_led_before_says_for_how_long() {
    let mut book = sample_book::book(FEW);
    let first = |book: &mut Book, at: usize| {
        let policies = &mut book.periods[at].policies;
        let policy = policies.iter_mut().find(|p| &*p.policy.id == "telesales");
        let board = &mut policy.expect("a policy").boards[0];
        for (rank, standing) in (1..).zip(&mut board.standings) {
            (standing.rank, standing.tied) = (rank, false);
        }
        board.standings[0].id.clone()
    };
    // The same one is first in both months.
    let leader = first(&mut book, 1);
    first(&mut book, 0);
    let policies = &mut book.periods[0].policies;
    let policy = policies.iter_mut().find(|p| &*p.policy.id == "telesales");
    let standings = &mut policy.expect("a policy").boards[0].standings;
    let at = standings
        .iter()
        .position(|s| s.id == leader)
        .expect("ranked");
    let (a, b) = (standings[at].rank, standings[0].rank);
    (standings[at].rank, standings[0].rank) = (b, a);
    standings.sort_by_key(|s| s.rank);
    let site = site(&book, Edition::staff(&book.settings));
    let files = made(&site, &["periods/"]);
    let rows = |page: &str| -> String {
        let rows = files[page].split("<tr");
        let own = rows.filter(|r| r.contains(&format!("people/{leader}.html")));
        own.collect()
    };
    assert!(rows("periods/2026-10.html").contains("连续 2 期第一"));
    assert!(!rows("periods/2026-09.html").contains("连续"));
}

#[test]
fn an_open_month_says_how_far_it_is() {
    let mut book = sample_book::book(FEW);
    let last = book.periods.last_mut().expect("a period");
    last.state = State::Open;
    last.data_until = Some(jiff::civil::date(2026, 10, 18));
    last.objections_until = None;
    // 1–8 October are off: of the 22 weekdays 6 are not worked. By the 18th it is the 9th, 12th
    // to 16th: 6 of 16.
    let holidays = (1..=8).map(|d| jiff::civil::date(2026, 10, d)).collect();
    let year = Year {
        holidays,
        workdays: BTreeSet::new(),
    };
    book.ledger.calendar = Calendar::new([(2026, year)].into());
    let site = site(&book, Edition::staff(&book.settings));
    let files = made(&site, &["periods/2026-10", "index.html"]);
    let page = &files["periods/2026-10.html"];
    assert!(page.contains("数据已到本月第 6 个工作日，全月 16 个（37%）"));
    assert!(page.contains("aria-current=\"step\">进行中 <span>数据截至 10月18日"));
    assert!(files["index.html"].contains("进行中 · 数据截至 10月18日"));
}

#[test]
fn pages_and_what_they_load_are_light() {
    let size = Size {
        people: 100,
        months: 3,
        all_people: true,
    };
    let book = sample_book::book(size);
    for (edition, most) in [
        (Edition::staff(&book.settings), 150_000),
        (Edition::hr(&book.settings), 150_000),
    ] {
        let site = site(&book, edition);
        let folders = [
            "periods/",
            "assets/",
            "index.html",
            "archive.html",
            "404.html",
            "handbook/",
            "teams/",
            "indicators/index.html",
            "awards/index.html",
            "people/index.html",
            "people/E0001",
            "readiness/index.html",
            "pay/index.html",
        ];
        let files = made(&site, &folders);
        let pages = || files.iter().filter(|(path, _)| path.ends_with(".html"));
        assert!(pages().count() > 20, "few pages");
        for (page, text) in pages() {
            let is_period = page.starts_with("periods/") || page == "index.html";
            assert!(!is_period || text.len() <= most, "{page}: {}", text.len());
            // What this very page loads, as the page says it.
            let loaded = |end: &str| -> usize {
                let files = text.split("assets/").skip(1).filter_map(|rest| {
                    let name = rest.split('"').next()?;
                    name.ends_with(end)
                        .then(|| files[&format!("assets/{name}")].len())
                });
                files.sum()
            };
            let (style, script) = (loaded(".css"), loaded(".js"));
            assert!(style <= 40_000, "{page}: {style} of style");
            assert!(script <= 30_000, "{page}: {script} of script");
            assert!(style > 5_000 && script > 100, "{page}: {style}, {script}");
        }
    }
}

#[test]
fn the_festive_theme_changes_colours_and_two_templates_alone() {
    let own: Vec<String> = files_below(&repository("themes/hongbang"))
        .into_keys()
        .collect();
    assert_eq!(
        own,
        [
            "assets/tokens.css",
            "templates/home.html",
            "templates/part-laurel.html"
        ]
    );
    let mut book = sample_book::book(FEW);
    let plain = {
        let site = site(&book, Edition::staff(&book.settings));
        made(&site, &["index.html", "periods/", "assets/"])
    };
    book.settings.theme = "hongbang".into();
    let site = site(&book, Edition::staff(&book.settings));
    let files = made(&site, &["index.html", "periods/", "assets/"]);
    assert!(files["index.html"].contains("2026年10月 红榜"));
    assert_eq!(plain["periods/2026-10.html"], files["periods/2026-10.html"]);
    assert_eq!(plain["assets/style.css"], files["assets/style.css"]);
    assert_ne!(plain["assets/tokens.css"], files["assets/tokens.css"]);
}

#[test]
fn an_override_can_be_begun_and_says_when_its_original_has_changed() {
    let folder = temporary();
    let site = folder.path();
    copy(
        &repository("tests/mistakes/S122-made-from-unknown/content"),
        &site.join("content"),
    );
    let run = |words: &[&str]| meritbook(site, words);
    let made = run(&["new", "theme-file", "templates/home.html"]);
    assert_eq!(made.status, 0, "{}", made.said());
    let own = site.join("themes/house/templates/home.html");
    let built_in = repository("themes/default/templates/home.html");
    let read = |path: &std::path::Path| std::fs::read_to_string(path).expect("a file");
    assert_eq!(read(&own), read(&built_in));
    // A change of one's own is nobody's concern.
    std::fs::write(&own, read(&own) + "\n").expect("written");
    let said = run(&["check"]).said();
    assert!(!said.contains("[S12"), "{said}");
    // A second file keeps the first one's line.
    run(&["new", "theme-file", "assets/icon.svg"]);
    let list = site.join("themes/house/made-from.yml");
    let lines = read(&list);
    assert!(lines.contains("templates/home.html: ") && lines.contains("assets/icon.svg: "));
    // As if the built-in file had been another one then.
    let line = lines
        .lines()
        .find(|l| l.starts_with("templates/home"))
        .expect("a line");
    let older = lines.replace(line, "templates/home.html: 0123456789ab");
    std::fs::write(&list, older).expect("written");
    let said = run(&["check"]).said();
    assert!(said.contains("[S121]") && said.contains("themes/house/templates/home.html"));
    assert_eq!(run(&["build"]).status, 0);
    assert_eq!(run(&["build", "--strict"]).status, 1);
}

/// The tokens of one way to see a page: light, dark, high contrast.
type Tokens = BTreeMap<String, [f64; 3]>;

/// Reads colours of `tokens.css` as a reader with these wishes gets them.
fn tokens(css: &str, wishes: &[&str]) -> Tokens {
    let mut tokens = Tokens::new();
    let mut conditions: Vec<String> = Vec::new();
    for piece in css.split_inclusive(['{', '}', ';']) {
        let text = piece.rsplit("*/").next().unwrap_or("").trim();
        if let Some(head) = text.strip_suffix('{') {
            conditions.push(head.trim().to_owned());
        } else if text.ends_with('}') {
            conditions.pop();
        } else if let Some((name, value)) = text.trim_end_matches(';').split_once(": #") {
            let media = conditions.first().map_or("", String::as_str);
            let mut asked = media.strip_prefix("@media ").unwrap_or("").split(" and ");
            let holds = !media.starts_with('@') || asked.all(|c| wishes.contains(&c));
            if holds {
                tokens.insert(name.trim_start_matches("--").to_owned(), linear(value));
            }
        }
    }
    tokens
}

#[expect(clippy::float_arithmetic, reason = "colours are measured as light")]
/// A colour's red, green and blue as light, from `#abc` or `#aabbcc`.
fn linear(hex: &str) -> [f64; 3] {
    let wide: String = match hex.len() {
        3 => hex.chars().flat_map(|c| [c, c]).collect(),
        _ => hex.to_owned(),
    };
    [0, 2, 4].map(|at| {
        let byte = u8::from_str_radix(&wide[at..at + 2], 16).expect("a colour");
        let share = f64::from(byte) / 255.0;
        if share <= 0.04045 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        }
    })
}

#[expect(clippy::float_arithmetic, reason = "colours are measured as light")]
/// The contrast of two colours as WCAG 2 defines it.
fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let light = |[r, g, b]: [f64; 3]| 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
    let (a, b) = (light(a), light(b));
    a.max(b) / a.min(b)
}

const LIGHT: &str = "(prefers-color-scheme: light)";
const DARK: &str = "(prefers-color-scheme: dark)";
const MORE: &str = "(prefers-contrast: more)";

#[test]
fn every_text_can_be_read_on_its_ground() {
    for theme in ["default", "hongbang"] {
        let path = repository(&format!("themes/{theme}/assets/tokens.css"));
        let css = std::fs::read_to_string(path).expect("tokens");
        for (wishes, least) in [
            (vec![LIGHT], 4.5),
            (vec![DARK], 4.5),
            (vec![LIGHT, MORE], 7.0),
            (vec![DARK, MORE], 7.0),
            (vec!["print"], 4.5),
        ] {
            let tokens = tokens(&css, &wishes);
            for ground in ["paper", "target"] {
                for ink in ["ink", "quiet", "blue", "honour", "amber"] {
                    let found = contrast(tokens[ink], tokens[ground]);
                    assert!(
                        found >= least,
                        "{theme} {wishes:?}: {ink} on {ground} is {found:.2}"
                    );
                }
            }
            for drawn in ["bar", "soft"] {
                let found = contrast(tokens[drawn], tokens["paper"]);
                assert!(found >= 3.0, "{theme} {wishes:?}: {drawn} is {found:.2}");
            }
            let masthead = tokens.get("masthead").unwrap_or(&tokens["paper"]);
            let on_it = tokens.get("masthead-ink").unwrap_or(&tokens["ink"]);
            assert!(
                contrast(*masthead, *on_it) >= least,
                "{theme} {wishes:?}: masthead"
            );
        }
    }
}

/// Kinds in a chart differ by lightness, which every kind of colour blindness leaves.
#[test]
fn kinds_of_a_chart_differ_without_hue() {
    for theme in ["default", "hongbang"] {
        let path = repository(&format!("themes/{theme}/assets/tokens.css"));
        let css = std::fs::read_to_string(path).expect("tokens");
        for wishes in [vec![LIGHT], vec![DARK]] {
            let tokens = tokens(&css, &wishes);
            for (a, b) in [("c1", "c2"), ("c2", "c3"), ("c3", "c4"), ("c4", "c5")] {
                let found = contrast(tokens[a], tokens[b]);
                assert!(
                    found >= 1.4,
                    "{theme} {wishes:?}: {a} and {b} differ by {found:.2}"
                );
            }
        }
    }
}
