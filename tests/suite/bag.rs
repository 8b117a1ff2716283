//! `bag`: a sealed period in a bag that anybody can check, with pages that stand alone.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Command;

use meritbook::archive::verify;
use meritbook::content::{Fingerprint, sealed};

use crate::common::{
    copy, files_below, in_english, meritbook_with, repository, site_of, temporary,
};
use crate::tamper::packed_and_moved;

const FILES: &[(&str, &str)] = &[
    ("site.yml", "title: 考核\norganisation: 致远公司\n"),
    (
        "people/roster.csv",
        "员工编号,姓名,岗位\n0101,陈一鸣,电话销售专员\n0102,林晓月,电话销售专员\n",
    ),
    (
        "policies/sales.yml",
        "policy: 电话销售专员月度考核\nversion: {from: 2026-07}\n\
         applies_to: {post: 电话销售专员}\nscorecard:\n  回款额: {weight: 100, unit: 元, \
         value: sum(回款.金额), target: 目标.金额, cap: 120%}\nboards:\n  红榜: {rank_by: 总分, show: 10}\n",
    ),
    (
        "policies/quarter.yml",
        "policy: 季度考核\nperiod: quarter\nversion: {from: 2026-Q3}\napplies_to: {post: 电话销售专员}\n\
         metrics:\n  季度回款: {unit: 元, value: sum(回款.金额)}\n\
         boards:\n  季度榜: {rank_by: 季度回款}\n",
    ),
    ("tables/目标.csv", "工号,金额\n0101,10000\n0102,10000\n"),
    ("months/2026-07/month.yml", "state: final\n"),
    (
        "months/2026-07/回款.csv",
        "工号,金额\r\n0101,9000\r\n0102,8000\r\n",
    ),
    ("months/2026-08/month.yml", "state: final\n"),
    (
        "months/2026-08/回款.csv",
        "工号,金额\n0101,7000\n0102,12000\n",
    ),
    ("months/2026-09/month.yml", "state: final\n"),
    (
        "months/2026-09/回款.csv",
        "工号,金额\n0101,12000\n0102,7000\n",
    ),
    (
        "months/2026-10/回款.csv",
        "工号,金额\n0101,11000\n0102,9000\n",
    ),
];

/// Three sealed months and their quarter, and a month that is open.
fn site() -> tempfile::TempDir {
    let folder = site_of(FILES);
    for period in ["2026-07", "2026-08", "2026-09", "2026-Q3"] {
        let sealed = in_english(
            folder.path(),
            &format!("seal {period} --by Ann --on 2026-10-20"),
        );
        assert_eq!(sealed.status, 0, "{period}: {}", sealed.said());
    }
    folder
}

fn bagged(site: &Path, more: &str) {
    let bag = in_english(site, &format!("bag {more} --by Ann --on 2026-11-20"));
    assert_eq!((bag.status, bag.err.as_str()), (0, ""), "{}", bag.said());
}

/// Checks every line of a list of digests against the files of a bag; returns the paths.
fn checked(files: &BTreeMap<String, Vec<u8>>, list: &str) -> Vec<String> {
    let text = std::str::from_utf8(&files[list]).unwrap();
    let lines = text.lines().map(|line| {
        let (digest, path) = line.split_once("  ").unwrap();
        assert_eq!(digest, Fingerprint::of(&files[path]).sha256, "{path}");
        path.to_owned()
    });
    lines.collect()
}

