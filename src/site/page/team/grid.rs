//! A team at a glance: its members against each other and against the team's mean, item by item.

use std::sync::Arc;

use serde::Serialize;

use crate::assessment::{Figured, ItemResult};
use crate::figure::{Distance, Form};
use crate::number::Number;
use crate::policy::{Item, Policy};
use crate::site::download::of_shown;
use crate::site::edition::{PublicPeriod, PublicPolicy, PublicSubject};
use crate::site::format;
use crate::site::page::ahead;
use crate::site::page::score;
use crate::site::shared::{LinkView, Shared};
use crate::site::sheet::{Field, Table};
use crate::value::Value;

/// A team's members under one policy.
#[derive(Debug, Serialize)]
pub struct GridView {
    policy: LinkView,
    /// The items, each with its full marks.
    columns: Vec<ColumnView>,
    /// What stands over the total and the grade; the grade's is empty where there is none.
    total: String,
    grade: String,
    rows: Vec<MemberRow>,
    /// The team's mean of the total and of each item; empty where the team is too small.
    mean: String,
    means: Vec<String>,
    /// The mean of everybody.
    all: String,
    /// Those who are nearest to their next grade, the nearest first.
    near: Vec<NearView>,
}

/// An item over a column.
#[derive(Debug, Serialize)]
struct ColumnView {
    title: String,
    weight: String,
}

/// A member.
#[derive(Debug, Serialize)]
struct MemberRow {
    #[serde(skip)]
    id: String,
    who: LinkView,
    total: String,
    grade: String,
    cells: Vec<CellView>,
}

/// A member's points of an item.
#[derive(Debug, Serialize)]
struct CellView {
    points: String,
    /// Whether they are above the team's mean.
    above: bool,
}

/// How near somebody is to the next grade.
#[derive(Debug, Serialize)]
struct NearView {
    who: LinkView,
    step: String,
    by: String,
}

/// How many items stand beside each other; of more only the groups do.
const MOST_ITEMS: usize = 9;
/// How many of those near the next grade are named.
const MOST_NEAR: usize = 5;

/// Shows a team's members under each policy with a scorecard, in an edition in which everybody has
/// a page: by rank where that may be seen, else by name.
pub fn view(
    shared: &Shared<'_>,
    path: &str,
    period: &PublicPeriod<'_>,
    team: &str,
) -> Vec<GridView> {
    let policies = period.policies().iter();
    let about = policies.filter(|p| p.is_about_people() && shared.public.edition().all_people());
    about
        .filter_map(|results| grid(shared, path, period, results, team))
        .collect()
}

/// Tells whether there is any.
pub fn has_tables(shared: &Shared<'_>, period: &PublicPeriod<'_>, team: &str) -> bool {
    let members = || period.members(team).into_iter();
    shared.public.edition().all_people()
        && period.policies().iter().any(|p| {
            let rated = p.is_about_people() && p.policy().scorecard.is_some();
            rated && members().any(|(id, _)| p.subject(id).is_some())
        })
}

/// Makes the same as tables, one for each policy: the members, the team's mean and that of everybody.
pub fn tables(shared: &Shared<'_>, period: &PublicPeriod<'_>, team: &str) -> Vec<Table> {
    let grids = view(shared, "", period, team).into_iter();
    grids.map(|grid| table(shared, grid)).collect()
}

fn table(shared: &Shared<'_>, grid: GridView) -> Table {
    let words = &shared.words;
    let graded = !grid.grade.is_empty();
    let mut headings = vec![
        words.say("id").to_owned(),
        words.say("name").to_owned(),
        grid.total,
    ];
    headings.extend(Some(grid.grade).filter(|_| graded));
    headings.extend(grid.columns.into_iter().map(|column| column.title));
    let row = |who: [Field; 2], total: &str, grade: &str, points: Vec<&str>| {
        let mut row = who.to_vec();
        row.push(of_shown(total));
        row.extend(graded.then(|| Field::text(grade)));
        row.extend(points.into_iter().map(of_shown));
        row
    };
    let rows = grid.rows.iter().map(|member| {
        let who = [Field::text(&member.id), Field::text(&member.who.text)];
        let points = member.cells.iter().map(|cell| cell.points.as_str());
        row(who, &member.total, &member.grade, points.collect())
    });
    let mut rows: Vec<Vec<Field>> = rows.collect();
    let means = [
        (
            "team_mean",
            &grid.mean,
            grid.means.iter().map(String::as_str).collect(),
        ),
        ("team_all_mean", &grid.all, Vec::new()),
    ];
    for (key, total, points) in means {
        if !total.is_empty() {
            let who = [Field::Blank, Field::text(words.say(key))];
            rows.push(row(who, total, "", points));
        }
    }
    Table {
        name: grid.policy.text,
        headings,
        rows,
        ..Table::default()
    }
}

