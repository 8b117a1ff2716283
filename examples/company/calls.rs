//! The call centre: what its system counts, swaps of shifts, offences, checks of phrases.

use std::io;

use super::demo::{Month, ability, presence, present, scaled};
use super::files::{Cell, Files, Sheet, workbook};
use super::staff::Worker;

const GROUPS: &[&str] = &["早班组", "中班组", "夜班组"];

/// Puts one month's files of the department.
pub fn month(month: &Month, workers: &[Worker], files: &mut Files) -> io::Result<()> {
    let folder = format!("months/{}", month.name());
    let sheets = [
        ("呼叫月报", reports(month)),
        ("话务日报", days(month)),
        ("客服评定", judgements(month, workers)),
        ("违规", offences(month, workers)),
    ];
    let sheets: Vec<(&str, &Sheet)> = sheets.iter().map(|(name, sheet)| (*name, sheet)).collect();
    files.insert(format!("{folder}/呼叫中心.xlsx"), workbook(&sheets)?);
    let answers = answers(month, workers).utf8();
    files.insert(format!("{folder}/呼叫满意度.csv"), answers);
    files.insert(format!("{folder}/换班.csv"), swaps(month, workers).gbk());
    // Phrases are checked since July 2026.
    if month.name().as_str() >= "2026-07" {
        let checks = phrases(month, workers).utf16_tabs();
        files.insert(format!("{folder}/检查.csv"), checks);
    }
    Ok(())
}

fn reports(month: &Month) -> Sheet {
    let mut sheet = Sheet::new(&[
        "部门",
        "计划业务",
        "实际业务",
        "费用预算",
        "实际费用",
        "计划调研",
        "实际调研",
        "计划改进",
        "实际改进",
        "接通",
        "转接",
        "放弃",
        "呼入",
        "呼出",
    ]);
    for group in GROUPS {
        let mut chance = month.chance(group, "call report");
        let (planned, asked) = (chance.between(42, 60) * 10, chance.between(60, 90));
        let through = chance.around(3600, 5200);
        let lost = scaled(through, &[chance.around(22, 72)]);
        sheet.push(vec![
            Cell::text(*group),
            Cell::count(planned),
            Cell::count(scaled(planned, &[chance.around(890, 1090)])),
            Cell::count(12_000),
            Cell::yuan(scaled(1_200_000, &[chance.around(900, 1060)])),
            Cell::count(asked),
            Cell::count(scaled(asked, &[chance.around(860, 1060)])),
            Cell::count(2),
            Cell::count(chance.between(1, 2)),
            Cell::count(through),
            Cell::count(scaled(through, &[chance.around(40, 95)])),
            Cell::count(lost),
            Cell::count(through + lost),
            Cell::count(chance.around(2600, 4200)),
        ]);
    }
    sheet
}

fn days(month: &Month) -> Sheet {
    let mut sheet = Sheet::new(&["日期", "部门", "拨打量", "通话分钟", "来访客户"]);
    for day in &month.workdays {
        let mut chance = month.chance(&day.to_string(), "calls of a day");
        sheet.push(vec![
            Cell::Day(*day),
            Cell::text("呼叫中心"),
            Cell::count(chance.around(780, 1120)),
            Cell::count(chance.around(1700, 2500)),
            Cell::count(chance.around(3, 9)),
        ]);
    }
    sheet
}

fn judgements(month: &Month, workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&[
        "工号",
        "效率分",
        "工作量",
        "质量",
        "考试满分",
        "代班次数",
        "额外任务",
        "有效建议",
    ]);
    for worker in workers {
        let mut chance = month.chance(worker.id, "judgements of calls");
        let there = presence(worker, &month.days);
        let mark = scaled(chance.around(14, 26), &[ability(worker.id), there]);
        let passed = if chance.happens(30) { "是" } else { "否" };
        sheet.push(vec![
            Cell::text(worker.id),
            Cell::count(mark.min(30)),
            Cell::count(scaled(
                chance.around(1250, 1750),
                &[ability(worker.id), there],
            )),
            Cell::count(chance.around(84, 99)),
            Cell::text(passed),
            Cell::count(i64::from(chance.happens(20))),
            Cell::count(i64::from(chance.happens(18))),
            Cell::count(i64::from(chance.happens(22))),
        ]);
    }
    sheet
}

fn offences(month: &Month, workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&["工号", "日期", "扣分"]);
    for worker in workers {
        let mut chance = month.chance(worker.id, "offences");
        let days = present(worker, &month.days);
        if chance.happens(28)
            && let Some(day) = chance.pick(&days)
        {
            let points = Cell::count(chance.between(1, 4) * 2);
            sheet.push(vec![Cell::text(worker.id), Cell::Day(*day), points]);
        }
    }
    sheet
}

fn answers(month: &Month, workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&["工号", "通话编号", "得分"]);
    let mut number = 0;
    for worker in workers {
        let mut chance = month.chance(worker.id, "answers");
        for _ in 0..chance.between(6, 10) {
            number += 1;
            let mark = (chance.around(80, 102) + (ability(worker.id) - 1000) / 40).min(100);
            sheet.push(vec![
                Cell::text(worker.id),
                Cell::text(format!("TH{}{number:03}", month.name().replace('-', ""))),
                Cell::count(mark),
            ]);
        }
    }
    sheet
}

/// Two swap a shift; the row names both.
fn swaps(month: &Month, workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&["日期", "申请人", "对方"]);
    let mut chance = month.chance("HJ", "swaps");
    for day in &month.days {
        let (Some(one), Some(other)) = (chance.pick(workers), chance.pick(workers)) else {
            continue;
        };
        if chance.happens(35) && one.id != other.id {
            let row = [day.to_string(), one.id.to_owned(), other.id.to_owned()];
            sheet.push(row.map(Cell::text).to_vec());
        }
    }
    sheet
}

const PHRASES: &[&str] = &[
    "问候说您好",
    "轻声回应客户问候",
    "停顿时主动询问",
    "称呼姓氏加先生女士",
    "听不清时礼貌处理",
    "客户太快时请放慢",
    "听不懂方言时说明",
    "听得懂方言也说普通话",
    "用请问和您",
    "复述全部记录",
    "被抱怨时致歉说明",
];

fn phrases(month: &Month, workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&["工号", "检查项", "合格"]);
    for worker in workers {
        let mut chance = month.chance(worker.id, "phrases");
        let good = (88 + (ability(worker.id) - 1000) / 20).min(98);
        for phrase in PHRASES {
            for _ in 0..2 {
                let passed = if chance.happens(good) { "是" } else { "否" };
                sheet.push([worker.id, phrase, passed].map(Cell::text).to_vec());
            }
        }
    }
    sheet
}
