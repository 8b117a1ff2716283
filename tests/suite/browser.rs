//! The scenarios of `tests/browser/`: real pages in a real browser. They want Chromium, Node with the
//! packages of `tests/browser/package-lock.json`, and Java; without them the test says what it
//! skipped, unless `MERITBOOK_BROWSER=required`.

use std::fs;
use std::path::Path;
use std::process::Command;

use meritbook::site::{Edition, Explain, Site};

use crate::common::{copy, meritbook, repository, temporary};
use crate::sample_book::{self, Size};

#[test]
fn pages_hold_in_a_real_browser() {
    let missing = missing();
    if !missing.is_empty() {
        let required = std::env::var("MERITBOOK_BROWSER").is_ok_and(|v| v == "required");
        assert!(!required, "not there: {}", missing.join(", "));
        println!(
            "skipped: the browser scenarios; not there: {}",
            missing.join(", ")
        );
        return;
    }
    let folder = temporary();
    let sites = folder.path().join("sites");
    built(&sites.join("staff"), "staff", |_| {});
    built(&sites.join("hr"), "hr", |_| {});
    built(&sites.join("festive"), "staff", |settings| {
        settings.push_str("theme: hongbang\n");
    });
    built(&sites.join("english"), "staff", |settings| {
        *settings = settings.replace("language: zh-CN", "language: en");
    });
    tried(&sites.join("tried"));
    long_board(&sites.join("many"));
    crate::bag::of_the_demo(&sites.join("bag"));
    let run = Command::new("node")
        .args(["--test", "--test-reporter=spec"])
        .current_dir(repository("tests/browser"))
        .env("MERITBOOK_SITES", &sites)
        .env("CHROMIUM", browser().unwrap_or_default())
        .output()
        .expect("node can be started");
    let said = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success(), "{said}");
    print!("{said}");
}

/// Builds the demo for an audience, with its settings changed.
fn built(out: &Path, edition: &str, change: impl FnOnce(&mut String)) {
    let site = temporary();
    copy(&repository("content"), &site.path().join("content"));
    let path = site.path().join("content/site.yml");
    let mut settings = fs::read_to_string(&path).expect("the demo's settings");
    change(&mut settings);
    fs::write(&path, settings).expect("settings can be written");
    let out = out.to_string_lossy();
    let run = meritbook(site.path(), &["build", "--edition", edition, "-o", &out]);
    assert_eq!(run.status, 0, "{}", run.said());
}

/// Builds what other rules would have done to the demo, in English: one month, a dearer complaint.
fn tried(out: &Path) {
    let site = temporary();
    copy(&repository("content"), &site.path().join("content"));
    let path = site.path().join("content/site.yml");
    let settings = fs::read_to_string(&path).expect("the demo's settings");
    let settings = settings.replace("language: zh-CN", "language: en");
    fs::write(&path, settings).expect("settings can be written");
    let out = out.to_string_lossy();
    let set = "telesales::投诉扣分=5";
    let words = ["compare", "--set", set, "--from", "2026-10", "-o", &out];
    let run = meritbook(site.path(), &words);
    assert_eq!(run.status, 0, "{}", run.said());
}

/// How many people it takes for a board of 10,000: a third is under another policy.
const MANY: Size = Size {
    people: 15_400,
    months: 1,
    all_people: false,
};

/// Makes what a board of 10,000 rows needs: its page, its further rows, the page of one person far down.
fn long_board(out: &Path) {
    let book = sample_book::book(MANY);
    let explain: Explain<'_> = Box::new(sample_book::explain);
    let edition = Edition::hr(&book.settings);
    let site = Site::of_edition(&book, &Default::default(), edition, explain)
        .unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    let policies = &book.periods[0].policies;
    let policy = policies.iter().find(|p| &*p.policy.id == "telesales");
    let board = &policy.expect("a policy").boards[0];
    let whom = &board.standings[7_777].id;
    let wanted = [
        "periods/2026-10.html".to_owned(),
        "boards/".to_owned(),
        "assets/".to_owned(),
        format!("people/{whom}.html"),
    ];
    for job in site.jobs() {
        if wanted.iter().any(|path| job.path().starts_with(path)) {
            let file = site.render(&job).unwrap_or_else(|m| panic!("{m:#?}"));
            let path = out.join(&file.path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, file.bytes).expect("written");
        }
    }
}

fn browser() -> Option<String> {
    let named = std::env::var("CHROMIUM").ok();
    let usual = [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ];
    named
        .into_iter()
        .chain(usual.map(str::to_owned))
        .find(|path| Path::new(path).exists())
}

fn missing() -> Vec<&'static str> {
    let runs = |program: &str| {
        let run = Command::new(program).arg("--version").output();
        run.is_ok_and(|run| run.status.success())
    };
    let packages = repository("tests/browser/node_modules/playwright-core").exists();
    [
        ("Chromium", browser().is_some()),
        ("Node", runs("node")),
        ("Java", runs("java")),
        ("the packages of tests/browser (npm ci)", packages),
    ]
    .into_iter()
    .filter_map(|(name, there)| (!there).then_some(name))
    .collect()
}
