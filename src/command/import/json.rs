//! The same for programs: `meritbook/import/v1`.

use serde_json::{Value as Json, json};

use super::plan::FilePlan;
use super::{Asked, Outcome};
use crate::command::check::as_json;
use crate::content::Table;
use crate::data::intake::{By, Comparison, Recognised, Written};
use crate::diagnostic::{Diagnostic, Language};

/// Writes what came of it.
pub(super) fn of(outcome: &Outcome<'_>, messages: &[Diagnostic], language: Language) -> String {
    let plan = outcome.plan;
    let asked = outcome.asked;
    let files: Vec<Json> = plan.files.iter().map(|f| file(f, outcome)).collect();
    let written = outcome.written && !asked.dry_run;
    let told = json!({
        "format": "meritbook/import/v1",
        "month": outcome.month.to_string(),
        "dry_run": asked.dry_run,
        "written": written,
        "files": files,
        "mapping": {
            "path": plan.sources_path,
            "lines": plan.lines,
            "written": written && asked.write_mapping && plan.sources.is_some(),
        },
        "lacking": outcome.lacking,
        "messages": as_json(messages, language),
        "later": as_json(&outcome.later, language),
    });
    format!("{told:#}")
}

/// Writes why nothing came of it.
pub(super) fn of_refusal(errors: &[Diagnostic], asked: &Asked, language: Language) -> String {
    let told = json!({
        "format": "meritbook/import/v1",
        "month": asked.month,
        "dry_run": asked.dry_run,
        "written": false,
        "files": [],
        "messages": as_json(errors, language),
    });
    format!("{told:#}")
}

fn file(file: &FilePlan, outcome: &Outcome<'_>) -> Json {
    let tables = file.tables.iter().zip(&file.read);
    let compared = file.place.compared.iter();
    let aside = file.place.aside.iter();
    json!({
        "file": file.shown,
        "path": file.place.path,
        "there": file.place.same,
        "tables": tables.map(|(k, t)| table(k, t, outcome)).collect::<Vec<_>>(),
        "sheets_not_used": file.others,
        "compared": compared.map(|(p, empty, c)| comparison(p, *empty, c)).collect::<Vec<_>>(),
        "moved": aside.map(|(from, to)| json!({ "from": from, "to": to })).collect::<Vec<_>>(),
    })
}

fn table(known: &Recognised, table: &Table, outcome: &Outcome<'_>) -> Json {
    let columns = known.columns.iter().map(|column| {
        let key = (known.name.to_string(), column.name.to_string());
        json!({
            "heading": column.heading,
            "name": &*column.name,
            "kind": match column.written {
                Written::Number => "number",
                Written::Date => "date",
                Written::Text => "text",
                Written::Nothing => "nothing",
            },
            "written_in": column.written_in,
            "from": column.span.as_ref().map(|s| &s.0),
            "to": column.span.as_ref().map(|s| &s.1),
            "blanks": column.blanks,
            "policies": outcome.readers.get(&key),
        })
    });
    let people = known.people.as_ref().map(|p| {
        json!({
            "heading": p.heading,
            "people": p.people.len(),
            "rows": p.rows,
            "unknown": p.unknown.iter().map(|(who, rows)| (who.to_string(), json!(rows))).collect::<serde_json::Map<_, _>>(),
            "nobody": p.nobody,
            "without_rows": outcome.without_rows.get(&*known.name),
        })
    });
    json!({
        "name": &*known.name,
        "by": match known.by {
            By::Said => "said",
            By::Sources => "sources",
            By::Name => "name",
            By::NameWithin => "name-within",
            By::Columns => "columns",
            By::Roster => "roster",
        },
        "sheet": table.sheet.as_deref(),
        "encoding": table.encoding,
        "separator": table.separator.map(String::from),
        "header": table.header,
        "rows": table.rows.len(),
        "columns": columns.collect::<Vec<_>>(),
        "lacking": known.lacking.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "people": people,
    })
}

fn comparison(path: &str, empty: bool, found: &Comparison) -> Json {
    let rows = |rows: &[(u32, String)]| {
        let rows = rows.iter();
        let rows = rows.map(|(row, content)| json!({ "row": row, "content": content }));
        rows.collect::<Vec<_>>()
    };
    let changed = found.changed.iter().map(|c| {
        json!({
            "row": c.row, "key": c.key, "heading": c.heading,
            "before": c.before, "after": c.after,
        })
    });
    let totals = found.totals.iter().map(|t| {
        json!({
            "heading": t.heading,
            "before": t.before.exact_text(),
            "after": t.after.exact_text(),
        })
    });
    json!({
        "with": path,
        "not_filled_in": empty,
        "key": found.key,
        "same": found.same,
        "added": rows(&found.added),
        "gone": rows(&found.gone),
        "changed": changed.collect::<Vec<_>>(),
        "headings_added": found.headings.0,
        "headings_gone": found.headings.1,
        "totals": totals.collect::<Vec<_>>(),
    })
}
