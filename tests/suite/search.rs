//! The search box and the page of all people: who is found by which letters, in which order, and
//! that nobody is found whom the edition does not show.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};

use meritbook::assessment::Book;
use meritbook::diagnostic::Language;
use meritbook::site::{Edition, Explain, Site};

use crate::common::repository;
use crate::sample_book::{self, Size, person_id};

const ALL: Size = Size {
    people: 30,
    months: 1,
    all_people: true,
};

/// Names whose surnames are read in a way of their own, and others.
const NAMES: [&str; 24] = [
    "曾国强",
    "单丽",
    "解晓东",
    "仇英",
    "任远",
    "区志强",
    "查良",
    "朴正焕",
    "盖文静",
    "尉迟敬",
    "万俟雅",
    "乐嘉",
    "覃海",
    "张伟",
    "张伟",
    "王伟",
    "章曾",
    "吕乐",
    "Zoe Lin",
    "沈晟",
    "伟大",
    "欧阳锋",
    "张伟明",
    "李张伟",
];

/// Gives the first people of a book other names.
fn named(book: &mut Book, names: &[&str]) {
    for (at, name) in names.iter().enumerate() {
        let id = person_id(at);
        for period in &mut book.periods {
            for person in period.people.iter_mut().filter(|p| p.id.as_ref() == id) {
                person.name = (*name).to_owned();
            }
            for policy in &mut period.policies {
                for subject in policy.subjects.iter_mut().filter(|s| s.id.as_ref() == id) {
                    subject.name = (*name).to_owned();
                }
            }
        }
    }
}

/// Makes the files of a book's staff edition whose paths are wanted.
fn made(book: &Book, wanted: impl Fn(&str) -> bool) -> BTreeMap<String, String> {
    let explain: Explain<'_> = Box::new(sample_book::explain);
    let edition = Edition::staff(&book.settings);
    let site = Site::of_edition(book, &BTreeMap::new(), edition, explain).expect("a site");
    let jobs = site.jobs();
    let wanted = jobs.iter().filter(|job| wanted(job.path()));
    wanted
        .map(|job| {
            let file = site.render(job).expect("a file");
            (file.path, String::from_utf8_lossy(&file.bytes).into_owned())
        })
        .collect()
}

fn is_of_search(path: &str) -> bool {
    path.starts_with("search/") || path == "assets/search.js"
}

fn names() -> BTreeMap<String, String> {
    let mut book = sample_book::book(ALL);
    named(&mut book, &NAMES);
    made(&book, is_of_search)
}

/// What a query found, a list of group and titles for each.
type Found = Vec<(String, Vec<String>)>;

/// Asks the search of a site; `None` where there is no Node, which is said.
fn ask(files: &BTreeMap<String, String>, queries: &[&str]) -> Option<Vec<Found>> {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    let started = Command::new("node")
        .arg(repository("tests/suite/search/find.js"))
        .arg(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut node) = started else {
        println!("left out: there is no node here, so the search script was not run");
        return None;
    };
    let asked = serde_json::to_vec(queries).expect("JSON");
    let mut to = node.stdin.take().expect("a pipe");
    to.write_all(&asked).expect("written");
    drop(to);
    let out = node.wait_with_output().expect("an end");
    let said = String::from_utf8_lossy(&out.stderr);
    assert!(out.status.success(), "{said}");
    Some(serde_json::from_slice(&out.stdout).expect("answers"))
}

/// Asks for one kind of things.
fn ask_for(
    kind: &str,
    files: &BTreeMap<String, String>,
    queries: &[&str],
) -> Option<Vec<Vec<String>>> {
    let of_kind = |groups: Vec<(String, Vec<String>)>| {
        let mut found = groups.into_iter().filter(|(k, _)| k == kind);
        found.next().map(|(_, titles)| titles).unwrap_or_default()
    };
    Some(ask(files, queries)?.into_iter().map(of_kind).collect())
}

