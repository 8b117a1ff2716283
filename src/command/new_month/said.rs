//! What was written, and what is still to be done.

use super::table::{Fixed, Planned};
use super::{Written, folder_of};
use crate::data::TableAt;
use crate::diagnostic::Language;

/// Says what was written; `is_first` when there are no other data to compare with.
pub(super) fn text(written: &Written, is_first: bool, language: Language) -> String {
    let zh = language == Language::Chinese;
    let folder = folder_of(written.month);
    let mut lines = vec![
        if zh {
            format!("新建了 {folder}：")
        } else {
            format!("Made {folder}:")
        },
        String::new(),
        if zh {
            "  month.yml  这个月的状态：进行中".to_owned()
        } else {
            "  month.yml  the month's state: open".to_owned()
        },
    ];
    let mut left = Vec::new();
    for table in &written.tables {
        match &table.layout.at {
            TableAt::Month(path) => {
                lines.push(format!("  {path}  {}", in_file(table, is_first, zh)));
            }
            at => left.extend(not_written(table, at, written, zh)),
        }
    }
    for name in &written.later {
        left.push(if zh {
            format!("  {name}  季度、半年或年度的制度才用，到那个周期的最后一个月再建")
        } else {
            format!("  {name}  needed by longer periods only, in their last month")
        });
    }
    if !left.is_empty() {
        let head = if zh {
            "没有写的表："
        } else {
            "Not written:"
        };
        lines.extend([String::new(), head.to_owned(), String::new()]);
        lines.extend(left);
    }
    lines.push(String::new());
    lines.extend(notes(written, zh).into_iter().map(str::to_owned));
    lines.join("\n")
}

fn in_file(table: &Planned, is_first: bool, zh: bool) -> String {
    let known = table.rows.first().map_or(0, Vec::len);
    let headings = |from: usize| {
        let headings = table.headings.get(from..).unwrap_or_default();
        headings.join(if zh { "、" } else { ", " })
    };
    let count = table.rows.len();
    let mut text = match (table.fixed, zh) {
        (Fixed::None, true) => format!("只有列名，有一笔写一行：{}", headings(0)),
        (Fixed::None, false) => format!("headings only, a row for each event: {}", headings(0)),
        (Fixed::People, true) => format!("每人一行，共 {count} 人；要填：{}", headings(known)),
        (Fixed::People, false) => {
            format!(
                "one row a person, {count} in all; to fill in: {}",
                headings(known)
            )
        }
        (Fixed::Teams, true) => format!("每个团队一行，共 {count} 个；要填：{}", headings(known)),
        (Fixed::Teams, false) => {
            format!(
                "one row a team, {count} in all; to fill in: {}",
                headings(known)
            )
        }
        (Fixed::One, true) => format!("一行，对所有人都算；要填：{}", headings(known)),
        (Fixed::One, false) => format!("one row for everyone; to fill in: {}", headings(known)),
    };
    if let Some(workbook) = &table.layout.workbook {
        text.push_str(&if zh {
            format!("（上次在 {workbook} 里）")
        } else {
            format!(" (the last time in {workbook})")
        });
    }
    if !table.known && !is_first {
        text.push_str(if zh {
            "（别的月份没有这张表，请看看表名对不对）"
        } else {
            " (no other month has this table: is its name right?)"
        });
    }
    text
}

/// Says why a table was not written, where something is to be done or known about it.
fn not_written(table: &Planned, at: &TableAt, written: &Written, zh: bool) -> Option<String> {
    let (name, month) = (&table.name, written.month);
    Some(match (at, zh) {
        (TableAt::Month(_), _) => return None,
        (TableAt::General { path, lacks: true }, true) => {
            format!("  {name}  在 {path} 里，请补上 {month} 的行")
        }
        (TableAt::General { path, lacks: true }, false) => {
            format!("  {name}  stands in {path}; please add the rows of {month}")
        }
        (TableAt::General { path, .. }, true) => format!("  {name}  在 {path} 里，不用每月写"),
        (TableAt::General { path, .. }, false) => {
            format!("  {name}  stands in {path}, not in the months")
        }
        (TableAt::Elsewhere(file), true) => {
            format!("  {name}  按 sources.yml 要读“{file}”，请把它放进这个文件夹")
        }
        (TableAt::Elsewhere(file), false) => {
            format!("  {name}  is read from “{file}”, as sources.yml says; please put it there")
        }
    })
}

/// Says what to mind, as far as it concerns this month.
fn notes(written: &Written, zh: bool) -> Vec<&'static str> {
    let files = || {
        let tables = written.tables.iter();
        tables.filter(|t| matches!(t.layout.at, TableAt::Month(_)))
    };
    let mut notes = Vec::new();
    let mut note = |chinese, english| notes.push(if zh { chinese } else { english });
    if files().any(|t| t.fixed == Fixed::None) {
        note(
            "注意：只有列名的表，意思是“这个月没有发生”，按 0 算。数据还没有交来的，先把那张表删掉。",
            "Mind: a table with headings alone says that nothing happened and counts as 0. Where the\ndata are still to come, remove the table until then.",
        );
    }
    if files().next().is_some() {
        note(
            "各系统导出的表可以直接换掉同名的空表；放进来的是工作簿的，把里面已经有的那几张 .csv 删掉。",
            "Exports may take the place of the empty tables; of what a workbook holds, remove the .csv files.",
        );
    }
    let zeros = |row: &Vec<String>| row.first().is_some_and(|id| id.starts_with('0'));
    if files().any(|t| t.fixed == Fixed::People && t.rows.iter().any(zeros)) {
        note(
            "工号前面有 0：用 Excel 打开 CSV 时，要用“数据 → 从文本/CSV”，把工号一列设为文本，不然 0 会丢掉。",
            "Some ids begin with 0: in Excel open the CSV by Data → From Text/CSV and make the ids a\ntext column, or the zeros are lost.",
        );
    }
    note(
        "填好以后检查：meritbook check",
        "When it is filled in: meritbook check",
    );
    notes
}
