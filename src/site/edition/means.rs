//! What a team reaches on average in each item, for teams that are large enough.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::assessment::{ItemResult, PolicyResult};
use crate::number::{Number, mean};
use crate::value::Value;

/// The mean points of each item by team; of groups that are large enough.
#[derive(Debug, Default)]
pub struct ItemMeans {
    means: BTreeMap<Arc<str>, BTreeMap<Arc<str>, Number>>,
}

impl ItemMeans {
    /// Works out the means of those who are rated.
    pub(super) fn of(result: &PolicyResult, smallest_group: usize) -> Self {
        type Points = BTreeMap<Arc<str>, Vec<Number>>;
        fn collect(items: &[ItemResult], points: &mut Points) {
            for item in items {
                if let Ok(Value::Number(number)) = &item.points.cell {
                    let all = points.entry(Arc::clone(&item.item)).or_default();
                    all.push(number.clone());
                }
                collect(&item.items, points);
            }
        }
        let mut teams: BTreeMap<Arc<str>, Points> = BTreeMap::new();
        for subject in &result.subjects {
            if !subject.team.is_empty() {
                let points = teams.entry(Arc::clone(&subject.team)).or_default();
                collect(&subject.items, points);
            }
        }
        let means = teams.into_iter().map(|(team, items)| {
            let large = items.into_iter().filter(|(_, v)| v.len() >= smallest_group);
            let means = large.filter_map(|(item, values)| Some((item, mean(values.iter())?)));
            (team, means.collect())
        });
        Self {
            means: means.collect(),
        }
    }

    /// Returns a team's mean points of an item; `None` where too few have them.
    pub fn get(&self, team: &str, item: &str) -> Option<&Number> {
        self.means.get(team)?.get(item)
    }
}
