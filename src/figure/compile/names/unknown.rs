//! Names that nothing has, each with what may be meant.

use super::super::super::definition::ATTRIBUTES;
use super::super::super::definition::Form;
use super::super::super::mistake::GraphMistake;
use super::aggregates::is_calendar;
use super::lookup::{BUILT_INS, innermost_table, members_scope};
use super::{Found, Resolver, Scope, narrowed};
use crate::diagnostic::nearest;
use crate::value::Place;

impl Resolver<'_> {
    pub(super) fn unknown<T>(&mut self, name: &str, scopes: &[Scope], place: &Place) -> Found<T> {
        let mut known: Vec<String> = Vec::new();
        if let Some(table) = innermost_table(scopes)
            && let Some(shape) = self.rules.shapes.get(table)
        {
            known.extend(shape.columns.keys().map(ToString::to_string));
        }
        known.extend(self.own_names(scopes));
        known.extend(self.rules.attributes.iter().map(ToString::to_string));
        known.extend(ATTRIBUTES.iter().map(|(en, _)| (*en).to_owned()));
        known.extend(BUILT_INS.iter().map(|(en, ..)| (*en).to_owned()));
        let near = || nearest(name, known.iter().map(String::as_str)).map(str::to_owned);
        let suggestion = self.with_table(name).or_else(near);
        self.fail(GraphMistake::UnknownName {
            name: name.to_owned(),
            suggestion,
            compared: self.compared,
            place: place.clone(),
        })
    }

    /// Returns a column's name with its table's, where some table has it.
    pub(super) fn with_table(&self, column: &str) -> Option<String> {
        let mut tables = self.rules.shapes.iter().filter(|(t, _)| !is_calendar(t));
        let has = tables.find(|(_, shape)| shape.columns.contains_key(column));
        has.map(|(table, _)| format!("{table}.{column}"))
    }

    /// Lists the names of the policy whose figure is being compiled.
    fn own_names(&self, scopes: &[Scope]) -> Vec<String> {
        let policy = members_scope(scopes)
            .and_then(|(domain, _)| self.rules.policies.get(domain.policy()))
            .map(|(policy, _)| policy);
        let Some(policy) = policy else {
            return Vec::new();
        };
        let figures = self.index.get(policy).into_iter().flatten();
        // A cell that was looked up is called like its column, which is no name of the policy's.
        let figures = figures
            .filter(|(_, id)| self.figures[id.0 as usize].form != Form::Source)
            .map(|(name, _)| name.to_string());
        let parameters = self.parameters.keys().filter(|(p, _)| p == policy);
        figures
            .filter(|name| !name.starts_with('~'))
            .chain(parameters.map(|(_, name)| name.to_string()))
            .collect()
    }

    /// Tells whether the policy has a figure of that name, though none that can be read from here.
    pub(super) fn is_figure(&self, name: &str, scopes: &[Scope]) -> bool {
        let policy = members_scope(scopes)
            .and_then(|(domain, _)| self.rules.policies.get(domain.policy()))
            .and_then(|(policy, _)| self.index.get(policy));
        policy.is_some_and(|names| names.contains_key(name))
    }

    /// Tells whether a name with a point is a slip in the name of a figure, not of a table.
    pub(super) fn is_meant(&self, full: &str, scopes: &[Scope]) -> bool {
        if self.rules.shapes.is_empty() {
            return false;
        }
        let own = self.own_names(scopes);
        let dotted = own.iter().filter(|name| name.contains('.'));
        nearest(full, dotted.map(String::as_str)).is_some()
    }

    pub(super) fn unknown_table(&mut self, table: &str, place: &Place) -> Found<()> {
        let suggestion = nearest(table, self.rules.shapes.keys().map(AsRef::as_ref));
        let mistake = GraphMistake::UnknownTable {
            table: table.to_owned(),
            suggestion: suggestion.map(str::to_owned),
            known: self
                .rules
                .shapes
                .keys()
                .filter(|t| !is_calendar(t))
                .map(ToString::to_string)
                .collect(),
            place: narrowed(place, table),
        };
        self.fail(mistake)
    }

    pub(super) fn unknown_policy<T>(&mut self, policy: &str, place: &Place) -> Found<T> {
        let known: Vec<String> = self
            .rules
            .policies
            .iter()
            .map(|(p, _)| p.to_string())
            .collect();
        let suggestion = nearest(policy, known.iter().map(String::as_str)).map(str::to_owned);
        self.fail(GraphMistake::UnknownPolicy {
            policy: policy.to_owned(),
            suggestion,
            known,
            place: narrowed(place, policy),
        })
    }
}
