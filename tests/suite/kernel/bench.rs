//! A small company of three people for trying figures on: a and b in team north, c in south.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use meritbook::calendar::{Calendar, Year};
use meritbook::diagnostic::Diagnostic;
use meritbook::figure::{
    Body, Definition, Fallback, Figures, Form, Graph, History, Inputs, Member, Members, Parameter,
    ParameterValue, Rules, Step, Subject, TableInput, TableShape, compile, evaluate, replay,
};
use meritbook::formula::{CutMode, CutRow, CutTable, Expr, Node, Side, parse};
use meritbook::number::{Number, Rounding};
use meritbook::period::Period;
use meritbook::value::{At, Cell, Kind, Missing, Place, Source, Value, parse_time};

const POLICY: &str = "p";

/// Rows with the id of whom each belongs to.
type Rows = Vec<(String, Vec<String>)>;

pub struct Bench {
    definitions: Vec<Definition>,
    parameters: Vec<Parameter>,
    shapes: BTreeMap<Arc<str>, TableShape>,
    people: Vec<(&'static str, &'static str)>,
    tables: BTreeMap<Arc<str>, (Vec<Arc<str>>, Rows)>,
}

pub struct Run {
    graph: Arc<Graph>,
    inputs: Inputs,
    history: History,
    figures: Arc<Figures>,
}

impl Run {
    pub fn of(&self, figure: &str, member: &str) -> Cell {
        let found = self.figures.get(POLICY, figure, member);
        found
            .unwrap_or_else(|| panic!("no figure {figure} of {member}"))
            .clone()
    }

    pub fn explain(&self, figure: &str, member: &str) -> Option<Step> {
        let at = (POLICY, figure, member);
        replay(&self.graph, &self.inputs, &self.figures, &self.history, at)
    }
}

impl Bench {
    pub fn new() -> Self {
        Self {
            definitions: Vec::new(),
            parameters: Vec::new(),
            shapes: BTreeMap::new(),
            people: vec![("a", "north"), ("b", "north"), ("c", "south")],
            tables: BTreeMap::new(),
        }
    }

    pub fn people(mut self, more: &[(&'static str, &'static str)]) -> Self {
        self.people.extend_from_slice(more);
        self
    }

    pub fn shape(mut self, table: &str, columns: &[&str]) -> Self {
        let shape = self.shapes.entry(Arc::from(table)).or_default();
        for column in columns {
            shape.columns.entry(Arc::from(*column)).or_insert(None);
        }
        self
    }

    pub fn dates(mut self, table: &str, columns: &[&str]) -> Self {
        let shape = self.shapes.entry(Arc::from(table)).or_default();
        for column in columns {
            shape.columns.insert(Arc::from(*column), Some(Kind::Date));
        }
        self
    }

    pub fn table(self, name: &str, columns: &[&str], rows: &[(&str, &[&str])]) -> Self {
        let rows = rows
            .iter()
            .map(|(who, cells)| (*who, cells.iter().map(|c| (*c).to_owned()).collect()));
        self.owned(name, columns, rows.collect())
    }

    pub fn owned(mut self, name: &str, columns: &[&str], rows: Vec<(&str, Vec<String>)>) -> Self {
        self = self.shape(name, columns);
        self.shapes.get_mut(name).unwrap().found = true;
        let columns = columns.iter().map(|c| Arc::from(*c)).collect();
        let rows = rows.into_iter().map(|(who, cells)| (who.to_owned(), cells));
        self.tables
            .insert(Arc::from(name), (columns, rows.collect()));
        self
    }

    pub fn figure(self, name: &str, formula: &str) -> Self {
        self.body(name, Body::Formula(expr(formula)))
    }

    pub fn without(mut self, name: &str) -> Self {
        self.definitions.retain(|d| d.name.as_ref() != name);
        self
    }

    pub fn rounded(self, name: &str, formula: &str, rounding: Rounding) -> Self {
        let mut bench = self.figure(name, formula);
        bench.definitions.last_mut().unwrap().round = Some(rounding);
        bench
    }

    pub fn unit(self, name: &str, formula: &str, unit: &str) -> Self {
        let mut bench = self.figure(name, formula);
        bench.definitions.last_mut().unwrap().unit = Some(Arc::from(unit));
        bench
    }

    pub fn body(mut self, name: &str, body: Body) -> Self {
        self.definitions.push(Definition {
            policy: Arc::from(POLICY),
            name: Arc::from(name),
            aliases: Vec::new(),
            title: Arc::from(name),
            form: Form::Metric,
            unit: None,
            body,
            round: None,
            if_missing: Fallback::Missing,
            private: false,
            clause: None,
            show: None,
            place: Place::nowhere(),
        });
        self
    }

    /// Adds a figure that looks up `t.x` in a band.
    pub fn band(
        self,
        name: &str,
        mode: CutMode,
        otherwise: Option<&str>,
        rows: &[(&str, Side, &str)],
    ) -> Self {
        let table = CutTable {
            across: None,
            name: Arc::from(name),
            title: Arc::from(name),
            mode,
            columns: vec![Arc::from("")],
            kinds: vec![Kind::Number],
            otherwise: otherwise.map(|o| vec![expr(o)]),
            rows: rows
                .iter()
                .map(|(at, side, result)| CutRow {
                    at: expr(at),
                    side: *side,
                    results: vec![expr(result)],
                    place: Place::nowhere(),
                })
                .collect(),
            place: Place::nowhere(),
        };
        let cut = Node::Cut {
            by: Box::new(expr("t.x")),
            table: Arc::new(table),
            column: 0,
        };
        let cut = Expr::new(cut, &Place::nowhere());
        self.body(name, Body::Formula(cut))
    }

