//! What the two sides of `diff` are: a period of the site, a folder with content, what is sealed, or a
//! file of results.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::TempDir;
use walkdir::WalkDir;

use crate::archive::{Sealed, verify};
use crate::command::mistake::{CommandMistake, DiffMistake};
use crate::comparison::{Change, Snapshot, published};
use crate::content;
use crate::diagnostic::Diagnostic;
use crate::output::OutputMistake;
use crate::period::Period;
use crate::site::RuleChange;
use crate::value::{Place, Source};

/// How what is sealed is asked for: `sealed:2026-09`.
const SEALED: &str = "sealed:";

/// One side.
pub(super) enum Side {
    /// A period of the site, as written.
    Period(String),
    /// A state of a site.
    Folder(Folder),
    /// A file of results.
    Results(Vec<Snapshot>),
}

/// A folder that holds `content/`.
pub(super) struct Folder {
    written: String,
    root: PathBuf,
    /// Where a copy of it was made.
    _kept: Option<TempDir>,
}

impl Folder {
    /// Returns the folder that holds `content/`.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Lets messages say of which folder they speak.
    pub(super) fn named(&self, mut errors: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let name = |place: &mut Place| {
            place.source = Arc::new(Source {
                path: format!("{}: {}", self.written, place.source.path),
                text: place.source.text.clone(),
            });
        };
        for error in &mut errors {
            error.place.iter_mut().for_each(name);
            error.related.iter_mut().for_each(|(place, _)| name(place));
        }
        errors
    }
}

/// Finds what is meant.
pub(super) fn find(site: &Path, written: &str) -> Result<Side, Vec<Diagnostic>> {
    if let Some(period) = written.strip_prefix(SEALED) {
        return sealed(site, written, period).map(Side::Folder);
    }
    if Period::named(written).is_some() {
        return Ok(Side::Period(written.to_owned()));
    }
    let told = |mistake: DiffMistake| vec![mistake.diagnostic()];
    let places = [PathBuf::from(written), site.join(written)];
    let Some(place) = places.into_iter().find(|place| place.exists()) else {
        let written = written.to_owned();
        return Err(told(DiffMistake::NothingThere { written }));
    };
    if place.is_file() {
        let text = fs::read_to_string(&place).unwrap_or_default();
        let file = written.to_owned();
        let read = published(&text).ok_or_else(|| told(DiffMistake::NoResults { file }));
        return read.map(Side::Results);
    }
    folder(&place, written).map(Side::Folder)
}

/// Finds the content in a folder: the folder of a site, its `content`, or a copy of that by any name.
fn folder(place: &Path, written: &str) -> Result<Folder, Vec<Diagnostic>> {
    let of = |root: PathBuf, kept: Option<TempDir>| Folder {
        written: written.to_owned(),
        root,
        _kept: kept,
    };
    if place.join("content").is_dir() {
        return Ok(of(place.to_owned(), None));
    }
    let holds = ["policies", "months", "people"];
    if holds.iter().all(|name| !place.join(name).is_dir()) {
        let folder = written.to_owned();
        return Err(vec![DiffMistake::NoContent { folder }.diagnostic()]);
    }
    let copied = copied(WalkDir::new(place).into_iter().filter_map(|entry| {
        let entry = entry.ok().filter(|e| e.file_type().is_file())?;
        let below = entry.path().strip_prefix(place).ok()?;
        Some((Path::new("content").join(below), entry.path().to_owned()))
    }))?;
    Ok(of(copied.path().to_owned(), Some(copied)))
}

/// Lays out what a period was sealed from.
fn sealed(site: &Path, written: &str, period: &str) -> Result<Folder, Vec<Diagnostic>> {
    let seals: Vec<Sealed> = verify(&content::sealed(site)).seals;
    let Some(found) = seals.iter().find(|s| s.seal.period == period) else {
        let mistake = CommandMistake::NotSealed {
            written: Some(period.to_owned()),
            known: seals.iter().map(|s| s.seal.period.clone()).collect(),
        };
        return Err(vec![mistake.diagnostic()]);
    };
    let inputs = found.seal.inputs.iter();
    let copied = copied(inputs.map(|input| {
        let from = site.join("content/sealed").join(input.copy());
        (PathBuf::from(&input.path), from)
    }))?;
    Ok(Folder {
        written: written.to_owned(),
        root: copied.path().to_owned(),
        _kept: Some(copied),
    })
}

/// Copies files into a folder of their own.
fn copied(files: impl Iterator<Item = (PathBuf, PathBuf)>) -> Result<TempDir, Vec<Diagnostic>> {
    let refused = |path: &Path, error: &io::Error| {
        let path = path.to_owned();
        let reason = error.to_string();
        vec![OutputMistake::Refused { path, reason }.diagnostic()]
    };
    let folder = tempfile::tempdir().map_err(|e| refused(Path::new("tmp"), &e))?;
    for (path, from) in files {
        let to = folder.path().join(path);
        let made = fs::create_dir_all(to.parent().unwrap_or(folder.path()));
        let copied = made.and_then(|()| fs::copy(&from, &to));
        copied.map_err(|error| refused(&from, &error))?;
    }
    Ok(folder)
}

/// Keeps a rule that differs, with the policy.
pub(super) fn change(policy: &str, change: RuleChange) -> Change {
    let plain = |text: Option<String>| text.map(|text| text.replace('\u{a0}', " "));
    Change {
        policy: policy.to_owned(),
        part: change.part,
        what: change.what,
        before: plain(change.before),
        after: plain(change.after),
    }
}
