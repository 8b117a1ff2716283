//! All messages about the data and rules, as `check` says them, and the months to look into. Only
//! where the edition shows it.

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity};
use crate::period::Period;
use crate::site::address::{APPEALS, Addresses, CHECKS_TABLE, link};
use crate::site::page::appeals;
use crate::site::shared::{Frame, LinkView, Shared};
use crate::value::{At, Place};

/// The page of all messages.
#[derive(Debug, Serialize)]
pub struct ChecksPage {
    frame: Frame,
    sentence: String,
    /// The page of appeals; empty where there is none.
    appeals: String,
    /// Months and messages as a workbook.
    workbook: String,
    months: Vec<MonthLine>,
    groups: Vec<GroupView>,
}

/// A month with its two pages.
#[derive(Debug, Serialize)]
struct MonthLine {
    readiness: LinkView,
    taking_part: String,
    state: String,
    doubts: String,
}

/// Messages of one gravity.
#[derive(Debug, Serialize)]
struct GroupView {
    anchor: &'static str,
    title: String,
    about: String,
    messages: Vec<MessageView>,
}

/// A message.
#[derive(Debug, Serialize)]
pub struct MessageView {
    /// Its code.
    pub code: &'static str,
    /// What is wrong.
    pub title: String,
    /// Where, and other places, each with its words.
    pub places: Vec<PlaceView>,
    /// Why it matters.
    pub why: String,
    /// What to do.
    pub help: String,
}

/// A place with what stands there.
#[derive(Debug, Serialize)]
pub struct PlaceView {
    /// The file with line or cell.
    pub place: String,
    /// The text as written; empty for none.
    pub written: String,
    /// A few words about it; may be empty.
    pub label: String,
}

/// The groups of messages by gravity: each with its anchor, its title and what it means.
const GROUPS: [(Severity, &str, (&str, &str)); 3] = [
    (
        Severity::Missing,
        "missing",
        ("checks_missing", "checks_missing_about"),
    ),
    (
        Severity::Warning,
        "warnings",
        ("checks_warnings", "checks_warnings_about"),
    ),
    (
        Severity::Note,
        "notes",
        ("checks_notes", "checks_notes_about"),
    ),
];

/// Returns all messages, the gravest first, each group with its title.
pub fn groups<'s>(shared: &'s Shared<'_>) -> Vec<(String, Vec<&'s Diagnostic>)> {
    let messages = shared.public.messages();
    let group = |(severity, _, (title, _)): &(Severity, &str, (&str, &str))| {
        let of = messages.iter().filter(|d| d.severity == *severity);
        (shared.words.say(title).to_owned(), of.collect())
    };
    GROUPS.iter().map(group).collect()
}

/// Counts what is suspicious in a month: what nobody has looked at yet, and what was accepted.
pub fn doubts(shared: &Shared<'_>, month: Period) -> (usize, usize) {
    let doubts = shared.public.doubts(month);
    let open = doubts.iter().filter(|d| d.accepted.is_none()).count();
    (open, doubts.len() - open)
}

/// Shows all messages, the gravest first.
pub fn view(shared: &Shared<'_>, path: &str) -> ChecksPage {
    let words = &shared.words;
    let messages = shared.public.messages();
    let of = |severity: Severity| messages.iter().filter(move |d| d.severity == severity);
    let groups = GROUPS.map(|(severity, anchor, (title, about))| GroupView {
        anchor,
        title: words.say(title).to_owned(),
        about: words.say(about).to_owned(),
        messages: of(severity).map(|d| message(shared, d)).collect(),
    });
    let count = |severity| of(severity).count().to_string();
    let (missing, warnings) = (count(Severity::Missing), count(Severity::Warning));
    let months = shared.public.checked_months().into_iter().rev();
    let months = months.filter_map(|month| {
        let period = shared.public.period(month)?;
        let (open, accepted) = doubts(shared, month);
        let mut said = Vec::new();
        if open > 0 {
            said.push(words.count("doubts_open", open, &[]));
        }
        if accepted > 0 {
            said.push(words.count("doubts_accepted", accepted, &[]));
        }
        Some(MonthLine {
            readiness: LinkView {
                text: shared.period(month),
                href: link(path, &Addresses::readiness(month)),
            },
            taking_part: link(path, &Addresses::taking_part(month)),
            state: shared.state(period),
            doubts: said.join(words.say("comma")),
        })
    });
    ChecksPage {
        frame: shared.frame(path, words.say("checks").to_owned(), "checks"),
        appeals: match appeals::is_there(shared) {
            true => link(path, APPEALS),
            false => String::new(),
        },
        workbook: link(path, &shared.download(CHECKS_TABLE)),
        sentence: words.fill(
            "checks_sentence",
            &[("missing", &missing), ("warnings", &warnings)],
        ),
        months: months.collect(),
        groups: groups
            .into_iter()
            .filter(|g| !g.messages.is_empty())
            .collect(),
    }
}

/// Shows a message.
pub fn message(shared: &Shared<'_>, told: &Diagnostic) -> MessageView {
    let own = told.place.iter().map(|place| (place, &told.label));
    let related = told.related.iter().map(|(place, label)| (place, label));
    MessageView {
        code: told.code,
        title: for_a_page(shared.say(&told.title), true),
        places: own
            .chain(related)
            .map(|(at, label)| PlaceView {
                place: place(at),
                written: written(at),
                label: for_a_page(shared.say(label), false),
            })
            .collect(),
        why: for_a_page(shared.say(&told.why), true),
        help: for_a_page(shared.say(&told.help), true),
    }
}

/// Sets words that are meant for a terminal as a page does: what stands between backticks in
/// quotation marks, a sentence with its capital.
fn for_a_page(said: &str, sentence: bool) -> String {
    let mut open = false;
    let letters = said.chars().enumerate().map(|(at, letter)| match letter {
        '`' => {
            open = !open;
            if open { '“' } else { '”' }
        }
        first if at == 0 && sentence => first.to_ascii_uppercase(),
        other => other,
    });
    letters.collect()
}

/// Writes a place as it is found in the folder: `months/2026-10/销售.xlsx 销售!B7`.
pub fn place(place: &Place) -> String {
    let text = place.to_string();
    text.strip_prefix("content/")
        .map_or_else(|| text.clone(), str::to_owned)
}

fn written(place: &Place) -> String {
    match &place.at {
        At::Line { written, .. } | At::Cell { written, .. } => written.to_string(),
        At::File | At::Span { .. } => String::new(),
    }
}
