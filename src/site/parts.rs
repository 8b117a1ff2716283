//! The sites of an audience: one, one for each head of a team, or one for each person.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::address::slug;
use super::edition::{Edition, is_called};
use super::mistake::AudienceMistake;
use super::shared::Shared;
use super::sheet::{Field, Table, csv};
use crate::assessment::Book;
use crate::diagnostic::{Diagnostic, nearest};
use crate::settings::{Audience, Per};

/// The sites of an audience; each folder ends with `/`.
#[derive(Debug)]
pub enum Parts {
    /// One site.
    Whole(Edition),
    /// One for each head of a team, each in its folder.
    Teams(Vec<(String, Edition)>),
    /// One for each person, by id: only the own pages of one edition, each in its folder.
    People(Edition, Vec<(String, Arc<str>)>),
}

/// Whose a folder is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// The folder's name, with `/`.
    pub folder: String,
    /// The person's id.
    pub id: Arc<str>,
    /// The name.
    pub name: String,
    /// The names of the teams that the folder is about; none for one of a single person.
    pub teams: Vec<String>,
}

impl Parts {
    /// Lists whose each folder is, in the order of ids; nothing for one site.
    pub fn owners(&self, book: &Book) -> Vec<Owner> {
        let owner = |folder: &str, id: &Arc<str>, teams: Vec<String>| Owner {
            folder: folder.to_owned(),
            id: Arc::clone(id),
            name: book
                .ledger
                .person(id)
                .map_or_else(String::new, |p| p.name.clone()),
            teams,
        };
        match self {
            Self::Whole(_) => Vec::new(),
            Self::Teams(teams) => {
                let named = |edition: &Edition| -> Vec<String> {
                    let own = edition.teams().into_iter().flatten();
                    own.map(|team| book.team_name(team).to_owned()).collect()
                };
                let all = heads(book).into_keys().zip(teams);
                all.map(|(head, (folder, edition))| owner(folder, &head, named(edition)))
                    .collect()
            }
            Self::People(_, people) => {
                let all = people.iter();
                all.map(|(folder, id)| owner(folder, id, Vec::new()))
                    .collect()
            }
        }
    }

    /// Finds the sites of an audience; what stands against them otherwise.
    pub fn of(book: &Book, audience: &Audience) -> Result<Self, Vec<Diagnostic>> {
        let mistakes = examine(book, audience);
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        let edition = Edition::for_audience(book, audience);
        Ok(match audience.per {
            Per::Audience => Self::Whole(edition),
            Per::TeamHead => Self::Teams(
                heads(book)
                    .into_iter()
                    .map(|(head, teams)| {
                        (format!("{}/", slug(&head)), edition.clone().of_teams(teams))
                    })
                    .collect(),
            ),
            Per::Person => {
                let key = audience.key.as_deref().unwrap_or_default();
                let people = book.ledger.people.iter();
                let folders = people.map(|p| (own_folder(key, &p.id), Arc::clone(&p.id)));
                Self::People(edition, folders.collect())
            }
        })
    }
}

/// Writes whose each folder is as CSV.
pub fn list(shared: &Shared<'_>, owners: &[Owner]) -> Vec<u8> {
    let headings = ["folder", "id", "name", "team"].map(|key| shared.words.say(key).to_owned());
    let rows = owners.iter().map(|owner| {
        let folder = owner.folder.trim_end_matches('/');
        let teams = owner.teams.join(shared.words.say("list_comma"));
        [folder, &owner.id, &owner.name, &teams]
            .map(Field::text)
            .to_vec()
    });
    csv(&Table {
        headings: headings.to_vec(),
        rows: rows.collect(),
        ..Table::default()
    })
}

/// Looks whether what an audience names is there.
pub fn examine(book: &Book, audience: &Audience) -> Vec<Diagnostic> {
    let mut mistakes = Vec::new();
    for wanted in audience.policies.iter().flatten() {
        let name = wanted.value.trim();
        let mut newest = book.policies.values().filter_map(|all| all.last());
        if !newest.any(|policy| is_called(policy, name)) {
            let policies = book.policies.values().filter_map(|all| all.last());
            let known: BTreeSet<&str> = policies
                .flat_map(|p| {
                    let shelf = p.shelf.iter().map(String::as_str);
                    shelf.chain([p.id.as_ref(), p.title.as_str()])
                })
                .collect();
            mistakes.push(AudienceMistake::NoSuchPolicy {
                audience: audience.name.clone(),
                meant: nearest(name, known.iter().copied()).map(str::to_owned),
                written: name.to_owned(),
                place: wanted.place.clone(),
            });
        }
    }
    if audience.per == Per::TeamHead && heads(book).is_empty() {
        mistakes.extend(audience.place.clone().map(|place| {
            let audience = audience.name.clone();
            AudienceMistake::NoHeads { audience, place }
        }));
    }
    mistakes.iter().map(AudienceMistake::diagnostic).collect()
}

/// Returns the teams of each head, with those below them.
fn heads(book: &Book) -> BTreeMap<Arc<str>, BTreeSet<Arc<str>>> {
    let teams = &book.ledger.teams;
    let mut heads: BTreeMap<Arc<str>, BTreeSet<Arc<str>>> = BTreeMap::new();
    for team in teams.values() {
        // Who leads a team leads those below it. A circle of teams is reported when they are read.
        let mut above = Some(team);
        for _ in 0..=teams.len() {
            let Some(of) = above else { break };
            if let Some(head) = &of.head {
                let led = heads.entry(Arc::clone(head)).or_default();
                led.insert(Arc::clone(&team.id));
            }
            above = teams.get(&of.parent).filter(|_| !of.parent.is_empty());
        }
    }
    heads
}

/// Makes a folder's name of which nobody can tell whose it is without the key.
fn own_folder(key: &str, id: &str) -> String {
    // The length keeps key and id apart.
    let text = format!("{}\n{key}\n{id}", key.len());
    let mut name = String::new();
    for byte in Sha256::digest(text.as_bytes()).iter().take(16) {
        name.push_str(&format!("{byte:02x}"));
    }
    name.push('/');
    name
}
