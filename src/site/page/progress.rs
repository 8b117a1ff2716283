//! How far a period is: its states with their dates, its working days, and what of it is not settled
//! or was corrected.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::assessment::{Figured, ItemResult};
use crate::data::State;
use crate::site::edition::{PublicPeriod, PublicPolicy, PublicSubject};
use crate::site::format;
use crate::site::shared::Shared;

/// A state on the way of a period.
#[derive(Debug, Serialize)]
pub struct StepView {
    name: String,
    /// The date that belongs to it; only the present state has one.
    date: String,
    /// `done`, `now` or `next`.
    when: &'static str,
}

/// Something that was corrected.
#[derive(Debug, Serialize)]
pub struct CorrectedView {
    policy: String,
    text: String,
}

/// Shows the states of a period in their order.
pub fn steps(shared: &Shared<'_>, period: &PublicPeriod<'_>) -> Vec<StepView> {
    let now = period.state();
    let words = &shared.words;
    let date = |key: &str, day: Option<jiff::civil::Date>| {
        day.map_or_else(String::new, |day| {
            let day = format::day_in(words, day, period.period().year());
            words.fill(key, &[("day", &day)])
        })
    };
    [
        (State::Open, "state_open"),
        (State::CutOff, "step_cut_off"),
        (State::Provisional, "state_provisional"),
        (State::Final, "state_final"),
    ]
    .into_iter()
    .map(|(state, name)| StepView {
        name: words.say(name).to_owned(),
        date: match state {
            State::Open if now == state => date("step_data", period.data_until()),
            State::Provisional if now == state => date("step_until", period.objections_until()),
            _ => String::new(),
        },
        when: match state.cmp(&now) {
            std::cmp::Ordering::Less => "done",
            std::cmp::Ordering::Equal => "now",
            std::cmp::Ordering::Greater => "next",
        },
    })
    .collect()
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

/// Says which figures were corrected and how often, without names.
pub fn corrected(shared: &Shared<'_>, policy: &PublicPolicy<'_>) -> Option<CorrectedView> {
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    for subject in policy.subjects() {
        for figure in figures(subject).into_iter().filter(|f| f.corrected) {
            *found.entry(&figure.title).or_default() += 1;
        }
    }
    if found.is_empty() {
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
    let list: Vec<String> = list.collect();
    Some(CorrectedView {
        policy: policy.policy().title.clone(),
        text: list.join(shared.words.say("semicolon")),
    })
}

/// Returns a subject's figures that may be seen.
fn figures<'a>(subject: &PublicSubject<'a>) -> Vec<&'a Figured> {
    let mut all: Vec<&Figured> = Vec::new();
    for item in subject.items() {
        of_item(item, &mut all);
    }
    all.extend(subject.total());
    all.extend(subject.grades());
    all.extend(subject.metrics());
    all
}

fn of_item<'a>(item: &'a ItemResult, all: &mut Vec<&'a Figured>) {
    all.extend(item.value.iter().chain(&item.target));
    all.push(&item.points);
    for part in &item.items {
        of_item(part, all);
    }
}
