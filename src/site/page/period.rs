//! A period: awards, boards, how everybody did, what is missing.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::data::State;
use crate::period::{Level, Period};
use crate::policy::Policy;
use crate::site::address::{APPEALS, Addresses, WALL, link, slug};
use crate::site::edition::{PublicPeriod, PublicPolicy};
use crate::site::format;
use crate::site::html::Html;
use crate::site::markdown;
use crate::site::page::appeals;
use crate::site::page::award::{self, AwardView};
use crate::site::page::banner::{self, BannerView};
use crate::site::page::board::{self, BoardView};
use crate::site::page::certificate;
use crate::site::page::comparison;
use crate::site::page::news::{self, NewsView};
use crate::site::page::notice;
use crate::site::page::pay;
use crate::site::page::progress::{self, CorrectedView, StepView};
use crate::site::page::table::{ChartView, with_sheet};
use crate::site::page::wall;
use crate::site::shared::{Frame, LinkView, Shared};

/// A period's page.
#[derive(Debug, Serialize)]
pub struct PeriodPage {
    frame: Frame,
    name: String,
    /// Its states with their dates.
    steps: Vec<StepView>,
    /// What its state means for the results.
    banner: BannerView,
    /// How many working days of an open month are over; else empty.
    elapsed: String,
    /// By which version the results were worked out, where this one works out others; else empty.
    taken: String,
    /// The later periods in which something of it is made good.
    corrected_later: Vec<LinkView>,
    /// The earlier periods that are made good in it.
    makes_good: Vec<LinkView>,
    /// Whether figures may still change.
    provisional: bool,
    note: Html,
    /// What is new in the rules.
    news: Vec<NewsView>,
    /// The periods of which it is made, each with its state: quarters, then months.
    parts: Vec<PartView>,
    /// The longer periods in which it lies and that have results of their own.
    longer: Vec<PartView>,
    earlier: Option<LinkView>,
    later: Option<LinkView>,
    awards: Vec<AwardView>,
    policies: Vec<PolicyView>,
    gaps: Vec<GapView>,
    /// What was corrected.
    corrected: Vec<CorrectedView>,
    /// How many appeals there were and how fast they were settled; empty where they are too few.
    appealed: String,
    /// Whether something can be sorted out.
    has_tools: bool,
    results: String,
    workbook: String,
    /// Where its results come from.
    provenance: String,
    /// The sheet for those who approve; empty where there is none.
    approval: String,
    /// The notices for the board on the wall, one a policy.
    notices: Vec<LinkView>,
    /// All certificates of the period; empty where there is none.
    certificates: String,
    /// The screen on the wall, where it shows this period.
    wall: String,
    /// What is there of its data, and who takes part, where the edition shows it.
    checks: Vec<LinkView>,
    /// The pay sheets, where the edition shows them.
    pay: Vec<LinkView>,
}

/// A period with its state.
#[derive(Debug, Serialize)]
pub struct PartView {
    /// The period; without an address where it has no page.
    pub period: LinkView,
    /// Its state.
    pub state: String,
}

/// A policy's results.
#[derive(Debug, Serialize)]
struct PolicyView {
    anchor: String,
    title: String,
    handbook: String,
    version: String,
    boards: Vec<BoardView>,
    charts: Vec<ChartView>,
    /// Whether the charts have a row of their own, side by side.
    wide: bool,
}

/// Something that is missing.
#[derive(Debug, Serialize)]
struct GapView {
    policy: String,
    cause: String,
    subjects: String,
}

/// Shows a period.
pub fn view(shared: &Shared<'_>, path: &str, at: usize) -> Option<PeriodPage> {
    let periods = shared.public.periods();
    let period = periods.get(at)?;
    let neighbour =
        |other: Option<&PublicPeriod<'_>>| Some(shared.period_link(path, other?.period()));
    let (before, after) = periods.split_at_checked(at).unwrap_or_default();
    let same = |other: &&PublicPeriod<'_>| other.period().level() == period.period().level();
    let linked = |periods: BTreeSet<Period>| {
        let links = periods.into_iter().map(|p| shared.period_link(path, p));
        links.collect()
    };
    let name = shared.period(period.period());
    let policies: Vec<PolicyView> = period
        .policies()
        .iter()
        .filter_map(|policy| policy_view(shared, path, period, policy))
        .collect();
    let corrected: Vec<CorrectedView> = period
        .policies()
        .iter()
        .filter_map(|policy| progress::corrected(shared, policy))
        .collect();
    Some(PeriodPage {
        frame: shared.frame(path, name.clone(), "periods"),
        name,
        steps: progress::steps(shared, period),
        banner: banner::banner(shared, period).with_list(!corrected.is_empty()),
        elapsed: progress::elapsed(shared, period),
        taken: progress::taken(shared, period),
        corrected_later: linked(shared.public.corrected_later(period.period()).months),
        makes_good: linked(shared.public.makes_good(period.period())),
        provisional: period.state() != State::Final,
        note: period
            .note()
            .map(|note| markdown::to_html(note, 3))
            .unwrap_or_default(),
        news: news::lines(shared, path, period),
        parts: parts(shared, path, period),
        longer: shared
            .public
            .around(period.period())
            .map(|p| part(shared, path, p))
            .collect(),
        earlier: neighbour(before.iter().rfind(same)),
        later: neighbour(after.iter().skip(1).find(same)),
        awards: awards(shared, path, period),
        has_tools: policies.iter().flat_map(|p| &p.boards).any(|b| b.long),
        policies,
        gaps: gaps(shared, period),
        corrected,
        appealed: appeals::counted(shared, period.period()),
        results: link(path, &shared.download(&Addresses::results(period.period()))),
        workbook: link(
            path,
            &shared.download(&Addresses::workbook(period.period())),
        ),
        provenance: shared.provenance(path, period.period()),
        approval: match shared.public.has_approval(period) {
            true => link(path, &Addresses::approval(period.period())),
            false => String::new(),
        },
        notices: notice::links(shared, path, period),
        certificates: certificate::link_to_all(shared, path, period),
        wall: wall::shown(shared)
            .filter(|p| wall::is_there(shared) && p.period() == period.period())
            .map_or_else(String::new, |_| link(path, WALL)),
        checks: checks(shared, path, period),
        pay: period
            .policies()
            .iter()
            .filter_map(|policy| {
                let rules = policy.policy();
                let to = pay::link_to(shared, path, at, &rules.id)?;
                Some(LinkView {
                    text: rules.title.clone(),
                    href: to.href,
                })
            })
            .collect(),
    })
}

