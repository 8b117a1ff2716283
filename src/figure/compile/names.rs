//! What names mean: every formula with its figures, parameters, columns and attributes found.

mod aggregates;
mod lookup;
mod time;
mod unknown;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::super::definition::{Body, Definition, Direction, Fallback, Form, Subject};
use super::super::graph::{
    Compiled, Domain, FigureId, Op, Resolved, ResolvedCut, ResolvedRow, Via, Work,
};
use super::super::mistake::GraphMistake;
use super::Rules;
use crate::formula::{CutTable, Expr, Node, Operator};
use crate::value::{At, Kind, Place, Value};

/// Figures with their names resolved; their kinds are still to be found.
pub(super) struct Named {
    pub figures: Vec<Compiled>,
    pub index: BTreeMap<Arc<str>, BTreeMap<Arc<str>, FigureId>>,
    pub parameter_kinds: Vec<Kind>,
    /// Kinds of columns as declared or seen in the data, by table and column.
    pub hints: BTreeMap<(Arc<str>, Arc<str>), Kind>,
}

/// Resolves all definitions.
pub(super) fn resolve(rules: &Rules<'_>) -> Result<Named, Vec<GraphMistake>> {
    let mut resolver = Resolver::new(rules);
    for (i, definition) in rules.definitions.iter().enumerate() {
        resolver.definition(i, definition);
    }
    if !resolver.mistakes.is_empty() {
        return Err(resolver.mistakes);
    }
    let hints = rules
        .shapes
        .iter()
        .flat_map(|(table, shape)| {
            shape.columns.iter().filter_map(move |(column, kind)| {
                kind.map(|kind| ((Arc::clone(table), Arc::clone(column)), kind))
            })
        })
        .collect();
    Ok(Named {
        figures: resolver.figures,
        index: resolver.index,
        parameter_kinds: rules.parameters.iter().map(|p| p.kind).collect(),
        hints,
    })
}

/// What bare names may refer to, from the outermost scope to the innermost.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Scope {
    Members(Domain),
    Rows(Arc<str>),
    /// A group of rows of a table, by keys of these columns.
    Groups(Arc<str>, Vec<Arc<str>>),
}

struct Resolver<'a> {
    rules: &'a Rules<'a>,
    figures: Vec<Compiled>,
    index: BTreeMap<Arc<str>, BTreeMap<Arc<str>, FigureId>>,
    parameters: BTreeMap<(Arc<str>, Arc<str>), usize>,
    /// Whether the name being looked up is compared with something: a text may be meant.
    compared: bool,
    mistakes: Vec<GraphMistake>,
}

/// Resolving went wrong; the mistake is kept in the resolver.
struct Failed;

type Found<T> = Result<T, Failed>;

impl<'a> Resolver<'a> {
    fn new(rules: &'a Rules<'a>) -> Self {
        let mut resolver = Self {
            rules,
            figures: Vec::new(),
            index: BTreeMap::new(),
            parameters: BTreeMap::new(),
            compared: false,
            mistakes: Vec::new(),
        };
        for (i, parameter) in rules.parameters.iter().enumerate() {
            for name in parameter.aliases.iter().chain([&parameter.name]) {
                let key = (Arc::clone(&parameter.policy), Arc::clone(name));
                resolver.parameters.insert(key, i);
            }
        }
        for definition in &rules.definitions {
            let policy = resolver.policy_number(&definition.policy).unwrap_or(0);
            let id = resolver.add(Compiled {
                policy: Arc::clone(&definition.policy),
                name: Arc::clone(&definition.name),
                title: Arc::clone(&definition.title),
                form: definition.form,
                unit: definition.unit.clone(),
                domain: Domain::Subjects(policy),
                kind: Kind::Number,
                work: Work::Formula(Resolved::new(
                    Op::Literal(Value::Truth(false)),
                    &definition.place,
                )),
                round: definition.round.clone(),
                fallback: None,
                clause: definition.clause,
                place: definition.place.clone(),
                words: OnceLock::new(),
            });
            let names = resolver
                .index
                .entry(Arc::clone(&definition.policy))
                .or_default();
            for alias in &definition.aliases {
                names.entry(Arc::clone(alias)).or_insert(id);
            }
        }
        resolver
    }

    fn add(&mut self, figure: Compiled) -> FigureId {
        let id = FigureId(self.figures.len() as u32);
        self.index
            .entry(Arc::clone(&figure.policy))
            .or_default()
            .insert(Arc::clone(&figure.name), id);
        self.figures.push(figure);
        id
    }

