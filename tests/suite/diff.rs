//! `diff`: two months, two states, two files of results, worked by hand.

use std::fs;
use std::path::Path;

use serde_json::{Value as Json, json};

use crate::common::{Run, copy, meritbook, repository, temporary};

const POLICY: &str = "\
policy: 销售考核
version: {from: 2026-08}
applies_to: {post: 销售}
scorecard:
  回款额: {weight: 60, unit: 元, value: sum(回款.金额), target: 目标.回款额, cap: 120%}
  拜访: {weight: 40, unit: 次, value: count(拜访), band: 拜访档}
bands:
  拜访档: {rows: {else: 50, 3: 80, 5: 100}}
boards:
  总分榜: {rank_by: 总分}
awards:
  优秀奖: {who: 总分 >= 85, prize: 300 元}
";

/// August: 0101: 60 × 30000 ÷ 30000 + 32 = 92; 0102: 54 + 40 = 94; 0103: 30 + 32 = 62.
/// September: 0101: 60 × 24000 ÷ 30000 + 32 = 80; 0102: 60 × 27000 ÷ 36000 + 40 = 85; 0103: 62.
fn site() -> tempfile::TempDir {
    let folder = temporary();
    let visits = "0101\n0101\n0101\n0102\n0102\n0102\n0102\n0102\n0103\n0103\n0103\n0103\n";
    let visits = format!("工号\n{visits}");
    for (path, text) in [
        ("content/site.yml", "title: 考核\n"),
        ("content/policies/sales.yml", POLICY),
        (
            "content/people/roster.csv",
            "工号,姓名,岗位\n0101,陈一鸣,销售\n0102,林晓月,销售\n0103,王芳,销售\n",
        ),
        ("content/months/2026-08/month.yml", "state: final\n"),
        ("content/months/2026-09/month.yml", "state: final\n"),
        (
            "content/months/2026-08/回款.csv",
            "工号,金额\n0101,30000\n0102,27000\n0103,15000\n",
        ),
        (
            "content/months/2026-09/回款.csv",
            "工号,金额\n0101,24000\n0102,27000\n0103,15000\n",
        ),
        (
            "content/months/2026-08/目标.csv",
            "工号,回款额\n0101,30000\n0102,30000\n0103,30000\n",
        ),
        (
            "content/months/2026-09/目标.csv",
            "工号,回款额\n0101,30000\n0102,36000\n0103,30000\n",
        ),
        ("content/months/2026-08/拜访.csv", &visits),
        ("content/months/2026-09/拜访.csv", &visits),
    ] {
        let file = folder.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    folder
}

fn diff(site: &Path, more: &[&str]) -> Run {
    let run = meritbook(site, &[&["--lang", "zh-CN", "diff"], more].concat());
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.out);
    run
}

fn data(site: &Path, more: &[&str]) -> Json {
    let run = diff(site, &[more, &["--format", "json"]].concat());
    let told: Json = serde_json::from_str(&run.out).expect("JSON");
    let schema = fs::read_to_string(repository("docs/difference.schema.json")).expect("a schema");
    let schema: Json = serde_json::from_str(&schema).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let wrong: Vec<String> = validator
        .iter_errors(&told)
        .map(|e| e.to_string())
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    told
}

#[test]
fn two_months_differ_by_items() {
    let folder = site();
    let run = diff(folder.path(), &["2026-08", "2026-09"]);
    let expected = "\
对比，仅供内部：2026-08 → 2026-09。列出每个人的变化，不要公布。

2026-08 → 2026-09  销售考核  3 个，2 个结果有变
  工号  姓名    总分                  发放     奖项             原因
  0101  陈一鸣  92.00 → 80.00（-12）  300 → 0  不再获得 优秀奖  回款额 -12（30,000 → 24,000 元）
  0102  林晓月  94.00 → 85.00（-9）                             回款额 -9（目标 30,000 → 36,000 元）
";
    assert_eq!(run.out, expected, "{}", run.out);
}

