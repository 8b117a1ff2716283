//! What can be downloaded beside the tables of pages: boards, awards, and a period as a workbook with
//! a sheet each. The same filtered view as the pages have, nothing more.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::edition::{PublicBoard, PublicPeriod, PublicPolicy};
use super::format;
use super::page::table::Numbers;
use super::page::{self, award, score};
use super::shared::Shared;
use super::sheet::{Field, Table};
use super::workbook::{Contents, xlsx};
use crate::assessment::{Figured, ItemResult};
use crate::data::State;
use crate::figure::Subject;
use crate::number::Number;
use crate::policy::Item;

/// Writes a period's results as a workbook, by the period's place: a list of sheets, the awards,
/// the boards, the scorecards, teams, what is missing.
pub fn period(shared: &Shared<'_>, at: usize) -> Option<Vec<u8>> {
    let period = shared.public.periods().get(at)?;
    let mut tables = vec![awards(shared, std::iter::once(period))];
    for policy in period.policies() {
        for board in policy.boards() {
            tables.push(self::board(shared, policy, board));
        }
    }
    tables.extend(period.policies().iter().map(|p| scores(shared, p)));
    tables.push(teams(shared, period));
    tables.push(charts(shared, period));
    tables.push(gaps(shared, period));
    tables.retain(|table| !table.rows.is_empty());
    let tables: Vec<Table> = tables.into_iter().map(|t| marked(shared, t)).collect();
    let settings = shared.public.settings();
    let contents = Contents {
        name: shared.words.say("contents").to_owned(),
        lines: vec![
            format!("{} · {}", settings.title, shared.period(period.period())),
            settings.organisation.clone(),
            shared.state(period),
        ],
        headings: ["sheet_name", "sheet_about", "sheet_rows"]
            .map(|key| shared.words.say(key).to_owned()),
    };
    Some(xlsx(Some(&contents), &tables))
}

/// Says of a table of a what-if that it is one: in the name of its sheet, and below it.
pub fn marked(shared: &Shared<'_>, mut table: Table) -> Table {
    if shared.what_if.is_some() {
        let mark = shared.words.say("what_if_mark");
        table.name = format!("{mark}{}", table.name);
        table
            .notes
            .push(shared.words.say("what_if_banner").to_owned());
    }
    table
}

/// Makes the table of a board.
pub fn board(shared: &Shared<'_>, policy: &PublicPolicy<'_>, board: &PublicBoard<'_>) -> Table {
    let words = &shared.words;
    let mut headings = vec![words.say("rank").to_owned()];
    headings.extend(who(shared, policy));
    if let Some(row) = board.rows.first() {
        for key in row.standing.keys {
            headings.push(format::heading(words, &key.title, &key.unit));
        }
    }
    let rows = board.rows.iter().map(|row| {
        let mut cells = vec![
            Field::count(row.standing.rank),
            Field::text(row.standing.id.to_string()),
            Field::text(row.name.as_ref()),
        ];
        if policy.is_about_people() {
            cells.push(Field::text(shared.public.team_name(row.team)));
        }
        cells.extend(row.standing.keys.iter().map(Field::figure));
        cells
    });
    Table {
        name: board.board.name.to_string(),
        about: policy.policy().title.clone(),
        headings,
        rows: rows.collect(),
        ..Table::default()
    }
}

