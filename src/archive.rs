//! Figures and inputs → a seal, and what became of it: what was published provably stays what it was.
//!
//! A seal is a file that lists, with their digests, a period's results and everything that they were
//! worked out from; it holds the digest of the seal before it, so that seals are a chain. Reads and
//! writes nothing. `mistake` holds the reasons against sealing, `verify` looks at what there is, `changes` at what it was made
//! from, `inputs` at which files that is.

mod bag;
mod changes;
mod inputs;
mod kept;
mod mistake;
mod verify;

pub use bag::{Bag, Bagged};
pub use changes::{Became, changes, shared_changes};
pub use inputs::{Shelf, shelf};
pub use kept::Kept;
pub use mistake::ArchiveMistake;
pub use verify::{Finding, Report, Verdict, verify};

use serde::{Deserialize, Serialize};

pub use crate::content::RESULTS;
use crate::content::{Content, Fingerprint};
use crate::data::{Archived, Reached, Stage};
use crate::period::Period;

/// The format's name.
const FORMAT: &str = "meritbook/seal/v1";
/// What stands before the digest and after it.
const BEFORE_DIGEST: &str = ",\n  \"digest\": \"";
const AFTER_DIGEST: &str = "\"\n}\n";
/// How many digits a digest has.
const DIGITS: usize = 64;

/// The folder of the inputs in a period's folder.
pub const INPUTS: &str = "inputs";

/// What a seal says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seal {
    /// The name of the format.
    format: String,
    /// The period, for example `2026-10`.
    pub period: String,
    /// Its place in the chain, from 1.
    pub number: u32,
    /// The day on which it was sealed, as the person says.
    pub sealed_on: String,
    /// Who sealed it.
    pub sealed_by: String,
    /// Why, where that was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The version of the program.
    pub version: String,
    /// The seal before it; nothing for the first.
    pub previous: Option<Previous>,
    /// The results.
    pub results: Listed,
    /// Everything that the results were worked out from, by path.
    pub inputs: Vec<Input>,
}

/// The seal before another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Previous {
    /// Its period.
    pub period: String,
    /// Its digest.
    pub digest: String,
}

/// A file that a seal holds fast.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listed {
    /// How many bytes it has.
    pub size: u64,
    /// The SHA-256 of its bytes.
    pub sha256: String,
}

/// An input of the results.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The path from the site's folder.
    pub path: String,
    /// How many bytes it has.
    pub size: u64,
    /// The SHA-256 of its bytes.
    pub sha256: String,
    /// How many rows its tables have; nothing for documents and for very long tables.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rows: Option<usize>,
    /// The sealed period in whose folder its copy lies; the same bytes are kept once.
    pub kept_in: String,
}

impl Input {
    /// Returns where its copy lies, from `content/sealed/`.
    pub fn copy(&self) -> String {
        format!("{}/{INPUTS}/{}", self.kept_in, self.path)
    }

    fn is(&self, found: &Fingerprint) -> bool {
        self.size == found.size && self.sha256 == found.sha256
    }
}

impl Listed {
    /// Tells whether a file is still the one that was sealed.
    pub fn is(&self, found: &Fingerprint) -> bool {
        self.size == found.size && self.sha256 == found.sha256
    }
}

impl From<Fingerprint> for Listed {
    fn from(found: Fingerprint) -> Self {
        Self {
            size: found.size,
            sha256: found.sha256,
        }
    }
}

/// What a person says when sealing.
#[derive(Debug, Clone)]
pub struct Signed {
    /// Who.
    pub by: String,
    /// On which day, for example `2026-11-12`.
    pub on: String,
    /// Why.
    pub reason: Option<String>,
}

/// An input that is to be sealed.
#[derive(Debug, Clone)]
pub struct Taken {
    /// The path from the site's folder.
    pub path: String,
    /// By what it is known again.
    pub print: Fingerprint,
    /// How many rows its tables have, where they were counted.
    pub rows: Option<usize>,
}

/// A seal with its digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// What it says.
    pub seal: Seal,
    /// The digest of all it says.
    pub digest: String,
}

