//! The files that `docs/getting-started.md` shows make a site, with the results that follow by hand.

use std::path::Path;

use meritbook::diagnostic::Severity;
use meritbook::number::Mode;
use meritbook::period::Period;
use meritbook::value::Value;

use super::common::temporary;

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
