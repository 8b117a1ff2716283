//! Two files of results → where their values differ, in words.
//!
//! Titles may be worded anew, and a later version may say more than an earlier one did. What is not to
//! differ is every value, and whether there is one.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use crate::diagnostic::Said;

/// What only names what stands there.
const WORDING: [&str; 3] = ["format", "title", "columns"];
/// By what a part is named, the first that it has.
const NAMES: [&str; 5] = ["title", "name", "item", "board", "id"];

/// Finds where results differ from those that are sealed.
pub(super) fn compared(sealed: &Json, now: &Json) -> Vec<Said> {
    let mut keys = BTreeSet::new();
    gather(sealed, &mut keys);
    let mut found = Comparison {
        keys,
        place: Vec::new(),
        differences: Vec::new(),
    };
    found.compare(sealed, now);
    found.differences
}

/// Gathers the keys that a file has somewhere.
fn gather<'j>(json: &'j Json, keys: &mut BTreeSet<&'j str>) {
    match json {
        Json::Object(parts) => {
            for (key, part) in parts {
                keys.insert(key);
                gather(part, keys);
            }
        }
        Json::Array(parts) => parts.iter().for_each(|part| gather(part, keys)),
        _ => {}
    }
}

struct Comparison<'j> {
    /// The keys that whoever wrote the sealed file knew.
    keys: BTreeSet<&'j str>,
    place: Vec<&'j str>,
    differences: Vec<Said>,
}

impl<'j> Comparison<'j> {
    fn compare(&mut self, sealed: &'j Json, now: &'j Json) {
        match (sealed, now) {
            (Json::Object(old), Json::Object(new)) => {
                let name = NAMES.iter().find_map(|key| old.get(*key)?.as_str());
                self.place.extend(name);
                for (key, part) in old.iter().filter(|(key, _)| !is_wording(key)) {
                    match new.get(key) {
                        Some(other) => self.compare(part, other),
                        None => self.differs(part, &Json::Null),
                    }
                }
                for (key, part) in new {
                    if !old.contains_key(key)
                        && self.keys.contains(key.as_str())
                        && !is_wording(key)
                    {
                        self.differs(&Json::Null, part);
                    }
                }
                if name.is_some() {
                    self.place.pop();
                }
            }
            (Json::Array(old), Json::Array(new)) => {
                for (old, new) in old.iter().zip(new) {
                    self.compare(old, new);
                }
                let common = old.len().min(new.len());
                let gone = old.iter().skip(common);
                gone.for_each(|old| self.differs(old, &Json::Null));
                let more = new.iter().skip(common);
                more.for_each(|new| self.differs(&Json::Null, new));
            }
            (old, new) if old == new => {}
            (old, new) => self.differs(old, new),
        }
    }

    fn differs(&mut self, sealed: &Json, now: &Json) {
        let place = self.place.join(" · ");
        let (old, new) = (said(sealed), said(now));
        self.differences.push(Said::new(
            format!("{place} 封存的是 {}，现在算出 {}", old.zh, new.zh),
            format!("{place}: {} is sealed, {} comes out now", old.en, new.en),
        ));
    }
}

fn is_wording(key: &str) -> bool {
    WORDING.contains(&key)
}

/// Says a value; of parts their names.
fn said(json: &Json) -> Said {
    let text = match json {
        Json::String(text) => text.clone(),
        Json::Number(_) | Json::Bool(_) => json.to_string(),
        Json::Object(parts) => {
            let named = ["value", "name", "title", "item", "cause", "id"];
            let found = named.iter().find_map(|key| parts.get(*key));
            return found.map_or_else(|| Said::new("另一项", "another part"), said);
        }
        Json::Array(parts) => return parts.first().map_or_else(Said::default, said),
        Json::Null => return Said::new("无", "nothing"),
    };
    Said::new(text.clone(), text)
}
