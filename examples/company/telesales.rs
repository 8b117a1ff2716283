//! Telephone sales: contracts, return calls, complaints, collections, expenses, ratings.

use std::io;

use jiff::civil::Date;

use super::chance::Chance;
use super::demo::{Month, ability, presence, present, scaled};
use super::files::{Cell, Files, Sheet, workbook};
use super::staff::{Worker, superior};
use super::telesales_prizes;

/// Puts one month's files of the department.
pub fn month(month: &Month, workers: &[Worker], files: &mut Files) -> io::Result<()> {
    let folder = format!("months/{}", month.name());
    let contracts = contracts(month, workers);
    files.insert(format!("{folder}/电销签约.csv"), contracts.gbk());
    let calls = return_calls(month, workers);
    files.insert(format!("{folder}/回访.csv"), calls.utf16_tabs());
    let complaints = complaints(month, workers);
    files.insert(format!("{folder}/投诉.csv"), complaints.utf8_semicolons());
    let (collections, expenses) = (collections(month, workers), expenses(month, workers));
    let prizes = telesales_prizes::sheets(month, workers);
    let mut sheets = vec![("回款", &collections), ("费用", &expenses)];
    sheets.extend(prizes.iter().map(|(name, sheet)| (*name, sheet)));
    files.insert(format!("{folder}/电销月报.xlsx"), workbook(&sheets)?);
    files.insert(
        format!("{folder}/评分-电销.csv"),
        ratings(month, workers).utf8(),
    );
    Ok(())
}

/// The plan of a month in yuan, the new customers and the return calls asked for.
fn plan(worker: &Worker) -> (i64, i64, i64) {
    let (sales, customers, calls) = match worker.grade {
        "高级" => (110_000, 7, 17),
        "中级" => (90_000, 6, 15),
        _ => (65_000, 5, 13),
    };
    if worker.months < 3 {
        (sales * 6 / 10, customers - 2, calls - 4)
    } else {
        (sales, customers, calls)
    }
}

/// Starts `tables/电销目标.csv`.
pub fn targets_sheet() -> Sheet {
    Sheet::new(&["月份", "工号", "销售计划", "新客户目标", "回访目标"])
}

/// Adds one month's targets.
pub fn targets(month: &Month, workers: &[Worker], sheet: &mut Sheet) {
    for worker in workers {
        let (sales, customers, calls) = plan(worker);
        sheet.push(vec![
            Cell::text(month.name()),
            Cell::text(worker.id),
            Cell::count(sales),
            Cell::count(customers),
            Cell::count(calls),
        ]);
    }
}

fn contracts(month: &Month, workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&[
        "签约日期",
        "工号",
        "姓名",
        "客户编号",
        "客户类型",
        "签约金额",
    ]);
    let mut rows: Vec<(Date, Vec<Cell>)> = Vec::new();
    for worker in workers {
        let mut chance = month.chance(worker.id, "contracts");
        let (plan, customers, _) = plan(worker);
        let luck = chance.around(820, 1180);
        let there = presence(worker, &month.workdays);
        let yuan = scaled(plan, &[ability(worker.id), month.season(), luck, there]);
        let new = scaled(
            customers * 1000,
            &[ability(worker.id), chance.around(700, 1350), there],
        ) / 1000;
        let old = chance.between(3, 6) * there / 1000;
        let days = present(worker, &month.workdays);
        for (number, part) in parts(yuan, new + old, &mut chance).into_iter().enumerate() {
            let Some(day) = chance.pick(&days) else {
                continue;
            };
            let kind = if (number as i64) < new {
                "新客户"
            } else {
                "老客户"
            };
            rows.push((
                *day,
                vec![
                    Cell::text(slashes(*day)),
                    Cell::text(worker.id),
                    Cell::text(worker.name),
                    Cell::text(format!("K{:05}", chance.between(10_000, 99_999))),
                    Cell::text(kind),
                    Cell::text(amount(part, month)),
                ],
            ));
        }
    }
    rows.sort_by_key(|(day, _)| *day);
    sheet.rows = rows.into_iter().map(|(_, row)| row).collect();
    sheet
}

/// Splits an amount into `count` unlike parts that add up to it, in whole yuan.
fn parts(yuan: i64, count: i64, chance: &mut Chance) -> Vec<i64> {
    let weights: Vec<i64> = (0..count).map(|_| chance.between(40, 160)).collect();
    let sum: i64 = weights.iter().sum::<i64>().max(1);
    let mut left = yuan;
    let mut parts: Vec<i64> = Vec::new();
    for weight in weights.iter().skip(1) {
        let part = yuan * weight / sum;
        left -= part;
        parts.push(part);
    }
    if count > 0 {
        parts.push(left);
    }
    parts
}

