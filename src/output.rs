//! Site files → disk, whole or not at all. The new site grows in a temporary folder beside the
//! published one; then the two change places (`output/switch.rs`). Writes files.

mod authored;
mod mistake;
mod packed;
mod same;
mod switch;

pub use authored::{Changes, change_folder, create, create_folder, put, replace};
pub use mistake::OutputMistake;
pub use packed::packed;

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use tempfile::TempDir;

use self::same::Before;
use crate::diagnostic::{Diagnostic, in_order};
use crate::site::SiteFile;

/// What was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Report {
    /// How many files.
    pub files: u64,
    /// How many bytes in all of them.
    pub bytes: u64,
}

/// Why nothing was published; the published folder is what it was.
#[derive(Debug)]
pub struct Failure {
    /// All messages, in order.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether it is the machine's fault or our own, not the author's.
    pub ours: bool,
}

/// The file that says that a folder was made by this tool, so that it may be replaced. It is
/// written first and locked while its site grows.
const MARKER: &str = ".meritbook";

/// What the marker says to those who find it.
const MARKER_TEXT: &str = "\
本文件夹由 Meritbook 生成，每次 build 都会整体替换，请不要在这里手工增改文件。
Made by Meritbook. Each build replaces this folder as a whole; keep nothing of your own in it.
";

/// What the marker of a what-if says. By it a folder is known as one: results and what-ifs never
/// take each other's place.
const WHAT_IF_TEXT: &str = "\
本文件夹是 Meritbook 的试算，不是考核结果，不要公布。每次 compare -o 都会整体替换。
A what-if by Meritbook: these are no results, do not publish them. Each compare -o replaces this folder as a whole.
";

/// What a folder holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holding {
    /// A site of results.
    Results,
    /// A what-if.
    WhatIf,
}

impl Holding {
    fn marker(self) -> &'static str {
        match self {
            Self::Results => MARKER_TEXT,
            Self::WhatIf => WHAT_IF_TEXT,
        }
    }
}

/// Replaces the folder `out` by the given files.
///
/// Whatever happens and whenever the process is killed, `out` is the old site or the new one, each
/// whole. A folder with content that this tool did not make is never touched, nor one that holds a
/// what-if by results, or the other way round.
///
/// `approve` has the last word, once every file is written and before anybody sees one.
///
/// # Errors
/// All files that could not be made, what `approve` says, or the first reason for which they could not be written.
pub fn publish(
    out: &Path,
    files: impl ParallelIterator<Item = Result<SiteFile, Diagnostic>>,
    approve: impl FnOnce() -> Result<(), Vec<Diagnostic>>,
) -> Result<Report, Failure> {
    publish_as(Holding::Results, out, files, approve)
}

/// Replaces a folder like [`publish`], but by results or by a what-if, as `holding` says.
///
/// # Errors
/// The same.
pub fn publish_as(
    holding: Holding,
    out: &Path,
    files: impl ParallelIterator<Item = Result<SiteFile, Diagnostic>>,
    approve: impl FnOnce() -> Result<(), Vec<Diagnostic>>,
) -> Result<Report, Failure> {
    let target = switch::Target::of(out)?;
    target.recover();
    target.check(holding)?;
    let (fresh, locked) = marked_folder(&target, holding)?;
    let before = Before::new(target.folder(), &fresh.path().join(MARKER));
    let written = write_all(fresh.path(), &before, files).and_then(|report| {
        let refused = |diagnostics| Failure {
            diagnostics,
            ours: false,
        };
        approve().map(|()| report).map_err(refused)
    });
    if cfg!(windows) {
        // A folder with an open file in it cannot be moved there.
        drop(locked);
        finish(&target, fresh, written)
    } else {
        let finished = finish(&target, fresh, written);
        drop(locked);
        finished
    }
}

/// Puts a finished site in its place; removes one that is not.
fn finish(
    target: &switch::Target,
    fresh: TempDir,
    written: Result<Report, Failure>,
) -> Result<Report, Failure> {
    match written {
        Ok(report) => {
            target.switch(fresh)?;
            Ok(report)
        }
        Err(failure) => {
            switch::remove(&fresh.keep());
            Err(failure)
        }
    }
}

