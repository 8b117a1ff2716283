//! `docs/monthly-routine.md` played through: every file is written and every command run where it
//! stands, in one folder, and what is shown to be said is said, word for word.

use std::fs;

use crate::common::{meritbook, repository, temporary};
use crate::documents::{WALKED, blocks_of};

/// What stands for lines that are not shown.
const LEFT_OUT: &str = "……";

#[test]
fn the_month_of_the_document_can_be_played_through() {
    let text = fs::read_to_string(repository(WALKED)).expect("the document is there");
    let folder = temporary();
    let site = folder.path();
    let mut verbs = Vec::new();
    for block in blocks_of(WALKED, &text) {
        let at = format!("{WALKED}:{}", block.line);
        if let Some(path) = &block.path {
            let file = site.join(path);
            fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            fs::write(file, &block.text).expect("a file");
        } else if let Some((command, shown)) = block.text.split_once('\n')
            && let Some(command) = command.strip_prefix("$ meritbook")
        {
            let mut words = vec!["--lang", "zh-CN"];
            words.extend(command.split_whitespace());
            verbs.extend(words.get(2).map(|verb| (*verb).to_owned()));
            let run = meritbook(site, &words);
            let refused = shown.contains("错误[");
            assert_eq!(run.status, i32::from(refused), "{at}\n{}", run.said());
            says(&at, &format!("{}{}", run.out, run.err), shown);
        }
    }
    for verb in [
        "new", "import", "check", "advance", "announce", "build", "appeal", "adjust", "seal",
        "verify", "bag",
    ] {
        assert!(verbs.iter().any(|v| v == verb), "nobody runs {verb}");
    }
    let page = site.join("public/periods/2026-11.html");
    let page = fs::read_to_string(page).expect("the page of the month is there");
    assert!(page.contains("已封存"), "{page}");
    // 71,000 of 60,000 for 60 points is 71; 88.5 of 90 for 40 is 39.33.
    assert!(page.contains("已更正") && page.contains("110.33"), "{page}");
}

/// Sees that a text is what is shown of it, but for what is left out.
fn says(at: &str, said: &str, shown: &str) {
    let whole = |text: &str| {
        let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
        lines.join("\n").trim().to_owned()
    };
    let (said, shown) = (whole(said), whole(shown));
    if !shown.contains(LEFT_OUT) {
        assert_eq!(said, shown, "{at}");
        return;
    }
    let mut rest = said.as_str();
    for part in shown.split(LEFT_OUT).map(str::trim) {
        let found = rest.split_once(part);
        rest = found
            .unwrap_or_else(|| panic!("{at}: not said:\n{part}\nbut:\n{said}"))
            .1;
    }
}
