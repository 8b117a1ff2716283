//! What all pages share: what may be shown, words, addresses, and how they are put together.

use std::sync::{Arc, OnceLock};

use serde::Serialize;

use super::address::{Addresses, as_workbook, beside, link, root};
use super::edition::{Apart, Public, PublicPeriod, PublicWhatIf};
use super::format;
use super::uses::Uses;
use super::wording::Words;
use crate::diagnostic::{Language, Said};
use crate::figure::Subject;
use crate::period::Period;
use crate::policy::Policy;

/// What all pages share.
pub struct Shared<'a> {
    /// What may be shown.
    pub public: Public<'a>,
    /// The words.
    pub words: Words,
    /// The addresses.
    pub addresses: Addresses,
    /// Where metrics are used.
    pub uses: Uses,
    /// The pages for those who answer for the figures: the words that name each, and its path.
    desk: Vec<(&'static str, &'static str)>,
    /// The digest of each period's results as data, worked out when a page first asks.
    pub digests: Vec<OnceLock<Option<String>>>,
    /// Where the site lies, where that is said: `https://intranet.example/merit/`.
    pub base: Option<String>,
    /// What other rules would have done; `None` on a site of results.
    pub what_if: Option<PublicWhatIf>,
}

/// What every page has around its content.
#[derive(Debug, Serialize)]
pub struct Frame {
    /// The language's tag.
    pub lang: &'static str,
    /// The same page in each language of the site, the site's own first; empty where there is one only.
    pub languages: Vec<LanguageView>,
    /// The page's title.
    pub title: String,
    /// The site's title.
    pub site: String,
    /// The organisation's name.
    pub organisation: String,
    /// The way to the site's folder: empty or `../`.
    pub root: String,
    /// Whether there is a page of all people.
    pub people: bool,
    /// Whether there is a page of all awards.
    pub honours: bool,
    /// Which part of the site this is: `home`, `periods`, `awards`, `handbook`, `people`, `teams`,
    /// `pay`, `checks`, `what-if`, `none`.
    pub part: &'static str,
    /// Whether there are pay sheets, for the edition that may see them.
    pub pay: bool,
    /// Whether there are pages of data and of who takes part, for the edition that may see them.
    pub checks: bool,
    /// Whether the edition holds what not everybody may see.
    pub internal: bool,
    /// Whether it is a what-if and no result.
    pub what_if: bool,
    /// The pages for those who answer for the figures, where the edition has some.
    pub desk: Vec<LinkView>,
    /// Whether these are one person's own pages and nothing else.
    pub own: bool,
}

impl Frame {
    /// Makes the links of a page at the top whole; `folder` is that of its language.
    pub fn lie_at(&mut self, root: &str, folder: &str) {
        let whole = |href: &mut String| *href = format!("{root}{href}");
        self.desk.iter_mut().for_each(|page| whole(&mut page.href));
        let site = root.strip_suffix(folder).unwrap_or(root);
        for language in &mut self.languages {
            let from_top = language.href.trim_start_matches("../");
            language.href = format!("{site}{from_top}");
        }
        root.clone_into(&mut self.root);
    }
}

/// The same page in a language.
#[derive(Debug, Serialize)]
pub struct LanguageView {
    /// The language's tag.
    pub tag: &'static str,
    /// Its name in the language itself.
    pub name: &'static str,
    /// The page.
    pub href: String,
    /// Whether it is the language of this page.
    pub own: bool,
}

/// A link with its words.
#[derive(Debug, Clone, Default, Serialize)]
pub struct LinkView {
    /// The words.
    pub text: String,
    /// Where it leads; empty where there is no page.
    pub href: String,
}

impl<'a> Shared<'a> {
    /// Settles the addresses of everything that may be shown.
    pub fn new(public: Public<'a>, words: Words) -> Self {
        let teams = public.teams();
        let addresses = Addresses::new(
            public.people().keys(),
            teams.iter().copied(),
            public.policies().keys(),
        )
        .with_awards(public.awards());
        let desk = public.desk();
        let digests = public.periods().iter().map(|_| OnceLock::new()).collect();
        let mut shared = Self {
            digests,
            public,
            words,
            addresses,
            uses: Uses::default(),
            desk,
            base: None,
            what_if: None,
        };
        let policies = handbook(&shared.public);
        let metrics = policies.iter().map(|policy| {
            let figures = policy.metrics.iter().map(|m| &m.told.figure);
            (&policy.id, figures.collect())
        });
        shared.addresses = shared.addresses.with_indicators(metrics);
        shared.uses = Uses::of(&policies);
        shared
    }

