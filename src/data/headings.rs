//! The headings by which columns are known, and finding a column by one of them.

use crate::content::Table;

/// Headings of a person's id.
pub(super) const ID: &[&str] = &[
    "工号",
    "员工编号",
    "员工号",
    "员工工号",
    "人员编号",
    "人员工号",
    "职工号",
    "EmployeeID",
    "employee_id",
    "staff_id",
    "ID",
    "id",
];
/// Headings of a person's name.
pub(super) const NAME: &[&str] = &["姓名", "员工姓名", "Name", "name"];
/// Headings of a person's team.
pub(super) const TEAM: &[&str] = &[
    "团队",
    "小组",
    "班组",
    "部门",
    "所属团队",
    "所属部门",
    "Team",
    "team",
];
/// Headings of a person's post.
pub(super) const POST: &[&str] = &["岗位", "职位", "职务", "Post", "post"];
/// Headings of a person's grade.
pub(super) const GRADE: &[&str] = &["职级", "等级", "级别", "Grade", "grade"];
/// Headings of the day of joining.
pub(super) const JOINED: &[&str] = &["入职日期", "入职时间", "入职日", "Joined", "joined"];
/// Headings of the last day.
pub(super) const LEFT: &[&str] = &["离职日期", "离职时间", "离职日", "Left", "left"];
/// Headings of the day from which a move holds.
pub(super) const SINCE: &[&str] = &["生效日期", "异动日期", "日期", "Date", "date"];
/// Headings of a team's id.
pub(super) const TEAM_ID: &[&str] = &["团队编号", "部门编号", "编号", "团队", "部门", "ID", "id"];
/// Headings of a team's name.
pub(super) const TEAM_NAME: &[&str] = &["团队名称", "部门名称", "名称", "Name", "name"];
/// Headings of the team above.
pub(super) const PARENT: &[&str] = &["上级团队", "上级部门", "上级", "Parent", "parent"];
/// Headings of a team's head.
pub(super) const HEAD: &[&str] = &["负责人", "负责人工号", "主管", "主管工号", "Head", "head"];
/// Headings of the month, in tables that belong to no single month.
pub(super) const MONTH: &[&str] = &[
    "月份",
    "考核月份",
    "考核周期",
    "周期",
    "期间",
    "Month",
    "month",
    "Period",
    "period",
];

/// Returns the index of the first of `names` that is a heading.
pub(super) fn find(table: &Table, names: &[&str]) -> Option<usize> {
    names.iter().find_map(|name| position(table, name))
}

/// Returns the index of a heading.
pub(super) fn position(table: &Table, name: &str) -> Option<usize> {
    table.headings.iter().position(|h| h.text.as_ref() == name)
}

/// Returns the headings as texts, for messages.
pub(super) fn texts(table: &Table) -> Vec<String> {
    table.headings.iter().map(|h| h.text.to_string()).collect()
}

/// What counts as blank in a cell, in small letters, unless `sources.yml` says otherwise.
const BLANKS: &[&str] = &[
    "", "-", "--", "—", "——", "na", "n/a", "null", "none", "无", "#n/a",
];

/// Tells whether a cell counts as blank; `own` is the author's list, in small letters.
pub(super) fn is_blank(cell: &str, own: Option<&[String]>) -> bool {
    if cell.is_empty() {
        return true;
    }
    // Everything that may stand in the lists is short; long cells need no second look.
    match own {
        Some(own) => own.iter().any(|b| *b == cell.to_lowercase()),
        None => cell.len() <= 8 && BLANKS.contains(&cell.to_lowercase().as_str()),
    }
}
