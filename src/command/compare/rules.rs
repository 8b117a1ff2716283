//! The other rules: which versions of which policies they replace, and how.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Asked;
use super::edit::{self, Found};
use super::setting::Setting;
use crate::assessment::Book;
use crate::command::mistake::CompareMistake;
use crate::comparison::{Change, Window};
use crate::content::{self, Overlay};
use crate::diagnostic::{Diagnostic, Language, nearest};
use crate::period::Period;
use crate::policy::Policy;
use crate::site::{RuleChange, rule_changes};
use crate::value::{Place, Source};

/// Other rules for some months.
pub(super) struct Rules {
    window: Window,
    overlay: Overlay,
    /// The policy that has another file, with where it is read as if it lay there and the name
    /// that the user gave.
    file: Option<(Arc<str>, String, String)>,
    settings: Vec<Setting>,
    /// The policies that the settings may be of; all where none is said.
    policy: Option<Arc<str>>,
    /// Those with other rules.
    concerned: BTreeSet<Arc<str>>,
    /// The documents in which a row of a band has another value, each with its policy.
    edited: BTreeMap<String, Arc<str>>,
}

/// The results before, the language and the theme in which rules are put into words.
type Words<'a> = (&'a Book, Language, &'a BTreeMap<String, Vec<u8>>);

impl Rules {
    /// Finds what is meant.
    pub(super) fn find(
        site: &Path,
        book: &Book,
        asked: &Asked,
        window: Window,
    ) -> Result<Self, CompareMistake> {
        if asked.with.is_none() && asked.set.is_empty() {
            return Err(CompareMistake::NothingElse);
        }
        let in_force = |id: &str| known(book, id).and_then(|id| is_in_force(book, &id, window));
        let policy = asked.policy.as_deref().map(in_force).transpose()?;
        let settings: Vec<Setting> = asked
            .set
            .iter()
            .map(|written| Setting::parse(written))
            .collect::<Result<_, _>>()?;
        for setting in &settings {
            setting.policy.as_deref().map(in_force).transpose()?;
        }
        let versions = || in_window(book.policies.values().flatten().map(AsRef::as_ref), window);
        let of_band = |setting: &Setting| setting.band_of(&versions()).is_some();
        let (bands, settings) = settings.into_iter().partition(of_band);
        let mut rules = Self {
            window,
            overlay: Overlay::default(),
            file: None,
            settings,
            policy: policy.clone(),
            concerned: BTreeSet::new(),
            edited: BTreeMap::new(),
        };
        if let Some(written) = asked.with.as_deref() {
            let file = file_at(site, written)?;
            let id = match policy {
                Some(id) => id,
                None => in_force(&id_of(&file))?,
            };
            rules.lay(book, &id, &file, written);
        }
        for setting in bands {
            rules.edit(site, &versions(), &setting)?;
        }
        Ok(rules)
    }

    /// Gives a row of a band another value, in every version of the window.
    fn edit(
        &mut self,
        site: &Path,
        versions: &[&Policy],
        setting: &Setting,
    ) -> Result<(), CompareMistake> {
        let own = setting.policy.as_deref().or(self.policy.as_deref());
        let candidates: Vec<&Policy> = versions
            .iter()
            .copied()
            .filter(|p| own.is_none_or(|id| *p.id == *id))
            .collect();
        let (id, band, row) = setting.row(&candidates)?;
        let holders = candidates.iter().filter(|p| p.id == id);
        let mut paths: BTreeSet<String> = holders
            .filter(|p| p.bands.contains_key(band))
            .map(|p| p.place.source.path.clone())
            .collect();
        if let Some((_, path, _)) = self.file.as_ref().filter(|(file, ..)| *file == id) {
            paths = BTreeSet::from([path.clone()]);
        }
        let (mut changed, mut rows) = (false, Vec::new());
        let content = content::read_over(site, &self.overlay);
        for path in paths {
            let Some(document) = content.documents.get(&path) else {
                continue;
            };
            match edit::changed(document, (band, row), setting.written_value()) {
                Found::Changed(text) => {
                    self.overlay.documents.insert(path.clone(), text);
                    self.edited.insert(path, Arc::clone(&id));
                    changed = true;
                }
                Found::Rows(found) => rows.extend(found),
            }
        }
        if !changed {
            return Err(setting.no_row(&id, band, rows));
        }
        self.concerned.insert(id);
        Ok(())
    }

