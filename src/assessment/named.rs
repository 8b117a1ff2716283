//! Results that appeals, and adjustments that make an earlier period good, name: whether they are there.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::mistake::{AppealedMistake, Unfit};
use super::result::PeriodResult;
use crate::data::{Appeal, Ledger};
use crate::diagnostic::{Diagnostic, nearest};
use crate::form::Written;
use crate::period::Period;
use crate::policy::Policy;
use crate::value::Place;

type Policies = BTreeMap<Arc<str>, Vec<Arc<Policy>>>;

/// Tells what an appeal is about that is not there.
pub(super) fn appealed(
    appeal: &Appeal,
    policies: &Policies,
    periods: &[PeriodResult],
) -> Option<AppealedMistake> {
    let named = Named {
        period: appeal.period,
        policy: &appeal.policy,
        person: &appeal.person,
        figure: appeal.figure.as_ref(),
        place: &appeal.place,
    };
    let (unfit, place) = named.unfit(policies, periods)?;
    Some(AppealedMistake {
        id: appeal.id.to_string(),
        appeal: true,
        unfit,
        place,
    })
}

/// Tells which adjustments make good a result that is not there or is not over.
pub(super) fn made_good(
    ledger: &Ledger,
    policies: &Policies,
    periods: &[PeriodResult],
) -> Vec<Diagnostic> {
    let mut said = Vec::new();
    for (month, data) in &ledger.months {
        for adjustment in data.adjustments.iter().filter(|a| !a.replaced) {
            let Some(corrects) = &adjustment.corrects else {
                continue;
            };
            let (month, period) = (*month, corrects.period.value);
            let named = Named {
                period,
                policy: &adjustment.policy,
                person: &adjustment.person,
                figure: Some(&corrects.figure),
                place: &corrects.period.place,
            };
            let unfit = match period.last_month() < month {
                true => named.unfit(policies, periods),
                false => Some((Unfit::NotEarlier { period, month }, named.place.clone())),
            };
            let mistake = unfit.map(|(unfit, place)| AppealedMistake {
                id: adjustment.id.to_string(),
                appeal: false,
                unfit,
                place,
            });
            said.extend(mistake.map(Diagnostic::from));
        }
    }
    said
}

/// Somebody's result as an entry names it.
struct Named<'a> {
    period: Period,
    policy: &'a Arc<str>,
    person: &'a Arc<str>,
    /// The figure; `None` for the whole result.
    figure: Option<&'a Written<String>>,
    place: &'a Place,
}

impl Named<'_> {
    /// Tells what of it is not there, and where that is written.
    fn unfit(&self, policies: &Policies, periods: &[PeriodResult]) -> Option<(Unfit, Place)> {
        let here = |unfit| Some((unfit, self.place.clone()));
        let Some(period) = periods.iter().find(|p| p.period == self.period) else {
            return here(Unfit::Period(self.period));
        };
        let mut of_policy = period.policies.iter();
        let Some(results) = of_policy.find(|p| p.policy.id == *self.policy) else {
            let known = period.policies.iter().map(|p| p.policy.id.as_ref());
            return here(Unfit::Policy {
                written: self.policy.to_string(),
                is_there: policies.contains_key(self.policy),
                meant: nearest(self.policy, known).map(str::to_owned),
            });
        };
        if results.subjects.iter().all(|s| s.id != *self.person) {
            return here(Unfit::Person(self.person.to_string()));
        }
        let figure = self.figure?;
        let found = period.graph.full_name(self.policy, &figure.value);
        if found.is_some() {
            return None;
        }
        let known = period.graph.names(self.policy);
        let unfit = Unfit::Figure {
            written: figure.value.clone(),
            meant: nearest(&figure.value, known).map(str::to_owned),
        };
        Some((unfit, figure.place.clone()))
    }
}
