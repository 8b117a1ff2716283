//! Who stands under which policy in a month, since when, and why somebody does not; who came, went
//! or changed.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::members::{self, Present, Refused};
use super::result::{Book, PolicyResult};
use crate::data::{Ledger, PersonState};
use crate::figure::Subject;
use crate::period::Period;
use crate::value::Missing;

/// Who takes part in a month.
#[derive(Debug, Clone, Default)]
pub struct Participation {
    /// By policy whose subjects are people.
    pub policies: Vec<TakingPart>,
    /// Everybody who was there on some day of the month, by id.
    pub people: Vec<Person>,
    /// Who came, went or changed in the month, by day and id.
    pub changes: Vec<RosterChange>,
}

/// Who takes part under a policy.
#[derive(Debug, Clone)]
pub struct TakingPart {
    /// The policy's id.
    pub policy: Arc<str>,
    /// The period that it assesses.
    pub period: Period,
    /// Who stands under it, by id.
    pub members: Vec<Taking>,
    /// Who does not though it might be expected, by id.
    pub outside: Vec<(Arc<str>, WhyNot)>,
    /// How many others do not, by what does not fit: the attribute and what the roster says.
    pub others: BTreeMap<(Arc<str>, String), usize>,
}

/// Somebody under a policy.
#[derive(Debug, Clone)]
pub struct Taking {
    /// The id.
    pub id: Arc<str>,
    /// The first of the periods without a gap in which it was so.
    pub since: Period,
    /// Why there is no total; `None` where there is one or the policy has no scorecard.
    pub no_total: Option<Missing>,
    /// The boards on which the person has no rank, each with the reason.
    pub unranked: Vec<(Arc<str>, Option<Missing>)>,
}

/// Why somebody does not stand under a policy.
#[derive(Debug, Clone)]
pub enum WhyNot {
    /// The last day there was before the period.
    Left(Date),
    /// The first day there is after the period.
    JoinsLater(Date),
    /// An attribute does not fit any more: its name and what the roster says now.
    Attribute(Arc<str>, String),
    /// The policy's own condition does not hold, or cannot be worked out.
    Condition(Refused),
}

/// A person of the month.
#[derive(Debug, Clone)]
pub struct Person {
    /// The id.
    pub id: Arc<str>,
    /// The policies under which the person stands.
    pub policies: Vec<Arc<str>>,
    /// Policies whose attributes fit and whose condition leaves the person out.
    pub refused: Vec<Refused>,
}

/// Something that changed about a person inside a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterChange {
    /// The day from which it holds; of who left, the last day.
    pub day: Date,
    /// The id.
    pub id: Arc<str>,
    /// What.
    pub what: Changed,
}

/// What changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    /// Joined.
    Joined,
    /// Left.
    Left,
    /// Went from a team to another, by id; empty for none.
    Team(Arc<str>, Arc<str>),
    /// An attribute: its name, before and after; empty for blank.
    Attribute(Arc<str>, String, String),
}

/// Tells who takes part in a month; `None` where it has no results.
pub fn participation(book: &Book, month: Period) -> Option<Participation> {
    book.period(month)?;
    let present = members::present(&book.ledger, month);
    let none = Vec::new();
    let refused = book.checked.refused.get(&month).unwrap_or(&none);
    let mut policies = Vec::new();
    for result in book.with_longer(month) {
        let about_people = result.policies.iter();
        let about_people = about_people.filter(|p| p.policy.subject == Some(Subject::Person));
        policies.extend(
            about_people.map(|policy| {
                taking_part(book, (month, result.period), policy, (&present, refused))
            }),
        );
    }
    let people = present.iter().map(|p| {
        let id = &p.person.id;
        let under = policies.iter().filter(|policy: &&TakingPart| {
            let found = policy.members.binary_search_by(|m| m.id.cmp(id));
            found.is_ok()
        });
        Person {
            id: Arc::clone(id),
            policies: under.map(|policy| Arc::clone(&policy.policy)).collect(),
            refused: refused.iter().filter(|r| r.id == *id).cloned().collect(),
        }
    });
    let people = people.collect();
    Some(Participation {
        people,
        policies,
        changes: changes(&book.ledger, month),
    })
}

