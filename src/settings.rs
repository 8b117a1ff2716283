//! `site.yml`: the site as a whole.

use crate::diagnostic::Language;

/// The settings of a site.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The site's title.
    pub title: String,
    /// The organisation's full legal name.
    pub organisation: String,
    /// The language of the site.
    pub language: Language,
    /// The theme's name; `default` unless said.
    pub theme: String,
    /// Whether every person has a page (`people: all`) or only those whom a board shows.
    pub all_people: bool,
    /// Decimals shown where neither figure nor rounding says otherwise.
    pub decimals: u32,
    /// The smallest group whose mean is shown.
    pub smallest_group: u32,
    /// Where an appeal is filed; a link or an address, for pages.
    pub appeal_form: Option<String>,
}
