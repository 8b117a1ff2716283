//! The author's own files, changed or made on request: whole or not at all.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use super::OutputMistake;

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

/// Makes a file of the author's, with the folders above it.
///
/// # Errors
/// Something of that name is there already, which is never touched, or the system refused.
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), OutputMistake> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)
        .and_then(|()| fs::File::create_new(path))
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .map_err(|error| OutputMistake::io(path, &error))
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
    // What begins with a point is not read as content. The folder inside has the usual permissions.
    let fresh = tempfile::Builder::new().prefix(".new-").tempdir_in(parent);
    let fresh = fresh.map_err(|e| refused(&e))?;
    let grown = fresh.path().join("folder");
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