fn grid<'a>(
    shared: &Shared<'a>,
    path: &str,
    period: &PublicPeriod<'a>,
    results: &PublicPolicy<'a>,
    team: &str,
) -> Option<GridView> {
    let policy: &Policy = results.policy();
    let card = policy.scorecard.as_ref()?;
    let members = period.members(team).into_iter();
    let found = members.filter_map(|(id, name)| Some((name, results.subject(id)?)));
    let mut members: Vec<(&str, &PublicSubject<'a>)> = found.collect();
    if members.is_empty() {
        return None;
    }
    if shared.public.edition().sees.whole_boards {
        let total = |s: &PublicSubject<'_>| s.total().and_then(number);
        // Sorting is stable: equal totals stay in the order of names.
        members.sort_by_key(|(_, s)| std::cmp::Reverse(total(s)));
    }
    let items = columns(&card.items);
    let smallest = shared.public.settings().smallest_group as usize;
    let means = results.item_means(smallest);
    let decimals = policy.show.unwrap_or(shared.decimals());
    let of_team = |item: &Item| means.get(team, &item.name);
    let summary = results.summary();
    let mean = summary.and_then(|s| s.teams.iter().find(|t| t.team.as_ref() == team));
    let mean = mean.filter(|mean| mean.count >= smallest);
    let first = members.iter().find_map(|(_, s)| s.grades().first());
    let rows = members.iter().map(|(name, subject)| MemberRow {
        id: subject.id().to_string(),
        who: who(shared, path, subject.id(), name),
        total: subject.total().map(format::figure).unwrap_or_default(),
        grade: subject
            .grades()
            .first()
            .map(format::figure)
            .unwrap_or_default(),
        cells: items
            .iter()
            .map(|item| {
                let result = find(subject.items(), &item.name);
                let points = result.and_then(|r| number(&r.points));
                CellView {
                    points: result.map_or_else(String::new, |r| format::figure(&r.points)),
                    above: of_team(item).is_some_and(|mean| points.is_some_and(|p| p > *mean)),
                }
            })
            .collect(),
    });
    Some(GridView {
        policy: shared.policy_link(path, policy),
        columns: items
            .iter()
            .map(|item| ColumnView {
                title: item.title.clone(),
                weight: match item.effective.is_zero() {
                    true => String::new(),
                    false => score::plain(&item.effective),
                },
            })
            .collect(),
        total: members
            .iter()
            .find_map(|(_, s)| s.total())
            .map_or_else(String::new, |t| t.title.to_string()),
        grade: first.map_or_else(String::new, |g| g.title.to_string()),
        rows: rows.collect(),
        mean: mean.map_or_else(String::new, |t| format::number(&t.mean, "", decimals)),
        means: items
            .iter()
            .map(|item| of_team(item).map_or_else(String::new, |m| format::number(m, "", decimals)))
            .collect(),
        all: summary.map_or_else(String::new, |s| s.mean_shown.clone()),
        near: near(shared, path, period, policy, &members),
    })
}

/// Links to a member; on the team's own page the team tells nobody apart.
fn who(shared: &Shared<'_>, path: &str, id: &str, name: &str) -> LinkView {
    let link = shared.person(path, id, name);
    let alone = shared.public.apart(id).is_some_and(|a| a.end.is_empty());
    LinkView {
        text: if alone { name.to_owned() } else { link.text },
        href: link.href,
    }
}

/// Returns the items that stand beside each other: all leaves, or the top where they are too many.
fn columns(items: &[Item]) -> Vec<&Item> {
    fn leaves<'p>(items: &'p [Item], found: &mut Vec<&'p Item>) {
        for item in items {
            match item.items.is_empty() {
                true => found.push(item),
                false => leaves(&item.items, found),
            }
        }
    }
    let mut found = Vec::new();
    leaves(items, &mut found);
    match found.len() > MOST_ITEMS {
        true => items.iter().take(MOST_ITEMS).collect(),
        false => found,
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

fn number(figure: &Figured) -> Option<Number> {
    match &figure.cell {
        Ok(Value::Number(number)) => Some(number.clone()),
        _ => None,
    }
}

/// Names those who are nearest to their next grade. Who is near the one below is not said.
fn near<'a>(
    shared: &Shared<'a>,
    path: &str,
    period: &PublicPeriod<'a>,
    policy: &Policy,
    members: &[(&str, &PublicSubject<'a>)],
) -> Vec<NearView> {
    let mut found: Vec<(Distance, &Arc<str>, &str, &str)> = Vec::new();
    for (name, subject) in members {
        let Some(grade) = subject.grades().first() else {
            continue;
        };
        let figure = (&grade.name, Form::Grade);
        let distance = shared
            .public
            .distance(period, &policy.id, figure, subject.id());
        if let Some(distance) = distance.filter(|d| d.moves.name == d.held.name) {
            found.push((distance, subject.id(), name, &grade.title));
        }
    }
    found.sort_by(|(a, ..), (b, ..)| a.by.cmp(&b.by));
    let nearest = found.into_iter().take(MOST_NEAR);
    nearest
        .map(|(distance, id, name, title)| {
            let told = ahead::tell(shared, period, policy, (title, Form::Grade), &distance);
            NearView {
                who: who(shared, path, id, name),
                step: told.step,
                by: told.by,
            }
        })
        .collect()
}
