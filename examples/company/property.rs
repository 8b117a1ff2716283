//! Property consultants: visits, firm deposits, signed contracts, targets.

use std::collections::BTreeMap;
use std::io;

use jiff::civil::Date;

use super::demo::{Month, ability, presence, present, scaled};
use super::files::{Cell, Files, Sheet, workbook};
use super::staff::{Work, Worker, workers};

/// Contracts that the story needs: from month to month, how many the person signs.
const STORY: &[(&str, &str, &str, i64)] = &[
    // A veteran with one empty month, a senior with three, a consultant with six.
    ("0210", "2026-03", "2026-03", 0),
    ("0211", "2026-04", "2026-06", 0),
    ("0213", "2026-05", "2026-10", 0),
    // A trainee who takes long to sign the first.
    ("0222", "2025-11", "2026-01", 0),
    ("0222", "2026-02", "2026-02", 1),
    // Another who is given time and does not use it.
    ("0223", "2026-05", "2026-06", 0),
    // Months beyond the extra prize of the champion.
    ("0203", "2026-05", "2026-05", 5),
    ("0217", "2026-10", "2026-10", 4),
];

/// What the supervisor decided: month, trainee, matter, day.
const DECIDED: &[(&str, &str, &str, &str)] = &[
    ("2026-01", "0222", "宽限", "2026-01-31"),
    ("2026-05", "0223", "宽限", "2026-05-31"),
];

/// Puts one month's files of the department.
pub fn month(month: &Month, workers: &[Worker], files: &mut Files) -> io::Result<()> {
    let folder = format!("months/{}", month.name());
    files.insert(format!("{folder}/到访.csv"), visits(month, workers).gbk());
    let (deposits, contracts) = deals(month, workers);
    files.insert(format!("{folder}/转定.csv"), deposits.utf8());
    files.insert(
        format!("{folder}/签约.xlsx"),
        workbook(&[("签约明细", &contracts)])?,
    );
    files.insert(format!("{folder}/决定.csv"), decisions(month).utf8());
    Ok(())
}

fn decisions(month: &Month) -> Sheet {
    let mut sheet = Sheet::new(&["工号", "事项", "决定人", "日期"]);
    for (name, id, matter, day) in DECIDED {
        if *name == month.name() {
            let row = [*id, *matter, "销售主管", *day];
            sheet.push(row.map(Cell::text).to_vec());
        }
    }
    sheet
}

/// `tables/置业目标.csv`: a row a year and person, the months across, in units of 10,000 yuan.
pub fn targets(months: &[Month]) -> io::Result<Sheet> {
    let mut headings = vec!["年份", "工号"];
    headings.extend(MONTHS_ACROSS);
    let mut sheet = Sheet::new(&headings);
    let mut rows: BTreeMap<(i16, &str), Vec<Cell>> = BTreeMap::new();
    for month in months {
        for worker in workers(Work::Property, month.first)? {
            let row = rows
                .entry((month.first.year(), worker.id))
                .or_insert_with(|| vec![Cell::text("-"); MONTHS_ACROSS.len()]);
            let number = usize::from(month.first.month().unsigned_abs());
            if let Some(cell) = row.get_mut(number - 1) {
                *cell = Cell::count(target(&worker));
            }
        }
    }
    for ((year, id), cells) in rows {
        let mut row = vec![Cell::count(i64::from(year)), Cell::text(id)];
        row.extend(cells);
        sheet.push(row);
    }
    Ok(sheet)
}

const MONTHS_ACROSS: [&str; 12] = [
    "1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月",
];

/// The target of a month in units of 10,000 yuan.
fn target(worker: &Worker) -> i64 {
    match worker.grade {
        "资深置业顾问" => 450,
        "高级置业顾问" => 350,
        "置业顾问" => 260,
        _ => 120,
    }
}

