//! The pay sheet of a policy and period: rows, totals, reconciliation with the period before,
//! prizes against their budget. Only where the edition shows pay.

use serde::Serialize;

use crate::assessment::{PaySheet, Reconciliation, SheetCell, SheetRow};
use crate::figure::Subject;
use crate::number::{Number, with_sign};
use crate::period::Period;
use crate::policy::{PayKind, Policy, SheetColumn};
use crate::site::address::{PAY, as_workbook, beside, link};
use crate::site::edition::{PublicPeriod, PublicPolicy};
use crate::site::format;
use crate::site::page::banner::{self, BannerView};
use crate::site::shared::{Frame, LinkView, Shared};
use crate::value::Value;

/// A pay sheet's page.
#[derive(Debug, Serialize)]
pub struct PayPage {
    frame: Frame,
    name: String,
    policy: LinkView,
    period: LinkView,
    state: String,
    banner: BannerView,
    all: String,
    earlier: Option<LinkView>,
    later: Option<LinkView>,
    owed: Option<LinkView>,
    sheet: String,
    workbook: String,
    headings: Vec<CellView>,
    rows: Vec<Vec<CellView>>,
    totals: Vec<CellView>,
    /// What is to be noted: rows that are not complete, awards that are not decided.
    notes: Vec<String>,
    budget: Option<BudgetView>,
    reconciliation: Option<ReconciliationView>,
}

/// A cell.
#[derive(Debug, Serialize)]
struct CellView {
    text: String,
    href: String,
    num: bool,
}

/// Prizes against their budget.
#[derive(Debug, Serialize)]
struct BudgetView {
    rule: String,
    amount: String,
    cost: String,
    left: String,
    over: String,
}

/// From the total of the period before to this one's.
#[derive(Debug, Serialize)]
struct ReconciliationView {
    was: LineView,
    changes: Vec<LineView>,
    now: LineView,
}

/// A line of it.
#[derive(Debug, Serialize)]
struct LineView {
    what: String,
    people: String,
    amount: String,
}

/// Shows a pay sheet, by the places of period and policy.
pub fn view(shared: &Shared<'_>, path: &str, at: usize, policy: usize) -> Option<PayPage> {
    let period = shared.public.periods().get(at)?;
    let results = period.policies().get(policy)?;
    let sheet = shared.public.pay_sheet(at, policy)?;
    let rules = results.policy();
    let money = Money::of(shared, rules);
    let name = shared.words.say("pay_sheet").to_owned();
    let title = format!("{} · {name}", shared.period(period.period()));
    let neighbour = |mut places: Box<dyn Iterator<Item = usize>>| {
        places.find_map(|at| link_to(shared, path, at, &rules.id))
    };
    let count = shared.public.periods().len();
    Some(PayPage {
        frame: shared.frame(path, title, "pay"),
        name,
        policy: shared.policy_link(path, rules),
        period: shared.period_link(path, period.period()),
        state: shared.state(period),
        banner: banner::banner(shared, period),
        all: link(path, PAY),
        earlier: neighbour(Box::new((0..at).rev())),
        later: neighbour(Box::new(at + 1..count)),
        owed: owed_link(shared, path, rules),
        sheet: link(path, &shared.download(&beside(path))),
        workbook: link(path, &shared.download(&as_workbook(&beside(path)))),
        headings: headings(shared, rules, &sheet),
        rows: rows(shared, path, (&money, rules.subject), &sheet),
        totals: totals(shared, &money, &sheet),
        notes: notes(shared, rules, &money, &sheet),
        budget: budget(shared, &money, results),
        reconciliation: sheet
            .reconciliation
            .as_ref()
            .map(|found| reconciliation(shared, &money, period, found)),
    })
}

/// Links to a policy's pay sheet of a period, by the period's place.
pub fn link_to(shared: &Shared<'_>, path: &str, at: usize, id: &str) -> Option<LinkView> {
    let period = shared.public.periods().get(at)?;
    let place = period
        .policies()
        .iter()
        .position(|p| p.policy().id.as_ref() == id)?;
    shared.public.pay_sheet(at, place)?;
    let to = shared.addresses.pay_sheet(period.period(), id)?;
    Some(LinkView {
        text: shared.period(period.period()),
        href: link(path, &to),
    })
}

/// Links to what a policy owes.
pub fn owed_link(shared: &Shared<'_>, path: &str, policy: &Policy) -> Option<LinkView> {
    shared.public.owed(&policy.id)?;
    Some(LinkView {
        text: shared.words.say("owed").to_owned(),
        href: link(path, &shared.addresses.owed(&policy.id)?),
    })
}

/// How amounts of a policy are written.
pub struct Money {
    decimals: u32,
}

