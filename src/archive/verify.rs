//! Seals and what lies beside them → what became of each file, and whether the chain holds.

use std::collections::{BTreeMap, BTreeSet};

use super::{RESULTS, Sealed};
use crate::content::{Fingerprint, SEAL, SealedFiles};
use crate::diagnostic::Said;

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It is what it was.
    Ok,
    /// It is another one.
    Changed,
    /// It is gone.
    Missing,
    /// No seal knows of it.
    Unexpected,
    /// It cannot be told.
    Unverifiable,
}

/// What became of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The path from `content/sealed/`; empty for the chain as a whole.
    pub path: String,
    /// What became of it.
    pub verdict: Verdict,
    /// Why that is said; empty for a file that is what it was.
    pub why: Said,
}

/// What became of everything.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// One a file, by path.
    pub findings: Vec<Finding>,
    /// The seals that can be read, from first to last.
    pub seals: Vec<Sealed>,
}

impl Report {
    /// Adds what became of the results when they were worked out anew; `None` where that did not
    /// work.
    pub fn recomputed(&mut self, sealed: &Sealed, results: Option<&Fingerprint>) {
        if results.is_some_and(|r| sealed.seal.results.is(r)) {
            return;
        }
        let by = &sealed.seal.version;
        let (verdict, why) = if by != env!("CARGO_PKG_VERSION") {
            (
                Verdict::Unverifiable,
                Said::new(
                    format!("这一版程序重算的结果不同，封存时用的是 {by} 版；请用那一版核验"),
                    format!(
                        "this version works out something else; it was sealed by version {by}: verify with that one"
                    ),
                ),
            )
        } else {
            (
                Verdict::Changed,
                Said::new(
                    "用封存的数据重算，结果不是这个文件",
                    "worked out anew from the sealed inputs, the results are not this file",
                ),
            )
        };
        self.say(&format!("{}/{RESULTS}", sealed.seal.period), verdict, why);
    }

    /// Tells whether every input of a seal is there as it was, so that results can be worked out.
    pub fn is_complete(&self, sealed: &Sealed) -> bool {
        let good: BTreeSet<&str> = self.of(Verdict::Ok).map(|f| f.path.as_str()).collect();
        let mut inputs = sealed.seal.inputs.iter();
        inputs.all(|input| good.contains(input.copy().as_str()))
    }

    /// Returns the findings of one kind.
    pub fn of(&self, verdict: Verdict) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |f| f.verdict == verdict)
    }

    /// Tells whether everything is what it was.
    pub fn is_whole(&self) -> bool {
        self.findings.iter().all(|f| f.verdict == Verdict::Ok)
    }

    /// Keeps what a period's seal and those before it say.
    pub fn only(&mut self, period: &str) {
        let at = self.seals.iter().position(|s| s.seal.period == period);
        let Some(at) = at else { return };
        self.seals.truncate(at + 1);
        let kept: BTreeSet<&str> = self.seals.iter().map(|s| &*s.seal.period).collect();
        let folder = |path: &str| path.split('/').next().unwrap_or("").to_owned();
        let is_kept = |f: &Finding| f.path.is_empty() || kept.contains(&*folder(&f.path));
        // A seal that is gone or cannot be read may be one of those before.
        let is_seal = |f: &Finding| f.path.ends_with(SEAL) && f.verdict != Verdict::Ok;
        self.findings.retain(|f| is_kept(f) || is_seal(f));
    }

    /// Compares with the digest of a seal that was noted elsewhere: it must still be in the chain.
    /// Returns how many seals came after it.
    pub fn head(&mut self, digest: &str) -> Option<usize> {
        let at = self.seals.iter().rposition(|s| s.digest == digest);
        if at.is_none() {
            self.say(
                "",
                Verdict::Missing,
                Said::new(
                    format!("没有摘要为 {digest} 的封存：最后的封存被去掉了，或者被换过"),
                    format!("there is no seal with the digest {digest}: seals were taken off the end, or replaced"),
                ),
            );
        }
        at.map(|at| self.seals.len() - 1 - at)
    }

    /// Says something of a file; the gravest word stays, and what is not `Ok` is not said twice.
    fn say(&mut self, path: &str, verdict: Verdict, why: Said) {
        let new = Finding {
            path: path.to_owned(),
            verdict,
            why,
        };
        match self.findings.iter_mut().find(|f| f.path == path) {
            Some(old) if old.verdict == Verdict::Ok => *old = new,
            Some(_) => {}
            None => self.findings.push(new),
        }
        self.findings.sort_by(|a, b| a.path.cmp(&b.path));
    }
}

/// Looks at everything in `content/sealed/`; results are not worked out anew yet.
pub fn verify(found: &SealedFiles) -> Report {
    let mut judged: BTreeMap<String, (Verdict, Said)> = BTreeMap::new();
    let (seals, broken) = read_seals(found, &mut judged);
    for sealed in seals.values() {
        contents(found, sealed, &mut judged);
    }
    links(&seals, &broken, &mut judged);
    for (path, print) in &found.files {
        if judged.contains_key(path) {
            continue;
        }
        let folder = path.split('/').next().unwrap_or("");
        let said = if print.is_none() {
            (Verdict::Unverifiable, unreadable())
        } else if broken.contains(folder) {
            (
                Verdict::Unverifiable,
                Said::new("封存文件不在或被改过", "its seal is gone or changed"),
            )
        } else {
            (
                Verdict::Unexpected,
                Said::new("封存里没有这个文件", "no seal lists it"),
            )
        };
        judged.insert(path.clone(), said);
    }
    let mut seals: Vec<Sealed> = seals.into_values().collect();
    seals.sort_by_key(|s| s.seal.number);
    let findings = judged
        .into_iter()
        .map(|(path, (verdict, why))| Finding { path, verdict, why });
    Report {
        findings: findings.collect(),
        seals,
    }
}