/// Makes the table of all awards of periods, the latest first: a row for each winner.
pub fn awards<'p, 'a: 'p>(
    shared: &Shared<'_>,
    periods: impl Iterator<Item = &'p PublicPeriod<'a>>,
) -> Table {
    let words = &shared.words;
    let mut rows = Vec::new();
    for period in periods {
        for policy in period.policies() {
            for award in policy.awards() {
                let final_now = award.pending.is_empty() && period.state() == State::Final;
                for winner in &award.winners {
                    let Some((id, name, team)) = winner.who() else {
                        continue;
                    };
                    let withdrawn = winner.winner.withdrawn.is_some();
                    let state = match (withdrawn, final_now) {
                        (true, _) => words.say("award_was_withdrawn"),
                        (false, true) => words.say("state_final"),
                        (false, false) => words.say("provisional"),
                    };
                    rows.push(vec![
                        Field::text(period.period().to_string()),
                        Field::text(award.award.name.to_string()),
                        Field::text(&policy.policy().title),
                        Field::text(id.to_string()),
                        Field::text(name),
                        Field::text(shared.public.team_name(team)),
                        Field::text(award::reason(shared, &winner.reasons)),
                        Field::text(award::prize(shared, winner)),
                        Field::text(state),
                    ]);
                }
            }
        }
    }
    let keys = [
        "period",
        "award",
        "rules_policy",
        "id",
        "name",
        "team",
        "award_reason",
        "award_gets",
        "state",
    ];
    Table {
        name: words.say("awards").to_owned(),
        about: words.say("sheet_awards").to_owned(),
        headings: keys.map(|key| words.say(key).to_owned()).to_vec(),
        rows,
        ..Table::default()
    }
}

/// Makes the table of a policy's scorecards: a row for each subject that is shown.
fn scores(shared: &Shared<'_>, policy: &PublicPolicy<'_>) -> Table {
    let words = &shared.words;
    let rules = score::weights(policy.policy());
    // Subjects of different posts have different items; each column is there once.
    let mut columns: IndexMap<String, String> = IndexMap::new();
    let mut cells: Vec<IndexMap<String, Field>> = Vec::new();
    for subject in policy.subjects() {
        let mut row = IndexMap::new();
        let mut add = |figure: &Figured, title: &str| {
            let heading = format::heading(words, title, &figure.unit);
            columns.insert(figure.name.to_string(), heading);
            row.insert(figure.name.to_string(), Field::figure(figure));
        };
        for item in subject.items() {
            of_item(shared, &rules, item, &mut add);
        }
        let figures = subject.total().into_iter().chain(subject.grades());
        let figures = figures.chain(subject.metrics().iter().copied());
        for figure in figures.chain(subject.ladder()) {
            add(figure, &figure.title);
        }
        for line in subject.pay() {
            add(&line.amount, &line.line);
        }
        cells.push(row);
    }
    let mut headings = who(shared, policy);
    headings.extend(columns.values().cloned());
    let rows = policy.subjects().iter().zip(cells).map(|(subject, row)| {
        let mut fields = vec![
            Field::text(subject.id().to_string()),
            Field::text(subject.name()),
        ];
        if policy.is_about_people() {
            fields.push(Field::text(shared.public.team_name(subject.team())));
        }
        let own = columns.keys().map(|name| row.get(name).cloned());
        fields.extend(own.map(|field| field.unwrap_or(Field::Blank)));
        fields
    });
    Table {
        name: policy.policy().title.clone(),
        about: words.say("sheet_scores").to_owned(),
        rows: rows.collect(),
        headings,
        ..Table::default()
    }
}

/// Returns the headings over those whom a policy is about.
pub fn who(shared: &Shared<'_>, policy: &PublicPolicy<'_>) -> Vec<String> {
    let keys: &[&str] = match policy.policy().subject {
        Some(Subject::Team) => &["team_id", "team"],
        Some(Subject::Company) => &["id", "name"],
        Some(Subject::Person) | None => &["id", "name", "team"],
    };
    let say = |key: &&str| shared.words.say(key).to_owned();
    keys.iter().map(say).collect()
}

fn of_item(
    shared: &Shared<'_>,
    rules: &BTreeMap<&str, &Item>,
    item: &ItemResult,
    add: &mut impl FnMut(&Figured, &str),
) {
    let rule = rules.get(item.item.as_ref());
    let title = rule.map_or(item.item.as_ref(), |rule| rule.title.as_str());
    if let Some(value) = &item.value {
        add(value, title);
    }
    let points = shared.words.fill("sheet_points", &[("item", title)]);
    add(&item.points, &points);
    for part in &item.items {
        of_item(shared, rules, part, add);
    }
}

