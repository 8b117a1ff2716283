//! A file of results (`meritbook/results/v1`) → the same list of figures as results that were just
//! worked out.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use super::snapshot::{Item, Known, Noted, Snapshot, Standing};
use crate::number::Number;

/// The format that is read.
const FORMAT: &str = "meritbook/results/v1";

/// Reads a file of results; `None` for anything else.
pub fn published(text: &str) -> Option<Vec<Snapshot>> {
    let data: Json = serde_json::from_str(text).ok()?;
    if data["format"] != FORMAT {
        return None;
    }
    let period = data["period"].as_str()?;
    let policies = data["policies"].as_array()?.iter();
    policies.map(|policy| snapshot(period, policy)).collect()
}

fn snapshot(period: &str, policy: &Json) -> Option<Snapshot> {
    let paid = paid(&policy["pay_sheet"]);
    let mut subjects = BTreeMap::new();
    for subject in policy["subjects"].as_array()? {
        let id = subject["id"].as_str()?;
        let mut items = Vec::new();
        let all = list(&subject["items"]);
        all.iter().for_each(|item| leaves(item, "", &mut items));
        let ladder = list(&subject["ladder"]).iter().map(noted);
        let ladder = ladder.filter(|f| f.name == "ladder.grade_after");
        let rank = |r: &Json| {
            let rank = u32::try_from(r["rank"].as_u64()?).ok()?;
            Some((text(&r["board"]), rank))
        };
        let standing = Standing {
            name: text(&subject["name"]),
            team: text(&subject["team"]),
            total: subject.get("total").map(noted),
            top: all
                .iter()
                .map(|item| noted(&item["points"]).number().cloned())
                .collect(),
            items,
            metrics: list(&subject["metrics"]).iter().map(noted).collect(),
            pay: list(&subject["pay"]).iter().map(noted).collect(),
            grades: list(&subject["grades"])
                .iter()
                .map(noted)
                .chain(ladder)
                .collect(),
            ranks: list(&subject["ranks"]).iter().filter_map(rank).collect(),
            awards: BTreeSet::new(),
            paid: paid.get(id).cloned(),
        };
        subjects.insert(id.to_owned(), standing);
    }
    for award in list(&policy["awards"]) {
        for winner in list(&award["winners"]) {
            let id = winner["id"].as_str().unwrap_or_default();
            if let Some(subject) = subjects.get_mut(id) {
                subject.awards.insert(text(&award["name"]));
            }
        }
    }
    Some(Snapshot {
        period: period.to_owned(),
        policy: policy["id"].as_str()?.to_owned(),
        title: text(&policy["title"]),
        version: text(&policy["version"]),
        subjects,
    })
}

fn list(json: &Json) -> &[Json] {
    json.as_array().map_or(&[], Vec::as_slice)
}

fn text(json: &Json) -> String {
    json.as_str().unwrap_or_default().to_owned()
}

/// Reads what is paid by id.
fn paid(sheet: &Json) -> BTreeMap<String, Number> {
    let rows = list(&sheet["rows"]).iter();
    rows.filter_map(|row| Some((text(&row["id"]), exact(&row["total"])?)))
        .collect()
}

/// Reads a number: its digits, or the exact one where these are not all of it.
fn exact(value: &Json) -> Option<Number> {
    let text = value.as_str().or_else(|| value["exact"].as_str())?;
    Number::parse_exact(text).or_else(|| Number::parse(text).ok())
}

fn noted(figure: &Json) -> Noted {
    let value = &figure["value"];
    let shown = value.as_str().or_else(|| value["value"].as_str());
    let known = match value {
        Json::Bool(truth) => Some(Known::Text(truth.to_string())),
        _ => exact(value)
            .map(Known::Number)
            .or_else(|| shown.map(|text| Known::Text(text.to_owned()))),
    };
    Noted {
        name: text(&figure["name"]),
        title: text(&figure["title"]),
        unit: text(&figure["unit"]),
        value: known,
        shown: shown.unwrap_or_default().to_owned(),
        corrected: figure["corrected"] == true,
    }
}

fn leaves(item: &Json, above: &str, found: &mut Vec<Item>) {
    let own = text(&item["item"]);
    let name = match above {
        "" => own,
        above => format!("{above} / {own}"),
    };
    let below = list(&item["items"]);
    if below.is_empty() {
        found.push(Item {
            value: item.get("value").map(noted),
            target: item.get("target").map(noted),
            points: noted(&item["points"]),
            name: name.clone(),
        });
    }
    below.iter().for_each(|item| leaves(item, &name, found));
}
