//! What a policy still owes: balances by period, and by line and person what was earned, paid and
//! is due. Only where the edition shows pay.

use serde::Serialize;

use crate::assessment::{Earned, Fate, OwedLine, OwedPerson};
use crate::number::Number;
use crate::period::Period;
use crate::site::address::{PAY, as_workbook, beside, link};
use crate::site::page::pay::Money;
use crate::site::shared::{Frame, LinkView, Shared};

/// The page of what is owed.
#[derive(Debug, Serialize)]
pub struct OwedPage {
    frame: Frame,
    name: String,
    policy: LinkView,
    all: String,
    sheet: String,
    workbook: String,
    /// Whether corrections changed a balance.
    corrected: bool,
    months: Vec<MonthView>,
    lines: Vec<LineView>,
    notes: Vec<String>,
}

/// A period's balance.
#[derive(Debug, Serialize)]
struct MonthView {
    period: String,
    opening: String,
    earned: String,
    paid: String,
    corrected: String,
    closing: String,
}

/// A line.
#[derive(Debug, Serialize)]
struct LineView {
    name: String,
    people: Vec<PersonView>,
}

/// A person with what is open.
#[derive(Debug, Serialize)]
struct PersonView {
    who: LinkView,
    balance: String,
    earned: Vec<EarnedView>,
}

/// What was earned in a period.
#[derive(Debug, Serialize)]
struct EarnedView {
    period: String,
    amount: String,
    parts: Vec<PartView>,
}

/// A part of it.
#[derive(Debug, Serialize)]
struct PartView {
    amount: String,
    fate: String,
    open: bool,
}

/// Shows what a policy owes.
pub fn view(shared: &Shared<'_>, path: &str, id: &str) -> Option<OwedPage> {
    let sheet = shared.public.owed(id)?;
    let rules = shared.current(id)?;
    let money = Money::of(shared, rules);
    let words = &shared.words;
    let name = words.say("owed").to_owned();
    let latest = sheet.months.last().map(|m| m.period);
    let mut notes = Vec::new();
    if !sheet.unknown.is_empty() {
        let unknown = sheet.unknown.iter();
        let names: Vec<String> = unknown.map(|(id, name)| shared.name(id, name)).collect();
        let names = names.join(words.say("comma"));
        notes.push(words.count("owed_unknown", sheet.unknown.len(), &[("names", &names)]));
    }
    let months = sheet.months.iter().rev().map(|month| MonthView {
        period: shared.period(month.period),
        opening: money.write(&month.opening),
        earned: money.write(&month.earned),
        paid: money.write(&month.paid),
        corrected: money.change(&month.corrected),
        closing: money.write(&month.closing),
    });
    Some(OwedPage {
        frame: shared.frame(path, format!("{} · {name}", rules.title), "pay"),
        name,
        policy: shared.policy_link(path, rules),
        all: link(path, PAY),
        sheet: link(path, &shared.download(&beside(path))),
        workbook: link(path, &shared.download(&as_workbook(&beside(path)))),
        corrected: sheet.months.iter().any(|m| !m.corrected.is_zero()),
        months: months.collect(),
        lines: sheet
            .lines
            .iter()
            .map(|line| line_view(shared, path, &money, line, latest))
            .collect(),
        notes,
    })
}

fn line_view(
    shared: &Shared<'_>,
    path: &str,
    money: &Money,
    line: &OwedLine,
    latest: Option<Period>,
) -> LineView {
    let people = line.people.iter().filter_map(|person| {
        let earned: Vec<EarnedView> = person
            .earned
            .iter()
            .filter(|earned| is_of_interest(earned, latest))
            .map(|earned| earned_view(shared, money, earned))
            .chain(other(shared, money, person))
            .collect();
        (!earned.is_empty()).then(|| PersonView {
            who: shared.person(path, &person.id, &person.name),
            balance: money.write(&person.balance),
            earned,
        })
    });
    LineView {
        name: line.name.to_string(),
        people: people.collect(),
    }
}

/// Tells whether something of it is open, or was paid in the latest period.
fn is_of_interest(earned: &Earned, latest: Option<Period>) -> bool {
    earned.parts.iter().any(|(_, amount, fate)| match fate {
        Fate::Owed | Fate::Overdue => !amount.is_zero(),
        Fate::Paid(period) | Fate::Settled(period) => {
            Some(*period) == latest && *period != earned.period && !amount.is_zero()
        }
    })
}

fn earned_view(shared: &Shared<'_>, money: &Money, earned: &Earned) -> EarnedView {
    let parts = earned
        .parts
        .iter()
        .filter(|(_, amount, _)| !amount.is_zero());
    EarnedView {
        period: shared.period(earned.period),
        amount: money.write(&earned.amount),
        parts: parts
            .map(|(due, amount, fate)| PartView {
                amount: money.write(amount),
                fate: fate_in_words(shared, *due, *fate),
                open: matches!(fate, Fate::Owed | Fate::Overdue),
            })
            .collect(),
    }
}

/// What the balance holds beside the parts.
fn other(shared: &Shared<'_>, money: &Money, person: &OwedPerson) -> Option<EarnedView> {
    let shows = |amount: &Number| !amount.is_zero();
    shows(&person.other).then(|| EarnedView {
        period: shared.words.say("owed_other").to_owned(),
        amount: money.change(&person.other),
        parts: Vec::new(),
    })
}

/// Says what became of a part.
pub fn fate_in_words(shared: &Shared<'_>, due: Option<Period>, fate: Fate) -> String {
    let words = &shared.words;
    let dated = |key: &str, period: Period| words.fill(key, &[("period", &shared.period(period))]);
    match (fate, due) {
        (Fate::Paid(period), _) => dated("owed_paid", period),
        (Fate::Settled(period), _) => dated("owed_settled", period),
        (Fate::Owed, Some(due)) => dated("owed_due", due),
        (Fate::Overdue, Some(due)) => dated("owed_overdue", due),
        (Fate::Owed | Fate::Overdue, None) => words.say("owed_held").to_owned(),
    }
}
