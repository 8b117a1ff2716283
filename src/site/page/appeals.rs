//! Appeals with their deadlines, what was adjusted and who moved by it, who has been spoken with:
//! where the edition shows how far the data are, and in no other.

use serde::Serialize;

use crate::assessment::{Case, CaseState, Figured};
use crate::comparison::{Move, PolicyComparison};
use crate::data::{Adjustment, AdjustmentKind};
use crate::period::Period;
use crate::site::address::{CHECKS, link};
use crate::site::edition::AppealCount;
use crate::site::format;
use crate::site::page::provenance;
use crate::site::shared::{Frame, LinkView, Shared};

/// The page of appeals, adjustments and interviews.
#[derive(Debug, Serialize)]
pub struct AppealsPage {
    frame: Frame,
    checks: String,
    /// All of it as a workbook.
    workbook: String,
    /// Everything in a sentence.
    sentence: String,
    /// What is late is counted against this day.
    known: String,
    open: Vec<CaseView>,
    settled: Vec<CaseView>,
    adjusted: Vec<AdjustedView>,
    effects: Vec<EffectView>,
    interviews: Vec<InterviewsView>,
}

/// An appeal.
#[derive(Debug, Serialize)]
struct CaseView {
    id: String,
    period: LinkView,
    who: LinkView,
    policy: String,
    figure: String,
    claim: String,
    evidence: String,
    raised: String,
    /// Who raised it, where that was not the person.
    raised_by: String,
    /// The number of the approval form; may be empty.
    form: String,
    /// That it was raised too late; else empty.
    raised_late: String,
    due: String,
    state: String,
    late: bool,
    decided: String,
    reason: String,
}

/// An adjustment.
#[derive(Debug, Serialize)]
struct AdjustedView {
    id: String,
    period: LinkView,
    who: LinkView,
    figure: String,
    change: String,
    kind: String,
    /// That it was decided after results were published; else empty.
    later: String,
    reason: String,
    evidence: String,
    /// Who raised it and when; empty where neither is said.
    raised: String,
    decided: String,
    replaced: bool,
    /// Which result of an earlier period it makes good; else empty.
    makes_good: String,
}

/// What has moved since a period was published.
#[derive(Debug, Serialize)]
struct EffectView {
    title: String,
    sentence: String,
    anchor: String,
    /// Which columns something stands in.
    has_totals: bool,
    has_ranks: bool,
    has_grades: bool,
    has_awards: bool,
    has_paid: bool,
    moves: Vec<MoveView>,
}

/// What is different for one subject.
#[derive(Debug, Serialize)]
struct MoveView {
    who: LinkView,
    total: String,
    ranks: String,
    grades: String,
    awards: String,
    paid: String,
}

/// The interviews of a month.
#[derive(Debug, Serialize)]
struct InterviewsView {
    period: LinkView,
    sentence: String,
    anchor: String,
    held: Vec<InterviewView>,
    not_yet: Vec<LinkView>,
}

/// One interview.
#[derive(Debug, Serialize)]
struct InterviewView {
    who: LinkView,
    by: String,
    on: String,
    summary: String,
    plan: String,
}

/// Tells whether there is anything of the kind, where the edition shows it.
pub fn is_there(shared: &Shared<'_>) -> bool {
    let public = &shared.public;
    let months = public.checked_months();
    public.appeals().is_some_and(|all| !all.cases.is_empty())
        || months.iter().any(|m| !public.adjustments(*m).is_empty())
        || months.iter().any(|m| public.interviews(*m).is_some())
}

