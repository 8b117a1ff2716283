//! The distance from the next step, as far as an edition may show it.

use std::sync::Arc;

use super::admit::may_show;
use super::{Filter, Public, PublicPeriod};
use crate::figure::{Distance, Form, Measure};

impl Public<'_> {
    /// Finds how far a figure of a subject is from its next step; `None` where there is none, or
    /// where it may not be shown.
    pub fn distance(
        &self,
        period: &PublicPeriod<'_>,
        policy: &str,
        (figure, form): (&Arc<str>, Form),
        subject: &str,
    ) -> Option<Distance> {
        if self.edition.hides(Filter::Explained) {
            return None;
        }
        let shows = |name: &Arc<str>, form: Form| {
            let key = (Arc::from(policy), Arc::clone(name));
            may_show(&self.edition, form) && !period.hidden.contains(&key)
        };
        if !shows(figure, form) {
            return None;
        }
        let found = self.book.distance(period.result, policy, figure, subject)?;
        let told = |measure: &Measure| shows(&measure.name, measure.form);
        (told(&found.moves) && told(&found.held)).then_some(found)
    }
}
