//! The kernel: one graph of figures, compiled, evaluated a column at a time, explained by replay.
//!
//! - [`Definition`]s come from policies; their formulas still hold names as written.
//! - [`compile`] finds what the names mean, checks kinds, units and cycles, and orders the figures.
//! - [`evaluate`] works out one period, a column at a time.
//! - [`Tally`] is an aggregate over rows too many to be held; the figures read what it came to.
//! - [`distance`] tells how far one figure of one member is from its next step.
//! - [`replay`] recomputes one figure of one member and shows every step down to places.

mod compile;
mod definition;
mod distance;
mod edges;
mod evaluate;
mod graph;
mod inputs;
mod reach;
mod readers;
mod replay;
mod tally;
mod uses;

pub mod mistake;

pub use compile::{Rules, compile};
pub use definition::{
    Body, Definition, Direction, Fallback, Form, Parameter, ParameterValue, Subject, Ties, Within,
};
pub use distance::{Distance, Measure, Step as NextStep, distance};
pub use edges::Edges;
pub use evaluate::evaluate;
pub use graph::{FigureId, Graph};
pub use inputs::{
    Column, DAY_COLUMNS, DAYS, Figures, History, Holders, Index, Inputs, Member, Members,
    OverrideKey, TableInput, TableShape, WEEK_COLUMNS, WEEKS,
};
pub use reach::Reach;
pub use readers::Grounds;
pub use replay::{Evidence, Step, replay, value_in_words};
pub use tally::{Brief, Gathering, Taking, Tallied, Tally, Test};
pub use uses::Use;
