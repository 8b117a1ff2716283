//! How far a month's data are there: files, what each policy needs, who has no row, what is blank,
//! missing or suspicious. Only where the edition shows it.

use serde::Serialize;

use crate::assessment::{Doubtful, PolicyReady, Readiness, TableNeed, TableReady};
use crate::data::{Accepted, Doubt, State};
use crate::period::Period;
use crate::site::address::{Addresses, CHECKS, as_workbook, beside, link};
use crate::site::page::checks::{self, MessageView};
use crate::site::shared::{Frame, LinkView, Shared};

/// The page of a month's data.
#[derive(Debug, Serialize)]
pub struct ReadinessPage {
    frame: Frame,
    name: String,
    month: LinkView,
    state: String,
    /// Everything in a sentence.
    sentence: String,
    all: String,
    taking_part: String,
    /// Who has confirmed the figures; empty where nobody is asked.
    confirmed: String,
    /// The tables as a workbook.
    workbook: String,
    missing: Vec<MessageView>,
    doubts: Vec<DoubtView>,
    accepted: Vec<DoubtView>,
    vain: Vec<String>,
    needs: Vec<NeedsView>,
    tables: Vec<TableView>,
}

/// Something suspicious.
#[derive(Debug, Serialize)]
struct DoubtView {
    what: String,
    who: LinkView,
    place: String,
    now: String,
    before: String,
    reason: String,
    by: String,
}

/// What a policy needs.
#[derive(Debug, Serialize)]
struct NeedsView {
    policy: LinkView,
    subjects: String,
    tables: Vec<NeedView>,
}

/// A table that a policy needs.
#[derive(Debug, Serialize)]
struct NeedView {
    table: String,
    there: bool,
    state: String,
    /// Who has no row.
    without: Vec<LinkView>,
    more: String,
    /// What that means.
    then: String,
}

/// A table that is there.
#[derive(Debug, Serialize)]
struct TableView {
    name: String,
    files: Vec<FileView>,
    matched: String,
    blanks: String,
    unused: bool,
}

/// A file or sheet.
#[derive(Debug, Serialize)]
struct FileView {
    path: String,
    rows: String,
}

/// How many without a row are named.
const NAMED: usize = 12;

/// Shows how far a month's data are there.
pub fn view(shared: &Shared<'_>, path: &str, month: Period) -> Option<ReadinessPage> {
    let ready = shared.public.readiness(month)?;
    let period = shared.public.period(month)?;
    let words = &shared.words;
    let name = words.fill("readiness_of", &[("period", &shared.period(month))]);
    let doubts = shared.public.doubts(month);
    let accepted = shared.public.accepted(month);
    let (taken, open): (Vec<&Doubtful>, Vec<&Doubtful>) =
        doubts.iter().partition(|d| d.accepted.is_some());
    let reason = |doubt: &Doubtful| doubt.accepted.and_then(|at| accepted.get(at));
    let is_vain = |at: &usize| !doubts.iter().any(|d| d.accepted == Some(*at));
    let entries = accepted.iter().enumerate();
    let vain = entries.filter(|(at, _)| is_vain(at) && period.state() != State::Final);
    let missing = shared.public.missing(month);
    Some(ReadinessPage {
        frame: shared.frame(path, name.clone(), "checks"),
        sentence: sentence(shared, &ready, missing.len(), open.len()),
        name,
        month: shared.period_link(path, month),
        state: shared.state(period),
        all: link(path, CHECKS),
        taking_part: link(path, &Addresses::taking_part(month)),
        confirmed: shared
            .public
            .confirmations(month)
            .map_or_else(String::new, |_| link(path, &Addresses::confirmed(month))),
        workbook: link(
            path,
            &shared.download(&as_workbook(&beside(&Addresses::readiness(month)))),
        ),
        missing: missing
            .iter()
            .map(|told| checks::message(shared, told))
            .collect(),
        doubts: open.iter().map(|d| doubt(shared, path, d, None)).collect(),
        accepted: taken
            .iter()
            .map(|d| doubt(shared, path, d, reason(d)))
            .collect(),
        vain: vain.map(|(_, entry)| entry.reason.clone()).collect(),
        needs: ready
            .policies
            .iter()
            .filter_map(|policy| needs(shared, path, policy))
            .collect(),
        tables: ready.tables.iter().map(|t| table(shared, t)).collect(),
    })
}

