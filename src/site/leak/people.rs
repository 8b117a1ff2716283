//! Who may be named, and where.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::needles::{Edge, Needles, Rule, Scope};
use super::{Ids, Secret};
use crate::assessment::{Awarded, BoardResult, Book, PeriodResult, PolicyResult};
use crate::figure::Subject;
use crate::policy::Board;
use crate::site::address::{Addresses, board_sheets, slug};
use crate::site::edition::{Edition, hidden_figures};
use crate::site::shared::Shared;

/// The files that are about certain people only.
#[derive(Debug, Default)]
pub struct Fences {
    /// Whose a text is: all who have that name or id.
    whose: BTreeMap<String, Ids>,
    /// Who may be named in a file, by its path.
    files: BTreeMap<String, Ids>,
    /// Whose pages go by a part of a path.
    slugs: BTreeMap<String, Arc<str>>,
    /// Whether nobody else may be named on a person's pages.
    alone: bool,
    /// The cells of the rows that belong to each person.
    cells: BTreeMap<Arc<str>, BTreeSet<Arc<str>>>,
    /// Whether each folder is one person's.
    pub own_pages: bool,
}

impl Fences {
    /// Returns whose page a path is.
    pub fn owner(&self, path: &str) -> Option<&Arc<str>> {
        let stem = path.strip_suffix(".html")?;
        let (folder, name) = stem.rsplit_once('/')?;
        let slug = match folder.split('/').next()? {
            "people" => match name.rsplit_once('-') {
                Some((slug, year)) if year.len() == 4 && self.slugs.contains_key(slug) => slug,
                _ => name,
            },
            "slips" | "sheets" => name,
            _ => return None,
        };
        self.slugs.get(slug)
    }

    /// Tells whether the one whom a text names may not be named in a file.
    pub fn keeps_out(&self, path: &str, text: &str) -> bool {
        let Some(whose) = self.whose.get(text) else {
            return false;
        };
        if let Some(allowed) = self.files.get(path) {
            return whose.is_disjoint(allowed);
        }
        match self.owner(path) {
            Some(owner) if self.alone => !whose.contains(owner) && !self.has_cell(owner, text),
            _ => false,
        }
    }

    /// Tells whether a text stands in the rows of a person, which the person may see.
    pub fn has_cell(&self, id: &str, text: &str) -> bool {
        let plain = text.replace(',', "");
        let cells = self.cells.get(id);
        cells.is_some_and(|cells| {
            let mut cells = cells.iter();
            cells.any(|cell| cell.contains(text) || cell.replace(',', "").contains(&plain))
        })
    }
}

/// Adds the names and ids of everybody, and finds the files in which only some may be named.
pub fn find(book: &Book, edition: &Edition, shared: &Shared<'_>, needles: &mut Needles) -> Fences {
    let named = named(book, edition);
    let mut fences = Fences {
        alone: !edition.sees.whole_boards || edition.is_of_teams() || edition.own_pages,
        ..Fences::default()
    };
    for person in &book.ledger.people {
        for text in [person.name.trim(), person.id.trim()] {
            let whose = fences.whose.entry(text.to_owned()).or_default();
            whose.insert(Arc::clone(&person.id));
        }
        fences
            .slugs
            .insert(slug(&person.id), Arc::clone(&person.id));
    }
    for (text, whose) in &fences.whose {
        let is_id = book.ledger.person(text).is_some();
        let secret = if is_id { Secret::Id } else { Secret::Name };
        // Of one sign only, it would be found everywhere.
        if text.chars().count() < 2 {
            continue;
        }
        let edge = match is_id && (text.len() < 5 || text.bytes().all(|b| b.is_ascii_digit())) {
            true => Edge::Cell,
            false => Edge::Word,
        };
        let rule = |secret: Secret, scope: Scope| Rule {
            secret,
            scope,
            near: None,
            edge,
        };
        if whose.is_disjoint(&named) {
            needles.add(text, rule(secret, Scope::Everywhere));
        } else {
            needles.add(text, rule(Secret::Somebody, Scope::Fenced));
        }
    }
    // Who rated is not the rated one's to see.
    let versions = book.policies.values().flatten();
    let rated: BTreeSet<&str> = versions
        .flat_map(|p| &p.rated)
        .map(|r| r.table.name)
        .collect();
    for month in book.ledger.months.values() {
        let tables = month.tables.iter();
        let own = tables.filter(|(name, rows)| !rows.of_teams && !rated.contains(name.as_ref()));
        for (_, rows) in own {
            for row in &rows.rows {
                if let Some(person) = &row.person {
                    let cells = fences.cells.entry(Arc::clone(person)).or_default();
                    cells.extend(row.cells.iter().filter(|c| !c.is_empty()).cloned());
                }
            }
        }
    }
    if edition.names_people() && !edition.sees.whole_boards {
        for period in &book.periods {
            of_period(edition, shared, period, &mut fences);
        }
    } else if !edition.names_people() {
        masked_beside_teams(book, needles);
    }
    fences
}

