//! Digits: how many are shown, and more where fewer would cross a band's edge.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::result::{Figured, Raw};
use crate::figure::{Edges, Figures, Form, Graph, Inputs, OverrideKey};
use crate::number::{Mode, Number};
use crate::policy::Policy;
use crate::value::{Value, date_text};

/// What is needed to show a policy's figures in a period.
pub(super) struct Shower<'a> {
    pub graph: &'a Graph,
    pub edges: &'a Edges,
    pub figures: &'a Figures,
    pub inputs: &'a Inputs,
    pub policy: &'a Policy,
    /// Form and fixed number of decimals of the policy's figures by full name.
    pub forms: BTreeMap<&'a str, (Form, Option<u32>)>,
    pub decimals: u32,
}

impl<'a> Shower<'a> {
    pub fn new(
        graph: &'a Graph,
        edges: &'a Edges,
        (figures, inputs): (&'a Figures, &'a Inputs),
        policy: &'a Policy,
        decimals: u32,
    ) -> Self {
        let forms = policy
            .definitions
            .iter()
            .map(|d| {
                let rounded = d.round.as_ref().and_then(|r| r.step.decimals());
                (d.name.as_ref(), (d.form, d.show.or(rounded)))
            })
            .collect();
        Self {
            graph,
            edges,
            figures,
            inputs,
            policy,
            forms,
            decimals: policy.show.unwrap_or(decimals),
        }
    }

    /// Returns a figure of a subject, ready to be shown; `None` where there is no such figure.
    pub fn figure(&self, name: &str, subject: &str) -> Option<Figured> {
        let full = self.graph.full_name(&self.policy.id, name)?;
        let cell = self.figures.get(&self.policy.id, full, subject)?;
        let (title, unit) = self.graph.title_and_unit(&self.policy.id, full)?;
        let unit = unit.cloned().unwrap_or_default();
        let shown = match cell {
            Ok(value) => Some(self.text(full, value, &unit)),
            Err(_) => None,
        };
        let key = (
            Arc::clone(&self.policy.id),
            Arc::clone(full),
            Arc::from(subject),
        );
        Some(Figured {
            name: Arc::clone(full),
            title: Arc::clone(title),
            cell: cell.clone(),
            shown,
            corrected: self.inputs.overrides.contains_key(&key),
            raw: self.raw(&key, full, &unit),
            unit,
            announced: None,
        })
    }

    /// Returns what was worked out where a correction stands in its stead.
    fn raw(&self, key: &OverrideKey, full: &str, unit: &str) -> Option<Box<Raw>> {
        let cell = self.figures.raw.get(key)?;
        Some(Box::new(Raw {
            shown: cell.as_ref().ok().map(|value| self.text(full, value, unit)),
            cell: cell.clone(),
            discretionary: self.inputs.at_discretion.contains(key),
        }))
    }

    fn text(&self, name: &str, value: &Value, unit: &str) -> String {
        match value {
            Value::Number(n) => self.digits(name, n, unit == "%"),
            Value::Text(t) => t.to_string(),
            Value::Truth(true) => "true".to_owned(),
            Value::Truth(false) => "false".to_owned(),
            Value::Date(d) => date_text(*d),
        }
    }

    fn digits(&self, name: &str, number: &Number, percent: bool) -> String {
        let scale = if percent {
            Number::HUNDRED
        } else {
            Number::ONE
        };
        let shown = number.times(&scale);
        let (form, rounded) = self
            .forms
            .get(name)
            .copied()
            .unwrap_or((Form::Source, None));
        let fixed = matches!(
            form,
            Form::Proportional
                | Form::Band
                | Form::Less
                | Form::Raters
                | Form::Points
                | Form::Group
                | Form::Total
                | Form::Pay
        );
        let decimals = match rounded {
            Some(rounded) => rounded,
            None if !fixed && shown.is_whole() => 0,
            None => self.decimals,
        };
        // A value must not look as if it lay in another row of a band than it does.
        let mut digits = shown.to_fixed(decimals, Mode::HalfUp);
        for more in decimals + 1..=28 {
            let as_shown = Number::parse(&digits)
                .ok()
                .and_then(|n| n.divided_by(&scale));
            let agrees = as_shown.is_none_or(|as_shown| {
                self.edges
                    .agree(self.graph, &self.policy.id, name, number, &as_shown)
            });
            if agrees {
                break;
            }
            digits = shown.to_fixed(more, Mode::HalfUp);
        }
        digits
    }
}