fn sentence(shared: &Shared<'_>, ready: &Readiness, missing: usize, doubts: usize) -> String {
    let words = &shared.words;
    let all: std::collections::BTreeSet<_> = ready
        .policies
        .iter()
        .flat_map(|p| p.tables.iter().map(|t| (&t.table, t.there)))
        .collect();
    let there = all.iter().filter(|(_, there)| *there).count();
    let numbers = [
        ("there", there.to_string()),
        ("all", all.len().to_string()),
        ("missing", words.count("readiness_lacks", missing, &[])),
        ("doubts", words.count("readiness_doubts", doubts, &[])),
    ];
    let parts: Vec<(&str, &str)> = numbers.iter().map(|(k, v)| (*k, v.as_str())).collect();
    words.fill("readiness_sentence", &parts)
}

/// Says what is suspicious.
pub fn doubt_said(shared: &Shared<'_>, doubt: &Doubtful) -> String {
    let key = match doubt.doubt {
        Doubt::Jump => "doubt_jump",
        Doubt::Unit => "doubt_unit",
        Doubt::NoRows => "doubt_no_rows",
        Doubt::SameRows => "doubt_same_rows",
        Doubt::SameNumber => "doubt_same_number",
    };
    let column = doubt.column.as_deref().unwrap_or("");
    let parts = [("table", doubt.table.as_ref()), ("column", column)];
    shared.words.fill(key, &parts)
}

fn doubt(
    shared: &Shared<'_>,
    path: &str,
    doubt: &Doubtful,
    accepted: Option<&Accepted>,
) -> DoubtView {
    DoubtView {
        what: doubt_said(shared, doubt),
        who: doubt
            .who
            .as_ref()
            .map_or_else(LinkView::default, |(id, name)| {
                shared.person(path, id, name)
            }),
        place: checks::place(&doubt.place),
        now: doubt.now.clone(),
        before: doubt.before.clone(),
        reason: accepted.map_or_else(String::new, |a| a.reason.clone()),
        by: accepted.and_then(|a| a.by.clone()).unwrap_or_default(),
    }
}

fn needs(shared: &Shared<'_>, path: &str, ready: &PolicyReady) -> Option<NeedsView> {
    let rules = shared.current(&ready.policy)?;
    let tables = ready.tables.iter();
    Some(NeedsView {
        policy: shared.policy_link(path, rules),
        subjects: shared
            .words
            .count("readiness_subjects", ready.subjects, &[]),
        tables: tables.map(|need| need_view(shared, path, need)).collect(),
    })
}

/// Says whether a table is there, and of whom nothing is in it.
pub fn need_said(shared: &Shared<'_>, need: &TableNeed) -> String {
    let words = &shared.words;
    match (need.there, need.without.len()) {
        (false, _) => words.say("table_absent").to_owned(),
        (true, 0) if need.of_each => words.say("table_whole").to_owned(),
        (true, 0) => words.say("table_there").to_owned(),
        (true, count) => words.count("table_without", count, &[]),
    }
}

fn need_view(shared: &Shared<'_>, path: &str, need: &TableNeed) -> NeedView {
    let words = &shared.words;
    let count = need.without.len();
    let then = match (count, need.used.looked_up) {
        (0, _) => "",
        (_, true) => words.say("without_missing"),
        (_, false) => words.say("without_zero"),
    };
    let without = need.without.iter().take(NAMED).map(|id| {
        let person = shared.public.roster_name(id);
        match person {
            Some(name) => shared.person(path, id, name),
            None => shared.team(path, id),
        }
    });
    NeedView {
        table: need.table.to_string(),
        there: need.there,
        state: need_said(shared, need),
        without: without.collect(),
        more: match count.checked_sub(NAMED) {
            Some(more) if more > 0 => words.count("without_more", more, &[]),
            _ => String::new(),
        },
        then: then.to_owned(),
    }
}

fn table(shared: &Shared<'_>, table: &TableReady) -> TableView {
    let words = &shared.words;
    let files = table.files.iter().map(|(place, rows)| FileView {
        path: checks::place(place),
        rows: match rows {
            Some(rows) => rows.to_string(),
            None => words.say("rows_streamed").to_owned(),
        },
    });
    TableView {
        name: table.name.to_string(),
        files: files.collect(),
        matched: match (table.people, table.of_teams) {
            (None, _) => String::new(),
            (Some(count), true) => words.count("matched_teams", count, &[]),
            (Some(count), false) => words.count("matched_people", count, &[]),
        },
        blanks: blanks_said(shared, table),
        unused: !table.used,
    }
}

/// Says which columns have blank cells.
pub fn blanks_said(shared: &Shared<'_>, table: &TableReady) -> String {
    let words = &shared.words;
    let blanks = table.blanks.iter().map(|(column, blank, all)| {
        let numbers = (blank.to_string(), all.to_string());
        words.fill(
            "blanks_of",
            &[("column", column), ("n", &numbers.0), ("all", &numbers.1)],
        )
    });
    blanks.collect::<Vec<_>>().join(words.say("semicolon"))
}
