//! The compiled graph: every name resolved, every kind known, figures in the order in which they
//! can be worked out.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use super::definition::{ATTRIBUTES, Direction, Form, Parameter, Subject, Ties, Within};
use super::inputs::Index;
use crate::diagnostic::Said;
use crate::formula::{Aggregate, CutMode, Function, Operator, Over, Side};
use crate::number::{Number, Rounding};
use crate::period::Length;
use crate::value::{Kind, Place, Value};

/// A figure's number in its graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FigureId(pub(super) u32);

/// The graph of all policies in force in a period.
#[derive(Debug)]
pub struct Graph {
    pub(super) figures: Vec<Compiled>,
    /// The figures in an order in which each comes after those it reads in the same period.
    pub(super) order: Vec<FigureId>,
    /// Figures by policy and name, other names included.
    pub(super) index: Arc<Index>,
    pub(super) parameters: Vec<Parameter>,
    pub(super) policies: Vec<(Arc<str>, Subject)>,
    /// How long the periods of each policy are, in the same order.
    pub(super) lengths: Vec<Length>,
    pub(super) columns: BTreeMap<Arc<str>, BTreeMap<Arc<str>, Kind>>,
    pub(super) attributes: BTreeMap<Arc<str>, Kind>,
}

impl Graph {
    /// Returns the columns that formulas use, by table, each with the kind its cells must have.
    pub fn columns(&self) -> &BTreeMap<Arc<str>, BTreeMap<Arc<str>, Kind>> {
        &self.columns
    }

    /// Returns the tables over whose rows formulas aggregate or that they look up.
    pub fn tables(&self) -> BTreeSet<Arc<str>> {
        let mut tables: BTreeSet<Arc<str>> = self.columns.keys().cloned().collect();
        tables.extend(self.aggregated().into_keys());
        tables
    }

    /// Returns the tables over whose rows formulas aggregate, each with whether some formula takes
    /// the subject's own rows rather than everybody's.
    pub fn aggregated(&self) -> BTreeMap<Arc<str>, bool> {
        let mut tables: BTreeMap<Arc<str>, bool> = BTreeMap::new();
        for figure in &self.figures {
            for e in figure.work.expressions() {
                e.each(&mut |e| {
                    if let Op::Rows(fold) = &e.op {
                        let own = matches!(fold.rows, RowSource::Subject(_));
                        *tables.entry(Arc::clone(fold.rows.table())).or_default() |= own;
                    }
                });
            }
        }
        tables
    }

    /// Returns the tables of which formulas look up the subject's one row, each with the ids of
    /// the policies whose formulas do.
    pub fn looked_up(&self) -> BTreeMap<Arc<str>, BTreeSet<Arc<str>>> {
        let mut tables: BTreeMap<Arc<str>, BTreeSet<Arc<str>>> = BTreeMap::new();
        for figure in &self.figures {
            if let Work::Lookup { table, .. } = &figure.work {
                let policies = tables.entry(Arc::clone(table)).or_default();
                policies.insert(Arc::clone(&figure.policy));
            }
        }
        tables
    }

    /// Returns the roster's attributes that formulas use, each with its kind.
    pub fn attributes(&self) -> &BTreeMap<Arc<str>, Kind> {
        &self.attributes
    }

    /// Returns an attribute that formulas use by a name that they may use: `grade`, `职级`,
    /// `person.grade`.
    pub fn attribute(&self, written: &str) -> Option<(&Arc<str>, Kind)> {
        let prefixes = ["person.", "人员."];
        let bare = prefixes.iter().find_map(|p| written.strip_prefix(p));
        let bare = bare.unwrap_or(written);
        let twins = ATTRIBUTES
            .iter()
            .find(|(en, zh)| *en == bare || *zh == bare);
        // A roster's own column of that name comes before the twin.
        let names = [Some(bare), twins.map(|t| t.0), twins.map(|t| t.1)];
        let mut found = names.iter().flatten();
        let found = found.find_map(|name| self.attributes.get_key_value(*name));
        found.map(|(name, kind)| (name, *kind))
    }

    /// Returns the full name of a figure that a policy knows by `name`, which may be another name
    /// of it (`总分` for `total`).
    pub fn full_name(&self, policy: &str, name: &str) -> Option<&Arc<str>> {
        let id = self.find(policy, name)?;
        Some(&self.figure(id).name)
    }

