//! Sealed periods held against the site as it is now: for every verb that reads it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rayon::prelude::*;

use super::anew::{Copy, worked_out};
use crate::Assessed;
use crate::archive::{self, ArchiveMistake, Sealed, changes, is_shared, shared_changes};
use crate::content::{self, Fingerprint};
use crate::diagnostic::in_order;
use crate::period::Period;

/// Adds what has changed of the inputs of sealed periods; such a site gives no results.
pub(in crate::command) fn examine(site: &Path, assessed: &mut Assessed) {
    let found = content::sealed(site);
    if found.seals.is_empty() {
        return;
    }
    let seals = archive::verify(&found).seals;
    let now = content::prints(site);
    let months = seals.iter().filter_map(|s| Period::named(&s.seal.period));
    let last = months.map(Period::last_month).max();
    let later: BTreeSet<&str> = match &assessed.book {
        Some(book) => {
            let versions = book.policies.values().flatten();
            let later = versions.filter(|p| last.is_some_and(|last| p.begins() > last));
            later.map(|p| p.place.source.path.as_str()).collect()
        }
        // From when on a new version would hold is not known while there are mistakes.
        None => now.keys().map(String::as_str).collect(),
    };
    let mut mistakes = changes(&seals, &now, &later);
    if mistakes.is_empty() && assessed.book.is_some() {
        let differing = seals.par_iter().filter_map(|s| differs(site, s, &now));
        mistakes = differing.collect();
    }
    if mistakes.is_empty() {
        return;
    }
    let said = mistakes.iter().map(ArchiveMistake::diagnostic);
    assessed.diagnostics.extend(said);
    assessed.diagnostics = in_order(std::mem::take(&mut assessed.diagnostics));
    assessed.book = None;
}

/// Works a sealed period out with the shared files of today, where these are others.
fn differs(
    site: &Path,
    sealed: &Sealed,
    now: &BTreeMap<String, Option<Fingerprint>>,
) -> Option<ArchiveMistake> {
    let paths = shared_changes(sealed, now);
    if paths.is_empty() || sealed.seal.version != env!("CARGO_PKG_VERSION") {
        return None;
    }
    let period = Period::named(&sealed.seal.period)?;
    let own = sealed.seal.inputs.iter().map(|i| i.path.clone());
    let own = own.filter(|path| !is_shared(path));
    let shared = now.keys().filter(|path| is_shared(path)).cloned();
    let inputs = own.chain(shared).map(|path| {
        let from = site.join(&path);
        (path, Copy::File(from))
    });
    let results = worked_out(inputs, period).ok();
    let same = results.is_some_and(|r| sealed.seal.results.is(&Fingerprint::of(&r)));
    (!same).then(|| ArchiveMistake::ResultsDiffer {
        period: sealed.seal.period.clone(),
        paths,
    })
}
