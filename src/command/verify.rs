//! `verify`: whether what is sealed is what it was, file by file.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::line::Format;
use super::mistake::{CommandMistake, Misuse};
use super::seal::anew::{Copy, worked_out};
use super::terminal::Terminal;
use super::{DONE, MISTAKEN, refused};
use crate::archive::{Finding, Report, Sealed, Verdict, is_digest, verify};
use crate::content::{self, Fingerprint};
use crate::diagnostic::Language;
use crate::period::Period;

/// What `verify` is asked for.
#[derive(Debug, clap::Args)]
pub(super) struct Asked {
    /// A period such as `2026-10`; all when not said.
    pub(super) period: Option<String>,
    /// The digest of a seal that was noted elsewhere.
    #[arg(long, conflicts_with = "head_file")]
    pub(super) head: Option<String>,
    /// A file with that digest.
    #[arg(long)]
    pub(super) head_file: Option<PathBuf>,
    /// For people or for programs.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
}

/// Prints what became of every sealed file.
pub(super) fn run(site: &Path, asked: &Asked, terminal: &Terminal) -> u8 {
    let head = match head(asked) {
        Ok(head) => head,
        Err(misuse) => return refused(&CommandMistake::Misused(misuse), terminal),
    };
    let found = content::sealed(site);
    let mut report = verify(&found);
    let known = || report.seals.iter().map(|s| s.seal.period.clone()).collect();
    let below = |period: &str| {
        let folder = format!("{period}/");
        found.files.keys().any(|path| path.starts_with(&folder))
    };
    if found.files.is_empty() || asked.period.as_deref().is_some_and(|period| !below(period)) {
        let mistake = CommandMistake::NotSealed {
            written: asked.period.clone(),
            known: known(),
        };
        return refused(&mistake, terminal);
    }
    let later = head.and_then(|digest| report.head(&digest));
    if let Some(period) = asked.period.as_deref() {
        report.only(period);
    }
    for sealed in report.seals.clone() {
        if report.is_complete(&sealed) {
            let results = recomputed(site, &sealed);
            report.recomputed(&sealed, results.as_ref());
        }
    }
    match asked.format {
        Format::Text => terminal.result(&in_words(&report, later, terminal)),
        Format::Json => terminal.result(&format!("{:#}", as_json(&report, terminal))),
    }
    if report.is_whole() { DONE } else { MISTAKEN }
}

/// Understands the digest that was noted.
fn head(asked: &Asked) -> Result<Option<String>, Misuse> {
    let wrong = |option: &str, value: String| Misuse::WrongValue {
        option: option.to_owned(),
        value,
        valid: String::new(),
    };
    let (option, written, text) = match (asked.head.as_deref(), asked.head_file.as_deref()) {
        (Some(head), _) => ("--head", head.to_owned(), head.to_owned()),
        (None, Some(file)) => {
            let written = file.display().to_string();
            let text = fs::read_to_string(file);
            ("--head-file", written, text.unwrap_or_default())
        }
        (None, None) => return Ok(None),
    };
    let digest = text.trim().trim_start_matches('\u{feff}').to_lowercase();
    if is_digest(&digest) {
        Ok(Some(digest))
    } else {
        Err(wrong(option, written))
    }
}

/// Works a sealed period out from its copies.
fn recomputed(site: &Path, sealed: &Sealed) -> Option<Fingerprint> {
    let period = Period::named(&sealed.seal.period)?;
    let folder = site.join("content/sealed");
    let copies = sealed.seal.inputs.iter();
    let copies = copies.map(|i| (i.path.clone(), Copy::File(folder.join(i.copy()))));
    let results = worked_out(copies, period).ok()?;
    Some(Fingerprint::of(&results))
}

fn in_words(report: &Report, later: Option<usize>, terminal: &Terminal) -> String {
    let mut text = String::new();
    for finding in report.findings.iter().filter(|f| f.verdict != Verdict::Ok) {
        let why = finding.why.get(terminal.language);
        let word = said(finding.verdict, terminal);
        let path = path(finding);
        text += &match terminal.language {
            Language::Chinese => format!("{word}  {path}：{why}\n"),
            Language::English => format!("{word}  {path}: {why}\n"),
        };
    }
    let good = report.of(Verdict::Ok).count();
    let off = report.findings.len() - good;
    let seals = report.seals.len();
    text += &if off == 0 {
        let zh = format!(
            "{seals} 个封存、{good} 个文件都是原样；封存前后相接，用封存的数据重算，结果一致。\n"
        );
        let en = format!(
            "All {good} files of {seals} seals are what they were; the seals form a chain, and the \
             sealed inputs give the sealed results.\n"
        );
        terminal.say(&zh, &en).to_owned()
    } else {
        let zh = format!("{off} 处不对，{good} 个文件是原样。\n");
        let en = format!("{off} off; {good} files are what they were.\n");
        terminal.say(&zh, &en).to_owned()
    };
    if let Some(last) = report.seals.last() {
        let (period, digest) = (&last.seal.period, &last.digest);
        let zh = format!("最后一个封存是 {period}，摘要 {digest}\n");
        let en = format!("The last seal is {period}, digest {digest}\n");
        text += terminal.say(&zh, &en);
    }
    if let Some(later) = later {
        let (zh, en) = match later {
            0 => (
                "抄下来的摘要对得上，就是最后一个封存的。\n".to_owned(),
                "The digest that was noted is that of the last seal.\n".to_owned(),
            ),
            _ => (
                format!("抄下来的摘要对得上，之后又封存了 {later} 个。\n"),
                format!("The digest that was noted is there; seals since then: {later}.\n"),
            ),
        };
        text += terminal.say(&zh, &en);
    }
    text
}

fn as_json(report: &Report, terminal: &Terminal) -> serde_json::Value {
    let files = report.findings.iter().map(|finding| {
        json!({
            "path": path(finding),
            "verdict": match finding.verdict {
                Verdict::Ok => "ok",
                Verdict::Changed => "changed",
                Verdict::Missing => "missing",
                Verdict::Unexpected => "unexpected",
                Verdict::Unverifiable => "unverifiable",
            },
            "why": finding.why.get(terminal.language),
        })
    });
    let seals = report.seals.iter().map(|sealed| {
        json!({
            "period": sealed.seal.period,
            "number": sealed.seal.number,
            "sealed_on": sealed.seal.sealed_on,
            "sealed_by": sealed.seal.sealed_by,
            "digest": sealed.digest,
        })
    });
    json!({
        "format": "meritbook/verify/v1",
        "language": terminal.language.tag(),
        "whole": report.is_whole(),
        "seals": seals.collect::<Vec<_>>(),
        "files": files.collect::<Vec<_>>(),
    })
}

/// Returns a finding's path from the site's folder.
fn path(finding: &Finding) -> String {
    match finding.path.as_str() {
        "" => "content/sealed".to_owned(),
        path => format!("content/sealed/{path}"),
    }
}

fn said(verdict: Verdict, terminal: &Terminal) -> &'static str {
    match verdict {
        Verdict::Ok => terminal.say("原样", "ok"),
        Verdict::Changed => terminal.say("改过", "changed"),
        Verdict::Missing => terminal.say("缺少", "missing"),
        Verdict::Unexpected => terminal.say("多余", "unexpected"),
        Verdict::Unverifiable => terminal.say("无法核验", "unverifiable"),
    }
}
