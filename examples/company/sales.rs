//! Sales under agreements: reports, visits, new customers, ratings by the superior.

use std::io;

use super::demo::{Month, ability, presence, present, scaled};
use super::files::{Cell, Files, Sheet, workbook};
use super::staff::{Worker, superior};

/// Puts one month's files of the department.
pub fn month(month: &Month, workers: &[Worker], files: &mut Files) -> io::Result<()> {
    let folder = format!("months/{}", month.name());
    let (reports, own, field) = (
        reports(month, workers),
        own_marks(month, workers),
        field_days(month, workers),
    );
    files.insert(
        format!("{folder}/销售.xlsx"),
        workbook(&[("销售月报", &reports), ("自评", &own), ("考勤", &field)])?,
    );
    files.insert(format!("{folder}/拜访.csv"), visits(month, workers).gbk());
    let customers = new_customers(month, workers).utf8_semicolons();
    files.insert(format!("{folder}/新客户.csv"), customers);
    files.insert(
        format!("{folder}/评分-销售.csv"),
        ratings(month, workers).utf8(),
    );
    Ok(())
}

fn manager(worker: &Worker) -> bool {
    worker.post == "销售经理"
}

fn reports(month: &Month, workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&[
        "工号",
        "姓名",
        "销售额",
        "销售量",
        "新客户",
        "老客户",
        "复购客户",
    ]);
    for worker in workers {
        let mut chance = month.chance(worker.id, "report");
        let base = match worker.grade {
            "新人" => 90_000,
            "老员工" => 150_000,
            _ => 220_000,
        };
        let there = presence(worker, &month.workdays);
        let yuan = scaled(
            base,
            &[
                ability(worker.id),
                month.season(),
                chance.around(850, 1150),
                there,
            ],
        );
        let old = chance.between(24, 46);
        sheet.push(vec![
            Cell::text(worker.id),
            Cell::text(worker.name),
            Cell::count(yuan / 10 * 10),
            Cell::count(yuan / chance.between(3800, 5200)),
            Cell::count(new_number(month, worker)),
            Cell::count(old),
            Cell::count(scaled(old, &[chance.around(520, 880)])),
        ]);
    }
    sheet
}

/// How many new customers a person wins; also the rows of the list of them.
fn new_number(month: &Month, worker: &Worker) -> i64 {
    let mut chance = month.chance(worker.id, "new customers");
    let base = if worker.grade == "新人" { 3 } else { 5 };
    let factors = [
        ability(worker.id),
        chance.around(650, 1350),
        presence(worker, &month.workdays),
    ];
    (scaled(base * 1000, &factors) + 500) / 1000
}

fn new_customers(month: &Month, workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&["建档日期", "工号", "客户编号"]);
    for worker in workers {
        let mut chance = month.chance(worker.id, "days of new customers");
        let days = present(worker, &month.workdays);
        for _ in 0..new_number(month, worker) {
            let Some(day) = chance.pick(&days) else {
                continue;
            };
            sheet.push(vec![
                Cell::text(day.to_string()),
                Cell::text(worker.id),
                Cell::text(format!("XK{:04}", chance.between(1000, 9999))),
            ]);
        }
    }
    sheet
}

fn own_marks(month: &Month, workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&["工号", "得分"]);
    for worker in workers {
        let mut chance = month.chance(worker.id, "own mark");
        sheet.push(vec![
            Cell::text(worker.id),
            Cell::count(chance.around(82, 98)),
        ]);
    }
    sheet
}

/// The days out of the office: those with a visit, and a few without.
fn field_days(month: &Month, workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&["工号", "外勤天数"]);
    for worker in workers.iter().filter(|w| !manager(w)) {
        let idle = month.chance(worker.id, "idle days").between(0, 2);
        let days = out(month, worker).len() as i64;
        sheet.push(vec![Cell::text(worker.id), Cell::count(days + idle)]);
    }
    sheet
}

/// The days on which a rep calls on customers.
fn out(month: &Month, worker: &Worker) -> Vec<jiff::civil::Date> {
    let mut chance = month.chance(worker.id, "days out");
    present(worker, &month.workdays)
        .into_iter()
        .filter(|_| chance.happens(70))
        .collect()
}

fn visits(month: &Month, workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&["日期", "员工编号", "客户", "见到本人", "交回记录"]);
    for worker in workers.iter().filter(|w| !manager(w)) {
        let mut chance = month.chance(worker.id, "visits to customers");
        let keen = (ability(worker.id) - 900) / 10;
        for day in out(month, worker) {
            for _ in 0..2 + i64::from(chance.happens(45 + keen)) + i64::from(chance.happens(30)) {
                let met = if chance.happens(94) { "是" } else { "否" };
                let told = if chance.happens(96) { "是" } else { "否" };
                sheet.push(vec![
                    Cell::text(format!("{}.{}.{}", day.year(), day.month(), day.day())),
                    Cell::text(worker.id),
                    Cell::text(format!("走访{:04}", chance.between(1, 9999))),
                    Cell::text(met),
                    Cell::text(told),
                ]);
            }
        }
    }
    sheet
}

const RATED: &[&str] = &[
    "销售业绩",
    "销售过程管理",
    "团队协作与沟通",
    "个人成长与学习",
];

fn ratings(month: &Month, workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&["工号", "考核项", "评分人", "评分人工号", "评分"]);
    for worker in workers {
        let mut chance = month.chance(worker.id, "superior");
        for item in RATED {
            let mark = (35 + ability(worker.id) / 20 + chance.between(-11, 11)).clamp(60, 100);
            sheet.push(vec![
                Cell::text(worker.id),
                Cell::text(*item),
                Cell::text("直属上级"),
                superior(worker),
                Cell::count(mark),
            ]);
        }
    }
    sheet
}
