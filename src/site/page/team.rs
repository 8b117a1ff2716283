//! A team: who is in it, how it did as a whole, and its own results where a policy is about teams.

mod grid;

use serde::Serialize;

use crate::figure::Subject;
use crate::number::Number;
use crate::policy::Policy;
use crate::site::address::{beside, link, slug};
use crate::site::chart::{self, Point, Told, Trend};
use crate::site::download;
use crate::site::edition::{PublicPeriod, PublicPolicy};
use crate::site::format;
use crate::site::page::banner::{self, BannerView};
use crate::site::page::person::heading;
use crate::site::page::score::{self, PeriodScores, ScoreView, Showing};
use crate::site::page::table::{ChartView, Numbers, TableView, with_sheet};
use crate::site::page::year::anchor;
use crate::site::shared::{Frame, LinkView, Shared};
use crate::site::sheet::Table;
use grid::GridView;

/// A team's page.
#[derive(Debug, Serialize)]
pub struct TeamPage {
    frame: Frame,
    name: String,
    above: Option<LinkView>,
    /// The teams below it.
    below: Vec<LinkView>,
    period: Option<LinkView>,
    state: String,
    /// What that means for the results.
    banner: Option<BannerView>,
    size: String,
    /// The members item by item, where everybody may be shown.
    grids: Vec<GridView>,
    members: Vec<MemberView>,
    scores: Vec<ScoreView>,
    /// The latest quarter, half-year and year.
    longer: Vec<PeriodScores>,
    trends: Vec<ChartView>,
    /// The members and the charts as a workbook; empty where there is neither.
    workbook: String,
}

/// A member who may be shown.
#[derive(Debug, Serialize)]
struct MemberView {
    who: LinkView,
    id: String,
    /// The places on boards; may be empty.
    ranks: Vec<LinkView>,
}

/// How many rows of a table an explanation shows.
const ROWS: usize = 30;
/// How many periods a trend shows.
const PERIODS: usize = 12;

/// Shows a team.
pub fn view(shared: &Shared<'_>, path: &str, id: &str) -> TeamPage {
    let name = shared.public.team_name(id).to_owned();
    let latest = shared.public.latest();
    let above = shared.public.team_above(id);
    TeamPage {
        frame: shared.frame(path, name.clone(), "teams"),
        name,
        above: above.map(|above| shared.team(path, above)),
        below: shared
            .public
            .teams()
            .into_iter()
            .filter(|team| {
                shared
                    .public
                    .team_above(team)
                    .is_some_and(|a| a.as_ref() == id)
            })
            .map(|team| shared.team(path, team))
            .collect(),
        period: latest.map(|p| shared.period_link(path, p.period())),
        state: latest.map(|p| shared.state(p)).unwrap_or_default(),
        banner: latest.map(|p| banner::banner(shared, p)),
        size: latest.map_or_else(String::new, |p| {
            shared.words.count("team_size", p.team_size(id), &[])
        }),
        grids: latest.map_or_else(Vec::new, |p| grid::view(shared, path, p, id)),
        members: latest.map_or_else(Vec::new, |p| members(shared, path, p, id)),
        scores: latest.map_or_else(Vec::new, |p| scores(shared, path, p, (id, ""))),
        longer: longer(shared, path, id),
        trends: trends(shared, path, id),
        workbook: match has_tables(shared, id) {
            true => shared.beside(path)[1].clone(),
            false => String::new(),
        },
    }
}

fn members(
    shared: &Shared<'_>,
    path: &str,
    period: &PublicPeriod<'_>,
    team: &str,
) -> Vec<MemberView> {
    period
        .members(team)
        .into_iter()
        .map(|(id, name)| MemberView {
            who: shared.person(path, id, name),
            id: id.to_string(),
            ranks: period
                .policies()
                .iter()
                .filter(|p| p.is_about_people())
                .filter_map(|p| Some((p, p.subject(id)?)))
                .flat_map(|(p, subject)| score::ranks(shared, path, period, p, subject))
                .collect(),
        })
        .collect()
}

/// Shows the team's own results in the latest quarter, half-year and year.
fn longer(shared: &Shared<'_>, path: &str, team: &str) -> Vec<PeriodScores> {
    let periods = shared.public.current();
    let longer = periods.into_iter().skip(1).map(|period| {
        let anchor = anchor(period.period());
        let prefix = format!("{anchor}-");
        PeriodScores {
            period: shared.period_link(path, period.period()),
            state: shared.state(period),
            scores: scores(shared, path, period, (team, &prefix)),
            anchor,
        }
    });
    longer.filter(|p| !p.scores.is_empty()).collect()
}

fn scores<'a>(
    shared: &Shared<'a>,
    path: &str,
    period: &PublicPeriod<'a>,
    (team, prefix): (&str, &str),
) -> Vec<ScoreView> {
    let showing = Showing {
        page: path,
        prefix,
        rows: ROWS,
    };
    period
        .policies()
        .iter()
        .filter(|p| p.policy().subject == Some(Subject::Team))
        .filter_map(|p| Some((p, p.subject(team)?)))
        .map(|(p, subject)| score::view(shared, showing, period, p, subject))
        .collect()
}

