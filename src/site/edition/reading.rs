//! A policy's results as an edition may show them: boards cut, winners named or not, subjects
//! with the parts that may be seen.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use super::board::{self, PublicBoard};
use super::gaps::{self, Gap};
use super::hidden::Hidden;
use super::means::ItemMeans;
use super::spread::{self, Spread};
use super::summary::{self, Summary};
use super::{Edition, is_named};
use crate::assessment::{Awarded, Figured, ItemResult, PayResult, Pending, PolicyResult};
use crate::assessment::{SubjectResult, Winner, Withdrawn};
use crate::figure::Subject;
use crate::policy::{Award, Policy};

/// The results of a policy as one edition may show them.
pub struct PublicPolicy<'a> {
    result: &'a PolicyResult,
    edition: Edition,
    hidden: Arc<Hidden>,
    boards: Vec<PublicBoard<'a>>,
    awards: Vec<PublicAward<'a>>,
    subjects: Vec<PublicSubject<'a>>,
    summary: Option<Summary>,
    gaps: Vec<Gap>,
    /// Worked out when a page first asks.
    means: OnceLock<ItemMeans>,
}

/// An award.
pub struct PublicAward<'a> {
    /// The award as the policy defines it.
    pub award: &'a Award,
    /// What became of it.
    pub outcome: &'a Awarded,
    /// The winners.
    pub winners: Vec<PublicWinner<'a>>,
    /// How many were considered.
    pub considered: usize,
    /// Why it is provisional; empty for what is final.
    pub pending: &'a [Pending],
    /// Earlier awards withdrawn in this period, with the names of those concerned, where that may
    /// be seen.
    pub withdrawn: Vec<(&'a str, &'a Withdrawn)>,
    /// Ids and names of those whose earlier award is put before those who decide, where that may
    /// be seen.
    pub flagged: Vec<(&'a Arc<str>, &'a str)>,
}

/// A winner.
pub struct PublicWinner<'a> {
    /// Id, name and team; `None` for somebody whom the edition does not name.
    pub who: Option<(&'a Arc<str>, &'a str, &'a str)>,
    /// What it was won with, as far as that may be seen.
    pub reasons: Vec<&'a Figured>,
    /// The prizes, and whether it was withdrawn since.
    pub winner: &'a Winner,
}

/// A subject with the parts that may be seen.
pub struct PublicSubject<'a> {
    result: &'a SubjectResult,
    edition: Edition,
    metrics: Vec<&'a Figured>,
}

impl<'a> PublicPolicy<'a> {
    pub(super) fn new(
        result: &'a PolicyResult,
        edition: Edition,
        hidden: &Arc<Hidden>,
        gone: &BTreeSet<&str>,
        before: Option<&PublicPolicy<'a>>,
    ) -> Self {
        let boards = board::of(result, edition, hidden, gone, before);
        Self {
            result,
            edition,
            hidden: Arc::clone(hidden),
            boards,
            awards: awards(result, edition, hidden, gone),
            subjects: Vec::new(),
            summary: summary::of(result, edition.smallest_group, edition.decimals),
            gaps: gaps::of(result),
            means: OnceLock::new(),
        }
    }

    /// Keeps the subjects that may be shown.
    pub(super) fn keep(&mut self, shown: &BTreeSet<&str>) {
        let people = self.is_about_people();
        let (edition, subjects) = (self.edition, &self.result.subjects);
        self.subjects = subjects
            .iter()
            .filter(|s| {
                !people || (shown.contains(s.id.as_ref()) && (s.rated || edition.whole_boards))
            })
            .map(|result| PublicSubject {
                result,
                edition,
                metrics: metrics(self.result, result, &self.hidden),
            })
            .collect();
    }

    pub(super) fn result(&self) -> &'a PolicyResult {
        self.result
    }

    pub(super) fn edition(&self) -> Edition {
        self.edition
    }

    /// Returns the version in force.
    pub fn policy(&self) -> &'a Arc<Policy> {
        &self.result.policy
    }

    /// Tells whether the subjects are people.
    pub fn is_about_people(&self) -> bool {
        self.result.policy.subject == Some(Subject::Person)
    }

    /// Returns the boards.
    pub fn boards(&self) -> &[PublicBoard<'a>] {
        &self.boards
    }

    /// Returns a board by name.
    pub fn board(&self, name: &str) -> Option<&PublicBoard<'a>> {
        self.boards.iter().find(|b| b.board.name.as_ref() == name)
    }

    /// Returns the awards.
    pub fn awards(&self) -> &[PublicAward<'a>] {
        &self.awards
    }

    /// Returns why the moves of the ladder are provisional, where they may be seen.
    pub fn ladder_pending(&self) -> &'a [Pending] {
        if self.edition.ladder {
            &self.result.ladder_pending
        } else {
            &[]
        }
    }

    /// Returns the subjects that may be shown, by id.
    pub fn subjects(&self) -> &[PublicSubject<'a>] {
        &self.subjects
    }

    /// Returns a subject that may be shown.
    pub fn subject(&self, id: &str) -> Option<&PublicSubject<'a>> {
        let at = self
            .subjects
            .binary_search_by(|s| s.result.id.as_ref().cmp(id))
            .ok()?;
        self.subjects.get(at)
    }

    /// Returns how everybody did, without names; `None` for groups that are too small.
    pub fn summary(&self) -> Option<&Summary> {
        self.summary.as_ref()
    }

    /// Returns how a metric of those who are rated is spread, without names; `None` for one that may
    /// not be shown and for groups that are too small.
    pub fn spread(&self, metric: &Arc<str>) -> Option<Spread> {
        if is_hidden(&self.hidden, self.policy(), metric) {
            return None;
        }
        spread::of_metric(self.result, metric, self.edition.smallest_group)
    }

    /// Returns what is missing, grouped by cause, without names.
    pub fn gaps(&self) -> &[Gap] {
        &self.gaps
    }

    /// Returns what teams reach on average in each item; of groups of at least `smallest`.
    pub fn item_means(&self, smallest: usize) -> &ItemMeans {
        self.means
            .get_or_init(|| ItemMeans::of(self.result, smallest.max(self.edition.smallest_group)))
    }

    /// Returns how many are rated here and were not under the policy in another period.
    pub fn newly(&self, earlier: &PublicPolicy<'_>) -> usize {
        let before = &earlier.result.subjects;
        let there = |id: &str| before.binary_search_by(|s| s.id.as_ref().cmp(id)).is_ok();
        self.rated_ids().filter(|id| !there(id)).count()
    }

    /// Returns the ids of those who are rated; they are counted, never shown.
    pub fn rated_ids(&self) -> impl Iterator<Item = &'a str> {
        let rated = self.result.subjects.iter().filter(|s| s.rated);
        rated.map(|s| s.id.as_ref())
    }
}