#[test]
fn a_bag_holds_everything_and_lists_it() {
    let folder = site();
    bagged(folder.path(), "2026-09 --where Cellar");
    let files = files_below(&folder.path().join("bag-2026-09"));
    let sealed = files_below(&folder.path().join("content/sealed/2026-09"));
    assert!(files["data/results.json"] == sealed["results.json"]);
    assert!(files["data/seal.json"] == sealed["seal.json"]);
    for (path, text) in FILES.iter().filter(|(path, _)| !path.contains("2026-10")) {
        assert!(
            files[&format!("data/inputs/content/{path}")] == text.as_bytes(),
            "{path}"
        );
    }
    assert!(!files.keys().any(|path| path.contains("months/2026-10")));
    assert!(files.contains_key("data/earlier-seals/2026-08.json"));
    // Each file stands in one of the two lists, but the last list itself.
    let mut listed = checked(&files, "manifest-sha256.txt");
    assert!(listed.iter().all(|path| path.starts_with("data/")));
    listed.extend(checked(&files, "tagmanifest-sha256.txt"));
    listed.push("tagmanifest-sha256.txt".to_owned());
    listed.sort();
    assert_eq!(listed, files.keys().cloned().collect::<Vec<_>>());
    let text = |path: &str| String::from_utf8(files[path].clone()).unwrap();
    assert_eq!(
        text("bagit.txt"),
        "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    );
    let info = text("bag-info.txt");
    for line in [
        "Source-Organization: 致远公司",
        "Bagging-Date: 2026-11-20",
        "External-Identifier: 2026-09",
        "Stored-At: Cellar",
        "Sealed-On: 2026-10-20",
    ] {
        assert!(info.lines().any(|l| l == line), "{line}: {info}");
    }
    let payload: Vec<&Vec<u8>> = files
        .iter()
        .filter(|(path, _)| path.starts_with("data/"))
        .map(|(_, bytes)| bytes)
        .collect();
    let size: usize = payload.iter().map(|bytes| bytes.len()).sum();
    assert!(
        info.contains(&format!("Payload-Oxum: {size}.{}\n", payload.len())),
        "{info}"
    );
    let readme = text("README.md");
    assert!(readme.contains("怎么核对没有动过") && readme.contains("How to check"));
    assert!(!readme.contains('{'), "{readme}");
    // The pages are those of this period alone, and it is a sealed one.
    let page = text("data/site/periods/2026-09.html");
    assert!(page.contains("林晓月") && page.contains("70.00"), "{page}");
    assert!(page.contains("已封存"), "{page}");
    assert!(!files.contains_key("data/site/periods/2026-08.html"));
}

#[test]
fn an_archived_period_is_shown_as_one() {
    let folder = site();
    bagged(folder.path(), "2026-Q3 --where 三柜");
    let list = folder.path().join("content/archived.yml");
    let text = fs::read_to_string(&list).unwrap();
    let tags = folder.path().join("bag-2026-Q3/tagmanifest-sha256.txt");
    let digest = Fingerprint::of(&fs::read(tags).unwrap()).sha256;
    assert!(text.ends_with(&format!(
        "- period: \"2026-Q3\"\n  by: \"Ann\"\n  on: 2026-11-20\n  where: \"三柜\"\n  digest: \"{digest}\"\n"
    )), "{text}");
    let build = in_english(folder.path(), "build -o out");
    assert_eq!(build.status, 0, "{}", build.said());
    let page = fs::read_to_string(folder.path().join("out/periods/2026-Q3.html")).unwrap();
    assert!(page.contains("已归档"), "{page}");
    // What is archived is noted beside the results and no part of what later ones rest on.
    assert_eq!(in_english(folder.path(), "verify").status, 0);
    fs::write(
        &list,
        text + "- {period: 2026-10, by: Ann, on: 2026-11-20}\n",
    )
    .unwrap();
    let check = in_english(folder.path(), "check");
    assert!(check.out.contains("[R116]"), "{}", check.out);
}

#[test]
fn a_bag_is_never_written_over_and_only_of_what_is_whole() {
    let folder = site();
    let ask = |period: &str| {
        in_english(
            folder.path(),
            &format!("bag {period} --by Ann --on 2026-11-20"),
        )
    };
    let open = ask("2026-10");
    assert!(
        open.err.contains("[K171]") && open.status == 1,
        "{}",
        open.said()
    );
    bagged(folder.path(), "2026-07");
    let list = fs::read(folder.path().join("content/archived.yml")).unwrap();
    let again = ask("2026-07");
    assert!(
        again.err.contains("[K172]") && again.status == 1,
        "{}",
        again.said()
    );
    let copy = folder
        .path()
        .join("content/sealed/2026-07/inputs/content/tables/目标.csv");
    fs::write(copy, "工号,金额\n0101,10000\n0102,10001\n").unwrap();
    let changed = ask("2026-08");
    assert!(
        changed.err.contains("[R117]") && changed.status == 1,
        "{}",
        changed.said()
    );
    assert!(!folder.path().join("bag-2026-08").exists());
    assert!(fs::read(folder.path().join("content/archived.yml")).unwrap() == list);
}

#[test]
fn one_file_holds_the_same_bytes_every_time() {
    let (folder, other) = (site(), site());
    bagged(folder.path(), "2026-08 --zip");
    bagged(folder.path(), "2026-08 -o bag");
    let elsewhere = [("TZ", "Pacific/Kiritimati"), ("LC_ALL", "en_US.UTF-8")];
    let words = "bag 2026-08 --by Ann --on 2026-11-20 --zip -o other.zip";
    let words: Vec<&str> = words.split(' ').collect();
    assert_eq!(meritbook_with(other.path(), &words, &elsewhere).status, 0);
    let bytes = fs::read(folder.path().join("bag-2026-08.zip")).unwrap();
    assert!(bytes == fs::read(other.path().join("other.zip")).unwrap());
    let mut unpacked = BTreeMap::new();
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        let name = file.name().unwrap().into_owned();
        let path = name.strip_prefix("bag-2026-08/").unwrap();
        unpacked.insert(path.to_owned(), bytes);
    }
    assert!(unpacked == files_below(&folder.path().join("bag")));
}

