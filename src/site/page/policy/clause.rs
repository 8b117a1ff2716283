//! A clause's text with the numbers and tables of the rules in it.

use super::{ClauseView, MarginView, grid, parameters, rules};
use crate::policy::{Clause, ClausePart, Policy};
use crate::site::explanation::clause_anchor;
use crate::site::format;
use crate::site::html::{Html, Writer};
use crate::site::markdown;
use crate::site::shared::Shared;

/// Stand around a number's place in the list while Markdown is read; private characters.
const OPEN: char = '\u{e001}';
const CLOSE: char = '\u{e002}';

/// Shows a clause.
pub(super) fn view(shared: &Shared<'_>, policy: &Policy, clause: &Clause) -> ClauseView {
    let mut out = Writer::default();
    let mut markdown = String::new();
    let mut numbers: Vec<String> = Vec::new();
    let mut margin: Vec<MarginView> = Vec::new();
    for part in &clause.parts {
        match part {
            ClausePart::Text(text) => {
                markdown.extend(text.chars().filter(|c| *c != OPEN && *c != CLOSE));
            }
            ClausePart::Parameter(name) => {
                markdown.push_str(&format!("{OPEN}{}{CLOSE}", numbers.len()));
                numbers.push(parameters::value(shared, policy, name));
                let note = parameters::margin(shared, policy, name);
                margin.extend(note.filter(|note| !margin.contains(note)));
            }
            ClausePart::Table(name) => {
                flush(&mut out, &mut markdown, &mut numbers);
                if let Some(table) = rules::named_table(shared, policy, name) {
                    grid::write(&mut out, &table, &clause.title);
                }
            }
        }
    }
    flush(&mut out, &mut markdown, &mut numbers);
    ClauseView {
        anchor: clause_anchor(clause.number),
        number: format::clause_number(&shared.words, clause.number),
        title: clause.title.clone(),
        generated: clause.generated,
        html: out.done(),
        margin,
        live: Vec::new(),
    }
}

/// Writes a clause as plain lines: its Markdown without signs, its numbers, its tables by name.
pub(super) fn plain(shared: &Shared<'_>, policy: &Policy, clause: &Clause) -> String {
    let mut text = String::new();
    for part in &clause.parts {
        match part {
            ClausePart::Text(own) => text.push_str(own),
            ClausePart::Parameter(name) => {
                text.push_str(&parameters::value(shared, policy, name).replace('\u{a0}', " "));
            }
            ClausePart::Table(name) => {
                let title = rules::table_title(shared, policy, name);
                let said = shared.words.fill("clause_table", &[("table", &title)]);
                text.push_str(&format!("\n\n{said}\n\n"));
            }
        }
    }
    let mut lines: Vec<String> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        let bare = line.trim().trim_start_matches('#').trim_start();
        let listed = ["- ", "* ", "+ "]
            .iter()
            .find_map(|sign| bare.strip_prefix(sign));
        let words = listed.unwrap_or(bare).replace("**", "").replace('`', "");
        match lines.last_mut() {
            _ if words.is_empty() => open = false,
            // Lines of one paragraph run on.
            Some(last) if open && listed.is_none() => {
                if last.ends_with(|c: char| c.is_ascii())
                    || words.starts_with(|c: char| c.is_ascii())
                {
                    last.push(' ');
                }
                last.push_str(&words);
            }
            _ => {
                lines.push(words);
                open = true;
            }
        }
    }
    lines.join("\n")
}

/// Writes the Markdown so far, with its numbers where they belong.
fn flush(out: &mut Writer, markdown: &mut String, numbers: &mut Vec<String>) {
    if !markdown.trim().is_empty() {
        let html = markdown::to_html(markdown, 4);
        let mut rest = html.as_str();
        while let Some((before, tail)) = rest.split_once(OPEN) {
            out.html(&Html::vouched(before.to_owned()));
            let (index, after) = tail.split_once(CLOSE).unwrap_or((tail, ""));
            let number = index.parse().ok().and_then(|i: usize| numbers.get(i));
            out.raw("<b class=\"live\">")
                .text(number.map_or("", String::as_str))
                .raw("</b>");
            rest = after;
        }
        out.html(&Html::vouched(rest.to_owned()));
    }
    markdown.clear();
    numbers.clear();
}