#[test]
fn people_are_found_by_how_their_surnames_are_read() {
    let by_letters = [
        ("zeng", "曾国强"),
        ("zgq", "曾国强"),
        ("zengguoqiang", "曾国强"),
        ("shanli", "单丽"),
        ("sl", "单丽"),
        ("xiexd", "解晓东"),
        ("qiu", "仇英"),
        ("ry", "任远"),
        ("ou zhi qiang", "区志强"),
        ("ozq", "区志强"),
        ("zhal", "查良"),
        ("piao", "朴正焕"),
        ("gwj", "盖文静"),
        ("gaiwenjing", "盖文静"),
        ("yuchi", "尉迟敬"),
        ("ycj", "尉迟敬"),
        ("moqi", "万俟雅"),
        ("yuejia", "乐嘉"),
        ("lejia", "乐嘉"),
        ("qinhai", "覃海"),
        ("tanhai", "覃海"),
        ("lvle", "吕乐"),
        ("lule", "吕乐"),
        ("shensheng", "沈晟"),
        ("shencheng", "沈晟"),
        ("zoe", "Zoe Lin"),
        ("ZOELIN", "Zoe Lin"),
        ("oyf", "欧阳锋"),
    ];
    let queries: Vec<&str> = by_letters.iter().map(|(query, _)| *query).collect();
    let Some(answers) = ask_for("person", &names(), &queries) else {
        return;
    };
    for ((query, name), found) in by_letters.iter().zip(answers) {
        let first = found.first().map_or("nobody", String::as_str);
        assert!(first.starts_with(name), "{query}: {found:?}");
    }
    // As a sign is read elsewhere it is no surname: 曾 is not ceng, 单 is not dan, 解 is not jie.
    let wrong = [
        "cengguo", "danli", "jiexiao", "chouying", "quzhi", "chaliang", "puzheng", "weichi",
    ];
    let answers = ask_for("person", &names(), &wrong).expect("node was there");
    for (query, found) in wrong.iter().zip(answers) {
        assert!(found.is_empty(), "{query}: {found:?}");
    }
}

#[test]
fn the_likeliest_stands_first() {
    let Some(answers) = ask_for(
        "person",
        &names(),
        &["张伟", "zhangwei", "伟", "zw", "e1014", "1023"],
    ) else {
        return;
    };
    // The name itself before names that begin with it, those before names that hold it; two people
    // of one name by their number.
    assert_eq!(
        answers[0],
        ["张伟 E1014", "张伟 E1015", "张伟明 E1023", "李张伟 E1024"]
    );
    assert_eq!(
        answers[1],
        ["张伟 E1014", "张伟 E1015", "张伟明 E1023", "李张伟 E1024"]
    );
    // A name that begins with it before those that hold it, these in the order of names.
    assert_eq!(
        answers[2],
        [
            "伟大 E1021",
            "李张伟 E1024",
            "王伟 E1016",
            "张伟 E1014",
            "张伟 E1015",
            "张伟明 E1023"
        ]
    );
    // Both initials and no more before the initials of a longer name.
    assert_eq!(
        answers[3][..3],
        ["张伟 E1014", "张伟 E1015", "张伟明 E1023"]
    );
    assert_eq!(answers[4], ["张伟 E1014"]);
    assert_eq!(answers[5], ["张伟明 E1023"]);
}

#[test]
fn two_letters_of_pinyin_find_everybody_of_a_hundred() {
    let files = made(
        &sample_book::book(Size { people: 100, ..ALL }),
        is_of_search,
    );
    let queries = ["wsy", "ljy", "zzh", "oy", "lj"];
    let Some(answers) = ask_for("person", &files, &queries) else {
        return;
    };
    for (query, found) in queries.iter().zip(&answers) {
        assert!(!found.is_empty(), "{query}");
    }
    assert!(
        answers[3].iter().all(|name| name.starts_with("欧阳")),
        "{:?}",
        answers[3]
    );
}

