//! Rows of tables: looked up, aggregated, grouped.

use std::sync::Arc;

use super::super::definition::Subject;
use super::super::graph::{Domain, RowFold, RowSource};
use super::super::inputs::TableInput;
use super::Session;
use super::frame::{Frame, FrameKind};
use super::reduce::{Taken, counts, order, reduce};
use crate::value::{Cell, Missing, Value};

impl<'a> Session<'a> {
    /// Reads a column of each member's one row.
    pub(super) fn looked_up(
        &self,
        domain: Domain,
        table: &Arc<str>,
        column: &Arc<str>,
        frame: &Frame<'_>,
    ) -> Vec<Cell> {
        let FrameKind::Members(_, members) = &frame.kind else {
            return Vec::new();
        };
        members
            .iter()
            .map(|member| {
                let (found, rows) = self.rows_of(domain, *member, table)?;
                let cells = found.columns.get(column);
                let missing = || Missing::NoTable(Arc::clone(table));
                match rows.as_slice() {
                    [] => Err(Missing::NoRow(Arc::clone(table))),
                    [row] => match cells.and_then(|c| c.get(*row as usize)) {
                        Some(cell) => cell.clone(),
                        None => Err(missing()),
                    },
                    [_, second, ..] => {
                        let place = found.places.get(*second as usize).cloned();
                        let place = place.ok_or_else(missing)?;
                        Err(Missing::SeveralRows(Arc::clone(table), Box::new(place)))
                    }
                }
            })
            .collect()
    }

    /// Returns a member's rows of a table, by row number.
    pub(in super::super) fn rows_of(
        &self,
        domain: Domain,
        member: u32,
        table: &Arc<str>,
    ) -> Result<(&'a TableInput, Vec<u32>), Missing> {
        let Some(found) = self.table(domain, table) else {
            return Err(Missing::NoTable(Arc::clone(table)));
        };
        let all = || (0..found.rows).collect();
        let Domain::Subjects(policy) = domain else {
            return Ok((found, all()));
        };
        if !found.personal {
            return Ok((found, all()));
        }
        let id = self.id(domain, member);
        let of = |id: &str| found.by_person.get(id).map_or(&[][..], Vec::as_slice);
        let rows = match self.policy(policy).1 {
            Subject::Person if found.of_teams => {
                let member = self.members(policy).get(member as usize);
                let mut team = member.map(|m| &m.team);
                // The nearest team above that has rows is meant.
                for _ in 0..32 {
                    match team {
                        Some(at) if of(at).is_empty() => team = self.inputs.team_parents.get(at),
                        _ => break,
                    }
                }
                team.map_or_else(Vec::new, |team| of(team).to_vec())
            }
            Subject::Person => of(id).to_vec(),
            Subject::Company => all(),
            Subject::Team => {
                let mut rows = of(id).to_vec();
                for person in self.inputs.team_people.get(id).into_iter().flatten() {
                    rows.extend_from_slice(of(person));
                }
                rows.sort_unstable();
                rows.dedup();
                rows
            }
        };
        Ok((found, rows))
    }

    /// Evaluates an aggregate over rows.
    pub(super) fn rows(&self, fold: &RowFold, frame: &Frame<'_>) -> Vec<Cell> {
        if let Some(key) = &fold.tally {
            return self.tallied(fold, key, frame);
        }
        let (table, lists) = match self.row_lists(&fold.rows, frame) {
            Ok(found) => found,
            Err(missing) => return vec![Err(missing); frame.len()],
        };
        let (rows, owner) = flattened(&lists);
        let inner = Frame {
            kind: FrameKind::Rows(table, rows),
            parent: Some((frame, owner)),
        };
        if fold.groups.is_empty() {
            return self.reduced(
                fold,
                &inner,
                &lists.iter().map(Vec::len).collect::<Vec<_>>(),
            );
        }
        let keys: Vec<Vec<Cell>> = fold.groups.iter().map(|k| self.eval(k, &inner)).collect();
        let mut groups = Vec::new();
        let mut owner = Vec::new();
        let mut sizes = Vec::new();
        let mut blocked: Vec<Option<Missing>> = Vec::new();
        let mut start = 0;
        for (position, list) in lists.iter().enumerate() {
            let found = grouped_rows(list, &keys, start);
            start += list.len();
            let (found, missing) = match found {
                Ok(found) => (found, None),
                Err(missing) => (Vec::new(), Some(missing)),
            };
            blocked.push(missing);
            sizes.push(found.len());
            owner.extend(std::iter::repeat_n(position as u32, found.len()));
            groups.extend(found);
        }
        let grouped = Frame {
            kind: FrameKind::Groups(groups),
            parent: Some((frame, owner)),
        };
        let cells = self.reduced(fold, &grouped, &sizes).into_iter();
        cells
            .zip(blocked)
            .map(|(cell, blocked)| blocked.map_or(cell, Err))
            .collect()
    }

