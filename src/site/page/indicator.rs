//! One metric of the rules in force: how it is worked out, from which data, who answers for them, its
//! parameters over time, where it is used, and how its values are spread.

use std::sync::Arc;

use serde::Serialize;

use super::comparison::{self, PEOPLE, TEAMS};
use super::policy::parameter_text;
use super::table::{ChartView, Numbers};
use crate::figure::{DAYS, Grounds, Subject, WEEKS};
use crate::pinyin::text_order;
use crate::policy::{Metric, Policy, attribute_said};
use crate::site::address::{beside, link};
use crate::site::edition::{PublicPeriod, Spread};
use crate::site::explanation::clause_anchor;
use crate::site::format;
use crate::site::page::policy::board_link;
use crate::site::shared::{Frame, LinkView, Shared};
use crate::site::uses::{Reader, Use};
use crate::value::Value;

/// Where all metrics are listed.
pub const ALL: &str = "indicators/index.html";

/// A metric's page.
#[derive(Debug, Serialize)]
pub struct IndicatorPage {
    frame: Frame,
    /// The page of all metrics.
    all: String,
    title: String,
    policy: LinkView,
    /// How it is worked out, as the handbook says it.
    sentence: String,
    /// Unit, source, department, clause.
    facts: Vec<FactView>,
    /// The tables that it reads.
    tables: Vec<FactView>,
    parameters: Vec<ParameterView>,
    uses: Vec<UseView>,
    spread: Option<SpreadView>,
    /// Why there is no spread; empty where there is one, or where nobody would expect one.
    no_spread: String,
}

/// A name with a text, which may lead somewhere.
#[derive(Debug, Serialize)]
struct FactView {
    name: String,
    text: LinkView,
}

/// A parameter over time, the latest value first.
#[derive(Debug, Serialize)]
struct ParameterView {
    name: String,
    values: Vec<ValueView>,
}

/// A value with the period from which it holds.
#[derive(Debug, Serialize)]
struct ValueView {
    value: String,
    since: String,
}

/// A use of the metric.
#[derive(Debug, Serialize)]
struct UseView {
    kind: String,
    what: LinkView,
    /// The policy, where it is another one.
    policy: LinkView,
    clause: LinkView,
}

/// How its values are spread in a period.
#[derive(Debug, Serialize)]
struct SpreadView {
    period: LinkView,
    state: String,
    chart: ChartView,
}

/// Shows a metric of the version in force of a policy.
pub fn view(shared: &Shared<'_>, path: &str, (id, figure): (&str, &str)) -> Option<IndicatorPage> {
    let policy = shared.current(id)?;
    let metric = policy
        .metrics
        .iter()
        .find(|m| m.told.figure.as_ref() == figure)?;
    let title = metric.told.title.clone();
    let grounds = grounds(shared, policy, figure);
    let spread = spread(shared, path, policy, &metric.told.figure);
    let no_spread = match (&spread, policy.subject) {
        (None, Some(Subject::Person | Subject::Team)) => {
            let least = shared.public.edition().sees.smallest_group.to_string();
            let words = &shared.words;
            match shared.public.is_internal() {
                true => words.say("indicator_no_values").to_owned(),
                false => words.fill("indicator_no_spread", &[("least", &least)]),
            }
        }
        _ => String::new(),
    };
    let uses = shared.uses.get(id, figure).iter();
    Some(IndicatorPage {
        frame: shared.frame(path, title.clone(), "handbook"),
        all: link(path, ALL),
        title,
        policy: shared.policy_link(path, policy),
        sentence: shared.say(&metric.told.sentence).to_owned(),
        facts: facts(shared, path, policy, metric),
        tables: tables(shared, &grounds),
        parameters: parameters(shared, &grounds),
        uses: uses
            .filter_map(|u| use_view(shared, path, policy, u))
            .collect(),
        spread,
        no_spread,
    })
}

