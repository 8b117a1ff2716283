//! Where results come from, the sheet on which they are approved, how long what is kept: what each
//! edition tells of it, and that its digests and sums are right.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::common::{copy, files_below, meritbook, repository, site_of, temporary};

/// What is added to the company of `tests/sites/pay`.
const ADDED: &[(&str, &str)] = &[
    (
        "months/2026-07/month.yml",
        "state: final
history:
  - {state: cut-off, by: 周宁, on: 2026-08-03}
  - {state: provisional, by: 许可欣, on: 2026-08-05}
  - {state: final, by: 许可欣, on: 2026-08-20}
accepted:
  - {what: no-rows, table: 欠款, reason: 没有欠款的人不列, by: 周宁}
",
    ),
    (
        "months/2026-07/adjustments.yml",
        "- {id: G1, kind: data, person: E4, policy: sales, figure: 回款额, before: 8000, after: 9000, reason: 财务补录一笔, decided_by: 许可欣, decided_on: 2026-08-12}
",
    ),
    ("months/2026-07/案件.csv", "工号,事\nE4,冒领\n"),
    ("months/2026-08/案件.csv", "工号,事\n"),
    ("months/2026-09/案件.csv", "工号,事\n"),
];

/// A company with everything that the pages tell.
fn site() -> tempfile::TempDir {
    let folder = temporary();
    copy(&repository("tests/sites/pay"), folder.path());
    let content = folder.path().join("content");
    for (path, text) in ADDED {
        fs::write(content.join(path), text).expect("written");
    }
    append(
        &content.join("site.yml"),
        "retention: {results: 5 年, ratings: 18 个月, 奖状: 永久, basis: 档案办法}\n",
    );
    append(
        &content.join("policies/sales.yml"),
        "bands:
  等级: {by: total, rows: {else: {等级: C}, 50: {等级: B}}}
vetoes:
  冒领业绩: {when: count(案件) > 0, then: {awards: none}}
",
    );
    folder
}

fn append(path: &Path, text: &str) {
    let before = fs::read_to_string(path).expect("it is there");
    fs::write(path, format!("{before}{text}")).expect("written");
}

fn built(site: &Path, edition: &str) -> BTreeMap<String, Vec<u8>> {
    let out = site.join(format!("out-{edition}"));
    let to = out.to_string_lossy().into_owned();
    let run = meritbook(
        site,
        &["build", "--edition", edition, "-o", &to, "--by", "测试"],
    );
    assert_eq!(run.status, 0, "{}", run.said());
    files_below(&out)
}

fn text<'f>(files: &'f BTreeMap<String, Vec<u8>>, path: &str) -> &'f str {
    let bytes = files.get(path).unwrap_or_else(|| panic!("no {path}"));
    std::str::from_utf8(bytes).expect("UTF-8")
}