/// The team's mean under a policy over the periods, before it is drawn.
struct Line<'p> {
    rules: &'p Policy,
    unit: String,
    points: Vec<Point>,
}

/// Returns the team's mean under each policy of the latest periods, over the periods.
fn lines<'p>(shared: &'p Shared<'_>, team: &str) -> Vec<Line<'p>> {
    let latest = shared.public.current().into_iter();
    latest
        .flat_map(PublicPeriod::policies)
        .filter(|p| p.is_about_people())
        .filter_map(|p| line_of(shared, team, p.policy()))
        .collect()
}

/// Returns the numbers of the charts of a team's page.
pub fn numbers(shared: &Shared<'_>, team: &str) -> Vec<Numbers> {
    let numbers = lines(shared, team).into_iter().map(|line| Numbers {
        policy: line.rules.title.clone(),
        title: shared.words.say("team_mean").to_owned(),
        table: line.table(shared),
    });
    numbers.collect()
}

/// Makes the tables of a team's page: the numbers of its charts, then its members item by item, a
/// table for each policy.
pub fn tables(shared: &Shared<'_>, team: &str) -> Vec<Table> {
    let numbers = download::numbers(shared, numbers(shared, team));
    let latest = shared.public.latest();
    let grids = latest.map_or_else(Vec::new, |p| grid::tables(shared, p, team));
    let all = std::iter::once(numbers).chain(grids);
    all.filter(|table| !table.rows.is_empty()).collect()
}

/// Tells whether there is any of these tables.
pub fn has_tables(shared: &Shared<'_>, team: &str) -> bool {
    let latest = shared.public.latest();
    has_numbers(shared, team) || latest.is_some_and(|p| grid::has_tables(shared, p, team))
}

/// Tells whether a team's page has a chart.
pub fn has_numbers(shared: &Shared<'_>, team: &str) -> bool {
    !lines(shared, team).is_empty()
}

fn trends(shared: &Shared<'_>, path: &str, team: &str) -> Vec<ChartView> {
    let lines = lines(shared, team);
    let trends = lines.iter().filter_map(|line| trend_of(shared, line));
    let table = shared.addresses.team(team);
    let table = table.map(|page| link(path, &shared.download(&beside(&page))));
    with_sheet(trends.collect(), &table.unwrap_or_default())
}

fn line_of<'p>(shared: &Shared<'_>, team: &str, rules: &'p Policy) -> Option<Line<'p>> {
    let words = &shared.words;
    let decimals = shared.decimals();
    let mut unit = String::new();
    let mut points: Vec<Point> = Vec::new();
    for period in shared.public.last_of(rules.length.level(), PERIODS) {
        let summary = period.policy(&rules.id).and_then(PublicPolicy::summary);
        let own: Option<Number> = summary.and_then(|s| {
            let team = s.teams.iter().find(|t| t.team.as_ref() == team)?;
            Some(team.mean.clone())
        });
        if let Some(summary) = summary {
            unit = summary.spread.unit.to_string();
        }
        points.push(Point {
            label: format::short_period(words, period.period()),
            period: shared.period(period.period()),
            shown: own
                .as_ref()
                .map(|n| format::number(n, &unit, decimals))
                .unwrap_or_default(),
            value: own,
            mean: summary.map(|s| s.drawn.clone()),
            mean_shown: summary.map_or_else(|| format::NONE.to_owned(), |s| s.mean_shown.clone()),
        });
    }
    let begin = points.iter().position(|p| p.value.is_some())?;
    let points = points.split_off(begin);
    Some(Line {
        rules,
        unit,
        points,
    })
}

impl Line<'_> {
    fn table(&self, shared: &Shared<'_>) -> TableView {
        let words = &shared.words;
        let rows = self.points.iter().map(|p| {
            let shown = Some(p.shown.clone()).filter(|s| !s.is_empty());
            vec![
                p.period.clone(),
                shown.unwrap_or_else(|| format::NONE.to_owned()),
                p.mean_shown.clone(),
            ]
        });
        TableView {
            caption: self.rules.title.clone(),
            headings: vec![
                words.say(heading(self.rules.length.level())).to_owned(),
                words.say("team_mean").to_owned(),
                words.say("trend_mean").to_owned(),
            ],
            rows: rows.collect(),
        }
    }
}

fn trend_of(shared: &Shared<'_>, line: &Line<'_>) -> Option<ChartView> {
    let words = &shared.words;
    let (title, unit) = (&line.rules.title, &line.unit);
    let last = line.points.iter().rev().find(|p| p.value.is_some())?;
    let sentence = words.fill(
        "team_trend_sentence",
        &[
            ("month", &last.period),
            ("value", &format::with_unit(words, &last.shown, unit)),
            ("mean", &format::with_unit(words, &last.mean_shown, unit)),
        ],
    );
    let level = line.rules.length.level();
    let svg = chart::trend(
        Told {
            id: &format!("trend-{}-{level:?}", slug(&line.rules.id)).to_lowercase(),
            title,
            description: &sentence,
        },
        &Trend {
            steps: &[],
            points: &line.points,
            mean_label: words.say("trend_mean"),
        },
    );
    Some(ChartView {
        sheet: String::new(),
        title: title.clone(),
        table: line.table(shared),
        policy: String::new(),
        sentence,
        svg,
    })
}
