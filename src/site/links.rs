//! Whether every link of a site leads somewhere: files, anchors and ids, looked at while the files
//! are made, so that a site with a dead link is never published.
//!
//! Only what other pages may ask for is kept of a page, as numbers: its path and its ids. So what
//! is held grows with the ids of a site and not with its size.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Mutex, PoisonError};

use super::SiteFile;
use super::mistake::SiteMistake;
use crate::diagnostic::{Diagnostic, Severity};

/// Looks at the files of a site one by one, in any order and from any thread, and tells at the end
/// which links lead nowhere.
pub struct Links {
    paths: BTreeSet<String>,
    severity: Severity,
    /// Where the site lies on its server, as `/merit/`; empty where that is not said.
    root: String,
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    /// The ids of each page that has been made, by the page's path.
    ids: BTreeMap<String, Vec<u64>>,
    /// Page and anchor → the first page, by its path, that leads there, with the link as written.
    wanted: BTreeMap<(String, u64), (String, String)>,
    /// Links that lead nowhere and ids that stand twice on a page, each with its pages.
    dead: BTreeMap<String, BTreeSet<String>>,
    twice: BTreeMap<String, BTreeSet<String>>,
}

impl Links {
    /// Starts with the paths of all files that will be made, and how grave a dead link is.
    pub(super) fn new(paths: impl IntoIterator<Item = String>, severity: Severity) -> Self {
        Self {
            paths: paths.into_iter().collect(),
            severity,
            root: String::new(),
            seen: Mutex::default(),
        }
    }

    /// Says where the site lies on its server.
    pub(super) fn at(mut self, root: String) -> Self {
        self.root = root;
        self
    }

    /// Looks at one file; only pages hold links.
    pub fn look(&self, file: &SiteFile) {
        let is_page = file.path.ends_with(".html");
        let Some(text) = std::str::from_utf8(&file.bytes).ok().filter(|_| is_page) else {
            return;
        };
        let page = Page::read(text);
        let mut dead = Vec::new();
        let own: BTreeSet<u64> = page.ids.iter().map(|id| hash(id)).collect();
        let mut wanted = BTreeMap::new();
        for link in &page.links {
            match self.target(&file.path, link) {
                Target::Outside => {}
                Target::Nowhere => dead.push(decoded(link)),
                Target::Here(anchor) => {
                    if !own.contains(&hash(&anchor)) {
                        dead.push(decoded(link));
                    }
                }
                Target::There(path, anchor) => {
                    wanted
                        .entry((path, hash(&anchor)))
                        .or_insert_with(|| decoded(link));
                }
            }
        }
        for id in &page.references {
            if !own.contains(&hash(id)) {
                dead.push(format!("#{id}"));
            }
        }
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.ids
            .insert(file.path.clone(), own.into_iter().collect());
        for link in dead {
            let pages = seen.dead.entry(link).or_default();
            pages.insert(file.path.clone());
        }
        for id in page.twice() {
            let pages = seen.twice.entry(id).or_default();
            pages.insert(file.path.clone());
        }
        for (target, link) in wanted {
            let from = (file.path.clone(), link);
            let first = seen.wanted.entry(target).or_insert_with(|| from.clone());
            if from < *first {
                *first = from;
            }
        }
    }

    /// Tells what leads nowhere once every file has been looked at: a link that stands on many pages
    /// is told once.
    pub fn finish(&self) -> Vec<Diagnostic> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let Seen {
            ids,
            wanted,
            mut dead,
            twice,
        } = std::mem::take(&mut *seen);
        drop(seen);
        for ((path, anchor), (from, link)) in wanted {
            let known = ids.get(&path);
            if known.is_none_or(|ids| ids.binary_search(&anchor).is_err()) {
                dead.entry(link).or_default().insert(from);
            }
        }
        let dead = dead.into_iter().map(|(link, pages)| SiteMistake::DeadLink {
            link,
            pages: pages.into_iter().collect(),
        });
        let twice = twice.into_iter().map(|(id, pages)| SiteMistake::DoubledId {
            id,
            pages: pages.into_iter().collect(),
        });
        dead.chain(twice)
            .map(|m| m.diagnostic_of(self.severity))
            .collect()
    }

    /// Returns the path that a link means, of a page or from where the site lies on.
    fn resolved(&self, from: &str, to: &str) -> Option<String> {
        match to
            .strip_prefix(&self.root)
            .filter(|_| !self.root.is_empty())
        {
            Some(path) => Some(path.to_owned()),
            None => resolved(from, to),
        }
    }

    /// Finds out where a link of a page leads.
    fn target(&self, from: &str, link: &str) -> Target {
        let (to, anchor) = link.split_once('#').unwrap_or((link, ""));
        let anchor = decoded(anchor);
        let scheme = to.split(['/', '?']).next().unwrap_or("");
        if scheme.contains(':') || to.starts_with("//") {
            return Target::Outside;
        }
        let to = to.split('?').next().unwrap_or("");
        if to.is_empty() && !link.starts_with('?') && anchor.is_empty() {
            // An empty link, or `#`, which leads to the top of the page.
            return if link == "#" {
                Target::Outside
            } else {
                Target::Nowhere
            };
        }
        let path = match to {
            "" => from.to_owned(),
            to => match self.resolved(from, &decoded(to)) {
                Some(path) if self.paths.contains(&path) => path,
                _ => return Target::Nowhere,
            },
        };
        match anchor {
            anchor if anchor.is_empty() => Target::Outside,
            anchor if path == from => Target::Here(anchor),
            anchor => Target::There(path, anchor),
        }
    }
}

