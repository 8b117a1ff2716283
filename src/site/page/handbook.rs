//! The handbook's contents: all policies by shelf.

use serde::Serialize;

use super::book;
use crate::policy::Policy;
use crate::site::address::link;
use crate::site::explanation::clause_anchor;
use crate::site::format;
use crate::site::shared::{Frame, LinkView, Shared};

/// The handbook's contents.
#[derive(Debug, Serialize)]
pub struct HandbookPage {
    frame: Frame,
    shelves: Vec<ShelfView>,
    /// The whole handbook for printing.
    book: String,
    /// All metrics; empty where there is none.
    indicators: String,
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
    /// Its clauses by number and title.
    contents: Vec<LinkView>,
}

/// Shows the handbook's contents.
pub fn view(shared: &Shared<'_>, path: &str) -> HandbookPage {
    let mut shelves: Vec<ShelfView> = Vec::new();
    for policy in shared.handbook() {
        let name = policy.shelf.join(" / ");
        let line = line(shared, path, policy);
        match shelves.last_mut().filter(|shelf| shelf.name == name) {
            Some(shelf) => shelf.policies.push(line),
            None => shelves.push(ShelfView {
                name,
                policies: vec![line],
            }),
        }
    }
    HandbookPage {
        frame: shared.frame(path, shared.words.say("handbook").to_owned(), "handbook"),
        book: match shelves.is_empty() {
            true => String::new(),
            false => link(path, book::PATH),
        },
        indicators: shared
            .addresses
            .indicators()
            .map_or_else(String::new, |to| link(path, &to)),
        shelves,
    }
}

fn line(shared: &Shared<'_>, path: &str, policy: &Policy) -> PolicyView {
    let words = &shared.words;
    let page = shared.policy_link(path, policy);
    PolicyView {
        contents: policy
            .clauses
            .iter()
            .map(|clause| LinkView {
                text: format!(
                    "{} {}",
                    format::clause_number(words, clause.number),
                    clause.title
                ),
                href: format!("{}#{}", page.href, clause_anchor(clause.number)),
            })
            .collect(),
        policy: page,
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
