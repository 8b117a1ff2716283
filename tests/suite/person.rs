//! What one person finds about himself or herself: where the score comes from, how far the next
//! step is, the text of an appeal. The site is `tests/sites/person/`, its figures are small enough
//! to be worked out by hand.

use std::collections::BTreeMap;
use std::path::Path;

use crate::common::{copy, files_below, meritbook, repository, temporary};

/// Builds an edition of the site, with some files of `content/` written over it.
fn built(edition: &str, changes: &[(&str, &str)]) -> BTreeMap<String, String> {
    let folder = temporary();
    copy(&repository("tests/sites/person"), folder.path());
    for (path, text) in changes {
        std::fs::write(folder.path().join("content").join(path), text).expect("written");
    }
    let run = meritbook(folder.path(), &["build", "--edition", edition, "-o", "out"]);
    assert_eq!(run.status, 0, "{}", run.said());
    pages(&folder.path().join("out"))
}

fn pages(out: &Path) -> BTreeMap<String, String> {
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    let pages = files_below(out).into_iter();
    let pages = pages.filter(|(path, _)| path.ends_with(".html"));
    pages.map(|(path, bytes)| (path, text(bytes))).collect()
}

/// Returns a piece of HTML as a reader sees it.
fn read(html: &str) -> String {
    let mut text = String::new();
    let mut inside = true;
    for c in html.chars() {
        match c {
            '<' => inside = false,
            '>' => inside = true,
            c if inside => text.push(c),
            _ => {}
        }
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// Returns every piece between two marks, as a reader sees it.
fn all<'p>(page: &'p str, from: &'p str, to: &'p str) -> Vec<String> {
    let pieces = page.split(from).skip(1);
    pieces
        .map(|piece| read(piece.split(to).next().unwrap_or("")))
        .collect()
}

fn ahead(page: &str) -> Vec<String> {
    let list = page.split("<div class=\"ahead\">").nth(1).unwrap_or("");
    let list = list.split("</ul>").next().unwrap_or("");
    all(list, "<span class=\"what\">", "</li>")
}

#[test]
fn the_distance_to_the_next_step_is_exact() {
    let hr = built("hr", &[]);
    // 40 × 58,760 ÷ 60,000 + 20 × 60 % + 20 × 60 % + 20 × 90 % = 81.1733…, so 8.8266… to 90,
    // written so that it is enough. Of “more than 5 orders” the sixth is the first.
    assert_eq!(
        ahead(&hr["people/E01.html"]),
        [
            "等级 A 总分再加 8.83 分，达到 90 分",
            "回款完成率 达标 回款额再加 1,240 元，回款完成率就到 100%",
            "成交单数 80 分档 成交单数再加 1 单，达到 6 单",
            "平均响应 80 分档 平均响应再降 3 秒，不高于 45 秒",
            "提成 4% 档 回款额再加 1,240 元，达到 60,000 元",
        ]
    );
    // At the target the cap is next; 60,000 is in the highest row already; 45 seconds are in time.
    // 40 + 16 + 16 + 20 = 92 is an A.
    assert_eq!(
        ahead(&hr["people/E02.html"]),
        [
            "回款完成率 封顶（目标的 120%） 回款额再加 12,000 元，回款完成率就到 120%",
            "成交单数 100 分档 成交单数再加 5 单，达到 11 单",
            "平均响应 100 分档 平均响应再降 15 秒，不高于 30 秒",
        ]
    );
    // Without a target there is neither a way to it nor a total.
    assert_eq!(
        ahead(&hr["people/E03.html"]),
        [
            "成交单数 100 分档 成交单数再加 1 单，达到 11 单",
            "平均响应 100 分档 平均响应再降 1 秒，不高于 30 秒",
            "提成 3% 档 回款额再加 1,240 元，达到 30,000 元",
        ]
    );
    assert!(ahead(&hr["people/E04.html"]).is_empty(), "at the top");
    // A total that a veto has set to nothing is no way to a grade.
    let vetoed = ahead(&hr["people/E05.html"]);
    assert!(!vetoed.iter().any(|s| s.contains("等级")), "{vetoed:?}");
    // Half a cent is made good by a cent.
    let near = ahead(&hr["people/E07.html"]);
    assert!(
        near.contains(&"提成 4% 档 回款额再加 0.01 元，达到 60,000 元".to_owned()),
        "{near:?}"
    );
}

#[test]
fn what_is_over_is_told_as_over_and_pay_stays_out_of_the_staff_edition() {
    let last = [("months/2026-10/month.yml", "state: final\n")];
    let staff = built("staff", &last);
    assert_eq!(
        ahead(&staff["people/E01.html"]),
        [
            "等级 A 总分离 90 分 还差 8.83 分",
            "回款完成率 达标 回款额还差 1,240 元，回款完成率才到 100%",
            "成交单数 80 分档 成交单数离 6 单 还差 1 单",
            "平均响应 80 分档 平均响应比 45 秒 高 3 秒",
        ]
    );
    let whole = staff.values().any(|page| page.contains("4% 档"));
    assert!(!whole, "pay is hidden");
}

#[test]
fn a_team_has_a_mean_from_five_people_on() {
    let staff = built("staff", &[]);
    // Points of the six for response: 12, 16, 16, 20, 12, 16.
    assert!(staff["people/E01.html"].contains("本团队平均 15.33"));
    assert!(!staff["people/E07.html"].contains("本团队平均"), "alone");
    let hr = built("hr", &[]);
    assert!(!hr["people/E07.html"].contains("本团队平均"), "alone");
}

#[test]
fn each_number_holds_the_text_of_its_appeal() {
    let open = built("staff", &[]);
    assert!(!open["people/E01.html"].contains("class=\"copy\""), "open");
    let last = [("months/2026-10/month.yml", "state: provisional\n")];
    let staff = built("staff", &last);
    let page = &staff["people/E01.html"];
    let texts = all(page, "<p class=\"copy\">", "</p>");
    let about = |figure: &str| {
        let of = format!("“{figure}”");
        let mut found = texts.iter().filter(|t| t.contains(&of));
        found
            .next()
            .unwrap_or_else(|| panic!("{figure}: {texts:#?}"))
    };
    assert_eq!(
        about("回款完成率得分"),
        "申诉人：周岚（工号 E01）；期间：2026年10月；制度：销售专员考核制度；\
         对“回款完成率得分”的结果 39.17 有异议（依据：第一条 回款）。我认为应为：＿＿＿＿，理由：＿＿＿＿"
    );
    assert!(about("总分").contains("结果 81.17 有异议"));
    // A text beside each number that opens, and none about a number that does not.
    let numbers = page.matches("<details class=\"item").count()
        + page.matches("<details class=\"figure").count();
    assert_eq!(texts.len(), numbers);
    assert!(page.contains("<a href=\"https://forms.example/appeal\">"));
}
