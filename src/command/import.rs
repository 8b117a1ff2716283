//! `import`: takes exported files into a month, shows what was recognised, never writes over anything.

mod choices;
mod diff;
mod json;
mod place;
mod plan;
mod said;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::line::Format;
use super::mistake::{CommandMistake, ImportMistake};
use super::terminal::Terminal;
use super::{BROKEN, DONE, MISTAKEN, has_errors};
use crate::assessment::{Needs, RowsNeeded, needs};
use crate::content::{Content, Overlay};
use crate::data::intake::{Intake, Wanted};
use crate::data::{Ledger, State, meant_month};
use crate::diagnostic::{Diagnostic, Language, Severity, in_order};
use crate::output::{OutputMistake, change_folder, create, replace};
use crate::period::{Length, Period};
use crate::settings::Settings;
use crate::{assessment, content, data, policy, settings};
use plan::Plan;

/// What `import` is asked to do.
#[derive(Debug, clap::Args)]
pub(super) struct Asked {
    /// The files.
    #[arg(required = true)]
    pub(super) files: Vec<PathBuf>,
    /// The month, such as `2026-11`.
    #[arg(long)]
    pub(super) month: String,
    /// Which table a file is: `FILE=TABLE`.
    #[arg(long = "as")]
    pub(super) tables: Vec<String>,
    /// Which heading a column has: `TABLE.COLUMN=HEADING`.
    #[arg(long = "column")]
    pub(super) columns: Vec<String>,
    /// In which unit a column is written: `TABLE.COLUMN=UNIT`.
    #[arg(long = "unit")]
    pub(super) units: Vec<String>,
    /// Writes into `sources.yml` what is proposed.
    #[arg(long)]
    pub(super) write_mapping: bool,
    /// Puts files in the place of those that are there, which are kept.
    #[arg(long)]
    pub(super) replace: bool,
    /// Shows only.
    #[arg(long)]
    pub(super) dry_run: bool,
    /// For people or for programs.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
}

/// What came of it.
pub(super) struct Outcome<'a> {
    month: Period,
    plan: &'a Plan,
    /// What stands in the way, all at once.
    mistakes: Vec<Diagnostic>,
    /// What `check` will say of these files.
    later: Vec<Diagnostic>,
    /// The tables that the month's policies need and that are not there, with their columns.
    lacking: Vec<String>,
    /// The people of the month, by table who of them has no row.
    without_rows: BTreeMap<String, Vec<String>>,
    /// The policies that read a column, by table and column.
    readers: BTreeMap<(String, String), Vec<String>>,
    /// Whether something was written, or would be.
    written: bool,
    asked: &'a Asked,
}

/// Takes files in.
pub(super) fn run(
    site: &Path,
    asked: &Asked,
    language: Option<Language>,
    mut terminal: Terminal,
) -> u8 {
    let content = content::read(site);
    let (settings, of_settings) = settings::understand(&content);
    if language.is_none() && content.document("content/site").is_some() {
        terminal.language = settings.language;
    }
    let Some(month) = Period::parse(&asked.month) else {
        let mistake = CommandMistake::NotAMonth {
            written: asked.month.clone(),
            meant: meant_month(&asked.month),
        };
        return refused(&[mistake.diagnostic()], asked, &terminal);
    };
    let (policies, of_policies) = policy::understand(&content);
    let (ledger, _) = data::understand(&content);
    let mut errors = [of_settings, of_policies].concat();
    // What is wrong with data does not keep better data out.
    let of_documents = content.diagnostics.iter().filter(|d| !is_of_a_table(d));
    errors.extend(of_documents.cloned());
    errors.retain(|d| d.severity == Severity::Error);
    if let Some(closed) = closed(site, month, &ledger) {
        errors.push(closed.diagnostic());
    }
    if !errors.is_empty() {
        return refused(&in_order(errors), asked, &terminal);
    }
    // A month may run from the 26th to the 25th.
    let mut lengths = policies.iter().map(|p| p.length);
    let length = lengths.find(|l| matches!(l, Length::From(_)));
    let length = length.unwrap_or_default();
    let first = policies.iter().map(|p| p.version.from).min();
    let needs = match needed(&settings, &content, ledger, month) {
        Ok(Some(needs)) => needs,
        Ok(None) => {
            let mistake = CommandMistake::NothingInForce {
                month: month.to_string(),
                first: first.map(|p| p.to_string()),
            };
            return refused(&[mistake.diagnostic()], asked, &terminal);
        }
        Err(mistakes) => return refused(&in_order(mistakes), asked, &terminal),
    };
    let wanted: Vec<Wanted> = needs.tables.iter().map(wanted).collect();
    let intake = Intake::new(&content, &wanted, (month, length));
    let (plan, mistakes) = plan::make(site, &content, intake, &wanted, asked, month);
    let outcome = outcome(site, &plan, mistakes, asked, &needs, month);
    finish(site, outcome, &terminal)
}

