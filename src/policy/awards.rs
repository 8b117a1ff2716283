//! `awards:`: who may have an award, who wins it, and the prize.

mod first;
mod gate;
mod prize;
mod said;
mod withdraw;

use std::sync::Arc;

use super::boards::{self, SortKey};
use super::draft::{Draft, named};
use super::mistake::{HonourMistake, RewardMistake};
use super::scorecard::{joined, key_of};
use super::spoken::spoken;
use super::streak::{Gaps, Streak};
use super::{Award, DecisionRows, veto};
use crate::content::Node;
use crate::diagnostic::Said;
use crate::figure::{Body, Direction, Form, Ties};
use crate::form::reward::AWARD;
use crate::form::{Fields, Written};
use crate::formula::{Expr, Node as ExprNode, Operator};
use crate::number::Number;
use crate::period::Length;

use gate::and_said;

pub(super) use withdraw::report_unread;

/// Reads `awards:` and defines their figures.
pub(super) fn awards(draft: &mut Draft, length: Length, node: &Node) -> Vec<Award> {
    let mut awards = Vec::new();
    let all = draft.reader.named(node);
    let names: Vec<String> = all.iter().map(|(name, _)| name.value.clone()).collect();
    for (name, node) in all {
        if let Some(fields) = draft.reader.read(node, &AWARD)
            && let Some(award) = award(draft, length, &name, &fields, &names)
        {
            awards.push(award);
        }
    }
    awards
}

fn award(
    draft: &mut Draft,
    length: Length,
    name: &Written<String>,
    fields: &Fields<'_>,
    names: &[String],
) -> Option<Award> {
    let place = &name.place;
    let won: Arc<str> = format!("award.{}", name.value).into();
    let mut way = way(draft, length, name, fields, &won)?;
    if let Some(who) = fields.node("who").and_then(|n| draft.formula(n)) {
        and_said(&mut way.gate, &spoken(draft, &who));
        way.conditions.push(who);
    }
    if let Some((condition, words)) = gate::at_least(draft, name, fields, way.keys.first()) {
        and_said(&mut way.gate, &words);
        way.conditions.push(condition);
    }
    let prizes = prize::read(draft, name, fields, !way.keys.is_empty());
    if let Some(node) = fields.node("level")
        && let Some(levels) = prizes.levels()
        && let Some((figure, listed, words)) = gate::level(draft, node, &won, &levels)
    {
        and_said(&mut way.gate, &words);
        way.reasons.push(figure);
        way.conditions.push(listed);
    }
    if way.keys.is_empty() && way.conditions.is_empty() {
        // A gate that could not be read is reported already.
        let gates = ["at_least", "who", "rank_by", "level"];
        if gates.iter().any(|key| fields.has(key)) {
            return None;
        }
        draft.reader.report(RewardMistake::AwardWithoutRule {
            award: name.value.clone(),
            place: place.clone(),
        });
        return None;
    }
    let Way {
        keys,
        mut conditions,
        mut gate,
        mut reasons,
        judged,
        decided,
    } = way;
    conditions.extend(veto::awards_open(draft, place));
    let counted = streak(draft, name, fields, &won, &mut conditions, &mut gate);
    reasons.extend(counted.as_ref().map(|c| Arc::clone(&c.counter)));
    let counting = counted.as_ref().map(|c| c.said.clone()).unwrap_or_default();
    let run = counted.and_then(|c| Some((c.counter, c.periods?)));
    let (excludes, other) = excluded(draft, name, fields, names);
    conditions.extend(other);
    let eligible: Arc<str> = format!("{won}.eligible").into();
    let truth = Expr::new(ExprNode::Truth(true), place);
    let condition = joined(conditions, Operator::And).unwrap_or(truth);
    let mut figure = draft.figure(&eligible, &name.value, Form::Eligible, condition);
    figure.place = place.clone();
    draft.define(figure);
    let places = places(draft, fields, keys.is_empty(), prizes.places());
    let among = Some(named(&eligible, place));
    let body = match places {
        Some(places) if !keys.is_empty() => Body::Pick {
            within: boards::within(draft, fields),
            among: among.clone(),
            keys: keys.iter().map(|k| (k.expr.clone(), k.direction)).collect(),
            places,
        },
        _ => Body::Formula(named(&eligible, place)),
    };
    let figure = draft.figure_with(&won, &name.value, Form::Award, body, place);
    draft.define(figure);
    if prizes.places().is_some() {
        let body = Body::Rank {
            within: boards::within(draft, fields),
            among,
            keys: keys.iter().map(|k| (k.expr.clone(), k.direction)).collect(),
            ties: Ties::Standard,
        };
        let (full, title) = (format!("{won}.rank"), draft.say("名次", "Place"));
        let figure = draft.figure_with(&full, &title, Form::Key, body, place);
        draft.define(figure);
        reasons.insert(0, full.into());
    }
    let given = prize::define(draft, name, fields, &won, &prizes, places);
    let within = boards::within(draft, fields);
    let mut how = said::how(
        draft,
        &said::Ranked {
            keys: &keys,
            gate: &gate,
            places: if keys.is_empty() { None } else { places },
            first: fields.has("first"),
            judged,
            within,
            excludes: &excludes,
        },
    );
    how.zh += &counting.zh;
    how.en += &counting.en;
    let withdrawal = withdraw::read(draft, name, fields, given.prize.as_deref());
    let ranked = places.is_some();
    let gets = said::gets(draft, fields, (&given, ranked), withdrawal.as_ref());
    let keys: Vec<(Arc<str>, Direction)> =
        keys.into_iter().map(|k| (k.figure, k.direction)).collect();
    let sorted = keys.iter().map(|(figure, _)| Arc::clone(figure));
    let reasons = sorted.chain(reasons).collect();
    Some(Award {
        name: name.value.as_str().into(),
        keys,
        reasons,
        eligible,
        prize: given.prize,
        places,
        split: given.split,
        in_kind: prize::in_kind(draft, name, fields, &won),
        won,
        given: fields.text("given").map(|t| t.value),
        gate,
        how,
        gets,
        prizes: given.said,
        excludes,
        run,
        judged,
        decided: decided
            .into_iter()
            .chain(withdrawal.as_ref().and_then(|w| w.rows.clone()))
            .collect(),
        withdrawal,
        first_event: fields.has("first"),
        clause: None,
    })
}

