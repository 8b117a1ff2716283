//! `seal` and `verify`: what is sealed provably stays what it was, and any change is named.

use std::fs;
use std::path::Path;

use meritbook::archive::{Sealed, Signed, Taken};
use meritbook::content::Fingerprint;

use crate::common::{Run, copy, files_below, in_english, meritbook_with, site_of, temporary};

/// Three months, the last of them open; a later version of the policy, and a free page.
const FILES: &[(&str, &str)] = &[
    ("site.yml", "title: 考核\n"),
    (
        "people/roster.csv",
        "员工编号,姓名,岗位\n0101,陈一鸣,电话销售专员\n0102,林晓月,电话销售专员\n",
    ),
    (
        "policies/sales/2026-08.yml",
        "policy: 电话销售专员月度考核\nversion: {from: 2026-08}\napplies_to: {post: 电话销售专员}\n\
         scorecard:\n  回款额: {weight: 100, unit: 元, value: sum(回款.金额), target: 目标.金额, cap: 120%}\n\
         boards:\n  红榜: {rank_by: 总分, show: 10}\n",
    ),
    (
        "policies/sales/2026-10.yml",
        "policy: 电话销售专员月度考核\nversion: {from: 2026-10}\napplies_to: {post: 电话销售专员}\n\
         scorecard:\n  回款额: {weight: 100, unit: 元, value: sum(回款.金额), target: 目标.金额, cap: 150%}\n",
    ),
    ("pages/about.md", "# 关于\n"),
    ("months/2026-08/month.yml", "state: final\n"),
    (
        "months/2026-08/回款.csv",
        "工号,金额\n0101,5000\n0101,4000\n0102,8000\n",
    ),
    (
        "months/2026-08/目标.csv",
        "工号,金额\n0101,10000\n0102,10000\n",
    ),
    ("months/2026-09/month.yml", "state: final\r\n"),
    (
        "months/2026-09/回款.csv",
        "工号,金额\r\n0101,12000\r\n0102,7000\r\n",
    ),
    (
        "months/2026-09/目标.csv",
        "工号,金额\n0101,10000\n0102,10000\n",
    ),
    (
        "months/2026-10/回款.csv",
        "工号,金额\n0101,1000\n0102,2000\n",
    ),
    (
        "months/2026-10/目标.csv",
        "工号,金额\n0101,10000\n0102,10000\n",
    ),
];

fn site() -> tempfile::TempDir {
    site_of(FILES)
}

fn seal(site: &Path, period: &str) {
    let run = in_english(site, &format!("seal {period} --by Ann --on 2026-11-12"));
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.said());
}

/// A site whose first two months are sealed.
pub fn sealed_site() -> tempfile::TempDir {
    let folder = site();
    seal(folder.path(), "2026-08");
    seal(folder.path(), "2026-09");
    folder
}

fn digest_of(site: &Path, period: &str) -> String {
    let bytes = fs::read(site.join(format!("content/sealed/{period}/seal.json"))).unwrap();
    Sealed::read(&bytes).unwrap().digest
}

#[test]
fn a_seal_holds_the_results_and_all_they_rest_on() {
    let folder = sealed_site();
    let files = files_below(&folder.path().join("content/sealed"));
    let paths: Vec<&str> = files.keys().map(String::as_str).collect();
    // The same bytes are kept once; no later month, no later version, no free page.
    assert_eq!(
        paths,
        [
            "2026-08/inputs/content/months/2026-08/month.yml",
            "2026-08/inputs/content/months/2026-08/回款.csv",
            "2026-08/inputs/content/months/2026-08/目标.csv",
            "2026-08/inputs/content/people/roster.csv",
            "2026-08/inputs/content/policies/sales/2026-08.yml",
            "2026-08/inputs/content/site.yml",
            "2026-08/results.json",
            "2026-08/seal.json",
            "2026-09/inputs/content/months/2026-09/month.yml",
            "2026-09/inputs/content/months/2026-09/回款.csv",
            "2026-09/inputs/content/months/2026-09/目标.csv",
            "2026-09/results.json",
            "2026-09/seal.json",
        ]
    );
    let seal: serde_json::Value = serde_json::from_slice(&files["2026-09/seal.json"]).unwrap();
    assert_eq!(seal["number"], 2);
    assert_eq!(seal["sealed_by"], "Ann");
    assert_eq!(seal["sealed_on"], "2026-11-12");
    assert_eq!(
        seal["previous"]["digest"],
        digest_of(folder.path(), "2026-08")
    );
    let inputs = seal["inputs"].as_array().unwrap();
    assert_eq!(inputs.len(), 9);
    let deals = inputs
        .iter()
        .find(|i| i["path"] == "content/months/2026-08/回款.csv")
        .unwrap();
    assert_eq!(
        (&deals["rows"], &deals["kept_in"]),
        (&3.into(), &"2026-08".into())
    );
    // 12000 of 10000 is 120 %, 7000 is 70 %: by hand.
    let results: serde_json::Value =
        serde_json::from_slice(&files["2026-09/results.json"]).unwrap();
    let totals: Vec<&serde_json::Value> = results["policies"][0]["subjects"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| &s["total"]["value"])
        .collect();
    assert_eq!(totals, ["120.00", "70.00"]);
}

