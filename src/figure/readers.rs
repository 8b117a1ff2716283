//! Which policies read which columns of a table, and what a figure rests on: the way back from a number
//! to its data.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Graph;
use super::graph::{Compiled, FigureId, Op, Work};

/// What a figure rests on, through all figures that it reads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grounds {
    /// The tables, each with the columns that are read; none where rows are only counted.
    pub tables: BTreeMap<Arc<str>, BTreeSet<Arc<str>>>,
    /// The roster's attributes.
    pub attributes: BTreeSet<Arc<str>>,
    /// The parameters, by policy and full name.
    pub parameters: BTreeSet<(Arc<str>, Arc<str>)>,
}

impl Graph {
    /// Finds what a figure rests on; nothing for a figure that is not there.
    pub fn grounds(&self, policy: &str, figure: &str) -> Grounds {
        let mut grounds = Grounds::default();
        let mut open: Vec<FigureId> = self.find(policy, figure).into_iter().collect();
        let mut seen: BTreeSet<FigureId> = open.iter().copied().collect();
        while let Some(id) = open.pop() {
            for next in self.rests_on(self.figure(id), &mut grounds) {
                if seen.insert(next) {
                    open.push(next);
                }
            }
        }
        grounds
    }

    /// Finds the figures of one period that a figure is worked out from, itself among them, by
    /// policy and full name.
    pub fn parts(&self, policy: &str, figure: &str) -> BTreeSet<(Arc<str>, Arc<str>)> {
        let mut open: Vec<FigureId> = self.find(policy, figure).into_iter().collect();
        let mut seen: BTreeSet<FigureId> = open.iter().copied().collect();
        while let Some(id) = open.pop() {
            for e in self.figure(id).work.expressions() {
                e.each(&mut |e| {
                    if let Op::Figure { figure, .. } = &e.op
                        && seen.insert(*figure)
                    {
                        open.push(*figure);
                    }
                });
            }
        }
        let named = seen.into_iter().map(|id| {
            let figure = self.figure(id);
            (Arc::clone(&figure.policy), Arc::clone(&figure.name))
        });
        named.collect()
    }

    /// Notes what a figure itself reads; returns the figures among it.
    fn rests_on(&self, compiled: &Compiled, grounds: &mut Grounds) -> Vec<FigureId> {
        let mut figures = Vec::new();
        match &compiled.work {
            Work::Lookup { table, column } => {
                let columns = grounds.tables.entry(Arc::clone(table)).or_default();
                columns.insert(Arc::clone(column));
            }
            Work::Periods { figure, only, .. } => {
                figures.push(*figure);
                figures.extend(only);
            }
            _ => {}
        }
        let fallback = compiled.fallback.iter().map(|(e, _)| e);
        for e in compiled.work.expressions().into_iter().chain(fallback) {
            e.each(&mut |e| match &e.op {
                Op::Figure { figure, .. } | Op::Back(figure, _) => figures.push(*figure),
                Op::Parameter(at) => {
                    let parameter = self.parameters.get(*at);
                    let named = parameter.map(|p| (Arc::clone(&p.policy), Arc::clone(&p.name)));
                    grounds.parameters.extend(named);
                }
                Op::Attribute { name, .. } => {
                    grounds.attributes.insert(Arc::clone(name));
                }
                Op::Column { table, column, .. } => {
                    let columns = grounds.tables.entry(Arc::clone(table)).or_default();
                    columns.insert(Arc::clone(column));
                }
                Op::Rows(fold) => {
                    grounds
                        .tables
                        .entry(Arc::clone(fold.rows.table()))
                        .or_default();
                }
                _ => {}
            });
        }
        figures
    }

    /// Returns the columns of a table that formulas read, each with the ids of their policies.
    pub fn readers(&self, table: &str) -> BTreeMap<Arc<str>, BTreeSet<Arc<str>>> {
        let mut readers: BTreeMap<Arc<str>, BTreeSet<Arc<str>>> = BTreeMap::new();
        let mut add = |column: &Arc<str>, policy: &Arc<str>| {
            let policies = readers.entry(Arc::clone(column)).or_default();
            policies.insert(Arc::clone(policy));
        };
        for figure in &self.figures {
            if let Work::Lookup { table: of, column } = &figure.work
                && of.as_ref() == table
            {
                add(column, &figure.policy);
            }
            for e in figure.work.expressions() {
                e.each(&mut |e| {
                    if let Op::Column {
                        table: of, column, ..
                    } = &e.op
                        && of.as_ref() == table
                    {
                        add(column, &figure.policy);
                    }
                });
            }
        }
        readers
    }
}
