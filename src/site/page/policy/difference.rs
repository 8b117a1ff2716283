//! What is different between two versions of a policy: clause by clause, number by number.

use serde::Serialize;

use super::{ChangeGroup, changes, clause, earlier, since};
use crate::policy::{Clause, Policy};
use crate::site::explanation::clause_anchor;
use crate::site::format;
use crate::site::html::Html;
use crate::site::redline;
use crate::site::shared::{Frame, LinkView, Shared};

/// The difference between a version and the one before it.
#[derive(Debug, Serialize)]
pub struct DifferencePage {
    frame: Frame,
    title: String,
    old: LinkView,
    new: LinkView,
    note: String,
    /// In a sentence, how much is different.
    summary: String,
    clauses: Vec<ClauseChange>,
    /// What is different in the rules, part by part.
    groups: Vec<ChangeGroup>,
}

/// A clause that is different.
#[derive(Debug, Serialize)]
struct ClauseChange {
    anchor: String,
    number: String,
    title: Html,
    /// What happened to it: new, dropped, moved, renamed; empty where only its text changed.
    said: Vec<String>,
    /// Its lines with what is gone and what is new.
    lines: Vec<Html>,
}

/// Shows what a version changes; `None` for the first.
pub fn view(shared: &Shared<'_>, path: &str, new: &Policy) -> Option<DifferencePage> {
    let old = earlier(shared, new)?;
    let words = &shared.words;
    let link = |policy: &Policy| LinkView {
        text: since(shared, policy),
        href: shared.policy_link(path, policy).href,
    };
    let title = words.fill("difference_title", &[("policy", &new.title)]);
    let clauses = clauses(shared, old, new);
    let groups = changes::between(shared, old, new);
    Some(DifferencePage {
        frame: shared.frame(path, title, "handbook"),
        title: new.title.clone(),
        old: link(old),
        new: link(new),
        note: new.version.note.clone().unwrap_or_default(),
        summary: summary(shared, clauses.len(), &groups),
        clauses,
        groups,
    })
}

/// Says how much a version changes.
pub(super) fn said(shared: &Shared<'_>, old: &Policy, new: &Policy) -> String {
    let clauses = clauses(shared, old, new);
    summary(shared, clauses.len(), &changes::between(shared, old, new))
}

fn summary(shared: &Shared<'_>, clauses: usize, groups: &[ChangeGroup]) -> String {
    let words = &shared.words;
    let numbers = groups.iter().map(|g| g.changes.len()).sum();
    words.fill(
        "difference_summary",
        &[
            ("clauses", &words.count("difference_clauses", clauses, &[])),
            ("rules", &words.count("difference_rules", numbers, &[])),
        ],
    )
}

/// Pairs the clauses of two versions: by title, then by what they say.
fn clauses(shared: &Shared<'_>, old: &Policy, new: &Policy) -> Vec<ClauseChange> {
    let texts = |policy: &Policy| -> Vec<String> {
        let all = policy.clauses.iter();
        all.map(|c| clause::plain(shared, policy, c)).collect()
    };
    let (was, is) = (texts(old), texts(new));
    let mut partner: Vec<Option<usize>> = vec![None; new.clauses.len()];
    let taken = |partner: &[Option<usize>], at: usize| partner.contains(&Some(at));
    for (at, clause) in new.clauses.iter().enumerate() {
        let same = old.clauses.iter().position(|c| c.title == clause.title);
        let free = same.filter(|same| !taken(&partner, *same));
        if let Some(place) = partner.get_mut(at) {
            *place = free;
        }
    }
    // A clause of another title that says most of the same was renamed.
    for (at, text) in is.iter().enumerate() {
        if partner.get(at).is_some_and(Option::is_some) {
            continue;
        }
        let like = |before: &&usize| {
            was.get(**before)
                .map_or(0, |old| redline::likeness(old, text))
        };
        let free: Vec<usize> = (0..was.len())
            .filter(|before| !taken(&partner, *before))
            .collect();
        let best = free
            .iter()
            .max_by_key(like)
            .filter(|before| like(before) >= 60);
        if let (Some(best), Some(place)) = (best, partner.get_mut(at)) {
            *place = Some(*best);
        }
    }
    let mut found = Vec::new();
    for ((at, clause), text) in new.clauses.iter().enumerate().zip(&is) {
        let before = partner.get(at).copied().flatten();
        let before = before.and_then(|b| Some((old.clauses.get(b)?, was.get(b)?)));
        found.extend(changed(shared, before, (clause, text)));
    }
    for ((at, clause), text) in old.clauses.iter().enumerate().zip(&was) {
        if !taken(&partner, at) {
            found.push(whole(shared, (clause, text), false));
        }
    }
    found
}

fn changed(
    shared: &Shared<'_>,
    before: Option<(&Clause, &String)>,
    (clause, text): (&Clause, &String),
) -> Option<ClauseChange> {
    let words = &shared.words;
    let Some((old, was)) = before else {
        return Some(whole(shared, (clause, text), true));
    };
    let mut said = Vec::new();
    if old.number != clause.number {
        let number = format::clause_number(words, old.number);
        said.push(words.fill("clause_moved", &[("number", &number)]));
    }
    if old.title != clause.title {
        said.push(words.fill("clause_renamed", &[("title", &old.title)]));
    }
    if said.is_empty() && was == text {
        return None;
    }
    if was == text {
        said.push(words.say("clause_same").to_owned());
    }
    Some(ClauseChange {
        anchor: clause_anchor(clause.number),
        number: format::clause_number(words, clause.number),
        title: redline::inline(&old.title, &clause.title),
        said,
        lines: if was == text {
            Vec::new()
        } else {
            lines(was, text)
        },
    })
}

/// A clause that is new, or gone.
fn whole(shared: &Shared<'_>, (clause, text): (&Clause, &str), new: bool) -> ClauseChange {
    let key = if new { "clause_new" } else { "clause_gone" };
    let marked = |line: &str| match new {
        true => redline::inline("", line),
        false => redline::inline(line, ""),
    };
    let number = clause.number;
    ClauseChange {
        anchor: match new {
            true => clause_anchor(number),
            false => format!("gone-{number}"),
        },
        number: format::clause_number(&shared.words, number),
        title: redline::inline(&clause.title, &clause.title),
        said: vec![shared.words.say(key).to_owned()],
        lines: text.lines().map(marked).collect(),
    }
}

/// Marks two texts line by line where they have as many lines, else as a whole.
fn lines(old: &str, new: &str) -> Vec<Html> {
    if old.lines().count() == new.lines().count() {
        let both = old.lines().zip(new.lines());
        return both.map(|(a, b)| redline::inline(a, b)).collect();
    }
    let mut rest: Vec<&str> = old.lines().collect();
    let mut out = Vec::new();
    for line in new.lines() {
        let like = |at: &usize| rest.get(*at).map_or(0, |old| redline::likeness(old, line));
        let best = (0..rest.len()).max_by_key(like).filter(|at| like(at) >= 50);
        match best {
            // What stood before it and is not there any more comes first.
            Some(at) => {
                let gone: Vec<&str> = rest.drain(..at).collect();
                out.extend(gone.into_iter().map(|old| redline::inline(old, "")));
                let old = if rest.is_empty() { "" } else { rest.remove(0) };
                out.push(redline::inline(old, line));
            }
            None => out.push(redline::inline("", line)),
        }
    }
    out.extend(rest.into_iter().map(|old| redline::inline(old, "")));
    out
}