/// The new system, since July 2026, groups thousands.
fn amount(yuan: i64, month: &Month) -> String {
    if month.name().as_str() < "2026-07" || yuan < 1000 {
        format!("{yuan}.00")
    } else {
        format!("{},{:03}.00", yuan / 1000, yuan % 1000)
    }
}

/// Writes a day as the Chinese Excel does.
fn slashes(day: Date) -> String {
    format!("{}/{}/{}", day.year(), day.month(), day.day())
}

fn return_calls(month: &Month, workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&["通话时间", "工号", "客户编号", "通话秒数"]);
    for worker in workers {
        let mut chance = month.chance(worker.id, "return calls");
        let (_, _, target) = plan(worker);
        let there = presence(worker, &month.workdays);
        let count = scaled(
            target * 1000,
            &[ability(worker.id), chance.around(850, 1250), there],
        ) / 1000;
        let days = present(worker, &month.workdays);
        let mut times: Vec<String> = Vec::new();
        for _ in 0..count {
            if let Some(day) = chance.pick(&days) {
                let (hour, minute) = (chance.between(9, 17), chance.between(0, 59));
                times.push(format!("{day} {hour:02}:{minute:02}"));
            }
        }
        times.sort();
        for time in times {
            let seconds = if chance.happens(6) {
                chance.between(5, 29)
            } else {
                chance.around(35, 420)
            };
            sheet.push(vec![
                Cell::text(time),
                Cell::text(worker.id),
                Cell::text(format!("K{:05}", chance.between(10_000, 99_999))),
                Cell::count(seconds),
            ]);
        }
    }
    sheet
}

fn complaints(month: &Month, workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&["日期", "工号", "投诉编号", "结论"]);
    let mut number = 0;
    for worker in workers {
        let mut chance = month.chance(worker.id, "complaints");
        let days = present(worker, &month.workdays);
        let count = i64::from(chance.happens(30)) + i64::from(chance.happens(9));
        for _ in 0..count {
            let Some(day) = chance.pick(&days) else {
                continue;
            };
            number += 1;
            let valid = if chance.happens(70) {
                "有效"
            } else {
                "无效"
            };
            sheet.push(vec![
                Cell::text(day.to_string()),
                Cell::text(worker.id),
                Cell::text(format!("TS{}{number:02}", month.name().replace('-', ""))),
                Cell::text(valid),
            ]);
        }
    }
    sheet
}

fn collections(month: &Month, workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&["工号", "姓名", "到期应收", "按期收回"]);
    for worker in workers {
        let mut chance = month.chance(worker.id, "collections");
        let (plan, _, _) = plan(worker);
        let due = scaled(plan, &[chance.around(550, 900), month.season()]) * 100;
        let share = if chance.happens(25) {
            1000
        } else {
            chance.around(860, 1000)
        };
        // Finance has not yet checked this one.
        let waits = month.name() == "2026-10" && worker.id == "0124";
        sheet.push(vec![
            Cell::text(worker.id),
            Cell::text(worker.name),
            Cell::yuan(due),
            if waits {
                Cell::blank()
            } else {
                Cell::yuan(scaled(due, &[share]))
            },
        ]);
    }
    sheet
}

fn expenses(month: &Month, workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&["工号", "姓名", "费用预算", "实际费用"]);
    for worker in workers {
        let mut chance = month.chance(worker.id, "expenses");
        let budget = match worker.grade {
            "高级" => 1500,
            "中级" => 1200,
            _ => 900,
        };
        let spent = scaled(budget * 100, &[chance.around(840, 1130)]);
        // The receipt never came.
        let lost = month.name() == "2026-03" && worker.id == "0117";
        sheet.push(vec![
            Cell::text(worker.id),
            Cell::text(worker.name),
            Cell::count(budget),
            if lost {
                Cell::blank()
            } else {
                Cell::yuan(spent)
            },
        ]);
    }
    sheet
}

const RATED: &[&str] = &["产品相关知识", "业务拓展能力", "积极性"];

fn ratings(month: &Month, workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&["工号", "考核项", "评分人", "评分人工号", "评分"]);
    for worker in workers {
        let mut chance = month.chance(worker.id, "ratings");
        let base = 30 + ability(worker.id) / 20 + i64::from(worker.months.clamp(0, 24)) / 6;
        for item in RATED {
            // The policy of July 2026 no longer asks for it.
            if *item == "积极性" && month.name().as_str() >= "2026-07" {
                continue;
            }
            let mark = (base + chance.around(-8, 12)).clamp(55, 100);
            sheet.push(vec![
                Cell::text(worker.id),
                Cell::text(*item),
                Cell::text("上级"),
                superior(worker),
                Cell::count(mark),
            ]);
        }
    }
    sheet
}
