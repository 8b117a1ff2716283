//! Appeals and adjustments from the command line to the pages: what is written, who else moves, and
//! who may read of it.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::common::{Run, files_below, meritbook, repository, temporary};

/// The site of a golden case in a folder of its own.
fn site(case: &str) -> TempDir {
    let folder = temporary();
    let from = repository(&format!("tests/golden/{case}/content"));
    for (path, bytes) in files_below(&from) {
        let to = folder.path().join("content").join(path);
        fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
        fs::write(to, bytes).expect("a file");
    }
    folder
}

fn run(site: &Path, words: &[&str]) -> Run {
    let all: Vec<&str> = ["--lang", "zh-CN"].iter().chain(words).copied().collect();
    meritbook(site, &all)
}

fn read(site: &Path, path: &str) -> String {
    fs::read_to_string(site.join("content/months/2026-10").join(path)).expect("it is there")
}

const ADJUST: [&str; 16] = [
    "adjust",
    "2026-10",
    "--person",
    "丙",
    "--figure",
    "回款额",
    "--to",
    "51000",
    "--reason",
    "退货取消",
    "--kind",
    "data",
    "--by",
    "周宁",
    "--on",
    "2026-12-10",
];

#[test]
fn adjust_shows_who_moves_and_adds_at_the_end() {
    let site = site("after-change-reassign");
    let before = read(site.path(), "adjustments.yml");
    let dry: Vec<&str> = ADJUST.iter().copied().chain(["--dry-run"]).collect();
    let shown = run(site.path(), &dry);
    assert_eq!(shown.status, 0, "{}", shown.said());
    // 丙 comes between 乙 with 52000 and 甲 with 50000, and 甲 falls to the third place.
    for said in [
        "丙（0103）20000 → 51000",
        "销售榜 3 → 2",
        "销售榜 2 → 3",
        "奖项按制度改发",
    ] {
        assert!(shown.out.contains(said), "{said}: {}", shown.said());
    }
    assert_eq!(read(site.path(), "adjustments.yml"), before);
    assert_eq!(run(site.path(), &ADJUST).status, 0);
    let after = read(site.path(), "adjustments.yml");
    let added = after
        .strip_prefix(&before)
        .expect("nothing above is touched");
    assert!(added.contains("  原值: 20000\n  改为: 51000\n"), "{added}");
    assert_eq!(run(site.path(), &["check"]).status, 0);
}

#[test]
fn what_was_exported_anew_is_rebased() {
    let site = site("after-change-reassign");
    let table = site.path().join("content/months/2026-10/回款.csv");
    let text = fs::read_to_string(&table).expect("a table");
    fs::write(&table, text.replace("0102,48000", "0102,49000")).expect("a table");
    let stopped = run(site.path(), &["check"]);
    assert!(stopped.said().contains("A143"), "{}", stopped.said());
    let words = [
        "adjust",
        "2026-10",
        "--rebase",
        "G2",
        "--by",
        "周宁",
        "--on",
        "2026-12-10",
    ];
    let rebased = run(site.path(), &words);
    assert_eq!(rebased.status, 0, "{}", rebased.said());
    let after = read(site.path(), "adjustments.yml");
    assert!(
        after.contains("  取代: G2\n") && after.contains("  原值: 49000\n"),
        "{after}"
    );
    assert_eq!(run(site.path(), &["check"]).status, 0);
}

#[test]
fn an_appeal_is_filed_decided_and_listed() {
    let site = site("after-change-keep");
    let words = [
        "appeal",
        "add",
        "2026-10",
        "--person",
        "0103",
        "--claim",
        "退货取消",
        "--figure",
        "回款额",
        "--on",
        "2026-11-10",
    ];
    let filed = run(site.path(), &words);
    assert_eq!(filed.status, 0, "{}", filed.said());
    // Three working days after Tuesday, the 10th of November: Friday, the 13th.
    assert!(
        filed.out.contains("答复不晚于 2026-11-13"),
        "{}",
        filed.said()
    );
    let words = [
        "appeal",
        "decide",
        "2026-10-S02",
        "--outcome",
        "upheld",
        "--to",
        "30500",
        "--by",
        "陈总",
        "--on",
        "2026-12-09",
    ];
    let decided = run(site.path(), &words);
    assert_eq!(decided.status, 0, "{}", decided.said());
    let listed = run(site.path(), &["appeal", "list", "2026-10"]);
    assert!(
        listed.out.contains("成立") && listed.out.contains("逾期"),
        "{}",
        listed.out
    );
    let adjusted = read(site.path(), "adjustments.yml");
    assert!(adjusted.contains("  申诉: 2026-10-S02\n"), "{adjusted}");
    let ruled = read(site.path(), "appeals.yml");
    assert!(ruled.contains("  更正: 2026-10-04\n"), "{ruled}");
}

