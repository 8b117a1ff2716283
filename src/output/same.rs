//! Files that are what they were: taken over from the published site rather than written anew, so
//! that they keep their day, and neither browsers nor copying programs fetch them again.

use std::fs::{self, Metadata, Permissions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// The site that stands where the new one will.
pub(super) struct Before {
    /// Its folder, which need not be there.
    folder: PathBuf,
    /// The rights of a file that is made today.
    rights: Option<Permissions>,
}

impl Before {
    /// The site in `folder`; `made` is a file that was just made for the new one.
    pub fn new(folder: &Path, made: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            rights: fs::metadata(made).map(|made| made.permissions()).ok(),
        }
    }

    /// Takes a file over as `path` where the site before has the same bytes at `name` with the same
    /// rights; tells whether it did. A file system without links to files has none to take over.
    pub fn hands_over(&self, name: &Path, bytes: &[u8], path: &Path) -> bool {
        let old = self.folder.join(name);
        let fits = |found: &Metadata| {
            found.is_file()
                && found.len() == bytes.len() as u64
                && self.rights == Some(found.permissions())
        };
        fs::symlink_metadata(&old).is_ok_and(|found| fits(&found))
            && fs::read(&old).is_ok_and(|read| read == bytes)
            && linked(&old, path).is_ok()
    }
}

/// Links a file; its folder is made when it is not there yet.
fn linked(old: &Path, path: &Path) -> io::Result<()> {
    fs::hard_link(old, path).or_else(|error| {
        if error.kind() != ErrorKind::NotFound {
            return Err(error);
        }
        fs::create_dir_all(path.parent().unwrap_or(path))?;
        fs::hard_link(old, path)
    })
}
