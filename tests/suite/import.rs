//! `import`: what was recognised is said, files come to lie where they belong, nothing is written
//! over, and a stranger's export becomes a site.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use rust_xlsxwriter::Workbook;

use crate::common::{Run, files_below, meritbook, repository, temporary};

const POLICY: &str = "\
policy: telesales
title: 电销月度考核
version: {from: 2026-10}
applies_to: {post: 电话销售专员}
scorecard:
  回款额: {weight: 60, unit: 元, value: sum(回款.金额), target: 目标.回款额, cap: 120%}
  有效呼出: {weight: 40, unit: 次, value: count(通话 where 通话秒数 >= 90), target: 目标.有效呼出, cap: 120%}
";

const ROSTER: &str = "\
工号,姓名,团队,岗位,分机
0101,陈一鸣,一组,电话销售专员,801
0102,林晓月,一组,电话销售专员,802
0103,周子安,二组,电话销售专员,803
";

/// As a CRM writes it: two rows of titles, thousands separators, ten thousands, a remark as a blank.
const PAID: &str = "\
2026年10月回款明细,,,,
导出时间：2026-11-02 09:12,,,,
员工编号,员工姓名,到账日期,回款金额(万元),客户
0101,陈一鸣,2026/10/9,\"1,234.5\",甲公司
0101,陈一鸣,2026/10/20,6.8,乙公司
0102,林晓月,2026/10/12,5.2,丙公司
0102,林晓月,2026/10/30,无,丁公司
";

const CALLS: &str = "\
分机,开始时间,通话时长（秒）
801,2026-10-03 09:41,125
801,2026-10-04 15:20,30
802,2026-10-03 10:02,95
803,2026-10-09 11:02,95
";

/// A site with a policy and a roster, and a folder `out` of exports beside its content.
struct Site(tempfile::TempDir);