    /// Puts a file in the place of all versions of a policy; those outside of the window come back
    /// later.
    fn lay(&mut self, book: &Book, id: &Arc<str>, file: &Path, written: &Path) {
        let versions = book.policies.get(id).into_iter().flatten();
        let mut folder = "content/policies".to_owned();
        for version in versions {
            self.overlay.gone.insert(version.place.source.path.clone());
            folder = ["content/policies".to_owned()]
                .into_iter()
                .chain(version.shelf.iter().cloned())
                .collect::<Vec<_>>()
                .join("/");
        }
        let (stem, ending) = name_of(file);
        let path = match Period::named(&stem) {
            Some(_) => format!("{folder}/{id}/{stem}.{ending}"),
            None => format!("{folder}/{id}.{ending}"),
        };
        self.overlay.added.insert(path.clone(), file.to_path_buf());
        self.file = Some((Arc::clone(id), path, written.display().to_string()));
        self.concerned.insert(Arc::clone(id));
    }

    /// Returns what the site's folder holds with these rules.
    pub(super) fn overlay(&self) -> &Overlay {
        &self.overlay
    }

    /// Tells whether a policy has other rules.
    pub(super) fn concerns(&self, id: &Arc<str>) -> bool {
        self.concerned.contains(id)
    }

    /// Returns the ids and titles of the policies with other rules.
    pub(super) fn policies(&self, book: &Book) -> Vec<(String, String)> {
        let titles = self.concerned.iter().map(|id| {
            let versions = book.policies.get(id);
            let title = versions.and_then(|v| v.last()).map(|p| p.title.clone());
            (id.to_string(), title.unwrap_or_default())
        });
        titles.collect()
    }

    /// Lets messages about the file name it as the user did.
    pub(super) fn at_their_file(&self, mut errors: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let Some((_, path, written)) = &self.file else {
            return errors;
        };
        let named = |place: &mut Place| {
            if place.source.path == *path {
                place.source = Arc::new(Source {
                    path: written.clone(),
                    text: place.source.text.clone(),
                });
            }
        };
        for error in &mut errors {
            error.place.iter_mut().for_each(named);
            error.related.iter_mut().for_each(|(place, _)| named(place));
        }
        errors
    }

    /// Puts the other rules in force in the window; returns what is different in words, and the
    /// titles of clauses whose text is.
    pub(super) fn apply(
        &mut self,
        (book, language, themes): Words<'_>,
        policies: &mut Vec<Policy>,
    ) -> Result<(Vec<Change>, Vec<String>), Vec<Diagnostic>> {
        let (mut changes, mut clauses) = (Vec::new(), Vec::new());
        let Window { first, last } = self.window;
        if let Some((id, ..)) = &self.file {
            let kept = book.policies.get(id).into_iter().flatten();
            let outside = |p: &&Arc<Policy>| p.version.from < first || last < p.version.from;
            let mut old = kept.clone().rev().find(|p| p.version.from <= first);
            old = old.or_else(|| kept.clone().find(|p| p.version.from <= last));
            // Not before there is a policy at all.
            let begins = kept.clone().map(|p| p.version.from).min();
            let begins = begins.map_or(first, |from| from.max(first));
            for new in policies.iter_mut().filter(|p| p.id == *id) {
                start(new, begins);
                if let Some(old) = old {
                    let mut old = old.as_ref().clone();
                    start(&mut old, begins);
                    let found = rule_changes(book, themes, language, (&old, new))?;
                    clauses.extend(found.1);
                    changes.extend(found.0.into_iter().map(|c| told(id, c)));
                }
            }
            policies.extend(kept.clone().filter(outside).map(|p| p.as_ref().clone()));
        }
        let laid = self.file.as_ref().map(|(id, ..)| id);
        let edited = self.edited.iter().filter(|(_, id)| Some(*id) != laid);
        for (path, id) in edited {
            let of = |p: &&Policy| p.id == *id && p.place.source.path == *path;
            let all = book
                .policies
                .get(id)
                .into_iter()
                .flatten()
                .map(AsRef::as_ref);
            let (Some(old), Some(new)) = (
                all.clone().find(of),
                policies.iter_mut().find(|p| of(&&**p)),
            ) else {
                continue;
            };
            let found = rule_changes(book, themes, language, (old, new))?;
            changes.extend(found.0.into_iter().map(|c| told(id, c)));
            new.examples.clear();
            if new.version.from < first {
                start(new, first);
                policies.push(old.clone());
            }
        }
        for setting in &self.settings {
            let own = setting.policy.as_deref().or(self.policy.as_deref());
            let candidates: Vec<&Policy> = in_window(policies.iter(), self.window)
                .into_iter()
                .filter(|p| own.is_none_or(|id| *p.id == *id))
                .collect();
            let owner = setting
                .owner(&candidates)
                .map_err(|m| vec![m.diagnostic()])?;
            split(policies, &owner, self.window);
            let versions = policies.iter_mut().filter(|p| p.id == owner);
            for version in versions.filter(|p| (first..=last).contains(&p.version.from)) {
                version.examples.clear();
                let told = setting
                    .apply(version, language)
                    .map_err(|m| vec![m.diagnostic()])?;
                changes.extend(told.map(|(what, before, after)| Change {
                    policy: owner.to_string(),
                    part: match language {
                        Language::Chinese => "参数".to_owned(),
                        Language::English => "Parameters".to_owned(),
                    },
                    what,
                    before: Some(before),
                    after: Some(after),
                }));
            }
            self.concerned.insert(owner);
        }
        Ok((changes, clauses))
    }
}