/// From August's state to another one: the band gives 60 for 3 visits and more (0101 and 0103 have 8
/// less), 0102 has paid in 3000 less (60 × −3000 ÷ 30000 = −6), 0103 is corrected to 12 points of
/// receipts (−18), and somebody has come.
#[test]
fn two_states_differ_by_inputs() {
    let folder = site();
    let other = folder.path().join("另一份");
    copy(&folder.path().join("content"), &other.join("content"));
    let write = |path: &str, text: &str| fs::write(other.join(path), text).unwrap();
    write(
        "content/policies/sales.yml",
        &POLICY.replace("3: 80", "3: 60"),
    );
    write(
        "content/months/2026-08/回款.csv",
        "工号,金额\n0101,30000\n0102,24000\n0103,15000\n0104,30000\n",
    );
    write(
        "content/months/2026-08/目标.csv",
        "工号,回款额\n0101,30000\n0102,30000\n0103,30000\n0104,30000\n",
    );
    write(
        "content/people/roster.csv",
        "工号,姓名,岗位\n0101,陈一鸣,销售\n0102,林晓月,销售\n0103,王芳,销售\n0104,周宁,销售\n",
    );
    write(
        "content/months/2026-08/adjustments.yml",
        "- {person: '0103', policy: sales, figure: 回款额.得分, before: 30, after: 12, reason: 退货, by: 周宁, on: 2026-09-10}\n",
    );
    let words = [".", "另一份", "--period", "2026-08"];
    let told = data(folder.path(), &words);
    let inputs: Vec<(&Json, &Json, &Json)> = told["inputs"]
        .as_array()
        .expect("inputs")
        .iter()
        .map(|i| (&i["path"], &i["group"], &i["became"]))
        .collect();
    let input = |path: &str, group: &str, became: &str| (json!(path), json!(group), json!(became));
    let expected = [
        input("content/policies/sales.yml", "policies", "changed"),
        input("content/months/2026-08/回款.csv", "data", "changed"),
        input("content/months/2026-08/目标.csv", "data", "changed"),
        input("content/people/roster.csv", "roster", "changed"),
        input(
            "content/months/2026-08/adjustments.yml",
            "corrections",
            "new",
        ),
    ];
    let expected: Vec<(&Json, &Json, &Json)> = expected.iter().map(|(a, b, c)| (a, b, c)).collect();
    assert_eq!(inputs, expected);
    let line = &told["inputs"][1]["lines"][0];
    assert_eq!(
        (
            &line["of"],
            &line["heading"],
            &line["before"],
            &line["after"]
        ),
        (
            &json!("0102"),
            &json!("金额"),
            &json!("27000"),
            &json!("24000")
        )
    );
    assert_eq!(told["rules"][0]["what"], "3 次（含）以上，不足 5 次");
    // Rows of somebody whom the roster does not have yet do not go without it.
    assert_eq!(
        told["steps"],
        json!([["policies"], ["data", "roster"], ["corrections"]])
    );
    let result = &told["results"][0];
    assert_eq!(result["joined"], json!([{"id": "0104", "name": "周宁"}]));
    let mut causes = std::collections::BTreeMap::new();
    for one in result["changed"].as_array().expect("people") {
        let moved: Vec<(Json, Json)> = one["causes"]
            .as_array()
            .expect("causes")
            .iter()
            .filter(|c| !c["total"].is_null())
            .map(|c| (c["step"].clone(), c["total"].clone()))
            .collect();
        let by = one["total"]["by"].clone();
        causes.insert(one["id"].as_str().expect("an id").to_owned(), (by, moved));
    }
    let expected = [
        ("0101", (json!("-8"), vec![(json!(0), json!("-8"))])),
        ("0102", (json!("-6"), vec![(json!(1), json!("-6"))])),
        (
            "0103",
            (
                json!("-26"),
                vec![(json!(0), json!("-8")), (json!(2), json!("-18"))],
            ),
        ),
    ];
    let expected = expected.map(|(id, moved)| (id.to_owned(), moved));
    assert_eq!(causes, expected.into_iter().collect());
    let said = diff(folder.path(), &words).out;
    for line in [
        "    content/months/2026-08/回款.csv  改了",
        "      第 3 行 0102：金额 27000 → 24000",
        "      新的第 5 行：0104，30000",
        "  数据、花名册  ",
        "  新进 1 个：0104 周宁",
        "制度：总分 -8；数据、花名册：名次、等级或获奖；更正和决定：总分 -18",
    ] {
        assert!(said.contains(line), "lacks {line}:\n{said}");
    }
}

