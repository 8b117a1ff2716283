//! What stands against a month's next state: what is not there, not decided, not confirmed, not
//! looked at again, not waited for.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::confirmations::Answered;
use super::missing::{Key, key, leaves};
use super::result::{Book, Figured, Pending, PeriodResult, PolicyResult};
use crate::data::{Month, State, Waived};
use crate::diagnostic::{Said, missing_in_words};
use crate::figure::Subject;
use crate::period::Period;
use crate::value::Missing;

/// A person or team that something concerns: id and name.
pub type Named = (Arc<str>, String);

/// Something that stands against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Obstacle {
    /// Figures that somebody can still hand in, by cause.
    Missing {
        /// The policy's title.
        policy: String,
        /// The cause.
        cause: Said,
        /// Whether a whole table has not come.
        table: bool,
        /// Whether it concerns teams, not people.
        teams: bool,
        /// Whom it concerns.
        who: Vec<Named>,
    },
    /// A parameter has no value.
    Unfilled {
        /// The policy's title.
        policy: String,
        /// The cause.
        cause: Said,
    },
    /// Nobody has decided on an award.
    Undecided {
        /// The policy's title.
        policy: String,
        /// The award.
        award: String,
    },
    /// A version was to be looked at again before.
    Overdue {
        /// The policy's title.
        policy: String,
        /// Until when.
        by: Period,
    },
    /// Not everybody has confirmed the figures as they are.
    Unconfirmed {
        /// Who has not answered, or answered about other figures.
        open: Vec<Named>,
        /// Who objects.
        objecting: Vec<Named>,
    },
    /// Who makes it final prepared it.
    SamePerson {
        /// Who.
        who: String,
    },
    /// The last day of objection is not over; `None` where none is written.
    Objections {
        /// The last day.
        until: Option<Date>,
    },
    /// Appeals are still to be decided.
    Appeals {
        /// Their ids, each with whose they are.
        open: Vec<Named>,
    },
    /// Earlier months are not final.
    Earlier {
        /// Those months, from early to late.
        months: Vec<Period>,
    },
}

impl Obstacle {
    /// Tells as what it may be accepted; `None` for what has to be settled.
    pub fn waived_as(&self) -> Option<Waived> {
        match self {
            Self::Missing { table: false, .. } => Some(Waived::Missing),
            Self::Undecided { .. } => Some(Waived::Undecided),
            Self::Overdue { .. } => Some(Waived::Review),
            Self::Unconfirmed { objecting, .. } if objecting.is_empty() => {
                Some(Waived::Confirmations)
            }
            _ => None,
        }
    }

    /// Returns whom it concerns, by id.
    pub fn people(&self) -> impl Iterator<Item = &Arc<str>> {
        let who: &[Named] = match self {
            Self::Missing { who, .. } => who,
            Self::Unconfirmed { open, .. } => open,
            _ => &[],
        };
        who.iter().map(|(id, _)| id)
    }
}

/// The state that is wanted, by whom and on which day, where that is known.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// The state.
    pub to: State,
    /// Who.
    pub by: Option<&'a str>,
    /// The day.
    pub on: Option<Date>,
}

/// Lists all that stands against a month's going on to a state. Nothing stands against closing it.
pub fn obstacles(book: &Book, month: Period, wanted: Wanted<'_>) -> Vec<Obstacle> {
    let mut found = Vec::new();
    let Some(data) = book.ledger.months.get(&month) else {
        return found;
    };
    if wanted.to < State::Provisional {
        return found;
    }
    let ended = book.with_longer(month);
    let ended: Vec<&PeriodResult> = ended.filter(|r| r.period.last_month() == month).collect();
    let policies = || ended.iter().flat_map(|r| &r.policies);
    found.extend(policies().flat_map(missing));
    found.extend(policies().filter_map(|policy| overdue(policy, month)));
    if wanted.to == State::Provisional {
        found.extend(unconfirmed(book, month));
        return found;
    }
    found.extend(policies().flat_map(undecided));
    let earlier = book.ledger.months.range(..month);
    let open = earlier.filter(|(_, earlier)| earlier.state != State::Final);
    let months: Vec<Period> = open.map(|(month, _)| *month).collect();
    if !months.is_empty() {
        found.push(Obstacle::Earlier { months });
    }
    found.extend(same_person(data, wanted.by));
    found.extend(objections(data, wanted.on, policies()));
    found.extend(appeals(book, &ended));
    found
}

fn appeals(book: &Book, ended: &[&PeriodResult]) -> Option<Obstacle> {
    let mut open: Vec<Named> = Vec::new();
    for case in ended.iter().flat_map(|r| book.appeals.open(r.period)) {
        let person = &case.appeal.person;
        let name = book.ledger.person(person).map(|p| p.name.clone());
        let named = (Arc::clone(&case.appeal.id), name.unwrap_or_default());
        if !open.contains(&named) {
            open.push(named);
        }
    }
    (!open.is_empty()).then_some(Obstacle::Appeals { open })
}

