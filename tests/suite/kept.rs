//! What is shown of a sealed period is what was sealed: also after another version of the program
//! works out something else.

use std::fs;
use std::path::Path;

use meritbook::archive::Sealed;
use meritbook::content::Fingerprint;
use meritbook::period::Period;

use crate::common::{files_below, in_english, site_of};

/// September by hand: 12,000 of 10,000 is 120, 7,000 is 70 points; first and second.
const FILES: &[(&str, &str)] = &[
    ("site.yml", "title: 考核\n"),
    (
        "people/roster.csv",
        "员工编号,姓名,岗位\n0101,陈一鸣,电话销售专员\n0102,林晓月,电话销售专员\n",
    ),
    (
        "policies/sales.yml",
        "policy: 电话销售专员月度考核\nversion: {from: 2026-09}\n\
         applies_to: {post: 电话销售专员}\nscorecard:\n  回款额: {weight: 100, unit: 元, \
         value: sum(回款.金额), target: 10000, cap: 120%}\nboards:\n  红榜: {rank_by: 总分, show: 10}\n\
         awards:\n  月度销冠: {rank_by: 回款额, at_least: 回款额 >= 5000, places: 1, prize: 1000 元}\n",
    ),
    ("months/2026-09/month.yml", "state: final\n"),
    (
        "months/2026-09/回款.csv",
        "工号,金额\n0101,12000\n0102,7000\n",
    ),
    (
        "months/2026-10/回款.csv",
        "工号,金额\n0101,1000\n0102,2000\n",
    ),
];

fn site() -> tempfile::TempDir {
    let folder = site_of(FILES);
    let run = in_english(folder.path(), "seal 2026-09 --by Ann --on 2026-10-20");
    assert_eq!(run.status, 0, "{}", run.said());
    folder
}

/// Changes the sealed results as if another version had worked them out and sealed them.
fn by_another_version(site: &Path, change: impl FnOnce(String) -> String) {
    let folder = site.join("content/sealed/2026-09");
    let results = change(fs::read_to_string(folder.join("results.json")).unwrap());
    let mut sealed = Sealed::read(&fs::read(folder.join("seal.json")).unwrap()).unwrap();
    sealed.seal.version = "0.0.9".to_owned();
    sealed.seal.results = Fingerprint::of(results.as_bytes()).into();
    let text = serde_json::to_string_pretty(&sealed.seal).unwrap();
    sealed.digest = Fingerprint::of(text.as_bytes()).sha256;
    fs::write(folder.join("results.json"), results).unwrap();
    fs::write(folder.join("seal.json"), sealed.bytes()).unwrap();
}

/// Somebody else was first: 林晓月 with 125 1/3 points, and the award.
fn other(results: String) -> String {
    let mut json: serde_json::Value = serde_json::from_str(&results).unwrap();
    let policy = &mut json["policies"][0];
    for figure in ["total", "points"] {
        let subject = &mut policy["subjects"][1];
        let figure = match figure {
            "total" => &mut subject["total"],
            _ => &mut subject["items"][0]["points"],
        };
        assert_eq!(figure["value"], "70.00");
        figure["value"] = serde_json::json!({"value": "125.33", "exact": "376/3"});
    }
    let rank = |policy: &mut serde_json::Value, at: usize, rank: u32| {
        policy["subjects"][at]["ranks"][0]["rank"] = rank.into();
    };
    rank(policy, 0, 2);
    rank(policy, 1, 1);
    let rows = policy["boards"][0]["rows"].as_array_mut().unwrap();
    rows.swap(0, 1);
    rows[0]["rank"] = 1.into();
    rows[1]["rank"] = 2.into();
    rows[0]["keys"][0]["value"] = serde_json::json!({"value": "125.33", "exact": "376/3"});
    let winner = &mut policy["awards"][0]["winners"][0];
    winner["id"] = "0102".into();
    winner["name"] = "林晓月".into();
    winner["keys"][0]["value"] = "7777".into();
    // With the award goes the prize: the two sums of the rows change places.
    let rows = policy["pay_sheet"]["rows"].as_array_mut().unwrap();
    let (first, second) = (rows[0].clone(), rows[1].clone());
    for (row, from) in [(0, &second), (1, &first)] {
        rows[row]["total"] = from["total"].clone();
        for column in 3..5 {
            rows[row]["cells"][column] = from["cells"][column].clone();
        }
    }
    serde_json::to_string_pretty(&json).unwrap() + "\n"
}