    /// Reads what an aggregate over an event table came to.
    fn tallied(&self, fold: &RowFold, key: &Arc<str>, frame: &Frame<'_>) -> Vec<Cell> {
        let name = fold.rows.table();
        let none = || Missing::NoTable(Arc::clone(name));
        let Some((domain, members)) = frame.climb_to_members() else {
            return vec![Err(Missing::Nobody); frame.len()];
        };
        let found = self
            .table(domain, name)
            .map(|table| (table, &table.tallied));
        let Some((table, Some(tallied))) = found else {
            return vec![Err(none()); frame.len()];
        };
        let nothing = || Missing::NoRow(Arc::clone(name));
        let aggregate = (key.as_ref(), fold.by);
        let all = |subject| !table.personal || subject == Subject::Company;
        let of = |member: u32| {
            let subject = match domain {
                Domain::Subjects(policy) => self.policy(policy).1,
                _ => Subject::Company,
            };
            if all(subject) || matches!(fold.rows, RowSource::All(_)) {
                return tallied.cell(aggregate, None, nothing);
            }
            let id = self.id(domain, member);
            let people = match subject {
                Subject::Team => self.inputs.team_people.get(id),
                _ => None,
            };
            let people = people.into_iter().flatten().map(AsRef::as_ref);
            let mut ids = std::iter::once(id).chain(people);
            tallied.cell(aggregate, Some(&mut ids), nothing)
        };
        members.into_iter().map(of).collect()
    }

    /// Returns each position's rows.
    fn row_lists(
        &self,
        source: &RowSource,
        frame: &Frame<'_>,
    ) -> Result<(&'a TableInput, Vec<Vec<u32>>), Missing> {
        let table = source.table();
        let domain = frame.climb_to_members().map(|(domain, _)| domain);
        let Some(found) = domain.and_then(|domain| self.table(domain, table)) else {
            return Err(Missing::NoTable(Arc::clone(table)));
        };
        let lists = match (source, &frame.kind) {
            (RowSource::Group(_), FrameKind::Groups(groups)) => groups.clone(),
            (RowSource::All(_), _) => {
                vec![(0..found.rows).collect(); frame.len()]
            }
            // Inside a week or day, each position stands for its member's rows.
            (RowSource::Subject(_), FrameKind::Members(..) | FrameKind::Rows(..)) => {
                let (domain, members) = frame.climb_to_members().ok_or(Missing::Nobody)?;
                members
                    .iter()
                    .map(|m| self.rows_of(domain, *m, table).map(|(_, rows)| rows))
                    .collect::<Result<_, _>>()?
            }
            _ => return Err(Missing::Nobody),
        };
        Ok((found, lists))
    }

    fn reduced(&self, fold: &RowFold, inner: &Frame<'_>, sizes: &[usize]) -> Vec<Cell> {
        let what = fold.what.as_ref().map(|e| self.eval(e, inner));
        let only = fold.only.as_ref().map(|e| self.eval(e, inner));
        let order = fold.order.as_ref().map(|e| self.eval(e, inner));
        let mut start = 0;
        sizes
            .iter()
            .map(|size| {
                let range = start..start + size;
                start += size;
                let mut taken = Vec::with_capacity(*size);
                for i in range {
                    if !counts(only.as_ref().and_then(|o| o.get(i)))? {
                        continue;
                    }
                    let what = known(what.as_ref(), i)?;
                    let order = known(order.as_ref(), i)?;
                    taken.push(Taken { what, order });
                }
                let nothing = || Missing::NoRow(Arc::clone(fold.rows.table()));
                reduce(fold.by, &taken, nothing)
            })
            .collect()
    }
}

/// Groups the rows of a list by keys; `keys` hold a cell for each row of all lists, this list's
/// from `start` on. Groups come in the order of their keys.
///
/// # Errors
/// The first missing key: a row without one belongs to no group that could be named.
pub(in super::super) fn grouped_rows(
    list: &[u32],
    keys: &[Vec<Cell>],
    start: usize,
) -> Result<Vec<Vec<u32>>, Missing> {
    let mut keyed: Vec<(Vec<&Value>, u32)> = Vec::with_capacity(list.len());
    for (i, row) in list.iter().enumerate() {
        let mut key = Vec::with_capacity(keys.len());
        for column in keys {
            match column.get(start + i) {
                Some(Ok(value)) => key.push(value),
                Some(Err(missing)) => return Err(missing.clone()),
                None => return Err(Missing::Nobody),
            }
        }
        keyed.push((key, *row));
    }
    let compare = |a: &[&Value], b: &[&Value]| {
        let pairs = a.iter().zip(b);
        let mut orders = pairs.map(|(a, b)| order(a, b));
        orders
            .find(|o| o.is_ne())
            .unwrap_or(std::cmp::Ordering::Equal)
    };
    keyed.sort_by(|a, b| compare(&a.0, &b.0).then(a.1.cmp(&b.1)));
    let mut groups: Vec<Vec<u32>> = Vec::new();
    let mut last: Option<&[&Value]> = None;
    for (key, row) in &keyed {
        match (last, groups.last_mut()) {
            (Some(previous), Some(group)) if compare(previous, key).is_eq() => group.push(*row),
            _ => groups.push(vec![*row]),
        }
        last = Some(key);
    }
    Ok(groups)
}

fn flattened(lists: &[Vec<u32>]) -> (Vec<u32>, Vec<u32>) {
    let rows = lists.iter().flatten().copied().collect();
    let owner = lists
        .iter()
        .enumerate()
        .flat_map(|(i, list)| std::iter::repeat_n(i as u32, list.len()))
        .collect();
    (rows, owner)
}

fn known(cells: Option<&Vec<Cell>>, i: usize) -> Result<Option<&Value>, Missing> {
    match cells.and_then(|c| c.get(i)) {
        None => Ok(None),
        Some(Ok(value)) => Ok(Some(value)),
        Some(Err(missing)) => Err(missing.clone()),
    }
}
