//! How everybody did: the spread and the teams, as charts with their tables. No names.

use crate::number::Number;
use crate::site::address::slug;
use crate::site::chart::{self, Distribution, GradeBar, Strip, TeamBar, Told};
use crate::site::edition::{PublicPolicy, Spread};
use crate::site::format;
use crate::site::page::table::{ChartView, TableView};
use crate::site::shared::Shared;

/// Shows the spread of a policy's figure.
pub fn spread(shared: &Shared<'_>, policy: &PublicPolicy<'_>) -> Option<ChartView> {
    let spread = &policy.summary()?.spread;
    let id = format!("spread-{}", slug(&policy.policy().id));
    Some(spread_of(shared, &id, spread, PEOPLE))
}

/// The words of a spread of people: its sentence, and what is counted.
pub const PEOPLE: (&str, &str) = ("spread_sentence", "spread_people");
/// The words of a spread of teams.
pub const TEAMS: (&str, &str) = ("spread_sentence_teams", "spread_teams");

/// Shows how a figure is spread. `id` is the chart's anchor, `keys` name the words of its subjects.
pub fn spread_of(
    shared: &Shared<'_>,
    id: &str,
    spread: &Spread,
    (sentence, counted): (&str, &str),
) -> ChartView {
    let words = &shared.words;
    let (mean, median) = (
        said(shared, &spread.unit, &spread.mean),
        said(shared, &spread.unit, &spread.median),
    );
    let sentence = words.count(
        sentence,
        spread.count,
        &[
            ("title", &spread.title),
            ("mean", &mean),
            ("median", &median),
        ],
    );
    let title = words.fill("spread_title", &[("title", &spread.title)]);
    let mut bounds: Vec<Number> = spread.bins.iter().map(|b| b.from.clone()).collect();
    bounds.extend(spread.bins.last().map(|b| b.to.clone()));
    let decimals = bounds
        .iter()
        .map(|b| {
            format::scaled(b, &spread.unit)
                .decimals()
                .unwrap_or(0)
                .min(2)
        })
        .max()
        .unwrap_or(0);
    let labels: Vec<String> = bounds
        .iter()
        .map(|b| format::number(b, &spread.unit, decimals))
        .collect();
    let rows = spread
        .bins
        .iter()
        .zip(labels.windows(2))
        .map(|(bin, edges)| vec![edges.join("–"), bin.count.to_string()])
        .collect();
    let svg = chart::distribution(
        Told {
            id,
            title: &title,
            description: &sentence,
        },
        &Distribution {
            labels,
            counts: spread.bins.iter().map(|b| b.count).collect(),
            mean: &spread.mean,
            mean_label: words.fill("mean_label", &[("mean", &mean)]),
            bounds,
        },
    );
    ChartView {
        sheet: String::new(),
        table: TableView {
            caption: title.clone(),
            headings: vec![heading(shared, spread), words.say(counted).to_owned()],
            rows,
        },
        title,
        policy: String::new(),
        sentence,
        svg,
    }
}

/// Shows a policy's teams side by side; nothing where fewer than two are large enough.
pub fn teams(shared: &Shared<'_>, policy: &PublicPolicy<'_>) -> Option<ChartView> {
    let summary = policy.summary()?;
    let words = &shared.words;
    let [best, .., last] = summary.teams.as_slice() else {
        return None;
    };
    let name = |id: &str| shared.public.team_name(id).to_owned();
    let mean = said(shared, &summary.spread.unit, &summary.spread.mean);
    let apart = said(shared, &summary.spread.unit, &best.mean.minus(&last.mean));
    let mut sentence = words.fill(
        "teams_sentence",
        &[
            ("team", &name(&best.team)),
            ("title", &summary.spread.title),
            ("best", &said(shared, &summary.spread.unit, &best.mean)),
            ("mean", &mean),
            ("apart", &apart),
        ],
    );
    if summary.small_teams > 0 {
        let least = shared.public.edition().sees.smallest_group.to_string();
        sentence.push_str(&words.count("teams_small", summary.small_teams, &[("least", &least)]));
    }
    let title = words.fill("teams_title", &[("title", &summary.spread.title)]);
    let bars: Vec<TeamBar> = summary
        .teams
        .iter()
        .map(|t| TeamBar {
            name: name(&t.team),
            mean: t.mean.clone(),
            label: format::number(&t.mean, &summary.spread.unit, shared.decimals()),
        })
        .collect();
    let rows = summary
        .teams
        .iter()
        .zip(&bars)
        .map(|(team, bar)| vec![bar.name.clone(), team.count.to_string(), bar.label.clone()])
        .collect();
    let svg = chart::teams(
        Told {
            id: &format!("teams-{}", slug(&policy.policy().id)),
            title: &title,
            description: &sentence,
        },
        &bars,
        &summary.spread.mean,
    );
    Some(ChartView {
        sheet: String::new(),
        table: TableView {
            caption: title.clone(),
            headings: vec![
                words.say("team").to_owned(),
                words.say("spread_people").to_owned(),
                heading(shared, &summary.spread),
            ],
            rows,
        },
        title,
        policy: String::new(),
        sentence,
        svg,
    })
}

