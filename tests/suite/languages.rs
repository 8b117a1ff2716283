//! One site in two languages side by side, and that no word of ours is in the wrong one. The site is
//! `tests/sites/languages/`: everything its author writes is English.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::common::{copy, files_below, meritbook, repository, temporary};

/// Builds the site, its `site.yml` replaced where that is given.
fn built(settings: Option<&str>) -> BTreeMap<String, String> {
    let folder = temporary();
    copy(&repository("tests/sites/languages"), folder.path());
    if let Some(settings) = settings {
        std::fs::write(folder.path().join("content/site.yml"), settings).expect("written");
    }
    let run = meritbook(folder.path(), &["build", "-o", "out"]);
    assert!(run.status == 0, "{}", run.said());
    let files = files_below(&folder.path().join("out")).into_iter();
    files
        .map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned()))
        .collect()
}

fn pages(files: &BTreeMap<String, String>) -> impl Iterator<Item = (&str, &str)> {
    let pages = files.iter().filter(|(path, _)| path.ends_with(".html"));
    pages.map(|(path, text)| (path.as_str(), text.as_str()))
}

fn is_chinese(sign: char) -> bool {
    matches!(sign, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

#[test]
fn each_page_is_there_in_both_languages_and_leads_to_the_other() {
    let files = built(None);
    let of = |folder: &str| -> BTreeSet<&str> {
        files
            .keys()
            .filter_map(|path| path.strip_prefix(folder))
            .collect()
    };
    let english = of("en/");
    let chinese: BTreeSet<&str> = files
        .keys()
        .map(String::as_str)
        .filter(|path| !path.starts_with("en/") && !path.starts_with('.'))
        .collect();
    assert_eq!(chinese, english);
    let page = &files["periods/2026-10.html"];
    assert!(page.contains("<html lang=\"zh-CN\">"));
    assert!(
        page.contains(
            "<link rel=\"alternate\" hreflang=\"en\" href=\"../en/periods/2026-10.html\">"
        )
    );
    assert!(page.contains(
        "<a href=\"../en/periods/2026-10.html\" lang=\"en\" hreflang=\"en\">English</a>"
    ));
    let page = &files["en/periods/2026-10.html"];
    assert!(page.contains("<html lang=\"en\">"));
    assert!(page.contains(
        "<a href=\"../../periods/2026-10.html\" lang=\"zh-CN\" hreflang=\"zh-CN\">中文</a>"
    ));
    // Each language brings its own search and its own style, so that a folder can be moved alone.
    assert!(
        page.contains("src=\"../assets/search.js\"") && files.contains_key("en/search/index.js")
    );
    assert!(
        files["search/index.js"].contains("\"人员\"")
            && files["en/search/index.js"].contains("\"People\"")
    );
    let home = &files["en/index.html"];
    assert!(
        home.contains("<a href=\"../index.html\" lang=\"zh-CN\""),
        "the home page"
    );
}

#[test]
fn what_is_printed_and_the_wall_lead_to_the_other_language_too() {
    let files = built(None);
    let mut kinds = std::collections::BTreeSet::new();
    for (path, text) in pages(&files) {
        let Some(own) = path.strip_prefix("en/") else {
            continue;
        };
        let up = "../".repeat(path.matches('/').count());
        let link = format!("<a href=\"{up}{own}\" lang=\"zh-CN\"");
        let other = format!("href=\"{up}{own}\" lang=\"zh-CN\" hreflang=\"zh-CN\">中文</a>");
        assert!(
            text.contains(&link) || text.contains(&other),
            "{path} does not lead to {own}"
        );
        kinds.insert(own.split(['/', '.']).next().unwrap_or_default());
    }
    for kind in ["certificates", "posters", "notices", "slips", "wall"] {
        assert!(kinds.contains(kind), "{kind} among {kinds:?}");
    }
}

#[test]
fn english_pages_hold_no_chinese_sign_of_ours() {
    let files = built(None);
    let mut looked = 0;
    for (path, text) in files.iter().filter(|(path, _)| path.starts_with("en/")) {
        if !path.ends_with(".html") && !path.starts_with("en/search/") {
            continue;
        }
        let text = text.replace(">中文</a>", "></a>");
        let chinese = text.lines().find(|line| line.chars().any(is_chinese));
        assert!(chinese.is_none(), "{path}: {}", chinese.unwrap_or(""));
        looked += 1;
    }
    assert!(looked > 30, "{looked}");
}

#[test]
fn numbers_days_and_money_are_written_as_the_language_does() {
    let files = built(None);
    let (chinese, english) = (
        &files["periods/2026-10.html"],
        &files["en/periods/2026-10.html"],
    );
    for said in ["2026年10月", "12,500\u{a0}元", "1,000\u{a0}元"] {
        assert!(chinese.contains(said), "{said}");
    }
    for said in ["October 2026", "9 November", "Receipts ¥12,500", "¥1,000"] {
        assert!(english.contains(said), "{said}");
    }
    let (chinese, english) = (
        &files["handbook/sales.html"],
        &files["en/handbook/sales.html"],
    );
    assert!(chinese.contains("10,000 元") && chinese.contains("Receipts（元）"));
    assert!(english.contains("the target (¥10,000)") && english.contains("Receipts (¥)"));
    assert!(files["people/L102.html"].contains("2026年"));
    // Two of one name in one team, in lists of both languages.
    assert!(files["teams/North.html"].contains(">Ben Cole（North，尾号 02）<"));
    assert!(files["en/teams/North.html"].contains(">Ben Cole (North, ID …02)<"));
}

#[test]
fn a_site_of_one_language_has_no_folder_and_no_link() {
    let files = built(Some("title: Lakeside\nlanguage: en\npeople: all\n"));
    assert!(files["index.html"].contains("<html lang=\"en\">"));
    for (path, text) in pages(&files) {
        assert!(!text.contains("hreflang"), "{path}");
        assert!(
            !path.starts_with("en/") && !path.starts_with("zh-CN/"),
            "{path}"
        );
    }
}

#[test]
fn the_language_of_the_site_stands_at_the_top() {
    for settings in [
        "title: Lakeside\nlanguage: en\nlanguages: [zh-CN, en]\npeople: all\n",
        "title: Lakeside\nlanguages: [英文, 中文]\npeople: all\n",
    ] {
        let files = built(Some(settings));
        assert!(
            files["index.html"].contains("<html lang=\"en\">"),
            "{settings}"
        );
        assert!(
            files["zh-CN/index.html"].contains("<html lang=\"zh-CN\">"),
            "{settings}"
        );
        assert!(!files.contains_key("en/index.html"), "{settings}");
    }
}

/// Where Chinese stands in the code of pages, each with the reason.
const CHINESE: [(&str, &str); 6] = [
    (
        "src/site/mistake.rs",
        "messages have both languages beside each other",
    ),
    (
        "src/site/mistake",
        "messages have both languages beside each other",
    ),
    (
        "src/site/format.rs",
        "Chinese numerals of clauses; units of money as policies write them",
    ),
    ("src/site/page/policy/rules.rs", "keys that authors write"),
    (
        "src/site/page/policy/example.rs",
        "values that authors write",
    ),
    (
        "src/site/page/policy/parameters.rs",
        "a key that authors write",
    ),
];

fn is_han(sign: char) -> bool {
    matches!(sign, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

#[test]
fn words_of_pages_stand_in_the_wording_files_alone() {
    let mut breaches = Vec::new();
    for folder in [
        "themes/default/templates",
        "themes/default/assets",
        "src/site",
    ] {
        for (path, bytes) in files_below(&repository(folder)) {
            let whole = format!("{folder}/{path}");
            let kind = Path::new(&path)
                .extension()
                .and_then(|e| e.to_str())
                .unwrap_or("");
            let excused =
                |(path, _): &(&str, &str)| whole == *path || whole.starts_with(&format!("{path}/"));
            if CHINESE.iter().any(excused) || kind == "svg" {
                continue;
            }
            let text = String::from_utf8(bytes).expect("UTF-8");
            let code = text.split("#[cfg(test)]").next().unwrap_or("");
            // Styles name typefaces and remark on examples; only what they print is a word.
            for (at, line) in code.lines().enumerate() {
                let line = match kind {
                    "css" if !line.contains("content:") => "",
                    "rs" | "js" => line.split("//").next().unwrap_or(""),
                    _ => line,
                };
                if line.chars().any(is_han) {
                    breaches.push(format!("{whole}:{}: {}", at + 1, line.trim()));
                }
            }
        }
    }
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

#[test]
fn every_word_that_the_code_asks_for_is_there() {
    let wording =
        std::fs::read_to_string(repository("themes/default/wording/zh-CN.yml")).expect("words");
    let known: BTreeSet<&str> = wording
        .lines()
        .filter_map(|line| line.split_once(": \"").map(|(key, _)| key))
        .collect();
    let mut asked = 0;
    for (path, bytes) in files_below(&repository("src/site")) {
        let text = String::from_utf8(bytes).expect("UTF-8");
        let text = text.split("#[cfg(test)]").next().unwrap_or("");
        for (call, forms) in [
            ("say(", &[""][..]),
            ("fill(", &[""]),
            ("count(", &["_one", "_many"]),
        ] {
            for rest in text.split(call).skip(1) {
                let Some(key) = rest
                    .trim_start()
                    .strip_prefix('"')
                    .and_then(|r| r.split('"').next())
                else {
                    continue;
                };
                let is_key = !key.is_empty()
                    && key
                        .bytes()
                        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
                if is_key {
                    asked += 1;
                    for form in forms {
                        assert!(
                            known.contains(format!("{key}{form}").as_str()),
                            "{path}: {key}{form}"
                        );
                    }
                }
            }
        }
    }
    assert!(asked > 150, "{asked}");
}
