//! From which version of a built-in file a site's own one was made: `themes/<name>/made-from.yml`
//! holds a line a file, its path and the first digits of the built-in file's SHA-256. A line that
//! no longer fits tells that the built-in file has changed since.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::mistake::OriginalMistake;
use super::theme::{self, Theme, line_place};
use crate::diagnostic::nearest;
use crate::value::Place;

/// The file in the theme's folder.
pub const MADE_FROM: &str = "made-from.yml";
/// How many hexadecimal digits of a digest are written.
const DIGITS: usize = 12;

/// A built-in file to begin one's own from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original {
    /// The path in the theme's folder.
    pub path: String,
    /// The content.
    pub bytes: Vec<u8>,
    /// The line of `made-from.yml`, without its end.
    pub line: String,
}

/// Returns a built-in file by its path in a theme's folder.
pub fn original(theme: &str, path: &str) -> Result<Original, OriginalMistake> {
    let path = path.replace('\\', "/");
    let paths = theme::built_in_paths(theme);
    let found = paths.get(&path).and_then(|of| theme::embedded(of, &path));
    let Some(bytes) = found.filter(|_| !path.starts_with("wording/")) else {
        let meant = nearest(&path, paths.keys().map(String::as_str));
        let ends = |p: &&String| p.rsplit('/').next() == Some(path.as_str());
        return Err(OriginalMistake::NoThemeFile {
            meant: paths
                .keys()
                .find(ends)
                .cloned()
                .or(meant.map(str::to_owned)),
            path,
        });
    };
    Ok(Original {
        line: format!("{path}: {}", digest(&bytes)),
        bytes: bytes.into_owned(),
        path,
    })
}

/// Finds own files whose built-in one has changed since they were made, those of which that is not
/// known, and lines that fit no file.
pub fn examine(theme: &Theme) -> Vec<OriginalMistake> {
    let mut mistakes = Vec::new();
    let written = written(theme, &mut mistakes);
    for (path, built_in) in theme.overridden() {
        let now = digest(&built_in);
        let place = Place::file(&theme.source(path));
        let path = path.to_owned();
        match written.get(&path) {
            Some((from, _)) if *from == now => {}
            Some((_, line)) => mistakes.push(OriginalMistake::OlderOriginal {
                path,
                now,
                place,
                line: line.clone(),
            }),
            None => mistakes.push(OriginalMistake::UnknownOriginal { path, now, place }),
        }
    }
    mistakes
}

/// Reads `made-from.yml`: digests by path, each with its place.
fn written(
    theme: &Theme,
    mistakes: &mut Vec<OriginalMistake>,
) -> BTreeMap<String, (String, Place)> {
    let mut written = BTreeMap::new();
    if theme.bytes(MADE_FROM).is_none() {
        return written;
    }
    let source = theme.source(MADE_FROM);
    for (at, line) in source.text.lines().enumerate() {
        let line = line.trim_start_matches('\u{feff}').trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let place = line_place(&source, at + 1);
        let entry = line.split_once(':').map(|(path, digest)| {
            let plain = |text: &str| text.trim().trim_matches(['"', '\'']).to_owned();
            (plain(path), plain(digest).to_lowercase())
        });
        let is_digest =
            |text: &str| text.len() == DIGITS && text.bytes().all(|b| b.is_ascii_hexdigit());
        match entry {
            Some((path, digest)) if is_digest(&digest) && theme.bytes(&path).is_some() => {
                written.insert(path, (digest, place));
            }
            _ => mistakes.push(OriginalMistake::MadeFromLine { place }),
        }
    }
    written
}

/// Returns the first digits of a file's SHA-256; the ends of its lines do not count.
fn digest(bytes: &[u8]) -> String {
    let mut hash = Sha256::new();
    for part in bytes.split(|b| *b == b'\r') {
        hash.update(part);
    }
    let mut out = String::new();
    for byte in hash.finalize() {
        out.push_str(&format!("{byte:02x}"));
    }
    out.truncate(DIGITS);
    out
}
