//! Where a period's results come from as tables for spreadsheets: rules, files, what people decided,
//! how long what is kept. What the edition may name, as on the page.

use super::desk_sheet::table;
use super::edition::{FileRead, PublicPeriod};
use super::page::provenance;
use super::shared::Shared;
use super::sheet::{Field, Table};
use crate::data::Adjustment;
use crate::period::Period;

/// Makes the tables of a period, by its place.
pub fn tables(shared: &Shared<'_>, at: usize) -> Vec<Table> {
    let Some(period) = shared.public.periods().get(at) else {
        return Vec::new();
    };
    let tables = [
        rules(shared, period),
        files(shared, period),
        earlier(shared, period),
        accepted(shared, period.period()),
        corrections(shared, period),
        accepted_rules(shared, period),
        handed_over(shared, period.period()),
        history(shared, period.period()),
        kept(shared, period.period()),
    ];
    tables.into_iter().filter(|t| !t.rows.is_empty()).collect()
}

fn rules(shared: &Shared<'_>, period: &PublicPeriod<'_>) -> Table {
    let named = shared.public.names_files();
    let grounded = shared.public.grounded(period);
    let rows = grounded.policies.iter().map(|(policy, file)| {
        let version = &policy.version;
        vec![
            Field::text(&policy.title),
            Field::text(policy.begins().to_string()),
            words_of(version.document.as_deref()),
            words_of(version.approved_by.as_deref()),
            words_of(file.map(|file| file.path).filter(|_| named)),
            words_of(file.map(|file| file.sha256)),
        ]
    });
    let keys = [
        "rules_policy",
        "prov_from",
        "prov_document",
        "prov_approved",
        "prov_path",
        "prov_digest",
    ];
    table(shared, "prov_rules", &keys, rows.collect())
}

fn files(shared: &Shared<'_>, period: &PublicPeriod<'_>) -> Table {
    let grounded = shared.public.grounded(period);
    let row = |kind: &'static str| {
        move |file: &FileRead<'_>| {
            vec![
                Field::text(shared.words.say(kind)),
                Field::text(file.path),
                file.rows.map_or(Field::Missing, Field::count),
                Field::count(file.size),
                Field::text(file.sha256),
            ]
        }
    };
    let own = grounded.own.named.iter().map(row("prov_data"));
    let shared_files = grounded.shared.named.iter().map(row("prov_shared"));
    let rows = own.chain(shared_files).collect();
    let keys = [
        "prov_kind",
        "prov_path",
        "readiness_rows",
        "prov_size",
        "prov_digest",
    ];
    table(shared, "prov_inputs", &keys, rows)
}

fn earlier(shared: &Shared<'_>, period: &PublicPeriod<'_>) -> Table {
    let grounded = shared.public.grounded(period);
    let rows = grounded.earlier.iter().rev().map(|(month, files)| {
        vec![
            Field::text(month.to_string()),
            Field::count(files.count),
            Field::count(files.rows),
            words_of(files.digest.as_deref()),
        ]
    });
    let keys = ["month", "prov_count", "readiness_rows", "prov_together"];
    table(shared, "prov_earlier", &keys, rows.collect())
}

fn accepted(shared: &Shared<'_>, period: Period) -> Table {
    let (_, accepted) = shared.public.accepted_in(period);
    let rows = accepted.into_iter().map(|it| {
        let who = it.person.as_deref();
        vec![
            Field::text(provenance::doubt_in_words(shared, it)),
            words_of(who),
            who.map_or(Field::Blank, |id| name(shared, id)),
            Field::text(&it.reason),
            words_of(it.by.as_deref()),
        ]
    });
    let keys = ["doubt_what", "id", "name", "doubt_reason", "prov_by"];
    table(shared, "doubts_looked_at", &keys, rows.collect())
}

