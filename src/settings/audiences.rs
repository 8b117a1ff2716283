//! `editions:` of `site.yml` → the audiences: who sees what.

use std::collections::BTreeMap;

use super::mistake::{AudienceMistake, SettingsMistake};
use crate::form::editions::EDITION;
use crate::form::{Fields, Reader, Written};
use crate::value::Place;

/// The audience that is everybody of the company.
pub const STAFF: &str = "staff";
/// The audience of those who answer for the figures.
pub const HR: &str = "hr";
/// What asks for all audiences, so that none can be called so.
pub const ALL: &str = "all";

/// An audience: what it sees, with nothing left open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audience {
    /// Its name: that of the folder, after `public-`.
    pub name: String,
    /// What there is one site for each of.
    pub per: Per,
    /// What it sees.
    pub sees: Sees,
    /// The policies and shelves that are shown; `None` for all.
    pub policies: Option<Vec<Written<String>>>,
    /// What the names of the folders of single people are made with.
    pub key: Option<String>,
    /// Where it is written; `None` for one that is there without being written.
    pub place: Option<Place>,
}

/// What readers see of people, figures and data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sees {
    /// Who has a page.
    pub people: PeopleShown,
    /// How people are named.
    pub names: NamesShown,
    /// How much is told of figures.
    pub figures: FiguresShown,
    /// The most ranks that a board shows; `None` for as many as policies say.
    pub top: Option<u32>,
    /// Whether boards are shown to their end, and those who are not rated at all.
    pub whole_boards: bool,
    /// Whether pay is shown.
    pub pay: bool,
    /// Whether the ladder is shown.
    pub ladder: bool,
    /// Whether it is shown whom vetoes and withdrawals concerned.
    pub vetoes: bool,
    /// Whether those who have left are shown.
    pub leavers: bool,
    /// Whether it is shown how far the data are there, what looks wrong and who takes part.
    pub checks: bool,
    /// The smallest group whose mean is shown.
    pub smallest_group: usize,
}

/// What there is one site for each of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Per {
    /// One site for the whole audience.
    Audience,
    /// One for each head of a team, with the own team only.
    TeamHead,
    /// One for each person, with the own pages only.
    Person,
}

/// Who has a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PeopleShown {
    /// Everybody.
    All,
    /// Those whom a board shows.
    #[default]
    Boards,
    /// Nobody.
    Nobody,
}

/// How people are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamesShown {
    /// In full.
    Full,
    /// By the first sign of the name.
    Masked,
    /// Not at all.
    Nothing,
}

/// How much is told of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FiguresShown {
    /// Scores, and all that leads to them.
    Scores,
    /// Ranks only.
    Ranks,
    /// Grades only.
    Bands,
}

impl PeopleShown {
    /// Returns what a word of `site.yml` says.
    pub(super) fn of(word: &str) -> Self {
        match word {
            "all" => Self::All,
            "none" => Self::Nobody,
            _ => Self::Boards,
        }
    }
}

impl Sees {
    /// What everybody of the company sees, where `site.yml` says nothing of it.
    const STAFF: Self = Self {
        people: PeopleShown::Boards,
        names: NamesShown::Full,
        figures: FiguresShown::Scores,
        top: None,
        whole_boards: false,
        pay: false,
        ladder: false,
        vetoes: false,
        leavers: false,
        checks: false,
        smallest_group: usize::MAX,
    };

    /// Nobody, and next to nothing.
    pub const LEAST: Self = Self {
        people: PeopleShown::Nobody,
        names: NamesShown::Nothing,
        figures: FiguresShown::Ranks,
        ..Self::STAFF
    };

    /// Everything.
    pub const ALL: Self = Self {
        people: PeopleShown::All,
        whole_boards: true,
        pay: true,
        ladder: true,
        vetoes: true,
        leavers: true,
        checks: true,
        smallest_group: 1,
        ..Self::STAFF
    };
}

/// What holds where an audience says nothing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Site {
    /// Who has a page.
    pub(super) people: PeopleShown,
    /// The smallest group whose mean is shown.
    pub(super) smallest_group: u32,
}

impl Audience {
    /// Returns the audience that is everybody of the company, as it is without an `editions:`.
    pub(super) fn staff(site: Site) -> Self {
        Self {
            name: STAFF.to_owned(),
            per: Per::Audience,
            sees: Sees {
                people: site.people,
                smallest_group: site.smallest_group.max(1) as usize,
                ..Sees::STAFF
            },
            policies: None,
            key: None,
            place: None,
        }
    }

    /// Returns the audience that sees everything.
    pub(super) fn hr(site: Site) -> Self {
        Self {
            name: HR.to_owned(),
            sees: Sees::ALL,
            ..Self::staff(site)
        }
    }

    /// Returns the folder beside `content/` in which its site lies.
    pub fn folder(&self) -> String {
        match self.name.as_str() {
            STAFF => "public".to_owned(),
            name => format!("public-{name}"),
        }
    }
}

