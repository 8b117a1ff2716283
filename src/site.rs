//! Results, policies and a theme → the files of a site, each a value made on its own.
//!
//! [`Site::new`] settles once what every page shares: what the edition may show, addresses,
//! templates and words. [`Site::jobs`] lists the files; [`Site::render`] makes one of them, so
//! that they can be made in parallel and written one by one.

use std::collections::BTreeMap;

use crate::assessment::Book;
use crate::diagnostic::Diagnostic;

/// One file of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteFile {
    /// The path from the site's folder, with `/` between its parts, for example
    /// `periods/2026-10.html`.
    pub path: String,
    /// The content.
    pub bytes: Vec<u8>,
}

/// A file that is still to be made.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PageJob {
    path: String,
}

/// A site that is ready to be made, file by file.
pub struct Site<'a> {
    book: &'a Book,
}

impl<'a> Site<'a> {
    /// Settles what all pages share; all mistakes of the theme at once.
    ///
    /// `themes` holds the files of the site's own `themes/` folder by path from there, as
    /// [`crate::content::Content::themes`] does.
    pub fn new(
        book: &'a Book,
        themes: &BTreeMap<String, Vec<u8>>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let _ = themes;
        Ok(Self { book })
    }

    /// Lists the files, in the order of their paths' kinds; every path differs.
    pub fn jobs(&self) -> Vec<PageJob> {
        let _ = self.book;
        Vec::new()
    }

    /// Makes one file.
    pub fn render(&self, job: &PageJob) -> Result<SiteFile, Diagnostic> {
        Ok(SiteFile {
            path: job.path.clone(),
            bytes: Vec::new(),
        })
    }
}

impl PageJob {
    /// Returns the path of the file that is to be made.
    pub fn path(&self) -> &str {
        &self.path
    }
}