impl Site {
    fn new() -> Self {
        let site = Self(temporary());
        site.put("content/site.yml", "title: 考核\n");
        site.put("content/policies/telesales.yml", POLICY);
        site.put("content/people/roster.csv", ROSTER);
        site
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn put(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let file = self.path(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }

    fn put_gbk(&self, path: &str, text: &str) {
        let text = text.replace('\n', "\r\n");
        self.put(path, encoding_rs::GB18030.encode(&text).0);
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    fn run(&self, words: &str) -> Run {
        let words: Vec<&str> = ["--lang", "zh-CN"]
            .into_iter()
            .chain(words.split(' '))
            .collect();
        let run = meritbook(self.0.path(), &words);
        assert!(!run.said().contains("panicked"), "{}", run.said());
        run
    }

    /// The files of content, by path.
    fn content(&self) -> Vec<(String, Vec<u8>)> {
        files_below(&self.path("content")).into_iter().collect()
    }
}

/// A workbook of targets with a title above, and a sheet that is no table.
fn targets(folder: &Path) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("目标").unwrap();
    sheet.write(0, 0, "2026年10月目标").unwrap();
    for (column, text) in ["工号", "姓名", "回款额（千元）", "有效呼出"]
        .iter()
        .enumerate()
    {
        sheet.write(1, column as u16, *text).unwrap();
    }
    let rows = [
        ("0101", "陈一鸣", 60.0, 2.0),
        ("0102", "林晓月", 52.0, 2.0),
        ("0103", "周子安", 40.0, 2.0),
    ];
    for (row, (id, name, paid, calls)) in (2..).zip(rows) {
        sheet.write(row, 0, id).unwrap();
        sheet.write(row, 1, name).unwrap();
        sheet.write(row, 2, paid).unwrap();
        sheet.write(row, 3, calls).unwrap();
    }
    let notes = book.add_worksheet().set_name("说明").unwrap();
    notes.write(0, 0, "备注").unwrap();
    notes.write(1, 0, "十月起用").unwrap();
    book.save(folder.join("数据202610.xlsx")).unwrap();
}

fn says(run: &Run, lines: &[&str]) {
    let said = run.said();
    for line in lines {
        assert!(said.contains(line), "“{line}” is not said:\n{said}");
    }
}

#[test]
fn a_crm_export_becomes_a_site() {
    let site = Site::new();
    site.put_gbk("out/回款明细_202610.csv", PAID);
    site.put_gbk("out/通话.csv", CALLS);
    targets(&site.path("out"));
    let files = "out/回款明细_202610.csv out/通话.csv out/数据202610.xlsx";
    let before = site.content();
    let shown = site.run(&format!("import {files} --month 2026-10 --dry-run"));
    assert_eq!((shown.status, shown.err.as_str()), (0, ""), "{}", shown.out);
    says(
        &shown,
        &[
            "out/回款明细_202610.csv → content/months/2026-10/回款.csv",
            "认作“回款”表（名称里有）",
            "GB18030，逗号分隔，列名在第 3 行，下面 4 行数据",
            "回款金额(万元) → 金额  数字 5.2 至 1234.5，按万元换算，空 1 格（其中 “无” 1）；用在 telesales",
            "人员：按“员工编号”认出 2 人、4 行",
            "这个月在册而没有数据的 1 人：0103 周子安",
            "人员：按“分机”认出 3 人、4 行",
            "工作表“目标”认作“目标”表（按名称）",
            "列名在第 2 行，下面 3 行数据",
            "没有用到的工作表：说明",
            "+       金额: {from: 回款金额(万元), written_in: 万元}",
            "+     person: {column: 分机, through: {table: roster, key: 分机, id: 工号}}",
            "+       通话秒数: 通话时长（秒）",
            "+       回款额: {from: 回款额（千元）, written_in: 千元}",
            "只是看看，什么也没有写（--dry-run）；要放进去的有 3 个文件。",
        ],
    );
    assert_eq!(site.content(), before, "a dry run writes nothing");

    let run = site.run(&format!("import {files} --month 2026-10 --write-mapping"));
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.out);
    says(
        &run,
        &[
            "写进 content/sources.yml 的列名对照：",
            "放进去了 3 个文件。",
        ],
    );
    assert!(!run.out.contains("还缺的表"), "{}", run.out);
    let check = site.run("check");
    assert_eq!(check.status, 0, "{}", check.said());
    let build = site.run("build --edition hr -o public");
    assert_eq!(build.status, 0, "{}", build.said());
    // 陈一鸣: paid (1234.5 + 6.8) × 10,000 of 60,000 is capped at 120 %, one call of two: 72 + 20.
    // 周子安: nothing paid, one call of two: 0 + 20. 林晓月: what stands in ten thousands is 无, a blank.
    let results = site.read("public/data/2026-10.json");
    let results: serde_json::Value = serde_json::from_str(&results).unwrap();
    let people = results["policies"][0]["subjects"].as_array().unwrap();
    let totals: Vec<_> = people
        .iter()
        .map(|p| (p["id"].as_str(), p["total"]["value"].as_str()))
        .collect();
    let expected = [
        (Some("0101"), Some("92.00")),
        (Some("0102"), None),
        (Some("0103"), Some("20.00")),
    ];
    assert_eq!(totals, expected);
    assert_eq!(people[0]["items"][0]["value"]["value"], "12413000");
}

#[test]
fn what_is_there_is_never_written_over() {
    let site = Site::new();
    let old = "工号,日期,金额\n0101,2026-10-09,1200\n0101,2026-10-20,68\n0102,2026-10-12,52\n0102,2026-10-31,80\n";
    // One number is written in another way, one cell has changed, one row is gone, one is new.
    let new = "工号,日期,金额\n0102,2026-10-12,52\n0101,2026-10-09,\"1,200.00\"\n0101,2026-10-20,86.5\n0103,2026-10-15,7\n";
    site.put("content/months/2026-10/回款.csv", old);
    site.put("out/回款.csv", new);
    let before = site.content();
    let run = site.run("import out/回款.csv --month 2026-10");
    assert_eq!(run.status, 1);
    assert_eq!(site.content(), before);
    // 1200 + 68 + 52 + 80 = 1400; 52 + 1200 + 86.5 + 7 = 1345.5.
    let told = [
        "与 content/months/2026-10/回款.csv 逐行对照（按工号、日期）：相同 2 行，新增 1 行，少了 1 行，改了 1 行",
        "+ 第 5 行 0103,2026-10-15,7",
        "- 第 5 行 0102,2026-10-31,80",
        "~ 第 4 行 0101 2026-10-20 金额：68 → 86.5",
        "金额合计：1,400 → 1,345.5",
    ];
    says(&run, &told);
    says(&run, &["[K135]", "什么也没有放进去。"]);

    let run = site.run("import out/回款.csv --month 2026-10 --replace");
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.out);
    says(&run, &told);
    says(
        &run,
        &["旧文件 content/months/2026-10/回款.csv 移到 content/months/2026-10/replaced/回款.1.csv"],
    );
    assert_eq!(site.read("content/months/2026-10/回款.csv"), new);
    assert_eq!(site.read("content/months/2026-10/replaced/回款.1.csv"), old);
    // What was replaced is not read, and the next one stands beside it.
    let check = site.run("check");
    assert!(!check.said().contains("replaced"), "{}", check.said());
    site.put("out/回款.csv", old);
    assert_eq!(
        site.run("import out/回款.csv --month 2026-10 --replace")
            .status,
        0
    );
    assert_eq!(site.read("content/months/2026-10/replaced/回款.2.csv"), new);
    assert_eq!(site.read("content/months/2026-10/replaced/回款.1.csv"), old);
    // The very same file once more changes nothing.
    let before = site.content();
    let run = site.run("import out/回款.csv --month 2026-10 --replace");
    assert_eq!(run.status, 0, "{}", run.said());
    says(&run, &["（已经在那里，一模一样）", "放进去了 0 个文件。"]);
    assert_eq!(site.content(), before);
}

