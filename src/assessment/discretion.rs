//! What of ratings is not told: who gave which mark, and the mean of too few raters.
//!
//! An explanation lists rows and takes means apart. Of an anonymous group it tells how many rated and
//! their mean; where they are fewer than the policy wants, no group of that item is told by itself,
//! because the last one could be worked out from the others.

use std::collections::BTreeSet;

use super::result::{Book, PeriodResult};
use crate::diagnostic::Said;
use crate::figure::{Evidence, Form, Step};
use crate::policy::{Policy, RatedItem, RaterGroup};

/// What a book's policies say of ratings in a period.
pub(super) struct Discretion<'a> {
    book: &'a Book,
    period: &'a PeriodResult,
    /// The tables in which some group is anonymous.
    tables: BTreeSet<&'static str>,
}

impl<'a> Discretion<'a> {
    /// Looks which tables hold ratings of anonymous groups.
    pub fn new(book: &'a Book, period: &'a PeriodResult) -> Self {
        let versions = book.policies.values().flatten();
        let rated = versions.flat_map(|policy| &policy.rated);
        let anonymous = rated.filter(|r| r.groups.iter().any(RaterGroup::is_anonymous));
        Self {
            book,
            period,
            tables: anonymous.map(|rated| rated.table.name).collect(),
        }
    }

    /// Tells the figure to be explained in a figure's stead: of a group with too few raters, the
    /// whole item.
    pub fn instead(&self, step: &Step) -> Option<String> {
        self.withheld(step).map(points)
    }

    /// Leaves out of an explanation what is not told.
    pub fn keep(&self, mut step: Step) -> Step {
        if self.tables.is_empty() {
            return step;
        }
        let withheld: Vec<&RatedItem> = step
            .steps
            .iter()
            .filter_map(|part| self.withheld(part))
            .collect();
        if !withheld.is_empty() {
            let of_item = |part: &Step| {
                let (form, name) = (part.form, part.name.as_ref());
                let item = withheld.iter();
                let mut item = item.filter_map(|r| name.strip_prefix(r.item.as_ref()));
                form == Form::Raters && item.any(|rest| rest.starts_with('.'))
            };
            step.steps.retain(|part| !of_item(part));
            step.substituted = Said::default();
            step.notes.push(Said::new(
                "有一组的评分人太少，各组的评分不单列",
                "a group has too few raters, so groups are not shown separately",
            ));
        }
        let parts = std::mem::take(&mut step.steps);
        step.steps = parts.into_iter().map(|part| self.keep(part)).collect();
        let open = self.is_open(&step);
        for evidence in &mut step.evidence {
            if self.tables.contains(evidence.table.as_ref()) {
                match open {
                    // Those that were not counted are other groups'.
                    true => {
                        let all = evidence.rows.len();
                        evidence.rows.retain(|(_, _, counted)| *counted);
                        let others = all - evidence.rows.len();
                        evidence.total = evidence.total.saturating_sub(others);
                    }
                    false => *evidence = counted(evidence),
                }
            }
        }
        step
    }

    /// Tells whether a step is the rating of a group that is not anonymous.
    fn is_open(&self, step: &Step) -> bool {
        let Some((rated, group)) = self.group(step) else {
            return false;
        };
        // A single group takes all marks of the item, whoever gave them.
        let alone = step.name.as_ref() == points(rated);
        !group.is_anonymous() && (!alone || rated.groups.len() == 1)
    }

    /// Returns the item of a step that is the rating of a group with too few raters.
    fn withheld(&self, step: &Step) -> Option<&'a RatedItem> {
        let (rated, group) = self.group(step)?;
        if step.name.as_ref() == points(rated) {
            // The points of an item are its result.
            return None;
        }
        let rows = step.evidence.iter().map(|e| counted(e).total);
        let raters = u32::try_from(rows.sum::<usize>()).unwrap_or(u32::MAX);
        let few = group.is_anonymous() && (1..group.anonymous).contains(&raters);
        few.then_some(rated)
    }

    /// Returns which group of which item a step is of.
    fn group(&self, step: &Step) -> Option<(&'a RatedItem, &'a RaterGroup)> {
        if step.form != Form::Raters {
            return None;
        }
        let mut rated = self.policy(&step.policy)?.rated.iter();
        rated.find_map(|rated| {
            let rest = step.name.strip_prefix(rated.item.as_ref())?;
            let name = rest.strip_prefix('.')?;
            let group = match rest {
                ".points" => rated.groups.first(),
                _ => rated.groups.iter().find(|g| g.name.as_ref() == name),
            };
            group.map(|group| (rated, group))
        })
    }

    /// Returns the version of a policy that was in force.
    fn policy(&self, id: &str) -> Option<&'a Policy> {
        let last = self.period.period.last_month();
        let versions = self.book.policies.get(id)?;
        let begun = |policy: &&std::sync::Arc<Policy>| policy.version.from <= last;
        versions.iter().rev().find(begun).map(AsRef::as_ref)
    }
}

/// The figure of an item's points.
fn points(rated: &RatedItem) -> String {
    format!("{}.points", rated.item)
}

/// Leaves of rows how many were counted.
fn counted(evidence: &Evidence) -> Evidence {
    let counted = evidence.rows.iter().filter(|(_, _, counted)| *counted);
    Evidence {
        table: evidence.table.clone(),
        columns: Vec::new(),
        rows: Vec::new(),
        total: match evidence.rows.is_empty() {
            true => evidence.total,
            false => counted.count(),
        },
    }
}