    fn policy_number(&self, id: &str) -> Option<usize> {
        self.rules
            .policies
            .iter()
            .position(|(p, _)| p.as_ref() == id)
    }

    fn subject(&self, policy: usize) -> Subject {
        self.rules
            .policies
            .get(policy)
            .map_or(Subject::Person, |(_, subject)| *subject)
    }

    fn fail<T>(&mut self, mistake: GraphMistake) -> Found<T> {
        self.mistakes.push(mistake);
        Err(Failed)
    }

    fn definition(&mut self, number: usize, definition: &Definition) {
        let domain = self.figures[number].domain;
        let scopes = vec![Scope::Members(domain)];
        let fallback = match &definition.if_missing {
            Fallback::Missing => None,
            Fallback::Use(expr, reason) => self
                .expr(expr, &scopes)
                .ok()
                .map(|e| (e, Arc::clone(reason))),
        };
        if let Ok(work) = self.body(&definition.body, &scopes) {
            self.figures[number].work = work;
            self.figures[number].fallback = fallback;
        }
    }

    fn body(&mut self, body: &Body, scopes: &[Scope]) -> Found<Work> {
        Ok(match body {
            Body::Formula(expr) => Work::Formula(self.expr(expr, scopes)?),
            Body::Rank {
                within,
                among,
                keys,
                ties,
            } => Work::Rank {
                within: *within,
                among: self.optional(among.as_ref(), scopes)?,
                keys: self.keys(keys, scopes)?,
                ties: *ties,
            },
            Body::Pick {
                within,
                among,
                keys,
                places,
            } => Work::Pick {
                within: *within,
                among: self.optional(among.as_ref(), scopes)?,
                keys: self.keys(keys, scopes)?,
                places: *places,
            },
            Body::Allocate {
                within,
                total,
                by,
                step,
            } => Work::Allocate {
                within: *within,
                total: self.expr(total, scopes)?,
                by: self.expr(by, scopes)?,
                step: step.clone(),
            },
            Body::State { initially, next } => Work::State {
                initially: self.expr(initially, scopes)?,
                next: self.expr(next, scopes)?,
            },
        })
    }

    fn keys(
        &mut self,
        keys: &[(Expr, Direction)],
        scopes: &[Scope],
    ) -> Found<Vec<(Resolved, Direction)>> {
        keys.iter()
            .map(|(key, direction)| Ok((self.expr(key, scopes)?, *direction)))
            .collect()
    }

    fn optional(&mut self, expr: Option<&Expr>, scopes: &[Scope]) -> Found<Option<Resolved>> {
        expr.map(|e| self.expr(e, scopes)).transpose()
    }

    fn all(&mut self, exprs: &[Expr], scopes: &[Scope]) -> Found<Vec<Resolved>> {
        // Every part is looked at, so that all its unknown names are told at once.
        let found: Vec<Found<Resolved>> = exprs.iter().map(|e| self.expr(e, scopes)).collect();
        found.into_iter().collect()
    }

    fn expr(&mut self, expr: &Expr, scopes: &[Scope]) -> Found<Resolved> {
        let op = match &expr.node {
            Node::Number(n) => Op::Literal(Value::Number(n.clone())),
            Node::Text(t) => Op::Literal(Value::Text(Arc::clone(t))),
            Node::Truth(t) => Op::Literal(Value::Truth(*t)),
            Node::Date(d) => Op::Literal(Value::Date(*d)),
            Node::Name(name) => self.name(name, scopes, &expr.place)?,
            Node::Negate(a) => Op::Negate(Box::new(self.expr(a, scopes)?)),
            Node::Not(a) => Op::Not(Box::new(self.expr(a, scopes)?)),
            Node::Binary(operator, a, b) => {
                let equal = matches!(operator, Operator::Equal | Operator::NotEqual);
                let (a, b) = (self.side(a, equal, scopes), self.side(b, equal, scopes));
                Op::Binary(*operator, Box::new(a?), Box::new(b?))
            }
            Node::In(a, list) => {
                let a = self.expr(a, scopes);
                let list: Vec<_> = list.iter().map(|e| self.side(e, true, scopes)).collect();
                Op::In(Box::new(a?), list.into_iter().collect::<Found<_>>()?)
            }
            Node::If(parts) => {
                let [condition, yes, no] = parts.as_ref();
                let condition = self.expr(condition, scopes);
                let (yes, no) = (self.expr(yes, scopes), self.expr(no, scopes));
                Op::If(Box::new([condition?, yes?, no?]))
            }
            Node::Call(function, arguments) => Op::Call(*function, self.all(arguments, scopes)?),
            Node::Fold(fold) => return self.fold(fold, scopes, &expr.place),
            Node::Back(what, periods) => Op::Back(self.lifted(what, scopes)?, *periods),
            Node::Cut { by, table, column } => {
                let by = self.expr(by, scopes);
                let table = self.cut(table, scopes);
                Op::Cut {
                    by: Box::new(by?),
                    table: Arc::new(table?),
                    column: *column,
                }
            }
            Node::DayOf { day, shift } => Op::DayOf {
                day: *day,
                shift: *shift,
            },
        };
        Ok(Resolved::new(op, &expr.place))
    }

