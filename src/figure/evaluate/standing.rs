//! Ranks, winners and shares of a pool.

use std::cmp::Ordering;

use num_traits::ToPrimitive;

use super::super::definition::{Direction, Ties, Within};
use super::super::graph::{Domain, Resolved};
use super::Session;
use super::frame::Frame;
use super::reduce::order;
use super::scalar::number;
use crate::number::{Mode, Number, Rounding, sum};
use crate::value::{Cell, Missing, Value};

/// Members in order, group by group.
pub(super) struct Standing {
    /// For each group the members from best to worst, equal ones together.
    groups: Vec<Vec<Vec<usize>>>,
    /// For each member why it has no rank; `None` for those who have one.
    out: Vec<Option<Missing>>,
}

impl Standing {
    pub fn ranks(&self, ties: Ties) -> Vec<Cell> {
        let mut cells = self.without_rank();
        for group in &self.groups {
            let (mut before, mut steps) = (0, 0);
            for equal in group {
                steps += 1;
                let rank = match ties {
                    Ties::Standard => before + 1,
                    Ties::Dense => steps,
                };
                for member in equal {
                    cells[*member] = Ok(Value::Number(Number::from(rank)));
                }
                before += equal.len();
            }
        }
        cells
    }

    pub fn picked(&self, places: u32) -> Vec<Cell> {
        let mut cells: Vec<Cell> = self
            .out
            .iter()
            .map(|out| match out {
                Some(Missing::NotTakingPart) | None => Ok(Value::Truth(false)),
                Some(missing) => Err(missing.clone()),
            })
            .collect();
        for group in &self.groups {
            let mut before = 0;
            for equal in group {
                if before >= places as usize {
                    break;
                }
                for member in equal {
                    cells[*member] = Ok(Value::Truth(true));
                }
                before += equal.len();
            }
        }
        cells
    }

    fn without_rank(&self) -> Vec<Cell> {
        let out = self.out.iter();
        out.map(|out| Err(out.clone().unwrap_or(Missing::NotTakingPart)))
            .collect()
    }
}