#[test]
fn rows_without_a_key_are_held_against_each_other_whole() {
    let site = Site::new();
    site.put(
        "content/sources.yml",
        "tables:\n  回款: {person: none, unique: 单号}\n",
    );
    site.put(
        "content/months/2026-10/回款.csv",
        "单号,金额\nA1,10\nA2,20\n",
    );
    site.put("out/回款.csv", "单号,金额\nA2,25\nA3,5\n");
    let run = site.run("import out/回款.csv --month 2026-10 --dry-run --replace");
    says(
        &run,
        &[
            "（按单号）：相同 0 行，新增 1 行，少了 1 行，改了 1 行",
            "A2 金额：20 → 25",
            "金额合计：30 → 30",
        ],
    );
    site.put("content/sources.yml", "tables:\n  回款: {person: none}\n");
    let run = site.run("import out/回款.csv --month 2026-10 --dry-run --replace");
    says(&run, &["（按整行内容）：相同 0 行，新增 2 行，少了 2 行"]);
}

#[test]
fn tables_that_wait_to_be_filled_in_make_room() {
    let site = Site::new();
    assert_eq!(site.run("new month 2026-10").status, 0);
    site.put("out/回款.csv", "工号,金额\n0101,60000\n");
    let run = site.run("import out/回款.csv --month 2026-10");
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.out);
    says(&run, &["还没有填，由它代替"]);
    assert_eq!(
        site.read("content/months/2026-10/回款.csv"),
        "工号,金额\n0101,60000\n"
    );
    // With figures filled in, it would not.
    let filled = "工号,姓名,回款额,有效呼出\n0101,陈一鸣,60000,2\n";
    site.put("content/months/2026-10/目标.csv", filled);
    site.put("out/目标.csv", "工号,回款额,有效呼出\n0101,70000,2\n");
    let run = site.run("import out/目标.csv --month 2026-10");
    says(
        &run,
        &["[K135]", "0101 回款额：60000 → 70000", "没有了的列：姓名"],
    );
    assert_eq!(site.read("content/months/2026-10/目标.csv"), filled);
}

