//! To which day and month a row belongs: time zones, midnight, the month's end, periods from the
//! 26th; the same for tables that are held and for those that stream by. Sums are done by hand.

use std::fs;
use std::path::Path;

use crate::common::{meritbook, temporary};

const POLICY: &str = "\
policy: 计数
version: {from: 2026-08}
metrics: {深夜: count(通话 where minute_of_day(开始) >= 1380)}
scorecard:
  时长: {weight: 100, value: sum(通话.秒数), target: 100}
  夜里: {weight: 0, value: 深夜}
";

/// Lays out a site of one person; `events` puts the tables where they stream by.
fn site(folder: &Path, policy: &str, sources: &str, events: bool, tables: &[(&str, &str, &str)]) {
    let write = |path: &str, text: &str| {
        let path = folder.join("content").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("site.yml", "title: 绩效\n");
    write("people/roster.csv", "工号,姓名\n0001,张三\n");
    write("policies/p/2026-08.yml", policy);
    if !sources.is_empty() {
        write("sources.yml", sources);
    }
    for (month, file, text) in tables {
        let within = if events { "events/" } else { "" };
        write(&format!("months/{month}/{within}{file}"), text);
    }
}

/// Returns a figure of the person in a month, as `explain` writes it.
fn figure(folder: &Path, period: &str, name: &str) -> String {
    let run = meritbook(folder, &["explain", "0001", period, name]);
    assert_eq!(run.status, 0, "{}", run.said());
    let line = run.out.lines().find_map(|line| {
        let (_, rest) = line.split_once(&format!("{name} = "))?;
        Some(rest.split([' ', '（']).next().unwrap_or(rest).to_owned())
    });
    line.unwrap_or_else(|| panic!("no {name} in {}", run.out))
}

fn checked(folder: &Path) -> String {
    meritbook(folder, &["check"]).out
}

#[test]
fn times_with_a_zone_count_by_the_declared_zone() {
    let september = "工号,开始,秒数\n0001,2026-09-10T15:00:00Z,1\n";
    let october = "工号,开始,秒数\n\
        0001,2026-09-30T15:59:59Z,10\n\
        0001,2026-09-30T16:00:00+00:00,20\n\
        0001,2026-10-31T23:30:00+08:00,40\n\
        0001,2026-11-01T00:10:00+0900,80\n\
        0001,2026-10-31T16:00:00Z,160\n";
    for events in [false, true] {
        for sources in [
            "tables:\n  通话: {period: 开始, time_zone: '+08:00'}\n",
            "时区: +08:00\n表:\n  通话: {周期: 开始}\n",
        ] {
            let folder = temporary();
            let tables = [
                ("2026-09", "通话.csv", september),
                ("2026-10", "通话.csv", october),
            ];
            site(folder.path(), POLICY, sources, events, &tables);
            // 23:00 on the 10th; 23:59:59 on the 30th of September.
            assert_eq!(figure(folder.path(), "2026-09", "时长"), "11");
            assert_eq!(figure(folder.path(), "2026-09", "深夜"), "2");
            // Midnight of the 1st; 23:30 and 23:10 on the 31st of October.
            assert_eq!(figure(folder.path(), "2026-10", "时长"), "140");
            assert_eq!(figure(folder.path(), "2026-10", "深夜"), "2");
            // The first minute of November has no folder yet.
            let out = checked(folder.path());
            assert!(
                out.contains("[C174]") && out.contains("2026-11 1 行"),
                "{out}"
            );
        }
    }
}

#[test]
fn zones_that_nobody_declared_or_that_mix_are_refused() {
    for events in [false, true] {
        let folder = temporary();
        let tables = [(
            "2026-10",
            "通话.csv",
            "工号,开始,秒数\n0001,2026-10-05T23:30:00Z,1\n",
        )];
        site(folder.path(), POLICY, "", events, &tables);
        let out = checked(folder.path());
        assert!(out.contains("[A103]") && out.contains("time_zone"), "{out}");
        let folder = temporary();
        let mixed = "工号,开始,秒数\n0001,2026-10-05,1\n0001,2026-10-05T23:30:00Z,1\n0001,2026-10-05 23:30,1\n";
        let tables = [("2026-10", "通话.csv", mixed)];
        let sources = "tables:\n  通话: {period: 开始, time_zone: '+08:00'}\n";
        site(folder.path(), POLICY, sources, events, &tables);
        let out = checked(folder.path());
        assert_eq!(out.matches("[C171]").count(), 1, "{out}");
        assert!(
            out.contains("通话.csv:3") && out.contains("通话.csv:4"),
            "{out}"
        );
    }
}

#[test]
fn a_call_over_midnight_belongs_to_its_start_or_its_end_as_declared() {
    let october = "工号,开始,结束,秒数\n\
        0001,2026-10-31 23:50,2026-11-01 00:05,900\n\
        0001,2026-10-12 09:00,2026-10-12 09:01,60\n";
    let november = "工号,开始,结束,秒数\n0001,2026-11-02 10:00,2026-11-02 10:00,7\n";
    for events in [false, true] {
        for (sources, in_october, in_november) in [
            ("tables: {通话: {period: 开始}}\n", "960", "7"),
            ("tables: {通话: {period: 结束}}\n", "60", "907"),
            ("tables: {通话: {period: {column: 结束}}}\n", "60", "907"),
            // Nothing is declared: the folder says so.
            ("", "960", "7"),
        ] {
            let folder = temporary();
            let tables = [
                ("2026-10", "通话.csv", october),
                ("2026-11", "通话.csv", november),
            ];
            site(folder.path(), POLICY, sources, events, &tables);
            assert_eq!(
                figure(folder.path(), "2026-10", "时长"),
                in_october,
                "{sources}"
            );
            assert_eq!(
                figure(folder.path(), "2026-11", "时长"),
                in_november,
                "{sources}"
            );
        }
    }
}

#[test]
fn periods_from_the_26th_are_made_of_the_files_of_two_months() {
    let policy = POLICY.replace("version:", "from_day: 26\nversion:");
    let head = "工号,开始,秒数\n";
    let september = format!("{head}0001,2026-09-25 23:59,1\n0001,2026-09-26 00:00,2\n");
    let early = format!("{head}0001,2026-10-01,4\n0001,2026-10-25 23:59:59,8\n");
    let late = format!("{head}0001,2026-10-26 00:00,16\n");
    let november = format!("{head}0001,2026-11-03 09:00,32\n");
    for events in [false, true] {
        let sources = match events {
            true => "tables:\n  通话: {period: {column: 开始, from_day: 26}}\n",
            false => "tables:\n  通话: {files: 通话-*.csv, period: {column: 开始, from_day: 26}}\n",
        };
        let names = match events {
            true => ["通话/1.csv", "通话/2.csv"],
            false => ["通话-1.csv", "通话-2.csv"],
        };
        let tables = [
            ("2026-09", names[0], september.as_str()),
            ("2026-10", names[0], &early),
            ("2026-10", names[1], &late),
            ("2026-11", names[0], &november),
        ];
        let folder = temporary();
        site(folder.path(), &policy, sources, events, &tables);
        assert_eq!(figure(folder.path(), "2026-09", "时长"), "1");
        assert_eq!(figure(folder.path(), "2026-10", "时长"), "14");
        assert_eq!(figure(folder.path(), "2026-11", "时长"), "48");
    }
}

#[test]
fn a_row_in_the_exports_of_two_months_counts_once_where_its_key_is_known() {
    let september = "单号,工号,开始,秒数\n1,0001,2026-09-30 09:00,10\n";
    let october = "单号,工号,开始,秒数\n1,0001,2026-09-30 09:00,10\n2,0001,2026-10-01 09:00,20\n";
    let tables = [
        ("2026-09", "通话.csv", september),
        ("2026-10", "通话.csv", october),
    ];
    for (sources, sum) in [
        ("tables: {通话: {period: 开始, unique: 单号}}\n", "10"),
        ("tables: {通话: {period: 开始}}\n", "20"),
    ] {
        let folder = temporary();
        site(folder.path(), POLICY, sources, false, &tables);
        assert_eq!(figure(folder.path(), "2026-09", "时长"), sum, "{sources}");
        assert_eq!(figure(folder.path(), "2026-10", "时长"), "20", "{sources}");
    }
}
