//! Figures that an audience may not see, by their names in files for programs and by their values.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Secret;
use super::needles::{Edge, Needles, Rule, Scope};
use crate::assessment::{Book, Figured, ItemResult, PeriodResult, PolicyResult, SubjectResult};
use crate::figure::{Form, Subject};
use crate::number::{Mode, Number, grouped, mean};
use crate::settings::FiguresShown;
use crate::site::edition::{Edition, hidden_figures};
use crate::site::format;
use crate::site::shared::Shared;
use crate::value::Value;

/// Where files for programs lie.
const DATA: &str = "data/";

/// Returns what stands in front of the paths of pages that the audience does not have.
pub fn pages_left_out(edition: &Edition) -> Vec<&'static str> {
    let mut pages = Vec::new();
    if !edition.sees.pay || edition.is_of_teams() {
        pages.push("pay/");
    }
    if !edition.sees.checks {
        pages.extend(["readiness/", "confirm/", "raters.html"]);
    }
    pages
}

/// Adds all figures that may not be seen.
pub fn find(book: &Book, edition: &Edition, shared: &Shared<'_>, needles: &mut Needles) {
    keys(edition, needles);
    for (id, versions) in &book.policies {
        if !edition.has_policy(id) {
            let rule = rule(Secret::Policy, Scope::Under(DATA), Edge::Exact);
            needles.put(format!("\"id\": \"{id}\""), rule);
            for policy in versions.iter().filter(|p| p.title.chars().count() > 3) {
                let rule = self::rule(Secret::Policy, Scope::Everywhere, Edge::Word);
                needles.add(&policy.title, rule);
            }
        }
    }
    let mut seen = Seen::default();
    for period in &book.periods {
        seen.note(edition, period);
    }
    let ever: BTreeSet<String> = book.periods.iter().flat_map(own_values).collect();
    for period in &book.periods {
        of_period(edition, shared, period, (&seen, &ever), needles);
    }
}

/// What some period shows under a name or title: what another period leaves out under the same one
/// cannot be told from it.
#[derive(Default)]
struct Seen {
    names: BTreeSet<Arc<str>>,
    titles: BTreeSet<Arc<str>>,
}

impl Seen {
    fn note(&mut self, edition: &Edition, period: &PeriodResult) {
        let rules: Vec<_> = period.policies.iter().map(|p| &p.policy).collect();
        let hidden = hidden_figures(&rules, edition);
        for definition in rules.iter().flat_map(|policy| &policy.definitions) {
            let (policy, name) = (Arc::clone(&definition.policy), Arc::clone(&definition.name));
            if hidden.contains(&(policy, name)) {
                continue;
            }
            self.titles.insert(Arc::clone(&definition.title));
            if is_seen(edition, definition.form) {
                self.names.insert(Arc::clone(&definition.name));
            }
        }
        for policy in &rules {
            self.names
                .extend(policy.boards.iter().map(|b| Arc::clone(&b.name)));
            self.names
                .extend(policy.awards.iter().map(|a| Arc::clone(&a.name)));
        }
    }
}

/// Tells whether figures of a form are told, as far as scores, ranks and grades go.
fn is_seen(edition: &Edition, form: Form) -> bool {
    match form {
        Form::Grade => edition.sees.figures != FiguresShown::Ranks,
        Form::Rank | Form::Award | Form::Eligible | Form::Prize => true,
        _ => edition.sees.figures == FiguresShown::Scores,
    }
}

fn rule(secret: Secret, scope: Scope, edge: Edge) -> Rule {
    Rule {
        secret,
        scope,
        near: None,
        edge,
    }
}

/// Adds the keys of results as data that the audience does not have.
fn keys(edition: &Edition, needles: &mut Needles) {
    let mut key = |hidden: bool, text: &str, secret: Secret| {
        if hidden {
            let rule = rule(secret, Scope::Under(DATA), Edge::Exact);
            needles.put(text.to_owned(), rule);
        }
    };
    let no_sheets = !edition.sees.pay || edition.is_of_teams();
    key(!edition.sees.pay, "\"pay\": [", Secret::Pay);
    key(no_sheets, "\"pay_sheet\": ", Secret::Pay);
    key(no_sheets, "\"budget\": ", Secret::Pay);
    key(!edition.sees.ladder, "\"ladder\": [", Secret::Figure);
    key(!edition.sees.vetoes, "\"withdrawn\": ", Secret::Withdrawn);
    key(!edition.sees.vetoes, "\"flagged\": [", Secret::Withdrawn);
    let bands = edition.sees.figures == FiguresShown::Bands;
    key(bands, "\"rank\": ", Secret::Figure);
    key(
        edition.sees.figures != FiguresShown::Scores,
        "\"points\": ",
        Secret::Figure,
    );
}