    /// One side of an operator; of a comparison for equality a name may be a text without quotes.
    fn side(&mut self, expr: &Expr, equal: bool, scopes: &[Scope]) -> Found<Resolved> {
        self.compared = equal && matches!(&expr.node, Node::Name(name) if name.parts.len() == 1);
        let found = self.expr(expr, scopes);
        self.compared = false;
        found
    }

    fn cut(&mut self, table: &CutTable, scopes: &[Scope]) -> Found<ResolvedCut> {
        let mut rows = Vec::new();
        for row in &table.rows {
            rows.push(ResolvedRow {
                at: self.expr(&row.at, scopes)?,
                side: row.side,
                results: self.all(&row.results, scopes)?,
            });
        }
        let otherwise = match &table.otherwise {
            Some(results) => Some(self.all(results, scopes)?),
            None => None,
        };
        Ok(ResolvedCut {
            name: Arc::clone(&table.name),
            title: Arc::clone(&table.title),
            mode: table.mode,
            kinds: table.kinds.clone(),
            otherwise,
            rows,
        })
    }

    /// Returns the figure that an expression is: the figure it names, or one made for it in the
    /// domain of the outermost scope.
    fn lifted(&mut self, expr: &Expr, scopes: &[Scope]) -> Found<FigureId> {
        let base = base(scopes);
        let outer = [Scope::Members(base)];
        let resolved = self.expr(expr, &outer)?;
        if let Op::Figure { figure, via, .. } = &resolved.op
            && *via == Via::Same
        {
            return Ok(*figure);
        }
        let name = format!("~{}", crate::formula::in_words(expr).en);
        Ok(self
            .shared(name, &expr.place, base, |_| Ok(Work::Formula(resolved)))
            .unwrap_or(FigureId(0)))
    }

    /// Adds a figure made by the compiler, once for each name and policy.
    fn shared(
        &mut self,
        name: String,
        place: &Place,
        domain: Domain,
        work: impl FnOnce(&mut Self) -> Found<Work>,
    ) -> Found<FigureId> {
        let (policy, _) = &self.rules.policies[domain.policy()];
        let policy = Arc::clone(policy);
        // A team's and the company's aggregate of the same words are two figures.
        let name = match domain {
            Domain::Subjects(_) => name,
            Domain::Teams(_) => format!("{name} by team"),
            Domain::One(_) => format!("{name} of all"),
        };
        if let Some(id) = self
            .index
            .get(&policy)
            .and_then(|names| names.get(name.as_str()))
        {
            return Ok(*id);
        }
        let work = work(self)?;
        Ok(self.add(Compiled {
            policy,
            title: Arc::from(name.trim_start_matches('~')),
            name: Arc::from(name),
            form: Form::Shared,
            unit: None,
            domain,
            kind: Kind::Number,
            work,
            round: None,
            fallback: None,
            clause: None,
            place: place.clone(),
            words: OnceLock::new(),
        }))
    }
}

/// Narrows a place to where a name is written in it, the last time.
fn narrowed(place: &Place, name: &str) -> Place {
    let At::Span { start, end } = place.at else {
        return place.clone();
    };
    let written = place.source.text.get(start..end);
    match written.and_then(|written| written.rfind(name)) {
        Some(at) if !name.is_empty() => place.within(at, at + name.len()),
        _ => place.clone(),
    }
}

/// Returns the domain of the outermost scope: that of the figure being compiled.
fn base(scopes: &[Scope]) -> Domain {
    match scopes.first() {
        Some(Scope::Members(domain)) => *domain,
        _ => Domain::One(0),
    }
}
