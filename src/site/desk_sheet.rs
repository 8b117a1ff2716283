//! The tables of those who answer for the figures, for spreadsheets: what is there of a month's data,
//! who takes part, who has confirmed, how people rate. Only where the edition has the pages.

use std::sync::Arc;

use super::page::{checks, confirm, raters, readiness, taking_part};
use super::shared::Shared;
use super::sheet::{Field, Table};
use crate::assessment::{Answered, Doubtful, Person, PolicyReady, TakingPart};
use crate::diagnostic::Diagnostic;
use crate::number::{Mode, Number};
use crate::period::Period;

/// Makes the tables of all messages: the months with what is suspicious, and each message.
pub fn checks(shared: &Shared<'_>) -> Vec<Table> {
    let months = shared.public.checked_months().into_iter().rev();
    let months = months.filter_map(|month| {
        let period = shared.public.period(month)?;
        let (open, accepted) = checks::doubts(shared, month);
        Some(vec![
            Field::text(month.to_string()),
            Field::text(shared.state(period)),
            Field::count(open),
            Field::count(accepted),
        ])
    });
    let messages = checks::groups(shared)
        .into_iter()
        .flat_map(|(title, told)| {
            let row = move |told: &&Diagnostic| {
                let place = told.place.as_ref();
                vec![
                    Field::text(&title),
                    Field::text(told.code),
                    Field::text(shared.say(&told.title)),
                    place.map_or(Field::Blank, |place| Field::text(checks::place(place))),
                    Field::text(shared.say(&told.why)),
                    Field::text(shared.say(&told.help)),
                ]
            };
            told.iter().map(row).collect::<Vec<_>>()
        });
    let tables = [
        table(
            shared,
            "checks_months",
            &["month", "checks_state", "checks_open", "doubts_looked_at"],
            months.collect(),
        ),
        table(
            shared,
            "checks",
            &[
                "checks_gravity",
                "checks_code",
                "checks_what",
                "doubt_place",
                "checks_why",
                "checks_help",
            ],
            messages.collect(),
        ),
    ];
    tables.into_iter().filter(|t| !t.rows.is_empty()).collect()
}

/// Makes the tables of what is there of a month's data: what policies need, the files, what is
/// suspicious.
pub fn readiness(shared: &Shared<'_>, month: Period) -> Vec<Table> {
    let Some(ready) = shared.public.readiness(month) else {
        return Vec::new();
    };
    let needs = ready.policies.iter().flat_map(|p| needs(shared, p));
    let needs = needs.collect();
    let files = ready.tables.iter().flat_map(|table| {
        let people = table.people.map_or(Field::Blank, Field::count);
        let rows = table.files.iter().map(move |(place, rows)| {
            vec![
                Field::text(table.name.as_ref()),
                Field::text(checks::place(place)),
                rows.map_or_else(
                    || Field::text(shared.words.say("rows_streamed")),
                    Field::count,
                ),
                people.clone(),
                Field::text(readiness::blanks_said(shared, table)),
            ]
        });
        rows.collect::<Vec<_>>()
    });
    let files = files.collect();
    let doubts = shared.public.doubts(month).iter();
    let doubts = doubts.map(|doubt| self::doubt(shared, month, doubt));
    let tables = [
        table(
            shared,
            "readiness_needs",
            &[
                "rules_policy",
                "readiness_table",
                "readiness_there",
                "id",
                "readiness_without",
            ],
            needs,
        ),
        table(
            shared,
            "readiness_files",
            &[
                "readiness_table",
                "readiness_file",
                "readiness_rows",
                "readiness_matched",
                "readiness_blanks",
            ],
            files,
        ),
        table(
            shared,
            "doubts",
            &[
                "doubt_what",
                "id",
                "doubt_who",
                "doubt_now",
                "doubt_before",
                "doubt_place",
                "doubt_reason",
            ],
            doubts.collect(),
        ),
    ];
    tables.into_iter().filter(|t| !t.rows.is_empty()).collect()
}

