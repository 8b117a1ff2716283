//! What a period is worked out from: members, tables as columns, the calendar; and what comes out.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::definition::Subject;
use super::tally::Tallied;
use crate::calendar::Calendar;
use crate::period::{Length, Period};
use crate::value::{Cell, Kind, Place, Value};

/// The table of a period's weeks, Monday to Sunday and cut at month ends; English, Chinese.
pub const WEEKS: [&str; 2] = ["weeks", "各周"];
/// The columns of the weeks: first day, last day, working days; English, Chinese.
pub const WEEK_COLUMNS: [[&str; 3]; 2] = [["start", "end", "workdays"], ["起", "止", "工作日数"]];
/// The table of a period's days; English, Chinese.
pub const DAYS: [&str; 2] = ["days", "各日"];
/// The column of the days; English, Chinese.
pub const DAY_COLUMNS: [&str; 2] = ["date", "日期"];

/// A table as checks see it, before any cell is read.
#[derive(Debug, Clone, Default)]
pub struct TableShape {
    /// The headings, with the kind where `sources.yml` declares one.
    pub columns: BTreeMap<Arc<str>, Option<Kind>>,
    /// Whether some file of the table was found; without one any column may be named.
    pub found: bool,
    /// Where it is declared or found, for messages.
    pub place: Option<Place>,
    /// Whether its rows are too many to be held: they are only counted, summed and the like.
    pub events: bool,
}

/// One member of a domain: a person, a team or the company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The id; members of a domain are sorted by it.
    pub id: Arc<str>,
    /// The team of a person in this period, the parent of a team; empty for none.
    pub team: Arc<str>,
    /// What the roster says of the member: `post`, `grade`, `name`, `joined` and every column more.
    pub attributes: BTreeMap<Arc<str>, Cell>,
}

/// The subjects of one policy in one period.
#[derive(Debug, Clone, Default)]
pub struct Members {
    /// What they are.
    pub subject: Option<Subject>,
    /// The members, sorted by id.
    pub members: Vec<Member>,
}

/// One table of a period, its rows bound to subjects.
#[derive(Debug, Clone)]
pub struct TableInput {
    /// How many rows.
    pub rows: u32,
    /// Typed columns by name; a column holds one cell a row.
    pub columns: BTreeMap<Arc<str>, Arc<Vec<Cell>>>,
    /// The places of rows: where each row stands, without its cells.
    pub places: Arc<Vec<Place>>,
    /// Rows by the id of their person or team, each list in the order of the file; rows of nobody
    /// are under "".
    pub by_person: BTreeMap<Arc<str>, Vec<u32>>,
    /// Whether rows are bound to people or teams at all; a table that is not belongs to everyone.
    pub personal: bool,
    /// Whether rows are bound to teams; then people read the rows of their own team.
    pub of_teams: bool,
    /// For a table too long to be held, what its rows amount to; it has no rows here.
    pub tallied: Option<Arc<Tallied>>,
}

/// Which figure of whom a value replaces: the policy's id, the figure's full name, the member's id.
pub type OverrideKey = (Arc<str>, Arc<str>, Arc<str>);

/// All that one period is worked out from.
#[derive(Debug, Clone)]
pub struct Inputs {
    /// The period.
    pub period: Period,
    /// The first and last day.
    pub days: (Date, Date),
    /// Working days and holidays.
    pub calendar: Arc<Calendar>,
    /// The subjects by policy.
    pub members: BTreeMap<Arc<str>, Members>,
    /// The people of the whole roster by team, for policies whose subjects are teams: team id to
    /// the ids of people in it (a team above holds those of the teams below).
    pub team_people: BTreeMap<Arc<str>, Vec<Arc<str>>>,
    /// The team above each team.
    pub team_parents: BTreeMap<Arc<str>, Arc<str>>,
    /// The tables by name.
    pub tables: BTreeMap<Arc<str>, TableInput>,
    /// The tables with the rows of all months of a longer period that ends with this month.
    pub longer: BTreeMap<Length, BTreeMap<Arc<str>, TableInput>>,
    /// Values that replace a figure of a member: corrections, and what examples give. By policy,
    /// the figure's full name and the member's id.
    pub overrides: BTreeMap<OverrideKey, Value>,
    /// Which of these were given at discretion.
    pub at_discretion: BTreeSet<OverrideKey>,
    /// Values that a figure has whatever it comes to, since they were announced: who has an award.
    /// A correction of the same figure prevails.
    pub held: BTreeMap<OverrideKey, Value>,
}

