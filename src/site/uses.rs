//! Where metrics are used: the items, boards, awards, pay lines, rules and other metrics that read
//! each of them, by the rules in force.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::figure::{Definition, Form};
use crate::formula::each_name;
use crate::policy::{Item, Policy};

/// What reads a metric, in the order in which readers see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reader {
    /// An item of a scorecard.
    Item,
    /// Another metric.
    Metric,
    /// A board.
    Board,
    /// An award.
    Award,
    /// A grade or coefficient.
    Grade,
    /// A veto.
    Veto,
    /// A rule of the ladder.
    Ladder,
    /// A pay line.
    Pay,
}

/// A use of a metric.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Use {
    /// The id of the policy that uses it.
    pub policy: Arc<str>,
    /// What uses it.
    pub reader: Reader,
    /// Its name as readers see it; of boards and awards the name in the policy.
    pub title: String,
    /// The figure that reads it.
    pub figure: Arc<str>,
    /// The clause that speaks of it: its index in the policy.
    pub clause: Option<usize>,
}

type FigureKey = (Arc<str>, Arc<str>);

/// The uses of metrics, by policy and full name.
#[derive(Debug, Default)]
pub struct Uses(BTreeMap<FigureKey, Vec<Use>>);

impl Uses {
    /// Finds where the metrics of some policies are used.
    pub fn of(policies: &[&Policy]) -> Self {
        let readers = readers(policies);
        let mut uses = BTreeMap::new();
        for policy in policies {
            for metric in &policy.metrics {
                let key = (Arc::clone(&policy.id), Arc::clone(&metric.told.figure));
                let found = of_metric(policy, &key, &readers);
                uses.insert(key, found);
            }
        }
        Self(uses)
    }

    /// Returns where a metric is used, its own policy first.
    pub fn get(&self, policy: &str, metric: &str) -> &[Use] {
        let key = (Arc::from(policy), Arc::from(metric));
        self.0.get(&key).map_or(&[], Vec::as_slice)
    }
}

type Readers<'p> = BTreeMap<FigureKey, Vec<(&'p Policy, &'p Definition)>>;

/// Finds the figures that read each figure.
fn readers<'p>(policies: &[&'p Policy]) -> Readers<'p> {
    let mut full: BTreeMap<(&str, &str), FigureKey> = BTreeMap::new();
    for policy in policies {
        for definition in &policy.definitions {
            let key = (Arc::clone(&policy.id), Arc::clone(&definition.name));
            let names = std::iter::once(&definition.name).chain(&definition.aliases);
            full.extend(names.map(|name| ((policy.id.as_ref(), name.as_ref()), key.clone())));
        }
    }
    let mut readers = Readers::new();
    for policy in policies {
        for definition in &policy.definitions {
            let mut read = BTreeSet::new();
            for expr in definition.expressions() {
                each_name(expr, &mut |name| {
                    let of = name.policy.as_ref().unwrap_or(&policy.id);
                    let named = name.parts.join(".");
                    read.extend(full.get(&(of.as_ref(), named.as_str())).cloned());
                });
            }
            for key in read {
                readers.entry(key).or_default().push((policy, definition));
            }
        }
    }
    readers
}

fn of_metric(own: &Policy, metric: &FigureKey, readers: &Readers<'_>) -> Vec<Use> {
    let mut found: BTreeMap<(bool, Arc<str>, Reader, String), Use> = BTreeMap::new();
    // An item without points only shows its value.
    let items = own.scorecard.iter().flat_map(|s| &s.items);
    for item in items.filter_map(|i| item(i, &|i| i.value.as_ref() == Some(&metric.1))) {
        let place = (false, own.id.clone(), Reader::Item, item.title.clone());
        let mut points = own.definitions.iter().filter(|d| d.name == item.points);
        found.entry(place).or_insert_with(|| Use {
            policy: Arc::clone(&own.id),
            reader: Reader::Item,
            title: item.title.clone(),
            figure: Arc::clone(&item.points),
            clause: points.next().and_then(|d| d.clause),
        });
    }
    let mut seen = BTreeSet::from([metric.clone()]);
    let mut open = vec![metric.clone()];
    while let Some(key) = open.pop() {
        for (policy, definition) in readers.get(&key).into_iter().flatten() {
            match reader(policy, definition) {
                Some((reader, title)) => {
                    let foreign = policy.id != metric.0;
                    let place = (foreign, Arc::clone(&policy.id), reader, title.clone());
                    found.entry(place).or_insert_with(|| Use {
                        policy: Arc::clone(&policy.id),
                        reader,
                        title,
                        figure: Arc::clone(&definition.name),
                        clause: definition.clause,
                    });
                }
                // What readers never see by itself is passed through.
                None => {
                    let next = (Arc::clone(&policy.id), Arc::clone(&definition.name));
                    if seen.insert(next.clone()) {
                        open.push(next);
                    }
                }
            }
        }
    }
    found.into_values().collect()
}

/// Says what a figure belongs to; `None` for what readers never see by itself.
fn reader(policy: &Policy, definition: &Definition) -> Option<(Reader, String)> {
    let name = &definition.name;
    let title = || definition.title.to_string();
    match definition.form {
        Form::Metric => {
            let told = policy.metrics.iter().find(|m| m.told.figure == *name)?;
            Some((Reader::Metric, told.told.title.clone()))
        }
        Form::Target
        | Form::Proportional
        | Form::Band
        | Form::Less
        | Form::Raters
        | Form::Points
        | Form::Group
        | Form::Total => {
            let mut items = policy.scorecard.iter().flat_map(|s| &s.items);
            let holds = |i: &Item| i.points == *name || i.target.as_ref() == Some(name);
            let item = items.find_map(|i| item(i, &holds));
            Some((Reader::Item, item.map_or_else(title, |i| i.title.clone())))
        }
        Form::Rank => {
            let board = policy.boards.iter().find(|b| b.rank == *name);
            Some((
                Reader::Board,
                board.map_or_else(title, |b| b.name.to_string()),
            ))
        }
        Form::Eligible | Form::Award | Form::Prize | Form::Withdrawal => {
            let mut awards = policy.awards.iter();
            let award = awards.find(|a| {
                let rest = name.strip_prefix(a.won.as_ref());
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            });
            Some((
                Reader::Award,
                award.map_or_else(title, |a| a.name.to_string()),
            ))
        }
        Form::Grade => Some((Reader::Grade, title())),
        Form::Veto => Some((Reader::Veto, title())),
        Form::Counter | Form::Ladder => Some((Reader::Ladder, title())),
        Form::Pay | Form::Hold => Some((Reader::Pay, title())),
        Form::Key | Form::Step | Form::Source | Form::Shared => None,
    }
}

/// Finds an item, in a group or not.
fn item<'p>(item: &'p Item, fits: &dyn Fn(&Item) -> bool) -> Option<&'p Item> {
    if fits(item) {
        return Some(item);
    }
    item.items.iter().find_map(|part| self::item(part, fits))
}
