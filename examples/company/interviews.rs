//! With whom the results of a month were talked over: a telesales team, two of them with a plan.

use std::io;

use super::calendar;
use super::files::{Cell, Files, Sheet};

/// Who, on which day of October, what was said, and what is to become better.
const HELD: &[(&str, i8, &str, &str)] = &[
    ("0102", 19, "业绩稳定，愿意带一名新人", ""),
    (
        "0103",
        19,
        "回访量不足，开场白太长",
        "每天先打 20 个回访，两周后一起听录音",
    ),
    ("0104", 20, "新客户多，收款偏慢", "签约当天约好首笔付款日"),
    ("0106", 20, "认可结果，没有意见", ""),
    ("0128", 20, "投诉一事已按申诉结果更正", ""),
];

/// The interviews about a month.
pub fn held(files: &mut Files, folder: &str) -> io::Result<()> {
    let mut sheet = Sheet::new(&["工号", "访谈人", "日期", "内容摘要", "改进计划"]);
    for (id, day, summary, plan) in HELD {
        let mut row: Vec<Cell> = [*id, "陈国栋"].into_iter().map(Cell::text).collect();
        row.push(Cell::Day(calendar::day(2026, 10, *day)?));
        row.extend([*summary, *plan].map(Cell::text));
        sheet.push(row);
    }
    files.insert(format!("{folder}/interviews.csv"), sheet.utf8());
    Ok(())
}