impl Inputs {
    /// Returns what rows alone are worked out from: the period and its calendar.
    pub fn without_people(period: Period, calendar: &Calendar) -> Self {
        Self {
            period,
            days: (period.first_day(), period.last_day()),
            calendar: Arc::new(calendar.clone()),
            members: BTreeMap::new(),
            team_people: BTreeMap::new(),
            team_parents: BTreeMap::new(),
            tables: BTreeMap::new(),
            longer: BTreeMap::new(),
            overrides: BTreeMap::new(),
            at_discretion: BTreeSet::new(),
            held: BTreeMap::new(),
        }
    }
}

impl TableInput {
    /// Returns some rows that are nobody's, by their columns.
    pub fn of_columns(rows: u32, columns: BTreeMap<Arc<str>, Arc<Vec<Cell>>>) -> Self {
        Self {
            rows,
            columns,
            places: Arc::default(),
            by_person: BTreeMap::new(),
            personal: false,
            of_teams: false,
            tallied: None,
        }
    }
}

/// One figure of one period: a cell for each member of its domain.
#[derive(Debug, Clone)]
pub struct Column {
    /// Whose cells they are.
    pub of: Holders,
    /// The cells, in the order of those members.
    pub cells: Vec<Cell>,
    /// How many of them are not missing.
    pub known: usize,
}

/// Whose cells a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holders {
    /// The subjects of its policy.
    Subjects,
    /// The teams in which its policy's people are.
    Teams,
    /// One cell for the whole policy.
    One,
}

/// Figures by policy and name, other names included, as numbers into [`Figures::columns`].
pub type Index = BTreeMap<Arc<str>, BTreeMap<Arc<str>, u32>>;

/// The figures of one period.
#[derive(Debug, Clone)]
pub struct Figures {
    /// The period.
    pub period: Period,
    /// Members' ids by policy, sorted.
    pub members: BTreeMap<Arc<str>, Arc<Vec<Arc<str>>>>,
    /// The teams in which each policy's people are, by policy, sorted.
    pub teams: BTreeMap<Arc<str>, Arc<Vec<Arc<str>>>>,
    /// Which column is which figure.
    pub index: Arc<Index>,
    /// The columns.
    pub columns: Vec<Column>,
    /// What was worked out where a correction stands in its stead.
    pub raw: BTreeMap<OverrideKey, Cell>,
}

impl Figures {
    /// Returns the figures of a period in which nothing has been worked out.
    pub(super) fn none(period: Period) -> Self {
        Self {
            period,
            members: BTreeMap::new(),
            teams: BTreeMap::new(),
            index: Arc::new(Index::new()),
            columns: Vec::new(),
            raw: BTreeMap::new(),
        }
    }

    /// Returns a figure of a member; `None` where there is no such figure or member.
    ///
    /// `policy` is the policy's id, `figure` the figure's name, `member` the member's id; for a
    /// figure of the whole policy the member does not matter.
    pub fn get(&self, policy: &str, figure: &str, member: &str) -> Option<&Cell> {
        let column = self.column(policy, figure)?;
        let among = match column.of {
            Holders::One => return column.cells.first(),
            Holders::Subjects => self.members.get(policy)?,
            Holders::Teams => self.teams.get(policy)?,
        };
        let at = among.binary_search_by(|id| id.as_ref().cmp(member)).ok()?;
        column.cells.get(at)
    }

    /// Returns a figure's column.
    pub fn column(&self, policy: &str, figure: &str) -> Option<&Column> {
        let number = self.index.get(policy)?.get(figure)?;
        self.columns.get(*number as usize)
    }
}

/// Results of earlier periods, by period.
pub type History = BTreeMap<Period, Arc<Figures>>;
