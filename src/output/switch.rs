//! The published folder and its neighbours: what may be replaced, and how two folders change
//! places.
//!
//! On Linux they do so in one step. Elsewhere the old folder is moved aside first and the new one
//! into its place; a build that is killed between the two leaves the old one aside, and the next
//! build puts it back ([`Target::recover`]).

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::{Holding, MARKER, OutputMistake, WHAT_IF_TEXT};

/// The folder that is published.
pub(super) struct Target {
    /// The folder itself, links followed.
    folder: PathBuf,
    /// The folder it stands in.
    parent: PathBuf,
    /// How the names of growing sites begin: `.public.meritbook-new-`.
    new_prefix: String,
    /// How the names of old sites that were moved aside begin: `.public.meritbook-old-`.
    old_prefix: String,
}

impl Target {
    /// Finds the folder's true place; the folders above it are made where they are not there yet.
    pub(super) fn of(out: &Path) -> Result<Self, OutputMistake> {
        let refused = |error: io::Error| OutputMistake::io(out, &error);
        let folder = match out.canonicalize() {
            Ok(folder) => folder,
            Err(_) => {
                let absolute = std::path::absolute(out).map_err(refused)?;
                let parent = absolute.parent().unwrap_or(&absolute);
                fs::create_dir_all(parent).map_err(refused)?;
                let name = absolute.file_name().unwrap_or_default();
                parent.canonicalize().map_err(refused)?.join(name)
            }
        };
        let (Some(parent), Some(name)) = (folder.parent(), folder.file_name()) else {
            return Err(OutputMistake::NotOurs { folder });
        };
        let name = name.to_string_lossy();
        Ok(Self {
            parent: parent.to_owned(),
            new_prefix: format!(".{name}.meritbook-new-"),
            old_prefix: format!(".{name}.meritbook-old-"),
            folder,
        })
    }

    /// Returns the folder's true place.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Puts back what a killed build moved aside, and removes what killed builds left behind.
    pub(super) fn recover(&self) {
        for aside in self.neighbours(&self.old_prefix) {
            if !self.folder.exists() && is_ours(&aside) {
                let _ = fs::rename(&aside, &self.folder);
            } else {
                remove_left_behind(&aside);
            }
        }
        for unfinished in self.neighbours(&self.new_prefix) {
            remove_left_behind(&unfinished);
        }
    }

    /// Refuses a folder that this tool did not make, unless it is empty, and one that holds another
    /// thing than is to be published.
    pub(super) fn check(&self, holding: Holding) -> Result<(), OutputMistake> {
        let holds = self.holds();
        if holds.is_some_and(|holds| holds != holding) {
            let folder = self.folder.clone();
            return Err(OutputMistake::OtherHolding { folder, holding });
        }
        // While another build switches, a look may fall on a folder that is just being removed.
        let looks = (0..5).map(|_| self.look());
        looks
            .reduce(|seen, look| seen.or(look))
            .unwrap_or_else(|| self.look())
    }

    /// Tells what the folder holds; `None` where this tool did not make it.
    fn holds(&self) -> Option<Holding> {
        let marker = fs::read_to_string(self.folder.join(MARKER)).ok()?;
        Some(match marker == WHAT_IF_TEXT {
            true => Holding::WhatIf,
            false => Holding::Results,
        })
    }

    fn look(&self) -> Result<(), OutputMistake> {
        let not_ours = || OutputMistake::NotOurs {
            folder: self.folder.clone(),
        };
        if !self.folder.exists() || is_ours(&self.folder) {
            return Ok(());
        }
        match fs::read_dir(&self.folder) {
            Ok(mut entries) => match entries.next() {
                None => Ok(()),
                Some(_) => Err(not_ours()),
            },
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => Err(not_ours()),
            Err(error) => Err(OutputMistake::io(&self.folder, &error)),
        }
    }

