//! Which policies read which tables, and how: what somebody's absent rows mean follows from it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::graph::{Graph, Op, RowSource, Work};

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
}
