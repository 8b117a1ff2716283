//! Pay sheets and what is owed as CSV for spreadsheets, written as boards are.

use crate::assessment::SheetCell;
use crate::policy::SheetColumn;
use crate::site::format;
use crate::site::page::owed::fate_in_words;
use crate::site::page::pay::{Money, column_name};
use crate::site::shared::Shared;
use crate::site::sheet::Sheet;

/// Writes a pay sheet as CSV, by the places of period and policy; its last row holds the totals.
pub fn csv(shared: &Shared<'_>, period: usize, policy: usize) -> Option<Vec<u8>> {
    let results = shared
        .public
        .periods()
        .get(period)?
        .policies()
        .get(policy)?;
    let sheet = shared.public.pay_sheet(period, policy)?;
    let rules = results.policy();
    let money = Money::of(shared, rules);
    let mut out = Sheet::new();
    out.row(sheet.columns.iter().map(|c| column_name(shared, rules, c)));
    for row in &sheet.rows {
        out.row(row.cells.iter().map(|cell| match cell {
            SheetCell::Text(text) => text.clone(),
            SheetCell::Figure(figure) => figure.shown.clone().unwrap_or_default(),
            SheetCell::Amount(Ok(amount)) => money.plain(amount),
            SheetCell::Amount(Err(_)) | SheetCell::None => String::new(),
        }));
    }
    let totals = sheet.totals.iter().enumerate();
    out.row(totals.map(|(at, total)| match total {
        Some(total) => money.plain(total),
        None if at == 0 => shared.words.say("pay_sum").to_owned(),
        None => String::new(),
    }));
    // The sums leave out rows that are not complete; a spreadsheet must not hide that.
    let missing = sheet.rows.iter().filter(|row| row.total.is_err()).count();
    if missing > 0
        && sheet
            .columns
            .first()
            .is_some_and(|c| *c != SheetColumn::Total)
    {
        out.row(
            [shared
                .words
                .count("pay_incomplete", missing, &[("names", "")])]
            .into_iter(),
        );
    }
    Some(out.done())
}

/// Writes what a policy owes as CSV: a row for each part.
pub fn owed(shared: &Shared<'_>, id: &str) -> Option<Vec<u8>> {
    let sheet = shared.public.owed(id)?;
    let money = Money::of(shared, shared.current(id)?);
    let mut out = Sheet::new();
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
    out.row(keys.iter().map(|key| shared.words.say(key).to_owned()));
    for line in &sheet.lines {
        for person in &line.people {
            for earned in &person.earned {
                for (due, amount, fate) in &earned.parts {
                    let cells = [
                        line.name.to_string(),
                        person.id.to_string(),
                        person.name.clone(),
                        earned.period.to_string(),
                        money.plain(&earned.amount),
                        money.plain(amount),
                        due.map_or_else(|| format::NONE.to_owned(), |due| due.to_string()),
                        fate_in_words(shared, *due, *fate),
                    ];
                    out.row(cells.into_iter());
                }
            }
        }
    }
    Some(out.done())
}
