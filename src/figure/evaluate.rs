//! Works out one period: figure by figure in the graph's order, each for all its members at once.

mod bands;
mod expressions;
mod frame;
mod people;
mod periods;
mod reduce;
mod rows;
mod scalar;
mod standing;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::definition::Subject;
use super::graph::{Compiled, Domain, FigureId, Graph, Via, Work};
use super::inputs::{Column, Figures, History, Holders, Inputs, Member, OverrideKey, TableInput};
use crate::period::{Length, Period};
use crate::value::{Cell, Value};

pub(super) use bands::row_of;
pub(super) use frame::{Frame, FrameKind};
pub(super) use periods::first_month;
pub(super) use rows::grouped_rows;

/// Works out all figures of a period.
///
/// `history` holds the figures of earlier periods; what is not there is missing, never zero.
pub fn evaluate(graph: &Graph, inputs: &Inputs, history: &History) -> Figures {
    let (mut members, mut teams) = (BTreeMap::new(), BTreeMap::new());
    for (policy, _) in &graph.policies {
        let of: &[Member] = inputs.members.get(policy).map_or(&[], |m| &m.members);
        let ids: Vec<Arc<str>> = of.iter().map(|m| Arc::clone(&m.id)).collect();
        let mut names: Vec<Arc<str>> = of.iter().map(|m| Arc::clone(&m.team)).collect();
        names.retain(|team| !team.is_empty());
        names.sort();
        names.dedup();
        members.insert(Arc::clone(policy), Arc::new(ids));
        teams.insert(Arc::clone(policy), Arc::new(names));
    }
    let columns = graph
        .figures
        .iter()
        .map(|f| Column {
            of: holders(f.domain),
            cells: Vec::new(),
            known: 0,
        })
        .collect();
    let mut figures = Figures {
        period: inputs.period,
        members,
        teams,
        index: Arc::clone(&graph.index),
        columns,
        raw: BTreeMap::new(),
    };
    for id in &graph.order {
        let session = Session {
            graph,
            inputs,
            history,
            figures: &figures,
        };
        let (cells, raw) = session.figure(*id);
        figures.raw.extend(raw);
        let column = &mut figures.columns[id.0 as usize];
        column.known = cells.iter().filter(|c| c.is_ok()).count();
        column.cells = cells;
    }
    figures
}

fn holders(domain: Domain) -> Holders {
    match domain {
        Domain::Subjects(_) => Holders::Subjects,
        Domain::Teams(_) => Holders::Teams,
        Domain::One(_) => Holders::One,
    }
}

/// Everything that an expression may read; used for whole columns and, by replay, for one member.
#[derive(Clone, Copy)]
pub(super) struct Session<'a> {
    pub graph: &'a Graph,
    pub inputs: &'a Inputs,
    pub history: &'a History,
    pub figures: &'a Figures,
}

impl<'a> Session<'a> {
    /// Works out a figure for all its members.
    fn figure(&self, id: FigureId) -> (Vec<Cell>, Vec<(OverrideKey, Cell)>) {
        let figure = self.graph.figure(id);
        let frame = Frame::members(figure.domain, self.size(figure.domain));
        let mut cells = self.work(figure, id, &frame);
        let raw = self.finish(figure, &frame, &mut cells);
        (cells, raw)
    }

    fn work(&self, figure: &Compiled, id: FigureId, frame: &Frame<'_>) -> Vec<Cell> {
        match &figure.work {
            Work::Lookup { table, column } => self.looked_up(figure.domain, table, column, frame),
            Work::Formula(e) => self.eval(e, frame),
            Work::Rank {
                within,
                among,
                keys,
                ties,
            } => {
                let standing = self.standing(figure.domain, *within, among.as_ref(), keys, frame);
                standing.ranks(*ties)
            }
            Work::Pick {
                within,
                among,
                keys,
                places,
            } => {
                let standing = self.standing(figure.domain, *within, among.as_ref(), keys, frame);
                standing.picked(*places)
            }
            Work::Allocate {
                within,
                total,
                by,
                step,
            } => self.allocated(figure.domain, *within, (total, by), step, frame),
            Work::State { initially, next } => self.state(id, (initially, next), frame),
            Work::People {
                by,
                people,
                group,
                what,
                only,
                ..
            } => self.people(
                figure.domain,
                *by,
                (*people, *group),
                what.as_ref(),
                only.as_ref(),
            ),
            Work::Periods {
                by,
                over,
                figure: of,
                only,
            } => self.periods(*by, over, *of, *only, frame),
        }
    }

