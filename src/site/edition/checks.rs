//! What is there of the data, what looks wrong and who takes part: for those who answer for it,
//! and for no other edition.

use super::{Filter, Public};
use crate::assessment::{
    Confirmations, Doubtful, Participation, Readiness, participation, readiness,
};
use crate::data::Accepted;
use crate::diagnostic::Diagnostic;
use crate::period::{Level, Period};

impl<'a> Public<'a> {
    fn checks(&self) -> bool {
        !self.edition.hides(Filter::Checks)
    }

    /// Returns the months of which the edition shows how far the data are there, from early to
    /// late; none in an edition that does not.
    pub fn checked_months(&self) -> Vec<Period> {
        if self.edition.hides(Filter::Checks) {
            return Vec::new();
        }
        let months = self.periods.iter().map(|p| p.period());
        let months = months.filter(|p| p.level() == Level::Month);
        let known = |p: &Period| self.book.ledger.months.contains_key(p);
        months.filter(known).collect()
    }

    /// Returns what is there of a month's data, where the edition shows it.
    pub fn readiness(&self, month: Period) -> Option<Readiness> {
        self.checks().then(|| readiness(self.book, month))?
    }

    /// Returns who takes part in a month and why not, where the edition shows it.
    pub fn participation(&self, month: Period) -> Option<Participation> {
        self.checks().then(|| participation(self.book, month))?
    }

    /// Returns what people confirm in a month before points are settled, and what they answered,
    /// where the edition shows it; `None` where nobody is asked.
    pub fn confirmations(&self, month: Period) -> Option<&'a Confirmations> {
        let found = self.book.checked.confirmations.get(&month);
        found.filter(|all| self.checks() && !all.people.is_empty())
    }

    /// Returns what is suspicious about a month's data, where the edition shows it.
    pub fn doubts(&self, month: Period) -> &'a [Doubtful] {
        let doubts = self.book.checked.doubts.get(&month);
        doubts.filter(|_| self.checks()).map_or(&[], Vec::as_slice)
    }

    /// Returns what a month's author has accepted, where the edition shows it.
    pub fn accepted(&self, month: Period) -> &'a [Accepted] {
        let month = self.book.ledger.months.get(&month);
        let accepted = month.filter(|_| self.checks());
        accepted.map_or(&[], |m| m.accepted.as_slice())
    }

    /// Returns all messages about the site, where the edition shows them.
    pub fn messages(&self) -> &'a [Diagnostic] {
        if self.checks() {
            &self.book.checked.told
        } else {
            &[]
        }
    }

    /// Returns what is missing in a month, as messages, where the edition shows it.
    pub fn missing(&self, month: Period) -> Vec<&'a Diagnostic> {
        if self.edition.hides(Filter::Checks) {
            return Vec::new();
        }
        let results = self.book.with_longer(month);
        // What a quarter lacks before it ends is still to come.
        let ended = results.filter(|of| of.period.last_month() == month);
        ended.flat_map(|result| &result.notes).collect()
    }

    /// Returns the name of somebody of the roster, where the edition shows who takes part.
    pub fn roster_name(&self, id: &str) -> Option<&'a str> {
        let person = self.book.ledger.person(id).filter(|_| self.checks());
        person.map(|p| p.name.as_str())
    }

    /// Returns the team and post that the roster gives somebody at a month's end, where the
    /// edition shows who takes part.
    pub fn roster_place(&self, id: &str, month: Period) -> Option<(&'a str, &'a str)> {
        let person = self.book.ledger.person(id).filter(|_| self.checks())?;
        let last = month.last_day();
        let day = person.left.map_or(last, |left| left.min(last));
        let state = person.state_on(day)?;
        let post = state.attributes.get("post").map_or("", String::as_str);
        Some((&state.team, post))
    }
}
