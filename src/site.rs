//! Results, policies and a theme → the files of a site, each a value made on its own.
//!
//! [`Site::new`] settles once what every page shares: what the edition may show (`edition`),
//! addresses (`address`), words (`wording`) and templates (`theme`, `template`). [`Site::jobs`]
//! lists the files; [`Site::render`] makes one of them from its view (`page`), so that they can be
//! made in parallel and written one by one.

mod address;
mod announcement;
mod case_sheet;
mod chart;
mod confirm_sheet;
mod desk_sheet;
mod download;
mod edition;
mod explanation;
mod feed;
mod format;
mod html;
mod job;
mod leak;
mod links;
mod made_from;
mod markdown;
mod mistake;
mod own;
mod page;
mod parts;
mod pay_sheet;
mod provenance;
mod provenance_sheet;
mod redline;
mod results;
mod search;
mod shared;
mod sheet;
mod template;
mod theme;
mod uses;
mod wording;
mod workbook;

pub use announcement::{Announcement, MOST_BYTES};
pub use edition::{Edition, Explain, Filter};
pub use job::PageJob;
pub use leak::{Leaks, Secret};
pub use links::Links;
pub use made_from::{MADE_FROM, Original, original};
pub use mistake::{OriginalMistake, SiteMistake};
pub use page::policy::RuleChange;
pub use parts::{Owner, Parts};

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::assessment::Book;
use crate::comparison::WhatIf;
use crate::diagnostic::{Diagnostic, Language, Severity};
use crate::period::Period;
use crate::policy::Policy;
use crate::settings::Settings;

use self::edition::{Public, PublicPeriod, PublicWhatIf};
use self::shared::Shared;
use self::template::Templates;
use self::theme::Theme;
use self::wording::Words;

/// One file of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteFile {
    /// The path from the site's folder, with `/` between its parts, for example
    /// `periods/2026-10.html`.
    pub path: String,
    /// The content.
    pub bytes: Vec<u8>,
}

/// Looks whether what the audiences of a book name is there.
pub fn examine_audiences(book: &Book) -> Vec<Diagnostic> {
    let audiences = book.settings.audiences.iter();
    audiences.flat_map(|a| parts::examine(book, a)).collect()
}

/// Looks at a theme before anything is made: its mistakes, and what else there is to say of it.
pub fn examine(settings: &Settings, themes: &BTreeMap<String, Vec<u8>>) -> Vec<Diagnostic> {
    let looked = || -> Result<Theme, Vec<SiteMistake>> {
        let theme = Theme::new(&settings.theme, themes).map_err(|m| vec![m])?;
        let own = [settings.language].into_iter();
        for language in own.chain(settings.other_languages.iter().copied()) {
            let words = theme.words(language)?;
            Templates::new(&theme, &words).map_err(|m| vec![m])?;
        }
        Ok(theme)
    };
    match looked() {
        Ok(theme) => {
            let said = made_from::examine(&theme);
            said.iter().map(OriginalMistake::diagnostic).collect()
        }
        Err(mistakes) => mistakes.iter().map(SiteMistake::diagnostic).collect(),
    }
}

/// Lists what differs between the rules of two versions of a policy, as the handbook says them in a
/// language, and the titles of the clauses whose text does.
pub fn rule_changes(
    book: &Book,
    themes: &BTreeMap<String, Vec<u8>>,
    language: Language,
    (old, new): (&Policy, &Policy),
) -> Result<(Vec<RuleChange>, Vec<String>), Vec<Diagnostic>> {
    let told = |mistakes: Vec<SiteMistake>| -> Vec<Diagnostic> {
        mistakes.iter().map(SiteMistake::diagnostic).collect()
    };
    let theme = Theme::new(&book.settings.theme, themes).map_err(|m| told(vec![m]))?;
    let words = theme.words(language).map_err(told)?;
    let explain: Explain<'_> = Box::new(|_, _, _, _| None);
    let public = Public::new(book, Edition::staff(&book.settings), explain);
    Ok(page::policy::rule_changes(
        &Shared::new(public, words),
        old,
        new,
    ))
}

