//! Warnings that policies accept, so that they are not forgotten.

use serde_json::{Value as Json, json};

use crate::Assessed;
use crate::command::terminal::Terminal;
use crate::diagnostic::Language;
use crate::policy::Policy;

/// Lists them with their reasons; says nothing where there are none.
pub(super) fn list(assessed: &Assessed, terminal: &Terminal) {
    let lines: Vec<String> = accepted(assessed)
        .map(|(policy, code, reason)| match terminal.language {
            Language::Chinese => format!("  {code} {}：{reason}", policy.title),
            Language::English => format!("  {code} {}: {reason}", policy.title),
        })
        .collect();
    if !lines.is_empty() {
        let head = terminal.say(
            "制度里写了理由、已经接受的提醒：",
            "Warnings that policies accept, with the reason:",
        );
        terminal.result(&format!("\n{head}\n{}", lines.join("\n")));
    }
}

/// The same for programs.
pub(super) fn as_json(assessed: &Assessed) -> Json {
    let one = |(policy, code, reason): (&Policy, &str, &str)| {
        json!({
            "policy": &*policy.id,
            "from": policy.version.from.to_string(),
            "code": code,
            "reason": reason,
        })
    };
    accepted(assessed).map(one).collect()
}

fn accepted(assessed: &Assessed) -> impl Iterator<Item = (&Policy, &str, &str)> {
    let policies = assessed.book.iter().flat_map(|book| book.policies.values());
    let versions = policies.flatten().map(AsRef::as_ref);
    versions.flat_map(|policy: &Policy| {
        let accepted = policy.lint.accepted.iter();
        accepted.map(move |(code, reason)| (policy, code.as_str(), reason.as_str()))
    })
}