/// Shows them; `None` where there is nothing of the kind, or where the edition does not.
pub fn view(shared: &Shared<'_>, path: &str) -> Option<AppealsPage> {
    let all = shared.public.appeals()?;
    let words = &shared.words;
    let mut months = shared.public.checked_months();
    months.reverse();
    let (open, settled) = cases(shared);
    let adjusted: Vec<AdjustedView> = months
        .iter()
        .flat_map(|month| {
            let entries = shared.public.adjustments(*month).iter();
            entries.map(|a| adjusted(shared, path, *month, a))
        })
        .collect();
    let interviews: Vec<InterviewsView> = months
        .iter()
        .filter_map(|month| interviews(shared, path, *month))
        .collect();
    let periods = shared.public.periods().iter().rev();
    let effects = periods.flat_map(|period| {
        let found = shared.public.since_announced(period).into_iter();
        found
            .filter(PolicyComparison::is_different)
            .map(|it| effect(shared, path, &it))
            .collect::<Vec<_>>()
    });
    let late = all.cases.iter().filter(|case| case.late).count();
    let mut sentence = vec![words.count(
        "appeals_sentence",
        all.cases.len(),
        &[("open", &open.len().to_string())],
    )];
    if late > 0 {
        sentence.push(words.count("appeals_late", late, &[]));
    }
    let title = words.say("appeals_page").to_owned();
    Some(AppealsPage {
        frame: shared.frame(path, title, "checks"),
        checks: link(path, CHECKS),
        workbook: shared.beside(path)[1].clone(),
        sentence: sentence.join(words.say("sentence_gap")),
        known: all.known_until.map_or_else(String::new, |day| {
            words.fill("appeals_known", &[("day", &format::day(words, day))])
        }),
        open: open.into_iter().map(|c| case(shared, path, c)).collect(),
        settled: settled.into_iter().map(|c| case(shared, path, c)).collect(),
        adjusted,
        effects: effects.collect(),
        interviews,
    })
}

/// Returns the appeals that are open, those due first before the others, and those that are settled,
/// the latest first.
pub fn cases<'s>(shared: &'s Shared<'_>) -> (Vec<&'s Case>, Vec<&'s Case>) {
    let all = shared.public.appeals().into_iter();
    let (mut open, mut settled): (Vec<&Case>, Vec<&Case>) = all
        .flat_map(|all| &all.cases)
        .partition(|case| case.state.is_open());
    open.sort_by_key(|case| {
        (
            case.answered_on.is_some(),
            case.answer_by,
            case.appeal.raised_on,
        )
    });
    settled.sort_by_key(|case| std::cmp::Reverse(case.settled_on));
    (open, settled)
}

/// Says how many appeals there were about a period and how fast they were settled, without names;
/// empty where they are too few to be told.
pub fn counted(shared: &Shared<'_>, period: Period) -> String {
    let words = &shared.words;
    let Some(count) = shared.public.appeal_count(period) else {
        return String::new();
    };
    let AppealCount {
        all,
        settled,
        upheld,
        days,
    } = count;
    let (settled, upheld) = (settled.to_string(), upheld.to_string());
    let parts = [("settled", settled.as_str()), ("upheld", upheld.as_str())];
    let mut said = words.count("appeals_counted", all, &parts);
    if let Some(days) = days {
        let days = format::number(&days, "", 1);
        said += words.say("sentence_gap");
        said += &words.fill("appeals_took", &[("days", &days)]);
    }
    said
}

/// Says who raised something; empty where nothing is said, for then the person did.
fn raised_by(shared: &Shared<'_>, by: Option<&str>) -> String {
    by.map_or_else(String::new, |by| {
        let by = called(shared, by);
        shared.words.fill("appeal_raised_by", &[("by", &by)])
    })
}

/// Names somebody who may be written down by id.
fn called(shared: &Shared<'_>, by: &str) -> String {
    let known = shared.public.roster_name(by);
    known.map_or_else(|| by.to_owned(), |name| shared.name(by, name))
}

fn day(shared: &Shared<'_>, day: Option<jiff::civil::Date>) -> String {
    day.map_or_else(String::new, |day| format::day(&shared.words, day))
}

/// Returns the key of the words of how far an appeal is.
pub fn state_key(state: CaseState) -> &'static str {
    match state.word() {
        "open" => "appeal_open",
        "accepted" => "appeal_accepted",
        "declined" => "appeal_declined",
        "upheld" => "appeal_upheld",
        "rejected" => "appeal_rejected",
        _ => "appeal_withdrawn",
    }
}

