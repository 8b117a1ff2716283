//! Meritbook reads policies and monthly data, works out how people did with exact decimals, and
//! writes a static site in which every number explains itself.
//!
//! Data flows one way: read → understand → assess → show → write. A module imports only from
//! those above it; `tests/suite/architecture.rs` holds this.

// The words every stage speaks.
pub mod number;
pub mod period;
pub mod value;
pub mod pinyin;
pub mod calendar;
pub mod diagnostic;

// From the disk.
#[expect(clippy::disallowed_methods, reason = "reads the content folder")]
pub mod content;

// The keys of the documents.
pub mod form;

// The kernel.
pub mod formula;
pub mod figure;

// What the files mean.
pub mod settings;
pub mod policy;
pub mod data;

// What stays what it was.
pub mod archive;

// What it amounts to.
pub mod assessment;
pub mod comparison;

// How it is shown.
pub mod site;

// What is published, held against what was sealed.
pub mod keeping;

// To the disk.
#[expect(clippy::disallowed_methods, reason = "writes the published folder")]
pub mod output;

// The terminal.
#[expect(
    clippy::disallowed_methods,
    reason = "speaks to people and asks the environment"
)]
pub mod command;

use std::collections::BTreeMap;
use std::path::Path;

use diagnostic::{Diagnostic, Severity};

/// What became of a site's folder.
#[derive(Debug, Default)]
pub struct Assessed {
    /// The language that `site.yml` names; `None` where it could not be read.
    pub language: Option<diagnostic::Language>,
    /// The files of the site's own `themes/` folder by path from there.
    pub themes: BTreeMap<String, Vec<u8>>,
    /// The results; `None` where mistakes stand in the way.
    pub book: Option<assessment::Book>,
    /// All messages, in order.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a site's folder says, before anything is worked out.
#[derive(Debug)]
pub struct Understood {
    /// The language that `site.yml` names; `None` where it could not be read.
    pub language: Option<diagnostic::Language>,
    /// The files of the site's own `themes/` folder by path from there.
    pub themes: BTreeMap<String, Vec<u8>>,
    /// All versions of all policies.
    pub policies: Vec<policy::Policy>,
    /// All messages so far.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that were read.
    files: content::ReadFiles,
    settings: settings::Settings,
    ledger: data::Ledger,
    /// What became of final periods: those that are sealed.
    put_away: Vec<(period::Period, data::Reached)>,
    /// Whether settings or policies are not understood.
    rules_wrong: bool,
}

/// Reads a site's folder (the one that holds `content/`), understands it and works out every
/// period; all mistakes at once. What is sealed is held against the files and results of today.
pub fn assess(site: &Path) -> Assessed {
    let understood = understand(site, &content::Overlay::default());
    let files = understood.files.clone();
    let mut assessed = understood.assess();
    let said = keeping::keep(site, &files, &mut assessed.book);
    if !said.is_empty() {
        let all = std::mem::take(&mut assessed.diagnostics);
        assessed.diagnostics = diagnostic::in_order([all, said].concat());
        if let Some(book) = &mut assessed.book {
            book.checked.told.clone_from(&assessed.diagnostics);
        }
    }
    assessed
}

/// Reads a site's folder as if it held something else in some places, and understands it.
pub fn understand(site: &Path, overlay: &content::Overlay) -> Understood {
    let content = content::read_over(site, overlay);
    let (settings, of_settings) = settings::understand(&content);
    let (policies, of_policies) = policy::understand(&content);
    let (ledger, of_data) = data::understand(&content);
    let language = content
        .document("content/site")
        .is_some()
        .then_some(settings.language);
    let rules_wrong = wrong(&of_settings) || wrong(&of_policies);
    Understood {
        language,
        put_away: archive::put_away(&content, &ledger.archived),
        themes: content.themes,
        files: content.files,
        policies,
        diagnostics: [content.diagnostics, of_settings, of_policies, of_data].concat(),
        settings,
        ledger,
        rules_wrong,
    }
}

impl Understood {
    /// Works out every period.
    pub fn assess(self) -> Assessed {
        let mut diagnostics = self.diagnostics;
        let broken = wrong(&diagnostics);
        let mut book = None;
        if !self.rules_wrong {
            let (assessed, said) = assessment::assess(
                self.settings,
                self.policies,
                self.ledger,
                &content::each_event,
            );
            // What is not understood leads to more messages with the same cause: of these, only
            // what stands by itself is told in the same run.
            let told = said.into_iter();
            diagnostics.extend(told.filter(|d| !broken || assessment::stands_by_itself(d)));
            book = assessed.filter(|_| !broken);
        }
        let diagnostics = diagnostic::in_order(diagnostics);
        if let Some(book) = &mut book {
            for (period, reached) in self.put_away {
                book.put_away(period, reached);
            }
            book.checked.told.clone_from(&diagnostics);
            book.checked.files = self.files;
        }
        Assessed {
            language: self.language,
            themes: self.themes,
            book,
            diagnostics,
        }
    }
}

fn wrong(said: &[Diagnostic]) -> bool {
    said.iter().any(|d| d.severity == Severity::Error)
}
