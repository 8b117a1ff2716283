//! Files from outside: which table of the site each one is, and what `sources.yml` lacks to read it.
//!
//! A table is known by what the author says, by `sources.yml`, by its name, else by its columns.
//! What is proposed is never taken for said: it becomes lines of `sources.yml`, or a question.

mod across;
mod addition;
mod amend;
mod columns;
mod comparison;
mod folded;
mod found;
mod people;
mod seen;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use addition::{AcrossAdded, AcrossOf, Addition, ColumnAdded, PersonAdded, lines};
pub use amend::{CannotAmend, amended};
pub use comparison::{Changed, Comparison, TotalOf, compare, is_unfilled};
pub use people::Matched;
pub use seen::{ColumnSeen, Written};

use super::headings::{self, ID, NAME};
use super::places::{Shelf, shelf_of};
use super::sources::{self, Sources, TableSource};
use super::understand::names_of;
use crate::content::{Content, Table, without_marks_of_copies};
use crate::period::{Length, Period};
use crate::value::Kind;

/// A table that policies use, as far as it matters here.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Its name.
    pub name: Arc<str>,
    /// The columns that formulas use, with what their cells have to be.
    pub columns: BTreeMap<Arc<str>, Kind>,
    /// Whether each row is somebody's.
    pub personal: bool,
    /// Whether formulas look up one row of it.
    pub looked_up: bool,
}

/// What the author has said on the command line.
#[derive(Debug, Clone, Default)]
pub struct Chosen {
    /// The heading of a column, by table and column; `person` for whom rows belong to.
    pub columns: BTreeMap<(String, String), String>,
    /// The unit in which a column is written, by table and column.
    pub units: BTreeMap<(String, String), String>,
}

/// Which table a file's table is.
#[derive(Debug, Clone)]
pub enum Recognition {
    /// This one.
    Known(Box<Recognised>),
    /// One of several.
    Unsure(Vec<Arc<str>>),
    /// None that is needed.
    Unknown,
}

/// A table that was recognised.
#[derive(Debug, Clone)]
pub struct Recognised {
    /// Its name.
    pub name: Arc<str>,
    /// By what it was known.
    pub by: By,
    /// Where it belongs.
    pub home: Home,
    /// What `sources.yml` lacks.
    pub addition: Addition,
    /// Columns that could be several headings; `person` for whom rows belong to.
    pub unsure: Vec<(Arc<str>, Vec<String>)>,
    /// Columns that formulas use and that no heading is like.
    pub lacking: Vec<Arc<str>>,
    /// Its columns.
    pub columns: Vec<ColumnSeen>,
    /// The headings that stand across, declared or to be added, with the column they become.
    pub across: Option<(Vec<String>, Arc<str>)>,
    /// Whose rows they are, where they are people's.
    pub people: Option<Matched>,
    /// The other months, by a column of months, or days outside of the month: the first and the
    /// last, and how many rows.
    pub beyond: Option<(String, String, usize)>,
}

/// By what a table was known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The author says so.
    Said,
    /// `sources.yml` names the file.
    Sources,
    /// Its name.
    Name,
    /// A name within its name.
    NameWithin,
    /// Its ids and names, where there is no roster yet.
    Roster,
    /// Its columns.
    Columns,
}

/// Where a table belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Home {
    /// Among the people: roster, moves, teams.
    People,
    /// Among the tables of no single month.
    Tables,
    /// In the month's folder.
    Month,
    /// Among the month's events.
    Events,
}

/// The name of the roster's table.
pub const ROSTER: &str = "roster";
/// Names of tables of people, with the one under which they are kept.
const OF_PEOPLE: &[(&str, &[&str])] = &[
    (ROSTER, &["roster", "花名册", "员工花名册", "人员名单"]),
    ("moves", &["moves", "异动", "人员异动"]),
    ("teams", &["teams", "团队"]),
];

/// What a site knows of tables.
#[derive(Debug)]
pub struct Intake<'a> {
    content: &'a Content,
    sources: Sources,
    wanted: &'a [Wanted],
    month: Period,
    /// How long the policies' months are.
    length: Length,
    roster: Option<people::Roster>,
}

impl<'a> Intake<'a> {
    /// Reads what is said of tables.
    pub fn new(
        content: &'a Content,
        wanted: &'a [Wanted],
        (month, length): (Period, Length),
    ) -> Self {
        let sources = sources::read(content, &mut Vec::new());
        let roster = people::roster_of(content, &sources);
        Self {
            content,
            sources,
            wanted,
            month,
            length,
            roster,
        }
    }

    /// Tells whether there is a roster.
    pub fn has_roster(&self) -> bool {
        self.roster.is_some()
    }

