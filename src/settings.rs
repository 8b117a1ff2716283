//! `site.yml` → [`Settings`]: the site as a whole.

mod audiences;
mod limits;
mod retention;

pub mod mistake;

use crate::content::Content;
use crate::diagnostic::{Diagnostic, Language, Severity};
use crate::form::site::{LANGUAGES, NUMBERS, SITE};
use crate::form::{Fields, Reader};
use crate::number::Number;
use crate::value::Place;
use mistake::SettingsMistake;

pub use audiences::{ALL, Audience, FiguresShown, HR, NamesShown, PeopleShown, Per, STAFF, Sees};
pub use limits::Limits;
pub use retention::{Kept, Retention, Term, What};

/// The settings of a site.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The site's title.
    pub title: String,
    /// The organisation's full legal name.
    pub organisation: String,
    /// The language of the site.
    pub language: Language,
    /// The languages that the site has besides, each in a folder of its own.
    pub other_languages: Vec<Language>,
    /// The theme's name; `default` unless said.
    pub theme: String,
    /// Who sees what: staff, hr, then the others in the author's order.
    pub audiences: Vec<Audience>,
    /// Decimals shown where neither figure nor rounding says otherwise.
    pub decimals: u32,
    /// The smallest group whose mean is shown.
    pub smallest_group: u32,
    /// Where an appeal is filed; a link or an address, for pages.
    pub appeal_form: Option<String>,
    /// How grave a link is that leads nowhere.
    pub dead_links: Severity,
    /// How many times last month's a person's number must be to be suspicious.
    pub jump: Option<Number>,
    /// What pay is held against, unless a policy states its own.
    pub limits: Limits,
    /// How long what is kept.
    pub retention: Retention,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            title: String::new(),
            organisation: String::new(),
            language: Language::default(),
            other_languages: Vec::new(),
            theme: "default".into(),
            audiences: vec![Audience::staff(USUAL), Audience::hr(USUAL)],
            decimals: USUAL_DECIMALS,
            smallest_group: USUAL_GROUP,
            appeal_form: None,
            dead_links: Severity::Error,
            jump: None,
            limits: Limits::default(),
            retention: Retention::default(),
        }
    }
}

/// The most decimals that are shown.
const MOST_DECIMALS: u32 = 10;
const USUAL_DECIMALS: u32 = 2;
const USUAL_GROUP: u32 = 5;
const USUAL: audiences::Site = audiences::Site {
    people: PeopleShown::Boards,
    smallest_group: USUAL_GROUP,
};

impl Settings {
    /// Returns the same settings with other people who have a page on the site for everybody.
    #[must_use]
    pub fn with_people(mut self, people: PeopleShown) -> Self {
        for audience in self.audiences.iter_mut().filter(|a| a.name == STAFF) {
            audience.sees.people = people;
        }
        self
    }

    /// Returns an audience by its name.
    pub fn audience(&self, name: &str) -> Option<&Audience> {
        self.audiences.iter().find(|a| a.name == name)
    }
}

/// Understands `content/site.yml` (or `.yaml`); what it leaves out is as [`Settings`] says.
pub fn understand(content: &Content) -> (Settings, Vec<Diagnostic>) {
    let mut reader = Reader::new();
    let mut settings = Settings::default();
    let document = ["content/site.yml", "content/site.yaml"]
        .into_iter()
        .find_map(|path| content.documents.get(path));
    let Some(document) = document else {
        // A file that could not be read is reported there.
        if !content.is_broken_below("content/site.") {
            reader.report(SettingsMistake::NoSite);
        }
        return (settings, reader.finish());
    };
    let Some(fields) = reader.read(&document.root, &SITE) else {
        return (settings, reader.finish());
    };
    let text = |key: &str| fields.text(key).map(|t| t.value);
    settings.title = text("title").unwrap_or_default();
    settings.organisation = text("organisation").unwrap_or_else(|| settings.title.clone());
    settings.appeal_form = text("appeal_form");
    settings.limits = Limits::read(&fields, &mut reader);
    settings.retention = Retention::read(&fields, &mut reader);
    if let Some(jump) = fields.quantity("jump", &mut reader) {
        if jump.value.number > Number::ONE {
            settings.jump = Some(jump.value.number);
        } else {
            reader.report(SettingsMistake::Jump(jump.place));
        }
    }
    if let Some(theme) = fields.text("theme") {
        if theme.value.contains(['/', '\\']) || theme.value.starts_with('.') {
            reader.report(SettingsMistake::Theme {
                written: theme.value,
                place: theme.place,
            });
        } else {
            settings.theme = theme.value;
        }
    }
    if let Some(language) = fields.word("language", &mut reader) {
        settings.language = Language::from_tag(language.value).unwrap_or_default();
    }
    let languages = languages(&fields, &mut reader);
    if let Some((first, _)) = languages.first() {
        if fields.word("language", &mut Reader::new()).is_none() {
            settings.language = *first;
        } else if languages.iter().all(|(l, _)| *l != settings.language) {
            reader.report(SettingsMistake::LanguageLeftOut {
                language: settings.language,
                place: fields.key_place("languages").cloned(),
            });
        }
        let others = languages.iter().map(|(language, _)| *language);
        settings.other_languages = others.filter(|l| *l != settings.language).collect();
    }
    let people = fields.word("people", &mut reader);
    if let Some(dead_links) = fields.word("dead_links", &mut reader) {
        let lenient = dead_links.value == "warning";
        settings.dead_links = if lenient {
            Severity::Warning
        } else {
            Severity::Error
        };
    }
    if let Some(numbers) = fields
        .node("numbers")
        .and_then(|n| reader.read(n, &NUMBERS))
    {
        if let Some(decimals) = numbers.count("decimals", &mut reader) {
            if decimals.value > MOST_DECIMALS {
                reader.report(SettingsMistake::Decimals {
                    written: decimals.value,
                    most: MOST_DECIMALS,
                    place: decimals.place,
                });
            } else {
                settings.decimals = decimals.value;
            }
        }
        if let Some(group) = numbers.count("smallest_group", &mut reader) {
            settings.smallest_group = group.value;
        }
    }
    let site = audiences::Site {
        people: people.map_or_else(PeopleShown::default, |w| PeopleShown::of(w.value)),
        smallest_group: settings.smallest_group,
    };
    settings.audiences = audiences::read(&fields, site, &mut reader);
    (settings, reader.finish())
}

/// Reads the languages of `languages`, each with its place; reports one that is said twice.
fn languages(fields: &Fields<'_>, reader: &mut Reader) -> Vec<(Language, Place)> {
    let mut languages: Vec<(Language, Place)> = Vec::new();
    for text in fields.texts("languages") {
        let word = reader.word(&text, LANGUAGES);
        let Some(language) = word.and_then(|w| Language::from_tag(w.value)) else {
            continue;
        };
        if languages.iter().any(|(other, _)| *other == language) {
            reader.report(SettingsMistake::LanguageTwice {
                language,
                place: text.place,
            });
        } else {
            languages.push((language, text.place));
        }
    }
    languages
}