/// Returns a page's words without its tags.
fn words(files: &BTreeMap<String, Vec<u8>>, path: &str) -> String {
    let main = text(files, path).split("<main").nth(1).expect("a page");
    let mut words = String::new();
    for part in main.split('<').skip(1) {
        let (_, text) = part.split_once('>').unwrap_or((part, ""));
        words.push_str(text.trim_matches('\n'));
        words.push(' ');
    }
    let words = words.replace("&#x2F;", "/").replace('\u{a0}', " ");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn data(files: &BTreeMap<String, Vec<u8>>, period: &str) -> Value {
    let path = format!("data/{period}-provenance.json");
    serde_json::from_str(text(files, &path)).expect("JSON")
}

fn sha256(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The files of July, as a person would list them.
const JULY: [&str; 8] = [
    "content/months/2026-07/adjustments.yml",
    "content/months/2026-07/month.yml",
    "content/months/2026-07/回款.csv",
    "content/months/2026-07/案件.csv",
    "content/months/2026-07/欠款.csv",
    "content/people/roster.csv",
    "content/policies/sales.yml",
    "content/site.yml",
];

#[test]
fn every_file_is_told_with_its_rows_and_digest() {
    let folder = site();
    let files = built(folder.path(), "hr");
    let told = data(&files, "2026-07");
    let mut listed: BTreeMap<&str, (&str, Option<u64>)> = BTreeMap::new();
    let lists = ["data", "shared"].map(|group| told[group]["list"].as_array().unwrap());
    let policies = told["policies"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| &p["file"]);
    for file in lists.into_iter().flatten().chain(policies) {
        let entry = (file["sha256"].as_str().unwrap(), file["rows"].as_u64());
        listed.insert(file["path"].as_str().unwrap(), entry);
    }
    assert_eq!(listed.keys().copied().collect::<Vec<_>>(), JULY);
    let page = words(&files, "periods/2026-07-provenance.html");
    let mut lines = String::new();
    for path in JULY {
        let digest = sha256(&fs::read(folder.path().join(path)).unwrap());
        assert_eq!(listed[path].0, digest, "{path}");
        assert!(
            page.contains(&format!("{path} ")) && page.contains(&digest),
            "{path}\n{page}"
        );
        lines += &format!("{digest}  {path}\n");
    }
    assert_eq!(listed["content/months/2026-07/回款.csv"].1, Some(3));
    assert_eq!(listed["content/months/2026-07/month.yml"].1, None);
    // As `sha256sum FILES | sha256sum` gives it.
    let all = sha256(lines.as_bytes());
    assert_eq!(told["all"]["sha256"], all.as_str());
    assert!(page.contains(&all), "{page}");
    assert_eq!(
        told["results"],
        sha256(&files["data/2026-07.json"]).as_str()
    );
    // September rests on the months before it, told together.
    let september = data(&files, "2026-09");
    assert_eq!(september["earlier"][0]["period"], "2026-07");
    assert_eq!(september["earlier"][0]["files"], 5);
    assert_eq!(september["earlier"][1]["files"], 4);
    assert_eq!(september["data"]["files"], 3);
}

#[test]
fn what_people_decided_is_told_with_who_and_why() {
    let folder = site();
    let page = words(
        &built(folder.path(), "hr"),
        "periods/2026-07-provenance.html",
    );
    for wanted in [
        "核对后接受的数据提醒：1 条。",
        "没有欠款的人不列 周宁",
        "更正 1 处，涉及 1 人。",
        "王辰 销售提成办法：回款额 8000 9000 财务补录一笔 许可欣，2026年8月12日",
        "已截止 2026年8月3日 周宁",
        "已定稿 2026年8月20日 许可欣",
        "还没有封存过任何一期。",
        "结果 5 年 2031年7月31日",
        "评分 18 个月 2028年1月31日",
        "奖状 永久 —",
        "依据：档案办法",
        "自2026年7月起",
    ] {
        assert!(page.contains(wanted), "no “{wanted}” in\n{page}");
    }
}

#[test]
fn no_other_edition_names_files_or_people_or_tells_digests_of_data() {
    let folder = site();
    let hr = data(&built(folder.path(), "hr"), "2026-07");
    let staff = built(folder.path(), "staff");
    let mut secrets: BTreeSet<String> = files_below(&folder.path().join("content"))
        .iter()
        .filter(|(path, _)| !path.starts_with("policies/"))
        .map(|(_, bytes)| sha256(bytes))
        .collect();
    secrets.insert(hr["all"]["sha256"].as_str().unwrap().to_owned());
    secrets.insert(hr["data"]["sha256"].as_str().unwrap().to_owned());
    secrets.insert(hr["results"].as_str().unwrap().to_owned());
    for (path, bytes) in &staff {
        let text = String::from_utf8_lossy(bytes);
        for secret in &secrets {
            assert!(!text.contains(secret), "{path} tells the digest {secret}");
        }
    }
    for path in [
        "periods/2026-07-provenance.html",
        "data/2026-07-provenance.json",
    ] {
        let text = text(&staff, path);
        for secret in [
            "案件",
            "months/",
            "周宁",
            "许可欣",
            "财务补录",
            "没有欠款",
            "王辰",
            "E4",
        ] {
            assert!(!text.contains(secret), "{path} tells “{secret}”");
        }
    }
    let page = words(&staff, "periods/2026-07-provenance.html");
    for wanted in [
        "本期数据 5 个文件，5 行",
        "更正 1 处，涉及 1 人。",
        "已定稿 2026年8月20日",
        "结果 5 年",
    ] {
        assert!(page.contains(wanted), "no “{wanted}” in\n{page}");
    }
    let told = data(&staff, "2026-07");
    assert_eq!(told["data"]["files"], 5);
    let policy = sha256(&fs::read(folder.path().join("content/policies/sales.yml")).unwrap());
    assert_eq!(told["policies"][0]["file"]["sha256"], policy.as_str());
    assert!(!staff.keys().any(|path| path.starts_with("approvals/")));
}

/// Where a period is kept is for HR; that it was handed over is for all. What a policy accepts of itself
/// is for those who answer for the figures, and few appeals are told to nobody else.
#[test]
fn the_archive_and_what_policies_accept_are_told_to_hr() {
    let folder = site();
    let content = folder.path().join("content");
    let digest = "5".repeat(64);
    let handed = format!(
        "- {{period: 2026-07, by: 许可欣, on: 2026-11-02, where: 档案室三号柜, digest: {digest}}}\n\
         - {{period: 2026-07, by: 周宁, on: 2026-12-01}}\n"
    );
    append(
        &content.join("policies/sales.yml"),
        "lint: {accept: {P211: 周期短，先这样}}\n",
    );
    let appeal = "- {id: S1, person: E4, policy: sales, claim: 少一笔, raised_on: 2026-08-06}\n";
    fs::write(content.join("months/2026-07/appeals.yml"), appeal).expect("written");
    let sealed = [
        "seal",
        "2026-07",
        "--by",
        "周宁",
        "--on",
        "2026-09-01",
        "--reason",
        "公示期满",
    ];
    let sealed = meritbook(folder.path(), &sealed);
    assert_eq!(sealed.status, 0, "{}", sealed.said());
    fs::write(content.join("archived.yml"), handed).expect("written");
    let path = "periods/2026-07-provenance.html";
    let hr = built(folder.path(), "hr");
    let page = words(&hr, path);
    for wanted in [
        "移交归档 日期 经手人 存放在 归档包的摘要 2026年11月2日 许可欣 档案室三号柜",
        &digest,
        "2026年12月1日 周宁 没有写 —",
        "制度里接受的提醒：1 条。",
        "销售提成办法 P211 周期短，先这样",
        "申诉 1 件，成立 0 件，待决定 1 件。",
    ] {
        assert!(page.contains(wanted), "no “{wanted}” in\n{page}");
    }
    let told = data(&hr, "2026-07");
    assert_eq!(told["handed_over"][0]["where"], "档案室三号柜");
    assert_eq!(told["handed_over"][0]["digest"], digest.as_str());
    assert_eq!(told["policies"][0]["accepted"][0]["code"], "P211");
    assert_eq!(told["appeals"]["raised"], 1);
    // What was handed over is July alone.
    assert!(!words(&hr, "periods/2026-08-provenance.html").contains("移交归档"));
    let staff = built(folder.path(), "staff");
    let page = words(&staff, path);
    let told = "移交归档 日期 2026年11月2日 2026年12月1日";
    assert!(page.contains(told), "{page}");
    for (path, bytes) in &staff {
        let text = String::from_utf8_lossy(bytes);
        for secret in ["档案室", &digest, "先这样", "许可欣", "申诉 1 件"] {
            assert!(!text.contains(secret), "{path} tells “{secret}”");
        }
    }
    assert!(data(&staff, "2026-07").get("appeals").is_none());
}

#[test]
fn the_data_keep_to_their_schema() {
    let schema = fs::read_to_string(repository("docs/provenance.schema.json")).expect("a schema");
    let schema: Value = serde_json::from_str(&schema).expect("JSON");
    jsonschema::meta::validate(&schema).expect("a schema of its draft");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let folder = site();
    let sealed = meritbook(
        folder.path(),
        &[
            "seal",
            "2026-07",
            "--by",
            "周宁",
            "--on",
            "2026-09-01",
            "--reason",
            "公示期满",
        ],
    );
    assert_eq!(sealed.status, 0, "{}", sealed.said());
    let mut seen = 0;
    for edition in ["staff", "hr"] {
        let files = built(folder.path(), edition);
        for (path, bytes) in files
            .iter()
            .filter(|(p, _)| p.ends_with("-provenance.json"))
        {
            let told: Value = serde_json::from_slice(bytes).expect("JSON");
            let errors = validator.iter_errors(&told);
            let errors: Vec<String> = errors
                .map(|e| format!("{}: {e}", e.instance_path))
                .collect();
            assert!(errors.is_empty(), "{edition}: {path}: {errors:#?}");
            seen += 1;
        }
    }
    assert_eq!(seen, 6, "three months in two editions");
}

#[test]
fn a_sealed_period_tells_what_it_was_sealed_with() {
    let folder = site();
    let signed = data(&built(folder.path(), "hr"), "2026-07")["results"].clone();
    let run = meritbook(
        folder.path(),
        &[
            "seal",
            "2026-07",
            "--by",
            "周宁",
            "--on",
            "2026-09-01",
            "--reason",
            "公示期满",
        ],
    );
    assert_eq!(run.status, 0, "{}", run.said());
    let seal = fs::read_to_string(folder.path().join("content/sealed/2026-07/seal.json")).unwrap();
    let seal: Value = serde_json::from_str(&seal).unwrap();
    let roster = folder.path().join("content/people/roster.csv");
    let before = sha256(&fs::read(&roster).unwrap());
    append(&roster, "E5,新人,二组,销售,2026-10-08,\n");
    let now = sha256(&fs::read(&roster).unwrap());
    let hr = built(folder.path(), "hr");
    let page = words(&hr, "periods/2026-07-provenance.html");
    let digest = seal["digest"].as_str().unwrap();
    for wanted in ["本期已经封存", digest, "封存人 周宁", "公示期满", &before] {
        assert!(page.contains(wanted), "no “{wanted}” in\n{page}");
    }
    assert!(
        !page.contains(&now),
        "July was not worked out from this roster"
    );
    // What was signed is what was sealed.
    let results = seal["results"]["sha256"].as_str().unwrap();
    assert_eq!(signed, results);
    assert!(words(&hr, "approvals/2026-07.html").contains(results));
    let august = words(&hr, "periods/2026-08-provenance.html");
    assert!(
        august.contains(&now) && august.contains("本期还没有封存。最近一次封存的是2026年7月。")
    );
    assert!(words(&hr, "approvals/2026-08.html").contains(&format!("封存（2026年7月） {digest}")));
    // Everybody may hold the digest of a seal against what was noted; who sealed is for some.
    let staff = words(
        &built(folder.path(), "staff"),
        "periods/2026-07-provenance.html",
    );
    assert!(staff.contains(digest) && !staff.contains("周宁") && !staff.contains("公示期满"));
}

/// July by hand, after the correction: pay of 3 × 3,000; 60 % of the commissions 900.00, 350.02 and
/// 180.00, which is 540.00 + 210.01 + 108.00; 500 each for the two who owe nothing. Prizes of 1,300
/// are scaled to 1 % of 56,000.55: 430.77 + 129.23. Together 11,418.01. Points are 53.33, 25.00 and
/// 15.00: one B, two C.
#[test]
fn the_sheet_for_approval_adds_up() {
    let folder = site();
    let files = built(folder.path(), "hr");
    let sheet = words(&files, "approvals/2026-07.html");
    for wanted in [
        "2026年7月绩效结果审批单 已定稿",
        "参评人数 3",
        "应发合计 11,418.01 元",
        "其中奖金 560.00 元",
        "销售提成办法 自2026年7月起 3 / 3 0 B 1 · C 2 11,418.01 560.00 560.01",
        "合计 3 / 3 人次 0 11,418.01 560.00",
        "不参评 无",
        "缺数据 无",
        "一票否决 销售提成办法·冒领业绩 1 人",
        "更正 更正 1 处，涉及 1 人。",
        "申诉 无",
        "核对后接受 1 条",
        "最近的封存 还没有封存过任何一期。",
        "员工确认 没有需要确认的数据",
        "绩效面谈 没有面谈记录",
        "编制 周宁 签字 日期",
        "批准 签字 日期",
        "保存期限：结果 5 年，评分 18 个月，奖状 永久，从周期的最后一天算起（依据：档案办法）。",
    ] {
        assert!(sheet.contains(wanted), "no “{wanted}” in\n{sheet}");
    }
    let told = data(&files, "2026-07");
    let content = told["all"]["sha256"].as_str().unwrap();
    let results = sha256(&files["data/2026-07.json"]);
    assert!(
        sheet.contains(content) && sheet.contains(&results),
        "{sheet}"
    );
    let links = text(&files, "periods/2026-07.html");
    assert!(
        links.contains("../approvals/2026-07.html") && links.contains("2026-07-provenance.html")
    );
    assert!(text(&files, "archive.html").contains("periods/2026-07-provenance.html"));
    assert!(words(&files, "archive.html").contains("保存期限：结果 5 年"));
    // Nothing is approved before the data are closed.
    assert!(!files.contains_key("approvals/2026-09.html"));
}

/// What is still open of confirmations and interviews stands on the sheet, without a name.
#[test]
fn the_sheet_for_approval_tells_who_is_still_to_be_asked() {
    let folder = site();
    let month = folder.path().join("content/months/2026-08");
    let put = |name: &str, text: &str| fs::write(month.join(name), text).expect("written");
    put("确认.csv", "工号,确认,异议\nE1,是,\nE4,否,少一笔\n");
    put("interviews.csv", "工号,访谈人,日期\nE1,周宁,2026-09-10\n");
    let sheet = words(&built(folder.path(), "hr"), "approvals/2026-08.html");
    for wanted in [
        "员工确认 已确认 1 / 3 人，有异议 1 人，还要确认 1 人",
        "绩效面谈 已谈 1 人，还没有谈 2 人",
    ] {
        assert!(sheet.contains(wanted), "no “{wanted}” in\n{sheet}");
    }
    assert!(!sheet.contains("少一笔"), "{sheet}");
}

/// Whom a policy's own condition leaves out is counted as not rated, and not whom it does not mean.
#[test]
fn the_sheet_for_approval_counts_whom_conditions_leave_out() {
    let folder = site();
    append(
        &folder.path().join("content/policies/sales.yml"),
        "applies_to: {post: 销售, where: 团队 == '一组'}\n",
    );
    let roster = folder.path().join("content/people/roster.csv");
    append(&roster, "E6,许可欣,行政部,行政,2025-01-01,\n");
    fs::remove_file(folder.path().join("content/months/2026-07/adjustments.yml")).expect("gone");
    let sheet = words(&built(folder.path(), "hr"), "approvals/2026-07.html");
    for wanted in ["自2026年7月起 2 / 3", "合计 2 / 3 人次", "不参评 1 人"] {
        assert!(sheet.contains(wanted), "no “{wanted}” in\n{sheet}");
    }
}

/// Of a quarter they are added up over its months: in July one confirms, one objects and one has not
/// answered, in August two confirm; with one of three there was a talk, then with two of three.
#[test]
fn the_sheet_of_a_quarter_adds_up_what_its_months_still_ask() {
    let folder = site();
    let content = folder.path().join("content");
    let put = |name: &str, text: &str| fs::write(content.join(name), text).expect("written");
    put(
        "policies/quarterly.yml",
        "policy: quarterly\ntitle: 季度考核\nperiod: quarter\nversion: {from: 2026-Q3}\n\
         scorecard: {月度平均: {weight: 100, points: mean(sales::总分 over quarter)}}\n",
    );
    put("months/2026-09/month.yml", "state: final\n");
    put(
        "months/2026-07/确认.csv",
        "工号,确认,异议\nE1,是,\nE4,否,少一笔\n",
    );
    put(
        "months/2026-08/确认.csv",
        "工号,确认,异议\nE1,是,\nE2,是,\n",
    );
    put(
        "months/2026-07/interviews.csv",
        "工号,访谈人,日期\nE1,周宁,2026-08-10\n",
    );
    put(
        "months/2026-08/interviews.csv",
        "工号,访谈人,日期\nE1,周宁,2026-09-10\nE4,周宁,2026-09-10\n",
    );
    let sheet = words(&built(folder.path(), "hr"), "approvals/2026-Q3.html");
    for wanted in [
        "员工确认 各月合计：已确认 3 / 6 人次，有异议 1 人次，还要确认 2 人次",
        "绩效面谈 各月合计：已谈 3 人次，还没有谈 3 人次",
    ] {
        assert!(sheet.contains(wanted), "no “{wanted}” in\n{sheet}");
    }
}

/// By hand: 4,000 shared by 30,000 to 10,000 are 3,000 and 1,000, a step that nobody is paid; nine
/// tenths of them are 2,700 and 900. With 100 each and 50 each, 500 for the first by way of a pay line,
/// and 100 for each of two beside the lines: 3,600 + 200 + 100 + 500 + 200 = 4,600, of which prizes 700.
#[test]
fn no_amount_is_paid_twice() {
    let folder = site_of(&[
        ("site.yml", "title: 考核\n"),
        ("people/roster.csv", "工号,姓名\n0101,陈一鸣\n0102,林晓月\n"),
        (
            "policies/sales.yml",
            "policy: 提成办法\nversion: {from: 2026-07}\nmetrics:\n  \
             回款额: {unit: 元, value: sum(回款.金额)}\npay:\n  \
             分成: {pool: {of: 4000, by: 回款额, step: 0.01}, in_total: no}\n  \
             扣减后分成: 分成 * 90%\n  津贴: 100\n  奖励: award.销冠.prize + 50\nawards:\n  \
             销冠: {rank_by: 回款额, places: 1, prize: 500 元}\n  \
             达标奖: {who: 回款额 >= 5000, prize: 100 元}\n",
        ),
        ("months/2026-07/month.yml", "state: final\n"),
        (
            "months/2026-07/回款.csv",
            "工号,金额\n0101,30000\n0102,10000\n",
        ),
    ]);
    let files = built(folder.path(), "hr");
    let sheet = words(&files, "approvals/2026-07.html");
    for wanted in ["应发合计 4,600.00 元", "其中奖金 700.00 元"] {
        assert!(sheet.contains(wanted), "no “{wanted}” in\n{sheet}");
    }
    let told: Value = serde_json::from_str(text(&files, "data/2026-07.json")).expect("JSON");
    let rows = told["policies"][0]["pay_sheet"]["rows"]
        .as_array()
        .expect("rows");
    let totals: Vec<&Value> = rows.iter().map(|row| &row["total"]).collect();
    assert_eq!(totals, ["3450.00", "1150.00"]);
    // The step is told, and the sheet and the handbook say that it is one.
    let pay = words(&files, "pay/2026-07-sales.html");
    assert!(pay.contains("只用来算别的明细，不计入合计：分成"), "{pay}");
    assert!(rows[0].to_string().contains("\"3000.00\""), "{}", rows[0]);
    let handbook = words(&files, "handbook/sales.html");
    assert!(handbook.contains("不计入应发合计"), "{handbook}");
}

#[test]
fn check_tells_what_was_kept_long_enough_by_a_day_that_is_said() {
    let folder = site();
    let notes = |words: &[&str]| -> Vec<String> {
        let words: Vec<&str> = ["--lang", "en", "check"]
            .into_iter()
            .chain(words.iter().copied())
            .collect();
        let run = meritbook(folder.path(), &words);
        assert_eq!(run.status, 0, "{}", run.said());
        let lines = run.out.lines().filter(|line| line.contains("[S201]"));
        lines.map(str::to_owned).collect()
    };
    assert_eq!(
        notes(&[]),
        Vec::<String>::new(),
        "the last day of September"
    );
    assert_eq!(
        notes(&["--on", "2028-02-29"]),
        [
            "note[S201]: by 2028-02-29 the time for which ratings are kept (18 months) is over for 1 period: 2026-07"
        ],
        "August ends on the very day, which is kept"
    );
    let all = notes(&["--on", "2031-09-01"]);
    assert_eq!(all.len(), 2, "{all:?}");
    assert!(
        all[0].ends_with("results are kept (5 years) is over for 2 periods: 2026-07, 2026-08"),
        "{all:?}"
    );
    let odd = meritbook(folder.path(), &["check", "--on", "soon"]);
    assert_eq!(odd.status, 1);
    assert!(odd.err.contains("K101"), "{}", odd.said());
    // Nothing is ever deleted.
    let before = files_below(&folder.path().join("content"));
    notes(&["--on", "2099-01-01"]);
    assert!(before == files_below(&folder.path().join("content")));
}