#[test]
fn results_of_another_version_are_shown_as_they_were_sealed() {
    let folder = site();
    by_another_version(folder.path(), other);
    let check = in_english(folder.path(), "check");
    assert_eq!(check.status, 0, "{}", check.said());
    assert!(check.out.contains("[R113]"), "{}", check.out);
    assert!(
        check.out.contains("sealed by version 0.0.9"),
        "{}",
        check.out
    );
    let build = in_english(folder.path(), "build --edition hr -o out");
    assert_eq!(build.status, 0, "{}", build.said());
    let page = |path: &str| fs::read_to_string(folder.path().join("out").join(path)).unwrap();
    let period = page("periods/2026-09.html");
    assert!(
        period.contains("结果取自 2026-10-20 的封存，由 0.0.9 版算出"),
        "{period}"
    );
    let first = period.find("林晓月").unwrap();
    assert!(
        first < period.find("陈一鸣").unwrap(),
        "the sealed first comes first"
    );
    assert!(period.contains("125.33"));
    assert!(
        !period.contains("70.00"),
        "no figure of this version is left"
    );
    // The explanation says that it comes to something else.
    let person = page("people/0102-2026.html");
    assert!(person.contains("125.33"));
    assert_eq!(
        person.matches("封存的是 125.33").count(),
        2,
        "points and total: {person}"
    );
    assert!(
        !person.contains("= 125.33"),
        "no sum that does not add up: {person}"
    );
    // What programs read is what was sealed, too.
    let data: serde_json::Value = serde_json::from_str(&page("data/2026-09.json")).unwrap();
    let sealed = folder.path().join("content/sealed/2026-09/results.json");
    let sealed: serde_json::Value = serde_json::from_slice(&fs::read(sealed).unwrap()).unwrap();
    assert_eq!(data["policies"], sealed["policies"]);
    let explain = in_english(folder.path(), "explain 0102 2026-09");
    assert!(explain.out.contains("Sealed is 125.33"), "{}", explain.out);
}

#[test]
fn titles_may_be_worded_anew() {
    let folder = site();
    by_another_version(folder.path(), |results| {
        let other = results.replace("\"title\": \"回款额\"", "\"title\": \"回款\"");
        assert_ne!(results, other);
        other
    });
    let check = in_english(folder.path(), "check");
    assert!(!check.out.contains("R11"), "{}", check.out);
    let kept = meritbook::assess(folder.path()).book.unwrap().kept;
    assert!(!kept[&Period::new(2026, 9).unwrap()].is_taken());
}

#[test]
fn what_cannot_be_shown_is_not_replaced_in_silence() {
    let folder = site();
    by_another_version(folder.path(), |results| {
        results.replace("\"0102\"", "\"0109\"")
    });
    let build = in_english(folder.path(), "build -o out");
    assert_eq!(build.status, 1, "{}", build.said());
    assert!(build.err.contains("[R114]"), "{}", build.err);
    assert!(build.err.contains("0.0.9"), "{}", build.err);
    assert!(!folder.path().join("out").exists());
}

#[test]
fn a_sealed_file_that_was_touched_stops_the_build() {
    for name in ["seal.json", "results.json"] {
        let folder = site();
        let file = folder.path().join("content/sealed/2026-09").join(name);
        let text = fs::read_to_string(&file).unwrap();
        fs::write(&file, text + " ").unwrap();
        let build = in_english(folder.path(), "build -o out");
        assert_eq!(build.status, 1);
        let said = format!("“content/sealed/2026-09/{name}” is not what it was");
        assert!(
            build.err.contains("[R115]") && build.err.contains(&said),
            "{}",
            build.err
        );
        fs::remove_file(&file).unwrap();
        let build = in_english(folder.path(), "build -o out");
        assert!(build.err.contains("is gone"), "{}", build.err);
    }
}

