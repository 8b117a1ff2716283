//! Resolved expressions as people read them: once with names, once with values.

use super::super::evaluate::{Frame, Session};
use super::super::graph::{BuiltIn, FigureId, Op, Resolved, RowSource, Work};
use crate::diagnostic::{Said, missing_in_words};
use crate::formula::{
    Aggregate, LATEST, Members, Over, Readable, View, day_of_in_words, over_in_words,
};
use crate::number::{Mode as RoundingMode, Number, grouped};
use crate::value::{Cell, Value, date_text};

/// What stands for names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Names,
    Values,
}

/// An expression to be read for one member.
#[derive(Clone, Copy)]
pub(super) struct Reading<'r> {
    session: &'r Session<'r>,
    what: What<'r>,
    mode: Mode,
}

#[derive(Clone, Copy)]
enum What<'r> {
    /// An expression; a frame only where it is the member's own.
    Expr(&'r Resolved, Option<&'r Frame<'r>>),
    /// A figure by its name.
    Figure(FigureId),
    /// An aggregate over people.
    People(
        Aggregate,
        &'r Over,
        Option<&'r Resolved>,
        Option<&'r Resolved>,
    ),
}

impl<'s> Session<'s> {
    pub(super) fn reading<'r>(
        &'r self,
        e: &'r Resolved,
        frame: &'r Frame<'r>,
        mode: Mode,
    ) -> Reading<'r> {
        Reading {
            session: self,
            what: What::Expr(e, Some(frame)),
            mode,
        }
    }
}

impl<'r> Reading<'r> {
    /// Reads an aggregate over people; never with values, since those are other people's.
    pub fn people(
        session: &'r Session<'r>,
        by: Aggregate,
        over: &'r Over,
        what: Option<&'r Resolved>,
        only: Option<&'r Resolved>,
    ) -> Self {
        Self {
            session,
            what: What::People(by, over, what, only),
            mode: Mode::Names,
        }
    }

    fn of(self, e: &'r Resolved) -> Self {
        let frame = match self.what {
            What::Expr(_, frame) => frame,
            What::People(..) | What::Figure(_) => None,
        };
        Self {
            what: What::Expr(e, frame),
            ..self
        }
    }

    /// A figure's title; one that the compiler made has none and is read by what it does.
    fn named(self, figure: FigureId) -> View<Self> {
        let figure = self.session.graph.figure(figure);
        let of = |figure: &FigureId| Self {
            what: What::Figure(*figure),
            mode: Mode::Names,
            ..self
        };
        match &figure.work {
            Work::People {
                by,
                over,
                what,
                only,
                ..
            } => Self::people(self.session, *by, over, what.as_ref(), only.as_ref()).view(),
            Work::Periods {
                by,
                over,
                figure,
                only,
            } => View::Fold {
                by: *by,
                over: over_in_words(over),
                members: Members::Periods,
                groups: Vec::new(),
                what: Some(of(figure)),
                only: only.as_ref().map(of),
                order: None,
            },
            Work::Formula(e) if figure.name.starts_with('~') => self.of(e).view(),
            Work::Lookup { .. } => match figure.name.split_once('.') {
                Some((table, column)) => View::Leaf(Said::new(
                    format!("“{table}”的{column}"),
                    format!("{column} in “{table}”"),
                )),
                None => View::Leaf(Said::new(&*figure.title, &*figure.title)),
            },
            _ => View::Leaf(Said::new(&*figure.title, &*figure.title)),
        }
    }

    fn value(self, e: &'r Resolved, unit: &str) -> View<Self> {
        let What::Expr(_, Some(frame)) = self.what else {
            return View::Leaf(Said::default());
        };
        match self.session.eval(e, frame).into_iter().next() {
            Some(cell) => View::Leaf(value_in_words(&cell, unit)),
            None => View::Leaf(Said::default()),
        }
    }
}

