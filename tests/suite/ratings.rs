//! Ratings: what of them nobody gets to see, and what HR sees of raters.

use std::fs;

use crate::common::{files_below, meritbook, temporary};
use crate::downloads::{cell, opened, sheet};

const POLICY: &str = "policy: 行为评价
version: {from: 2026-10}
applies_to: {post: 专员}
scorecard:
  协作: {weight: 100, raters: {自评: 10, 上级: 50, 同事: {weight: 40, missing: reweight}}}
";

/// Single marks of peers: three for 01, two for 02, one each for 03 to 07.
const PEERS: &str = "01,协作,同事,02,61.25
01,协作,同事,03,62.75
01,协作,同事,04,63.5
02,协作,同事,01,67.25
02,协作,同事,03,79.75
03,协作,同事,02,80
04,协作,同事,02,80
05,协作,同事,02,80
06,协作,同事,02,80
07,协作,同事,02,80
";

fn site() -> tempfile::TempDir {
    let site = temporary();
    let write = |path: &str, text: &str| {
        let path = site.path().join("content").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let mut roster = "工号,姓名,团队,岗位\n09,组长甲,一组,组长\n".to_owned();
    let mut ratings = "工号,考核项,评分人,评分人工号,评分\n".to_owned();
    for id in 1..=8 {
        roster += &format!("0{id},员工{id},一组,专员\n");
        ratings += &format!("0{id},协作,自评,0{id},80\n0{id},协作,上级,09,90\n");
    }
    write("site.yml", "title: 评分\npeople: all\n");
    write("people/roster.csv", &roster);
    write(
        "people/teams.csv",
        "团队编号,团队名称,负责人\n一组,一组,09\n",
    );
    write("policies/行为评价.yml", POLICY);
    write("months/2026-10/month.yml", "state: final\n");
    write("months/2026-10/评分.csv", &(ratings + PEERS));
    site
}

#[test]
fn single_marks_and_small_groups_are_told_nowhere() {
    let site = site();
    let of_three = meritbook(site.path(), &["explain", "01", "2026-10"]);
    assert_eq!(of_three.status, 0, "{}", of_three.said());
    // Three peers are enough for their mean, and for no more.
    assert!(of_three.out.contains("62.5"), "{}", of_three.out);
    for mark in ["61.25", "62.75", "63.5", "还有 4 行"] {
        assert!(!of_three.out.contains(mark), "{mark} in {}", of_three.out);
    }
    // Two are not; asked for by name, the item is told instead.
    for asked in [
        &["explain", "02", "2026-10"][..],
        &["explain", "02", "2026-10", "协作.同事"],
    ] {
        let of_two = meritbook(site.path(), asked);
        assert_eq!(of_two.status, 0, "{}", of_two.said());
        assert!(of_two.out.contains("不单列"), "{}", of_two.out);
        assert!(!of_two.out.contains("73.5"), "{}", of_two.out);
    }
    for edition in ["staff", "hr"] {
        let out = site.path().join(edition);
        let folder = out.to_string_lossy().into_owned();
        let built = meritbook(
            site.path(),
            &["build", "--edition", edition, "-o", folder.as_str()],
        );
        assert_eq!(built.status, 0, "{}", built.said());
        let pages = files_below(&out);
        for (path, bytes) in &pages {
            let text = String::from_utf8_lossy(bytes);
            if path.starts_with("assets/") {
                continue;
            }
            for mark in ["61.25", "62.75", "67.25", "79.75", "73.5", "评分人工号"] {
                assert!(!text.contains(mark), "{edition}: {path} tells {mark}");
            }
        }
        // Staff are not told what groups gave at all; HR is, where there are enough.
        let of_three = String::from_utf8_lossy(&pages["people/01.html"]);
        assert_eq!(of_three.contains("62.5"), edition == "hr", "{edition}");
    }
}

#[test]
fn hr_sees_how_people_rate_and_staff_does_not() {
    let site = site();
    let built = meritbook(site.path(), &["build", "--edition", "hr"]);
    assert_eq!(built.status, 0, "{}", built.said());
    let hr = files_below(&site.path().join("public-hr"));
    let page = String::from_utf8_lossy(&hr["raters.html"]).into_owned();
    // 09 gives 90 to eight; against others +27.5, +16.5 and five times +10, 94 ÷ 7 in all.
    // 02 gives 61.25 and five times 80: mean 461.25 ÷ 6, deviations 31.25 ÷ 6; against others
    // 61.25 − (90 + 62.75 + 63.5) ÷ 3 and five times −10, −10.14 in all.
    for said in [
        "5 位评分人给 8 人评了 18 个分",
        "有 2 位与别人的平均相差 5 个百分点以上",
        "另有 3 位评的人不足 5 位",
        "组长甲",
        "90.0%",
        "+13.4",
        "100%",
        "员工2",
        "76.9%",
        "-10.1",
        "5.2",
    ] {
        assert!(page.contains(said), "{said} in {page}");
    }
    // Who rated fewer than five people is not listed.
    assert!(!page.contains("员工3"), "{page}");
    let table = String::from_utf8_lossy(&hr["raters.csv"]).into_owned();
    let rows: Vec<&str> = table.lines().collect();
    assert!(
        rows.contains(&"2026-10,02,员工2,6,6,76.9,-10.1,5.2,0"),
        "{table}"
    );
    assert!(page.contains("href=\"raters.xlsx\""), "{page}");
    if let Some(read) = opened(&hr["raters.xlsx"]) {
        let sheet = sheet(&read, "评分人的松紧");
        let own = (1..3)
            .find(|row| cell(sheet, *row, 1).0 == "02")
            .expect("02");
        assert_eq!(cell(sheet, own, 5), (&0.769.into(), "n", "#,##0.0%"));
        assert_eq!(cell(sheet, own, 6), (&(-10.1).into(), "n", "#,##0.0"));
    }
    let built = meritbook(site.path(), &["build"]);
    assert_eq!(built.status, 0, "{}", built.said());
    let staff = files_below(&site.path().join("public"));
    assert!(!staff.keys().any(|path| path.starts_with("raters")));
    let home = String::from_utf8_lossy(&staff["index.html"]);
    assert!(!home.contains("raters.html"));
}
