//! The aggregates of one month's rules over one event file, fed a row at a time.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::mistake::AssessmentMistake;
use super::super::rules::InForce;
use super::cells::{Read, Seen, Wanted, short};
use super::row::{Quick, Row};
use crate::calendar::Calendar;
use crate::data::{CellMistake, ColumnDeclaration, EventSource, Events, Rows, Zones, zones_mixed};
use crate::diagnostic::Diagnostic;
use crate::figure::{Brief, Gathering, Inputs, TableInput, Taking, Tallied, Tally, Test};
use crate::formula::Aggregate;
use crate::period::Period;
use crate::value::{Cell, Kind, Missing, Value};

/// What is known of a file and of who asks.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    pub table: &'a Arc<str>,
    pub rows: &'a Rows,
    pub events: &'a Events,
    pub file: &'a EventSource,
    pub declared: Option<&'a BTreeMap<Arc<str>, ColumnDeclaration>>,
    pub calendar: &'a Calendar,
    /// The month whose rules ask.
    pub period: Period,
    /// How many people there are, nobody among them.
    pub people: usize,
}

/// All aggregates of one month's rules.
pub(super) struct Counting<'a> {
    setting: Setting<'a>,
    inputs: Inputs,
    /// Whether the site says itself what counts as blank.
    own_blanks: bool,
    wanted: Vec<Wanted>,
    /// What the cells of the row at hand hold, one for each of `wanted`.
    read: Vec<Read>,
    counters: Vec<Counter<'a>>,
    /// What the counters come to before it moves on to them: side by side for each person, as most
    /// rows are another person's than the one before.
    briefs: Vec<Brief>,
    rows: Vec<u64>,
    /// What cannot be read: by column and reason, the first line, what it says, how many.
    refused: BTreeMap<(usize, CellMistake), (u32, String, usize)>,
    said: Vec<Diagnostic>,
}

struct Counter<'a> {
    key: Arc<str>,
    tally: Tally<'a>,
    way: Way,
    gathered: Vec<Gathering>,
}

/// How an aggregate is worked out.
enum Way {
    /// Rows are counted, or a column of decimals is added up, where a simple test holds.
    Quick {
        test: Option<Quick>,
        /// The column, as an index into the wanted ones.
        sum: Option<usize>,
    },
    /// Some rows at a time, by the same evaluator as every other formula.
    Usual {
        /// The columns, as indexes into the wanted ones.
        columns: Vec<usize>,
        waiting: Waiting,
    },
}

/// Rows that wait to be worked out together.
#[derive(Default)]
struct Waiting {
    people: Vec<u32>,
    cells: Vec<Vec<Cell>>,
}

/// How many rows are worked out together.
const TOGETHER: usize = 2048;

impl<'a> Counting<'a> {
    /// Prepares all aggregates over a table.
    pub(super) fn new(rules: &'a InForce, setting: Setting<'a>) -> Self {
        let mut counting = Self {
            setting,
            inputs: Inputs::without_people(setting.period, setting.calendar),
            own_blanks: setting.events.has_own_blanks(),
            wanted: Vec::new(),
            read: Vec::new(),
            counters: Vec::new(),
            briefs: Vec::new(),
            rows: vec![0; setting.people],
            refused: BTreeMap::new(),
            said: Vec::new(),
        };
        let mut tallies: BTreeMap<Arc<str>, Tally<'a>> = BTreeMap::new();
        for graph in [&rules.graph, &rules.applies] {
            let kinds = graph.columns().get(setting.table).into_iter().flatten();
            for (column, kind) in kinds {
                counting.want(column, *kind);
            }
            tallies.extend(graph.tallies().remove(setting.table).unwrap_or_default());
        }
        for (key, tally) in tallies {
            let Some(way) = counting.way(&tally) else {
                continue;
            };
            counting.counters.push(Counter {
                key,
                tally,
                way,
                gathered: vec![Gathering::default(); setting.people],
            });
        }
        counting.briefs = vec![Brief::default(); counting.counters.len() * setting.people];
        counting
    }

