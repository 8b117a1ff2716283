//! `adjust --rebase`: an entry that takes the place of one whose value before is not so any more.

use std::path::Path;

use super::{Asked, Found, day, month, text_of};
use crate::assessment::as_written;
use crate::command::amendment::Amendment;
use crate::command::mistake::AmendmentMistake;
use crate::command::terminal::Terminal;
use crate::content::Content;
use crate::data::{Adjustment, Entry};
use crate::diagnostic::Language;
use crate::form::appeal::ADJUSTMENT;

/// Writes an entry that takes the place of one whose value before is not so any more.
pub(super) fn rebased(
    site: &Path,
    content: &Content,
    asked: &Asked,
    id: &str,
    terminal: &Terminal,
) -> Found {
    let month = month(&asked.period)?;
    let on = day("--on", &asked.on)?.to_string();
    let mut amendment = Amendment::of(site, month).map_err(|m| vec![m.diagnostic()])?;
    let (ledger, _) = crate::data::understand(content);
    let of_month = ledger.months.get(&month);
    let all: &[Adjustment] = of_month.map_or(&[], |m| &m.adjustments);
    let old: Vec<&Adjustment> = all.iter().filter(|a| *a.id == *id && !a.replaced).collect();
    let Some(first) = old.first() else {
        let mistake = AmendmentMistake::UnknownId {
            written: id.to_owned(),
            known: all.iter().map(|a| a.id.to_string()).collect(),
            appeal: false,
        };
        return Err(vec![mistake.diagnostic()]);
    };
    let ids: Vec<&str> = old.iter().map(|a| a.person.as_ref()).collect();
    let mut number = all.len() + 1;
    let taken = |number| all.iter().any(|a| *a.id == format!("{month}-{number:02}"));
    while taken(number) {
        number += 1;
    }
    let after: Vec<(String, String)> = old
        .iter()
        .map(|a| {
            let own = format!("{}=", a.person);
            let to = asked.to.iter().find_map(|to| to.strip_prefix(&own));
            let alike = asked.to.first().filter(|to| !to.contains('='));
            let to = to.or(alike.map(String::as_str));
            (a.person.to_string(), to.unwrap_or(&a.after).to_owned())
        })
        .collect();
    let named = first.corrects.as_ref();
    let own = named.map(|it| it.period.value.to_string());
    let corrects = asked.corrects.clone().or(own);
    let own = named.map(|it| it.figure.value.as_str());
    let own = own.filter(|figure| *figure != &*first.figure);
    let corrects_figure = asked.corrects_figure.as_deref().or(own);
    let chinese = terminal.language == Language::Chinese;
    let entry = |before: Option<&[(String, String)]>, after: &[(String, String)]| {
        let mut entry = Entry::new(&ADJUSTMENT, text_of(content, month), chinese)
            .text("id", Some(&format!("{month}-{number:02}")))
            .text("replaces", Some(id));
        if let Some(kind) = first.kind {
            entry = entry.word("kind", kind.word());
        }
        entry = entry
            .whose(&ids)
            .text("policy", Some(&first.policy))
            .text("figure", Some(&first.figure));
        if let Some(before) = before {
            entry = entry.values("before", before);
        }
        let reason = asked.reason.as_deref().unwrap_or(&first.reason);
        let evidence = match asked.evidence.is_empty() {
            true => &first.evidence,
            false => &asked.evidence,
        };
        entry
            .values("after", after)
            .text("reason", Some(reason))
            .texts("evidence", evidence)
            .text(
                "clause",
                asked.clause.as_deref().or(first.clause.as_deref()),
            )
            .text(
                "appeal",
                asked.appeal.as_deref().or(first.appeal.as_deref()),
            )
            .text("corrects", corrects.as_deref())
            .text("corrects_figure", corrects_figure)
            .text("decided_by", Some(&asked.by))
            .text("decided_on", Some(&on))
            .block()
    };
    // Without a value before nothing is held against what is worked out.
    let mut trial = Amendment::of(site, month).map_err(|m| vec![m.diagnostic()])?;
    trial.add(site, content, "adjustments", &entry(None, &after));
    let tried = trial.worked_out(site)?;
    let raw: Vec<(String, String)> = old
        .iter()
        .map(|a| {
            let of_month = tried.periods.iter().filter(|r| r.inputs.period == month);
            let raw = of_month.filter_map(|result| {
                let full = result.graph.full_name(&a.policy, &a.figure)?;
                let key = (a.policy.clone(), full.clone(), a.person.clone());
                let unit = result.graph.title_and_unit(&a.policy, full)?.1;
                let unit = unit.map_or("", AsRef::as_ref);
                let raw = result.figures.raw.get(&key)?;
                as_written(raw, unit, tried.settings.decimals)
            });
            let raw = raw.take(1).next().unwrap_or_default();
            (a.person.to_string(), raw)
        })
        .collect();
    let mut unadjusted = Amendment::of(site, month).map_err(|m| vec![m.diagnostic()])?;
    unadjusted.add(site, content, "adjustments", &entry(None, &raw));
    let before = unadjusted.worked_out(site).unwrap_or(tried);
    amendment.add(site, content, "adjustments", &entry(Some(&raw), &after));
    let each = raw.iter().zip(&after);
    let each = each.map(|((id, was), (_, is))| format!("{id} {was} → {is}"));
    let each: Vec<String> = each.collect();
    let what = format!(
        "{id} ⇒ {month}-{number:02} · {} · {}",
        first.figure,
        each.join("、")
    );
    Ok((amendment, before, what))
}