impl Money {
    /// Returns how a policy writes money: by its rounding, else by what it shows.
    pub fn of(shared: &Shared<'_>, policy: &Policy) -> Self {
        let rounding = policy.rounding.pay.as_ref();
        let rounded = rounding.and_then(|r| r.step.decimals());
        let shown = rounded.or(policy.show);
        Self {
            decimals: shown.unwrap_or_else(|| shared.decimals()),
        }
    }

    /// Returns the one of two that writes more decimals.
    pub fn finer(self, other: Self) -> Self {
        match self.decimals < other.decimals {
            true => other,
            false => self,
        }
    }

    /// Writes an amount.
    pub fn write(&self, amount: &Number) -> String {
        format::number(amount, "", self.decimals)
    }

    /// Writes an amount without separators, for tables that a program reads.
    pub fn plain(&self, amount: &Number) -> String {
        amount.to_fixed(self.decimals, crate::number::Mode::HalfUp)
    }

    /// Writes a change with its sign.
    pub fn change(&self, amount: &Number) -> String {
        with_sign(&self.write(amount))
    }
}

/// Returns the words of a column.
pub fn column_name(shared: &Shared<'_>, policy: &Policy, column: &SheetColumn) -> String {
    let words = &shared.words;
    match column {
        SheetColumn::Id => words.say("id").to_owned(),
        SheetColumn::Name => words.say("name").to_owned(),
        SheetColumn::Team => words.say("team").to_owned(),
        SheetColumn::Post => words.say("post").to_owned(),
        SheetColumn::Figure(name) => {
            let mut lines = policy.pay.iter();
            let mut figures = policy.definitions.iter();
            lines
                .find(|line| line.figure == *name)
                .map(|line| line.name.to_string())
                .or_else(|| Some(figures.find(|d| d.name == *name)?.title.to_string()))
                .unwrap_or_else(|| name.to_string())
        }
        SheetColumn::Prize(award) => award.to_string(),
        SheetColumn::Prizes => words.say("pay_prizes").to_owned(),
        SheetColumn::Total => words.say("pay_total").to_owned(),
    }
}

/// Tells whether a column holds texts.
pub fn is_text(column: &SheetColumn) -> bool {
    matches!(
        column,
        SheetColumn::Id | SheetColumn::Name | SheetColumn::Team | SheetColumn::Post
    )
}

fn headings(shared: &Shared<'_>, policy: &Policy, sheet: &PaySheet) -> Vec<CellView> {
    let columns = sheet.columns.iter();
    columns
        .map(|column| CellView {
            text: match (column, policy.subject) {
                (SheetColumn::Id, Some(Subject::Team)) => shared.words.say("team_id").to_owned(),
                (SheetColumn::Name, Some(Subject::Team)) => shared.words.say("team").to_owned(),
                (SheetColumn::Id, Some(Subject::Company)) => String::new(),
                _ => column_name(shared, policy, column),
            },
            href: String::new(),
            num: !is_text(column),
        })
        .collect()
}

fn rows(
    shared: &Shared<'_>,
    path: &str,
    (money, subject): (&Money, Option<Subject>),
    sheet: &PaySheet,
) -> Vec<Vec<CellView>> {
    let row = |row: &SheetRow| {
        let cells = row.cells.iter().zip(&sheet.columns);
        cells
            .map(|(cell, column)| CellView {
                text: match cell {
                    SheetCell::Text(text) if matches!(column, SheetColumn::Name) => {
                        shared.name(&row.id, text)
                    }
                    // The whole company has no number of its own.
                    SheetCell::Text(_)
                        if matches!(column, SheetColumn::Id)
                            && subject == Some(Subject::Company) =>
                    {
                        String::new()
                    }
                    SheetCell::Text(text) => text.clone(),
                    SheetCell::Figure(figure) => match &figure.cell {
                        Ok(Value::Number(_)) => format::figure(figure),
                        _ => format::figure_with_unit(&shared.words, figure),
                    },
                    SheetCell::Amount(Ok(amount)) => money.write(amount),
                    SheetCell::Amount(Err(_)) | SheetCell::None => format::NONE.to_owned(),
                },
                href: match column {
                    SheetColumn::Name => shared.person(path, &row.id, &row.name).href,
                    _ => String::new(),
                },
                num: !is_text(column),
            })
            .collect()
    };
    sheet.rows.iter().map(row).collect()
}

fn totals(shared: &Shared<'_>, money: &Money, sheet: &PaySheet) -> Vec<CellView> {
    let cells = sheet.totals.iter().zip(&sheet.columns).enumerate();
    cells
        .map(|(at, (total, column))| CellView {
            text: match total {
                Some(total) => money.write(total),
                None if at == 0 => shared.words.say("pay_sum").to_owned(),
                None => String::new(),
            },
            href: String::new(),
            num: !is_text(column),
        })
        .collect()
}

