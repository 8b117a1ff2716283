//! Kinds: what follows from use is found first, what is left is settled by defaults, then
//! everything is checked once more and told.

mod rules;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::definition::Form;
use super::super::graph::{Compiled, FigureId, Op, Resolved, Work};
use super::super::mistake::GraphMistake;
use super::names::Named;
use crate::formula::Operator;
use crate::value::{Kind, Value};

/// Figures, columns and attributes with their kinds.
pub(super) struct Kinded {
    pub figures: Vec<Compiled>,
    pub index: BTreeMap<Arc<str>, BTreeMap<Arc<str>, FigureId>>,
    pub columns: BTreeMap<Arc<str>, BTreeMap<Arc<str>, Kind>>,
    pub attributes: BTreeMap<Arc<str>, Kind>,
}

/// What is known of kinds so far.
struct Kinds {
    figures: Vec<Option<Kind>>,
    /// The kind that readers of a figure want of it, while its own is not known.
    wanted: Vec<Option<Kind>>,
    columns: BTreeMap<(Arc<str>, Arc<str>), Option<Kind>>,
    attributes: BTreeMap<Arc<str>, Option<Kind>>,
    parameters: Vec<Kind>,
    phase: Phase,
    changed: bool,
    mistakes: Vec<GraphMistake>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Phase {
    /// Only what follows from use.
    Use,
    /// Defaults for what is still open inside formulas.
    Inner,
    /// Defaults for what is still open as a figure.
    Outer,
    /// Nothing more is found; everything that does not fit is told.
    Check,
}

/// Finds all kinds.
pub(super) fn settle(mut named: Named) -> Result<Kinded, Vec<GraphMistake>> {
    let mut kinds = Kinds {
        figures: vec![None; named.figures.len()],
        wanted: vec![None; named.figures.len()],
        columns: named
            .hints
            .iter()
            .map(|(c, k)| (c.clone(), Some(*k)))
            .collect(),
        attributes: BTreeMap::new(),
        parameters: named.parameter_kinds,
        phase: Phase::Use,
        changed: false,
        mistakes: Vec::new(),
    };
    for phase in [Phase::Use, Phase::Inner, Phase::Outer] {
        kinds.phase = phase;
        loop {
            kinds.changed = false;
            for i in 0..named.figures.len() {
                kinds.figure(i, &named.figures[i]);
            }
            if !kinds.changed {
                break;
            }
        }
    }
    for figure in &mut named.figures {
        read_times(figure, &kinds);
    }
    kinds.phase = Phase::Check;
    for i in 0..named.figures.len() {
        kinds.figure(i, &named.figures[i]);
    }
    if !kinds.mistakes.is_empty() {
        return Err(kinds.mistakes);
    }
    for (figure, kind) in named.figures.iter_mut().zip(&kinds.figures) {
        figure.kind = kind.unwrap_or(Kind::Number);
    }
    let used = used_columns(&named.figures);
    let mut columns: BTreeMap<Arc<str>, BTreeMap<Arc<str>, Kind>> = BTreeMap::new();
    for (table, column) in used {
        let kind = kinds.columns.get(&(table.clone(), column.clone())).copied();
        let kind = kind.flatten().unwrap_or(Kind::Text);
        columns.entry(table).or_default().insert(column, kind);
    }
    Ok(Kinded {
        figures: named.figures,
        index: named.index,
        columns,
        attributes: kinds
            .attributes
            .into_iter()
            .map(|(name, kind)| (name, kind.unwrap_or(Kind::Text)))
            .collect(),
    })
}

impl Kinds {
    fn figure(&mut self, number: usize, figure: &Compiled) {
        let want = match figure.form {
            Form::Veto | Form::Eligible | Form::Award | Form::Hold => Some(Kind::Truth),
            _ => self.wanted[number],
        };
        let want = match (self.phase >= Phase::Outer, want, self.figures[number]) {
            (true, None, None) => Some(Kind::Number),
            (_, want, _) => want,
        };
        let found = match &figure.work {
            Work::Lookup { table, column } => self.column(table, column, want),
            Work::Formula(e) => self.infer(e, want),
            Work::Rank { among, keys, .. } => {
                self.standing(among.as_ref(), keys.iter().map(|(e, _)| e));
                Some(Kind::Number)
            }
            Work::Pick { among, keys, .. } => {
                self.standing(among.as_ref(), keys.iter().map(|(e, _)| e));
                Some(Kind::Truth)
            }
            Work::Allocate { total, by, .. } => {
                self.infer(total, Some(Kind::Number));
                self.infer(by, Some(Kind::Number));
                Some(Kind::Number)
            }
            Work::State { initially, next } => {
                let first = self.infer(initially, want);
                self.settle_figure(number, first);
                self.infer(next, first.or(want)).or(first)
            }
            Work::People { by, what, only, .. } => {
                self.aggregate(*by, what.as_ref(), only.as_ref(), want, &figure.place)
            }
            Work::Periods {
                by,
                figure: f,
                only,
                ..
            } => {
                if let Some(only) = only {
                    self.read(*only, Some(Kind::Truth));
                }
                self.over_periods(*by, *f, want)
            }
        };
        if let Some((fallback, _)) = &figure.fallback {
            self.infer(fallback, found.or(want));
        }
        self.settle_figure(number, found);
    }

    fn standing<'a>(&mut self, among: Option<&Resolved>, keys: impl Iterator<Item = &'a Resolved>) {
        if let Some(among) = among {
            self.infer(among, Some(Kind::Truth));
        }
        for key in keys {
            let default = (self.phase >= Phase::Outer).then_some(Kind::Number);
            if self.infer(key, None).is_none() {
                self.infer(key, default);
            }
        }
    }