#[test]
fn everything_with_a_page_is_found() {
    let files = made(&sample_book::book(ALL), is_of_search);
    let queries = [
        "华南",
        "hn",
        "telesales",
        "dhxs",
        "2026-10",
        "10月",
        "质检",
        "销冠",
        "第一条",
    ];
    let Some(answers) = ask(&files, &queries) else {
        return;
    };
    let kinds = |at: usize| -> Vec<&str> { answers[at].iter().map(|(k, _)| k.as_str()).collect() };
    assert_eq!(
        answers[0][0],
        ("team".to_owned(), vec!["华南二组".to_owned()])
    );
    assert_eq!(
        answers[1]
            .iter()
            .find(|(k, _)| k == "team")
            .map(|(_, t)| t.len()),
        Some(1)
    );
    assert_eq!(
        answers[2][0],
        (
            "policy".to_owned(),
            vec!["电话销售专员月度考核制度".to_owned()]
        )
    );
    assert!(kinds(3) == ["policy"], "{:?}", answers[3]);
    assert_eq!(
        answers[4][0],
        ("period".to_owned(), vec!["2026年10月".to_owned()])
    );
    assert_eq!(
        answers[5][0],
        ("period".to_owned(), vec!["2026年10月".to_owned()])
    );
    assert!(
        kinds(6).contains(&"indicator") && kinds(6).contains(&"clause"),
        "{:?}",
        answers[6]
    );
    assert_eq!(answers[7][0].0, "award");
    assert_eq!(kinds(8), ["clause"]);
}

#[test]
fn nobody_is_found_whom_the_edition_does_not_show() {
    let book = sample_book::book(Size {
        people: 40,
        months: 2,
        all_people: false,
    });
    let files = made(&book, |_| true);
    let has_page = |id: &str| files.contains_key(&format!("people/{id}.html"));
    let index: String = files
        .iter()
        .filter(|(path, _)| path.starts_with("search/") || *path == "people/index.html")
        .map(|(_, text)| text.as_str())
        .collect();
    let (mut shown, mut hidden) = (0, 0);
    for at in 0..40 {
        let id = person_id(at);
        assert_eq!(index.contains(&format!("\"{id}\"")), has_page(&id), "{id}");
        assert_eq!(index.contains(&id), has_page(&id), "{id}");
        if has_page(&id) {
            shown += 1
        } else {
            hidden += 1
        }
    }
    // Who has left (E1034) is among the hidden.
    assert!(
        shown > 5 && hidden > 5 && !has_page("E1034"),
        "{shown} shown, {hidden} hidden"
    );
}

#[test]
fn every_result_leads_to_a_page() {
    let files = made(&sample_book::book(ALL), |_| true);
    let mut seen = 0;
    for (path, text) in files.iter().filter(|(path, _)| path.starts_with("search/")) {
        let data = text.split_once(',').expect("a name").1;
        let data = data.trim_end().strip_suffix(");").expect("a call");
        let data: serde_json::Value = serde_json::from_str(data).expect(path);
        for (kind, rows) in data["entries"].as_object().expect("entries") {
            for row in rows.as_array().expect("rows") {
                let key = row[3].as_str().expect("a key");
                let usual = format!("people/{key}.html");
                let href = row[1].as_str().unwrap_or(&usual);
                let (page, anchor) = href.split_once('#').unwrap_or((href, ""));
                let text = files.get(page).unwrap_or_else(|| panic!("{kind}: {href}"));
                assert!(
                    anchor.is_empty() || text.contains(&format!("id=\"{anchor}\"")),
                    "{href}"
                );
                seen += 1;
            }
        }
    }
    assert!(seen > 60, "{seen}");
}

/// Many versions of the sample's policies under other names.
fn with_policies(book: &mut Book, most: usize) {
    let first = book.policies["telesales"]
        .last()
        .expect("a version")
        .clone();
    for at in book.policies.len()..most {
        let mut policy = (*first).clone();
        policy.id = format!("policy-{at}").into();
        book.policies.insert(policy.id.clone(), vec![policy.into()]);
    }
}

#[test]
fn the_index_of_a_thousand_people_is_small_and_that_of_many_is_split() {
    let mut book = sample_book::book(Size {
        people: 1_000,
        ..ALL
    });
    with_policies(&mut book, 60);
    let files = made(&book, |path| path.starts_with("search/"));
    let bytes: usize = files.values().map(String::len).sum();
    assert!(bytes <= 400_000, "{bytes}");
    assert!(
        !files.keys().any(|path| path.contains("people")),
        "{:?}",
        files.keys()
    );
    drop(files);

    let book = sample_book::book(Size {
        people: 6_000,
        ..ALL
    });
    let files = made(&book, is_of_search);
    assert!(files.contains_key("search/people-w.js") && files.contains_key("search/people-o.js"));
    for (path, text) in &files {
        assert!(text.len() <= 200_000, "{path}: {}", text.len());
    }
    if let Some(answers) = ask_for("person", &files, &["e6999", "欧阳"]) {
        assert_eq!((answers[0].len(), answers[1].len()), (1, 10));
    }
}

