//! Which earlier periods a figure rests on, by its formulas alone.

use std::collections::{BTreeMap, BTreeSet};

use super::evaluate::first_month;
use super::graph::{Compiled, FigureId, Graph, Op, Work};
use crate::formula::{LATEST, Over};
use crate::period::{Length, Period};

/// How many months back formulas are followed; beyond that a figure rests on everything earlier.
const MOST_MONTHS: i32 = 36;

/// The months that a figure rests on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reach {
    /// Whether it rests on every earlier month, as a grade does that is carried on.
    pub all: bool,
    /// The months, its own among them.
    pub months: BTreeSet<Period>,
}

impl Reach {
    /// Adds what another figure rests on.
    pub fn join(&mut self, other: Self) {
        self.all |= other.all;
        self.months.extend(other.months);
    }

    /// Tells whether a month is among them.
    pub fn holds(&self, month: Period) -> bool {
        self.all || self.months.contains(&month)
    }
}

impl Graph {
    /// Finds the months that a figure, as worked out in a month, rests on.
    ///
    /// `runs` says of counters, by policy and full name, how many periods of the count matter:
    /// what lies before cannot change whether a run is long enough.
    pub fn reach(
        &self,
        month: Period,
        (policy, figure): (&str, &str),
        runs: &BTreeMap<(&str, &str), u32>,
    ) -> Reach {
        let Some(start) = self.find(policy, figure) else {
            return Reach::default();
        };
        let mut reach = Reach::default();
        let mut seen = BTreeSet::new();
        let mut open = vec![(start, month)];
        // Where each counter was come upon first.
        let mut entered: BTreeMap<FigureId, Period> = BTreeMap::new();
        while let Some((id, at)) = open.pop() {
            if month.months_since(at) > MOST_MONTHS {
                reach.all = true;
                continue;
            }
            if !seen.insert((id, at)) {
                continue;
            }
            let compiled = self.figure(id);
            let key = (compiled.policy.as_ref(), compiled.name.as_ref());
            let length = self.length_of(compiled);
            if let Some(run) = runs.get(&key) {
                let first = entered.entry(id).or_insert(at);
                let run = i32::try_from(*run).unwrap_or(MOST_MONTHS);
                if first.months_since(at) >= run * length.level().months() {
                    continue;
                }
            }
            // The rows of a longer period lie in the folders of all its months.
            let own = length.period(at).months();
            reach.months.extend(own.filter(|m| *m <= at));
            self.reads(compiled, at, &mut open);
        }
        reach
    }

    fn length_of(&self, figure: &Compiled) -> Length {
        let length = self.lengths.get(figure.domain.policy());
        length.copied().unwrap_or_default()
    }

    /// Finds what a figure reads, each with the month of which it reads it.
    fn reads(&self, figure: &Compiled, at: Period, found: &mut Vec<(FigureId, Period)>) {
        let length = self.length_of(figure);
        if let Work::Periods {
            over,
            figure: of,
            only,
            ..
        } = &figure.work
        {
            let begins = match first_month(over, at, length) {
                Some(first) => at.months_since(first),
                None => MOST_MONTHS + 1,
            };
            let ends = i32::from(*over == Over::Earlier);
            for month in (ends..=begins).filter_map(|months| at.later(-months)) {
                let read = [Some(*of), *only].into_iter().flatten();
                found.extend(read.map(|figure| (figure, month)));
            }
        }
        let fallback = figure.fallback.as_ref().map(|(e, _)| e);
        for e in figure.work.expressions().into_iter().chain(fallback) {
            e.each(&mut |e| match &e.op {
                Op::Figure { figure, .. } => found.push((*figure, at)),
                Op::Back(figure, periods) => {
                    let periods = if *periods == LATEST { 1 } else { *periods };
                    let then = length.period(at).later(-i32::from(periods));
                    found.extend(then.map(|then| (*figure, then.last_month())));
                }
                _ => {}
            });
        }
    }
}
