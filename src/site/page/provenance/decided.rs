//! What people decided about a period: warnings accepted, corrections, appeals, changes of state.

use serde::Serialize;

use crate::data::{Accepted, Adjustment, Doubt, Stage, Step};
use crate::period::Period;
use crate::site::edition::{
    AppealsCount, CorrectedLater, Corrections, Grounded, HandedOver, PublicPeriod,
};
use crate::site::format;
use crate::site::page::progress;
use crate::site::shared::{LinkView, Shared};

/// A warning that was accepted.
#[derive(Debug, Serialize)]
pub struct TakenView {
    what: String,
    who: LinkView,
    reason: String,
    by: String,
}

/// A correction.
#[derive(Debug, Serialize)]
pub struct CorrectionView {
    who: LinkView,
    figure: String,
    before: String,
    after: String,
    reason: String,
    /// Who decided it and when.
    by: String,
    /// That it was given at discretion, or that a later one has taken its place; may be empty.
    mark: String,
    /// Which result of an earlier period it makes good; else empty.
    makes_good: String,
}

/// A correction of the period that stands in a later one.
#[derive(Debug, Serialize)]
pub struct LaterView {
    /// The later period.
    period: LinkView,
    /// What of this period is made good.
    figure: String,
    change: CorrectionView,
}

/// A step that a month has taken.
#[derive(Debug, Serialize)]
pub struct HistoryView {
    state: String,
    day: String,
    by: String,
    reason: String,
}

/// That a period was handed over to the archive.
#[derive(Debug, Serialize)]
pub struct HandedView {
    day: String,
    by: String,
    kept_at: String,
    digest: String,
}

/// A warning about itself that a policy accepts.
#[derive(Debug, Serialize)]
pub struct RuleTakenView {
    policy: LinkView,
    code: String,
    reason: String,
}

/// Shows that a period was handed over to the archive.
pub fn handed_over(shared: &Shared<'_>, period: Period) -> Vec<HandedView> {
    let all = shared.public.handed_over(period);
    let one = |it: &HandedOver<'_>| HandedView {
        day: format::day(&shared.words, it.on),
        by: it.named.map(|a| a.by.clone()).unwrap_or_default(),
        kept_at: it.named.and_then(|a| a.kept_at.clone()).unwrap_or_default(),
        digest: it.named.and_then(|a| a.digest.clone()).unwrap_or_default(),
    };
    all.iter().map(one).collect()
}

/// Shows the warnings about themselves that the period's policies accept.
pub fn taken_rules(shared: &Shared<'_>, path: &str, of: &Grounded<'_>) -> Vec<RuleTakenView> {
    let policies = of.policies.iter().map(|(policy, _)| policy);
    policies
        .flat_map(|policy| {
            let all = shared.public.accepted_by(policy).iter();
            all.map(|(code, reason)| RuleTakenView {
                policy: shared.policy_link(path, policy),
                code: code.clone(),
                reason: reason.clone(),
            })
        })
        .collect()
}

/// Says what was suspicious that was accepted.
pub fn doubt_in_words(shared: &Shared<'_>, accepted: &Accepted) -> String {
    let key = match accepted.doubt {
        Doubt::Jump => "doubt_jump",
        Doubt::Unit => "doubt_unit",
        Doubt::NoRows => "doubt_no_rows",
        Doubt::SameRows => "doubt_same_rows",
        Doubt::SameNumber => "doubt_same_number",
    };
    let column = accepted.column.as_deref().unwrap_or("");
    let parts = [("table", accepted.table.as_str()), ("column", column)];
    shared.words.fill(key, &parts)
}

/// Shows a warning that was accepted.
pub fn taken(shared: &Shared<'_>, path: &str, accepted: &Accepted) -> TakenView {
    TakenView {
        what: doubt_in_words(shared, accepted),
        who: match accepted.person.as_deref() {
            None => LinkView::default(),
            Some(id) => person(shared, path, id),
        },
        reason: accepted.reason.clone(),
        by: accepted.by.clone().unwrap_or_default(),
    }
}

fn person(shared: &Shared<'_>, path: &str, id: &str) -> LinkView {
    let name = shared.public.roster_name(id).unwrap_or(id);
    shared.person(path, id, name)
}

