//! One sealed figure as data → the figure; the way back from `results/v1`.

use std::sync::Arc;

use serde_json::Value as Json;

use crate::assessment::Figured;
use crate::number::Number;
use crate::period::Period;
use crate::value::{Cell, Kind, Missing, Place, Source, Value, parse_time};

/// Reads a sealed figure; `known` is the same figure as it is worked out now.
pub(super) fn figure(sealed: &Json, known: Option<&Figured>) -> Option<Figured> {
    let text = |key: &str| sealed.get(key).and_then(Json::as_str).unwrap_or("");
    let unit = text("unit");
    let title = known.map_or_else(|| Arc::from(text("title")), |k| Arc::clone(&k.title));
    let (cell, shown) = value(sealed, unit, known)?;
    Some(Figured {
        name: Arc::from(text("name")),
        title,
        unit: Arc::from(unit),
        cell,
        shown,
        corrected: sealed.get("corrected").is_some_and(|c| c == true),
        raw: known.and_then(|k| k.raw.clone()),
        announced: sealed
            .get("announced")
            .and_then(Json::as_str)
            .map(str::to_owned),
    })
}

/// Reads value and shown digits of a figure, or why it has none.
fn value(sealed: &Json, unit: &str, known: Option<&Figured>) -> Option<(Cell, Option<String>)> {
    let like = known.map(|k| &k.cell);
    let Some(value) = sealed.get("value") else {
        let known = like.and_then(|cell| cell.as_ref().err());
        return Some((Err(cause(sealed.get("missing")?, known)?), None));
    };
    let (shown, exact) = match value {
        Json::Bool(truth) => {
            // How a truth is shown is nowhere said; what is there of it now is as good.
            let shown = known.and_then(|k| k.shown.clone());
            return Some((Ok(Value::Truth(*truth)), shown));
        }
        Json::String(text) => (text.as_str(), text.as_str()),
        Json::Object(parts) => (parts.get("value")?.as_str()?, parts.get("exact")?.as_str()?),
        _ => return None,
    };
    let number = || Number::parse_exact(exact).and_then(|n| unscaled(n, unit));
    let kind = match like {
        Some(Ok(value)) => value.kind(),
        _ if number().is_some() => Kind::Number,
        _ if parse_time(exact).is_some() => Kind::Date,
        _ => Kind::Text,
    };
    let value = match kind {
        Kind::Number => Value::Number(number()?),
        Kind::Date => Value::Date(parse_time(exact)?),
        Kind::Text => Value::Text(Arc::from(exact)),
        Kind::Truth => return None,
    };
    Some((Ok(value), Some(shown.to_owned())))
}

/// Undoes the measure of the unit: 60 per cent is 0.6.
fn unscaled(number: Number, unit: &str) -> Option<Number> {
    if matches!(unit, "%" | "％") {
        number.divided_by(&Number::HUNDRED)
    } else {
        Some(number)
    }
}

/// Reads why something is missing; what is known of it now is kept, since it knows the place too.
pub(super) fn cause(sealed: &Json, known: Option<&Missing>) -> Option<Missing> {
    let text = |key: &str| sealed.get(key).and_then(Json::as_str).unwrap_or("");
    let of: Arc<str> = Arc::from(text("of"));
    let nowhere = |path: &str| {
        let path = path.to_owned();
        let text = String::new();
        Box::new(Place::file(&Arc::new(Source { path, text })))
    };
    let missing = match text("cause") {
        "no-table" => Missing::NoTable(of),
        "no-row" => Missing::NoRow(of),
        "blank-cell" => Missing::Blank(nowhere(&of)),
        "zero-divisor" => Missing::ZeroDivisor,
        "unfilled-parameter" => Missing::Unfilled(of),
        "no-earlier-period" => Missing::NotYet(Period::named(&of)?),
        "several-rows" => Missing::SeveralRows(of, nowhere("")),
        "nobody" => Missing::Nobody,
        "not-taking-part" => Missing::NotTakingPart,
        "no-band" => Missing::NoBand(of),
        "no-calendar" => Missing::NoCalendar(of.parse().ok()?),
        _ => return None,
    };
    let same = |known: &&Missing| {
        let known = known.cause();
        match (known, &missing) {
            (Missing::Blank(a), Missing::Blank(b)) => a.source.path == b.source.path,
            (Missing::SeveralRows(a, _), Missing::SeveralRows(b, _)) => a == b,
            (a, b) => a == b,
        }
    };
    Some(known.filter(same).cloned().unwrap_or(missing))
}
