//! Branches of customer service: monthly reports, samples by telephone, deductions.

use std::io;

use super::demo::{Month, ability, present, scaled};
use super::files::{Cell, Files, Sheet, workbook};
use super::staff::Worker;

/// The branches.
const BRANCHES: &[&str] = &["城东分部", "城西分部", "滨江分部", "云岭分部"];

/// Puts one month's files of the department.
pub fn month(month: &Month, workers: &[Worker], files: &mut Files) -> io::Result<()> {
    let folder = format!("months/{}", month.name());
    let sheets = [
        ("分部月报", reports(month)),
        ("三方考核", three_sides(month)),
        ("分部通报", notice(month)?),
        ("虚假回访", false_calls(month)),
    ];
    let sheets: Vec<(&str, &Sheet)> = sheets.iter().map(|(name, sheet)| (*name, sheet)).collect();
    files.insert(format!("{folder}/分部.xlsx"), workbook(&sheets)?);
    let samples = samples(month).utf8();
    files.insert(format!("{folder}/电话抽查.csv"), samples);
    let deductions = deductions(month, workers).gbk();
    files.insert(format!("{folder}/扣分记录.csv"), deductions);
    Ok(())
}

fn reports(month: &Month) -> Sheet {
    let mut sheet = Sheet::new(&[
        "部门",
        "未解决投诉",
        "全部投诉",
        "实际回访",
        "在岗人数",
        "应出勤天数",
        "满意度",
        "管理得分",
    ]);
    for branch in BRANCHES {
        let mut chance = month.chance(branch, "report");
        let days = month.workdays.len() as i64;
        let due = 60 * 2 * days;
        let called = scaled(due, &[chance.around(860, 1080), ability(branch) / 4 + 750]);
        sheet.push(vec![
            Cell::text(*branch),
            Cell::count(i64::from(chance.happens(45)) + i64::from(chance.happens(25))),
            Cell::count(chance.between(150, 320)),
            Cell::count(called),
            Cell::count(2),
            Cell::count(days),
            Cell::text(format!("{}%", chance.around(88, 103).min(100))),
            Cell::count(chance.around(14, 21).min(20)),
        ]);
    }
    sheet
}

fn three_sides(month: &Month) -> Sheet {
    let mut sheet = Sheet::new(&["部门", "自评", "小组"]);
    for branch in BRANCHES {
        let mut chance = month.chance(branch, "three sides");
        sheet.push(vec![
            Cell::text(*branch),
            Cell::count(chance.around(86, 97)),
            Cell::count(chance.around(78, 96)),
        ]);
    }
    sheet
}

/// Results are announced on the eighth of the next month.
fn notice(month: &Month) -> io::Result<Sheet> {
    let mut sheet = Sheet::new(&["部门", "通报日期"]);
    let next = month.first.last_of_month().tomorrow();
    let day = next
        .and_then(|d| d.with().day(8).build())
        .map_err(io::Error::other)?;
    for branch in BRANCHES {
        sheet.push(vec![Cell::text(*branch), Cell::Day(day)]);
    }
    Ok(sheet)
}

fn false_calls(month: &Month) -> Sheet {
    let mut sheet = Sheet::new(&["部门", "日期"]);
    for branch in BRANCHES {
        let mut chance = month.chance(branch, "false calls");
        let count = i64::from(chance.happens(50)) * chance.between(1, 3);
        for _ in 0..count {
            if let Some(day) = chance.pick(&month.workdays) {
                sheet.push(vec![Cell::text(*branch), Cell::Day(*day)]);
            }
        }
    }
    sheet
}

/// Each week every branch is called; in some weeks twice, in a few not at all.
fn samples(month: &Month) -> Sheet {
    let mut sheet = Sheet::new(&["部门", "日期", "合格"]);
    for branch in BRANCHES {
        let mut chance = month.chance(branch, "samples");
        for week in month.workdays.chunks(5) {
            let count = 1 + i64::from(chance.happens(40)) - i64::from(chance.happens(5));
            for _ in 0..count {
                let passed = if chance.happens(72) { "是" } else { "否" };
                if let Some(day) = chance.pick(week) {
                    let row = [(*branch).to_owned(), day.to_string(), passed.to_owned()];
                    sheet.push(row.map(Cell::text).to_vec());
                }
            }
        }
    }
    sheet
}

const MATTERS: &[&str] = &[
    "客户回访",
    "客户回访",
    "执行力",
    "执行力",
    "客户投诉",
    "迟到早退",
    "迟到早退",
    "迟到早退",
    "工作态度",
];

fn deductions(month: &Month, workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&["日期", "工号", "姓名", "事项"]);
    for worker in workers {
        let mut chance = month.chance(worker.id, "deductions");
        let days = present(worker, &month.workdays);
        let careful = (ability(worker.id) - 1000) / 8;
        let count = (0..3).filter(|_| chance.happens(45 - careful)).count();
        let mut matters: Vec<&str> = (0..count)
            .filter_map(|_| chance.pick(MATTERS).copied())
            .collect();
        if month.name() == "2026-08" && worker.id == "0704" {
            matters.push("态度极差");
        }
        for matter in matters {
            let Some(day) = chance.pick(&days) else {
                continue;
            };
            let day = format!("{}年{}月{}日", day.year(), day.month(), day.day());
            let row = [day.as_str(), worker.id, worker.name, matter];
            sheet.push(row.map(Cell::text).to_vec());
        }
    }
    sheet
}
