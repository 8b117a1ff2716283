//! The pages of metrics and the calendar of the archive, as readers find them.

use std::collections::BTreeMap;
use std::fs;

use meritbook::assessment::Book;
use meritbook::diagnostic::Language;
use meritbook::site::Edition;

use crate::common::temporary;
use crate::small_site::{made, only, text};

const SITE: &str = "title: 指标小站\norganisation: 致远控股\nlanguage: zh-CN\npeople: all\n";

const FIRST: &str = "policy: 专员考核
version: {from: 2026-08}
parameters:
  最短通话: {unit: 秒, value: 60}
metrics:
  有效呼出: {unit: 次, value: count(通话 where 秒数 >= 最短通话)}
  回款额: {unit: 元, value: sum(回款.金额)}
boards:
  回款榜: {rank_by: 回款额, show: 10}
";

const SECOND: &str = "policy: 专员考核
version: {from: 2026-09}
parameters:
  最短通话: {unit: 秒, history: {2026-09: 90, 2026-11: 100}}
metrics:
  有效呼出: {unit: 次, value: count(通话 where 秒数 >= 最短通话), source: 呼叫系统通话记录, department: 质检部}
  回款额: {unit: 元, value: sum(回款.金额)}
  完成率: {unit: \"%\", value: 回款额 / 目标.目标额}
  底薪: {unit: 元, value: 薪资.底薪}
scorecard:
  呼出: {weight: 100, value: 有效呼出, target: 10, cap: 100%}
  回款: {weight: 0, value: 回款额, department: 财务部}
boards:
  回款榜: {rank_by: 回款额, show: 10}
awards:
  月度销冠: {rank_by: 回款额, at_least: 完成率 >= 50%, places: 1, prize: 1000 元}
pay:
  基本工资: 底薪
clauses:
  - title: 销冠
    text: 回款额最高而且完成率过半的，当选月度销冠。
";

const FILES: &[(&str, &str)] = &[
    ("site.yml", SITE),
    (
        "people/roster.csv",
        "工号,姓名,团队,岗位\nA1,安一,T1,专员\nA2,白二,T1,专员\nA3,陈三,T1,专员\nA4,丁四,T1,专员\nA5,方五,T1,专员\nA6,高六,T1,专员\n",
    ),
    ("people/teams.csv", "团队,名称\nT1,一组\n"),
    ("policies/销售/sales/2026-08.yml", FIRST),
    ("policies/销售/sales/2026-09.yml", SECOND),
    // Only four have a target.
    (
        "tables/目标.csv",
        "工号,目标额\nA1,1000\nA2,1000\nA3,1000\nA4,1000\n",
    ),
    (
        "tables/薪资.csv",
        "工号,底薪\nA1,4321\nA2,4321\nA3,4321\nA4,4321\nA5,4321\nA6,4321\n",
    ),
    ("months/2026-08/month.yml", "state: final\n"),
    ("months/2026-08/通话.csv", "工号,秒数\nA1,61\n"),
    ("months/2026-08/回款.csv", "工号,金额\nA1,10\n"),
    ("months/2026-09/month.yml", "state: final\n"),
    (
        "months/2026-09/通话.csv",
        "工号,秒数\nA1,95\nA1,70\nA2,90\nA2,91\n",
    ),
    (
        "months/2026-09/回款.csv",
        "工号,金额\nA1,100\nA2,200\nA3,300\nA4,400\nA5,500\nA6,600\nA6,300\n",
    ),
];

/// Works the company out, some files in another wording.
fn book(other: &[(&str, &str)]) -> Book {
    let folder = temporary();
    for (path, text) in FILES {
        let text = other.iter().find(|(p, _)| p == path).map_or(*text, |o| o.1);
        let target = folder.path().join("content").join(path);
        fs::create_dir_all(target.parent().expect("a folder")).expect("made");
        fs::write(target, text).expect("written");
    }
    let assessed = meritbook::assess(folder.path());
    assessed
        .book
        .unwrap_or_else(|| panic!("{:#?}", assessed.diagnostics))
}

type Files = BTreeMap<String, Vec<u8>>;

fn staff(book: &Book) -> Files {
    made(book, Edition::staff(&book.settings), None)
}

/// Returns the page of a metric: its path and its text without tags, drawings left out.
fn page<'f>(files: &'f Files, title: &str) -> (&'f str, String) {
    let path = only(files, "indicators/sales/", &format!("<h1>{title}</h1>"));
    (path, read(text(files, path)))
}

