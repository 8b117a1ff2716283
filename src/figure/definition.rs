//! What policies say: figures by their formulas, parameters by their values.

use std::sync::Arc;

use crate::formula::Expr;
use crate::number::{Number, Rounding};
use crate::period::Period;
use crate::value::{Kind, Place, Value};

/// Whom a policy assesses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// People.
    Person,
    /// Teams.
    Team,
    /// The company as a whole.
    Company,
}

/// One figure as a policy defines it.
#[derive(Debug, Clone)]
pub struct Definition {
    /// The policy's id.
    pub policy: Arc<str>,
    /// The full name inside the policy, for example `回款额`, `回款额.points`, `total`.
    pub name: Arc<str>,
    /// Other names that mean this figure, for example `总分` for `total`.
    pub aliases: Vec<Arc<str>>,
    /// The name that readers see.
    pub title: Arc<str>,
    /// The form it came from: gives handbook and trace their words.
    pub form: Form,
    /// The unit as declared, for example `元`, `%`; units that differ may not be added.
    pub unit: Option<Arc<str>>,
    /// How it is worked out.
    pub body: Body,
    /// Rounding that changes the figure; `None` for exact.
    pub round: Option<Rounding>,
    /// Decimals shown; `None` where the policy leaves it to the site.
    pub show: Option<u32>,
    /// What stands in its stead when it is missing.
    pub if_missing: Fallback,
    /// Whether only HR may see its values.
    pub private: bool,
    /// The number of the clause that says so, where one does (index into the policy's clauses).
    pub clause: Option<usize>,
    /// Where it is defined.
    pub place: Place,
}

/// The form a figure came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// A metric: a number taken or computed from data.
    Metric,
    /// The target of an item.
    Target,
    /// Points as weight × value ÷ target, within cap and floor.
    Proportional,
    /// Points from a band.
    Band,
    /// A start less so much for each unit.
    Less,
    /// Points from ratings.
    Raters,
    /// Points by a formula of the author's own.
    Points,
    /// A group of a scorecard.
    Group,
    /// The total of a scorecard.
    Total,
    /// A grade, coefficient or another result read off a band.
    Grade,
    /// A condition that sets something to zero or takes awards away.
    Veto,
    /// A rank on a board.
    Rank,
    /// A value that a board or an award sorts by, made because it is no figure of its own.
    Key,
    /// Whether someone may have an award.
    Eligible,
    /// Who wins an award.
    Award,
    /// A prize.
    Prize,
    /// Whether an earlier award is withdrawn, why, and what is charged back.
    Withdrawal,
    /// A pay line.
    Pay,
    /// Whether a pay line is held.
    Hold,
    /// A counter of a ladder.
    Counter,
    /// A post or grade of a ladder, or a move on it.
    Ladder,
    /// A date of a calendar of steps.
    Step,
    /// A cell of a table: made by the compiler for `table.column`.
    Source,
    /// An aggregate over people, made by the compiler so that it is worked out once.
    Shared,
}

/// How a figure is worked out.
#[derive(Debug, Clone)]
pub enum Body {
    /// A formula of one member at a time.
    Formula(Expr),
    /// The rank of each member: 1 is best; members whose keys are missing, or for whom `among` is
    /// not true, have none.
    Rank {
        /// Among whom: everyone or each team.
        within: Within,
        /// Who takes part; `None` for all.
        among: Option<Expr>,
        /// The keys, the first weighs most.
        keys: Vec<(Expr, Direction)>,
        /// How equal members stand.
        ties: Ties,
    },
    /// Whether each member is among the best `places`. Equal members at the edge all are.
    Pick {
        /// Among whom: everyone or each team.
        within: Within,
        /// Who takes part; `None` for all.
        among: Option<Expr>,
        /// The keys, the first weighs most.
        keys: Vec<(Expr, Direction)>,
        /// How many.
        places: u32,
    },
    /// A share of a total, in whole steps and without a remainder: by largest remainder, equal
    /// remainders by the larger share, then the steps that are left stay unpaid together and are
    /// said so.
    Allocate {
        /// Among whom: everyone or each team.
        within: Within,
        /// What is shared; the same for all who share.
        total: Expr,
        /// Each member's portion.
        by: Expr,
        /// The step, for example `0.01`.
        step: Number,
    },
    /// A value that reads its own earlier value: `initially` where there is none, else `next`,
    /// which may say `previous(itself)`.
    State {
        /// The first value.
        initially: Expr,
        /// Each later value.
        next: Expr,
    },
}

