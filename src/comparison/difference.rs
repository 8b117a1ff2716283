//! Two snapshots of one policy → what is different for each subject, and which items of the scorecard
//! make the difference of the total.

use std::collections::{BTreeMap, BTreeSet};

use super::snapshot::{Item, Known, Noted, Snapshot, Standing};
use crate::number::{Number, sum};

/// What is different between two snapshots of a policy.
#[derive(Debug)]
pub struct Difference {
    /// The periods of the two.
    pub periods: (String, String),
    /// The policy's id.
    pub policy: String,
    /// The name that readers see.
    pub title: String,
    /// The versions in force.
    pub versions: (String, String),
    /// How many subjects there are on each side.
    pub subjects: (usize, usize),
    /// The ids and names of those who are on the later side alone.
    pub joined: Vec<(String, String)>,
    /// The ids and names of those who are on the earlier side alone.
    pub left: Vec<(String, String)>,
    /// Those on both sides for whom something is different, the biggest differences first.
    pub changed: Vec<Changed>,
}

/// What is different for one subject.
#[derive(Debug)]
pub struct Changed {
    /// The id.
    pub id: String,
    /// The name that readers see.
    pub name: String,
    /// The teams, where they differ.
    pub team: Option<(String, String)>,
    /// The total, where it differs.
    pub total: Option<Pair>,
    /// The items that differ, those whose points differ most first.
    pub items: Vec<ChangedItem>,
    /// What of the total's difference the items at the top do not make: caps, floors, vetoes,
    /// coefficients. `None` where they make all of it, or that is not known.
    pub rest: Option<Number>,
    /// Metrics that differ, where there is no scorecard.
    pub metrics: Vec<Pair>,
    /// Lines of pay that differ, those that differ most first.
    pub pay: Vec<Pair>,
    /// Grades that differ.
    pub grades: Vec<Pair>,
    /// Ranks that differ, by board.
    pub ranks: Vec<(String, Option<u32>, Option<u32>)>,
    /// Awards won on the later side alone.
    pub won: Vec<String>,
    /// Awards won on the earlier side alone.
    pub lost: Vec<String>,
    /// What is paid out, where it differs.
    pub paid: Option<(Option<Number>, Option<Number>)>,
}

/// A figure on both sides.
#[derive(Debug, Clone)]
pub struct Pair {
    /// The earlier one; `None` where there is none.
    pub before: Option<Noted>,
    /// The later one; `None` where there is none.
    pub after: Option<Noted>,
}

/// An item that differs.
#[derive(Debug)]
pub struct ChangedItem {
    /// Its name, with its groups.
    pub item: String,
    /// The points.
    pub points: Pair,
    /// The measured values, where they differ.
    pub value: Option<Pair>,
    /// The targets, where they differ.
    pub target: Option<Pair>,
}

impl Pair {
    /// Returns how far the later number is from the earlier; `None` where one is no number.
    pub fn by(&self) -> Option<Number> {
        let (before, after) = (self.before.as_ref()?, self.after.as_ref()?);
        Some(after.number()?.minus(before.number()?))
    }

    /// Returns the side that is there, the later one first.
    pub fn any(&self) -> Option<&Noted> {
        self.after.as_ref().or(self.before.as_ref())
    }

    /// Tells whether an adjustment replaced one of the two.
    pub fn is_corrected(&self) -> bool {
        [&self.before, &self.after]
            .into_iter()
            .flatten()
            .any(|noted| noted.corrected)
    }

    fn of(before: Option<&Noted>, after: Option<&Noted>) -> Option<Self> {
        let text = |noted: Option<&Noted>| noted.and_then(|n| n.value.as_ref()).map(text);
        let pair = || Self {
            before: before.cloned(),
            after: after.cloned(),
        };
        (text(before) != text(after)).then(pair)
    }
}

/// A number that looks like a word in one place is the word in the other.
fn text(known: &Known) -> String {
    match known {
        Known::Number(number) => number.exact_text(),
        Known::Text(text) => text.clone(),
    }
}

impl Changed {
    fn is_any(&self) -> bool {
        self.total.is_some()
            || self.team.is_some()
            || self.paid.is_some()
            || ![self.items.len(), self.metrics.len(), self.grades.len()]
                .iter()
                .all(|n| *n == 0)
            || !(self.ranks.is_empty() && self.won.is_empty() && self.lost.is_empty())
    }

    /// Tells whether a result is different, and not only what it is made from.
    pub fn is_result(&self) -> bool {
        self.total.is_some()
            || self.paid.is_some()
            || !self.grades.is_empty()
            || !(self.ranks.is_empty() && self.won.is_empty() && self.lost.is_empty())
    }

    /// How big a difference is: by total, then by pay, then by rank.
    fn size(&self) -> (Number, Number, u32) {
        let total = self.total.as_ref().and_then(Pair::by);
        let paid = match &self.paid {
            Some((Some(before), Some(after))) => after.minus(before).absolute(),
            _ => Number::ZERO,
        };
        let ranks = self
            .ranks
            .iter()
            .map(|(_, before, after)| match (before, after) {
                (Some(before), Some(after)) => before.abs_diff(*after),
                _ => 0,
            });
        let total = total.map_or(Number::ZERO, |by| by.absolute());
        (total, paid, ranks.max().unwrap_or(0))
    }
}