fn missing(policy: &PolicyResult) -> Vec<Obstacle> {
    let mut causes: BTreeMap<Key, (Missing, BTreeMap<Arc<str>, String>)> = BTreeMap::new();
    for subject in &policy.subjects {
        let mut note = |figured: &Figured| {
            let Err(missing) = &figured.cell else { return };
            let cause = missing.cause();
            let Some(key) = key(cause).filter(|_| can_come(cause)) else {
                return;
            };
            let (_, who) = causes
                .entry(key)
                .or_insert((cause.clone(), BTreeMap::new()));
            who.insert(Arc::clone(&subject.id), subject.name.clone());
        };
        let items = subject.items.iter();
        items.for_each(|item| leaves(item, &mut note));
        subject.pay.iter().for_each(|line| note(&line.amount));
    }
    let title = &policy.policy.title;
    let told = causes.into_values().map(|(cause, who)| match &cause {
        Missing::Unfilled(_) | Missing::NoCalendar(_) => Obstacle::Unfilled {
            policy: title.clone(),
            cause: missing_in_words(&cause),
        },
        _ => Obstacle::Missing {
            policy: title.clone(),
            cause: missing_in_words(&cause),
            table: matches!(cause, Missing::NoTable(_)),
            teams: policy.policy.subject == Some(Subject::Team),
            who: who.into_iter().collect(),
        },
    });
    told.collect()
}

/// Tells whether somebody can still bring what is missing.
fn can_come(cause: &Missing) -> bool {
    match cause {
        Missing::NoTable(_)
        | Missing::NoRow(_)
        | Missing::Blank(_)
        | Missing::Unfilled(_)
        | Missing::NoCalendar(_)
        | Missing::NoAttribute(_)
        | Missing::SeveralRows(..) => true,
        Missing::Unread
        | Missing::ZeroDivisor
        | Missing::NotYet(_)
        | Missing::Nobody
        | Missing::NotTakingPart
        | Missing::NoBand(_)
        | Missing::From(..) => false,
    }
}

fn overdue(policy: &PolicyResult, month: Period) -> Option<Obstacle> {
    let rules = &policy.policy;
    let by = rules.version.review_by.filter(|by| month > *by)?;
    // Where the policy accepts it, with its reason, nobody has to say so every month.
    let accepted = rules.lint.accepts(super::mistake::OVERDUE);
    (!accepted).then(|| Obstacle::Overdue {
        policy: rules.title.clone(),
        by,
    })
}

fn undecided(policy: &PolicyResult) -> Vec<Obstacle> {
    let open = policy.awards.iter();
    let open = open.filter(|award| award.pending.contains(&Pending::Decision));
    let titles = open.map(|award| Obstacle::Undecided {
        policy: policy.policy.title.clone(),
        award: award.award.to_string(),
    });
    titles.collect()
}

/// Who has not confirmed: where somebody has answered, everybody; else those of policies that ask
/// for it. Who has left is not waited for.
fn unconfirmed(book: &Book, month: Period) -> Option<Obstacle> {
    let all = book.checked.confirmations.get(&month)?;
    let (mut open, mut objecting) = (Vec::new(), Vec::new());
    for person in all.people.iter().filter(|person| !person.left) {
        let asked = |policy: &crate::policy::Policy| all.answered || policy.confirm;
        let cards = person.cards.iter().filter(|card| asked(&card.policy));
        let who = || (Arc::clone(&person.id), person.name.clone());
        match cards.map(super::confirmations::Card::answered).max() {
            None | Some(Answered::Agrees) => {}
            Some(Answered::Objects) => objecting.push(who()),
            Some(Answered::NotYet | Answered::Others) => open.push(who()),
        }
    }
    (!open.is_empty() || !objecting.is_empty()).then_some(Obstacle::Unconfirmed { open, objecting })
}

fn same_person(month: &Month, by: Option<&str>) -> Option<Obstacle> {
    let preparer = month.preparer().filter(|who| Some(*who) == by)?;
    Some(Obstacle::SamePerson {
        who: preparer.to_owned(),
    })
}

fn objections<'a>(
    month: &Month,
    on: Option<Date>,
    mut policies: impl Iterator<Item = &'a PolicyResult>,
) -> Option<Obstacle> {
    let until = month.objections_until;
    let over = match (until, on) {
        (Some(until), Some(on)) => on > until,
        (Some(_), None) => return None,
        (None, _) => !policies.any(|p| p.policy.appeals.is_some()),
    };
    (!over).then_some(Obstacle::Objections { until })
}
