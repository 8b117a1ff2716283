//! `bag`: a sealed period with its pages, put into a bag for the archive.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::mistake::CommandMistake;
use super::seal::Signature;
use super::seal::anew::{Copy, book_of};
use super::terminal::Terminal;
use super::{BROKEN, DONE, nothing_done};
use crate::archive::{
    ArchiveMistake, Bag, Bagged, RESULTS, Report, Sealed, Signed, Verdict, verify,
};
use crate::assessment::Book;
use crate::content::{self, Fingerprint};
use crate::diagnostic::{Diagnostic, Severity};
use crate::keeping::as_sealed;
use crate::output::{OutputMistake, create, create_folder, packed, put};
use crate::period::Period;
use crate::site::{Edition, Site, sealed_results};

/// What `bag` is asked for.
#[derive(Debug, clap::Args)]
pub(super) struct Asked {
    #[command(flatten)]
    signature: Signature,
    /// Where it will be kept.
    #[arg(long = "where")]
    pub(super) kept_at: Option<String>,
    /// The folder or file to write.
    #[arg(short, long)]
    pub(super) out: Option<PathBuf>,
    /// As one ZIP file.
    #[arg(long)]
    pub(super) zip: bool,
}

/// Writes a bag and notes that it was made, or says all that stands against it.
pub(super) fn run(site: &Path, asked: &Asked, terminal: &Terminal) -> u8 {
    let place = asked.kept_at.as_deref().map(|place| ("--where", place));
    let signed = match asked.signature.signed(place) {
        Ok(signed) => signed,
        Err(misuse) => return refused(&[CommandMistake::Misused(misuse).diagnostic()], terminal),
    };
    let ending = if asked.zip { ".zip" } else { "" };
    let usual = || site.join(format!("bag-{}{ending}", asked.signature.period));
    let out = asked.out.clone().unwrap_or_else(usual);
    if out.symlink_metadata().is_ok() {
        let mistake = CommandMistake::BagThere(out);
        return refused(&[mistake.diagnostic()], terminal);
    }
    let bagged = match bagged(site, asked, signed.clone()) {
        Ok(bagged) => bagged,
        Err(said) => return refused(&said, terminal),
    };
    match written(site, &out, asked, &signed, &bagged) {
        Ok(()) => {
            terminal.result(&done(&out, &bagged, terminal));
            DONE
        }
        Err(mistake) => {
            terminal.messages(&[mistake.diagnostic()]);
            BROKEN
        }
    }
}

/// Packs a period that is sealed and whole.
fn bagged(site: &Path, asked: &Asked, signed: Signed) -> Result<Bagged, Vec<Diagnostic>> {
    let mut report = verify(&content::sealed(site));
    let is_it = |s: &Sealed| s.seal.period == asked.signature.period;
    let found = report.seals.iter().find(|s| is_it(s)).cloned();
    let period = Period::named(&asked.signature.period);
    let Some((sealed, period)) = found.zip(period) else {
        let mistake = CommandMistake::NotSealed {
            written: Some(asked.signature.period.clone()),
            known: report.seals.iter().map(|s| s.seal.period.clone()).collect(),
        };
        return Err(vec![mistake.diagnostic()]);
    };
    report.only(&asked.signature.period);
    whole(&report, &asked.signature.period)?;
    let inputs = inputs(site, &sealed)?;
    let copies = inputs.iter();
    let copies = copies.map(|(path, bytes)| (path.clone(), Copy::Bytes(bytes)));
    let mut book = book_of(copies)?;
    let again = sealed_results(&book, &[period])?;
    let again = again.get(&period).map(|bytes| Fingerprint::of(bytes));
    report.recomputed(&sealed, again.as_ref());
    whole(&report, &asked.signature.period)?;
    let results = bytes_at(&site.join(format!(
        "content/sealed/{}/{RESULTS}",
        asked.signature.period
    )))?;
    as_sealed(&mut book, sealed.clone(), results.clone())?;
    book.periods.retain(|p| p.period == period);
    if let Some(reached) = sealed.reached() {
        book.put_away(period, reached);
    }
    let before = report.seals.iter().filter(|s| !is_it(s));
    let bag = Bag {
        sealed: &sealed,
        before: before.map(|s| (s, s.bytes())).collect(),
        results,
        inputs,
        pages: pages(&book, &content::themes(site))?,
        organisation: book.settings.organisation.clone(),
        by: signed.by,
        on: signed.on,
        kept_at: signed.reason,
    };
    Ok(bag.pack())
}

