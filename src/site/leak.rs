//! Whether a site holds what its audience may not see: every byte of every file, and every path, is
//! searched while the files are made, so that a site that tells too much is never published.
//!
//! What may not be seen is worked out from the results and the audience's switches (`people`,
//! `figures`, `data`), never from the filtered view that pages hold: a filter that fails there is
//! found here. What is searched is listed in `docs/editions.md`.

mod data;
mod figures;
mod marks;
mod needles;
mod people;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use aho_corasick::{AhoCorasick, MatchKind};

use self::needles::{Edge, Needles, Rule, Scope};
use self::people::Fences;
use super::SiteFile;
use super::edition::Edition;
use super::mistake::LeakMistake;
use super::shared::Shared;
use super::wording::Words;
use crate::assessment::Book;
use crate::content::unpacked;
use crate::diagnostic::Diagnostic;

/// What kind of thing is told that may not be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Secret {
    /// A name.
    Name,
    /// An id.
    Id,
    /// Somebody in a place that is not about them: another's pages, a board beyond its end.
    Somebody,
    /// Pay.
    Pay,
    /// A figure that the audience does not see, or part of how it came about.
    Figure,
    /// A mean of too few.
    Mean,
    /// Whom an award was taken from.
    Withdrawn,
    /// A policy that the audience does not see.
    Policy,
    /// A column that no rule reads: a customer's name, a number of a contract.
    Customer,
    /// What somebody wrote for those who answer for the data.
    Reason,
    /// A page that the audience does not have.
    Page,
}

/// Searches the files of a site one by one, in any order and from any thread, and tells at the end
/// what they hold that they may not.
pub struct Leaks {
    audience: String,
    search: Option<AhoCorasick>,
    texts: Vec<String>,
    rules: Vec<Vec<Rule>>,
    fences: Fences,
    /// What stands in front of an id.
    labels: Vec<String>,
    /// Folders of the other languages, with `/`.
    tongues: Vec<String>,
    /// What stands in front of the paths of pages that the audience does not have.
    no_pages: Vec<&'static str>,
    found: Mutex<BTreeMap<Secret, BTreeSet<String>>>,
}

impl Leaks {
    /// Works out what the audience of an edition may not see; `public` are texts that everybody may
    /// read anyway: templates and words; `words` are those of each language.
    pub(super) fn new(
        book: &Book,
        edition: &Edition,
        shared: &Shared<'_>,
        public: &[&str],
        words: &[&Words],
    ) -> Self {
        let mut needles = Needles::default();
        let mut fences = people::find(book, edition, shared, &mut needles);
        figures::find(book, edition, shared, &mut needles);
        marks::find(book, edition, &mut needles);
        needles.leave_out(&data::corpus(book, edition, public));
        // Words of any rule are nobody's secret, also where the audience does not see that rule.
        let mut of_data = Needles::default();
        data::find(book, edition, &mut of_data);
        of_data.leave_out(&data::corpus(book, &Edition::hr(&book.settings), public));
        needles.all.extend(
            of_data
                .all
                .into_iter()
                .filter(|(_, rules)| !rules.is_empty()),
        );
        fences.own_pages = edition.own_pages;
        let (texts, rules): (Vec<String>, Vec<Vec<Rule>>) = needles.all.into_iter().unzip();
        let search = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(&texts);
        let languages = &book.settings.other_languages;
        Self {
            audience: edition.name.clone(),
            search: search.ok().filter(|_| !texts.is_empty()),
            texts,
            rules,
            fences,
            labels: labels(words),
            tongues: languages.iter().map(|l| format!("{}/", l.tag())).collect(),
            no_pages: figures::pages_left_out(edition),
            found: Mutex::default(),
        }
    }

    /// Searches one file, and its path.
    pub fn look(&self, file: &SiteFile) {
        let tongue = self.tongues.iter();
        let mut tongue = tongue.filter_map(|folder| file.path.strip_prefix(folder.as_str()));
        let path = tongue.next().unwrap_or(&file.path);
        let mut found = BTreeSet::new();
        if self.no_pages.iter().any(|page| path.starts_with(page)) {
            found.insert(Secret::Page);
        }
        let unpacked = path.ends_with(".xlsx").then(|| unpacked(&file.bytes));
        let bytes = unpacked.as_deref().unwrap_or(&file.bytes);
        self.search(path, bytes, &mut found);
        self.search(path, path.as_bytes(), &mut found);
        if !found.is_empty() {
            let mut all = self.found.lock().unwrap_or_else(PoisonError::into_inner);
            for secret in found {
                all.entry(secret).or_default().insert(file.path.clone());
            }
        }
    }

    fn search(&self, path: &str, bytes: &[u8], found: &mut BTreeSet<Secret>) {
        let Some(search) = &self.search else { return };
        for hit in search.find_iter(bytes) {
            let at = hit.pattern().as_usize();
            let (Some(text), Some(rules)) = (self.texts.get(at), self.rules.get(at)) else {
                continue;
            };
            for rule in rules {
                if found.contains(&rule.secret) {
                    continue;
                }
                let place = (bytes, hit.start(), hit.end());
                if edge(&rule.edge, text, place, &self.labels)
                    && self.tells(path, text, rule, place)
                {
                    found.insert(rule.secret);
                }
            }
        }
    }

