//! What is still owed of pay: what was earned when, which parts are paid, what is left and when
//! it is due. Opening balance + earned − paid = closing balance, for every period, exactly.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::result::{Book, PeriodResult, SubjectResult};
use crate::formula::Over;
use crate::number::Number;
use crate::period::{Level, Period};
use crate::policy::{Due, PayKind, PayLine, Policy};
use crate::value::Value;

/// What a policy owes.
#[derive(Debug, Clone)]
pub struct OwedSheet {
    /// The balances by period, from early to late.
    pub months: Vec<OwedMonth>,
    /// The lines that are paid in parts or held, by name.
    pub lines: Vec<OwedLine>,
    /// Those of whom an amount is missing in some period, so that nothing of them is counted: the
    /// ids and names.
    pub unknown: Vec<(Arc<str>, String)>,
}

/// The balance of a period; `opening + earned − paid + corrected = closing`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwedMonth {
    /// The period.
    pub period: Period,
    /// What was owed before.
    pub opening: Number,
    /// What was earned.
    pub earned: Number,
    /// What was paid.
    pub paid: Number,
    /// By how much corrections changed the balance.
    pub corrected: Number,
    /// What is owed after it.
    pub closing: Number,
}

/// A line with those to whom something of it was ever owed.
#[derive(Debug, Clone)]
pub struct OwedLine {
    /// The line's name.
    pub name: Arc<str>,
    /// The people, by id.
    pub people: Vec<OwedPerson>,
}

/// One person and line.
#[derive(Debug, Clone)]
pub struct OwedPerson {
    /// The id.
    pub id: Arc<str>,
    /// The name.
    pub name: String,
    /// What was earned, from early to late.
    pub earned: Vec<Earned>,
    /// What the balance holds beside the parts below: corrections, changed rules.
    pub other: Number,
    /// What is still owed.
    pub balance: Number,
}

/// What was earned in one period.
#[derive(Debug, Clone)]
pub struct Earned {
    /// The period.
    pub period: Period,
    /// The amount.
    pub amount: Number,
    /// Its parts: when due (`None` for held pay, which has no day), how much, what became of it.
    pub parts: Vec<(Option<Period>, Number, Fate)>,
}

/// What became of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Paid in a period.
    Paid(Period),
    /// Paid to a leaver, before its day.
    Settled(Period),
    /// To be paid.
    Owed,
    /// It was due, and the person was not there to be paid.
    Overdue,
}

/// One period of one person and line.
struct Record {
    period: Period,
    amount: Number,
    paid: Number,
    balance: Number,
    parts: Vec<(Option<Period>, Number)>,
    /// Whether all that was left was paid because the person has left.
    settled: bool,
}

/// Works out what a policy owes; `None` where no line of it is paid in parts or held.
pub fn owed(book: &Book, policy: &str) -> Option<OwedSheet> {
    let mut records: BTreeMap<(Arc<str>, Arc<str>), Vec<Record>> = BTreeMap::new();
    let mut names: BTreeMap<Arc<str>, String> = BTreeMap::new();
    let mut titles: BTreeMap<Arc<str>, Arc<str>> = BTreeMap::new();
    let mut unknown = BTreeSet::new();
    let mut periods = Vec::new();
    // A quarter that is still running owes nothing yet.
    let ended = |p: &&PeriodResult| book.ledger.months.contains_key(&p.period.last_month());
    for period in book.periods.iter().filter(ended) {
        let Some(results) = period
            .policies
            .iter()
            .find(|p| p.policy.id.as_ref() == policy)
        else {
            continue;
        };
        periods.push(period.period);
        let earned = results
            .policy
            .pay
            .iter()
            .filter(|l| l.kind == PayKind::Earned);
        for line in earned {
            let Some(figures) = Figures::of(&results.policy, line) else {
                continue;
            };
            titles.insert(Arc::clone(&line.figure), Arc::clone(&line.name));
            for subject in &results.subjects {
                names.insert(Arc::clone(&subject.id), subject.name.clone());
                match figures.record(period, &results.policy, subject) {
                    Some(record) => {
                        let key = (Arc::clone(&line.figure), Arc::clone(&subject.id));
                        records.entry(key).or_default().push(record);
                    }
                    None => {
                        unknown.insert(Arc::clone(&subject.id));
                    }
                }
            }
        }
    }
    records.retain(|(_, id), _| !unknown.contains(id));
    let latest = *periods.last()?;
    if titles.is_empty() {
        return None;
    }
    Some(OwedSheet {
        months: months(&periods, &records),
        lines: titles
            .into_iter()
            .map(|(figure, name)| OwedLine {
                name,
                people: records
                    .iter()
                    .filter(|((line, _), _)| *line == figure)
                    .map(|((_, id), of)| person(id, &names, of, latest))
                    .collect(),
            })
            .collect(),
        unknown: unknown
            .into_iter()
            .map(|id| {
                let name = names.get(&id).cloned().unwrap_or_default();
                (id, name)
            })
            .collect(),
    })
}

