//! The site of a what-if: marked on every page, nothing that is given out, never in the place of
//! results, and the figures of the differences.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Value as Json, json};

use crate::common::{Run, files_below, meritbook, temporary};

const POLICY: &str = "\
policy: 销售考核
version: {from: 2026-08}
applies_to: {post: 销售}
parameters:
  奖金: {unit: 元, value: 300}
  预算额: {unit: 元, value: 650}
scorecard:
  回款额: {weight: 60, unit: 元, value: sum(回款.金额), target: 30000, cap: 120%}
  拜访: {weight: 40, unit: 次, value: count(拜访), band: 拜访档}
bands:
  拜访档: {rows: {else: 50, 3: 80, 5: 100}}
  评定: {by: 总分, rows: {else: {等级: C}, 70: {等级: B}, 85: {等级: A}}}
boards:
  总分榜: {rank_by: 总分}
awards:
  优秀奖: {who: 总分 >= 85, prize: 奖金}
budget: {amount: 预算额}
";

/// 0101: 60 + 32 = 92; 0102: 54 + 40 = 94; 0103: 30 + 32 = 62, in both months.
pub fn site() -> tempfile::TempDir {
    let folder = temporary();
    let visits = "0101\n0101\n0101\n0102\n0102\n0102\n0102\n0102\n0103\n0103\n0103\n0103\n";
    let visits = format!("工号\n{visits}");
    let receipts = "工号,金额\n0101,30000\n0102,27000\n0103,15000\n";
    for (path, text) in [
        ("content/site.yml", "title: 考核\npeople: all\n"),
        ("content/policies/sales.yml", POLICY),
        (
            "content/people/roster.csv",
            "工号,姓名,岗位\n0101,陈一鸣,销售\n0102,林晓月,销售\n0103,王芳,销售\n",
        ),
        ("content/months/2026-08/month.yml", "state: final\n"),
        ("content/months/2026-09/month.yml", "state: final\n"),
        ("content/months/2026-08/回款.csv", receipts),
        ("content/months/2026-08/拜访.csv", &visits),
        ("content/months/2026-09/回款.csv", receipts),
        ("content/months/2026-09/拜访.csv", &visits),
    ] {
        let file = folder.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    folder
}

fn run(site: &Path, words: &[&str]) -> Run {
    meritbook(site, &[&["--lang", "zh-CN"], words].concat())
}

pub fn made(site: &Path, words: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let run = run(site, &[&["compare"], words, &["-o", "试算"]].concat());
    assert_eq!(run.status, 0, "{}", run.said());
    files_below(&site.join("试算"))
}

fn text<'f>(files: &'f BTreeMap<String, Vec<u8>>, path: &str) -> &'f str {
    let bytes = files.get(path).unwrap_or_else(|| panic!("{path} is there"));
    std::str::from_utf8(bytes).expect("text")
}

#[test]
fn every_page_says_that_it_is_a_what_if() {
    let folder = site();
    for edition in ["hr", "staff"] {
        let files = made(folder.path(), &["--set", "奖金=400", "--edition", edition]);
        let mut pages = 0;
        for (path, bytes) in &files {
            let file = path.rsplit('/').next().expect("a name");
            let given_out = ["certificates/", "posters/", "notices/", "slips/", "sheets/"];
            assert!(
                given_out.iter().all(|folder| !path.starts_with(folder)),
                "{path} is given out"
            );
            assert!(
                !["feed.xml", "sitemap.xml", "wall.html"].contains(&file),
                "{path}"
            );
            if [".json", ".csv", ".xlsx"]
                .iter()
                .any(|end| file.ends_with(end))
            {
                assert!(
                    file.starts_with("what-if"),
                    "{path} does not say what it is"
                );
            }
            if !path.ends_with(".html") {
                continue;
            }
            pages += 1;
            let page = std::str::from_utf8(bytes).expect("text");
            for said in [
                "<title>【试算】",
                "<aside class=\"what-if\" aria-label=\"【试算】\">试算：",
                "<meta name=\"robots\" content=\"noindex, nofollow\">",
                "assets/what-if.css",
            ] {
                assert!(page.contains(said), "{edition}: {path} lacks {said}");
            }
            // The page of components shows one of each.
            let shows = path == "design.html";
            assert!(
                shows || !page.contains("已定稿"),
                "{edition}: {path} looks final"
            );
            assert!(!page.contains("feed.xml"), "{edition}: {path} has a feed");
        }
        assert!(pages > 10, "{pages} pages");
        // The band stays on paper: nothing in the print rules takes it away.
        let style = text(&files, "assets/what-if.css");
        let print = style.split_once("@media print").expect("rules for print").1;
        assert!(print.contains(".what-if") && !print.contains("display: none"));
    }
}

#[test]
fn results_of_a_what_if_are_of_another_format() {
    let folder = site();
    let files = made(folder.path(), &["--set", "奖金=400", "--from", "2026-09"]);
    let results: Json =
        serde_json::from_str(text(&files, "data/what-if-2026-09.json")).expect("JSON");
    assert_eq!(results["format"], "meritbook/what-if-results/v1");
    let schema = meritbook(folder.path(), &["schema", "results"]).out;
    let schema: Json = serde_json::from_str(&schema).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    assert!(validator.is_valid(&results), "{results:#}");
    // The months that are not tried are not there.
    assert!(!files.contains_key("periods/2026-08.html"));
    let board = files
        .keys()
        .find(|p| p.ends_with(".csv") && p.starts_with("data/what-if-2026-09"));
    let board = text(&files, board.expect("a board as a table"));
    assert!(board.contains("不是考核结果，不要公布"), "{board}");
    // It cannot be taken for results where results are read.
    let path = "试算/data/what-if-2026-09.json";
    let read = run(folder.path(), &["diff", "2026-09", path]);
    assert_eq!(read.status, 1);
    assert!(read.err.contains("[K213]"), "{}", read.err);
}