/// By what an award is given.
struct Way {
    keys: Vec<SortKey>,
    conditions: Vec<Expr>,
    gate: Said,
    /// Figures beside the keys that tell why somebody has won.
    reasons: Vec<Arc<str>>,
    /// Whether people decide.
    judged: bool,
    /// The rows in which they do.
    decided: Option<DecisionRows>,
}

/// Reads by what an award is given: a ranking, a first event, growth, or what people decide.
fn way(
    draft: &mut Draft,
    length: Length,
    name: &Written<String>,
    fields: &Fields<'_>,
    won: &Arc<str>,
) -> Option<Way> {
    let place = &name.place;
    let first = fields.has("first");
    if first != fields.has("by") || (first && fields.has("rank_by")) {
        draft.reader.report(RewardMistake::AwardFirst {
            award: name.value.clone(),
            place: place.clone(),
        });
        return None;
    }
    let ways = ["rank_by", "improved", "judged", "first"];
    let ways: Vec<&'static str> = ways.into_iter().filter(|key| fields.has(key)).collect();
    if ways.len() > 1 {
        draft.reader.report(HonourMistake::AwardWays {
            award: name.value.clone(),
            keys: ways,
            place: place.clone(),
        });
        return None;
    }
    let mut way = Way {
        keys: boards::keys(draft, won, fields, &name.value),
        conditions: Vec::new(),
        gate: Said::default(),
        reasons: Vec::new(),
        judged: false,
        decided: None,
    };
    if first {
        let event = first::read(draft, fields, place)?;
        and_said(&mut way.gate, &first::said(draft, length, &event));
        let (when, up) = (event.when, Direction::Ascending);
        let key = boards::key(draft, won, &name.value, 0, when, up);
        let title = spoken(draft, &event.by);
        draft.entitle(
            &key.figure,
            if draft.chinese { &title.zh } else { &title.en },
        );
        way.keys.push(key);
        way.conditions.push(event.took_place);
    }
    if let Some(node) = fields.node("improved") {
        let (key, some, said) = gate::improved(draft, node, won, &name.value)?;
        and_said(&mut way.gate, &said);
        way.keys.push(key);
        way.conditions.push(some);
    }
    if let Some(table) = fields.text("judged") {
        let decided = gate::decided(draft, &table, &name.value, won, true);
        let said = Said::new(
            format!("由人评定，记在“{}”", table.value),
            format!("decided by people, kept in `{}`", table.value),
        );
        and_said(&mut way.gate, &said);
        way.conditions.push(decided.happened);
        way.reasons.extend([decided.by, decided.reason]);
        way.judged = true;
        way.decided = Some(decided.rows);
    }
    Some(way)
}

