//! What one person finds about himself or herself: where the score comes from, how far the next
//! step is, the text of an appeal. The site is `tests/sites/person/`, its figures are small enough
//! to be worked out by hand.

use std::collections::BTreeMap;
use std::path::Path;

use meritbook::site::Site;

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
            '>' => {
                inside = true;
                text.push(' ');
            }
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
fn the_last_condition_of_an_award_is_a_step_too() {
    let path = "policies/sales/2026-09.yml";
    let rules = repository("tests/sites/person/content").join(path);
    let rules = std::fs::read_to_string(rules).expect("a policy").replace(
        "销冠: {rank_by: 回款额, places: 1",
        "双优: {who: \"总分 >= 85 and 回款额 >= 50000\", prize: 100 元}\n  \
         销冠: {rank_by: 回款额, at_least: 回款额 >= 61000, places: 1",
    );
    let staff = built("staff", &[(path, &rules)]);
    let first = ahead(&staff["people/E01.html"]);
    // 85 − 81.1733… and 61,000 − 58,760.
    for line in [
        "双优 的条件 总分再加 3.83 分，达到 85 分",
        "销冠 的条件 回款额再加 2,240 元，达到 61,000 元",
    ] {
        assert!(first.contains(&line.to_owned()), "{first:?}");
    }
    // Met already, at 92 points and 72,000; or more than one condition away, at 30,000.
    let met = ahead(&staff["people/E04.html"]);
    assert!(!met.iter().any(|line| line.contains("条件")), "{met:?}");
    let far = ahead(&staff["people/E06.html"]);
    assert!(!far.iter().any(|line| line.contains("双优")), "{far:?}");
}

#[test]
fn a_year_says_each_formula_once_and_the_values_of_every_month() {
    let staff = built("staff", &PUBLISHED);
    let page = &staff["people/E01-2026.html"];
    let formula = "40 × （（回款完成率 ÷ 回款完成率目标，最多 1.2），最低 0）";
    assert_eq!(page.matches(formula).count(), 1, "{}", read(page));
    let rules = page.split("id=\"rules\"").nth(1).expect("the rules");
    let rule = rules.split("<li id=\"").find(|rule| rule.contains(formula));
    let rule = rule.expect("the rule");
    assert!(rule.contains("handbook/sales.html#clause-"), "{rule}");
    let anchor = rule.split('"').next().expect("its anchor");
    // Both months give their values, and lead to it.
    assert_eq!(page.matches(&format!("href=\"#{anchor}\"")).count(), 2);
    for month in ["m9", "m10"] {
        let month = page.split(&format!("id=\"{month}\"")).nth(1);
        let month = month.and_then(|m| m.split("<section class=\"month\"").next());
        let values = read(month.expect("a month"));
        for value in ["58,760 ÷ 60,000", "= 39.17", "总分 81.17", "回款额 58,760"] {
            assert!(values.contains(value), "{value}: {values}");
        }
    }
    // Every link to a rule or a figure of the page leads somewhere.
    for link in page.split("href=\"#").skip(1) {
        let to = link.split('"').next().unwrap_or("");
        assert_eq!(page.matches(&format!("id=\"{to}\"")).count(), 1, "#{to}");
    }
}

