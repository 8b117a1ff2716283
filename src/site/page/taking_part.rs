//! Who takes part in a month, since when, and why somebody does not. Only where the edition shows
//! it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::assessment::{Changed, Refused, RosterChange, Taking, TakingPart, WhyNot};
use crate::diagnostic::missing_in_words;
use crate::period::Period;
use crate::policy::attribute_said;
use crate::site::address::{Addresses, CHECKS, as_workbook, beside, link, slug};
use crate::site::format;
use crate::site::shared::{Frame, LinkView, Shared};

/// The page of who takes part.
#[derive(Debug, Serialize)]
pub struct TakingPartPage {
    frame: Frame,
    name: String,
    month: LinkView,
    sentence: String,
    readiness: String,
    all: String,
    /// The tables as a workbook.
    workbook: String,
    changes: Vec<ChangeView>,
    policies: Vec<PolicyView>,
    /// Everybody of the month.
    people: Vec<PersonView>,
}

/// A change.
#[derive(Debug, Serialize)]
struct ChangeView {
    day: String,
    who: LinkView,
    what: String,
}

/// A policy.
#[derive(Debug, Serialize)]
struct PolicyView {
    anchor: String,
    policy: LinkView,
    period: String,
    count: String,
    members: Vec<SinceView>,
    /// Who takes part and has no total, or no rank.
    unrated: Vec<OneView>,
    outside: Vec<OneView>,
    /// How many others do not stand under it.
    others: String,
    /// The same by what does not fit.
    others_by: String,
}

/// Those who stand under the policy since some period.
#[derive(Debug, Serialize)]
struct SinceView {
    since: String,
    people: Vec<LinkView>,
}

/// Somebody, with a reason.
#[derive(Debug, Serialize)]
struct OneView {
    who: LinkView,
    why: String,
}

/// Somebody of the month.
#[derive(Debug, Serialize)]
struct PersonView {
    who: LinkView,
    id: String,
    team: String,
    post: String,
    policies: Vec<LinkView>,
    why: String,
}

/// Shows who takes part in a month.
pub fn view(shared: &Shared<'_>, path: &str, month: Period) -> Option<TakingPartPage> {
    let taking = shared.public.participation(month)?;
    let words = &shared.words;
    let name = words.fill("taking_part_of", &[("period", &shared.period(month))]);
    let without = taking.people.iter().filter(|p| p.policies.is_empty());
    let numbers = (taking.people.len().to_string(), without.count().to_string());
    let people = taking.people.iter().map(|person| {
        let (team, post) = shared
            .public
            .roster_place(&person.id, month)
            .unwrap_or_default();
        let policies = person.policies.iter().filter_map(|id| {
            let rules = shared.current(id)?;
            Some(LinkView {
                text: rules.title.clone(),
                href: format!("#{}", anchor(id)),
            })
        });
        PersonView {
            who: who(shared, path, &person.id),
            id: person.id.to_string(),
            team: shared.public.team_name(team).to_owned(),
            post: post.to_owned(),
            policies: policies.collect(),
            why: if person.policies.is_empty() {
                why_none(shared, &person.refused, post)
            } else {
                String::new()
            },
        }
    });
    Some(TakingPartPage {
        frame: shared.frame(path, name.clone(), "checks"),
        name,
        month: shared.period_link(path, month),
        sentence: words.fill(
            "taking_part_sentence",
            &[("all", &numbers.0), ("none", &numbers.1)],
        ),
        readiness: link(path, &Addresses::readiness(month)),
        all: link(path, CHECKS),
        workbook: link(
            path,
            &shared.download(&as_workbook(&beside(&Addresses::taking_part(month)))),
        ),
        changes: taking
            .changes
            .iter()
            .map(|change| change_view(shared, path, change))
            .collect(),
        policies: taking
            .policies
            .iter()
            .filter_map(|policy| policy_view(shared, path, policy))
            .collect(),
        people: people.collect(),
    })
}

fn anchor(policy: &str) -> String {
    format!("policy-{}", slug(policy))
}

fn who(shared: &Shared<'_>, path: &str, id: &str) -> LinkView {
    let name = shared.public.roster_name(id).unwrap_or(id);
    shared.person(path, id, name)
}

