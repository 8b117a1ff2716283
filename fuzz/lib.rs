//! The fuzz targets' common part: a site in a temporary folder for each thread, and the bodies.

mod bodies;

use std::cell::RefCell;
use std::path::Path;

use bodies::BODIES;

thread_local! {
    static FOLDER: RefCell<Option<tempfile::TempDir>> = const { RefCell::new(None) };
}

/// Tries one input on the body of a name.
pub fn try_one(name: &str, bytes: &[u8]) {
    let body = BODIES.iter().find(|body| body.name == name);
    let body = body.expect("a body of that name");
    FOLDER.with_borrow_mut(|folder| {
        let folder = folder.get_or_insert_with(|| {
            let folder = tempfile::tempdir().expect("a temporary folder");
            body.lay_out(folder.path());
            folder
        });
        let path: &Path = folder.path();
        body.try_one(path, bytes);
    });
}