/// Makes a row for each table that a policy needs; one for each of those who have no row in it.
fn needs(shared: &Shared<'_>, ready: &PolicyReady) -> Vec<Vec<Field>> {
    let Some(rules) = shared.current(&ready.policy) else {
        return Vec::new();
    };
    let rows = ready.tables.iter().flat_map(|need| {
        let row = |who: [Field; 2]| {
            let mut row = vec![
                Field::text(&rules.title),
                Field::text(need.table.as_ref()),
                Field::text(readiness::need_said(shared, need)),
            ];
            row.extend(who);
            row
        };
        if need.without.is_empty() {
            return vec![row([Field::Blank, Field::Blank])];
        }
        let without = need.without.iter().map(|id| {
            let person = shared.public.roster_name(id);
            let name = person.unwrap_or_else(|| shared.public.team_name(id));
            row([Field::text(id.as_ref()), Field::text(name)])
        });
        without.collect()
    });
    rows.collect()
}

fn doubt(shared: &Shared<'_>, month: Period, doubt: &Doubtful) -> Vec<Field> {
    let accepted = doubt.accepted;
    let accepted = accepted.and_then(|at| shared.public.accepted(month).get(at));
    let who = doubt.who.as_ref();
    vec![
        Field::text(readiness::doubt_said(shared, doubt)),
        who.map_or(Field::Blank, |(id, _)| Field::text(id.as_ref())),
        who.map_or(Field::Blank, |(_, name)| Field::text(name)),
        Field::text(&doubt.now),
        Field::text(&doubt.before),
        Field::text(checks::place(&doubt.place)),
        accepted.map_or(Field::Blank, |accepted| Field::text(&accepted.reason)),
    ]
}

/// Makes the tables of who takes part in a month: everybody, each policy's, what changed.
pub fn taking_part(shared: &Shared<'_>, month: Period) -> Vec<Table> {
    let Some(taking) = shared.public.participation(month) else {
        return Vec::new();
    };
    let everybody = taking.people.iter().map(|p| everybody(shared, month, p));
    let everybody = everybody.collect();
    let members = taking.policies.iter().flat_map(|p| members(shared, p));
    let members = members.collect();
    let changes = taking.changes.iter().map(|change| {
        let mut row = vec![Field::Day(change.day)];
        row.extend(who(shared, &change.id));
        row.push(Field::text(taking_part::change_said(shared, &change.what)));
        row
    });
    let tables = [
        table(
            shared,
            "taking_part_all",
            &[
                "id",
                "name",
                "team",
                "post",
                "taking_part_under",
                "taking_note",
            ],
            everybody,
        ),
        table(
            shared,
            "taking_part",
            &[
                "rules_policy",
                "period",
                "id",
                "name",
                "taking_since",
                "taking_note",
            ],
            members,
        ),
        table(
            shared,
            "roster_changes",
            &["day", "id", "name", "roster_change"],
            changes.collect(),
        ),
    ];
    tables.into_iter().filter(|t| !t.rows.is_empty()).collect()
}

fn everybody(shared: &Shared<'_>, month: Period, person: &Person) -> Vec<Field> {
    let place = shared.public.roster_place(&person.id, month);
    let (team, post) = place.unwrap_or_default();
    let titles = person.policies.iter();
    let titles = titles.filter_map(|id| Some(shared.current(id)?.title.as_str()));
    let titles: Vec<&str> = titles.collect();
    let why = match person.policies.is_empty() {
        true => Field::text(taking_part::why_none(shared, &person.refused, post)),
        false => Field::Blank,
    };
    let mut row = who(shared, &person.id).to_vec();
    row.extend([
        Field::text(shared.public.team_name(team)),
        Field::text(post),
        Field::text(titles.join(shared.words.say("list_comma"))),
        why,
    ]);
    row
}