/// Returns the key of the words of what kind an adjustment is of.
pub fn kind_key(it: &Adjustment) -> &'static str {
    match it.kind {
        Some(AdjustmentKind::Data) => "adjusted_data",
        Some(AdjustmentKind::Appeal) => "adjusted_appeal",
        Some(AdjustmentKind::Discretion) => "adjusted_discretion",
        None => "adjusted_unsaid",
    }
}

fn case(shared: &Shared<'_>, path: &str, case: &Case) -> CaseView {
    let words = &shared.words;
    let appeal = &case.appeal;
    let name = shared.public.roster_name(&appeal.person);
    let last = appeal.rulings.last();
    let policy = shared.current(&appeal.policy);
    CaseView {
        id: appeal.id.to_string(),
        period: shared.period_link(path, appeal.period),
        who: shared.person(path, &appeal.person, name.unwrap_or(&appeal.person)),
        policy: policy.map_or_else(|| appeal.policy.to_string(), |p| p.title.clone()),
        figure: appeal.figure.as_ref().map_or_else(
            || words.say("appeal_whole").to_owned(),
            |figure| figure.value.clone(),
        ),
        claim: appeal.claim.clone(),
        evidence: appeal.evidence.join(words.say("list_comma")),
        raised: day(shared, Some(appeal.raised_on)),
        raised_by: raised_by(shared, appeal.raised_by.as_deref()),
        form: appeal.form.as_deref().map_or_else(String::new, |number| {
            words.fill("appeal_form_number", &[("number", number)])
        }),
        raised_late: match case.raise_by.filter(|_| case.is_raised_late()) {
            Some(last) => words.fill("appeal_raised_late", &[("day", &format::day(words, last))]),
            None => String::new(),
        },
        due: day(shared, case.answer_by),
        state: words.say(state_key(case.state)).to_owned(),
        late: case.late,
        decided: last.map_or_else(String::new, |ruling| {
            let on = format::day(words, ruling.decided_on);
            let parts = [("by", ruling.decided_by.value.as_str()), ("day", &on)];
            words.fill("appeal_decided", &parts)
        }),
        reason: last.and_then(|r| r.reason.clone()).unwrap_or_default(),
    }
}

fn adjusted(shared: &Shared<'_>, path: &str, month: Period, it: &Adjustment) -> AdjustedView {
    let words = &shared.words;
    let name = shared.public.roster_name(&it.person);
    let before = it.before.as_deref().filter(|before| !before.is_empty());
    let by = it.decided_by.as_ref().map_or("", |by| &by.value);
    let decided = match it.decided_on {
        Some(on) => {
            let on = format::day(words, on);
            words.fill("appeal_decided", &[("by", by), ("day", &on)])
        }
        None => by.to_owned(),
    };
    let later = shared.public.is_after_publication(month, it);
    AdjustedView {
        id: it.id.to_string(),
        period: shared.period_link(path, month),
        who: shared.person(path, &it.person, name.unwrap_or(&it.person)),
        figure: it.figure.to_string(),
        change: format!("{} → {}", before.unwrap_or(format::NONE), it.after),
        kind: words.say(kind_key(it)).to_owned(),
        later: match later {
            true => words.say("adjusted_later").to_owned(),
            false => String::new(),
        },
        reason: it.reason.clone(),
        evidence: it.evidence.join(words.say("list_comma")),
        raised: match (&it.raised_by, it.raised_on) {
            (None, None) => String::new(),
            (Some(by), None) => raised_by(shared, Some(by.as_str())),
            (by, Some(on)) => {
                let by = by
                    .as_ref()
                    .map_or_else(String::new, |by| called(shared, by.as_str()));
                let on = format::day(words, on);
                words.fill("adjusted_raised", &[("by", &by), ("day", &on)])
            }
        },
        decided,
        replaced: it.replaced,
        makes_good: provenance::makes_good(shared, it),
    }
}

