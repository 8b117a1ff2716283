//! The site as a value: what an edition shows, safety, links, words, templates, weight.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use meritbook::assessment::Book;
use meritbook::diagnostic::Language;
use meritbook::site::{Edition, Explain, Site, SiteFile};

use crate::common::{files_below, repository};
use crate::sample_book::{self, Size};

const SAMPLE: Size = Size {
    people: 60,
    months: 3,
    all_people: true,
};
const CAREFUL: Size = Size {
    all_people: false,
    ..SAMPLE
};

/// Makes all files of a book's site.
fn made(book: &Book, edition: Edition) -> BTreeMap<String, String> {
    let explain: Explain<'_> = Box::new(sample_book::explain);
    let site = Site::of_edition(book, &BTreeMap::new(), edition, explain)
        .unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    let mut files = BTreeMap::new();
    for job in site.jobs() {
        let SiteFile { path, bytes } = site.render(&job).unwrap_or_else(|m| panic!("{m:#?}"));
        // Workbooks are not text; `downloads` opens them.
        let text = match path.ends_with(".xlsx") {
            true => String::from_utf8_lossy(&bytes).into_owned(),
            false => String::from_utf8(bytes).expect("UTF-8"),
        };
        let twice = files.insert(path.clone(), text);
        assert!(twice.is_none(), "{path} is made twice");
    }
    files
}

/// Makes the staff edition of a sample.
fn staff(size: Size, language: Language) -> BTreeMap<String, String> {
    let mut book = sample_book::book(size);
    book.settings.language = language;
    let edition = Edition::staff(&book.settings);
    made(&book, edition)
}

fn pages(files: &BTreeMap<String, String>) -> impl Iterator<Item = (&str, &str)> {
    files
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, text)| (path.as_str(), text.as_str()))
}

