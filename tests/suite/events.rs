//! Event tables: what is gone through a row at a time comes to the same as what is held.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde_json::Value as Json;

use crate::common::{meritbook, temporary};

const POLICY: &str = "\
policy: 月度考核
version: {from: 2026-09}
parameters:
  有效秒数: {name: 有效秒数, unit: 秒, history: {2026-09: 60, 2026-10: 90}}
metrics:
  呼出: count(通话)
  有效: count(通话 where 秒数 >= 有效秒数 and 方向 == '呼出')
  接通数: count(通话 where 接通)
  时长: sum(通话.秒数 where 接通 or 秒数 > 5)
  均长: mean(通话.秒数)
  最长: max(通话.秒数 where not 接通)
  费用合计: sum(通话.费用 * 2 where 费用 != 0)
  客户: distinct(通话.客户 where 方向 in ['呼出', '回拨'])
  首户: first(通话.客户 order by 时间)
  晚间: count(通话 where minute_of_day(时间) >= 1080 or 秒数 = 0)
  占比: count(通话 where 接通) / count(all rows of 通话)
scorecard:
  有效呼出: {weight: 100, value: 有效, target: 10}
  呼出: {weight: 0}
  接通数: {weight: 0}
  时长: {weight: 0}
  均长: {weight: 0}
  最长: {weight: 0}
  费用合计: {weight: 0}
  客户: {weight: 0}
  首户分: {weight: 0, value: if 首户 == '甲1' then 1 else 2}
  晚间: {weight: 0}
  占比: {weight: 0}
";

const TEAMS: &str = "\
policy: 小组
version: {from: 2026-09}
subject: team
metrics: {时长: sum(通话.秒数), 客户: distinct(通话.客户)}
scorecard: {时长分: {weight: 100, value: 时长, target: 1000}}
";

const QUARTER: &str = "\
policy: 季度
version: {from: 2026-07}
period: quarter
metrics: {时长: sum(通话.秒数 where 接通)}
scorecard: {时长分: {weight: 100, value: 时长, target: 1000}}
";

/// Numbers that look random and are the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) % limit
    }
}

fn calls(chance: &mut Chance, month: u32, rows: usize) -> String {
    let mut text = "工号,时间,秒数,接通,方向,客户,费用\n".to_owned();
    for _ in 0..rows {
        let seconds = match chance.below(12) {
            0 => "\"1,200\"".to_owned(),
            1 => format!("{}.5", chance.below(300)),
            _ => chance.below(300).to_string(),
        };
        let (day, hour) = (1 + chance.below(28), chance.below(24));
        let who = format!("{:04}", 1 + chance.below(7));
        let connected = ["是", "否", "1", "0"][chance.below(4) as usize];
        let direction = ["呼出", "呼入", "回拨", " 呼出 "][chance.below(4) as usize];
        let cost = ["0.10", "¥1", "0", "12%", "-3"][chance.below(5) as usize];
        writeln!(
            text,
            "{who},2026-{month:02}-{day:02} {hour:02}:{:02},{seconds},{connected},{direction},甲{},{cost}",
            chance.below(60),
            chance.below(9),
        )
        .unwrap();
    }
    text
}

fn site(folder: &Path, places: &[(&str, &[u8])]) {
    let content = folder.join("content");
    let write = |path: &str, bytes: &[u8]| {
        let path = content.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    };
    write("site.yml", "title: 绩效\npeople: all\n".as_bytes());
    let mut roster = "工号,姓名,团队,岗位\n".to_owned();
    for who in 1..=7 {
        writeln!(roster, "{who:04},员工{who},{}组,专员", who % 2 + 1).unwrap();
    }
    write("people/roster.csv", roster.as_bytes());
    write(
        "people/teams.csv",
        "编号,名称\n1组,一组\n2组,二组\n".as_bytes(),
    );
    write("policies/monthly/2026-09.yml", POLICY.as_bytes());
    write("policies/teams/2026-09.yml", TEAMS.as_bytes());
    write("policies/quarter/2026-07.yml", QUARTER.as_bytes());
    for (path, bytes) in places {
        write(path, bytes);
    }
}

/// Returns the results of a site as data, without where the rows lie.
fn results(folder: &Path) -> Vec<Json> {
    let run = meritbook(folder, &["build"]);
    assert_eq!(run.status, 0, "{}", run.said());
    ["2026-09", "2026-10"]
        .iter()
        .map(|period| {
            let path = folder.join(format!("public/data/{period}.json"));
            let text = fs::read_to_string(path).expect("results");
            serde_json::from_str(&text).expect("JSON")
        })
        .collect()
}

