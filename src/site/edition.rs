//! What one audience may see. Everything a page shows goes through here: pages hold a [`Public`]
//! and never the book, so what an edition may not show cannot reach a file.

mod admit;
mod appeals;
mod ahead;
mod approval;
mod audience;
mod board;
mod checks;
mod filter;
mod gaps;
mod gone;
mod groups;
mod hidden;
mod honour;
mod made_good;
mod means;
mod names;
mod pay;
mod people;
mod progress;
mod provenance;
mod raters;
mod reading;
mod spread;
mod summary;
mod what_if;

pub use appeals::AppealCount;
pub use approval::{Approval, ApprovalLine};
pub use audience::{Edition, is_called};
pub use board::{PublicBoard, Row};
pub use filter::Filter;
pub use gaps::{Cause, Gap};
pub use groups::tellable;
pub use hidden::of as hidden_figures;
pub use honour::Considered;
pub use made_good::MadeGoodOf;
pub use means::ItemMeans;
pub use names::Apart;
pub use people::PublicPerson;
pub use provenance::{
    AppealsCount, CorrectedLater, Corrections, FileRead, Files, Grounded, HandedOver, PublicSeal,
};
pub use reading::{PublicAward, PublicPolicy, PublicSubject, PublicWinner};
pub use spread::Spread;
pub use summary::Summary;
pub use what_if::PublicWhatIf;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use self::gone::{gone, is_named};
use self::hidden::Hidden;

use crate::assessment::{Book, PeriodResult};
use crate::data::State;
use crate::figure::{Grounds, Step, Subject};
use crate::period::{Level, Period};
use crate::pinyin::name_order;
use crate::policy::Policy;
use crate::settings::Settings;
use jiff::civil::Date;

/// How a figure is explained: by [`Book::explain`], or by a stand-in in tests.
pub type Explain<'a> =
    Box<dyn Fn(&PeriodResult, &str, &str, &str) -> Option<Step> + Send + Sync + 'a>;

/// A book as one edition may show it.
pub struct Public<'a> {
    book: &'a Book,
    edition: Arc<Edition>,
    explain: Explain<'a>,
    periods: Vec<PublicPeriod<'a>>,
    policies: BTreeMap<Arc<str>, Vec<Arc<Policy>>>,
    people: BTreeMap<Arc<str>, PublicPerson>,
    apart: BTreeMap<Arc<str>, Apart>,
}

/// A period as one edition may show it.
pub struct PublicPeriod<'a> {
    result: &'a PeriodResult,
    /// The people whose own results may be shown in this period.
    shown: BTreeSet<&'a str>,
    policies: Vec<PublicPolicy<'a>>,
    hidden: Arc<Hidden>,
}

impl<'a> Public<'a> {
    /// Settles who and what may be shown.
    pub fn new(book: &'a Book, edition: Edition, explain: Explain<'a>) -> Self {
        let edition = Arc::new(edition);
        let gone = Arc::new(gone(book, &edition));
        let mut periods: Vec<PublicPeriod<'a>> = Vec::new();
        for result in &book.periods {
            let level = result.period.level();
            let earlier = periods.iter().rfind(|p| p.period().level() == level);
            periods.push(PublicPeriod::new(result, &edition, &gone, earlier));
        }
        let people = people::people(&periods);
        let apart = names::namesakes(&periods, |team| book.team_name(team));
        let mut policies = book.policies.clone();
        policies.retain(|id, _| !edition.hides(Filter::Policies) || edition.has_policy(id));
        Self {
            book,
            edition,
            explain,
            periods,
            policies,
            people,
            apart,
        }
    }