    /// Takes a table from outside as the roster.
    pub fn take_roster(&mut self, table: &Table) {
        self.roster = people::roster(table, ROSTER, &self.sources).or(self.roster.take());
    }

    /// Tells whether a table looks like a roster: ids that stand once each, and names.
    pub fn is_like_roster(&self, table: &Table) -> bool {
        people::is_roster(table, &self.sources) && self.by_columns(table).is_empty()
    }

    /// Returns the name of a table of people that a table goes by.
    pub fn of_people(&self, table: &Table) -> Option<&'static str> {
        let stem = without_marks_of_copies(&table.name).to_lowercase();
        let found = OF_PEOPLE.iter().find(|(_, n)| n.contains(&stem.as_str()));
        found.map(|(name, _)| *name)
    }

    /// Returns the paths at which a table of some name lies now: in the month, or among the tables
    /// of no single month.
    pub fn there(&self, name: &str, home: Home) -> Vec<&'a Table> {
        let content: &'a Content = self.content;
        let here = |t: &&Table| match (home, shelf_of(&t.path)) {
            (Home::People, Shelf::People) => {
                t.name.as_ref() == name || self.of_people(t) == Some(name)
            }
            (Home::Tables, Shelf::Tables) => self.is_named(t, name),
            (Home::Month | Home::Events, Shelf::Month(month)) => {
                month == self.month && self.is_named(t, name)
            }
            _ => false,
        };
        content.tables.iter().filter(here).collect()
    }

    fn is_named(&self, table: &Table, name: &str) -> bool {
        let names = names_of(table, &self.sources);
        names.iter().any(|n| n.as_ref() == name)
    }

    /// Tells whether several files make up a table, as `sources.yml` says.
    pub fn is_of_several(&self, name: &str) -> bool {
        self.source(name).is_some_and(|s| !s.files.is_empty())
    }

    /// Returns the columns that together stand once, as headings of a file, where that is declared.
    pub fn key_of(&self, name: &str) -> Vec<String> {
        let source = self.source(name);
        let unique = source.map_or(&[][..], |s| &s.unique);
        let heading =
            |w: &crate::form::Written<String>| columns::heading_of(source, &w.value).to_owned();
        unique.iter().map(heading).collect()
    }

    /// Returns the index of the column of whom rows belong to.
    pub fn owner_in(&self, table: &Table, name: &str, added: Option<&Addition>) -> Option<usize> {
        let person = added.and_then(|a| a.person.as_ref());
        people::owner_column(table, self.source(name), person, &self.sources)
    }

    fn source(&self, name: &str) -> Option<&TableSource> {
        let versions = self.sources.tables.get(name)?;
        Some(versions.of(Some(self.month)))
    }

    /// Returns the names of all tables that are known: needed, declared, or there already.
    fn names(&self) -> BTreeSet<Arc<str>> {
        let wanted = self.wanted.iter().map(|w| Arc::clone(&w.name));
        let declared = self.sources.tables.keys().cloned();
        let read = |t: &&Table| matches!(shelf_of(&t.path), Shelf::Tables | Shelf::Month(_));
        let there = self.content.tables.iter().filter(read);
        let there = there.flat_map(|t| names_of(t, &self.sources));
        wanted.chain(declared).chain(there).collect()
    }

    /// Returns what is known of a table that is the roster.
    pub fn recognise_roster(&self, table: &Table, chosen: &Chosen) -> Recognised {
        let by = match self.of_people(table) {
            Some(_) => By::Name,
            None => By::Roster,
        };
        self.recognised(table, ROSTER.into(), by, chosen)
    }

    /// Finds which table a table is; `said` is what the author says.
    pub fn recognise(&self, table: &Table, said: Option<&str>, chosen: &Chosen) -> Recognition {
        let (name, by) = match self.name_of(table, said) {
            Ok(found) => found,
            Err(several) if several.is_empty() => return Recognition::Unknown,
            Err(several) => return Recognition::Unsure(several),
        };
        Recognition::Known(Box::new(self.recognised(table, name, by, chosen)))
    }

    fn name_of(&self, table: &Table, said: Option<&str>) -> Result<(Arc<str>, By), Vec<Arc<str>>> {
        if let Some(said) = said {
            return Ok((Arc::from(said), By::Said));
        }
        let declared = names_of(table, &self.sources);
        if let Some(first) = declared.first()
            && *first != table.name
        {
            return Ok((Arc::clone(first), By::Sources));
        }
        let names = self.names();
        let stem = without_marks_of_copies(&table.name);
        if let Some(name) = names.get(stem) {
            return Ok((Arc::clone(name), By::Name));
        }
        if let Some(name) = self.of_people(table) {
            return Ok((Arc::from(name), By::Name));
        }
        if let Some(name) = longest_within(stem, &names) {
            return Ok((name, By::NameWithin));
        }
        match &self.by_columns(table)[..] {
            [only] => Ok((Arc::clone(only), By::Columns)),
            several => Err(several.to_vec()),
        }
    }

    /// Returns the needed tables that have the most columns of which each is among the headings.
    fn by_columns(&self, table: &Table) -> Vec<Arc<str>> {
        let fits = |wanted: &&Wanted| {
            let source = self.source(&wanted.name);
            columns::fits(table, wanted, source)
                && (!wanted.personal || self.owner(table, wanted, source).is_some())
        };
        let fitting: Vec<&Wanted> = self.wanted.iter().filter(fits).collect();
        let most = fitting.iter().map(|w| w.columns.len()).max();
        let best = fitting.iter().filter(|w| Some(w.columns.len()) == most);
        best.map(|w| Arc::clone(&w.name)).collect()
    }

    fn owner(&self, table: &Table, wanted: &Wanted, source: Option<&TableSource>) -> Option<()> {
        if people::owner_column(table, source, None, &self.sources).is_some() {
            return Some(());
        }
        let used = wanted.columns.keys().map(AsRef::as_ref).collect();
        let found = people::propose(table, self.roster.as_ref(), &used);
        (!found.is_empty()).then_some(())
    }

    fn recognised(&self, table: &Table, name: Arc<str>, by: By, chosen: &Chosen) -> Recognised {
        let source = self.source(&name);
        let wanted = self.wanted.iter().find(|w| w.name == name);
        let mut known = Recognised {
            home: self.home(table, &name, wanted),
            addition: Addition::of(&name),
            unsure: Vec::new(),
            lacking: Vec::new(),
            columns: Vec::new(),
            across: None,
            people: None,
            beyond: None,
            name,
            by,
        };
        if known.home == Home::People {
            known.columns = seen::columns(table, source, &known.addition, &self.blanks(source));
            return known;
        }
        let across = source.and_then(|s| s.across.as_ref());
        if let Some(wanted) = wanted {
            columns::propose(table, wanted, source, chosen, &mut known);
            if across.is_none() {
                across::propose(table, wanted, &mut known);
            }
        }
        columns::choose_units(table, source, chosen, &mut known);
        known.across = match &known.addition.across {
            Some(added) => Some((added.headings.clone(), Arc::clone(&added.into))),
            None => across.map(|a| (a.headings(), Arc::clone(&a.into))),
        };
        // A year's months are of no single month; days and other columns are.
        let added = known.addition.across.as_ref();
        if added.is_some_and(|a| matches!(a.of, AcrossOf::Months(_)))
            || across.is_some_and(|a| a.is_of_months())
        {
            known.home = Home::Tables;
        }
        self.propose_person(table, wanted, source, chosen, &mut known);
        known.columns = seen::columns(table, source, &known.addition, &self.blanks(source));
        known.people = self.matched(table, source, wanted, &known.addition);
        known.beyond = self.beyond(table, &known);
        known
    }

    fn blanks(&self, source: Option<&TableSource>) -> Option<Vec<String>> {
        let own = source.and_then(|s| s.blanks.clone());
        own.or_else(|| self.sources.blanks.clone())
    }
}

