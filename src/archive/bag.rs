//! A sealed period with its pages → a bag for the archive: BagIt 1.0 (RFC 8493).
//!
//! A bag is a folder: what is kept lies below `data/`, beside it a list of all files with their SHA-256
//! and what whoever opens it in ten years has to know. Any program that knows the format can check it.

use std::collections::BTreeMap;

use super::{RESULTS, Sealed};
use crate::content::{Fingerprint, SEAL};

/// What the bag says of its own format.
const DECLARATION: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
/// The lists of files with their digests.
const MANIFEST: &str = "manifest-sha256.txt";
const TAG_MANIFEST: &str = "tagmanifest-sha256.txt";
/// What readers find first.
const README: &str = "README.md";
/// The README as it is written: names in braces are filled in.
const README_TEXT: &str = include_str!("bag/readme.md");

/// What goes into a bag.
#[derive(Debug)]
pub struct Bag<'b> {
    /// The seal.
    pub sealed: &'b Sealed,
    /// The seals before it, from the first on, each with its bytes.
    pub before: Vec<(&'b Sealed, Vec<u8>)>,
    /// The sealed results.
    pub results: Vec<u8>,
    /// The inputs by their path from the site's folder.
    pub inputs: BTreeMap<String, Vec<u8>>,
    /// The period's pages by their path from the site's folder.
    pub pages: BTreeMap<String, Vec<u8>>,
    /// The organisation.
    pub organisation: String,
    /// Who puts it into the archive.
    pub by: String,
    /// On which day, for example `2026-11-20`.
    pub on: String,
    /// Where it is kept, where that is said.
    pub kept_at: Option<String>,
}

/// A bag, ready to be written.
#[derive(Debug)]
pub struct Bagged {
    /// The name of its folder.
    pub name: String,
    /// The files by their path from there.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The SHA-256 of the list of lists, which holds all of it fast.
    pub digest: String,
}

impl Bag<'_> {
    /// Packs it.
    pub fn pack(self) -> Bagged {
        let name = format!("bag-{}", self.sealed.seal.period);
        let readme = self.readme();
        let mut info = self.info();
        let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        files.insert(format!("data/{SEAL}"), self.sealed.bytes());
        files.insert(format!("data/{RESULTS}"), self.results);
        for (earlier, bytes) in self.before {
            let period = &earlier.seal.period;
            files.insert(format!("data/earlier-seals/{period}.json"), bytes);
        }
        let inputs = self.inputs.into_iter();
        files.extend(inputs.map(|(path, bytes)| (format!("data/inputs/{path}"), bytes)));
        let pages = self.pages.into_iter();
        files.extend(pages.map(|(path, bytes)| (format!("data/site/{path}"), bytes)));
        let size: usize = files.values().map(Vec::len).sum();
        info += &format!("Payload-Oxum: {size}.{}\n", files.len());
        let manifest = listed(&files);
        let tags = BTreeMap::from([
            (README.to_owned(), readme.into_bytes()),
            ("bag-info.txt".to_owned(), info.into_bytes()),
            ("bagit.txt".to_owned(), DECLARATION.as_bytes().to_vec()),
            (MANIFEST.to_owned(), manifest.into_bytes()),
        ]);
        let tag_manifest = listed(&tags).into_bytes();
        let digest = Fingerprint::of(&tag_manifest).sha256;
        files.extend(tags);
        files.insert(TAG_MANIFEST.to_owned(), tag_manifest);
        Bagged {
            name,
            files,
            digest,
        }
    }

    /// Tells what it is, key by key as the format has them.
    fn info(&self) -> String {
        let seal = &self.sealed.seal;
        let agent = concat!("Meritbook ", env!("CARGO_PKG_VERSION"));
        let place = self.kept_at.as_deref().unwrap_or("");
        let entries = [
            ("Source-Organization", self.organisation.as_str()),
            ("Contact-Name", &self.by),
            (
                "External-Description",
                "考核结果归档 · Results, sealed and archived",
            ),
            ("External-Identifier", &seal.period),
            ("Bagging-Date", &self.on),
            ("Bag-Software-Agent", agent),
            ("Stored-At", place),
            ("Sealed-By", &seal.sealed_by),
            ("Sealed-On", &seal.sealed_on),
            ("Sealed-With-Version", &seal.version),
            ("Seal-Digest", &self.sealed.digest),
        ];
        let said = entries.iter().filter(|(_, value)| !value.is_empty());
        let lines =
            said.map(|(key, value)| format!("{key}: {}\n", value.replace(['\r', '\n'], " ")));
        lines.collect()
    }

    fn readme(&self) -> String {
        let seal = &self.sealed.seal;
        let filled = [
            ("{period}", seal.period.as_str()),
            ("{organisation}", &self.organisation),
            ("{sealed_on}", &seal.sealed_on),
            ("{sealed_by}", &seal.sealed_by),
            ("{on}", &self.on),
            ("{by}", &self.by),
            ("{version}", &seal.version),
            ("{digest}", &self.sealed.digest),
        ];
        let text = README_TEXT.to_owned();
        filled
            .iter()
            .fold(text, |text, (name, value)| text.replace(name, value))
    }
}

/// Lists files with their digests; signs that would end a line are written as the format says.
fn listed(files: &BTreeMap<String, Vec<u8>>) -> String {
    let lines = files.iter().map(|(path, bytes)| {
        let path = path
            .replace('%', "%25")
            .replace('\r', "%0D")
            .replace('\n', "%0A");
        format!("{}  {path}\n", Fingerprint::of(bytes).sha256)
    });
    lines.collect()
}