/// Keeps a rule that differs, with its policy.
fn told(policy: &str, change: RuleChange) -> Change {
    let plain = |text: Option<String>| text.map(|text| text.replace('\u{a0}', " "));
    Change {
        policy: policy.to_owned(),
        part: change.part,
        what: change.what,
        before: plain(change.before),
        after: plain(change.after),
    }
}

/// Lets a version begin with a month; its examples were written for another time.
fn start(policy: &mut Policy, first: Period) {
    policy.version.from = first;
    policy.examples.clear();
}

/// Lets the version in force at the beginning of the window have a version of its own there.
fn split(policies: &mut Vec<Policy>, id: &str, window: Window) {
    let of = policies.iter().filter(|p| *p.id == *id);
    let of = of.filter(|p| p.version.from <= window.first);
    if let Some(version) = of.max_by_key(|p| p.version.from)
        && version.version.from < window.first
    {
        let mut own = version.clone();
        start(&mut own, window.first);
        policies.push(own);
    }
}

/// Returns the versions in force in the window, by id.
fn in_window<'p>(policies: impl Iterator<Item = &'p Policy>, window: Window) -> Vec<&'p Policy> {
    let mut by_id: BTreeMap<&Arc<str>, Vec<&Policy>> = BTreeMap::new();
    for policy in policies.filter(|p| p.version.from <= window.last) {
        by_id.entry(&policy.id).or_default().push(policy);
    }
    let mut found = Vec::new();
    for versions in by_id.values() {
        let began = versions.iter().map(|p| p.version.from);
        let began = began.filter(|from| *from <= window.first).max();
        let ruling = versions
            .iter()
            .filter(|p| Some(p.version.from) == began || window.first < p.version.from);
        found.extend(ruling.copied());
    }
    found
}

fn known(book: &Book, written: &str) -> Result<Arc<str>, CompareMistake> {
    let found = book.policies.keys().find(|id| id.as_ref() == written);
    found.cloned().ok_or_else(|| CompareMistake::NoSuchPolicy {
        meant: nearest(written, book.policies.keys().map(AsRef::as_ref)).map(str::to_owned),
        written: written.to_owned(),
        known: book.policies.keys().map(ToString::to_string).collect(),
    })
}

fn is_in_force(book: &Book, id: &Arc<str>, window: Window) -> Result<Arc<str>, CompareMistake> {
    let versions = book.policies.get(id).into_iter().flatten();
    let from = versions.map(|p| p.version.from).min();
    match from {
        Some(from) if from <= window.last => Ok(Arc::clone(id)),
        _ => Err(CompareMistake::NotInForce {
            policy: id.to_string(),
            months: (window.first.to_string(), window.last.to_string()),
            from: from.map(|from| from.to_string()).unwrap_or_default(),
        }),
    }
}

/// Finds the file from the current folder, else from the site's.
fn file_at(site: &Path, written: &Path) -> Result<PathBuf, CompareMistake> {
    let there = [written.to_path_buf(), site.join(written)]
        .into_iter()
        .find(|path| path.is_file());
    let file = written.display().to_string();
    let Some(found) = there else {
        return Err(CompareMistake::NoFile { file, there: false });
    };
    match name_of(&found).1.as_str() {
        "yml" | "yaml" => Ok(found),
        _ => Err(CompareMistake::NoFile { file, there: true }),
    }
}

/// Tells from a file's place whose it is: `telesales/2026-07.yml`, `telesales.yml`.
fn id_of(file: &Path) -> String {
    let (stem, _) = name_of(file);
    let folder = file.parent().and_then(Path::file_name);
    match (Period::named(&stem), folder) {
        (Some(_), Some(folder)) => folder.to_string_lossy().into_owned(),
        _ => stem,
    }
}

fn name_of(file: &Path) -> (String, String) {
    let text = |part: Option<&std::ffi::OsStr>| {
        part.map(|p| p.to_string_lossy().into_owned())
            .unwrap_or_default()
    };
    (text(file.file_stem()), text(file.extension()))
}
