//! A sealed period as the results of today know it.

use std::collections::BTreeMap;

use super::Sealed;

/// A sealed period.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The seal.
    pub sealed: Sealed,
    /// In how many places this version of the program works out something else. Where that is so,
    /// the period's results are those of the seal.
    pub differences: usize,
    /// What is sealed of the figures that are worked out otherwise, as it is shown, by policy,
    /// figure and subject.
    pub otherwise: BTreeMap<[String; 3], String>,
}

impl Kept {
    /// Keeps what is worked out just as it was sealed.
    pub fn as_sealed(sealed: Sealed) -> Self {
        Self {
            sealed,
            differences: 0,
            otherwise: BTreeMap::new(),
        }
    }

    /// Tells whether the results are taken from the seal, since they are worked out otherwise now.
    pub fn is_taken(&self) -> bool {
        self.differences > 0
    }

    /// Returns what is sealed of a figure that is worked out otherwise now.
    pub fn instead_of(&self, policy: &str, figure: &str, subject: &str) -> Option<&str> {
        if self.otherwise.is_empty() {
            return None;
        }
        let key = [policy, figure, subject].map(str::to_owned);
        self.otherwise.get(&key).map(String::as_str)
    }
}
