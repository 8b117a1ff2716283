//! `seal`: a final period's results and inputs, put away with their digests.

pub(super) mod anew;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use jiff::civil::Date;

use super::mistake::{CommandMistake, Misuse};
use super::terminal::Terminal;
use super::{BROKEN, DONE, book, nothing_done};
use crate::archive::{
    ArchiveMistake, INPUTS, RESULTS, Sealed, Signed, Taken, Verdict, shelf, verify,
};
use crate::assessment::{Book, PeriodResult};
use crate::content::{self, Fingerprint, SEAL};
use crate::data::State;
use crate::diagnostic::Diagnostic;
use crate::output::{OutputMistake, create_folder};
use crate::period::{Level, Period};
use crate::{Assessed, policy};
use anew::{Copy, worked_out};

/// Which period is put away, by whom and when.
#[derive(Debug, clap::Args)]
pub(super) struct Signature {
    /// A period such as `2026-10`.
    pub(super) period: String,
    /// Who does it.
    #[arg(long)]
    by: String,
    /// The day, such as `2026-11-12`.
    #[arg(long)]
    on: String,
}

/// What `seal` is asked for.
#[derive(Debug, clap::Args)]
pub(super) struct Asked {
    #[command(flatten)]
    signature: Signature,
    /// Why.
    #[arg(long)]
    reason: Option<String>,
}

/// Writes the folder of a sealed period, or says all that stands against it.
pub(super) fn run(site: &Path, assessed: Assessed, asked: &Asked, terminal: &Terminal) -> u8 {
    let reason = asked.reason.as_deref().map(|reason| ("--reason", reason));
    let signed = match asked.signature.signed(reason) {
        Ok(signed) => signed,
        Err(misuse) => return refused(&[CommandMistake::Misused(misuse).diagnostic()], terminal),
    };
    let book = match book(assessed) {
        Ok(book) => book,
        Err(errors) => return refused(&errors, terminal),
    };
    let result = match super::period(&book, &asked.signature.period) {
        Ok(result) => result,
        Err(mistake) => return refused(&[mistake.diagnostic()], terminal),
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

impl Signature {
    /// Understands who does it when, and what else is said by an option.
    pub(super) fn signed(&self, more: Option<(&str, &str)>) -> Result<Signed, Misuse> {
        let (by, on) = (self.by.as_str(), self.on.as_str());
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
    nothing_done(said, ("没有封存。", "Nothing was sealed."), terminal)
}
