//! Telephone sales, what prizes and contests need: work done, judgements, shared cases.

use super::demo::{Month, ability, presence, scaled};
use super::files::{Cell, Sheet};
use super::staff::Worker;

/// Returns the sheets that join the department's monthly workbook, by name.
pub fn sheets(month: &Month, workers: &[Worker]) -> Vec<(&'static str, Sheet)> {
    vec![
        ("电销工作量", work(month, workers)),
        ("邀约登记", invited(month, workers)),
        ("表现评定", judgements(month, workers)),
        ("团队事项", team_matters(month, workers)),
        ("分享评优", shared_cases(month, workers)),
    ]
}

fn work(month: &Month, workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&["工号", "姓名", "工作量", "线索", "成单"]);
    for worker in workers {
        let mut chance = month.chance(worker.id, "work done");
        let there = presence(worker, &month.workdays);
        let days = month.workdays.len() as i64;
        let calls = scaled(days * chance.around(125, 165), &[ability(worker.id), there]);
        let leads = scaled(calls, &[chance.around(16, 26)]).max(1);
        let signed = scaled(leads, &[chance.around(60, 150), ability(worker.id)]);
        sheet.push(vec![
            Cell::text(worker.id),
            Cell::text(worker.name),
            Cell::count(calls),
            Cell::count(leads),
            Cell::count(signed),
        ]);
    }
    sheet
}

/// Customers asked to come, and those who came.
fn invited(month: &Month, workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&["工号", "邀约顾客", "到场顾客"]);
    for worker in workers {
        let mut chance = month.chance(worker.id, "customers asked to come");
        let there = presence(worker, &month.workdays);
        let asked = scaled(chance.around(24, 44), &[there]).max(1);
        let came = scaled(asked, &[chance.around(420, 760), ability(worker.id)]);
        sheet.push(vec![
            Cell::text(worker.id),
            Cell::count(asked),
            Cell::count(came),
        ]);
    }
    sheet
}

fn judgements(month: &Month, workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&["工号", "等级", "部门领导确认"]);
    for worker in workers {
        let mut chance = month.chance(worker.id, "judgement");
        let grade = match ability(worker.id) + chance.around(-120, 120) {
            1110.. => "突出",
            1070.. => "优秀",
            1020.. => "良好",
            _ => "合格",
        };
        let agreed = if chance.happens(95) { "是" } else { "否" };
        sheet.push([worker.id, grade, agreed].map(Cell::text).to_vec());
    }
    sheet
}

fn team_matters(month: &Month, workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&["部门", "事项", "部门领导确认"]);
    let mut teams: Vec<&str> = workers.iter().map(|worker| worker.team).collect();
    teams.dedup();
    for team in teams {
        let mut chance = month.chance(team, "team matters");
        for (matter, percent) in [("协作良好", 45), ("创新见效", 12)] {
            if chance.happens(percent) {
                let agreed = if chance.happens(85) { "是" } else { "否" };
                sheet.push([team, matter, agreed].map(Cell::text).to_vec());
            }
        }
    }
    sheet
}

/// The best case of each week, told on Friday.
fn shared_cases(month: &Month, workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&["工号", "日期"]);
    let mut chance = month.chance("DX", "shared cases");
    for day in &month.workdays {
        let friday = day.weekday().to_monday_one_offset() == 5;
        let Some(worker) = chance.pick(workers).filter(|_| friday) else {
            continue;
        };
        if worker.days.0 <= *day && *day <= worker.days.1 {
            sheet.push(vec![Cell::text(worker.id), Cell::Day(*day)]);
        }
    }
    sheet
}
