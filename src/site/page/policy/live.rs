//! Where what a policy speaks of can be seen: its latest results, its boards and awards.

use crate::policy::Policy;
use crate::site::address::{Addresses, link};
use crate::site::edition::{PublicPeriod, PublicPolicy};
use crate::site::page::{board, period};
use crate::site::shared::{LinkView, Shared};

/// Links to the latest results under a policy.
pub(super) fn results(shared: &Shared<'_>, path: &str, policy: &Policy) -> LinkView {
    let Some((period, results)) = latest(shared, policy) else {
        return LinkView::default();
    };
    let name = shared.period(period.period());
    LinkView {
        text: shared.words.fill("see_results", &[("period", &name)]),
        href: within(path, period, &period::policy_anchor(results.policy())),
    }
}

/// Links to the boards and awards of which a clause, counted from 0, is the first to speak.
pub(super) fn links(shared: &Shared<'_>, path: &str, policy: &Policy, at: usize) -> Vec<LinkView> {
    let mut links = Vec::new();
    if let Some((period, results)) = latest(shared, policy) {
        let told = results.boards().iter();
        let told = told.filter(|b| board::clause(policy, b) == Some(at));
        links.extend(told.map(|b| LinkView {
            text: b.board.name.to_string(),
            href: within(path, period, &board::anchor(results, b)),
        }));
    }
    let awards = policy.awards.iter().filter(|a| a.clause == Some(at));
    links.extend(awards.filter_map(|award| {
        Some(LinkView {
            text: award.name.to_string(),
            href: link(path, &shared.addresses.award(&policy.id, &award.name)?),
        })
    }));
    links
}

/// Returns the way to a board in the latest results under a policy; `None` where none are shown.
pub(super) fn board(
    shared: &Shared<'_>,
    path: &str,
    policy: &Policy,
    name: &str,
) -> Option<String> {
    let (period, results) = latest(shared, policy)?;
    let board = results.board(name)?;
    Some(within(path, period, &board::anchor(results, board)))
}

/// The latest period in which a policy has results that a page shows.
fn latest<'s, 'a>(
    shared: &'s Shared<'a>,
    policy: &Policy,
) -> Option<(&'s PublicPeriod<'a>, &'s PublicPolicy<'a>)> {
    let mut periods = shared.public.periods().iter().rev();
    periods.find_map(|period| {
        let mut policies = period.policies().iter();
        let found = policies.find(|p| p.policy().id == policy.id && !p.boards().is_empty())?;
        Some((period, found))
    })
}

fn within(path: &str, period: &PublicPeriod<'_>, anchor: &str) -> String {
    let page = link(path, &Addresses::period(period.period()));
    format!("{page}#{anchor}")
}