/// Compares two lists of snapshots, policy by policy, and period by period where `by_period`; else
/// each list is one period. Policies on one side alone are left out.
pub fn differences(before: &[Snapshot], after: &[Snapshot], by_period: bool) -> Vec<Difference> {
    let mut found = Vec::new();
    for old in before {
        let same =
            |new: &&Snapshot| new.policy == old.policy && (!by_period || new.period == old.period);
        found.extend(after.iter().find(same).map(|new| difference(old, new)));
    }
    found
}

fn difference(old: &Snapshot, new: &Snapshot) -> Difference {
    let alone = |of: &BTreeMap<String, Standing>, other: &BTreeMap<String, Standing>| {
        let alone = of.iter().filter(|(id, _)| !other.contains_key(*id));
        alone.map(|(id, s)| (id.clone(), s.name.clone())).collect()
    };
    let mut changed: Vec<Changed> = new
        .subjects
        .iter()
        .filter_map(|(id, after)| Some(one(id, old.subjects.get(id)?, after)))
        .filter(Changed::is_any)
        .collect();
    changed.sort_by_cached_key(|c| (std::cmp::Reverse(c.size()), c.id.clone()));
    Difference {
        periods: (old.period.clone(), new.period.clone()),
        policy: new.policy.clone(),
        title: new.title.clone(),
        versions: (old.version.clone(), new.version.clone()),
        subjects: (old.subjects.len(), new.subjects.len()),
        joined: alone(&new.subjects, &old.subjects),
        left: alone(&old.subjects, &new.subjects),
        changed,
    }
}

fn one(id: &str, old: &Standing, new: &Standing) -> Changed {
    let total = Pair::of(old.total.as_ref(), new.total.as_ref());
    let boards: BTreeSet<&String> = old.ranks.keys().chain(new.ranks.keys()).collect();
    let ranks = boards.into_iter().map(|board| {
        let rank = |of: &Standing| of.ranks.get(board).copied();
        (board.clone(), rank(old), rank(new))
    });
    Changed {
        id: id.to_owned(),
        name: new.name.clone(),
        team: (old.team != new.team).then(|| (old.team.clone(), new.team.clone())),
        rest: total.as_ref().and_then(|total| rest(total, old, new)),
        items: items(&old.items, &new.items),
        metrics: match new.items.is_empty() && old.items.is_empty() {
            true => named(&old.metrics, &new.metrics),
            false => Vec::new(),
        },
        pay: by_size(named(&old.pay, &new.pay)),
        grades: named(&old.grades, &new.grades),
        ranks: ranks.filter(|(_, old, new)| old != new).collect(),
        won: new.awards.difference(&old.awards).cloned().collect(),
        lost: old.awards.difference(&new.awards).cloned().collect(),
        paid: (old.paid != new.paid).then(|| (old.paid.clone(), new.paid.clone())),
        total,
    }
}

/// Returns what of the total's difference the items at the top do not make.
fn rest(total: &Pair, old: &Standing, new: &Standing) -> Option<Number> {
    let points = |of: &Standing| {
        let all: Option<Vec<Number>> = of.top.iter().cloned().collect();
        all.map(|all| sum(all.iter()))
    };
    let made = points(new)?.minus(&points(old)?);
    let rest = total.by()?.minus(&made);
    (!rest.is_zero()).then_some(rest)
}

fn items(old: &[Item], new: &[Item]) -> Vec<ChangedItem> {
    let names = new.iter().map(|i| &i.name);
    let gone = old.iter().map(|i| &i.name);
    let gone = gone.filter(|name| new.iter().all(|i| i.name != **name));
    let mut found: Vec<ChangedItem> = names
        .chain(gone)
        .filter_map(|name| {
            let of = |all: &'_ [Item]| all.iter().find(|i| i.name == *name).cloned();
            item(name, of(old), of(new))
        })
        .collect();
    // The order of the scorecard stays where points differ alike.
    let by = |item: &ChangedItem| item.points.by().map_or(Number::ZERO, |by| by.absolute());
    found.sort_by_cached_key(|item| std::cmp::Reverse(by(item)));
    found
}

fn item(name: &str, old: Option<Item>, new: Option<Item>) -> Option<ChangedItem> {
    let figure = |of: &Option<Item>, which: fn(&Item) -> Option<Noted>| of.as_ref().and_then(which);
    let pair = |which: fn(&Item) -> Option<Noted>| {
        Pair::of(figure(&old, which).as_ref(), figure(&new, which).as_ref())
    };
    let points = pair(|i| Some(i.points.clone()));
    let value = pair(|i| i.value.clone());
    let target = pair(|i| i.target.clone());
    if points.is_none() && value.is_none() && target.is_none() {
        return None;
    }
    Some(ChangedItem {
        item: name.to_owned(),
        points: points.unwrap_or(Pair {
            before: old.map(|i| i.points),
            after: new.map(|i| i.points),
        }),
        value,
        target,
    })
}

/// Puts those first that differ most; the order stays where they differ alike.
fn by_size(mut pairs: Vec<Pair>) -> Vec<Pair> {
    let by = |pair: &Pair| pair.by().map_or(Number::ZERO, |by| by.absolute());
    pairs.sort_by_cached_key(|pair| std::cmp::Reverse(by(pair)));
    pairs
}

/// Pairs figures by their names.
fn named(old: &[Noted], new: &[Noted]) -> Vec<Pair> {
    let gone = old.iter().filter(|o| new.iter().all(|n| n.name != o.name));
    let names = new.iter().chain(gone).map(|n| &n.name);
    let find = |all: &'_ [Noted], name: &str| all.iter().find(|n| n.name == name).cloned();
    names
        .filter_map(|name| Pair::of(find(old, name).as_ref(), find(new, name).as_ref()))
        .collect()
}
