//! A file beside the one it replaces, in words.

use super::MOST;
use crate::data::intake::Comparison;
use crate::number::grouped;

/// Says what differs.
pub(super) fn comparison(path: &str, empty: bool, found: &Comparison, zh: bool) -> Vec<String> {
    if empty {
        return vec![if zh {
            format!("  {path} 还没有填，由它代替")
        } else {
            format!("  {path} was not filled in and makes room")
        }];
    }
    let key = found.key.join(if zh { "、" } else { ", " });
    let (same, added, gone, changed) = (
        found.same,
        found.added.len(),
        found.gone.len(),
        found.rows_changed(),
    );
    let mut lines = vec![match (zh, key.is_empty()) {
        (true, true) => format!(
            "  与 {path} 逐行对照（按整行内容）：相同 {same} 行，新增 {added} 行，少了 {gone} 行"
        ),
        (true, false) => format!(
            "  与 {path} 逐行对照（按{key}）：相同 {same} 行，新增 {added} 行，少了 {gone} 行，改了 {changed} 行"
        ),
        (false, true) => format!(
            "  beside {path}, row by row (by their whole content): {same} the same, {added} added, {gone} gone"
        ),
        (false, false) => format!(
            "  beside {path}, row by row (by {key}): {same} the same, {added} added, {gone} gone, {changed} changed"
        ),
    }];
    let told = |rows: &[(u32, String)], sign: char, lines: &mut Vec<String>| {
        for (row, content) in rows.iter().take(MOST) {
            lines.push(if zh {
                format!("    {sign} 第 {row} 行 {content}")
            } else {
                format!("    {sign} row {row}: {content}")
            });
        }
        if rows.len() > MOST {
            lines.push(if zh {
                format!("    {sign} ……共 {} 行", rows.len())
            } else {
                format!("    {sign} … {} in all", rows.len())
            });
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
        lines.push(if zh {
            format!("    ~ ……共 {} 格", found.changed.len())
        } else {
            format!("    ~ … {} cells in all", found.changed.len())
        });
    }
    let (new, old) = &found.headings;
    for (headings, zh_word, en_word) in [
        (new, "新的列", "new columns"),
        (old, "没有了的列", "columns that are gone"),
    ] {
        if !headings.is_empty() {
            lines.push(if zh {
                format!("    {zh_word}：{}", headings.join("、"))
            } else {
                format!("    {en_word}: {}", headings.join(", "))
            });
        }
    }
    for total in found
        .totals
        .iter()
        .filter(|t| t.before != t.after || !found.is_same())
    {
        let (before, after) = (
            grouped(&total.before.exact_text()),
            grouped(&total.after.exact_text()),
        );
        lines.push(if zh {
            format!("    {}合计：{before} → {after}", total.heading)
        } else {
            format!("    {} in all: {before} → {after}", total.heading)
        });
    }
    lines
}
