//! What a period's results rest on, and what people settled, as far as an edition may show it.
//!
//! The digest of a small file tells what is in it to whoever knows all but one number and tries the
//! numbers. So data are named and told by their digests only where the data themselves may be seen;
//! every other edition counts them. Policies are public, and so are the digests of seals.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::{Filter, Public, PublicPeriod};
use crate::archive::{Sealed, Shelf, shelf};
use crate::assessment::CaseState;
use crate::content::digest_of_all;
use crate::data::{Accepted, Adjustment, Archived, Month, Step};
use crate::period::Period;
use crate::policy::Policy;

/// What a period's results rest on.
#[derive(Debug, Default)]
pub struct Grounded<'s> {
    /// The versions of policies by which something was assessed, each with its file.
    pub policies: Vec<(&'s Arc<Policy>, Option<FileRead<'s>>)>,
    /// The files of the period's own months.
    pub own: Files<'s>,
    /// The files that all months share.
    pub shared: Files<'s>,
    /// Other policies: handbook texts, versions of earlier months.
    pub texts: Files<'s>,
    /// The files of earlier months, from early to late.
    pub earlier: Vec<(Period, Files<'s>)>,
    /// All of them.
    pub all: Files<'s>,
}

/// Files, counted; named where the edition may.
#[derive(Debug, Clone, Default)]
pub struct Files<'s> {
    /// How many.
    pub count: usize,
    /// How many rows their tables have, as far as these were counted.
    pub rows: usize,
    /// Each of them; none where the edition does not name them.
    pub named: Vec<FileRead<'s>>,
    /// The one digest of them all, where the edition tells it.
    pub digest: Option<String>,
}

/// A file that was read.
#[derive(Debug, Clone, Copy)]
pub struct FileRead<'s> {
    /// The path from the site's folder.
    pub path: &'s str,
    /// How many bytes it has.
    pub size: u64,
    /// The SHA-256 of its bytes.
    pub sha256: &'s str,
    /// How many rows its tables have; nothing for documents and very long tables.
    pub rows: Option<usize>,
}

/// A seal.
#[derive(Debug, Clone, Copy)]
pub struct PublicSeal<'s> {
    /// All that it says.
    pub sealed: &'s Sealed,
    /// Who sealed it and why, where the edition names people.
    pub by: Option<(&'s str, Option<&'s str>)>,
}

/// That a period was handed over to the archive.
#[derive(Debug, Clone, Copy)]
pub struct HandedOver<'s> {
    /// On which day.
    pub on: Date,
    /// Who handed it over, where it is kept and its digest, where the edition names people.
    pub named: Option<&'s Archived>,
}

/// How far the appeals about a period are, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AppealsCount {
    /// How many were raised.
    pub raised: usize,
    /// How many of these are still to be decided.
    pub open: usize,
    /// How many were right.
    pub upheld: usize,
}

/// What was corrected in a period.
#[derive(Debug, Default)]
pub struct Corrections<'s> {
    /// How many corrections there are.
    pub count: usize,
    /// How many people they concern.
    pub people: usize,
    /// How many were given at discretion.
    pub discretionary: usize,
    /// Each of them, where the edition names people.
    pub named: Vec<&'s Adjustment>,
}

/// What later periods make good of a period's results.
#[derive(Debug, Default)]
pub struct CorrectedLater<'s> {
    /// The months whose figures are adjusted for it.
    pub months: BTreeSet<Period>,
    /// How many adjustments there are.
    pub count: usize,
    /// How many people they concern.
    pub people: usize,
    /// Each of them with its month, where the edition names people.
    pub named: Vec<(Period, &'s Adjustment)>,
}

impl<'a> Public<'a> {
    /// Tells whether there are pages of where results come from: not of what-ifs, which are no results.
    pub fn has_provenance(&self) -> bool {
        !self.edition.what_if
    }

    /// Tells whether data files are named and told by their digests, and people named who settled
    /// something: where nothing is hidden that could be guessed by a digest.
    pub fn names_files(&self) -> bool {
        const HIDING: [Filter; 8] = [
            Filter::Checks,
            Filter::Names,
            Filter::Scores,
            Filter::Cut,
            Filter::PaySheets,
            Filter::Withdrawn,
            Filter::OtherTeams,
            Filter::Policies,
        ];
        !self.edition.what_if && !HIDING.iter().any(|filter| self.edition.hides(*filter))
    }