/// Makes the table of the corrections of a period, and of those in later periods that make it good.
fn corrections(shared: &Shared<'_>, period: &PublicPeriod<'_>) -> Table {
    let of = period.period();
    let row = |within: String, what: &str, it: &Adjustment| {
        let note = match (it.replaced, it.discretionary) {
            (true, _) => Field::text(shared.words.say("prov_replaced")),
            (false, true) => Field::text(shared.words.say("prov_given")),
            (false, false) => Field::Blank,
        };
        vec![
            Field::text(within),
            Field::text(it.person.as_ref()),
            name(shared, &it.person),
            Field::text(what),
            words_of(it.before.as_deref()),
            Field::text(&it.after),
            Field::text(&it.reason),
            words_of(it.decided_by.as_ref().map(|by| by.value.as_str())),
            it.decided_on.map_or(Field::Blank, Field::Day),
            note,
        ]
    };
    let own = shared.public.corrections(of).named.into_iter();
    let own = own.map(|it| row(of.to_string(), &it.figure, it));
    let later = shared.public.corrected_later(of).named.into_iter();
    let later = later.filter_map(|(month, it)| {
        let what = it.corrects.as_ref()?;
        Some(row(month.to_string(), &what.figure.value, it))
    });
    let keys = [
        "prov_later_in",
        "id",
        "name",
        "prov_what",
        "prov_before",
        "prov_after",
        "doubt_reason",
        "prov_by",
        "day",
        "taking_note",
    ];
    table(shared, "corrections", &keys, own.chain(later).collect())
}

fn accepted_rules(shared: &Shared<'_>, period: &PublicPeriod<'_>) -> Table {
    let grounded = shared.public.grounded(period);
    let rows = grounded.policies.iter().flat_map(|(policy, _)| {
        let all = shared.public.accepted_by(policy).iter();
        all.map(|(code, reason)| {
            let title = Field::text(&policy.title);
            vec![title, Field::text(code), Field::text(reason)]
        })
    });
    let keys = ["rules_policy", "prov_code", "doubt_reason"];
    table(shared, "prov_accepted_in_rules", &keys, rows.collect())
}

fn handed_over(shared: &Shared<'_>, period: Period) -> Table {
    let all = shared.public.handed_over(period).into_iter();
    let rows = all.map(|it| {
        let named = it.named;
        vec![
            Field::Day(it.on),
            words_of(named.map(|a| a.by.as_str())),
            words_of(named.and_then(|a| a.kept_at.as_deref())),
            words_of(named.and_then(|a| a.digest.as_deref())),
        ]
    });
    let keys = ["day", "prov_by", "prov_where", "prov_bag_digest"];
    table(shared, "prov_handed", &keys, rows.collect())
}

fn history(shared: &Shared<'_>, period: Period) -> Table {
    let (steps, named) = shared.public.steps(period);
    let rows = steps.iter().map(|step| {
        vec![
            Field::text(provenance::step_in_words(shared, step)),
            Field::Day(step.on),
            words_of(Some(step.by.as_str()).filter(|_| named)),
            words_of(step.reason.as_deref().filter(|_| named)),
        ]
    });
    let keys = ["prov_state", "day", "prov_by", "doubt_reason"];
    table(shared, "prov_history", &keys, rows.collect())
}

fn kept(shared: &Shared<'_>, period: Period) -> Table {
    let retention = &shared.public.settings().retention;
    let rows = retention.kept.iter().map(|kept| {
        let until = kept.term.until(period);
        vec![
            Field::text(shared.say(&kept.what.said())),
            Field::text(shared.say(&kept.term.said())),
            until.map_or(Field::Missing, Field::Day),
        ]
    });
    let keys = ["retention_what", "retention_term", "retention_until"];
    table(shared, "retention", &keys, rows.collect())
}

fn name(shared: &Shared<'_>, id: &str) -> Field {
    Field::text(shared.public.roster_name(id).unwrap_or(id))
}

fn words_of(text: Option<&str>) -> Field {
    match text {
        None | Some("") => Field::Blank,
        Some(text) => Field::text(text),
    }
}