#[test]
fn lines_are_put_into_sources_and_all_else_stays() {
    let before = "# 财务的口径见制度第三条。\nblanks: ['-', 无]   # 与财务约定\n\ntables:\n  通话:   # 电话系统\n    columns:\n      通话秒数: 通话时长（秒）  # 秒\n    # 分机见花名册\n\n  目标: {columns: {有效呼出: 呼出目标}}\n\n# 结尾的说明\n";
    let after = "# 财务的口径见制度第三条。\nblanks: ['-', 无]   # 与财务约定\n\ntables:\n  通话:   # 电话系统\n    columns:\n      通话秒数: 通话时长（秒）  # 秒\n    person: {column: 分机, through: {table: roster, key: 分机, id: 工号}}\n    # 分机见花名册\n\n  目标: {columns: {有效呼出: 呼出目标, 回款额: {from: 回款额（千元）, written_in: 千元}}}\n  回款:\n    columns:\n      金额: {from: 回款金额(万元), written_in: 万元}\n\n# 结尾的说明\n";
    for windows in [false, true] {
        let site = Site::new();
        let ends = |text: &str| {
            if windows {
                text.replace('\n', "\r\n")
            } else {
                text.to_owned()
            }
        };
        site.put("content/sources.yml", ends(before));
        site.put_gbk("out/回款.csv", PAID);
        site.put_gbk("out/通话.csv", CALLS);
        site.put(
            "out/目标.csv",
            "工号,回款额（千元）,呼出目标\n0101,60,2\n0102,52,2\n0103,40,2\n",
        );
        let words = "import out/回款.csv out/通话.csv out/目标.csv --month 2026-10";
        let run = site.run(words);
        says(&run, &["加上 --write-mapping", "+   回款:"]);
        assert_eq!(
            site.read("content/sources.yml"),
            ends(before),
            "not told to write"
        );
        // The files are there by now; the mapping alone is still to come.
        let run = site.run(&format!("{words} --write-mapping"));
        assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.out);
        assert_eq!(site.read("content/sources.yml"), ends(after));
        let check = site.run("check");
        assert_eq!(check.status, 0, "{}", check.said());
        // Nothing is left to propose.
        let run = site.run(words);
        assert!(!run.out.contains("sources.yml"), "{}", run.out);
    }
}

#[test]
fn what_the_author_says_settles_it() {
    let site = Site::new();
    site.put(
        "out/十月.csv",
        "ID,经办,到账金额,实收金额\n7001,0101,1,2\n7002,0102,3,4\n",
    );
    let run = site.run("import out/十月.csv --month 2026-10");
    says(&run, &["[K137]", "可能是：到账金额、实收金额。"]);
    let run = site.run(
        "import out/十月.csv --month 2026-10 --as 十月.csv=回款 --column 回款.金额=到账金额 --unit 回款.金额=千元 --write-mapping",
    );
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.out);
    assert_eq!(
        site.read("content/sources.yml"),
        "tables:\n  回款:\n    person: 经办\n    columns:\n      金额: {from: 到账金额, written_in: 千元}\n"
    );
    assert!(site.path("content/months/2026-10/回款.csv").exists());
}

#[test]
fn mistakes_are_told_at_once_and_nothing_is_done() {
    let site = Site::new();
    site.put(
        "content/months/2026-10/通话.csv",
        "工号,通话秒数\n0101,90\n",
    );
    site.put("out/通话.csv", "工号,通话秒数\n0101,91\n");
    site.put("out/回款.csv", "工号,金额\n0101,1\n");
    site.put("out/回款明细.csv", "工号,金额\n0101,1\n");
    site.put("out/坏.csv", "工号,金额\n0101,\"1\n0102,2\n");
    let before = site.content();
    let run = site.run(
        "import out/通话.csv out/回款.csv out/回款明细.csv out/坏.csv out/没有.csv --month 2026-10 --unit 回款.金额=箱",
    );
    assert_eq!(run.status, 1);
    says(
        &run,
        &[
            "[K135]",
            "[K138]",
            "[K139]",
            "没有.csv",
            "什么也没有放进去。",
        ],
    );
    assert_eq!(site.content(), before);
    // A file that nobody needs is left out; the others are taken in.
    site.put("out/满意度.csv", "部门,满意率\n一组,96%\n");
    let run = site.run("import out/回款.csv out/满意度.csv --month 2026-10");
    assert_eq!(run.status, 1);
    says(&run, &["[K132]", "放进去了 1 个文件。"]);
    assert!(!site.path("content/months/2026-10/满意度.csv").exists());
    // A month that is sealed takes nothing.
    fs::create_dir_all(site.path("content/sealed/2026-10")).unwrap();
    let run = site.run("import out/通话.csv --month 2026-10 --replace");
    says(&run, &["[K134]", "已经封存"]);
    for wrong in ["2026-13", "十月"] {
        says(
            &site.run(&format!("import out/回款.csv --month {wrong}")),
            &["[K111]"],
        );
    }
}

