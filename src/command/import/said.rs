//! What was recognised and what became of it, in words.

use super::plan::FilePlan;
use super::{Outcome, diff};
use crate::content::Table;
use crate::data::intake::{By, Comparison, Matched, Recognised, Written};
use crate::diagnostic::{Language, Severity, count_en};
use crate::number::grouped;

/// The most people, rows and cells that are listed one by one.
const MOST: usize = 8;

/// Says it all.
pub(super) fn text(outcome: &Outcome<'_>, language: Language) -> String {
    let zh = language == Language::Chinese;
    let mut blocks: Vec<String> = outcome.plan.files.iter().map(|f| file(f, outcome, zh)).collect();
    blocks.extend(mapping(outcome, zh));
    blocks.extend(after(outcome, zh));
    blocks.join("\n\n")
}

fn file(file: &FilePlan, outcome: &Outcome<'_>, zh: bool) -> String {
    let place = &file.place;
    let what = match (place.same, place.aside.is_empty(), zh) {
        (true, _, true) => "（已经在那里，一模一样）",
        (true, _, false) => " (there already, the very same)",
        (false, false, true) => "（换掉旧的）",
        (false, false, false) => " (in place of the old one)",
        _ => "",
    };
    let mut lines = vec![format!("{} → {}{what}", file.shown, place.path)];
    for (known, table) in file.tables.iter().zip(&file.read) {
        lines.extend(recognised(known, table, outcome, zh));
    }
    if !file.others.is_empty() {
        let others = file.others.join(if zh { "、" } else { ", " });
        lines.push(if zh {
            format!("  没有用到的工作表：{others}")
        } else {
            format!("  sheets not used: {others}")
        });
    }
    for (path, empty, found) in &place.compared {
        lines.extend(comparison(path, *empty, found, zh));
    }
    for (from, to) in &place.aside {
        lines.push(if zh {
            format!("  旧文件 {from} 移到 {to}")
        } else {
            format!("  the old {from} goes to {to}")
        });
    }
    lines.join("\n")
}

