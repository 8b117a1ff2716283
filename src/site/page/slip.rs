//! A person's scorecard slip (绩效确认单): one file with everything in it, for printing and signing.

use serde::Serialize;

use crate::assessment::{Figured, ItemResult};
use crate::data::State;
use crate::figure::Subject;
use crate::number::grouped;
use crate::period::{Level, Period};
use crate::policy::Policy;
use crate::site::edition::{PublicPeriod, PublicPerson, PublicPolicy, PublicSubject};
use crate::site::format;
use crate::site::page::{provenance, score};
use crate::site::shared::{LanguageView, Shared};

/// A slip.
#[derive(Debug, Serialize)]
pub struct SlipPage {
    /// The language's tag.
    lang: &'static str,
    /// The same slip in each language of the site; empty where there is one only.
    languages: Vec<LanguageView>,
    organisation: String,
    name: String,
    person_id: String,
    post: String,
    team: String,
    period: String,
    state: String,
    /// Whether there are so many policies that the lines stand closer.
    dense: bool,
    scores: Vec<SlipScore>,
    /// The awards won in the period.
    won: Vec<String>,
    /// Where an appeal is filed; may be empty.
    form: String,
    /// Until when anybody may object; empty where no day is known.
    until: String,
    /// How long what is kept; empty where the site says nothing.
    retention: String,
}

/// The results under one policy.
#[derive(Debug, Serialize)]
struct SlipScore {
    policy: String,
    /// The document's number and version: `致远人字〔2026〕9 号`.
    document: String,
    items: Vec<SlipItem>,
    total: Option<SlipFigure>,
    full: String,
    grades: Vec<SlipFigure>,
    /// Metrics, where there is no scorecard.
    metrics: Vec<SlipFigure>,
    pay: Vec<SlipFigure>,
    /// How to appeal, as sentences; may be empty.
    appeals: String,
}

/// A line of the scorecard.
#[derive(Debug, Serialize)]
struct SlipItem {
    title: String,
    depth: usize,
    group: bool,
    value: String,
    target: String,
    weight: String,
    points: String,
}

/// A figure with its unit.
#[derive(Debug, Serialize)]
struct SlipFigure {
    title: String,
    value: String,
}

/// Returns the periods of which a person has a slip, in an edition in which everybody has a page.
pub fn of(shared: &Shared<'_>, person: &PublicPerson) -> Vec<Period> {
    let edition = shared.public.edition();
    match edition.all_people() && !edition.what_if {
        true => periods(shared, person),
        false => Vec::new(),
    }
}

/// Returns the periods of which a person has a slip: the latest month whose data is closed, and
/// the latest quarter, half-year and year that closed with or after it.
fn periods(shared: &Shared<'_>, person: &PublicPerson) -> Vec<Period> {
    let closed = |level: Level| {
        let all = shared.public.last_of(level, usize::MAX);
        let latest = all.into_iter().rfind(|p| p.state() != State::Open)?;
        let own = |at: &usize| {
            let period = shared.public.periods().get(*at);
            period.is_some_and(|p| p.period() == latest.period())
        };
        let has_results = person.results.iter().any(|(at, _)| own(at));
        Some((latest.period(), has_results))
    };
    let month = closed(Level::Month).map(|(period, _)| period.last_month());
    let ends_late = |period: Period| month.is_none_or(|month| period.last_month() >= month);
    let found = Level::ALL.into_iter().filter_map(closed);
    let found = found.filter(|(period, has_results)| *has_results && ends_late(*period));
    found.map(|(period, _)| period).collect()
}

/// Shows a person's slip.
pub fn view(shared: &Shared<'_>, path: &str, id: &str, period: Period) -> Option<SlipPage> {
    let person = shared.public.people().get(id)?;
    let settings = shared.public.settings();
    let words = &shared.words;
    let public = shared.public.period(period)?;
    let all: Vec<(&PublicPolicy<'_>, &PublicSubject<'_>)> = public
        .policies()
        .iter()
        .filter(|p| p.policy().subject == Some(Subject::Person))
        .filter_map(|p| Some((p, p.subject(id)?)))
        .collect();
    let has_card = all.iter().any(|(_, subject)| subject.total().is_some());
    let shown = all
        .into_iter()
        .filter(|(_, subject)| !has_card || subject.total().is_some() || !subject.pay().is_empty());
    let scores: Vec<SlipScore> = shown.map(|(p, s)| score(shared, p.policy(), s)).collect();
    Some(SlipPage {
        dense: scores.len() > 2,
        lang: shared.language().tag(),
        languages: shared.languages(path),
        organisation: settings.organisation.clone(),
        name: person.name.clone(),
        person_id: person.id.to_string(),
        post: person.post.clone(),
        team: shared.public.team_name(&person.team).to_owned(),
        period: shared.period(period),
        state: shared.state(public),
        scores,
        won: won(shared, person, period),
        form: settings.appeal_form.clone().unwrap_or_default(),
        until: until(shared, public)
            .map(|day| words.fill("slip_until", &[("day", &day)]))
            .unwrap_or_default(),
        retention: provenance::retention(shared),
    })
}