/// Makes a row for each who stands under a policy, and for each who does not though it might be
/// expected.
fn members(shared: &Shared<'_>, taking: &TakingPart) -> Vec<Vec<Field>> {
    let Some(rules) = shared.current(&taking.policy) else {
        return Vec::new();
    };
    let row = |id: &Arc<str>, since: Field, note: String| {
        let mut row = vec![
            Field::text(&rules.title),
            Field::text(taking.period.to_string()),
        ];
        row.extend(who(shared, id));
        row.extend([since, Field::text(note)]);
        row
    };
    let members = taking.members.iter().map(|member| {
        let since = Field::text(member.since.to_string());
        row(&member.id, since, taking_part::but(shared, member))
    });
    let outside = taking.outside.iter().map(|(id, why)| {
        let why = taking_part::why_not(shared, why);
        row(id, Field::Missing, why)
    });
    members.chain(outside).collect()
}

/// Makes the table of who has confirmed the figures of a month: a row for each person and policy.
pub fn confirmed(shared: &Shared<'_>, month: Period) -> Vec<Table> {
    let Some(all) = shared.public.confirmations(month) else {
        return Vec::new();
    };
    let words = &shared.words;
    let rows = all.people.iter().flat_map(|person| {
        person.cards.iter().map(|card| {
            let answered = words.say(match card.answered() {
                Answered::Agrees => "confirm_agreed",
                Answered::NotYet => "confirm_open",
                Answered::Others => "confirm_anew",
                Answered::Objects => "confirm_objected",
            });
            let mut row = vec![
                Field::text(confirm::team_name(shared, &person.team)),
                Field::text(person.id.as_ref()),
                Field::text(&person.name),
                Field::text(&card.policy.title),
                Field::text(answered),
            ];
            row.extend(match &card.given {
                None => vec![Field::Blank; 5],
                Some(given) => vec![
                    Field::text(&given.objection),
                    Field::text(&given.remark),
                    Field::text(confirm::differs(shared, given).join(words.say("semicolon"))),
                    given.day.map_or(Field::Blank, Field::Day),
                    Field::text(checks::place(&given.place)),
                ],
            });
            row
        })
    });
    let keys = [
        "team",
        "id",
        "name",
        "rules_policy",
        "confirm_answer",
        "confirm_objection",
        "confirm_remark",
        "confirm_what_differs",
        "confirm_day",
        "confirm_place",
    ];
    vec![table(shared, "confirm", &keys, rows.collect())]
}

/// Makes the table of how people rate: a row for each rater and month, the latest month first.
pub fn raters(shared: &Shared<'_>) -> Table {
    let mut rows = Vec::new();
    for period in shared.public.periods().iter().rev() {
        let raters = shared.public.raters(period.period());
        for rater in raters.iter().flat_map(|all| &all.raters) {
            let name = shared.public.rater_name(&rater.id).unwrap_or(&rater.id);
            let above = rater.above.as_ref().map(raters::percent);
            let top = Number::from(rater.top).divided_by(&Number::from(rater.marks));
            let top = top.map(|top| top.times(&Number::HUNDRED).to_fixed(0, Mode::HalfUp));
            rows.push(vec![
                Field::text(period.period().to_string()),
                Field::text(rater.id.as_ref()),
                Field::text(name),
                Field::count(rater.people),
                Field::count(rater.marks),
                Field::number(raters::percent(&rater.mean), "%"),
                above.map_or(Field::Missing, |above| Field::number(above, "")),
                Field::number(raters::percent(&rater.spread), ""),
                top.map_or(Field::Blank, |top| Field::number(top, "%")),
            ]);
        }
    }
    let keys = [
        "period",
        "id",
        "rater",
        "rated_people",
        "rated_marks",
        "rated_mean",
        "rated_above",
        "rated_spread",
        "rated_top",
    ];
    table(shared, "raters", &keys, rows)
}

/// Writes id and name of somebody of the roster.
fn who(shared: &Shared<'_>, id: &Arc<str>) -> [Field; 2] {
    let name = shared.public.roster_name(id).unwrap_or(id);
    [Field::text(id.as_ref()), Field::text(name)]
}

/// Makes a table by the words of its name and headings.
pub fn table(shared: &Shared<'_>, name: &str, headings: &[&str], rows: Vec<Vec<Field>>) -> Table {
    let say = |key: &&str| shared.words.say(key).to_owned();
    Table {
        name: say(&name),
        headings: headings.iter().map(say).collect(),
        rows,
        ..Table::default()
    }
}
