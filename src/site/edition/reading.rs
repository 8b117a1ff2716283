//! A policy's results as an edition may show them: boards cut, winners named or not, subjects
//! with the parts that may be seen.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use super::board::{self, PublicBoard};
use super::gaps::{self, Gap};
use super::hidden::Hidden;
use super::means::ItemMeans;
use super::spread::{self, Spread};
use super::summary::{self, Summary};
use super::{Edition, Filter, is_named};
use crate::assessment::{Awarded, Figured, ItemResult, PayResult, Pending, PolicyResult};
use crate::assessment::{SubjectResult, Winner, Withdrawn};
use crate::figure::Subject;
use crate::policy::{Award, Policy};

/// The results of a policy as one edition may show them.
pub struct PublicPolicy<'a> {
    result: &'a PolicyResult,
    edition: Arc<Edition>,
    hidden: Arc<Hidden>,
    gone: Arc<BTreeSet<&'a str>>,
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
    /// Id, name and team as far as they may be told; `None` for somebody whom the edition leaves
    /// out.
    named: Option<(Arc<str>, Cow<'a, str>, &'a str)>,
    /// What it was won with, as far as that may be seen.
    pub reasons: Vec<&'a Figured>,
    /// The prizes, and whether it was withdrawn since.
    pub winner: &'a Winner,
}

/// A subject with the parts that may be seen.
pub struct PublicSubject<'a> {
    result: &'a SubjectResult,
    edition: Arc<Edition>,
    metrics: Vec<&'a Figured>,
}

impl<'a> PublicPolicy<'a> {
    pub(super) fn new(
        result: &'a PolicyResult,
        edition: &Arc<Edition>,
        hidden: &Arc<Hidden>,
        gone: &Arc<BTreeSet<&'a str>>,
        before: Option<&PublicPolicy<'a>>,
    ) -> Self {
        let boards = board::of(result, edition, hidden, gone, before);
        let least = edition.least(Filter::SmallGroups);
        let tells = !edition.hides(Filter::Means);
        Self {
            result,
            edition: Arc::clone(edition),
            hidden: Arc::clone(hidden),
            gone: Arc::clone(gone),
            boards,
            awards: awards(result, edition, hidden, gone),
            subjects: Vec::new(),
            summary: tells
                .then(|| summary::of(result, least, edition.decimals))
                .flatten(),
            gaps: gaps::of(result),
            means: OnceLock::new(),
        }
    }

    /// Keeps the subjects that may be shown.
    pub(super) fn keep(&mut self, shown: &BTreeSet<&str>) {
        let people = self.is_about_people();
        let (edition, subjects) = (&self.edition, &self.result.subjects);
        self.subjects = subjects
            .iter()
            .filter(|s| !people || shown.contains(s.id.as_ref()))
            .map(|result| PublicSubject {
                result,
                edition: Arc::clone(edition),
                metrics: metrics(self.result, result, edition, &self.hidden),
            })
            .collect();
    }

    pub(super) fn result(&self) -> &'a PolicyResult {
        self.result
    }

    pub(super) fn edition(&self) -> &Edition {
        &self.edition
    }

    pub(super) fn gone(&self) -> &BTreeSet<&'a str> {
        &self.gone
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
        match self.edition.hides(Filter::Ladder) {
            true => &[],
            false => &self.result.ladder_pending,
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
        let left_out = is_hidden(&self.hidden, self.policy(), metric);
        if left_out && self.edition.hides(Filter::MetricSpread) {
            return None;
        }
        if self.edition.hides(Filter::Means) {
            return None;
        }
        spread::of_metric(self.result, metric, self.edition.least(Filter::SmallGroups))
    }

    /// Returns what is missing, grouped by cause, without names.
    pub fn gaps(&self) -> &[Gap] {
        &self.gaps
    }

    /// Returns what teams reach on average in each item; of groups of at least `smallest`.
    pub fn item_means(&self, smallest: usize) -> &ItemMeans {
        self.means.get_or_init(|| {
            if self.edition.hides(Filter::Means) {
                return ItemMeans::default();
            }
            // Who sees every value needs no mean of one beside it either.
            let least = match self.edition.hides(Filter::SmallItems) {
                true => smallest.max(self.edition.sees.smallest_group),
                false => 1,
            };
            ItemMeans::of(self.result, least)
        })
    }

    /// Returns how many are rated here and were not under the policy in another period.
    pub fn newly(&self, earlier: &PublicPolicy<'_>) -> usize {
        let before = &earlier.result.subjects;
        let there = |id: &str| before.binary_search_by(|s| s.id.as_ref().cmp(id)).is_ok();
        self.rated_ids().filter(|id| !there(id)).count()
    }

    /// Returns the ids of those who are rated; they are counted, never shown.
    pub fn rated_ids(&self) -> impl Iterator<Item = &'a str> {
        let rated = self.result.subjects.iter();
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

    /// Returns the scorecard's items, where scores may be seen.
    pub fn items(&self) -> &'a [ItemResult] {
        match self.edition.hides(Filter::Scores) {
            true => &[],
            false => &self.result.items,
        }
    }

    /// Returns the total, where scores may be seen.
    pub fn total(&self) -> Option<&'a Figured> {
        let total = self.result.total.as_ref();
        total.filter(|_| !self.edition.hides(Filter::Scores))
    }

    /// Returns grades and coefficients, where they may be seen.
    pub fn grades(&self) -> &'a [Figured] {
        match self.edition.hides(Filter::Grades) {
            true => &[],
            false => &self.result.grades,
        }
    }

    /// Returns the metrics that are not items' values.
    pub fn metrics(&self) -> &[&'a Figured] {
        &self.metrics
    }

    /// Returns all figures of the assessment that may be seen: of items with their parts, the total,
    /// grades, metrics; without ladder and pay.
    pub fn figures(&self) -> Vec<&'a Figured> {
        let mut all: Vec<&Figured> = Vec::new();
        for item in self.items() {
            of_item(item, &mut all);
        }
        all.extend(self.total());
        all.extend(self.grades());
        all.extend(self.metrics());
        all
    }

    /// Returns pay lines, where they may be seen.
    pub fn pay(&self) -> &'a [PayResult] {
        match self.edition.hides(Filter::Pay) {
            true => &[],
            false => &self.result.pay,
        }
    }

    /// Returns the ladder's figures, where they may be seen.
    pub fn ladder(&self) -> &'a [Figured] {
        match self.edition.hides(Filter::Ladder) {
            true => &[],
            false => &self.result.ladder,
        }
    }
}

