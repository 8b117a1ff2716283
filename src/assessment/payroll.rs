//! The pay sheet of a policy and period: a row for each subject, totals that add up, and how last
//! period's total became this one's.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::result::{Awarded, Figured, PolicyResult, SubjectResult};
use crate::figure::Definition;
use crate::formula::each_name;
use crate::number::Number;
use crate::period::Period;
use crate::policy::{PayKind, PayLine, Policy, SheetColumn};
use crate::value::{Cell, Missing, Value};

/// A pay sheet.
#[derive(Debug, Clone)]
pub struct PaySheet {
    /// The columns, in finance's order.
    pub columns: Vec<SheetColumn>,
    /// The rows, by id.
    pub rows: Vec<SheetRow>,
    /// The sum of each column over the rows that are complete; `None` for what is no money.
    pub totals: Vec<Option<Number>>,
    /// What is paid out to all whose row is complete.
    pub total: Number,
    /// The awards that are not decided yet, whose prizes are in no row.
    pub undecided: Vec<Arc<str>>,
    /// How the total came from that of the period before; `None` without one.
    pub reconciliation: Option<Reconciliation>,
}

/// A row of the sheet.
#[derive(Debug, Clone)]
pub struct SheetRow {
    /// The subject's id.
    pub id: Arc<str>,
    /// The name that readers see.
    pub name: String,
    /// The team of a person; empty for none.
    pub team: Arc<str>,
    /// The cells, one a column.
    pub cells: Vec<SheetCell>,
    /// What is paid out, by the title of the line or award; sums up to the total.
    pub paid: BTreeMap<Arc<str>, Number>,
    /// What is paid out in total, or why that is not known yet; then the row is in no total.
    pub total: Result<Number, Missing>,
}

/// A cell of the sheet.
#[derive(Debug, Clone)]
pub enum SheetCell {
    /// A text: id, name, team.
    Text(String),
    /// A figure with its digits.
    Figure(Figured),
    /// An amount that the sheet itself adds up.
    Amount(Result<Number, Missing>),
    /// Nothing: the policy's version has no such figure.
    None,
}

/// From last period's total to this one's; `was` + all changes = `now`, exactly.
#[derive(Debug, Clone)]
pub struct Reconciliation {
    /// The period before.
    pub before: Period,
    /// Its total.
    pub was: Number,
    /// Those who are new on the sheet.
    pub joined: Change,
    /// Those who are no longer on it.
    pub left: Change,
    /// Those whose row was not complete in the period before.
    pub completed: Change,
    /// Those whose row is not complete now.
    pub incomplete: Change,
    /// What changed by line and award, of those who are on both sheets.
    pub lines: Vec<(Arc<str>, Number)>,
    /// This period's total.
    pub now: Number,
}

/// A number of people and the change of the total that comes with them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// How many.
    pub people: usize,
    /// The change, with its sign.
    pub amount: Number,
}

/// What tells a text of an id.
pub type Saying<'f> = &'f dyn Fn(&str) -> String;