    /// Returns the settings of the site.
    pub fn settings(&self) -> &'a Settings {
        &self.book.settings
    }

    /// Tells whether the edition holds what not everybody of the company may see.
    pub fn is_internal(&self) -> bool {
        self.edition.is_internal()
    }

    /// Returns what may be seen.
    pub fn edition(&self) -> &Edition {
        &self.edition
    }

    /// Returns the periods in the order in which they end, the shorter first.
    pub fn periods(&self) -> &[PublicPeriod<'a>] {
        &self.periods
    }

    /// Returns the latest month; on a site without months that assess anything, the latest longer
    /// period.
    pub fn latest(&self) -> Option<&PublicPeriod<'a>> {
        let of_any = |p: &&PublicPeriod<'a>| !p.policies.is_empty();
        let mut latest = self.periods.iter().rev();
        let month = latest.find(|p| p.period().level() == Level::Month);
        let assessed = || self.periods.iter().rfind(of_any);
        month.filter(of_any).or_else(assessed).or(month)
    }

    /// Returns the latest month and the latest quarter, half-year and year, from short to long;
    /// longer ones that ended before the last are left out.
    pub fn current(&self) -> Vec<&PublicPeriod<'a>> {
        let Some(latest) = self.latest() else {
            return Vec::new();
        };
        let now = latest.period();
        let longer = Level::ALL.into_iter().filter(|l| *l > now.level());
        let longer = longer.filter_map(|level| {
            let period = self.periods.iter().rfind(|p| p.period().level() == level)?;
            (Some(period.period()) >= now.at(level).previous()).then_some(period)
        });
        [latest].into_iter().chain(longer).collect()
    }

    /// Returns the last `most` periods of a level, from early to late.
    pub fn last_of(&self, level: Level, most: usize) -> Vec<&PublicPeriod<'a>> {
        let of_level = self.periods.iter().rev();
        let of_level = of_level.filter(|p| p.period().level() == level);
        let mut last: Vec<_> = of_level.take(most).collect();
        last.reverse();
        last
    }

    /// Returns a period's results.
    pub fn period(&self, period: Period) -> Option<&PublicPeriod<'a>> {
        self.periods.iter().find(|p| p.period() == period)
    }

    /// Returns the longer periods, from short to long, in which a period lies.
    pub fn around(&self, period: Period) -> impl Iterator<Item = &PublicPeriod<'a>> {
        let longer = Level::ALL.into_iter().filter(move |l| *l > period.level());
        longer.filter_map(move |level| self.period(period.at(level)))
    }

    /// Returns the shorter periods, but not the months, that lie in a period.
    pub fn inside(&self, period: Period) -> impl Iterator<Item = &PublicPeriod<'a>> {
        let shorter = move |of: Period| Level::Month < of.level() && of.level() < period.level();
        let all = self.periods.iter();
        all.filter(move |p| shorter(p.period()) && p.period().at(period.level()) == period)
    }

    /// Returns the people who have a page, by id.
    pub fn people(&self) -> &BTreeMap<Arc<str>, PublicPerson> {
        &self.people
    }

    /// Returns all versions of all policies that the audience sees: rules are public, results are not.
    pub fn policies(&self) -> &BTreeMap<Arc<str>, Vec<Arc<Policy>>> {
        &self.policies
    }

    /// Returns the worked examples of a version, in the order of the document.
    pub fn examples(&self, policy: &Policy) -> &'a [Vec<Step>] {
        let key = (Arc::clone(&policy.id), policy.version.from);
        self.book.examples.get(&key).map_or(&[], Vec::as_slice)
    }

    /// Returns all awards of all versions of all policies, by policy and name.
    pub fn awards(&self) -> impl Iterator<Item = (Arc<str>, Arc<str>)> {
        let versions = self.policies.values().flatten();
        versions.flat_map(|policy| {
            let awards = policy.awards.iter();
            awards.map(|award| (Arc::clone(&policy.id), Arc::clone(&award.name)))
        })
    }

    /// Returns the name of a team; its id where it has none.
    pub fn team_name<'t>(&self, id: &'t str) -> &'t str
    where
        'a: 't,
    {
        self.book.team_name(id)
    }

    /// Returns the team above; `None` at the top.
    pub fn team_above(&self, id: &str) -> Option<&'a Arc<str>> {
        let above = &self.book.ledger.teams.get(id)?.parent;
        (!above.is_empty()).then_some(above)
    }

    /// Returns the ids of the teams that had people or results of their own in some period.
    pub fn teams(&self) -> BTreeSet<&'a Arc<str>> {
        let mut teams = BTreeSet::new();
        for period in &self.periods {
            for person in &period.result.people {
                if !person.team.is_empty() {
                    teams.insert(&person.team);
                }
            }
            for policy in &period.result.policies {
                if policy.policy.subject == Some(Subject::Team) {
                    teams.extend(policy.subjects.iter().map(|s| &s.id));
                }
            }
        }
        if let Some(own) = self.edition.teams.as_ref() {
            teams.retain(|team| !self.edition.hides(Filter::OtherTeams) || own.contains(*team));
        }
        teams
    }

    /// Explains a figure as far as the edition may show it.
    pub fn explain(
        &self,
        period: &PublicPeriod<'_>,
        policy: &str,
        figure: &str,
        subject: &str,
    ) -> Option<Step> {
        if self.edition.hides(Filter::Explained) {
            return None;
        }
        let step = (self.explain)(period.result, policy, figure, subject)?;
        admit::admit(&self.edition, &period.hidden, step)
    }
}

