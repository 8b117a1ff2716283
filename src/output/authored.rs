//! The author's own files, changed or made on request: whole or not at all.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::OutputMistake;

/// How the names begin under which something grows. What begins with a point is not read as content.
const FRESH: &str = ".new-";

/// The name of a folder that grows and holds nothing but what this tool has made.
const MADE: &str = "made";

/// How old something that grows has to be to be taken for left behind by a process that was killed.
const LEFT_BEHIND: Duration = Duration::from_secs(24 * 60 * 60);

/// Replaces a file of the author's by other bytes; whenever the process is killed, the file is the
/// old one or the new one.
///
/// # Errors
/// The system refused; the file is what it was.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), OutputMistake> {
    let refused = |error: &std::io::Error| OutputMistake::io(path, error);
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut fresh = tempfile::NamedTempFile::new_in(folder).map_err(|e| refused(&e))?;
    fresh.write_all(bytes).map_err(|e| refused(&e))?;
    let permissions = fs::metadata(path).map_err(|e| refused(&e))?.permissions();
    fs::set_permissions(fresh.path(), permissions).map_err(|e| refused(&e))?;
    fresh.as_file().sync_all().map_err(|e| refused(&e))?;
    fresh.persist(path).map_err(|e| refused(&e.error))?;
    Ok(())
}

/// Makes a folder of the author's with files in it, by their paths with `/` below it. Whenever the
/// process is killed, the folder is there with all of them or not at all.
///
/// # Errors
/// Something of that name is there already, which is never touched, or the system refused.
pub fn create_folder(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), OutputMistake> {
    let parent = folder.parent().unwrap_or(Path::new("."));
    let refused = |error: &io::Error| OutputMistake::io(folder, error);
    fs::create_dir_all(parent).map_err(|e| refused(&e))?;
    // The folder inside has the usual permissions.
    let fresh = tempfile::Builder::new().prefix(FRESH).tempdir_in(parent);
    let fresh = fresh.map_err(|e| refused(&e))?;
    clear(parent, fresh.path());
    let grown = fresh.path().join(MADE);
    fs::create_dir(&grown).map_err(|e| refused(&e))?;
    for (path, bytes) in files {
        let path = grown.join(path);
        let written = fs::create_dir_all(path.parent().unwrap_or(&grown))
            .and_then(|()| fs::File::create_new(&path))
            .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()));
        written.map_err(|e| OutputMistake::io(&path, &e))?;
    }
    if fs::symlink_metadata(folder).is_ok() {
        return Err(refused(&ErrorKind::AlreadyExists.into()));
    }
    fs::rename(&grown, folder).map_err(|e| refused(&e))
}

/// Writes a file of the tool's own, whether there was one or not; it is the old one or the new one.
///
/// # Errors
/// The system refused; a file that was there is what it was.
pub fn put(path: &Path, bytes: &[u8]) -> Result<(), OutputMistake> {
    if fs::symlink_metadata(path).is_ok() {
        replace(path, bytes)
    } else {
        create(path, bytes)
    }
}

/// Makes a file of the author's, with the folders above it; it is whole or not there.
///
/// # Errors
/// Something of that name is there already, which is never touched, or the system refused.
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), OutputMistake> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let written = fs::create_dir_all(folder)
        .and_then(|()| tempfile::Builder::new().prefix(FRESH).tempfile_in(folder))
        .and_then(|mut fresh| {
            clear(folder, fresh.path());
            fresh.write_all(bytes)?;
            readable(&fresh)?;
            fresh.as_file().sync_all()?;
            fresh.persist_noclobber(path).map_err(|e| e.error)
        });
    written.map(|_| ()).map_err(|e| OutputMistake::io(path, &e))
}

/// Removes what killed processes have left behind in a folder: files and folders under the name of
/// something that grows, a day older than `fresh`, which has just been made. A folder that was to
/// take the place of the author's stays where a file in it has no other name.
fn clear(folder: &Path, fresh: &Path) {
    let changed = |path: &Path| fs::symlink_metadata(path).and_then(|m| m.modified()).ok();
    let Some(now) = changed(fresh) else { return };
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let age = changed(&path).and_then(|then| now.duration_since(then).ok());
        let ours = entry.file_name().to_string_lossy().starts_with(FRESH);
        if !ours || age.is_none_or(|age| age < LEFT_BEHIND) {
            continue;
        }
        // What cannot be removed is in nobody's way.
        let _ = match entry.file_type() {
            Ok(kind) if !kind.is_dir() => fs::remove_file(&path),
            _ if path.join(MADE).is_dir() || lies_elsewhere_too(&path) => fs::remove_dir_all(&path),
            _ => Ok(()),
        };
    }
}

/// Tells whether every file of a folder has another name.
fn lies_elsewhere_too(folder: &Path) -> bool {
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries.into_iter().all(|entry| {
        let Ok(entry) = entry else { return false };
        match (entry.file_type(), fs::symlink_metadata(entry.path())) {
            (Ok(kind), _) if kind.is_dir() => lies_elsewhere_too(&entry.path()),
            (_, Ok(metadata)) => has_other_names(&metadata),
            _ => false,
        }
    })
}

