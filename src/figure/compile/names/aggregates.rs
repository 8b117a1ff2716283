//! Aggregates: over rows they stay where they are; over people and periods each becomes a figure
//! of its own, worked out once for all who read it.

use std::sync::Arc;

use super::super::super::definition::Subject;
use super::super::super::graph::{
    Domain, Op, PeopleGroup, Resolved, RowFold, RowSource, Via, Work,
};
use super::super::super::inputs::{DAYS, WEEKS};
use super::super::super::mistake::GraphMistake;
use super::super::super::tally;
use super::lookup::members_scope;
use super::{Failed, Found, Resolver, Scope, base};
use crate::formula::{Aggregate, Expr, Fold, Node, Over, in_words};
use crate::value::Place;

impl Resolver<'_> {
    pub(super) fn fold(&mut self, fold: &Fold, scopes: &[Scope], place: &Place) -> Found<Resolved> {
        // Periods have an order of their own: the last of the earlier ones is the latest.
        let latest = fold.by == Aggregate::Last && fold.over == Some(Over::Earlier);
        let needs_order = matches!(fold.by, Aggregate::First | Aggregate::Last) && !latest;
        if needs_order != fold.order.is_some() {
            return self.fail(GraphMistake::OrderOfFirst {
                needed: needs_order,
                place: place.clone(),
            });
        }
        let op = match &fold.over {
            Some(Over::Table(table)) => self.over_table(fold, table, scopes, place)?,
            Some(Over::AllRows(table)) => self.over_all_rows(fold, table, scopes, place)?,
            Some(over @ (Over::Everyone { .. } | Over::Team { .. } | Over::Members(_))) => {
                self.over_people(fold, over, scopes, place)?
            }
            Some(over) => self.over_periods(fold, over, scopes, place)?,
            None => self.over_named_table(fold, scopes, place)?,
        };
        Ok(Resolved::new(op, place))
    }

    fn over_named_table(&mut self, fold: &Fold, scopes: &[Scope], place: &Place) -> Found<Op> {
        let mut tables: Vec<Arc<str>> = Vec::new();
        if let Some(what) = &fold.what {
            self.tables_named(what, scopes, &mut tables);
        }
        match tables.as_slice() {
            [table] => self.over_table(fold, &table.clone(), scopes, place),
            [] => match scopes.last() {
                Some(Scope::Groups(table, _)) => {
                    let table = Arc::clone(table);
                    self.rows(fold, RowSource::Group(table), scopes, place)
                }
                _ => {
                    let suggestion = self.source_meant(fold, scopes);
                    self.fail(GraphMistake::NoSource {
                        suggestion,
                        place: place.clone(),
                    })
                }
            },
            several => self.fail(GraphMistake::SeveralSources {
                tables: several.iter().map(ToString::to_string).collect(),
                place: place.clone(),
            }),
        }
    }

    /// Returns what may be meant by `sum(amount)`: the column of a table, or the figure of everyone.
    fn source_meant(&self, fold: &Fold, scopes: &[Scope]) -> Option<String> {
        let Some(Expr {
            node: Node::Name(name),
            ..
        }) = &fold.what
        else {
            return None;
        };
        let written = name.to_string();
        let figure = self.is_figure(&written, scopes);
        self.with_table(&written)
            .or_else(|| figure.then(|| format!("{written} over everyone")))
    }

    /// Collects the tables that `table.column` names in an expression mean, each once.
    fn tables_named(&self, expr: &Expr, scopes: &[Scope], tables: &mut Vec<Arc<str>>) {
        crate::formula::each_name(expr, &mut |name| {
            if let (None, [table, column]) = (&name.policy, name.parts.as_slice()) {
                let figure = format!("{table}.{column}");
                let own = members_scope(scopes)
                    .and_then(|(domain, _)| self.rules.policies.get(domain.policy()))
                    .is_some_and(|(policy, _)| self.defines(policy, &figure));
                let is_table = self.rules.shapes.contains_key(table) || !own;
                if is_table && !tables.contains(table) {
                    tables.push(Arc::clone(table));
                }
            }
        });
    }

    /// Tells whether a policy itself defines a figure or parameter of that name.
    fn defines(&self, policy: &Arc<str>, name: &str) -> bool {
        let figure = self
            .rules
            .definitions
            .iter()
            .any(|d| d.policy == *policy && d.name.as_ref() == name);
        figure
            || self
                .parameters
                .contains_key(&(Arc::clone(policy), Arc::from(name)))
    }

    fn over_table(
        &mut self,
        fold: &Fold,
        table: &Arc<str>,
        scopes: &[Scope],
        place: &Place,
    ) -> Found<Op> {
        if !self.rules.shapes.contains_key(table) && !self.rules.shapes.is_empty() {
            self.unknown_table(table, place)?;
        }
        match scopes.last() {
            Some(Scope::Members(_)) => {
                self.rows(fold, RowSource::Subject(table.clone()), scopes, place)
            }
            Some(Scope::Groups(t, _)) if t == table => {
                self.rows(fold, RowSource::Group(table.clone()), scopes, place)
            }
            // Over weeks and days, which nobody's rows need to fill, other tables are aggregated.
            Some(Scope::Rows(outer)) if outer != table && is_calendar(outer) => {
                self.rows(fold, RowSource::Subject(table.clone()), scopes, place)
            }
            _ => self.fail(GraphMistake::NestedRows {
                place: place.clone(),
            }),
        }
    }

    /// All rows of a table are the same for everyone: one figure for the whole policy.
    fn over_all_rows(
        &mut self,
        fold: &Fold,
        table: &Arc<str>,
        scopes: &[Scope],
        place: &Place,
    ) -> Found<Op> {
        let domain = Domain::One(base(scopes).policy());
        let name = shared_name(fold, place);
        let figure = self.shared(name, place, domain, |resolver| {
            if !resolver.rules.shapes.contains_key(table) && !resolver.rules.shapes.is_empty() {
                resolver.unknown_table(table, place)?;
            }
            let op = resolver.rows(
                fold,
                RowSource::All(Arc::clone(table)),
                &[Scope::Members(domain)],
                place,
            )?;
            Ok(Work::Formula(Resolved::new(op, place)))
        })?;
        Ok(self.read(figure, scopes, Via::Only))
    }

    fn rows(&mut self, fold: &Fold, rows: RowSource, scopes: &[Scope], place: &Place) -> Found<Op> {
        let table = Arc::clone(rows.table());
        let mut inner = scopes.to_vec();
        inner.push(Scope::Rows(Arc::clone(&table)));
        let groups = self.all(&fold.groups, &inner)?;
        if !groups.is_empty() {
            let keys = fold.groups.iter().filter_map(column_name).collect();
            inner = scopes.to_vec();
            inner.push(Scope::Groups(table, keys));
        }
        let what = self.optional(fold.what.as_ref(), &inner);
        let only = self.optional(fold.only.as_ref(), &inner);
        let order = self.optional(fold.order.as_ref(), &inner);
        let mut fold = RowFold {
            by: fold.by,
            rows,
            groups,
            what: what?,
            only: only?,
            order: order?,
            tally: None,
        };
        let shape = self.rules.shapes.get(fold.rows.table());
        if shape.is_some_and(|shape| shape.events) {
            match tally::key(&fold, base(scopes).policy()) {
                Ok(key) => fold.tally = Some(key),
                Err(found) => {
                    return self.fail(GraphMistake::BeyondARow {
                        table: fold.rows.table().to_string(),
                        found,
                        place: place.clone(),
                    });
                }
            }
        }
        Ok(Op::Rows(Box::new(fold)))
    }

    fn over_people(
        &mut self,
        fold: &Fold,
        over: &Over,
        scopes: &[Scope],
        place: &Place,
    ) -> Found<Op> {
        let from = base(scopes);
        let own = from.policy();
        let (people, group, domain, via) = match over {
            Over::Everyone { except_self: false } => {
                (own, PeopleGroup::All, Domain::One(own), Via::Only)
            }
            Over::Everyone { except_self: true } => {
                (own, PeopleGroup::Others, Domain::Subjects(own), Via::Same)
            }
            Over::Team { except_self: false } => {
                (own, PeopleGroup::OfTeam, Domain::Teams(own), Via::Team)
            }
            Over::Team { except_self: true } => (
                own,
                PeopleGroup::RestOfTeam,
                Domain::Subjects(own),
                Via::Same,
            ),
            Over::Members(policy) => match self.policy_number(policy) {
                Some(people) if self.subject(own) == Subject::Team => (
                    people,
                    PeopleGroup::OfTeam,
                    Domain::Subjects(own),
                    Via::Same,
                ),
                Some(people) => (people, PeopleGroup::All, Domain::One(own), Via::Only),
                None => return self.unknown_policy(policy, place),
            },
            _ => return Err(Failed),
        };
        let teamless = self.subject(own) != Subject::Person && matches!(over, Over::Team { .. });
        if teamless {
            return self.fail(GraphMistake::NoTeams {
                place: place.clone(),
            });
        }
        let name = shared_name(fold, place);
        let figure = self.shared(name, place, domain, |resolver| {
            let inner = [Scope::Members(Domain::Subjects(people))];
            let what = resolver.optional(fold.what.as_ref(), &inner);
            let only = resolver.optional(fold.only.as_ref(), &inner);
            Ok(Work::People {
                by: fold.by,
                over: over.clone(),
                people,
                group,
                what: what?,
                only: only?,
            })
        })?;
        Ok(self.read(figure, scopes, via))
    }

    fn over_periods(
        &mut self,
        fold: &Fold,
        over: &Over,
        scopes: &[Scope],
        place: &Place,
    ) -> Found<Op> {
        let Some(what) = &fold.what else {
            return self.fail(GraphMistake::NoSource {
                suggestion: None,
                place: place.clone(),
            });
        };
        let figure = self.over_time(what, scopes)?;
        let only = match &fold.only {
            Some(only) => Some(self.over_time(only, scopes)?),
            None => None,
        };
        let domain = base(scopes);
        let figure = self.shared(shared_name(fold, place), place, domain, |_| {
            Ok(Work::Periods {
                by: fold.by,
                over: over.clone(),
                figure,
                only,
            })
        })?;
        Ok(self.read(figure, scopes, Via::Same))
    }

    fn read(&self, figure: super::super::super::graph::FigureId, scopes: &[Scope], via: Via) -> Op {
        Op::Figure {
            figure,
            via,
            depth: (scopes.len().saturating_sub(1)) as u8,
        }
    }
}

/// Names a shared figure by its words, so that equal aggregates are one figure, in all periods.
fn shared_name(fold: &Fold, place: &Place) -> String {
    let expr = Expr::new(Node::Fold(Box::new(fold.clone())), place);
    format!("~{}", in_words(&expr).en)
}

/// Tells whether a table is that of the weeks or days.
pub(super) fn is_calendar(table: &str) -> bool {
    WEEKS.contains(&table) || DAYS.contains(&table)
}

fn column_name(expr: &Expr) -> Option<Arc<str>> {
    match &expr.node {
        Node::Name(name) => name.parts.last().cloned(),
        _ => None,
    }
}