impl<'a> PublicPeriod<'a> {
    fn new(
        result: &'a PeriodResult,
        edition: &Arc<Edition>,
        gone: &Arc<BTreeSet<&'a str>>,
        earlier: Option<&PublicPeriod<'a>>,
    ) -> Self {
        let rules: Vec<&Arc<Policy>> = result.policies.iter().map(|p| &p.policy).collect();
        let hidden = Arc::new(hidden::of(&rules, edition));
        let mut policies: Vec<PublicPolicy<'a>> = result
            .policies
            .iter()
            .filter(|p| !edition.hides(Filter::Policies) || edition.has_policy(&p.policy.id))
            .map(|p| {
                let before = earlier.and_then(|e| e.policy(&p.policy.id));
                PublicPolicy::new(p, edition, &hidden, gone, before)
            })
            .collect();
        let mut shown = BTreeSet::new();
        if !edition.hides(Filter::Pages) {
            shown.extend(result.people.iter().map(|p| p.id.as_ref()));
        } else if !edition.no_people() {
            for policy in policies.iter().filter(|p| p.is_about_people()) {
                shown.extend(policy.boards().iter().flat_map(|b| b.ids()));
            }
        }
        shown.retain(|id| !gone.contains(id));
        for policy in &mut policies {
            policy.keep(&shown);
        }
        Self {
            result,
            shown,
            policies,
            hidden,
        }
    }

    /// Returns the period.
    pub fn period(&self) -> Period {
        self.result.period
    }

    /// Returns its state.
    pub fn state(&self) -> State {
        self.result.state
    }

    /// Returns its months with their states; `None` for a month without a folder.
    pub fn months(&self) -> &'a [(Period, Option<State>)] {
        &self.result.months
    }

    /// Returns the last day that the data covers, for an open period.
    pub fn data_until(&self) -> Option<Date> {
        self.result.data_until
    }

    /// Returns the last day of public objection, for a provisional period.
    pub fn objections_until(&self) -> Option<Date> {
        self.result.objections_until
    }

    /// Returns the author's note, Markdown.
    pub fn note(&self) -> Option<&'a str> {
        self.result.note.as_deref()
    }

    /// Returns the results by policy.
    pub fn policies(&self) -> &[PublicPolicy<'a>] {
        &self.policies
    }

    /// Returns the results of one policy.
    pub fn policy(&self, id: &str) -> Option<&PublicPolicy<'a>> {
        self.policies.iter().find(|p| p.policy().id.as_ref() == id)
    }

    /// Returns the tables, attributes and parameters on which a figure rests by the rules of the
    /// period: rules are public, results are not.
    pub fn grounds(&self, policy: &str, figure: &str) -> Grounds {
        self.result.graph.grounds(policy, figure)
    }

    /// Returns those of a team who may be shown, in the order of names.
    pub fn members(&self, team: &str) -> Vec<(&'a Arc<str>, &'a str)> {
        let people = self.result.people.iter();
        let shown = people
            .filter(|p| p.team.as_ref() == team && self.shown.contains(p.id.as_ref()))
            .map(|p| (&p.id, p.name.as_str()));
        let mut members: Vec<_> = shown.collect();
        members.sort_by_cached_key(|(id, name)| (name_order(name), Arc::clone(id)));
        members
    }

    /// Returns how many people a team had.
    pub fn team_size(&self, team: &str) -> usize {
        let people = self.result.people.iter();
        people.filter(|p| p.team.as_ref() == team).count()
    }
}
