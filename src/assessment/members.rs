//! Who stands under which policy in a period.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::{Date, Time};

use super::due::Due;
use super::mistake::AssessmentMistake;
use super::presence::Presence;
use super::rules::{APPLIES, InForce};
use crate::data::{Ledger, Person, PersonState, number_cell};
use crate::diagnostic::Said;
use crate::figure::{Graph, History, Inputs, Member, Members, Subject, evaluate, replay};
use crate::number::Number;
use crate::period::{Length, Period};
use crate::policy::{AppliesTo, Policy};
use crate::value::{At, Cell, Kind, Missing, Place, Value};

/// The id of the one subject of a policy about the company.
pub(super) const COMPANY: &str = "company";

/// A person with what holds at the period's end, or on the last day there.
#[derive(Clone, Copy)]
pub(super) struct Present<'a> {
    pub person: &'a Person,
    pub state: &'a PersonState,
}

/// Returns everybody who was there on some day of the period, sorted by id.
pub(super) fn present(ledger: &Ledger, period: Period) -> Vec<Present<'_>> {
    let last = period.last_day();
    ledger
        .people_in(period)
        .filter_map(|person| {
            let day = person.left.map_or(last, |left| left.min(last));
            let state = person.state_on(day)?;
            Some(Present { person, state })
        })
        .collect()
}

/// Somebody whom a policy's own condition leaves out.
#[derive(Debug, Clone)]
pub struct Refused {
    /// The policy's id.
    pub policy: Arc<str>,
    /// The person's or team's id.
    pub id: Arc<str>,
    /// The condition in words, and with the person's values.
    pub formula: Said,
    /// The same with values.
    pub values: Said,
    /// Why it could not be worked out; `None` where it does not hold.
    pub missing: Option<Missing>,
}