fn policy_view(shared: &Shared<'_>, path: &str, taking: &TakingPart) -> Option<PolicyView> {
    let words = &shared.words;
    let rules = shared.current(&taking.policy)?;
    let others = taking.others.iter().map(|((attribute, found), count)| {
        let count = count.to_string();
        let value = written(shared, found);
        let attribute = attribute_word(shared, attribute);
        words.fill(
            "others_of",
            &[("attribute", &attribute), ("value", &value), ("n", &count)],
        )
    });
    let others: Vec<String> = others.collect();
    let count = taking.others.values().sum();
    let mut since: BTreeMap<Period, Vec<LinkView>> = BTreeMap::new();
    for member in &taking.members {
        let people = since.entry(member.since).or_default();
        people.push(who(shared, path, &member.id));
    }
    let unrated = taking.members.iter().filter_map(|member| {
        let why = but(shared, member);
        (!why.is_empty()).then(|| OneView {
            who: who(shared, path, &member.id),
            why,
        })
    });
    Some(PolicyView {
        anchor: anchor(&taking.policy),
        policy: shared.policy_link(path, rules),
        period: shared.period(taking.period),
        count: words.count("taking_count", taking.members.len(), &[]),
        members: since
            .into_iter()
            .map(|(period, people)| SinceView {
                since: words.fill("taking_part_since", &[("period", &shared.period(period))]),
                people,
            })
            .collect(),
        unrated: unrated.collect(),
        outside: taking
            .outside
            .iter()
            .map(|(id, why)| OneView {
                who: who(shared, path, id),
                why: why_not(shared, why),
            })
            .collect(),
        others: match count {
            0 => String::new(),
            count => words.count("taking_part_others", count, &[]),
        },
        others_by: others.join(words.say("semicolon")),
    })
}

/// Says why somebody who takes part has no total, or no rank.
pub fn but(shared: &Shared<'_>, member: &Taking) -> String {
    let words = &shared.words;
    if let Some(missing) = &member.no_total {
        let why = missing_in_words(missing);
        return words.fill("no_total", &[("why", shared.say(&why))]);
    }
    let boards = member.unranked.iter().map(|(board, missing)| {
        let why = missing.as_ref().map(missing_in_words);
        let why = why
            .as_ref()
            .map_or_else(|| words.say("missing_not_taking_part"), |w| shared.say(w));
        words.fill("no_rank", &[("board", board), ("why", why)])
    });
    boards.collect::<Vec<_>>().join(words.say("semicolon"))
}

/// Says why somebody does not take part.
pub fn why_not(shared: &Shared<'_>, why: &WhyNot) -> String {
    let words = &shared.words;
    let dated = |key: &str, day| words.fill(key, &[("day", &format::day(words, day))]);
    match why {
        WhyNot::Left(day) => dated("why_left", *day),
        WhyNot::JoinsLater(day) => dated("why_joins", *day),
        WhyNot::Attribute(attribute, found) => words.fill(
            "why_attribute",
            &[
                ("attribute", &attribute_word(shared, attribute)),
                ("value", &written(shared, found)),
            ],
        ),
        WhyNot::Condition(refused) => condition(shared, refused),
    }
}

fn condition(shared: &Shared<'_>, refused: &Refused) -> String {
    let words = &shared.words;
    let formula = shared.say(&refused.formula);
    if let Some(missing) = &refused.missing {
        let why = missing_in_words(missing);
        let parts = [("formula", formula), ("why", shared.say(&why))];
        return words.fill("why_unknown", &parts);
    }
    let values = shared.say(&refused.values);
    words.fill("why_condition", &[("formula", formula), ("values", values)])
}

/// Says why nobody's rules fit somebody.
pub fn why_none(shared: &Shared<'_>, refused: &[Refused], post: &str) -> String {
    if refused.is_empty() {
        let post = written(shared, post);
        return shared.words.fill("why_none", &[("post", &post)]);
    }
    let reasons = refused.iter().filter_map(|refused| {
        let rules = shared.current(&refused.policy)?;
        let why = condition(shared, refused);
        let parts = [("policy", rules.title.as_str()), ("why", &why)];
        Some(shared.words.fill("why_of_policy", &parts))
    });
    reasons
        .collect::<Vec<_>>()
        .join(shared.words.say("semicolon"))
}

fn change_view(shared: &Shared<'_>, path: &str, change: &RosterChange) -> ChangeView {
    ChangeView {
        day: format::day(&shared.words, change.day),
        who: who(shared, path, &change.id),
        what: change_said(shared, &change.what),
    }
}

/// Says what changed about somebody.
pub fn change_said(shared: &Shared<'_>, what: &Changed) -> String {
    let words = &shared.words;
    let team = |id: &str| written(shared, shared.public.team_name(id));
    match what {
        Changed::Joined => words.say("changed_joined").to_owned(),
        Changed::Left => words.say("changed_left").to_owned(),
        Changed::Team(from, to) => {
            words.fill("changed_team", &[("from", &team(from)), ("to", &team(to))])
        }
        Changed::Attribute(name, from, to) => words.fill(
            "changed_attribute",
            &[
                ("name", &attribute_word(shared, name)),
                ("from", &written(shared, from)),
                ("to", &written(shared, to)),
            ],
        ),
    }
}

fn attribute_word(shared: &Shared<'_>, name: &str) -> String {
    let said = attribute_said(name);
    shared.say(&said).to_owned()
}

/// Writes what the roster says; a blank as such.
fn written(shared: &Shared<'_>, text: &str) -> String {
    if text.is_empty() {
        shared.words.say("roster_blank").to_owned()
    } else {
        text.to_owned()
    }
}
