//! Tables → [`Ledger`]: who was there, and the rows of each period bound to people.
//!
//! Cells stay text here: what kind a column is follows from the formulas that use it, and
//! policies and tables meet only in `assessment`.

mod adjustments;
mod appeals;
mod archived;
mod binding;
mod cell;
mod confirmations;
mod days;
mod entry;
mod events;
mod headings;
mod history;
mod homes;
pub mod intake;
mod interviews;
mod keys;
mod layout;
mod listed;
pub mod mistake;
mod months;
mod places;
mod roster;
mod rows;
mod shares;
mod sources;
mod teams;
mod understand;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::number::Number;
use crate::period::Period;
use crate::value::{At, Kind, Place};

pub use adjustments::{Adjustment, AdjustmentKind, MadeGood};
pub use appeals::{Appeal, Outcome, Ruling};
pub use archived::Archived;
pub use cell::{CellMistake, Zone, Zones, date_cell, has_scale, number_cell, truth_cell};
pub use confirmations::{Asked, Confirmation};
pub use entry::Entry;
pub use events::{
    EventPeriod, EventSource, Events, Strangers, month_cell, no_folder, no_period, tell_strangers,
    zones_mixed,
};
pub use history::{Reached, Stage, Step, Waived};
pub use interviews::Interview;
pub use layout::{Layout, Layouts, Owned, OwnerColumn, OwnerKey, TableAt};
pub use places::meant_month;
pub use understand::understand;

/// All data, understood.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    /// Everybody of the roster, sorted by id.
    pub people: Vec<Person>,
    /// The teams by id.
    pub teams: BTreeMap<Arc<str>, Team>,
    /// Working days and holidays.
    pub calendar: crate::calendar::Calendar,
    /// The months that have a folder, from early to late.
    pub months: BTreeMap<Period, Month>,
    /// How the columns of tables are declared, by table name.
    pub declared: BTreeMap<Arc<str>, Declared>,
    /// What was handed over to the archive.
    pub archived: Vec<Archived>,
}

/// How the columns of one table are declared, in its versions.
#[derive(Debug, Clone, Default)]
pub struct Declared {
    /// From the beginning, then from the month of each later version on, from early to late.
    pub versions: Vec<(Option<Period>, Columns)>,
}

/// What is declared of columns, by name.
pub type Columns = BTreeMap<Arc<str>, ColumnDeclaration>;

impl Declared {
    /// Returns what is declared of the columns in a month.
    pub fn of(&self, period: Period) -> Option<&Columns> {
        let begun = |(from, _): &&(Option<Period>, _)| from.is_none_or(|from| from <= period);
        let found = self.versions.iter().rev().find(begun);
        found.map(|(_, columns)| columns)
    }
}

/// A person with a history.
#[derive(Debug, Clone)]
pub struct Person {
    /// The staff number or id, exactly as written.
    pub id: Arc<str>,
    /// The name.
    pub name: String,
    /// The day of joining, where the roster says so.
    pub joined: Option<Date>,
    /// The last day, where the roster or a move says so.
    pub left: Option<Date>,
    /// States from early to late; the first holds from the beginning.
    pub states: Vec<PersonState>,
    /// Where the roster has the person.
    pub place: Place,
}

/// What holds of a person from a day on.
#[derive(Debug, Clone)]
pub struct PersonState {
    /// The first day; `None` for the roster's own row.
    pub from: Option<Date>,
    /// The team's id; empty for none.
    pub team: Arc<str>,
    /// All attributes by name, `post` and `grade` among them; blank ones are left out.
    pub attributes: BTreeMap<Arc<str>, String>,
    /// Where it is written.
    pub place: Place,
}

/// A team.
#[derive(Debug, Clone)]
pub struct Team {
    /// The id.
    pub id: Arc<str>,
    /// The name.
    pub name: String,
    /// The team above; empty for none.
    pub parent: Arc<str>,
    /// The id of the person who leads it.
    pub head: Option<Arc<str>>,
}

/// One month's folder.
#[derive(Debug, Clone)]
pub struct Month {
    /// Its state.
    pub state: State,
    /// The last day that the data covers, for an open month.
    pub data_until: Option<Date>,
    /// The first day of public objection, where it is said.
    pub objections_from: Option<Date>,
    /// The last day of public objection, for a provisional month.
    pub objections_until: Option<Date>,
    /// The day on which the month became final, where it is said.
    pub final_on: Option<Date>,
    /// Who prepared the figures, where it is said; [`Month::preparer`] knows more.
    pub prepared_by: Option<String>,
    /// Every step that was taken, from early to late, those that went back among them.
    pub history: Vec<Step>,
    /// Notes of the author, Markdown.
    pub note: Option<String>,
    /// The tables by name, those of `tables/` that concern this period among them; a table that
    /// holds for all months is shared.
    pub tables: BTreeMap<Arc<str>, Arc<Rows>>,
    /// Corrections (`adjustments.yml`) that replace a figure, in the order of the file.
    pub adjustments: Vec<Adjustment>,
    /// What people have objected to (`appeals.yml`), in the order of the file.
    pub appeals: Vec<Appeal>,
    /// Suspicious values that were looked at and are right, in the order of `month.yml`.
    pub accepted: Vec<Accepted>,
    /// What people answered when they were shown their figures, in the order of files and rows.
    pub confirmations: Vec<Confirmation>,
    /// With whom results were talked over, in the order of files and rows.
    pub interviews: Vec<Interview>,
    /// The folder or its `month.yml`.
    pub place: Place,
}

