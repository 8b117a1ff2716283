//! That a subject's results of a period make good earlier ones (补正), or were made good later, with links
//! to the other period.

use crate::site::address::link;
use crate::site::edition::{MadeGoodOf, PublicPeriod, PublicSubject};
use crate::site::page::year::anchor;
use crate::site::shared::{LinkView, Shared};

/// Says what results of a subject make good and where they were made good, each with a link to the other
/// period on the page of the year, else to that period.
pub fn of<'a>(
    shared: &Shared<'a>,
    page: &str,
    period: &PublicPeriod<'a>,
    policy: &str,
    subject: &PublicSubject<'a>,
) -> Vec<LinkView> {
    let one = |it: &MadeGoodOf, [whole, bare]: [&str; 2], there: bool| {
        let other = shared.period_link(page, it.other);
        let own = shared.addresses.person_year(subject.id(), it.other.year());
        let key = match it.figure {
            Some(_) => whole,
            None => bare,
        };
        let parts = [
            ("period", other.text.as_str()),
            ("figure", it.figure.as_deref().unwrap_or("")),
            ("adjusted", it.adjusted.as_deref().unwrap_or("")),
        ];
        LinkView {
            text: shared.words.fill(key, &parts),
            // The year has a period only where the edition shows the subject's results of it.
            href: own.filter(|_| there).map_or(other.href.clone(), |to| {
                format!("{}#{}", link(page, &to), anchor(it.other))
            }),
        }
    };
    let makes = shared.public.makes_good_of(period, policy, subject);
    let made = shared.public.made_good_of(period, policy, subject);
    let makes = makes.iter().map(|it| {
        one(
            it,
            ["makes_good_of", "makes_good_period"],
            it.figure.is_some(),
        )
    });
    let made = made
        .iter()
        .map(|it| one(it, ["made_good_in", "made_good_in"], it.adjusted.is_some()));
    makes.chain(made).collect()
}
