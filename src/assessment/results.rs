//! Figures → results: items, boards and awards as pages and files read them.

mod awards;

pub(super) use awards::mark_withdrawn;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::decisions;
use super::members;
use super::missing;
use super::pending::Waiting;
use super::progress::progress;
use super::result::{
    BoardResult, BudgetResult, ItemResult, PayResult, PeriodResult, PersonInPeriod, PolicyResult,
    Standing, SubjectResult,
};
use super::rules::InForce;
use super::shown::Shower;
use crate::data::{Ledger, State};
use crate::figure::{Edges, Figures, Form, History, Inputs, Member, Subject};
use crate::period::{Level, Period};
use crate::policy::{Board, Item, Policy};
use crate::value::{Missing, Value};

/// What a period's evaluation gave.
pub(super) struct Computed<'a> {
    pub figures: Arc<Figures>,
    pub history: &'a Arc<History>,
    pub decimals: u32,
    pub organisation: &'a str,
}

/// Reads off the results of the periods that are due in a month: those of the levels given. The
/// figures of a longer period are worked out with the month's, since they rest on each other.
pub(super) fn of_month(
    rules: &InForce,
    ledger: &Ledger,
    levels: BTreeSet<Level>,
    inputs: Arc<Inputs>,
    computed: &Computed<'_>,
) -> Vec<PeriodResult> {
    let month = inputs.period;
    let edges = Edges::of(&rules.graph, month);
    let people = people(ledger, month);
    let mut strange = decisions::about_no_award(&rules.policies, ledger.months.get(&month));
    levels
        .into_iter()
        .map(|level| {
            let period = month.at(level);
            let progress = progress(ledger, period);
            let waiting = Waiting {
                graph: &rules.graph,
                figures: &computed.figures,
                ledger,
                period,
                month,
                state: progress.state(),
            };
            let of_level = rules.policies.iter().filter(|p| p.length.level() == level);
            let policies: Vec<PolicyResult> = of_level
                .map(|policy| {
                    let figures = (&*computed.figures, &*inputs);
                    let decimals = computed.decimals;
                    let shower = Shower::new(&rules.graph, &edges, figures, policy, decimals);
                    of_policy(policy, &shower, ledger, &waiting, computed)
                })
                .collect();
            let data = ledger.months.get(&month);
            let mut notes = decisions::check(&policies, &computed.figures);
            notes.append(&mut strange);
            notes.extend(
                data.iter()
                    .flat_map(|m| missing::notes(&policies, ledger, period, m)),
            );
            PeriodResult {
                period,
                state: waiting.state,
                reached: progress.reached,
                months: progress.months,
                data_until: progress.data_until,
                objections_from: progress.objections_from,
                objections_until: progress.objections_until,
                final_on: progress.final_on.filter(|_| waiting.state == State::Final),
                note: data
                    .filter(|_| level == Level::Month)
                    .and_then(|m| m.note.clone()),
                people: people.clone(),
                notes,
                policies,
                announced: None,
                graph: Arc::clone(&rules.graph),
                inputs: Arc::clone(&inputs),
                figures: Arc::clone(&computed.figures),
                history: Arc::clone(computed.history),
            }
        })
        .collect()
}

fn people(ledger: &Ledger, month: Period) -> Vec<PersonInPeriod> {
    members::present(ledger, month)
        .iter()
        .map(|p| PersonInPeriod {
            id: Arc::clone(&p.person.id),
            name: p.person.name.clone(),
            team: Arc::clone(&p.state.team),
            post: p.state.attributes.get("post").cloned().unwrap_or_default(),
            left: p.person.left.is_some_and(|left| left <= month.last_day()),
        })
        .collect()
}

fn of_policy(
    policy: &Arc<Policy>,
    shower: &Shower<'_>,
    ledger: &Ledger,
    waiting: &Waiting<'_>,
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
            .map(|a| awards::award(a, shower, members, waiting))
            .collect(),
        ladder_pending: waiting.ladder(policy),
        budget: policy.budget.as_ref().and_then(|budget| {
            // The same for all, as a check of its own holds.
            let first = members.first()?;
            Some(BudgetResult {
                amount: shower.figure(&budget.amount, &first.id)?,
                cost: shower.figure(&budget.cost, &first.id)?,
            })
        }),
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
    let before = policy.length.period(shower.inputs.period).previous();
    let before = before.and_then(|period| history.get(&period.last_month()));
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
