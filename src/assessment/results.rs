//! Figures → results: items, boards and awards as pages and files read them.

mod awards;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::members;
use super::missing;
use super::result::{
    BoardResult, ItemResult, PayResult, PeriodResult, PersonInPeriod, PolicyResult, Standing,
    SubjectResult,
};
use super::rules::InForce;
use super::shown::Shower;
use crate::data::{Ledger, Month, State};
use crate::figure::{Edges, Figures, Form, History, Inputs, Member, Subject};
use crate::period::Period;
use crate::policy::{Board, Item, Policy};
use crate::value::{Missing, Value};

/// What a period's evaluation gave.
pub(super) struct Computed<'a> {
    pub figures: Arc<Figures>,
    pub history: &'a Arc<History>,
    pub decimals: u32,
    pub organisation: &'a str,
}

/// Reads off a period's results.
pub(super) fn of_period(
    rules: &InForce,
    ledger: &Ledger,
    (period, month): (Period, &Month),
    inputs: Inputs,
    computed: Computed<'_>,
) -> PeriodResult {
    let edges = Edges::of(&rules.graph, period);
    let policies: Vec<PolicyResult> = rules
        .policies
        .iter()
        .filter(|policy| policy.length.ends_with(period))
        .map(|policy| {
            let shower = Shower::new(
                &rules.graph,
                &edges,
                (&computed.figures, &inputs),
                policy,
                computed.decimals,
            );
            of_policy(policy, &shower, ledger, month.state, &computed)
        })
        .collect();
    let notes = missing::notes(&policies, ledger, period, month);
    PeriodResult {
        period,
        state: month.state,
        data_until: month.data_until,
        objections_until: month.objections_until,
        note: month.note.clone(),
        people: people(ledger, period),
        policies,
        notes,
        graph: Arc::clone(&rules.graph),
        inputs: Arc::new(inputs),
        figures: computed.figures,
        history: Arc::clone(computed.history),
    }
}

fn people(ledger: &Ledger, period: Period) -> Vec<PersonInPeriod> {
    members::present(ledger, period)
        .iter()
        .map(|p| PersonInPeriod {
            id: Arc::clone(&p.person.id),
            name: p.person.name.clone(),
            team: Arc::clone(&p.state.team),
            post: p.state.attributes.get("post").cloned().unwrap_or_default(),
            left: p.person.left.is_some_and(|left| left <= period.last_day()),
        })
        .collect()
}

fn of_policy(
    policy: &Arc<Policy>,
    shower: &Shower<'_>,
    ledger: &Ledger,
    state: State,
    computed: &Computed<'_>,
) -> PolicyResult {
    let members = shower.inputs.members.get(&policy.id);
    let members: &[Member] = members.map_or(&[], |m| &m.members);
    let shown_as_items = item_values(policy);
    let subjects = members
        .iter()
        .map(|m| {
            subject(
                policy,
                shower,
                ledger,
                m,
                &shown_as_items,
                computed.organisation,
            )
        })
        .collect();
    PolicyResult {
        policy: Arc::clone(policy),
        subjects,
        boards: policy
            .boards
            .iter()
            .map(|b| board(policy, b, shower, members, computed.history))
            .collect(),
        awards: policy
            .awards
            .iter()
            .map(|a| awards::award(a, shower, members, state))
            .collect(),
    }
}

fn subject(
    policy: &Policy,
    shower: &Shower<'_>,
    ledger: &Ledger,
    member: &Member,
    shown_as_items: &[Arc<str>],
    organisation: &str,
) -> SubjectResult {
    let id = member.id.as_ref();
    let of_form = |form: Form| {
        policy
            .definitions
            .iter()
            .filter(move |d| d.form == form)
            .filter(|d| !shown_as_items.contains(&d.name))
            .filter_map(|d| shower.figure(&d.name, id))
            .collect()
    };
    let items = policy.scorecard.iter().flat_map(|s| &s.items);
    let ladder = policy.ladder.iter().flat_map(|l| {
        let named = [&l.before, &l.after, &l.moved].into_iter();
        named.chain(l.counters.iter().map(|(name, _)| name))
    });
    SubjectResult {
        id: Arc::clone(&member.id),
        name: name(policy, ledger, id, organisation),
        team: match policy.subject {
            Some(Subject::Person) => Arc::clone(&member.team),
            _ => Arc::from(""),
        },
        items: items.filter_map(|i| item(i, shower, id)).collect(),
        total: policy
            .scorecard
            .as_ref()
            .and_then(|s| shower.figure(&s.total, id)),
        grades: of_form(Form::Grade),
        metrics: of_form(Form::Metric),
        pay: policy
            .pay
            .iter()
            .filter_map(|line| {
                Some(PayResult {
                    line: Arc::clone(&line.name),
                    amount: shower.figure(&line.figure, id)?,
                })
            })
            .collect(),
        ladder: ladder.filter_map(|name| shower.figure(name, id)).collect(),
        rated: true,
    }
}

