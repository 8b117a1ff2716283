//! The formula language: text to a tree of expressions, names as written.
//!
//! The language is total: no loops, no functions of the user's own; every formula ends. What the
//! names mean is found later, when a graph of figures is compiled.

mod parse;
mod token;
mod vocabulary;
mod words;

pub mod mistake;

pub use parse::parse;
pub use words::{
    Members, Readable, View, day_of_in_words, in_words, kind_in_words, number_in_words,
    over_in_words, phrase,
};

use std::sync::Arc;

use jiff::civil::DateTime;

use crate::number::Number;
use crate::value::{Kind, Place};

/// An expression with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expr {
    /// What it is.
    pub node: Node,
    /// Where it was written; for an expression made from a readable form, the form's place.
    pub place: Place,
}

/// The kinds of expressions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// A number.
    Number(Number),
    /// A text.
    Text(Arc<str>),
    /// True or false.
    Truth(bool),
    /// A day, perhaps with a time.
    Date(DateTime),
    /// A name: figure, parameter, column, attribute.
    Name(Name),
    /// `-a`.
    Negate(Box<Expr>),
    /// `not a`.
    Not(Box<Expr>),
    /// Two operands.
    Binary(Operator, Box<Expr>, Box<Expr>),
    /// `a in [b, c]`.
    In(Box<Expr>, Vec<Expr>),
    /// `if a then b else c`.
    If(Box<[Expr; 3]>),
    /// A function of values of one member.
    Call(Function, Vec<Expr>),
    /// An aggregate.
    Fold(Box<Fold>),
    /// A figure in an earlier period: `previous(x)` is 1 back, `latest(x)` is [`LATEST`].
    Back(Box<Expr>, u16),
    /// The row of a band table in which a value lies; `column` names one of several columns.
    Cut {
        /// The value that is looked up.
        by: Box<Expr>,
        /// The table.
        table: Arc<CutTable>,
        /// The column taken.
        column: usize,
    },
    /// A day of a period: `day 3 of next period`. The day is kept within the month.
    DayOf {
        /// The day of the month, 1 to 31.
        day: u8,
        /// 0 for this period, 1 for the next.
        shift: i8,
    },
}

/// How far back `latest(x)` goes: to the latest earlier period in which there is a value.
pub const LATEST: u16 = 0;

/// A name as written: `a`, `a.b`, `policy::a`, `policy::a.b`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    /// The policy, where one is named.
    pub policy: Option<Arc<str>>,
    /// The parts between the points, at least one.
    pub parts: Vec<Arc<str>>,
}

/// Operators with two operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Operator {
    Plus,
    Minus,
    Times,
    DividedBy,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    More,
    MoreOrEqual,
    And,
    Or,
}

/// Functions of values of one member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Function {
    /// The smallest of its arguments.
    Min,
    /// The largest of its arguments.
    Max,
    /// The distance from zero.
    Absolute,
    /// `round(x)` or `round(x, step)`, half away from zero.
    Round,
    /// The largest whole number not above.
    Floor,
    /// The smallest whole number not below.
    Ceiling,
    /// `workdays_after(day, n)`, written `n workdays after day`.
    WorkdaysAfter,
    /// `months_after(day, n)`, written `day + n months`; kept within the month.
    MonthsAfter,
    /// `days_after(day, n)`, written `day + n days`.
    DaysAfter,
    /// Whole days from the first day to the second.
    DaysBetween,
    /// The day of a time, without the time.
    DayOnly,
    /// The minutes since midnight of a time.
    MinuteOfDay,
    /// The day of the week, Monday 1 to Sunday 7.
    Weekday,
    /// The Monday of the week in which a day lies.
    WeekOf,
    /// The month of a day, 1 to 12.
    MonthOf,
    /// The year of a day.
    YearOf,
    /// Tells whether a day is a working day by the calendar.
    IsWorkday,
    /// Tells whether a value is there: `known(x)` is true or false, never missing.
    Known,
    /// `otherwise(x, y)`: x where it is known, else y.
    Otherwise,
    /// `how_many(a, b, c)`: how many of some conditions hold.
    HowMany,
    /// `time_between(t, '9:30', '12:00')`: whether a time of day is not before the first and
    /// before the second; over midnight where the first is later.
    TimeBetween,
}

