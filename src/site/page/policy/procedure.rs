//! Rounding, steps and appeals.

use super::rules::heads;
use crate::policy::{AfterChange, Policy, rounding_said};
use crate::site::format;
use crate::site::page::table::TableView;
use crate::site::shared::Shared;

/// Says what is rounded, and how many decimals are shown.
pub(super) fn rounding(shared: &Shared<'_>, policy: &Policy) -> Vec<String> {
    let words = &shared.words;
    if policy.definitions.is_empty() {
        return Vec::new();
    }
    let rules = &policy.rounding;
    let mut lines: Vec<String> = [
        ("round_points", &rules.points),
        ("round_group", &rules.group),
        ("round_total", &rules.total),
        ("round_pay", &rules.pay),
    ]
    .into_iter()
    .filter_map(|(key, rounding)| {
        let how = rounding_said(rounding.as_ref()?);
        Some(words.fill(key, &[("how", shared.say(&how))]))
    })
    .collect();
    if lines.is_empty() {
        lines.push(words.say("round_nothing").to_owned());
    }
    let decimals = policy.show.unwrap_or(shared.decimals());
    lines.push(words.count("round_shown", decimals as usize, &[]));
    lines
}

/// Writes the steps with their days.
pub(super) fn calendar(shared: &Shared<'_>, policy: &Policy) -> TableView {
    TableView {
        caption: String::new(),
        headings: heads(shared, &["step", "step_who", "step_when"]),
        rows: policy
            .calendar
            .iter()
            .map(|step| {
                vec![
                    step.name.clone(),
                    step.who.clone().unwrap_or_else(|| format::NONE.to_owned()),
                    shared.say(&step.when).to_owned(),
                ]
            })
            .collect(),
    }
}

/// Says how to appeal.
pub fn appeals(shared: &Shared<'_>, policy: &Policy) -> Vec<String> {
    let words = &shared.words;
    let after = policy.after_change.map(|after| match after {
        AfterChange::Keep => words.say("after_change_keep"),
        AfterChange::Reassign => words.say("after_change_reassign"),
        AfterChange::Both => words.say("after_change_both"),
    });
    let after = after.map(str::to_owned);
    let Some(appeals) = &policy.appeals else {
        return after.into_iter().collect();
    };
    let days = |key: &str, days: Option<u32>| match days {
        Some(days) => words.count(key, days as usize, &[]),
        None => words.fill(&format!("{key}_many"), &[("n", words.say("to_fill"))]),
    };
    let to = appeals.to.as_deref();
    let mut lines = vec![days("appeal_within", appeals.within)];
    lines.push(days("appeal_answer", appeals.answer_in));
    lines.extend(to.map(|to| words.fill("appeal_to", &[("to", to)])));
    lines.extend(after);
    lines
}
