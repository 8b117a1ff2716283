//! Key accounts: visits with their summaries, contracts, income, conduct.

use std::io;

use jiff::Span;

use super::demo::{Month, ability, present, scaled};
use super::files::{Cell, Files, Sheet, workbook};
use super::staff::Worker;

/// Puts one month's workbook of the department.
pub fn month(month: &Month, workers: &[Worker], files: &mut Files) -> io::Result<()> {
    let sheets = [
        ("大客户拜访", visits(month, workers)),
        ("大客户合同", contracts(month, workers)),
        ("收入", income(month, workers)),
        ("行为评定", conduct(month, workers)),
        ("红线事件", red_lines()),
    ];
    let sheets: Vec<(&str, &Sheet)> = sheets.iter().map(|(name, sheet)| (*name, sheet)).collect();
    files.insert(
        format!("months/{}/大客户部.xlsx", month.name()),
        workbook(&sheets)?,
    );
    Ok(())
}

fn visits(month: &Month, workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&["工号", "客户", "拜访日期", "回访日期", "总结"]);
    for worker in workers {
        let mut chance = month.chance(worker.id, "visits to accounts");
        let days = present(worker, &month.workdays);
        for _ in 0..chance.between(6, 12) {
            let Some(day) = chance.pick(&days) else {
                continue;
            };
            // Some are asked again late, some never.
            let after = Span::new().days(chance.between(1, 9));
            let again = match day.checked_add(after) {
                Ok(later) if chance.happens(85) => Cell::Day(later),
                _ => Cell::blank(),
            };
            let told = if chance.happens(88) { "是" } else { "否" };
            sheet.push(vec![
                Cell::text(worker.id),
                Cell::text(format!("DK{:03}", chance.between(1, 240))),
                Cell::Day(*day),
                again,
                Cell::text(told),
            ]);
        }
    }
    sheet
}

fn contracts(month: &Month, workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&["工号", "合同号", "方量", "信用"]);
    let mut number = 0;
    for worker in workers {
        let mut chance = month.chance(worker.id, "contracts with accounts");
        for _ in 0..chance.between(1, 4) {
            number += 1;
            let credit = if chance.happens(85) {
                "良好"
            } else {
                "一般"
            };
            sheet.push(vec![
                Cell::text(worker.id),
                Cell::text(format!("HT{}{number:02}", month.name().replace('-', ""))),
                Cell::count(chance.around(18, 95) * 100),
                Cell::text(credit),
            ]);
        }
    }
    sheet
}

fn income(month: &Month, workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&["工号", "姓名", "营业收入", "收入目标"]);
    for worker in workers {
        let mut chance = month.chance(worker.id, "income");
        let goal = if worker.post == "高级业务经理" {
            600_000
        } else {
            420_000
        };
        let factors = [ability(worker.id), month.season(), chance.around(880, 1140)];
        sheet.push(vec![
            Cell::text(worker.id),
            Cell::text(worker.name),
            Cell::yuan(scaled(goal * 100, &factors)),
            Cell::count(goal),
        ]);
    }
    sheet
}

fn conduct(month: &Month, workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&["工号", "评分"]);
    for worker in workers {
        let mut chance = month.chance(worker.id, "conduct");
        let mark = (86 + (ability(worker.id) - 1000) / 12 + chance.around(-8, 20)).clamp(62, 112);
        sheet.push(vec![
            Cell::text(worker.id),
            Cell::Number(format!("{}.{:02}", mark / 100, mark % 100)),
        ]);
    }
    sheet
}

/// Nothing of the kind happened: headings alone.
fn red_lines() -> Sheet {
    Sheet::new(&["工号", "日期", "情形"])
}