impl Definition {
    /// Returns the expressions as written, that for what is missing among them.
    pub fn expressions(&self) -> Vec<&Expr> {
        let mut all = Vec::new();
        match &self.body {
            Body::Formula(expr) => all.push(expr),
            Body::Rank { among, keys, .. } | Body::Pick { among, keys, .. } => {
                all.extend(among);
                all.extend(keys.iter().map(|(key, _)| key));
            }
            Body::Allocate { total, by, .. } => all.extend([total, by]),
            Body::State { initially, next } => all.extend([initially, next]),
        }
        if let Fallback::Use(expr, _) = &self.if_missing {
            all.push(expr);
        }
        all
    }
}

/// Among whom ranks and shares run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Within {
    /// All subjects of the policy.
    Everyone,
    /// Each team by itself.
    Team,
}

/// A direction of sorting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// The smallest is best.
    Ascending,
    /// The largest is best.
    Descending,
}

/// How equal members stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Ties {
    /// 1-2-2-4.
    #[default]
    Standard,
    /// 1-2-2-3.
    Dense,
}

/// What stands in a missing figure's stead.
#[derive(Debug, Clone, Default)]
pub enum Fallback {
    /// Nothing: it stays missing.
    #[default]
    Missing,
    /// A value that the policy gives, with its reason.
    Use(Expr, Arc<str>),
}

/// A named number of a policy; each has one home.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// The policy's id.
    pub policy: Arc<str>,
    /// The full name, for example `calls_target` or `质检.free`.
    pub name: Arc<str>,
    /// Other names that mean this parameter, for example `质检.免扣` for `质检.free`.
    pub aliases: Vec<Arc<str>>,
    /// The name that readers see.
    pub title: Arc<str>,
    /// The unit, where one is declared.
    pub unit: Option<Arc<str>>,
    /// Its kind.
    pub kind: Kind,
    /// The values by the period from which they hold, from early to late.
    pub values: Vec<ParameterValue>,
    /// Where it is defined.
    pub place: Place,
}

/// A value of a parameter.
#[derive(Debug, Clone)]
pub struct ParameterValue {
    /// The first period in which it holds; `None` for always.
    pub from: Option<Period>,
    /// The value; `None` where it is still to be filled in.
    pub value: Option<Value>,
    /// Where it is written.
    pub place: Place,
}

impl Parameter {
    /// Returns the value in force in a period; `None` where it is still to be filled in.
    pub fn value_in(&self, period: Period) -> Option<&Value> {
        self.values
            .iter()
            .rev()
            .find(|v| v.from.is_none_or(|from| from <= period))
            .and_then(|v| v.value.as_ref())
    }
}

/// Attributes that everybody has, with their Chinese twins: those of every roster, and how long of
/// the period somebody stood under the policy.
pub(super) const ATTRIBUTES: [(&str, &str); 11] = [
    ("id", "工号"),
    ("name", "姓名"),
    ("team", "团队"),
    ("post", "岗位"),
    ("grade", "职级"),
    ("joined", "入职日期"),
    ("left", "离职日期"),
    ("days_present", "在岗天数"),
    ("workdays_present", "在岗工作日数"),
    ("present_from", "在岗首日"),
    ("present_until", "在岗末日"),
];
