//! A person: the latest month, quarter and year in full, the trend, the awards, the years.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::assessment::Figured;
use crate::period::{Level, Period};
use crate::policy::Policy;
use crate::site::address::{beside, link, slug};
use crate::site::chart::{self, Point, Told, Trend};
use crate::site::edition::{PublicPeriod, PublicPerson, PublicPolicy, PublicSubject};
use crate::site::format;
use crate::site::page::appeal::{self, FormView};
use crate::site::page::award;
use crate::site::page::banner::{self, BannerView};
use crate::site::page::score::{self, PeriodScores, ScoreView, Showing};
use crate::site::page::slip;
use crate::site::page::steps;
use crate::site::page::table::{ChartView, Numbers, TableView, with_sheet};
use crate::site::page::year::anchor;
use crate::site::shared::{Frame, LinkView, Shared};
use crate::value::Value;

/// A person's page.
#[derive(Debug, Serialize)]
pub struct PersonPage {
    frame: Frame,
    name: String,
    /// Id, post: `工号 E1001 · 电话销售专员`.
    facts: String,
    team: Option<LinkView>,
    /// The month that is shown in full, else the shortest period; `None` where there is none.
    period: Option<LinkView>,
    state: String,
    /// What that means for the results.
    banner: Option<BannerView>,
    scores: Vec<ScoreView>,
    /// The latest quarter, half-year and year.
    longer: Vec<PeriodScores>,
    trends: Vec<ChartView>,
    awards: Vec<WonView>,
    years: Vec<LinkView>,
    /// The years, each on one sheet.
    sheets: Vec<LinkView>,
    /// The slips for signing.
    slips: Vec<LinkView>,
    /// Where an appeal is filed; its text is empty where nothing is said.
    form: FormView,
}

/// An award that a person has won.
#[derive(Debug, Serialize)]
struct WonView {
    award: LinkView,
    period: LinkView,
    reason: String,
    /// Whether it is provisional.
    provisional: bool,
    /// That it was withdrawn since, where that may be seen.
    withdrawn: bool,
}

/// How many rows of a table an explanation shows.
const ROWS: usize = 30;
/// How many periods a trend shows.
const PERIODS: usize = 12;

/// Shows a person.
pub fn view(shared: &Shared<'_>, path: &str, id: &str) -> Option<PersonPage> {
    let person = shared.public.people().get(id)?;
    let mut latest = latest(shared, person).into_iter();
    let first = latest.next();
    let longer = latest
        .filter_map(|at| {
            let period = shared.public.periods().get(at)?;
            Some(PeriodScores {
                anchor: anchor(period.period()),
                period: shared.period_link(path, period.period()),
                state: shared.state(period),
                scores: scores(
                    shared,
                    path,
                    person,
                    at,
                    &format!("{}-", anchor(period.period())),
                ),
            })
        })
        .collect();
    let period = first.and_then(|at| shared.public.periods().get(at));
    Some(PersonPage {
        frame: shared.frame(path, person.name.clone(), "people"),
        name: person.name.clone(),
        facts: facts(shared, person),
        team: (!person.team.is_empty()).then(|| shared.team(path, &person.team)),
        period: period.map(|p| shared.period_link(path, p.period())),
        state: period.map(|p| shared.state(p)).unwrap_or_default(),
        banner: period.map(|p| banner::banner(shared, p)),
        scores: first.map_or_else(Vec::new, |at| scores(shared, path, person, at, "")),
        longer,
        trends: trends(shared, path, person),
        awards: awards(shared, path, person),
        years: years(shared, path, person),
        sheets: sheets(shared, path, person),
        slips: slips(shared, path, person),
        form: appeal::form(shared),
    })
}

/// Returns the periods that are shown in full: the latest month, then the latest quarter,
/// half-year and year, unless they ended long ago.
fn latest(shared: &Shared<'_>, person: &PublicPerson) -> Vec<usize> {
    let periods = shared.public.periods();
    let of = |at: &usize| periods.get(*at).map(PublicPeriod::period);
    let all = || person.results.iter().map(|(at, _)| *at);
    let Some(now) = all().next_back().as_ref().and_then(of) else {
        return Vec::new();
    };
    let of_level = |level: Level| {
        let at = all().rfind(|at| of(at).is_some_and(|p| p.level() == level))?;
        let before = now.at(level).previous();
        of(&at).filter(|p| level == Level::Month || Some(*p) >= before)?;
        Some(at)
    };
    Level::ALL.into_iter().filter_map(of_level).collect()
}

