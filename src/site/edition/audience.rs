//! One audience, settled: what it sees of people, figures and data.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::filter::Filter;
use crate::assessment::Book;
use crate::policy::Policy;
use crate::settings::{
    Audience, FiguresShown, HR, NamesShown, PeopleShown, Per, STAFF, Sees, Settings,
};

/// What one audience may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// The audience's name.
    pub name: String,
    /// What it sees.
    pub sees: Sees,
    /// Whether it is a what-if, of which nothing is given out and nobody is told.
    pub what_if: bool,
    /// The decimals of means.
    pub decimals: u32,
    /// Whether each person's own pages are all there is.
    pub own_pages: bool,
    /// The teams that it is about, with everything of their members; `None` for the company.
    pub(super) teams: Option<BTreeSet<Arc<str>>>,
    /// The ids of the policies that are shown; `None` for all.
    pub(super) policies: Option<BTreeSet<Arc<str>>>,
    /// A filter that lets everything through; only the test of the leak test sets it.
    pub(super) off: Option<Filter>,
}

impl Edition {
    /// What stands for a name that is not told at all.
    pub const UNNAMED: &str = "—";

    /// Leaves of a name its first sign: `王*`.
    pub fn masked(name: &str) -> String {
        let first = name.trim().chars().next();
        first.into_iter().chain(['*']).collect()
    }

    /// Tells whether there is one site for the whole audience, and not one for each head or person.
    pub fn is_for_all_alike(&self) -> bool {
        !self.own_pages && self.teams.is_none()
    }

    /// Returns what everybody of the company may see.
    pub fn staff(settings: &Settings) -> Self {
        Self::named(settings, STAFF)
    }

    /// Returns the edition of those who answer for the figures.
    pub fn hr(settings: &Settings) -> Self {
        Self::named(settings, HR)
    }

    /// Returns the edition that sees everything, whatever `site.yml` says of audiences: for what is
    /// sealed and what goes into the archive.
    pub fn whole(settings: &Settings) -> Self {
        Self {
            name: HR.to_owned(),
            sees: Sees::ALL,
            ..Self::careful(settings.decimals)
        }
    }

    fn named(settings: &Settings, name: &str) -> Self {
        // Both are there without being written.
        let usual = Settings::default();
        let audience = settings.audience(name).or_else(|| usual.audience(name));
        audience.map_or_else(
            || Self::careful(settings.decimals),
            |audience| Self::of(audience, settings.decimals),
        )
    }

    /// Returns an edition that shows nobody.
    fn careful(decimals: u32) -> Self {
        Self {
            name: String::new(),
            sees: Sees::LEAST,
            what_if: false,
            decimals,
            own_pages: false,
            teams: None,
            policies: None,
            off: None,
        }
    }

    fn of(audience: &Audience, decimals: u32) -> Self {
        Self {
            name: audience.name.clone(),
            sees: audience.sees,
            own_pages: audience.per == Per::Person,
            ..Self::careful(decimals)
        }
    }

    /// Returns what an audience of a book may see; of one with a site for each head of a team,
    /// what all of them may see together, see [`Edition::of_teams`].
    pub fn for_audience(book: &Book, audience: &Audience) -> Self {
        let mut edition = Self::of(audience, book.settings.decimals);
        edition.policies = audience.policies.as_ref().map(|wanted| {
            let versions = book.policies.values().filter_map(|all| all.last());
            let shown =
                versions.filter(|policy| wanted.iter().any(|w| is_called(policy, w.value.trim())));
            shown.map(|policy| Arc::clone(&policy.id)).collect()
        });
        edition
    }

    /// Returns the same for those of some teams only.
    #[must_use]
    pub fn of_teams(self, teams: BTreeSet<Arc<str>>) -> Self {
        Self {
            teams: Some(teams),
            ..self
        }
    }

    /// Returns the same with one filter that lets everything through. A site made so tells too
    /// much: it is there to show that the leak test notices.
    #[must_use]
    pub fn without(self, filter: Filter) -> Self {
        Self {
            off: Some(filter),
            ..self
        }
    }

    /// Tells whether a filter of the edition is at work.
    pub(super) fn hides(&self, filter: Filter) -> bool {
        self.off != Some(filter) && filter.is_set(self)
    }

    /// Tells whether it shows a policy.
    pub fn has_policy(&self, id: &str) -> bool {
        self.policies
            .as_ref()
            .is_none_or(|shown| shown.contains(id))
    }

    /// Returns the teams that it is about; `None` for the company.
    pub fn teams(&self) -> Option<&BTreeSet<Arc<str>>> {
        self.teams.as_ref()
    }

    /// Tells whether it is about some teams only.
    pub fn is_of_teams(&self) -> bool {
        self.teams.is_some()
    }

    /// Writes a person's name as far as it may be told.
    pub(super) fn name<'n>(&self, name: &'n str) -> Cow<'n, str> {
        match self.sees.names {
            _ if !self.hides(Filter::Names) => Cow::Borrowed(name),
            NamesShown::Nothing => Cow::Borrowed(Self::UNNAMED),
            _ => Cow::Owned(Self::masked(name)),
        }
    }

    /// Returns the smallest group of which something is told without names.
    pub(super) fn least(&self, filter: Filter) -> usize {
        if self.hides(filter) {
            self.sees.smallest_group
        } else {
            1
        }
    }

    /// Tells whether everybody has a page, not only those whom a board shows.
    pub fn all_people(&self) -> bool {
        self.sees.people == PeopleShown::All
    }

    /// Tells whether nobody has a page.
    pub fn no_people(&self) -> bool {
        self.sees.people == PeopleShown::Nobody
    }

    /// Tells whether people are named in full.
    pub fn names_people(&self) -> bool {
        self.sees.names == NamesShown::Full
    }

    /// Tells whether everybody's own score may be seen, so that it may be drawn without a name.
    pub fn shows_every_score(&self) -> bool {
        let everybody = self.all_people() || self.sees.whole_boards;
        let scores = self.sees.figures == FiguresShown::Scores;
        everybody && scores && self.teams.is_none() && self.names_people() && !self.own_pages
    }

    /// Tells whether it is not for everybody of the company: what-ifs are not in any edition.
    pub fn is_internal(&self) -> bool {
        self.what_if || self.holds_more()
    }

    /// Tells whether it holds what not everybody of the company may see.
    pub fn holds_more(&self) -> bool {
        self.sees.pay
            || self.sees.ladder
            || self.sees.whole_boards
            || self.teams.is_some()
            || self.own_pages
    }
}

/// Tells whether a policy goes by a name: its id, its title, or a shelf on which it stands.
pub fn is_called(policy: &Policy, name: &str) -> bool {
    let shelf = || policy.shelf.iter().any(|part| part == name) || policy.shelf.join("/") == name;
    name == policy.id.as_ref() || name == policy.title || shelf()
}
