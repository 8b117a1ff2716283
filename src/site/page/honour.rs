//! One award: its rules, and its winners over all periods.

use std::sync::Arc;

use indexmap::IndexMap;
use serde::Serialize;

use crate::assessment::Awarded;
use crate::period::Period;
use crate::policy::{Award, Policy};
use crate::site::address::link;
use crate::site::download;
use crate::site::edition::{Considered, PublicAward, PublicPeriod, PublicPolicy};
use crate::site::format;
use crate::site::page::award::{self, WinnerView};
use crate::site::page::{certificate, poster};
use crate::site::shared::{Frame, LinkView, Shared};
use crate::site::sheet::{Field, Table};

/// An award's page.
#[derive(Debug, Serialize)]
pub struct HonourPage {
    frame: Frame,
    name: String,
    policy: LinkView,
    /// Who wins it.
    how: String,
    /// Whether the policy in force no longer has it.
    past: bool,
    facts: Vec<FactView>,
    /// Everybody who was considered as a table, and as a workbook; empty where that is not shown.
    sheet: String,
    workbook: String,
    /// The periods in which it was judged, the latest first.
    given: Vec<GivenView>,
}

/// A rule of the award.
#[derive(Debug, Serialize)]
struct FactView {
    name: String,
    text: String,
}

/// What became of it in a period.
#[derive(Debug, Serialize)]
struct GivenView {
    period: LinkView,
    winners: Vec<WinnerView>,
    outcome: String,
    considered: String,
    provisional: String,
    lookback: Vec<String>,
    /// The winners' certificates.
    certificates: Vec<LinkView>,
    /// The poster for paper and for phones; empty where there is none.
    poster: String,
    poster_phone: String,
    /// Everybody who was considered, where that may be seen.
    all: Vec<ConsideredView>,
}

/// Somebody who was considered.
#[derive(Debug, Serialize)]
struct ConsideredView {
    who: LinkView,
    team: String,
    /// What the award goes by.
    reason: String,
    /// Whether the conditions were met, or it was won.
    outcome: String,
}

/// Shows an award.
pub fn view(
    shared: &Shared<'_>,
    path: &str,
    policy: &Arc<str>,
    name: &Arc<str>,
) -> Option<HonourPage> {
    let versions = shared.public.policies().get(policy)?;
    let rule = |policy: &'_ Arc<Policy>| policy.awards.iter().any(|a| a.name == *name);
    let current = shared.current(policy)?;
    let of = if rule(current) {
        current
    } else {
        versions.iter().rev().find(|p| rule(p))?
    };
    let award = of.awards.iter().find(|a| a.name == *name)?;
    let given = shared.public.periods().iter().rev();
    let given = given.filter_map(|period| given_in(shared, path, period, policy, name));
    let [sheet, workbook] = match has_table(shared, policy, name) {
        true => shared.beside(path),
        false => Default::default(),
    };
    Some(HonourPage {
        sheet,
        workbook,
        frame: shared.frame(path, name.to_string(), "awards"),
        name: name.to_string(),
        policy: shared.policy_link(path, of),
        how: shared.say(&award.how).to_owned(),
        past: !rule(current),
        facts: facts(shared, award),
        given: given.collect(),
    })
}

fn given_in(
    shared: &Shared<'_>,
    path: &str,
    period: &PublicPeriod<'_>,
    policy: &Arc<str>,
    name: &Arc<str>,
) -> Option<GivenView> {
    let results = period.policy(policy)?;
    let award = results.awards().iter().find(|a| a.award.name == *name)?;
    let shown = award::view(shared, path, results, award);
    let winners = award.winners.iter();
    let certificates = winners.filter_map(|winner| {
        let to = certificate::path(shared, period, results, award, winner)?;
        Some(LinkView {
            text: winner.who()?.1.to_owned(),
            href: link(path, &to),
        })
    });
    let posters = poster::of_award(shared, period, results, award);
    let [poster, poster_phone] = poster::links(path, posters);
    Some(GivenView {
        certificates: certificates.collect(),
        poster,
        poster_phone,
        all: considered(shared, path, period, results, award),
        period: shared.period_link(path, period.period()),
        winners: shown.winners,
        outcome: shown.outcome,
        considered: match award.outcome {
            Awarded::Won(_) | Awarded::Nobody => shown.considered,
            Awarded::NotYet | Awarded::Blocked(_) => String::new(),
        },
        provisional: award::provisional(shared, award),
        lookback: shown.lookback,
    })
}

/// Lists everybody who was considered: the winners, those who met the conditions, the others.
fn considered(
    shared: &Shared<'_>,
    path: &str,
    period: &PublicPeriod<'_>,
    policy: &PublicPolicy<'_>,
    award: &PublicAward<'_>,
) -> Vec<ConsideredView> {
    let kind = policy.policy().subject;
    let all = by_outcome(period, policy, award).into_iter();
    all.map(|c| ConsideredView {
        who: shared.subject(path, kind, c.id, c.name),
        team: match c.team.is_empty() {
            true => String::new(),
            false => shared.public.team_name(c.team).to_owned(),
        },
        reason: award::reason(shared, &c.keys),
        outcome: shared.words.say(outcome_key(&c)).to_owned(),
    })
    .collect()
}

/// Returns everybody who was considered: the winners, those who met the conditions, the others.
fn by_outcome<'a>(
    period: &PublicPeriod<'a>,
    policy: &PublicPolicy<'a>,
    award: &PublicAward<'a>,
) -> Vec<Considered<'a>> {
    let mut all = policy.considered(period, award);
    all.sort_by_key(|c| (!c.won, c.eligible != Some(true), c.eligible.is_none()));
    all
}

