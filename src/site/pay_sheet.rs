//! Pay sheets and what is owed as tables for spreadsheets.

use crate::assessment::SheetCell;
use crate::policy::SheetColumn;
use crate::site::format;
use crate::site::page::owed::fate_in_words;
use crate::site::page::pay::{Money, column_name};
use crate::site::shared::Shared;
use crate::site::sheet::{Field, Table};

/// Makes a pay sheet, by the places of period and policy; its last row holds the totals.
pub fn table(shared: &Shared<'_>, period: usize, policy: usize) -> Option<Table> {
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
