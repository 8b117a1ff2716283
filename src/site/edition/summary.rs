//! How everybody did under a policy, without names: spread, means by team. Only of groups that are large enough.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::groups::tellable;
use super::spread::{Spread, median};
use crate::assessment::{Figured, PolicyResult, SubjectResult};
use crate::figure::Subject;
use crate::number::{Mode, Number, Rounding, mean};
use crate::site::format;
use crate::value::Value;

/// How everybody did under a policy.
#[derive(Debug, Clone)]
pub struct Summary {
    /// The figure that is summed up, with its spread.
    pub spread: Spread,
    /// The mean as it is drawn: near enough for a line, and small.
    pub drawn: Number,
    /// The mean as readers see it, without its unit.
    pub mean_shown: String,
    /// The teams that are large enough, the highest mean first, then by id.
    pub teams: Vec<TeamMean>,
    /// How many teams were too small to be shown.
    pub small_teams: usize,
    /// How many have which grade, where the policy gives grades.
    pub grades: Option<Grades>,
}

/// How many have which grade.
#[derive(Debug, Clone)]
pub struct Grades {
    /// The name of what is given: `等级`.
    pub title: Arc<str>,
    /// The grades, from that of the highest figure down, each with how many have it.
    pub kinds: Vec<(String, usize)>,
}

/// A team's mean.
#[derive(Debug, Clone)]
pub struct TeamMean {
    /// The team's id.
    pub team: Arc<str>,
    /// How many of the team have the figure.
    pub count: usize,
    /// Their mean.
    pub mean: Number,
    /// The value in the middle.
    pub median: Number,
    /// Each one's value, from low to high; for drawings of editions that show everybody's.
    pub values: Vec<Number>,
}

/// Sums a policy up; `None` where it is not about people, or they are too few.
pub(super) fn of(result: &PolicyResult, smallest_group: usize, decimals: u32) -> Option<Summary> {
    if result.policy.subject != Some(Subject::Person) {
        return None;
    }
    let mut title = None;
    let mut values: Vec<Number> = Vec::new();
    let mut teams: BTreeMap<Arc<str>, Vec<Number>> = BTreeMap::new();
    let keys = first_keys(result);
    for subject in &result.subjects {
        let Some(figure) = headline(subject, &keys) else {
            continue;
        };
        if let Ok(Value::Number(number)) = &figure.cell {
            title.get_or_insert((Arc::clone(&figure.title), Arc::clone(&figure.unit)));
            values.push(number.clone());
            if !subject.team.is_empty() {
                let team = teams.entry(Arc::clone(&subject.team)).or_default();
                team.push(number.clone());
            }
        }
    }
    let (title, unit) = title?;
    let spread = Spread::of((title, unit), &mut values, smallest_group)?;
    let known = teams.len();
    let without = spread.count - teams.values().map(Vec::len).sum::<usize>();
    let sizes = teams.iter().map(|(team, v)| (team.as_ref(), v.len()));
    // Those without a team are a group too.
    let told = tellable(sizes.chain([("", without)]), smallest_group);
    let told: BTreeSet<Arc<str>> = told.into_iter().map(Arc::from).collect();
    let mut teams: Vec<TeamMean> = teams
        .into_iter()
        .filter(|(team, _)| told.contains(team))
        .filter_map(|(team, mut values)| {
            values.sort();
            Some(TeamMean {
                team,
                count: values.len(),
                mean: mean(values.iter())?,
                median: median(&values)?,
                values,
            })
        })
        .collect();
    teams.sort_by(|a, b| b.mean.cmp(&a.mean).then_with(|| a.team.cmp(&b.team)));
    Some(Summary {
        mean_shown: format::number(&spread.mean, &spread.unit, decimals),
        drawn: Rounding::decimals(6, Mode::HalfUp).apply(&spread.mean),
        spread,
        small_teams: known - teams.len(),
        teams,
        grades: grades(result, smallest_group),
    })
}

/// Counts the first grade that is a word; nothing where fewer than the smallest group have one, or
/// where all have the same.
fn grades(result: &PolicyResult, smallest_group: usize) -> Option<Grades> {
    let rated = || result.subjects.iter();
    let word = |figure: &&Figured| matches!(figure.cell, Ok(Value::Text(_)));
    let name = &rated().find_map(|s| s.grades.iter().find(word))?.name;
    let mut title = None;
    let mut kinds: BTreeMap<String, (Option<Number>, usize)> = BTreeMap::new();
    for subject in rated() {
        let Some(grade) = subject.grades.iter().find(|g| g.name == *name) else {
            continue;
        };
        let Some(shown) = &grade.shown else { continue };
        title.get_or_insert(Arc::clone(&grade.title));
        let kind = kinds.entry(shown.clone()).or_default();
        kind.1 += 1;
        if let Some(Ok(Value::Number(total))) = subject.total.as_ref().map(|t| &t.cell) {
            kind.0 = kind.0.take().max(Some(total.clone()));
        }
    }
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    kinds.sort_by(|a, b| b.1.0.cmp(&a.1.0).then_with(|| a.0.cmp(&b.0)));
    let kinds: Vec<(String, usize)> = kinds.into_iter().map(|(g, (_, n))| (g, n)).collect();
    let all: usize = kinds.iter().map(|(_, n)| n).sum();
    (kinds.len() > 1 && all >= smallest_group).then_some(Grades {
        title: title?,
        kinds,
    })
}

/// Returns what each subject is ranked by first, for policies without a total.
fn first_keys(result: &PolicyResult) -> BTreeMap<&str, &Figured> {
    let Some(board) = result.boards.first() else {
        return BTreeMap::new();
    };
    board
        .standings
        .iter()
        .filter_map(|s| Some((s.id.as_ref(), s.keys.first()?)))
        .collect()
}

fn headline<'r>(
    subject: &'r SubjectResult,
    keys: &BTreeMap<&str, &'r Figured>,
) -> Option<&'r Figured> {
    subject
        .total
        .as_ref()
        .or_else(|| keys.get(subject.id.as_ref()).copied())
}
