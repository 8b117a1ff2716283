//! `seal`: a final period's results and inputs, put away with their digests.

pub(super) mod anew;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use jiff::civil::Date;

use super::mistake::{CommandMistake, Misuse};
use super::terminal::Terminal;
use super::{BROKEN, DONE, MISTAKEN, has_errors};
use crate::archive::{
    ArchiveMistake, INPUTS, RESULTS, Sealed, Signed, Taken, Verdict, shelf, verify,
};
use crate::assessment::{Book, PeriodResult};
use crate::content::{self, Fingerprint, SEAL};
use crate::data::State;
use crate::diagnostic::{Diagnostic, Severity, tally};
use crate::output::{OutputMistake, create_folder};
use crate::period::{Level, Period};
use crate::{Assessed, policy};
use anew::{Copy, worked_out};

/// What `seal` is asked for.
#[derive(Debug, clap::Args)]
pub(super) struct Asked {
    /// A period such as `2026-10`.
    pub(super) period: String,
    /// Who seals it.
    #[arg(long)]
    pub(super) by: String,
    /// The day, such as `2026-11-12`.
    #[arg(long)]
    pub(super) on: String,
    /// Why.
    #[arg(long)]
    pub(super) reason: Option<String>,
}

/// Writes the folder of a sealed period, or says all that stands against it.
pub(super) fn run(site: &Path, assessed: Assessed, asked: &Asked, terminal: &Terminal) -> u8 {
    let signed = match signed(asked) {
        Ok(signed) => signed,
        Err(misuse) => return refused(&[CommandMistake::Misused(misuse).diagnostic()], terminal),
    };
    let mut errors: Vec<Diagnostic> = assessed.diagnostics;
    errors.retain(|d| d.severity == Severity::Error);
    let Some(book) = assessed.book.filter(|_| !has_errors(&errors)) else {
        return refused(&errors, terminal);
    };
    let found = Period::named(&asked.period).and_then(|p| book.period(p));
    let Some(result) = found else {
        let mistake = CommandMistake::NoSuchPeriod {
            written: asked.period.clone(),
            known: book.periods.iter().map(|p| p.period.to_string()).collect(),
        };
        return refused(&[mistake.diagnostic()], terminal);
    };
    let report = verify(&content::sealed(site));
    let mut off: Vec<String> = Vec::new();
    for finding in report.findings.iter().filter(|f| f.verdict != Verdict::Ok) {
        off.push(finding.path.clone());
    }
    let reasons = against(&book, result, &report.seals, off);
    if !reasons.is_empty() {
        let said: Vec<Diagnostic> = reasons.iter().map(ArchiveMistake::diagnostic).collect();
        return refused(&said, terminal);
    }
    write(site, result.period, signed, &report.seals, terminal)
}

/// Understands who seals when and why.
fn signed(asked: &Asked) -> Result<Signed, Misuse> {
    let reason = asked.reason.as_deref().map(|reason| ("--reason", reason));
    signed_by((&asked.by, &asked.on), reason)
}

/// Understands who does something and when, and what else is said.
pub(super) fn signed_by(
    (by, on): (&str, &str),
    more: Option<(&str, &str)>,
) -> Result<Signed, Misuse> {
    let wrong = |option: &str, value: &str| Misuse::WrongValue {
        option: option.to_owned(),
        value: value.to_owned(),
        valid: String::new(),
    };
    let plain = |text: &str| !text.trim().is_empty() && !text.chars().any(char::is_control);
    if !plain(by) {
        return Err(wrong("--by", by));
    }
    if let Some((option, text)) = more.filter(|(_, text)| !plain(text)) {
        return Err(wrong(option, text));
    }
    let day: Date = on.parse().map_err(|_| wrong("--on", on))?;
    Ok(Signed {
        by: by.trim().to_owned(),
        on: day.to_string(),
        reason: more.map(|(_, text)| text.trim().to_owned()),
    })
}

