//! `adjust`: puts a figure right, and first shows who else moves.

mod rebase;

use std::path::Path;

use jiff::civil::Date;

use super::amendment::{Amendment, refused};
use super::book;
use super::explain::find::who;
use super::mistake::{AmendmentMistake, CommandMistake, Misuse};
use super::terminal::Terminal;
use crate::assess;
use crate::assessment::{Book, PeriodResult, as_written};
use crate::content::{self, Content};
use crate::data::{Adjustment, Entry, meant_month};
use crate::diagnostic::{Diagnostic, Language, nearest};
use crate::figure::Subject;
use crate::form::appeal::ADJUSTMENT;
use crate::period::Period;

/// What `adjust` is asked for.
#[derive(Debug, clap::Args)]
pub(super) struct Asked {
    /// The month, such as `2026-10`.
    period: String,
    /// Whose figure: ids or names, several with commas.
    #[arg(long, value_delimiter = ',', required_unless_present = "rebase")]
    person: Vec<String>,
    /// The policy's id, where a person stands under several.
    #[arg(long)]
    policy: Option<String>,
    /// The figure by name.
    #[arg(long, required_unless_present = "rebase")]
    figure: Option<String>,
    /// The value after: one for all, or `ID=VALUE`.
    #[arg(long, required_unless_present = "rebase")]
    to: Vec<String>,
    /// Why.
    #[arg(long, required_unless_present = "rebase")]
    reason: Option<String>,
    /// Why it may change.
    #[arg(long, value_enum)]
    kind: Option<Kind>,
    /// Who decided.
    #[arg(long)]
    by: String,
    /// On which day.
    #[arg(long)]
    on: String,
    /// What shows it.
    #[arg(long)]
    evidence: Vec<String>,
    /// The clause that it rests on.
    #[arg(long)]
    clause: Option<String>,
    /// The appeal that it follows.
    #[arg(long)]
    appeal: Option<String>,
    /// The earlier period that is made good by it.
    #[arg(long)]
    corrects: Option<String>,
    /// The figure of that period.
    #[arg(long, requires = "corrects")]
    corrects_figure: Option<String>,
    /// Who raised it.
    #[arg(long)]
    raised_by: Option<String>,
    /// When it was raised.
    #[arg(long)]
    raised_on: Option<String>,
    /// The entry that rests on what is not so any more.
    #[arg(long)]
    rebase: Option<String>,
    /// Shows only.
    #[arg(long)]
    dry_run: bool,
    /// Asks nothing.
    #[arg(long)]
    yes: bool,
}

/// Why a figure may be adjusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Kind {
    /// The data were wrong.
    Data,
    /// An appeal was upheld.
    Appeal,
    /// At discretion.
    Discretion,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::Appeal => "appeal",
            Self::Discretion => "discretion",
        }
    }
}

/// Adds an adjustment.
pub(super) fn run(
    site: &Path,
    asked: &Asked,
    language: Option<Language>,
    mut terminal: Terminal,
) -> u8 {
    // What is sealed is told before anything that may be wrong with it.
    if let Ok(month) = month(&asked.period)
        && let Err(mistake) = Amendment::of(site, month)
    {
        return refused(&[mistake.diagnostic()], &terminal);
    }
    let content = content::read(site);
    let assessed = assess(site);
    if let (None, Some(of_site)) = (language, assessed.language) {
        terminal.language = of_site;
    }
    let terminal = &terminal;
    let found = match &asked.rebase {
        Some(id) => {
            rebase::rebased(site, &content, asked, id, terminal).map(|(a, b, c)| (a, Some(b), c))
        }
        None => book(assessed)
            .and_then(|book| added(site, &content, asked, book, terminal))
            .map(|(a, b, c)| (a, Some(b), c)),
    };
    match found {
        Ok((amendment, before, what)) => {
            let how = (asked.dry_run, asked.yes);
            amendment.finish(site, (before.as_ref(), &what), how, terminal)
        }
        Err(errors) => refused(&errors, terminal),
    }
}

type Found = Result<(Amendment, Book, String), Vec<Diagnostic>>;

