//! What is new in the rules of a period, and for whom: versions that begin, parameters that change,
//! policies that reach more people or nobody any longer.

use serde::Serialize;

use crate::figure::{Parameter, Subject};
use crate::period::Period;
use crate::policy::Policy;
use crate::site::edition::{PublicPeriod, PublicPolicy};
use crate::site::page::policy::{applies, parameter_text};
use crate::site::shared::{LinkView, Shared};

/// One change.
#[derive(Debug, Serialize)]
pub struct NewsView {
    /// The policy.
    pub policy: LinkView,
    /// What is new.
    pub text: String,
    /// For whom, and how many they are; may be empty.
    pub who: String,
    /// The page that shows the difference; without an address where there is none.
    pub more: LinkView,
}

/// Lists what is new in a period.
pub fn lines(shared: &Shared<'_>, path: &str, period: &PublicPeriod<'_>) -> Vec<NewsView> {
    let now = period.period();
    let periods = shared.public.periods();
    let before = periods
        .iter()
        .rev()
        .find(|p| p.period() < now && p.period().level() == now.level());
    let mut news = Vec::new();
    for results in period.policies() {
        let policy = results.policy();
        let earlier = before.and_then(|p| p.policy(&policy.id));
        if policy.begins() == now {
            news.push(version(shared, path, results));
        } else {
            news.extend(changes(shared, path, results, now));
            news.extend(reached(shared, path, results, earlier));
        }
    }
    for results in before.iter().flat_map(|p| p.policies()) {
        let policy = results.policy();
        let here = period
            .policy(&policy.id)
            .is_some_and(|p| p.rated_ids().next().is_some());
        if results.rated_ids().next().is_some() && !here {
            news.push(NewsView {
                policy: shared.policy_link(path, policy),
                text: shared.words.say("news_ended").to_owned(),
                who: applies(shared, policy).unwrap_or_default(),
                more: nothing(),
            });
        }
    }
    news
}

fn nothing() -> LinkView {
    LinkView {
        text: String::new(),
        href: String::new(),
    }
}

/// A version that begins, or the first one of a policy.
fn version(shared: &Shared<'_>, path: &str, results: &PublicPolicy<'_>) -> NewsView {
    let words = &shared.words;
    let policy = results.policy();
    let first = shared.before(policy).is_none();
    let note = policy.version.note.clone();
    let key = if first { "news_first" } else { "news_version" };
    let more = shared.difference_page(policy);
    NewsView {
        policy: shared.policy_link(path, policy),
        text: match note {
            Some(note) => words.fill("news_noted", &[("what", words.say(key)), ("note", &note)]),
            None => words.say(key).to_owned(),
        },
        who: who(shared, policy, results.rated_ids().count()),
        more: match more {
            Some(to) => LinkView {
                text: words.say("changes").to_owned(),
                href: crate::site::address::link(path, &to),
            },
            None => nothing(),
        },
    }
}

/// Parameters whose history has a value that begins in the period.
fn changes(
    shared: &Shared<'_>,
    path: &str,
    results: &PublicPolicy<'_>,
    now: Period,
) -> Option<NewsView> {
    let policy = results.policy();
    let said: Vec<String> = policy
        .parameters
        .iter()
        .filter_map(|parameter| change(shared, parameter, now))
        .collect();
    if said.is_empty() {
        return None;
    }
    Some(NewsView {
        policy: shared.policy_link(path, policy),
        text: said.join(shared.words.say("semicolon")),
        who: who(shared, policy, results.rated_ids().count()),
        more: nothing(),
    })
}

fn change(shared: &Shared<'_>, parameter: &Parameter, now: Period) -> Option<String> {
    let begins = parameter.values.iter().find(|v| {
        v.from
            .is_some_and(|from| now.months().any(|month| month == from))
    })?;
    let before = parameter.value_in(begins.from?.previous()?);
    let text = |value| parameter_text(shared, parameter, value);
    let (old, new) = (text(before), text(begins.value.as_ref()));
    let title = parameter.title.as_ref();
    (old != new).then(|| {
        shared.words.fill(
            "news_parameter",
            &[("title", title), ("old", &old), ("new", &new)],
        )
    })
}

/// Those for whom a policy is new although it is not new itself.
fn reached(
    shared: &Shared<'_>,
    path: &str,
    results: &PublicPolicy<'_>,
    earlier: Option<&PublicPolicy<'_>>,
) -> Option<NewsView> {
    let newly = results.newly(earlier?);
    if newly == 0 || !results.is_about_people() {
        return None;
    }
    let policy = results.policy();
    Some(NewsView {
        policy: shared.policy_link(path, policy),
        text: shared.words.count("news_reached", newly, &[]),
        who: applies(shared, policy).unwrap_or_default(),
        more: nothing(),
    })
}

/// Says for whom, and how many they are: `电话销售专员 · 38 人`.
fn who(shared: &Shared<'_>, policy: &Policy, count: usize) -> String {
    let words = &shared.words;
    let count = match policy.subject {
        Some(Subject::Person) => words.count("news_people", count, &[]),
        Some(Subject::Team) => words.count("news_teams", count, &[]),
        Some(Subject::Company) | None => words.say("subject_company").to_owned(),
    };
    match applies(shared, policy) {
        Some(applies) => words.fill("news_who", &[("applies", &applies), ("count", &count)]),
        None => count,
    }
}
