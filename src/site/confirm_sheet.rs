//! Raw figures for people to confirm before points are settled: a workbook a team, a sheet a
//! policy. No points, no marks, no pay.

use std::sync::Arc;

use indexmap::IndexMap;

use super::format;
use super::shared::Shared;
use super::sheet::{Field, Table, ToFill};
use crate::assessment::{Card, Shown};
use crate::data::Asked;
use crate::diagnostic::Language;
use crate::period::Period;
use crate::policy::Policy;

/// Makes the sheets of a team, one for each policy that somebody of it is under.
pub fn of_team(shared: &Shared<'_>, month: Period, team: &str) -> Vec<Table> {
    let Some(all) = shared.public.confirmations(month) else {
        return Vec::new();
    };
    let members = all.people.iter().filter(|p| p.team.as_ref() == team);
    let mut by_policy: IndexMap<Arc<str>, Vec<(&Shown, &Card)>> = IndexMap::new();
    for person in members {
        for card in &person.cards {
            let id = Arc::clone(&card.policy.id);
            by_policy.entry(id).or_default().push((person, card));
        }
    }
    by_policy.sort_unstable_keys();
    let cards = by_policy.into_values();
    cards
        .filter_map(|cards| table(shared, month, &cards))
        .collect()
}

fn table(shared: &Shared<'_>, month: Period, cards: &[(&Shown, &Card)]) -> Option<Table> {
    let policy: &Policy = cards.first().map(|(_, card)| card.policy.as_ref())?;
    let words = &shared.words;
    let in_language = |said: [&str; 2]| {
        let [zh, en] = said;
        match shared.language() {
            Language::Chinese => zh.to_owned(),
            Language::English => en.to_owned(),
        }
    };
    // People of different posts have different items; each column is there once.
    let mut columns: IndexMap<&str, String> = IndexMap::new();
    for raw in cards.iter().flat_map(|(_, card)| &card.figures) {
        let title = raw.title.get(shared.language());
        let heading = || format::heading(words, title, &raw.figure.unit);
        columns.entry(&raw.figure.name).or_insert_with(heading);
    }
    let mut headings: Vec<String> = [Asked::ID, Asked::NAME, Asked::POLICY]
        .map(in_language)
        .to_vec();
    headings.extend(columns.values().cloned());
    let first = headings.len();
    let asked = [Asked::AGREED, Asked::OBJECTION, Asked::REMARK, Asked::DAY];
    headings.extend(asked.map(in_language));
    headings.push(in_language(Asked::CODE));
    let rows = cards.iter().map(|(person, card)| {
        let mut row = vec![
            Field::text(person.id.to_string()),
            Field::text(&person.name),
            Field::text(&policy.title),
        ];
        row.extend(columns.keys().map(|name| {
            let mut figures = card.figures.iter();
            let raw = figures.find(|raw| raw.figure.name.as_ref() == *name);
            raw.map_or(Field::Blank, |raw| Field::figure(&raw.figure))
        }));
        row.extend(asked.map(|_| Field::Blank));
        row.push(Field::text(&card.code));
        row
    });
    let [zh, en] = Asked::ANSWERS;
    let answers = match shared.language() {
        Language::Chinese => zh,
        Language::English => en,
    };
    let answers = answers.map(str::to_owned).to_vec();
    let period = shared.period(month);
    Some(Table {
        name: policy.title.clone(),
        rows: rows.collect(),
        headings,
        notes: vec![
            words.fill("confirm_how", &[("period", &period)]),
            words.say("confirm_code").to_owned(),
        ],
        to_fill: vec![
            (first, ToFill::Choice(answers)),
            (first + 1, ToFill::Words),
            (first + 2, ToFill::Words),
            (first + 3, ToFill::Short),
        ],
        ..Table::default()
    })
}
