//! What was recognised of one table, in words.

use std::sync::Arc;

use super::{MOST, Outcome};
use crate::content::Table;
use crate::data::intake::{By, ColumnSeen, Matched, Recognised, Written};
use crate::diagnostic::count_en;

/// Says what was recognised of a table.
pub(super) fn recognised(
    known: &Recognised,
    table: &Table,
    outcome: &Outcome<'_>,
    zh: bool,
) -> Vec<String> {
    let mut lines = vec![found(known, table, zh), read(table, zh)];
    let columns = in_one_line(known);
    let width = columns.iter().map(|c| wide(&titled(c))).max().unwrap_or(0);
    for column in &columns {
        let kind = kind(column, zh);
        let key = (known.name.to_string(), column.name.to_string());
        let readers = outcome
            .readers
            .get(&key)
            .map(|r| r.join(if zh { "、" } else { ", " }));
        let owner = known
            .people
            .as_ref()
            .is_some_and(|p| p.heading == column.heading);
        let mut used: Vec<String> = readers
            .into_iter()
            .map(|r| {
                if zh {
                    format!("用在 {r}")
                } else {
                    format!("read by {r}")
                }
            })
            .collect();
        if owner {
            used.push(if zh {
                "认人".to_owned()
            } else {
                "tells the person".to_owned()
            });
        }
        let used = used.join(if zh { "，" } else { ", " });
        let title = titled(column);
        let gap = " ".repeat(width.saturating_sub(wide(&title)));
        lines.push(format!(
            "    {title}{gap}  {kind}{}{used}",
            if used.is_empty() {
                ""
            } else if zh {
                "；"
            } else {
                "; "
            }
        ));
    }
    if !known.lacking.is_empty() {
        let lacking: Vec<&str> = known
            .lacking
            .iter()
            .map(|l| {
                if l.as_ref() == "person" {
                    if zh {
                        "认人的列"
                    } else {
                        "a column that tells the person"
                    }
                } else {
                    l
                }
            })
            .collect();
        lines.push(if zh {
            format!(
                "    还缺的列：{}（用 --column \"{}.列=文件里的列名\" 写明）",
                lacking.join("、"),
                known.name
            )
        } else {
            format!(
                "    lacking: {} (say which with --column \"{}.COLUMN=HEADING\")",
                lacking.join(", "),
                known.name
            )
        });
    }
    if let Some(matched) = &known.people {
        lines.extend(people(matched, outcome.without_rows.get(&*known.name), zh));
    }
    if let Some((first, last, rows)) = &known.beyond {
        lines.push(if zh {
            format!("    注意：{rows} 行的日期不在 {}（{first} 至 {last}），也会算进这个月", outcome.month)
        } else {
            format!("    mind: the days of {} lie outside of {} ({first} to {last}) and count in it all the same", count_en(*rows, "row", "rows"), outcome.month)
        });
    }
    lines
}

/// Returns the columns with those that stand across as one: `1 … 31`.
fn in_one_line(known: &Recognised) -> Vec<ColumnSeen> {
    let Some((headings, into)) = &known.across else {
        return known.columns.clone();
    };
    let mut columns: Vec<ColumnSeen> = Vec::new();
    let mut together: Option<(usize, ColumnSeen, String)> = None;
    for column in &known.columns {
        if !headings.contains(&column.heading) {
            columns.push(column.clone());
            continue;
        }
        let Some((_, one, last)) = &mut together else {
            together = Some((columns.len(), column.clone(), column.heading.clone()));
            continue;
        };
        last.clone_from(&column.heading);
        if one.written == Written::Nothing {
            one.written = column.written;
        } else if column.written != Written::Nothing && column.written != one.written {
            one.written = Written::Text;
        }
        for (what, count) in &column.blanks {
            *one.blanks.entry(what.clone()).or_default() += count;
        }
    }
    if let Some((at, mut one, last)) = together {
        one.heading = format!("{} … {last}", one.heading);
        one.name = Arc::clone(into);
        one.span = None;
        columns.insert(at, one);
    }
    columns
}

fn found(known: &Recognised, table: &Table, zh: bool) -> String {
    let sheet = table.sheet.as_ref().map_or(String::new(), |s| {
        if zh {
            format!("工作表“{s}”")
        } else {
            format!("sheet “{s}” ")
        }
    });
    let by = match (known.by, zh) {
        (By::Said, true) => "你写明的",
        (By::Said, false) => "as you say",
        (By::Sources, true) => "sources.yml 里写着",
        (By::Sources, false) => "as sources.yml says",
        (By::Name, true) => "按名称",
        (By::Name, false) => "by its name",
        (By::NameWithin, true) => "名称里有",
        (By::NameWithin, false) => "its name has it",
        (By::Roster, true) => "还没有花名册，它有工号和姓名",
        (By::Roster, false) => "there is none yet, and it has ids and names",
        (By::Columns, true) => "按列名",
        (By::Columns, false) => "by its columns",
    };
    if zh {
        format!("  {sheet}认作“{}”表（{by}）", known.name)
    } else {
        format!("  {sheet}is the table “{}” ({by})", known.name)
    }
}

