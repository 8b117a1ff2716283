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
pub(super) type ByKey = ByText<u32>;

/// Values by texts that mostly are short: those of up to seven bytes are compared as one number.
pub(super) struct ByText<T> {
    short: IndexMap<u64, T, BuildHasherDefault<Short>>,
    long: IndexMap<Box<[u8]>, T, BuildHasherDefault<Short>>,
}

impl<T> Default for ByText<T> {
    fn default() -> Self {
        Self {
            short: IndexMap::default(),
            long: IndexMap::default(),
        }
    }
}

impl<T> ByText<T> {
    /// Finds the value of a text.
    pub(super) fn get(&self, text: &[u8]) -> Option<&T> {
        match packed(text) {
            Some(text) => self.short.get(&text),
            None => self.long.get(text),
        }
    }

    /// Keeps a value for a text.
    pub(super) fn insert(&mut self, text: &[u8], value: T) {
        match packed(text) {
            Some(text) => self.short.insert(text, value),
            None => self.long.insert(text.into(), value),
        };
    }

    /// Returns how many texts there are.
    pub(super) fn len(&self) -> usize {
        self.short.len() + self.long.len()
    }
}

/// Packs a text of up to seven bytes with its length, so that different texts differ.
fn packed(text: &[u8]) -> Option<u64> {
    if text.len() > 7 {
        return None;
    }
    let bytes = text
        .iter()
        .fold(0_u64, |all, byte| all << 8 | u64::from(*byte));
    Some(bytes << 8 | text.len() as u64)
}

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
    pub(super) fn by_key(&self, keys: Option<&BTreeMap<Arc<str>, Arc<str>>>) -> ByKey {
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

    fn write_u64(&mut self, number: u64) {
        // One turn mixes all bits of a packed text.
        let mixed = (self.0 ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 32);
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
