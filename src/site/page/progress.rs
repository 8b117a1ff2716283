//! How far a period is: its states with their dates, its working days, and what of it is not settled
//! or was corrected.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::data::Stage;
use crate::site::edition::{PublicPeriod, PublicPolicy};
use crate::site::format;
use crate::site::shared::Shared;

/// A state on the way of a period.
#[derive(Debug, Serialize)]
pub struct StepView {
    name: String,
    /// The date that belongs to it; may be empty.
    date: String,
    /// Who brought it there, where the edition shows it; may be empty.
    by: String,
    /// `done`, `now` or `next`.
    when: &'static str,
}

/// Something that was corrected.
#[derive(Debug, Serialize)]
pub struct CorrectedView {
    policy: String,
    text: String,
}

/// Shows the states of a period in their order: the four of every month, and what came after them.
pub fn steps(shared: &Shared<'_>, period: &PublicPeriod<'_>) -> Vec<StepView> {
    // A what-if is in none of the states of results.
    if shared.what_if.is_some() {
        return vec![StepView {
            name: shared.state(period),
            when: "now",
            date: String::new(),
            by: String::new(),
        }];
    }
    let now = period.stage();
    let words = &shared.words;
    let year = period.period().year();
    let date = |key: &str, day: Option<Date>| {
        day.map_or_else(String::new, |day| {
            words.fill(key, &[("day", &format::day_in(words, day, year))])
        })
    };
    let reached = shared.public.reached(period);
    let shown = |stage: &Stage| *stage <= now.max(Stage::Final);
    Stage::ALL
        .into_iter()
        .filter(shown)
        .map(|stage| {
            let step = reached.iter().find(|step| step.stage == stage);
            let on = step.and_then(|step| step.on);
            let until = match stage {
                Stage::Open if now == stage => date("step_data", period.data_until()),
                Stage::Provisional if now == stage => date("step_until", period.objections_until()),
                _ => String::new(),
            };
            StepView {
                name: words.say(step_key(stage)).to_owned(),
                date: match until.is_empty() {
                    true => date("step_on", on),
                    false => until,
                },
                by: step.and_then(|step| step.by.clone()).unwrap_or_default(),
                when: match stage.cmp(&now) {
                    Ordering::Less => "done",
                    Ordering::Equal => "now",
                    Ordering::Greater => "next",
                },
            }
        })
        .collect()
}

/// Returns the key of a state's name in the row of states.
pub fn step_key(stage: Stage) -> &'static str {
    match stage {
        Stage::Open => "state_open",
        Stage::CutOff => "step_cut_off",
        Stage::Provisional => "state_provisional",
        Stage::Final => "state_final",
        Stage::Sealed => "state_sealed",
        Stage::Archived => "state_archived",
    }
}

/// Says how many of an open month's working days the data covers; empty for anything else.
pub fn elapsed(shared: &Shared<'_>, period: &PublicPeriod<'_>) -> String {
    shared.public.elapsed(period).map_or_else(String::new, |e| {
        let share = (e.gone * 100).checked_div(e.all).unwrap_or(0).to_string();
        let (gone, all) = (e.gone.to_string(), e.all.to_string());
        let parts = [("gone", gone.as_str()), ("all", &all), ("share", &share)];
        shared.words.fill("elapsed", &parts)
    })
}

/// Says that the results are those of a seal, where this version of the program works out others.
pub fn taken(shared: &Shared<'_>, period: &PublicPeriod<'_>) -> String {
    let kept = shared.public.kept(period.period());
    let Some(kept) = kept.filter(|kept| kept.is_taken()) else {
        return String::new();
    };
    let seal = &kept.sealed.seal;
    let count = kept.differences.to_string();
    let parts = [
        ("day", seal.sealed_on.as_str()),
        ("version", &seal.version),
        ("count", &count),
    ];
    shared.words.fill("taken_from_seal", &parts)
}

/// Says which figures were corrected and how often, without names.
pub fn corrected(shared: &Shared<'_>, policy: &PublicPolicy<'_>) -> Option<CorrectedView> {
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    for subject in policy.subjects() {
        for figure in subject.figures().into_iter().filter(|f| f.corrected) {
            *found.entry(&figure.title).or_default() += 1;
        }
    }
    let totals = policy.subjects().iter().filter_map(|s| s.total());
    let changed = totals.filter(|total| total.announced.is_some()).count();
    if found.is_empty() && changed == 0 {
        return None;
    }
    let key = if policy.is_about_people() {
        "corrected_people"
    } else {
        "corrected_teams"
    };
    let list = found.into_iter().map(|(title, count)| {
        let count = shared.words.count(key, count, &[]);
        let parts = [("title", title), ("value", count.as_str())];
        shared.words.fill("award_key", &parts)
    });
    let mut list: Vec<String> = list.collect();
    if changed > 0 {
        let key = match policy.is_about_people() {
            true => "changed_people",
            false => "changed_teams",
        };
        list.push(shared.words.count(key, changed, &[]));
    }
    Some(CorrectedView {
        policy: policy.policy().title.clone(),
        text: list.join(shared.words.say("semicolon")),
    })
}