fn until(shared: &Shared<'_>, period: &PublicPeriod<'_>) -> Option<String> {
    let day = period.objections_until()?;
    Some(format::day(&shared.words, day))
}

fn score(shared: &Shared<'_>, policy: &Policy, subject: &PublicSubject<'_>) -> SlipScore {
    let words = &shared.words;
    let figure = |figure: &Figured| SlipFigure {
        title: figure.title.to_string(),
        value: format::figure_with_unit(words, figure),
    };
    let mut items = Vec::new();
    for item in subject.items() {
        lines(shared, policy, item, 0, &mut items);
    }
    let has_card = subject.total().is_some();
    SlipScore {
        policy: policy.title.clone(),
        document: policy.version.document.clone().unwrap_or_default(),
        items,
        total: subject.total().map(figure),
        full: score::full(shared, policy),
        grades: subject.grades().iter().map(figure).collect(),
        metrics: match has_card {
            true => Vec::new(),
            false => subject.metrics().iter().map(|m| figure(m)).collect(),
        },
        pay: subject.pay().iter().map(|p| figure(&p.amount)).collect(),
        appeals: appeals(shared, policy),
    }
}

fn lines(
    shared: &Shared<'_>,
    policy: &Policy,
    item: &ItemResult,
    depth: usize,
    out: &mut Vec<SlipItem>,
) {
    let with_unit = |figure: &Option<Figured>| {
        let figure = figure.as_ref();
        figure.map_or_else(String::new, |f| format::figure_with_unit(&shared.words, f))
    };
    let rule = score::item_rule(policy, &item.item);
    let weight = rule.map(|r| &r.effective).filter(|w| !w.is_zero());
    out.push(SlipItem {
        title: rule.map_or_else(|| item.item.to_string(), |r| r.title.clone()),
        depth,
        group: !item.items.is_empty(),
        value: with_unit(&item.value),
        target: with_unit(&item.target),
        weight: weight.map(score::plain).unwrap_or_default(),
        points: format::figure(&item.points),
    });
    for part in &item.items {
        lines(shared, policy, part, depth + 1, out);
    }
}

/// Says how to appeal under a policy: until when, to whom, by when it is answered.
fn appeals(shared: &Shared<'_>, policy: &Policy) -> String {
    let Some(appeals) = &policy.appeals else {
        return String::new();
    };
    let words = &shared.words;
    let days = |key: &str, days: Option<u32>| {
        days.map(|days| words.count(key, usize::try_from(days).unwrap_or(0), &[]))
    };
    let sentences = [
        days("appeal_within", appeals.within),
        appeals
            .to
            .as_ref()
            .map(|to| words.fill("appeal_to", &[("to", to)])),
        days("appeal_answer", appeals.answer_in),
    ];
    let sentences: Vec<String> = sentences.into_iter().flatten().collect();
    sentences.join(words.say("sentence_gap"))
}

fn won(shared: &Shared<'_>, person: &PublicPerson, period: Period) -> Vec<String> {
    let wins = person
        .wins
        .iter()
        .filter_map(|[at, policy, award, winner]| {
            let public = shared.public.periods().get(*at)?;
            let award = public.policies().get(*policy)?.awards().get(*award)?;
            let winner = award.winners.get(*winner)?;
            let stands = public.period() == period && winner.winner.withdrawn.is_none();
            let prize = winner.winner.prize.as_ref().filter(|_| stands);
            let prize = prize.and_then(|p| Some((grouped(p.shown.as_ref()?), &p.unit)));
            let prize = prize.map(|(n, unit)| format::with_unit(&shared.words, &n, unit));
            stands.then(|| match prize {
                Some(prize) => shared.words.fill(
                    "heading_unit",
                    &[("title", &award.award.name), ("unit", &prize)],
                ),
                None => award.award.name.to_string(),
            })
        });
    wins.collect()
}
