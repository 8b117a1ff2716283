//! What lies in `content/sealed/`: each file with its size and digest, and the seals' own texts.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use super::folder::{self, Role};

/// The name of a seal in its period's folder.
pub const SEAL: &str = "seal.json";
/// The name of the results in a sealed period's folder.
pub const RESULTS: &str = "results.json";

/// By what a file is known again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint {
    /// How many bytes it has.
    pub size: u64,
    /// The SHA-256 of its bytes, in small hexadecimal digits.
    pub sha256: String,
}

impl Fingerprint {
    /// Takes the fingerprint of bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let mut hash = Sha256::new();
        hash.update(bytes);
        Self {
            size: bytes.len() as u64,
            sha256: digits(&hash.finalize()),
        }
    }
}

/// All that lies in `content/sealed/`.
#[derive(Debug, Clone, Default)]
pub struct SealedFiles {
    /// The files by path from there; `None` for one that cannot be read.
    pub files: BTreeMap<String, Option<Fingerprint>>,
    /// The bytes of each `seal.json`, by the name of its folder.
    pub seals: BTreeMap<String, Vec<u8>>,
}

/// Looks at every file in `content/sealed/` of a site's folder; nothing else of the site is needed.
pub fn sealed(site: &Path) -> SealedFiles {
    let folder = site.join("content/sealed");
    let mut found = SealedFiles::default();
    for entry in WalkDir::new(&folder).sort_by_file_name() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(&folder);
                if path.symlink_metadata().is_ok() {
                    found.files.insert(below(&folder, path), None);
                }
                continue;
            }
        };
        if entry.file_type().is_dir() {
            continue;
        }
        let path = below(&folder, entry.path());
        if let Some(name) = path.strip_suffix(SEAL).and_then(|n| n.strip_suffix('/'))
            && let Ok(bytes) = fs::read(entry.path())
        {
            found.seals.insert(name.to_owned(), bytes);
        }
        found.files.insert(path, fingerprint_at(entry.path()));
    }
    found
}

/// Reads the texts of the seals and nothing else, by the name of their folder.
pub(super) fn texts_of_seals(site: &Path) -> BTreeMap<String, Vec<u8>> {
    let folders = fs::read_dir(site.join("content/sealed"))
        .into_iter()
        .flatten();
    let seals = folders.flatten().filter_map(|folder| {
        let bytes = fs::read(folder.path().join(SEAL)).ok()?;
        Some((folder.file_name().to_string_lossy().into_owned(), bytes))
    });
    seals.collect()
}

/// Lists the files from which results are worked out, by path from the site's folder: all that is
/// read of `content/` but free pages.
pub fn input_paths(site: &Path) -> Vec<String> {
    let files = folder::walk(site).files.into_iter();
    let is_input = |file: &folder::File| {
        let other = matches!(file.role, Role::Theme | Role::Text);
        // What was handed over to the archive is told of results, which do not rest on it.
        !other && !file.path.starts_with("content/archived.")
    };
    let inputs = files.filter(is_input);
    inputs.map(|file| file.path).collect()
}

/// What a folder of `content/sealed/` holds beside the copies of inputs; `None` for a file that is
/// not there or cannot be read.
#[derive(Debug, Clone, Default)]
pub struct SealedPeriod {
    /// The name of the folder.
    pub folder: String,
    /// The seal.
    pub seal: Option<Vec<u8>>,
    /// The results.
    pub results: Option<Vec<u8>>,
}

/// Reads seals and results of all sealed periods by the names of their folders, and no copies.
pub fn sealed_periods(site: &Path) -> Vec<SealedPeriod> {
    let found = WalkDir::new(site.join("content/sealed"));
    let found = found.min_depth(1).max_depth(1).sort_by_file_name();
    let folders = found.into_iter().filter_map(Result::ok);
    folders
        .filter(|entry| entry.file_type().is_dir())
        .map(|entry| SealedPeriod {
            folder: entry.file_name().to_string_lossy().into_owned(),
            seal: fs::read(entry.path().join(SEAL)).ok(),
            results: fs::read(entry.path().join(RESULTS)).ok(),
        })
        .collect()
}

/// Takes the fingerprint of a file of any length; `None` where it cannot be read.
pub(super) fn fingerprint_at(path: &Path) -> Option<Fingerprint> {
    let read = || -> io::Result<Fingerprint> {
        let mut file = File::open(path)?;
        let (mut hash, mut size) = (Sha256::new(), 0);
        let mut buffer = vec![0; 1 << 16];
        loop {
            let count = file.read(&mut buffer)?;
            let Some(part) = buffer.get(..count).filter(|part| !part.is_empty()) else {
                break;
            };
            hash.update(part);
            size += part.len() as u64;
        }
        let sha256 = digits(&hash.finalize());
        Ok(Fingerprint { size, sha256 })
    };
    read().ok()
}

fn digits(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn below(folder: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<_> = relative
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}
