//! Which input moves which figure: results worked out again and again, each time with one more group
//! of changed inputs, and what each step moves. The steps add up to the whole difference exactly.

use std::collections::BTreeMap;

use super::difference::{Difference, Pair, differences};
use super::snapshot::Snapshot;
use crate::number::Number;

/// What one group of changed inputs moves for one subject.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Moved {
    /// The place of the group among all.
    pub group: usize,
    /// How far it moves the total; `None` where it does not, or one side has none.
    pub total: Option<Number>,
    /// How far it moves the pay.
    pub paid: Option<Number>,
    /// Whether it moves something else: a rank, a grade, an award, whether there is a total at all.
    pub other: bool,
}

/// What each group moves, by period, policy and subject; groups that move nothing are left out.
pub type Causes = BTreeMap<(String, String, String), Vec<Moved>>;

/// Finds what each step moves. `steps` are the results before, after the first group, after the
/// second, and so on.
pub fn causes(steps: &[Vec<Snapshot>]) -> Causes {
    let mut causes = Causes::new();
    for (group, pair) in steps.windows(2).enumerate() {
        let [before, after] = pair else { continue };
        for one in differences(before, after, true) {
            add(&mut causes, group, &one);
        }
    }
    causes
}

fn add(causes: &mut Causes, group: usize, one: &Difference) {
    let key = |id: &str| (one.periods.1.clone(), one.policy.clone(), id.to_owned());
    for (id, _) in one.joined.iter().chain(&one.left) {
        causes.entry(key(id)).or_default().push(Moved {
            group,
            other: true,
            ..Moved::default()
        });
    }
    for changed in one.changed.iter().filter(|c| c.is_result()) {
        let total = changed.total.as_ref();
        let by = total.and_then(Pair::by);
        let paid = match &changed.paid {
            Some((Some(before), Some(after))) => Some(after.minus(before)),
            _ => None,
        };
        let ranked = !(changed.ranks.is_empty() && changed.grades.is_empty());
        let won = !(changed.won.is_empty() && changed.lost.is_empty());
        let known = total.is_some() && by.is_none() || changed.paid.is_some() && paid.is_none();
        causes.entry(key(&changed.id)).or_default().push(Moved {
            group,
            total: by,
            paid,
            other: ranked || won || known,
        });
    }
}