#[test]
fn the_page_of_people_is_in_the_order_of_names() {
    let mut book = sample_book::book(ALL);
    named(&mut book, &NAMES);
    let files = made(&book, |path| {
        path == "people/index.html" || path == "index.html"
    });
    let page = &files["people/index.html"];
    let order = [
        "盖文静",
        "李张伟",
        "区志强",
        "欧阳锋",
        "朴正焕",
        "覃海",
        "仇英",
        "单丽",
        "沈晟",
        "解晓东",
        "尉迟敬",
        "乐嘉",
        "曾国强",
        "查良",
        "张伟",
        "张伟明",
        "章曾",
        "Zoe Lin",
    ];
    let places: Vec<usize> = order
        .iter()
        .map(|name| {
            page.find(&format!(">{name}<"))
                .unwrap_or_else(|| panic!("{name}"))
        })
        .collect();
    assert!(places.is_sorted(), "{places:?}");
    for letter in ["id=\"g\"", "href=\"#z\"", "id=\"m\">M<"] {
        assert!(page.contains(letter), "{letter}");
    }
    // Without scripts there is no box, but a link to this page everywhere.
    let home = &files["index.html"];
    assert!(home.contains("href=\"people/index.html\""));
    assert_eq!(home.matches("<form class=\"search\"").count(), 1);
    assert!(home.contains(" hidden>\n<input type=\"text\""));
}

#[test]
fn two_of_one_name_are_told_apart_wherever_they_stand() {
    let mut book = sample_book::book(ALL);
    // E1005 and E1014 are of one team, E1007 of another.
    let before = sample_book::book(ALL);
    let of = |id: &str| {
        let people = &before.periods[0].people;
        people
            .iter()
            .find(|p| p.id.as_ref() == id)
            .expect("somebody")
            .team
            .to_string()
    };
    let teams = [of("E1005"), of("E1014"), of("E1007")];
    assert!(teams[0] == teams[1] && teams[0] != teams[2], "{teams:?}");
    let mut names: Vec<String> = (0..30).map(sample_book::person_name).collect();
    for at in [4, 13, 6] {
        names[at] = "张伟".into();
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    named(&mut book, &names);
    let mut people = [
        ("E1005", "，尾号 05"),
        ("E1014", "，尾号 14"),
        ("E1007", ""),
    ]
    .map(|(id, end)| {
        let team = book.team_name(&of(id)).to_owned();
        (id, format!("张伟（{team}{end}）"))
    });
    people.sort();
    let files = made(&book, |path| path.ends_with(".html"));
    let mut seen = BTreeMap::new();
    for (path, text) in &files {
        for (id, label) in &people {
            for link in [
                format!("{id}.html\">{label}<"),
                format!("{id}.html\">{label} <"),
            ] {
                *seen.entry(*id).or_insert(0) += text.matches(&link).count();
            }
            // Nowhere else does the bare name lead to one of them: there team and number stand beside.
            let beside = path == "people/index.html"
                || path.contains(id)
                // On a team's own page the team need not be said.
                || (path.starts_with("teams/") && !label.contains("尾号"));
            let bare = format!("{id}.html\">张伟<");
            assert!(beside || !text.contains(&bare), "{path} {id}");
        }
    }
    assert!(seen.len() == 3 && seen.values().all(|n| *n > 0), "{seen:?}");
    let mut english = sample_book::book(ALL);
    named(&mut english, &names);
    english.settings.language = Language::English;
    let files = made(&english, |path| path.starts_with("teams/"));
    assert!(
        files.values().any(|text| text.contains(", ID …05)")),
        "the English words"
    );
}

#[test]
fn scripts_of_an_ordinary_page_are_small() {
    let files = made(&sample_book::book(ALL), |path| {
        path == "index.html" || (path.starts_with("assets/") && path.ends_with(".js"))
    });
    let home = &files["index.html"];
    let scripts = home.split("<script src=\"").skip(1);
    let loaded: usize = scripts
        .map(|s| files[s.split('"').next().expect("a path")].len())
        .sum();
    assert!(loaded <= 30_000, "{loaded}");
}