impl Session<'_> {
    /// Puts members in order by their keys. Members with a missing key or condition stay out.
    pub(super) fn standing(
        &self,
        domain: Domain,
        within: Within,
        among: Option<&Resolved>,
        keys: &[(Resolved, Direction)],
        frame: &Frame<'_>,
    ) -> Standing {
        let among = among.map(|e| self.eval(e, frame));
        let columns: Vec<(Vec<Cell>, Direction)> = keys
            .iter()
            .map(|(key, direction)| (self.eval(key, frame), *direction))
            .collect();
        let mut out = Vec::with_capacity(frame.len());
        let mut ranked: Vec<(usize, Vec<&Value>)> = Vec::new();
        for member in 0..frame.len() {
            let part = match among.as_ref().and_then(|a| a.get(member)) {
                None | Some(Ok(Value::Truth(true))) => Ok(()),
                Some(Ok(_)) => Err(Missing::NotTakingPart),
                Some(Err(missing)) => Err(missing.clone()),
            };
            let values = part.and_then(|()| {
                let values = columns.iter().map(|(column, _)| match column.get(member) {
                    Some(Ok(value)) => Ok(value),
                    Some(Err(missing)) => Err(missing.clone()),
                    None => Err(Missing::Nobody),
                });
                values.collect::<Result<Vec<&Value>, Missing>>()
            });
            match values {
                Ok(values) => {
                    ranked.push((member, values));
                    out.push(None);
                }
                Err(missing) => out.push(Some(missing)),
            }
        }
        let compare = |a: &[&Value], b: &[&Value]| {
            let mut orders = columns
                .iter()
                .zip(a.iter().zip(b))
                .map(|((_, d), (a, b))| match d {
                    Direction::Ascending => order(a, b),
                    Direction::Descending => order(b, a),
                });
            orders.find(|o| o.is_ne()).unwrap_or(Ordering::Equal)
        };
        let groups = self.split(domain, within, ranked);
        let groups = groups
            .into_iter()
            .map(|mut members| {
                members.sort_by(|a, b| compare(&a.1, &b.1).then(a.0.cmp(&b.0)));
                let mut equal: Vec<Vec<usize>> = Vec::new();
                let mut last: Option<&Vec<&Value>> = None;
                for (member, values) in &members {
                    match (last, equal.last_mut()) {
                        (Some(last), Some(together)) if compare(last, values).is_eq() => {
                            together.push(*member);
                        }
                        _ => equal.push(vec![*member]),
                    }
                    last = Some(values);
                }
                equal
            })
            .collect();
        Standing { groups, out }
    }

    /// Splits members into those among whom ranks run.
    fn split<T>(
        &self,
        domain: Domain,
        within: Within,
        members: Vec<(usize, T)>,
    ) -> Vec<Vec<(usize, T)>> {
        let Domain::Subjects(policy) = domain else {
            return vec![members];
        };
        if within == Within::Everyone {
            return vec![members];
        }
        let teams = self.teams(policy);
        let mut lists: Vec<Vec<(usize, T)>> = teams.iter().map(|_| Vec::new()).collect();
        for (member, value) in members {
            let team = self.members(policy).get(member).map(|m| &m.team);
            if let Some(Ok(team)) = team.map(|team| teams.binary_search(team)) {
                lists[team].push((member, value));
            }
        }
        lists
    }

    /// Shares a total in whole steps by largest remainder. Equal members get equal shares: where
    /// the steps left do not suffice for all equal ones, they stay unpaid.
    pub(super) fn allocated(
        &self,
        domain: Domain,
        within: Within,
        (total, by): (&Resolved, &Resolved),
        step: &Number,
        frame: &Frame<'_>,
    ) -> Vec<Cell> {
        let totals = self.eval(total, frame);
        let portions = self.eval(by, frame);
        let mut cells: Vec<Cell> = vec![Err(Missing::Nobody); frame.len()];
        let mut sharing: Vec<(usize, Number)> = Vec::new();
        for (member, portion) in portions.into_iter().enumerate() {
            match portion.and_then(number) {
                Ok(portion) => sharing.push((member, portion)),
                Err(missing) => cells[member] = Err(missing),
            }
        }
        for group in self.split(domain, within, sharing) {
            let Some((first, _)) = group.first() else {
                continue;
            };
            let total = totals.get(*first).cloned().unwrap_or(Err(Missing::Nobody));
            match total.and_then(number) {
                Ok(total) => {
                    for (member, share) in shares(&total, &group, step) {
                        cells[member] = share;
                    }
                }
                Err(missing) => {
                    for (member, _) in &group {
                        cells[*member] = Err(missing.clone());
                    }
                }
            }
        }
        cells
    }
}

fn shares(total: &Number, group: &[(usize, Number)], step: &Number) -> Vec<(usize, Cell)> {
    let portions = sum(group.iter().map(|(_, p)| p));
    let down = Rounding {
        step: step.clone(),
        mode: Mode::Down,
    };
    let mut found: Vec<(usize, Number, Number)> = Vec::new();
    for (member, portion) in group {
        let Some(part) = portion.divided_by(&portions) else {
            let nothing = |(m, _): &(usize, Number)| (*m, Err(Missing::ZeroDivisor));
            return group.iter().map(nothing).collect();
        };
        let exact = total.times(&part);
        let whole = down.apply(&exact);
        let rest = exact.minus(&whole);
        found.push((*member, whole, rest));
    }
    let given = sum(found.iter().map(|(_, whole, _)| whole));
    let left = down.apply(&total.minus(&given)).divided_by(step);
    let mut left = left
        .and_then(|n| n.to_i64())
        .unwrap_or(0)
        .to_usize()
        .unwrap_or(0);
    found.sort_by(|a, b| b.2.cmp(&a.2).then(b.1.cmp(&a.1)).then(a.0.cmp(&b.0)));
    let mut start = 0;
    while start < found.len() {
        let (_, whole, rest) = found[start].clone();
        let end = start
            + found[start..]
                .iter()
                .take_while(|(_, w, r)| *w == whole && *r == rest)
                .count();
        if end - start > left || rest.is_zero() {
            break;
        }
        for share in &mut found[start..end] {
            share.1 = share.1.plus(step);
        }
        left -= end - start;
        start = end;
    }
    let found = found.into_iter();
    found
        .map(|(member, share, _)| (member, Ok(Value::Number(share))))
        .collect()
}