fn name(policy: &Policy, ledger: &Ledger, id: &str, organisation: &str) -> String {
    match policy.subject {
        Some(Subject::Team) => ledger.teams.get(id).map_or(id, |t| &t.name).to_owned(),
        Some(Subject::Company) => organisation.to_owned(),
        _ => ledger.person(id).map_or(id, |p| &p.name).to_owned(),
    }
}

/// Returns the figures that stand as values and targets of items.
fn item_values(policy: &Policy) -> Vec<Arc<str>> {
    fn collect(item: &Item, found: &mut Vec<Arc<str>>) {
        found.extend(item.value.iter().chain(&item.target).cloned());
        item.items.iter().for_each(|i| collect(i, found));
    }
    let mut found = Vec::new();
    let items = policy.scorecard.iter().flat_map(|s| &s.items);
    items.for_each(|i| collect(i, &mut found));
    found
}

fn item(item: &Item, shower: &Shower<'_>, id: &str) -> Option<ItemResult> {
    Some(ItemResult {
        item: Arc::clone(&item.name),
        value: item.value.as_ref().and_then(|v| shower.figure(v, id)),
        target: item.target.as_ref().and_then(|t| shower.figure(t, id)),
        points: shower.figure(&item.points, id)?,
        items: item
            .items
            .iter()
            .filter_map(|i| self::item(i, shower, id))
            .collect(),
    })
}

fn board(
    policy: &Policy,
    board: &Board,
    shower: &Shower<'_>,
    members: &[Member],
    history: &History,
) -> BoardResult {
    let before = shower.inputs.period.later(-policy.length.months());
    let before = before.and_then(|period| history.get(&period));
    let mut unranked = Vec::new();
    let mut ranked: Vec<(&Member, u32)> = Vec::new();
    for member in members {
        match shower.figures.get(&policy.id, &board.rank, &member.id) {
            Some(cell) => match rank(cell) {
                Ok(rank) => ranked.push((member, rank)),
                Err(missing) => unranked.push((Arc::clone(&member.id), Some(missing))),
            },
            None => unranked.push((Arc::clone(&member.id), None)),
        }
    }
    let group = |m: &Member| {
        if board.within_team {
            Arc::clone(&m.team)
        } else {
            Arc::from("")
        }
    };
    ranked.sort_by(|a, b| (group(a.0), a.1, &a.0.id).cmp(&(group(b.0), b.1, &b.0.id)));
    let mut with_rank: BTreeMap<(Arc<str>, u32), usize> = BTreeMap::new();
    for (member, rank) in &ranked {
        *with_rank.entry((group(member), *rank)).or_default() += 1;
    }
    let standings = ranked
        .iter()
        .map(|(member, rank)| Standing {
            id: Arc::clone(&member.id),
            rank: *rank,
            tied: with_rank
                .get(&(group(member), *rank))
                .is_some_and(|n| *n > 1),
            before: before
                .and_then(|f| f.get(&policy.id, &board.rank, &member.id))
                .and_then(|cell| self::rank(cell).ok()),
            keys: board
                .keys
                .iter()
                .filter_map(|(key, _)| shower.figure(key, &member.id))
                .collect(),
        })
        .collect();
    BoardResult {
        board: Arc::clone(&board.name),
        standings,
        unranked,
    }
}

fn rank(cell: &Result<Value, Missing>) -> Result<u32, Missing> {
    match cell {
        Ok(Value::Number(n)) => {
            let rank = n.to_i64().and_then(|n| u32::try_from(n).ok());
            rank.ok_or(Missing::NotTakingPart)
        }
        Ok(_) => Err(Missing::NotTakingPart),
        Err(missing) => Err(missing.clone()),
    }
}