/// Where a link leads, as far as it is still to be looked at.
enum Target {
    /// Out of the site, or to a file that is there: nothing more to ask.
    Outside,
    Nowhere,
    Here(String),
    There(String, String),
}

/// What one page offers and asks for.
#[derive(Default)]
struct Page<'t> {
    ids: Vec<Cow<'t, str>>,
    /// Where it leads, each link once however often it stands there.
    links: Vec<Cow<'t, str>>,
    /// Ids of the page that its own attributes name.
    references: Vec<Cow<'t, str>>,
}

impl<'t> Page<'t> {
    /// Reads the attributes of all tags; text and comments are passed over.
    fn read(html: &'t str) -> Self {
        let mut page = Self::default();
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            rest = rest.get(at..).unwrap_or_default();
            rest = match rest.strip_prefix("<!--") {
                Some(comment) => comment.split_once("-->").map_or("", |(_, rest)| rest),
                None => page.tag(rest.get(1..).unwrap_or_default()),
            };
        }
        for list in [&mut page.links, &mut page.references] {
            list.sort_unstable();
            list.dedup();
        }
        page
    }

    /// Reads one tag from behind its `<`; returns what stands behind it.
    fn tag(&mut self, tag: &'t str) -> &'t str {
        let mut rest = tag.trim_start_matches(|c: char| !c.is_ascii_whitespace() && c != '>');
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            if rest.is_empty() {
                return "";
            }
            if let Some(behind) = rest.strip_prefix('>') {
                return behind;
            }
            let ends = |c: char| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/');
            let (name, behind) = rest.split_at(rest.find(ends).unwrap_or(rest.len()));
            // An attribute that begins with `=` has no name; it is passed over.
            rest = match behind.strip_prefix("=\"") {
                Some(quoted) => {
                    let (value, behind) = quoted.split_once('"').unwrap_or((quoted, ""));
                    self.attribute(name, value);
                    behind
                }
                None => behind.strip_prefix('=').unwrap_or(behind),
            };
        }
    }

    fn attribute(&mut self, name: &str, value: &'t str) {
        match name {
            "id" => self.ids.push(plain(value)),
            "href" | "src" | "data-src" => self.links.push(plain(value)),
            "for" | "list" | "aria-controls" | "aria-labelledby" | "aria-describedby" => {
                let ids = value.split_ascii_whitespace().map(plain);
                self.references.extend(ids);
            }
            _ => {}
        }
    }

    /// Returns the ids that stand on the page more than once.
    fn twice(&self) -> BTreeSet<String> {
        let mut seen = BTreeSet::new();
        let again = self.ids.iter().filter(|id| !seen.insert(*id));
        again.map(|id| id.to_string()).collect()
    }
}

/// Undoes the escapes that attributes of our pages may hold.
fn plain(value: &str) -> Cow<'_, str> {
    if !value.contains('&') {
        return value.into();
    }
    let undone = value
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&#x2F;", "/")
        .replace("&amp;", "&");
    undone.into()
}

/// Undoes `%E4` and the like; what is no such escape stays as it is.
fn decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, behind @ ..] = rest {
        let hex = behind
            .get(..2)
            .and_then(|hex| std::str::from_utf8(hex).ok());
        let byte = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        rest = match byte.filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                behind.get(2..).unwrap_or_default()
            }
            None => {
                bytes.push(*first);
                behind
            }
        };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// Follows a relative link from a page; `None` where it leaves the site.
fn resolved(from: &str, to: &str) -> Option<String> {
    if to.starts_with('/') {
        return None;
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in to.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// An id as a number: that two ids of one page share it is not to be expected.
fn hash(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}