    pub fn parameter(mut self, name: &str, value: Option<Value>) -> Self {
        self.parameters.push(Parameter {
            policy: Arc::from(POLICY),
            name: Arc::from(name),
            aliases: Vec::new(),
            title: Arc::from(name),
            unit: None,
            kind: Kind::Number,
            values: vec![ParameterValue {
                from: None,
                value,
                place: Place::nowhere(),
            }],
            place: Place::nowhere(),
        });
        self
    }

    pub fn run(self) -> Run {
        self.run_months(1).pop().unwrap()
    }

    /// Runs the same data in several months from June 2025 on.
    pub fn run_months(self, months: i32) -> Vec<Run> {
        let graph = match self.compiled() {
            Ok(graph) => Arc::new(graph),
            Err(said) => panic!("{:?}", said.iter().map(|d| &d.title.en).collect::<Vec<_>>()),
        };
        let mut history = History::new();
        let mut runs = Vec::new();
        for month in 0..months {
            let period = Period::new(2025, 6).unwrap().later(month).unwrap();
            let inputs = self.inputs(period, &graph);
            let figures = Arc::new(evaluate(&graph, &inputs, &history));
            runs.push(Run {
                graph: Arc::clone(&graph),
                inputs,
                history: history.clone(),
                figures: Arc::clone(&figures),
            });
            history.insert(period, figures);
        }
        runs
    }

    pub fn mistakes(self) -> Vec<Diagnostic> {
        self.compiled().err().unwrap_or_default()
    }

    fn compiled(&self) -> Result<Graph, Vec<Diagnostic>> {
        let rules = Rules {
            policies: vec![(Arc::from(POLICY), Subject::Person)],
            lengths: BTreeMap::new(),
            definitions: self.definitions.iter().collect(),
            parameters: self.parameters.iter().collect(),
            shapes: &self.shapes,
            attributes: &BTreeSet::new(),
        };
        compile(&rules).map_err(|mistakes| mistakes.iter().map(|m| m.describe()).collect())
    }

    fn inputs(&self, period: Period, graph: &Graph) -> Inputs {
        let mut people = self.people.clone();
        people.sort_unstable();
        let members = people
            .iter()
            .map(|(id, team)| Member {
                id: Arc::from(*id),
                team: Arc::from(*team),
                attributes: BTreeMap::new(),
            })
            .collect();
        let holiday: Date = "2025-06-02".parse().unwrap();
        let mut year = Year::default();
        year.holidays.insert(holiday);
        Inputs {
            period,
            days: (period.first_day(), period.last_day()),
            calendar: Arc::new(Calendar::new(BTreeMap::from([(2025, year)]))),
            members: BTreeMap::from([(
                Arc::from(POLICY),
                Members {
                    subject: Some(Subject::Person),
                    members,
                },
            )]),
            team_people: BTreeMap::new(),
            team_parents: BTreeMap::new(),
            tables: self
                .tables
                .iter()
                .map(|(name, (columns, rows))| {
                    (Arc::clone(name), table(name, columns, rows, graph))
                })
                .collect(),
            longer: BTreeMap::new(),
            overrides: BTreeMap::new(),
            at_discretion: Default::default(),
            held: BTreeMap::new(),
        }
    }
}

fn table(
    name: &str,
    columns: &[Arc<str>],
    rows: &[(String, Vec<String>)],
    graph: &Graph,
) -> TableInput {
    let source = Arc::new(Source {
        path: format!("{name}.csv"),
        text: String::new(),
    });
    let place = |row: usize| Place {
        source: Arc::clone(&source),
        at: At::Line {
            line: row as u32 + 2,
            heading: Arc::from(""),
            written: Arc::from(""),
        },
    };
    let kinds = graph.columns().get(name).cloned().unwrap_or_default();
    let typed = |column: usize, kind: Kind| {
        rows.iter()
            .enumerate()
            .map(|(row, (_, cells))| match (cells[column].as_str(), kind) {
                ("", _) => Err(Missing::Blank(Box::new(place(row)))),
                (text, Kind::Number) => Ok(Value::Number(Number::parse(text).unwrap())),
                (text, Kind::Date) => Ok(Value::Date(parse_time(text).unwrap())),
                (text, _) => Ok(Value::Text(Arc::from(text))),
            })
            .collect::<Vec<Cell>>()
    };
    let mut by_person: BTreeMap<Arc<str>, Vec<u32>> = BTreeMap::new();
    for (row, (who, _)) in rows.iter().enumerate() {
        by_person
            .entry(Arc::from(who.as_str()))
            .or_default()
            .push(row as u32);
    }
    TableInput {
        tallied: None,
        rows: rows.len() as u32,
        columns: columns
            .iter()
            .enumerate()
            .filter_map(|(i, column)| {
                let kind = kinds.get(column)?;
                Some((Arc::clone(column), Arc::new(typed(i, *kind))))
            })
            .collect(),
        places: Arc::new((0..rows.len()).map(place).collect()),
        by_person,
        personal: true,
        of_teams: false,
    }
}

pub fn expr(text: &str) -> Expr {
    let source = Arc::new(Source {
        path: "policy.yml".to_owned(),
        text: text.to_owned(),
    });
    let place = Place::span(&source, 0, text.len());
    parse(text, &place).unwrap_or_else(|said| panic!("{text}: {}", said[0].title.en))
}

pub fn number(text: &str) -> Cell {
    Ok(Value::Number(Number::parse(text).unwrap()))
}

pub fn truth(truth: bool) -> Cell {
    Ok(Value::Truth(truth))
}

pub fn date(text: &str) -> Cell {
    Ok(Value::Date(parse_time(text).unwrap()))
}

pub fn missing(cell: &Cell) -> Missing {
    cell.as_ref().unwrap_err().cause().clone()
}