#[test]
fn a_year_of_the_demo_weighs_no_more_than_100_kb() {
    let assessed = meritbook::assess(&repository("."));
    let book = assessed.book.expect("the demo has results");
    let site = Site::new(&book, &assessed.themes).unwrap_or_else(|m| panic!("{m:#?}"));
    let jobs = site.jobs();
    let years = jobs.iter().filter(|job| {
        let path = job.path();
        path.starts_with("people/01") && path.ends_with("-2026.html")
    });
    let sizes = years.map(|job| {
        let file = site.render(job).unwrap_or_else(|m| panic!("{m:#?}"));
        file.bytes.len()
    });
    let heaviest = sizes.max().expect("people of telesales");
    assert!(heaviest <= 100_000, "{heaviest}");
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

/// The state of October in which slips are made.
const PUBLISHED: [(&str, &str); 1] = [("months/2026-10/month.yml", "state: provisional\n")];

#[test]
fn a_slip_holds_all_it_needs_and_is_for_signing() {
    let hr = built("hr", &PUBLISHED);
    let slip = &hr["slips/2026-10/E01.html"];
    let text = read(slip.split("</style>").nth(1).expect("a style"));
    for part in [
        "青山商贸有限公司 绩效确认单 2026年10月",
        "姓名 周岚",
        "工号 E01",
        "回款完成率 97.93% 100% 40 39.17",
        "成交单数 5 单 20 12.00",
        "总分 满分 100，最高 108 81.17",
        "等级 B 系数 1",
        // 2 % of 30,000 and 3 % of 28,760.
        "提成 1,462.80 元",
        "结果公布后 5 个工作日内可以申诉。",
        "申诉提交到：https://forms.example/appeal",
        "本人确认 □ 无异议 □ 有异议，说明附后 签名",
        "直属上级 签名",
        "日期",
    ] {
        assert!(text.contains(part), "no {part}: {text}");
    }
    let winner = read(&hr["slips/2026-10/E04.html"]);
    assert!(winner.contains("获奖 销冠（500 元）"), "{winner}");
    // One file: nothing is fetched, nothing runs.
    for outside in [
        "<script", "<link", "src=", "href=", "url(", "@import", " style=",
    ] {
        assert!(!slip.contains(outside), "the slip has {outside}");
    }
    let staff = built("staff", &PUBLISHED);
    let slip = &staff["slips/2026-10/E01.html"];
    assert!(
        slip.contains("回款完成率") && !slip.contains("提成"),
        "pay is hidden"
    );
    let link = "<a href=\"../slips/2026-10/E01.html\">2026年10月</a>";
    assert!(staff["people/E01.html"].contains(link));
}

#[test]
fn an_open_month_has_no_slip_and_neither_has_a_site_that_does_not_open_everybody() {
    // While October is open the slip is of September.
    let open = built("staff", &[]);
    assert!(open.contains_key("slips/2026-09/E01.html"));
    assert!(!open.contains_key("slips/2026-10/E01.html"));
    let careful = (
        "site.yml",
        "title: 绩效公示\norganisation: 青山商贸有限公司\n",
    );
    let some = built("staff", &[PUBLISHED[0], careful]);
    assert!(!some.keys().any(|path| path.starts_with("slips/")));
}

/// Writes bytes in base 64, as a Content-Security-Policy does.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for group in bytes.chunks(3) {
        let mut bits = 0_u32;
        for at in 0..3 {
            bits = bits << 8 | u32::from(group.get(at).copied().unwrap_or(0));
        }
        for at in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * at) & 63) as usize];
            out.push(if at <= group.len() {
                char::from(digit)
            } else {
                '='
            });
        }
    }
    out
}

#[test]
fn the_style_of_a_slip_is_the_one_that_the_documented_policy_lets_through() {
    use sha2::{Digest, Sha256};
    let hr = built("hr", &PUBLISHED);
    let mut styles: Vec<&str> = Vec::new();
    for (path, slip) in &hr {
        if path.starts_with("slips/") {
            let style = slip.split("<style>").nth(1).expect("a style");
            styles.push(style.split("</style>").next().expect("its end"));
        }
    }
    styles.dedup();
    let [style] = styles.as_slice() else {
        panic!("{} styles", styles.len());
    };
    assert_eq!(base64(b"any carnal pleas"), "YW55IGNhcm5hbCBwbGVhcw==");
    let hash = format!("'sha256-{}'", base64(&Sha256::digest(style.as_bytes())));
    let told = std::fs::read_to_string(repository("docs/publishing.md")).expect("a page");
    assert_eq!(told.matches("'sha256-").count(), 2);
    assert_eq!(
        told.matches(&hash).count(),
        2,
        "docs/publishing.md wants {hash}"
    );
}

#[test]
fn a_year_stands_on_one_sheet() {
    let staff = built("staff", &PUBLISHED);
    let sheet = &staff["sheets/2026/E01.html"];
    let rows = all(sheet, "<tr", "</tr>");
    for expected in [
        "项目 现行满分 9月 10月 平均",
        "回款完成率 40 39.17 39.17 39.17",
        "总分 81.17 81.17 81.17",
        "等级 B B",
    ] {
        let is = |row: &String| row.trim_start_matches(['>', ' ']).ends_with(expected);
        assert!(rows.iter().any(is), "no {expected}: {rows:#?}");
    }
    assert!(
        sheet.contains("href=\"../../people/E01-2026.html#m9\""),
        "{sheet}"
    );
    assert!(staff["people/E01.html"].contains("href=\"../sheets/2026/E01.html\""));
}

/// Returns the page of a team by its name.
fn team<'p>(pages: &'p BTreeMap<String, String>, name: &str) -> &'p str {
    let heading = format!("<h1>{name}</h1>");
    let mut teams = pages.iter().filter(|(path, _)| path.starts_with("teams/"));
    let found = teams.find(|(_, page)| page.contains(&heading));
    found.unwrap_or_else(|| panic!("no page of {name}")).1
}