/// A count of periods running.
struct Counted {
    counter: Arc<str>,
    /// How many periods are asked for, where what lies before these does not matter.
    periods: Option<u32>,
    /// How it is counted; may be empty.
    said: Said,
}

/// With `run`, replaces the conditions by a count of how many periods running they have held.
fn streak(
    draft: &mut Draft,
    name: &Written<String>,
    fields: &Fields<'_>,
    won: &Arc<str>,
    conditions: &mut Vec<Expr>,
    gate: &mut Said,
) -> Option<Counted> {
    let place = &name.place;
    let gaps = Gaps::read(draft, name, fields).or_reset();
    let reset = fields
        .truth("reset", &mut draft.reader)
        .is_none_or(|t| t.value);
    let Some(node) = fields.node("run") else {
        let counts = ["reset", "data", "without_data"];
        if let Some(key) = counts.into_iter().find(|key| fields.has(key)) {
            draft.reader.report(HonourMistake::CountsNothing {
                award: name.value.clone(),
                place: fields.key_place(key).unwrap_or(place).clone(),
            });
        }
        return None;
    };
    let run = draft.amount((&name.value, &name.value), key_of(fields, "run"), node)?;
    let truth = Expr::new(ExprNode::Truth(true), place);
    let when = joined(std::mem::take(conditions), Operator::And).unwrap_or(truth);
    let full: Arc<str> = format!("{won}.count").into();
    let title = draft.say("连续期数", "Periods running");
    let streak = Streak {
        names: (&full, &format!("{}.计数", name.value), &title),
        form: Form::Key,
        when: &when,
        anew: reset.then_some(won.as_ref()),
        gaps: &gaps,
        place,
    };
    super::streak::counter(draft, &streak);
    conditions.extend(gaps.held(&when, place));
    let counted = named(&full, place);
    conditions.push(Expr::binary(Operator::MoreOrEqual, counted, run.expr));
    gate.zh = format!("连续 {} 期{}", run.words.zh, gate.zh);
    gate.en = format!("{} for {} periods running", gate.en, run.words.en);
    let mut counting = Said::default();
    if reset {
        counting.zh += "得奖之后重新计数。";
        counting.en += " A win starts the count anew.";
    }
    if let Some(said) = gaps.said() {
        counting.zh += &format!("{}。", said.zh);
        counting.en += &format!(" In the count, {}.", said.en);
    }
    // Where a win starts the count anew, it hangs on every win before.
    let periods = run.number.as_ref().filter(|_| !reset);
    let periods = periods.and_then(Number::to_i64);
    Some(Counted {
        counter: full,
        periods: periods.and_then(|n| u32::try_from(n).ok()),
        said: counting,
    })
}

fn excluded(
    draft: &mut Draft,
    name: &Written<String>,
    fields: &Fields<'_>,
    names: &[String],
) -> (Vec<Arc<str>>, Vec<Expr>) {
    let (mut others, mut conditions) = (Vec::new(), Vec::new());
    for other in fields.texts("excludes") {
        if !names.contains(&other.value) || other.value == name.value {
            draft.reader.report(RewardMistake::UnknownAward {
                name: other.value.clone(),
                known: names.to_vec(),
                place: other.place,
            });
            continue;
        }
        let won = named(&format!("award.{}", other.value), &other.place);
        conditions.push(Expr::new(ExprNode::Not(Box::new(won)), &other.place));
        others.push(Arc::from(other.value));
    }
    (others, conditions)
}

/// `None` for all who are eligible.
fn places(
    draft: &mut Draft,
    fields: &Fields<'_>,
    unranked: bool,
    prizes: Option<u32>,
) -> Option<u32> {
    match fields.text("places").map(|t| t.value) {
        Some(text) if matches!(text.trim(), "all" | "全部") => None,
        Some(_) => fields
            .count("places", &mut draft.reader)
            .map(|n| n.value.max(1))
            .or(Some(1)),
        None if unranked => None,
        None => Some(prizes.unwrap_or(1)),
    }
}