/// Says how many corrections there are.
pub fn corrections_in_words(shared: &Shared<'_>, corrections: &Corrections<'_>) -> String {
    let words = &shared.words;
    if corrections.count == 0 {
        return words.say("prov_uncorrected").to_owned();
    }
    let people = words.count("prov_people", corrections.people, &[]);
    let of = [("people", people.as_str())];
    let all = words.count("prov_corrected", corrections.count, &of);
    match corrections.discretionary {
        0 => all,
        n => format!(
            "{all}{}{}",
            words.say("sentence_gap"),
            words.count("prov_discretionary", n, &[])
        ),
    }
}

/// Shows a correction.
pub fn correction(
    shared: &Shared<'_>,
    path: &str,
    period: &PublicPeriod<'_>,
    adjustment: &Adjustment,
) -> CorrectionView {
    let policy = period.policy(&adjustment.policy);
    let title = policy.map_or(adjustment.policy.as_ref(), |p| &p.policy().title);
    let parts = [("policy", title), ("figure", &adjustment.figure)];
    CorrectionView {
        who: person(shared, path, &adjustment.person),
        figure: shared.words.fill("prov_figure", &parts),
        before: adjustment.before.clone().unwrap_or_default(),
        after: adjustment.after.clone(),
        reason: adjustment.reason.clone(),
        by: by_and_on(shared, adjustment),
        mark: match (adjustment.replaced, adjustment.discretionary) {
            (true, _) => shared.words.say("prov_replaced").to_owned(),
            (false, true) => shared.words.say("prov_given").to_owned(),
            (false, false) => String::new(),
        },
        makes_good: makes_good(shared, adjustment),
    }
}

/// Says which result of an earlier period an adjustment makes good; empty for none.
pub fn makes_good(shared: &Shared<'_>, adjustment: &Adjustment) -> String {
    let Some(it) = &adjustment.corrects else {
        return String::new();
    };
    let period = shared.period(it.period.value);
    let parts = [("period", period.as_str()), ("figure", &it.figure.value)];
    shared.words.fill("prov_makes_good", &parts)
}

/// Says how many corrections of a period stand in later ones; empty for none.
pub fn later_in_words(shared: &Shared<'_>, later: &CorrectedLater<'_>) -> String {
    if later.count == 0 {
        return String::new();
    }
    let words = &shared.words;
    let people = words.count("prov_people", later.people, &[]);
    words.count("prov_later", later.count, &[("people", &people)])
}

/// Shows a correction that stands in a later month.
pub fn later(
    shared: &Shared<'_>,
    path: &str,
    month: Period,
    adjustment: &Adjustment,
) -> Option<LaterView> {
    let period = shared.public.period(month)?;
    let corrects = adjustment.corrects.as_ref()?;
    Some(LaterView {
        period: shared.period_link(path, month),
        figure: corrects.figure.value.clone(),
        change: correction(shared, path, period, adjustment),
    })
}

fn by_and_on(shared: &Shared<'_>, adjustment: &Adjustment) -> String {
    let by = adjustment.decided_by.as_ref().map(|by| by.value.clone());
    let on = adjustment
        .decided_on
        .map(|day| format::day(&shared.words, day));
    let both: Vec<String> = by.into_iter().chain(on).collect();
    both.join(shared.words.say("comma"))
}

/// Says how many appeals there are and how far they are.
pub fn appeals_in_words(shared: &Shared<'_>, counted: AppealsCount) -> String {
    let words = &shared.words;
    if counted.raised == 0 {
        return words.say("approval_none").to_owned();
    }
    let (open, upheld) = (counted.open.to_string(), counted.upheld.to_string());
    let parts = [("open", open.as_str()), ("upheld", &upheld)];
    words.count("prov_appeals", counted.raised, &parts)
}

/// Says which state a step has reached.
pub fn step_in_words(shared: &Shared<'_>, step: &Step) -> String {
    let key = progress::step_key(Stage::from(step.state));
    shared.words.say(key).to_owned()
}

/// Shows every step that a month has taken.
pub fn history(shared: &Shared<'_>, period: Period) -> Vec<HistoryView> {
    let (steps, named) = shared.public.steps(period);
    let one = |step: &Step| HistoryView {
        state: step_in_words(shared, step),
        day: format::day(&shared.words, step.on),
        by: match named {
            true => step.by.clone(),
            false => String::new(),
        },
        reason: step.reason.clone().filter(|_| named).unwrap_or_default(),
    };
    steps.iter().map(one).collect()
}