fn of_period(
    edition: &Edition,
    shared: &Shared<'_>,
    period: &PeriodResult,
    (seen, ever): (&Seen, &BTreeSet<String>),
    needles: &mut Needles,
) {
    let rules: Vec<_> = period.policies.iter().map(|p| &p.policy).collect();
    let hidden = hidden_figures(&rules, edition);
    let scores = edition.sees.figures == FiguresShown::Scores;
    let definitions = || rules.iter().flat_map(|policy| &policy.definitions);
    let is_hidden = |policy: &Arc<str>, name: &Arc<str>| {
        hidden.contains(&(Arc::clone(policy), Arc::clone(name)))
    };
    for definition in definitions() {
        let left_out = is_hidden(&definition.policy, &definition.name);
        if (left_out || !is_seen(edition, definition.form))
            && !seen.names.contains(&definition.name)
        {
            let rule = rule(Secret::Figure, Scope::Under(DATA), Edge::Exact);
            // As text of JSON: what it escapes is no part of a name.
            needles.put(format!("\"name\": \"{}\"", definition.name), rule);
        }
        if left_out && !seen.titles.contains(&definition.title) {
            // As a part of an explanation is written.
            for open in ["<summary>", "<li>"] {
                let rule = rule(Secret::Figure, Scope::PeoplesPages, Edge::Exact);
                needles.put(format!("{open}{} <b>", definition.title), rule);
            }
        }
    }
    let (own, name) = (own_values(period), period.period.to_string());
    for policy in &period.policies {
        for subject in &policy.subjects {
            of_subject(edition, (&is_hidden, scores), policy, subject, needles);
        }
        let own = Own {
            period: &name,
            now: &own,
            ever,
        };
        means(edition, shared, (&is_hidden, &own), policy, needles);
    }
}

/// Somebody's own numbers, as texts: where one is the same as a mean, it is that one which is told.
struct Own<'o> {
    period: &'o str,
    now: &'o BTreeSet<String>,
    ever: &'o BTreeSet<String>,
}

fn own_values(period: &PeriodResult) -> BTreeSet<String> {
    let mut own: BTreeSet<String> = BTreeSet::new();
    for policy in &period.policies {
        for subject in &policy.subjects {
            let figures = subject.total.iter().chain(&subject.metrics);
            own.extend(figures.flat_map(|figure| texts(figure, 1)));
        }
        let standings = policy.boards.iter().flat_map(|b| &b.standings);
        let keys = standings.flat_map(|s| &s.keys);
        own.extend(keys.flat_map(|figure| texts(figure, 1)));
    }
    own
}

type IsHidden<'f> = &'f dyn Fn(&Arc<str>, &Arc<str>) -> bool;