/// Writes a sample site where `SAMPLE_SITE` says, for looking at it.
#[test]
fn a_sample_site_can_be_made() {
    let files = staff(SAMPLE, Language::Chinese);
    assert!(files.contains_key("index.html") && files.contains_key("periods/2026-10.html"));
    if let Ok(out) = std::env::var("SAMPLE_SITE") {
        for (path, text) in files {
            let path = std::path::Path::new(&out).join(path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            std::fs::write(path, text).expect("written");
        }
    }
}

#[test]
fn what_staff_may_not_see_is_in_no_file() {
    for size in [SAMPLE, CAREFUL] {
        for (path, text) in staff(size, Language::Chinese) {
            for secret in [
                "VETO-SECRET",
                "虚假成交",
                "CUSTOMER-SECRET",
                "2468.13",
                "2,468.13",
                "ladder.counter",
            ] {
                assert!(!text.contains(secret), "{path} holds {secret}");
            }
        }
    }
    let book = sample_book::book(SAMPLE);
    let all: String = made(&book, Edition::hr(&book.settings))
        .into_values()
        .collect();
    for seen_by_hr in ["VETO-SECRET", "2,468.13", "ladder.counter"] {
        assert!(all.contains(seen_by_hr), "hr misses {seen_by_hr}");
    }
    assert!(!all.contains("CUSTOMER-SECRET"), "columns no formula used");
}

#[test]
fn who_has_left_is_in_no_file() {
    let id = sample_book::person_id(33);
    for (path, text) in staff(SAMPLE, Language::Chinese) {
        assert!(!text.contains(&id) && !path.contains(&id), "{path}");
    }
}

#[test]
fn only_those_whom_a_board_shows_have_a_page() {
    let book = sample_book::book(CAREFUL);
    let files = staff(CAREFUL, Language::Chinese);
    let all: String = files.values().cloned().collect();
    for period in &book.periods {
        for policy in &period.policies {
            for board in &policy.boards {
                let last = board.standings.iter().rev().take(5);
                for standing in last.filter(|_| board.board.as_ref() != "小组榜") {
                    let name = format!("data/{}-", period.period);
                    let sheets = files.iter().filter(|(p, _)| p.starts_with(&name));
                    for (path, text) in sheets.filter(|(p, _)| p.ends_with("csv")) {
                        let shown = text.contains(standing.id.as_ref());
                        let elsewhere = policy
                            .boards
                            .iter()
                            .any(|b| b.standings.iter().take(10).any(|s| s.id == standing.id));
                        assert!(!shown || elsewhere, "{path} shows the last of a board");
                    }
                }
            }
        }
    }
    let with_page: BTreeSet<&str> = files
        .keys()
        .filter_map(|p| p.strip_prefix("people/")?.strip_suffix(".html"))
        .filter(|name| !name.contains('-'))
        .collect();
    assert!(with_page.len() > 10 && with_page.len() < 60);
    for index in 0..60 {
        let id = sample_book::person_id(index);
        if !with_page.contains(id.as_str()) {
            assert!(!all.contains(&id), "{id} has no page and is named");
        }
    }
}

/// Tells whether a file is a table of people, and not the numbers of a period's charts.
fn is_of_a_board(path: &str) -> bool {
    path.starts_with("data/") && path.ends_with(".csv") && !path.ends_with(".charts.csv")
}

#[test]
fn a_small_board_does_not_tell_who_is_last() {
    let mut book = sample_book::book(Size {
        people: 27,
        ..CAREFUL
    });
    for period in &mut book.periods {
        for policy in &mut period.policies {
            for board in policy.boards.iter_mut() {
                board.standings.truncate(8);
            }
        }
    }
    let edition = Edition::staff(&book.settings);
    let files = made(&book, edition);
    let boards = files.iter().filter(|(p, _)| is_of_a_board(p));
    for (path, text) in boards.filter(|(p, _)| p.starts_with("data/2")) {
        let rows = text.lines().count() - 1;
        assert!(rows <= 4, "{path}: {rows} of 8 are shown");
    }
}

#[test]
fn names_and_notes_cannot_bring_markup() {
    const EVIL: &str = "</title><script>alert(1)</script><b onclick=\"x\">'&";
    let mut book = sample_book::book(SAMPLE);
    book.settings.title = EVIL.into();
    book.settings.organisation = EVIL.into();
    book.settings.appeal_form = Some(EVIL.into());
    for team in book.ledger.teams.values_mut() {
        team.name = EVIL.into();
    }
    for period in &mut book.periods {
        period.note = Some(EVIL.into());
        for person in &mut period.people {
            person.name = EVIL.into();
            person.post = EVIL.into();
        }
        for policy in &mut period.policies {
            for subject in &mut policy.subjects {
                subject.name = EVIL.into();
                subject
                    .grades
                    .iter_mut()
                    .for_each(|g| g.title = EVIL.into());
            }
        }
    }
    for versions in book.policies.values_mut() {
        for policy in versions {
            let mut evil = policy.as_ref().clone();
            evil.title = EVIL.into();
            evil.clauses.iter_mut().for_each(|c| {
                c.title = EVIL.into();
                c.parts
                    .push(meritbook::policy::ClausePart::Text(EVIL.into()));
            });
            *policy = Arc::new(evil);
        }
    }
    let edition = Edition::staff(&book.settings);
    for (path, text) in pages(&made(&book, edition)) {
        assert!(!text.contains("<script>"), "{path}");
        assert!(!text.contains("<b onclick"), "{path}");
        assert_eq!(
            text.matches("</title>").count(),
            1 + text.matches("<svg class=\"chart\"").count(),
            "{path}"
        );
    }
}

#[test]
fn no_page_has_inline_script_or_style_or_leaves_the_site() {
    let files = staff(SAMPLE, Language::Chinese);
    // A slip is one file with its style in it; the documented policy names that style.
    let files = pages(&files).filter(|(path, _)| !path.starts_with("slips/"));
    for (path, text) in files {
        for forbidden in [
            " style=",
            "<style",
            "javascript:",
            " onclick",
            "src=\"http",
            "href=\"http",
            "href=\"/",
            "src=\"/",
        ] {
            assert!(!text.contains(forbidden), "{path} has {forbidden}");
        }
        for script in text.split("<script").skip(1) {
            assert!(
                script.starts_with(" src=\""),
                "{path} has a script of its own"
            );
        }
    }
}

/// Returns the values of an attribute.
fn attributes<'t>(text: &'t str, name: &str) -> Vec<&'t str> {
    let begin = format!(" {name}=\"");
    let parts = text.split(begin.as_str()).skip(1);
    parts.filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_link_leads_somewhere() {
    for size in [SAMPLE, CAREFUL] {
        let files = staff(size, Language::Chinese);
        let ids: BTreeMap<&str, BTreeSet<&str>> = pages(&files)
            .map(|(path, text)| {
                let all = attributes(text, "id");
                let ids: BTreeSet<&str> = all.iter().copied().collect();
                assert_eq!(ids.len(), all.len(), "{path} has an id twice");
                (path, ids)
            })
            .collect();
        for (path, text) in pages(&files) {
            let mut links = attributes(text, "href");
            links.extend(attributes(text, "src"));
            for link in links {
                let (to, anchor) = link.split_once('#').unwrap_or((link, ""));
                let target = resolved(path, to);
                assert!(files.contains_key(&target), "{path}: {link} leads nowhere");
                let known = anchor.is_empty()
                    || ids.get(target.as_str()).is_some_and(|i| i.contains(anchor));
                assert!(known, "{path}: {link} has no anchor");
            }
        }
    }
}

