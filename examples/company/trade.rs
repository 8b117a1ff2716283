//! Foreign trade: what the month's work is counted by, contracts paid in full, quarters of the heads.

use std::io;

use super::demo::{Month, ability, present, scaled};
use super::files::{Cell, Files, Sheet, workbook};
use super::staff::{Worker, superior};

/// Puts one month's files of those who sell.
pub fn month(month: &Month, workers: &[Worker], files: &mut Files) -> io::Result<()> {
    let folder = format!("months/{}", month.name());
    let sheets = [
        ("外贸量化", counts(month, workers)),
        ("样板反馈", samples(month, workers)),
        ("所列问题", problems(month, workers)),
        ("总结计划", plans(month, workers)),
        ("外贸工资", wages(workers)),
    ];
    let sheets: Vec<(&str, &Sheet)> = sheets.iter().map(|(name, sheet)| (*name, sheet)).collect();
    files.insert(format!("{folder}/外贸.xlsx"), workbook(&sheets)?);
    let paid = contracts(month, workers).utf8();
    files.insert(format!("{folder}/收齐合同.csv"), paid);
    let received = receipts(month, workers).gbk();
    files.insert(format!("{folder}/外贸收款.csv"), received);
    let orders = orders(month, workers).utf8_semicolons();
    files.insert(format!("{folder}/内贸订单.csv"), orders);
    Ok(())
}

fn new(worker: &Worker) -> bool {
    worker.grade == "新人"
}

fn counts(month: &Month, workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&[
        "工号",
        "新客户",
        "新客户目标",
        "开发信",
        "开发信目标",
        "寄样",
        "寄样目标",
        "业绩完成率",
    ]);
    for worker in workers {
        let mut chance = month.chance(worker.id, "trade counts");
        let (customers, letters, samples) = if new(worker) {
            (8, 60, 3)
        } else {
            (12, 100, 4)
        };
        let able = ability(worker.id);
        let done = (scaled(chance.around(700, 1100), &[able, month.season()]) / 10).min(125);
        sheet.push(vec![
            Cell::text(worker.id),
            Cell::count(scaled(customers, &[chance.around(650, 1250), able])),
            Cell::count(customers),
            Cell::count(scaled(letters, &[chance.around(750, 1200), able])),
            Cell::count(letters),
            Cell::count(samples - i64::from(chance.happens(30)) + i64::from(chance.happens(20))),
            Cell::count(samples),
            Cell::text(format!("{done}%")),
        ]);
    }
    sheet
}

fn samples(month: &Month, workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&["工号", "日期", "问题"]);
    let kinds = ["功能质量", "外观", "外观", "错样"];
    rows(month, workers, "samples sent back", 22, &kinds, &mut sheet);
    sheet
}

fn problems(month: &Month, workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&["工号", "日期", "问题"]);
    let kinds = ["单证有误", "报价过期", "回复超时"];
    rows(month, workers, "problems listed", 40, &kinds, &mut sheet);
    sheet
}

fn plans(month: &Month, workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&["工号", "日期", "问题"]);
    let kinds = ["迟交", "内容重复", "未反映下月计划"];
    rows(month, workers, "plans", 18, &kinds, &mut sheet);
    sheet
}

/// Adds a row for each person whom it befalls.
fn rows(
    month: &Month,
    workers: &[Worker],
    what: &str,
    percent: i64,
    kinds: &[&str],
    sheet: &mut Sheet,
) {
    for worker in workers {
        let mut chance = month.chance(worker.id, what);
        let days = present(worker, &month.workdays);
        if let (true, Some(day), Some(kind)) = (
            chance.happens(percent),
            chance.pick(&days),
            chance.pick(kinds),
        ) {
            let id = Cell::text(worker.id);
            sheet.push(vec![id, Cell::Day(*day), Cell::text(*kind)]);
        }
    }
}

fn wages(workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&["工号", "工资"]);
    for worker in workers {
        let wage = if new(worker) { 4200 } else { 5600 };
        sheet.push(vec![Cell::text(worker.id), Cell::count(wage)]);
    }
    sheet
}

/// Contracts whose money has come in whole in this month.
fn contracts(month: &Month, workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&["工号", "合同号", "合同总额", "客户返回款"]);
    let mut number = 0;
    for worker in workers {
        let mut chance = month.chance(worker.id, "contracts paid");
        for _ in 0..chance.between(0, 2) {
            number += 1;
            let base = if new(worker) { 60_000 } else { 130_000 };
            let yuan = scaled(base, &[chance.around(500, 1700), month.season()]);
            sheet.push(vec![
                Cell::text(worker.id),
                Cell::text(format!("WM{}{number:02}", month.name().replace('-', ""))),
                Cell::yuan(yuan * 100 + chance.between(0, 99)),
                Cell::count(yuan * chance.between(0, 4) / 100 / 10 * 10),
            ]);
        }
    }
    sheet
}

fn receipts(month: &Month, workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&["到账日期", "工号", "币种", "金额"]);
    for worker in workers {
        let mut chance = month.chance(worker.id, "receipts");
        let days = present(worker, &month.workdays);
        for _ in 0..chance.between(1, 3) {
            let base = if new(worker) { 28_000 } else { 62_000 };
            let yuan = scaled(base, &[chance.around(500, 1500), ability(worker.id)]);
            if let Some(day) = chance.pick(&days) {
                sheet.push(vec![
                    Cell::text(day.to_string()),
                    Cell::text(worker.id),
                    Cell::text("折人民币"),
                    Cell::yuan(yuan * 100),
                ]);
            }
        }
    }
    sheet
}

