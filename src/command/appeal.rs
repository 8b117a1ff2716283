//! `appeal`: files an appeal, decides it, lists those there are, takes in approval forms.

mod entries;
mod forms;
mod list;

use std::path::{Path, PathBuf};

use super::adjust::{Kind, Wanted, day, month};
use super::amendment::{Amendment, refused};
use super::explain::find::who;
use super::line::Format;
use super::mistake::AmendmentMistake;
use super::terminal::Terminal;
use super::{DONE, MISTAKEN, book};
use crate::assess;
use crate::assessment::{Book, Case, PeriodResult};
use crate::content::{self, Content};
use crate::data::Outcome;
use crate::diagnostic::{Diagnostic, Language, nearest};
use crate::period::Period;
use entries::{New, Ruling};
use list::{line, list};

/// What to do with appeals.
#[derive(Debug, clap::Subcommand)]
pub(super) enum What {
    /// Files an appeal.
    Add(Filed),
    /// Decides an appeal.
    Decide(Decided),
    /// Lists appeals with their deadlines.
    List {
        /// The period; all when not said.
        period: Option<String>,
        /// For people or for programs.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Takes in the export of an approval form.
    Import(Exported),
}

/// An appeal to be filed.
#[derive(Debug, clap::Args)]
pub(super) struct Filed {
    /// The month in whose folder it is written.
    period: String,
    /// Whose result: an id or a name.
    #[arg(long)]
    person: String,
    /// The policy's id.
    #[arg(long)]
    policy: Option<String>,
    /// The figure; the whole result when not said.
    #[arg(long)]
    figure: Option<String>,
    /// What is said to be wrong.
    #[arg(long)]
    claim: String,
    /// On which day it was raised.
    #[arg(long)]
    on: String,
    /// The period it is about, where that is an earlier one.
    #[arg(long)]
    about: Option<String>,
    /// Who raised it, where it is not the person.
    #[arg(long)]
    raised_by: Option<String>,
    /// What shows it.
    #[arg(long)]
    evidence: Vec<String>,
    /// The number of the approval form.
    #[arg(long)]
    form: Option<String>,
    /// Shows only.
    #[arg(long)]
    dry_run: bool,
    /// Asks nothing.
    #[arg(long)]
    yes: bool,
}

/// A decision to be written.
#[derive(Debug, clap::Args)]
pub(super) struct Decided {
    /// The appeal by its id.
    id: String,
    /// What was decided.
    #[arg(long, value_enum)]
    outcome: Ruled,
    /// Who decided.
    #[arg(long)]
    by: String,
    /// On which day.
    #[arg(long)]
    on: String,
    /// Why.
    #[arg(long)]
    reason: Option<String>,
    /// The value after, which writes the adjustment too.
    #[arg(long)]
    to: Option<String>,
    /// Adjustments that are there already.
    #[arg(long)]
    adjustment: Vec<String>,
    /// What shows it.
    #[arg(long)]
    evidence: Vec<String>,
    /// Shows only.
    #[arg(long)]
    dry_run: bool,
    /// Asks nothing.
    #[arg(long)]
    yes: bool,
}

/// What may be decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Ruled {
    /// It will be looked into.
    Accepted,
    /// It will not.
    Declined,
    /// It is right.
    Upheld,
    /// It is not.
    Rejected,
    /// It was taken back.
    Withdrawn,
}

impl Ruled {
    fn outcome(self) -> Outcome {
        match self {
            Self::Accepted => Outcome::Accepted,
            Self::Declined => Outcome::Declined,
            Self::Upheld => Outcome::Upheld,
            Self::Rejected => Outcome::Rejected,
            Self::Withdrawn => Outcome::Withdrawn,
        }
    }
}

/// An export of an approval form.
#[derive(Debug, clap::Args)]
pub(super) struct Exported {
    /// The file.
    file: PathBuf,
    /// The month in whose folder appeals are written.
    #[arg(long)]
    period: String,
    /// Which heading a column has: `COLUMN=HEADING`.
    #[arg(long)]
    column: Vec<String>,
    /// Shows only.
    #[arg(long)]
    dry_run: bool,
    /// Asks nothing.
    #[arg(long)]
    yes: bool,
}