/// Tells whether a message is about a file with tables.
fn is_of_a_table(diagnostic: &Diagnostic) -> bool {
    let path = diagnostic.place.as_ref().map(|p| p.source.path.as_str());
    path.is_some_and(|p| !p.ends_with(".yml") && !p.ends_with(".yaml"))
}

fn refused(errors: &[Diagnostic], asked: &Asked, terminal: &Terminal) -> u8 {
    match asked.format {
        Format::Json => terminal.result(&json::of_refusal(errors, asked, terminal.language)),
        Format::Text => {
            terminal.messages(errors);
            terminal.note(terminal.say("什么也没有放进去。", "Nothing was copied."));
        }
    }
    MISTAKEN
}

/// Tells why a month is not to be changed any more.
fn closed(site: &Path, month: Period, ledger: &Ledger) -> Option<ImportMistake> {
    let sealed = site.join(format!("content/sealed/{month}"));
    let sealed = sealed.symlink_metadata().is_ok();
    let state = ledger.months.get(&month).map(|m| m.state);
    (sealed || state == Some(State::Final)).then(|| ImportMistake::Closed {
        month: month.to_string(),
        sealed,
    })
}

/// Returns what the month's policies need. Tables that do not fit yet are no obstacle: they may be
/// what is to be mended.
fn needed(
    settings: &Settings,
    content: &Content,
    ledger: Ledger,
    month: Period,
) -> Result<Option<Needs>, Vec<Diagnostic>> {
    let policies = || policy::understand(content).0;
    needs(settings, policies(), &ledger, month).or_else(|_| {
        let mut bare = ledger;
        bare.declared.clear();
        for month in bare.months.values_mut() {
            month.tables.clear();
        }
        needs(settings, policies(), &bare, month)
    })
}

fn wanted(needed: &crate::assessment::TableNeeded) -> Wanted {
    let kinds = needed.uses.iter();
    Wanted {
        name: needed.name.clone(),
        columns: kinds
            .map(|(name, used)| (name.clone(), used.kind))
            .collect(),
        personal: matches!(needed.rows, RowsNeeded::OfPeople | RowsNeeded::People(_)),
        looked_up: matches!(
            needed.rows,
            RowsNeeded::People(_) | RowsNeeded::Teams(_) | RowsNeeded::One
        ),
    }
}

fn outcome<'a>(
    site: &Path,
    plan: &'a Plan,
    mut mistakes: Vec<Diagnostic>,
    asked: &'a Asked,
    needs: &Needs,
    month: Period,
) -> Outcome<'a> {
    let mut overlay = Overlay::default();
    for file in plan.files.iter().filter(|f| f.place.is_copied()) {
        overlay
            .added
            .insert(file.place.path.clone(), file.full.clone());
        overlay
            .gone
            .extend(file.place.aside.iter().map(|(from, _)| from.clone()));
    }
    if let Some(text) = plan.sources.as_ref().filter(|_| asked.write_mapping) {
        overlay
            .documents
            .insert(plan.sources_path.clone(), text.clone());
    }
    let content = content::read_over(site, &overlay);
    let paths: BTreeSet<&str> = plan.files.iter().map(|f| f.place.path.as_str()).collect();
    let concerns = |d: &Diagnostic| {
        let path = d.place.as_ref().map(|p| p.source.path.as_str());
        path.is_some_and(|p| paths.contains(p) || p == plan.sources_path)
    };
    let broken = |d: &&Diagnostic| d.severity == Severity::Error && concerns(d);
    // A file that cannot be read is not to lie there; without its mapping it may look so.
    let unmapped = !asked.write_mapping && plan.sources.is_some();
    if !unmapped {
        mistakes.extend(content.diagnostics.iter().filter(broken).cloned());
    }
    let (settings, _) = settings::understand(&content);
    let (policies, of_policies) = policy::understand(&content);
    let (ledger, of_data) = data::understand(&content);
    let mut later = [content.diagnostics.clone(), of_policies, of_data].concat();
    let lacking = if mistakes.is_empty() {
        lacking(needs, &ledger, month)
    } else {
        Vec::new()
    };
    let without_rows = without_rows(plan, &ledger, month);
    if !has_errors(&later) {
        later.extend(assessment::assess(settings, policies, ledger, &content::each_event).1);
    }
    later.retain(|d| d.severity != Severity::Note && concerns(d));
    later.retain(|d| !mistakes.contains(d));
    if !mistakes.is_empty() {
        // Nothing comes to lie there, so there is nothing to be said of it.
        later.clear();
    }
    let readers = needs.tables.iter().flat_map(|table| {
        table.uses.iter().map(|(column, used)| {
            let policies = used.policies.iter().map(ToString::to_string).collect();
            ((table.name.to_string(), column.to_string()), policies)
        })
    });
    Outcome {
        month,
        plan,
        written: mistakes.is_empty(),
        mistakes: in_order(mistakes),
        later: in_order(later),
        lacking,
        without_rows,
        readers: readers.collect(),
        asked,
    }
}