fn orders(month: &Month, workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&["工号", "订单号", "合同总额", "客户返回款", "运费"]);
    for worker in workers {
        let mut chance = month.chance(worker.id, "orders at home");
        if chance.happens(35) {
            let yuan = chance.around(12_000, 60_000);
            sheet.push(vec![
                Cell::text(worker.id),
                Cell::text(format!("NM{}{}", month.name().replace('-', ""), worker.id)),
                Cell::count(yuan),
                Cell::count(yuan / 50),
                Cell::count(chance.between(3, 12) * 100),
            ]);
        }
    }
    sheet
}

/// Puts one month's ratings of all, and what concerns the heads.
pub fn heads(
    month: &Month,
    heads: &[Worker],
    workers: &[Worker],
    files: &mut Files,
) -> io::Result<()> {
    let folder = format!("months/{}", month.name());
    let mut ratings = Sheet::new(&["工号", "考核项", "评分人", "评分人工号", "评分"]);
    for (at, worker) in workers.iter().enumerate() {
        let mut chance = month.chance(worker.id, "three ratings");
        let peer = |n: usize| Cell::text(workers[(at + n) % workers.len()].id);
        let raters = [
            ("自评", Cell::text(worker.id)),
            ("同事", peer(1)),
            ("同事", peer(2)),
            ("上级", superior(worker)),
        ];
        for (rater, who) in raters {
            let kindness = if rater == "自评" { 4 } else { 0 };
            let mark = 34 + ability(worker.id) / 20 + chance.between(-8, 8) + kindness;
            let row = [worker.id, "工作表现", rater].map(Cell::text);
            ratings.push([row.to_vec(), vec![who, Cell::count(mark.min(100))]].concat());
        }
    }
    let mut sheets = vec![
        ("外贸收支", net(month, heads)),
        ("外贸固定工资", fixed(heads)),
    ];
    if month.first.month() % 3 == 0 {
        for head in heads {
            let mut chance = month.chance(head.id, "quarter of a head");
            for item in RATED {
                let row = [head.id, item, "上级"].map(Cell::text);
                let mark = Cell::count(chance.between(3, 5));
                ratings.push([row.to_vec(), vec![superior(head), mark]].concat());
            }
        }
        sheets.push(("外贸季报", quarter(month, heads)));
        sheets.push(("坏账", bad_debts(month)));
    }
    files.insert(format!("{folder}/评分-外贸.csv"), ratings.utf8());
    let sheets: Vec<(&str, &Sheet)> = sheets.iter().map(|(name, sheet)| (*name, sheet)).collect();
    files.insert(format!("{folder}/外贸负责人.xlsx"), workbook(&sheets)?);
    Ok(())
}

const RATED: &[&str] = &[
    "销售计划与组织",
    "顾客满意度",
    "品牌传播",
    "信息管理",
    "遗留问题处理",
    "员工满意度",
    "下属培训指导",
    "团队协作配合",
    "组织纪律性",
];

fn net(month: &Month, heads: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&["工号", "日期", "收款", "费用"]);
    for head in heads {
        let mut chance = month.chance(head.id, "net receipts");
        let days = present(head, &month.workdays);
        for _ in 0..chance.between(2, 4) {
            let yuan = scaled(chance.around(24_000, 60_000), &[month.season()]);
            let cost = scaled(yuan, &[chance.around(640, 860)]);
            if let Some(day) = chance.pick(&days) {
                sheet.push(vec![
                    Cell::text(head.id),
                    Cell::Day(*day),
                    Cell::count(yuan),
                    Cell::count(cost),
                ]);
            }
        }
    }
    sheet
}

fn fixed(heads: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&["工号", "金额"]);
    for head in heads {
        let yuan = if head.post == "外贸经理" {
            9000
        } else {
            7200
        };
        sheet.push(vec![Cell::text(head.id), Cell::count(yuan)]);
    }
    sheet
}

fn quarter(month: &Month, heads: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&[
        "工号",
        "部门净利润",
        "部门净利润目标",
        "个人净利润",
        "个人净利润目标",
        "收回应收款",
        "应收款目标",
    ]);
    let all = scaled(300_000, &[month.chance("WM", "quarter").around(860, 1120)]);
    for head in heads {
        let mut chance = month.chance(head.id, "quarter's report");
        sheet.push(vec![
            Cell::text(head.id),
            Cell::count(all),
            Cell::count(300_000),
            Cell::count(scaled(60_000, &[chance.around(800, 1150)])),
            Cell::count(60_000),
            Cell::count(scaled(180_000, &[chance.around(850, 1080)])),
            Cell::count(180_000),
        ]);
    }
    sheet
}

/// One in the year.
fn bad_debts(month: &Month) -> Sheet {
    let mut sheet = Sheet::new(&["工号", "日期", "损失", "不可抗力"]);
    if month.name() == "2026-06" {
        sheet.push(vec![
            Cell::text("1002"),
            Cell::Day(month.first),
            Cell::count(8600),
            Cell::text("否"),
        ]);
    }
    sheet
}

/// `tables/外贸年度考核.csv`: the year's coefficients of the heads.
pub fn year(heads: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&["工号", "年度系数"]);
    for head in heads {
        let coefficient = if head.post == "外贸经理" {
            "1.1"
        } else {
            "1"
        };
        sheet.push([head.id, coefficient].map(Cell::text).to_vec());
    }
    sheet
}
