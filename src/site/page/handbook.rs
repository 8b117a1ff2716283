//! The handbook's contents: all policies by shelf.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::policy::Policy;
use crate::site::shared::{Frame, LinkView, Shared};

/// The handbook's contents.
#[derive(Debug, Serialize)]
pub struct HandbookPage {
    frame: Frame,
    shelves: Vec<ShelfView>,
}

/// A shelf.
#[derive(Debug, Serialize)]
struct ShelfView {
    /// The name; empty for the first shelf.
    name: String,
    policies: Vec<PolicyView>,
}

/// A policy on a shelf.
#[derive(Debug, Serialize)]
struct PolicyView {
    policy: LinkView,
    document: String,
    since: String,
    approved: String,
    full: String,
    clauses: String,
}

/// Shows the handbook's contents.
pub fn view(shared: &Shared<'_>, path: &str) -> HandbookPage {
    let mut shelves: BTreeMap<&[String], Vec<PolicyView>> = BTreeMap::new();
    for id in shared.public.policies().keys() {
        if let Some(policy) = shared.current(id) {
            let line = line(shared, path, policy);
            shelves.entry(&policy.shelf).or_default().push(line);
        }
    }
    HandbookPage {
        frame: shared.frame(path, shared.words.say("handbook").to_owned(), "handbook"),
        shelves: shelves
            .into_iter()
            .map(|(name, policies)| ShelfView {
                name: name.join(" / "),
                policies,
            })
            .collect(),
    }
}

fn line(shared: &Shared<'_>, path: &str, policy: &Policy) -> PolicyView {
    let words = &shared.words;
    PolicyView {
        policy: shared.policy_link(path, policy),
        document: policy.version.document.clone().unwrap_or_default(),
        since: words.fill(
            "policy_since",
            &[("period", &shared.period(policy.begins()))],
        ),
        approved: policy.version.approved_by.clone().unwrap_or_default(),
        full: crate::site::page::score::full(shared, policy),
        clauses: words.count("policy_clauses", policy.clauses.len(), &[]),
    }
}
