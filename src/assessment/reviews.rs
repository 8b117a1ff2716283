//! Versions that should have been looked at again, and are computed with all the same.

use super::mistake::ReviewMistake;
use crate::data::Ledger;
use crate::diagnostic::Diagnostic;
use crate::policy::Policy;

/// Tells every version in force in a month after its `review_by`, unless it accepts that.
/// `versions` are those of one policy, from early to late.
pub(super) fn check<P: AsRef<Policy>>(versions: &[P], ledger: &Ledger) -> Vec<Diagnostic> {
    let mut said = Vec::new();
    for (number, policy) in versions.iter().map(AsRef::as_ref).enumerate() {
        let Some(by) = policy.version.review_by else {
            continue;
        };
        let next = versions.get(number + 1).map(|p| p.as_ref().version.from);
        let late = |month| month > by && month >= policy.version.from;
        let mut months = ledger.months.keys().copied();
        let first = months.find(|m| late(*m) && next.is_none_or(|next| *m < next));
        let Some(month) = first.filter(|_| policy.subject.is_some()) else {
            continue;
        };
        let mistake = ReviewMistake::Overdue {
            policy: policy.title.clone(),
            by,
            month,
            place: policy.place.clone(),
        };
        let code = mistake.code();
        if !policy.lint.accepts(code) {
            said.push(mistake.describe());
        }
    }
    said
}
