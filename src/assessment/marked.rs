//! Marks what is not as it was announced: each figure whose digits were others then.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::result::{Awarded, Figured, ItemResult, PeriodResult, PolicyResult};

/// What was shown of each figure: by policy, subject and full name.
type Shown = BTreeMap<(Arc<str>, Arc<str>, Arc<str>), Option<String>>;

/// Marks the figures of a period that were shown otherwise when its results were announced.
pub(super) fn mark(now: &mut PeriodResult, then: &PeriodResult) {
    let mut shown = Shown::new();
    for policy in &then.policies {
        let id = &policy.policy.id;
        for subject in &policy.subjects {
            let mut subject = subject.clone();
            let of = Arc::clone(&subject.id);
            let mut take = |figure: &mut Figured| {
                let key = (Arc::clone(id), Arc::clone(&of), Arc::clone(&figure.name));
                shown.insert(key, figure.shown.clone());
            };
            subject.items.iter_mut().for_each(|i| of_item(i, &mut take));
            let lists = [
                &mut subject.grades,
                &mut subject.metrics,
                &mut subject.ladder,
            ];
            lists.into_iter().flatten().for_each(&mut take);
            subject.total.iter_mut().for_each(&mut take);
            let pay = subject.pay.iter_mut();
            pay.map(|line| &mut line.amount).for_each(&mut take);
        }
    }
    for policy in &mut now.policies {
        of_policy(policy, &shown);
    }
}

fn of_policy(policy: &mut PolicyResult, shown: &Shown) {
    let id = Arc::clone(&policy.policy.id);
    let look = |of: &Arc<str>, figure: &mut Figured| {
        let key = (Arc::clone(&id), Arc::clone(of), Arc::clone(&figure.name));
        if let Some(was) = shown.get(&key)
            && *was != figure.shown
        {
            figure.announced = Some(was.clone().unwrap_or_default());
        }
    };
    for subject in &mut policy.subjects {
        let of = Arc::clone(&subject.id);
        let mut look = |figure: &mut Figured| look(&of, figure);
        subject.items.iter_mut().for_each(|i| of_item(i, &mut look));
        let lists = [
            &mut subject.grades,
            &mut subject.metrics,
            &mut subject.ladder,
        ];
        lists.into_iter().flatten().for_each(&mut look);
        subject.total.iter_mut().for_each(&mut look);
        let pay = subject.pay.iter_mut();
        pay.map(|line| &mut line.amount).for_each(&mut look);
    }
    for standing in policy.boards.iter_mut().flat_map(|b| &mut b.standings) {
        let of = Arc::clone(&standing.id);
        standing.keys.iter_mut().for_each(|key| look(&of, key));
    }
    for award in &mut policy.awards {
        if let Awarded::Won(winners) = &mut award.outcome {
            for winner in winners {
                let of = Arc::clone(&winner.id);
                winner.keys.iter_mut().for_each(|key| look(&of, key));
            }
        }
    }
}

fn of_item(item: &mut ItemResult, take: &mut dyn FnMut(&mut Figured)) {
    item.value.iter_mut().for_each(&mut *take);
    item.target.iter_mut().for_each(&mut *take);
    take(&mut item.points);
    for part in &mut item.items {
        of_item(part, take);
    }
}
