//! `advance`: a month goes through its states; what stands against it is listed whole; its file
//! keeps all that its author wrote.

use std::fs;
use std::path::Path;

use crate::common::{in_english, meritbook, site_of};

const POLICY: &str = "policy: 考核\nversion: {from: 2026-08}\napplies_to: {post: 销售}\n\
    scorecard:\n  回款: {weight: 100, unit: 元, value: 业绩.回款, target: 1000}\n\
    appeals: {within: 5, answer_in: 3}\n";

/// One month in state `open`, everything there.
fn site() -> tempfile::TempDir {
    site_of(&[
        ("site.yml", "title: 考核\n"),
        ("calendar.yml", "2026: {}\n"),
        (
            "people/roster.csv",
            "工号,姓名,岗位\n0101,陈一鸣,销售\n0102,林晓月,销售\n",
        ),
        ("policies/sales.yml", POLICY),
        (
            "months/2026-09/业绩.csv",
            "工号,回款\n0101,900\n0102,1100\n",
        ),
    ])
}

fn put(site: &Path, path: &str, text: impl AsRef<[u8]>) {
    let file = site.join("content").join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

fn month(site: &Path) -> String {
    fs::read_to_string(site.join("content/months/2026-09/month.yml")).unwrap()
}

fn done(site: &Path, arguments: &str) -> String {
    let run = in_english(site, arguments);
    assert_eq!(run.status, 0, "{arguments}\n{}", run.said());
    run.out
}

/// Runs it, sees that nothing was written, and returns the codes of what is said.
fn refused(site: &Path, arguments: &str) -> Vec<String> {
    let before = month(site);
    let run = in_english(site, arguments);
    assert_eq!(run.status, 1, "{arguments}\n{}", run.said());
    assert_eq!(month(site), before);
    let codes = run.err.split("error[").skip(1);
    codes
        .filter_map(|rest| Some(rest.split_once(']')?.0.to_owned()))
        .collect()
}

#[test]
fn a_month_goes_through_its_states_and_its_file_keeps_what_stands_there() {
    let folder = site();
    let site = folder.path();
    put(
        site,
        "months/2026-09/month.yml",
        "# 九月\nstate: open   # 数据由各部门交来\n\nnote: |\n  财务系统本月切换。\n  有疑问请问周宁。\n# 完\n",
    );
    done(site, "advance 2026-09 cut-off --by 周宁 --on 2026-10-09");
    let said = done(site, "advance 2026-09 公示中 --by 周宁 --on 2026-10-12");
    assert!(said.contains("advance 2026-09 final"), "{said}");
    // Five working days after Monday the 12th end on Monday the 19th.
    assert_eq!(
        refused(site, "advance 2026-09 final --by 吴敏 --on 2026-10-19"),
        ["K189"]
    );
    assert_eq!(
        refused(site, "advance 2026-09 final --by 周宁 --on 2026-10-20"),
        ["K188"]
    );
    done(site, "advance 2026-09 final --by 吴敏 --on 2026-10-20");
    assert_eq!(
        month(site),
        "# 九月\nstate: final   # 数据由各部门交来\nfinal_on: 2026-10-20\nobjections_from: 2026-10-12\n\
         objections_until: 2026-10-19\n\nnote: |\n  财务系统本月切换。\n  有疑问请问周宁。\nhistory:\n\
         \u{20} - {state: cut-off, by: 周宁, on: 2026-10-09}\n\
         \u{20} - {state: provisional, by: 周宁, on: 2026-10-12}\n\
         \u{20} - {state: final, by: 吴敏, on: 2026-10-20}\n# 完\n"
    );
    let check = in_english(site, "check --strict");
    assert_eq!(check.status, 0, "{}", check.said());
    let built = in_english(site, "build --edition hr --out out");
    assert_eq!(built.status, 0, "{}", built.said());
    let data = fs::read_to_string(site.join("out/data/2026-09.json")).unwrap();
    let data: serde_json::Value = serde_json::from_str(&data).unwrap();
    assert_eq!(data["state"], "final");
    assert_eq!(
        data["steps"],
        serde_json::json!([
            {"state": "cut-off", "on": "2026-10-09", "by": "周宁"},
            {"state": "provisional", "on": "2026-10-12", "by": "周宁"},
            {"state": "final", "on": "2026-10-20", "by": "吴敏"},
        ])
    );
}

#[test]
fn staff_see_the_days_and_not_who_took_the_steps() {
    let folder = site();
    let site = folder.path();
    put(site, "months/2026-09/month.yml", "state: open\n");
    done(site, "advance 2026-09 cut-off --by 周宁 --on 2026-10-09");
    let built = in_english(site, "build --out out");
    assert_eq!(built.status, 0, "{}", built.said());
    for (path, bytes) in crate::common::files_below(&site.join("out")) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("周宁"), "{path}");
    }
    let page = fs::read_to_string(site.join("out/periods/2026-09.html")).unwrap();
    assert!(page.contains("10月9日"), "{page}");
}

