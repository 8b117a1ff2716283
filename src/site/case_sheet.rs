//! Appeals, adjustments, what has moved since results were published, and interviews as tables for
//! spreadsheets. Only where the edition has the page.

use super::desk_sheet::table;
use super::page::{appeals, provenance};
use super::shared::Shared;
use super::sheet::{Field, Table};
use crate::assessment::Case;
use crate::comparison::{Move, PolicyComparison};
use crate::data::Adjustment;
use crate::period::Period;
use jiff::civil::Date;

/// Makes the tables: appeals, adjustments, what has moved, interviews and those still to be held.
pub fn tables(shared: &Shared<'_>) -> Vec<Table> {
    let mut months = shared.public.checked_months();
    months.reverse();
    let tables = [
        cases(shared),
        adjusted(shared, &months),
        effects(shared),
        interviews(shared, &months),
    ];
    tables.into_iter().filter(|t| !t.rows.is_empty()).collect()
}

fn cases(shared: &Shared<'_>) -> Table {
    let (open, settled) = appeals::cases(shared);
    let rows = open.into_iter().chain(settled).map(|c| case(shared, c));
    let keys = [
        "appeal_id",
        "period",
        "id",
        "name",
        "rules_policy",
        "appeal_about",
        "appeal_claim",
        "appeal_evidence",
        "appeal_raised",
        "appeal_by",
        "appeal_form",
        "appeal_due",
        "appeal_state",
        "adjusted_by",
        "adjusted_on",
        "appeal_reason",
        "appeal_late",
    ];
    table(shared, "appeals_all", &keys, rows.collect())
}

fn case(shared: &Shared<'_>, case: &Case) -> Vec<Field> {
    let words = &shared.words;
    let appeal = &case.appeal;
    let last = appeal.rulings.last();
    let policy = shared.current(&appeal.policy);
    let figure = appeal.figure.as_ref();
    let late = match (case.late, case.state.is_open()) {
        (false, _) => Field::Blank,
        (true, true) => Field::text(words.say("appeal_late")),
        (true, false) => Field::text(words.say("appeal_answered_late")),
    };
    vec![
        Field::text(appeal.id.as_ref()),
        Field::text(appeal.period.to_string()),
        Field::text(appeal.person.as_ref()),
        name(shared, &appeal.person),
        Field::text(policy.map_or(appeal.policy.as_ref(), |p| p.title.as_str())),
        Field::text(figure.map_or_else(|| words.say("appeal_whole"), |f| f.value.as_str())),
        words_of(&appeal.claim),
        words_of(&appeal.evidence.join(words.say("list_comma"))),
        Field::Day(appeal.raised_on),
        words_of(appeal.raised_by.as_deref().unwrap_or_default()),
        words_of(appeal.form.as_deref().unwrap_or_default()),
        day(case.answer_by),
        Field::text(words.say(appeals::state_key(case.state))),
        last.map_or(Field::Blank, |r| Field::text(&r.decided_by.value)),
        day(last.map(|r| r.decided_on)),
        last.and_then(|r| r.reason.as_deref())
            .map_or(Field::Blank, Field::text),
        late,
    ]
}

fn adjusted(shared: &Shared<'_>, months: &[Period]) -> Table {
    let rows = months.iter().flat_map(|month| {
        let entries = shared.public.adjustments(*month).iter();
        entries.map(|it| adjustment(shared, *month, it))
    });
    let keys = [
        "appeal_id",
        "month",
        "id",
        "name",
        "prov_what",
        "prov_before",
        "prov_after",
        "adjusted_kind",
        "appeal_reason",
        "appeal_evidence",
        "appeal_by",
        "appeal_raised",
        "adjusted_by",
        "adjusted_on",
        "taking_note",
    ];
    table(shared, "adjusted_title", &keys, rows.collect())
}

fn adjustment(shared: &Shared<'_>, month: Period, it: &Adjustment) -> Vec<Field> {
    let words = &shared.words;
    let later = shared.public.is_after_publication(month, it);
    let later = later.then(|| words.say("adjusted_later").to_owned());
    let replaced = it
        .replaced
        .then(|| words.say("adjusted_replaced").to_owned());
    let good = Some(provenance::makes_good(shared, it)).filter(|text| !text.is_empty());
    let notes: Vec<String> = [later, replaced, good].into_iter().flatten().collect();
    let before = it.before.as_deref().filter(|before| !before.is_empty());
    vec![
        Field::text(it.id.as_ref()),
        Field::text(month.to_string()),
        Field::text(it.person.as_ref()),
        name(shared, &it.person),
        Field::text(it.figure.as_ref()),
        before.map_or(Field::Missing, super::download::of_shown),
        super::download::of_shown(&it.after),
        Field::text(words.say(appeals::kind_key(it))),
        words_of(&it.reason),
        words_of(&it.evidence.join(words.say("list_comma"))),
        it.raised_by
            .as_ref()
            .map_or(Field::Blank, |by| Field::text(&by.value)),
        day(it.raised_on),
        it.decided_by
            .as_ref()
            .map_or(Field::Blank, |by| Field::text(&by.value)),
        day(it.decided_on),
        words_of(&notes.join(words.say("comma"))),
    ]
}

