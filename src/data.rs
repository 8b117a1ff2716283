//! Tables → [`Ledger`]: who was there, and the rows of each period bound to people.
//!
//! Cells stay text here: what kind a column is follows from the formulas that use it, and
//! policies and tables meet only in `assessment`.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::number::Number;
use crate::period::Period;
use crate::value::{Kind, Place};

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
    pub declared: BTreeMap<Arc<str>, BTreeMap<Arc<str>, ColumnDeclaration>>,
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
    /// The last day of public objection, for a provisional month.
    pub objections_until: Option<Date>,
    /// Notes of the author, Markdown.
    pub note: Option<String>,
    /// The tables by name, those of `tables/` that concern this period among them.
    pub tables: BTreeMap<Arc<str>, Rows>,
    /// Corrections (`adjustments.yml`) that replace a figure, in the order of the file.
    pub adjustments: Vec<Adjustment>,
    /// The folder or its `month.yml`.
    pub place: Place,
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
    /// Whether rows are bound to people.
    pub personal: bool,
    /// The files, for messages about the table as a whole.
    pub places: Vec<Place>,
}

/// One row.
#[derive(Debug, Clone)]
pub struct DataRow {
    /// The person it belongs to; `None` for tables that are not about people.
    pub person: Option<Arc<str>>,
    /// One cell a column; empty for blank.
    pub cells: Vec<Arc<str>>,
    /// Where each cell comes from is this place with the cell's column; this is the row's own.
    pub place: Place,
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

/// A correction of a figure after an appeal.
#[derive(Debug, Clone)]
pub struct Adjustment {
    /// The person.
    pub person: Arc<str>,
    /// The policy's id.
    pub policy: Arc<str>,
    /// The figure's full name.
    pub figure: Arc<str>,
    /// The value before, as text.
    pub before: Option<String>,
    /// The value after, as text.
    pub after: String,
    /// Why, in the author's words.
    pub reason: String,
    /// Whether it was given at discretion.
    pub discretionary: bool,
    /// Where it is written.
    pub place: Place,
}