impl Readable for Reading<'_> {
    fn view(self) -> View<Self> {
        let (e, _) = match self.what {
            What::Expr(e, frame) => (e, frame),
            What::Figure(figure) => return self.named(figure),
            What::People(by, over, what, only) => {
                return View::Fold {
                    by,
                    over: over_in_words(over),
                    members: Members::of(Some(over)),
                    groups: Vec::new(),
                    what: what.map(|e| self.of(e)),
                    only: only.map(|e| self.of(e)),
                    order: None,
                };
            }
        };
        let values = self.mode == Mode::Values;
        let plain = |text: &str| View::Leaf(Said::new(text, text));
        match &e.op {
            Op::Literal(value) => View::Leaf(value_in_words(&Ok(value.clone()), "")),
            Op::Figure { figure, .. } if values => {
                let unit = self.session.graph.figure(*figure).unit.as_deref();
                self.value(e, unit.unwrap_or(""))
            }
            Op::Figure { figure, .. } => self.named(*figure),
            Op::Parameter(number) => {
                let parameter = self.session.graph.parameters.get(*number);
                match parameter {
                    Some(p) if values => self.value(e, p.unit.as_deref().unwrap_or("")),
                    Some(p) => plain(&p.title),
                    None => plain(""),
                }
            }
            _ if values && is_leaf(&e.op) => self.value(e, ""),
            Op::Attribute { name, .. } => View::Leaf(match name.as_ref() {
                "days_present" => Said::new("在岗天数", "days there"),
                "workdays_present" => Said::new("在岗工作日数", "workdays there"),
                "present_from" => Said::new("在岗首日", "first day there"),
                "present_until" => Said::new("在岗末日", "last day there"),
                name => Said::new(name, name),
            }),
            Op::BuiltIn(BuiltIn::Workdays) => View::Leaf(Said::new("工作日数", "workdays")),
            Op::BuiltIn(BuiltIn::PeriodStart) => {
                View::Leaf(Said::new("期初", "the period's start"))
            }
            Op::BuiltIn(BuiltIn::PeriodEnd) => View::Leaf(Said::new("期末", "the period's end")),
            Op::Column { column, .. } => plain(column),
            Op::Negate(a) => View::Negate(self.of(a)),
            Op::Not(a) => View::Not(self.of(a)),
            Op::Binary(operator, a, b) => View::Binary(*operator, self.of(a), self.of(b)),
            Op::In(a, list) => View::In(self.of(a), list.iter().map(|e| self.of(e)).collect()),
            Op::If(parts) => {
                let [condition, yes, no] = parts.as_ref();
                View::If(self.of(condition), self.of(yes), self.of(no))
            }
            Op::Call(function, arguments) => {
                View::Call(*function, arguments.iter().map(|e| self.of(e)).collect())
            }
            Op::Rows(fold) => {
                let table = fold.rows.table();
                View::Fold {
                    by: fold.by,
                    over: match fold.rows {
                        RowSource::Group(_) => Said::default(),
                        _ => over_in_words(&Over::Table(table.clone())),
                    },
                    members: Members::of(Some(&Over::Table(table.clone()))),
                    groups: fold.groups.iter().map(|e| self.of(e)).collect(),
                    what: fold.what.as_ref().map(|e| self.of(e)),
                    only: fold.only.as_ref().map(|e| self.of(e)),
                    order: fold.order.as_ref().map(|e| self.of(e)),
                }
            }
            Op::Back(figure, periods) => {
                let title = &self.session.graph.figure(*figure).title;
                let n = *periods;
                View::Leaf(match n {
                    LATEST => Said::new(
                        format!("最近一期的{title}"),
                        format!("the latest earlier {title}"),
                    ),
                    1 => Said::new(format!("上期{title}"), format!("the previous {title}")),
                    _ => Said::new(
                        format!("{n} 期前的{title}"),
                        format!("{title} of {n} periods ago"),
                    ),
                })
            }
            Op::Cut { by, table, .. } => {
                let result = table.rows.first().and_then(|row| row.results.first());
                let name = table.title.to_string();
                match result.map(|e| &e.op) {
                    Some(Op::Cut {
                        by: first,
                        table: of,
                        ..
                    }) if of.name == table.name => {
                        View::Cut(self.of(first), Some(self.of(by)), name, String::new())
                    }
                    _ => View::Cut(self.of(by), None, name, String::new()),
                }
            }
            Op::DayOf { day, shift } => View::Leaf(day_of_in_words(*day, *shift)),
        }
    }
}

/// Tells whether an operation is shown by its value alone where values are put in.
fn is_leaf(op: &Op) -> bool {
    matches!(
        op,
        Op::Attribute { .. }
            | Op::BuiltIn(_)
            | Op::Column { .. }
            | Op::Rows(_)
            | Op::Back(..)
            | Op::Cut { .. }
            | Op::DayOf { .. }
    )
}

/// Writes a value as an explanation shows it: exact where a few digits suffice, else with an
/// ellipsis; a ratio in `%` as a percentage; a missing one with its reason in brackets.
pub fn value_in_words(cell: &Cell, unit: &str) -> Said {
    match cell {
        Ok(Value::Number(n)) => {
            let text = number_text(n, unit);
            Said::new(text.clone(), text)
        }
        Ok(Value::Text(t)) => Said::new(format!("“{t}”"), format!("'{t}'")),
        Ok(Value::Truth(true)) => Said::new("是", "true"),
        Ok(Value::Truth(false)) => Said::new("否", "false"),
        Ok(Value::Date(d)) => Said::new(date_text(*d), date_text(*d)),
        Err(missing) => {
            let why = missing_in_words(missing);
            Said::new(format!("［{}］", why.zh), format!("[{}]", why.en))
        }
    }
}

fn number_text(number: &Number, unit: &str) -> String {
    let percent = unit == "%";
    let shown = if percent {
        number.times(&Number::HUNDRED)
    } else {
        number.clone()
    };
    let approximate = if shown.is_approximate() { "≈ " } else { "" };
    let digits = match shown.decimals() {
        Some(decimals) if decimals <= 6 => shown.exact_text(),
        _ => format!("{}…", shown.to_fixed(4, RoundingMode::Down)),
    };
    // Years and small counts read better without separators, money does not.
    let least = if unit.contains('元') {
        1_000
    } else {
        10_000_i64
    };
    let large = shown.absolute() >= Number::from(least);
    let digits = if large { grouped(&digits) } else { digits };
    let sign = if percent { "%" } else { "" };
    format!("{approximate}{digits}{sign}")
}