#[test]
fn streamed_and_held_come_to_the_same() {
    let mut chance = Chance(7);
    let (september, october) = (calls(&mut chance, 9, 900), calls(&mut chance, 10, 5000));
    let head = october.split_once('\n').unwrap().0;
    let (first, second) = october.split_at(october.len() / 2);
    let (first, rest) = first.rsplit_once('\n').unwrap();
    let second = format!("{head}\r\n{rest}{second}")
        .replace('\n', "\r\n")
        .replace("\r\r", "\r");
    let (gbk, _, _) = encoding_rs::GB18030.encode(first);
    let held = temporary();
    site(
        held.path(),
        &[
            ("months/2026-09/通话.csv", september.as_bytes()),
            ("months/2026-10/通话.csv", october.as_bytes()),
        ],
    );
    let streamed = temporary();
    site(
        streamed.path(),
        &[
            ("months/2026-09/events/通话.csv", september.as_bytes()),
            ("months/2026-10/events/通话/1.csv", &gbk),
            ("months/2026-10/events/通话/2.csv", second.as_bytes()),
        ],
    );
    let (held, streamed) = (results(held.path()), results(streamed.path()));
    assert_eq!(held, streamed);
    let shown = held[1].to_string();
    for name in ["最长", "客户", "首户分", "晚间"] {
        assert!(shown.contains(name), "{name} is there to compare");
    }
}

/// Checks a small site with one event file; returns what is said in Chinese.
fn said(policy: &str, sources: &str, events: &[(&str, &[u8])]) -> String {
    let folder = temporary();
    site(folder.path(), events);
    for other in ["monthly", "teams", "quarter"] {
        fs::remove_dir_all(folder.path().join("content/policies").join(other)).unwrap();
    }
    fs::create_dir_all(folder.path().join("content/policies/p")).unwrap();
    fs::write(folder.path().join("content/policies/p/2026-09.yml"), policy).unwrap();
    if !sources.is_empty() {
        fs::write(folder.path().join("content/sources.yml"), sources).unwrap();
    }
    meritbook(folder.path(), &["check"]).out
}

const COUNTS: &str = "\
policy: 计数
version: {from: 2026-09}
scorecard: {时长: {weight: 100, value: sum(通话.秒数), target: 100}}
";

#[test]
fn what_cannot_be_read_is_told_with_its_line() {
    let rows = "工号,秒数\n0001,90\n0001,很长\n9999,5\n0002,太长\n,7\n";
    let out = said(
        COUNTS,
        "",
        &[("months/2026-09/events/通话.csv", rows.as_bytes())],
    );
    assert!(out.contains("错误[A103]"), "{out}");
    assert!(
        out.contains("content/months/2026-09/events/通话.csv:3"),
        "{out}"
    );
    assert!(
        out.contains("很长") && out.contains('2'),
        "both cells are counted: {out}"
    );
    assert!(out.contains("错误[D141]") && out.contains("9999"), "{out}");
    assert!(out.contains("提醒[D145]"), "{out}");
}

#[test]
fn rows_of_another_length_and_open_quotes_are_told() {
    let ragged = "工号,秒数\n0001,90\n0001,9,0\n";
    let out = said(
        COUNTS,
        "",
        &[("months/2026-09/events/通话.csv", ragged.as_bytes())],
    );
    assert!(
        out.contains("错误[C147]") && out.contains("通话.csv:3"),
        "{out}"
    );
    // Far beyond what is looked at for the headings.
    let mut long = "工号,秒数,备注\n".to_owned();
    for _ in 0..20_000 {
        long.push_str("0001,1,\"一,二\n三\"\n");
    }
    let path = "months/2026-09/events/通话.csv";
    let out = said(COUNTS, "", &[(path, long.as_bytes())]);
    assert!(!out.contains("错误"), "{out}");
    long.push_str("0001,1,\"一\n0001,1,二\n");
    let out = said(COUNTS, "", &[(path, long.as_bytes())]);
    assert!(out.contains("错误[C148]"), "{out}");
    let mut broken = b"\xb9\xa4\xba\xc5,seconds\n".to_vec();
    broken.extend(b"0001,1\n".repeat(20_000));
    broken.extend(b"0001,\xff\n");
    let out = said(COUNTS, "", &[(path, &broken)]);
    assert!(out.contains("错误"), "{out}");
}

#[test]
fn a_row_may_say_itself_to_which_month_it_belongs() {
    let policy = "\
policy: 计数
version: {from: 2026-09}
scorecard: {时长: {weight: 100, value: sum(通话.秒数), target: 100}}
";
    // The export of October begins with calls of the last night of September.
    let september = "工号,开始,秒数\n0001,2026-09-30 09:00,10\n";
    let october = "工号,开始,秒数\n0001,2026-09-30 23:59,5\n0001,2026-10-01 00:10,70\n";
    let folder = temporary();
    site(
        folder.path(),
        &[
            ("months/2026-09/events/通话.csv", september.as_bytes()),
            ("months/2026-10/events/通话.csv", october.as_bytes()),
            (
                "sources.yml",
                "tables:\n  通话: {period: 开始}\n".as_bytes(),
            ),
        ],
    );
    for other in ["monthly", "teams", "quarter"] {
        fs::remove_dir_all(folder.path().join("content/policies").join(other)).unwrap();
    }
    let path = folder.path().join("content/policies/p");
    fs::create_dir_all(&path).unwrap();
    fs::write(path.join("2026-09.yml"), policy).unwrap();
    for (period, seconds) in [("2026-09", "15"), ("2026-10", "70")] {
        let run = meritbook(folder.path(), &["explain", "0001", period]);
        assert_eq!(run.status, 0, "{}", run.said());
        assert!(
            run.out.contains(&format!("时长 = {seconds}\n")),
            "{}",
            run.out
        );
    }
}