fn effect(shared: &Shared<'_>, path: &str, it: &PolicyComparison) -> EffectView {
    let words = &shared.words;
    let moves: Vec<MoveView> = it.moves.iter().map(|m| moved(shared, path, m)).collect();
    let some = |of: fn(&MoveView) -> &String| moves.iter().any(|m| !of(m).is_empty());
    EffectView {
        has_totals: some(|m| &m.total),
        has_ranks: some(|m| &m.ranks),
        has_grades: some(|m| &m.grades),
        has_awards: some(|m| &m.awards),
        has_paid: some(|m| &m.paid),
        title: format!("{} {}", shared.period(it.period), it.title),
        anchor: format!(
            "effects-{}-{}",
            it.period,
            crate::site::address::slug(&it.id)
        ),
        sentence: words.count("effects_sentence", it.moves.len(), &[]),
        moves,
    }
}

fn shown(figure: &Option<Figured>) -> String {
    let figure = figure.as_ref();
    figure.map_or_else(|| format::NONE.to_owned(), format::figure)
}

/// Writes the ranks, grades and awards of somebody that are different.
pub fn in_words(shared: &Shared<'_>, it: &Move) -> [String; 3] {
    let comma = shared.words.say("list_comma");
    let rank = |rank: Option<u32>| rank.map_or_else(|| format::NONE.to_owned(), |r| r.to_string());
    let ranks = it.ranks.iter();
    let ranks = ranks.map(|r| format!("{} {} → {}", r.board, rank(r.before), rank(r.after)));
    let grades = it.grades.iter();
    let grades = grades.map(|g| format!("{} {} → {}", g.title, shown(&g.before), shown(&g.after)));
    let awards = [("what_if_won", &it.won), ("what_if_lost", &it.lost)];
    let awards = awards.into_iter().filter(|(_, names)| !names.is_empty());
    let awards = awards.map(|(key, names)| {
        let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
        let list = names.join(comma);
        shared.words.fill(key, &[("list", &list)])
    });
    [
        ranks.collect::<Vec<_>>().join(comma),
        grades.collect::<Vec<_>>().join(comma),
        awards
            .collect::<Vec<_>>()
            .join(shared.words.say("semicolon")),
    ]
}

fn moved(shared: &Shared<'_>, path: &str, it: &Move) -> MoveView {
    let [ranks, grades, awards] = in_words(shared, it);
    let money = |number: &Option<crate::number::Number>| {
        let number = number.as_ref();
        number.map_or_else(
            || format::NONE.to_owned(),
            |n| format::number(n, "", shared.decimals()),
        )
    };
    MoveView {
        who: shared.person(path, &it.id, &it.name),
        total: it.total.as_ref().map_or_else(String::new, |total| {
            format!("{} → {}", shown(&total.before), shown(&total.after))
        }),
        ranks,
        grades,
        awards,
        paid: it.paid.as_ref().map_or_else(String::new, |(was, is)| {
            format!("{} → {}", money(was), money(is))
        }),
    }
}

fn interviews(shared: &Shared<'_>, path: &str, month: Period) -> Option<InterviewsView> {
    let found = shared.public.interviews(month)?;
    let words = &shared.words;
    let done = (found.all - found.not_yet.len()).to_string();
    let held = found.held.iter().map(|it| {
        let name = shared.public.roster_name(&it.person);
        InterviewView {
            who: shared.person(path, &it.person, name.unwrap_or(&it.person)),
            by: it.by.clone(),
            on: day(shared, it.on),
            summary: it.summary.clone(),
            plan: it.plan.clone(),
        }
    });
    let not_yet = found.not_yet.iter();
    let not_yet = not_yet.map(|(id, name, _)| shared.person(path, id, name));
    Some(InterviewsView {
        period: shared.period_link(path, month),
        anchor: format!("interviews-{month}"),
        sentence: words.count("interviews_sentence", found.all, &[("done", &done)]),
        held: held.collect(),
        not_yet: not_yet.collect(),
    })
}
