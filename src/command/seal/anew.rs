//! Results worked out from copies of inputs, in a folder of their own.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::assess;
use crate::command::has_errors;
use crate::diagnostic::{Diagnostic, Severity};
use crate::output::OutputMistake;
use crate::period::Period;
use crate::site::{Edition, Site};

/// Where an input's bytes are.
pub(in crate::command) enum Copy<'a> {
    /// Here.
    Bytes(&'a [u8]),
    /// In a file.
    File(PathBuf),
}

/// The theme that every binary carries: results do not depend on it.
const THEME: &str = "default";

/// Works a period's results out from inputs by their paths, and from nothing else.
pub(in crate::command) fn worked_out<'a>(
    inputs: impl Iterator<Item = (String, Copy<'a>)>,
    period: Period,
) -> Result<Vec<u8>, Vec<Diagnostic>> {
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
    let assessed = assess(folder.path());
    let mut said = assessed.diagnostics;
    said.retain(|d| d.severity == Severity::Error);
    let Some(mut book) = assessed.book.filter(|_| !has_errors(&said)) else {
        return Err(said);
    };
    book.settings.theme = THEME.to_owned();
    let edition = Edition::hr(&book.settings);
    let site = Site::for_edition(&book, &BTreeMap::new(), edition)?;
    site.results(period).ok_or(said)
}