/// Links to the pages of a month's data, where the edition has them.
fn checks(shared: &Shared<'_>, path: &str, period: &PublicPeriod<'_>) -> Vec<LinkView> {
    let month = period.period();
    if !shared.public.checked_months().contains(&month) {
        return Vec::new();
    }
    let to = |key: &str, page: String| LinkView {
        text: shared.words.say(key).to_owned(),
        href: link(path, &page),
    };
    let mut links = vec![
        to("readiness", Addresses::readiness(month)),
        to("taking_part", Addresses::taking_part(month)),
    ];
    let appeals = appeals::is_there(shared).then(|| to("appeals_page", APPEALS.to_owned()));
    links.extend(appeals);
    links
}

/// Shows a period with its state.
pub fn part(shared: &Shared<'_>, path: &str, period: &PublicPeriod<'_>) -> PartView {
    PartView {
        period: shared.period_link(path, period.period()),
        state: shared.state(period),
    }
}

/// Shows the periods of which a longer one is made.
fn parts(shared: &Shared<'_>, path: &str, period: &PublicPeriod<'_>) -> Vec<PartView> {
    let whole = period.period();
    if whole.level() == Level::Month {
        return Vec::new();
    }
    let shorter = shared.public.inside(whole).map(|p| part(shared, path, p));
    let months =
        period.months().iter().map(
            |(month, state)| match (shared.public.period(*month), state) {
                (Some(month), _) => part(shared, path, month),
                (None, state) => PartView {
                    period: LinkView {
                        text: shared.period(*month),
                        href: String::new(),
                    },
                    state: match state {
                        _ if shared.what_if.is_some() => String::new(),
                        Some(state) => format::state(&shared.words, (*state).into(), None, None),
                        None => shared.words.say("month_absent").to_owned(),
                    },
                },
            },
        );
    shorter.chain(months).collect()
}

/// Shows the awards; in an open period only those that are already won.
fn awards(shared: &Shared<'_>, path: &str, period: &PublicPeriod<'_>) -> Vec<AwardView> {
    let open = period.state() == State::Open;
    period
        .policies()
        .iter()
        .flat_map(|p| award::views(shared, path, p, open))
        .collect()
}

/// Returns the anchor of a policy's results on a period's page.
pub fn policy_anchor(policy: &Policy) -> String {
    format!("policy-{}", slug(&policy.id))
}

/// Shows how a policy's results are spread, where enough have them.
pub fn charts(shared: &Shared<'_>, policy: &PublicPolicy<'_>) -> Vec<ChartView> {
    let charts = [
        comparison::grades(shared, policy),
        comparison::spread(shared, policy),
        comparison::strips(shared, policy),
    ];
    charts.into_iter().flatten().collect()
}

fn policy_view(
    shared: &Shared<'_>,
    path: &str,
    period: &PublicPeriod<'_>,
    policy: &PublicPolicy<'_>,
) -> Option<PolicyView> {
    let sheet = link(path, &shared.download(&Addresses::charts(period.period())));
    let charts = with_sheet(charts(shared, policy), &sheet);
    let boards: Vec<BoardView> = policy
        .boards()
        .iter()
        .map(|b| board::view(shared, path, period, policy, b, None))
        .collect();
    if boards.is_empty() && charts.is_empty() {
        return None;
    }
    let rules = policy.policy();
    let since = shared.period(rules.begins());
    Some(PolicyView {
        anchor: policy_anchor(rules),
        title: rules.title.clone(),
        handbook: shared.policy_link(path, rules).href,
        version: shared.words.fill("policy_since", &[("period", &since)]),
        wide: boards.len().is_multiple_of(2),
        boards,
        charts,
    })
}

fn gaps(shared: &Shared<'_>, period: &PublicPeriod<'_>) -> Vec<GapView> {
    let mut gaps = Vec::new();
    for policy in period.policies() {
        for gap in policy.gaps() {
            gaps.push(GapView {
                policy: policy.policy().title.clone(),
                cause: format::cause(&shared.words, &gap.cause),
                subjects: shared.words.count("gap_subjects", gap.subjects, &[]),
            });
        }
    }
    gaps
}