fn visits(month: &Month, workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&["到访日期", "工号", "客户称呼", "来源"]);
    for worker in workers {
        let mut chance = month.chance(worker.id, "visits");
        let there = presence(worker, &month.days);
        let mut invited = scaled(chance.around(4, 17), &[ability(worker.id), there]);
        // Two share the most visitors of June.
        if month.name() == "2026-06" && ["0206", "0219"].contains(&worker.id) {
            invited = 18;
        }
        let walked_in = chance.between(1, 6) * there / 1000;
        let days = present(worker, &month.days);
        let mut rows: Vec<(Date, &str, &str)> = Vec::new();
        for number in 0..invited + walked_in {
            let source = if number < invited {
                "邀约"
            } else {
                "自然到访"
            };
            let guest = chance.pick(GUESTS).copied().unwrap_or_default();
            if let Some(day) = chance.pick(&days) {
                rows.push((*day, guest, source));
            }
        }
        rows.sort();
        for (day, guest, source) in rows {
            let day = format!("{}年{}月{}日", day.year(), day.month(), day.day());
            sheet.push(vec![
                Cell::text(day),
                Cell::text(worker.id),
                Cell::text(guest),
                Cell::text(source),
            ]);
        }
    }
    sheet
}

const GUESTS: &[&str] = &[
    "赵先生",
    "钱女士",
    "孙先生",
    "李女士",
    "周先生",
    "吴女士",
    "郑先生",
    "王女士",
    "冯先生",
    "陈女士",
    "褚先生",
    "卫女士",
    "蒋先生",
    "沈女士",
    "韩先生",
    "杨女士",
];

/// How many contracts a worker signs in a month.
fn signed(month: &Month, worker: &Worker) -> i64 {
    let name = month.name();
    for (who, first, last, count) in STORY {
        if *who == worker.id && *first <= name.as_str() && name.as_str() <= *last {
            return *count;
        }
    }
    let mut chance = month.chance(worker.id, "signed");
    let drawn = match worker.grade {
        "资深置业顾问" => chance.between(1, 3),
        "高级置业顾问" => chance.between(0, 3) + i64::from(chance.happens(30)),
        "置业顾问" => chance.between(0, 2) + i64::from(chance.happens(25)),
        _ => chance.between(0, 1),
    };
    if worker.grade == "资深置业顾问" {
        drawn.max(1)
    } else {
        drawn
    }
}

/// Firm deposits and signed contracts; a deposit comes before its contract.
fn deals(month: &Month, workers: &[Worker]) -> (Sheet, Sheet) {
    let mut deposits: Vec<(String, Vec<Cell>)> = Vec::new();
    let mut contracts: Vec<(Date, Vec<Cell>)> = Vec::new();
    for worker in workers {
        let mut chance = month.chance(worker.id, "deals");
        let mut days = present(worker, &month.days);
        if month.name() == "2026-02" && worker.id == "0222" {
            // Within the days of grace.
            days.truncate(14);
        }
        let count = signed(month, worker);
        for number in 0..count + i64::from(chance.happens(25)) {
            let (Some(one), Some(other)) = (chance.pick(&days), chance.pick(&days)) else {
                continue;
            };
            let (deposit_day, contract_day) = (*one.min(other), *one.max(other));
            let site = worker.team.trim_start_matches("ZY");
            let home = format!(
                "{site}-{}-{:02}{:02}",
                chance.between(1, 9),
                chance.between(1, 28),
                chance.between(1, 4)
            );
            let (hour, minute) = (chance.between(9, 19), chance.between(0, 59));
            let time = format!("{deposit_day} {hour:02}:{minute:02}");
            deposits.push((
                time.clone(),
                vec![
                    Cell::text(time),
                    Cell::text(worker.id),
                    Cell::text(home.clone()),
                ],
            ));
            if number < count {
                let yuan = chance.around(1_150_000, 3_050_000) / 100 * 100;
                contracts.push((
                    contract_day,
                    vec![
                        Cell::Day(contract_day),
                        Cell::text(worker.id),
                        Cell::text(worker.name),
                        Cell::text(home),
                        Cell::count(yuan),
                    ],
                ));
            }
        }
    }
    deposits.sort_by(|a, b| a.0.cmp(&b.0));
    contracts.sort_by_key(|(day, _)| *day);
    let mut first = Sheet::new(&["转定时间", "工号", "房号"]);
    first.rows = deposits.into_iter().map(|(_, row)| row).collect();
    let mut second = Sheet::new(&["签约日期", "工号", "姓名", "房号", "签约金额"]);
    second.rows = contracts.into_iter().map(|(_, row)| row).collect();
    (first, second)
}
