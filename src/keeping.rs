//! What is sealed, held against the files and the results of today: what is shown of a sealed period is
//! what was sealed, or there is no site.
//!
//! - Files that may not change any more are compared by digest; nothing is worked out twice.
//! - Results are written as `seal` writes them and compared with those that are sealed. Equal bytes, or
//!   equal values under other titles (`compared`): what is shown is the sealed result.
//! - Where another version of the program works out something else, the sealed results take the place of
//!   its own (`taken`), are written once more and compared once more.

mod compared;
mod figure;
mod taken;

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value as Json;

use crate::archive::{ArchiveMistake, Kept, RESULTS, Sealed, changes, shared_changes};
use crate::assessment::Book;
use crate::content::{self, Fingerprint, ReadFiles, SEAL, SealedPeriod};
use crate::diagnostic::{Diagnostic, Severity};
use crate::period::Period;
use crate::site::sealed_results;
use compared::compared;
use taken::take;

/// A sealed period with its results.
struct Old {
    period: Period,
    sealed: Sealed,
    results: Vec<u8>,
}

/// Holds what is sealed against a site: the files that were read of it, and what they come to. Where
/// that does not agree there are no results.
pub fn keep(site: &Path, now: &ReadFiles, book: &mut Option<Book>) -> Vec<Diagnostic> {
    let mut mistakes = Vec::new();
    let found = content::sealed_periods(site);
    let sealed: BTreeSet<String> = found.iter().map(|f| f.folder.clone()).collect();
    let old = read(found, &mut mistakes);
    if !old.is_empty() {
        let last = old.iter().map(|o| o.period.last_month()).max();
        let later: BTreeSet<&str> = match &*book {
            Some(book) => {
                let versions = book.policies.values().flatten();
                let later = versions.filter(|p| last.is_some_and(|last| p.version.from > last));
                later.map(|p| p.place.source.path.as_str()).collect()
            }
            // From when on a new version would hold is not known while there are mistakes.
            None => now.keys().map(String::as_str).collect(),
        };
        let seals: Vec<Sealed> = old.iter().map(|o| o.sealed.clone()).collect();
        mistakes.extend(changes(&seals, now, &later));
        if let Some(book) = book.as_mut().filter(|_| mistakes.is_empty()) {
            match of_book(book, old, Some(now)) {
                Ok(said) => mistakes.extend(said),
                Err(said) => return said,
            }
        }
    }
    if let Some(book) = book {
        let archived = book.ledger.archived.iter();
        let not_sealed = archived.filter(|a| !sealed.contains(&a.period));
        mistakes.extend(not_sealed.map(|a| ArchiveMistake::ArchivedUnsealed {
            period: a.period.clone(),
            place: a.place.clone(),
        }));
    }
    let said: Vec<Diagnostic> = mistakes.iter().map(ArchiveMistake::diagnostic).collect();
    if said.iter().any(|d| d.severity == Severity::Error) {
        *book = None;
    }
    said
}

/// Makes the results of one period those of its seal. The book was worked out from what is sealed
/// with it.
///
/// # Errors
/// The results cannot be shown by this version of the program.
pub fn as_sealed(book: &mut Book, sealed: Sealed, results: Vec<u8>) -> Result<(), Vec<Diagnostic>> {
    let Some(period) = Period::named(&sealed.seal.period) else {
        return Ok(());
    };
    let old = Old {
        period,
        sealed,
        results,
    };
    let said = of_book(book, vec![old], None)?;
    let said = said.iter().map(ArchiveMistake::diagnostic);
    let errors: Vec<Diagnostic> = said.filter(|d| d.severity == Severity::Error).collect();
    if errors.is_empty() {
        Ok(())
    } else {
        Err(errors)
    }
}

/// Reads what is sealed, from the first seal to the last.
fn read(all: Vec<SealedPeriod>, mistakes: &mut Vec<ArchiveMistake>) -> Vec<Old> {
    let mut old = Vec::new();
    for found in all {
        let folder = found.folder;
        let mut off = |name: &str, gone: bool| {
            let path = format!("{folder}/{name}");
            mistakes.push(ArchiveMistake::SealChanged { path, gone });
        };
        let gone = found.seal.is_none();
        let seal = found.seal.and_then(|bytes| Sealed::read(&bytes));
        let seal = seal.filter(|sealed| sealed.seal.period == folder);
        let period = Period::named(&folder);
        let Some((sealed, period)) = seal.zip(period) else {
            off(SEAL, gone);
            continue;
        };
        match found.results {
            Some(results) if sealed.seal.results.is(&Fingerprint::of(&results)) => {
                old.push(Old {
                    period,
                    sealed,
                    results,
                });
            }
            found => off(RESULTS, found.is_none()),
        }
    }
    old.sort_by_key(|o| o.sealed.seal.number);
    old
}

/// Holds the results of a book against those that are sealed, and takes these where that is needed.
fn of_book(
    book: &mut Book,
    old: Vec<Old>,
    now: Option<&ReadFiles>,
) -> Result<Vec<ArchiveMistake>, Vec<Diagnostic>> {
    let periods: Vec<Period> = old.iter().map(|o| o.period).collect();
    let made = sealed_results(book, &periods)?;
    let mut mistakes = Vec::new();
    for old in old {
        let same = made.get(&old.period).is_some_and(|now| *now == old.results);
        let kept = if same {
            Kept::as_sealed(old.sealed)
        } else {
            let made = made.get(&old.period).map_or(&[][..], Vec::as_slice);
            match otherwise(book, &old, made, now)? {
                Ok((kept, said)) => {
                    mistakes.extend(said);
                    kept
                }
                Err(mistake) => {
                    mistakes.push(mistake);
                    continue;
                }
            }
        };
        book.kept.insert(old.period, kept);
    }
    Ok(mistakes)
}

type Outcome = Result<(Kept, Option<ArchiveMistake>), ArchiveMistake>;

/// Looks at results that are written otherwise than they were sealed.
fn otherwise(
    book: &mut Book,
    old: &Old,
    made: &[u8],
    now: Option<&ReadFiles>,
) -> Result<Outcome, Vec<Diagnostic>> {
    let sealed = read_json(&old.results);
    let made = read_json(made);
    let differences = compared(&sealed, &made);
    if differences.is_empty() {
        return Ok(Ok((Kept::as_sealed(old.sealed.clone()), None)));
    }
    let period = old.period.to_string();
    let paths = now.map_or_else(Vec::new, |now| shared_changes(&old.sealed, now));
    if !paths.is_empty() && old.sealed.seal.version == env!("CARGO_PKG_VERSION") {
        return Ok(Err(ArchiveMistake::ResultsDiffer { period, paths }));
    }
    let result = book.periods.iter_mut().find(|p| p.period == old.period);
    let taken = result.and_then(|result| take(result, &sealed, &made));
    let mut again = sealed_results(book, &[old.period])?;
    let again = again.remove(&old.period).unwrap_or_default();
    let rest = compared(&sealed, &read_json(&again));
    let mistake = |shown| ArchiveMistake::OtherVersion {
        period: period.clone(),
        version: old.sealed.seal.version.clone(),
        differences: if shown {
            differences.clone()
        } else {
            rest.clone()
        },
        shown,
    };
    Ok(match taken {
        Some(otherwise) if rest.is_empty() => {
            let kept = Kept {
                sealed: old.sealed.clone(),
                differences: differences.len(),
                otherwise,
            };
            Ok((kept, Some(mistake(true))))
        }
        _ => Err(mistake(false)),
    })
}

fn read_json(bytes: &[u8]) -> Json {
    serde_json::from_slice(bytes).unwrap_or_default()
}