    /// Returns the language of the site.
    pub fn language(&self) -> Language {
        self.words.language()
    }

    /// Returns the decimals that are shown where nothing else is said.
    pub fn decimals(&self) -> u32 {
        self.public.settings().decimals
    }

    /// Makes what a page has around its content.
    pub fn frame(&self, path: &str, title: String, part: &'static str) -> Frame {
        let settings = self.public.settings();
        Frame {
            lang: self.language().tag(),
            languages: self.languages(path),
            title,
            site: settings.title.clone(),
            organisation: settings.organisation.clone(),
            root: root(path),
            people: self.addresses.everybody().is_some(),
            honours: self.addresses.honours().is_some(),
            part,
            pay: self.has_pay(),
            checks: !self.public.checked_months().is_empty(),
            internal: self.public.edition().holds_more() && !self.public.edition().own_pages,
            what_if: self.public.edition().what_if,
            own: self.public.edition().own_pages,
            desk: self
                .desk
                .iter()
                .map(|(words, to)| LinkView {
                    text: self.words.say(words).to_owned(),
                    href: link(path, to),
                })
                .collect(),
        }
    }

    /// Tells whether there is a page for those who answer for the figures, by its path.
    pub fn has_desk(&self, path: &str) -> bool {
        self.desk.iter().any(|(_, to)| *to == path)
    }

    /// Returns the whole address of a file, where it is said where the site lies.
    pub fn absolute(&self, path: &str) -> Option<String> {
        Some(format!("{}{path}", self.base.as_ref()?))
    }

    /// Returns where the pages of its language lie on their server, as `/merit/en/`, where that is said;
    /// `None` for sites of which a server has several at one address.
    pub fn on_server(&self) -> Option<String> {
        let edition = self.public.edition();
        let base = self.base.as_ref().filter(|_| edition.is_for_all_alike())?;
        let (_, rest) = base.split_once("://")?;
        let (_, path) = rest.split_once('/')?;
        Some(format!("/{path}"))
    }

    /// Returns the folder in which the pages of its language lie, with `/` at its end; empty for
    /// the site's own language.
    pub fn folder(&self) -> String {
        self.folder_of(self.language())
    }

    fn folder_of(&self, language: Language) -> String {
        if language == self.public.settings().language {
            String::new()
        } else {
            format!("{}/", language.tag())
        }
    }

    /// Links to the same page in each language.
    pub fn languages(&self, path: &str) -> Vec<LanguageView> {
        let settings = self.public.settings();
        if settings.other_languages.is_empty() {
            return Vec::new();
        }
        let up = root(&format!("{}{path}", self.folder()));
        let others = settings.other_languages.iter().copied();
        let all = [settings.language].into_iter().chain(others);
        all.map(|language| LanguageView {
            tag: language.tag(),
            name: language.name(),
            href: format!("{up}{}{path}", self.folder_of(language)),
            own: language == self.language(),
        })
        .collect()
    }

    /// Tells whether there is a list of pay sheets.
    pub fn has_pay(&self) -> bool {
        self.public.has_pay()
    }