impl<'a> PublicSubject<'a> {
    /// Returns the id.
    pub fn id(&self) -> &'a Arc<str> {
        &self.result.id
    }

    /// Returns the name that readers see.
    pub fn name(&self) -> &'a str {
        &self.result.name
    }

    /// Returns the team of a person; empty for none.
    pub fn team(&self) -> &'a str {
        &self.result.team
    }

    /// Returns the scorecard's items.
    pub fn items(&self) -> &'a [ItemResult] {
        &self.result.items
    }

    /// Returns the total.
    pub fn total(&self) -> Option<&'a Figured> {
        self.result.total.as_ref()
    }

    /// Returns grades and coefficients.
    pub fn grades(&self) -> &'a [Figured] {
        &self.result.grades
    }

    /// Returns the metrics that are not items' values.
    pub fn metrics(&self) -> &[&'a Figured] {
        &self.metrics
    }

    /// Returns pay lines, where they may be seen.
    pub fn pay(&self) -> &'a [PayResult] {
        if self.edition.pay {
            &self.result.pay
        } else {
            &[]
        }
    }

    /// Returns the ladder's figures, where they may be seen.
    pub fn ladder(&self) -> &'a [Figured] {
        if self.edition.ladder {
            &self.result.ladder
        } else {
            &[]
        }
    }
}

fn awards<'a>(
    result: &'a PolicyResult,
    edition: Edition,
    hidden: &Hidden,
    gone: &BTreeSet<&str>,
) -> Vec<PublicAward<'a>> {
    let mut awards = Vec::new();
    for award in &result.awards {
        let Some(rule) = result.policy.awards.iter().find(|a| a.name == award.award) else {
            continue;
        };
        let winners = match &award.outcome {
            Awarded::Won(winners) => winners.as_slice(),
            Awarded::Nobody | Awarded::NotYet | Awarded::Blocked(_) => &[],
        };
        // Whom an award was taken from is no longer named as its winner, and not as anything else.
        let stands = |winner: &Winner| edition.vetoes || winner.withdrawn.is_none();
        let name = |id: &Arc<str>| find(result, id).map_or("", |s| s.name.as_str());
        let seen = edition.vetoes;
        awards.push(PublicAward {
            award: rule,
            outcome: &award.outcome,
            winners: winners
                .iter()
                .map(|winner| PublicWinner {
                    who: find(result, &winner.id)
                        .filter(|s| is_named(s, gone) && stands(winner))
                        .map(|s| (&s.id, s.name.as_str(), s.team.as_ref())),
                    reasons: winner
                        .keys
                        .iter()
                        .filter(|key| !is_hidden(hidden, &result.policy, &key.name))
                        .collect(),
                    winner,
                })
                .collect(),
            considered: award.considered,
            pending: &award.pending,
            withdrawn: award
                .withdrawn
                .iter()
                .filter(|_| seen)
                .map(|withdrawn| (name(&withdrawn.id), withdrawn))
                .collect(),
            flagged: award
                .flagged
                .iter()
                .filter(|_| seen)
                .map(|id| (id, name(id)))
                .collect(),
        });
    }
    awards
}

fn metrics<'a>(
    result: &PolicyResult,
    subject: &'a SubjectResult,
    hidden: &Hidden,
) -> Vec<&'a Figured> {
    let metrics = subject.metrics.iter();
    metrics
        .filter(|m| !is_hidden(hidden, &result.policy, &m.name))
        .collect()
}

pub(super) fn is_hidden(hidden: &Hidden, policy: &Policy, figure: &Arc<str>) -> bool {
    hidden.contains(&(Arc::clone(&policy.id), Arc::clone(figure)))
}

pub(super) fn find<'a>(result: &'a PolicyResult, id: &str) -> Option<&'a SubjectResult> {
    let at = result
        .subjects
        .binary_search_by(|s| s.id.as_ref().cmp(id))
        .ok()?;
    result.subjects.get(at)
}
