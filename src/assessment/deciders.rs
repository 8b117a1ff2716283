//! Who decides on adjustments and appeals: neither the person whose figure it is nor somebody who
//! rated it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::corrections::Correction;
use super::mistake::{DeciderMistake, WhyNotDecide};
use super::ratings::{Columns, tables};
use super::rules::InForce;
use crate::data::{AdjustmentKind, Ledger, Month, Outcome};
use crate::diagnostic::Diagnostic;
use crate::form::Written;
use crate::period::Period;
use crate::policy::Policy;

/// Looks at who decided the adjustments of a month.
pub(super) fn of_adjustments(
    rules: &InForce,
    ledger: &Ledger,
    (corrections, (_, month)): (&[Correction], (Period, &Month)),
) -> Vec<Diagnostic> {
    let mut said = Vec::new();
    let mut told = BTreeSet::new();
    for correction in corrections {
        let Some(adjustment) = month.adjustments.get(correction.which.1) else {
            continue;
        };
        let (policy, figure, person) = &correction.key;
        // Who sets data right that were entered wrong gives nothing and takes nothing away.
        let is_data = adjustment.kind == Some(AdjustmentKind::Data);
        if let Some(by) = &adjustment.decided_by
            && told.insert((&adjustment.id, person))
        {
            let of = (policy.as_ref(), figure.as_ref(), person.as_ref());
            let look = Look {
                rules,
                ledger,
                month,
            };
            said.extend(look.at(by, of, is_data).map(Diagnostic::from));
        }
    }
    said
}

/// Looks at who decided appeals.
pub(super) fn of_appeals(graphs: &BTreeMap<Period, InForce>, ledger: &Ledger) -> Vec<Diagnostic> {
    let mut said = Vec::new();
    for appeal in ledger.months.values().flat_map(|month| &month.appeals) {
        let about = appeal.period.last_month();
        let (Some(rules), Some(month)) = (graphs.get(&about), ledger.months.get(&about)) else {
            continue;
        };
        let policy = rules.policies.iter().find(|p| p.id == appeal.policy);
        let total = policy.and_then(|p| p.scorecard.as_ref());
        let total = total.map_or("", |scorecard| scorecard.total.as_ref());
        let figure = appeal.figure.as_ref();
        let figure = figure.map_or(total, |f| f.value.as_str());
        for ruling in &appeal.rulings {
            if matches!(ruling.outcome, Outcome::Withdrawn | Outcome::Accepted) {
                continue;
            }
            let of = (appeal.policy.as_ref(), figure, appeal.person.as_ref());
            let look = Look {
                rules,
                ledger,
                month,
            };
            let found = look.at(&ruling.decided_by, of, false);
            said.extend(found.map(Diagnostic::from));
        }
    }
    said
}

/// What is needed to know who may decide in a month.
struct Look<'a> {
    rules: &'a InForce,
    ledger: &'a Ledger,
    month: &'a Month,
}

impl Look<'_> {
    /// Tells why somebody ought not to decide on a figure.
    fn at(
        &self,
        by: &Written<String>,
        (policy, figure, person): (&str, &str, &str),
        is_data: bool,
    ) -> Option<DeciderMistake> {
        let mistake = |why| DeciderMistake {
            by: by.value.clone(),
            why,
            place: by.place.clone(),
        };
        let names: Vec<&str> = by.value.split(BETWEEN).map(str::trim).collect();
        let is_named = |id: &str| {
            let name = self.ledger.person(id).map(|p| p.name.as_str());
            names.iter().any(|n| *n == id || Some(*n) == name)
        };
        if is_named(person) {
            return Some(mistake(WhyNotDecide::Oneself));
        }
        let raters = match is_data {
            true => BTreeSet::new(),
            false => self.raters(policy, figure, person),
        };
        let rater = raters.iter().find(|(rater, _)| is_named(rater));
        rater.map(|(_, item)| mistake(WhyNotDecide::Rater(item.clone())))
    }

    /// Finds who rated what a figure of somebody rests on, each with the item.
    fn raters(&self, policy: &str, figure: &str, person: &str) -> BTreeSet<(String, String)> {
        let all = self.rules.policies.iter();
        let of = all.filter(|p| *p.id == *policy).map(AsRef::as_ref);
        let of: Vec<&Policy> = of.collect();
        let parts = self.rules.graph.parts(policy, figure);
        let rests_on = |item: &str| {
            let own = format!("{item}.");
            let named = |name: &Arc<str>| **name == *item || name.starts_with(own.as_str());
            parts
                .iter()
                .any(|(of, name)| **of == *policy && named(name))
        };
        let mut found = BTreeSet::new();
        for table in tables(of.iter().copied()) {
            let Some(rows) = self.month.tables.get(table.name).filter(|r| !r.of_teams) else {
                continue;
            };
            let Some(columns) = Columns::of(rows, &table) else {
                continue;
            };
            let ratings = rows.rows.iter().filter_map(|row| columns.read(row));
            for rating in ratings.filter(|r| r.ratee == person && !r.rater.is_empty()) {
                let items = of.iter().flat_map(|p| &p.rated);
                let mut items = items.filter(|r| r.table == table);
                let item = items.find(|r| *r.item == *rating.item || r.title == rating.item);
                if let Some(item) = item.filter(|r| rests_on(&r.item)) {
                    found.insert((rating.rater.to_owned(), item.title.clone()));
                }
            }
        }
        found
    }
}

/// What stands between names.
const BETWEEN: [char; 8] = ['、', ',', '，', ';', '；', '/', '（', '('];
