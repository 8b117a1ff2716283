//! What adjustments of one period make good of an earlier one, beside the results of one subject: as far
//! as the edition shows both figures.

use super::{Public, PublicPeriod, PublicSubject};
use crate::data::Adjustment;
use crate::period::Period;

/// An adjustment that makes good a subject's result of an earlier period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeGoodOf {
    /// The other period: the earlier one, or the one in which it is made good.
    pub other: Period,
    /// The name of the adjusted figure; `None` where the edition does not show it.
    pub adjusted: Option<String>,
    /// The name of the figure that was made good; `None` where the edition does not show it.
    pub figure: Option<String>,
}

impl<'a> Public<'a> {
    /// Returns what a period's adjustments make good of earlier results of a subject.
    pub fn makes_good_of(
        &self,
        period: &PublicPeriod<'a>,
        policy: &str,
        subject: &PublicSubject<'a>,
    ) -> Vec<MadeGoodOf> {
        let mut found = Vec::new();
        for month in period.period().months() {
            for adjustment in self.standing(month, policy, subject.id()) {
                let Some(of) = &adjustment.corrects else {
                    continue;
                };
                // What the edition leaves out here tells nothing of there either.
                let adjusted = seen(period, policy, &adjustment.figure, subject);
                if adjusted.is_none() || self.period(of.period.value).is_none() {
                    continue;
                }
                found.push(MadeGoodOf {
                    other: of.period.value,
                    adjusted,
                    figure: self.seen_in(of.period.value, policy, &of.figure.value, subject.id()),
                });
            }
        }
        found
    }

    /// Returns in which later periods a subject's results of a period are made good.
    pub fn made_good_of(
        &self,
        period: &PublicPeriod<'a>,
        policy: &str,
        subject: &PublicSubject<'a>,
    ) -> Vec<MadeGoodOf> {
        let mut found = Vec::new();
        for month in self.book.ledger.months.keys() {
            for adjustment in self.standing(*month, policy, subject.id()) {
                let of = adjustment.corrects.as_ref();
                let Some(of) = of.filter(|of| of.period.value == period.period()) else {
                    continue;
                };
                let figure = seen(period, policy, &of.figure.value, subject);
                if figure.is_none() || self.period(*month).is_none() {
                    continue;
                }
                found.push(MadeGoodOf {
                    other: *month,
                    adjusted: self.seen_in(*month, policy, &adjustment.figure, subject.id()),
                    figure,
                });
            }
        }
        found
    }

    /// Returns a month's adjustments of a subject under a policy whose place no later one has taken.
    fn standing<'s>(
        &'s self,
        month: Period,
        policy: &'s str,
        id: &'s str,
    ) -> impl Iterator<Item = &'a Adjustment> + 's {
        let month = self.book.ledger.months.get(&month);
        let all = month.into_iter().flat_map(|month| &month.adjustments);
        all.filter(move |a| !a.replaced && *a.policy == *policy && *a.person == *id)
    }

    fn seen_in(&self, period: Period, policy: &str, figure: &str, id: &str) -> Option<String> {
        let period = self.period(period)?;
        let subject = period.policy(policy)?.subject(id)?;
        seen(period, policy, figure, subject)
    }
}

/// Returns the name of a figure that a person wrote, where the edition shows it of the subject.
fn seen<'a>(
    period: &PublicPeriod<'a>,
    policy: &str,
    written: &str,
    subject: &PublicSubject<'a>,
) -> Option<String> {
    let full = period.result.graph.full_name(policy, written)?;
    let pay = subject.pay().iter().map(|line| &line.amount);
    let all = subject.figures().into_iter().chain(subject.ladder());
    let found = all.chain(pay).find(|f| f.name == *full);
    found.map(|figure| figure.title.to_string())
}