#[test]
fn what_is_sealed_verifies_alone_and_anywhere() {
    let folder = sealed_site();
    let moved = temporary();
    copy(
        &folder.path().join("content/sealed"),
        &moved.path().join("content/sealed"),
    );
    let head = digest_of(folder.path(), "2026-09");
    let words = ["verify", "--head", &head];
    let elsewhere = [("TZ", "Pacific/Kiritimati"), ("LC_ALL", "en_US.UTF-8")];
    let run = meritbook_with(moved.path(), &words, &elsewhere);
    assert_eq!(run.status, 0, "{}", run.said());
    assert!(
        run.out
            .contains("All 13 files of 2 seals are what they were"),
        "{}",
        run.out
    );
    assert!(run.out.contains(&head));
    assert!(run.out.contains("is that of the last seal"), "{}", run.out);
    // Made on another machine, the seals would be the same.
    let again = sealed_site();
    let files = |site: &Path| files_below(&site.join("content/sealed"));
    assert!(files(folder.path()) == files(again.path()));
}

#[test]
fn every_reason_against_sealing_is_told_at_once() {
    let folder = site();
    let run = in_english(folder.path(), "seal 2026-10 --by Ann --on 2026-11-12");
    assert_eq!(run.status, 1);
    assert!(
        run.err.contains("[R101]") && run.err.contains("[R103]"),
        "{}",
        run.err
    );
    assert!(run.err.contains("2026-08 and 2026-09"), "{}", run.err);
    assert!(!folder.path().join("content/sealed").exists());
    for wrong in ["--by Ann --on tomorrow", "--by  --on 2026-11-12"] {
        let run = in_english(folder.path(), &format!("seal 2026-08 {wrong}"));
        assert_eq!(run.status, 1, "{wrong}");
        assert!(run.err.contains("[K101]"), "{}", run.err);
    }
    seal(folder.path(), "2026-08");
    let again = in_english(folder.path(), "seal 2026-08 --by Ann --on 2026-11-12");
    assert_eq!(again.status, 1);
    assert!(again.err.contains("[R102]"), "{}", again.err);
}

#[test]
fn a_tail_that_was_cut_off_is_seen_by_the_head_alone() {
    let folder = sealed_site();
    let head = digest_of(folder.path(), "2026-09");
    let first = digest_of(folder.path(), "2026-08");
    fs::remove_dir_all(folder.path().join("content/sealed/2026-09")).unwrap();
    assert_eq!(in_english(folder.path(), "verify").status, 0);
    let cut = in_english(folder.path(), &format!("verify --head {head}"));
    assert_eq!(cut.status, 1);
    assert!(
        cut.out
            .contains(&format!("there is no seal with the digest {head}")),
        "{}",
        cut.out
    );
    fs::write(folder.path().join("head.txt"), format!("{first}\r\n")).unwrap();
    assert_eq!(
        in_english(folder.path(), "verify --head-file head.txt").status,
        0
    );
    assert_eq!(
        in_english(folder.path(), "verify --head-file none.txt").status,
        1
    );
}

/// Somebody makes a whole new chain with better results: the inputs tell.
#[test]
fn results_that_do_not_follow_from_the_inputs_are_found() {
    let folder = sealed_site();
    let place = folder.path().join("content/sealed/2026-09");
    let results = fs::read_to_string(place.join("results.json")).unwrap();
    let forged = results.replace("\"70.00\"", "\"75.00\"");
    assert_ne!(results, forged);
    let read = |period: &str| {
        let path = format!("content/sealed/{period}/seal.json");
        Sealed::read(&fs::read(folder.path().join(path)).unwrap()).unwrap()
    };
    let (first, second) = (read("2026-08"), read("2026-09"));
    let inputs = second.seal.inputs.iter().map(|i| Taken {
        path: i.path.clone(),
        print: Fingerprint {
            size: i.size,
            sha256: i.sha256.clone(),
        },
        rows: i.rows,
    });
    let signed = Signed {
        by: "Ann".into(),
        on: "2026-11-12".into(),
        reason: None,
    };
    let print = Fingerprint::of(forged.as_bytes());
    let new = Sealed::new("2026-09".into(), signed, print, inputs.collect(), &[first]);
    fs::write(place.join("results.json"), &forged).unwrap();
    fs::write(place.join("seal.json"), new.bytes()).unwrap();
    let run = in_english(folder.path(), "verify");
    assert_eq!(run.status, 1);
    let said = "changed  content/sealed/2026-09/results.json: worked out anew";
    assert!(run.out.contains(said), "{}", run.out);
}