/// Tells whether numbers can be said to be written in a unit: `万元`, `thousand USD`, `%`.
pub fn is_unit(unit: &str) -> bool {
    sources::scale_in(unit).is_some()
}

/// Returns the longest name that stands within another one; `None` where two are as long.
fn longest_within(stem: &str, names: &BTreeSet<Arc<str>>) -> Option<Arc<str>> {
    let stem = folded::fold(stem).base;
    let long_enough = |name: &str| name.chars().count() >= if name.is_ascii() { 4 } else { 2 };
    let mut within: Vec<&Arc<str>> = names
        .iter()
        .filter(|n| long_enough(n) && stem.contains(&folded::fold(n).base))
        .collect();
    within.sort_by_key(|n| std::cmp::Reverse(n.chars().count()));
    match within[..] {
        [only] => Some(Arc::clone(only)),
        [first, second, ..] if first.chars().count() > second.chars().count() => {
            Some(Arc::clone(first))
        }
        _ => None,
    }
}

/// Returns the first of the usual headings of ids or names that a table has.
fn usual(table: &Table, sources: &Sources, names: &[&str]) -> Option<usize> {
    let own = sources.person.iter().map(String::as_str);
    let own: Vec<&str> = if names == ID {
        own.collect()
    } else {
        Vec::new()
    };
    let found = headings::find(table, &own).or_else(|| headings::find(table, names));
    // A heading that differs in its letters alone is still known here.
    found.filter(|_| names == ID || names == NAME)
}