    /// Returns all names of a policy's figures, other names included.
    pub fn names(&self, policy: &str) -> impl Iterator<Item = &str> {
        let names = self.index.get(policy).into_iter().flatten();
        names
            .map(|(n, _)| n.as_ref())
            .filter(|n| !n.starts_with('~'))
    }

    /// Returns the kind of a figure.
    pub fn kind(&self, policy: &str, name: &str) -> Option<Kind> {
        let id = self.find(policy, name)?;
        Some(self.figure(id).kind)
    }

    /// Returns title and unit of a figure.
    pub fn title_and_unit(
        &self,
        policy: &str,
        name: &str,
    ) -> Option<(&Arc<str>, Option<&Arc<str>>)> {
        let figure = self.figure(self.find(policy, name)?);
        Some((&figure.title, figure.unit.as_ref()))
    }

    pub(super) fn find(&self, policy: &str, name: &str) -> Option<FigureId> {
        self.index.get(policy)?.get(name).map(|n| FigureId(*n))
    }

    pub(super) fn figure(&self, id: FigureId) -> &Compiled {
        // Ids are made by this graph's own compiler, one for each figure.
        &self.figures[id.0 as usize]
    }
}

/// Whose cells a figure holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Domain {
    /// The subjects of a policy, by its number in the graph.
    Subjects(usize),
    /// The teams in which a policy's people are.
    Teams(usize),
    /// One cell for a whole policy.
    One(usize),
}

impl Domain {
    /// Returns the policy's number.
    pub fn policy(self) -> usize {
        match self {
            Self::Subjects(p) | Self::Teams(p) | Self::One(p) => p,
        }
    }
}

/// A figure, compiled.
#[derive(Debug)]
pub(super) struct Compiled {
    pub policy: Arc<str>,
    pub name: Arc<str>,
    pub title: Arc<str>,
    pub form: Form,
    pub unit: Option<Arc<str>>,
    pub domain: Domain,
    pub kind: Kind,
    pub work: Work,
    pub round: Option<Rounding>,
    pub fallback: Option<(Resolved, Arc<str>)>,
    pub clause: Option<usize>,
    pub place: Place,
    /// The formula in words, written once for all members.
    pub words: OnceLock<Said>,
}

/// How a figure is worked out.
#[derive(Debug)]
pub(super) enum Work {
    /// The subject's one row of a table.
    Lookup {
        table: Arc<str>,
        column: Arc<str>,
    },
    Formula(Resolved),
    Rank {
        within: Within,
        among: Option<Resolved>,
        keys: Vec<(Resolved, Direction)>,
        ties: Ties,
    },
    Pick {
        within: Within,
        among: Option<Resolved>,
        keys: Vec<(Resolved, Direction)>,
        places: u32,
    },
    Allocate {
        within: Within,
        total: Resolved,
        by: Resolved,
        step: Number,
    },
    State {
        initially: Resolved,
        next: Resolved,
    },
    /// An aggregate over subjects, worked out once for all who read it.
    People {
        by: Aggregate,
        over: Over,
        /// Whose subjects, by the policy's number.
        people: usize,
        group: PeopleGroup,
        what: Option<Resolved>,
        only: Option<Resolved>,
    },
    /// An aggregate over periods of a figure of the same domain.
    Periods {
        by: Aggregate,
        over: Over,
        figure: FigureId,
        only: Option<FigureId>,
    },
}

/// Which subjects an aggregate over people takes, seen from the member that holds the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PeopleGroup {
    /// All.
    All,
    /// Those whose team is this member (the figure's domain is teams, or teams are its subjects).
    OfTeam,
    /// All but the member itself.
    Others,
    /// The member's team but the member itself.
    RestOfTeam,
}

/// An expression with every name resolved.
#[derive(Debug, Clone)]
pub(super) struct Resolved {
    pub op: Op,
    pub place: Place,
}

/// What a resolved expression does. `depth` counts frames outward: 0 is the innermost.
#[derive(Debug, Clone)]
pub(super) enum Op {
    Literal(Value),
    Figure {
        figure: FigureId,
        via: Via,
        depth: u8,
    },
    Parameter(usize),
    Attribute {
        name: Arc<str>,
        depth: u8,
    },
    BuiltIn(BuiltIn),
    Column {
        table: Arc<str>,
        column: Arc<str>,
        depth: u8,
    },
    Negate(Box<Resolved>),
    Not(Box<Resolved>),
    Binary(Operator, Box<Resolved>, Box<Resolved>),
    In(Box<Resolved>, Vec<Resolved>),
    If(Box<[Resolved; 3]>),
    Call(Function, Vec<Resolved>),
    /// An aggregate over the subject's rows, or over the rows of the group around it.
    Rows(Box<RowFold>),
    /// An earlier period's figure.
    Back(FigureId, u16),
    Cut {
        by: Box<Resolved>,
        table: Arc<ResolvedCut>,
        column: usize,
    },
    DayOf {
        day: u8,
        shift: i8,
    },
}

