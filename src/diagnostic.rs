//! What is wrong, where, why it matters and what to do: one shape for every message.
//!
//! Each stage keeps its mistakes as plain data in its own `mistake.rs`; there, one arm per
//! variant turns a mistake into a [`Diagnostic`] in both languages. Drawing it for a terminal is
//! [`render`]'s work, so that a page and a JSON list can show the same words.

mod drawing;
mod excerpt;
mod suggestion;
mod words;

pub use drawing::{render, render_all, render_first, tally};
pub use suggestion::nearest;
pub use words::{count_en, list_en, list_zh, missing_in_words};

use crate::value::Place;

/// The languages that Meritbook speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Language {
    /// Simplified Chinese, the default.
    #[default]
    Chinese,
    /// English.
    English,
}

impl Language {
    /// Reads a language tag such as `zh-CN`, `zh`, `en`, `en_GB.UTF-8`; `None` for any other.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let lower = tag.to_ascii_lowercase();
        if lower.starts_with("zh") {
            Some(Self::Chinese)
        } else if lower.starts_with("en") {
            Some(Self::English)
        } else {
            None
        }
    }

    /// Returns the language's name in the language itself.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chinese => "中文",
            Self::English => "English",
        }
    }

    /// Returns the tag that stands in `<html lang>` and names the wording file.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        }
    }
}

/// One text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Said {
    /// The Chinese text.
    pub zh: String,
    /// The English text.
    pub en: String,
}

impl Said {
    /// Puts the two texts side by side.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            zh: zh.into(),
            en: en.into(),
        }
    }

    /// Returns the text of one language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        }
    }
}

/// How grave a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The build stops.
    Error,
    /// A figure is missing and what rests on it is provisional; the build goes on.
    Missing,
    /// Worth a look; an error with `--strict`.
    Warning,
    /// Said for information, for example which encoding was taken.
    Note,
}

/// One message: what is wrong, where, why it matters, what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The stable code, for example `C103`; `docs/errors/C103.md` explains it.
    pub code: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// What is wrong, as one sentence without a full stop.
    pub title: Said,
    /// Where; `None` only when no file is concerned.
    pub place: Option<Place>,
    /// A few words drawn at the caret; may be empty.
    pub label: Said,
    /// Other places that matter, each with its few words, for example where a name was defined.
    pub related: Vec<(Place, Said)>,
    /// Why it matters, in the author's terms; may be empty.
    pub why: Said,
    /// What to do, whole sentences; may be empty.
    pub help: Said,
    /// What the program can put right itself; only where nothing else can be meant.
    pub correction: Option<Correction>,
}

/// A stretch of a document and what belongs in its stead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The stretch.
    pub place: Place,
    /// What belongs there.
    pub with: &'static str,
}

impl Diagnostic {
    /// Starts an error with its code and title.
    pub fn error(code: &'static str, title: Said) -> Self {
        Self::new(code, Severity::Error, title)
    }

    /// Starts a warning with its code and title.
    pub fn warning(code: &'static str, title: Said) -> Self {
        Self::new(code, Severity::Warning, title)
    }

    /// Starts a note with its code and title.
    pub fn note(code: &'static str, title: Said) -> Self {
        Self::new(code, Severity::Note, title)
    }

    /// Starts a message about something missing.
    pub fn missing(code: &'static str, title: Said) -> Self {
        Self::new(code, Severity::Missing, title)
    }

    fn new(code: &'static str, severity: Severity, title: Said) -> Self {
        Self {
            code,
            severity,
            title,
            place: None,
            label: Said::default(),
            related: Vec::new(),
            why: Said::default(),
            help: Said::default(),
            correction: None,
        }
    }

    /// Sets the place.
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Sets the words at the caret.
    pub fn label(mut self, zh: impl Into<String>, en: impl Into<String>) -> Self {
        self.label = Said::new(zh, en);
        self
    }

    /// Sets why it matters.
    pub fn why(mut self, zh: impl Into<String>, en: impl Into<String>) -> Self {
        self.why = Said::new(zh, en);
        self
    }

    /// Sets what to do.
    pub fn help(mut self, zh: impl Into<String>, en: impl Into<String>) -> Self {
        self.help = Said::new(zh, en);
        self
    }

    /// Says what belongs at the diagnostic's own place, a stretch of a document.
    pub fn corrected_by(mut self, with: &'static str) -> Self {
        self.correction = self.place.clone().map(|place| Correction { place, with });
        self
    }

    /// Adds another place that matters.
    pub fn see(mut self, place: Place, zh: impl Into<String>, en: impl Into<String>) -> Self {
        self.related.push((place, Said::new(zh, en)));
        self
    }
}

/// A product together with what was noticed while making it.
#[derive(Debug, Clone)]
pub struct Noted<T> {
    /// The product.
    pub value: T,
    /// Warnings, missing things and notes; never errors.
    pub notes: Vec<Diagnostic>,
}

/// Sorts messages for printing: errors first, then by file, line and code; equal ones once.
pub fn in_order(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.sort_by(|a, b| {
        (a.severity, &a.place, a.code, &a.title).cmp(&(b.severity, &b.place, b.code, &b.title))
    });
    diagnostics.dedup();
    diagnostics
}
