//! Whom policies mean to apply to: posts, teams and the like that nobody has.

use std::collections::BTreeSet;

use super::members::team_names;
use super::mistake::AssessmentMistake;
use crate::data::Ledger;
use crate::diagnostic::nearest;
use crate::figure::Subject;
use crate::policy::Policy;

/// Tells every value in `applies_to` that fits nobody, now or earlier.
pub(super) fn check<'a>(
    policies: impl Iterator<Item = &'a Policy>,
    ledger: &Ledger,
) -> Vec<AssessmentMistake> {
    let Some((last, _)) = ledger.months.last_key_value() else {
        return Vec::new();
    };
    let in_force = policies.filter(|p| p.version.from <= *last);
    in_force.flat_map(|policy| of(policy, ledger)).collect()
}

fn of(policy: &Policy, ledger: &Ledger) -> Vec<AssessmentMistake> {
    let known = |attribute: &str| match policy.subject {
        Some(Subject::Person) if !ledger.people.is_empty() => of_people(attribute, ledger),
        Some(Subject::Team) => of_teams(attribute, ledger),
        _ => None,
    };
    let mut mistakes = Vec::new();
    for (attribute, allowed) in &policy.applies_to.attributes {
        let Some(known) = known(attribute) else {
            continue;
        };
        let places = policy.applies_to.places.get(attribute);
        for (number, written) in allowed.iter().enumerate() {
            if known.contains(written.as_str()) {
                continue;
            }
            let place = places.and_then(|p| p.get(number));
            mistakes.push(AssessmentMistake::AppliesToNobody {
                attribute: attribute.to_string(),
                written: written.clone(),
                suggestion: nearest(written, known.iter().copied()).map(str::to_owned),
                known: known.iter().map(ToString::to_string).collect(),
                place: place.unwrap_or(&policy.place).clone(),
            });
        }
    }
    mistakes
}

fn of_people<'a>(attribute: &str, ledger: &'a Ledger) -> Option<BTreeSet<&'a str>> {
    let states = ledger.people.iter().flat_map(|p| &p.states);
    Some(match attribute {
        "id" => ledger.people.iter().map(|p| p.id.as_ref()).collect(),
        "name" => ledger.people.iter().map(|p| p.name.as_str()).collect(),
        "team" => states
            .flat_map(|s| team_names(ledger, &s.team))
            .filter(|name| !name.is_empty())
            .collect(),
        other => states
            .filter_map(|s| s.attributes.get(other))
            .map(String::as_str)
            .collect(),
    })
}

fn of_teams<'a>(attribute: &str, ledger: &'a Ledger) -> Option<BTreeSet<&'a str>> {
    let teams = ledger.teams.values();
    Some(match attribute {
        "id" | "team" | "name" => teams
            .flat_map(|t| [t.id.as_ref(), t.name.as_str()])
            .collect(),
        "parent" => teams
            .filter_map(|t| ledger.teams.get(&t.parent))
            .flat_map(|t| [t.id.as_ref(), t.name.as_str()])
            .collect(),
        _ => return None,
    })
}