/// Writes results as data just as `seal` puts them away: everything, with the words that every binary
/// carries, and nothing that later periods did to them.
pub fn sealed_results(
    book: &Book,
    periods: &[Period],
) -> Result<BTreeMap<Period, Vec<u8>>, Vec<Diagnostic>> {
    let told = |mistakes: Vec<SiteMistake>| -> Vec<Diagnostic> {
        mistakes.iter().map(SiteMistake::diagnostic).collect()
    };
    let theme = Theme::new("", &BTreeMap::new()).map_err(|m| told(vec![m]))?;
    let words = theme.words(book.settings.language).map_err(told)?;
    let explain: Explain<'_> = Box::new(|_, _, _, _| None);
    let public = Public::new(book, Edition::whole(&book.settings), explain);
    let shared = Shared::new(public, words);
    let places: Vec<(usize, Period)> = shared
        .public
        .periods()
        .iter()
        .map(PublicPeriod::period)
        .enumerate()
        .filter(|(_, period)| periods.contains(period))
        .collect();
    let made = places.into_par_iter().filter_map(|(at, period)| {
        let bytes = results::json(&shared, at, results::Until::Then)?;
        Some((period, bytes))
    });
    Ok(made.collect())
}

/// A site that is ready to be made, file by file.
pub struct Site<'a> {
    book: &'a Book,
    edition: Edition,
    theme: Theme,
    /// The same pages once in each language, the site's own language first.
    tongues: Vec<Tongue<'a>>,
}

/// The pages in one language.
struct Tongue<'a> {
    shared: Shared<'a>,
    templates: Templates,
    /// The index of the search box.
    search: Vec<SiteFile>,
}

impl<'a> Site<'a> {
    /// Settles what all pages share, for the staff edition; all mistakes of the theme at once.
    ///
    /// `themes` holds the files of the site's own `themes/` folder by path from there, as
    /// [`crate::content::Content::themes`] does.
    pub fn new(
        book: &'a Book,
        themes: &BTreeMap<String, Vec<u8>>,
    ) -> Result<Self, Vec<Diagnostic>> {
        Self::for_edition(book, themes, Edition::staff(&book.settings))
    }