/// An aggregate over rows.
#[derive(Debug, Clone)]
pub(super) struct RowFold {
    pub by: Aggregate,
    pub rows: RowSource,
    /// Keys by which rows are grouped first; then `what` and `only` are of groups.
    pub groups: Vec<Resolved>,
    pub what: Option<Resolved>,
    pub only: Option<Resolved>,
    pub order: Option<Resolved>,
    /// For an event table, the name by which the aggregate's result is kept.
    pub tally: Option<Arc<str>>,
}

/// Which rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum RowSource {
    /// The subject's rows of a table.
    Subject(Arc<str>),
    /// All rows of a table.
    All(Arc<str>),
    /// The rows of the group that the frame stands on; of which table.
    Group(Arc<str>),
}

impl RowSource {
    pub fn table(&self) -> &Arc<str> {
        match self {
            Self::Subject(t) | Self::All(t) | Self::Group(t) => t,
        }
    }
}

/// From a member to the member of another domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Via {
    /// The same member.
    Same,
    /// The member of the same id under another policy.
    SameId,
    /// The member's team, or the nearest team above that is a member there.
    Team,
    /// The only member.
    Only,
}

/// Names that always mean something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BuiltIn {
    Workdays,
    PeriodStart,
    PeriodEnd,
}

/// A band table with its names resolved; rows from low to high.
#[derive(Debug, Clone)]
pub(super) struct ResolvedCut {
    pub name: Arc<str>,
    pub title: Arc<str>,
    pub mode: CutMode,
    pub kinds: Vec<Kind>,
    pub otherwise: Option<Vec<Resolved>>,
    pub rows: Vec<ResolvedRow>,
}

/// A row of a band table.
#[derive(Debug, Clone)]
pub(super) struct ResolvedRow {
    pub at: Resolved,
    pub side: Side,
    pub results: Vec<Resolved>,
}

impl Resolved {
    pub fn new(op: Op, place: &Place) -> Self {
        Self {
            op,
            place: place.clone(),
        }
    }

    /// Calls `visit` on this expression and all below it, in the order of the formula.
    pub fn each(&self, visit: &mut dyn FnMut(&Resolved)) {
        visit(self);
        match &self.op {
            Op::Literal(_)
            | Op::Figure { .. }
            | Op::Parameter(_)
            | Op::Attribute { .. }
            | Op::BuiltIn(_)
            | Op::Column { .. }
            | Op::Back(..)
            | Op::DayOf { .. } => {}
            Op::Negate(a) | Op::Not(a) => a.each(visit),
            Op::Binary(_, a, b) => {
                a.each(visit);
                b.each(visit);
            }
            Op::In(a, list) => {
                a.each(visit);
                list.iter().for_each(|e| e.each(visit));
            }
            Op::If(parts) => parts.iter().for_each(|e| e.each(visit)),
            Op::Call(_, arguments) => arguments.iter().for_each(|e| e.each(visit)),
            Op::Rows(fold) => {
                let parts = fold.groups.iter().chain(&fold.what).chain(&fold.only);
                parts.chain(&fold.order).for_each(|e| e.each(visit));
            }
            Op::Cut { by, table, .. } => {
                by.each(visit);
                for row in &table.rows {
                    row.at.each(visit);
                    row.results.iter().for_each(|e| e.each(visit));
                }
                table.otherwise.iter().flatten().for_each(|e| e.each(visit));
            }
        }
    }
}

impl Work {
    /// Returns the expressions, in the order of the form.
    pub fn expressions(&self) -> Vec<&Resolved> {
        match self {
            Self::Lookup { .. } | Self::Periods { .. } => Vec::new(),
            Self::Formula(e) => vec![e],
            Self::Rank { among, keys, .. } | Self::Pick { among, keys, .. } => {
                keys.iter().map(|(e, _)| e).chain(among).collect()
            }
            Self::Allocate { total, by, .. } => vec![total, by],
            Self::State { initially, next } => vec![initially, next],
            Self::People { what, only, .. } => what.iter().chain(only).collect(),
        }
    }
}