#[test]
fn verify_counts_by_file_for_programs() {
    let folder = sealed_site();
    let sealed = folder.path().join("content/sealed");
    fs::write(
        sealed.join("2026-08/inputs/content/site.yml"),
        "title: 考勤\n",
    )
    .unwrap();
    fs::write(sealed.join("notes.txt"), "x").unwrap();
    let run = in_english(folder.path(), "verify --format json");
    assert_eq!(run.status, 1);
    let data: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(
        (&data["format"], &data["whole"]),
        (&"meritbook/verify/v1".into(), &false.into())
    );
    let verdict = |path: &str| {
        let files = data["files"].as_array().unwrap();
        files.iter().find(|f| f["path"] == path).unwrap()["verdict"].clone()
    };
    assert_eq!(
        verdict("content/sealed/2026-08/inputs/content/site.yml"),
        "changed"
    );
    assert_eq!(verdict("content/sealed/notes.txt"), "unexpected");
    assert_eq!(verdict("content/sealed/2026-08/seal.json"), "ok");
    let none = in_english(folder.path(), "verify 2026-10");
    assert_eq!(none.status, 1);
    assert!(none.err.contains("[K171]"), "{}", none.err);
}

fn check(site: &Path) -> Run {
    in_english(site, "check")
}

#[test]
fn what_a_sealed_month_rests_on_may_not_change() {
    let cases: [(&str, Option<&str>, &str); 5] = [
        (
            "months/2026-08/回款.csv",
            Some("工号,金额\n0101,9000\n0102,8001\n"),
            "was changed",
        ),
        ("months/2026-09/目标.csv", None, "is gone"),
        (
            "months/2026-09/通话.csv",
            Some("工号,秒\n0101,9\n"),
            "came in afterwards",
        ),
        (
            "policies/sales/2026-08.yml",
            Some("policy: x\n"),
            "was changed",
        ),
        (
            "policies/service.yml",
            Some("policy: 客服考核\nversion: {from: 2026-08}\nmetrics:\n  量: sum(回款.金额)\n"),
            "came in afterwards",
        ),
    ];
    for (path, text, said) in cases {
        let folder = sealed_site();
        assert_eq!(
            check(folder.path()).status,
            0,
            "{}",
            check(folder.path()).said()
        );
        let file = folder.path().join("content").join(path);
        match text {
            Some(text) => fs::write(file, text).unwrap(),
            None => fs::remove_file(file).unwrap(),
        }
        let run = check(folder.path());
        assert_eq!(run.status, 1, "{path}: {}", run.said());
        let whole = format!("“content/{path}” {said}");
        assert!(
            run.out.contains("[R111]") && run.out.contains(&whole),
            "{path}: {}",
            run.out
        );
        let build = in_english(folder.path(), "build");
        assert_eq!(build.status, 1, "{path}");
        assert!(!folder.path().join("public").exists());
    }
}

#[test]
fn what_all_months_share_may_go_on_but_not_alter_sealed_results() {
    let folder = sealed_site();
    let roster = folder.path().join("content/people/roster.csv");
    let before = fs::read_to_string(&roster).unwrap();
    // Somebody who joins later, a later version, a new month: all as it should be.
    let joins = before.replace("岗位\n", "岗位,入职日期\n");
    let joins = joins.replace("专员\n", "专员,\n") + "0103,周子安,电话销售专员,2026-10-08\n";
    fs::write(&roster, joins).unwrap();
    let later = folder.path().join("content/policies/sales/2026-10.yml");
    let text = fs::read_to_string(&later).unwrap();
    fs::write(&later, text.replace("150%", "140%")).unwrap();
    let run = check(folder.path());
    assert_eq!(run.status, 0, "{}", run.said());
    // A name written over: the sealed results say another one.
    fs::write(&roster, before.replace("林晓月", "林小月")).unwrap();
    let run = check(folder.path());
    assert_eq!(run.status, 1);
    assert!(run.out.contains("[R112]"), "{}", run.out);
    assert!(run.out.contains("content/people/roster.csv"), "{}", run.out);
}
