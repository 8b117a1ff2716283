//! Service to users of equipment, by quarters: duties, plans, complaints, files.

use std::io;

use jiff::Span;

use super::demo::{Month, ability};
use super::files::{Cell, Files, Sheet, workbook};
use super::staff::Worker;

const TEAM: &str = "用户服务部";

/// Puts one month's files of the department; the quarter's own tables in its last month.
pub fn month(month: &Month, workers: &[Worker], files: &mut Files) -> io::Result<()> {
    let folder = format!("months/{}", month.name());
    let complaints = complaints(month).utf8();
    files.insert(format!("{folder}/服务投诉.csv"), complaints);
    files.insert(
        format!("{folder}/质量反馈.csv"),
        feedback(month)?.utf8_semicolons(),
    );
    if month.first.month() % 3 == 0 {
        let sheets = [
            ("服务季报", report(month)),
            ("档案检查", archives(month)),
            ("部门季报", plans(month)),
            ("个人季评", own(month, workers)),
        ];
        let sheets: Vec<(&str, &Sheet)> =
            sheets.iter().map(|(name, sheet)| (*name, sheet)).collect();
        files.insert(format!("{folder}/用户服务.xlsx"), workbook(&sheets)?);
    }
    Ok(())
}

fn complaints(month: &Month) -> Sheet {
    let mut sheet = Sheet::new(&["部门", "日期", "级别", "备件小时", "到场小时"]);
    let mut chance = month.chance(TEAM, "complaints of users");
    // How grave, how many at most, the hours allowed for parts and for people.
    for (grave, most, parts, people) in [
        ("特急", 1, 24, 12),
        ("紧急", 3, 72, 24),
        ("一般", 9, 168, 72),
    ] {
        for _ in 0..chance.between(most / 2, most) {
            let Some(day) = chance.pick(&month.workdays) else {
                continue;
            };
            let late = chance.happens(8) && grave != "特急";
            let over = if late { parts / 4 } else { 0 };
            sheet.push(vec![
                Cell::text(TEAM),
                Cell::text(day.to_string()),
                Cell::text(grave),
                Cell::count(chance.between(parts / 4, parts) + over),
                Cell::count(chance.between(people / 4, people)),
            ]);
        }
    }
    sheet
}

/// The report on the month before, due on the third; once it came late.
fn feedback(month: &Month) -> io::Result<Sheet> {
    let mut sheet = Sheet::new(&["部门", "月末", "提交日期"]);
    let end = month.first.yesterday().map_err(io::Error::other)?;
    let days = if month.name() == "2026-05" { 6 } else { 2 };
    let handed_in = end
        .checked_add(Span::new().days(days))
        .map_err(io::Error::other)?;
    let row = [TEAM.to_owned(), end.to_string(), handed_in.to_string()];
    sheet.push(row.map(Cell::text).to_vec());
    Ok(sheet)
}

fn report(month: &Month) -> Sheet {
    let mut sheet = Sheet::new(&[
        "部门",
        "支持需求",
        "满足支持",
        "安装需求",
        "验收安装",
        "培训需求",
        "满足培训",
    ]);
    let mut chance = month.chance(TEAM, "quarter");
    let mut row = vec![Cell::text(TEAM)];
    for most in [40, 14, 6] {
        let asked = chance.between(most / 2, most);
        let missed = i64::from(chance.happens(18));
        row.extend([Cell::count(asked), Cell::count(asked - missed)]);
    }
    sheet.push(row);
    sheet
}

fn archives(month: &Month) -> Sheet {
    let mut sheet = Sheet::new(&["部门", "规范", "及时"]);
    let mut chance = month.chance(TEAM, "archives");
    let prompt = if chance.happens(70) { "是" } else { "否" };
    sheet.push([TEAM, "是", prompt].map(Cell::text).to_vec());
    sheet
}

fn plans(month: &Month) -> Sheet {
    let mut sheet = Sheet::new(&["部门", "计划得分", "满意度调查", "重关得分"]);
    let mut chance = month.chance(TEAM, "plans");
    sheet.push(vec![
        Cell::text(TEAM),
        Cell::count(chance.around(86, 99)),
        Cell::count(chance.around(84, 98)),
        Cell::count(chance.around(93, 102).min(100)),
    ]);
    sheet
}

fn own(month: &Month, workers: &[Worker]) -> Sheet {
    let mut sheet = Sheet::new(&["工号", "姓名", "得分"]);
    for worker in workers {
        let mut chance = month.chance(worker.id, "own quarter");
        let mark = 37 + ability(worker.id) / 20 + chance.between(-7, 7);
        sheet.push(vec![
            Cell::text(worker.id),
            Cell::text(worker.name),
            Cell::count(mark.min(100)),
        ]);
    }
    sheet
}