/// What is sealed on one machine verifies on another one, packed and unpacked on the way.
#[test]
fn what_is_sealed_stands_being_packed_and_moved() {
    let folder = site();
    let moved = temporary();
    let site = moved.path().join("somewhere else");
    let sealed_here = folder.path().join("content/sealed");
    packed_and_moved(&sealed_here, &site.join("content/sealed"));
    assert!(verify(&sealed(&site)).is_whole());
    for (zone, locale) in [
        ("America/St_Johns", "C"),
        ("Asia/Shanghai", "zh_CN.GB18030"),
    ] {
        let run = meritbook_with(&site, &["verify"], &[("TZ", zone), ("LC_ALL", locale)]);
        assert_eq!(run.status, 0, "{zone}: {}", run.said());
    }
    // A quarter rests on the copies of its months.
    let quarter = in_english(&site, "verify 2026-Q3");
    assert_eq!(quarter.status, 0, "{}", quarter.said());
}

/// Data that begin in the middle of a quarter: it never becomes final, and the months go on.
#[test]
fn a_quarter_that_lacks_a_month_keeps_nobody_waiting() {
    let folder = temporary();
    copy(site().path(), folder.path());
    for path in ["content/sealed", "content/months/2026-07"] {
        fs::remove_dir_all(folder.path().join(path)).unwrap();
    }
    let open = folder.path().join("content/months/2026-10/month.yml");
    fs::write(open, "state: final\n").unwrap();
    for period in ["2026-08", "2026-09", "2026-10"] {
        let ask = format!("seal {period} --by Ann --on 2026-11-20");
        let sealed = in_english(folder.path(), &ask);
        assert_eq!(sealed.status, 0, "{period}: {}", sealed.said());
    }
    let never = in_english(folder.path(), "seal 2026-Q3 --by Ann --on 2026-11-20");
    assert!(never.err.contains("[R101]"), "{}", never.said());
}

#[test]
fn what_lies_in_tables_and_sheets_of_policies_is_sealed_too() {
    let folder = site();
    let table = folder.path().join("content/tables/目标.csv");
    fs::write(&table, "工号,金额\n0101,10000\n0102,7000\n").unwrap();
    let check = in_english(folder.path(), "check");
    assert!(check.out.contains("[R112]"), "{}", check.out);
    assert!(
        check.out.contains("content/tables/目标.csv"),
        "{}",
        check.out
    );
}

/// Another program that knows the format finds nothing wrong.
#[test]
fn an_independent_validator_accepts_a_bag() {
    let asked = std::env::var_os("MERITBOOK_PYTHON");
    let python = asked.clone().unwrap_or_else(|| "python3".into());
    let has = Command::new(&python).args(["-c", "import bagit"]).output();
    if !has.is_ok_and(|has| has.status.success()) {
        assert!(asked.is_none(), "MERITBOOK_PYTHON has no bagit");
        println!("skipped: python3 has no bagit to check the bag with");
        return;
    }
    let folder = site();
    bagged(folder.path(), "2026-Q3");
    let bag = folder.path().join("bag-2026-Q3");
    let validate = || {
        let mut command = Command::new(&python);
        command.args(["-m", "bagit", "--validate"]).arg(&bag);
        command.output().expect("python runs")
    };
    let said = validate();
    let told = String::from_utf8_lossy(&said.stderr).into_owned();
    assert!(said.status.success(), "{told}");
    // It would notice.
    let page = bag.join("data/site/index.html");
    let text = fs::read_to_string(&page).unwrap();
    fs::write(&page, text.replacen('>', "> ", 1)).unwrap();
    assert!(!validate().status.success());
}

/// The demo's first sealed month, as the browser opens it; `None` where none is sealed.
pub fn of_the_demo(to: &Path) {
    let folder = temporary();
    copy(&repository("content"), &folder.path().join("content"));
    if !folder.path().join("content/sealed/2025-11").exists() {
        let sealed = in_english(folder.path(), "seal 2025-11 --by 周宁 --on 2025-12-12");
        assert_eq!(sealed.status, 0, "{}", sealed.said());
    }
    bagged(folder.path(), "2025-11");
    copy(&folder.path().join("bag-2025-11/data/site"), to);
}