    fn settle_figure(&mut self, number: usize, found: Option<Kind>) {
        if found.is_some() && self.figures[number].is_none() {
            self.figures[number] = found;
            self.changed = true;
        }
    }

    /// Reads a figure of which `want` is wanted.
    fn read(&mut self, figure: FigureId, want: Option<Kind>) -> Option<Kind> {
        let number = figure.0 as usize;
        let known = self.figures[number];
        if known.is_none() && want.is_some() && self.wanted[number].is_none() {
            self.wanted[number] = want;
            self.changed = true;
        }
        known
    }

    fn column(&mut self, table: &Arc<str>, column: &Arc<str>, want: Option<Kind>) -> Option<Kind> {
        let key = (Arc::clone(table), Arc::clone(column));
        let slot = self.columns.entry(key).or_insert(None);
        if slot.is_none() && want.is_some() {
            *slot = want;
            self.changed = true;
        }
        *slot
    }

    fn attribute(&mut self, name: &Arc<str>, want: Option<Kind>) -> Option<Kind> {
        // The roster's own columns hold what they are named for.
        let slot = self
            .attributes
            .entry(Arc::clone(name))
            .or_insert(match name.as_ref() {
                "id" | "name" | "team" | "post" => Some(Kind::Text),
                "joined" | "left" | "present_from" | "present_until" => Some(Kind::Date),
                "days_present" | "workdays_present" => Some(Kind::Number),
                _ => None,
            });
        if slot.is_none() && want.is_some() {
            *slot = want;
            self.changed = true;
        }
        *slot
    }
}

/// Turns texts that are compared with times into times: `signed_at <= '2026-07-01 16:05'`.
fn read_times(figure: &mut Compiled, kinds: &Kinds) {
    let mut expressions: Vec<&mut Resolved> = match &mut figure.work {
        Work::Lookup { .. } | Work::Periods { .. } => Vec::new(),
        Work::Formula(e) => vec![e],
        Work::Rank { among, keys, .. } | Work::Pick { among, keys, .. } => {
            keys.iter_mut().map(|(e, _)| e).chain(among).collect()
        }
        Work::Allocate { total, by, .. } => vec![total, by],
        Work::State { initially, next } => vec![initially, next],
        Work::People { what, only, .. } => what.iter_mut().chain(only).collect(),
    };
    for e in &mut expressions {
        read_times_in(e, kinds);
    }
}

fn read_times_in(e: &mut Resolved, kinds: &Kinds) {
    match &mut e.op {
        Op::Binary(operator, a, b) => {
            read_times_in(a, kinds);
            read_times_in(b, kinds);
            let compares = !matches!(
                operator,
                Operator::Plus
                    | Operator::Minus
                    | Operator::Times
                    | Operator::DividedBy
                    | Operator::And
                    | Operator::Or
            );
            if compares {
                if kinds.is_date(a) {
                    text_to_time(b);
                }
                if kinds.is_date(b) {
                    text_to_time(a);
                }
            }
        }
        Op::Negate(a) | Op::Not(a) => read_times_in(a, kinds),
        Op::In(a, list) => {
            read_times_in(a, kinds);
            list.iter_mut().for_each(|e| read_times_in(e, kinds));
        }
        Op::If(parts) => parts.iter_mut().for_each(|e| read_times_in(e, kinds)),
        Op::Call(_, arguments) => arguments.iter_mut().for_each(|e| read_times_in(e, kinds)),
        Op::Rows(fold) => {
            let parts = fold.groups.iter_mut().chain(&mut fold.what);
            parts
                .chain(&mut fold.only)
                .chain(&mut fold.order)
                .for_each(|e| read_times_in(e, kinds));
        }
        Op::Cut { by, .. } => read_times_in(by, kinds),
        _ => {}
    }
}

impl Kinds {
    fn is_date(&self, e: &Resolved) -> bool {
        let kind = match &e.op {
            Op::Column { table, column, .. } => self
                .columns
                .get(&(Arc::clone(table), Arc::clone(column)))
                .copied()
                .flatten(),
            Op::Figure { figure, .. } | Op::Back(figure, _) => self.figures[figure.0 as usize],
            Op::Attribute { name, .. } => self.attributes.get(name).copied().flatten(),
            Op::Parameter(i) => self.parameters.get(*i).copied(),
            Op::Rows(fold) => match &fold.what {
                Some(what) => return self.is_date(what),
                None => None,
            },
            _ => None,
        };
        kind == Some(Kind::Date)
    }
}

fn text_to_time(e: &mut Resolved) {
    if let Op::Literal(Value::Text(text)) = &e.op
        && let Some(date) = crate::value::parse_time(text)
    {
        e.op = Op::Literal(Value::Date(date));
    }
}

fn used_columns(figures: &[Compiled]) -> Vec<(Arc<str>, Arc<str>)> {
    let mut used = Vec::new();
    let mut note = |table: &Arc<str>, column: &Arc<str>| {
        let key = (Arc::clone(table), Arc::clone(column));
        if !used.contains(&key) {
            used.push(key);
        }
    };
    for figure in figures {
        if let Work::Lookup { table, column } = &figure.work {
            note(table, column);
        }
        let fallback = figure.fallback.as_ref().map(|(e, _)| e);
        for e in figure.work.expressions().into_iter().chain(fallback) {
            e.each(&mut |e| {
                if let Op::Column { table, column, .. } = &e.op {
                    note(table, column);
                }
            });
        }
    }
    used
}
