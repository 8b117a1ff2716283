//! One policy's results in one period as a plain list of figures by subject: what two periods, two
//! states of a site or two files of results have in common.

use std::collections::{BTreeMap, BTreeSet};

use crate::assessment::{Awarded, Figured, ItemResult, PeriodResult, PolicyResult, pay_sheet};
use crate::number::Number;
use crate::value::{Value, date_text};

/// One policy's results in one period.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// The period, for example `2026-10`.
    pub period: String,
    /// The policy's id.
    pub policy: String,
    /// The name that readers see.
    pub title: String,
    /// The version in force.
    pub version: String,
    /// What there is of each subject, by id.
    pub subjects: BTreeMap<String, Standing>,
}

/// What there is of one subject.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// The name that readers see.
    pub name: String,
    /// The team's id; empty for none.
    pub team: String,
    /// The total; `None` without a scorecard.
    pub total: Option<Noted>,
    /// The items at the ends of the scorecard's tree, in its order.
    pub items: Vec<Item>,
    /// The points of the items at the top, which make the total.
    pub top: Vec<Option<Number>>,
    /// Metrics that are no item's value.
    pub metrics: Vec<Noted>,
    /// The lines of pay.
    pub pay: Vec<Noted>,
    /// Grades and other results of the total, and where somebody stands on a ladder.
    pub grades: Vec<Noted>,
    /// The ranks by board.
    pub ranks: BTreeMap<String, u32>,
    /// The awards won.
    pub awards: BTreeSet<String>,
    /// What is paid out in all; `None` where that is not known or nothing is ever paid.
    pub paid: Option<Number>,
}

/// A figure: exact, and as readers see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// The full name.
    pub name: String,
    /// The name that readers see.
    pub title: String,
    /// The unit; empty for none.
    pub unit: String,
    /// The value in the measure of its unit; `None` where it is missing.
    pub value: Option<Known>,
    /// The digits that readers see.
    pub shown: String,
    /// Whether an adjustment replaced it.
    pub corrected: bool,
}

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known {
    /// A number.
    Number(Number),
    /// A word, a day, yes or no.
    Text(String),
}

/// An item of a scorecard.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its name, with the groups in which it stands: `业绩 / 回款额`.
    pub name: String,
    /// The measured value; `None` for ratings.
    pub value: Option<Noted>,
    /// The target; `None` without one.
    pub target: Option<Noted>,
    /// The points.
    pub points: Noted,
}

impl Noted {
    /// Returns the number; `None` for anything else.
    pub fn number(&self) -> Option<&Number> {
        match &self.value {
            Some(Known::Number(number)) => Some(number),
            _ => None,
        }
    }

    fn of(figure: &Figured) -> Self {
        let percent = matches!(&*figure.unit, "%" | "％");
        let value = match &figure.cell {
            Ok(Value::Number(number)) if percent => {
                Some(Known::Number(number.times(&Number::HUNDRED)))
            }
            Ok(Value::Number(number)) => Some(Known::Number(number.clone())),
            Ok(Value::Text(text)) => Some(Known::Text(text.to_string())),
            Ok(Value::Truth(truth)) => Some(Known::Text(truth.to_string())),
            Ok(Value::Date(time)) => Some(Known::Text(date_text(*time))),
            Err(_) => None,
        };
        Self {
            name: figure.name.to_string(),
            title: figure.title.to_string(),
            unit: figure.unit.to_string(),
            shown: figure.shown.clone().unwrap_or_default(),
            corrected: figure.corrected,
            value,
        }
    }
}

/// Lists what there is of all policies in a period.
pub fn snapshots(period: &PeriodResult) -> Vec<Snapshot> {
    let all = period.policies.iter();
    all.map(|policy| snapshot(period, policy)).collect()
}

fn snapshot(period: &PeriodResult, policy: &PolicyResult) -> Snapshot {
    let sheet = pay_sheet(policy, None, (&|_| String::new(), &|_| String::new()));
    let rows = sheet.into_iter().flat_map(|sheet| sheet.rows);
    let mut paid: BTreeMap<String, Number> = rows
        .filter_map(|row| Some((row.id.to_string(), row.total.ok()?)))
        .collect();
    let mut subjects: BTreeMap<String, Standing> = BTreeMap::new();
    for subject in &policy.subjects {
        let mut items = Vec::new();
        subject.items.iter().for_each(|i| leaves(i, "", &mut items));
        let ladder = subject.ladder.iter();
        let ladder = ladder.filter(|f| f.name.as_ref() == "ladder.grade_after");
        let standing = Standing {
            name: subject.name.clone(),
            team: subject.team.to_string(),
            total: subject.total.as_ref().map(Noted::of),
            items,
            top: subject
                .items
                .iter()
                .map(|item| Noted::of(&item.points).number().cloned())
                .collect(),
            metrics: subject.metrics.iter().map(Noted::of).collect(),
            pay: subject.pay.iter().map(|p| Noted::of(&p.amount)).collect(),
            grades: subject.grades.iter().chain(ladder).map(Noted::of).collect(),
            ranks: BTreeMap::new(),
            awards: BTreeSet::new(),
            paid: paid.remove(&*subject.id),
        };
        subjects.insert(subject.id.to_string(), standing);
    }
    for board in &policy.boards {
        for standing in &board.standings {
            if let Some(subject) = subjects.get_mut(&*standing.id) {
                subject.ranks.insert(board.board.to_string(), standing.rank);
            }
        }
    }
    for award in &policy.awards {
        let Awarded::Won(winners) = &award.outcome else {
            continue;
        };
        for winner in winners {
            if let Some(subject) = subjects.get_mut(&*winner.id) {
                subject.awards.insert(award.award.to_string());
            }
        }
    }
    Snapshot {
        period: period.period.to_string(),
        policy: policy.policy.id.to_string(),
        title: policy.policy.title.clone(),
        version: policy.policy.begins().to_string(),
        subjects,
    }
}

fn leaves(item: &ItemResult, above: &str, found: &mut Vec<Item>) {
    let name = match above {
        "" => item.item.to_string(),
        above => format!("{above} / {}", item.item),
    };
    if item.items.is_empty() {
        found.push(Item {
            value: item.value.as_ref().map(Noted::of),
            target: item.target.as_ref().map(Noted::of),
            points: Noted::of(&item.points),
            name,
        });
        return;
    }
    for below in &item.items {
        leaves(below, &name, found);
    }
}
