//! Appeals and decisions as they are written into a month's file.

use crate::data::{Entry, Outcome};
use crate::form::appeal::{APPEAL, RULING};
use crate::period::Period;

/// An appeal that is to be written.
pub(super) struct New<'a> {
    pub(super) id: &'a str,
    pub(super) person: &'a str,
    pub(super) policy: &'a str,
    pub(super) figure: Option<&'a str>,
    pub(super) about: Option<Period>,
    pub(super) claim: &'a str,
    pub(super) evidence: &'a [String],
    pub(super) raised_by: Option<&'a str>,
    pub(super) raised_on: &'a str,
    pub(super) form: Option<&'a str>,
}

impl New<'_> {
    pub(super) fn block(&self, text: &str, chinese: bool) -> String {
        let about = self.about.map(|period| period.to_string());
        Entry::new(&APPEAL, text, chinese)
            .text("id", Some(self.id))
            .id("person", self.person)
            .text("policy", Some(self.policy))
            .text("figure", self.figure)
            .text("period", about.as_deref())
            .text("claim", Some(self.claim))
            .texts("evidence", self.evidence)
            .text("raised_by", self.raised_by)
            .text("raised_on", Some(self.raised_on))
            .text("form", self.form)
            .block()
    }
}

/// A decision that is to be written.
pub(super) struct Ruling<'a> {
    pub(super) appeal: &'a str,
    pub(super) outcome: Outcome,
    pub(super) by: &'a str,
    pub(super) on: &'a str,
    pub(super) reason: Option<&'a str>,
    pub(super) adjustments: &'a [String],
}

impl Ruling<'_> {
    pub(super) fn block(&self, text: &str, chinese: bool) -> String {
        Entry::new(&RULING, text, chinese)
            .text("appeal", Some(self.appeal))
            .word("outcome", self.outcome.word())
            .text("decided_by", Some(self.by))
            .text("decided_on", Some(self.on))
            .text("reason", self.reason)
            .texts("adjustment", self.adjustments)
            .block()
    }
}
