//! The sealed months of the demo company: sealed by the program itself, like any other.

use std::ffi::OsString;
use std::io;
use std::path::Path;

/// The sealed months: which, by whom, on which day.
const SEALED: &[(&str, &str, &str)] = &[
    ("2025-11", "周宁", "2025-12-12"),
    ("2025-12", "周宁", "2026-01-13"),
];

/// Seals the months of the demo anew; `content` is its content folder, whose policies and settings
/// are there.
pub fn seal(content: &Path) -> io::Result<()> {
    let folder = content.join("sealed");
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    let site = match content.parent() {
        Some(site) if !site.as_os_str().is_empty() => site,
        _ => Path::new("."),
    };
    for (period, by, on) in SEALED {
        let words = [
            "meritbook",
            "seal",
            period,
            "--by",
            by,
            "--on",
            on,
            "--site",
        ];
        let mut words: Vec<OsString> = words.iter().map(OsString::from).collect();
        words.push(site.into());
        if meritbook::command::run(words) != 0 {
            return Err(io::Error::other(format!("{period} cannot be sealed")));
        }
    }
    Ok(())
}