fn resolved(from: &str, to: &str) -> String {
    if to.is_empty() {
        return from.to_owned();
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in to.split('/') {
        match part {
            ".." => {
                parts.pop().expect("no link leaves the site");
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn ids_that_a_disk_takes_for_one_have_files_of_their_own() {
    let mut book = sample_book::book(Size {
        people: 12,
        ..SAMPLE
    });
    let odd = [
        "A",
        "a",
        "CON",
        "E1-2026",
        "E1",
        "../x",
        "张三",
        "index",
        "a b",
        "com1",
        "E1-2026-10",
        "é",
    ];
    let mut odd: Vec<&str> = odd.to_vec();
    odd.sort_unstable();
    for period in &mut book.periods {
        for (person, id) in period.people.iter_mut().zip(&odd) {
            person.id = (*id).into();
        }
        for policy in &mut period.policies {
            policy.boards.clear();
            policy.awards.clear();
            policy.subjects.clear();
        }
    }
    let edition = Edition::staff(&book.settings);
    let files = made(&book, edition);
    let people: Vec<&String> = files
        .keys()
        .filter(|p| p.starts_with("people/") && *p != "people/index.html")
        .collect();
    let on_disk: BTreeSet<String> = people.iter().map(|p| p.to_lowercase()).collect();
    assert_eq!(people.len(), odd.len());
    assert_eq!(on_disk.len(), odd.len());
    for path in people {
        let plain = path
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"/-_.".contains(&b));
        assert!(plain && !path.contains(".."), "{path}");
    }
}

#[test]
fn files_are_small() {
    let size = Size {
        people: 100,
        months: 2,
        all_people: true,
    };
    let files = staff(size, Language::Chinese);
    let weight = |path: &str| files.get(path).expect(path).len();
    assert!(weight("periods/2026-10.html") <= 150_000);
    assert!(weight("assets/site.js") <= 30_000);
    assert!(weight("assets/style.css") <= 40_000);
}

#[test]
fn english_pages_have_no_chinese_words_of_ours() {
    let files = staff(SAMPLE, Language::English);
    let chinese = words("zh-CN");
    for (path, text) in pages(&files) {
        for (key, word) in &chinese {
            let longest = word
                .split(['{', '}'])
                .max_by_key(|part| part.chars().count());
            let part = longest.unwrap_or("");
            if part.chars().filter(|c| !c.is_ascii()).count() >= 4 {
                assert!(!text.contains(part), "{path} says {key} in Chinese");
            }
        }
    }
    assert!(files["index.html"].contains("October 2026"));
}

/// Reads a wording file.
fn words(language: &str) -> BTreeMap<String, String> {
    let path = repository(&format!("themes/default/wording/{language}.yml"));
    std::fs::read_to_string(path)
        .expect("a wording file")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let (key, text) = line.split_once(": ").expect("a key and a text");
            (key.to_owned(), text.trim_matches('"').to_owned())
        })
        .collect()
}

#[test]
fn no_word_is_missing_or_unused() {
    let (chinese, english) = (words("zh-CN"), words("en"));
    assert_eq!(
        chinese.keys().collect::<Vec<_>>(),
        english.keys().collect::<Vec<_>>()
    );
    for (key, text) in &chinese {
        let places = |text: &str| -> BTreeSet<String> {
            let parts = text.split('{').skip(1);
            parts
                .filter_map(|p| Some(p.split_once('}')?.0.to_owned()))
                .collect()
        };
        assert_eq!(places(text), places(&english[key]), "{key}");
    }
    let mut source: String = files_below(&repository("src/site"))
        .into_values()
        .map(|bytes| String::from_utf8(bytes).expect("UTF-8"))
        .collect();
    for text in templates().values() {
        source.push_str(text);
    }
    for key in chinese.keys() {
        let whole = source.contains(&format!("\"{key}\"")) || source.contains(&format!("t.{key} "));
        let counted = key.strip_suffix("_one").or(key.strip_suffix("_many"));
        let counted = counted.is_some_and(|stem| source.contains(&format!("\"{stem}\"")));
        assert!(whole || counted, "no page says {key}");
    }
    // A word that is asked for and missing would stand on a page as its key.
    for (path, text) in pages(&staff(SAMPLE, Language::Chinese)) {
        for word in [
            "_one", "_many", "state_", "why_", "rank_", "month_", "missing_",
        ] {
            assert!(!text.contains(word), "{path} shows a key: {word}");
        }
    }
}

fn templates() -> BTreeMap<String, String> {
    let of_theme = |theme: &str| {
        let folder = format!("themes/{theme}/templates");
        let files = files_below(&repository(&folder)).into_iter();
        let theme = theme.to_owned();
        files.map(move |(path, bytes)| {
            let text = String::from_utf8(bytes).expect("UTF-8");
            (format!("{theme}/{path}"), text)
        })
    };
    of_theme("default").chain(of_theme("hongbang")).collect()
}

#[test]
fn templates_name_only_what_views_have() {
    let views: String = files_below(&repository("src/site"))
        .into_iter()
        .filter(|(path, _)| path.starts_with("page") || path == "shared.rs")
        .map(|(_, bytes)| String::from_utf8(bytes).expect("UTF-8"))
        .collect();
    let fields: BTreeSet<&str> = views
        .lines()
        .filter_map(|line| {
            let line = line.trim().trim_start_matches("pub ");
            let (name, kind) = line.split_once(": ")?;
            let plain = name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
            (plain && kind.ends_with(',')).then_some(name)
        })
        .collect();
    const KEYWORDS: [&str; 18] = [
        "if", "elif", "else", "endif", "for", "in", "endfor", "not", "and", "or", "block",
        "endblock", "extends", "include", "set", "loop", "first", "last",
    ];
    let words = words("zh-CN");
    for (path, text) in templates() {
        assert!(!text.contains("safe"), "{path} lets text through");
        let mut own: BTreeSet<String> = BTreeSet::new();
        for code in text
            .split('{')
            .filter_map(|part| part.strip_prefix(['%', '{']))
        {
            let code = code.split(['%', '}']).next().unwrap_or("");
            let code = code.trim_matches(['-', ' ']);
            let mut outside = String::new();
            for (at, part) in code.split('"').enumerate() {
                if at % 2 == 0 {
                    outside.push_str(part);
                }
            }
            let names: Vec<&str> = outside
                .split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '.')
                .filter(|name| name.chars().next().is_some_and(|c| c.is_ascii_lowercase()))
                .collect();
            if matches!(names.first(), Some(&("for" | "set" | "block"))) {
                own.extend(names.get(1).map(|name| (*name).to_owned()));
            }
            for name in names {
                let mut parts = name.split('.');
                let root = parts.next().unwrap_or("");
                if root == "t" {
                    let word = parts.next().unwrap_or("");
                    assert!(words.contains_key(word), "{path}: no word {word}");
                    continue;
                }
                // Parts are included inside loops of the templates around them.
                let given = [
                    "award", "board", "chart", "figure", "score", "told", "message", "main",
                    "scripts",
                ];
                let known = KEYWORDS.contains(&root)
                    || fields.contains(root)
                    || own.contains(root)
                    || given.contains(&root);
                assert!(known, "{path}: no view has {root}");
                for part in parts {
                    let known = fields.contains(part) || KEYWORDS.contains(&part);
                    assert!(known, "{path}: no view has {name}");
                }
            }
        }
    }
}

#[test]
fn results_keep_to_their_schema() {
    let schema = std::fs::read_to_string(repository("docs/results.schema.json")).expect("a schema");
    let schema: serde_json::Value = serde_json::from_str(&schema).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let book = sample_book::book(SAMPLE);
    for edition in [Edition::staff(&book.settings), Edition::hr(&book.settings)] {
        for (path, text) in made(&book, edition) {
            // Where results come from is told in a format of its own.
            if path.ends_with(".json") && !path.ends_with("-provenance.json") {
                let data: serde_json::Value = serde_json::from_str(&text).expect("JSON");
                let errors: Vec<String> = validator
                    .iter_errors(&data)
                    .map(|e| format!("{}: {e}", e.instance_path))
                    .collect();
                assert!(errors.is_empty(), "{path}: {errors:#?}");
                assert!(text.contains("\"exact\""), "{path} has no exact number");
            }
        }
    }
}

#[test]
fn boards_are_sheets_that_spreadsheets_read() {
    let mut book = sample_book::book(SAMPLE);
    for policy in &mut book.periods[2].policies {
        for subject in &mut policy.subjects {
            subject.name = "=HYPERLINK(\"x\")".into();
        }
    }
    let edition = Edition::staff(&book.settings);
    let files = made(&book, edition);
    let sheets: Vec<(&String, &String)> =
        files.iter().filter(|(p, _)| p.ends_with(".csv")).collect();
    let boards = sheets.iter().filter(|(p, _)| is_of_a_board(p));
    assert_eq!(boards.count(), 3 * 5 + 1, "the boards and all awards");
    let (of_periods, beside_pages): (Vec<_>, Vec<_>) =
        sheets.iter().partition(|(p, _)| p.starts_with("data/"));
    assert_eq!(of_periods.len(), 3 * 5 + 1 + 3, "the charts of each period");
    assert!(beside_pages.len() > 50, "charts of persons and teams");
    for (path, _) in beside_pages {
        let page = path.replace(".csv", ".html");
        let name = path.rsplit('/').next().unwrap_or(path);
        assert!(
            files[&page].contains(&format!("href=\"{name}\" download")),
            "{page} does not offer {name}"
        );
    }
    for (path, text) in sheets {
        assert!(text.starts_with('\u{feff}'), "{path}");
        assert_eq!(
            text.matches('\n').count(),
            text.matches("\r\n").count(),
            "{path}"
        );
        assert!(!text.contains(",=") && !text.contains(",\"="), "{path}");
    }
}

#[test]
fn the_same_book_makes_the_same_bytes() {
    use rayon::prelude::*;
    let book = sample_book::book(SAMPLE);
    let edition = Edition::staff(&book.settings);
    let one_by_one = made(&book, edition.clone());
    let explain: Explain<'_> = Box::new(sample_book::explain);
    let site = Site::of_edition(&book, &BTreeMap::new(), edition, explain).expect("a site");
    let together: BTreeMap<String, String> = site
        .jobs()
        .par_iter()
        .map(|job| site.render(job).expect("a file"))
        .map(|file| (file.path, String::from_utf8_lossy(&file.bytes).into_owned()))
        .collect();
    assert!(one_by_one == together);
}

#[test]
fn the_demo_tells_staff_neither_pay_nor_ladder() {
    let assessed = meritbook::assess(&repository("."));
    let book = assessed.book.expect("the demo has results");
    let site = Site::new(&book, &assessed.themes).unwrap_or_else(|m| panic!("{m:#?}"));
    let mut pages = 0;
    for job in site.jobs() {
        let results = ["people/", "periods/", "teams/", "data/"];
        if !results.iter().any(|folder| job.path().starts_with(folder)) {
            continue;
        }
        let file = site.render(&job).unwrap_or_else(|m| panic!("{m:#?}"));
        let text = String::from_utf8_lossy(&file.bytes).into_owned();
        for secret in [
            "底薪标准",
            "资深置业顾问",
            "连续未出单",
            "严重逾期",
            "暂扣余额",
            "尚欠余额",
            "基准金",
        ] {
            assert!(!text.contains(secret), "{} holds {secret}", file.path);
        }
        pages += 1;
    }
    assert!(pages > 100);
}

#[test]
fn the_demo_tells_staff_files_by_name_and_no_folder() {
    let assessed = meritbook::assess(&repository("."));
    let book = assessed.book.expect("the demo has results");
    let site = Site::new(&book, &assessed.themes).unwrap_or_else(|m| panic!("{m:#?}"));
    let mut named = 0;
    for job in site.jobs() {
        if !job.path().starts_with("periods/") || !job.path().ends_with(".html") {
            continue;
        }
        let file = site.render(&job).unwrap_or_else(|m| panic!("{m:#?}"));
        let text = String::from_utf8_lossy(&file.bytes).into_owned();
        assert!(
            !text.contains("content/months/"),
            "{} names a folder",
            file.path
        );
        named += usize::from(text.contains("电销月报.xlsx"));
    }
    assert!(named > 0, "a file with a blank cell is named");
}

#[test]
fn english_pages_of_the_demo_write_money_before_its_number() {
    let assessed = meritbook::assess(&repository("."));
    let mut book = assessed.book.expect("the demo has results");
    book.settings.language = Language::English;
    let site = Site::new(&book, &assessed.themes).unwrap_or_else(|m| panic!("{m:#?}"));
    let own = ["people/0103.html", "people/0103-2026.html"];
    let mut looked = 0;
    for job in site.jobs().iter().filter(|job| own.contains(&job.path())) {
        let file = site.render(job).unwrap_or_else(|m| panic!("{m:#?}"));
        let text = String::from_utf8_lossy(&file.bytes).into_owned();
        assert!(text.contains("<b>¥113,141</b>"), "{}", file.path);
        assert!(
            !text.contains("> 元<") && !text.contains(">元<"),
            "{}",
            file.path
        );
        looked += 1;
    }
    assert_eq!(looked, 2);
}

#[test]
fn a_site_without_results_has_its_handbook() {
    let files = staff(
        Size {
            people: 0,
            months: 0,
            all_people: true,
        },
        Language::Chinese,
    );
    assert!(files["index.html"].contains("还没有结果"));
    assert!(files.contains_key("handbook/telesales.html"));
    assert!(!files.keys().any(|path| path.starts_with("people/")));
}
