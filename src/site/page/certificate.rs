//! Certificates: one sheet for each winner of an award, to be printed and stamped.

use std::sync::Arc;

use serde::Serialize;

use crate::assessment::Figured;
use crate::data::State;
use crate::site::address::{Addresses, link};
use crate::site::edition::{PublicAward, PublicPeriod, PublicPolicy, PublicWinner};
use crate::site::format;
use crate::site::page::award;
use crate::site::shared::{Frame, LinkView, Shared};
use crate::value::Value;

/// One or more certificates as a document of their own.
#[derive(Debug, Serialize)]
pub struct CertificatePage {
    frame: Frame,
    /// The way back: the award, or the period.
    back: LinkView,
    sheets: Vec<CertificateView>,
}

/// A certificate.
#[derive(Debug, Serialize)]
struct CertificateView {
    /// Whose it is.
    to: String,
    /// Team and post of that period; may be empty.
    of: String,
    /// What it was won with, up to the award's name.
    text: String,
    award: String,
    /// The day, or room for it.
    date: String,
    /// The policy by which it was won, as a line.
    by: String,
    /// Whether it is a preview: the period or the award is not final.
    preview: bool,
    /// Whether the name of the award is long.
    long: bool,
}

/// A winner's place in the results: the policy, the award and the winner.
pub type WinnerAt = [usize; 3];

/// An award's name with more signs than this is set smaller.
const LONG: usize = 10;

/// Lists the certificates of a period: where each is, and whose.
pub fn all(shared: &Shared<'_>, period: &PublicPeriod<'_>) -> Vec<(String, WinnerAt)> {
    let mut all = Vec::new();
    if shared.public.is_internal() {
        return all;
    }
    for (p, policy) in period.policies().iter().enumerate() {
        for (a, award) in policy.awards().iter().enumerate() {
            for (w, winner) in award.winners.iter().enumerate() {
                let path = path(shared, period, policy, award, winner);
                all.extend(path.map(|path| (path, [p, a, w])));
            }
        }
    }
    all
}

/// Returns where a winner's certificate is; `None` for somebody whom the edition does not name.
pub fn path(
    shared: &Shared<'_>,
    period: &PublicPeriod<'_>,
    policy: &PublicPolicy<'_>,
    award: &PublicAward<'_>,
    winner: &PublicWinner<'_>,
) -> Option<String> {
    let (id, ..) = winner.who()?;
    // Where people are not named in full, there is nobody to give one to.
    if shared.public.is_internal() || id.is_empty() {
        return None;
    }
    let of = (&policy.policy().id, &award.award.name);
    shared.addresses.certificate(period.period(), of, id)
}

/// Shows one certificate, by the places of the period and the winner.
pub fn view(
    shared: &Shared<'_>,
    page: &str,
    at: usize,
    [p, a, w]: WinnerAt,
) -> Option<CertificatePage> {
    let period = shared.public.periods().get(at)?;
    let policy = period.policies().get(p)?;
    let award = policy.awards().get(a)?;
    let winner = award.winners.get(w)?;
    let sheet = certificate(shared, period, policy, award, winner)?;
    let parts = [("name", sheet.to.as_str()), ("award", &sheet.award)];
    let title = shared.words.fill("certificate_of", &parts);
    Some(CertificatePage {
        frame: shared.frame(page, title, "awards"),
        back: shared.award_link(page, policy.policy(), &award.award.name),
        sheets: vec![sheet],
    })
}

/// Shows all certificates of a period, one after the other, by the period's place.
pub fn whole(shared: &Shared<'_>, page: &str, at: usize) -> Option<CertificatePage> {
    let period = shared.public.periods().get(at)?;
    let mut sheets = Vec::new();
    for (_, [p, a, w]) in all(shared, period) {
        let policy = period.policies().get(p)?;
        let award = policy.awards().get(a)?;
        let winner = award.winners.get(w)?;
        sheets.extend(certificate(shared, period, policy, award, winner));
    }
    let back = shared.period_link(page, period.period());
    let parts = [("period", back.text.as_str())];
    let title = shared.words.fill("certificates_of", &parts);
    Some(CertificatePage {
        frame: shared.frame(page, title, "periods"),
        back,
        sheets,
    })
}

/// Links to all certificates of a period; nothing where there is none.
pub fn link_to_all(shared: &Shared<'_>, page: &str, period: &PublicPeriod<'_>) -> String {
    if all(shared, period).is_empty() {
        return String::new();
    }
    link(page, &Addresses::certificates(period.period()))
}

fn certificate(
    shared: &Shared<'_>,
    period: &PublicPeriod<'_>,
    policy: &PublicPolicy<'_>,
    award: &PublicAward<'_>,
    winner: &PublicWinner<'_>,
) -> Option<CertificateView> {
    let (id, name, team) = winner.who()?;
    let words = &shared.words;
    let when = shared.period(period.period());
    let reason = reason(shared, winner);
    let text = match reason.is_empty() {
        true => words.fill("certificate_plain", &[("period", &when)]),
        false => words.fill(
            "certificate_text",
            &[("period", &when), ("reason", &reason)],
        ),
    };
    let date = match period.final_on() {
        Some(day) => format::day(words, day),
        None => words.say("certificate_no_day").to_owned(),
    };
    let award_name: &Arc<str> = &award.award.name;
    Some(CertificateView {
        to: name.to_owned(),
        of: whereabouts(shared, period, policy, (id, team)),
        text,
        award: award_name.to_string(),
        date,
        by: words.fill("certificate_by", &[("policy", &policy.policy().title)]),
        preview: period.state() != State::Final || !award.pending.is_empty(),
        long: award_name.chars().count() > LONG,
    })
}

/// Writes team and post of then.
fn whereabouts(
    shared: &Shared<'_>,
    period: &PublicPeriod<'_>,
    policy: &PublicPolicy<'_>,
    (id, team): (&str, &str),
) -> String {
    if !policy.is_about_people() {
        return String::new();
    }
    let team = match team.is_empty() {
        true => "",
        false => shared.public.team_name(team),
    };
    let both = [team, period.post(id)];
    let both: Vec<&str> = both.into_iter().filter(|part| !part.is_empty()).collect();
    both.join(" · ")
}

/// Writes what can stand on a certificate: measured figures and days, not who decided.
fn reason(shared: &Shared<'_>, winner: &PublicWinner<'_>) -> String {
    let measured = winner.reasons.iter().copied();
    let measured: Vec<&Figured> = measured
        .filter(|key| matches!(key.cell, Ok(Value::Number(_) | Value::Date(_))))
        .collect();
    award::reason(shared, &measured)
}
