//! The files that `docs/getting-started.md` shows make a site, with the results that follow by hand.

use std::path::Path;

use meritbook::diagnostic::Severity;
use meritbook::number::Mode;
use meritbook::period::Period;
use meritbook::value::Value;

use super::common::{files_below, meritbook, temporary};

/// What the three people get:
/// 60 × 68000/60000 + 25 × 2/2 + 15 × 100/100; 60 × 52500/50000 + 25 × 1/2 + 15 × 100/100;
/// 60 × 31250.50/35000 + 25 × 1/2 + 15 × 95/100.
const TOTALS: [(&str, &str); 3] = [("0101", "108.00"), ("0102", "90.50"), ("0103", "80.32")];

#[test]
fn the_files_shown_make_a_site() {
    let folder = temporary();
    let guide = include_str!("../../docs/getting-started.md");
    let files = shown(guide);
    assert_eq!(files.len(), 8, "files shown");
    for (path, text) in &files {
        let path = folder.path().join("content").join(path);
        let parent = path.parent().unwrap_or(Path::new("."));
        std::fs::create_dir_all(parent).expect("a folder can be made");
        std::fs::write(path, text).expect("a file can be written");
    }
    let assessed = meritbook::assess(folder.path());
    let mut said = assessed.diagnostics;
    said.retain(|message| message.severity != Severity::Note);
    assert!(said.is_empty(), "{said:#?}");
    let book = assessed.book.expect("results");
    let november = Period::new(2026, 11).and_then(|period| book.period(period));
    let november = november.expect("November 2026 is assessed");
    let policy = &november.policies.first().expect("a policy").policy;
    for (id, total) in TOTALS {
        let name = &policy.scorecard.as_ref().expect("a scorecard").total;
        match november.figures.get(&policy.id, name, id) {
            Some(Ok(Value::Number(n))) => assert_eq!(n.to_fixed(2, Mode::HalfUp), total, "{id}"),
            other => panic!("{id}: {other:?}"),
        }
    }
}

#[test]
fn a_site_that_is_begun_holds_the_files_shown() {
    let folder = temporary();
    let made = meritbook(folder.path(), &["--lang", "zh-CN", "init", "我的站点"]);
    assert_eq!(made.status, 0, "{}", made.said());
    let found = files_below(&folder.path().join("我的站点/content"));
    let guide = include_str!("../../docs/getting-started.md");
    for (path, text) in shown(guide) {
        let bytes = found.get(path).map(|bytes| String::from_utf8_lossy(bytes));
        assert_eq!(bytes.as_deref(), Some(text), "{path}");
        assert!(made.out.contains(path), "{path} is told:\n{}", made.out);
    }
    assert_eq!(found.len(), shown(guide).len(), "{:?}", found.keys());
}

#[test]
fn a_site_that_is_begun_can_be_built_in_both_languages() {
    for (language, board) in [("zh-CN", "月度红榜"), ("en", "Best of the month")] {
        let folder = temporary();
        let run = |words: &[&str]| {
            let run = meritbook(folder.path(), &[&["--lang", language], words].concat());
            assert_eq!(run.status, 0, "{}", run.said());
            run
        };
        run(&["init", "site"]);
        let checked = run(&["--site", "site", "check", "--strict"]);
        assert!(!checked.said().contains('['), "{}", checked.said());
        run(&["--site", "site", "build"]);
        let page = |path: &str| {
            let file = folder.path().join("site/public").join(path);
            std::fs::read_to_string(file).expect("a page")
        };
        for (id, total) in TOTALS {
            let person = page(&format!("people/{id}.html"));
            assert!(person.contains(total), "{language}: {id} has {total}");
        }
        let home = page("index.html");
        assert!(home.contains(board), "{language}: {board}");
        // What is there is never touched.
        let again = meritbook(folder.path(), &["--lang", language, "init", "site"]);
        assert_eq!(again.status, 1, "{}", again.said());
        assert!(again.err.contains("K114"), "{}", again.err);
    }
}

/// Finds the files of a guide: a line `**`path`**`, then a fenced block.
fn shown(guide: &str) -> Vec<(&str, &str)> {
    let named = guide.split("**`content/").skip(1);
    let files = named.filter_map(|rest| {
        let (path, rest) = rest.split_once("`**")?;
        let (_, block) = rest.split_once("```")?.1.split_once('\n')?;
        Some((path, block.split_once("```")?.0))
    });
    files.collect()
}
