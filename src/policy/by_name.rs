//! A list whose entries are found by name, however long it is.

use std::collections::BTreeMap;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

/// Entries in the order in which they came.
#[derive(Debug)]
pub(super) struct ByName<T> {
    entries: Vec<T>,
    /// Where the first entry of each name stands.
    at: BTreeMap<Arc<str>, usize>,
}

impl<T> Default for ByName<T> {
    fn default() -> Self {
        Self {
            entries: Vec::new(),
            at: BTreeMap::new(),
        }
    }
}

impl<T> ByName<T> {
    /// Adds an entry; of several with one name the first is found.
    pub fn push(&mut self, name: &Arc<str>, entry: T) {
        let at = self.entries.len();
        self.at.entry(Arc::clone(name)).or_insert(at);
        self.entries.push(entry);
    }

    /// Finds an entry.
    pub fn named(&self, name: &str) -> Option<&T> {
        self.entries.get(*self.at.get(name)?)
    }

    /// Finds an entry, to change it.
    pub fn named_mut(&mut self, name: &str) -> Option<&mut T> {
        self.entries.get_mut(*self.at.get(name)?)
    }

    /// Returns the list alone.
    pub fn into_list(self) -> Vec<T> {
        self.entries
    }
}

impl<T> Deref for ByName<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.entries
    }
}

impl<T> DerefMut for ByName<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.entries
    }
}