fn taking_part(
    book: &Book,
    (month, period): (Period, Period),
    result: &PolicyResult,
    (present, refused): (&[Present<'_>], &[Refused]),
) -> TakingPart {
    let id = &result.policy.id;
    let earlier = results_before(book, period, id);
    let last = earlier.first().map(|(_, result)| *result);
    let was_member = |who: &str| last.is_some_and(|last| find(last, who));
    let mut outside: Vec<(Arc<str>, WhyNot)> = Vec::new();
    let mut others: BTreeMap<(Arc<str>, String), usize> = BTreeMap::new();
    for p in present.iter().filter(|p| !find(result, &p.person.id)) {
        let who = &p.person.id;
        let own = refused.iter().find(|r| r.policy == *id && r.id == *who);
        if let Some(own) = own {
            outside.push((Arc::clone(who), WhyNot::Condition(own.clone())));
        } else if let Some((attribute, found)) =
            members::misfit(&result.policy.applies_to, &book.ledger, p)
        {
            if was_member(who) {
                outside.push((Arc::clone(who), WhyNot::Attribute(attribute, found)));
            } else {
                *others.entry((attribute, found)).or_default() += 1;
            }
        }
    }
    let (first, end) = (month.first_day(), month.last_day());
    for person in &book.ledger.people {
        let state = person.states.first();
        let fits = state.is_some_and(|state| {
            let p = Present { person, state };
            members::misfit(&result.policy.applies_to, &book.ledger, &p).is_none()
        });
        if let Some(left) = person.left.filter(|left| *left < first)
            && was_member(&person.id)
        {
            outside.push((Arc::clone(&person.id), WhyNot::Left(left)));
        } else if let Some(joined) = person.joined.filter(|joined| *joined > end)
            && fits
        {
            outside.push((Arc::clone(&person.id), WhyNot::JoinsLater(joined)));
        }
    }
    outside.sort_by(|a, b| a.0.cmp(&b.0));
    let members = result.subjects.iter().map(|subject| {
        let run = earlier.iter().take_while(|(_, r)| find(r, &subject.id));
        let boards = result.boards.iter().filter_map(|board| {
            let own = board.unranked.iter().find(|(who, _)| *who == subject.id)?;
            Some((Arc::clone(&board.board), own.1.clone()))
        });
        Taking {
            id: Arc::clone(&subject.id),
            since: run.last().map_or(period, |(period, _)| *period),
            no_total: subject
                .total
                .as_ref()
                .and_then(|total| total.cell.as_ref().err().cloned()),
            unranked: boards.collect(),
        }
    });
    TakingPart {
        policy: Arc::clone(id),
        period,
        members: members.collect(),
        outside,
        others,
    }
}

/// Returns a policy's results in the periods just before one, the latest first, without a gap.
fn results_before<'b>(
    book: &'b Book,
    period: Period,
    policy: &str,
) -> Vec<(Period, &'b PolicyResult)> {
    let mut found = Vec::new();
    let mut at = period.previous();
    while let Some(before) = at {
        let result = book.period(before);
        let Some(result) = result.and_then(|r| r.policies.iter().find(|p| *p.policy.id == *policy))
        else {
            break;
        };
        found.push((before, result));
        at = before.previous();
    }
    found
}

fn find(result: &PolicyResult, id: &str) -> bool {
    let found = result.subjects.binary_search_by(|s| s.id.as_ref().cmp(id));
    found.is_ok()
}

/// Returns what changed about people on the days of a month.
fn changes(ledger: &Ledger, month: Period) -> Vec<RosterChange> {
    let (first, last) = (month.first_day(), month.last_day());
    let inside = |day: &Date| first <= *day && *day <= last;
    let mut changes = Vec::new();
    for person in &ledger.people {
        let mut add = |day: Date, what: Changed| {
            let id = Arc::clone(&person.id);
            changes.push(RosterChange { day, id, what });
        };
        if let Some(day) = person.joined.filter(inside) {
            add(day, Changed::Joined);
        }
        if let Some(day) = person.left.filter(inside) {
            add(day, Changed::Left);
        }
        for pair in person.states.windows(2) {
            if let [before, after] = pair
                && let Some(day) = after.from.filter(inside)
            {
                differences(before, after).for_each(|what| add(day, what));
            }
        }
    }
    changes.sort_by(|a, b| (a.day, &a.id).cmp(&(b.day, &b.id)));
    changes
}

fn differences(before: &PersonState, after: &PersonState) -> impl Iterator<Item = Changed> {
    let team = (before.team != after.team)
        .then(|| Changed::Team(Arc::clone(&before.team), Arc::clone(&after.team)));
    let mut names: Vec<&Arc<str>> = before.attributes.keys().collect();
    names.extend(after.attributes.keys());
    names.sort();
    names.dedup();
    let mut said: Vec<(String, String)> = Vec::new();
    let mut changed = Vec::new();
    // A column goes by its usual name and by its heading: one change.
    let (usual, plain): (Vec<&Arc<str>>, Vec<&Arc<str>>) = names
        .into_iter()
        .partition(|name| ["post", "grade"].contains(&name.as_ref()));
    for name in plain.into_iter().chain(usual) {
        let of = |state: &PersonState| state.attributes.get(name).cloned().unwrap_or_default();
        let pair = (of(before), of(after));
        if pair.0 != pair.1 && !said.contains(&pair) {
            changed.push(Changed::Attribute(
                Arc::clone(name),
                pair.0.clone(),
                pair.1.clone(),
            ));
            said.push(pair);
        }
    }
    team.into_iter().chain(changed)
}
