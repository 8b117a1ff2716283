//! Who built a folder last, from which content: a note beside the folder, never in it, so that a
//! site's bytes do not depend on who made it.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::command::mistake::{CommandMistake, Misuse};
use crate::command::terminal;
use crate::content::{ReadFiles, digest_of_all};
use crate::diagnostic::Language;
use crate::output::{OutputMistake, put};

/// The format's name.
const FORMAT: &str = "meritbook/built/v1";
/// How many digits of a digest are said; the note has all.
const SAID: usize = 12;

/// What the note beside a published folder says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Built {
    format: String,
    /// Who built it, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    /// The digest of everything that was read.
    content: String,
    /// How many files that was.
    files: usize,
    /// For whom the site is.
    edition: String,
    /// The version of the program.
    version: String,
}

impl Built {
    /// Notes who builds what from the files that were read.
    pub(super) fn new(read: &ReadFiles, edition: &str, by: Option<String>) -> Self {
        let each = read.iter();
        let content = digest_of_all(each.map(|(path, f)| (path.as_str(), &*f.print.sha256)));
        Self {
            format: FORMAT.to_owned(),
            by,
            content,
            files: read.len(),
            edition: edition.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }

    /// Returns what was noted when a folder was built before; `None` where nothing was, or nothing
    /// that can be read.
    pub(super) fn of(out: &Path) -> Option<Self> {
        let bytes = fs::read(note_of(out)?).ok()?;
        let built: Self = serde_json::from_slice(&bytes).ok()?;
        (built.format == FORMAT).then_some(built)
    }

    /// Writes the note beside a folder.
    pub(super) fn note(&self, out: &Path) -> Result<(), OutputMistake> {
        let Some(path) = note_of(out) else {
            return Ok(());
        };
        // Writing plain data into memory cannot fail.
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        put(&path, &bytes)
    }

    /// Says it in a line, with what was before.
    pub(super) fn said(&self, before: Option<&Self>, language: Language) -> String {
        let (content, files) = (digits(&self.content), self.files);
        let Some(before) = before else {
            return match (language, &self.by) {
                (Language::Chinese, Some(by)) => {
                    format!("由{by}生成，内容摘要 {content}（{files} 个文件）。")
                }
                (Language::Chinese, None) => {
                    format!("内容摘要 {content}（{files} 个文件）。")
                }
                (Language::English, Some(by)) => {
                    format!("Built by {by} from content {content} ({files} files).")
                }
                (Language::English, None) => {
                    format!("Built from content {content} ({files} files).")
                }
            };
        };
        let first = self.said(None, language);
        let first = first.trim_end_matches(['。', '.']);
        let same = before.content == self.content;
        let was = digits(&before.content);
        let (version, other) = (&before.version, before.version != self.version);
        match language {
            Language::Chinese => {
                let by = before.by.as_ref().map(|by| format!("由{by}生成，"));
                let what = match same {
                    true => "内容相同".to_owned(),
                    false => format!("内容摘要 {was}"),
                };
                let program = other.then(|| format!("，程序 {version} 版"));
                let (by, program) = (by.unwrap_or_default(), program.unwrap_or_default());
                format!("{first}；上一次{by}{what}{program}。")
            }
            Language::English => {
                let by = before.by.as_ref().map(|by| format!(" by {by}"));
                let what = match same {
                    true => "the same content".to_owned(),
                    false => format!("content {was}"),
                };
                let program = other.then(|| format!(", by version {version}"));
                let (by, program) = (by.unwrap_or_default(), program.unwrap_or_default());
                format!("{first}; last built{by} from {what}{program}.")
            }
        }
    }
}

/// Understands who builds: as said, else as the system calls the person.
pub(super) fn builder(said: Option<&str>) -> Result<Option<String>, CommandMistake> {
    let plain = |name: &str| !name.trim().is_empty() && !name.chars().any(char::is_control);
    match said {
        None => Ok(terminal::user().filter(|name| plain(name))),
        Some(name) if plain(name) => Ok(Some(name.trim().to_owned())),
        Some(name) => Err(CommandMistake::Misused(Misuse::WrongValue {
            option: "--by".to_owned(),
            value: name.to_owned(),
            valid: String::new(),
        })),
    }
}

/// Returns where the note of a folder lies: `.public.meritbook-built` beside `public`. A folder
/// that is reached by a link has it beside the link.
fn note_of(out: &Path) -> Option<PathBuf> {
    let out = std::path::absolute(out).ok()?;
    let name = out.file_name()?.to_string_lossy();
    Some(out.with_file_name(format!(".{name}.meritbook-built")))
}

fn digits(digest: &str) -> &str {
    digest.get(..SAID).unwrap_or(digest)
}