/// Makes the pay sheet of a policy's results; `None` where the policy pays nothing.
///
/// `before` are the results of the same policy in the period before, the last two tell a person's post
/// and a team's name.
pub fn pay_sheet(
    result: &PolicyResult,
    before: Option<(Period, &PolicyResult)>,
    (post, team): (Saying<'_>, Saying<'_>),
) -> Option<PaySheet> {
    let policy = &result.policy;
    let prizes = policy.awards.iter().any(|a| a.prize.is_some());
    if policy.pay.is_empty() && !prizes {
        return None;
    }
    let columns = columns(policy);
    let won = prizes_of(result);
    let rows: Vec<SheetRow> = result
        .subjects
        .iter()
        .map(|subject| {
            let (paid, total) = paid_out(policy, subject, won.get(&subject.id));
            let cells = columns
                .iter()
                .map(|column| match column {
                    SheetColumn::Id => SheetCell::Text(subject.id.to_string()),
                    SheetColumn::Name => SheetCell::Text(subject.name.clone()),
                    SheetColumn::Team => SheetCell::Text(team(&subject.team)),
                    SheetColumn::Post => SheetCell::Text(post(&subject.id)),
                    SheetColumn::Figure(name) => {
                        figure(subject, name).map_or(SheetCell::None, SheetCell::Figure)
                    }
                    SheetColumn::Prize(award) => {
                        let prizes = won.get(&subject.id).into_iter().flatten();
                        let own = prizes.filter(|(name, _)| name == award);
                        SheetCell::Amount(sum(own.map(|(_, cell)| cell)))
                    }
                    SheetColumn::Prizes => {
                        let prizes = won.get(&subject.id).into_iter().flatten();
                        SheetCell::Amount(sum(prizes.map(|(_, cell)| cell)))
                    }
                    SheetColumn::Total => SheetCell::Amount(total.clone()),
                })
                .collect();
            SheetRow {
                id: Arc::clone(&subject.id),
                name: subject.name.clone(),
                team: Arc::clone(&subject.team),
                cells,
                paid,
                total,
            }
        })
        .collect();
    let total = total_of(&rows);
    let undecided = result.awards.iter().filter(|award| {
        let undecided = matches!(award.outcome, Awarded::NotYet | Awarded::Blocked(_));
        let rule = policy.awards.iter().find(|rule| rule.name == award.award);
        undecided && rule.is_some_and(|rule| rule.prize.is_some())
    });
    Some(PaySheet {
        totals: (0..columns.len())
            .map(|at| column_total(policy, &columns, &rows, at))
            .collect(),
        undecided: undecided.map(|award| Arc::clone(&award.award)).collect(),
        reconciliation: before.map(|(period, results)| {
            let earlier = pay_sheet(results, None, (&|_| String::new(), &|_| String::new()));
            let earlier = earlier.map_or_else(Vec::new, |sheet| sheet.rows);
            reconcile(period, &earlier, &rows)
        }),
        total,
        columns,
        rows,
    })
}

/// Compares two periods' rows. Everybody is counted in one place alone, so that it adds up.
pub fn reconcile(before: Period, earlier: &[SheetRow], now: &[SheetRow]) -> Reconciliation {
    let by_id = |rows: &'_ [SheetRow]| -> BTreeMap<Arc<str>, SheetRow> {
        rows.iter()
            .map(|row| (Arc::clone(&row.id), row.clone()))
            .collect()
    };
    let (was, is) = (by_id(earlier), by_id(now));
    let mut found = Reconciliation {
        before,
        was: total_of(earlier),
        joined: Change::none(),
        left: Change::none(),
        completed: Change::none(),
        incomplete: Change::none(),
        lines: Vec::new(),
        now: total_of(now),
    };
    let mut lines: BTreeMap<Arc<str>, Number> = BTreeMap::new();
    let everybody: BTreeSet<&Arc<str>> = was.keys().chain(is.keys()).collect();
    for id in everybody {
        let (a, b) = (was.get(id), is.get(id));
        let paid = |row: Option<&SheetRow>| row.and_then(|row| row.total.clone().ok());
        match (paid(a), paid(b)) {
            (Some(_), Some(_)) => {
                for (line, amount) in b.iter().flat_map(|row| &row.paid) {
                    let change = lines.entry(Arc::clone(line)).or_insert(Number::ZERO);
                    *change = change.plus(amount);
                }
                for (line, amount) in a.iter().flat_map(|row| &row.paid) {
                    let change = lines.entry(Arc::clone(line)).or_insert(Number::ZERO);
                    *change = change.minus(amount);
                }
            }
            (Some(was), None) if b.is_some() => found.incomplete.add(&was.negated()),
            (Some(was), None) => found.left.add(&was.negated()),
            (None, Some(now)) if a.is_some() => found.completed.add(&now),
            (None, Some(now)) => found.joined.add(&now),
            (None, None) => {}
        }
    }
    found.lines = lines
        .into_iter()
        .filter(|(_, change)| !change.is_zero())
        .collect();
    found
}