fn facts(shared: &Shared<'_>, path: &str, policy: &Policy, metric: &Metric) -> Vec<FactView> {
    let words = &shared.words;
    let plain = |key: &str, text: &str| {
        (!text.is_empty()).then(|| FactView {
            name: words.say(key).to_owned(),
            text: LinkView {
                text: text.to_owned(),
                href: String::new(),
            },
        })
    };
    let named = policy.definitions.iter();
    let mut named = named.filter(|d| d.name == metric.told.figure);
    let clause = named.next().and_then(|d| d.clause);
    let clause = clause_link(shared, path, policy, clause);
    let mut facts = Vec::new();
    let unit = format::unit_name(words, &metric.told.unit);
    facts.extend(plain("indicator_unit", unit));
    facts.extend(plain("indicator_source", &metric.origin.source));
    facts.extend(plain("indicator_department", &metric.origin.department));
    facts.extend((!clause.href.is_empty()).then(|| FactView {
        name: words.say("indicator_clause").to_owned(),
        text: clause,
    }));
    facts
}

/// Finds what a metric rests on, by the rules of the latest period in which this version holds.
fn grounds(shared: &Shared<'_>, policy: &Policy, figure: &str) -> Grounds {
    let mut periods = shared.public.periods().iter().rev();
    let holds = |period: &&PublicPeriod<'_>| {
        let found = period.policy(&policy.id);
        found.is_some_and(|p| p.policy().version.from == policy.version.from)
    };
    let period = periods.find(holds);
    period.map_or_else(Grounds::default, |p| p.grounds(&policy.id, figure))
}

fn tables(shared: &Shared<'_>, grounds: &Grounds) -> Vec<FactView> {
    let words = &shared.words;
    let row = |name: &str, columns: Vec<&str>| FactView {
        name: name.to_owned(),
        text: LinkView {
            text: match columns.is_empty() {
                true => words.say("indicator_rows").to_owned(),
                false => columns.join(words.say("list_comma")),
            },
            href: String::new(),
        },
    };
    let calendars = WEEKS.iter().chain(&DAYS);
    let calendars: Vec<&str> = calendars.copied().collect();
    let tables = grounds.tables.iter();
    let tables = tables.filter(|(table, _)| !calendars.contains(&table.as_ref()));
    let mut rows: Vec<FactView> = tables
        .map(|(table, columns)| row(table, columns.iter().map(AsRef::as_ref).collect()))
        .collect();
    if !grounds.attributes.is_empty() {
        let said: Vec<_> = grounds
            .attributes
            .iter()
            .map(|a| attribute_said(a))
            .collect();
        let said = said.iter().map(|said| shared.say(said)).collect();
        rows.push(row(words.say("indicator_roster"), said));
    }
    rows
}

fn parameters(shared: &Shared<'_>, grounds: &Grounds) -> Vec<ParameterView> {
    let mut views: Vec<ParameterView> = grounds
        .parameters
        .iter()
        .filter_map(|(policy, name)| parameter(shared, policy, name))
        .collect();
    views.sort_by_cached_key(|view| text_order(&view.name));
    views
}

/// Shows what a parameter was and is: through all versions of its policy, and the values with a
/// period of their own inside of each.
fn parameter(shared: &Shared<'_>, policy: &Arc<str>, name: &Arc<str>) -> Option<ParameterView> {
    let versions = shared.public.policies().get(policy)?;
    let mut title = None;
    let mut last: Option<Option<Value>> = None;
    let mut values: Vec<ValueView> = Vec::new();
    for (at, version) in versions.iter().enumerate() {
        let parameter = version.parameters.iter().find(|p| p.name == *name);
        let Some(parameter) = parameter else { continue };
        title = Some(parameter.title.to_string());
        let from = version.version.from;
        let until = versions.get(at + 1).map(|next| next.version.from);
        let later = parameter.values.iter().filter_map(|value| {
            let begins = value.from.filter(|f| *f > from)?;
            until
                .is_none_or(|until| begins < until)
                .then_some((begins, value.value.clone()))
        });
        let first = (from, parameter.value_in(from).cloned());
        for (begins, value) in std::iter::once(first).chain(later) {
            if last.as_ref() == Some(&value) {
                continue;
            }
            let period = shared.period(version.length.period(begins));
            values.push(ValueView {
                value: parameter_text(shared, parameter, value.as_ref()),
                since: shared.words.fill("policy_since", &[("period", &period)]),
            });
            last = Some(value);
        }
    }
    values.reverse();
    Some(ParameterView {
        name: title?,
        values,
    })
}