fn outcome_key(considered: &Considered<'_>) -> &'static str {
    match (considered.won, considered.eligible) {
        (true, _) => "considered_won",
        (_, Some(true)) => "considered_met",
        (_, Some(false)) => "considered_unmet",
        (_, None) => "considered_missing",
    }
}

/// Returns an award in every period in which it was judged, the latest first.
fn judged<'s, 'a>(
    shared: &'s Shared<'a>,
    policy: &'s str,
    name: &'s str,
) -> impl Iterator<
    Item = (
        &'s PublicPeriod<'a>,
        &'s PublicPolicy<'a>,
        &'s PublicAward<'a>,
    ),
> {
    let periods = shared.public.periods().iter().rev();
    periods.filter_map(move |period| {
        let results = period.policy(policy)?;
        let award = results.awards().iter().find(|a| &*a.award.name == name)?;
        Some((period, results, award))
    })
}

/// Tells whether an award's page shows everybody who was considered.
pub fn has_table(shared: &Shared<'_>, policy: &str, name: &str) -> bool {
    judged(shared, policy, name)
        .any(|(period, results, award)| !results.considered(period, award).is_empty())
}

/// Makes the table of everybody who was considered for an award: a row for each in every period.
pub fn table(shared: &Shared<'_>, policy: &str, name: &str) -> Option<Table> {
    let words = &shared.words;
    let (_, results, _) = judged(shared, policy, name).next()?;
    let about_people = results.is_about_people();
    let judged = judged(shared, policy, name);
    let all = judged
        .map(|(period, results, award)| (period.period(), by_outcome(period, results, award)));
    let all: Vec<(Period, Vec<Considered<'_>>)> = all.collect();
    // What an award goes by may change with its policy; each column is there once.
    let mut columns: IndexMap<&str, String> = IndexMap::new();
    for key in all.iter().flat_map(|(_, all)| all).flat_map(|c| &c.keys) {
        let heading = || format::heading(words, &key.title, &key.unit);
        columns.entry(&key.name).or_insert_with(heading);
    }
    let rows = all.iter().flat_map(|(period, all)| {
        all.iter().map(|c| {
            let mut row = vec![
                Field::text(period.to_string()),
                Field::text(c.id.as_ref()),
                Field::text(c.name),
            ];
            row.extend(about_people.then(|| Field::text(shared.public.team_name(c.team))));
            row.extend(columns.keys().map(|name| {
                let found = c.keys.iter().find(|key| &*key.name == *name);
                found.map_or(Field::Blank, |key| Field::figure(key))
            }));
            row.push(Field::text(words.say(outcome_key(c))));
            row
        })
    });
    let rows = rows.collect();
    let mut headings = vec![words.say("period").to_owned()];
    headings.extend(download::who(shared, results));
    headings.extend(columns.into_values());
    headings.push(words.say("considered_outcome").to_owned());
    Some(Table {
        name: name.to_owned(),
        headings,
        rows,
        ..Table::default()
    })
}

/// Writes the rules of an award: places, ties, prizes, what it goes together with.
fn facts(shared: &Shared<'_>, award: &Award) -> Vec<FactView> {
    let words = &shared.words;
    let mut facts = Vec::new();
    let mut add = |key: &str, text: String| {
        if !text.is_empty() {
            let name = words.say(key).to_owned();
            facts.push(FactView { name, text });
        }
    };
    add("award_places", places(shared, award));
    if award.places.is_some() && !award.keys.is_empty() {
        let ties = match award.split {
            true => "ties_split",
            false => "ties_share",
        };
        add("ties", words.say(ties).to_owned());
    }
    add("award_money", shared.say(&award.prizes).to_owned());
    let kind: Vec<&str> = award
        .in_kind
        .iter()
        .map(|(what, _)| what.as_str())
        .collect();
    add("award_in_kind", kind.join(words.say("list_comma")));
    add("award_given", award.given.clone().unwrap_or_default());
    let others: Vec<&str> = award.excludes.iter().map(AsRef::as_ref).collect();
    let others = others.join(words.say("list_comma"));
    if !others.is_empty() {
        add(
            "award_excludes",
            words.fill("award_not_with", &[("awards", &others)]),
        );
    }
    let withdrawal = award.withdrawal.as_ref();
    add(
        "award_withdrawal",
        withdrawal.map_or_else(String::new, |w| shared.say(&w.sentence).to_owned()),
    );
    facts
}

/// Writes how many win.
fn places(shared: &Shared<'_>, award: &Award) -> String {
    award.places.map_or_else(
        || shared.words.say("award_all").to_owned(),
        |places| places.to_string(),
    )
}

/// Names the winners of an award, and says how many more have no name here.
pub fn won_by(
    shared: &Shared<'_>,
    path: &str,
    policy: &PublicPolicy<'_>,
    award: &PublicAward<'_>,
) -> (Vec<LinkView>, String) {
    let kind = policy.policy().subject;
    let named = award.winners.iter().filter_map(|w| w.who());
    let named: Vec<LinkView> = named
        .map(|(id, name, _)| shared.subject(path, kind, id, name))
        .collect();
    let unnamed = award.winners.len() - named.len();
    let more = award::unnamed_said(shared, named.len(), unnamed);
    (named, more)
}
