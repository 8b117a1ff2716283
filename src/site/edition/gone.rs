//! Those who have left, whom an edition may leave out.

use std::collections::{BTreeMap, BTreeSet};

use super::{Edition, Filter};
use crate::assessment::{Book, SubjectResult};

/// Returns those whom the edition leaves out: who is no longer there in the latest period, and who
/// is in none of its teams then.
pub(super) fn gone<'a>(book: &'a Book, edition: &Edition) -> BTreeSet<&'a str> {
    let mut gone = BTreeSet::new();
    let Some(latest) = book.periods.last() else {
        return gone;
    };
    let all = || book.periods.iter().flat_map(|period| &period.people);
    if edition.hides(Filter::Leavers) {
        gone.extend(all().map(|p| p.id.as_ref()));
        for person in latest.people.iter().filter(|p| !p.left) {
            gone.remove(person.id.as_ref());
        }
    }
    if let Some(teams) = edition
        .teams
        .as_ref()
        .filter(|_| edition.hides(Filter::OtherTeams))
    {
        let mut others: BTreeSet<&str> = all().map(|p| p.id.as_ref()).collect();
        // Who has left belongs to the last team.
        let mut last = BTreeMap::new();
        last.extend(all().map(|p| (p.id.as_ref(), &p.team)));
        others.retain(|id| last.get(id).is_none_or(|team| !teams.contains(*team)));
        gone.extend(others);
    }
    gone
}

/// Tells whether somebody of a policy may be named at all.
pub(super) fn is_named(subject: &SubjectResult, gone: &BTreeSet<&str>) -> bool {
    !gone.contains(subject.id.as_ref())
}
