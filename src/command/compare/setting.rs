//! `--set POLICY::PARAMETER=VALUE`: which parameter is meant, and its other value.

use std::sync::Arc;

use super::edit::is_plain;
use crate::command::mistake::CompareMistake;
use crate::diagnostic::{Language, nearest};
use crate::figure::{Parameter, ParameterValue};
use crate::form::quantity;
use crate::number::{Number, grouped};
use crate::policy::Policy;
use crate::value::{Kind, Value};

/// A setting, taken apart.
#[derive(Debug, Clone)]
pub(super) struct Setting {
    written: String,
    /// The policy that it names.
    pub(super) policy: Option<String>,
    name: String,
    value: String,
}

impl Setting {
    /// Takes a setting apart.
    pub(super) fn parse(written: &str) -> Result<Self, CompareMistake> {
        let wrong = || CompareMistake::NoSetting {
            written: written.to_owned(),
            now: None,
        };
        // `<=30=90`: the sign of a row's key is no equals sign.
        let at = written.match_indices('=').map(|(at, _)| at);
        let mut at = at.filter(|at| !written.get(..*at).is_some_and(|t| t.ends_with(['<', '>'])));
        let at = at.next().ok_or_else(wrong)?;
        let (name, value) = (written.get(..at), written.get(at + 1..));
        let (name, value) = name.zip(value).ok_or_else(wrong)?;
        let (policy, name) = match name.split_once("::") {
            Some((policy, name)) => (Some(policy.trim().to_owned()), name),
            None => (None, name),
        };
        let (name, value) = (name.trim(), value.trim());
        if name.is_empty() || value.is_empty() || policy.as_deref() == Some("") {
            return Err(wrong());
        }
        Ok(Self {
            written: written.to_owned(),
            policy,
            name: name.to_owned(),
            value: value.to_owned(),
        })
    }

    /// Returns the value as written.
    pub(super) fn written_value(&self) -> &str {
        &self.value
    }

    /// Returns the band that the name begins with, where one of these versions has it and none has a
    /// parameter of the whole name.
    pub(super) fn band_of(&self, versions: &[&Policy]) -> Option<&str> {
        let (band, _) = self.name.split_once('.')?;
        let own = || {
            let own = versions.iter();
            own.filter(|p| self.policy.as_deref().is_none_or(|id| *p.id == *id))
        };
        let is_band = own().any(|p| p.bands.contains_key(band));
        (is_band && own().all(|p| self.of(p).is_none())).then_some(band)
    }

    /// Finds whose band is meant, which, and which row of it.
    pub(super) fn row(
        &self,
        versions: &[&Policy],
    ) -> Result<(Arc<str>, &str, &str), CompareMistake> {
        let (band, row) = self.name.split_once('.').unwrap_or((&self.name, ""));
        let with = versions.iter().filter(|p| p.bands.contains_key(band));
        let mut owners: Vec<&Arc<str>> = with.map(|p| &p.id).collect();
        owners.dedup();
        match owners.as_slice() {
            [] => Err(self.unknown(versions)),
            [_] if !is_plain(&self.value) => Err(CompareMistake::NoSetting {
                written: self.written.clone(),
                now: None,
            }),
            [one] => Ok((Arc::clone(one), band, row)),
            _ => Err(CompareMistake::SeveralParameters {
                name: self.name.clone(),
                choices: owners
                    .iter()
                    .map(|id| format!("{id}::{}", self.name))
                    .collect(),
            }),
        }
    }

    /// Says that a band has no such row.
    pub(super) fn no_row(&self, policy: &str, band: &str, rows: Vec<String>) -> CompareMistake {
        CompareMistake::NoSuchRow {
            policy: policy.to_owned(),
            band: band.to_owned(),
            row: self
                .name
                .get(band.len() + 1..)
                .unwrap_or_default()
                .to_owned(),
            rows,
        }
    }

    /// Finds the policy whose parameter is meant among versions in force.
    pub(super) fn owner(&self, versions: &[&Policy]) -> Result<Arc<str>, CompareMistake> {
        let mut owners: Vec<&Arc<str>> = versions
            .iter()
            .filter(|p| self.of(p).is_some())
            .map(|p| &p.id)
            .collect();
        owners.dedup();
        match owners.as_slice() {
            [one] => Ok(Arc::clone(one)),
            [] => Err(self.unknown(versions)),
            _ => Err(CompareMistake::SeveralParameters {
                name: self.name.clone(),
                choices: owners
                    .iter()
                    .map(|id| format!("{id}::{}", self.name))
                    .collect(),
            }),
        }
    }

