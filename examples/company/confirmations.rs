//! What people answered when they were shown their raw figures: most of two telesales teams, one
//! of them with an objection.

use jiff::civil::Date;

use super::files::{Cell, Files, Sheet};

/// Who confirmed, in the order in which answers came in.
const AGREED: &[&str] = &[
    "0102", "0103", "0104", "0106", "0107", "0109", "0129", "0111", "0112", "0113", "0115", "0116",
    "0117", "0119",
];

/// Who objects, to what, and what HR noted.
const OBJECTS: (&str, &str, &str) = (
    "0108",
    "10 月 30 日签约的一家新客户没有算进来，应为 6 家",
    "合同已交财务，正在核对",
);

/// The answers that came in by a day.
pub fn answers(on: Date, files: &mut Files, folder: &str) {
    let mut sheet = Sheet::new(&["工号", "确认", "异议", "说明", "日期"]);
    let mut add = |id: &str, answer: &str, objection: &str, remark: &str| {
        let texts = [id, answer, objection, remark];
        let mut row: Vec<Cell> = texts.into_iter().map(Cell::text).collect();
        row.push(Cell::Day(on));
        sheet.push(row);
    };
    for id in AGREED {
        add(id, "是", "", "");
    }
    let (id, objection, remark) = OBJECTS;
    add(id, "否", objection, remark);
    files.insert(format!("{folder}/confirmations.csv"), sheet.utf8());
}
