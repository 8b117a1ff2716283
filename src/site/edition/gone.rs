//! Those who have left, whom an edition may leave out.

use std::collections::BTreeSet;

use super::Edition;
use crate::assessment::{Book, SubjectResult};

/// Returns those who are no longer there in the latest period and whom the edition leaves out.
pub(super) fn gone(book: &Book, edition: Edition) -> BTreeSet<&str> {
    let mut gone = BTreeSet::new();
    if edition.leavers {
        return gone;
    }
    let Some(latest) = book.periods.last() else {
        return gone;
    };
    for period in &book.periods {
        gone.extend(period.people.iter().map(|p| p.id.as_ref()));
    }
    for person in latest.people.iter().filter(|p| !p.left) {
        gone.remove(person.id.as_ref());
    }
    gone
}

/// Tells whether somebody of a policy may be named at all.
pub(super) fn is_named(subject: &SubjectResult, gone: &BTreeSet<&str>) -> bool {
    !gone.contains(subject.id.as_ref())
}
