//! The text of an appeal against one number: who, when, which number, by which clause.

use serde::Serialize;

use crate::data::State;
use crate::policy::Policy;
use crate::site::edition::{PublicPeriod, PublicSubject};
use crate::site::format;
use crate::site::shared::Shared;

/// Where an appeal is filed.
#[derive(Debug, Default, Serialize)]
pub struct FormView {
    /// The words of `site.yml`.
    pub text: String,
    /// The address, where the words are one; else empty.
    pub href: String,
}

/// What the texts about one subject under one policy begin with.
pub struct Appeal<'t, 'a> {
    shared: &'t Shared<'a>,
    policy: &'t Policy,
    who: String,
    period: String,
}

impl<'t, 'a> Appeal<'t, 'a> {
    /// Begins; `None` where there is nothing to appeal against yet, or nobody who could.
    pub fn of(
        shared: &'t Shared<'a>,
        policy: &'t Policy,
        period: &PublicPeriod<'a>,
        subject: &PublicSubject<'a>,
    ) -> Option<Self> {
        let person = policy.subject == Some(crate::figure::Subject::Person);
        if period.state() == State::Open || !person || shared.what_if.is_some() {
            return None;
        }
        let id = shared.words.fill("person_id", &[("id", subject.id())]);
        let who = shared
            .words
            .fill("heading_unit", &[("title", subject.name()), ("unit", &id)]);
        Some(Self {
            shared,
            policy,
            who,
            period: shared.period(period.period()),
        })
    }

    /// Writes the text about one figure as it stands on the page.
    pub fn about(&self, figure: &str, title: &str, value: &str) -> String {
        let words = &self.shared.words;
        let defined = self.policy.definitions.iter();
        let clause = defined
            .filter(|d| d.name.as_ref() == figure)
            .find_map(|d| self.policy.clauses.get(d.clause?));
        let clause = clause.map_or_else(String::new, |clause| {
            let number = format::clause_number(words, clause.number);
            words.fill(
                "appeal_clause",
                &[("number", &number), ("title", &clause.title)],
            )
        });
        words.fill(
            "appeal_text",
            &[
                ("who", &self.who),
                ("period", &self.period),
                ("policy", &self.policy.title),
                ("figure", title),
                ("value", value),
                ("clause", &clause),
            ],
        )
    }
}

/// Shows where an appeal is filed; a link where the words are an address.
pub fn form(shared: &Shared<'_>) -> FormView {
    let text = shared.public.settings().appeal_form.clone();
    let text = text.unwrap_or_default();
    let is_link = ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| text.starts_with(scheme) && !text.contains(char::is_whitespace));
    FormView {
        href: if is_link { text.clone() } else { String::new() },
        text,
    }
}