impl Change {
    fn none() -> Self {
        Self {
            people: 0,
            amount: Number::ZERO,
        }
    }

    fn add(&mut self, amount: &Number) {
        self.people += 1;
        self.amount = self.amount.plus(amount);
    }
}

/// Returns the policy's columns, or the usual ones: each line with what is paid out of it and
/// what is left, the prizes, the total.
fn columns(policy: &Policy) -> Vec<SheetColumn> {
    if !policy.pay_sheet.is_empty() {
        return policy.pay_sheet.clone();
    }
    let mut columns = vec![SheetColumn::Id, SheetColumn::Name];
    if policy.subject == Some(crate::figure::Subject::Person) {
        columns.push(SheetColumn::Team);
    }
    let lines = policy.pay.iter();
    columns.extend(lines.map(|line| SheetColumn::Figure(Arc::clone(&line.figure))));
    let in_lines = in_lines(policy);
    let mut prizes = policy
        .awards
        .iter()
        .filter_map(|award| award.prize.as_ref());
    if prizes.any(|prize| !in_lines.contains(prize)) {
        columns.push(SheetColumn::Prizes);
    }
    columns.push(SheetColumn::Total);
    columns
}

/// Returns the line out of whose figure a line is paid: what is paid out in parts or when it is
/// no longer held, else what is earned.
pub(super) fn paying<'p>(policy: &'p Policy, line: &'p PayLine) -> &'p PayLine {
    let mut told = policy.pay.iter();
    told.find(|other| other.kind == PayKind::Paid && other.of == line.figure)
        .unwrap_or(line)
}

/// What is paid out by line and award, and in total.
fn paid_out(
    policy: &Policy,
    subject: &SubjectResult,
    prizes: Option<&Vec<(Arc<str>, Cell)>>,
) -> (BTreeMap<Arc<str>, Number>, Result<Number, Missing>) {
    let mut paid: BTreeMap<Arc<str>, Number> = BTreeMap::new();
    let mut missing = None;
    let mut put = |name: &Arc<str>, cell: Option<&Cell>| match cell {
        Some(Ok(Value::Number(amount))) => {
            let sum = paid.entry(Arc::clone(name)).or_insert(Number::ZERO);
            *sum = sum.plus(amount);
        }
        Some(Err(why)) => missing = missing.take().or(Some(why.clone())),
        Some(Ok(_)) | None => {}
    };
    for line in policy
        .pay
        .iter()
        .filter(|line| line.kind == PayKind::Earned)
    {
        let figure = &paying(policy, line).figure;
        let found = subject.pay.iter().find(|pay| pay.amount.name == *figure);
        put(&line.name, found.map(|pay| &pay.amount.cell));
    }
    for (award, cell) in prizes.into_iter().flatten() {
        put(award, Some(cell));
    }
    let total = match missing {
        Some(why) => Err(why),
        None => Ok(crate::number::sum(paid.values())),
    };
    (paid, total)
}

/// Returns what each subject has of prizes in money, by award: what is won, less what is charged
/// back of earlier ones. Prizes that a pay line pays itself are left to that line.
fn prizes_of(result: &PolicyResult) -> BTreeMap<Arc<str>, Vec<(Arc<str>, Cell)>> {
    let mut won: BTreeMap<Arc<str>, Vec<(Arc<str>, Cell)>> = BTreeMap::new();
    let in_lines = in_lines(&result.policy);
    for award in &result.awards {
        let mut rules = result.policy.awards.iter();
        let prize = rules.find(|rule| rule.name == award.award);
        let prize = prize.and_then(|rule| rule.prize.as_ref());
        if prize.is_none_or(|prize| in_lines.contains(prize)) {
            continue;
        }
        let mut put = |id: &Arc<str>, cell: Cell| {
            let prizes = won.entry(Arc::clone(id)).or_default();
            prizes.push((Arc::clone(&award.award), cell));
        };
        if let Awarded::Won(winners) = &award.outcome {
            for winner in winners {
                let prize = winner.prize.iter();
                prize.for_each(|prize| put(&winner.id, prize.cell.clone()));
            }
        }
        for withdrawn in &award.withdrawn {
            let charged = withdrawn.charged.as_ref().map(|charged| &charged.cell);
            match charged {
                Some(Ok(Value::Number(amount))) => {
                    put(&withdrawn.id, Ok(Value::Number(amount.negated())));
                }
                Some(Err(missing)) => put(&withdrawn.id, Err(missing.clone())),
                Some(Ok(_)) | None => {}
            }
        }
    }
    won
}

