//! A table of rules as HTML: numbers to the right, parts under their group.

use crate::site::html::{Html, Writer};
use crate::site::page::table::TableView;

/// Stands before the title of a part, once a level.
pub(super) const INDENT: char = '\u{3000}';

/// Writes a table; `label` names it to those who move through a wide one by keyboard.
pub(super) fn write(out: &mut Writer, table: &TableView, label: &str) {
    out.raw("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"")
        .text(label)
        .raw("\"><table class=\"rules\">");
    if !table.caption.is_empty() {
        out.raw("<caption>").text(&table.caption).raw("</caption>");
    }
    let numeric: Vec<bool> = (0..table.headings.len())
        .map(|column| is_numeric(table, column))
        .collect();
    let right = |column: usize| numeric.get(column).copied().unwrap_or(false);
    out.raw("<thead><tr>");
    for (column, heading) in table.headings.iter().enumerate() {
        out.raw(if right(column) {
            "<th scope=\"col\" class=\"num\">"
        } else {
            "<th scope=\"col\">"
        });
        out.text(heading).raw("</th>");
    }
    out.raw("</tr></thead><tbody>");
    let depths: Vec<usize> = table.rows.iter().map(|row| depth(row)).collect();
    for (at, row) in table.rows.iter().enumerate() {
        let own = depths.get(at).copied().unwrap_or(0);
        let group = depths.get(at + 1).is_some_and(|next| *next > own);
        out.raw(if group {
            "<tr class=\"group\">"
        } else {
            "<tr>"
        });
        for (column, cell) in row.iter().enumerate() {
            out.raw(match (column, own) {
                (0, 1) => "<td class=\"depth-1\">",
                (0, 2..) => "<td class=\"depth-2\">",
                _ if right(column) => "<td class=\"num\">",
                _ => "<td>",
            });
            out.text(cell.trim_start_matches(INDENT)).raw("</td>");
        }
        out.raw("</tr>");
    }
    out.raw("</tbody></table></div>");
}

/// Writes a table by itself; empty without rows.
pub(super) fn html(table: &TableView, label: &str) -> Html {
    let mut out = Writer::default();
    if !table.rows.is_empty() {
        write(&mut out, table, label);
    }
    out.done()
}

fn depth(row: &[String]) -> usize {
    let title = row.first().map_or("", String::as_str);
    title.chars().take_while(|c| *c == INDENT).count()
}

/// Tells whether a column holds plain numbers; the first is what the row is about.
fn is_numeric(table: &TableView, column: usize) -> bool {
    let plain = |cell: &String| {
        cell.chars()
            .all(|c| c.is_ascii_digit() || ",.-—".contains(c))
    };
    let cells = || table.rows.iter().filter_map(|row| row.get(column));
    column > 0 && cells().count() > 0 && cells().all(|cell| !cell.is_empty() && plain(cell))
}