fn read(table: &Table, zh: bool) -> String {
    let mut parts = Vec::new();
    parts.extend(table.encoding.map(str::to_owned));
    parts.extend(table.separator.map(|s| match (s, zh) {
        ('\t', true) => "Tab 分隔".to_owned(),
        ('\t', false) => "tabs".to_owned(),
        (';', true) => "分号分隔".to_owned(),
        (';', false) => "semicolons".to_owned(),
        ('|', true) => "竖线分隔".to_owned(),
        ('|', false) => "bars".to_owned(),
        (_, true) => "逗号分隔".to_owned(),
        (_, false) => "commas".to_owned(),
    }));
    let (header, rows) = (table.header, table.rows.len());
    if zh {
        parts.push(format!("列名在第 {header} 行，下面 {rows} 行数据"));
        format!("  {}", parts.join("，"))
    } else {
        parts.push(format!(
            "headings in row {header}, {} below",
            count_en(rows, "row", "rows")
        ));
        format!("  {}", parts.join(", "))
    }
}

fn titled(column: &ColumnSeen) -> String {
    if *column.name == column.heading {
        column.heading.clone()
    } else {
        format!("{} → {}", column.heading, column.name)
    }
}

fn kind(column: &ColumnSeen, zh: bool) -> String {
    let mut text = match (column.written, zh) {
        (Written::Number, true) => "数字",
        (Written::Number, false) => "numbers",
        (Written::Date, true) => "日期",
        (Written::Date, false) => "days",
        (Written::Text, true) => "文字",
        (Written::Text, false) => "text",
        (Written::Nothing, true) => "全空",
        (Written::Nothing, false) => "nothing",
    }
    .to_owned();
    if let Some((least, most)) = &column.span
        && least == most
    {
        text.push_str(&format!(" {least}"));
    } else if let Some((least, most)) = &column.span {
        text.push_str(&if zh {
            format!(" {least} 至 {most}")
        } else {
            format!(" {least} to {most}")
        });
    }
    if let Some(unit) = &column.written_in {
        text.push_str(&if zh {
            format!("，按{unit}换算")
        } else {
            format!(", converted from {unit}")
        });
    }
    let blank: usize = column.blanks.values().sum();
    if blank > 0 {
        let told: Vec<String> = column
            .blanks
            .iter()
            .filter(|(what, _)| !what.is_empty())
            .map(|(what, count)| format!("“{what}” {count}"))
            .collect();
        let told = told.join(if zh { "、" } else { ", " });
        text.push_str(&match (told.is_empty(), zh) {
            (true, true) => format!("，空 {blank} 格"),
            (true, false) => format!(", {blank} blank"),
            (false, true) => format!("，空 {blank} 格（其中 {told}）"),
            (false, false) => format!(", {blank} blank (of these {told})"),
        });
    }
    text
}

/// Counts the columns that a text takes on a terminal: Chinese signs take two.
fn wide(text: &str) -> usize {
    text.chars()
        .map(|c| if c.is_ascii() || c == '→' { 1 } else { 2 })
        .sum()
}

fn people(matched: &Matched, without: Option<&Vec<String>>, zh: bool) -> Vec<String> {
    let mut lines = Vec::new();
    let (people, rows, heading) = (matched.people.len(), matched.rows, &matched.heading);
    lines.push(if zh {
        format!("    人员：按“{heading}”认出 {people} 人、{rows} 行")
    } else {
        format!(
            "    people: {} with {} by “{heading}”",
            count_en(people, "person", "people"),
            count_en(rows, "row", "rows")
        )
    });
    if !matched.unknown.is_empty() {
        let all: usize = matched.unknown.values().sum();
        let some: Vec<String> = matched
            .unknown
            .iter()
            .map(|(who, rows)| {
                if zh {
                    format!("{who}（{rows} 行）")
                } else {
                    format!("{who} ({rows})")
                }
            })
            .collect();
        lines.push(if zh {
            format!(
                "    花名册上没有的 {} 人、{all} 行：{}",
                some.len(),
                few(&some, zh)
            )
        } else {
            format!(
                "    not on the roster, {} with {}: {}",
                some.len(),
                count_en(all, "row", "rows"),
                few(&some, zh)
            )
        });
    }
    if matched.nobody > 0 {
        lines.push(if zh {
            format!("    没有写人的 {} 行", matched.nobody)
        } else {
            format!(
                "    naming nobody: {}",
                count_en(matched.nobody, "row", "rows")
            )
        });
    }
    if let Some(without) = without.filter(|w| !w.is_empty()) {
        lines.push(if zh {
            format!(
                "    这个月在册而没有数据的 {} 人：{}",
                without.len(),
                few(without, zh)
            )
        } else {
            format!(
                "    on the roster without rows, {}: {}",
                without.len(),
                few(without, zh)
            )
        });
    }
    lines
}

fn few(all: &[String], zh: bool) -> String {
    let between = if zh { "、" } else { ", " };
    match all.get(..MOST) {
        Some(first) if all.len() > MOST => format!("{}……", first.join(between)),
        _ => all.join(between),
    }
}