#[test]
fn a_new_roster_and_copies_go_where_they_belong() {
    let site = Site::new();
    // As a browser names a second download.
    site.put(
        "out/花名册 (1).csv",
        ROSTER.replace("二组,电话销售专员,803", "一组,电话销售专员,803"),
    );
    let run = site.run("import out/花名册\u{a0}(1).csv --month 2026-10");
    assert_eq!(run.status, 1, "no such file");
    let words = [
        "--lang",
        "zh-CN",
        "import",
        "out/花名册 (1).csv",
        "--month",
        "2026-10",
        "--replace",
    ];
    let run = meritbook(site.0.path(), &words);
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.out);
    says(
        &run,
        &[
            "out/花名册 (1).csv → content/people/roster.csv（换掉旧的）",
            "0103 团队：二组 → 一组",
        ],
    );
    assert_eq!(site.read("content/people/replaced/roster.1.csv"), ROSTER);
    assert!(
        site.read("content/people/roster.csv")
            .contains("周子安,一组")
    );
}

#[test]
fn long_tables_stay_long_tables() {
    let site = Site::new();
    site.put(
        "content/months/2026-09/events/通话.csv",
        "工号,通话秒数\n0101,90\n",
    );
    site.put("out/通话.csv", "工号,通话秒数\n0101,90\n0102,95\n");
    let run = site.run("import out/通话.csv --month 2026-10");
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.out);
    says(
        &run,
        &["out/通话.csv → content/months/2026-10/events/通话.csv"],
    );
    site.put("out/通话.csv", "工号,通话秒数\n0101,90\n0102,96\n");
    let run = site.run("import out/通话.csv --month 2026-10 --replace");
    says(
        &run,
        &[
            "0102 通话秒数：95 → 96",
            "移到 content/months/2026-10/replaced/events/通话.1.csv",
        ],
    );
    assert_eq!(
        site.read("content/months/2026-10/events/通话.csv"),
        "工号,通话秒数\n0101,90\n0102,96\n"
    );
}

const SHIFTS: &str = "\
policy: telesales
title: 出勤考核
version: {from: 2026-10}
applies_to: {post: 电话销售专员}
scorecard:
  迟到: {weight: 60, unit: 次, value: count(考勤 where 情况 = \"迟到\"), target: 1, cap: 100%}
  工时: {weight: 40, unit: 小时, value: sum(工时.小时 where 日期 <= 2026-10-02), target: 16, cap: 100%}
";

#[test]
fn days_across_become_rows_of_the_month() {
    let site = Site::new();
    site.put("content/policies/telesales.yml", SHIFTS);
    let headings = |day: &str| -> String {
        let days = (1..=31).map(|n| format!(",{n}{day}"));
        format!("工号,姓名{}\n", days.collect::<String>())
    };
    let row = |who: &str, first: &str, rest: &str| format!("{who},{first}{}\n", rest.repeat(29));
    site.put(
        "out/考勤.csv",
        headings("日")
            + &row("0101,陈一鸣", "迟到,正常", ",正常")
            + &row("0102,林晓月", "休,迟到", ",迟到"),
    );
    site.put(
        "out/工时.csv",
        headings("") + &row("0101,陈一鸣", "8,7.5", ",8") + &row("0102,林晓月", "8,8", ",-"),
    );
    let run = site.run("import out/考勤.csv out/工时.csv --month 2026-10 --write-mapping");
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.out);
    says(
        &run,
        &[
            "out/考勤.csv → content/months/2026-10/考勤.csv",
            "1日 … 31日 → 情况  文字；用在 telesales",
            "across: {days: '1日..31日', date: 日期, into: 情况}",
            "1 … 31 → 小时  数字，空 29 格（其中 “-” 29）；用在 telesales",
            "across: {days: '1..31', date: 日期, into: 小时}",
            "--unit \"工时.小时=万元\"",
        ],
    );
    assert!(!run.said().contains("--unit \"考勤"), "{}", run.said());

    let run = site.run("explain 0101 2026-10 工时");
    assert_eq!(run.status, 0, "{}", run.said());
    says(&run, &["15.5"]);

    // What is declared once is enough for the next month, one of thirty days.
    let short = |text: String| -> String {
        let lines = text
            .lines()
            .map(|l| l.rsplit_once(',').unwrap().0.to_owned() + "\n");
        lines.collect()
    };
    site.put(
        "out/考勤.csv",
        short(headings("日") + &row("0101,陈一鸣", "正常,正常", ",正常")),
    );
    let run = site.run("import out/考勤.csv --month 2026-11");
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.out);
    says(
        &run,
        &[
            "out/考勤.csv → content/months/2026-11/考勤.csv",
            "1日 … 30日 → 情况  文字；用在 telesales",
        ],
    );
    assert!(!run.said().contains("还缺的列"), "{}", run.said());
}