fn added(site: &Path, content: &Content, asked: &Asked, book: Book, terminal: &Terminal) -> Found {
    let month = month(&asked.period)?;
    let mut amendment = Amendment::of(site, month).map_err(|m| vec![m.diagnostic()])?;
    let raised_on = asked.raised_on.as_deref().map(|on| day("--raised-on", on));
    let wanted = Wanted {
        month,
        people: &asked.person,
        policy: asked.policy.as_deref(),
        figure: asked.figure.as_deref().unwrap_or_default(),
        to: &asked.to,
        reason: asked.reason.as_deref().unwrap_or_default(),
        kind: asked.kind,
        by: &asked.by,
        on: day("--on", &asked.on)?,
        evidence: &asked.evidence,
        clause: asked.clause.as_deref(),
        appeal: asked.appeal.as_deref(),
        corrects: asked.corrects.as_deref(),
        corrects_figure: asked.corrects_figure.as_deref(),
        raised_by: asked.raised_by.as_deref(),
        raised_on: raised_on.transpose()?,
    };
    let (entry, what) = wanted.entry(&book, content, terminal)?;
    amendment.add(site, content, "adjustments", &entry);
    Ok((amendment, book, what))
}

/// Reads a month.
pub(super) fn month(written: &str) -> Result<Period, Vec<Diagnostic>> {
    Period::parse(written).ok_or_else(|| {
        let mistake = CommandMistake::NotAMonth {
            written: written.to_owned(),
            meant: meant_month(written),
        };
        vec![mistake.diagnostic()]
    })
}

/// Reads a day of an option.
pub(super) fn day(option: &str, written: &str) -> Result<Date, Vec<Diagnostic>> {
    written.trim().parse().map_err(|_| {
        let misuse = Misuse::WrongValue {
            option: option.to_owned(),
            value: written.to_owned(),
            valid: "2026-11-12".to_owned(),
        };
        vec![CommandMistake::Misused(misuse).diagnostic()]
    })
}

/// An adjustment that is to be written.
pub(super) struct Wanted<'a> {
    pub(super) month: Period,
    pub(super) people: &'a [String],
    pub(super) policy: Option<&'a str>,
    pub(super) figure: &'a str,
    pub(super) to: &'a [String],
    pub(super) reason: &'a str,
    pub(super) kind: Option<Kind>,
    pub(super) by: &'a str,
    pub(super) on: Date,
    pub(super) evidence: &'a [String],
    pub(super) clause: Option<&'a str>,
    pub(super) appeal: Option<&'a str>,
    pub(super) corrects: Option<&'a str>,
    pub(super) corrects_figure: Option<&'a str>,
    pub(super) raised_by: Option<&'a str>,
    pub(super) raised_on: Option<Date>,
}