    /// Returns the places in a row of the cells that are read.
    pub(super) fn fields(&self) -> impl Iterator<Item = usize> + '_ {
        self.wanted.iter().map(|w| w.slot)
    }

    /// Learns which places in a row are handed over.
    pub(super) fn settle(&mut self, fields: &[usize]) {
        for wanted in &mut self.wanted {
            wanted.slot = fields.binary_search(&wanted.slot).unwrap_or(usize::MAX);
        }
    }

    /// Takes a row: whose it is, its line, its cells.
    pub(super) fn take(&mut self, who: u32, line: u32, cells: &[&[u8]]) {
        self.read.clear();
        for (at, wanted) in self.wanted.iter_mut().enumerate() {
            let cell = cells.get(wanted.slot).copied().unwrap_or_default();
            let read = wanted.read(cell, line, self.setting.events, self.own_blanks);
            if let Read::Refused(reason) = read {
                let written = || String::from_utf8_lossy(cell).into_owned();
                let first = self.refused.entry((at, reason));
                first.or_insert_with(|| (line, written(), 0)).2 += 1;
            }
            self.read.push(read);
        }
        let person = who as usize;
        if let Some(rows) = self.rows.get_mut(person) {
            *rows += 1;
        }
        let row = Row {
            wanted: &self.wanted,
            read: &self.read,
            cells,
            line,
            setting: &self.setting,
        };
        let width = self.counters.len();
        let briefs = self.briefs.get_mut(person * width..).unwrap_or_default();
        for (counter, brief) in self.counters.iter_mut().zip(briefs) {
            match &mut counter.way {
                Way::Quick { test, sum } => {
                    let Some(gathered) = counter.gathered.get_mut(person) else {
                        continue;
                    };
                    match test.as_ref().map_or(Ok(true), |test| test.holds(&row)) {
                        Ok(false) => {}
                        Err(at) => gathered.miss(|| row.missing(at)),
                        Ok(true) => match sum {
                            None => brief.count(gathered),
                            Some(at) => row.add(*at, brief, gathered),
                        },
                    }
                }
                Way::Usual { columns, waiting } => {
                    waiting.people.push(who);
                    waiting.cells.resize_with(columns.len(), Vec::new);
                    for (cells, at) in waiting.cells.iter_mut().zip(columns.iter()) {
                        cells.push(row.cell(*at));
                    }
                    if waiting.people.len() >= TOGETHER {
                        work_out(
                            &counter.tally,
                            columns,
                            waiting,
                            &self.wanted,
                            &self.inputs,
                            &mut counter.gathered,
                        );
                    }
                }
            }
        }
    }

    /// Returns what the file amounts to, with what could not be read.
    pub(super) fn finish(mut self, people: Arc<Vec<Arc<str>>>) -> (Tallied, Vec<Diagnostic>) {
        let mut gathered = BTreeMap::new();
        let width = self.counters.len();
        for (at, mut counter) in self.counters.into_iter().enumerate() {
            let briefs = self.briefs.iter_mut().skip(at).step_by(width);
            for (brief, gathered) in briefs.zip(&mut counter.gathered) {
                brief.move_to(gathered);
            }
            if let Way::Usual { columns, waiting } = &mut counter.way {
                work_out(
                    &counter.tally,
                    columns,
                    waiting,
                    &self.wanted,
                    &self.inputs,
                    &mut counter.gathered,
                );
            }
            gathered.insert(counter.key, counter.gathered);
        }
        for ((at, reason), (line, written, count)) in self.refused {
            let Some(wanted) = self.wanted.get(at) else {
                continue;
            };
            let setting = &self.setting;
            let mistake = AssessmentMistake::Cell {
                table: setting.table.to_string(),
                column: wanted.name.to_string(),
                count,
                reason,
                place: setting
                    .file
                    .cell_place(setting.rows, line, wanted.column, &written),
                written,
            };
            self.said.push(mistake.describe());
        }
        let setting = &self.setting;
        for wanted in &mut self.wanted {
            let zones = std::mem::take(&mut wanted.zones);
            if let Some(((one, with), (other, without))) = zones.mixed() {
                let place = |line, written: &str| {
                    setting
                        .file
                        .cell_place(setting.rows, line, wanted.column, written)
                };
                let (with, without) = (place(one, &with), place(other, &without));
                self.said.push(zones_mixed(with, without));
            }
        }
        let tallied = Tallied {
            people,
            gathered,
            rows: self.rows,
        };
        (tallied, self.said)
    }

    fn want(&mut self, name: &Arc<str>, kind: Kind) {
        let setting = &self.setting;
        if self.wanted.iter().any(|w| w.name == *name) {
            return;
        }
        let column = setting.rows.columns.iter().position(|c| c == name);
        let field = column.and_then(|c| setting.file.columns.get(c).copied().flatten());
        // A column that is not there is told where the period's inputs are made.
        let (Some(column), Some(slot)) = (column, field) else {
            return;
        };
        let declared = setting.declared.and_then(|d| d.get(name));
        self.wanted.push(Wanted {
            name: Arc::clone(name),
            column,
            slot,
            kind,
            factor: declared.and_then(|d| d.factor.clone()),
            zones: Zones::default(),
            seen: Seen::default(),
        });
    }

    fn at(&self, column: &Arc<str>) -> Option<usize> {
        self.wanted.iter().position(|w| w.name == *column)
    }

    /// Chooses the way of an aggregate; `None` where a column is not there.
    fn way(&self, tally: &Tally<'_>) -> Option<Way> {
        let all: Option<Vec<usize>> = tally.columns().iter().map(|c| self.at(c)).collect();
        let columns = all?;
        let adds = matches!(tally.by(), Aggregate::Sum | Aggregate::Mean);
        let sum = match tally.taking() {
            Taking::Nothing if tally.by() == Aggregate::Count => Some(None),
            Taking::Column(column) if adds => Some(self.at(column)),
            _ => None,
        };
        let test = match tally.test(self.setting.period) {
            Some(None) => Some(None),
            Some(Some(test)) => self.quick(&test).map(Some),
            None => None,
        };
        match (sum, test) {
            (Some(sum), Some(test)) => Some(Way::Quick { test, sum }),
            _ => Some(Way::Usual {
                columns,
                waiting: Waiting::default(),
            }),
        }
    }

    fn quick(&self, test: &Test) -> Option<Quick> {
        let both = |a: &Test, b: &Test| Some((Box::new(self.quick(a)?), Box::new(self.quick(b)?)));
        match test {
            Test::Compare {
                column,
                holds,
                value,
            } => {
                let at = self.at(column)?;
                match value {
                    Value::Number(value) => Some(Quick::Number {
                        at,
                        holds: *holds,
                        short: short(value),
                        value: value.clone(),
                    }),
                    Value::Text(value) => Some(Quick::Text {
                        at,
                        holds: *holds,
                        value: Arc::clone(value),
                    }),
                    _ => None,
                }
            }
            Test::Truth(column) => self.at(column).map(Quick::Truth),
            Test::Not(a) => Some(Quick::Not(Box::new(self.quick(a)?))),
            Test::And(a, b) => both(a, b).map(|(a, b)| Quick::And(a, b)),
            Test::Or(a, b) => both(a, b).map(|(a, b)| Quick::Or(a, b)),
        }
    }
}

