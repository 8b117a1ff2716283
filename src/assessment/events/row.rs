//! One event and the tests on it that need no columns of cells.

use std::cmp::Ordering;
use std::sync::Arc;

use super::cells::{Read, Wanted, compare};
use super::counter::Setting;
use crate::figure::{Brief, Gathering, Test};
use crate::formula::Aggregate;
use crate::number::Number;
use crate::value::{Cell, Missing, Value};

/// A test on the wanted columns.
pub(super) enum Quick {
    Number {
        at: usize,
        holds: [bool; 3],
        short: Option<(i64, u32)>,
        value: Number,
    },
    Text {
        at: usize,
        holds: [bool; 3],
        value: Arc<str>,
    },
    Truth(usize),
    Not(Box<Quick>),
    And(Box<Quick>, Box<Quick>),
    Or(Box<Quick>, Box<Quick>),
}

/// What a test says of a row; the column that it misses.
pub(super) type Said = Result<bool, usize>;

/// The row at hand.
pub(super) struct Row<'r> {
    pub wanted: &'r [Wanted],
    pub read: &'r [Read],
    pub cells: &'r [&'r [u8]],
    pub line: u32,
    pub setting: &'r Setting<'r>,
}

impl Row<'_> {
    fn text(&self, at: usize) -> &str {
        let slot = self.wanted.get(at).map_or(usize::MAX, |w| w.slot);
        let cell = self.cells.get(slot).copied().unwrap_or_default();
        std::str::from_utf8(cell).unwrap_or("")
    }

    /// Says why a cell has no value.
    pub(super) fn missing(&self, at: usize) -> Missing {
        match self.read.get(at) {
            Some(Read::Blank) => {
                let column = self.wanted.get(at).map_or(0, |w| w.column);
                let setting = self.setting;
                let place = setting.file.cell_place(setting.rows, self.line, column, "");
                Missing::Blank(Box::new(place))
            }
            _ => Missing::Unread,
        }
    }

    pub(super) fn cell(&self, at: usize) -> Cell {
        match self.read.get(at) {
            Some(Read::Decimal(..)) => {
                let number = Number::parse_exact(self.text(at));
                number.map(Value::Number).ok_or(Missing::Unread)
            }
            Some(Read::Value(value)) => Ok(value.clone()),
            Some(Read::Truth(truth)) => Ok(Value::Truth(*truth)),
            Some(Read::Text) => Ok(Value::Text(self.text(at).into())),
            _ => Err(self.missing(at)),
        }
    }

    pub(super) fn add(&self, at: usize, brief: &mut Brief, gathered: &mut Gathering) {
        match self.read.get(at) {
            Some(Read::Decimal(mantissa, scale)) => {
                brief.add_decimal(*mantissa, *scale, gathered);
            }
            Some(Read::Value(value)) => {
                gathered.take(Aggregate::Sum, Some(value.clone()), None);
            }
            _ => gathered.miss(|| self.missing(at)),
        }
    }
}

impl Quick {
    pub(super) fn holds(&self, row: &Row<'_>) -> Said {
        match self {
            Self::Number {
                at,
                holds,
                short,
                value,
            } => {
                let ordering = match (row.read.get(*at), short) {
                    (Some(Read::Decimal(mantissa, scale)), Some(short)) => {
                        compare((*mantissa, *scale), *short)
                    }
                    (Some(Read::Decimal(..)), None) => match row.cell(*at) {
                        Ok(Value::Number(n)) => n.cmp(value),
                        _ => return Err(*at),
                    },
                    (Some(Read::Value(Value::Number(n))), _) => n.cmp(value),
                    _ => return Err(*at),
                };
                Ok(Test::holds(*holds, ordering))
            }
            Self::Text { at, holds, value } => match row.read.get(*at) {
                Some(Read::Text) => {
                    let ordering: Ordering = row.text(*at).cmp(value);
                    Ok(Test::holds(*holds, ordering))
                }
                _ => Err(*at),
            },
            Self::Truth(at) => match row.read.get(*at) {
                Some(Read::Truth(truth)) => Ok(*truth),
                _ => Err(*at),
            },
            Self::Not(a) => a.holds(row).map(|truth| !truth),
            Self::And(a, b) => match a.holds(row) {
                Ok(false) => Ok(false),
                Ok(true) => b.holds(row),
                Err(at) => match b.holds(row) {
                    Ok(false) => Ok(false),
                    _ => Err(at),
                },
            },
            Self::Or(a, b) => match a.holds(row) {
                Ok(true) => Ok(true),
                Ok(false) => b.holds(row),
                Err(at) => match b.holds(row) {
                    Ok(true) => Ok(true),
                    _ => Err(at),
                },
            },
        }
    }
}
