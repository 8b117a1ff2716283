//! Whom the rows of an event table name, found quickly.

use std::collections::BTreeMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

use indexmap::IndexMap;

use crate::data::Ledger;

/// Everybody of the roster by number; 0 is nobody.
pub(super) struct People {
    ids: Arc<Vec<Arc<str>>>,
}

/// A person's number by what a cell holds.
pub(super) type ByKey<'a> = IndexMap<&'a [u8], u32, BuildHasherDefault<Short>>;

impl People {
    /// Numbers the people of the roster.
    pub(super) fn of(ledger: &Ledger) -> Self {
        let nobody: Arc<str> = "".into();
        let ids = ledger.people.iter().map(|p| Arc::clone(&p.id));
        Self {
            ids: Arc::new(std::iter::once(nobody).chain(ids).collect()),
        }
    }

    /// Returns the ids by number, sorted.
    pub(super) fn ids(&self) -> Arc<Vec<Arc<str>>> {
        Arc::clone(&self.ids)
    }

    /// Returns how many numbers there are.
    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    /// Returns numbers by id, or by the other keys that a table of keys gives ids to.
    pub(super) fn by_key<'a>(
        &'a self,
        keys: Option<&'a BTreeMap<Arc<str>, Arc<str>>>,
    ) -> ByKey<'a> {
        let mut found = ByKey::default();
        match keys {
            None => {
                for (number, id) in (0..).zip(self.ids.iter()).skip(1) {
                    found.insert(id.as_bytes(), number);
                }
            }
            Some(keys) => {
                for (key, id) in keys {
                    if let Ok(number) = self.ids.binary_search(id) {
                        found.insert(key.as_bytes(), number as u32);
                    }
                }
            }
        }
        found
    }
}

/// A hash for short keys that nobody chooses to collide: FNV-1a with a last turn. The same in
/// every run, and only ever used to find.
pub(super) struct Short(u64);

impl Default for Short {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Short {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    fn write_usize(&mut self, _: usize) {
        // The length of a slice; its bytes tell enough.
    }
}
