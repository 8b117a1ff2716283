//! Customer service: calls taken, marks by customers, quality checks, work orders, targets.

use std::io;

use super::demo::{Month, ability, presence, present, scaled};
use super::files::{Cell, Files, Sheet, workbook};
use super::staff::Worker;

/// Puts one month's files of the department.
pub fn month(month: &Month, workers: &[Worker], files: &mut Files) -> io::Result<()> {
    let folder = format!("months/{}", month.name());
    files.insert(format!("{folder}/接听.csv"), calls(month, workers).utf8());
    files.insert(format!("{folder}/评价.csv"), marks(month, workers).utf8());
    files.insert(format!("{folder}/质检.csv"), checks(month, workers).gbk());
    let orders = orders(month, workers);
    files.insert(
        format!("{folder}/工单.xlsx"),
        workbook(&[("工单", &orders)])?,
    );
    let targets = targets(workers).utf8_semicolons();
    files.insert(format!("{folder}/客服目标.csv"), targets);
    Ok(())
}

/// Whose luck a person has: in October 2026 two did equally well.
fn luck<'a>(month: &Month, worker: &'a Worker) -> &'a str {
    if month.name() == "2026-10" && worker.id == "0307" {
        "0309"
    } else {
        worker.id
    }
}

/// The valid calls asked for; newcomers have three months of a lower target.
fn target(worker: &Worker) -> i64 {
    let full = match worker.grade {
        "高级" => 46,
        "中级" => 43,
        _ => 37,
    };
    if worker.months < 3 { full - 13 } else { full }
}

fn targets(workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&["工号", "姓名", "有效接听"]);
    for worker in workers {
        sheet.push(vec![
            Cell::text(worker.id),
            Cell::text(worker.name),
            Cell::count(target(worker)),
        ]);
    }
    sheet
}

fn calls(month: &Month, workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&["接听时间", "工号", "通话秒数"]);
    for worker in workers {
        let who = luck(month, worker);
        let mut chance = month.chance(who, "calls");
        let there = presence(worker, &month.days);
        let factors = [ability(who), chance.around(850, 1200), there];
        let count = scaled(target(worker) * 1000, &factors) / 1000;
        let days = present(worker, &month.days);
        let mut times = month.chance(worker.id, "times of calls");
        let mut rows: Vec<(String, i64)> = Vec::new();
        for _ in 0..count {
            let short = chance.happens(12);
            let seconds = if short {
                chance.between(8, 59)
            } else {
                chance.around(60, 480)
            };
            let Some(day) = times.pick(&days) else {
                continue;
            };
            let (hour, minute) = (times.between(8, 21), times.between(0, 59));
            rows.push((format!("{day} {hour:02}:{minute:02}"), seconds));
        }
        rows.sort();
        for (time, seconds) in rows {
            let id = Cell::text(worker.id);
            sheet.push(vec![Cell::text(time), id, Cell::count(seconds)]);
        }
    }
    sheet
}

fn marks(month: &Month, workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&["工号", "服务单号", "评分"]);
    let mut number = 0;
    for worker in workers {
        let who = luck(month, worker);
        let mut chance = month.chance(who, "marks");
        let good = (80 + (ability(who) - 1000) / 20).clamp(70, 95);
        for _ in 0..chance.between(9, 17) {
            let mark = if chance.happens(good) {
                chance.between(4, 5)
            } else {
                chance.between(1, 3)
            };
            number += 1;
            sheet.push(vec![
                Cell::text(worker.id),
                Cell::text(format!("FW{}{number:03}", month.name().replace('-', ""))),
                Cell::count(mark),
            ]);
        }
    }
    sheet
}

fn checks(month: &Month, workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&["抽检日期", "工号", "问题"]);
    for worker in workers {
        let who = luck(month, worker);
        let mut chance = month.chance(who, "checks");
        let days = present(worker, &month.days);
        for _ in 0..i64::from(chance.happens(45)) + i64::from(chance.happens(18)) {
            let problem = chance.pick(PROBLEMS).copied().unwrap_or_default();
            let Some(day) = chance.pick(&days) else {
                continue;
            };
            sheet.push(vec![
                Cell::text(format!("{}/{}/{}", day.year(), day.month(), day.day())),
                Cell::text(worker.id),
                Cell::text(problem),
            ]);
        }
    }
    sheet
}

const PROBLEMS: &[&str] = &[
    "未报工号",
    "未核实身份",
    "答复有误",
    "未登记工单",
    "结束语缺失",
];

fn orders(month: &Month, workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&["工号", "姓名", "受理工单", "一次解决"]);
    for worker in workers {
        let who = luck(month, worker);
        let mut chance = month.chance(who, "orders");
        let there = presence(worker, &month.days);
        let taken = scaled(chance.around(23, 37), &[ability(who), there]).max(1);
        let solved = scaled(taken * 1000, &[chance.around(780, 990)]) / 1000;
        sheet.push(vec![
            Cell::text(worker.id),
            Cell::text(worker.name),
            Cell::count(taken),
            Cell::count(solved),
        ]);
    }
    sheet
}