    fn unknown(&self, versions: &[&Policy]) -> CompareMistake {
        let mut known: Vec<String> = versions
            .iter()
            .flat_map(|p| p.parameters.iter().filter(|one| has_a_name(p, one)))
            .map(|p| p.name.to_string())
            .collect();
        known.sort();
        known.dedup();
        let meant = nearest(&self.name, known.iter().map(String::as_str)).map(str::to_owned);
        CompareMistake::NoSuchParameter {
            name: self.name.clone(),
            meant,
            known,
        }
    }

    fn of<'p>(&self, policy: &'p Policy) -> Option<&'p Parameter> {
        let named = || policy.parameters.iter().filter(|p| has_a_name(policy, p));
        named()
            .find(|p| p.name.as_ref() == self.name)
            .or_else(|| named().find(|p| self.is_alias(p)))
    }

    fn is_alias(&self, parameter: &Parameter) -> bool {
        parameter.aliases.iter().any(|a| a.as_ref() == self.name)
    }

    /// Gives the parameter of a version its other value; returns its name with the value before
    /// and after, in words.
    pub(super) fn apply(
        &self,
        policy: &mut Policy,
        language: Language,
    ) -> Result<Option<(String, String, String)>, CompareMistake> {
        let from = policy.version.from;
        let name = self.of(policy).map(|p| Arc::clone(&p.name));
        let mut all = policy.parameters.iter_mut();
        let Some(parameter) = all.find(|p| Some(&p.name) == name.as_ref()) else {
            return Ok(None);
        };
        let unit = parameter.unit.clone();
        let before = in_words(parameter.value_in(from), unit.as_deref(), language);
        let value = self
            .value(parameter)
            .ok_or_else(|| CompareMistake::NoSetting {
                written: self.written.clone(),
                now: Some(before.clone()),
            })?;
        let after = in_words(Some(&value), unit.as_deref(), language);
        parameter.values = vec![ParameterValue {
            from: None,
            value: Some(value),
            place: parameter.place.clone(),
        }];
        Ok(Some((parameter.title.to_string(), before, after)))
    }

    /// Reads the value as the parameter's kind and unit want it.
    fn value(&self, parameter: &Parameter) -> Option<Value> {
        match parameter.kind {
            Kind::Text => Some(Value::Text(self.value.as_str().into())),
            Kind::Number => {
                let read = quantity(&self.value).ok()?;
                let unit = parameter.unit.as_deref();
                let percent = matches!(unit, Some("%" | "％"));
                let fits = match (&read.unit, unit) {
                    (Some(written), Some(unit)) => written == unit,
                    (Some(_), None) => false,
                    (None, _) => true,
                };
                let fits = fits && (read.percent == percent || unit.is_none());
                fits.then_some(Value::Number(read.number))
            }
            Kind::Truth | Kind::Date => None,
        }
    }
}

/// Tells whether the author has named a number: only then do the rules read it by that name. A
/// number written out inside of an item or a band is part of the rule itself.
fn has_a_name(policy: &Policy, parameter: &Parameter) -> bool {
    match parameter.name.split_once('.') {
        None => true,
        Some((of, _)) => policy.varied.contains_key(of),
    }
}

fn in_words(value: Option<&Value>, unit: Option<&str>, language: Language) -> String {
    let to_fill = match language {
        Language::Chinese => "未填",
        Language::English => "not filled in",
    };
    match (value, unit) {
        (None, _) => to_fill.to_owned(),
        (Some(Value::Number(n)), Some("%" | "％")) => {
            format!("{}%", plain(&n.times(&Number::HUNDRED)))
        }
        (Some(Value::Number(n)), Some(unit)) => format!("{} {unit}", plain(n)),
        (Some(Value::Number(n)), None) => plain(n),
        (Some(Value::Text(text)), _) => text.to_string(),
        (Some(Value::Truth(_) | Value::Date(_)), _) => String::new(),
    }
}

fn plain(number: &Number) -> String {
    grouped(&number.exact_text())
}
