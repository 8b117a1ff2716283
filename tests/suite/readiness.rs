//! What is there of a month's data, what looks wrong and who takes part: in the HR edition alone.

use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::common::{copy, files_below, meritbook, repository, temporary};

/// Builds an edition of a site and returns its folder.
fn built(site: &Path, edition: &str) -> TempDir {
    let out = temporary();
    let to = out.path().join("public");
    let to = to.to_string_lossy().into_owned();
    let run = meritbook(site, &["build", "--edition", edition, "-o", &to]);
    assert_eq!(run.status, 0, "{}", run.said());
    out
}

/// Returns a page's words, one line a block, without its tags.
fn page(out: &TempDir, path: &str) -> String {
    let text = std::fs::read_to_string(out.path().join("public").join(path)).expect(path);
    let main = text.split("<main").nth(1).expect("a page");
    let mut words = String::new();
    for part in main.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        let block = ["/tr", "/li", "/p", "/h", "/div", "/th", "/td", "/details"];
        if block.iter().any(|b| tag.starts_with(b)) {
            words.push('\n');
        }
        words.push_str(text.trim_matches('\n'));
    }
    words
        .replace("&#x2F;", "/")
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
}

#[track_caller]
fn holds(page: &str, wanted: &[&str]) {
    for text in wanted {
        assert!(page.contains(text), "no “{text}” in\n{page}");
    }
}

#[test]
fn who_takes_part_is_told_with_the_reason_why_not() {
    let out = built(&repository("tests/golden/roster-in-month"), "hr");
    let people = page(&out, "readiness/2026-10-people.html");
    holds(
        &people,
        &[
            "当月在岗 6 人，其中 3 人不在任何一份制度里",
            // What changed, by day.
            "2026年10月8日\n陈静\n入职",
            "2026年10月12日\n王芳\n团队：一组 → 二组",
            "2026年10月16日\n李强\n状态：试用 → 在岗",
            "2026年10月20日\n张敏\n状态：在岗 → 休假",
            "2026年10月25日\n刘洋\n离职（最后一天）",
            // Since when, and why not.
            "从2026年9月起",
            "从2026年10月起李强",
            "张敏 不符合条件“状态为“在岗””，代入本人是：“休假” = “在岗”",
            "陈静 不符合条件“状态为“在岗””，代入本人是：“试用” = “在岗”",
            "另有 1 人，岗位等不在适用范围",
            "没有制度适用（岗位“司机”）",
        ],
    );
    let september = page(&out, "readiness/2026-09-people.html");
    holds(&september, &["陈静 还没有入职，2026年10月8日入职"]);
    assert!(!september.contains("赵磊 "), "{september}");
}

#[test]
fn who_left_or_went_to_another_post_is_told_in_the_month_after() {
    let site = temporary();
    copy(&repository("tests/golden/roster-in-month"), site.path());
    let content = site.path().join("content");
    let moves = content.join("people/moves.csv");
    let text = std::fs::read_to_string(&moves).unwrap();
    let (header, rows) = text.split_once('\n').unwrap();
    let rows = rows.replace('\n', ",\n");
    std::fs::write(
        &moves,
        format!("{header},岗位\n{rows}2026-11-03,E2,,,,内勤\n"),
    )
    .unwrap();
    std::fs::create_dir_all(content.join("months/2026-11")).unwrap();
    std::fs::write(
        content.join("months/2026-11/回款.csv"),
        "工号,日期,金额\nE1,2026-11-05,3000\n",
    )
    .unwrap();
    let out = built(site.path(), "hr");
    let people = page(&out, "readiness/2026-11-people.html");
    holds(
        &people,
        &[
            "刘洋 已离职，最后一天是 2026年10月25日",
            "李强 岗位已是“内勤”，不在适用范围",
            "李强\n岗位：销售 → 内勤",
        ],
    );
}

#[test]
fn what_each_policy_needs_is_told_with_what_an_absent_row_means() {
    let out = built(&repository("tests/mistakes/D193-nobodys-rows"), "hr");
    let data = page(&out, "readiness/2026-10.html");
    holds(
        &data,
        &[
            "制度要用的 1 张表到了 1 张；缺失 0 处，待核对的可疑之处 1 处",
            "通话\n已到，1 个没有行\n刘洋 没有行按 0 计",
            "“通话”里没有行\n刘洋",
            "months/2026-10/通话.csv\n12\n4 人",
        ],
    );
}

#[test]
fn suspicious_values_are_shown_and_accepted_ones_with_their_reason() {
    let out = built(&repository("tests/mistakes/D196-accepted-in-vain"), "hr");
    let data = page(&out, "readiness/2026-10.html");
    holds(
        &data,
        &[
            "没有待核对的",
            "“业绩”的“回款”和上月相差太多\n李强\n405,000\n38,500\n大客户一次付清，合同已核对",
            "months/2026-10/业绩.csv:3",
            "已经没有对应的提醒 请假三周",
        ],
    );
    let all = page(&out, "readiness/index.html");
    holds(&all, &["1 处已核对", "D196", "这里接受的提醒已经没有了"]);
}

#[test]
fn the_page_of_messages_says_what_check_says() {
    let site = repository("tests/mistakes/D191-ten-times");
    let out = built(&site, "hr");
    let all = page(&out, "readiness/index.html");
    let run = meritbook(&site, &["check", "--format", "json"]);
    let said: Value = serde_json::from_str(&run.out).expect("JSON");
    let said = said["diagnostics"].as_array().expect("a list");
    assert!(!said.is_empty());
    for diagnostic in said {
        for part in ["code", "title", "why", "help"] {
            let text = diagnostic[part].as_str().expect("text");
            assert!(all.contains(text), "no “{text}” in\n{all}");
        }
        let written = diagnostic["place"]["written"].as_str().expect("a cell");
        holds(&all, &[written, "months/2026-10/业绩.csv:3"]);
    }
    holds(&all, &["有错误时网站不会更新"]);
}

#[test]
fn the_staff_edition_has_none_of_it() {
    for site in [
        "tests/golden/roster-in-month",
        "tests/mistakes/D196-accepted-in-vain",
    ] {
        let out = built(&repository(site), "staff");
        for (path, bytes) in files_below(&out.path().join("public")) {
            assert!(!path.starts_with("readiness"), "{path}");
            if path.ends_with(".html") {
                let text = String::from_utf8(bytes).expect("UTF-8");
                for word in ["readiness/", "数据就绪", "休假", "大客户一次付清"] {
                    assert!(!text.contains(word), "{path} has {word}");
                }
            }
        }
    }
}

/// A month in which much is wrong: everything that stands by itself is told in one run, and one
/// absent person is one message.
#[test]
fn all_mistakes_of_a_month_are_told_in_one_run_by_their_cause() {
    let run = meritbook(
        &repository("tests/sites/mixed"),
        &["check", "--format", "json"],
    );
    let said: Value = serde_json::from_str(&run.out).expect("JSON");
    let codes: Vec<&str> = said["diagnostics"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|d| d["code"].as_str().expect("a code"))
        .collect();
    let count = |code: &str| codes.iter().filter(|c| **c == code).count();
    // A person nobody knows has nine rows in four tables.
    assert_eq!(count("D141"), 1, "{codes:?}");
    for code in [
        "D143", "D144", "D147", "P101", "P111", "A112", "D192", "D195",
    ] {
        assert_eq!(
            count(code),
            if code == "A112" { 2 } else { 1 },
            "{code}: {codes:?}"
        );
    }
    // One for each column: amounts, a time on the phone, a target.
    assert_eq!(count("A103"), 3, "{codes:?}");
}