/// Adds the values of a subject.
fn of_subject(
    edition: &Edition,
    (is_hidden, scores): (IsHidden<'_>, bool),
    policy: &PolicyResult,
    subject: &SubjectResult,
    needles: &mut Needles,
) {
    if !edition.sees.pay {
        for line in &subject.pay {
            for text in texts(&line.amount, 4) {
                let mut rule = rule(Secret::Pay, Scope::Results, Edge::Number);
                rule.near = Some(line.line.to_string());
                needles.put(text, rule);
            }
        }
    }
    let mut own = |figure: &Figured, digits: usize| {
        for text in texts(figure, digits) {
            let scope = Scope::PagesOf(Arc::clone(&subject.id));
            needles.put(text, rule(Secret::Figure, scope, Edge::Number));
        }
    };
    for metric in &subject.metrics {
        if is_hidden(&policy.policy.id, &metric.name) {
            own(metric, 5);
        }
    }
    if !scores {
        let mut items: Vec<&ItemResult> = subject.items.iter().collect();
        while let Some(item) = items.pop() {
            items.extend(&item.items);
            let figures = [Some(&item.points), item.value.as_ref()];
            figures.into_iter().flatten().for_each(|f| own(f, 4));
        }
        subject.total.iter().for_each(|f| own(f, 4));
    }
}

/// Returns the texts of a number of at least so many digits: as shown, exact, and in groups.
pub(super) fn texts(figure: &Figured, digits: usize) -> BTreeSet<String> {
    let Ok(Value::Number(number)) = &figure.cell else {
        return BTreeSet::new();
    };
    let shown = figure.shown.clone();
    let own = [number.exact_text()].into_iter().chain(shown);
    let plain = own.filter(|text| !text.contains('/') && is_special(text, digits));
    plain.flat_map(|text| [grouped(&text), text]).collect()
}

/// Tells whether a number is hardly met by chance: it has so many digits that count.
pub(super) fn is_special(text: &str, digits: usize) -> bool {
    let all: String = text.chars().filter(char::is_ascii_digit).collect();
    let counting = match text.contains('.') {
        true => all.as_str(),
        false => all.trim_end_matches('0'),
    };
    counting.trim_start_matches('0').len() >= digits
}

/// Adds the means that may not be told: all of them where figures are not told, those of small
/// groups, those of figures that are left out.
fn means(
    edition: &Edition,
    shared: &Shared<'_>,
    (is_hidden, own): (IsHidden<'_>, &Own<'_>),
    policy: &PolicyResult,
    needles: &mut Needles,
) {
    if policy.policy.subject != Some(Subject::Person) || !edition.has_policy(&policy.policy.id) {
        return;
    }
    let scores = edition.sees.figures == FiguresShown::Scores;
    let rated = || policy.subjects.iter();
    let mut told = |numbers: &[&Number], unit: &str, near: &str, scope: Scope| {
        if let Some(mean) = mean(numbers.iter().copied()) {
            let text = format::scaled(&mean, unit).to_fixed(edition.decimals, Mode::HalfUp);
            // A round mean is met by chance.
            let round = text.ends_with('0');
            let scope = match scope {
                // A page about no single period has the numbers of all.
                Scope::Results if own.ever.contains(&text) => Scope::Dated(own.period.to_owned()),
                scope => scope,
            };
            if is_special(&text, 4) && !round && numbers.len() > 1 && !own.now.contains(&text) {
                for text in BTreeSet::from([grouped(&text), text]) {
                    let mut rule = rule(Secret::Mean, scope.clone(), Edge::Number);
                    rule.near = Some(near.to_owned());
                    needles.put(text, rule);
                }
            }
        }
    };
    let mut teams: BTreeMap<&str, Vec<&Number>> = BTreeMap::new();
    let (mut unit, mut title) = ("", "");
    for subject in rated() {
        if let Some(total) = &subject.total
            && let Ok(Value::Number(number)) = &total.cell
        {
            (unit, title) = (&total.unit, &total.title);
            teams.entry(&subject.team).or_default().push(number);
        }
    }
    let sizes = teams.iter().map(|(team, numbers)| (*team, numbers.len()));
    let tellable = crate::site::edition::tellable(sizes, edition.sees.smallest_group);
    for (team, numbers) in teams.iter().filter(|(team, _)| !team.is_empty()) {
        if !scores || !tellable.contains(team) {
            told(numbers, unit, shared.public.team_name(team), Scope::Results);
        }
    }
    if !scores {
        let all: Vec<&Number> = teams.values().flatten().copied().collect();
        told(&all, unit, title, Scope::Results);
    }
    let mut metrics: BTreeMap<&Arc<str>, (&Figured, Vec<&Number>)> = BTreeMap::new();
    for metric in rated().flat_map(|s| &s.metrics) {
        if let Ok(Value::Number(number)) = &metric.cell {
            let known = metrics.entry(&metric.name);
            known.or_insert((metric, Vec::new())).1.push(number);
        }
    }
    for (name, (figure, numbers)) in metrics {
        if is_hidden(&policy.policy.id, name) || !scores {
            let scope = Scope::Under("indicators/");
            told(&numbers, &figure.unit, &figure.title, scope);
        }
    }
    small_items(edition, shared, policy, needles);
}

/// Adds what pages say of the mean of an item in a team that is too small.
fn small_items(
    edition: &Edition,
    shared: &Shared<'_>,
    policy: &PolicyResult,
    needles: &mut Needles,
) {
    let mut teams: BTreeMap<&str, Vec<&SubjectResult>> = BTreeMap::new();
    for subject in &policy.subjects {
        teams.entry(&subject.team).or_default().push(subject);
    }
    let small = |members: &[&SubjectResult]| members.len() < edition.sees.smallest_group;
    for members in teams.values().filter(|members| small(members)) {
        let mut items: BTreeMap<&str, Vec<&Number>> = BTreeMap::new();
        for member in members {
            let mut open: Vec<&ItemResult> = member.items.iter().collect();
            while let Some(item) = open.pop() {
                open.extend(&item.items);
                if let Ok(Value::Number(points)) = &item.points.cell {
                    items.entry(&item.item).or_default().push(points);
                }
            }
        }
        for mean in items.values().filter_map(|all| mean(all.iter().copied())) {
            let mean = format::number(&mean, "", edition.decimals);
            let phrase = shared.words.fill("team_mean_of", &[("mean", &mean)]);
            for member in members {
                let scope = Scope::PagesOf(Arc::clone(&member.id));
                needles.put(phrase.clone(), rule(Secret::Mean, scope, Edge::Number));
            }
        }
    }
}