/// Refuses what is not as it was sealed; that another version works out something else is no
/// reason.
fn whole(report: &Report, period: &str) -> Result<(), Vec<Diagnostic>> {
    let results = format!("{period}/{RESULTS}");
    let off = report.findings.iter().filter(|f| match f.verdict {
        Verdict::Ok => false,
        Verdict::Unverifiable => f.path != results,
        Verdict::Changed | Verdict::Missing | Verdict::Unexpected => true,
    });
    let paths: Vec<String> = off.map(|f| f.path.clone()).collect();
    if paths.is_empty() {
        return Ok(());
    }
    let period = period.to_owned();
    Err(vec![
        ArchiveMistake::NotWhole { period, paths }.diagnostic(),
    ])
}

/// Reads the copies of all inputs of a seal, by their path from the site's folder.
fn inputs(site: &Path, sealed: &Sealed) -> Result<BTreeMap<String, Vec<u8>>, Vec<Diagnostic>> {
    let folder = site.join("content/sealed");
    let inputs = sealed.seal.inputs.iter();
    inputs
        .map(|input| Ok((input.path.clone(), bytes_at(&folder.join(input.copy()))?)))
        .collect()
}

fn bytes_at(path: &Path) -> Result<Vec<u8>, Vec<Diagnostic>> {
    fs::read(path).map_err(|error| {
        let (path, reason) = (path.to_owned(), error.to_string());
        vec![OutputMistake::Refused { path, reason }.diagnostic()]
    })
}

/// Makes the pages of a book as a site that stands alone: no link of it leads nowhere.
fn pages(
    book: &Book,
    themes: &BTreeMap<String, Vec<u8>>,
) -> Result<BTreeMap<String, Vec<u8>>, Vec<Diagnostic>> {
    let pages = Site::for_edition(book, themes, Edition::whole(&book.settings))?;
    let jobs = pages.jobs();
    let links = pages.links(&jobs);
    let files: Result<BTreeMap<String, Vec<u8>>, Diagnostic> = jobs
        .par_iter()
        .map(|job| {
            let file = pages.render(job).inspect(|file| links.look(file))?;
            Ok((file.path, file.bytes))
        })
        .collect();
    let files = files.map_err(|said| vec![said])?;
    let mut dead = links.finish();
    dead.retain(|d| d.severity == Severity::Error);
    if dead.is_empty() {
        Ok(files)
    } else {
        Err(dead)
    }
}

/// Writes the bag, then notes in `archived.yml` that it was made.
fn written(
    site: &Path,
    out: &Path,
    asked: &Asked,
    signed: &Signed,
    bagged: &Bagged,
) -> Result<(), OutputMistake> {
    if asked.zip {
        let refused = || OutputMistake::Refused {
            path: out.to_owned(),
            reason: "ZIP".to_owned(),
        };
        let bytes = packed(&bagged.name, &bagged.files).ok_or_else(refused)?;
        create(out, &bytes)?;
    } else {
        let files = bagged.files.iter();
        let files: Vec<_> = files.map(|(p, b)| (p.clone(), b.clone())).collect();
        create_folder(out, &files)?;
    }
    let list = site.join("content/archived.yml");
    let mut text = fs::read_to_string(&list).unwrap_or_else(|_| HEAD.to_owned());
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text += &entry(&asked.signature.period, signed, &bagged.digest);
    put(&list, text.as_bytes())
}

/// What stands above the entries.
const HEAD: &str = "\
# 归档记录，由 meritbook bag 写，只往后加。
# What was handed over to the archive; written by meritbook bag, only added to.
";

/// Writes an entry; a JSON text is a YAML text.
fn entry(period: &str, signed: &Signed, digest: &str) -> String {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let mut entry = format!(
        "- period: {}\n  by: {}\n  on: {}\n",
        quoted(period),
        quoted(&signed.by),
        signed.on
    );
    if let Some(place) = &signed.reason {
        entry += &format!("  where: {}\n", quoted(place));
    }
    entry + &format!("  digest: {}\n", quoted(digest))
}

fn done(out: &Path, bagged: &Bagged, terminal: &Terminal) -> String {
    let out = out.strip_prefix(".").unwrap_or(out);
    let (out, files, digest) = (out.display(), bagged.files.len(), &bagged.digest);
    let zh = format!(
        "归档包已写好：{out}，{files} 个文件；已记入 content/archived.yml。\n\
         里面有薪酬和全部名次，只能给有权看的人。摘要：\n{digest}"
    );
    let en = format!(
        "The bag is written: {out}, {files} files; content/archived.yml notes it.\n\
         It holds pay and every rank: keep it to those who may see them. The digest:\n{digest}"
    );
    terminal.say(&zh, &en).to_owned()
}

fn refused(said: &[Diagnostic], terminal: &Terminal) -> u8 {
    nothing_done(
        said,
        ("没有归档。", "Nothing was put into a bag."),
        terminal,
    )
}
