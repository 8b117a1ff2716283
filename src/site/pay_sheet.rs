//! Pay sheets and what is owed as tables for spreadsheets.

use crate::assessment::SheetCell;
use crate::number::Number;
use crate::policy::SheetColumn;
use crate::site::desk_sheet;
use crate::site::format;
use crate::site::page::owed::fate_in_words;
use crate::site::page::pay::{self, Money, column_name, over_budget};
use crate::site::shared::Shared;
use crate::site::sheet::{Field, Table};

/// Makes the tables of a pay sheet, by the places of period and policy: the sheet, what led from the
/// total of the period before to this one's, the prizes against their budget.
pub fn tables(shared: &Shared<'_>, period: usize, policy: usize) -> Vec<Table> {
    let tables = [
        table(shared, period, policy),
        reconciliation(shared, period, policy),
        budget(shared, period, policy),
    ];
    tables.into_iter().flatten().collect()
}

fn reconciliation(shared: &Shared<'_>, period: usize, policy: usize) -> Option<Table> {
    let public = shared.public.periods().get(period)?;
    let sheet = shared.public.pay_sheet(period, policy)?;
    let found = sheet.reconciliation.as_ref()?;
    let money = Money::of(shared, public.policies().get(policy)?.policy());
    let amount = |amount: &Number| Field::number(money.plain(amount), "");
    let total = |period, sum: &Number| {
        let name = Field::text(pay::total_of(shared, period));
        vec![name, Field::Blank, amount(sum)]
    };
    let mut rows = vec![total(found.before, &found.was)];
    let changes = pay::changes(shared, found).into_iter();
    rows.extend(changes.map(|(what, people, by)| {
        let people = people.map_or(Field::Blank, Field::count);
        vec![Field::text(what), people, amount(by)]
    }));
    let keys = ["pay_what", "pay_subjects", "pay_total"];
    let mut made = desk_sheet::table(shared, "pay_reconciliation", &keys, rows);
    made.sums = total(public.period(), &found.now);
    Some(made)
}

fn budget(shared: &Shared<'_>, period: usize, policy: usize) -> Option<Table> {
    let public = shared.public.periods().get(period)?;
    shared.public.pay_sheet(period, policy)?;
    let results = public.policies().get(policy)?;
    let money = Money::of(shared, results.policy());
    let found = results.budget()?;
    let left = pay::left_of_budget(results);
    let left = left.map_or(Field::Missing, |left| Field::number(money.plain(&left), ""));
    let row = |key, field| vec![Field::text(shared.words.say(key)), field];
    let rows = vec![
        row("budget_amount", Field::figure(&found.amount)),
        row("budget_cost", Field::figure(&found.cost)),
        row("budget_left", left),
    ];
    let keys = ["pay_what", "chart_value"];
    Some(desk_sheet::table(shared, "budget", &keys, rows))
}

/// Makes a pay sheet, by the places of period and policy; its last row holds the totals.
fn table(shared: &Shared<'_>, period: usize, policy: usize) -> Option<Table> {
    let results = shared
        .public
        .periods()
        .get(period)?
        .policies()
        .get(policy)?;
    let sheet = shared.public.pay_sheet(period, policy)?;
    let rules = results.policy();
    let money = Money::of(shared, rules);
    let words = &shared.words;
    let rows = sheet.rows.iter().map(|row| {
        let cells = row.cells.iter().map(|cell| match cell {
            SheetCell::Text(text) => Field::text(text),
            SheetCell::Figure(figure) if figure.shown.is_none() => Field::Blank,
            SheetCell::Figure(figure) => Field::figure(figure),
            SheetCell::Amount(Ok(amount)) => Field::number(money.plain(amount), ""),
            SheetCell::Amount(Err(_)) | SheetCell::None => Field::Blank,
        });
        cells.collect()
    });
    let sums = sheet
        .totals
        .iter()
        .enumerate()
        .map(|(at, total)| match total {
            Some(total) => Field::number(money.plain(total), ""),
            None if at == 0 => Field::text(words.say("pay_sum")),
            None => Field::Blank,
        });
    // The sums leave out rows that are not complete; a spreadsheet must not hide that.
    let missing = sheet.rows.iter().filter(|row| row.total.is_err()).count();
    let told = missing > 0
        && sheet
            .columns
            .first()
            .is_some_and(|c| *c != SheetColumn::Total);
    let note = told.then(|| words.count("pay_incomplete", missing, &[("names", "")]));
    Some(Table {
        name: words.say("pay_sheet").to_owned(),
        about: rules.title.clone(),
        headings: sheet
            .columns
            .iter()
            .map(|c| column_name(shared, rules, c))
            .collect(),
        rows: rows.collect(),
        sums: sums.collect(),
        notes: note.into_iter().collect(),
        ..Table::default()
    })
}

/// Makes the table of all pay sheets: a row for each with how many are on it and what is paid out, the
/// latest period first.
pub fn all(shared: &Shared<'_>) -> Table {
    let words = &shared.words;
    let mut rows = Vec::new();
    for (at, period) in shared.public.periods().iter().enumerate().rev() {
        for (place, results) in period.policies().iter().enumerate() {
            let Some(sheet) = shared.public.pay_sheet(at, place) else {
                continue;
            };
            let rules = results.policy();
            let total = Money::of(shared, rules).plain(&sheet.total);
            rows.push(vec![
                Field::text(period.period().to_string()),
                Field::text(&rules.title),
                Field::count(sheet.rows.len()),
                Field::number(total, ""),
                over_budget(shared, results).map_or(Field::Blank, Field::text),
                Field::text(shared.state(period)),
            ]);
        }
    }
    let keys = [
        "period",
        "rules_policy",
        "pay_subjects",
        "pay_total",
        "budget",
        "state",
    ];
    Table {
        name: words.say("payroll").to_owned(),
        headings: keys.map(|key| words.say(key).to_owned()).to_vec(),
        rows,
        notes: vec![words.say("pay_before_tax").to_owned()],
        ..Table::default()
    }
}

/// Makes the table of what a policy owes: a row for each part.
pub fn owed(shared: &Shared<'_>, id: &str) -> Option<Table> {
    let sheet = shared.public.owed(id)?;
    let rules = shared.current(id)?;
    let money = Money::of(shared, rules);
    let mut rows = Vec::new();
    for line in &sheet.lines {
        for person in &line.people {
            for earned in &person.earned {
                for (due, amount, fate) in &earned.parts {
                    rows.push(vec![
                        Field::text(line.name.to_string()),
                        Field::text(person.id.to_string()),
                        Field::text(&person.name),
                        Field::text(earned.period.to_string()),
                        Field::number(money.plain(&earned.amount), ""),
                        Field::number(money.plain(amount), ""),
                        Field::text(
                            due.map_or_else(|| format::NONE.to_owned(), |due| due.to_string()),
                        ),
                        Field::text(fate_in_words(shared, *due, *fate)),
                    ]);
                }
            }
        }
    }
    let keys = [
        "owed_line",
        "id",
        "name",
        "owed_earned_in",
        "owed_earned",
        "owed_part",
        "owed_due_in",
        "owed_fate",
    ];
    Some(Table {
        name: shared.words.say("owed").to_owned(),
        about: rules.title.clone(),
        headings: keys
            .iter()
            .map(|key| shared.words.say(key).to_owned())
            .collect(),
        rows,
        ..Table::default()
    })
}