    /// Rounds, puts in what the policy says of missing figures, and what corrections say; returns
    /// what these replace.
    fn finish(
        &self,
        figure: &Compiled,
        frame: &Frame<'_>,
        cells: &mut [Cell],
    ) -> Vec<(OverrideKey, Cell)> {
        if let Some(rounding) = &figure.round {
            for cell in cells.iter_mut() {
                if let Ok(Value::Number(n)) = cell {
                    *n = rounding.apply(n);
                }
            }
        }
        if let Some((fallback, _)) = &figure.fallback
            && cells.iter().any(Result::is_err)
        {
            let instead = self.eval(fallback, frame);
            for (cell, instead) in cells.iter_mut().zip(instead) {
                if cell.is_err() {
                    *cell = instead;
                }
            }
        }
        let range = (
            Arc::clone(&figure.policy),
            Arc::clone(&figure.name),
            Arc::from(""),
        );
        let mut raw = Vec::new();
        let inputs = [&self.inputs.held, &self.inputs.overrides];
        for (values, is_correction) in inputs.into_iter().zip([false, true]) {
            for (key, value) in values.range(range.clone()..) {
                let (policy, name, member) = key;
                if *policy != figure.policy || *name != figure.name {
                    break;
                }
                if let Some(at) = self.position(figure.domain, member)
                    && let Some(cell) = cells.get_mut(at)
                {
                    let was = std::mem::replace(cell, Ok(value.clone()));
                    raw.extend(is_correction.then(|| (key.clone(), was)));
                }
            }
        }
        raw
    }

    pub(super) fn policy(&self, number: usize) -> (&'a Arc<str>, Subject) {
        // Policy numbers are made by the graph's own compiler.
        let (id, subject) = &self.graph.policies[number];
        (id, *subject)
    }

    /// Returns how long the periods of a policy are.
    pub(super) fn length(&self, policy: usize) -> Length {
        self.graph.lengths.get(policy).copied().unwrap_or_default()
    }

    /// Returns the period of a domain's policy `count` periods ago.
    pub(in super::super) fn ago(&self, domain: Domain, count: u16) -> Option<Period> {
        let now = self.length(domain.policy()).period(self.inputs.period);
        now.later(-i32::from(count))
    }

    /// Returns a table as a domain's policy reads it: with the rows of its whole period.
    pub(super) fn table(&self, domain: Domain, name: &str) -> Option<&'a TableInput> {
        match self.length(domain.policy()) {
            Length::Month => self.inputs.tables.get(name),
            length => self.inputs.longer.get(&length)?.get(name),
        }
    }

    pub(super) fn members(&self, policy: usize) -> &'a [Member] {
        let (id, _) = self.policy(policy);
        self.inputs.members.get(id).map_or(&[], |m| &m.members)
    }

    pub(super) fn teams(&self, policy: usize) -> &'a [Arc<str>] {
        let (id, _) = self.policy(policy);
        self.figures.teams.get(id).map_or(&[], |t| t.as_slice())
    }

    pub(super) fn size(&self, domain: Domain) -> usize {
        match domain {
            Domain::Subjects(p) => self.members(p).len(),
            Domain::Teams(p) => self.teams(p).len(),
            Domain::One(_) => 1,
        }
    }

    /// Returns the number of the member with an id.
    pub(super) fn position(&self, domain: Domain, id: &str) -> Option<usize> {
        match domain {
            Domain::Subjects(p) => self
                .members(p)
                .binary_search_by(|m| m.id.as_ref().cmp(id))
                .ok(),
            Domain::Teams(p) => self.teams(p).binary_search_by(|t| t.as_ref().cmp(id)).ok(),
            Domain::One(_) => Some(0),
        }
    }

    /// Returns the id of a member.
    pub(super) fn id(&self, domain: Domain, at: u32) -> &'a str {
        match domain {
            Domain::Subjects(p) => self.members(p).get(at as usize).map_or("", |m| &m.id),
            Domain::Teams(p) => self.teams(p).get(at as usize).map_or("", |t| t),
            Domain::One(_) => "",
        }
    }

    /// Goes from a member of one domain to the member of another.
    pub(super) fn over_to(&self, from: Domain, at: u32, via: Via, to: Domain) -> Option<usize> {
        match via {
            Via::Same => Some(at as usize),
            Via::Only => Some(0),
            Via::SameId => self.position(to, self.id(from, at)),
            Via::Team => {
                let Domain::Subjects(p) = from else {
                    return None;
                };
                let mut team = &self.members(p).get(at as usize)?.team;
                // A team may stand under teams; the nearest that is a member there is meant.
                for _ in 0..32 {
                    if let Some(found) = self.position(to, team) {
                        return Some(found);
                    }
                    team = self.inputs.team_parents.get(team)?;
                }
                None
            }
        }
    }
}
