//! The whole handbook as one document for printing: cover, approvals, contents, then every policy.

use serde::Serialize;

use super::policy::{self, PrintedClause};
use crate::policy::Policy;
use crate::site::address::slug;
use crate::site::format;
use crate::site::shared::{Frame, Shared};

/// Where it is.
pub const PATH: &str = "handbook/book.html";

/// The printed handbook.
#[derive(Debug, Serialize)]
pub struct BookPage {
    frame: Frame,
    /// The period whose rules these are; empty where there are no results yet.
    edition: String,
    /// Whether any policy says when it was published.
    has_published: bool,
    policies: Vec<PrintedPolicy>,
}

/// A policy in it.
#[derive(Debug, Serialize)]
struct PrintedPolicy {
    anchor: String,
    shelf: String,
    title: String,
    document: String,
    since: String,
    approved: String,
    published: String,
    applies: String,
    clauses: Vec<PrintedClause>,
}

/// Shows the whole handbook.
pub fn view(shared: &Shared<'_>, path: &str) -> BookPage {
    let words = &shared.words;
    let policies = shared.handbook().into_iter();
    let policies: Vec<PrintedPolicy> = policies.map(|policy| printed(shared, policy)).collect();
    BookPage {
        frame: shared.frame(path, words.say("book").to_owned(), "handbook"),
        edition: shared.public.latest().map_or_else(String::new, |period| {
            let period = shared.period(period.period());
            words.fill("book_edition", &[("period", &period)])
        }),
        has_published: policies.iter().any(|policy| !policy.published.is_empty()),
        policies,
    }
}

fn printed(shared: &Shared<'_>, policy: &Policy) -> PrintedPolicy {
    let words = &shared.words;
    let version = &policy.version;
    PrintedPolicy {
        anchor: format!("policy-{}", slug(&policy.id)),
        shelf: policy.shelf.join(" / "),
        title: policy.title.clone(),
        document: version.document.clone().unwrap_or_default(),
        since: shared.period(policy.begins()),
        approved: version.approved_by.clone().unwrap_or_default(),
        published: version
            .published
            .as_ref()
            .map_or_else(String::new, |(day, _)| format::day(words, *day)),
        applies: policy::applies(shared, policy).unwrap_or_default(),
        clauses: policy::printed(shared, policy),
    }
}