#[test]
fn whose_rows_they_are_is_asked_until_it_is_said() {
    let site = Site::new();
    let only = "policy: telesales\ntitle: 回款考核\nversion: {from: 2026-10}\n\
                applies_to: {post: 电话销售专员}\n\
                scorecard: {回款额: {weight: 100, value: sum(回款.金额), target: 500}}\n";
    site.put("content/policies/telesales.yml", only);
    site.put("out/回款.csv", "跟进人编码,回款金额\nE-1,300\nE-2,400\n");
    site.put(
        "out/人员.csv",
        "工号,姓名,岗位,跟进人编码\n0101,陈一鸣,电话销售专员,E-1\n0102,林晓月,电话销售专员,E-2\n",
    );
    for _ in 0..2 {
        let run = site.run("import out/回款.csv --month 2026-10 --write-mapping");
        says(&run, &["还缺的列：认人的列"]);
    }
    let run = site.run("check");
    assert_eq!(run.status, 1, "{}", run.said());
    says(&run, &["错误[A126]", "全部 2 行"]);
    // The roster that knows those keys is not taken for a table, nor silently for the roster.
    let run = site.run("import out/人员.csv --month 2026-10");
    says(&run, &["K132", "--as 人员.csv=roster --replace"]);
    let run = site.run(
        "import out/人员.csv out/回款.csv --as 人员.csv=roster --month 2026-10 --replace --write-mapping",
    );
    says(
        &run,
        &[
            "through: {table: roster, key: 跟进人编码, id: 工号}",
            "认出 2 人、2 行",
        ],
    );
    let run = site.run("explain 0101 2026-10 回款额");
    says(&run, &["300"]);
}

#[test]
fn programs_read_the_same() {
    let site = Site::new();
    site.put_gbk("out/回款.csv", PAID);
    let run = site.run("import out/回款.csv --month 2026-10 --dry-run --format json");
    let told: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(told["format"], "meritbook/import/v1");
    let table = &told["files"][0]["tables"][0];
    assert_eq!(
        (&table["name"], &table["header"], &table["rows"]),
        (&"回款".into(), &3.into(), &4.into())
    );
    assert_eq!(table["columns"][3]["written_in"], "万元");
    assert_eq!(table["people"]["people"], 2);
    assert_eq!(told["written"], false);
}