/// Does it.
pub(super) fn run(
    site: &Path,
    what: &What,
    language: Option<Language>,
    mut terminal: Terminal,
) -> u8 {
    let content = content::read(site);
    let assessed = assess(site);
    if let (None, Some(of_site)) = (language, assessed.language) {
        terminal.language = of_site;
    }
    let terminal = &terminal;
    let book = match book(assessed) {
        Ok(book) => book,
        Err(errors) => return refused(&errors, terminal),
    };
    let (found, how) = match what {
        What::List { period, format } => {
            return match list(&book, period.as_deref(), *format, terminal) {
                Ok(()) => DONE,
                Err(errors) => {
                    terminal.messages(&errors);
                    MISTAKEN
                }
            };
        }
        What::Add(filed) => (
            add(site, &content, &book, filed, terminal),
            (filed.dry_run, filed.yes),
        ),
        What::Decide(decided) => (
            decide(site, &content, &book, decided, terminal),
            (decided.dry_run, decided.yes),
        ),
        What::Import(exported) => (
            forms::take(site, &content, &book, exported, terminal),
            (exported.dry_run, exported.yes),
        ),
    };
    match found {
        Ok((amendment, said, moves)) => {
            let before = moves.then_some(&book);
            amendment.finish(site, (before, &said), how, terminal)
        }
        Err(errors) => refused(&errors, terminal),
    }
}

/// What is added, what is said of it, and whether results may move by it.
type Found = Result<(Amendment, String, bool), Vec<Diagnostic>>;

fn told(mistake: &AmendmentMistake) -> Vec<Diagnostic> {
    vec![mistake.diagnostic()]
}

fn add(site: &Path, content: &Content, book: &Book, filed: &Filed, terminal: &Terminal) -> Found {
    let month = month(&filed.period)?;
    let raised_on = day("--on", &filed.on)?.to_string();
    let about = filed.about.as_deref().map(self::month).transpose()?;
    let mut amendment = Amendment::of(site, month).map_err(|m| told(&m))?;
    let person = who(book, filed.person.trim()).map_err(|m| vec![m.diagnostic()])?;
    let policy = match &filed.policy {
        Some(policy) => policy.clone(),
        None => {
            let about = about.unwrap_or(month);
            let figure = filed.figure.as_deref();
            only_policy(book, about, &person.id, figure).map_err(|m| told(&m))?
        }
    };
    let id = next_id(book, month, 0);
    let new = New {
        id: &id,
        person: &person.id,
        policy: &policy,
        figure: filed.figure.as_deref(),
        about,
        claim: &filed.claim,
        evidence: &filed.evidence,
        raised_by: filed.raised_by.as_deref(),
        raised_on: &raised_on,
        form: filed.form.as_deref(),
    };
    let chinese = terminal.language == Language::Chinese;
    let block = new.block(text_of(content, month), chinese);
    amendment.add(site, content, "appeals", &block);
    let after = amendment.worked_out(site)?;
    let said = after
        .appeals
        .find(&id)
        .map(|case| line(&after, case, terminal));
    Ok((amendment, said.unwrap_or(id), false))
}

/// Returns the policy under which alone somebody stands in a period, or which alone has a figure.
fn only_policy(
    book: &Book,
    period: Period,
    person: &str,
    figure: Option<&str>,
) -> Result<String, AmendmentMistake> {
    let results = book.period(period).into_iter();
    let policies = results.flat_map(|r| r.policies.iter().map(move |p| (r, p)));
    let standing = policies.filter(|(_, p)| p.subjects.iter().any(|s| *s.id == *person));
    let standing: Vec<_> = standing.collect();
    let has = |result: &PeriodResult, id: &str| {
        figure.is_none_or(|figure| result.graph.full_name(id, figure).is_some())
    };
    let of = standing
        .iter()
        .filter(|(result, p)| has(result, &p.policy.id));
    let ids: Vec<String> = of.map(|(_, p)| p.policy.id.to_string()).collect();
    match (ids.as_slice(), figure) {
        ([one], _) => Ok(one.clone()),
        ([], Some(figure)) if !standing.is_empty() => {
            let known = standing
                .iter()
                .flat_map(|(r, p)| r.graph.names(&p.policy.id));
            Err(AmendmentMistake::NoFigure {
                figure: figure.to_owned(),
                month: period.to_string(),
                meant: nearest(figure, known).map(str::to_owned),
                standing: standing
                    .iter()
                    .map(|(_, p)| p.policy.id.to_string())
                    .collect(),
            })
        }
        ([], _) => Err(AmendmentMistake::NotAssessed {
            person: person.to_owned(),
            month: period.to_string(),
        }),
        (_, Some(figure)) => Err(AmendmentMistake::SeveralPolicies {
            figure: figure.to_owned(),
            policies: ids,
        }),
        (_, None) => Err(AmendmentMistake::SeveralAssess {
            person: person.to_owned(),
            policies: ids,
        }),
    }
}

