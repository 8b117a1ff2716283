//! Which policies read which tables, and how: what somebody's absent rows mean follows from it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::definition::Subject;
use super::graph::{Domain, Graph, Op, Resolved, RowFold, RowSource, Work};
use crate::value::Place;

/// How the formulas of a policy read a table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Use {
    /// They aggregate over the subject's own rows: without a row, counts and sums are 0.
    pub own: bool,
    /// They look up the subject's one row: without it, figures are missing.
    pub looked_up: bool,
}

impl Graph {
    /// Returns the tables that each policy reads, by the policy's id.
    pub fn uses(&self) -> BTreeMap<Arc<str>, BTreeMap<Arc<str>, Use>> {
        let mut uses: BTreeMap<Arc<str>, BTreeMap<Arc<str>, Use>> = BTreeMap::new();
        for figure in &self.figures {
            let mut of = |table: &Arc<str>, own: bool, looked_up: bool| {
                let tables = uses.entry(Arc::clone(&figure.policy)).or_default();
                let found = tables.entry(Arc::clone(table)).or_default();
                found.own |= own;
                found.looked_up |= looked_up;
            };
            if let Work::Lookup { table, .. } = &figure.work {
                of(table, false, true);
            }
            for e in figure.work.expressions() {
                e.each(&mut |e| {
                    if let Op::Rows(fold) = &e.op {
                        let own = matches!(fold.rows, RowSource::Subject(_));
                        of(fold.rows.table(), own, false);
                    }
                });
            }
        }
        uses
    }

    /// Returns the aggregates over a subject's own rows in which nothing else names the subject, by
    /// policy and table, each with the place of the first: were the rows not told apart by whose
    /// they are, every subject would get the same. Policies of which the company is the subject are
    /// left out.
    pub fn told_apart_by_owner(&self) -> BTreeMap<(Arc<str>, Arc<str>), Place> {
        let mut found = BTreeMap::new();
        for figure in &self.figures {
            let of_subjects = |policy: usize| {
                let policy = self.policies.get(policy);
                policy.is_some_and(|(_, subject)| *subject != Subject::Company)
            };
            if !matches!(figure.domain, Domain::Subjects(policy) if of_subjects(policy)) {
                continue;
            }
            for e in figure.work.expressions() {
                e.each(&mut |e| {
                    if let Op::Rows(fold) = &e.op
                        && let RowSource::Subject(table) = &fold.rows
                        && !names_the_subject(fold)
                    {
                        let key = (Arc::clone(&figure.policy), Arc::clone(table));
                        found.entry(key).or_insert_with(|| e.place.clone());
                    }
                });
            }
        }
        found
    }
}

/// Tells whether the rows are picked or grouped by something of the subject, as its post or team.
fn names_the_subject(fold: &RowFold) -> bool {
    let mut named = false;
    let mut look = |e: &Resolved| {
        named |= matches!(
            e.op,
            Op::Attribute { .. } | Op::Figure { .. } | Op::Back(..)
        );
    };
    for e in fold.groups.iter().chain(&fold.only) {
        e.each(&mut look);
    }
    named
}