/// Puts the subjects of each policy into `inputs`: first all whose attributes fit, then, of those,
/// the ones for whom the policy's own condition holds.
pub(super) fn settle(
    (rules, due): (&InForce, Due),
    organisation: &str,
    ledger: &Ledger,
    present: &[Present<'_>],
    inputs: &mut Inputs,
    mistakes: &mut Vec<AssessmentMistake>,
) -> Vec<Refused> {
    candidates(
        (rules, due),
        organisation,
        ledger,
        present,
        inputs,
        mistakes,
    );
    keep(rules, inputs, |cell| {
        matches!(cell, Some(Ok(Value::Truth(true))))
    })
}

/// Puts all whose attributes fit into `inputs`.
pub(super) fn candidates(
    (rules, due): (&InForce, Due),
    organisation: &str,
    ledger: &Ledger,
    present: &[Present<'_>],
    inputs: &mut Inputs,
    mistakes: &mut Vec<AssessmentMistake>,
) {
    for policy in &rules.policies {
        let subject = policy.subject.unwrap_or(Subject::Person);
        let is_due = due.holds(policy.length, ledger, inputs.period);
        let candidates = match subject {
            // Between the ends of its periods a policy assesses nobody.
            _ if !is_due => Vec::new(),
            Subject::Person => {
                let days = match policy.length {
                    Length::Month => inputs.days,
                    length => length.days(inputs.period),
                };
                people(policy, rules, ledger, present, days, mistakes)
            }
            Subject::Team => teams(&policy.applies_to, ledger, inputs),
            Subject::Company => vec![Member {
                id: Arc::from(COMPANY),
                team: Arc::from(""),
                attributes: BTreeMap::from([(
                    Arc::from("name"),
                    Ok(Value::Text(Arc::from(organisation))),
                )]),
            }],
        };
        let members = Members {
            subject: Some(subject),
            members: candidates,
        };
        inputs.members.insert(Arc::clone(&policy.id), members);
    }
}

/// Keeps those members of policies with a condition of their own for whom its cell is as wanted;
/// returns the others.
pub(super) fn keep(
    rules: &InForce,
    inputs: &mut Inputs,
    wanted: impl Fn(Option<&Cell>) -> bool,
) -> Vec<Refused> {
    let history = History::new();
    let applies = evaluate(&rules.applies, inputs, &history);
    let mut refused = Vec::new();
    for policy in rules
        .policies
        .iter()
        .filter(|p| p.applies_to.only.is_some())
    {
        let members = inputs.members.get(&policy.id);
        for member in members.iter().flat_map(|m| &m.members) {
            let cell = applies.get(&policy.id, APPLIES, &member.id);
            if wanted(cell) {
                continue;
            }
            let at = (policy.id.as_ref(), APPLIES, member.id.as_ref());
            let step = replay(&rules.applies, inputs, &applies, &history, at);
            let (formula, values) =
                step.map_or_else(Default::default, |step| (step.formula, step.substituted));
            refused.push(Refused {
                policy: Arc::clone(&policy.id),
                id: Arc::clone(&member.id),
                formula,
                values,
                missing: cell.and_then(|cell| cell.as_ref().err().cloned()),
            });
        }
    }
    for policy in &rules.policies {
        if policy.applies_to.only.is_none() {
            continue;
        }
        if let Some(members) = inputs.members.get_mut(&policy.id) {
            members
                .members
                .retain(|member| wanted(applies.get(&policy.id, APPLIES, &member.id)));
        }
    }
    refused
}

fn people(
    policy: &Policy,
    rules: &InForce,
    ledger: &Ledger,
    present: &[Present<'_>],
    days: (Date, Date),
    mistakes: &mut Vec<AssessmentMistake>,
) -> Vec<Member> {
    present
        .iter()
        .filter_map(|p| {
            let presence = Presence::new(policy, ledger, p.person, days);
            // Who moves inside the period stands under the policy as last, or as last under it.
            let state = match policy.applies_to.any_day {
                true => presence.last_state()?,
                false => p.state,
            };
            let p = Present { state, ..*p };
            misfit(&policy.applies_to, ledger, &p)
                .is_none()
                .then(|| Member {
                    id: Arc::clone(&p.person.id),
                    team: Arc::clone(&p.state.team),
                    attributes: attributes(
                        &[&rules.graph, &rules.applies],
                        (&p, &presence),
                        mistakes,
                    ),
                })
        })
        .collect()
}

/// Returns the first attribute that keeps a person from a policy, with what the roster says;
/// `None` where all fit.
pub(super) fn misfit(
    applies_to: &AppliesTo,
    ledger: &Ledger,
    present: &Present<'_>,
) -> Option<(Arc<str>, String)> {
    let misfits = applies_to
        .attributes
        .iter()
        .filter_map(|(attribute, allowed)| {
            let is_allowed = |found: &str| allowed.iter().any(|a| a == found);
            let found = match attribute.as_ref() {
                "id" => present.person.id.as_ref(),
                "name" => present.person.name.as_str(),
                "team" => {
                    let team = &present.state.team;
                    let mut names = team_names(ledger, team).into_iter();
                    let name = || ledger.teams.get(team).map_or(team.as_ref(), |t| &t.name);
                    return (!names.any(is_allowed))
                        .then(|| (Arc::clone(attribute), name().to_owned()));
                }
                other => match present.state.attributes.get(other) {
                    Some(found) => found.as_str(),
                    None => return Some((Arc::clone(attribute), String::new())),
                },
            };
            (!is_allowed(found)).then(|| (Arc::clone(attribute), found.to_owned()))
        });
    misfits.into_iter().next()
}

/// Returns the ids and names of a team and of those above it: who is in a group is also in its
/// department.
pub(super) fn team_names<'a>(ledger: &'a Ledger, team: &'a str) -> Vec<&'a str> {
    let mut names = vec![team];
    let mut at = ledger.teams.get(team);
    // Teams cannot nest deeper than there are teams.
    for _ in 0..=ledger.teams.len() {
        let Some(team) = at else { break };
        names.extend([team.id.as_ref(), team.name.as_str()]);
        at = ledger.teams.get(&team.parent);
    }
    names
}

/// Reads the attributes that formulas use by the kinds they want.
fn attributes(
    graphs: &[&Arc<Graph>],
    (present, presence): (&Present<'_>, &Presence<'_>),
    mistakes: &mut Vec<AssessmentMistake>,
) -> BTreeMap<Arc<str>, Cell> {
    let mut found: BTreeMap<Arc<str>, Cell> = BTreeMap::new();
    for (name, kind) in graphs.iter().flat_map(|g| g.attributes()) {
        if found.contains_key(name) {
            continue;
        }
        let day = match name.as_ref() {
            "name" => {
                let text = Arc::from(present.person.name.as_str());
                found.insert(Arc::clone(name), Ok(Value::Text(text)));
                continue;
            }
            "joined" => present.person.joined,
            "left" => present.person.left,
            _ => None,
        };
        if let Some(day) = day {
            found.insert(
                Arc::clone(name),
                Ok(Value::Date(day.to_datetime(Time::MIN))),
            );
            continue;
        }
        let Some(text) = present.state.attributes.get(name) else {
            found.extend(presence.cell(name).map(|cell| (Arc::clone(name), cell)));
            continue;
        };
        let cell = attribute_value(text, *kind).ok_or(Missing::Unread);
        if cell.is_err() {
            mistakes.push(AssessmentMistake::Attribute {
                name: name.to_string(),
                written: text.clone(),
                kind: *kind,
                person: present.person.name.clone(),
                place: attribute_place(&present.state.place, name, text),
            });
        }
        found.insert(Arc::clone(name), cell);
    }
    found
}

/// Narrows a row of the roster to the cell of one attribute.
fn attribute_place(row: &Place, name: &Arc<str>, text: &str) -> Place {
    let mut place = row.clone();
    if let At::Line {
        heading, written, ..
    } = &mut place.at
    {
        *heading = Arc::clone(name);
        *written = Arc::from(text);
    }
    place
}

fn attribute_value(text: &str, kind: Kind) -> Option<Value> {
    match kind {
        Kind::Text => Some(Value::Text(Arc::from(text))),
        Kind::Number => number_cell(text).ok().map(Value::Number),
        Kind::Date => crate::data::date_cell(text).ok().map(Value::Date),
        Kind::Truth => crate::data::truth_cell(text).ok().map(Value::Truth),
    }
}

fn teams(applies_to: &AppliesTo, ledger: &Ledger, inputs: &Inputs) -> Vec<Member> {
    let with_people = |id: &Arc<str>| inputs.team_people.get(id).is_some_and(|p| !p.is_empty());
    ledger
        .teams
        .values()
        .filter(|team| with_people(&team.id))
        .filter(|team| {
            applies_to.attributes.iter().all(|(attribute, allowed)| {
                // A team goes by its id or its name.
                let found = match attribute.as_ref() {
                    "id" | "team" | "name" => Some(*team),
                    "parent" => ledger.teams.get(&team.parent),
                    _ => None,
                };
                found.is_some_and(|found| {
                    allowed
                        .iter()
                        .any(|a| *a == found.id.as_ref() || *a == found.name)
                })
            })
        })
        .map(|team| {
            let people = inputs.team_people.get(&team.id).map_or(0, Vec::len);
            let text = |t: &str| Ok(Value::Text(Arc::from(t)));
            Member {
                id: Arc::clone(&team.id),
                team: Arc::clone(&team.parent),
                attributes: BTreeMap::from([
                    (Arc::from("name"), text(&team.name)),
                    (Arc::from("parent"), text(&team.parent)),
                    (
                        Arc::from("headcount"),
                        Ok(Value::Number(Number::from(people))),
                    ),
                ]),
            }
        })
        .collect()
}

/// Returns the ids of the people of each team; a team above holds those of the teams below.
pub(super) fn by_team(
    ledger: &Ledger,
    present: &[Present<'_>],
) -> BTreeMap<Arc<str>, Vec<Arc<str>>> {
    let mut people: BTreeMap<Arc<str>, Vec<Arc<str>>> = BTreeMap::new();
    for p in present {
        let mut team = Some(&p.state.team);
        // Teams cannot nest deeper than there are teams.
        for _ in 0..=ledger.teams.len() {
            let Some(id) = team.filter(|id| !id.is_empty()) else {
                break;
            };
            people
                .entry(Arc::clone(id))
                .or_default()
                .push(Arc::clone(&p.person.id));
            team = ledger.teams.get(id).map(|t| &t.parent);
        }
    }
    people
}
