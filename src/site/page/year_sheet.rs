//! A person's year on one sheet: every item a row, every period a column.

use serde::Serialize;

use crate::assessment::{Figured, ItemResult};
use crate::number::{Number, mean};
use crate::policy::Item;
use crate::site::address::link;
use crate::site::download::of_shown;
use crate::site::edition::{PublicPeriod, PublicPerson, PublicPolicy, PublicSubject};
use crate::site::format;
use crate::site::page::person::facts;
use crate::site::page::score;
use crate::site::page::year::anchor;
use crate::site::shared::{Frame, LinkView, Shared};
use crate::site::sheet::{Field, Table};
use crate::value::Value;

/// A person's year on one sheet.
#[derive(Debug, Serialize)]
pub struct YearSheetPage {
    frame: Frame,
    name: String,
    facts: String,
    team: String,
    year: String,
    person: LinkView,
    /// The page of the year with every explanation.
    detail: LinkView,
    /// The same as a table.
    sheet: String,
    blocks: Vec<BlockView>,
}

/// One policy over the year.
#[derive(Debug, Serialize)]
struct BlockView {
    policy: LinkView,
    /// The periods, each with the place of its explanations.
    periods: Vec<LinkView>,
    /// The same as programs read them.
    #[serde(skip)]
    months: Vec<String>,
    rows: Vec<RowView>,
    /// The awards of each period; empty where there was none in the year.
    awards: Vec<String>,
}

/// A row: an item, the total, a grade, a rank.
#[derive(Debug, Serialize)]
struct RowView {
    title: String,
    depth: usize,
    /// Whether it sums up what stands above.
    sum: bool,
    /// The full marks; may be empty.
    weight: String,
    cells: Vec<String>,
    mean: String,
}

/// What one period says of the person under one policy.
struct Column<'s, 'a> {
    period: &'s PublicPeriod<'a>,
    results: &'s PublicPolicy<'a>,
    subject: &'s PublicSubject<'a>,
}

/// Shows a person's year on one sheet.
pub fn view(shared: &Shared<'_>, path: &str, id: &str, year: i16) -> Option<YearSheetPage> {
    let person = shared.public.people().get(id)?;
    let mut blocks: Vec<(&str, Vec<Column<'_, '_>>)> = Vec::new();
    for (at, policy) in &person.results {
        let Some(period) = shared.public.periods().get(*at) else {
            continue;
        };
        let results = period.policies().get(*policy);
        let found = results.and_then(|results| Some((results, results.subject(id)?)));
        let Some((results, subject)) = found.filter(|_| period.period().year() == year) else {
            continue;
        };
        let column = Column {
            period,
            results,
            subject,
        };
        let policy = results.policy().id.as_ref();
        match blocks.iter_mut().find(|(id, _)| *id == policy) {
            Some((_, columns)) => columns.push(column),
            None => blocks.push((policy, vec![column])),
        }
    }
    // What has a total comes first.
    let has_total =
        |columns: &[Column<'_, '_>]| columns.iter().any(|c| c.subject.total().is_some());
    blocks.sort_by_key(|(_, columns)| !has_total(columns));
    let detail = shared.addresses.person_year(id, year).unwrap_or_default();
    let said = shared
        .words
        .fill("year_name", &[("year", &year.to_string())]);
    // One sheet has no room for what has no total beside what has one; its awards stand there.
    let one = blocks.iter().any(|(_, columns)| has_total(columns));
    if one {
        blocks.retain(|(_, columns)| has_total(columns));
    }
    Some(YearSheetPage {
        sheet: shared.beside(path)[0].clone(),
        frame: shared.frame(path, format!("{} · {said}", person.name), "people"),
        name: person.name.clone(),
        facts: facts(shared, person),
        team: shared.public.team_name(&person.team).to_owned(),
        person: shared.person(path, id, &person.name),
        blocks: blocks
            .into_iter()
            .enumerate()
            .map(|(at, (_, columns))| {
                let gathers = one && at == 0;
                block(shared, (path, &detail), (person, gathers), &columns)
            })
            .collect(),
        detail: LinkView {
            text: said.clone(),
            href: link(path, &detail),
        },
        year: said,
    })
}

