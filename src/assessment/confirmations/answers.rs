//! Answers meet the figures of today: which answer counts, and which figures it is about.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::mistake::ConfirmedMistake;
use super::{Answered, Card, Confirmations, Difference, Given, RawFigure};
use crate::data::{Confirmation, Ledger, date_cell, number_cell};
use crate::number::Number;
use crate::value::Value;

/// What stands where nothing was measured.
const NOTHING: &[&str] = &["—", "-", "--", "——"];

/// Gives each card its answer; tells what belongs to nobody's, what contradicts itself, and who
/// confirmed other figures.
pub(super) fn give(
    all: &mut Confirmations,
    answers: &[Confirmation],
    ledger: &Ledger,
) -> Vec<ConfirmedMistake> {
    let mut told = Vec::new();
    let mut by_person: BTreeMap<&Arc<str>, Vec<&Confirmation>> = BTreeMap::new();
    for answer in answers {
        by_person.entry(&answer.person).or_default().push(answer);
    }
    all.answered = true;
    for person in &mut all.people {
        let answers = by_person.remove(&person.id).unwrap_or_default();
        let mut of_cards: Vec<Vec<&Confirmation>> = vec![Vec::new(); person.cards.len()];
        for answer in answers {
            let meant = meant(&person.cards, answer);
            if meant.is_empty() {
                told.push(ConfirmedMistake::NotAsked {
                    place: answer.place.clone(),
                    name: person.name.clone(),
                    policy: answer.policy.as_ref().map(ToString::to_string),
                });
            }
            for at in meant {
                of_cards
                    .get_mut(at)
                    .into_iter()
                    .for_each(|c| c.push(answer));
            }
        }
        for (card, answers) in person.cards.iter_mut().zip(of_cards) {
            let judged = answers.iter().map(|answer| judge(card, answer));
            let (given, contradicted) = settle(judged.collect());
            card.given = given;
            let Some(given) = &card.given else { continue };
            if let Some(other) = contradicted {
                told.push(ConfirmedMistake::Twice {
                    place: given.place.clone(),
                    other,
                    name: person.name.clone(),
                });
            }
            if card.answered() == Answered::Others {
                told.push(ConfirmedMistake::Others {
                    place: given.place.clone(),
                    name: person.name.clone(),
                    policy: card.policy.title.clone(),
                    differences: given.differences.clone(),
                });
            }
        }
    }
    for answer in by_person.into_values().flatten() {
        told.push(ConfirmedMistake::NotAsked {
            place: answer.place.clone(),
            name: ledger
                .person(&answer.person)
                .map_or_else(|| answer.person.to_string(), |p| p.name.clone()),
            policy: None,
        });
    }
    told
}

/// Finds the cards that an answer is about: those of its policy, else the one of its code, else
/// all.
fn meant(cards: &[Card], answer: &Confirmation) -> Vec<usize> {
    let find = |is: &dyn Fn(&Card) -> bool| -> Vec<usize> {
        let cards = cards.iter().enumerate();
        cards.filter(|(_, c)| is(c)).map(|(at, _)| at).collect()
    };
    let code = answer.code.as_deref();
    let of_code = find(&|card| Some(card.code.as_str()) == code);
    match &answer.policy {
        _ if !of_code.is_empty() => of_code,
        None => find(&|_| true),
        Some(policy) => find(&|card| {
            let policy = policy.trim();
            card.policy.title.trim() == policy || card.policy.id.as_ref() == policy
        }),
    }
}

/// Holds an answer against the figures of today.
fn judge(card: &Card, answer: &Confirmation) -> Given {
    let differences: Vec<Difference> = card
        .figures
        .iter()
        .filter_map(|raw| differs(raw, answer))
        .collect();
    let other_code = answer.code.as_deref().is_some_and(|code| code != card.code);
    Given {
        agrees: answer.agrees,
        objection: answer.objection.clone(),
        remark: answer.remark.clone(),
        day: answer.day,
        others: other_code || !differences.is_empty(),
        differences,
        place: answer.place.clone(),
    }
}

/// Settles which of several answers counts: the latest where days tell it, else one about the
/// figures of today, else an objection. Returns with it the place of one that contradicts it.
fn settle(mut answers: Vec<Given>) -> (Option<Given>, Option<crate::value::Place>) {
    let by_weight = |a: &Given, b: &Given| match (a.day, b.day) {
        (Some(a), Some(b)) if a != b => a.cmp(&b),
        _ => b.others.cmp(&a.others),
    };
    let mut counts: Option<Given> = None;
    let mut contradicted = None;
    // Sorted by what does not depend on the order of files.
    answers.sort_by(|a, b| a.place.cmp(&b.place));
    for answer in answers {
        let Some(first) = &counts else {
            counts = Some(answer);
            continue;
        };
        match by_weight(&answer, first) {
            Ordering::Less => {}
            Ordering::Greater => {
                counts = Some(answer);
                contradicted = None;
            }
            Ordering::Equal if answer.agrees == first.agrees => {}
            Ordering::Equal if answer.agrees => contradicted = Some(answer.place),
            Ordering::Equal => {
                contradicted = Some(first.place.clone());
                counts = Some(answer);
            }
        }
    }
    (counts, contradicted)
}

/// Tells how a figure of a sheet differs from today's; `None` where it does not, or where the
/// sheet does not have it.
fn differs(raw: &RawFigure, answer: &Confirmation) -> Option<Difference> {
    let (_, written) = answer
        .figures
        .iter()
        .find(|(heading, _)| is_heading_of(raw, heading))?;
    let figure = &raw.figure;
    let nothing = NOTHING.contains(&written.as_ref());
    let same = match (&figure.cell, &figure.shown) {
        (_, None) => nothing,
        (Ok(Value::Number(_)), Some(shown)) => is_number(shown, &figure.unit, written),
        (Ok(Value::Date(day)), Some(_)) => date_cell(written).is_ok_and(|d| d == *day),
        (_, Some(shown)) => written.trim() == shown.trim(),
    };
    (!same).then(|| Difference {
        title: raw.title.clone(),
        was: written.to_string(),
        now: figure.shown.clone().unwrap_or_else(|| "—".to_owned()),
    })
}

/// Tells whether a cell says a number that was shown with these digits.
fn is_number(shown: &str, unit: &str, written: &str) -> bool {
    let (Ok(now), Ok(was)) = (Number::parse(shown), number_cell(written)) else {
        return written.trim() == shown;
    };
    let hundredth = match matches!(unit, "%" | "％") {
        true => now.divided_by(&Number::HUNDRED),
        false => None,
    };
    was == now || hundredth.is_some_and(|now| was == now)
}

/// Tells whether a heading is that of a figure, with or without its unit, in either language.
fn is_heading_of(raw: &RawFigure, heading: &str) -> bool {
    let titled = |text: &str| text == raw.title.zh || text == raw.title.en;
    let bare = heading.rfind(['（', '(']).and_then(|at| heading.get(..at));
    titled(heading.trim()) || bare.is_some_and(|bare| titled(bare.trim()))
}