    /// Returns the seal of a period.
    pub fn seal(&self, period: Period) -> Option<PublicSeal<'_>> {
        let kept = self.book.kept.get(&period)?;
        Some(self.shown_seal(&kept.sealed))
    }

    /// Returns the last seal of all.
    pub fn last_seal(&self) -> Option<PublicSeal<'_>> {
        let seals = self.book.kept.values().map(|kept| &kept.sealed);
        let last = seals.max_by_key(|sealed| sealed.seal.number)?;
        Some(self.shown_seal(last))
    }

    fn shown_seal<'s>(&self, sealed: &'s Sealed) -> PublicSeal<'s> {
        let seal = &sealed.seal;
        let by = (seal.sealed_by.as_str(), seal.reason.as_deref());
        PublicSeal {
            sealed,
            by: self.names_files().then_some(by),
        }
    }

    /// Returns how often a period was handed over to the archive, in the order of the file.
    pub fn handed_over(&self, period: Period) -> Vec<HandedOver<'a>> {
        let all = self.book.ledger.archived.iter();
        let of = all.filter(|archived| Period::named(&archived.period) == Some(period));
        of.map(|archived| HandedOver {
            on: archived.on,
            named: self.names_files().then_some(archived),
        })
        .collect()
    }

    /// Returns the warnings that a policy accepts, by code, each with its reason, where the edition
    /// names who settled what.
    pub fn accepted_by(&self, policy: &'a Policy) -> &'a [(String, String)] {
        match self.names_files() {
            true => &policy.lint.accepted,
            false => &[],
        }
    }

    /// Returns what a period's results rest on: of a sealed period, what they were sealed with.
    pub fn grounded(&self, period: &PublicPeriod<'a>) -> Grounded<'_> {
        let of = period.period();
        let files = self.files_of(of);
        let by_path: BTreeMap<&str, FileRead<'_>> =
            files.iter().map(|(f, _)| (f.path, *f)).collect();
        let mut grounded = Grounded::default();
        let mut used: BTreeSet<&str> = BTreeSet::new();
        for policy in period.policies().iter().map(|p| p.policy()) {
            let path = policy.place.source.path.as_str();
            used.insert(path);
            grounded.policies.push((policy, by_path.get(path).copied()));
        }
        let group = |wanted: &dyn Fn(&FileRead<'_>, Shelf) -> bool| {
            let own = files.iter().filter(|(file, shelf)| wanted(file, *shelf));
            self.counted(own.map(|(file, _)| *file).collect())
        };
        grounded.own = group(&|_, shelf| shelf == Shelf::Own);
        grounded.shared = group(&|_, shelf| shelf == Shelf::Shared);
        grounded.texts = group(&|f, shelf| shelf == Shelf::Policy && !used.contains(f.path));
        let months: BTreeSet<Period> = files
            .iter()
            .filter_map(|(_, shelf)| match shelf {
                Shelf::Earlier(month) => Some(*month),
                Shelf::Own | Shelf::Policy | Shelf::Shared => None,
            })
            .collect();
        for month in months {
            let files = group(&|_, shelf| shelf == Shelf::Earlier(month));
            grounded.earlier.push((month, files));
        }
        grounded.all = group(&|_, _| true);
        grounded
    }

    /// Lists the files that a period's results rest on, each with its sort.
    fn files_of(&self, period: Period) -> Vec<(FileRead<'_>, Shelf)> {
        let mut later = BTreeSet::new();
        let of_seal = self.seal(period).map(|seal| &seal.sealed.seal.inputs);
        let files: Vec<FileRead<'_>> = match of_seal {
            Some(inputs) => inputs
                .iter()
                .map(|input| FileRead {
                    path: &input.path,
                    size: input.size,
                    sha256: &input.sha256,
                    rows: input.rows,
                })
                .collect(),
            None => {
                let versions = self.book.policies.values().flatten();
                let held = versions.filter(|p| p.version.from > period.last_month());
                later.extend(held.map(|p| p.place.source.path.as_str()));
                let files = self.book.checked.files.iter();
                files
                    .map(|(path, file)| FileRead {
                        path,
                        size: file.print.size,
                        sha256: &file.print.sha256,
                        rows: file.rows,
                    })
                    .collect()
            }
        };
        let with_shelf = files.into_iter();
        with_shelf
            .filter_map(|file| Some((file, shelf(file.path, period, &later)?)))
            .collect()
    }

    fn counted<'s>(&self, files: Vec<FileRead<'s>>) -> Files<'s> {
        let named = self.names_files();
        let prints = files.iter().map(|f| (f.path, f.sha256));
        Files {
            count: files.len(),
            rows: files.iter().filter_map(|f| f.rows).sum(),
            digest: (named && !files.is_empty()).then(|| digest_of_all(prints)),
            named: match named {
                true => files,
                false => Vec::new(),
            },
        }
    }

    /// Returns what was corrected in a period.
    pub fn corrections(&self, period: Period) -> Corrections<'a> {
        let months = self.months_of(period);
        let all: Vec<&Adjustment> = months.flat_map(|m| &m.adjustments).collect();
        // An entry whose place a later one has taken is kept, and counts no more.
        let standing = || all.iter().filter(|a| !a.replaced);
        let people: BTreeSet<&str> = standing().map(|a| a.person.as_ref()).collect();
        Corrections {
            count: standing().count(),
            people: people.len(),
            discretionary: standing().filter(|a| a.discretionary).count(),
            named: match self.names_files() {
                true => all,
                false => Vec::new(),
            },
        }
    }

    /// Returns what later periods make good of a period's results, as far as the edition shows them.
    pub fn corrected_later(&self, period: Period) -> CorrectedLater<'a> {
        let months = self.book.ledger.months.iter();
        let all = months.flat_map(|(month, data)| data.adjustments.iter().map(|a| (*month, a)));
        let all = all.filter(|(month, a)| {
            let of = a.corrects.as_ref().map(|it| it.period.value);
            of == Some(period) && !a.replaced && self.shows(*month, a)
        });
        let all: Vec<(Period, &Adjustment)> = all.collect();
        let people: BTreeSet<&str> = all.iter().map(|(_, a)| a.person.as_ref()).collect();
        CorrectedLater {
            months: all.iter().map(|(month, _)| *month).collect(),
            count: all.len(),
            people: people.len(),
            named: match self.names_files() {
                true => all,
                false => Vec::new(),
            },
        }
    }

    /// Returns the earlier periods that a period's adjustments make good, as far as the edition shows
    /// them.
    pub fn makes_good(&self, period: Period) -> BTreeSet<Period> {
        let all = period.months().flat_map(|month| {
            let data = self.book.ledger.months.get(&month).into_iter();
            let all = data.flat_map(|data| &data.adjustments);
            all.filter(move |a| !a.replaced && self.shows(month, a))
        });
        let periods = all.filter_map(|a| Some(a.corrects.as_ref()?.period.value));
        periods.filter(|p| self.period(*p).is_some()).collect()
    }

    /// Tells whether a month and the policy of one of its adjustments are in the edition.
    fn shows(&self, month: Period, adjustment: &Adjustment) -> bool {
        let period = self.period(month);
        period.is_some_and(|period| period.policy(&adjustment.policy).is_some())
    }

    /// Counts the appeals about a period; `None` for few of them where the edition does not name
    /// people: everybody would know who it was.
    pub fn appeals_in(&self, period: Period) -> Option<AppealsCount> {
        let mut counted = AppealsCount::default();
        for case in &self.book.appeals.cases {
            let about = case.appeal.period;
            if about == period || period.months().any(|month| month == about) {
                counted.raised += 1;
                counted.open += usize::from(case.state.is_open());
                counted.upheld += usize::from(case.state == CaseState::Upheld);
            }
        }
        let few = counted.raised > 0 && counted.raised < self.edition.sees.smallest_group;
        (self.names_files() || !few).then_some(counted)
    }

    /// Returns how many warnings about a period's data were accepted, and each of them where the
    /// edition shows how far the data are there.
    pub fn accepted_in(&self, period: Period) -> (usize, Vec<&'a Accepted>) {
        let months = self.months_of(period);
        let all: Vec<&Accepted> = months.flat_map(|m| &m.accepted).collect();
        let count = all.len();
        match self.names_files() {
            true => (count, all),
            false => (count, Vec::new()),
        }
    }

    /// Returns every step that a month has taken, from early to late; none for a longer period. Who
    /// took it and why is for the edition that names people.
    pub fn steps(&self, period: Period) -> (&'a [Step], bool) {
        let month = self.book.ledger.months.get(&period);
        let steps = month.map_or(&[][..], |month| &month.history);
        (steps, self.names_files())
    }

    /// Returns who prepared a month's figures, where the edition names people.
    pub fn preparer(&self, period: Period) -> Option<&'a str> {
        let month = self.book.ledger.months.get(&period)?;
        month.preparer().filter(|_| self.names_files())
    }

    fn months_of(&self, period: Period) -> impl Iterator<Item = &'a Month> {
        let months = &self.book.ledger.months;
        period.months().filter_map(|month| months.get(&month))
    }
}