/// Returns the needed tables that are not there, with their columns.
fn lacking(needs: &Needs, ledger: &Ledger, month: Period) -> Vec<String> {
    let there = ledger.months.get(&month);
    let lacks = |name: &str| !there.is_some_and(|m| m.tables.contains_key(name));
    let tables = needs.tables.iter().filter(|t| lacks(&t.name));
    tables.map(plan::described).collect()
}

/// Returns who of the month's people has no row in a table that has people's rows.
fn without_rows(plan: &Plan, ledger: &Ledger, month: Period) -> BTreeMap<String, Vec<String>> {
    let mut without = BTreeMap::new();
    let tables = plan.files.iter().flat_map(|f| &f.tables);
    for (known, matched) in tables.filter_map(|t| Some((t, t.people.as_ref()?))) {
        let people = ledger.people_in(month);
        let lone = people.filter(|p| !matched.people.contains(&p.id));
        let named = lone.map(|p| format!("{} {}", p.id, p.name));
        without.insert(known.name.to_string(), named.collect());
    }
    without
}

/// Writes, where nothing stands in the way, and says what came of it.
fn finish(site: &Path, mut outcome: Outcome<'_>, terminal: &Terminal) -> u8 {
    let asked = outcome.asked;
    let skipped = !outcome.plan.skipped.is_empty();
    let nothing = outcome.plan.files.is_empty() && outcome.plan.sources.is_none();
    outcome.written &= !nothing;
    let mut failed = None;
    if outcome.written && !asked.dry_run {
        failed = write(site, outcome.plan, asked).err();
        outcome.written = failed.is_none();
    }
    let mut messages = outcome.plan.skipped.clone();
    messages.extend(outcome.mistakes.iter().cloned());
    messages.extend(failed.as_ref().map(OutputMistake::diagnostic));
    match asked.format {
        Format::Json => terminal.result(&json::of(&outcome, &messages, terminal.language)),
        Format::Text => {
            let text = said::text(&outcome, terminal.language);
            if !text.is_empty() {
                terminal.result(&text);
            }
            if !messages.is_empty() {
                terminal.note("");
                terminal.messages(&messages);
            }
            if !outcome.written {
                let nothing = terminal.say("什么也没有放进去。", "Nothing was copied.");
                terminal.note(nothing);
            }
        }
    }
    match failed {
        Some(_) => BROKEN,
        None if skipped || !outcome.mistakes.is_empty() => MISTAKEN,
        None => DONE,
    }
}

/// First how files are read, then the files: whatever comes between, nothing is half there.
fn write(site: &Path, plan: &Plan, asked: &Asked) -> Result<(), OutputMistake> {
    if let Some(text) = plan.sources.as_ref().filter(|_| asked.write_mapping) {
        let path = site.join(&plan.sources_path);
        match &plan.sources_before {
            Some(bytes) => {
                let before = plan.sources_text.as_str();
                let like = content::encode_like(bytes, before, text);
                replace(&path, &like.unwrap_or_else(|| text.as_bytes().to_vec()))?;
            }
            None => create(&path, text.as_bytes())?,
        }
    }
    for (folder, changes) in place::changes(&plan.files) {
        change_folder(&site.join(folder), &changes)?;
    }
    Ok(())
}
