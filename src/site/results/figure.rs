//! One figure as data: the digits shown, and the exact number where it differs.

use serde::Serialize;

use super::{CauseData, cause_data};
use crate::assessment::{Figured, Raw};
use crate::number::Number;
use crate::site::edition::Cause;
use crate::site::format;
use crate::value::{Value, date_text};

/// A figure.
#[derive(Serialize)]
pub struct FigureData {
    name: String,
    title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    unit: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<ValueData>,
    #[serde(skip_serializing_if = "Option::is_none")]
    missing: Option<CauseData>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    corrected: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    raw: Option<ValueData>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    at_discretion: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    announced: Option<String>,
}

/// A value.
#[derive(Serialize)]
#[serde(untagged)]
pub enum ValueData {
    /// Yes or no.
    Truth(bool),
    /// What is shown is all of it.
    Shown(String),
    /// The digits shown and the exact number.
    Exact {
        /// The digits shown.
        value: String,
        /// The exact number.
        exact: String,
    },
}

impl FigureData {
    /// Returns a figure's value; `None` where it is missing.
    pub fn value(figure: &Figured) -> Option<ValueData> {
        Self::of(figure).value
    }

    /// Writes a figure.
    pub fn of(figure: &Figured) -> Self {
        let shown = || figure.shown.clone().unwrap_or_default();
        let (value, missing) = match &figure.cell {
            Ok(Value::Truth(truth)) => (Some(ValueData::Truth(*truth)), None),
            Ok(Value::Number(number)) => (Some(exact(shown(), number, &figure.unit)), None),
            Ok(Value::Text(text)) => (Some(ValueData::Shown(text.to_string())), None),
            Ok(Value::Date(time)) => (Some(ValueData::Shown(date_text(*time))), None),
            Err(missing) => (None, Some(cause_data(&Cause::of(missing)))),
        };
        Self {
            name: figure.name.to_string(),
            title: figure.title.to_string(),
            unit: figure.unit.to_string(),
            value,
            missing,
            corrected: figure.corrected,
            raw: figure
                .raw
                .as_ref()
                .and_then(|raw| raw_value(raw, &figure.unit)),
            at_discretion: figure.raw.as_ref().is_some_and(|raw| raw.discretionary),
            announced: figure.announced.clone(),
        }
    }
}

/// Writes what was worked out before an adjustment; `None` where that is missing.
fn raw_value(raw: &Raw, unit: &str) -> Option<ValueData> {
    let shown = raw.shown.clone().unwrap_or_default();
    Some(match raw.cell.as_ref().ok()? {
        Value::Truth(truth) => ValueData::Truth(*truth),
        Value::Number(number) => exact(shown, number, unit),
        Value::Text(_) | Value::Date(_) => ValueData::Shown(shown),
    })
}

/// Writes figures.
pub fn figures(figures: &[Figured]) -> Vec<FigureData> {
    figures.iter().map(FigureData::of).collect()
}

/// Writes the digits shown, with the exact number beside where those are not all of it. Both are
/// in the measure of the unit: 60 for 60 per cent.
pub fn exact(value: String, number: &Number, unit: &str) -> ValueData {
    let number = format::scaled(number, unit);
    match Number::parse(&value) {
        Ok(shown) if shown == number => ValueData::Shown(value),
        _ => ValueData::Exact {
            value,
            exact: number.exact_text(),
        },
    }
}
