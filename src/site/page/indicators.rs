//! All metrics of the rules in force, by policy as the handbook has them, in pinyin order within.

use std::sync::Arc;

use serde::Serialize;

use crate::pinyin::text_order;
use crate::policy::{Metric, Policy};
use crate::site::address::{link, slug};
use crate::site::format;
use crate::site::shared::{Frame, LinkView, Shared};

/// The page of all metrics.
#[derive(Debug, Serialize)]
pub struct IndicatorsPage {
    frame: Frame,
    /// How many they are, of how many policies.
    lead: String,
    policies: Vec<PolicyView>,
}

/// A policy with its metrics.
#[derive(Debug, Serialize)]
struct PolicyView {
    anchor: String,
    policy: LinkView,
    shelf: String,
    indicators: Vec<IndicatorView>,
}

/// A metric.
#[derive(Debug, Serialize)]
struct IndicatorView {
    indicator: LinkView,
    department: String,
    sentence: String,
}

/// Returns the page of every metric, with its policy's id and its figure.
pub fn all(shared: &Shared<'_>) -> Vec<(String, Arc<str>, Arc<str>)> {
    let policies = shared.handbook().into_iter();
    let pages = policies.flat_map(|policy| {
        policy.metrics.iter().filter_map(|metric| {
            let figure = &metric.told.figure;
            let page = shared.addresses.indicator(&policy.id, figure)?;
            Some((page, Arc::clone(&policy.id), Arc::clone(figure)))
        })
    });
    pages.collect()
}

/// Shows all metrics.
pub fn view(shared: &Shared<'_>, path: &str) -> IndicatorsPage {
    let policies: Vec<PolicyView> = shared
        .handbook()
        .into_iter()
        .filter(|policy| !policy.metrics.is_empty())
        .map(|policy| policy_view(shared, path, policy))
        .collect();
    let words = &shared.words;
    let all: usize = policies.iter().map(|p| p.indicators.len()).sum();
    let of = words.count("indicators_policies", policies.len(), &[]);
    IndicatorsPage {
        frame: shared.frame(path, words.say("indicators").to_owned(), "handbook"),
        lead: words.count("indicators_lead", all, &[("policies", &of)]),
        policies,
    }
}

fn policy_view(shared: &Shared<'_>, path: &str, policy: &Policy) -> PolicyView {
    let mut metrics: Vec<&Metric> = policy.metrics.iter().collect();
    metrics.sort_by_cached_key(|m| (text_order(&m.told.title), m.told.figure.clone()));
    PolicyView {
        anchor: format!("policy-{}", slug(&policy.id)),
        policy: shared.policy_link(path, policy),
        shelf: policy.shelf.join(" / "),
        indicators: metrics
            .into_iter()
            .map(|metric| IndicatorView {
                indicator: LinkView {
                    text: format::heading(&shared.words, &metric.told.title, &metric.told.unit),
                    href: shared
                        .addresses
                        .indicator(&policy.id, &metric.told.figure)
                        .map_or_else(String::new, |to| link(path, &to)),
                },
                department: metric.origin.department.clone(),
                sentence: shared.say(&metric.told.sentence).to_owned(),
            })
            .collect(),
    }
}
