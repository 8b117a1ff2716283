//! What people rate, and who they are: what conflicts, anonymity and the page of raters go by.

use std::sync::Arc;

use crate::number::Number;

/// An item of a scorecard that people rate.
#[derive(Debug, Clone)]
pub struct RatedItem {
    /// The item's name.
    pub item: Arc<str>,
    /// The name that readers see.
    pub title: String,
    /// The table of ratings.
    pub table: RatingTable,
    /// The highest mark.
    pub full: Number,
    /// The groups that rate it; a single one takes whoever rates.
    pub groups: Vec<RaterGroup>,
}

/// The table of ratings and its columns, by the language of the policy's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RatingTable {
    /// The table's name.
    pub name: &'static str,
    /// The column of the item.
    pub item: &'static str,
    /// The column of the group of raters.
    pub group: &'static str,
    /// The column of the staff number of who rates; a table need not have it.
    pub rater: &'static str,
    /// The column of the mark.
    pub score: &'static str,
}

/// A group of raters.
#[derive(Debug, Clone)]
pub struct RaterGroup {
    /// The name, as in the table's column of groups.
    pub name: Arc<str>,
    /// Who they are to the one who is rated.
    pub kind: RaterKind,
    /// How many raters there must be for their mean to be shown by itself; 0 and 1 for always.
    /// What a single one of them gave is never shown then.
    pub anonymous: u32,
}

/// Who rates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RaterKind {
    /// The rated person.
    Oneself,
    /// Who leads the person's team, or one above.
    Superior,
    /// Colleagues.
    Peer,
    /// Those whom the person leads.
    Subordinate,
    /// Customers, who stand in no roster.
    Customer,
    /// Anybody else, for example a committee.
    Other,
}

impl RaterGroup {
    /// Tells whether single marks of the group are kept back.
    pub fn is_anonymous(&self) -> bool {
        self.anonymous > 1
    }
}

impl RaterKind {
    /// Returns what a group is by its name, where the policy does not say.
    pub fn of_name(name: &str) -> Self {
        let small = name.to_lowercase();
        let kinds: [(Self, &[&str]); 5] = [
            (Self::Oneself, &["自评", "自我", "本人", "自己", "self"]),
            (Self::Customer, &["客户", "顾客", "customer", "client"]),
            (
                Self::Subordinate,
                &["下级", "下属", "subordinate", "report"],
            ),
            (Self::Peer, &["同事", "同级", "互评", "peer", "colleague"]),
            (
                Self::Superior,
                &[
                    "上级",
                    "主管",
                    "经理",
                    "领导",
                    "负责人",
                    "superior",
                    "supervisor",
                    "manager",
                ],
            ),
        ];
        let found = kinds
            .iter()
            .find(|(_, words)| words.iter().any(|w| small.contains(w)));
        found.map_or(Self::Other, |(kind, _)| *kind)
    }

    /// Tells whether single marks of such a group are kept back unless the policy says otherwise.
    pub(super) fn usually_anonymous(self) -> bool {
        matches!(self, Self::Peer | Self::Subordinate | Self::Customer)
    }
}
