//! One name: column, figure, parameter, attribute or built-in.

use std::sync::{Arc, OnceLock};

use super::super::super::definition::{ATTRIBUTES, Form, Subject};
use super::super::super::graph::{
    BuiltIn, Compiled, Domain, Op, Resolved, RowFold, RowSource, Via, Work,
};
use super::super::super::mistake::GraphMistake;
use super::super::super::tally::Beyond;
use super::{Found, Resolver, Scope, narrowed};
use crate::diagnostic::nearest;
use crate::formula::{Aggregate, Name};
use crate::value::{Kind, Place};

pub(super) const BUILT_INS: [(&str, &str, BuiltIn); 3] = [
    ("workdays", "工作日数", BuiltIn::Workdays),
    ("period_start", "期初", BuiltIn::PeriodStart),
    ("period_end", "期末", BuiltIn::PeriodEnd),
];

impl Resolver<'_> {
    pub(super) fn name(&mut self, name: &Name, scopes: &[Scope], place: &Place) -> Found<Op> {
        if let Some(policy) = &name.policy {
            return self.of_policy(policy, &name.parts.join("."), scopes, place);
        }
        match name.parts.as_slice() {
            [single] => self.single(single, scopes, place),
            [person, attribute] if matches!(person.as_ref(), "person" | "人员") => self
                .attribute(attribute, scopes)
                .map_or_else(|| self.unknown(attribute, scopes, place), Ok),
            [table, column] => self.dotted(table, column, scopes, place),
            parts => {
                let joined = parts.join(".");
                match self.own(&joined, scopes) {
                    Some(op) => Ok(op),
                    None => self.unknown(&joined, scopes, place),
                }
            }
        }
    }

    fn single(&mut self, name: &Arc<str>, scopes: &[Scope], place: &Place) -> Found<Op> {
        let own = self.own(name, scopes);
        let column = self.column_in_scope(name, scopes, own.is_some());
        match (column, own) {
            (Some(_), Some(_)) => self.fail(GraphMistake::AmbiguousName {
                name: name.to_string(),
                table: innermost_table(scopes)
                    .map(|t| t.to_string())
                    .unwrap_or_default(),
                place: place.clone(),
            }),
            (Some(InScope::Column(op)), None) => Ok(op),
            (Some(InScope::NotAKey), None) => self.fail(GraphMistake::ColumnOfGroup {
                name: name.to_string(),
                place: place.clone(),
            }),
            (None, Some(op)) => Ok(op),
            (None, None) => match self.attribute(name, scopes).or_else(|| built_in(name)) {
                Some(op) => Ok(op),
                None if self.is_figure(name, scopes) => self.fail(GraphMistake::NeedsAggregate {
                    name: name.to_string(),
                    of: (name.to_string(), None),
                    place: place.clone(),
                }),
                None => self.unknown(name, scopes, place),
            },
        }
    }

    /// `a.b`: a figure or parameter of that full name, or a column of a table.
    fn dotted(
        &mut self,
        table: &Arc<str>,
        column: &Arc<str>,
        scopes: &[Scope],
        place: &Place,
    ) -> Found<Op> {
        let full = format!("{table}.{column}");
        let own = self.own(&full, scopes);
        let shape = self.rules.shapes.get(table);
        let has_column = shape.is_some_and(|s| s.columns.contains_key(column));
        match (own, has_column) {
            (Some(_), true) => {
                return self.fail(GraphMistake::AmbiguousName {
                    name: full,
                    table: table.to_string(),
                    place: place.clone(),
                });
            }
            (Some(op), false) => return Ok(op),
            (None, _) => {}
        }
        if shape.is_none() && self.is_meant(&full, scopes) {
            return self.unknown(&full, scopes, place);
        }
        self.known_column(table, column, place)?;
        if let Some(depth) = scopes
            .iter()
            .rev()
            .position(|s| *s == Scope::Rows(table.clone()))
        {
            return Ok(Op::Column {
                table: Arc::clone(table),
                column: Arc::clone(column),
                depth: depth as u8,
            });
        }
        if matches!(scopes.last(), Some(Scope::Groups(t, _)) if t == table) {
            return self.single(column, scopes, place);
        }
        self.looked_up(table, column, scopes, place)
    }

    /// Checks that a table may be named and has a column.
    pub(super) fn known_column(&mut self, table: &str, column: &str, place: &Place) -> Found<()> {
        let Some(shape) = self.rules.shapes.get(table) else {
            if self.rules.shapes.is_empty() {
                return Ok(());
            }
            return self.unknown_table(table, place);
        };
        if !shape.found || shape.columns.contains_key(column) {
            return Ok(());
        }
        let suggestion = nearest(column, shape.columns.keys().map(AsRef::as_ref));
        let mistake = GraphMistake::UnknownColumn {
            table: table.to_owned(),
            column: column.to_owned(),
            suggestion: suggestion.map(str::to_owned),
            known: shape.columns.keys().map(ToString::to_string).collect(),
            table_place: shape.place.clone(),
            place: narrowed(place, column),
        };
        self.fail(mistake)
    }

    /// A cell of the subject's one row of a table: a figure of its own, so that examples can give
    /// it and traces can show it.
    fn looked_up(
        &mut self,
        table: &Arc<str>,
        column: &Arc<str>,
        scopes: &[Scope],
        place: &Place,
    ) -> Found<Op> {
        let Some((domain, depth)) = members_scope(scopes) else {
            return self.unknown(&format!("{table}.{column}"), scopes, place);
        };
        let (policy, _) = &self.rules.policies[domain.policy()];
        let name: Arc<str> = Arc::from(format!("{table}.{column}"));
        let known = self
            .index
            .get(policy)
            .and_then(|names| names.get(&name))
            .copied();
        let shape = self.rules.shapes.get(table);
        if shape.is_some_and(|shape| shape.events) {
            return self.fail(GraphMistake::BeyondARow {
                table: table.to_string(),
                found: Beyond::OneRow,
                place: place.clone(),
            });
        }
        let figure = known.unwrap_or_else(|| {
            let policy = Arc::clone(policy);
            self.add(Compiled {
                policy,
                title: Arc::clone(&name),
                name,
                form: Form::Source,
                unit: None,
                domain: Domain::Subjects(domain.policy()),
                kind: Kind::Number,
                work: Work::Lookup {
                    table: Arc::clone(table),
                    column: Arc::clone(column),
                },
                round: None,
                fallback: None,
                clause: None,
                place: place.clone(),
                words: OnceLock::new(),
            })
        });
        match self.via(domain, self.figures[figure.0 as usize].domain) {
            Some(via) => Ok(Op::Figure { figure, via, depth }),
            None => self.fail(GraphMistake::NeedsAggregate {
                name: format!("{table}.{column}"),
                of: (format!("{table}.{column}"), None),
                place: place.clone(),
            }),
        }
    }

    /// A figure or parameter of the policy whose figure is being compiled.
    fn own(&self, name: &str, scopes: &[Scope]) -> Option<Op> {
        let (domain, depth) = members_scope(scopes)?;
        let (policy, _) = self.rules.policies.get(domain.policy())?;
        if let Some(figure) = self.index.get(policy).and_then(|names| names.get(name)) {
            let target = &self.figures[figure.0 as usize];
            // A looked-up cell is the column itself, not another meaning of its name.
            if target.form != Form::Source
                && let Some(via) = self.via(domain, target.domain)
            {
                return Some(Op::Figure {
                    figure: *figure,
                    via,
                    depth,
                });
            }
        }
        let key = (Arc::clone(policy), Arc::from(name));
        self.parameters.get(&key).map(|i| Op::Parameter(*i))
    }

    fn of_policy(
        &mut self,
        policy: &str,
        name: &str,
        scopes: &[Scope],
        place: &Place,
    ) -> Found<Op> {
        if self.policy_number(policy).is_none() {
            return self.unknown_policy(policy, place);
        }
        let key = (Arc::from(policy), Arc::from(name));
        if let Some(parameter) = self.parameters.get(&key) {
            return Ok(Op::Parameter(*parameter));
        }
        let names = self.index.get(policy);
        let Some(figure) = names.and_then(|names| names.get(name)).copied() else {
            let known = names.into_iter().flatten().map(|(n, _)| n.as_ref());
            let suggestion = nearest(name, known).map(|s| format!("{policy}::{s}"));
            return self.fail(GraphMistake::UnknownName {
                name: format!("{policy}::{name}"),
                suggestion,
                compared: false,
                place: place.clone(),
            });
        };
        let found = members_scope(scopes).and_then(|(domain, depth)| {
            let via = self.via(domain, self.figures[figure.0 as usize].domain)?;
            Some(Op::Figure { figure, via, depth })
        });
        match found {
            Some(op) => Ok(op),
            None => self.fail(GraphMistake::NeedsAggregate {
                name: format!("{policy}::{name}"),
                of: (name.to_owned(), Some(policy.to_owned())),
                place: place.clone(),
            }),
        }
    }

    /// Returns the way from a member of one domain to a member of another, where there is one.
    pub(super) fn via(&self, from: Domain, to: Domain) -> Option<Via> {
        if from == to {
            return Some(Via::Same);
        }
        let from_people = matches!(from, Domain::Subjects(p) if self.subject(p) == Subject::Person);
        match to {
            Domain::One(_) => Some(Via::Only),
            Domain::Teams(_) => from_people.then_some(Via::Team),
            Domain::Subjects(q) => match (from, self.subject(q)) {
                (_, Subject::Company) => Some(Via::Only),
                (Domain::Subjects(p), subject) if self.subject(p) == subject => Some(Via::SameId),
                (_, Subject::Team) if from_people => Some(Via::Team),
                _ => None,
            },
        }
    }

    fn column_in_scope(&self, name: &Arc<str>, scopes: &[Scope], taken: bool) -> Option<InScope> {
        match scopes.last()? {
            Scope::Members(_) => None,
            Scope::Rows(table) => {
                let shape = self.rules.shapes.get(table);
                let known = shape.is_some_and(|s| s.columns.contains_key(name));
                // A table that has not come yet may have any column, but never one that takes the
                // meaning of a name away.
                let open = shape.is_none_or(|s| !s.found) && !taken && !self.is_other(name, scopes);
                (known || open).then(|| {
                    InScope::Column(Op::Column {
                        table: Arc::clone(table),
                        column: Arc::clone(name),
                        depth: 0,
                    })
                })
            }
            Scope::Groups(table, keys) => {
                if keys.contains(name) {
                    return Some(InScope::Column(first_of_group(table, name)));
                }
                let shape = self.rules.shapes.get(table);
                let known = shape.is_some_and(|s| s.columns.contains_key(name));
                (known && !taken).then_some(InScope::NotAKey)
            }
        }
    }

    fn is_other(&self, name: &str, scopes: &[Scope]) -> bool {
        self.attribute(name, scopes).is_some() || built_in(name).is_some()
    }

    fn attribute(&self, name: &str, scopes: &[Scope]) -> Option<Op> {
        let (domain, depth) = members_scope(scopes)?;
        if !matches!(domain, Domain::Subjects(_)) {
            return None;
        }
        let standard = ATTRIBUTES
            .iter()
            .find(|(en, zh)| *en == name || *zh == name);
        let name: Arc<str> = match standard {
            _ if self.rules.attributes.contains(name) => Arc::from(name),
            Some((en, _)) => Arc::from(*en),
            None => return None,
        };
        Some(Op::Attribute { name, depth })
    }
}