fn of_item<'a>(item: &'a ItemResult, all: &mut Vec<&'a Figured>) {
    all.extend(item.value.iter().chain(&item.target));
    all.push(&item.points);
    for part in &item.items {
        of_item(part, all);
    }
}

impl<'a> PublicWinner<'a> {
    /// Returns id, name and team as far as they may be told; `None` for somebody whom the edition
    /// leaves out. Where people are not named in full, the id is empty.
    pub fn who(&self) -> Option<(&Arc<str>, &str, &'a str)> {
        let (id, name, team) = self.named.as_ref()?;
        Some((id, name, team))
    }
}

fn awards<'a>(
    result: &'a PolicyResult,
    edition: &Edition,
    hidden: &Hidden,
    gone: &BTreeSet<&str>,
) -> Vec<PublicAward<'a>> {
    let about_people = result.policy.subject == Some(Subject::Person);
    let hides = |filter: Filter| about_people && edition.hides(filter);
    let seen = !edition.hides(Filter::Withdrawn);
    let there = |id: &Arc<str>| find(result, id).filter(|s| is_named(s, gone));
    let named = |winner: &Winner| {
        // Whom an award was taken from is no longer named as its winner, and not as anything else.
        let subject = there(&winner.id).filter(|_| seen || winner.withdrawn.is_none())?;
        let id = match hides(Filter::Ids) {
            true => Arc::default(),
            false => Arc::clone(&subject.id),
        };
        let name = match about_people {
            true => edition.name(&subject.name),
            false => Cow::Borrowed(subject.name.as_str()),
        };
        let team = match hides(Filter::Teams) {
            true => "",
            false => subject.team.as_ref(),
        };
        Some((id, name, team))
    };
    let told = |figure: &&Figured| {
        let left_out = is_hidden(hidden, &result.policy, &figure.name);
        !(edition.hides(Filter::Reasons) || left_out && edition.hides(Filter::MetricReasons))
    };
    let mut awards = Vec::new();
    for award in &result.awards {
        let Some(rule) = result.policy.awards.iter().find(|a| a.name == award.award) else {
            continue;
        };
        let winners = match &award.outcome {
            Awarded::Won(winners) => winners.as_slice(),
            Awarded::Nobody | Awarded::NotYet | Awarded::Blocked(_) => &[],
        };
        let mut winners: Vec<PublicWinner<'a>> = winners
            .iter()
            .map(|winner| PublicWinner {
                named: named(winner),
                reasons: winner.keys.iter().filter(told).collect(),
                winner,
            })
            .collect();
        if hides(Filter::Names) {
            // An order that does not come from who they are.
            let shown = |w: &PublicWinner<'_>| {
                let prize = w.winner.prize.as_ref().and_then(|p| p.shown.clone());
                let name = w.named.as_ref().map(|(_, name, _)| name.to_string());
                (prize, w.winner.in_kind.clone(), name)
            };
            winners.sort_by_cached_key(shown);
        }
        awards.push(PublicAward {
            award: rule,
            outcome: &award.outcome,
            winners,
            considered: award.considered,
            pending: &award.pending,
            withdrawn: award
                .withdrawn
                .iter()
                .filter(|_| seen)
                .filter_map(|withdrawn| Some((there(&withdrawn.id)?.name.as_str(), withdrawn)))
                .collect(),
            flagged: award
                .flagged
                .iter()
                .filter(|_| seen)
                .filter_map(|id| Some((id, there(id)?.name.as_str())))
                .collect(),
        });
    }
    awards
}

fn metrics<'a>(
    result: &PolicyResult,
    subject: &'a SubjectResult,
    edition: &Edition,
    hidden: &Hidden,
) -> Vec<&'a Figured> {
    if edition.hides(Filter::Scores) {
        return Vec::new();
    }
    let left_out = |m: &Figured| is_hidden(hidden, &result.policy, &m.name);
    let metrics = subject.metrics.iter();
    metrics
        .filter(|m| !edition.hides(Filter::Metrics) || !left_out(m))
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