/// Returns what the main part of a page says, one space between its parts.
fn read(html: &str) -> String {
    let main = html.split_once("<main").expect("a main part").1;
    let main = main.split_once("</main>").expect("an end").0;
    let mut undrawn = String::new();
    for (at, part) in main.split("<svg").enumerate() {
        let rest = part.split_once("</svg>").map_or("", |(_, rest)| rest);
        undrawn.push_str(if at == 0 { part } else { rest });
    }
    let mut out = String::new();
    for part in undrawn.split('<') {
        let said = part.split_once('>').map_or("", |(_, said)| said);
        out.push_str(said);
        out.push(' ');
    }
    out.replace('\u{a0}', " ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn holds(page: &str, said: &str) {
    assert!(page.contains(said), "no “{said}” in: {page}");
}

#[test]
fn a_metric_says_what_it_is_whence_it_comes_and_who_answers_for_it() {
    let files = staff(&book(&[]));
    let (_, calls) = page(&files, "有效呼出");
    holds(&calls, "“通话”中秒数 ≥ 最短通话的条数。");
    holds(&calls, "单位 次");
    holds(&calls, "数据来源 呼叫系统通话记录");
    holds(&calls, "责任部门 质检部");
    // The columns of the data, and the parameter from the latest value back through the versions.
    holds(&calls, "读哪些数据 通话 秒数");
    holds(
        &calls,
        "最短通话 100 秒 自2026年11月起 90 秒 自2026年9月起 60 秒 自2026年8月起",
    );
    // What an item says of a metric counts for the metric.
    let (_, paid) = page(&files, "回款额");
    holds(&paid, "责任部门 财务部");
    assert!(!paid.contains("数据来源"), "{paid}");
    assert!(!paid.contains("用到的参数"), "{paid}");
    // What is read through another metric is read too.
    let (_, share) = page(&files, "完成率");
    holds(&share, "读哪些数据 回款 金额 目标 目标额");
}

#[test]
fn a_metric_tells_where_it_is_used() {
    let files = staff(&book(&[]));
    let (path, paid) = page(&files, "回款额");
    holds(&paid, "考核项 回款");
    holds(&paid, "指标 完成率");
    holds(&paid, "排行榜 回款榜");
    holds(&paid, "奖项 月度销冠 · 第一条 销冠");
    let html = text(&files, path);
    let (rate, _) = page(&files, "完成率");
    let rate = rate.rsplit_once('/').expect("a folder").1;
    assert!(html.contains(&format!("<a href=\"{rate}\">完成率</a>")));
    assert!(html.contains("<a href=\"../../periods/2026-09.html#board-sales-"));
    assert!(html.contains("<a href=\"../../handbook/sales.html#clause-1\">"));
    let (_, share) = page(&files, "完成率");
    holds(&share, "用在哪里 奖项 月度销冠");
    let (_, base) = page(&files, "底薪");
    holds(&base, "用在哪里 薪酬 基本工资");
}

#[test]
fn the_spread_is_that_of_the_latest_period() {
    // 100, 200, 300, 400, 500, 900: together 2,400; in the middle 300 and 400.
    let files = staff(&book(&[]));
    let (path, paid) = page(&files, "回款额");
    holds(&paid, "分布 2026年9月 · 已定稿");
    holds(&paid, "6 人有回款额，平均 400.00 元，中位数 350.00 元。");
    // A span of 800 in at most ten stretches of a round width: 100 each.
    holds(
        &paid,
        "100–200 1 200–300 1 300–400 1 400–500 1 500–600 1 600–700 0 700–800 0 800–900 0 900–1,000 1",
    );
    assert!(text(&files, path).contains("<svg class=\"chart\""));
    // Calls of 90 seconds and more: one, two, and four people without any.
    let (_, calls) = page(&files, "有效呼出");
    holds(&calls, "6 人有有效呼出，平均 0.50 次，中位数 0.00 次。");
    // There is no half a call.
    holds(&calls, "0–1 4 1–2 1 2–3 1");
}

#[test]
fn small_groups_and_what_is_not_public_have_no_spread() {
    let book = book(&[]);
    let files = staff(&book);
    for title in ["完成率", "底薪"] {
        let (path, page) = page(&files, title);
        holds(
            &page,
            "有这个指标的不足 5 个，或者它的数值不在这里公布，所以没有分布。",
        );
        assert!(
            !text(&files, path).contains("<svg class=\"chart\""),
            "{title}"
        );
    }
    for (path, bytes) in &files {
        let found = String::from_utf8_lossy(bytes)
            .replace(',', "")
            .contains("4321");
        assert!(!found, "{path} tells a base pay");
    }
    let files = made(&book, Edition::hr(&book.settings), None);
    // (10 + 20 + 30 + 40) ÷ 4 %.
    let (_, share) = page(&files, "完成率");
    holds(&share, "4 人有完成率，平均 25.00%，中位数 25.00%。");
    let (_, base) = page(&files, "底薪");
    holds(&base, "6 人有底薪，平均 4,321.00 元");
}

#[test]
fn all_metrics_are_listed_by_policy_in_pinyin_order() {
    let files = staff(&book(&[]));
    let all = read(text(&files, "indicators/index.html"));
    holds(&all, "1 份制度里有 4 个指标");
    let order = [
        "底薪（元）",
        "回款额（元）",
        "完成率（%）",
        "有效呼出（次）",
    ];
    let found: Vec<usize> = order
        .iter()
        .map(|name| all.find(name).unwrap_or_else(|| panic!("no {name}: {all}")))
        .collect();
    assert!(found.is_sorted(), "{found:?}: {all}");
}

#[test]
fn the_handbook_and_the_search_lead_to_metrics() {
    let files = staff(&book(&[]));
    let (path, _) = page(&files, "有效呼出");
    let handbook = text(&files, "handbook/sales.html");
    holds(
        handbook,
        &format!("<a href=\"../{path}\">有效呼出（次）</a>"),
    );
    holds(
        &read(handbook),
        "数据来源：呼叫系统通话记录。责任部门：质检部。",
    );
    // An earlier version has no pages of metrics.
    let earlier = text(&files, "handbook/sales-2026-08.html");
    assert!(!earlier.contains("indicators/sales"));
    // What a version changes about source and department is a change.
    holds(
        &read(text(&files, "handbook/changes/sales-2026-09.html")),
        "质检部",
    );
    holds(
        text(&files, "handbook/index.html"),
        "<a href=\"../indicators/index.html\">全部指标</a>",
    );
    holds(text(&files, "search/index.js"), path);
}

#[test]
fn english_readers_read_english() {
    let site = SITE.replace("zh-CN", "en");
    let book = book(&[("site.yml", &site)]);
    assert_eq!(book.settings.language, Language::English);
    let files = staff(&book);
    let (_, calls) = page(&files, "有效呼出");
    holds(&calls, "Source 呼叫系统通话记录");
    holds(&calls, "Department 质检部");
    holds(&calls, "The data it reads 通话 秒数");
    holds(&calls, "Where it is used Item 呼出");
    let archive = read(text(&files, "archive.html"));
    holds(
        &archive,
        "1 policy XLSX · JSON Provenance Boards as CSV 回款榜",
    );
}

#[test]
fn the_archive_shows_states_policies_and_files() {
    let files = staff(&book(&[]));
    let html = text(&files, "archive.html");
    let archive = read(html);
    holds(
        &archive,
        "2026年9月 已定稿 6 人参评。 1 份制度 XLSX · JSON 来源与留痕 各榜 CSV 回款榜",
    );
    let links: Vec<&str> = html
        .split("<a href=\"data/")
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('"')?.0))
        .collect();
    // Two months, each with a workbook, its results and one board.
    assert_eq!(links.len(), 6, "{links:?}");
    for link in links {
        assert!(files.contains_key(&format!("data/{link}")), "no {link}");
    }
}

#[test]
fn a_source_belongs_to_a_value() {
    let rated = SECOND.replace(
        "  回款: {weight: 0, value: 回款额, department: 财务部}\n",
        "  态度: {weight: 0, raters: 上级, department: 财务部}\n",
    );
    let folder = temporary();
    for (path, text) in FILES {
        let text = match *path {
            "policies/销售/sales/2026-09.yml" => &rated,
            _ => *text,
        };
        let target = folder.path().join("content").join(path);
        fs::create_dir_all(target.parent().expect("a folder")).expect("made");
        fs::write(target, text).expect("written");
    }
    let assessed = meritbook::assess(folder.path());
    let told = assessed.diagnostics.iter().map(|d| format!("{d:?}"));
    let told: Vec<String> = told.filter(|d| d.contains("责任部门")).collect();
    assert_eq!(told.len(), 1, "{:#?}", assessed.diagnostics);
}