/// Returns the id of the next appeal of a month but some.
fn next_id(book: &Book, month: Period, some: usize) -> String {
    let there = book
        .ledger
        .months
        .get(&month)
        .map_or(0, |m| m.appeals.len());
    let mut number = there + some + 1;
    while book
        .appeals
        .find(&format!("{month}-S{number:02}"))
        .is_some()
    {
        number += 1;
    }
    format!("{month}-S{number:02}")
}

/// Returns the text of a month's appeals.
fn text_of(content: &Content, month: Period) -> &str {
    let document = content.document(&format!("content/months/{month}/appeals"));
    document.map_or("", |document| &document.source.text)
}

fn decide(
    site: &Path,
    content: &Content,
    book: &Book,
    decided: &Decided,
    terminal: &Terminal,
) -> Found {
    let Some(case) = book.appeals.find(&decided.id) else {
        let known = book.appeals.cases.iter();
        let mistake = AmendmentMistake::UnknownId {
            written: decided.id.clone(),
            known: known.map(|c| c.appeal.id.to_string()).collect(),
            appeal: true,
        };
        return Err(told(&mistake));
    };
    let on = day("--on", &decided.on)?;
    let month = case.folder;
    let mut amendment = Amendment::of(site, month).map_err(|m| told(&m))?;
    let mut said = Vec::new();
    let mut adjustments = decided.adjustment.clone();
    if let Some(to) = &decided.to {
        let person = [case.appeal.person.to_string()];
        let raised_by = case.appeal.raised_by.as_deref();
        let policy = in_force(book, case);
        let total = policy
            .and_then(|p| p.scorecard.as_ref())
            .map(|s| s.total.as_ref());
        let figure = case.appeal.figure.as_ref().map(|f| f.value.as_str());
        // What it was about is not changed any more.
        let about = case.appeal.period;
        let about = (about.last_month() < month).then(|| about.to_string());
        let wanted = Wanted {
            month,
            people: &person,
            policy: Some(&case.appeal.policy),
            figure: figure.or(total).unwrap_or_default(),
            to: std::slice::from_ref(to),
            reason: decided.reason.as_deref().unwrap_or(&case.appeal.claim),
            kind: Some(Kind::Appeal),
            by: &decided.by,
            on,
            evidence: match decided.evidence.is_empty() {
                true => &case.appeal.evidence,
                false => &decided.evidence,
            },
            clause: None,
            appeal: Some(&case.appeal.id),
            corrects: about.as_deref(),
            corrects_figure: None,
            raised_by: Some(raised_by.unwrap_or(&case.appeal.person)),
            raised_on: Some(case.appeal.raised_on),
        };
        let (entry, what) = wanted.entry(book, content, terminal)?;
        adjustments.extend(what.split(" · ").next().map(str::to_owned));
        amendment.add(site, content, "adjustments", &entry);
        said.push(what);
    }
    let ruling = Ruling {
        appeal: &decided.id,
        outcome: decided.outcome.outcome(),
        by: &decided.by,
        on: &on.to_string(),
        reason: decided.reason.as_deref(),
        adjustments: &adjustments,
    };
    let chinese = terminal.language == Language::Chinese;
    let block = ruling.block(text_of(content, month), chinese);
    amendment.add(site, content, "appeals", &block);
    let after = amendment.worked_out(site)?;
    let case = after.appeals.find(&decided.id);
    said.extend(case.map(|case| line(&after, case, terminal)));
    let upheld = decided.outcome == Ruled::Upheld;
    if upheld && adjustments.is_empty() {
        said.push(
            terminal
                .say(
                    "成立了，还没有更正：加 --to 值 一起写，或另用 adjust。",
                    "Upheld, and nothing is adjusted yet: add `--to VALUE`, or use `adjust`.",
                )
                .to_owned(),
        );
    }
    Ok((amendment, said.join("\n"), decided.to.is_some()))
}

/// Returns the version of an appeal's policy in its period.
fn in_force<'b>(book: &'b Book, case: &Case) -> Option<&'b crate::policy::Policy> {
    let last = case.appeal.period.last_month();
    let versions = book.policies.get(&case.appeal.policy)?;
    let begun = versions.iter().rev().find(|p| p.version.from <= last);
    begun.map(AsRef::as_ref)
}
