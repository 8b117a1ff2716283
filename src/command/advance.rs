//! `advance`: a month goes on to its next state, or back with a reason; its `month.yml` says so.

mod edit;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use super::mistake::{AdvanceMistake, CommandMistake, Misuse};
use super::terminal::Terminal;
use super::{BROKEN, DONE, book, nothing_done, period, welcome};
use crate::Assessed;
use crate::assessment::{Book, Obstacle, PeriodResult, Wanted, obstacles};
use crate::content::encode_like;
use crate::data::{Month, Stage, State, Waived};
use crate::diagnostic::Diagnostic;
use crate::form::data::{STATES, WAIVED};
use crate::output::{create, replace};
use crate::period::{Level, Period, days_after};
use edit::Entry;

/// What `advance` is asked for.
#[derive(Debug, clap::Args)]
pub(super) struct Asked {
    /// A month such as `2026-11`.
    period: String,
    /// The state that it goes on to.
    state: String,
    /// Who decides it.
    #[arg(long)]
    by: String,
    /// The day, such as `2026-12-03`.
    #[arg(long)]
    on: String,
    /// The last day of objection.
    #[arg(long)]
    until: Option<String>,
    /// What is not settled and is accepted.
    #[arg(long, requires = "reason")]
    despite: Vec<String>,
    /// Why.
    #[arg(long)]
    reason: Option<String>,
}

/// The same, understood.
struct Going<'a> {
    to: State,
    by: &'a str,
    on: Date,
    until: Option<Date>,
    despite: BTreeSet<Waived>,
    reason: Option<&'a str>,
}

/// Writes the new state of a month, or says all that stands against it.
pub(super) fn run(site: &Path, assessed: Assessed, asked: &Asked, terminal: &Terminal) -> u8 {
    let going = match understood(asked) {
        Ok(going) => going,
        Err(misuse) => return refused(&[CommandMistake::Misused(misuse).diagnostic()], terminal),
    };
    let book = match book(assessed) {
        Ok(book) => book,
        Err(errors) => return refused(&errors, terminal),
    };
    let result = match period(&book, &asked.period) {
        Ok(result) => result,
        Err(mistake) => return refused(&[mistake.diagnostic()], terminal),
    };
    let month = book.ledger.months.get(&result.period);
    let Some(month) = month.filter(|_| result.period.level() == Level::Month) else {
        let (period, months) = (result.period, result.months.clone());
        let longer = AdvanceMistake::Longer { period, months };
        return refused(&[longer.diagnostic()], terminal);
    };
    if let Some(before) = month.history.last().filter(|step| step.on > going.on) {
        let mistake = AdvanceMistake::DayBefore {
            month: result.period,
            on: going.on,
            last: before.on,
        };
        return refused(&[mistake.diagnostic()], terminal);
    }
    let (reasons, accepted) = against(&book, result, month, &going);
    if !reasons.is_empty() {
        let said: Vec<Diagnostic> = reasons.iter().map(AdvanceMistake::diagnostic).collect();
        return refused(&said, terminal);
    }
    let entries = match entries(&book, result, month, &going, &accepted) {
        Ok(entries) => entries,
        Err(mistake) => return refused(&[mistake.diagnostic()], terminal),
    };
    write(site, result, month, &going, &entries, terminal)
}

