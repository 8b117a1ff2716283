//! The index of the search box: what an edition shows, as script files that work from a disk.
//!
//! `search/index.js` holds everything but the clauses' texts, which lie in files of their own, as do
//! people of a large company by the letter of their names; the box asks for those when it needs them.

mod entries;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Value, json};

use self::entries::{Entry, KINDS, Kind};
use super::SiteFile;
use super::shared::Shared;
use crate::pinyin;

/// The most bytes of entries in one file.
const MOST: usize = 150_000;
/// The words of the box, by the names that the script knows them by.
const WORDS: [(&str, &str); 10] = [
    ("person", "search_people"),
    ("team", "search_teams"),
    ("award", "search_awards"),
    ("indicator", "search_indicators"),
    ("policy", "search_policies"),
    ("period", "search_periods"),
    ("clause", "search_clauses"),
    ("one", "search_found_one"),
    ("many", "search_found_many"),
    ("none", "search_found_none"),
];

/// What a file holds: notes that many entries share, and the entries by kind.
#[derive(Default, Serialize)]
struct Part {
    notes: Vec<String>,
    entries: BTreeMap<&'static str, Vec<Value>>,
    #[serde(skip)]
    bytes: usize,
}

/// Makes the index files of an edition, the first of them `search/index.js`.
pub fn files(shared: &Shared<'_>) -> Vec<SiteFile> {
    let entries = entries::all(shared);
    let readings = readings(&entries);
    let surnames = surnames(&entries);
    let (people, rest): (Vec<Entry>, Vec<Entry>) =
        entries.into_iter().partition(|e| e.kind == Kind::Person);
    let (clauses, rest): (Vec<Entry>, Vec<Entry>) =
        rest.into_iter().partition(|e| e.kind == Kind::Clause);
    let mut main = Part::default();
    rest.iter().for_each(|e| main.add(e));
    // Parts by their names, each with the letter under which its people stand; none for clauses.
    let mut parts: Vec<(String, String, Part)> = Vec::new();
    if people.iter().map(Entry::bytes).sum::<usize>() <= MOST {
        people.iter().for_each(|e| main.add(e));
    } else {
        let mut letters: BTreeMap<char, Vec<Entry>> = BTreeMap::new();
        for person in people {
            let letter = pinyin::initial(&person.title).to_ascii_lowercase();
            letters.entry(letter).or_default().push(person);
        }
        for (letter, people) in letters {
            let name = if letter == '#' { '0' } else { letter };
            let stem = format!("people-{name}");
            parts.extend(cut(&stem, &people).map(|(name, p)| (name, letter.to_string(), p)));
        }
    }
    parts.extend(cut("clauses", &clauses).map(|(name, p)| (name, String::new(), p)));
    let words = WORDS
        .iter()
        .map(|(name, key)| (*name, shared.words.say(key)));
    let words: BTreeMap<&str, &str> = words.collect();
    let listed = parts.iter().map(|(name, letter, _)| json!([name, letter]));
    let index = json!({
        "words": words,
        "kinds": KINDS.map(Kind::name),
        "readings": readings,
        "surnames": surnames,
        "parts": listed.collect::<Vec<_>>(),
        "notes": main.notes,
        "entries": main.entries,
    });
    let mut files = vec![file("index", &index)];
    files.extend(parts.iter().map(|(name, _, part)| file(name, &json!(part))));
    files
}

impl Part {
    fn add(&mut self, entry: &Entry) {
        let note = self.notes.iter().position(|n| *n == entry.note);
        let note = note.unwrap_or_else(|| {
            self.notes.push(entry.note.clone());
            self.notes.len() - 1
        });
        // The page of a person is mostly named after the number, which is there already.
        let usual =
            entry.kind == Kind::Person && entry.href == format!("people/{}.html", entry.key);
        let href = if usual { json!(0) } else { json!(entry.href) };
        let mut row = vec![json!(entry.title), href, json!(note), json!(entry.key)];
        if !entry.text.is_empty() {
            row.push(json!(entry.text));
        }
        self.bytes += entry.bytes();
        let kind = self.entries.entry(entry.kind.name()).or_default();
        kind.push(Value::Array(row));
    }
}

/// Cuts entries into parts of a bounded size, named `stem`, `stem-2` and so on.
fn cut(stem: &str, entries: &[Entry]) -> impl Iterator<Item = (String, Part)> {
    let mut parts: Vec<Part> = Vec::new();
    for entry in entries {
        if parts.last().is_none_or(|p| p.bytes + entry.bytes() > MOST) {
            parts.push(Part::default());
        }
        if let Some(part) = parts.last_mut() {
            part.add(entry);
        }
    }
    let stem = stem.to_owned();
    parts
        .into_iter()
        .enumerate()
        .map(move |(at, part)| match at {
            0 => (stem.clone(), part),
            at => (format!("{stem}-{}", at + 1), part),
        })
}

/// Returns the signs of all names and titles by how they are read: `{"wei": "伟为"}`.
fn readings(entries: &[Entry]) -> BTreeMap<String, String> {
    let signs: BTreeSet<char> = entries.iter().flat_map(|e| e.title.chars()).collect();
    let mut readings: BTreeMap<String, String> = BTreeMap::new();
    for sign in signs {
        if let Some(read) = pinyin::readings(sign) {
            readings.entry(read).or_default().push(sign);
        }
    }
    readings
}

/// Returns the surnames that are not read sign by sign, with how they are.
fn surnames(entries: &[Entry]) -> BTreeMap<&'static str, &'static str> {
    let people = entries.iter().filter(|e| e.kind == Kind::Person);
    people.filter_map(|e| pinyin::surname(&e.title)).collect()
}

fn file(name: &str, value: &Value) -> SiteFile {
    SiteFile {
        path: format!("search/{name}.js"),
        bytes: format!("meritbookIndex({},{value});\n", json!(name)).into_bytes(),
    }
}