/// A suspicious value that was looked at and is right.
#[derive(Debug, Clone)]
pub struct Accepted {
    /// What is suspicious.
    pub doubt: Doubt,
    /// The table.
    pub table: String,
    /// The column; `None` for any.
    pub column: Option<String>,
    /// Whose, by id; `None` for everybody's.
    pub person: Option<String>,
    /// Why it is right, in the author's words.
    pub reason: String,
    /// Who looked at it.
    pub by: Option<String>,
    /// Where it is written.
    pub place: Place,
}

/// What may be suspicious about data that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// A person's number is many times last month's, or a small part of it.
    Jump,
    /// A whole column is ten, a hundred … times what it was.
    Unit,
    /// Somebody has no row where nearly everybody has some.
    NoRows,
    /// Rows are wholly alike.
    SameRows,
    /// Rows bear one number that only one should bear.
    SameNumber,
}

impl Doubt {
    /// Returns its word in `month.yml`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Jump => "jump",
            Self::Unit => "unit",
            Self::NoRows => "no-rows",
            Self::SameRows => "same-rows",
            Self::SameNumber => "same-number",
        }
    }

    fn of(word: &str) -> Self {
        match word {
            "unit" => Self::Unit,
            "no-rows" => Self::NoRows,
            "same-rows" => Self::SameRows,
            "same-number" => Self::SameNumber,
            _ => Self::Jump,
        }
    }
}

/// The state of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum State {
    /// Data still come in (进行中).
    #[default]
    Open,
    /// Nothing more comes in, not yet published (已截止).
    CutOff,
    /// Published for objection (公示中).
    Provisional,
    /// Settled (已定稿).
    Final,
}

/// Rows of one table in one period, from one or several files.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    /// The column names after mapping.
    pub columns: Vec<Arc<str>>,
    /// The rows.
    pub rows: Vec<DataRow>,
    /// Whether rows are bound to people or teams.
    pub personal: bool,
    /// Whether they are bound to teams: each row belongs to the team that it names.
    pub of_teams: bool,
    /// Whether nothing tells whose rows they are: no column of ids or teams, and no `person: none`.
    pub untold: bool,
    /// The files, for messages about the table as a whole, and for the places of cells.
    pub files: Vec<RowsFile>,
    /// For a table too long to be held, the way to its rows; `rows` is empty then.
    pub events: Option<Arc<Events>>,
}

/// One file of a table.
#[derive(Debug, Clone)]
pub struct RowsFile {
    /// The file or sheet.
    pub place: Place,
    /// For each of [`Rows::columns`], its heading in this file and its column counted from 0.
    pub headings: Vec<(Arc<str>, u32)>,
}

/// One row.
#[derive(Debug, Clone)]
pub struct DataRow {
    /// The person or the team it belongs to; `None` for tables that are not about people.
    pub person: Option<Arc<str>>,
    /// One cell a column; empty for blank.
    pub cells: Vec<Arc<str>>,
    /// The row's own place, without its text; [`Rows::cell_place`] gives that of a cell. A row
    /// made of one month's column of a wide table stands at that cell.
    pub place: Place,
    /// Which of [`Rows::files`] it stands in.
    pub file: u32,
}

/// What `sources.yml` declares of a column.
#[derive(Debug, Clone, Default)]
pub struct ColumnDeclaration {
    /// The kind; `None` to follow from the formulas.
    pub kind: Option<Kind>,
    /// What numbers are multiplied by, for units such as 千元.
    pub factor: Option<Number>,
    /// The unit after that.
    pub unit: Option<Arc<str>>,
    /// The heading in the file, for places; the name itself where not mapped.
    pub heading: Option<Arc<str>>,
}

impl Ledger {
    /// Returns a person by id.
    pub fn person(&self, id: &str) -> Option<&Person> {
        let at = self.people.binary_search_by(|p| p.id.as_ref().cmp(id));
        at.ok().and_then(|at| self.people.get(at))
    }

    /// Returns everybody who was there on some day of a calendar month, sorted by id.
    pub fn people_in(&self, period: Period) -> impl Iterator<Item = &Person> + '_ {
        let (first, last) = (period.first_day(), period.last_day());
        self.people.iter().filter(move |p| p.is_there(first, last))
    }
}

impl Person {
    /// Tells whether the person was there on some day from `first` to `last`, both included.
    pub fn is_there(&self, first: Date, last: Date) -> bool {
        self.joined.is_none_or(|joined| joined <= last)
            && self.left.is_none_or(|left| left >= first)
    }

    /// Returns what held of the person on a day; before the first move, the roster's own row.
    pub fn state_on(&self, day: Date) -> Option<&PersonState> {
        let begun = |state: &&PersonState| state.from.is_none_or(|from| from <= day);
        self.states.iter().rev().find(begun).or(self.states.first())
    }
}

impl Rows {
    /// Returns where a cell stands: the file with line and heading, or the sheet's cell. `column`
    /// counts [`Rows::columns`].
    pub fn cell_place(&self, row: &DataRow, column: usize) -> Place {
        cell_place(&self.files, row, column)
    }
}

fn cell_place(files: &[RowsFile], row: &DataRow, column: usize) -> Place {
    let mut place = row.place.clone();
    let file = files.get(row.file as usize);
    let heading = file.and_then(|f| f.headings.get(column));
    let (Some((name, number)), Some(text)) = (heading, row.cells.get(column)) else {
        return place;
    };
    match &mut place.at {
        // A row that stands at a cell keeps it: a month's column of a wide table.
        At::Line {
            heading, written, ..
        } if heading.is_empty() => {
            *heading = Arc::clone(name);
            *written = Arc::clone(text);
        }
        At::Cell {
            column, written, ..
        } if written.is_empty() => {
            *column = *number;
            *written = Arc::clone(text);
        }
        _ => {}
    }
    place
}