#[test]
fn the_same_states_do_not_differ() {
    let folder = site();
    // A copy of content by another name.
    copy(&folder.path().join("content"), &folder.path().join("备份"));
    let said = diff(folder.path(), &["备份", "."]).out;
    assert!(said.contains("输入完全相同"), "{said}");
    assert!(said.contains("结果完全相同"), "{said}");
}

#[test]
fn files_of_results_are_compared_like_periods() {
    let folder = site();
    let built = meritbook(folder.path(), &["build", "--edition", "hr", "-o", "网站"]);
    assert_eq!(built.status, 0, "{}", built.said());
    let (august, september) = ("网站/data/2026-08.json", "网站/data/2026-09.json");
    let files = data(folder.path(), &[august, september]);
    let periods = data(folder.path(), &["2026-08", "2026-09"]);
    assert_eq!(files["results"], periods["results"]);
    assert_ne!(files["results"][0]["changed"], json!([]));
    let same = data(folder.path(), &["2026-08", august]);
    assert_eq!(same["results"][0]["changed"], json!([]));
}

/// What is sealed is held against what the folder says now, also where that would stop every build.
#[test]
fn what_is_sealed_is_compared_with_now() {
    let folder = site();
    let seal = ["seal", "2026-08", "--by", "周宁", "--on", "2026-09-20"];
    let sealed = meritbook(folder.path(), &seal);
    assert_eq!(sealed.status, 0, "{}", sealed.said());
    let file = folder.path().join("content/months/2026-08/回款.csv");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("27000", "21000")).unwrap();
    let told = data(folder.path(), &["sealed:2026-08", "."]);
    let inputs = told["inputs"].as_array().expect("inputs");
    assert_eq!(inputs.len(), 1, "{inputs:#?}");
    assert_eq!(inputs[0]["lines"][0]["after"], "21000");
    let changed = &told["results"][0]["changed"][0];
    assert_eq!(
        (&changed["id"], &changed["total"]["by"]),
        (&json!("0102"), &json!("-12"))
    );
    // The sealed file of results says the same.
    let file = "content/sealed/2026-08/results.json";
    let told = data(folder.path(), &[file, "2026-08"]);
    assert_eq!(told["results"][0]["changed"][0]["total"]["by"], "-12");
}

#[test]
fn the_demo_says_why_two_months_differ() {
    let told = data(&repository(""), &["2026-08", "2026-09"]);
    let results = told["results"].as_array().expect("results");
    let mut explained = 0;
    for one in results
        .iter()
        .flat_map(|r| r["changed"].as_array().expect("people"))
    {
        let number = |v: &Json| meritbook::number::Number::parse_exact(v.as_str()?);
        let Some(total) = number(&one["total"]["by"]) else {
            continue;
        };
        // Where the scorecard has no groups, its items and the rest make the whole difference.
        let items = one["items"].as_array().expect("items");
        let flat = items
            .iter()
            .all(|i| !i["item"].as_str().expect("a name").contains(" / "));
        let parts: Option<Vec<_>> = items
            .iter()
            .map(|item| number(&item["points"]["by"]))
            .collect();
        if let (true, Some(mut parts)) = (flat, parts) {
            parts.extend(number(&one["rest"]));
            assert_eq!(meritbook::number::sum(parts.iter()), total, "{one:#}");
            explained += 1;
        }
    }
    assert!(explained > 20, "{explained}");
}
