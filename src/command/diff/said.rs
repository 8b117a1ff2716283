//! What is different and what makes it so, in words and tables for a terminal.

mod inputs;
mod people;

use std::collections::BTreeMap;

use super::Told;
use crate::command::compare::said::Say;
use crate::comparison::{Change, Changed, Difference};
use crate::diagnostic::Language;

/// How many people, rows and rules are listed unless all are asked for.
const MOST: usize = 10;
/// The longest text of a rule or a row that is shown, in characters.
const LONGEST: usize = 60;

/// Says it all.
pub(super) fn text(told: &Told, all: bool, language: Language) -> String {
    let say = Say(language);
    let most = if all { usize::MAX } else { MOST };
    let named = |name: &str| match name {
        "." => say.of("当前的网站", "the site as it is").to_owned(),
        name => name.to_owned(),
    };
    let (before, after) = (named(&told.names.0), named(&told.names.1));
    let mut blocks = vec![
        say.of(
            &format!("对比，仅供内部：{before} → {after}。列出每个人的变化，不要公布。"),
            &format!("Compared, for internal use only: {before} → {after}. It names people; do not publish it."),
        )
        .to_owned(),
    ];
    match &told.inputs {
        Some(inputs) => blocks.extend(inputs::text(inputs, &told.rules, most, &say)),
        None => blocks.extend(rules(told, most, &say)),
    }
    let teams: BTreeMap<&str, &str> = told
        .teams
        .iter()
        .map(|(id, name)| (id.as_str(), name.as_str()))
        .collect();
    let different = |d: &&Difference| {
        d.changed.iter().any(Changed::is_result) || !(d.joined.is_empty() && d.left.is_empty())
    };
    let found: Vec<_> = told.differences.iter().filter(different).collect();
    if found.is_empty() {
        let same = say.of("结果完全相同。", "The results are the same.");
        blocks.push(same.to_owned());
    }
    let people = found
        .into_iter()
        .map(|d| people::text(d, told.inputs.as_ref(), (&teams, most), &say));
    blocks.extend(people);
    blocks.join("\n\n")
}

/// Lists the rules that differ between two versions of a policy.
fn rules(told: &Told, most: usize, say: &Say) -> Option<String> {
    if told.rules.is_empty() {
        return None;
    }
    let head = say.of("制度换了版本：", "Policies with another version:");
    let mut lines = vec![head.to_owned()];
    lines.extend(some(&told.rules, most, say, |c| rule(c, say)));
    Some(lines.join("\n"))
}

/// Writes a rule that differs.
fn rule(change: &Change, say: &Say) -> String {
    let text = |text: &Option<String>| match text {
        None => say.of("（没有）", "(none)").to_owned(),
        Some(text) => short(text),
    };
    let (before, after) = (text(&change.before), text(&change.after));
    let Change {
        policy, part, what, ..
    } = change;
    let colon = say.of("：", ": ");
    format!("  {policy}  {part} · {what}{colon}{before} → {after}")
}

/// Writes at most so many lines, and how many more there are.
fn some<T>(all: &[T], most: usize, say: &Say, line: impl Fn(&T) -> String) -> Vec<String> {
    let mut lines: Vec<String> = all.iter().take(most).map(line).collect();
    if all.len() > most {
        let more = all.len() - most;
        lines.push(
            say.of(
                &format!("  还有 {more} 处，加 --all 全部列出。"),
                &format!("  {more} more; --all lists them."),
            )
            .to_owned(),
        );
    }
    lines
}

fn short(text: &str) -> String {
    match text.chars().count() > LONGEST {
        true => text.chars().take(LONGEST).chain(['…']).collect(),
        false => text.to_owned(),
    }
}
