//! Which policies read which columns of a table.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Graph;
use super::graph::{Op, Work};

impl Graph {
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
