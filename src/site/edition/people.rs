//! The people who have a page.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::PublicPeriod;

/// A person who has a page.
#[derive(Debug, Clone)]
pub struct PublicPerson {
    /// The id.
    pub id: Arc<str>,
    /// The name, as of the last period with results.
    pub name: String,
    /// The team's id, as of then; empty for none.
    pub team: Arc<str>,
    /// The post, as of then; may be empty.
    pub post: String,
    /// Where the person's results stand: the period's and the policy's index, from early to late.
    pub results: Vec<(usize, usize)>,
    /// The awards that were won: the period's, the policy's, the award's and the winner's index,
    /// from early to late.
    pub wins: Vec<[usize; 4]>,
}

/// Finds the people who have a page, with what they reached and won.
pub(super) fn people(periods: &[PublicPeriod<'_>]) -> BTreeMap<Arc<str>, PublicPerson> {
    let mut people: BTreeMap<Arc<str>, PublicPerson> = BTreeMap::new();
    for (at, period) in periods.iter().enumerate() {
        for person in &period.result.people {
            if !period.shown.contains(person.id.as_ref()) {
                continue;
            }
            let entry = people
                .entry(Arc::clone(&person.id))
                .or_insert_with(|| PublicPerson {
                    id: Arc::clone(&person.id),
                    name: String::new(),
                    team: Arc::clone(&person.team),
                    post: String::new(),
                    results: Vec::new(),
                    wins: Vec::new(),
                });
            entry.name.clone_from(&person.name);
            entry.team = Arc::clone(&person.team);
            entry.post.clone_from(&person.post);
        }
        for (index, policy) in period.policies.iter().enumerate() {
            if !policy.is_about_people() {
                continue;
            }
            for subject in policy.subjects() {
                if let Some(person) = people.get_mut(subject.id()) {
                    person.results.push((at, index));
                }
            }
            for (award, given) in policy.awards().iter().enumerate() {
                for (winner, won) in given.winners.iter().enumerate() {
                    let person = won.who().and_then(|(id, ..)| people.get_mut(id));
                    if let Some(person) = person {
                        person.wins.push([at, index, award, winner]);
                    }
                }
            }
        }
    }
    people
}
