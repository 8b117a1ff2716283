//! A company of any size: teams of twenty, one policy with ten items, denominators that do not
//! divide one another.

use std::io;

use super::chance::Chance;
use super::files::{Cell, Files, Sheet};

/// How large.
#[derive(Debug, Clone)]
pub struct Size {
    /// How many people.
    pub people: u64,
    /// How many months, from January 2024.
    pub months: u64,
    /// What the numbers are drawn from.
    pub seed: u64,
}

impl Default for Size {
    fn default() -> Self {
        Self {
            people: 100,
            months: 3,
            seed: 1,
        }
    }
}

const TEAM: u64 = 20;
const FIRST_YEAR: u64 = 2024;
const PRIMES: &[i64] = &[7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43];

/// Makes all files of the company, by path from its content folder.
pub fn files(size: &Size) -> io::Result<Files> {
    let mut files = Files::new();
    let mut text = |path: &str, text: &str| files.insert(path.to_owned(), text.as_bytes().to_vec());
    text("site.yml", SITE);
    text("policies/销售代表/2024-01.yml", POLICY);
    text("calendar.yml", &years(size));
    let (roster, teams) = people(size);
    files.insert("people/roster.csv".to_owned(), roster.utf8());
    files.insert("people/teams.csv".to_owned(), teams.utf8());
    for month in 0..size.months {
        let name = format!("{}-{:02}", FIRST_YEAR + month / 12, month % 12 + 1);
        let folder = format!("months/{name}");
        let (results, orders, targets) = month_tables(size, &name);
        files.insert(format!("{folder}/month.yml"), b"state: final\n".to_vec());
        files.insert(format!("{folder}/业绩.csv"), results.utf8());
        files.insert(format!("{folder}/订单.csv"), orders.utf8());
        files.insert(format!("{folder}/目标.csv"), targets.utf8());
    }
    Ok(files)
}

const SITE: &str = "\
title: 绩效公示
organisation: 大型示例公司
people: all
";

const POLICY: &str = "\
policy: 销售代表月度考核
version: {from: 2024-01}
applies_to: {post: 销售代表}
scorecard:
  签约额: {weight: 20, unit: 元, value: sum(订单.金额), target: 目标.签约目标, cap: 120%}
  回款率: {weight: 15, unit: \"%\", value: 业绩.按期收回 / 业绩.到期应收, target: 95%, cap: 110%}
  拜访: {weight: 10, unit: 次, value: 业绩.拜访次数, target: 目标.拜访目标, cap: 120%}
  转化率: {weight: 10, unit: \"%\", value: 业绩.成交数 / 业绩.商机数, target: 目标.成交目标 / 目标.商机目标, cap: 120%}
  毛利率: {weight: 10, unit: \"%\", value: sum(订单.金额 - 订单.成本) / sum(订单.金额), target: 23%, cap: 120%}
  客户数: {weight: 5, unit: 家, value: distinct(订单.客户), target: 目标.客户目标, cap: 120%}
  客单价: {weight: 5, unit: 元, value: mean(订单.金额), target: 目标.签约目标 / 目标.客户目标, cap: 120%}
  大单数: {weight: 5, unit: 单, value: count(订单 where 金额 >= 5000), target: 目标.大单目标, cap: 120%}
  投诉: {weight: 10, unit: 次, value: 业绩.投诉数, start: 100, less: {each: 5}}
  培训: {weight: 10, unit: 分, value: 业绩.培训得分, target: 97, cap: 100%}
boards:
  月度榜: {rank_by: 总分, show: 20}
awards:
  月度销冠: {rank_by: 签约额, at_least: 签约额 >= 20000, places: 3, prize: 1000 元}
";

/// The years that the months touch, and one more; only weekends are off.
fn years(size: &Size) -> String {
    let last = FIRST_YEAR + size.months.max(1).div_ceil(12);
    (FIRST_YEAR..=last)
        .map(|year| format!("{year}: {{holidays: [], workdays: []}}\n"))
        .collect()
}

fn id(person: u64) -> String {
    format!("P{:06}", person + 1)
}

fn people(size: &Size) -> (Sheet, Sheet) {
    let mut chance = Chance::of(size.seed, "names");
    let mut roster = Sheet::new(&["工号", "姓名", "团队", "岗位", "入职日期"]);
    for person in 0..size.people {
        let family = chance.pick(FAMILIES).copied().unwrap_or_default();
        let given = chance.pick(GIVEN).copied().unwrap_or_default();
        roster.push(vec![
            Cell::text(id(person)),
            Cell::text(format!("{family}{given}{}", person + 1)),
            Cell::text(format!("T{:04}", person / TEAM + 1)),
            Cell::text("销售代表"),
            Cell::text("2023-03-01"),
        ]);
    }
    let mut teams = Sheet::new(&["团队编号", "团队名称", "上级团队", "负责人"]);
    for team in 0..size.people.div_ceil(TEAM) {
        teams.push(vec![
            Cell::text(format!("T{:04}", team + 1)),
            Cell::text(format!("第{}组", team + 1)),
            Cell::blank(),
            Cell::text(id(team * TEAM)),
        ]);
    }
    (roster, teams)
}

const FAMILIES: &[&str] = &[
    "陈", "林", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "何", "郭",
];
const GIVEN: &[&str] = &[
    "明", "芳", "伟", "静", "磊", "敏", "洋", "艳", "勇", "娟", "涛", "霞",
];

/// Results, orders and targets of one month.
fn month_tables(size: &Size, month: &str) -> (Sheet, Sheet, Sheet) {
    let mut results = Sheet::new(&[
        "工号",
        "到期应收",
        "按期收回",
        "拜访次数",
        "商机数",
        "成交数",
        "投诉数",
        "培训得分",
    ]);
    let mut orders = Sheet::new(&["工号", "日期", "客户", "金额", "成本"]);
    let mut targets = Sheet::new(&[
        "工号",
        "签约目标",
        "拜访目标",
        "商机目标",
        "成交目标",
        "客户目标",
        "大单目标",
    ]);
    for person in 0..size.people {
        let id = id(person);
        let mut chance = Chance::of(size.seed, &format!("{month} {id}"));
        let mut prime = || chance.pick(PRIMES).copied().unwrap_or(7);
        let (visits, chances, customers) = (prime(), prime(), prime());
        targets.push(vec![
            Cell::text(id.clone()),
            Cell::yuan(chance.around(1_500_000, 3_500_000)),
            Cell::count(visits),
            Cell::count(chances),
            Cell::count(chance.between(2, 6)),
            Cell::count(customers % 5 + 2),
            Cell::count(chance.between(1, 3)),
        ]);
        let due = chance.between(800_000, 3_000_000);
        let openings = chance.pick(PRIMES).copied().unwrap_or(7);
        results.push(vec![
            Cell::text(id.clone()),
            Cell::yuan(due),
            Cell::yuan(due * chance.around(850, 1000) / 1000),
            Cell::count(visits * chance.around(800, 1250) / 1000),
            Cell::count(openings),
            Cell::count(openings * chance.around(100, 500) / 1000),
            Cell::count(i64::from(chance.happens(20))),
            Cell::count(chance.around(70, 100)),
        ]);
        for _ in 0..chance.between(3, 6) {
            let amount = chance.around(150_000, 900_000);
            orders.push(vec![
                Cell::text(id.clone()),
                Cell::text(format!("{month}-{:02}", chance.between(1, 28))),
                Cell::text(format!("C{}", chance.between(1, 9))),
                Cell::yuan(amount),
                Cell::yuan(amount * chance.around(680, 890) / 1000),
            ]);
        }
    }
    (results, orders, targets)
}