/// Makes the table of means by team, of groups that are large enough.
fn teams(shared: &Shared<'_>, period: &PublicPeriod<'_>) -> Table {
    let words = &shared.words;
    let mut rows = Vec::new();
    for policy in period.policies() {
        let Some(summary) = policy.summary() else {
            continue;
        };
        for team in &summary.teams {
            let mean = format::scaled(&team.mean, &summary.spread.unit);
            let mean = mean.to_fixed(shared.decimals(), crate::number::Mode::HalfUp);
            rows.push(vec![
                Field::text(&policy.policy().title),
                Field::text(shared.public.team_name(&team.team)),
                Field::count(team.count),
                Field::text(format::heading(
                    words,
                    &summary.spread.title,
                    &summary.spread.unit,
                )),
                Field::number(mean, &summary.spread.unit),
            ]);
        }
    }
    let keys = [
        "rules_policy",
        "team",
        "spread_people",
        "metrics_only",
        "team_mean",
    ];
    Table {
        name: words.say("team_mean").to_owned(),
        about: words.say("sheet_teams").to_owned(),
        headings: keys.map(|key| words.say(key).to_owned()).to_vec(),
        rows,
        ..Table::default()
    }
}

/// Makes the table of the numbers that the charts of a period's page are drawn from.
pub fn charts(shared: &Shared<'_>, period: &PublicPeriod<'_>) -> Table {
    let all = period.policies().iter().flat_map(|policy| {
        let charts = page::period::charts(shared, policy).into_iter();
        // The front page has that of the teams.
        let charts = charts.chain(page::comparison::teams(shared, policy));
        charts.map(|chart| Numbers {
            policy: policy.policy().title.clone(),
            title: chart.title,
            table: chart.table,
        })
    });
    Table {
        about: shared.words.say("sheet_charts").to_owned(),
        ..numbers(shared, all)
    }
}

/// Makes the table of the numbers that charts are drawn from: a row for each number.
pub fn numbers(shared: &Shared<'_>, charts: impl IntoIterator<Item = Numbers>) -> Table {
    let words = &shared.words;
    let mut rows = Vec::new();
    for chart in charts {
        for row in &chart.table.rows {
            let Some((entry, values)) = row.split_first() else {
                continue;
            };
            let headings = chart.table.headings.iter().skip(1);
            rows.extend(headings.zip(values).map(|(heading, value)| {
                vec![
                    Field::text(&chart.policy),
                    Field::text(&chart.title),
                    Field::text(entry),
                    Field::text(heading),
                    of_shown(value),
                ]
            }));
        }
    }
    let keys = [
        "rules_policy",
        "chart_name",
        "chart_entry",
        "chart_column",
        "chart_value",
    ];
    Table {
        name: words.say("chart_numbers").to_owned(),
        headings: keys.map(|key| words.say(key).to_owned()).to_vec(),
        rows,
        ..Table::default()
    }
}

/// Takes a number of a page as a number, anything else as the text that it is.
pub fn of_shown(text: &str) -> Field {
    if text.is_empty() {
        return Field::Blank;
    }
    let (digits, unit) = match text.strip_suffix('%') {
        Some(digits) => (digits, "%"),
        None => (text, ""),
    };
    let digits = digits.replace(',', "");
    let is_number = digits
        .chars()
        .all(|sign| sign.is_ascii_digit() || "-.".contains(sign))
        && Number::parse(&digits).is_ok();
    match is_number {
        true => Field::number(digits, unit),
        false if text == format::NONE => Field::Missing,
        false => Field::text(text),
    }
}

/// Makes the table of what is missing, by cause, without names.
fn gaps(shared: &Shared<'_>, period: &PublicPeriod<'_>) -> Table {
    let words = &shared.words;
    let mut rows = Vec::new();
    for policy in period.policies() {
        for gap in policy.gaps() {
            rows.push(vec![
                Field::text(&policy.policy().title),
                Field::text(format::cause(words, &gap.cause)),
                Field::count(gap.subjects),
            ]);
        }
    }
    let keys = ["rules_policy", "gaps_closed", "sheet_concerns"];
    Table {
        name: words.say("gaps_closed").to_owned(),
        about: String::new(),
        headings: keys.map(|key| words.say(key).to_owned()).to_vec(),
        rows,
        ..Table::default()
    }
}
