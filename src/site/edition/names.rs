//! People of one name, told apart: by team, then by the end of the staff number.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Public, PublicPeriod};

/// What is said of somebody beside the name, where another has it too.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Apart {
    /// The team's name; empty where it does not help.
    pub team: String,
    /// The end of the staff number; empty where the team is enough.
    pub end: String,
}

impl Public<'_> {
    /// Returns what tells somebody from others of the same name; `None` for a name of its own.
    pub fn apart(&self, id: &str) -> Option<&Apart> {
        self.apart.get(id)
    }
}

/// Finds those whom the edition names and who share a name with another of them; `team_name`
/// gives the name of a team.
pub(super) fn namesakes<'a>(
    periods: &[PublicPeriod<'a>],
    team_name: impl Fn(&'a str) -> &'a str,
) -> BTreeMap<Arc<str>, Apart> {
    // A later period's name and team take the place of an earlier one's.
    let mut named: BTreeMap<&Arc<str>, (&str, &str)> = BTreeMap::new();
    for period in periods {
        let mut ids: BTreeSet<&str> = period.shown.iter().copied().collect();
        for policy in period.policies().iter().filter(|p| p.is_about_people()) {
            ids.extend(policy.boards().iter().flat_map(|b| b.ids()));
            let winners = policy.awards().iter().flat_map(|a| &a.winners);
            ids.extend(winners.filter_map(|w| w.who().map(|_| w.winner.id.as_ref())));
        }
        let people = period.result.people.iter();
        for person in people.filter(|p| ids.contains(p.id.as_ref())) {
            named.insert(&person.id, (&person.name, &person.team));
        }
    }
    let mut by_name: BTreeMap<&str, Vec<(&Arc<str>, &str)>> = BTreeMap::new();
    for (id, (name, team)) in named {
        let team = if team.is_empty() { "" } else { team_name(team) };
        by_name.entry(name.trim()).or_default().push((id, team));
    }
    let shared = by_name.into_values().filter(|people| people.len() > 1);
    shared.flat_map(|people| told_apart(&people)).collect()
}

/// Tells people of one name apart: ids with the names of their teams.
fn told_apart(people: &[(&Arc<str>, &str)]) -> Vec<(Arc<str>, Apart)> {
    let apart = people.iter().map(|(id, team)| {
        let alike: Vec<&str> = people
            .iter()
            .filter(|(other, its)| its == team && other != id)
            .map(|(other, _)| other.as_ref())
            .collect();
        let end = if alike.is_empty() && !team.is_empty() {
            String::new()
        } else {
            end_of(id, &alike)
        };
        let team = (*team).to_owned();
        (Arc::clone(id), Apart { team, end })
    });
    apart.collect()
}

/// The fewest signs of a number's end that are said.
const LEAST: usize = 2;

/// Returns the shortest end of an id that none of the others has.
fn end_of(id: &str, others: &[&str]) -> String {
    let starts: Vec<usize> = id.char_indices().map(|(at, _)| at).collect();
    let ends = starts.iter().rev().skip(LEAST - 1);
    let mut ends = ends.filter_map(|at| id.get(*at..));
    let own = ends.find(|end| !others.iter().any(|other| other.ends_with(end)));
    own.unwrap_or(id).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apart(people: &[(&str, &str)]) -> Vec<(String, String)> {
        let ids: Vec<Arc<str>> = people.iter().map(|(id, _)| Arc::from(*id)).collect();
        let people: Vec<(&Arc<str>, &str)> =
            ids.iter().zip(people.iter().map(|(_, t)| *t)).collect();
        let told = told_apart(&people).into_iter();
        told.map(|(_, apart)| (apart.team, apart.end)).collect()
    }

    fn pair(team: &str, end: &str) -> (String, String) {
        (team.into(), end.into())
    }

    #[test]
    fn the_team_is_enough_where_it_differs() {
        let told = apart(&[("E1001", "一组"), ("E1002", "二组")]);
        assert_eq!(told, [pair("一组", ""), pair("二组", "")]);
    }

    #[test]
    fn within_a_team_the_end_of_the_number_tells() {
        let told = apart(&[("E1001", "一组"), ("E2001", "一组"), ("E3007", "二组")]);
        let want = [pair("一组", "1001"), pair("一组", "2001"), pair("二组", "")];
        assert_eq!(told, want);
        let told = apart(&[("E1001", "一组"), ("E1002", "一组")]);
        assert_eq!(told, [pair("一组", "01"), pair("一组", "02")]);
    }

    #[test]
    fn without_a_team_the_number_tells() {
        let told = apart(&[("7", ""), ("17", ""), ("E1", "一组")]);
        // The end of 17 ends with 7, so it takes both signs; 7 has no more than itself.
        assert_eq!(told, [pair("", "7"), pair("", "17"), pair("一组", "")]);
    }
}