/// Makes the same as a table: a row for each item in each period.
pub fn table(shared: &Shared<'_>, id: &str, year: i16) -> Option<Table> {
    let words = &shared.words;
    let mut rows = Vec::new();
    for block in view(shared, "", id, year)?.blocks {
        let mean = words.say("sheet_mean");
        let mut add =
            |title: &str, weight: &str, periods: &mut dyn Iterator<Item = (&str, &str)>| {
                for (period, value) in periods.filter(|(_, value)| !value.is_empty()) {
                    rows.push(vec![
                        Field::text(&block.policy.text),
                        Field::text(title),
                        of_shown(weight),
                        Field::text(period),
                        of_shown(value),
                    ]);
                }
            };
        let periods = || block.months.iter().map(String::as_str);
        for row in &block.rows {
            let cells = row.cells.iter().map(String::as_str);
            let mean = std::iter::once((mean, row.mean.as_str()));
            add(
                &row.title,
                &row.weight,
                &mut periods().zip(cells).chain(mean),
            );
        }
        let awards = block.awards.iter().map(String::as_str);
        add(words.say("slip_awards"), "", &mut periods().zip(awards));
    }
    let keys = [
        "rules_policy",
        "sheet_item",
        "sheet_full",
        "period",
        "chart_value",
    ];
    Some(Table {
        name: words.say("sheet_title").to_owned(),
        headings: keys.map(|key| words.say(key).to_owned()).to_vec(),
        rows,
        ..Table::default()
    })
}

fn block(
    shared: &Shared<'_>,
    (path, detail): (&str, &str),
    (person, gathers): (&PublicPerson, bool),
    columns: &[Column<'_, '_>],
) -> BlockView {
    let mut rows = Vec::new();
    // The rows are those of the latest version; earlier items of other names follow.
    for (back, column) in columns.iter().rev().enumerate() {
        let card = column.results.policy().scorecard.as_ref();
        for item in card.iter().flat_map(|card| &card.items) {
            item_rows(shared, (item, back == 0), 0, columns, &mut rows);
        }
    }
    let mut more = |figures: &dyn Fn(&Column<'_, '_>) -> Vec<Figured>, sum: bool| {
        let mut names = Vec::new();
        for column in columns.iter().rev() {
            for figure in figures(column) {
                if !names.contains(&figure.name) {
                    names.push(figure.name);
                }
            }
        }
        for name in names {
            let found = |c: &Column<'_, '_>| figures(c).into_iter().find(|f| f.name == name);
            let of = |c: &Column<'_, '_>| {
                found(c).map(|f| (score::value(&shared.words, &f), number(&f)))
            };
            let first = columns.iter().rev().find_map(found);
            let title = first.map_or_else(String::new, |f| {
                format::heading(&shared.words, &f.title, &f.unit)
            });
            rows.push(row(
                shared,
                title,
                (0, sum),
                String::new(),
                columns.iter().map(of),
            ));
        }
    };
    more(&|c| c.subject.total().into_iter().cloned().collect(), true);
    more(&|c| c.subject.grades().to_vec(), false);
    let card = columns.iter().any(|c| c.subject.total().is_some());
    if !card {
        more(
            &|c| c.subject.metrics().iter().map(|m| (*m).clone()).collect(),
            false,
        );
    }
    more(
        &|c| c.subject.pay().iter().map(|p| p.amount.clone()).collect(),
        false,
    );
    ranks(shared, columns, &mut rows);
    let awards: Vec<String> = columns
        .iter()
        .map(|c| awards(person, shared, c, gathers))
        .collect();
    BlockView {
        policy: columns.last().map_or_else(LinkView::default, |c| {
            shared.policy_link(path, c.results.policy())
        }),
        months: columns
            .iter()
            .map(|c| c.period.period().to_string())
            .collect(),
        periods: columns
            .iter()
            .map(|c| LinkView {
                text: format::short_period(&shared.words, c.period.period()),
                href: format!("{}#{}", link(path, detail), anchor(c.period.period())),
            })
            .collect(),
        rows,
        awards: match awards.iter().all(String::is_empty) {
            true => Vec::new(),
            false => awards,
        },
    }
}