    fn tells(
        &self,
        path: &str,
        text: &str,
        rule: &Rule,
        (bytes, start, _): (&[u8], usize, usize),
    ) -> bool {
        let of_rules = [
            "handbook/",
            "indicators/",
            "assets/",
            "book.html",
            "design.html",
        ];
        let results = || !of_rules.iter().any(|rules| path.starts_with(rules));
        let here = match &rule.scope {
            Scope::Everywhere => true,
            Scope::Under(folder) => path.starts_with(folder),
            Scope::Results => results(),
            Scope::Dated(period) => results() && is_part(path, period),
            Scope::Fenced => self.fences.keeps_out(path, text),
            Scope::PeoplesPages => self.fences.owner(path).is_some(),
            Scope::PagesOf(id) => {
                self.fences.owner(path) == Some(id) && !self.fences.has_cell(id, text)
            }
        };
        // In tables a number beside a team may be anybody's of the team.
        let table = [".csv", ".xlsx", ".json"]
            .iter()
            .any(|end| path.ends_with(end));
        let of_page = rule.secret != Secret::Mean || !table;
        here && of_page
            && rule.near.as_ref().is_none_or(|near| {
                // A table says once what all its rows are.
                let rows = [".csv", ".xlsx"].iter().any(|end| path.ends_with(end));
                let from = if rows { 0 } else { start.saturating_sub(NEAR) };
                let before = bytes.get(from..start).unwrap_or_default();
                memchr::memmem::find(before, near.as_bytes()).is_some()
            })
    }

    /// Tells what was found, by kind, without saying it once more.
    pub fn finish(&self) -> Vec<Diagnostic> {
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        let found = std::mem::take(&mut *found).into_iter();
        let mistakes = found.map(|(secret, files)| LeakMistake::Tells {
            audience: self.audience.clone(),
            secret,
            files: files.into_iter().collect(),
        });
        mistakes.map(|mistake| mistake.diagnostic()).collect()
    }
}

/// Returns what stands in front of an id: in files for programs, and on pages in each language.
fn labels(words: &[&Words]) -> Vec<String> {
    let on_pages = words.iter().map(|words| {
        let said = words.say("person_id");
        said.split('{').next().unwrap_or(said).to_owned()
    });
    let all = on_pages.chain(["\"id\": \"".to_owned()]);
    all.filter(|label| !label.is_empty()).collect()
}

/// Tells whether a name is a part of a path.
fn is_part(path: &str, name: &str) -> bool {
    path.split(['/', '.']).any(|part| part == name)
}

/// How many bytes before a value its title is looked for, on pages.
const NEAR: usize = 160;

/// Tells whether a text stands by itself and is not part of a longer one.
fn edge(
    edge: &Edge,
    text: &str,
    (bytes, start, end): (&[u8], usize, usize),
    labels: &[String],
) -> bool {
    let before = start.checked_sub(1).and_then(|at| bytes.get(at)).copied();
    let after = bytes.get(end).copied();
    let digits = |b: Option<u8>| b.is_some_and(|b| b.is_ascii_digit());
    match edge {
        Edge::Exact => true,
        Edge::Word => {
            // Letters of Latin names go on; Chinese names have no edge.
            let goes_on = |own: Option<u8>, next: Option<u8>| {
                let word =
                    |b: Option<u8>| b.is_some_and(|b| b.is_ascii_alphanumeric() || b == b'_');
                word(own) && word(next)
            };
            let (first, last) = (text.bytes().next(), text.bytes().next_back());
            !goes_on(first, before) && !goes_on(last, after)
        }
        Edge::Cell => {
            // A short number is somebody's id only where it stands as one: behind the key or label
            // of an id, in a path, in the first columns of a table, as a text of a workbook.
            let text = bytes.get(..start).unwrap_or_default();
            let labelled = labels.iter().any(|label| text.ends_with(label.as_bytes()));
            let line = text.rsplit(|b| *b == b'\n').next().unwrap_or_default();
            let columns = line.iter().filter(|b| **b == b',').count();
            let cell = columns <= 1 && (line.is_empty() || before == Some(b','));
            let written = text.ends_with(b"<t>") || text.ends_with(b"preserve\">");
            let ends = after.is_none_or(|b| b"\"<.,\n\r\t/- ".contains(&b));
            let path = before == Some(b'/') && after.is_some_and(|b| b".-/".contains(&b));
            path || ((labelled || cell || written) && ends)
        }
        Edge::Number => {
            let point = |b: Option<u8>| b.is_some_and(|b| b == b'.' || b == b',');
            let far = |at: Option<usize>| at.and_then(|at| bytes.get(at)).copied();
            let longer_before =
                digits(before) || (point(before) && digits(far(start.checked_sub(2))));
            let longer_after = digits(after) || (point(after) && digits(far(Some(end + 1))));
            !longer_before && !longer_after
        }
    }
}

/// Ids of people, in order.
type Ids = BTreeSet<Arc<str>>;
