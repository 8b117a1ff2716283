//! The author's own files, changed on request: a file is replaced whole or not at all.

use std::fs;
use std::io::Write;
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