/// Reads the seals by their folders; also returns the folders whose seal is gone or changed.
fn read_seals(
    found: &SealedFiles,
    judged: &mut BTreeMap<String, (Verdict, Said)>,
) -> (BTreeMap<String, Sealed>, BTreeSet<String>) {
    let (mut seals, mut broken) = (BTreeMap::new(), BTreeSet::new());
    let within = found.files.keys().filter_map(|path| path.split_once('/'));
    let folders: BTreeSet<&str> = within.map(|(folder, _)| folder).collect();
    for folder in folders {
        let path = format!("{folder}/{SEAL}");
        let said = match found.seals.get(folder).map(|bytes| Sealed::read(bytes)) {
            Some(Some(sealed)) if sealed.seal.period == folder => {
                seals.insert(folder.to_owned(), sealed);
                (Verdict::Ok, Said::default())
            }
            Some(Some(sealed)) => {
                let period = sealed.seal.period;
                let zh = format!("这是 {period} 的封存，不是 {folder} 的");
                let en = format!("it is the seal of {period}, not of {folder}");
                (Verdict::Changed, Said::new(zh, en))
            }
            Some(None) => (
                Verdict::Changed,
                Said::new(
                    "与它自己的摘要对不上",
                    "it does not agree with its own digest",
                ),
            ),
            None if found.files.contains_key(&path) => (Verdict::Unverifiable, unreadable()),
            None => (Verdict::Missing, gone()),
        };
        if said.0 != Verdict::Ok {
            broken.insert(folder.to_owned());
        }
        judged.insert(path, said);
    }
    (seals, broken)
}

/// Judges the results and the copies of inputs that lie with a seal.
fn contents(found: &SealedFiles, sealed: &Sealed, judged: &mut BTreeMap<String, (Verdict, Said)>) {
    let results = format!("{}/{RESULTS}", sealed.seal.period);
    let own = sealed.keeps().map(|i| (i.copy(), i.size, &i.sha256));
    let listed = &sealed.seal.results;
    for (path, size, sha256) in own.chain([(results, listed.size, &listed.sha256)]) {
        let said = match found.files.get(&path) {
            None => (Verdict::Missing, gone()),
            Some(None) => (Verdict::Unverifiable, unreadable()),
            Some(Some(print)) if print.size == size && print.sha256 == *sha256 => {
                (Verdict::Ok, Said::default())
            }
            Some(Some(print)) if print.size != size => (
                Verdict::Changed,
                Said::new(
                    format!("封存时 {size} 字节，现在 {} 字节", print.size),
                    format!("{size} bytes when it was sealed, {} now", print.size),
                ),
            ),
            Some(Some(_)) => (
                Verdict::Changed,
                Said::new(
                    "字节数相同，内容不同",
                    "as many bytes as before, but other ones",
                ),
            ),
        };
        judged.insert(path, said);
    }
}

/// Follows each seal to the one before it.
fn links(
    seals: &BTreeMap<String, Sealed>,
    broken: &BTreeSet<String>,
    judged: &mut BTreeMap<String, (Verdict, Said)>,
) {
    let mut numbers: BTreeMap<u32, &str> = BTreeMap::new();
    for (folder, sealed) in seals {
        let seal = &sealed.seal;
        let own = format!("{folder}/{SEAL}");
        let place = seal.number;
        if let Some(other) = numbers.insert(place, folder) {
            let zh = format!("和 {other} 一样，说自己是第 {place} 个封存");
            let en = format!("like {other} it says that it is seal number {place}");
            judged.insert(own, (Verdict::Changed, Said::new(zh, en)));
            continue;
        }
        let Some(previous) = &seal.previous else {
            if place != 1 {
                let zh = format!("说自己是第 {place} 个封存，却没有上一个");
                let en =
                    format!("it says that it is seal number {place}, but names none before it");
                judged.insert(own, (Verdict::Changed, Said::new(zh, en)));
            }
            continue;
        };
        let before = format!("{}/{SEAL}", previous.period);
        match seals.get(&previous.period) {
            Some(earlier)
                if earlier.digest == previous.digest
                    && earlier.seal.number.checked_add(1) == Some(place) => {}
            Some(_) => {
                let zh = format!("不是 {folder} 封存时的那一个");
                let en = format!("it is not the one that was there when {folder} was sealed");
                judged.insert(before, (Verdict::Changed, Said::new(zh, en)));
            }
            None if broken.contains(&previous.period) => {}
            None => {
                judged.insert(before, (Verdict::Missing, gone()));
            }
        }
    }
}

fn gone() -> Said {
    Said::new("文件不在了", "the file is gone")
}

fn unreadable() -> Said {
    Said::new("文件读不了", "the file cannot be read")
}