#[test]
fn all_that_stands_against_it_is_listed_at_once() {
    let folder = site();
    let site = folder.path();
    let policy = POLICY.replace("{from: 2026-08}", "{from: 2026-08, review_by: 2026-08}");
    let policy =
        format!("{policy}confirm: yes\nawards:\n  服务之星: {{judged: 决定, prize: 300 元}}\n");
    put(site, "policies/sales.yml", policy);
    put(
        site,
        "months/2026-08/业绩.csv",
        "工号,回款\n0101,900\n0102,1100\n",
    );
    put(
        site,
        "months/2026-09/业绩.csv",
        "工号,回款\n0101,900\n0102,\n",
    );
    put(
        site,
        "months/2026-09/决定.csv",
        "工号,事项,奖项,决定人,理由\n",
    );
    put(site, "months/2026-09/month.yml", "state: cut-off\n");
    let publish = "advance 2026-09 provisional --by 周宁 --on 2026-10-12";
    assert_eq!(refused(site, publish), ["K185", "K186", "K187"]);
    let accepted = "--despite missing --despite review --despite 未确认 --reason 财务十五日给数";
    done(site, &format!("{publish} {accepted}"));
    let step = "  - {state: provisional, by: 周宁, on: 2026-10-12, despite: [confirmations, missing, review], \
                people: ['0101', '0102'], reason: 财务十五日给数}";
    assert!(month(site).contains(step), "{}", month(site));
    let finish = "advance 2026-09 final --by 周宁 --on 2026-10-13";
    // The preparer is not known: nobody closed the data by `advance`.
    assert_eq!(
        refused(site, finish),
        ["K185", "K186", "K186", "K184", "K189"]
    );
    // What has to be settled is not accepted, whatever is said.
    let all = "--despite missing --despite review --despite undecided --despite confirmations";
    assert_eq!(
        refused(site, &format!("{finish} {all} --reason 急")),
        ["K184", "K189"]
    );
    let alone = in_english(site, &format!("{finish} --despite missing"));
    assert!(
        alone.status == 1 && alone.err.contains("--reason"),
        "{}",
        alone.said()
    );
}

#[test]
fn a_whole_table_and_a_parameter_are_not_passed_over() {
    let folder = site();
    let site = folder.path();
    fs::remove_file(site.join("content/months/2026-09/业绩.csv")).unwrap();
    put(site, "months/2026-09/month.yml", "state: cut-off\n");
    let publish =
        "advance 2026-09 provisional --by 周宁 --on 2026-10-12 --despite missing --reason 急";
    assert_eq!(refused(site, publish), ["K185"]);
}

#[test]
fn a_month_goes_back_with_a_reason_until_it_is_sealed() {
    let folder = site();
    let site = folder.path();
    put(
        site,
        "months/2026-09/month.yml",
        "state: provisional\nobjections_from: 2026-10-12\nobjections_until: 2026-10-14\n",
    );
    done(site, "advance 2026-09 final --by 吴敏 --on 2026-10-15");
    let back = "advance 2026-09 cut-off --by 吴敏 --on 2026-10-16";
    assert_eq!(refused(site, back), ["K183"]);
    done(site, &format!("{back} --reason 回款多算一笔"));
    assert_eq!(
        month(site),
        "state: cut-off\nhistory:\n\
         \u{20} - {state: final, by: 吴敏, on: 2026-10-15}\n\
         \u{20} - {state: cut-off, by: 吴敏, on: 2026-10-16, reason: 回款多算一笔}\n"
    );
}

#[test]
fn nothing_moves_once_it_is_sealed() {
    let folder = site();
    let site = folder.path();
    put(site, "months/2026-09/month.yml", "state: final\n");
    done(site, "seal 2026-09 --by 吴敏 --on 2026-10-20");
    let back = "advance 2026-09 provisional --by 吴敏 --on 2026-10-21 --reason 改";
    assert_eq!(refused(site, back), ["K183"]);
    let built = in_english(site, "build --out out");
    assert_eq!(built.status, 0, "{}", built.said());
    let page = fs::read_to_string(site.join("out/periods/2026-09.html")).unwrap();
    assert!(page.contains("已封存"), "{page}");
    let data = fs::read_to_string(site.join("out/data/2026-09.json")).unwrap();
    assert!(data.contains("\"state\": \"sealed\""), "{data}");
    assert!(!data.contains("吴敏"), "{data}");
}