impl Sealed {
    /// Seals a period after the ones that are sealed, from first to last. Inputs that an earlier
    /// seal keeps with the same bytes are not kept again.
    pub fn new(
        period: String,
        signed: Signed,
        results: Fingerprint,
        taken: Vec<Taken>,
        earlier: &[Self],
    ) -> Self {
        let kept_in = |input: &Taken| {
            let all = earlier.iter().flat_map(|e| &e.seal.inputs);
            let mut same = all.filter(|i| i.path == input.path && i.is(&input.print));
            same.next().map_or(period.clone(), |i| i.kept_in.clone())
        };
        let inputs = taken
            .into_iter()
            .map(|input| Input {
                kept_in: kept_in(&input),
                path: input.path,
                size: input.print.size,
                sha256: input.print.sha256,
                rows: input.rows,
            })
            .collect();
        let last = earlier.last();
        let seal = Seal {
            format: FORMAT.to_owned(),
            number: last.map_or(1, |l| l.seal.number.saturating_add(1)),
            previous: last.map(|l| Previous {
                period: l.seal.period.clone(),
                digest: l.digest.clone(),
            }),
            period,
            sealed_on: signed.on,
            sealed_by: signed.by,
            reason: signed.reason,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            results: results.into(),
            inputs,
        };
        let digest = Fingerprint::of(text(&seal).as_bytes()).sha256;
        Self { seal, digest }
    }

    /// Returns the bytes of its file: all it says, and the digest of that as the last line.
    pub fn bytes(&self) -> Vec<u8> {
        let text = text(&self.seal);
        let open = text.strip_suffix("\n}").unwrap_or(&text);
        format!("{open}{BEFORE_DIGEST}{}{AFTER_DIGEST}", self.digest).into_bytes()
    }

    /// Reads a seal; `None` for anything that is not, byte for byte, as a seal was written.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let whole = std::str::from_utf8(bytes).ok()?;
        let (open, digest) = whole
            .strip_suffix(AFTER_DIGEST)?
            .rsplit_once(BEFORE_DIGEST)?;
        let seal: Seal = serde_json::from_str(&format!("{open}\n}}")).ok()?;
        let read = Self {
            digest: Fingerprint::of(text(&seal).as_bytes()).sha256,
            seal,
        };
        (is_digest(digest) && read.bytes() == bytes && read.seal.format == FORMAT).then_some(read)
    }

    /// Returns the stage that its period has reached by it.
    pub fn reached(&self) -> Option<Reached> {
        Some(Reached {
            stage: Stage::Sealed,
            by: Some(self.seal.sealed_by.clone()),
            on: Some(self.seal.sealed_on.parse().ok()?),
        })
    }

    /// Returns the inputs whose copies lie with this seal.
    pub fn keeps(&self) -> impl Iterator<Item = &Input> {
        let own = |input: &&Input| input.kept_in == self.seal.period;
        self.seal.inputs.iter().filter(own)
    }
}

/// Returns the periods that are put away, with the stage that each has reached by that. A seal that
/// cannot be read tells neither who nor when.
pub fn put_away(content: &Content, archived: &[Archived]) -> Vec<(Period, Reached)> {
    let seals = content.seals.iter();
    let sealed = seals.filter_map(|(folder, bytes)| {
        let unknown = Reached {
            stage: Stage::Sealed,
            by: None,
            on: None,
        };
        let reached = Sealed::read(bytes).and_then(|sealed| sealed.reached());
        Some((Period::named(folder)?, reached.unwrap_or(unknown)))
    });
    let archived = archived.iter().filter_map(|archived| {
        let reached = Reached {
            stage: Stage::Archived,
            by: Some(archived.by.clone()),
            on: Some(archived.on),
        };
        Some((Period::named(&archived.period)?, reached))
    });
    sealed.chain(archived).collect()
}

/// Tells whether a text is a digest as seals have it.
pub fn is_digest(text: &str) -> bool {
    let small = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
    text.len() == DIGITS && text.bytes().all(small)
}

fn text(seal: &Seal) -> String {
    // Writing plain data into memory cannot fail.
    serde_json::to_string_pretty(seal).unwrap_or_default()
}
