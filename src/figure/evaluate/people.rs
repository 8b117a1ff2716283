//! Aggregates over people. Who has no value is left out: what is missing of one person must not
//! take a figure away from all others.

use super::super::definition::Subject;
use super::super::graph::{Domain, PeopleGroup, Resolved};
use super::Session;
use super::frame::Frame;
use super::reduce::{Taken, reduce};
use crate::formula::Aggregate;
use crate::number::Number;
use crate::value::{Cell, Missing, Value};

impl Session<'_> {
    pub(super) fn people(
        &self,
        domain: Domain,
        by: Aggregate,
        (people, group): (usize, PeopleGroup),
        what: Option<&Resolved>,
        only: Option<&Resolved>,
    ) -> Vec<Cell> {
        let over = Domain::Subjects(people);
        let frame = Frame::members(over, self.size(over));
        let what = what.map(|e| self.eval(e, &frame));
        let only = only.map(|e| self.eval(e, &frame));
        let takes = |i: usize| match only.as_ref().and_then(|o| o.get(i)) {
            None => true,
            Some(cell) => *cell == Ok(Value::Truth(true)),
        };
        // What each member contributes; `None` for those left out.
        let taken: Vec<Option<Taken<'_>>> = (0..frame.len())
            .map(|i| {
                if !takes(i) {
                    return None;
                }
                match what.as_ref().and_then(|w| w.get(i)) {
                    None => Some(Taken {
                        what: None,
                        order: None,
                    }),
                    Some(Ok(value)) => Some(Taken {
                        what: Some(value),
                        order: None,
                    }),
                    Some(Err(_)) => None,
                }
            })
            .collect();
        let reduced = |list: &[usize]| {
            let list: Vec<Taken<'_>> = list
                .iter()
                .filter_map(|i| taken.get(*i)?.as_ref())
                .map(|t| Taken {
                    what: t.what,
                    order: None,
                })
                .collect();
            reduce(by, &list, || Missing::Nobody)
        };
        let everyone: Vec<usize> = (0..frame.len()).collect();
        match group {
            PeopleGroup::All => vec![reduced(&everyone)],
            PeopleGroup::OfTeam => self
                .members_of_teams(domain, people)
                .iter()
                .map(|list| reduced(list))
                .collect(),
            PeopleGroup::Others => match without_oneself(by, &taken) {
                Some(cells) => cells,
                None => everyone
                    .iter()
                    .map(|me| {
                        let others: Vec<usize> =
                            everyone.iter().copied().filter(|i| i != me).collect();
                        reduced(&others)
                    })
                    .collect(),
            },
            PeopleGroup::RestOfTeam => {
                let lists = self.members_of_teams(Domain::Teams(people), people);
                let teams = self.teams(people);
                let members = self.members(people).iter().enumerate();
                members
                    .map(|(me, member)| {
                        let team = teams.binary_search(&member.team).ok();
                        let team = team.and_then(|t| lists.get(t)).into_iter().flatten();
                        let rest: Vec<usize> = team.copied().filter(|i| *i != me).collect();
                        reduced(&rest)
                    })
                    .collect()
            }
        }
    }

    /// Returns for each member of a domain of teams the numbers of its people.
    fn members_of_teams(&self, domain: Domain, people: usize) -> Vec<Vec<usize>> {
        let members = self.members(people);
        match domain {
            Domain::Subjects(policy) if self.policy(policy).1 == Subject::Team => self
                .members(policy)
                .iter()
                .map(|team| {
                    let ids = self.inputs.team_people.get(&team.id).into_iter().flatten();
                    ids.filter_map(|id| members.binary_search_by(|m| m.id.cmp(id)).ok())
                        .collect()
                })
                .collect(),
            _ => {
                let teams = self.teams(people);
                let mut lists = vec![Vec::new(); teams.len()];
                for (i, member) in members.iter().enumerate() {
                    if let Ok(team) = teams.binary_search(&member.team) {
                        lists[team].push(i);
                    }
                }
                lists
            }
        }
    }
}

/// Sums, counts and means of all others in one pass: exact numbers can be taken away again.
fn without_oneself(by: Aggregate, taken: &[Option<Taken<'_>>]) -> Option<Vec<Cell>> {
    let number = |t: &Option<Taken<'_>>| match t.as_ref()?.what {
        Some(Value::Number(n)) => Some(n.clone()),
        _ => None,
    };
    if !matches!(by, Aggregate::Sum | Aggregate::Mean) {
        return None;
    }
    let numbers: Vec<Option<Number>> = taken.iter().map(number).collect();
    let total = crate::number::sum(numbers.iter().flatten());
    let count = numbers.iter().flatten().count();
    let cells = numbers.iter().map(|own| {
        let rest = own
            .as_ref()
            .map_or_else(|| total.clone(), |n| total.minus(n));
        if by == Aggregate::Sum {
            return Ok(Value::Number(rest));
        }
        let others = Number::from(count - usize::from(own.is_some()));
        rest.divided_by(&others)
            .map(Value::Number)
            .ok_or(Missing::Nobody)
    });
    Some(cells.collect())
}