/// Each text with what it becomes when the month is closed.
const WAYS: [(&str, &str); 8] = [
    (
        "",
        "state: cut-off\nhistory:\n  - {state: cut-off, by: 周宁, on: 2026-10-09}\n",
    ),
    (
        "note: 请核对\n",
        "state: cut-off\nnote: 请核对\nhistory:\n  - {state: cut-off, by: 周宁, on: 2026-10-09}\n",
    ),
    (
        "状态: 进行中\n说明: 请核对   # 注\n",
        "状态: 已截止\n说明: 请核对   # 注\n经过:\n  - {状态: 已截止, 经手人: 周宁, 日期: 2026-10-09}\n",
    ),
    (
        "{state: open, note: '请核对'}\n",
        "{state: cut-off, note: '请核对', history: [{state: cut-off, by: 周宁, on: 2026-10-09}]}\n",
    ),
    (
        "state: 'open'\r\nnote: 请核对\r\n",
        "state: 'cut-off'\r\nnote: 请核对\r\nhistory:\r\n  - {state: cut-off, by: 周宁, on: 2026-10-09}\r\n",
    ),
    (
        "state: open\nhistory: []\n",
        "state: cut-off\nhistory: [{state: cut-off, by: 周宁, on: 2026-10-09}]\n",
    ),
    (
        "state: open\nnote: 请核对",
        "state: cut-off\nnote: 请核对\nhistory:\n  - {state: cut-off, by: 周宁, on: 2026-10-09}\n",
    ),
    (
        "history:\n    -\n      state: cut-off\n      by: 周宁\n      on: 2026-10-01\n    - state: open\n      by: 周宁\n      \
         on: 2026-10-02   # 退回\n      reason: 少一张表\n\n# 页面上的话\nnote: 请核对\nstate: open\n",
        "history:\n    -\n      state: cut-off\n      by: 周宁\n      on: 2026-10-01\n    - state: open\n      by: 周宁\n      \
         on: 2026-10-02   # 退回\n      reason: 少一张表\n    - {state: cut-off, by: 周宁, on: 2026-10-09}\n\n# 页面上的话\n\
         note: 请核对\nstate: cut-off\n",
    ),
];

#[test]
fn whichever_way_it_is_written_the_rest_stays() {
    let folder = site();
    let site = folder.path();
    for (before, after) in WAYS {
        put(site, "months/2026-09/month.yml", before);
        let run = in_english(site, "advance 2026-09 cut-off --by 周宁 --on 2026-10-09");
        assert_eq!(run.status, 0, "{before}\n{}", run.said());
        assert_eq!(month(site), after, "{before}");
    }
    let gbk = |text: &str| encoding_rs::GB18030.encode(text).0.into_owned();
    put(
        site,
        "months/2026-09/month.yml",
        gbk("state: open\nnote: 请核对\n"),
    );
    done(site, "advance 2026-09 cut-off --by 周宁 --on 2026-10-09");
    let bytes = fs::read(site.join("content/months/2026-09/month.yml")).unwrap();
    let text =
        "state: cut-off\nnote: 请核对\nhistory:\n  - {state: cut-off, by: 周宁, on: 2026-10-09}\n";
    assert_eq!(bytes, gbk(text));
    fs::remove_file(site.join("content/months/2026-09/month.yml")).unwrap();
    done(site, "advance 2026-09 cut-off --by o'Neil --on 2026-10-09");
    assert_eq!(
        month(site),
        "state: cut-off\nhistory:\n  - {state: cut-off, by: 'o''Neil', on: 2026-10-09}\n"
    );
}

#[test]
fn without_a_command_it_tells_how_far_the_months_are_and_what_comes_next() {
    let folder = site();
    let site = folder.path();
    put(
        site,
        "months/2026-08/业绩.csv",
        "工号,回款\n0101,900\n0102,\n",
    );
    put(site, "months/2026-08/month.yml", "state: cut-off\n");
    let said = meritbook(site, &["--lang", "en"]).out;
    assert!(
        said.contains("  2026-08  cut off\n  2026-09  open\n"),
        "{said}"
    );
    assert!(
        said.contains("  meritbook advance 2026-08 provisional --by WHO --on DAY\n"),
        "{said}"
    );
    assert!(
        said.contains("  - “考核” lacks figures of 1 person: "),
        "{said}"
    );
    put(site, "months/2026-08/month.yml", "state: final\n");
    put(site, "months/2026-09/month.yml", "state: final\n");
    let said = meritbook(site, &["--lang", "zh-CN"]).out;
    assert!(
        said.contains("  2026-09  已定稿\n\n下一步，封存："),
        "{said}"
    );
}
