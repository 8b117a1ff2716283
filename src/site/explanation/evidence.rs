//! The rows that a number was computed from.

use crate::figure::Evidence;
use crate::site::html::Writer;
use crate::site::shared::Shared;
use crate::value::Place;

/// A table with more columns may be wider than a narrow screen.
const NARROW: usize = 3;

/// Returns the place of the only cell that a number is, without the folder that all files share.
pub(super) fn only_cell(evidence: &[Evidence]) -> Option<String> {
    let [evidence] = evidence else {
        return None;
    };
    match (evidence.rows.as_slice(), evidence.columns.as_slice()) {
        ([(place, _, true)], [_]) if evidence.total <= 1 => {
            Some(in_short(&place.to_string()).to_owned())
        }
        _ => None,
    }
}

/// Writes the rows: each with its place, and whether it was counted in words, not by looks alone.
pub(super) fn rows(out: &mut Writer, shared: &Shared<'_>, evidence: &Evidence, most: usize) {
    let words = &shared.words;
    let total = evidence.total.max(evidence.rows.len());
    let caption = words.count("why_rows", total, &[("table", &evidence.table)]);
    // The rows of a long table are counted and not kept.
    if evidence.rows.is_empty() && total > 0 {
        out.raw("<p class=\"more\">").text(&caption).raw("</p>");
        return;
    }
    let file = one_file(evidence);
    let wide = evidence.columns.len() > NARROW;
    if wide {
        out.raw("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"")
            .text(&evidence.table)
            .raw("\">");
    }
    out.raw("<table class=\"rows\"><caption>").text(&caption);
    if let Some(file) = file {
        out.raw(" <span>").text(in_short(file)).raw("</span>");
    }
    out.raw("</caption><thead><tr>");
    for column in &evidence.columns {
        out.raw("<th>").text(column).raw("</th>");
    }
    let where_from = if file.is_some() {
        "why_row"
    } else {
        "why_place"
    };
    out.raw("<th>")
        .text(words.say(where_from))
        .raw("</th></tr></thead><tbody>");
    for (place, cells, counted) in evidence.rows.iter().take(most) {
        out.raw(if *counted {
            "<tr>"
        } else {
            "<tr class=\"out\">"
        });
        for cell in cells {
            out.raw("<td>").text(cell).raw("</td>");
        }
        out.raw("<td>").text(&written(place, file));
        if !*counted {
            out.raw(" · ").text(words.say("why_not_counted"));
        }
        out.raw("</td></tr>");
    }
    out.raw("</tbody></table>");
    if wide {
        out.raw("</div>");
    }
    let shown = evidence.rows.len().min(most);
    if shown < total {
        out.raw("<p class=\"more\">")
            .text(&words.count("why_more_rows", total - shown, &[]))
            .raw("</p>");
    }
}

/// Writes the rows as one line of text: `电销签约：12 行 电销签约.csv；65 行 10,306；…`; at most so many,
/// without the folder that is clear from where they stand.
pub(super) fn line(
    out: &mut Writer,
    shared: &Shared<'_>,
    evidence: &Evidence,
    (folder, most): (&str, usize),
) {
    let words = &shared.words;
    let total = evidence.total.max(evidence.rows.len());
    let caption = words.count("why_rows", total, &[("table", &evidence.table)]);
    out.raw("<p class=\"at\">").text(&caption);
    let file = one_file(evidence);
    if let Some(file) = file {
        let short = in_short(file);
        out.raw(" ")
            .text(short.strip_prefix(folder).unwrap_or(short));
    }
    let shown = evidence.rows.iter().take(most);
    for (place, cells, counted) in shown.clone() {
        let parts = [
            ("row", written(place, file)),
            ("cells", cells.join(words.say("list_comma"))),
        ];
        let parts = parts.each_ref().map(|(key, text)| (*key, text.as_str()));
        out.text(words.say("semicolon"));
        if *counted {
            out.text(&words.fill("why_row_short", &parts));
        } else {
            out.raw("<s>").text(&words.fill("why_row_short", &parts));
            out.raw("</s> ").text(words.say("why_not_counted"));
        }
    }
    let shown = shown.len();
    if 0 < shown && shown < total {
        out.text(words.say("semicolon"));
        out.text(&words.count("why_more_rows", total - shown, &[]));
    }
    out.raw("</p>");
}

/// Returns the file that all rows are from; `None` where there are several.
fn one_file(evidence: &Evidence) -> Option<&str> {
    let mut files = evidence.rows.iter().map(|row| row.0.source.path.as_str());
    let first = files.next()?;
    files.all(|file| file == first).then_some(first)
}

/// Writes a place; without its file where the caption names it.
fn written(place: &Place, file: Option<&str>) -> String {
    let whole = place.to_string();
    match file.and_then(|file| whole.strip_prefix(file)) {
        Some(rest) => rest.trim_start_matches([':', ' ']).to_owned(),
        None => in_short(&whole).to_owned(),
    }
}

/// Leaves out the folder that all files share.
fn in_short(path: &str) -> &str {
    path.strip_prefix("content/").unwrap_or(path)
}