fn effects(shared: &Shared<'_>) -> Table {
    let periods = shared.public.periods().iter().rev();
    let rows = periods.flat_map(|period| {
        let found = shared.public.since_announced(period).into_iter();
        let found = found.filter(PolicyComparison::is_different);
        let rows = found.flat_map(|it| {
            let row = |m: &Move| moved(shared, &it, m);
            it.moves.iter().map(row).collect::<Vec<_>>()
        });
        rows.collect::<Vec<_>>()
    });
    let words = &shared.words;
    let of = |what: &str, side: &str| {
        let (what, side) = (words.say(what), words.say(side));
        words.fill("what_if_column", &[("what", what), ("side", side)])
    };
    let keys = ["period", "rules_policy", "id", "name"];
    let mut made = table(shared, "effects_sheet", &keys, rows.collect());
    made.headings.extend([
        of("effects_total", "effects_before"),
        of("effects_total", "effects_after"),
        words.say("effects_ranks").to_owned(),
        words.say("effects_grades").to_owned(),
        words.say("effects_awards").to_owned(),
        of("effects_paid", "effects_before"),
        of("effects_paid", "effects_after"),
    ]);
    made
}

fn moved(shared: &Shared<'_>, of: &PolicyComparison, it: &Move) -> Vec<Field> {
    let total = it.total.as_ref();
    let total = total.map(|t| [&t.before, &t.after].map(|f| f.as_ref()));
    let total = total.map(|both| both.map(|f| f.map_or(Field::Missing, Field::figure)));
    let decimals = shared.decimals();
    let money = |n: &Option<crate::number::Number>| match n {
        Some(n) => Field::number(n.to_fixed(decimals, crate::number::Mode::HalfUp), ""),
        None => Field::Missing,
    };
    let paid = it.paid.as_ref().map(|(was, is)| [money(was), money(is)]);
    let blank = || [Field::Blank, Field::Blank];
    let [ranks, grades, awards] = appeals::in_words(shared, it).map(|text| words_of(&text));
    let mut row = vec![
        Field::text(of.period.to_string()),
        Field::text(&of.title),
        Field::text(it.id.as_ref()),
        Field::text(&it.name),
    ];
    row.extend(total.unwrap_or_else(blank));
    row.extend([ranks, grades, awards]);
    row.extend(paid.unwrap_or_else(blank));
    row
}

fn interviews(shared: &Shared<'_>, months: &[Period]) -> Table {
    let rows = months.iter().flat_map(|month| {
        let found = shared.public.interviews(*month).into_iter();
        let rows = found.flat_map(|found| {
            let held = found.held.iter().map(|it| {
                vec![
                    Field::text(month.to_string()),
                    Field::text(it.person.as_ref()),
                    name(shared, &it.person),
                    words_of(&it.by),
                    day(it.on),
                    words_of(&it.summary),
                    words_of(&it.plan),
                ]
            });
            let not_yet = found.not_yet.iter().map(|(id, name, _)| {
                let mut row = vec![
                    Field::text(month.to_string()),
                    Field::text(id.as_ref()),
                    Field::text(name),
                ];
                row.extend([Field::Blank, Field::Missing, Field::Blank, Field::Blank]);
                row
            });
            held.chain(not_yet).collect::<Vec<_>>()
        });
        rows.collect::<Vec<_>>()
    });
    let keys = [
        "month",
        "id",
        "name",
        "interview_by",
        "interview_on",
        "interview_summary",
        "interview_plan",
    ];
    table(shared, "interviews_sheet", &keys, rows.collect())
}

fn name(shared: &Shared<'_>, id: &str) -> Field {
    Field::text(shared.public.roster_name(id).unwrap_or(id))
}

fn words_of(text: &str) -> Field {
    match text {
        "" => Field::Blank,
        text => Field::text(text),
    }
}

fn day(day: Option<Date>) -> Field {
    day.map_or(Field::Blank, Field::Day)
}