/// Finds who may be named at all: at most these.
fn named(book: &Book, edition: &Edition) -> Ids {
    let mut named = Ids::new();
    if !edition.names_people() {
        return named;
    }
    let everybody = edition.all_people() || edition.sees.checks;
    for period in &book.periods {
        if everybody {
            named.extend(period.people.iter().map(|p| Arc::clone(&p.id)));
        }
        for policy in period.policies.iter().filter(|p| about_people(p)) {
            for (board, rule) in boards(policy) {
                named.extend(allowed(policy, board, rule, edition));
            }
            named.extend(winners(policy).map(|(_, id)| Arc::clone(id)));
        }
    }
    if edition.sees.checks {
        named.extend(book.ledger.people.iter().map(|p| Arc::clone(&p.id)));
    }
    let latest = book.periods.last();
    let stays = |id: &Arc<str>| {
        let mut now = latest.into_iter().flat_map(|period| &period.people);
        now.any(|p| p.id == *id && !p.left)
    };
    if !edition.sees.leavers {
        named.retain(stays);
    }
    if let Some(teams) = edition.teams() {
        let mut last = BTreeMap::new();
        for period in &book.periods {
            last.extend(period.people.iter().map(|p| (&p.id, &p.team)));
        }
        named.retain(|id| last.get(id).is_some_and(|team| teams.contains(*team)));
    }
    named
}

/// Finds the files of a period that are about certain people only.
fn of_period(edition: &Edition, shared: &Shared<'_>, period: &PeriodResult, fences: &mut Fences) {
    let shown = period.policies.iter();
    let shown = || shown.clone().filter(|p| edition.has_policy(&p.policy.id));
    let rules: Vec<_> = period.policies.iter().map(|p| &p.policy).collect();
    let hidden = hidden_figures(&rules, edition);
    let mut names = Vec::new();
    let mut allowed_on = Vec::new();
    for policy in shown() {
        for (board, rule) in boards(policy) {
            let key = |name: &Arc<str>| (Arc::clone(&policy.policy.id), Arc::clone(name));
            if rule
                .keys
                .iter()
                .any(|(name, _)| hidden.contains(&key(name)))
            {
                continue;
            }
            names.push((Arc::clone(&policy.policy.id), Arc::clone(&rule.name)));
            allowed_on.push(match about_people(policy) {
                true => Some(allowed(policy, board, rule, edition)),
                false => None,
            });
        }
        if !about_people(policy) {
            continue;
        }
        for award in &policy.policy.awards {
            // A page of an award names its winners of all periods.
            if let Some(path) = shared.addresses.award(&policy.policy.id, &award.name) {
                let won = winners(policy).filter(|(name, _)| **name == award.name);
                let all = fences.files.entry(path).or_default();
                all.extend(won.map(|(_, id)| Arc::clone(id)));
            }
        }
    }
    let paths = board_sheets(period.period, &names);
    for (path, allowed) in paths.into_iter().zip(allowed_on) {
        fences
            .files
            .extend(allowed.map(|allowed| (path, Ids::from_iter(allowed))));
    }
    // Those who are rated nowhere have no results.
    let rated = || {
        shown()
            .filter(|p| about_people(p))
            .flat_map(|p| &p.subjects)
    };
    let rated: Ids = rated().map(|s| Arc::clone(&s.id)).collect();
    fences
        .files
        .insert(Addresses::results(period.period), rated);
}

/// Finds those whom a board may show, at most: not beyond the ranks that it shows, and never the
/// last of several.
fn allowed<'a>(
    policy: &'a PolicyResult,
    board: &'a BoardResult,
    rule: &Board,
    edition: &Edition,
) -> Vec<Arc<str>> {
    let top = edition.sees.top.unwrap_or(u32::MAX);
    let most = match edition.sees.whole_boards {
        true => top,
        false => top.min(rule.show),
    };
    let team = |id: &str| {
        let at = policy.subjects.binary_search_by(|s| s.id.as_ref().cmp(id));
        let subject = at.ok().and_then(|at| policy.subjects.get(at));
        subject
            .filter(|_| rule.within_team)
            .map_or("", |s| s.team.as_ref())
    };
    let mut last: BTreeMap<&str, u32> = BTreeMap::new();
    for standing in &board.standings {
        let last = last.entry(team(&standing.id)).or_default();
        *last = standing.rank.max(*last);
    }
    let is_last = |id: &str, rank: u32| rank > 1 && last.get(team(id)) == Some(&rank);
    let all = board.standings.iter();
    let shown =
        all.filter(|s| s.rank <= most && (edition.sees.whole_boards || !is_last(&s.id, s.rank)));
    shown.map(|s| Arc::clone(&s.id)).collect()
}

fn boards(policy: &PolicyResult) -> impl Iterator<Item = (&BoardResult, &Board)> {
    let rule = |board: &BoardResult| policy.policy.boards.iter().find(|b| b.name == board.board);
    policy
        .boards
        .iter()
        .filter_map(move |b| Some((b, rule(b)?)))
}

fn winners(policy: &PolicyResult) -> impl Iterator<Item = (&Arc<str>, &Arc<str>)> {
    policy.awards.iter().flat_map(|award| {
        let won = match &award.outcome {
            Awarded::Won(winners) => winners.as_slice(),
            _ => &[],
        };
        won.iter().map(|winner| (&award.award, &winner.id))
    })
}

fn about_people(policy: &PolicyResult) -> bool {
    policy.policy.subject == Some(Subject::Person)
}

/// Adds masked names with a team beside them, as a board's file would have them.
fn masked_beside_teams(book: &Book, needles: &mut Needles) {
    for person in &book.ledger.people {
        for state in person.states.iter().filter(|s| !s.team.is_empty()) {
            let (name, team) = (Edition::masked(&person.name), book.team_name(&state.team));
            for name in [name.as_str(), Edition::UNNAMED] {
                let rule = Rule {
                    secret: Secret::Somebody,
                    scope: Scope::Under("data/"),
                    near: None,
                    edge: Edge::Exact,
                };
                needles.put(format!("{name},{team}"), rule);
            }
        }
    }
}