#[test]
fn killed_at_any_moment_the_folder_is_old_or_new() {
    let site = Site::new();
    let row = |n: u32| format!("0101,{}\n", n % 300);
    let long: String = (0..60_000).map(row).collect();
    let old = format!("工号,通话秒数\n0102,90\n{long}");
    site.put("content/months/2026-10/month.yml", "state: open\n");
    let folder = site.path("content/months/2026-10");
    let reset = || {
        let _ = fs::remove_dir_all(site.path("content/months"));
        site.put("content/months/2026-10/month.yml", "state: open\n");
        site.put("content/months/2026-10/通话.csv", &old);
    };
    site.put("out/通话.csv", format!("工号,通话秒数\n{long}"));
    site.put("out/回款.csv", "工号,金额\n0101,1\n");
    site.put("out/目标.csv", "工号,回款额,有效呼出\n0101,1,1\n");
    let names = || files_below(&folder).into_keys().collect::<Vec<String>>();
    reset();
    let before = files_below(&folder);
    let words = [
        "import",
        "out/通话.csv",
        "out/回款.csv",
        "out/目标.csv",
        "--month",
        "2026-10",
        "--replace",
    ];
    let (mut olds, mut news) = (0, 0);
    let mut wait = 2;
    while (olds == 0 || news == 0 || olds + news < 12) && wait < 20_000 {
        reset();
        let mut child = Command::new(env!("CARGO_BIN_EXE_meritbook"))
            .args(words)
            .current_dir(site.0.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        let _ = child.kill();
        let _ = child.wait();
        let now = files_below(&folder);
        if now == before {
            olds += 1;
            wait = wait * 3 / 2 + 1;
        } else {
            assert_eq!(
                names(),
                [
                    "month.yml",
                    "replaced/通话.1.csv",
                    "回款.csv",
                    "目标.csv",
                    "通话.csv"
                ]
            );
            assert_eq!(
                fs::read_to_string(folder.join("replaced/通话.1.csv")).unwrap(),
                old
            );
            news += 1;
            wait = wait * 9 / 10;
        }
        // What a killed run leaves behind is not read.
        let left = fs::read_dir(site.path("content/months")).unwrap();
        for entry in left.map(|e| e.unwrap().file_name().to_string_lossy().into_owned()) {
            assert!(entry == "2026-10" || entry.starts_with(".new-"), "{entry}");
        }
    }
    assert!(olds > 0 && news > 0, "{olds} old, {news} new");
}

/// Runs the commands that `docs/importing.md` shows for a stranger's files.
#[test]
fn a_strangers_export_becomes_a_site_as_the_page_says() {
    let data = repository("../shared/data/adventureworks-2020-06");
    if !data.is_dir() {
        println!("skipped: the data of adventureworks are not here");
        return;
    }
    let page = fs::read_to_string(repository("docs/importing.md")).unwrap();
    let (_, rest) = page.split_once("<!-- adventureworks -->").unwrap();
    let (_, block) = rest.split_once("```text\n").unwrap();
    let (block, _) = block.split_once("```").unwrap();
    let site = temporary();
    let policies = site.path().join("content/policies");
    fs::create_dir_all(&policies).unwrap();
    fs::write(
        site.path().join("content/site.yml"),
        "title: Reseller sales\nlanguage: en\npeople: all\n",
    )
    .unwrap();
    fs::copy(
        repository("tests/sites/adventureworks/content/policies/reseller-sales/2020-01.yml"),
        policies.join("reseller-sales.yml"),
    )
    .unwrap();
    let mut commands = 0;
    for line in block.lines().filter_map(|l| l.strip_prefix("$ meritbook ")) {
        commands += 1;
        let line = line.replace("export", &data.to_string_lossy());
        // The one argument with a space stands in quotes.
        let words = line
            .split('"')
            .enumerate()
            .flat_map(|(at, part)| match at % 2 {
                0 => part.split_whitespace().map(str::to_owned).collect(),
                _ => vec![part.to_owned()],
            });
        let words: Vec<String> = ["--lang".to_owned(), "en".to_owned()]
            .into_iter()
            .chain(words)
            .collect();
        let run = meritbook(site.path(), &words);
        assert_eq!(run.status, 0, "{line}\n{}", run.said());
    }
    assert_eq!(commands, 3, "commands shown");
    let results = fs::read_to_string(site.path().join("public/data/2020-06.json")).unwrap();
    let expected = fs::read_to_string(data.join("expected.csv")).unwrap();
    let headings: Vec<&str> = expected.lines().next().unwrap().split(',').collect();
    let total = headings.iter().position(|h| *h == "total").unwrap();
    let mut compared = 0;
    for row in expected.lines().skip(1) {
        let total = row.split(',').nth(total).unwrap();
        assert!(results.contains(&format!("\"{total}\"")), "{row}");
        compared += 1;
    }
    assert!(compared > 10, "{compared}");
}
