//! The headings by which columns are usually known.

/// Headings of a person's id.
pub const ID: &[&str] = &[
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
pub const NAME: &[&str] = &["姓名", "员工姓名", "Name", "name"];
/// Headings of a person's team.
pub const TEAM: &[&str] = &[
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
pub const POST: &[&str] = &["岗位", "职位", "职务", "Post", "post"];
/// Headings of a person's grade.
pub const GRADE: &[&str] = &["职级", "等级", "级别", "Grade", "grade"];
/// Headings of the day of joining.
pub const JOINED: &[&str] = &["入职日期", "入职时间", "入职日", "Joined", "joined"];
/// Headings of the last day.
pub const LEFT: &[&str] = &["离职日期", "离职时间", "离职日", "Left", "left"];
/// Headings of the day from which a move holds.
pub const SINCE: &[&str] = &["生效日期", "异动日期", "日期", "Date", "date"];
/// Headings of a team's id.
pub const TEAM_ID: &[&str] = &["团队编号", "部门编号", "编号", "团队", "部门", "ID", "id"];
/// Headings of a team's name.
pub const TEAM_NAME: &[&str] = &["团队名称", "部门名称", "名称", "Name", "name"];
/// Headings of the team above.
pub const PARENT: &[&str] = &["上级团队", "上级部门", "上级", "Parent", "parent"];
/// Headings of a team's head.
pub const HEAD: &[&str] = &["负责人", "负责人工号", "主管", "主管工号", "Head", "head"];
/// Headings of the month, in tables that belong to no single month.
pub const MONTH: &[&str] = &[
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