/// Shows a person's results in one period.
fn scores(
    shared: &Shared<'_>,
    path: &str,
    person: &PublicPerson,
    at: usize,
    prefix: &str,
) -> Vec<ScoreView> {
    let Some(period) = shared.public.periods().get(at) else {
        return Vec::new();
    };
    let showing = Showing {
        page: path,
        prefix,
        rows: ROWS,
    };
    let results = person.results.iter().filter(|(of, _)| *of == at);
    results
        .filter_map(|(_, policy)| {
            let results = period.policies().get(*policy)?;
            let subject = results.subject(&person.id)?;
            Some(score::view(shared, showing, period, results, subject))
        })
        .collect()
}

/// Writes what tells a person from another: `工号 E1001 · 电话销售专员`.
pub fn facts(shared: &Shared<'_>, person: &PublicPerson) -> String {
    let id = shared.words.fill("person_id", &[("id", &person.id)]);
    if person.post.is_empty() {
        id
    } else {
        format!("{id} · {}", person.post)
    }
}

/// Links to a person's years, the latest first.
pub fn years(shared: &Shared<'_>, path: &str, person: &PublicPerson) -> Vec<LinkView> {
    let page = |year: i16| shared.addresses.person_year(&person.id, year);
    year_links(shared, path, person, &page)
}

/// Links to a person's years on one sheet each, the latest first.
fn sheets(shared: &Shared<'_>, path: &str, person: &PublicPerson) -> Vec<LinkView> {
    if shared.public.edition().what_if {
        return Vec::new();
    }
    let page = |year: i16| shared.addresses.year_sheet(&person.id, year);
    year_links(shared, path, person, &page)
}

fn year_links(
    shared: &Shared<'_>,
    path: &str,
    person: &PublicPerson,
    page: &dyn Fn(i16) -> Option<String>,
) -> Vec<LinkView> {
    let periods = shared.public.periods();
    let results = person.results.iter();
    let years: BTreeSet<i16> = results
        .filter_map(|(at, _)| Some(periods.get(*at)?.period().year()))
        .collect();
    let said = |year: i16| {
        shared
            .words
            .fill("year_name", &[("year", &year.to_string())])
    };
    let one = |year: i16| LinkView {
        text: said(year),
        href: page(year).map_or_else(String::new, |to| link(path, &to)),
    };
    years.into_iter().rev().map(one).collect()
}

/// Links to a person's slips.
fn slips(shared: &Shared<'_>, path: &str, person: &PublicPerson) -> Vec<LinkView> {
    let one = |period| LinkView {
        text: shared.period(period),
        href: shared
            .addresses
            .slip(&person.id, period)
            .map_or_else(String::new, |to| link(path, &to)),
    };
    slip::of(shared, person).into_iter().map(one).collect()
}

fn awards(shared: &Shared<'_>, path: &str, person: &PublicPerson) -> Vec<WonView> {
    person
        .wins
        .iter()
        .rev()
        .filter_map(|[period, policy, award, winner]| {
            let period = shared.public.periods().get(*period)?;
            let policy = period.policies().get(*policy)?;
            let award = policy.awards().get(*award)?;
            let winner = award.winners.get(*winner)?;
            Some(WonView {
                award: shared.award_link(path, policy.policy(), &award.award.name),
                period: shared.period_link(path, period.period()),
                reason: award::reason(shared, &winner.reasons),
                provisional: !award.pending.is_empty(),
                withdrawn: winner.winner.withdrawn.is_some(),
            })
        })
        .collect()
}

/// The total of a policy over the periods, before it is drawn.
struct Line<'p> {
    rules: &'p Policy,
    period: Period,
    /// What the values are called.
    title: String,
    unit: String,
    points: Vec<Point>,
}

/// Returns the total of each policy of the latest periods over the periods.
fn lines<'p>(shared: &'p Shared<'_>, person: &PublicPerson) -> Vec<Line<'p>> {
    let periods = shared.public.periods();
    let latest = latest(shared, person);
    let shown = person.results.iter().filter(|(at, _)| latest.contains(at));
    let lines = shown.filter_map(|(at, policy)| {
        let period = periods.get(*at)?;
        let rules = period.policies().get(*policy)?.policy();
        line_of(shared, person, rules, period.period())
    });
    lines.collect()
}

/// Returns the numbers of the charts of a person's page.
pub fn numbers(shared: &Shared<'_>, id: &str) -> Vec<Numbers> {
    let person = shared.public.people().get(id);
    let lines = person.map_or_else(Vec::new, |person| lines(shared, person));
    let numbers = lines.iter().map(|line| Numbers {
        policy: line.rules.title.clone(),
        title: line.name(shared),
        table: line.table(shared),
    });
    numbers.collect()
}

/// Tells whether a person's page has a chart.
pub fn has_numbers(shared: &Shared<'_>, person: &PublicPerson) -> bool {
    !lines(shared, person).is_empty()
}