/// Lists what stands against sealing a period.
fn against(
    book: &Book,
    result: &PeriodResult,
    seals: &[Sealed],
    off: Vec<String>,
) -> Vec<ArchiveMistake> {
    let period = result.period.to_string();
    let is_sealed = |period: &str| seals.iter().any(|s| s.seal.period == period);
    if is_sealed(&period) {
        return vec![ArchiveMistake::SealedAlready { period }];
    }
    let mut reasons = Vec::new();
    if !off.is_empty() {
        reasons.push(ArchiveMistake::ChainBroken { paths: off });
    }
    if result.state != State::Final {
        let open = result.months.iter();
        let open = open.filter(|(_, state)| *state != Some(State::Final));
        reasons.push(ArchiveMistake::NotFinal {
            period: period.clone(),
            months: open.map(|(month, _)| month.to_string()).collect(),
        });
    }
    let before = book
        .periods
        .iter()
        .take_while(|p| p.period != result.period);
    // A year of which months were never kept does not become final and keeps nobody waiting.
    let before = before.filter(|p| p.period.level() == Level::Month || p.state == State::Final);
    let before = before.map(|p| p.period.to_string());
    let earlier: Vec<String> = before.filter(|p| !is_sealed(p)).collect();
    if !earlier.is_empty() {
        reasons.push(ArchiveMistake::EarlierOpen { period, earlier });
    }
    reasons
}

/// Takes the inputs once, works the results out from these very bytes, and writes all of it.
fn write(site: &Path, period: Period, signed: Signed, seals: &[Sealed], terminal: &Terminal) -> u8 {
    let (taken, copies) = match inputs(site, period) {
        Ok(inputs) => inputs,
        Err(unreadable) => {
            terminal.messages(&[unreadable]);
            return BROKEN;
        }
    };
    let given = copies
        .iter()
        .map(|(path, bytes)| (path.clone(), Copy::Bytes(bytes)));
    let results = match worked_out(given, period) {
        Ok(results) => results,
        Err(said) => return refused(&said, terminal),
    };
    let name = period.to_string();
    let sealed = Sealed::new(
        name.clone(),
        signed,
        Fingerprint::of(&results),
        taken,
        seals,
    );
    let mut files = vec![
        (SEAL.to_owned(), sealed.bytes()),
        (RESULTS.to_owned(), results),
    ];
    let kept = sealed.keeps().filter_map(|input| {
        let bytes = copies.get(&input.path)?;
        Some((format!("{INPUTS}/{}", input.path), bytes.clone()))
    });
    files.extend(kept);
    let folder = site.join("content/sealed").join(&name);
    if let Err(mistake) = create_folder(&folder, &files) {
        terminal.messages(&[mistake.diagnostic()]);
        return BROKEN;
    }
    terminal.result(&done(&sealed, files.len(), terminal));
    DONE
}

type Inputs = (Vec<Taken>, BTreeMap<String, Vec<u8>>);

/// Reads every file that a period's results rest on: all of `content/` that is read but later
/// months, later versions of policies, and free pages.
fn inputs(site: &Path, period: Period) -> Result<Inputs, Diagnostic> {
    let content = content::read(site);
    let last = period.last_month();
    let (policies, _) = policy::understand(&content);
    let later = policies.iter().filter(|p| p.version.from > last);
    let later = later.map(|p| p.place.source.path.as_str()).collect();
    let mut paths = content::input_paths(site);
    paths.retain(|path| shelf(path, period, &later).is_some());
    let (mut taken, mut copies) = (Vec::new(), BTreeMap::new());
    for path in paths {
        let rows = content.files.get(&path).and_then(|file| file.rows);
        let bytes = fs::read(site.join(&path)).map_err(|error| {
            // It was there a moment ago, when everything was checked.
            let (path, reason) = (site.join(&path), error.to_string());
            OutputMistake::Refused { path, reason }.diagnostic()
        })?;
        let print = Fingerprint::of(&bytes);
        copies.insert(path.clone(), bytes);
        taken.push(Taken { path, print, rows });
    }
    Ok((taken, copies))
}

fn done(sealed: &Sealed, files: usize, terminal: &Terminal) -> String {
    let period = &sealed.seal.period;
    let inputs = sealed.seal.inputs.len();
    let digest = &sealed.digest;
    let zh = format!(
        "{period} 已封存：content/sealed/{period}，{files} 个文件，结果由 {inputs} 个文件算出。\n\
         摘要（请抄到别处，以后用 meritbook verify --head 核对）：\n{digest}"
    );
    let en = format!(
        "{period} is sealed: content/sealed/{period}, {files} files; the results rest on {inputs}.\n\
         The digest (note it elsewhere; `meritbook verify --head` compares with it):\n{digest}"
    );
    terminal.say(&zh, &en).to_owned()
}

fn refused(said: &[Diagnostic], terminal: &Terminal) -> u8 {
    terminal.messages(said);
    let nothing = terminal.say("没有封存。", "Nothing was sealed.");
    let count = tally(said, terminal.language);
    terminal.note(&format!("{nothing}{}{count}", terminal.say("", " ")));
    MISTAKEN
}