/// Works out the rows that wait, in their order.
fn work_out(
    tally: &Tally<'_>,
    columns: &[usize],
    waiting: &mut Waiting,
    wanted: &[Wanted],
    inputs: &Inputs,
    gathered: &mut [Gathering],
) {
    let people = std::mem::take(&mut waiting.people);
    let cells = std::mem::take(&mut waiting.cells);
    let names = columns.iter().filter_map(|at| wanted.get(*at));
    let named = names
        .map(|w| Arc::clone(&w.name))
        .zip(cells.into_iter().map(Arc::new));
    let rows = TableInput::of_columns(people.len() as u32, named.collect());
    let [what, only, order] = tally.cells(inputs, &rows);
    let cell = |cells: &Option<Vec<Cell>>, i: usize| -> Result<Option<Value>, Missing> {
        match cells.as_ref().and_then(|c| c.get(i)) {
            None => Ok(None),
            Some(Ok(value)) => Ok(Some(value.clone())),
            Some(Err(missing)) => Err(missing.clone()),
        }
    };
    for (i, who) in people.iter().enumerate() {
        let Some(gathered) = gathered.get_mut(*who as usize) else {
            continue;
        };
        let taken = cell(&only, i).and_then(|only| match only {
            None | Some(Value::Truth(true)) => Ok(Some((cell(&what, i)?, cell(&order, i)?))),
            Some(_) => Ok(None),
        });
        match taken {
            Ok(Some((what, order))) => gathered.take(tally.by(), what, order),
            Ok(None) => {}
            Err(missing) => gathered.miss(|| missing),
        }
    }
}