/// The difference is made good in a month that is still open; the pages of both tell of it, to
/// each audience what it may know.
#[test]
fn a_correction_after_sealing_stands_in_a_later_month() {
    let folder = site();
    let read = |path: &str| fs::read(folder.path().join(path)).unwrap();
    let page = |path: &str| String::from_utf8(read(path)).unwrap();
    let build = |edition: &str| {
        let build = in_english(folder.path(), &format!("build --edition {edition} -o out"));
        assert_eq!(build.status, 0, "{}", build.said());
    };
    build("hr");
    let results = "content/sealed/2026-09/results.json";
    let (before, sealed) = (read("out/data/2026-09.json"), read(results));
    let (sealed_page, open_page) = ("out/periods/2026-09.html", "out/periods/2026-10.html");
    assert!(!page(open_page).contains("25.00"));
    assert!(!page(sealed_page).contains("后来有更正"));
    // 2,000 of 10,000 is 20 points.
    let adjust = "adjust 2026-10 --person 0102 --figure 总分 --to 25 --reason 九月少计一单 \
                  --corrects 2026-09 --corrects-figure 回款额 --by 周宁 --on 2026-11-02";
    let adjust = in_english(folder.path(), adjust);
    assert_eq!(adjust.status, 0, "{}", adjust.said());
    let said = "20 → 25 · makes good 回款额 of 2026-09";
    assert!(adjust.out.contains(said), "{}", adjust.said());
    build("hr");
    let later =
        "<p class=\"lead\">本期的结果后来有更正，写在 <a href=\"2026-10.html\">2026年10月</a>";
    assert!(page(sealed_page).contains(later), "{}", page(sealed_page));
    let earlier = "有补以前周期的： <a href=\"2026-09.html\">2026年9月</a>";
    assert!(page(open_page).contains(earlier), "{}", page(open_page));
    assert!(page(open_page).contains("25.00") && page(open_page).contains("更正"));
    let of_sealed = page("out/periods/2026-09-provenance.html");
    for said in [
        "补正本期 1 处，涉及 1 人",
        "九月少计一单",
        "<td class=\"num\">25</td>",
    ] {
        assert!(of_sealed.contains(said), "{said}: {of_sealed}");
    }
    let mark = "补正2026年9月的回款额";
    assert!(page("out/periods/2026-10-provenance.html").contains(mark));
    assert!(page("out/readiness/appeals.html").contains(mark));
    // On the person's own pages each leads to the other.
    let makes = "<a class=\"mark\" href=\"0102-2026.html#m9\">总分：补正2026年9月的回款额</a>";
    let made = "<a class=\"mark\" href=\"0102-2026.html#m10\">回款额：已在2026年10月补正</a>";
    let person = page("out/people/0102.html");
    assert!(person.contains(makes) && !person.contains(made), "{person}");
    let year = page("out/people/0102-2026.html");
    assert!(year.contains(makes) && year.contains(made), "{year}");
    assert!(!page("out/people/0101.html").contains("补正"));
    assert!(!page("out/people/0101-2026.html").contains("补正"));
    let told: serde_json::Value =
        serde_json::from_slice(&read("out/data/2026-09-provenance.json")).unwrap();
    let one = &told["corrected_later"]["list"][0];
    assert_eq!(
        (&one["period"], &one["after"]),
        (&"2026-10".into(), &"25".into())
    );
    assert_eq!(one["corrects"]["figure"], "回款额");
    // What was sealed is what it was.
    assert!(before == read("out/data/2026-09.json"));
    assert!(sealed == read(results));
    assert_eq!(in_english(folder.path(), "verify").status, 0);
    // Others learn that there is something, and not whose.
    build("staff");
    assert!(page(sealed_page).contains(later), "{}", page(sealed_page));
    let of_sealed = page("out/periods/2026-09-provenance.html");
    assert!(
        of_sealed.contains("补正本期 1 处，涉及 1 人"),
        "{of_sealed}"
    );
    for (path, bytes) in files_below(&folder.path().join("out")) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("九月少计一单"), "{path}");
    }
}

/// An appeal about a sealed period is decided in a later month, in the words of an English site.
#[test]
fn an_appeal_about_a_sealed_period_is_made_good_later() {
    let mut files = FILES.to_vec();
    files[0] = ("site.yml", "title: Results\nlanguage: en\n");
    let folder = site_of(&files);
    let done = |command: &str| {
        let run = in_english(folder.path(), command);
        assert_eq!(run.status, 0, "{command}: {}", run.said());
        run.out
    };
    done("seal 2026-09 --by Ann --on 2026-10-20");
    let add = "appeal add 2026-10 --person 0102 --figure 回款额 --about 2026-09 --claim late --on 2026-11-02";
    assert!(done(add).contains("2026-10-S01 2026-09"));
    let decide = "appeal decide 2026-10-S01 --outcome upheld --to 2500 --by Ann --on 2026-11-03";
    let said = done(decide);
    assert!(
        said.contains("2000 → 2500 · makes good 回款额 of 2026-09"),
        "{said}"
    );
    done("build -o out");
    let page = |period: &str| {
        let path = folder.path().join(format!("out/periods/{period}.html"));
        fs::read_to_string(path).unwrap()
    };
    let later =
        "Corrected later, see <a href=\"2026-10.html\">October 2026</a>; what stands here is";
    assert!(page("2026-09").contains(later), "{}", page("2026-09"));
    let earlier = "make an earlier one good: <a href=\"2026-09.html\">September 2026</a>; its";
    assert!(page("2026-10").contains(earlier), "{}", page("2026-10"));
}