/// An aggregate: `sum(deals.amount where kind == 'new')`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fold {
    /// How the values become one.
    pub by: Aggregate,
    /// Over what; `None` where it follows from the table named in `what` or, inside a grouping,
    /// from the group.
    pub over: Option<Over>,
    /// The columns by whose values rows are grouped first; empty without a grouping.
    pub groups: Vec<Expr>,
    /// What is taken of each member; `None` for a count.
    pub what: Option<Expr>,
    /// Which members; `None` for all.
    pub only: Option<Expr>,
    /// The order for `first` and `last`.
    pub order: Option<Expr>,
}

/// How values become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Aggregate {
    Count,
    Sum,
    Mean,
    Median,
    Min,
    Max,
    /// How many different values.
    Distinct,
    /// The value of the first member in the order given.
    First,
    /// The value of the last member in the order given.
    Last,
    /// Whether any is true.
    Any,
    /// Whether all are true; true of none.
    All,
}

/// What an aggregate runs over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Over {
    /// The subject's rows of a table.
    Table(Arc<str>),
    /// All rows of a table, whosoever they are: `all rows of deals`.
    AllRows(Arc<str>),
    /// All subjects of the policy.
    Everyone {
        /// Without oneself.
        except_self: bool,
    },
    /// The subjects of the policy in one's own team.
    Team {
        /// Without oneself.
        except_self: bool,
    },
    /// The people of another policy that belong to this team (or to the company).
    Members(Arc<str>),
    /// This period and the `n - 1` before it.
    LastPeriods(u16),
    /// The months so far of this period's quarter.
    Quarter,
    /// The months so far of this period's half-year.
    Half,
    /// The months so far of this period's year.
    Year,
    /// All earlier periods.
    Earlier,
}

/// Cut points of a band table, understood: no gap can be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CutTable {
    /// The band's id in the policy.
    pub name: Arc<str>,
    /// The name that readers see.
    pub title: Arc<str>,
    /// How a value becomes a result.
    pub mode: CutMode,
    /// The headings of the result columns; one without a heading for a plain table.
    pub columns: Vec<Arc<str>>,
    /// The kind of each column.
    pub kinds: Vec<Kind>,
    /// The result below the first (above the last, for descending tables) cut: the `else` row.
    pub otherwise: Option<Vec<Expr>>,
    /// The rows, by cut point from low to high.
    pub rows: Vec<CutRow>,
    /// The second number, where the columns are its cut points.
    pub across: Option<Box<Across>>,
    /// Where it was written.
    pub place: Place,
}

/// What tells the columns of a two-dimensional band apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Across {
    /// The first number that is looked up, which the rows tell apart.
    pub down: Expr,
    /// The second number that is looked up.
    pub by: Expr,
    /// Its cut points from low to high, each with its column.
    pub cuts: Vec<AcrossCut>,
    /// The column of the rest.
    pub otherwise: Option<usize>,
}

/// A cut point whose results stand in a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcrossCut {
    /// The cut point: a number, or a parameter's name.
    pub at: Expr,
    /// Which side the column holds for.
    pub side: Side,
    /// The column, as an index into [`CutTable::columns`].
    pub column: usize,
    /// Where it was written.
    pub place: Place,
}

/// One row of a band table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CutRow {
    /// The cut point: a number, or a parameter's name.
    pub at: Expr,
    /// Which side the row holds for.
    pub side: Side,
    /// The result of each column: a number, a text or a parameter's name.
    pub results: Vec<Expr>,
    /// Where it was written.
    pub place: Place,
}

/// On which side of its cut point a row holds. A table has lower bounds only or upper bounds only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// `>=`, the default.
    AtLeast,
    /// `>`.
    Above,
    /// `<=`.
    AtMost,
    /// `<`.
    Below,
}