/// With a prize of 400 the two winners cost 800 a month and not 600: 150 over a budget of 650.
#[test]
fn the_first_page_tells_moves_cost_and_budget() {
    let folder = site();
    let files = made(folder.path(), &["--set", "奖金=400"]);
    let page = text(&files, "index.html");
    let page = page.replace("\u{a0}", " ");
    for said in [
        "<h1>试算：2026年8月至2026年9月</h1>",
        "<td>奖金</td><td>300 元</td><td>400 元</td>",
        "共 3 人：2 人发放增加。",
        "<th scope=\"row\">2026年8月</th><td class=\"num\">600.00</td><td class=\"num\">800.00</td><td class=\"num\">+200.00</td>",
        "<th scope=\"row\">合计</th><td class=\"num\">1,200.00</td><td class=\"num\">1,600.00</td><td class=\"num\">+400.00</td>",
        "600.00，在 650.00 的预算之内 → 800.00，超出 650.00 的预算 150.00",
        "试算后超预算",
        "<a href=\"people/0102.html\">林晓月</a>",
        "300.00 → 400.00",
        "<a href=\"differences/2026-09-sales.html\">看全部</a>",
        "<a href=\"what-if.json\" download>JSON</a>",
    ] {
        assert!(page.contains(said), "lacks {said}:\n{page}");
    }
    // Both histograms over the same stretches, for those who do not see them too.
    assert!(page.contains("role=\"img\""));
    assert!(
        page.contains("总分平均 82.67 → 82.67（±0），中位 92.00 → 92.00。"),
        "{page}"
    );
    assert!(
        page.contains("<td>60–65</td><td class=\"num\">1</td><td class=\"num\">1</td>"),
        "{page}"
    );
    let data: Json = serde_json::from_str(text(&files, "what-if.json")).expect("JSON");
    assert_eq!(data["format"], "meritbook/comparison/v1");
    let budget = json!({"amount": "650", "cost": "800", "over": "150"});
    assert_eq!(data["results"][0]["budget"]["after"], budget);
    let schema = meritbook(folder.path(), &["schema", "comparison"]).out;
    let schema: Json = serde_json::from_str(&schema).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    assert!(validator.is_valid(&data), "{data:#}");
    let table = text(&files, "differences/what-if-2026-09-sales.csv");
    assert!(table.contains("0101,陈一鸣"), "{table}");
}

#[test]
fn everybody_s_own_page_is_as_it_would_be() {
    let folder = site();
    let draft = folder.path().join("sales.yml");
    fs::write(draft, POLICY.replace("3: 80", "3: 60")).unwrap();
    let files = made(folder.path(), &["--with", "sales.yml", "--from", "2026-09"]);
    // 0101: 60 + 40 × 60% = 84.
    let page = text(&files, "people/0101.html");
    assert!(page.contains("84.00") && !page.contains("92.00"), "{page}");
    let first = text(&files, "index.html");
    assert!(first.contains("92.00 → 84.00（-8.00）"), "{first}");
    assert!(first.contains("等级 A → B"), "{first}");
    assert!(
        first.contains("不再获得优秀奖；不够优秀奖的条件"),
        "{first}"
    );
}

#[test]
fn what_staff_may_see_of_a_what_if_names_nobody_and_tells_no_pay() {
    let folder = site();
    let files = made(folder.path(), &["--set", "奖金=400", "--edition", "staff"]);
    let page = text(&files, "index.html");
    for secret in [
        "林晓月",
        "陈一鸣",
        "800.00",
        "花费",
        "what-if.json",
        "发放增加",
    ] {
        assert!(!page.contains(secret), "{secret} stands on the first page");
    }
    assert!(page.contains("只在人事版里"), "{page}");
    assert!(!files.contains_key("what-if.json"));
    assert!(files.keys().all(|path| !path.starts_with("differences/")));
    // Means of fewer than five are not shown.
    assert!(!page.contains("82.67"), "{page}");
}

#[test]
fn a_what_if_and_results_never_take_each_other_s_place() {
    let folder = site();
    let compare = |out: &str| {
        let words = ["compare", "--set", "奖金=400", "-o", out];
        run(folder.path(), &words)
    };
    let refused = |run: &Run, code: &str| {
        assert_eq!(run.status, 1, "{}", run.said());
        assert!(run.err.contains(code), "{}", run.err);
    };
    // Not even before there is anything.
    refused(&compare("public"), "[K208]");
    refused(&compare("./content/../public-hr"), "[K208]");
    refused(&compare("content"), "[K102]");
    assert!(!folder.path().join("public").exists());
    // A site of results anywhere.
    let build = |out: &str| run(folder.path(), &["build", "-o", out]);
    assert_eq!(build("网站").status, 0);
    let before = files_below(&folder.path().join("网站"));
    refused(&compare("网站"), "[O105]");
    assert_eq!(files_below(&folder.path().join("网站")), before);
    // And the other way round; a what-if takes the place of a what-if.
    assert_eq!(compare("试算").status, 0);
    assert_eq!(compare("试算").status, 0);
    let before = files_below(&folder.path().join("试算"));
    refused(&build("试算"), "[O105]");
    assert_eq!(files_below(&folder.path().join("试算")), before);
}