fn use_view(shared: &Shared<'_>, path: &str, own: &Policy, using: &Use) -> Option<UseView> {
    let policy = shared.current(&using.policy)?;
    let kind = match using.reader {
        Reader::Item => "item",
        Reader::Metric => "rules_metrics",
        Reader::Board => "use_board",
        Reader::Award => "award",
        Reader::Grade => "use_grade",
        Reader::Veto => "rules_vetoes",
        Reader::Ladder => "rules_ladder",
        Reader::Pay => "rules_pay",
    };
    let name: Arc<str> = Arc::from(using.title.as_str());
    let to = match using.reader {
        Reader::Metric => shared
            .addresses
            .indicator(&using.policy, &using.figure)
            .map(|to| link(path, &to)),
        Reader::Award => Some(shared.award_link(path, policy, &name).href),
        Reader::Board => board_link(shared, path, policy, &name),
        _ => None,
    };
    let to = to.filter(|href| !href.is_empty());
    let rules = shared.policy_link(path, policy);
    Some(UseView {
        kind: shared.words.say(kind).to_owned(),
        what: LinkView {
            text: using.title.clone(),
            href: to.unwrap_or_else(|| rules.href.clone()),
        },
        policy: match policy.id == own.id {
            true => LinkView::default(),
            false => rules,
        },
        clause: clause_link(shared, path, policy, using.clause),
    })
}

/// Links to a clause, by its index in the policy.
fn clause_link(
    shared: &Shared<'_>,
    path: &str,
    policy: &Policy,
    clause: Option<usize>,
) -> LinkView {
    let Some(clause) = clause.and_then(|at| policy.clauses.get(at)) else {
        return LinkView::default();
    };
    let page = shared.policy_link(path, policy).href;
    let number = format::clause_number(&shared.words, clause.number);
    LinkView {
        text: format!("{number} {}", clause.title),
        href: format!("{page}#{}", clause_anchor(clause.number)),
    }
}

/// Finds the latest period in which it may be seen how a metric is spread.
fn spread_in<'p, 'a>(
    shared: &'p Shared<'a>,
    policy: &Policy,
    figure: &Arc<str>,
) -> Option<(&'p PublicPeriod<'a>, Spread)> {
    matches!(policy.subject, Some(Subject::Person | Subject::Team)).then_some(())?;
    let mut periods = shared.public.periods().iter().rev();
    periods.find_map(|period| Some((period, period.policy(&policy.id)?.spread(figure)?)))
}

/// Returns the numbers of the chart of a metric's page, where there is one.
pub fn numbers(shared: &Shared<'_>, (id, figure): (&str, &Arc<str>)) -> Option<Numbers> {
    let policy = shared.current(id)?;
    let (_, spread) = spread_in(shared, policy, figure)?;
    let chart = chart(shared, policy, &spread)?;
    Some(Numbers {
        policy: policy.title.clone(),
        title: chart.title,
        table: chart.table,
    })
}

/// Tells whether a metric's page has a chart.
pub fn has_numbers(shared: &Shared<'_>, (id, figure): (&str, &Arc<str>)) -> bool {
    let policy = shared.current(id);
    policy.is_some_and(|policy| spread_in(shared, policy, figure).is_some())
}

fn chart(shared: &Shared<'_>, policy: &Policy, spread: &Spread) -> Option<ChartView> {
    let keys = match policy.subject {
        Some(Subject::Person) => PEOPLE,
        Some(Subject::Team) => TEAMS,
        Some(Subject::Company) | None => return None,
    };
    Some(comparison::spread_of(shared, "spread", spread, keys))
}

/// Shows how the metric is spread in the latest period in which that may be seen.
fn spread(
    shared: &Shared<'_>,
    path: &str,
    policy: &Policy,
    figure: &Arc<str>,
) -> Option<SpreadView> {
    let (period, spread) = spread_in(shared, policy, figure)?;
    let mut chart = chart(shared, policy, &spread)?;
    let page = shared.addresses.indicator(&policy.id, figure)?;
    chart.sheet = link(path, &shared.download(&beside(&page)));
    Some(SpreadView {
        period: shared.period_link(path, period.period()),
        state: shared.state(period),
        chart,
    })
}