/// The names of a table's rows, in their order.
fn names(page: &str) -> Vec<String> {
    let grid = page.split("class=\"team-grid\"").nth(1).unwrap_or("");
    let body = grid.split("</tbody>").next().unwrap_or("");
    all(body, "<th scope=\"row\">", "</th>")
}

#[test]
fn a_leader_sees_the_team_on_one_screen() {
    let staff = built("staff", &PUBLISHED);
    let page = team(&staff, "一组");
    // By name for all to see, by result for those who answer for it; a veto has set 何平 to 0, and
    // 林月 has no total.
    assert_eq!(
        names(page),
        ["陈一", "何平", "林月", "孙远", "许安", "周岚"]
    );
    let hr = built("hr", &PUBLISHED);
    assert_eq!(
        names(team(&hr, "一组")),
        ["许安", "陈一", "周岚", "孙远", "何平", "林月"]
    );
    // Who is near the grade above, the nearest first, and nobody who is near the one below:
    // 8.83 to 90 and 14 to 80.
    let near = page.split("class=\"near\"").nth(1).expect("a list");
    let near = near.split("</ul>").next().expect("its end");
    assert_eq!(
        all(near, "<li>", "</li>"),
        ["周岚 等级 A 8.83 分", "孙远 等级 B 14 分"]
    );
    // Six of seven: beside the mean of all, theirs would tell the seventh's total.
    assert!(!page.contains("<tr><th scope=\"row\">团队平均"));
    // The mean of the response points of six: (12 + 16 + 16 + 20 + 12 + 16) / 6.
    let foot = team(&hr, "一组").split("<tfoot>").nth(1).expect("means");
    let means = read(foot.split("</tr>").next().expect("a row"));
    assert!(
        means.contains("团队平均") && means.contains("15.33"),
        "{means}"
    );
    // A team of one has no mean, and a site that does not open everybody shows no results.
    assert!(!team(&staff, "二组").contains("<tr><th scope=\"row\">团队平均"));
    let careful = (
        "site.yml",
        "title: 绩效公示\norganisation: 青山商贸有限公司\n",
    );
    let some = built("staff", &[PUBLISHED[0], careful]);
    assert!(!team(&some, "一组").contains("team-grid"));
}

#[test]
fn newcomers_have_a_board_of_their_own() {
    let staff = built("staff", &PUBLISHED);
    let period = &staff["periods/2026-10.html"];
    let board = period
        .split("新人榜")
        .skip(1)
        .find(|part| part.contains("<tbody>"));
    let body = board
        .and_then(|b| b.split("<tbody>").nth(1))
        .expect("a board");
    let body = body.split("</tbody>").next().unwrap_or("");
    // 孙远 and 马宁 joined within six months; of two the last is not shown to all.
    assert!(body.contains("马宁") && !body.contains("孙远"), "{body}");
    assert!(!body.contains("周岚"));
    let hr = built("hr", &PUBLISHED);
    let person = &hr["people/E06.html"];
    assert!(
        person.contains("新人榜 第 2 名"),
        "the edition that sees all"
    );
}

#[test]
fn the_appeal_against_a_figure_without_a_word_names_it_and_a_single_value_is_no_mean() {
    let book = &crate::demo::BOOK;
    let edition = meritbook::site::Edition::hr(&book.settings);
    let site = meritbook::site::Site::for_edition(book, &BTreeMap::new(), edition).expect("a site");
    let jobs = site.jobs();
    let pages = |begin: &str| -> String {
        let wanted = jobs
            .iter()
            .filter(|job| job.path().starts_with(begin) && job.path().ends_with(".html"));
        wanted
            .map(|job| {
                let file = site.render(job).expect("a page");
                String::from_utf8(file.bytes).expect("UTF-8")
            })
            .collect()
    };
    // Nothing moves: the ladder says nothing.
    let person = pages("people/0706.html");
    assert!(person.contains("对“变动”的结果 — 有异议"), "{person}");
    assert!(!person.contains("的结果  有异议"));
    // One team has the indicator: there is no mean and no median of one.
    let indicators = pages("indicators/user-service-duties/");
    assert!(indicators.contains("1 个团队有"), "{indicators}");
    for said in indicators.split("1 个团队有").skip(1) {
        let sentence = said.split('。').next().expect("a sentence");
        assert!(!sentence.contains("中位数"), "{sentence}");
    }
}
