//! Results worked out from copies of inputs, in a folder of their own.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::assess;
use crate::assessment::Book;
use crate::command::book;
use crate::diagnostic::Diagnostic;
use crate::output::OutputMistake;
use crate::period::Period;
use crate::site::sealed_results;

/// Where an input's bytes are.
pub(in crate::command) enum Copy<'a> {
    /// Here.
    Bytes(&'a [u8]),
    /// In a file.
    File(PathBuf),
}

/// Works a period's results out from inputs by their paths, and from nothing else.
pub(in crate::command) fn worked_out<'a>(
    inputs: impl Iterator<Item = (String, Copy<'a>)>,
    period: Period,
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let book = book_of(inputs)?;
    let mut results = sealed_results(&book, &[period])?;
    results.remove(&period).ok_or_else(Vec::new)
}

/// Reads and assesses inputs by their paths, and nothing else.
pub(in crate::command) fn book_of<'a>(
    inputs: impl Iterator<Item = (String, Copy<'a>)>,
) -> Result<Book, Vec<Diagnostic>> {
    let refused = |path: &Path, error: &io::Error| {
        let path = path.to_owned();
        let reason = error.to_string();
        vec![OutputMistake::Refused { path, reason }.diagnostic()]
    };
    let folder = tempfile::tempdir().map_err(|e| refused(Path::new("tmp"), &e))?;
    for (path, copy) in inputs {
        let to = folder.path().join(path);
        let written =
            fs::create_dir_all(to.parent().unwrap_or(folder.path())).and_then(|()| match copy {
                Copy::Bytes(bytes) => fs::write(&to, bytes),
                Copy::File(from) => fs::copy(from, &to).map(|_| ()),
            });
        written.map_err(|e| refused(&to, &e))?;
    }
    book(assess(folder.path()))
}