enum InScope {
    Column(Op),
    /// A column of a group that is none of its keys.
    NotAKey,
}

fn first_of_group(table: &Arc<str>, column: &Arc<str>) -> Op {
    // All rows of a group have the same keys, so any row's key is the group's.
    Op::Rows(Box::new(RowFold {
        by: Aggregate::First,
        rows: RowSource::Group(Arc::clone(table)),
        groups: Vec::new(),
        what: Some(Resolved {
            op: Op::Column {
                table: Arc::clone(table),
                column: Arc::clone(column),
                depth: 0,
            },
            place: Place::nowhere(),
        }),
        only: None,
        order: None,
        tally: None,
    }))
}

fn built_in(name: &str) -> Option<Op> {
    BUILT_INS
        .iter()
        .find(|(en, zh, _)| *en == name || *zh == name)
        .map(|(_, _, b)| Op::BuiltIn(*b))
}

/// Returns the innermost scope of members with its depth.
pub(super) fn members_scope(scopes: &[Scope]) -> Option<(Domain, u8)> {
    scopes
        .iter()
        .rev()
        .enumerate()
        .find_map(|(depth, scope)| match scope {
            Scope::Members(domain) => Some((*domain, depth as u8)),
            _ => None,
        })
}

pub(super) fn innermost_table(scopes: &[Scope]) -> Option<&Arc<str>> {
    scopes.iter().rev().find_map(|scope| match scope {
        Scope::Rows(table) | Scope::Groups(table, _) => Some(table),
        Scope::Members(_) => None,
    })
}