/// Reads the audiences, staff and hr first; those two are there without being written.
pub(super) fn read(fields: &Fields<'_>, site: Site, reader: &mut Reader) -> Vec<Audience> {
    let mut audiences = vec![Audience::staff(site), Audience::hr(site)];
    let Some(node) = fields.node("editions") else {
        return audiences;
    };
    let mut folders: BTreeMap<String, Place> = BTreeMap::new();
    for (name, node) in reader.named(node) {
        if !is_folder_name(&name.value) {
            reader.report(SettingsMistake::from(AudienceMistake::Name(name)));
            continue;
        }
        let lower = name.value.to_lowercase();
        if folders.insert(lower, name.place.clone()).is_some() {
            reader.report(SettingsMistake::from(AudienceMistake::Alike(name)));
            continue;
        }
        let Some(fields) = reader.read(node, &EDITION) else {
            continue;
        };
        let audience = one(&name, &fields, site, reader);
        match audiences.iter_mut().find(|a| a.name == audience.name) {
            Some(known) => *known = audience,
            None => audiences.push(audience),
        }
    }
    audiences
}

fn one(name: &Written<String>, fields: &Fields<'_>, site: Site, reader: &mut Reader) -> Audience {
    let like = fields.word("like", reader).map(|w| w.value);
    let base = match like {
        Some("hr") => Audience::hr(site),
        None if name.value == HR => Audience::hr(site),
        _ => Audience::staff(site),
    };
    let per = match fields.word("per", reader).map(|w| w.value) {
        Some("team_head") => Per::TeamHead,
        Some("person") => Per::Person,
        _ => Per::Audience,
    };
    let names = match fields.word("names", reader).map(|w| w.value) {
        Some("masked") => NamesShown::Masked,
        Some("none") => NamesShown::Nothing,
        _ => NamesShown::Full,
    };
    let figures = match fields.word("figures", reader).map(|w| w.value) {
        Some("ranks") => FiguresShown::Ranks,
        Some("bands") => FiguresShown::Bands,
        _ => FiguresShown::Scores,
    };
    let people = fields.word("people", reader);
    let mut people = people.map_or(base.sees.people, |w| PeopleShown::of(w.value));
    match per {
        // Who has a site of the own, or leads those who have, sees the pages.
        Per::Person => people = PeopleShown::All,
        Per::TeamHead if !fields.has("people") => people = PeopleShown::All,
        Per::TeamHead | Per::Audience => {}
    }
    if names != NamesShown::Full && !fields.has("people") {
        people = PeopleShown::Nobody;
    }
    let boards = fields.word("boards", reader);
    let mut truth = |key: &str, usual: bool| fields.truth(key, reader).map_or(usual, |t| t.value);
    let audience = Audience {
        name: name.value.clone(),
        per,
        sees: Sees {
            people,
            names,
            figures,
            whole_boards: boards.map_or(base.sees.whole_boards, |w| w.value == "whole"),
            pay: truth("pay", base.sees.pay),
            ladder: truth("ladder", base.sees.ladder),
            vetoes: truth("vetoes", base.sees.vetoes),
            leavers: truth("leavers", base.sees.leavers),
            checks: truth("checks", base.sees.checks),
            top: fields.count("top", reader).map(|c| c.value.max(1)),
            smallest_group: match fields.count("smallest_group", reader) {
                Some(group) => group.value.max(1) as usize,
                None => base.sees.smallest_group,
            },
        },
        policies: fields.has("policies").then(|| fields.texts("policies")),
        key: fields.text("key").map(|k| k.value),
        place: Some(name.place.clone()),
    };
    contradictions(&audience, fields, reader);
    audience
}

/// The least signs of a key.
pub(super) const SHORTEST_KEY: usize = 16;

/// Reports what cannot be at once.
fn contradictions(audience: &Audience, fields: &Fields<'_>, reader: &mut Reader) {
    let Some(own) = &audience.place else { return };
    let place = |key: &str| fields.key_place(key).unwrap_or(own).clone();
    let switches: [(&'static str, bool); 7] = [
        ("people", audience.sees.people != PeopleShown::Nobody),
        ("boards", audience.sees.whole_boards),
        ("pay", audience.sees.pay),
        ("ladder", audience.sees.ladder),
        ("vetoes", audience.sees.vetoes),
        ("checks", audience.sees.checks),
        ("per", audience.per != Per::Audience),
    ];
    let mut report = |against: &'static str, with: &[&'static str]| {
        let on = switches
            .iter()
            .filter(|(key, on)| *on && with.contains(key));
        for (key, _) in on {
            reader.report(SettingsMistake::from(AudienceMistake::Contradiction {
                audience: audience.name.clone(),
                key,
                against,
                place: place(if fields.has(key) { key } else { against }),
            }));
        }
    };
    if audience.sees.names != NamesShown::Full {
        let with = [
            "people", "boards", "pay", "ladder", "vetoes", "checks", "per",
        ];
        report("names", &with);
    }
    if audience.sees.figures != FiguresShown::Scores {
        report("figures", &["pay", "ladder", "vetoes", "checks"]);
    }
    if audience.per != Per::Audience {
        report("per", &["checks"]);
    }
    let key = audience.key.as_deref().unwrap_or_default();
    if audience.per == Per::Person && key.chars().count() < SHORTEST_KEY {
        reader.report(SettingsMistake::from(AudienceMistake::Key {
            audience: audience.name.clone(),
            place: place("key"),
            written: !key.is_empty(),
        }));
    }
}

/// Tells whether a name can be that of a folder everywhere and is not taken by something else.
fn is_folder_name(name: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    name != ALL && !name.is_empty() && name.len() <= 64 && name.chars().all(plain)
}