    /// Settles what all pages of an edition share; all mistakes of the theme at once.
    pub fn for_edition(
        book: &'a Book,
        themes: &BTreeMap<String, Vec<u8>>,
        edition: Edition,
    ) -> Result<Self, Vec<Diagnostic>> {
        let explain: Explain<'a> = Box::new(|period, policy, figure, subject| {
            book.explain(period, policy, figure, subject)
        });
        Self::of_edition(book, themes, edition, explain)
    }

    /// Settles what all pages of an edition share, with an own way of explaining figures.
    pub fn of_edition(
        book: &'a Book,
        themes: &BTreeMap<String, Vec<u8>>,
        edition: Edition,
        explain: Explain<'a>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let told = |mistakes: Vec<SiteMistake>| -> Vec<Diagnostic> {
            mistakes.iter().map(SiteMistake::diagnostic).collect()
        };
        let theme = Theme::new(&book.settings.theme, themes).map_err(|m| told(vec![m]))?;
        let own = [book.settings.language].into_iter();
        let explain: Arc<Explain<'a>> = Arc::new(explain);
        let mut tongues = Vec::new();
        for language in own.chain(book.settings.other_languages.iter().copied()) {
            let words = theme.words(language).map_err(told)?;
            let templates = Templates::new(&theme, &words).map_err(|m| told(vec![m]))?;
            let explain = Arc::clone(&explain);
            let explain: Explain<'a> = Box::new(move |period, policy, figure, subject| {
                explain(period, policy, figure, subject)
            });
            let shared = Shared::new(Public::new(book, edition.clone(), explain), words);
            tongues.push(Tongue {
                search: search::files(&shared),
                shared,
                templates,
            });
        }
        Ok(Self {
            book,
            edition,
            theme,
            tongues,
        })
    }

    /// Settles what the pages of a what-if share, in one language: every page says that it is no
    /// result, and nothing is there that is given out.
    pub fn what_if(
        book: &'a Book,
        themes: &BTreeMap<String, Vec<u8>>,
        edition: Edition,
        what_if: WhatIf,
    ) -> Result<Self, Vec<Diagnostic>> {
        let edition = edition.as_what_if();
        let mut site = Self::for_edition(book, themes, edition.clone())?;
        site.tongues.truncate(1);
        if let Some(tongue) = site.tongues.first_mut() {
            tongue.shared.what_if = Some(PublicWhatIf::new(what_if, &edition));
        }
        Ok(site)
    }

    /// Returns what there is to say of the theme: warnings and notes.
    pub fn said(&self) -> Vec<Diagnostic> {
        let said = made_from::examine(&self.theme);
        said.iter().map(OriginalMistake::diagnostic).collect()
    }

    /// Says where the site will lie, with `/` at the end: feed and map then have whole addresses.
    #[must_use]
    pub fn at(mut self, base: Option<String>) -> Self {
        for tongue in &mut self.tongues {
            let folder = tongue.shared.folder();
            tongue.shared.base = base.as_ref().map(|base| format!("{base}{folder}"));
        }
        self
    }

    /// Writes the text about a period for a work chat; `None` where there is nothing to tell.
    pub fn announce(&self, period: Period) -> Option<Announcement> {
        announcement::announce(&self.tongues.first()?.shared, period)
    }

    /// Lists the files; every path differs.
    pub fn jobs(&self) -> Vec<PageJob> {
        let mut jobs = Vec::new();
        for (at, tongue) in self.tongues.iter().enumerate() {
            let folder = tongue.shared.folder();
            let own = job::list(&tongue.shared, &self.theme, &tongue.search);
            jobs.extend(own.into_iter().map(|job| job.of_tongue(at, &folder)));
        }
        jobs
    }

    /// Lists the files of one person's own folder.
    pub fn jobs_of(&self, person: &str) -> Vec<PageJob> {
        let mut jobs = Vec::new();
        for (at, tongue) in self.tongues.iter().enumerate() {
            let folder = tongue.shared.folder();
            let own = job::list_own(&tongue.shared, &self.theme, person);
            jobs.extend(own.into_iter().map(|job| job.of_tongue(at, &folder)));
        }
        jobs
    }

    /// Starts to look whether every link of these files leads somewhere.
    pub fn links(&self, jobs: &[PageJob]) -> Links {
        let paths = jobs.iter().map(|job| job.path().to_owned());
        let own = self.tongues.first();
        let severity = own.map_or(Severity::Error, |t| t.shared.public.settings().dead_links);
        let root = own.and_then(|t| t.shared.on_server()).unwrap_or_default();
        Links::new(paths, severity).at(root)
    }

    /// Starts to search files for what the audience may not see.
    pub fn leaks(&self) -> Option<Leaks> {
        let templates = self.theme.templates();
        let mut public: Vec<&str> = templates.iter().map(|(_, text)| text.as_ref()).collect();
        let words = self
            .tongues
            .iter()
            .flat_map(|t| t.shared.words.all().values());
        public.extend(words.map(String::as_str));
        let assets = self
            .theme
            .assets()
            .filter_map(|path| self.theme.bytes(path));
        public.extend(assets.filter_map(|bytes| std::str::from_utf8(bytes).ok()));
        let shared = &self.tongues.first()?.shared;
        let words: Vec<&Words> = self.tongues.iter().map(|t| &t.shared.words).collect();
        let (book, edition) = (self.book, &self.edition);
        Some(Leaks::new(book, edition, shared, &public, &words))
    }

    /// Lists whose each folder is, as CSV: for those who put each behind a login, and in no folder.
    pub fn folders(&self, mut owners: Vec<Owner>) -> Vec<u8> {
        // Who has no page has no folder.
        let has_pages = |owner: &Owner| !self.jobs_of(&owner.id).is_empty();
        owners.retain(|owner| !self.edition.own_pages || has_pages(owner));
        let tongue = self.tongues.first();
        tongue.map_or_else(Vec::new, |t| parts::list(&t.shared, &owners))
    }

    /// Makes one file of a person's own folder, whose files are `jobs`.
    pub fn render_own(&self, job: &PageJob, jobs: &[PageJob]) -> Result<SiteFile, Diagnostic> {
        let mut file = self.render(job)?;
        if file.path.ends_with(".html") {
            let there = jobs.iter().map(|job| job.path().to_owned()).collect();
            if let Ok(page) = std::str::from_utf8(&file.bytes) {
                file.bytes = own::unlinked(page, &file.path, &there).into_bytes();
            }
        }
        Ok(file)
    }

    /// Makes one file.
    pub fn render(&self, job: &PageJob) -> Result<SiteFile, Diagnostic> {
        let bytes = match self.tongues.get(job.tongue()) {
            Some(tongue) => job::render(
                job,
                &tongue.shared,
                &self.theme,
                (&tongue.templates, &tongue.search),
            )
            .map_err(|mistake| mistake.diagnostic())?,
            None => Vec::new(),
        };
        Ok(SiteFile {
            path: job.path().to_owned(),
            bytes,
        })
    }
}
