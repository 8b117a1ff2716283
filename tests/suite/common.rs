//! What several tests need: folders to work in, the program, whole folders compared.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use walkdir::WalkDir;

/// Returns a path in the repository.
pub fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Returns the folders in a folder of the repository, sorted by name; none where it is not there.
pub fn folders_in(path: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(repository(path)) else {
        return Vec::new();
    };
    let mut folders: Vec<PathBuf> = entries
        .map(|entry| entry.expect("a folder can be listed").path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

/// Returns the last part of a path.
pub fn name_of(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// Makes an empty folder that is removed when it is dropped.
pub fn temporary() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder can be made")
}

/// Makes a site that holds these files below `content/`, in a folder of its own.
pub fn site_of(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = temporary();
    for (path, text) in files {
        let file = folder.path().join("content").join(path);
        fs::create_dir_all(file.parent().expect("a file has a folder"))
            .expect("a folder can be made");
        fs::write(file, text).expect("a file can be written");
    }
    folder
}

/// Copies a folder with all that is in it.
pub fn copy(from: &Path, to: &Path) {
    for (path, bytes) in files_below(from) {
        let target = to.join(path);
        fs::create_dir_all(target.parent().expect("a file has a folder"))
            .expect("a folder can be made");
        fs::write(target, bytes).expect("a file can be written");
    }
}

/// Reads all files below a folder, by path with `/`.
pub fn files_below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("a folder can be walked"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("a path below");
            let bytes = fs::read(entry.path()).expect("a file can be read");
            (path.to_string_lossy().replace('\\', "/"), bytes)
        })
        .collect()
}

/// What a run of the program left behind.
#[derive(Debug)]
pub struct Run {
    /// The exit status; -1 when it was killed.
    pub status: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Run {
    /// Returns both outputs, results first.
    pub fn said(&self) -> String {
        format!("{}{}", self.out, self.err)
    }
}

/// Runs the program in a folder with an empty environment.
pub fn meritbook<A: AsRef<OsStr>>(folder: &Path, arguments: &[A]) -> Run {
    meritbook_with(folder, arguments, &[])
}

/// Runs a command, written with spaces between its words, with its messages in English.
pub fn in_english(folder: &Path, command: &str) -> Run {
    let words: Vec<&str> = ["--lang", "en"]
        .into_iter()
        .chain(command.split(' '))
        .collect();
    let run = meritbook(folder, &words);
    assert!(!run.said().contains("panicked"), "{}", run.said());
    run
}

/// Runs the program in a folder; its environment holds these variables alone.
pub fn meritbook_with<A: AsRef<OsStr>>(
    folder: &Path,
    arguments: &[A],
    environment: &[(&str, &str)],
) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_meritbook"))
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .envs(environment.iter().copied())
        .output()
        .expect("the program can be started");
    Run {
        status: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).expect("results are UTF-8"),
        err: String::from_utf8(output.stderr).expect("messages are UTF-8"),
    }
}

/// Returns the items in another order, the same for the same seed.
pub fn shuffled<T: Clone>(items: &[T], mut seed: u64) -> Vec<T> {
    let mut items = items.to_vec();
    for at in (1..items.len()).rev() {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        items.swap(at, (seed >> 33) as usize % (at + 1));
    }
    items
}
