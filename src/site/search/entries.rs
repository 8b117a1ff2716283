//! What the search box finds: everything an edition shows that has a page of its own.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::pinyin::{name_order, text_order};
use crate::policy::{Item, Policy};
use crate::site::address::Addresses;
use crate::site::explanation::clause_anchor;
use crate::site::format;
use crate::site::page::policy::clause_text;
use crate::site::shared::Shared;

/// What kind of thing is found, in the order in which equally good ones are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Person,
    Team,
    Award,
    Indicator,
    Policy,
    Period,
    Clause,
}

/// All kinds in their order.
pub(super) const KINDS: [Kind; 7] = [
    Kind::Person,
    Kind::Team,
    Kind::Award,
    Kind::Indicator,
    Kind::Policy,
    Kind::Period,
    Kind::Clause,
];

/// One thing that is found.
#[derive(Debug)]
pub(super) struct Entry {
    pub kind: Kind,
    /// What it is called.
    pub title: String,
    /// Its page from the site's folder.
    pub href: String,
    /// What tells it from others: a team, a policy; may be empty.
    pub note: String,
    /// Its number or id; may be empty.
    pub key: String,
    /// A text in which words are found, for clauses.
    pub text: String,
}

impl Kind {
    /// The name by which the script knows it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Team => "team",
            Self::Award => "award",
            Self::Indicator => "indicator",
            Self::Policy => "policy",
            Self::Period => "period",
            Self::Clause => "clause",
        }
    }
}

impl Entry {
    /// About how much it takes in a file.
    pub(super) fn bytes(&self) -> usize {
        let texts = [&self.title, &self.href, &self.key, &self.text];
        texts.iter().map(|t| t.len()).sum::<usize>() + 16
    }
}

/// Lists everything, each kind in the order of names.
pub(super) fn all(shared: &Shared<'_>) -> Vec<Entry> {
    let mut all = people(shared);
    let policies = shared.public.policies().keys();
    let current: Vec<&Policy> = policies
        .filter_map(|id| shared.current(id).map(AsRef::as_ref))
        .collect();
    let mut others = teams(shared);
    others.extend(awards(shared));
    others.extend(current.iter().flat_map(|p| indicators(shared, p)));
    others.extend(current.iter().filter_map(|p| policy(shared, p)));
    others.sort_by_cached_key(|e| (e.kind, text_order(&e.title), e.href.clone()));
    all.extend(others);
    all.extend(periods(shared));
    all.extend(current.iter().flat_map(|p| clauses(shared, p)));
    all
}

fn entry(kind: Kind, title: &str, href: Option<String>) -> Option<Entry> {
    Some(Entry {
        kind,
        title: title.to_owned(),
        href: href?,
        note: String::new(),
        key: String::new(),
        text: String::new(),
    })
}

fn people(shared: &Shared<'_>) -> Vec<Entry> {
    let mut people: Vec<_> = shared.public.people().values().collect();
    people.sort_by_cached_key(|p| (name_order(&p.name), p.id.clone()));
    let entries = people.into_iter().filter_map(|person| {
        let found = entry(
            Kind::Person,
            &person.name,
            shared.addresses.person(&person.id),
        )?;
        Some(Entry {
            note: match person.team.as_ref() {
                "" => String::new(),
                team => shared.public.team_name(team).to_owned(),
            },
            key: person.id.to_string(),
            ..found
        })
    });
    entries.collect()
}

fn teams(shared: &Shared<'_>) -> Vec<Entry> {
    let teams = shared.public.teams().into_iter().filter_map(|id| {
        let name = shared.public.team_name(id);
        let found = entry(Kind::Team, name, shared.addresses.team(id))?;
        let above = shared.public.team_above(id);
        Some(Entry {
            note: above.map_or_else(String::new, |a| shared.public.team_name(a).to_owned()),
            key: id.to_string(),
            ..found
        })
    });
    teams.collect()
}

fn awards(shared: &Shared<'_>) -> Vec<Entry> {
    let awards: BTreeSet<_> = shared.public.awards().collect();
    let awards = awards.into_iter().filter_map(|(policy, award)| {
        let found = entry(Kind::Award, &award, shared.addresses.award(&policy, &award))?;
        Some(Entry {
            note: shared.current(&policy)?.title.clone(),
            ..found
        })
    });
    awards.collect()
}

fn policy(shared: &Shared<'_>, policy: &Policy) -> Option<Entry> {
    let found = entry(Kind::Policy, &policy.title, shared.policy_page(policy))?;
    Some(Entry {
        note: policy.version.document.clone().unwrap_or_default(),
        key: policy.id.to_string(),
        ..found
    })
}

/// The metrics of a policy, each with its page, and the other items of its scorecard, each once.
fn indicators(shared: &Shared<'_>, policy: &Policy) -> Vec<Entry> {
    fn leaves<'p>(items: &'p [Item], into: &mut Vec<&'p Item>) {
        for item in items {
            into.push(item);
            leaves(&item.items, into);
        }
    }
    let page = |figure: &Arc<str>| shared.addresses.indicator(&policy.id, figure);
    let metrics = policy.metrics.iter();
    let mut found: BTreeMap<&str, Option<String>> = metrics
        .map(|m| (m.told.title.as_str(), page(&m.told.figure)))
        .collect();
    let mut items = Vec::new();
    let card = policy.scorecard.iter();
    card.for_each(|card| leaves(&card.items, &mut items));
    for item in items {
        let own = item.value.as_ref().and_then(page);
        let to = own.or_else(|| shared.policy_page(policy));
        found.entry(&item.title).or_insert(to);
    }
    let named = found.into_iter().filter_map(|(name, to)| {
        let found = entry(Kind::Indicator, name, to)?;
        Some(Entry {
            note: policy.title.clone(),
            ..found
        })
    });
    named.collect()
}

fn periods(shared: &Shared<'_>) -> Vec<Entry> {
    let periods = shared.public.periods().iter().rev().filter_map(|period| {
        let at = period.period();
        let found = entry(
            Kind::Period,
            &shared.period(at),
            Some(Addresses::period(at)),
        )?;
        Some(Entry {
            note: shared.state(period),
            key: at.to_string(),
            ..found
        })
    });
    periods.collect()
}

fn clauses(shared: &Shared<'_>, policy: &Policy) -> Vec<Entry> {
    let page = shared.policy_page(policy);
    let clauses = policy.clauses.iter().filter_map(|clause| {
        let number = format::clause_number(&shared.words, clause.number);
        let title = format!("{number} {}", clause.title);
        let anchor = clause_anchor(clause.number);
        let href = page.as_ref().map(|page| format!("{page}#{anchor}"));
        let text = clause_text(shared, policy, clause);
        Some(Entry {
            note: policy.title.clone(),
            text: text.split_whitespace().collect::<Vec<_>>().join(" "),
            ..entry(Kind::Clause, &title, href)?
        })
    });
    clauses.collect()
}