/// Returns the prizes that pay lines read, directly or by way of other figures.
fn in_lines(policy: &Policy) -> BTreeSet<Arc<str>> {
    let mut open: Vec<Arc<str>> = policy.pay.iter().map(|l| Arc::clone(&l.figure)).collect();
    let mut seen: BTreeSet<Arc<str>> = open.iter().cloned().collect();
    while let Some(figure) = open.pop() {
        let mut definitions = policy.definitions.iter();
        let meant = |d: &&Definition| d.name == figure || d.aliases.contains(&figure);
        let Some(definition) = definitions.find(meant) else {
            continue;
        };
        seen.insert(Arc::clone(&definition.name));
        for expr in definition.expressions() {
            each_name(expr, &mut |name| {
                let own = name.policy.as_ref().is_none_or(|id| *id == policy.id);
                let read: Arc<str> = name.parts.join(".").into();
                if own && seen.insert(Arc::clone(&read)) {
                    open.push(read);
                }
            });
        }
    }
    seen
}

fn figure(subject: &SubjectResult, name: &str) -> Option<Figured> {
    let pay = subject.pay.iter().map(|line| &line.amount);
    let others = subject.metrics.iter().chain(&subject.grades);
    let others = others.chain(&subject.ladder).chain(&subject.total);
    let mut all = pay.chain(others);
    let found = all.find(|figure| figure.name.as_ref() == name).cloned();
    found.or_else(|| {
        let mut items: Vec<_> = subject.items.iter().collect();
        while let Some(item) = items.pop() {
            let own = item.value.iter().chain(&item.target).chain([&item.points]);
            if let Some(figure) = own.into_iter().find(|f| f.name.as_ref() == name) {
                return Some(figure.clone());
            }
            items.extend(&item.items);
        }
        None
    })
}

fn sum<'c>(cells: impl Iterator<Item = &'c Cell>) -> Result<Number, Missing> {
    let mut total = Number::ZERO;
    for cell in cells {
        if let Value::Number(amount) = cell.as_ref().map_err(Clone::clone)? {
            total = total.plus(amount);
        }
    }
    Ok(total)
}

fn total_of(rows: &[SheetRow]) -> Number {
    let totals: Vec<&Number> = rows
        .iter()
        .filter_map(|row| row.total.as_ref().ok())
        .collect();
    crate::number::sum(totals.into_iter())
}

fn column_total(
    policy: &Policy,
    columns: &[SheetColumn],
    rows: &[SheetRow],
    at: usize,
) -> Option<Number> {
    let money = match columns.get(at)? {
        SheetColumn::Prize(_) | SheetColumn::Prizes | SheetColumn::Total => true,
        SheetColumn::Figure(name) => policy.pay.iter().any(|line| line.figure == *name),
        SheetColumn::Id | SheetColumn::Name | SheetColumn::Team | SheetColumn::Post => false,
    };
    if !money {
        return None;
    }
    let complete = rows.iter().filter(|row| row.total.is_ok());
    let amounts = complete.filter_map(|row| match row.cells.get(at)? {
        SheetCell::Figure(figure) => match &figure.cell {
            Ok(Value::Number(amount)) => Some(amount),
            _ => None,
        },
        SheetCell::Amount(amount) => amount.as_ref().ok(),
        SheetCell::Text(_) | SheetCell::None => None,
    });
    Some(crate::number::sum(amounts))
}
