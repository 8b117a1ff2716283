//! The site: privacy, safety, links, words, templates, weight.

use std::collections::BTreeMap;

use meritbook::diagnostic::Language;
use meritbook::site::{Edition, Explain, Site, SiteFile};

use crate::sample_book::{self, Size};

/// Makes all files of the sample site.
pub fn files(size: Size, language: Language, edition: Option<Edition>) -> BTreeMap<String, String> {
    let mut book = sample_book::book(size);
    book.settings.language = language;
    let explain: Explain<'_> = Box::new(sample_book::explain);
    let edition = edition.unwrap_or_else(|| Edition::staff(&book.settings));
    let site = Site::of_edition(&book, &BTreeMap::new(), edition, explain)
        .unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    site.jobs()
        .iter()
        .map(|job| site.render(job).unwrap_or_else(|m| panic!("{m:#?}")))
        .map(|SiteFile { path, bytes }| (path, String::from_utf8(bytes).expect("UTF-8")))
        .collect()
}

const SAMPLE: Size = Size {
    people: 60,
    months: 3,
    all_people: true,
};

#[test]
fn the_sample_site_can_be_made() {
    let files = files(SAMPLE, Language::Chinese, None);
    assert!(files.contains_key("index.html"));
    if let Ok(out) = std::env::var("SAMPLE_SITE") {
        for (path, text) in files {
            let path = std::path::Path::new(&out).join(path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            std::fs::write(path, text).expect("written");
        }
    }
}