#[cfg(unix)]
fn has_other_names(metadata: &fs::Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(metadata) > 1
}

#[cfg(not(unix))]
fn has_other_names(_: &fs::Metadata) -> bool {
    false
}

/// Lets colleagues read it too; a temporary file is its maker's alone.
fn readable(file: &tempfile::NamedTempFile) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.as_file()
            .set_permissions(fs::Permissions::from_mode(0o644))?;
    }
    #[cfg(not(unix))]
    let _ = file;
    Ok(())
}

/// What becomes of a folder of the author's. Paths are below it, with `/`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files that are copied into it: where they lie, and the path.
    pub copied: Vec<(PathBuf, String)>,
    /// Files that change their place: the path before and after.
    pub moved: Vec<(String, String)>,
}

/// Changes a folder of the author's, or makes it. Where the system can exchange folders, whenever
/// the process is killed, the folder is the old one or the new one, each whole; elsewhere each file
/// is. Nothing is ever written over.
///
/// # Errors
/// Something stands in the way, which is never touched, or the system refused.
pub fn change_folder(folder: &Path, changes: &Changes) -> Result<(), OutputMistake> {
    let refused = |error: &io::Error| OutputMistake::io(folder, error);
    let old = folder.canonicalize().ok();
    let place = old.as_deref().unwrap_or(folder);
    let parent = place.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(|e| refused(&e))?;
    let fresh = tempfile::Builder::new().prefix(FRESH).tempdir_in(parent);
    let fresh = fresh.map_err(|e| refused(&e))?;
    clear(parent, fresh.path());
    let grown = fresh.path().join("folder");
    fs::create_dir(&grown).map_err(|e| refused(&e))?;
    if let Some(old) = &old {
        link_all(old, &grown)?;
    }
    // Files are moved among the links alone until the folders change places.
    apply(&grown, changes)?;
    let Some(old) = &old else {
        return fs::rename(&grown, folder).map_err(|e| refused(&e));
    };
    if super::switch::exchange(&grown, old).is_ok() {
        // Under the temporary name is the old folder now; what came into it meanwhile is kept.
        return keep_late(&grown, old, changes);
    }
    apply(old, changes)
}

fn apply(folder: &Path, changes: &Changes) -> Result<(), OutputMistake> {
    for (from, to) in &changes.moved {
        let (from, to) = (folder.join(from), folder.join(to));
        let moved = above(&to).and_then(|()| match fs::symlink_metadata(&to) {
            Ok(_) => Err(ErrorKind::AlreadyExists.into()),
            Err(_) => fs::rename(&from, &to),
        });
        moved.map_err(|e| OutputMistake::io(&to, &e))?;
    }
    for (from, to) in &changes.copied {
        let to = folder.join(to);
        copy_whole(from, &to).map_err(|e| OutputMistake::io(&to, &e))?;
    }
    Ok(())
}

fn above(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))
}

/// Copies a file under a name that is free; under that name it is whole or not there.
fn copy_whole(from: &Path, to: &Path) -> io::Result<()> {
    above(to)?;
    let folder = to.parent().unwrap_or(Path::new("."));
    let mut fresh = tempfile::Builder::new().prefix(FRESH).tempfile_in(folder)?;
    io::copy(&mut fs::File::open(from)?, &mut fresh)?;
    readable(&fresh)?;
    fresh.as_file().sync_all()?;
    fresh.persist_noclobber(to).map_err(|e| e.error)?;
    Ok(())
}

/// Links all files of a folder into another one, or copies them where there are no links.
fn link_all(from: &Path, to: &Path) -> Result<(), OutputMistake> {
    let refused = |error: &io::Error| OutputMistake::io(from, error);
    let permissions = fs::metadata(from).map_err(|e| refused(&e))?.permissions();
    fs::set_permissions(to, permissions).map_err(|e| refused(&e))?;
    for entry in fs::read_dir(from).map_err(|e| refused(&e))? {
        let entry = entry.map_err(|e| refused(&e))?;
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        let kind = entry.file_type().map_err(|e| refused(&e))?;
        if kind.is_dir() {
            fs::create_dir(&target).map_err(|e| OutputMistake::io(&path, &e))?;
            link_all(&path, &target)?;
        } else {
            // What a link leads to is linked, as its own file.
            let source = path.canonicalize().unwrap_or_else(|_| path.clone());
            fs::hard_link(&source, &target)
                .or_else(|_| fs::copy(&source, &target).map(|_| ()))
                .map_err(|e| OutputMistake::io(&path, &e))?;
        }
    }
    Ok(())
}

/// Moves over what has come into the old folder after its files were linked.
fn keep_late(old: &Path, new: &Path, changes: &Changes) -> Result<(), OutputMistake> {
    let entries = fs::read_dir(old).into_iter().flatten().flatten();
    for entry in entries {
        let name = entry.file_name();
        let is_moved = changes
            .moved
            .iter()
            .any(|(from, _)| name.to_str() == Some(from));
        let target = new.join(&name);
        if !is_moved && fs::symlink_metadata(&target).is_err() {
            fs::rename(entry.path(), &target).map_err(|e| OutputMistake::io(&target, &e))?;
        }
    }
    Ok(())
}
