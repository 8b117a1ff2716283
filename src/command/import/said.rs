//! What was recognised and what became of it, in words.

mod comparison;
mod table;

use super::plan::FilePlan;
use super::{Outcome, diff};
use crate::command::mistake::western;
use crate::data::intake::Written;
use crate::diagnostic::{Language, Severity, count_en};

/// The most people, rows and cells that are listed one by one.
const MOST: usize = 8;

/// Says it all.
pub(super) fn text(outcome: &Outcome<'_>, language: Language) -> String {
    let zh = language == Language::Chinese;
    let mut blocks: Vec<String> = outcome
        .plan
        .files
        .iter()
        .map(|f| file(f, outcome, zh))
        .collect();
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
    for (known, read) in file.tables.iter().zip(&file.read) {
        lines.extend(table::recognised(known, read, outcome, zh));
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
        lines.extend(comparison::comparison(path, *empty, found, zh));
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
        (false, _, true) => format!(
            "列名对不上，建议在 {path} 里写（看过没有错的，加上 --write-mapping 再运行一次就写进去）："
        ),
        (false, _, false) => format!(
            "Headings differ. Proposed for {path} (if it is right, run it once more with --write-mapping):"
        ),
    };
    let body = match &plan.sources {
        Some(text) => diff::between(&plan.sources_text, text),
        None => plan.lines.lines().map(|l| format!("  {l}\n")).collect(),
    };
    let unsaid = plan.files.iter().flat_map(|f| &f.tables).filter_map(|t| {
        let across = t.addition.across.as_ref()?;
        let into = &across.into;
        // Marks of attendance are no numbers.
        let mut columns = t
            .columns
            .iter()
            .filter(|c| across.headings.contains(&c.heading));
        columns.find(|c| c.written == Written::Number)?;
        let said = t.addition.columns.iter().any(|c| c.name == *into);
        (!said).then(|| format!("{}.{into}", t.name))
    });
    let hints = unsaid.map(|column| {
        if zh {
            format!("\n横排的数如果是千元、万元，用 --unit \"{column}=万元\" 写明，不然按原样算。")
        } else {
            format!("\nIf the numbers across are in thousands, say so with --unit \"{column}=thousand USD\"; else they count as they stand.")
        }
    });
    let hints: String = hints.collect();
    Some(format!("{head}\n{}{hints}", body.trim_end()))
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
            (true, true) => {
                format!("只是看看，什么也没有写（--dry-run）；要放进去的有 {copied} 个文件。")
            }
            (true, false) => format!(
                "Nothing was written (--dry-run); {} would be copied.",
                count_en(copied, "file", "files")
            ),
            (false, true) => format!("放进去了 {copied} 个文件。"),
            (false, false) => format!("{} copied.", count_en(copied, "file", "files")),
        });
    }
    if !outcome.lacking.is_empty() {
        let lacking = outcome.lacking.join(if zh { "；" } else { "; " });
        lines.push(if zh {
            format!("{} 还缺的表：{lacking}", outcome.month)
        } else {
            format!("{} still lacks: {}", outcome.month, western(&lacking))
        });
    }
    let mut said: Vec<String> = Vec::new();
    for d in &outcome.later {
        let title = d.title.get(if zh {
            Language::Chinese
        } else {
            Language::English
        });
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
        lines.push(if zh {
            "接着检查：meritbook check".to_owned()
        } else {
            "Next: meritbook check".to_owned()
        });
    }
    Some(lines.join("\n"))
}