#[test]
fn an_export_of_approvals_is_taken_in_once() {
    let site = site("after-change-keep");
    let export = "审批编号,申请人工号,申请事由,考核项,发起时间,审批结果,历史审批人,完成时间\n\
                  SP1,0103,少算一笔,回款额,2026-11-06 09:00,拒绝,陈总,2026-11-09 10:00\n\
                  SP2,0101,少算一笔,回款额,2026-11-06 09:30,审批中,,\n";
    fs::write(site.path().join("导出.csv"), export).expect("a file");
    let words = ["appeal", "import", "导出.csv", "--period", "2026-10"];
    let taken = run(site.path(), &words);
    assert!(
        taken.out.contains("新申诉 2 件，有结果的 1 件"),
        "{}",
        taken.said()
    );
    let again = run(site.path(), &words);
    assert!(
        again
            .out
            .contains("新申诉 0 件，有结果的 0 件，已经在的 2 件"),
        "{}",
        again.said()
    );
    let settled = export.replace("审批中,,", "同意,陈总,2026-11-10 11:00");
    fs::write(site.path().join("导出.csv"), settled).expect("a file");
    let last = run(site.path(), &words);
    assert!(last.out.contains("有结果的 1 件"), "{}", last.said());
    let listed = run(site.path(), &["appeal", "list"]);
    assert!(
        listed.out.contains("不成立") && listed.out.contains("成立"),
        "{}",
        listed.out
    );
}

/// The keys of a file go on in its own language, whoever writes to it; and a person or a policy that is
/// not clear is told as what it is.
#[test]
fn an_entry_goes_on_in_the_language_of_its_file() {
    for (lang, other) in [("zh-CN", "en"), ("en", "zh-CN")] {
        let site = site("after-change-keep");
        let month = site.path().join("content/months/2026-10");
        for file in ["appeals.yml", "adjustments.yml"] {
            fs::remove_file(month.join(file)).ok();
        }
        let say = |lang: &str, words: &str| {
            let words = words.split_whitespace();
            let words: Vec<&str> = ["--lang", lang].into_iter().chain(words).collect();
            meritbook(site.path(), &words)
        };
        let done = |lang: &str, words: &str| {
            let run = say(lang, words);
            assert_eq!(run.status, 0, "{}", run.said());
        };
        let add = "appeal add 2026-10 --person 0102 --figure 回款额 --claim 少一笔 --on 2026-11-06";
        done(lang, add);
        // The file has no decision yet that would show its language.
        let decide = "appeal decide 2026-10-S01 --by 周宁 --on 2026-11-09 --outcome";
        done(other, &format!("{decide} accepted"));
        done(lang, &format!("{decide} rejected"));
        done(other, &format!("{add} --about 2026-10"));
        let text = read(site.path(), "appeals.yml");
        let [has, has_not] = match lang {
            "en" => ["outcome: accepted", "结果"],
            _ => ["结果: 受理", "outcome"],
        };
        assert!(text.contains(has) && !text.contains(has_not), "{text}");
        for (words, said) in [
            ("--person 0199 --claim 少一笔", "K10"),
            (
                "--person 0101 --figure 回款客 --claim 少一笔",
                "是不是“回款额”",
            ),
        ] {
            let run = say(
                "zh-CN",
                &format!("appeal add 2026-10 --on 2026-11-06 {words}"),
            );
            assert_eq!(run.status, 1, "{}", run.said());
            assert!(run.said().contains(said), "{}", run.said());
        }
    }
}

#[test]
fn pages_mark_what_changed_and_keep_reasons_to_hr() {
    let site = site("after-change-reassign");
    let path = site.path().join("content/months/2026-10/appeals.yml");
    let appeals = fs::read_to_string(&path).expect("appeals");
    let more = "提出人: 工会小组, 审批编号: SP1207, 证据: 流水截图, 申诉内容";
    fs::write(path, appeals.replacen("申诉内容", more, 1)).expect("written");
    let build = |edition: &str, out: &str| {
        let run = run(site.path(), &["build", "--edition", edition, "-o", out]);
        assert_eq!(run.status, 0, "{}", run.said());
        let files = files_below(&site.path().join(out));
        let text = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).into_owned();
        let files = files
            .iter()
            .map(|(path, bytes)| (path.to_string(), text(bytes)));
        files.collect::<Vec<_>>()
    };
    let staff = build("staff", "staff");
    for (path, text) in &staff {
        for secret in [
            "银行流水",
            "少算一笔到账",
            "一笔到账记到了别人名下",
            "周宁",
            "工会小组",
            "SP1207",
            "流水截图",
        ] {
            assert!(!text.contains(secret), "{path} tells `{secret}`");
        }
    }
    let period = |files: &[(String, String)]| {
        let page = files
            .iter()
            .find(|(path, _)| path == "periods/2026-10.html");
        page.expect("the period's page").1.clone()
    };
    assert!(period(&staff).contains("<span class=\"mark\">已更正</span>"));
    // One appeal is too few to be told of without telling whose it was.
    assert!(!period(&staff).contains("申诉 1 件"));
    let hr = build("hr", "hr");
    assert!(period(&hr).contains("申诉 1 件，办结 1 件，成立 1 件"));
    let page = hr.iter().find(|(path, _)| path == "readiness/appeals.html");
    let page = &page.expect("the page of appeals").1;
    for said in [
        "银行流水为证",
        "48000 → 52000",
        "公布之后",
        "销售榜 2 → 1",
        "G3",
        "<span class=\"of\">审批编号 SP1207</span>",
        "<span class=\"of\">工会小组 代为提出</span>",
        "乙 2026年11月6日 提出",
        "流水截图",
    ] {
        assert!(page.contains(said), "{said}");
    }
}