/// Understands the words of the command line.
fn understood(asked: &Asked) -> Result<Going<'_>, Misuse> {
    let wrong = |option: &str, value: &str, words: &[crate::form::Word]| {
        let valid: Vec<String> = words
            .iter()
            .map(|w| format!("{}（{}）", w.name, w.zh))
            .collect();
        Misuse::WrongValue {
            option: option.to_owned(),
            value: value.to_owned(),
            valid: valid.join("、"),
        }
    };
    let plain = |text: &&str| !text.is_empty() && !text.chars().any(char::is_control);
    let word = |words: &'static [crate::form::Word], text: &str| {
        let mut words = words.iter();
        let found = words.find(|w| w.name == text || w.zh == text);
        found.map(|word| word.name)
    };
    let day = |option: &str, text: &str| text.parse().map_err(|_| wrong(option, text, &[]));
    let to = word(STATES, &asked.state).ok_or_else(|| wrong("STATE", &asked.state, STATES))?;
    let by = Some(asked.by.trim()).filter(plain);
    let reason = asked.reason.as_deref().map(str::trim);
    if let Some(reason) = reason.filter(|reason| !plain(reason)) {
        return Err(wrong("--reason", reason, &[]));
    }
    let mut despite = BTreeSet::new();
    for text in &asked.despite {
        let name = word(WAIVED, text).ok_or_else(|| wrong("--despite", text, WAIVED))?;
        despite.extend(Waived::ALL.into_iter().find(|waived| waived.word() == name));
    }
    let until = asked.until.as_deref();
    Ok(Going {
        to: State::of(to),
        by: by.ok_or_else(|| wrong("--by", &asked.by, &[]))?,
        on: day("--on", &asked.on)?,
        until: until.map(|text| day("--until", text)).transpose()?,
        despite,
        reason,
    })
}

/// Lists what stands against it; then what does and is accepted.
fn against(
    book: &Book,
    result: &PeriodResult,
    data: &Month,
    going: &Going<'_>,
) -> (Vec<AdvanceMistake>, Vec<Obstacle>) {
    let (month, to) = (result.period, going.to);
    let stage = result.stage();
    if stage > Stage::Final {
        return (vec![AdvanceMistake::PutAway { month, stage }], Vec::new());
    }
    let mut reasons = Vec::new();
    if to < data.state {
        let from = data.state;
        if going.reason.is_none() {
            reasons.push(AdvanceMistake::BackWithout { month, from, to });
        }
        let later = book.ledger.months.range(month..).skip(1);
        let is_final = later.filter(|(_, later)| later.state == State::Final);
        let mut later: Vec<Period> = is_final.map(|(month, _)| *month).collect();
        later.reverse();
        if from == State::Final && !later.is_empty() {
            reasons.push(AdvanceMistake::BackBelow { month, later });
        }
        return (reasons, Vec::new());
    }
    if data.state.next() != Some(to) {
        let from = stage;
        reasons.push(AdvanceMistake::Order { month, from, to });
        return (reasons, Vec::new());
    }
    let wanted = Wanted {
        to,
        by: Some(going.by),
        on: Some(going.on),
    };
    let is_accepted = |obstacle: &Obstacle| {
        let waived = obstacle.waived_as();
        waived.is_some_and(|waived| going.despite.contains(&waived))
    };
    let (accepted, standing): (Vec<Obstacle>, Vec<Obstacle>) = obstacles(book, month, wanted)
        .into_iter()
        .partition(is_accepted);
    let standing = standing.into_iter();
    reasons.extend(standing.map(|obstacle| AdvanceMistake::Stands { month, obstacle }));
    (reasons, accepted)
}

/// Collects what `month.yml` is to say.
fn entries(
    book: &Book,
    result: &PeriodResult,
    month: &Month,
    going: &Going<'_>,
    accepted: &[Obstacle],
) -> Result<Vec<Entry>, AdvanceMistake> {
    let mut entries = vec![Entry::Word("state", going.to.word())];
    let day = |key, day: Date| Entry::Text(key, day.to_string());
    match going.to {
        State::Provisional if going.to > month.state => {
            entries.push(day("objections_from", going.on));
            let planned = month.objections_until.filter(|until| *until >= going.on);
            let until = match going.until.or(planned) {
                Some(until) => Some(until),
                None => last_day(book, result, going.on)?,
            };
            entries.extend(until.map(|until| day("objections_until", until)));
        }
        State::Final => entries.push(day("final_on", going.on)),
        _ => {}
    }
    // Days of states that it goes back on say nothing any more.
    if going.to < State::Final {
        entries.push(Entry::Gone("final_on"));
    }
    if going.to < State::Provisional {
        entries.push(Entry::Gone("objections_from"));
        entries.push(Entry::Gone("objections_until"));
    }
    let waived: BTreeSet<&str> = accepted
        .iter()
        .filter_map(|obstacle| Some(obstacle.waived_as()?.word()))
        .collect();
    let people: BTreeSet<&Arc<str>> = accepted.iter().flat_map(Obstacle::people).collect();
    entries.push(Entry::Step {
        state: going.to.word(),
        by: going.by.to_owned(),
        on: going.on.to_string(),
        despite: waived.into_iter().map(str::to_owned).collect(),
        people: people.into_iter().map(ToString::to_string).collect(),
        reason: going.reason.map(str::to_owned),
    });
    Ok(entries)
}