fn notes(shared: &Shared<'_>, rules: &Policy, money: &Money, sheet: &PaySheet) -> Vec<String> {
    let words = &shared.words;
    let mut notes = Vec::new();
    let steps = rules.pay.iter().filter(|line| line.kind == PayKind::Step);
    let steps: Vec<&str> = steps.map(|line| line.name.as_ref()).collect();
    if !steps.is_empty() {
        let lines = steps.join(words.say("comma"));
        notes.push(words.fill("pay_steps", &[("lines", &lines)]));
    }
    let missing = sheet.rows.iter().filter(|row| row.total.is_err());
    let names: Vec<String> = missing.map(|row| shared.name(&row.id, &row.name)).collect();
    if !names.is_empty() {
        let names_said = names.join(words.say("comma"));
        notes.push(words.count("pay_incomplete", names.len(), &[("names", &names_said)]));
    }
    if !sheet.undecided.is_empty() {
        let awards: Vec<&str> = sheet.undecided.iter().map(AsRef::as_ref).collect();
        let awards = awards.join(words.say("comma"));
        notes.push(words.fill("pay_undecided", &[("awards", &awards)]));
    }
    let paid = sheet.rows.iter().flat_map(|row| row.paid.values());
    let fits = |amount: &Number| amount.decimals().is_some_and(|d| d <= money.decimals);
    if paid.into_iter().any(|amount| !fits(amount)) {
        notes.push(words.say("pay_unrounded").to_owned());
    }
    notes
}

/// Says that prizes cost more than their budget, where they do.
pub fn over_budget(shared: &Shared<'_>, results: &PublicPolicy<'_>) -> Option<String> {
    let (found, rule) = (results.budget()?, results.policy().budget.as_ref()?);
    let (Ok(Value::Number(amount)), Ok(Value::Number(cost))) =
        (&found.amount.cell, &found.cost.cell)
    else {
        return None;
    };
    let key = if rule.scales {
        "budget_scaled"
    } else {
        "budget_over"
    };
    (cost > amount).then(|| shared.words.say(key).to_owned())
}

fn budget(shared: &Shared<'_>, money: &Money, results: &PublicPolicy<'_>) -> Option<BudgetView> {
    let found = results.budget()?;
    let rule = results.policy().budget.as_ref()?;
    let left = left_of_budget(results);
    Some(BudgetView {
        rule: shared.say(&rule.sentence).to_owned(),
        amount: format::figure(&found.amount),
        cost: format::figure(&found.cost),
        left: left.map_or_else(|| format::NONE.to_owned(), |left| money.change(&left)),
        over: over_budget(shared, results).unwrap_or_default(),
    })
}

/// Returns what prizes leave of their budget; `None` where one of both is not known.
pub fn left_of_budget(results: &PublicPolicy<'_>) -> Option<Number> {
    let found = results.budget()?;
    match (&found.amount.cell, &found.cost.cell) {
        (Ok(Value::Number(amount)), Ok(Value::Number(cost))) => Some(amount.minus(cost)),
        _ => None,
    }
}

fn reconciliation(
    shared: &Shared<'_>,
    money: &Money,
    period: &PublicPeriod<'_>,
    found: &Reconciliation,
) -> ReconciliationView {
    let words = &shared.words;
    let total = |period, amount: &Number| LineView {
        what: total_of(shared, period),
        people: String::new(),
        amount: money.write(amount),
    };
    let changes = changes(shared, found).into_iter();
    let changes = changes.map(|(what, people, amount)| LineView {
        what,
        people: people.map_or_else(String::new, |n| words.count("pay_people", n, &[])),
        amount: money.change(amount),
    });
    ReconciliationView {
        was: total(found.before, &found.was),
        changes: changes.collect(),
        now: total(period.period(), &found.now),
    }
}

/// Names the total of a period.
pub fn total_of(shared: &Shared<'_>, period: Period) -> String {
    let period = shared.period(period);
    shared.words.fill("pay_total_of", &[("period", &period)])
}

/// Returns what led from one total to the next: what it is, how many people, how much.
pub fn changes<'f>(
    shared: &Shared<'_>,
    found: &'f Reconciliation,
) -> Vec<(String, Option<usize>, &'f Number)> {
    let words = &shared.words;
    let moves = [
        ("pay_joined", &found.joined),
        ("pay_left", &found.left),
        ("pay_completed", &found.completed),
        ("pay_now_incomplete", &found.incomplete),
    ];
    let moves = moves.into_iter().filter(|(_, change)| change.people > 0);
    let moves = moves.map(|(key, change)| {
        (
            words.say(key).to_owned(),
            Some(change.people),
            &change.amount,
        )
    });
    let lines = found.lines.iter().map(|(line, amount)| {
        let what = words.fill("pay_line_change", &[("line", line)]);
        (what, None, amount)
    });
    moves.chain(lines).collect()
}
