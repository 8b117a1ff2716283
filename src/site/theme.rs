//! The theme's files: those of the built-in `default`, overridden by those of another built-in theme
//! where that is chosen, each overridden by one of the same name in the site's own `themes/` folder.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::mistake::SiteMistake;
use super::wording::{Unreadable, Words};
use crate::diagnostic::Language;
use crate::value::{Place, Source};

/// The name of the built-in theme from which all others inherit.
const BUILT_IN: &str = "default";
/// The name of the built-in theme for festive announcements.
const FESTIVE: &str = "hongbang";

#[derive(rust_embed::Embed)]
#[folder = "themes/default/"]
struct BuiltIn;

#[derive(rust_embed::Embed)]
#[folder = "themes/hongbang/"]
struct Festive;

/// The files of a theme by path from its folder.
pub struct Theme {
    files: BTreeMap<String, File>,
}

struct File {
    bytes: Cow<'static, [u8]>,
    /// The path from the site's folder; `None` for a built-in file.
    own: Option<String>,
    /// The name of the built-in theme that has it, or whose file it overrides.
    of: &'static str,
}

impl Theme {
    /// Puts a theme together.
    pub fn new(name: &str, themes: &BTreeMap<String, Vec<u8>>) -> Result<Self, SiteMistake> {
        let name = if name.is_empty() { BUILT_IN } else { name };
        let mut files = BTreeMap::new();
        for (path, of) in built_in_paths(name) {
            if let Some(bytes) = embedded(of, &path) {
                let own = None;
                files.insert(path, File { bytes, own, of });
            }
        }
        let folder = format!("{name}/");
        let mut found = matches!(name, BUILT_IN | FESTIVE);
        for (path, bytes) in themes {
            if let Some(inside) = path.strip_prefix(&folder) {
                found = true;
                let of = files.get(inside).map_or(BUILT_IN, |f: &File| f.of);
                files.insert(
                    inside.to_owned(),
                    File {
                        bytes: Cow::Owned(bytes.clone()),
                        own: Some(format!("themes/{path}")),
                        of,
                    },
                );
            }
        }
        if found {
            Ok(Self { files })
        } else {
            Err(SiteMistake::NoTheme {
                name: name.to_owned(),
                known: known(themes),
            })
        }
    }

    /// Returns the site's own files that differ from built-in ones, by path, each with the bytes of
    /// the built-in one. Words are not among them: those are taken over one by one.
    pub fn overridden(&self) -> impl Iterator<Item = (&str, Cow<'static, [u8]>)> {
        let own = self.files.iter().filter(|(_, file)| file.own.is_some());
        let whole = own.filter(|(path, _)| !path.starts_with("wording/"));
        whole.filter_map(|(path, file)| {
            let built_in = embedded(file.of, path)?;
            (built_in != file.bytes).then_some((path.as_str(), built_in))
        })
    }

    /// Returns the assets by path from the site's folder.
    pub fn assets(&self) -> impl Iterator<Item = &str> {
        let paths = self.files.keys();
        paths
            .filter(|p| p.starts_with("assets/"))
            .map(String::as_str)
    }

    /// Returns a file's bytes.
    pub fn bytes(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(|f| f.bytes.as_ref())
    }

    /// Returns the templates by name (`home.html`) with their texts.
    pub fn templates(&self) -> Vec<(&str, Cow<'_, str>)> {
        self.files
            .iter()
            .filter_map(|(path, file)| {
                let name = path.strip_prefix("templates/")?;
                Some((name, String::from_utf8_lossy(&file.bytes)))
            })
            .collect()
    }

    /// Returns a file of the theme as a source for messages.
    pub fn source(&self, path: &str) -> Arc<Source> {
        let file = self.files.get(path);
        let own = file.and_then(|f| f.own.clone());
        Arc::new(Source {
            path: own.unwrap_or_else(|| {
                let of = file.map_or(BUILT_IN, |f| f.of);
                format!("themes/{of}/{path}")
            }),
            text: file.map_or_else(String::new, |f| {
                String::from_utf8_lossy(&f.bytes).into_owned()
            }),
        })
    }

    /// Returns the words of a language: the built-in ones, overridden by the theme's own.
    pub fn words(&self, language: Language) -> Result<Words, Vec<SiteMistake>> {
        let path = format!("wording/{}.yml", language.tag());
        let built_in = BuiltIn::get(&path)
            .map(|f| String::from_utf8_lossy(&f.data).into_owned())
            .unwrap_or_default();
        let mut words = self.read(&path, language, &built_in)?;
        if self.files.get(&path).is_some_and(|f| f.own.is_some()) {
            let source = self.source(&path);
            let own = self.read(&path, language, &source.text)?;
            let known: Vec<String> = words.all().keys().cloned().collect();
            let unknown = words.overridden_by(own);
            if !unknown.is_empty() {
                return Err(unknown
                    .into_iter()
                    .map(|key| SiteMistake::UnknownWord {
                        place: key_place(&source, &key),
                        known: known.clone(),
                        key,
                    })
                    .collect());
            }
        }
        Ok(words)
    }

    fn read(&self, path: &str, language: Language, text: &str) -> Result<Words, Vec<SiteMistake>> {
        Words::read(language, text).map_err(|Unreadable(line)| {
            vec![SiteMistake::UnreadableWord {
                place: line_place(&self.source(path), line),
            }]
        })
    }
}

/// Returns the paths of a theme's built-in files, each with the built-in theme whose file counts.
pub fn built_in_paths(name: &str) -> BTreeMap<String, &'static str> {
    let default = BuiltIn::iter().map(|path| (path.into_owned(), BUILT_IN));
    let festive = Festive::iter().filter(|_| name == FESTIVE);
    default
        .chain(festive.map(|path| (path.into_owned(), FESTIVE)))
        .collect()
}

/// Returns a file that the program carries.
pub fn embedded(theme: &str, path: &str) -> Option<Cow<'static, [u8]>> {
    let file = match theme {
        FESTIVE => Festive::get(path),
        _ => BuiltIn::get(path),
    };
    file.map(|file| file.data)
}

fn known(themes: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let mut names: Vec<String> = themes
        .keys()
        .filter_map(|path| path.split_once('/').map(|(name, _)| name.to_owned()))
        .collect();
    names.extend([BUILT_IN.to_owned(), FESTIVE.to_owned()]);
    names.sort();
    names.dedup();
    names
}

/// Points at a line of a theme's file, counted from 1.
pub(super) fn line_place(source: &Arc<Source>, line: usize) -> Place {
    let mut start = 0;
    for (index, text) in source.text.split_inclusive('\n').enumerate() {
        if index + 1 == line {
            return Place::span(source, start, start + text.trim_end().len());
        }
        start += text.len();
    }
    Place::file(source)
}

fn key_place(source: &Arc<Source>, key: &str) -> Place {
    let mut start = 0;
    for text in source.text.split_inclusive('\n') {
        if text
            .strip_prefix(key)
            .is_some_and(|rest| rest.starts_with(':'))
        {
            return Place::span(source, start, start + key.len());
        }
        start += text.len();
    }
    Place::file(source)
}
