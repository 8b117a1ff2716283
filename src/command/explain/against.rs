//! `check --against`: a sheet done by hand beside the results, cell by cell.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use super::find::{self, Who};
use super::tree::{self, Detail};
use super::{DONE, MISTAKEN, Terminal, book};
use crate::assessment::Book;
use crate::command::mistake::{CommandMistake, SheetMistake};
use crate::content::headings::{ID, NAME};
use crate::content::{Table, read_tables};
use crate::data::number_cell;
use crate::diagnostic::{Diagnostic, Language, Severity};
use crate::figure::{Step, Subject};
use crate::number::Number;
use crate::value::Value;

/// The most differences that are listed.
const MOST: usize = 20;
/// The most lines of each explanation.
const MOST_LINES: usize = 6;

/// What came of the comparison.
#[derive(Default)]
struct Compared {
    same: usize,
    /// Each difference in words, the first ones.
    differences: Vec<String>,
    /// How many there are.
    different: usize,
    /// Headings that are no figures of anybody, and rows of nobody.
    left: Vec<String>,
    /// The ids of those whose rows were found.
    seen: BTreeSet<Arc<str>>,
}

/// Compares a sheet with the results of a period, the latest month where none is said.
pub(in super::super) fn run(
    assessed: crate::Assessed,
    file: &Path,
    period: Option<&str>,
    terminal: &Terminal,
) -> u8 {
    let book = match book(assessed, terminal) {
        Ok(book) => book,
        Err(status) => return status,
    };
    let latest = book.ledger.months.keys().next_back();
    let latest = latest.map(ToString::to_string).unwrap_or_default();
    let period = period.unwrap_or(&latest);
    match compared(&book, file, period, terminal.language) {
        Ok(found) => {
            terminal.result(&said(&found, file, period, terminal.language));
            if found.different == 0 { DONE } else { MISTAKEN }
        }
        Err(mistakes) => {
            terminal.messages(&mistakes);
            MISTAKEN
        }
    }
}

fn compared(
    book: &Book,
    file: &Path,
    period: &str,
    language: Language,
) -> Result<Compared, Vec<Diagnostic>> {
    find::periods(book, period).map_err(|m| vec![m.diagnostic()])?;
    let name = file.display().to_string();
    let mistaken = |mistake: SheetMistake| vec![mistake.diagnostic()];
    let Some(content) = read_tables(file) else {
        return Err(mistaken(SheetMistake::NoTable { file: name }));
    };
    let wrong = content.diagnostics.into_iter();
    let wrong: Vec<Diagnostic> = wrong.filter(|d| d.severity == Severity::Error).collect();
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let headings = content.tables.iter().flat_map(|t| &t.headings);
    let headings: Vec<String> = headings.map(|h| h.text.to_string()).collect();
    let mut found = Compared::default();
    let mut with_people = 0;
    for table in &content.tables {
        if let Some(people) = people_column(table) {
            with_people += 1;
            compare(book, (table, people), period, language, &mut found);
        }
    }
    if with_people == 0 {
        let mistake = SheetMistake::Nobody {
            file: name,
            headings,
        };
        return Err(mistaken(mistake));
    }
    if found.same + found.different == 0 {
        let mistake = SheetMistake::NothingToCompare {
            file: name,
            period: period.to_owned(),
            headings,
        };
        return Err(mistaken(mistake));
    }
    found.left.extend(unseen(book, period, &found, language));
    Ok(found)
}

/// Names the people with results who are not in the sheet.
fn unseen(book: &Book, period: &str, found: &Compared, language: Language) -> Option<String> {
    let periods = find::periods(book, period).unwrap_or_default();
    let results = periods.iter().flat_map(|p| &p.policies);
    let people = results.filter(|r| r.policy.subject == Some(Subject::Person));
    let ids: BTreeSet<&Arc<str>> = people
        .flat_map(|r| &r.subjects)
        .map(|s| &s.id)
        .filter(|id| !found.seen.contains(*id))
        .collect();
    let first = ids
        .iter()
        .take(MOST)
        .filter_map(|id| book.ledger.person(id));
    let names: Vec<&str> = first.map(|p| p.name.as_str()).collect();
    let rest = if ids.len() > MOST { "……" } else { "" };
    let count = ids.len();
    (count > 0).then(|| match language {
        Language::Chinese => format!("{count} 人有结果，表里没有：{}{rest}", names.join("、")),
        Language::English => {
            format!(
                "{count} people have results and no row: {}{rest}",
                names.join(", ")
            )
        }
    })
}

/// Returns the column of ids, else that of names.
fn people_column(table: &Table) -> Option<usize> {
    let find = |names: &[&str]| {
        let mut headings = table.headings.iter();
        headings.position(|h| names.contains(&h.text.as_ref()))
    };
    find(ID).or_else(|| find(NAME))
}