impl Wanted<'_> {
    /// Writes the entry, with what the figure is today as the value before; and says in a line
    /// what it does.
    pub(super) fn entry(
        &self,
        book: &Book,
        content: &Content,
        terminal: &Terminal,
    ) -> Result<(String, String), Vec<Diagnostic>> {
        let mut ids = Vec::new();
        for written in self.people {
            let found = who(book, written.trim()).map_err(|m| vec![m.diagnostic()])?;
            ids.push(found.id.to_string());
        }
        let (result, policy) = self.policy(book, &ids).map_err(|m| vec![m.diagnostic()])?;
        let full = result.graph.full_name(&policy, self.figure);
        let full = full.map_or(self.figure, AsRef::as_ref);
        let unit = result.graph.title_and_unit(&policy, full);
        let unit = unit.and_then(|(_, unit)| unit.cloned()).unwrap_or_default();
        let before: Vec<(String, String)> = ids
            .iter()
            .map(|id| {
                let cell = result.figures.get(&policy, full, id);
                let text = cell.and_then(|c| as_written(c, &unit, book.settings.decimals));
                (id.clone(), text.unwrap_or_default())
            })
            .collect();
        let after = self.after(&ids).map_err(|m| vec![m.diagnostic()])?;
        let id = next_id(book, self.month);
        let text = text_of(content, self.month);
        let chinese = terminal.language == Language::Chinese;
        let refs: Vec<&str> = ids.iter().map(String::as_str).collect();
        let raised_on = self.raised_on.map(|day| day.to_string());
        let mut entry = Entry::new(&ADJUSTMENT, text, chinese).text("id", Some(&id));
        if let Some(kind) = self.kind {
            entry = entry.word("kind", kind.word());
        }
        let entry = entry
            .whose(&refs)
            .text("policy", Some(&policy))
            .text("figure", Some(self.figure))
            .values("before", &before)
            .values("after", &after)
            .text("reason", Some(self.reason))
            .texts("evidence", self.evidence)
            .text("clause", self.clause)
            .text("appeal", self.appeal)
            .text("corrects", self.corrects)
            .text("corrects_figure", self.corrects_figure)
            .text("raised_by", self.raised_by)
            .text("raised_on", raised_on.as_deref())
            .text("decided_by", Some(self.by))
            .text("decided_on", Some(&self.on.to_string()));
        let each = before.iter().zip(&after).map(|((id, was), (_, is))| {
            let name = book.ledger.person(id).map_or(id.as_str(), |p| &p.name);
            let was = if was.is_empty() { "—" } else { was };
            format!("{name}（{id}）{was} → {is}")
        });
        let each: Vec<String> = each.collect();
        let mut what = format!("{id} · {policy} · {} · {}", self.figure, each.join("、"));
        if let Some(period) = self.corrects {
            let figure = self.corrects_figure.unwrap_or(self.figure);
            what += terminal.say(
                &format!(" · 补正 {period} {figure}"),
                &format!(" · makes good {figure} of {period}"),
            );
        }
        Ok((entry.block(), what))
    }

    /// Finds the policy that is meant, and the results under it.
    fn policy<'b>(
        &self,
        book: &'b Book,
        ids: &[String],
    ) -> Result<(&'b PeriodResult, String), AmendmentMistake> {
        let of_month = book
            .periods
            .iter()
            .filter(|r| r.inputs.period == self.month);
        let mut found: Vec<(&PeriodResult, String)> = Vec::new();
        let (mut known, mut standing) = (Vec::new(), Vec::new());
        for result in of_month {
            let policies = result.policies.iter();
            for policy in policies.filter(|p| p.policy.subject == Some(Subject::Person)) {
                let id = policy.policy.id.as_ref();
                let has = |person: &String| policy.subjects.iter().any(|s| *s.id == **person);
                if self.policy.is_some_and(|wanted| wanted != id) || !ids.iter().all(has) {
                    continue;
                }
                standing.push(id.to_owned());
                known.extend(result.graph.names(id).map(str::to_owned));
                if result.graph.full_name(id, self.figure).is_some() {
                    found.push((result, id.to_owned()));
                }
            }
        }
        match found.as_slice() {
            [one] => Ok(one.clone()),
            [] => Err(AmendmentMistake::NoFigure {
                figure: self.figure.to_owned(),
                month: self.month.to_string(),
                meant: nearest(self.figure, known.iter().map(String::as_str)).map(str::to_owned),
                standing,
            }),
            several => Err(AmendmentMistake::SeveralPolicies {
                figure: self.figure.to_owned(),
                policies: several.iter().map(|(_, id)| id.clone()).collect(),
            }),
        }
    }

    /// Reads the values after, one for each person.
    fn after(&self, ids: &[String]) -> Result<Vec<(String, String)>, AmendmentMistake> {
        let own = |id: &String| {
            let begun = format!("{id}=");
            self.to.iter().find_map(|to| to.strip_prefix(&begun))
        };
        let alike = match self.to {
            [one] => Some(one.as_str()),
            _ => None,
        };
        let each = ids.iter().map(|id| {
            let value = own(id).or(alike.filter(|_| !ids.iter().any(|id| own(id).is_some())));
            let value = value.ok_or_else(|| AmendmentMistake::NoValue { person: id.clone() })?;
            Ok((id.clone(), value.to_owned()))
        });
        each.collect()
    }
}

/// Returns the text of a month's adjustments.
fn text_of(content: &Content, month: Period) -> &str {
    let document = content.document(&format!("content/months/{month}/adjustments"));
    document.map_or("", |document| &document.source.text)
}

/// Returns an id that no entry of the month has.
fn next_id(book: &Book, month: Period) -> String {
    let entries = book.ledger.months.get(&month);
    let entries: &[Adjustment] = entries.map_or(&[], |m| &m.adjustments);
    let mut ids: Vec<&str> = entries.iter().map(|a| a.id.as_ref()).collect();
    ids.dedup();
    let mut number = ids.len() + 1;
    loop {
        let id = format!("{month}-{number:02}");
        if !ids.contains(&id.as_str()) {
            return id;
        }
        number += 1;
    }
}