/// Counts the working days that the policies grant for objections, from the day after; `None` where
/// no policy grants any.
fn last_day(book: &Book, result: &PeriodResult, on: Date) -> Result<Option<Date>, AdvanceMistake> {
    let ended = book.with_longer(result.period);
    let policies = ended.flat_map(|result| &result.policies);
    let within = policies
        .filter_map(|p| p.policy.appeals.as_ref()?.within)
        .max();
    let Some(within) = within.filter(|within| *within > 0) else {
        return Ok(None);
    };
    let mut day = on;
    let mut left = within;
    while left > 0 {
        day = days_after(day, 1);
        let year = day.year();
        let works = book.ledger.calendar.is_workday(day);
        if works.ok_or(AdvanceMistake::NoDays { within, year })? {
            left -= 1;
        }
    }
    Ok(Some(day))
}

/// Writes the file, whole or not at all, and says what it says now.
fn write(
    site: &Path,
    result: &PeriodResult,
    month: &Month,
    going: &Going<'_>,
    entries: &[Entry],
    terminal: &Terminal,
) -> u8 {
    let folder = format!("content/months/{}", result.period);
    let source = &month.place.source;
    // Without a document the place of a month is its folder.
    let path = match source.path == folder {
        true => format!("{folder}/month.yml"),
        false => source.path.clone(),
    };
    let full = site.join(&path);
    let original = fs::read(&full).unwrap_or_default();
    let text = edit::edited(&source.text, result.period, entries, going.to);
    let bytes = match source.text.is_empty() {
        true => text.clone().map(String::into_bytes),
        false => text
            .as_ref()
            .and_then(|text| encode_like(&original, &source.text, text)),
    };
    let (Some(text), Some(bytes)) = (text, bytes) else {
        let lines = edit::edited("", result.period, entries, going.to).unwrap_or_default();
        return refused(
            &[AdvanceMistake::Unwritable { path, lines }.diagnostic()],
            terminal,
        );
    };
    let written = match full.exists() {
        true => replace(&full, &bytes),
        false => create(&full, &bytes),
    };
    if let Err(mistake) = written {
        terminal.messages(&[mistake.diagnostic()]);
        return BROKEN;
    }
    let (from, to) = (
        Stage::from(month.state).said(),
        Stage::from(going.to).said(),
    );
    let (period, by, on) = (result.period, going.by, going.on);
    let zh = format!(
        "{period}：{} → {}（{by}，{on}），写进 {path}",
        from.zh, to.zh
    );
    let en = format!(
        "{period}: {} → {} ({by}, {on}), written into {path}",
        from.en, to.en
    );
    let mut out = terminal.say(&zh, &en).to_owned();
    for line in edit::new_lines(&source.text, &text) {
        out.push_str("\n  + ");
        out.push_str(line);
    }
    out.push_str("\n\n");
    out.push_str(&welcome::next(
        result.period,
        going.to.into(),
        terminal.language,
    ));
    terminal.result(&out);
    DONE
}

fn refused(said: &[Diagnostic], terminal: &Terminal) -> u8 {
    nothing_done(
        said,
        ("状态没有变。", "The state is what it was."),
        terminal,
    )
}