/// Shows the total of each policy of the latest periods over the periods.
fn trends(shared: &Shared<'_>, path: &str, person: &PublicPerson) -> Vec<ChartView> {
    let mut trends: Vec<ChartView> = lines(shared, person)
        .into_iter()
        .filter_map(|line| trend_of(shared, &line))
        .collect();
    if let [only] = trends.as_mut_slice() {
        only.policy.clear();
    }
    let table = shared.addresses.person(&person.id);
    let table = table.map(|page| link(path, &shared.download(&beside(&page))));
    with_sheet(trends, &table.unwrap_or_default())
}

fn line_of<'p>(
    shared: &Shared<'_>,
    person: &PublicPerson,
    rules: &'p Policy,
    last: Period,
) -> Option<Line<'p>> {
    let words = &shared.words;
    let mut points = Vec::new();
    let mut unit = String::new();
    let mut title = None;
    for period in shared.public.last_of(last.level(), PERIODS) {
        let results = period.policy(&rules.id);
        let summary = results.and_then(PublicPolicy::summary);
        let figure = results
            .and_then(|r| Some((r, r.subject(&person.id)?)))
            .and_then(|(r, subject)| headline(r, subject));
        let number = match figure.map(|f| &f.cell) {
            Some(Ok(Value::Number(number))) => Some(number.clone()),
            _ => None,
        };
        if let Some(figure) = figure.filter(|_| number.is_some()) {
            unit = figure.unit.to_string();
            title = Some(figure.title.to_string());
        }
        points.push(Point {
            label: format::short_period(words, period.period()),
            period: shared.period(period.period()),
            shown: figure.map(format::figure).unwrap_or_default(),
            value: number,
            mean: summary.map(|s| s.drawn.clone()),
            mean_shown: summary.map_or_else(|| format::NONE.to_owned(), |s| s.mean_shown.clone()),
        });
    }
    // What lies before the first value tells nothing of this person.
    let begin = points.iter().position(|p| p.value.is_some())?;
    let points = points.split_off(begin);
    if points.iter().filter(|p| p.value.is_some()).count() < 2 {
        return None;
    }
    Some(Line {
        rules,
        period: last,
        title: title?,
        unit,
        points,
    })
}

impl Line<'_> {
    fn name(&self, shared: &Shared<'_>) -> String {
        shared.words.fill("trend_title", &[("title", &self.title)])
    }

    fn table(&self, shared: &Shared<'_>) -> TableView {
        let words = &shared.words;
        let rows = self.points.iter().map(|p| {
            let shown = Some(p.shown.clone()).filter(|shown| !shown.is_empty());
            vec![
                p.period.clone(),
                shown.unwrap_or_else(|| format::NONE.to_owned()),
                p.mean_shown.clone(),
            ]
        });
        TableView {
            caption: self.name(shared),
            headings: vec![
                words.say(heading(self.period.level())).to_owned(),
                self.title.clone(),
                words.say("trend_mean").to_owned(),
            ],
            rows: rows.collect(),
        }
    }
}

fn trend_of(shared: &Shared<'_>, line: &Line<'_>) -> Option<ChartView> {
    let words = &shared.words;
    let (title, unit) = (&line.title, &line.unit);
    let mut known = line.points.iter().filter(|p| p.value.is_some());
    let start = known.next()?;
    let end = known.next_back()?;
    let name = line.name(shared);
    let sentence = words.fill(
        "trend_sentence",
        &[
            ("title", title),
            ("from", &start.period),
            ("first", &format::with_unit(words, &start.shown, unit)),
            ("to", &end.period),
            ("last", &format::with_unit(words, &end.shown, unit)),
        ],
    );
    let level = line.period.level();
    let svg = chart::trend(
        Told {
            id: &format!("trend-{}-{level:?}", slug(&line.rules.id)).to_lowercase(),
            title: &name,
            description: &sentence,
        },
        &Trend {
            steps: &steps::of(shared, line.rules, line.period),
            points: &line.points,
            mean_label: words.say("trend_mean"),
        },
    );
    Some(ChartView {
        sheet: String::new(),
        table: line.table(shared),
        title: name,
        policy: line.rules.title.clone(),
        sentence,
        svg,
    })
}

/// Returns what sums a subject up: the total, else the figure that the first board ranks by.
fn headline<'a>(results: &PublicPolicy<'a>, subject: &PublicSubject<'a>) -> Option<&'a Figured> {
    subject.total().or_else(|| {
        let (key, _) = results.boards().first()?.board.keys.first()?;
        let mut metrics = subject.metrics().iter();
        metrics.find(|m| m.name == *key).copied()
    })
}

/// Returns the word over a column of periods.
pub fn heading(level: Level) -> &'static str {
    match level {
        Level::Month => "month",
        Level::Quarter | Level::Half | Level::Year => "period",
    }
}