    /// Makes the folder in which the new site grows: beside the published one, so that both lie on
    /// one file system. It is removed again when it is dropped.
    pub(super) fn fresh_folder(&self) -> Result<TempDir, OutputMistake> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(&self.new_prefix);
        #[cfg(unix)]
        {
            // A web server runs as another user; the author's umask still narrows this.
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(fs::Permissions::from_mode(0o777));
        }
        builder
            .tempdir_in(&self.parent)
            .map_err(|error| OutputMistake::io(&self.parent, &error))
    }

    /// Puts the new site in the old one's place and removes the old one.
    pub(super) fn switch(&self, fresh: TempDir) -> Result<(), OutputMistake> {
        self.switch_by(exchange, fresh)
    }

    fn switch_by(
        &self,
        exchange: fn(&Path, &Path) -> io::Result<()>,
        fresh: TempDir,
    ) -> Result<(), OutputMistake> {
        let refused = |error: io::Error| OutputMistake::io(&self.folder, &error);
        if !self.folder.exists() {
            match fs::rename(fresh.path(), &self.folder) {
                Ok(()) => {
                    // The folder has moved; there is nothing left to remove.
                    let _ = fresh.keep();
                    return Ok(());
                }
                // Another build was faster.
                Err(_) if self.folder.exists() => {}
                Err(error) => return Err(refused(error)),
            }
        }
        if exchange(fresh.path(), &self.folder).is_ok() {
            // Under the temporary name is now the old site.
            remove(&fresh.keep());
            return Ok(());
        }
        let aside = self.parent.join(self.aside_name(&fresh));
        fs::rename(&self.folder, &aside).map_err(refused)?;
        if let Err(error) = fs::rename(fresh.path(), &self.folder) {
            let _ = fs::rename(&aside, &self.folder);
            return Err(refused(error));
        }
        let _ = fresh.keep();
        remove(&aside);
        Ok(())
    }

    fn aside_name(&self, fresh: &TempDir) -> OsString {
        let name = fresh.path().file_name().unwrap_or_default();
        let tail = name.to_string_lossy();
        let tail = tail.strip_prefix(&self.new_prefix).unwrap_or("");
        OsString::from(format!("{}{tail}", self.old_prefix))
    }

    fn neighbours(&self, prefix: &str) -> Vec<PathBuf> {
        let Ok(entries) = fs::read_dir(&self.parent) else {
            return Vec::new();
        };
        let mut found: Vec<PathBuf> = entries
            .filter_map(Result::ok)
            .filter(|entry| entry.file_name().to_string_lossy().starts_with(prefix))
            .map(|entry| entry.path())
            .collect();
        found.sort();
        found
    }
}

/// Exchanges two folders in one step; an error where the system cannot.
#[cfg(target_os = "linux")]
pub(super) fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

/// Exchanges two folders in one step; an error where the system cannot.
#[cfg(not(target_os = "linux"))]
pub(super) fn exchange(_a: &Path, _b: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

fn is_ours(folder: &Path) -> bool {
    let is_folder = fs::symlink_metadata(folder).is_ok_and(|found| found.is_dir());
    let has_marker = fs::symlink_metadata(folder.join(MARKER)).is_ok_and(|found| found.is_file());
    is_folder && has_marker
}

/// Removes a folder of a killed build: one with our marker that no living build has locked, or an
/// empty one.
fn remove_left_behind(folder: &Path) {
    if !is_ours(folder) {
        let _ = fs::remove_dir(folder);
        return;
    }
    let Ok(marker) = fs::File::open(folder.join(MARKER)) else {
        return;
    };
    if let Err(fs::TryLockError::WouldBlock) = marker.try_lock() {
        return;
    }
    // The lock is held while the folder goes, so that no build takes it for its own.
    if cfg!(windows) {
        drop(marker);
        remove(folder);
    } else {
        remove(folder);
        drop(marker);
    }
}

/// Removes a folder of ours, the marker last: a removal that is cut short leaves a folder that the
/// next build still knows as ours. What cannot be removed is left for it too.
pub(super) fn remove(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| entry.file_name() != MARKER) {
        let path = entry.path();
        let _ = if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            fs::remove_dir_all(path)
        } else {
            fs::remove_file(path)
        };
    }
    let only_marker = fs::read_dir(folder).is_ok_and(|entries| entries.count() == 1);
    if only_marker {
        let _ = fs::remove_file(folder.join(MARKER));
    }
    let _ = fs::remove_dir(folder);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grown(target: &Target, word: &str) -> TempDir {
        let fresh = target.fresh_folder().expect("a folder can be made");
        fs::write(fresh.path().join(MARKER), "").expect("a file can be written");
        fs::write(fresh.path().join("index.html"), word).expect("a file can be written");
        fresh
    }

    #[test]
    fn where_folders_cannot_be_exchanged_they_move_one_by_one() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let target = Target::of(&folder.path().join("public")).expect("a place to publish");
        for word in ["first", "second", "third"] {
            let cannot = |_: &Path, _: &Path| Err(io::ErrorKind::Unsupported.into());
            let fresh = grown(&target, word);
            target.switch_by(cannot, fresh).expect("they move");
            let found = fs::read_to_string(target.folder.join("index.html"));
            assert_eq!(found.expect("it is published"), word);
            let left = fs::read_dir(folder.path())
                .expect("the folder is there")
                .count();
            assert_eq!(left, 1, "nothing is left beside it");
        }
    }
}