/// Makes the folder in which a site grows, with its marker locked. Another build that cleans up at
/// this very moment may take it for one left behind; then it is made again.
fn marked_folder(
    target: &switch::Target,
    holding: Holding,
) -> Result<(TempDir, fs::File), Failure> {
    let mut tries = 0;
    loop {
        let fresh = target.fresh_folder()?;
        let marker = fresh.path().join(MARKER);
        tries += 1;
        match mark(&marker, holding) {
            Ok(locked) => return Ok((fresh, locked)),
            Err(error) if error.kind() == ErrorKind::NotFound && tries < 10 => {}
            Err(error) => return Err(OutputMistake::io(&marker, &error).into()),
        }
    }
}

/// Writes and locks the marker; `NotFound` when another build is removing the folder.
fn mark(marker: &Path, holding: Holding) -> std::io::Result<fs::File> {
    let mut file = fs::File::create_new(marker)?;
    file.write_all(holding.marker().as_bytes())?;
    // Where there are no locks, builds at one moment are not kept apart.
    let taken = matches!(file.try_lock(), Err(fs::TryLockError::WouldBlock));
    if taken || !marker.exists() {
        return Err(ErrorKind::NotFound.into());
    }
    Ok(file)
}

fn write_all(
    folder: &Path,
    before: &Before,
    files: impl ParallelIterator<Item = Result<SiteFile, Diagnostic>>,
) -> Result<Report, Failure> {
    let stopped = AtomicBool::new(false);
    let done = files
        .map(|file| match file {
            Err(diagnostic) => Done::page(diagnostic),
            // After a full disk nothing more is written; pages still report their own mistakes.
            Ok(_) if stopped.load(Ordering::Relaxed) => Done::default(),
            Ok(file) => match write(folder, before, &file) {
                Ok(()) => Done::file(file.bytes.len() as u64),
                Err(mistake) => {
                    stopped.store(true, Ordering::Relaxed);
                    Done::mistake(mistake)
                }
            },
        })
        .reduce(Done::default, Done::and);
    if let Some(mistake) = done.mistake {
        return Err(mistake.into());
    }
    if !done.pages.is_empty() {
        let diagnostics = in_order(done.pages);
        return Err(Failure {
            diagnostics,
            ours: false,
        });
    }
    Ok(done.report)
}

/// What became of some of the files.
#[derive(Default)]
struct Done {
    report: Report,
    pages: Vec<Diagnostic>,
    mistake: Option<OutputMistake>,
}

impl Done {
    fn file(bytes: u64) -> Self {
        let report = Report { files: 1, bytes };
        Self {
            report,
            ..Self::default()
        }
    }

    fn page(diagnostic: Diagnostic) -> Self {
        Self {
            pages: vec![diagnostic],
            ..Self::default()
        }
    }

    fn mistake(mistake: OutputMistake) -> Self {
        Self {
            mistake: Some(mistake),
            ..Self::default()
        }
    }

    fn and(mut self, other: Self) -> Self {
        self.report.files += other.report.files;
        self.report.bytes += other.report.bytes;
        self.pages.extend(other.pages);
        self.mistake = self.mistake.or(other.mistake);
        self
    }
}

/// Writes one file, or takes it over from the site before; its folder is made when it is not there
/// yet.
fn write(folder: &Path, before: &Before, file: &SiteFile) -> Result<(), OutputMistake> {
    let name = inside(&file.path)?;
    let path = folder.join(&name);
    if before.hands_over(&name, &file.bytes, &path) {
        return Ok(());
    }
    let opened = fs::File::create_new(&path).or_else(|error| {
        if error.kind() != ErrorKind::NotFound {
            return Err(error);
        }
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::File::create_new(&path)
    });
    let written = opened.and_then(|mut opened| opened.write_all(&file.bytes));
    written.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => OutputMistake::Twice {
            path: file.path.clone(),
        },
        _ => OutputMistake::io(&path, &error),
    })
}

/// Returns a site file's path below the folder; only plain names between `/` stay inside it on
/// every system.
fn inside(path: &str) -> Result<PathBuf, OutputMistake> {
    let plain = |part: &str| {
        !part.is_empty()
            && part != "."
            && part != ".."
            && !part.contains(['\\', ':', '\0'])
            && !part.chars().any(char::is_control)
    };
    if path.split('/').all(plain) && path != MARKER {
        Ok(path.split('/').collect())
    } else {
        Err(OutputMistake::Outside {
            path: path.to_owned(),
        })
    }
}