    /// Returns a text in the site's language.
    pub fn say<'s>(&self, said: &'s Said) -> &'s str {
        said.get(self.language())
    }

    /// Writes a period.
    pub fn period(&self, period: Period) -> String {
        format::period(&self.words, period)
    }

    /// Writes a period's state with its date.
    pub fn state(&self, period: &PublicPeriod<'_>) -> String {
        if self.public.edition().what_if {
            return self.words.say("what_if_state").to_owned();
        }
        format::state(
            &self.words,
            period.stage(),
            period.data_until(),
            period.objections_until(),
        )
    }

    /// Returns the way to where a period's results come from; empty where the site has no such page.
    pub fn provenance(&self, from: &str, period: Period) -> String {
        match self.public.has_provenance() {
            true => link(from, &Addresses::provenance(period)),
            false => String::new(),
        }
    }

    /// Returns the path of a file that is taken away from the site; one of a what-if says so in its
    /// name: `data/what-if-2026-10.xlsx`.
    pub fn download(&self, path: &str) -> String {
        match path.rsplit_once('/') {
            _ if !self.public.edition().what_if => path.to_owned(),
            Some((folder, name)) => format!("{folder}/what-if-{name}"),
            None => format!("what-if-{path}"),
        }
    }

    /// Links from a page to the table beside it: as CSV, and as a workbook.
    pub fn beside(&self, page: &str) -> [String; 2] {
        let sheet = self.download(&beside(page));
        [link(page, &sheet), link(page, &as_workbook(&sheet))]
    }

    /// Links to a person's page; without a page the name alone.
    pub fn person(&self, from: &str, id: &str, name: &str) -> LinkView {
        self.link_to(from, self.addresses.person(id), &self.name(id, name))
    }

    /// Writes a person's name, with the team or the end of the staff number where another has
    /// the same name.
    pub fn name(&self, id: &str, name: &str) -> String {
        let Some(Apart { team, end }) = self.public.apart(id) else {
            return name.to_owned();
        };
        let words = &self.words;
        let what = match (team.as_str(), end.as_str()) {
            (team, "") => team.to_owned(),
            ("", end) => words.fill("name_number", &[("end", end)]),
            (team, end) => words.fill("name_team_number", &[("team", team), ("end", end)]),
        };
        words.fill("name_apart", &[("name", name), ("what", &what)])
    }

    /// Links to a team's page.
    pub fn team(&self, from: &str, id: &str) -> LinkView {
        self.link_to(from, self.addresses.team(id), self.public.team_name(id))
    }

    /// Links to the page of a subject.
    pub fn subject(&self, from: &str, kind: Option<Subject>, id: &str, name: &str) -> LinkView {
        match kind {
            Some(Subject::Person) => self.person(from, id, name),
            Some(Subject::Team) => self.link_to(from, self.addresses.team(id), name),
            Some(Subject::Company) | None => self.link_to(from, None, name),
        }
    }

    /// Links to an award's page.
    pub fn award_link(&self, from: &str, policy: &Policy, award: &Arc<str>) -> LinkView {
        self.link_to(from, self.addresses.award(&policy.id, award), award)
    }

    /// Links to a period's page.
    pub fn period_link(&self, from: &str, period: Period) -> LinkView {
        let to = Addresses::period(period);
        self.link_to(from, Some(to), &self.period(period))
    }

    /// Returns the page of a version of a policy.
    pub fn policy_page(&self, policy: &Policy) -> Option<String> {
        let current = self.current(&policy.id);
        if current.is_some_and(|c| c.version.from == policy.version.from) {
            self.addresses.policy(&policy.id)
        } else {
            self.addresses
                .policy_version(&policy.id, policy.version.from)
        }
    }

    /// Links to the page of a version of a policy.
    pub fn policy_link(&self, from: &str, policy: &Policy) -> LinkView {
        self.link_to(from, self.policy_page(policy), &policy.title)
    }

    /// Returns the version of a policy that the handbook shows first: the one in force in the
    /// latest period, else the newest.
    pub fn current(&self, id: &str) -> Option<&Arc<Policy>> {
        current(&self.public, id)
    }

    /// Returns the policies of the handbook in its order: by shelf, then by id.
    pub fn handbook(&self) -> Vec<&Policy> {
        handbook(&self.public)
    }

    /// Returns the policies before and after another in the handbook.
    pub fn shelf_neighbours(&self, id: &str) -> (Option<&Policy>, Option<&Policy>) {
        let all = self.handbook();
        let at = all.iter().position(|policy| *policy.id == *id);
        let near = |step: isize| {
            let at = at?.checked_add_signed(step)?;
            all.get(at).copied()
        };
        (near(-1), near(1))
    }

    /// Returns the version of a policy before another; `None` for the first.
    pub fn before(&self, policy: &Policy) -> Option<&Arc<Policy>> {
        let all = self.public.policies().get(&policy.id)?;
        let mut before = all.iter().rev();
        before.find(|p| p.version.from < policy.version.from)
    }

    /// Returns the page of what a version changes; `None` for the first.
    pub fn difference_page(&self, policy: &Policy) -> Option<String> {
        self.before(policy)?;
        self.addresses.difference(&policy.id, policy.version.from)
    }

    fn link_to(&self, from: &str, to: Option<String>, text: &str) -> LinkView {
        LinkView {
            text: text.to_owned(),
            href: to.map_or_else(String::new, |to| link(from, &to)),
        }
    }
}

fn current<'p>(public: &'p Public<'_>, id: &str) -> Option<&'p Arc<Policy>> {
    let versions = public.policies().get(id)?;
    let now = public.latest().map(|p| p.period());
    versions
        .iter()
        .rev()
        .find(|p| now.is_some_and(|now| p.version.from <= now))
        .or_else(|| versions.last())
}

fn handbook<'p>(public: &'p Public<'_>) -> Vec<&'p Policy> {
    let ids = public.policies().keys();
    let current = ids.filter_map(|id| current(public, id));
    let mut policies: Vec<&Policy> = current.map(AsRef::as_ref).collect();
    policies.sort_by(|a, b| a.shelf.cmp(&b.shelf).then_with(|| a.id.cmp(&b.id)));
    policies
}