/// How a value becomes a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CutMode {
    /// The result of the row in which the value lies.
    Flat,
    /// That result times the whole value.
    Whole,
    /// Each slice of the value times its own row's rate.
    Marginal,
    /// The straight line between the cut points; level beyond them.
    Linear,
}

impl Expr {
    /// Puts a node at a place.
    pub fn new(node: Node, place: &Place) -> Self {
        Self {
            node,
            place: place.clone(),
        }
    }

    /// Makes a number.
    pub fn number(number: Number, place: &Place) -> Self {
        Self::new(Node::Number(number), place)
    }

    /// Makes a name of parts, for example `["质检", "free"]`.
    pub fn name(parts: &[&str], place: &Place) -> Self {
        let parts = parts.iter().map(|p| Arc::from(*p)).collect();
        Self::new(
            Node::Name(Name {
                policy: None,
                parts,
            }),
            place,
        )
    }

    /// Joins two expressions by an operator, at the place of the first.
    pub fn binary(operator: Operator, left: Self, right: Self) -> Self {
        let place = left.place.clone();
        Self {
            node: Node::Binary(operator, Box::new(left), Box::new(right)),
            place,
        }
    }

    /// Calls a function, at a place.
    pub fn call(function: Function, arguments: Vec<Self>, place: &Place) -> Self {
        Self::new(Node::Call(function, arguments), place)
    }

    /// Makes `if condition then yes else no`, at the condition's place.
    pub fn choose(condition: Self, yes: Self, no: Self) -> Self {
        let place = condition.place.clone();
        Self {
            node: Node::If(Box::new([condition, yes, no])),
            place,
        }
    }
}

impl Operator {
    /// Tells whether it compares two values.
    pub fn compares(self) -> bool {
        match self {
            Self::Equal
            | Self::NotEqual
            | Self::Less
            | Self::LessOrEqual
            | Self::More
            | Self::MoreOrEqual => true,
            Self::Plus | Self::Minus | Self::Times | Self::DividedBy | Self::And | Self::Or => {
                false
            }
        }
    }
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(policy) = &self.policy {
            write!(f, "{policy}::")?;
        }
        f.write_str(&self.parts.join("."))
    }
}

/// Calls `visit` on every name in an expression, in the order of the formula.
pub fn each_name<'e>(expr: &'e Expr, visit: &mut dyn FnMut(&'e Name)) {
    each(expr, &mut |e| {
        if let Node::Name(name) = &e.node {
            visit(name);
        }
    });
}

/// Calls `visit` on an expression and on all its parts, in the order of the formula.
pub fn each<'e>(expr: &'e Expr, visit: &mut dyn FnMut(&'e Expr)) {
    visit(expr);
    match &expr.node {
        Node::Name(_)
        | Node::Number(_)
        | Node::Text(_)
        | Node::Truth(_)
        | Node::Date(_)
        | Node::DayOf { .. } => {}
        Node::Negate(a) | Node::Not(a) | Node::Back(a, _) => each(a, visit),
        Node::Binary(_, a, b) => {
            each(a, visit);
            each(b, visit);
        }
        Node::In(a, list) => {
            each(a, visit);
            list.iter().for_each(|e| each(e, visit));
        }
        Node::If(parts) => parts.iter().for_each(|e| each(e, visit)),
        Node::Call(_, arguments) => arguments.iter().for_each(|e| each(e, visit)),
        Node::Fold(fold) => {
            let parts = fold.groups.iter().chain(&fold.what).chain(&fold.only);
            parts.chain(&fold.order).for_each(|e| each(e, visit));
        }
        Node::Cut { by, table, .. } => {
            each(by, visit);
            for row in &table.rows {
                each(&row.at, visit);
                row.results.iter().for_each(|e| each(e, visit));
            }
            let otherwise = table.otherwise.iter().flatten();
            otherwise.for_each(|e| each(e, visit));
        }
    }
}
