//! Seals, handing over to the archive and how long is kept what, as data.

use serde::Serialize;

use crate::diagnostic::Language;
use crate::period::Period;
use crate::settings::Kept;
use crate::site::edition::{HandedOver, PublicSeal};

/// A seal.
#[derive(Serialize)]
pub(super) struct SealData<'s> {
    number: u32,
    period: &'s str,
    digest: &'s str,
    #[serde(skip_serializing_if = "Option::is_none")]
    previous: Option<&'s str>,
    sealed_on: &'s str,
    version: &'s str,
    #[serde(skip_serializing_if = "Option::is_none")]
    sealed_by: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'s str>,
}

/// That a period was handed over to the archive.
#[derive(Serialize)]
pub(super) struct HandedOverData<'s> {
    on: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'s str>,
    #[serde(rename = "where", skip_serializing_if = "Option::is_none")]
    kept_at: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    digest: Option<&'s str>,
}

/// How long something is kept.
#[derive(Serialize)]
pub(super) struct KeptData {
    what: String,
    term: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
}

pub(super) fn seal_data(seal: PublicSeal<'_>) -> SealData<'_> {
    let said = &seal.sealed.seal;
    SealData {
        number: said.number,
        period: &said.period,
        digest: &seal.sealed.digest,
        previous: said.previous.as_ref().map(|p| p.digest.as_str()),
        sealed_on: &said.sealed_on,
        version: &said.version,
        sealed_by: seal.by.map(|(by, _)| by),
        reason: seal.by.and_then(|(_, reason)| reason),
    }
}

pub(super) fn handed_over<'s>(it: &HandedOver<'s>) -> HandedOverData<'s> {
    let named = it.named;
    HandedOverData {
        on: it.on.to_string(),
        by: named.map(|archived| archived.by.as_str()),
        kept_at: named.and_then(|archived| archived.kept_at.as_deref()),
        digest: named.and_then(|archived| archived.digest.as_deref()),
    }
}

pub(super) fn kept_data(kept: &Kept, period: Period) -> KeptData {
    KeptData {
        what: kept.what.said().get(Language::English).to_owned(),
        term: kept.term.said().get(Language::English).to_owned(),
        until: kept.term.until(period).map(|day| day.to_string()),
    }
}
