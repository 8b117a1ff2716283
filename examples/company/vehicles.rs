//! Vehicle sales: vehicles sold, instalments overdue, what is collected, errors of the support.

use std::io;

use jiff::civil::Date;

use super::demo::{Month, ability, present, scaled};
use super::files::{Cell, Files, Sheet, workbook};
use super::staff::Worker;

/// Overdue customers: month, seller, customer, instalments newly overdue, instalments open.
const OVERDUE: &[(&str, &str, &str, i64, i64)] = &[
    ("2026-01", "1104", "谷丰运输队", 1, 1),
    ("2026-04", "1106", "长岭矿业车队", 1, 2),
    ("2026-05", "1106", "长岭矿业车队", 1, 3),
    ("2026-06", "1106", "长岭矿业车队", 1, 4),
    ("2026-09", "1103", "个体户甲", 1, 1),
];

/// What is collected of what is due, in thousandths, where it is not all: what lacks in spring and
/// early summer comes in July, what lacks in September is still open.
const COLLECTED: &[(&str, i64)] = &[
    ("2026-02", 985),
    ("2026-03", 1015),
    ("2026-05", 980),
    ("2026-06", 980),
    ("2026-07", 1040),
];

/// Puts one month's files of the department.
pub fn month(
    month: &Month,
    sellers: &[Worker],
    support: &[Worker],
    files: &mut Files,
) -> io::Result<()> {
    let folder = format!("months/{}", month.name());
    files.insert(format!("{folder}/车辆.csv"), sold(month, sellers).gbk());
    let sheets = [
        ("逾期", overdue(month)),
        ("催收", collected(month)),
        ("大厅收支", surplus(month)),
        ("差错", errors(month, support)),
        ("推诿", refusals(month)),
    ];
    let sheets: Vec<(&str, &Sheet)> = sheets.iter().map(|(name, sheet)| (*name, sheet)).collect();
    files.insert(format!("{folder}/车辆销售部.xlsx"), workbook(&sheets)?);
    Ok(())
}

fn sold(month: &Month, sellers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&[
        "成交日期",
        "工号",
        "台号",
        "客户",
        "大客户",
        "客户来源",
        "付款",
        "批次",
        "跨区",
        "品牌",
        "库存促销",
        "开票价",
        "售价",
    ]);
    let mut number = 0;
    let mut rows: Vec<(Date, Vec<Cell>)> = Vec::new();
    for seller in sellers {
        let mut chance = month.chance(seller.id, "vehicles");
        let large = seller.team == "CL2";
        let days = present(seller, &month.workdays);
        let purchases = scaled(
            chance.around(2400, 4300),
            &[ability(seller.id), month.season()],
        );
        for purchase in 0..purchases / 1000 {
            let Some(day) = chance.pick(&days) else {
                continue;
            };
            let batch = format!("P{}{}{purchase}", month.name().replace('-', ""), seller.id);
            let key = large && chance.happens(60);
            let other = !key && chance.happens(10);
            let between = !key && !other && chance.happens(18);
            let count = if key { chance.between(1, 3) } else { 1 };
            for _ in 0..count {
                number += 1;
                let price = chance.between(150, 290) * 1000;
                let above = i64::from(chance.happens(25)) * chance.between(1, 6) * 500;
                let yes = |what: bool| Cell::text(if what { "是" } else { "否" });
                let source = if between { "中介" } else { "直接" };
                let payment = if chance.happens(55) {
                    "消贷"
                } else {
                    "全款"
                };
                let brand = if other { "其他" } else { "指定" };
                rows.push((
                    *day,
                    vec![
                        Cell::text(day.to_string()),
                        Cell::text(seller.id),
                        Cell::text(format!("C{}{number:02}", month.name().replace('-', ""))),
                        Cell::text(format!("CK{:03}", chance.between(1, 400))),
                        yes(key),
                        Cell::text(source),
                        Cell::text(payment),
                        Cell::text(batch.clone()),
                        yes(!between && chance.happens(10)),
                        Cell::text(brand),
                        yes(!other && chance.happens(15)),
                        Cell::count(price),
                        Cell::count(price + above),
                    ],
                ));
            }
        }
    }
    rows.sort_by_key(|(day, _)| *day);
    sheet.rows = rows.into_iter().map(|(_, row)| row).collect();
    sheet
}

fn overdue(month: &Month) -> Sheet {
    let mut sheet = Sheet::new(&["工号", "客户", "新增期数", "未清期数"]);
    for (name, seller, customer, new, open) in OVERDUE {
        if *name == month.name() {
            let texts = [*seller, *customer].map(Cell::text);
            sheet.push([texts.to_vec(), vec![Cell::count(*new), Cell::count(*open)]].concat());
        }
    }
    sheet
}

fn collected(month: &Month) -> Sheet {
    let mut sheet = Sheet::new(&["项目", "应收", "已收"]);
    let name = month.name();
    let share = COLLECTED.iter().find(|(month, _)| *month == name);
    let share = share.map_or(1000, |(_, share)| *share);
    sheet.push(vec![
        Cell::text("消贷还款"),
        Cell::count(400_000),
        Cell::count(scaled(400_000, &[share])),
    ]);
    sheet
}

fn surplus(month: &Month) -> Sheet {
    let mut sheet = Sheet::new(&["项目", "其他收入节余"]);
    for item in ["精品", "保险", "上牌服务"] {
        let yuan = month.chance(item, "surplus").around(300, 1600);
        sheet.push(vec![Cell::text(item), Cell::count(yuan)]);
    }
    sheet
}

const ERRORS: &[&str] = &["放错车", "报错计划", "合同漏项", "手续不全", "客户投诉"];

fn errors(month: &Month, support: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&["工号", "日期", "情形"]);
    for worker in support {
        let mut chance = month.chance(worker.id, "errors");
        let days = present(worker, &month.workdays);
        if let (true, Some(day), Some(kind)) =
            (chance.happens(22), chance.pick(&days), chance.pick(ERRORS))
        {
            let id = Cell::text(worker.id);
            sheet.push(vec![id, Cell::Day(*day), Cell::text(*kind)]);
        }
    }
    sheet
}

/// Once work was refused.
fn refusals(month: &Month) -> Sheet {
    let mut sheet = Sheet::new(&["工号", "日期", "金额"]);
    if month.name() == "2026-06" {
        sheet.push(vec![
            Cell::text("1109"),
            Cell::Day(month.first),
            Cell::count(100),
        ]);
    }
    sheet
}