fn compare(
    book: &Book,
    (table, people): (&Table, usize),
    period: &str,
    language: Language,
    found: &mut Compared,
) {
    let mut used = vec![false; table.headings.len()];
    let mut several: Vec<CommandMistake> = Vec::new();
    for row in &table.rows {
        let written = row.cells.get(people).map_or("", AsRef::as_ref);
        if written.is_empty() {
            continue;
        }
        let periods = find::periods(book, period).unwrap_or_default();
        let who = person(book, written);
        let assessed = who.and_then(|who| {
            let assessed = find::policies(book, &periods, &who)?;
            Ok((who, assessed))
        });
        let (who, assessed) = match assessed {
            Ok(found) => found,
            Err(_) => {
                let place = table.cell_place(row, people);
                found.left.push(match language {
                    Language::Chinese => format!("{place}  “{written}”：{period} 没有此人的结果"),
                    Language::English => format!("{place}  “{written}”: no results in {period}"),
                });
                continue;
            }
        };
        found.seen.insert(Arc::clone(&who.id));
        let columns = table.headings.iter().zip(&row.cells).enumerate();
        for (at, (heading, cell)) in columns.filter(|(at, _)| *at != people) {
            let figure = match find::figure(&assessed, &heading.text) {
                Ok((of, (policy, figure))) => book
                    .explain(of.period, &policy, &figure, &who.id)
                    .map(|step| (of.period, step)),
                Err(mistake @ CommandMistake::SeveralFigures { .. }) => {
                    if !several.contains(&mistake) {
                        several.push(mistake);
                    }
                    None
                }
                Err(_) => None,
            };
            let Some((of, step)) = figure else { continue };
            if let Some(used) = used.get_mut(at) {
                *used = true;
            }
            // A cell that nobody has filled in says nothing.
            if cell.is_empty() {
                continue;
            }
            if is_same(cell, &step, book.settings.decimals) {
                found.same += 1;
                continue;
            }
            found.different += 1;
            if found.differences.len() < MOST {
                let drawn = tree::draw(&step, book, of, Detail::Short, language);
                let place = table.cell_place(row, at);
                let head = match language {
                    Language::Chinese => {
                        format!("{}  {}：表里是 {cell}（{place}）", who.shown, heading.text)
                    }
                    Language::English => {
                        format!(
                            "{}  {}: the sheet has {cell} ({place})",
                            who.shown, heading.text
                        )
                    }
                };
                found
                    .differences
                    .push(format!("{head}\n{}", first_lines(&drawn)));
            }
        }
    }
    let names = table.headings.iter().map(|h| h.text.as_ref());
    for ((at, name), used) in names.enumerate().zip(used) {
        if !used && at != people && !NAME.contains(&name) && !ID.contains(&name) {
            found.left.push(match language {
                Language::Chinese => format!("列“{name}”：不是这些人的指标"),
                Language::English => format!("column “{name}”: no figure of these people"),
            });
        }
    }
    let several = several.iter().map(|mistake| {
        let said = mistake.diagnostic();
        let (title, help) = (said.title.get(language), said.help.get(language));
        format!("{title}  {help}")
    });
    found.left.extend(several);
}

/// Finds a person by id, by an id that has lost its zeros, or by name.
fn person(book: &Book, written: &str) -> Result<Who, CommandMistake> {
    if let Some(person) = book.ledger.person(written) {
        return Ok(find::person(book, person));
    }
    let digits = written.bytes().all(|b| b.is_ascii_digit());
    let bare = |id: &str| id.trim_start_matches('0') == written && id.len() > written.len();
    let mut padded = book.ledger.people.iter().filter(|p| digits && bare(&p.id));
    match (padded.next(), padded.next()) {
        (Some(person), None) => Ok(find::person(book, person)),
        _ => find::who(book, written),
    }
}

/// Tells whether a cell of the sheet says what came out, to half of the last decimal shown.
fn is_same(cell: &str, step: &Step, decimals: u32) -> bool {
    match &step.cell {
        Ok(Value::Number(number)) => {
            let decimals = if &*step.unit == "%" {
                decimals + 2
            } else {
                decimals
            };
            let half = format!("0.{}5", "0".repeat(decimals as usize));
            let half = Number::parse_exact(&half).unwrap_or(Number::ZERO);
            number_cell(cell).is_ok_and(|other| other.minus(number).absolute() <= half)
        }
        Ok(Value::Text(text)) => **text == *cell,
        Ok(Value::Truth(truth)) => crate::data::truth_cell(cell) == Ok(*truth),
        Ok(Value::Date(date)) => crate::data::date_cell(cell) == Ok(*date),
        Err(_) => false,
    }
}

fn first_lines(drawn: &str) -> String {
    let lines: Vec<&str> = drawn.trim_end().lines().collect();
    let shown = lines
        .iter()
        .take(MOST_LINES)
        .map(|line| format!("  {line}\n"));
    let mut text: String = shown.collect();
    if lines.len() > MOST_LINES {
        text.push_str("  ……\n");
    }
    text
}

fn said(found: &Compared, file: &Path, period: &str, language: Language) -> String {
    let file = file.display();
    let Compared {
        same, different, ..
    } = found;
    let all = same + different;
    let mut text = match language {
        Language::Chinese => {
            format!(
                "“{file}”与 {period} 的结果：比了 {all} 格，{same} 格一致，{different} 格不同。\n"
            )
        }
        Language::English => format!(
            "“{file}” and the results of {period}: {all} cells compared, {same} the same, {different} different.\n"
        ),
    };
    for difference in &found.differences {
        text.push_str(&format!("\n{difference}"));
    }
    let rest = different - found.differences.len();
    if rest > 0 {
        text.push_str(&match language {
            Language::Chinese => format!("\n还有 {rest} 格不同，没有列出。\n"),
            Language::English => format!("\n{rest} more differences are not listed.\n"),
        });
    }
    if !found.left.is_empty() {
        text.push_str(match language {
            Language::Chinese => "\n没有比的：\n",
            Language::English => "\nNot compared:\n",
        });
        for left in found.left.iter().take(MOST) {
            text.push_str(&format!("  {left}\n"));
        }
        if found.left.len() > MOST {
            text.push_str("  ……\n");
        }
    }
    text
}
