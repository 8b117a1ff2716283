//! Warnings that policies and months accept, so that they are not forgotten.

use serde_json::{Value as Json, json};

use crate::Assessed;
use crate::command::terminal::Terminal;
use crate::data::Accepted;
use crate::diagnostic::Language;
use crate::period::Period;
use crate::policy::Policy;

/// Lists them with their reasons; says nothing where there are none.
pub(super) fn list(assessed: &Assessed, terminal: &Terminal) {
    let lines = accepted(assessed).map(|(policy, code, reason)| match terminal.language {
        Language::Chinese => format!("  {code} {}：{reason}", policy.title),
        Language::English => format!("  {code} {}: {reason}", policy.title),
    });
    section(
        lines.collect(),
        terminal.say(
            "制度里写了理由、已经接受的提醒：",
            "Warnings that policies accept, with the reason:",
        ),
        terminal,
    );
    let lines = of_months(assessed).map(|(period, entry)| {
        let meant = meant(entry);
        let reason = &entry.reason;
        match terminal.language {
            Language::Chinese => format!("  {period} {meant}：{reason}"),
            Language::English => format!("  {period} {meant}: {reason}"),
        }
    });
    section(
        lines.collect(),
        terminal.say(
            "month.yml 里写了理由、核对过的可疑之处：",
            "Suspicious values that were looked at, with the reason in month.yml:",
        ),
        terminal,
    );
}

fn section(lines: Vec<String>, head: &str, terminal: &Terminal) {
    if !lines.is_empty() {
        terminal.result(&format!("\n{head}\n{}", lines.join("\n")));
    }
}

/// The same for programs.
pub(super) fn as_json(assessed: &Assessed) -> Json {
    let of_policy = |(policy, code, reason): (&Policy, &str, &str)| {
        json!({
            "policy": &*policy.id,
            "from": policy.version.from.to_string(),
            "code": code,
            "reason": reason,
        })
    };
    let of_month = |(period, entry): (Period, &Accepted)| {
        json!({
            "month": period.to_string(),
            "what": entry.doubt.word(),
            "table": entry.table,
            "column": entry.column,
            "person": entry.person,
            "reason": entry.reason,
            "by": entry.by,
        })
    };
    let policies = accepted(assessed).map(of_policy);
    policies.chain(of_months(assessed).map(of_month)).collect()
}

fn accepted(assessed: &Assessed) -> impl Iterator<Item = (&Policy, &str, &str)> {
    let policies = assessed.book.iter().flat_map(|book| book.policies.values());
    let versions = policies.flatten().map(AsRef::as_ref);
    versions.flat_map(|policy: &Policy| {
        let accepted = policy.lint.accepted.iter();
        accepted.map(move |(code, reason)| (policy, code.as_str(), reason.as_str()))
    })
}

fn of_months(assessed: &Assessed) -> impl Iterator<Item = (Period, &Accepted)> {
    let books = assessed.book.iter();
    let months = books.flat_map(|book| &book.ledger.months);
    months.flat_map(|(period, month)| month.accepted.iter().map(move |entry| (*period, entry)))
}

/// Writes what an entry is about: `jump 业绩.回款 E2`.
fn meant(entry: &Accepted) -> String {
    let mut text = format!("{} {}", entry.doubt.word(), entry.table);
    if let Some(column) = &entry.column {
        text.push_str(&format!(".{column}"));
    }
    if let Some(person) = &entry.person {
        text.push_str(&format!(" {person}"));
    }
    text
}
