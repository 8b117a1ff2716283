//! What a sealed period was worked out from, held against what lies in the site now.
//!
//! The folders of sealed months and the versions of policies in force stay as they were, byte for
//! byte. What all months share (roster, moves, calendar, `sources.yml` …) goes on growing: of these
//! only what alters sealed results is a mistake, which shows when they are worked out anew.

use std::collections::{BTreeMap, BTreeSet};

use super::{ArchiveMistake, Sealed};
use crate::content::ReadFiles;
use crate::period::Period;

/// What became of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    /// It has other bytes.
    Changed,
    /// It is gone.
    Gone,
    /// It was not there.
    New,
}

/// Tells whether a file is shared by all months, by its path from the site's folder.
fn is_shared(path: &str) -> bool {
    let other = ["months/", "policies/", "pages/", "sealed/", "archived."];
    let rest = path.strip_prefix("content/");
    rest.is_some_and(|rest| !other.iter().any(|of| rest.starts_with(of)))
}

/// Finds what has changed of the sealed months' folders and of the policies in force. `now` holds
/// the files that are read, and `later` the versions of policies that hold from a later month on.
pub fn changes(seals: &[Sealed], now: &ReadFiles, later: &BTreeSet<&str>) -> Vec<ArchiveMistake> {
    let mut mistakes = Vec::new();
    let mut known: BTreeSet<&str> = BTreeSet::new();
    let found = |period: &str, path: &str, became| ArchiveMistake::InputChanged {
        period: period.to_owned(),
        path: path.to_owned(),
        became,
    };
    for sealed in seals {
        for input in sealed.seal.inputs.iter().filter(|i| !is_shared(&i.path)) {
            if !known.insert(&input.path) {
                continue;
            }
            let became = match now.get(&input.path) {
                None => Became::Gone,
                Some(file) if input.is(&file.print) => continue,
                Some(_) => Became::Changed,
            };
            mistakes.push(found(&sealed.seal.period, &input.path, became));
        }
    }
    let months = seals.iter().filter_map(|s| Period::named(&s.seal.period));
    let Some(last) = months.map(Period::last_month).max() else {
        return mistakes;
    };
    for path in now.keys().filter(|path| !known.contains(path.as_str())) {
        let of_month = path.strip_prefix("content/months/");
        let month = of_month.and_then(|p| Period::parse(p.split('/').next()?));
        let of_policy = path.starts_with("content/policies/") && !later.contains(path.as_str());
        if of_policy || month.is_some_and(|month| month <= last) {
            let period = month.unwrap_or(last).to_string();
            mistakes.push(found(&period, path, Became::New));
        }
    }
    mistakes
}

/// Names the shared files that are not what they were when a period was sealed.
pub fn shared_changes(sealed: &Sealed, now: &ReadFiles) -> Vec<String> {
    let inputs = sealed.seal.inputs.iter().filter(|i| is_shared(&i.path));
    let listed: BTreeMap<&str, _> = inputs.map(|i| (i.path.as_str(), i)).collect();
    let differs = |path: &str| match (listed.get(path), now.get(path)) {
        (Some(input), Some(file)) => !input.is(&file.print),
        _ => true,
    };
    let live = now
        .keys()
        .map(String::as_str)
        .filter(|path| is_shared(path));
    let all: BTreeSet<&str> = live.chain(listed.keys().copied()).collect();
    all.into_iter()
        .filter(|path| differs(path))
        .map(str::to_owned)
        .collect()
}