fn number(figure: &Figured) -> Option<Number> {
    match &figure.cell {
        Ok(Value::Number(number)) => Some(number.clone()),
        _ => None,
    }
}

fn row(
    shared: &Shared<'_>,
    title: String,
    (depth, sum): (usize, bool),
    weight: String,
    cells: impl Iterator<Item = Option<(String, Option<Number>)>>,
) -> RowView {
    let mut known = Vec::new();
    let cells = cells.map(|cell| match cell {
        Some((text, number)) => {
            known.extend(number);
            text
        }
        None => String::new(),
    });
    RowView {
        title,
        depth,
        sum,
        weight,
        cells: cells.collect(),
        // A mean of points is asked for, of a count or an amount it would not be understood.
        mean: match (sum || depth > 0, known.len() > 1) {
            (true, true) => mean(known.iter()).map_or_else(String::new, |mean| {
                format::number(&mean, "", shared.decimals())
            }),
            _ => String::new(),
        },
    }
}

fn item_rows(
    shared: &Shared<'_>,
    (item, in_force): (&Item, bool),
    depth: usize,
    columns: &[Column<'_, '_>],
    rows: &mut Vec<RowView>,
) {
    if !rows.iter().any(|r| r.title == item.title) {
        let of = |column: &Column<'_, '_>| {
            let found = find(column.subject.items(), &item.name)?;
            let figure = &found.points;
            Some((format::figure(figure), number(figure)))
        };
        // What only earlier cards have has no full marks any more.
        let weight = match in_force && !item.effective.is_zero() {
            true => score::plain(&item.effective),
            false => String::new(),
        };
        let mut made = row(
            shared,
            item.title.clone(),
            (depth + 1, false),
            weight,
            columns.iter().map(of),
        );
        made.depth = depth;
        rows.push(made);
    }
    for part in &item.items {
        item_rows(shared, (part, in_force), depth + 1, columns, rows);
    }
}

fn find<'i>(items: &'i [ItemResult], name: &str) -> Option<&'i ItemResult> {
    items
        .iter()
        .find_map(|item| match item.item.as_ref() == name {
            true => Some(item),
            false => find(&item.items, name),
        })
}

/// Adds a row for each board on which the person stands in some period.
fn ranks(shared: &Shared<'_>, columns: &[Column<'_, '_>], rows: &mut Vec<RowView>) {
    let mut names = Vec::new();
    for column in columns.iter().rev() {
        for public in column.results.boards() {
            if !names.contains(&&public.board.name) {
                names.push(&public.board.name);
            }
        }
    }
    for name in names {
        let rank = |column: &Column<'_, '_>| {
            let row = column.results.board(name)?.row(column.subject.id())?;
            Some((row.standing.rank.to_string(), None))
        };
        if columns.iter().any(|c| rank(c).is_some()) {
            let title = shared.words.fill("sheet_rank", &[("board", name)]);
            let cells = columns.iter().map(rank);
            rows.push(row(shared, title, (0, false), String::new(), cells));
        }
    }
}

/// Names the awards won in a period under one policy; with `gathers` under all.
fn awards(
    person: &PublicPerson,
    shared: &Shared<'_>,
    column: &Column<'_, '_>,
    gathers: bool,
) -> String {
    let of = column.period.period();
    let won = person
        .wins
        .iter()
        .filter_map(|[at, policy, award, winner]| {
            let public = shared.public.periods().get(*at)?;
            let policy = public.policies().get(*policy)?;
            let award = policy.awards().get(*award)?;
            let stands = award.winners.get(*winner)?.winner.withdrawn.is_none();
            let own = gathers || policy.policy().id == column.results.policy().id;
            (stands && own && public.period() == of).then(|| award.award.name.to_string())
        });
    won.collect::<Vec<_>>().join(shared.words.say("comma"))
}