fn recognised(known: &Recognised, table: &Table, outcome: &Outcome<'_>, zh: bool) -> Vec<String> {
    let mut lines = vec![found(known, table, zh), read(table, zh)];
    let width = known.columns.iter().map(|c| wide(&titled(c))).max().unwrap_or(0);
    for column in &known.columns {
        let kind = kind(column, zh);
        let key = (known.name.to_string(), column.name.to_string());
        let readers = outcome.readers.get(&key).map(|r| r.join(if zh { "、" } else { ", " }));
        let owner = known.people.as_ref().is_some_and(|p| p.heading == column.heading);
        let mut used: Vec<String> = readers.into_iter().map(|r| if zh { format!("用在 {r}") } else { format!("read by {r}") }).collect();
        if owner {
            used.push(if zh { "认人".to_owned() } else { "tells the person".to_owned() });
        }
        let used = used.join(if zh { "，" } else { ", " });
        let title = titled(column);
        let gap = " ".repeat(width.saturating_sub(wide(&title)));
        lines.push(format!("    {title}{gap}  {kind}{}{used}", if used.is_empty() { "" } else if zh { "；" } else { "; " }));
    }
    if !known.lacking.is_empty() {
        let lacking: Vec<&str> = known.lacking.iter().map(|l| if l.as_ref() == "person" { if zh { "认人的列" } else { "a column that tells the person" } } else { l }).collect();
        lines.push(if zh {
            format!("    还缺的列：{}（用 --column \"{}.列=文件里的列名\" 写明）", lacking.join("、"), known.name)
        } else {
            format!("    lacking: {} (say which with --column \"{}.COLUMN=HEADING\")", lacking.join(", "), known.name)
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

fn found(known: &Recognised, table: &Table, zh: bool) -> String {
    let sheet = table.sheet.as_ref().map_or(String::new(), |s| if zh { format!("工作表“{s}”") } else { format!("sheet “{s}” ") });
    let by = match (known.by, zh) {
        (By::Said, true) => "你写明的",
        (By::Said, false) => "as you say",
        (By::Sources, true) => "sources.yml 里写着",
        (By::Sources, false) => "as sources.yml says",
        (By::Name, true) => "按名称",
        (By::Name, false) => "by its name",
        (By::NameWithin, true) => "名称里有",
        (By::NameWithin, false) => "its name has it",
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
        parts.push(format!("headings in row {header}, {} below", count_en(rows, "row", "rows")));
        format!("  {}", parts.join(", "))
    }
}

fn titled(column: &crate::data::intake::ColumnSeen) -> String {
    if *column.name == column.heading {
        column.heading.clone()
    } else {
        format!("{} → {}", column.heading, column.name)
    }
}

fn kind(column: &crate::data::intake::ColumnSeen, zh: bool) -> String {
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
    if let Some((least, most)) = &column.span {
        text.push_str(&if zh { format!(" {least} 至 {most}") } else { format!(" {least} to {most}") });
    }
    if let Some(unit) = &column.written_in {
        text.push_str(&if zh { format!("，按{unit}换算") } else { format!(", converted from {unit}") });
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
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

fn people(matched: &Matched, without: Option<&Vec<String>>, zh: bool) -> Vec<String> {
    let mut lines = Vec::new();
    let (people, rows, heading) = (matched.people.len(), matched.rows, &matched.heading);
    lines.push(if zh {
        format!("    人员：按“{heading}”认出 {people} 人、{rows} 行")
    } else {
        format!("    people: {} with {} by “{heading}”", count_en(people, "person", "people"), count_en(rows, "row", "rows"))
    });
    if !matched.unknown.is_empty() {
        let all: usize = matched.unknown.values().sum();
        let some: Vec<String> = matched.unknown.iter().map(|(who, rows)| if zh { format!("{who}（{rows} 行）") } else { format!("{who} ({rows})") }).collect();
        lines.push(if zh {
            format!("    花名册上没有的 {} 人、{all} 行：{}", some.len(), few(&some, zh))
        } else {
            format!("    not on the roster, {} with {}: {}", some.len(), count_en(all, "row", "rows"), few(&some, zh))
        });
    }
    if matched.nobody > 0 {
        lines.push(if zh {
            format!("    没有写人的 {} 行", matched.nobody)
        } else {
            format!("    naming nobody: {}", count_en(matched.nobody, "row", "rows"))
        });
    }
    if let Some(without) = without.filter(|w| !w.is_empty()) {
        lines.push(if zh {
            format!("    这个月在册而没有数据的 {} 人：{}", without.len(), few(without, zh))
        } else {
            format!("    on the roster without rows, {}: {}", without.len(), few(without, zh))
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

fn comparison(path: &str, empty: bool, found: &Comparison, zh: bool) -> Vec<String> {
    if empty {
        return vec![if zh {
            format!("  {path} 还没有填，由它代替")
        } else {
            format!("  {path} was not filled in and makes room")
        }];
    }
    let key = found.key.join(if zh { "、" } else { ", " });
    let (same, added, gone, changed) = (found.same, found.added.len(), found.gone.len(), found.rows_changed());
    let mut lines = vec![match (zh, key.is_empty()) {
        (true, true) => format!("  与 {path} 逐行对照（按整行内容）：相同 {same} 行，新增 {added} 行，少了 {gone} 行"),
        (true, false) => format!("  与 {path} 逐行对照（按{key}）：相同 {same} 行，新增 {added} 行，少了 {gone} 行，改了 {changed} 行"),
        (false, true) => format!("  beside {path}, row by row (by their whole content): {same} the same, {added} added, {gone} gone"),
        (false, false) => format!("  beside {path}, row by row (by {key}): {same} the same, {added} added, {gone} gone, {changed} changed"),
    }];
    let told = |rows: &[(u32, String)], sign: char, lines: &mut Vec<String>| {
        for (row, content) in rows.iter().take(MOST) {
            lines.push(if zh { format!("    {sign} 第 {row} 行 {content}") } else { format!("    {sign} row {row}: {content}") });
        }
        if rows.len() > MOST {
            lines.push(if zh { format!("    {sign} ……共 {} 行", rows.len()) } else { format!("    {sign} … {} in all", rows.len()) });
        }
    };
    told(&found.added, '+', &mut lines);
    told(&found.gone, '-', &mut lines);
    for change in found.changed.iter().take(MOST) {
        let (row, key, heading) = (change.row, &change.key, &change.heading);
        let (before, after) = (&change.before, &change.after);
        lines.push(if zh {
            format!("    ~ 第 {row} 行 {key} {heading}：{before} → {after}")
        } else {
            format!("    ~ row {row}, {key}, {heading}: {before} → {after}")
        });
    }
    if found.changed.len() > MOST {
        lines.push(if zh { format!("    ~ ……共 {} 格", found.changed.len()) } else { format!("    ~ … {} cells in all", found.changed.len()) });
    }
    let (new, old) = &found.headings;
    for (headings, zh_word, en_word) in [(new, "新的列", "new columns"), (old, "没有了的列", "columns that are gone")] {
        if !headings.is_empty() {
            lines.push(if zh { format!("    {zh_word}：{}", headings.join("、")) } else { format!("    {en_word}: {}", headings.join(", ")) });
        }
    }
    for total in found.totals.iter().filter(|t| t.before != t.after || !found.is_same()) {
        let (before, after) = (grouped(&total.before.exact_text()), grouped(&total.after.exact_text()));
        lines.push(if zh { format!("    {}合计：{before} → {after}", total.heading) } else { format!("    {} in all: {before} → {after}", total.heading) });
    }
    lines
}

fn mapping(outcome: &Outcome<'_>, zh: bool) -> Option<String> {
    let plan = outcome.plan;
    if plan.lines.is_empty() {
        return None;
    }
    let path = &plan.sources_path;
    let asked = outcome.asked;
    let written = asked.write_mapping && outcome.written && !asked.dry_run;
    let head = match (asked.write_mapping, written, zh) {
        (true, true, true) => format!("写进 {path} 的列名对照："),
        (true, true, false) => format!("Written into {path}:"),
        (true, false, true) => format!("要写进 {path} 的列名对照："),
        (true, false, false) => format!("To be written into {path}:"),
        (false, _, true) => format!("列名对不上，建议在 {path} 里写（看过没有错的，加上 --write-mapping 再运行一次就写进去）："),
        (false, _, false) => format!("Headings differ. Proposed for {path} (if it is right, run it once more with --write-mapping):"),
    };
    let body = match &plan.sources {
        Some(text) => diff::between(&plan.sources_text, text),
        None => plan.lines.lines().map(|l| format!("  {l}\n")).collect(),
    };
    Some(format!("{head}\n{}", body.trim_end()))
}

fn after(outcome: &Outcome<'_>, zh: bool) -> Option<String> {
    let (plan, asked) = (outcome.plan, outcome.asked);
    if plan.files.is_empty() {
        return None;
    }
    let mut lines = Vec::new();
    let copied = plan.files.iter().filter(|f| f.place.is_copied()).count();
    if outcome.written {
        lines.push(match (asked.dry_run, zh) {
            (true, true) => format!("只是看看，什么也没有写（--dry-run）；要放进去的有 {copied} 个文件。"),
            (true, false) => format!("Nothing was written (--dry-run); {} would be copied.", count_en(copied, "file", "files")),
            (false, true) => format!("放进去了 {copied} 个文件。"),
            (false, false) => format!("{} copied.", count_en(copied, "file", "files")),
        });
    }
    if !outcome.lacking.is_empty() {
        let lacking = outcome.lacking.join(if zh { "；" } else { "; " });
        lines.push(if zh {
            format!("{} 还缺的表：{lacking}", outcome.month)
        } else {
            format!("{} still lacks: {lacking}", outcome.month)
        });
    }
    let mut said: Vec<String> = Vec::new();
    for d in &outcome.later {
        let title = d.title.get(if zh { Language::Chinese } else { Language::English });
        let place = d.place.as_ref().map_or(String::new(), |p| format!("{p}  "));
        let grave = match (d.severity, zh) {
            (Severity::Error, true) => "错误",
            (Severity::Error, false) => "error",
            (_, true) => "提醒",
            (_, false) => "warning",
        };
        said.push(format!("  {grave}[{}] {place}{title}", d.code));
    }
    if !said.is_empty() {
        let count = said.len();
        lines.push(if zh {
            format!("这些文件在 check 里还有 {count} 条：")
        } else {
            format!("Of these files check will say ({count}):")
        });
        lines.extend(said.into_iter().take(2 * MOST));
    }
    if outcome.written && !asked.dry_run {
        lines.push(if zh { "接着检查：meritbook check".to_owned() } else { "Next: meritbook check".to_owned() });
    }
    Some(lines.join("\n"))
}
