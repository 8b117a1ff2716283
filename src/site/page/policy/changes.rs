//! What a version changes, number by number: weights, caps and other parameters, bands.

use indexmap::IndexMap;

use super::{ChangeView, band, parameters};
use crate::policy::Policy;
use crate::site::shared::Shared;

/// Lists the numbers that differ between two versions, in the order of the new one; those that are
/// gone come last.
pub(super) fn between(shared: &Shared<'_>, old: &Policy, new: &Policy) -> Vec<ChangeView> {
    let was = numbers(shared, old);
    let is = numbers(shared, new);
    let mut changes: Vec<ChangeView> = is
        .iter()
        .filter(|(key, now)| was.get(*key).is_none_or(|before| before.1 != now.1))
        .map(|(key, (what, text))| ChangeView {
            what: what.clone(),
            old: was.get(key).map(|b| b.1.clone()).unwrap_or_default(),
            new: text.clone(),
        })
        .collect();
    let gone = was.iter().filter(|(key, _)| !is.contains_key(*key));
    changes.extend(gone.map(|(_, (what, text))| ChangeView {
        what: what.clone(),
        old: text.clone(),
        new: String::new(),
    }));
    changes
}

/// Returns every number of a version by a key that is the same in all versions: its name and its
/// text.
fn numbers(shared: &Shared<'_>, policy: &Policy) -> IndexMap<String, (String, String)> {
    let words = &shared.words;
    let mut all = IndexMap::new();
    for parameter in &policy.parameters {
        let value = parameter.value_in(policy.version.from);
        let text = parameters::value_text(shared, value, parameter.unit.as_ref());
        let key = format!("parameter {}", parameter.name);
        all.insert(key, (parameter.title.to_string(), text));
    }
    for (name, band) in &policy.bands {
        let table = band::table(shared, policy, band);
        for row in &table.rows {
            let Some((bound, results)) = row.split_first() else {
                continue;
            };
            for (heading, result) in table.headings.iter().skip(1).zip(results) {
                let what = words.fill(
                    "change_band",
                    &[("band", name), ("bound", bound), ("result", heading)],
                );
                all.insert(
                    format!("band {name} {bound} {heading}"),
                    (what, result.clone()),
                );
            }
        }
    }
    all
}