/// The figures of a line that is paid in parts or held.
struct Figures<'p> {
    line: &'p PayLine,
    paid: &'p Arc<str>,
    balance: &'p Arc<str>,
}

impl<'p> Figures<'p> {
    fn of(policy: &'p Policy, line: &'p PayLine) -> Option<Self> {
        let of = |told: &[PayKind]| {
            let mut lines = policy.pay.iter();
            let found = lines.find(|l| l.of == line.figure && told.contains(&l.kind))?;
            Some(&found.figure)
        };
        Some(Self {
            line,
            paid: of(&[PayKind::Paid])?,
            balance: of(&[PayKind::Owed, PayKind::Held])?,
        })
    }

    /// Reads one period of one subject; `None` where an amount is missing.
    fn record(&self, period: &PeriodResult, policy: &Policy, of: &SubjectResult) -> Option<Record> {
        let amount = |figure: &str| match period.figures.get(&policy.id, figure, &of.id)? {
            Ok(Value::Number(amount)) => Some(amount.clone()),
            _ => None,
        };
        let whole = amount(&self.line.figure)?;
        let parts = match self.line.parts.as_slice() {
            [] => vec![(None, whole.clone())],
            parts => {
                let due = |due: &Due| Some(due_in(due, period.period));
                let parts = parts
                    .iter()
                    .map(|part| Some((due(&part.due)?, amount(&part.figure)?)));
                parts.collect::<Option<Vec<_>>>()?
            }
        };
        let left = period.people.iter().any(|p| p.id == of.id && p.left);
        Some(Record {
            period: period.period,
            amount: whole,
            paid: amount(self.paid)?,
            balance: amount(self.balance)?,
            parts,
            settled: left && self.line.settles,
        })
    }
}

fn due_in(due: &Due, period: Period) -> Option<Period> {
    let over = match due {
        Due::After(periods) => return period.later(i32::from(*periods)),
        Due::Closing(over) => over,
    };
    let cycle = match over {
        Over::Quarter => Level::Quarter,
        Over::Half => Level::Half,
        _ => Level::Year,
    };
    let closing = period.last_month().at(cycle).last_month();
    Some(closing.at(period.level()))
}

fn months(
    periods: &[Period],
    records: &BTreeMap<(Arc<str>, Arc<str>), Vec<Record>>,
) -> Vec<OwedMonth> {
    let mut by_period: BTreeMap<Period, [Number; 3]> = BTreeMap::new();
    for of in records.values() {
        let mut before = Number::ZERO;
        for record in of {
            let nothing = || [Number::ZERO, Number::ZERO, Number::ZERO];
            let [earned, paid, corrected] = by_period.entry(record.period).or_insert_with(nothing);
            *earned = earned.plus(&record.amount);
            *paid = paid.plus(&record.paid);
            let expected = before.plus(&record.amount).minus(&record.paid);
            *corrected = corrected.plus(&record.balance.minus(&expected));
            before = record.balance.clone();
        }
    }
    let mut opening = Number::ZERO;
    let mut months = Vec::new();
    for period in periods {
        let zero = [Number::ZERO, Number::ZERO, Number::ZERO];
        let [earned, paid, corrected] = by_period.remove(period).unwrap_or(zero);
        let closing = opening.plus(&earned).minus(&paid).plus(&corrected);
        months.push(OwedMonth {
            period: *period,
            opening: opening.clone(),
            earned,
            paid,
            corrected,
            closing: closing.clone(),
        });
        opening = closing;
    }
    months
}

fn person(
    id: &Arc<str>,
    names: &BTreeMap<Arc<str>, String>,
    records: &[Record],
    latest: Period,
) -> OwedPerson {
    let mut unpaid = Number::ZERO;
    let mut earned = Vec::new();
    for record in records {
        let mut parts = Vec::new();
        for (due, amount) in &record.parts {
            let fate = fate(records, record.period, *due, latest);
            if matches!(fate, Fate::Owed | Fate::Overdue) {
                unpaid = unpaid.plus(amount);
            }
            parts.push((*due, amount.clone(), fate));
        }
        earned.push(Earned {
            period: record.period,
            amount: record.amount.clone(),
            parts,
        });
    }
    let last = records.last().map(|record| record.balance.clone());
    let balance = last.unwrap_or(Number::ZERO);
    OwedPerson {
        id: Arc::clone(id),
        name: names.get(id).cloned().unwrap_or_default(),
        earned,
        other: balance.minus(&unpaid),
        balance,
    }
}

fn fate(records: &[Record], earned: Period, due: Option<Period>, latest: Period) -> Fate {
    let mut later = records.iter().filter(|record| record.period >= earned);
    let Some(due) = due else {
        // Held pay is paid all at once, in the period that leaves nothing.
        return later
            .find(|record| record.balance.is_zero())
            .map_or(Fate::Owed, |record| Fate::Paid(record.period));
    };
    for record in later {
        if record.period == due {
            return Fate::Paid(due);
        }
        if record.settled && record.period < due {
            return Fate::Settled(record.period);
        }
    }
    match due <= latest {
        true => Fate::Overdue,
        false => Fate::Owed,
    }
}
