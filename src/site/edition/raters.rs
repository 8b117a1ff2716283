//! How people rate, for the edition that holds what not everybody may see and for no other.

use super::{Filter, Public};
use crate::assessment::{Raters, raters};
use crate::period::Period;
use crate::site::address::RATERS;

impl Public<'_> {
    /// Returns how people rated in a period; `None` where the edition is for everybody, or nothing
    /// tells who rated.
    pub fn raters(&self, period: Period) -> Option<Raters> {
        if self.edition.hides(Filter::Raters) {
            return None;
        }
        let fewest = self.settings().smallest_group as usize;
        raters(self.book, period, fewest)
    }

    /// Returns the pages for those who answer for the figures: the words that name each, and its
    /// path.
    pub fn desk(&self) -> Vec<(&'static str, &'static str)> {
        let mut desk = Vec::new();
        if self
            .periods
            .iter()
            .any(|p| self.raters(p.period()).is_some())
        {
            desk.push(("raters", RATERS));
        }
        desk
    }

    /// Returns the name of somebody of the roster, for the edition that may see who rates.
    pub fn rater_name(&self, id: &str) -> Option<&str> {
        let person = self
            .book
            .ledger
            .person(id)
            .filter(|_| !self.edition.hides(Filter::Raters));
        person.map(|person| person.name.as_str())
    }
}