/// Shows how many have which grade; nothing where the policy gives none.
pub fn grades(shared: &Shared<'_>, policy: &PublicPolicy<'_>) -> Option<ChartView> {
    let grades = policy.summary()?.grades.as_ref()?;
    let words = &shared.words;
    let bars: Vec<GradeBar> = grades
        .kinds
        .iter()
        .map(|(name, count)| GradeBar {
            name: name.clone(),
            count: *count,
            label: words.count("grades_people", *count, &[]),
        })
        .collect();
    let list: Vec<String> = bars
        .iter()
        .map(|b| words.fill("award_key", &[("title", &b.name), ("value", &b.label)]))
        .collect();
    let all: usize = bars.iter().map(|b| b.count).sum();
    let sentence = words.fill(
        "grades_sentence",
        &[
            ("n", &all.to_string()),
            ("title", &grades.title),
            ("list", &list.join(words.say("list_comma"))),
        ],
    );
    let title = words.fill("spread_title", &[("title", &grades.title)]);
    let told = Told {
        id: &format!("grades-{}", slug(&policy.policy().id)),
        title: &title,
        description: &sentence,
    };
    let svg = chart::grades(told, &bars);
    Some(ChartView {
        sheet: String::new(),
        table: TableView {
            caption: title.clone(),
            headings: vec![
                grades.title.to_string(),
                words.say("spread_people").to_owned(),
            ],
            rows: bars
                .into_iter()
                .map(|b| vec![b.name, b.count.to_string()])
                .collect(),
        },
        title,
        policy: String::new(),
        sentence,
        svg,
    })
}

/// Shows a policy's teams with a dot for everybody, without names, and each team's median. Only
/// for an edition in which everybody's result has a page anyway; else the teams' means.
pub fn strips(shared: &Shared<'_>, policy: &PublicPolicy<'_>) -> Option<ChartView> {
    let edition = shared.public.edition();
    if !edition.shows_every_score() {
        return teams(shared, policy);
    }
    let summary = policy.summary()?;
    let words = &shared.words;
    let mut sorted: Vec<_> = summary.teams.iter().collect();
    sorted.sort_by(|a, b| b.median.cmp(&a.median).then_with(|| a.team.cmp(&b.team)));
    let [best, _, ..] = sorted.as_slice() else {
        return None;
    };
    let short = |n: &Number| format::number(n, &summary.spread.unit, shared.decimals());
    let name = |id: &str| shared.public.team_name(id).to_owned();
    let mut sentence = words.fill(
        "strips_sentence",
        &[
            ("team", &name(&best.team)),
            ("title", &summary.spread.title),
            ("best", &said(shared, &summary.spread.unit, &best.median)),
            (
                "median",
                &said(shared, &summary.spread.unit, &summary.spread.median),
            ),
        ],
    );
    if summary.small_teams > 0 {
        let least = edition.sees.smallest_group.to_string();
        sentence.push_str(&words.count("teams_small", summary.small_teams, &[("least", &least)]));
    }
    let title = words.fill("strips_title", &[("title", &summary.spread.title)]);
    let strips: Vec<Strip<'_>> = sorted
        .iter()
        .map(|t| Strip {
            name: name(&t.team),
            values: &t.values,
            median: &t.median,
            label: short(&t.median),
        })
        .collect();
    let all = || sorted.iter().flat_map(|t| &t.values);
    let end = |value: Option<&Number>| value.map(short).unwrap_or_default();
    let told = Told {
        id: &format!("teams-{}", slug(&policy.policy().id)),
        title: &title,
        description: &sentence,
    };
    let ends = (end(all().min()), end(all().max()));
    let svg = chart::strips(told, &strips, (&ends.0, &ends.1));
    Some(ChartView {
        sheet: String::new(),
        table: TableView {
            caption: title.clone(),
            headings: vec![
                words.say("team").to_owned(),
                words.say("spread_people").to_owned(),
                words.fill(
                    "strips_median",
                    &[("title", &heading(shared, &summary.spread))],
                ),
                words.fill(
                    "strips_mean",
                    &[("title", &heading(shared, &summary.spread))],
                ),
            ],
            rows: sorted
                .iter()
                .zip(&strips)
                .map(|(team, strip)| {
                    let count = team.count.to_string();
                    vec![
                        strip.name.clone(),
                        count,
                        strip.label.clone(),
                        short(&team.mean),
                    ]
                })
                .collect(),
        },
        title,
        policy: String::new(),
        sentence,
        svg,
    })
}

fn said(shared: &Shared<'_>, unit: &str, number: &Number) -> String {
    let text = format::number(number, unit, shared.decimals());
    format::with_unit(&shared.words, &text, unit)
}

fn heading(shared: &Shared<'_>, spread: &Spread) -> String {
    format::heading(&shared.words, &spread.title, &spread.unit)
}
