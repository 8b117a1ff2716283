//! `diff A B`: what is different between two periods, two states of a site or two files of results, and
//! which input makes it so.

mod json;
mod said;
mod side;
mod steps;

use std::collections::BTreeMap;
use std::path::Path;

use super::line::Format;
use super::mistake::{CommandMistake, DiffMistake};
use super::terminal::Terminal;
use super::{DONE, MISTAKEN, book};
use crate::assessment::{Book, PeriodResult};
use crate::comparison::{
    Causes, Change, ChangedInput, Difference, Snapshot, causes, changed_inputs, differences,
    snapshots,
};
use crate::content::{self, Overlay};
use crate::diagnostic::{Diagnostic, Language, tally};
use crate::period::{Level, Period};
use crate::policy::Policy;
use crate::site::rule_changes;
use crate::{Assessed, settings, understand};
use side::{Folder, Side};
use steps::Label;

/// What `diff` is asked for.
#[derive(Debug, clap::Args)]
pub(super) struct Asked {
    /// The earlier side: a period, a folder, a file of results, `sealed:PERIOD`.
    before: String,
    /// The later side.
    after: String,
    /// Of two folders, the only period.
    #[arg(long)]
    period: Option<String>,
    /// Lists everybody and every row.
    #[arg(long)]
    all: bool,
    /// For people or for programs.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// All that is to be told.
struct Told {
    /// The two sides as they were written.
    names: (String, String),
    differences: Vec<Difference>,
    /// The rules that differ, in words.
    rules: Vec<Change>,
    /// The inputs that differ; `None` where the sides do not have their inputs with them.
    inputs: Option<Inputs>,
    /// The names of teams.
    teams: Vec<(String, String)>,
}

/// The inputs of two states that differ, and what they move.
struct Inputs {
    changed: Vec<ChangedInput>,
    /// The groups, in the order in which they were changed; several in one step where one alone does
    /// not go with the rest.
    steps: Vec<Label>,
    causes: Causes,
}

/// Tells what is different.
pub(super) fn run(
    site: &Path,
    asked: &Asked,
    language: Option<Language>,
    mut terminal: Terminal,
) -> u8 {
    let content = content::read(site);
    if language.is_none() && content.document("content/site").is_some() {
        terminal.language = settings::understand(&content).0.language;
    }
    match told(site, asked, &terminal) {
        Ok(told) => {
            terminal.result(&match asked.format {
                Format::Text => said::text(&told, asked.all, terminal.language),
                Format::Json => json::of(&told),
            });
            DONE
        }
        Err(errors) => {
            terminal.messages(&errors);
            terminal.note(&tally(&errors, terminal.language));
            MISTAKEN
        }
    }
}

fn told(site: &Path, asked: &Asked, terminal: &Terminal) -> Result<Told, Vec<Diagnostic>> {
    let find = |written: &str| side::find(site, written);
    let (before, after) = (find(&asked.before)?, find(&asked.after)?);
    let names = (asked.before.clone(), asked.after.clone());
    match (before, after) {
        (Side::Folder(before), Side::Folder(after)) => {
            states(&before, &after, names, (asked, terminal))
        }
        (Side::Folder(_), _) | (_, Side::Folder(_)) => {
            let (before, after) = names;
            Err(vec![DiffMistake::OtherKinds { before, after }.diagnostic()])
        }
        (before, after) => single(site, (before, after), names, terminal),
    }
}

/// Compares two periods of the site, or files of results with each other or with one.
fn single(
    site: &Path,
    (before, after): (Side, Side),
    names: (String, String),
    terminal: &Terminal,
) -> Result<Told, Vec<Diagnostic>> {
    let asks_site = [&before, &after]
        .iter()
        .any(|s| matches!(s, Side::Period(_)));
    let assessed = asks_site.then(|| worked_out(site));
    let themes = assessed.as_ref().map(|a| a.themes.clone());
    let book = assessed.map(book).transpose()?;
    let of = |side: &Side| -> Result<(Vec<Snapshot>, Option<&PeriodResult>), Vec<Diagnostic>> {
        match (side, &book) {
            (Side::Results(snapshots), _) => Ok((snapshots.clone(), None)),
            (Side::Period(written), Some(book)) => {
                let result = period(book, written)?;
                Ok((snapshots(result), Some(result)))
            }
            (Side::Period(_) | Side::Folder(_), _) => Ok((Vec::new(), None)),
        }
    };
    let ((old, was), (new, is)) = (of(&before)?, of(&after)?);
    let level = |all: &[Snapshot]| {
        let period = all.first().and_then(|s| Period::named(&s.period));
        period.map(Period::level)
    };
    if let (Some(one), Some(other)) = (level(&old), level(&new))
        && one != other
    {
        let (before, after) = names;
        return Err(vec![
            DiffMistake::OtherLengths { before, after }.diagnostic(),
        ]);
    }
    let mut rules = Vec::new();
    if let (Some(book), Some(was), Some(is), Some(themes)) = (&book, was, is, &themes) {
        for new in &is.policies {
            let old = was.policies.iter().find(|p| p.policy.id == new.policy.id);
            let versions = old.map(|old| (&*old.policy, &*new.policy));
            let other = versions.filter(|(old, new)| old.begins() != new.begins());
            if let Some(versions) = other {
                let (found, _) = rule_changes(book, themes, terminal.language, versions)?;
                rules.extend(found.into_iter().map(|c| side::change(&new.policy.id, c)));
            }
        }
    }
    Ok(Told {
        names,
        differences: differences(&old, &new, false),
        rules,
        inputs: None,
        teams: book.as_ref().map(teams).unwrap_or_default(),
    })
}

/// Compares two states of a site: all periods that both have results of.
fn states(
    before: &Folder,
    after: &Folder,
    names: (String, String),
    (asked, terminal): (&Asked, &Terminal),
) -> Result<Told, Vec<Diagnostic>> {
    let old = book(worked_out(before.root())).map_err(|errors| before.named(errors))?;
    let assessed = worked_out(after.root());
    let themes = assessed.themes.clone();
    let new = book(assessed).map_err(|errors| after.named(errors))?;
    let common: Vec<Period> = old
        .periods
        .iter()
        .map(|p| p.period)
        .filter(|p| new.period(*p).is_some())
        .collect();
    let periods = match &asked.period {
        None => common,
        Some(written) => {
            let found = Period::named(written).filter(|p| common.contains(p));
            let known = common.iter().map(ToString::to_string).collect();
            let none = || no_period(written, known);
            vec![found.ok_or_else(none)?]
        }
    };
    if periods.is_empty() {
        let (before, after) = names;
        return Err(vec![
            DiffMistake::NothingCommon { before, after }.diagnostic(),
        ]);
    }
    let last = periods.iter().map(|p| p.last_month()).max();
    let changed = changed_inputs(&content::read(before.root()), &content::read(after.root()));
    // What belongs to later months has no part in what is compared.
    let month = |path: &str| {
        let of = path.strip_prefix("content/months/")?;
        Period::parse(of.split('/').next()?)
    };
    let changed: Vec<ChangedInput> = changed
        .into_iter()
        .filter(|c| month(&c.path).is_none_or(|month| Some(month) <= last))
        .collect();
    let touched = |version: &Policy| {
        let path = &version.place.source.path;
        Some(version.begins()) <= last && changed.iter().any(|c| c.path == *path)
    };
    let rules = rules(&old, &new, (&themes, terminal), &touched)?;
    let kept = |book: &Book| -> Vec<Snapshot> {
        let results = book.periods.iter();
        let results = results.filter(|r| periods.contains(&r.period));
        results.flat_map(snapshots).collect()
    };
    let (first, end) = (kept(&old), kept(&new));
    let found = differences(&first, &end, true);
    let (labels, all) = steps::work_out((before, after), &changed, (first, end), &kept);
    Ok(Told {
        names,
        differences: found,
        rules,
        inputs: Some(Inputs {
            changed,
            steps: labels,
            causes: causes(&all),
        }),
        teams: teams(&new),
    })
}

/// Lists the rules that differ between two states, of the versions whose files do.
fn rules(
    old: &Book,
    new: &Book,
    (themes, terminal): (&BTreeMap<String, Vec<u8>>, &Terminal),
    touched: &dyn Fn(&Policy) -> bool,
) -> Result<Vec<Change>, Vec<Diagnostic>> {
    let mut rules = Vec::new();
    for (id, versions) in &new.policies {
        let others = old.policies.get(id).into_iter().flatten();
        for version in versions.iter().filter(|v| touched(v)) {
            let twin = others.clone().rfind(|o| o.begins() <= version.begins());
            if let Some(twin) = twin {
                let (found, _) = rule_changes(new, themes, terminal.language, (twin, version))?;
                rules.extend(found.into_iter().map(|c| side::change(id, c)));
            }
        }
    }
    Ok(rules)
}

fn teams(book: &Book) -> Vec<(String, String)> {
    let teams = book.ledger.teams.iter();
    teams
        .map(|(id, team)| (id.to_string(), team.name.clone()))
        .collect()
}

fn period<'b>(book: &'b Book, written: &str) -> Result<&'b PeriodResult, Vec<Diagnostic>> {
    let found = Period::named(written).and_then(|p| book.period(p));
    let known = book.periods.iter().map(|p| p.period);
    let months = known.filter(|p| p.level() == Level::Month);
    found.ok_or_else(|| no_period(written, months.map(|p| p.to_string()).collect()))
}

fn no_period(written: &str, known: Vec<String>) -> Vec<Diagnostic> {
    let written = written.to_owned();
    vec![CommandMistake::NoSuchPeriod { written, known }.diagnostic()]
}

/// Works a folder out as it is: also where something differs from what was sealed, for that may be what
/// is asked.
fn worked_out(site: &Path) -> Assessed {
    understand(site, &Overlay::default()).assess()
}
